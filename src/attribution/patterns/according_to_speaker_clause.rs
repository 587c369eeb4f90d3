//! *According to* the mayor, the bridge is safe.

use super::shape::{behind, clause, fits, near, preposition, speaker_behind};
use super::{Content, Pattern, Place};
use crate::text::Kind;

pub(super) const PATTERN: Pattern = Pattern {
    name: "according-to-speaker-clause",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::After),
    shape: |around| fits((preposition, speaker_behind, behind((near(Kind::Comma), clause))), around),
};
