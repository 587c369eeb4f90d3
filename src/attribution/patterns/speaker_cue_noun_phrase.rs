//! The mayor *denied* the charge.

use super::shape::{before, behind, clause, fits, near, noun_phrase, speaker, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-noun-phrase",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before(near(speaker)), behind((noun_phrase, clause))), around),
};
