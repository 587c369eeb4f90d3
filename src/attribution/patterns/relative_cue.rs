//! The mayor, who *said* that the bridge was safe, has left.

use super::shape::{before, behind, clause, fits, verb};
use super::{Content, Pattern, Place};
use crate::grammar::Class;
use nom::combinator::opt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "relative-cue",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before((opt(Class::CueAdverb), Class::Relative)), behind(clause)), around),
};
