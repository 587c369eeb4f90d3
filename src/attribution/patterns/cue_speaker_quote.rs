//! *Said* the mayor: “We will stay.”

use super::shape::{fits, quote_behind, speaker_behind, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "cue-speaker-quote",
    content: &[Content::Right],
    marked: true,
    speaker: Some(Place::After),
    shape: |around| fits((verb, speaker_behind, quote_behind), around),
};
