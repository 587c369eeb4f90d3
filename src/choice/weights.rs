//! The weights of a model: `start.word that 31` in a file of the grammar, a table of hashes in memory.

use super::{extend, key};
use crate::grammar::Spelling;

/// A weight in a file is a whole number of these.
pub const STEP: f32 = 1.0 / 16.0;

/// Weights by feature, for looking up. Reading a file takes time linear in its length, a look-up constant time.
///
/// Most features that are asked for have no weight. A filter of one bit a hash, small enough for a core's cache, answers
/// for nearly all of these; the rest is an open-addressing table of four bytes a slot: a check of 20 bits of the key
/// and the weight in sixteenths. A feature without a weight is taken for one that has in about one look-up of a million.
#[derive(Clone, Debug)]
pub struct Weights {
    filter: Vec<u64>,
    slots: Vec<u32>,
    /// How far a key is shifted right to give its slot.
    shift: u32,
    len: usize,
}

/// How many bits the filter has: 256 KiB.
const FILTER_BITS: u32 = 21;
/// How many bits of a slot hold the weight; the others hold the check.
const WEIGHT_BITS: u32 = 12;
/// The largest weight that a slot holds, in sixteenths.
const LARGEST: i32 = (1 << (WEIGHT_BITS - 1)) - 1;

impl Default for Weights {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Weights {
    /// A table of these keys and weights in sixteenths, which are at most 127 in all; of two equal keys the first counts.
    pub(crate) fn new(entries: &[(u64, i16)]) -> Self {
        let bits = (entries.len() * 2).next_power_of_two().trailing_zeros().max(4);
        let filter = vec![0; 1 << (FILTER_BITS - 6)];
        let mut table = Self { filter, slots: vec![0; 1 << bits], shift: 64 - bits, len: 0 };
        for &(key, weight) in entries.iter().filter(|(_, weight)| *weight != 0) {
            let at = table.slot(key);
            if table.slots[at] == 0 {
                let weight = i32::from(weight).clamp(-LARGEST, LARGEST);
                table.slots[at] = (key as u32) << WEIGHT_BITS | (weight as u32 & ((1 << WEIGHT_BITS) - 1));
                let (word, bit) = filter_place(key);
                table.filter[word] |= bit;
                table.len += 1;
            }
        }
        table
    }

    /// Reads the lines of a weights file: a template, its values and a whole number of sixteenths, between single spaces.
    ///
    /// # Errors
    /// The number (from 1) of the first line that has another form.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut entries = Vec::new();
        Self::entries(text, &mut entries)?;
        Ok(Self::new(&entries))
    }

    /// As [`Weights::parse`], for a table of several files: adds the lines of one.
    pub(crate) fn entries(text: &str, entries: &mut Vec<(u64, i16)>) -> Result<(), usize> {
        let text = text.as_bytes();
        entries.reserve(memchr::memchr_iter(b'\n', text).count() + 1);
        let mut start = 0;
        for (end, number) in memchr::memchr_iter(b'\n', text).chain([text.len()]).zip(1_usize..) {
            let line = &text[start..end];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            start = end + 1;
            if !line.is_empty() && !line.starts_with(b"#") {
                entries.push(entry(line).ok_or(number)?);
            }
        }
        Ok(())
    }

    /// Whether a feature may have a weight: no is certain, yes is nearly so.
    #[inline]
    #[must_use]
    pub fn may_have(&self, key: u64) -> bool {
        let (word, bit) = filter_place(key);
        self.filter[word] & bit != 0
    }

    /// The weight of a feature; 0 for one that has none.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> f32 {
        let slot = self.slots[self.slot(key)];
        ((slot << (32 - WEIGHT_BITS)) as i32 >> (32 - WEIGHT_BITS)) as f32 * STEP
    }

    /// How many features have a weight.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no feature has a weight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The slot of a key, or the empty one where it would stand. Half of the slots are empty, so that the walk ends.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let check = key as u32 & (u32::MAX >> WEIGHT_BITS);
        let mut at = (key >> self.shift) as usize;
        while self.slots[at] != 0 && self.slots[at] >> WEIGHT_BITS != check {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }
}

/// The key and the weight of a line. Every command reads a hundred thousand lines before it does anything, so the words
/// are hashed as they are passed, in one go; what the last space leaves is the weight.
fn entry(line: &[u8]) -> Option<(u64, i16)> {
    let (mut feature, mut word, mut last) = (None, Spelling::new(), 0);
    for (at, &byte) in line.iter().enumerate() {
        if byte == b' ' {
            let hash = std::mem::take(&mut word).sym().0;
            feature = Some(feature.map_or_else(|| key(hash), |feature| extend(feature, hash)));
            last = at + 1;
        } else {
            word = word.byte(byte);
        }
    }
    Some((feature?, std::str::from_utf8(&line[last..]).ok()?.parse().ok()?))
}

/// The word and the bit of the filter that tell of a key.
#[inline]
const fn filter_place(key: u64) -> (usize, u64) {
    let hash = (key >> 22) as usize & ((1 << FILTER_BITS) - 1);
    (hash >> 6, 1 << (hash & 63))
}
