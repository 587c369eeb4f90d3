//! The mayor *said* that the bridge was safe.

use super::shape::{ADDRESSEE, before, behind, clause, fits, near, speaker, verb, within};
use super::{Content, Pattern, Place};
use crate::grammar::Class;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-that-clause",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| {
        fits((verb, before(near(speaker)), behind((within(ADDRESSEE, Class::Complementizer), clause))), around)
    },
};
