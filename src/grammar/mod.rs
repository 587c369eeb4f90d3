//! Reads a grammar folder: the words of a language, by class, and the cues with their frames.

pub mod class;

pub use class::{Class, Classes};

/// A word form or lemma as a number: a hash of its lower-case text. Two different words of one language have, but for
/// one chance in millions, two different numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

impl Sym {
    /// The number of a text that is already in lower case (FNV-1a, folded to 32 bits).
    #[must_use]
    pub const fn of(lower: &str) -> Self {
        let bytes = lower.as_bytes();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut i = 0;
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            i += 1;
        }
        Self((hash ^ (hash >> 32)) as u32)
    }
}

/// What the grammar knows of a word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The classes of the form.
    pub classes: Classes,
    /// For a form of a cue: an index for [`Grammar::cue`], plus one; 0 for none.
    pub cue: u16,
}

/// How a cue's form stands in its verb's table; for a noun `Base` is the singular, `Third` the plural.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form { #[default] Base, Third, Past, Participle, Gerund }

/// The words of one language, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Grammar {}

impl Grammar {
    /// What the grammar knows of the form with this number.
    #[must_use]
    pub fn word(&self, _form: Sym) -> Word {
        Word::default()
    }
}
