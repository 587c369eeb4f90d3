//! The mayor *denied* the charge.

use super::shape::{behind, clause, fits, noun_phrase, speaker_before, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-noun-phrase",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, behind((noun_phrase, clause))), around),
};
