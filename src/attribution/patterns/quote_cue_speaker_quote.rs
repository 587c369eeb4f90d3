//! “We will stay,” *said* the mayor. “We always have.”

use super::shape::{fits, next_quote, quote_before, quote_behind, speaker_behind, verb};
use super::{Content, Pattern, Place};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-cue-speaker-quote",
    content: &[Content::Both],
    marked: true,
    speaker: Some(Place::After),
    shape: |around| fits((verb, quote_before, speaker_behind, alt((quote_behind, next_quote))), around),
};
