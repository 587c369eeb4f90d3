//! The bridge is safe, the mayor *said*.

use super::shape::{before, clause, fits, near, speaker, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "clause-speaker-cue",
    content: &[Content::Left],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before((near(speaker), clause))), around),
};
