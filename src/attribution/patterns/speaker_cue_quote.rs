//! The mayor *said*, “We will stay.”

use super::shape::{before, behind, fits, near, quote, speaker, verb};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "speaker-cue-quote",
    content: &[Content::Right],
    marked: true,
    speaker: Some(Place::Before),
    shape: |around| fits((verb, before(near(speaker)), behind(quote)), around),
};
