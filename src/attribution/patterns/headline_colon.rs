//! Mayor*:* Bridge is safe. Bridge is safe*:* mayor.

use super::shape::{before, behind, clause, fits, mark};
use super::{Content, Pattern};

pub(super) const PATTERN: Pattern = Pattern {
    name: "headline-colon",
    content: &[Content::Left, Content::Right],
    marked: false,
    speaker: None,
    shape: |around| fits((mark, before(clause), behind(clause)), around),
};
