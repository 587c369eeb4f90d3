//! “We will stay,” *said* the mayor.

use super::shape::{before, fits, quote, speaker_behind, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-cue-speaker",
    content: &[Content::Left],
    marked: true,
    speaker: Some(Place::After),
    shape: |around| fits((verb, before(quote), speaker_behind), around),
};
