//! The mayor's *claim* that the bridge was safe.

use super::shape::{before, behind, clause, fits, noun};
use super::{Content, Pattern};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "noun-cue",
    content: &[Content::Left, Content::Right, Content::Both],
    marked: false,
    speaker: None,
    shape: |around| fits((noun, alt((before(clause), behind(clause)))), around),
};
