//! The mayor *promised* to stay.

use super::shape::{ADDRESSEE, before, behind, clause, fits, infinitival, near, speaker, verb, within};
use super::{Content, Pattern, Place};
use crate::grammar::Class;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-infinitive",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| {
        fits((verb, infinitival, before(near(speaker)), behind((within(ADDRESSEE, Class::To), clause))), around)
    },
};
