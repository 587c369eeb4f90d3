//! The mayor *said* the bridge was safe.

use super::shape::{before, behind, clause, fits, near, speaker, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-clause",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before(near(speaker)), behind(clause)), around),
};
