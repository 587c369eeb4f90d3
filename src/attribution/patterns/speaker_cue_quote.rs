//! The mayor *said*, “We will stay.”

use super::shape::{fits, quote_behind, speaker_before, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-quote",
    content: &[Content::Right],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, quote_behind), around),
};
