//! Byte offsets of a text counted in another unit: in “Él rió” the `r` stands at byte 4, code point 3.

use crate::record::Range;
use crate::span::Span;

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Unit {
    /// Unicode code points, as Python counts.
    #[default]
    Chars,
    /// Bytes of UTF-8, as Rust counts.
    Bytes,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
}

/// The bytes between two checkpoints: a look-up counts through fewer than this.
const STRIDE: usize = 64;

/// An index over one text that turns byte offsets into offsets of a [`Unit`]. Built in one pass; a look-up takes
/// constant time, and a text of ASCII needs no index at all.
#[derive(Clone, Debug)]
pub struct Offsets<'d> {
    text: &'d str,
    unit: Unit,
    /// At every multiple of `STRIDE` bytes, what stands before it; empty for ASCII.
    checkpoints: Vec<Count>,
}

/// How much of a text is not one byte to one unit.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    chars: u32,
    /// The code points that take two units in UTF-16.
    pairs: u32,
}

impl Count {
    /// With what a block of at most `STRIDE` bytes adds.
    fn add(self, block: &[u8]) -> Self {
        // A sum of so few fits a byte, which the compiler makes of many bytes at once.
        let count = |is: fn(u8) -> bool| u32::from(block.iter().map(|&byte| u8::from(is(byte))).sum::<u8>());
        // A code point starts at every byte that is not 10xxxxxx, and has four bytes from 11110xxx on.
        Self { chars: self.chars + count(|byte| byte & 0xC0 != 0x80), pairs: self.pairs + count(|byte| byte >= 0xF0) }
    }

    fn of(self, unit: Unit) -> u32 {
        match unit {
            Unit::Utf16 => self.chars + self.pairs,
            Unit::Chars | Unit::Bytes => self.chars,
        }
    }
}

impl<'d> Offsets<'d> {
    /// The index of a text, which is at most 4 GiB long.
    #[must_use]
    pub fn new(text: &'d str, unit: Unit) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut count = Count::default();
            checkpoints.reserve(text.len() / STRIDE + 1);
            checkpoints.push(count);
            for block in text.as_bytes().chunks_exact(STRIDE) {
                count = count.add(block);
                checkpoints.push(count);
            }
        }
        Self { text, unit, checkpoints }
    }

    /// A span in the unit asked for.
    #[must_use]
    pub fn range(&self, span: Span) -> Range {
        self.range_in(span, self.unit)
    }

    /// A span in code points, whatever the unit.
    #[must_use]
    pub fn chars(&self, span: Span) -> Range {
        self.range_in(span, Unit::Chars)
    }

    fn range_in(&self, span: Span, unit: Unit) -> Range {
        Range { start: self.offset(span.start, unit), end: self.offset(span.end, unit) }
    }

    fn offset(&self, byte: u32, unit: Unit) -> u32 {
        let at = (byte as usize).min(self.text.len());
        match self.checkpoints.get(at / STRIDE) {
            Some(count) if unit != Unit::Bytes => count.add(&self.text.as_bytes()[at - at % STRIDE..at]).of(unit),
            _ => byte,
        }
    }

    /// The byte of an offset in the unit asked for; `None` beyond the text's end, or inside a character.
    #[must_use]
    pub fn byte(&self, offset: u32) -> Option<u32> {
        if self.unit == Unit::Bytes || self.checkpoints.is_empty() {
            return self.text.is_char_boundary(offset as usize).then_some(offset);
        }
        let block = self.checkpoints.partition_point(|count| count.of(self.unit) <= offset).saturating_sub(1) as u32;
        (block * STRIDE as u32..=self.text.len() as u32)
            .take(STRIDE + 4)
            .filter(|&at| self.text.is_char_boundary(at as usize))
            .find(|&at| self.offset(at, self.unit) >= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_units() {
        let text = "“Él” 🙂 rió";
        let span = Span::new(text.find("rió").unwrap(), text.len());
        let range = |unit| {
            let Range { start, end } = Offsets::new(text, unit).range(span);
            (start, end)
        };
        assert_eq!(range(Unit::Bytes), (15, 19));
        assert_eq!(range(Unit::Chars), (7, 10));
        assert_eq!(range(Unit::Utf16), (8, 11));
    }

    proptest! {
        #[test]
        fn counts_as_the_standard_library(text in "(\\PC|[a-z ]{0,40}){0,20}") {
            let indices = [Unit::Bytes, Unit::Chars, Unit::Utf16].map(|unit| Offsets::new(&text, unit));
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..byte];
                let expected = [byte, before.chars().count(), before.encode_utf16().count()];
                for (offsets, expected) in indices.iter().zip(expected) {
                    prop_assert_eq!(offsets.range(Span::new(byte, byte)).start as usize, expected);
                    prop_assert_eq!(offsets.byte(expected as u32), Some(byte as u32));
                }
            }
        }
    }
}
