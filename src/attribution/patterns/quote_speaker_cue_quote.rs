//! “We will stay,” the mayor *said*. “We always have.”

use super::shape::{fits, next_quote, quote_before, quote_behind, speaker_before, verb};
use super::{Content, Pattern, Place};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-speaker-cue-quote",
    content: &[Content::Both],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, quote_before, alt((quote_behind, next_quote))), around),
};
