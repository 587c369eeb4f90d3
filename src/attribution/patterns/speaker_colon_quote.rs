//! The mayor*:* “We will stay.”

use super::shape::{before, behind, colon, fits, near, speaker};
use super::{Content, Pattern, Place};
use crate::text::Kind;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-colon-quote",
    content: &[Content::Right],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((colon, before(near(speaker)), behind(Kind::Quotation)), around),
};
