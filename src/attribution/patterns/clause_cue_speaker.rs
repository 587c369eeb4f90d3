//! The bridge is safe, *said* the mayor.

use super::shape::{before, clause, fits, speaker_behind, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "clause-cue-speaker",
    content: &[Content::Left],
    marked: false,
    speaker: Some(Place::After),
    shape: |around| fits((verb, before(clause), speaker_behind), around),
};
