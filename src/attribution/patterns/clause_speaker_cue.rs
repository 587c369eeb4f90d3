//! The bridge is safe, the mayor *said*.

use super::shape::{before, clause, fits, speaker_before, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "clause-speaker-cue",
    content: &[Content::Left],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, before(clause)), around),
};
