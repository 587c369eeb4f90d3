//! “We will stay,” the mayor *said*. “We always have.”

use super::shape::{before, behind, fits, near, next, quote, speaker, verb};
use super::{Content, Pattern, Place};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-speaker-cue-quote",
    content: &[Content::Both],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before((near(speaker), quote)), alt((behind(quote), next(quote)))), around),
};
