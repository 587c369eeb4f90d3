//! “We will stay,” *said* the mayor. “We always have.”

use super::shape::{before, behind, fits, next_quote, quote, speaker_behind, verb};
use super::{Content, Pattern, Place};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-cue-speaker-quote",
    content: &[Content::Both],
    marked: true,
    speaker: Some(Place::After),
    shape: |around| fits((verb, before(quote), speaker_behind, alt((behind(quote), next_quote))), around),
};
