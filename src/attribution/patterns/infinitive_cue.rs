//! The mayor rang *to say* that the bridge was safe.

use super::shape::{before, behind, clause, fits, infinitive, near, speaker};
use super::{Content, Pattern, Place};

pub(super) const PATTERN: Pattern = Pattern {
    name: "infinitive-cue",
    content: &[Content::Right],
    marked: false,
    speaker: Some(Place::Before),
    shape: |around| fits((infinitive, before(near(speaker)), behind(clause)), around),
};
