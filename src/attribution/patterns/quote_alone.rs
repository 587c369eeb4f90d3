//! The mayor *was* not *impressed*. “We will stay.”

use super::shape::{fits, next_quote};
use super::{Content, Pattern};

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-alone",
    content: &[Content::Apart],
    marked: false,
    speaker: None,
    shape: |around| fits(next_quote, around),
};
