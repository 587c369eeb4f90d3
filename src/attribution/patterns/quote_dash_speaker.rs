//! “We will stay.” *—* The mayor

use super::shape::{before, dash, fits, speaker_behind};
use super::{Content, Pattern, Place};
use crate::text::Kind;

pub(super) const PATTERN: Pattern = Pattern {
    name: "quote-dash-speaker",
    content: &[Content::Left],
    marked: true,
    speaker: Some(Place::After),
    shape: |around| fits((dash, before(Kind::Quotation), speaker_behind), around),
};
