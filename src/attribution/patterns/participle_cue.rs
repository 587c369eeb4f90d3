//! The mayor smiled, *adding* that the bridge was safe.

use super::shape::{behind, clause, fits, gerund};
use super::{Content, Pattern};

pub(super) const PATTERN: Pattern = Pattern {
    name: "participle-cue",
    content: &[Content::Right],
    marked: false,
    speaker: None,
    shape: |around| fits((gerund, behind(clause)), around),
};
