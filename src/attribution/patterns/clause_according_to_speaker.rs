//! The bridge is safe, *according to* the mayor. The bridge, *according to* the mayor, is safe.

use super::shape::{before, clause, fits, preposition, speaker_behind};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "clause-according-to-speaker",
    content: &[Content::Left, Content::Both],
    marked: false,
    speaker: Some(Place::After),
    shape: |around| fits((preposition, before(clause), speaker_behind), around),
};
