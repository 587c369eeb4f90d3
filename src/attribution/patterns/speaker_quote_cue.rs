//! The mayor, “We will stay,” *said*.

use super::shape::{before, fits, speaker, verb};
use super::{Content, Pattern, Place};
use crate::grammar::Class;
use crate::text::Kind;
use nom::combinator::opt;

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-quote-cue",
    content: &[Content::Left],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before((opt(Class::CueAdverb), Kind::Quotation, opt(Kind::Comma), speaker))), around),
};
