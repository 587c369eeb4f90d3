//! The records that a reader of the output sees, as serde types.

use serde::{Deserialize, Serialize};

/// How a content stands to its quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Wholly in marks.
    Direct,
    /// Marks inside it.
    Mixed,
    /// No marks.
    Indirect,
}
