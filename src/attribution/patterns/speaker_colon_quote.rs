//! The mayor*:* “We will stay.”

use super::shape::{behind, colon, fits, speaker_before};
use super::{Content, Pattern, Place};
use crate::text::Kind;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-colon-quote",
    content: &[Content::Right],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((colon, speaker_before, behind(Kind::Quotation)), around),
};
