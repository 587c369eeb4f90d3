//! “We will stay,” the mayor *said*. “We always have.”

use super::shape::{before, behind, fits, next_quote, quote, speaker_before, verb};
use super::{Content, Pattern, Place};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-speaker-cue-quote",
    content: &[Content::Both],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, speaker_before, before(quote), alt((behind(quote), next_quote))), around),
};
