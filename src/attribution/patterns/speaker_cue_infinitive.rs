//! The mayor *promised* to stay.

use super::shape::{ADDRESSEE, behind, clause, fits, infinitival, speaker_before, verb, within};
use super::{Content, Pattern, Place};
use crate::grammar::Class;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-infinitive",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, infinitival, speaker_before, behind((within(ADDRESSEE, Class::To), clause))), around),
};
