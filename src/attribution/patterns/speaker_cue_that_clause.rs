//! The mayor *said* that the bridge was safe.

use super::shape::{ADDRESSEE, behind, clause, fits, speaker_before, verb, within};
use super::{Content, Pattern, Place};
use crate::grammar::Class;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-that-clause",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, behind((within(ADDRESSEE, Class::Complementizer), clause))), around),
};
