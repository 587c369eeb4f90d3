//! The bridge is safe, *said* the mayor.

use super::shape::{before, behind, clause, fits, near, speaker, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "clause-cue-speaker",
    content: &[Content::Left],
    marked: false,
    speaker: Some(Place::After),
    shape: |around| fits((verb, before(clause), behind(near(speaker))), around),
};
