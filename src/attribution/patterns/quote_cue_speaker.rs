//! “We will stay,” *said* the mayor.

use super::shape::{fits, quote_before, speaker_behind, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-cue-speaker",
    content: &[Content::Left],
    marked: true,
    speaker: Some(Place::After),
    shape: |around| fits((verb, quote_before, speaker_behind), around),
};
