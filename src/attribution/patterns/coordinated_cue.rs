//! The mayor stood up and *said* that the bridge was safe.

use super::shape::{before, behind, clause, fits, near, speaker, verb};
use super::{Content, Pattern, Place};
use crate::grammar::Class;
use nom::combinator::opt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "coordinated-cue",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| {
        fits((verb, before((opt(Class::CueAdverb), Class::Conjunction, near(speaker))), behind(clause)), around)
    },
};
