//! The weights of a model: `start.word that 31` in a file of the grammar, a table of hashes in memory.

use super::{LABEL, extend, is_labelled, key, with_label};
use crate::grammar::Spelling;

/// A weight in a file is a whole number of these.
pub const STEP: f32 = 1.0 / 16.0;

/// Weights by feature, for looking up. Reading a file takes time linear in its length, a look-up constant time.
///
/// Most features that are asked for have no weight. A filter of one bit a hash, small enough for a core's cache, answers
/// for nearly all of these; the rest is a table of four bytes a slot: a check of 20 bits of the key and the weight in
/// sixteenths. Slots stand in groups, half full on average, all slots of which are compared at once: a processor does
/// that without guessing where the right one is. A feature without a weight is taken for one that has in about one
/// look-up of a million.
#[derive(Clone, Debug)]
pub struct Weights {
    filter: Vec<u64>,
    groups: Vec<Group>,
    /// How far a key is shifted right to give its group.
    shift: u32,
    len: usize,
}

/// Slots that one look-up compares; only where the last one is taken it goes on with the next group.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Group([u32; GROUP]);

const GROUP: usize = 8;

/// How many bits the filter has: 256 KiB.
const FILTER_BITS: u32 = 21;
/// How many bits of a slot hold the weight; the others hold the check.
const WEIGHT_BITS: u32 = 12;
/// The bits of a key that are its check.
const CHECK: u32 = u32::MAX >> WEIGHT_BITS;
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
        let bits = (entries.len() * 2 / GROUP).next_power_of_two().trailing_zeros().max(1);
        let filter = vec![0; 1 << (FILTER_BITS - 6)];
        let mut table = Self { filter, groups: vec![Group::default(); 1 << bits], shift: 64 - bits, len: 0 };
        for &(key, weight) in entries.iter().filter(|(_, weight)| *weight != 0) {
            let weight = i32::from(weight).clamp(-LARGEST, LARGEST);
            let slot = (key as u32) << WEIGHT_BITS | (weight as u32 & ((1 << WEIGHT_BITS) - 1));
            if table.put(key, slot) {
                let (word, bit) = filter_place(key);
                table.filter[word] |= bit;
                table.len += 1;
            }
        }
        table
    }

    /// Puts a slot into the first free place of its key's groups, unless its check stands there already.
    fn put(&mut self, key: u64, slot: u32) -> bool {
        let last = self.groups.len() - 1;
        let mut at = (key >> self.shift) as usize;
        loop {
            for place in &mut self.groups[at].0 {
                if *place == 0 {
                    *place = slot;
                    return true;
                }
                if *place >> WEIGHT_BITS == slot >> WEIGHT_BITS {
                    return false;
                }
            }
            at = (at + 1) & last;
        }
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
        self.steps(key) as f32 * STEP
    }

    /// The weight of a feature in steps.
    #[inline]
    pub(super) fn steps(&self, key: u64) -> i32 {
        let check = key as u32 & CHECK;
        let mut total = 0;
        self.groups_of(key, |slots| {
            total += slots.iter().map(|&slot| weight(slot) & -i32::from(slot >> WEIGHT_BITS == check)).sum::<i32>();
        });
        total
    }

    /// Adds to each label's total, by its number, the weight of the labelled feature with this key, in steps. The
    /// features that differ by their label alone stand in one group.
    #[inline]
    pub(super) fn labelled(&self, key: u64, totals: &mut [i32; LABEL as usize + 1]) {
        let check = key as u32 & CHECK & !(LABEL as u32);
        self.groups_of(key, |slots| {
            for (label, total) in (0..).zip(totals.iter_mut()) {
                let check = check | label;
                *total +=
                    slots.iter().map(|&slot| weight(slot) & -i32::from(slot >> WEIGHT_BITS == check)).sum::<i32>();
            }
        });
    }

    /// The groups that a key's slot may stand in: nearly always one. A quarter of the slots at least is free, so that the
    /// walk ends.
    #[inline]
    fn groups_of(&self, key: u64, mut of: impl FnMut(&[u32; GROUP])) {
        let mut at = (key >> self.shift) as usize;
        while let Some(Group(slots)) = self.groups.get(at) {
            of(slots);
            if slots[GROUP - 1] == 0 {
                return;
            }
            at = (at + 1) & (self.groups.len() - 1);
        }
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
}

/// The weight in a slot, in steps.
#[inline]
const fn weight(slot: u32) -> i32 {
    (slot << (32 - WEIGHT_BITS)) as i32 >> (32 - WEIGHT_BITS)
}

/// The key and the weight of a line. Every command reads a hundred thousand lines before it does anything, so the words
/// are hashed as they are passed, in one go; what the last space leaves is the weight.
fn entry(line: &[u8]) -> Option<(u64, i16)> {
    let (mut feature, mut word, mut last) = (None, Spelling::new(), 0);
    let (mut labelled, mut label) = (false, None);
    for (at, &byte) in line.iter().enumerate() {
        if byte == b' ' {
            let hash = std::mem::take(&mut word).sym().0;
            feature = match feature {
                None => {
                    labelled = is_labelled(&line[..at]);
                    Some(key(hash))
                }
                Some(_) if labelled && label.is_none() => {
                    label = Some(hash);
                    feature
                }
                Some(feature) => Some(extend(feature, hash)),
            };
            last = at + 1;
        } else {
            word = word.byte(byte);
        }
    }
    let feature = label.map_or(feature, |label| feature.map(|feature| with_label(feature, label)));
    Some((feature?, std::str::from_utf8(&line[last..]).ok()?.parse().ok()?))
}

/// The word and the bit of the filter that tell of a key.
#[inline]
const fn filter_place(key: u64) -> (usize, u64) {
    let hash = (key >> 22) as usize & ((1 << FILTER_BITS) - 1);
    (hash >> 6, 1 << (hash & 63))
}
