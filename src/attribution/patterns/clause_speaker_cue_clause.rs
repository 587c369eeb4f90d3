//! The bridge, the mayor *said*, is safe.

use super::shape::{before, behind, clause, fits, next, verb};
use super::{Content, Pattern};
use nom::branch::alt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "clause-speaker-cue-clause",
    content: &[Content::Both],
    marked: false,
    speaker: None,
    shape: |around| fits((verb, before(clause), alt((behind(clause), next(clause)))), around),
};
