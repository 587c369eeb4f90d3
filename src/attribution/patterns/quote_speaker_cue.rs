//! “We will stay,” the mayor *said*.

use super::shape::{fits, quote_before, speaker_before, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-speaker-cue",
    content: &[Content::Left],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, quote_before), around),
};
