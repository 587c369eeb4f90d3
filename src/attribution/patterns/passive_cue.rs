//! The mayor *was quoted* as saying the bridge was safe.

use super::shape::{before, behind, clause, fits, passive};
use super::{Content, Pattern};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "passive-cue",
    content: &[Content::Left, Content::Right, Content::Both],
    marked: false,
    speaker: None,
    shape: |around| fits((passive, alt((before(clause), behind(clause)))), around),
};
