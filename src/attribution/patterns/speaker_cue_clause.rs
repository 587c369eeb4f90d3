//! The mayor *said* the bridge was safe.

use super::shape::{behind, clause, fits, speaker_before, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-clause",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, behind(clause)), around),
};
