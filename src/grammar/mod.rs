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
        let mut spelling = Spelling::new();
        let mut i = 0;
        while i < bytes.len() {
            spelling = spelling.byte(bytes[i]);
            i += 1;
        }
        spelling.sym()
    }

    /// The number of a text as written: `Didn’t` has that of `didn't`.
    #[must_use]
    pub fn written(text: &str) -> Self {
        text.chars().fold(Spelling::new(), Spelling::char).sym()
    }
}

/// A [`Sym`] in the making, letter by letter, so that a tokenizer needs no lower-case copy of a word.
#[derive(Clone, Copy, Debug)]
pub struct Spelling(u64);

impl Spelling {
    /// Of no letter yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// With one more byte of lower-case text.
    #[must_use]
    #[inline]
    pub const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// With one more character as written: lowered, an apostrophe of any shape straight, a soft hyphen or joiner left out.
    #[must_use]
    pub fn char(self, c: char) -> Self {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => self.byte(b'\''),
            '\u{2010}' | '\u{2011}' => self.byte(b'-'),
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => self,
            _ if c.is_ascii() => self.byte(c.to_ascii_lowercase() as u8),
            _ => c.to_lowercase().fold(self, |spelling, lower| {
                lower.encode_utf8(&mut [0; 4]).bytes().fold(spelling, Self::byte)
            }),
        }
    }

    /// The number of what was spelled.
    #[must_use]
    pub const fn sym(self) -> Sym {
        Sym((self.0 ^ (self.0 >> 32)) as u32)
    }
}

impl Default for Spelling {
    fn default() -> Self {
        Self::new()
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
