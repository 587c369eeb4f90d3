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

/// An index over one text that turns byte offsets into offsets of a [`Unit`]. Built in one pass; a look-up takes
/// constant time, and a text of ASCII needs no index at all.
#[derive(Clone, Debug)]
pub struct Offsets<'d> {
    text: &'d str,
    unit: Unit,
    /// The bytes that a code point starts at; none for ASCII.
    starts: Ranks,
    /// Those of them whose code point takes two units in UTF-16; none for another unit.
    pairs: Ranks,
}

/// Marked bytes of a text, in blocks of 64: a bit a byte, and how many are marked before the block (Jacobson 1989).
#[derive(Clone, Debug, Default)]
struct Ranks {
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Block {
    before: u32,
    marked: u64,
}

impl Ranks {
    /// The bytes that `mark` marks: eight at a time, by the highest bit of each.
    fn new(text: &str, mark: impl Fn(u64) -> u64) -> Self {
        let (full, rest) = text.as_bytes().as_chunks::<{ Block::SIZE }>();
        let mut last = [0; Block::SIZE];
        last[..rest.len()].copy_from_slice(rest);
        let mut before = 0;
        let block = |bytes: &[u8; Block::SIZE]| {
            let block = Block { before, marked: Block::marks(bytes, &mark) };
            before += block.marked.count_ones();
            block
        };
        Self { blocks: full.iter().chain([&last]).map(block).collect() }
    }

    /// How many bytes before this one are marked.
    fn before(&self, byte: usize) -> u32 {
        let Some(block) = self.blocks.get(byte / Block::SIZE) else { return 0 };
        block.before + (block.marked & ((1 << (byte % Block::SIZE)) - 1)).count_ones()
    }
}

impl Block {
    const SIZE: usize = 64;

    /// A bit a byte, gathered from the highest bits of eight bytes by one multiplication, in which no two of them meet.
    fn marks(bytes: &[u8; Self::SIZE], mark: impl Fn(u64) -> u64) -> u64 {
        const HIGHEST: u64 = 0x8080_8080_8080_8080;
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let (eights, _) = bytes.as_chunks();
        let marks = |eight: &[u8; 8]| ((mark(u64::from_le_bytes(*eight)) & HIGHEST) >> 7).wrapping_mul(GATHER) >> 56;
        eights.iter().rev().fold(0, |all, eight| all << 8 | marks(eight))
    }
}

impl<'d> Offsets<'d> {
    /// The index of a text, which is at most 4 GiB long.
    #[must_use]
    pub fn new(text: &'d str, unit: Unit) -> Self {
        let (mut starts, mut pairs) = (Ranks::default(), Ranks::default());
        if !text.is_ascii() {
            // A code point starts at every byte that is not 10xxxxxx, and has four bytes from 11110xxx on.
            starts = Ranks::new(text, |eight| !eight | eight << 1);
            if unit == Unit::Utf16 {
                pairs = Ranks::new(text, |eight| eight & eight << 1 & eight << 2 & eight << 3);
            }
        }
        Self { text, unit, starts, pairs }
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
        match unit {
            _ if self.starts.blocks.is_empty() => byte,
            Unit::Bytes => byte,
            Unit::Chars => self.starts.before(at),
            Unit::Utf16 => self.starts.before(at) + self.pairs.before(at),
        }
    }

    /// The byte of an offset in the unit asked for; `None` beyond the text's end, or inside a character. Time: logarithmic.
    #[must_use]
    pub fn byte(&self, offset: u32) -> Option<u32> {
        if self.unit == Unit::Bytes || self.starts.blocks.is_empty() {
            return self.text.is_char_boundary(offset as usize).then_some(offset);
        }
        let (mut low, mut high) = (0, self.text.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.offset(middle, self.unit) < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // All bytes of a character but the first have the offset of the next one.
        let start = (low..).find(|&at| self.text.is_char_boundary(at as usize))?;
        (self.offset(start, self.unit) >= offset).then_some(start)
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
