//! The weights of a model: `start.word that 31` in a file of the grammar, perfect hash tables in memory.

use super::{LABEL, extend, is_labelled, key, with_label};
use crate::grammar::Spelling;
use std::hint::select_unpredictable;

/// A weight in a file is a whole number of these.
pub const STEP: f32 = 1.0 / 16.0;

/// Weights by feature, for looking up. Reading a file takes time linear in its length, a look-up constant time and two
/// reads of memory, whatever the feature.
#[derive(Clone, Debug)]
pub struct Weights {
    plain: Perfect<u32>,
    /// The features of [`super::Choice::common`], the weights for all labels in one slot.
    labelled: Perfect<u64>,
    len: usize,
}

/// A hash table without collisions: each bucket of keys has a pilot, a number that sends all keys of the bucket to slots of
/// their own (hash and displace, Belazzougui, Botelho and Dietzfelbinger 2009). What a look-up reads does not depend on
/// what it finds, so that the processor need not guess and makes many at once. The tables of English fit a core's cache.
#[derive(Clone, Debug)]
struct Perfect<S> {
    pilots: Vec<u16>,
    slots: Vec<S>,
}

/// A slot of a [`Perfect`] table: a check of its key, and a weight for each label. The empty slot is the default one.
trait Slot: Copy + Default + PartialEq {
    /// The slot of a key with these weights.
    fn new(key: u64, weights: [i8; 4]) -> Self;

    /// The weights that stand there for this key: all 0 where the slot is another's. One in sixteen million of other keys
    /// is taken for it.
    fn weights(self, key: u64) -> [i8; 4];
}

/// The check in the upper three bytes, the only weight in the last.
impl Slot for u32 {
    fn new(key: u64, [weight, ..]: [i8; 4]) -> Self {
        (key as u32) << 8 | Self::from(weight as u8)
    }

    #[inline]
    fn weights(self, key: u64) -> [i8; 4] {
        let own = self >> 8 == key as u32 & 0xff_ffff;
        [select_unpredictable(own, self as i8, 0), 0, 0, 0]
    }
}

/// The check in the upper half, the weights in the lower.
impl Slot for u64 {
    fn new(key: u64, weights: [i8; 4]) -> Self {
        key << 32 | Self::from(u32::from_le_bytes(weights.map(|weight| weight as u8)))
    }

    #[inline]
    fn weights(self, key: u64) -> [i8; 4] {
        let own = self >> 32 == key & u64::from(u32::MAX);
        select_unpredictable(own, self as u32, 0).to_le_bytes().map(|weight| weight as i8)
    }
}

impl<S: Slot> Perfect<S> {
    /// How many keys share a pilot, on average.
    const BUCKET: usize = 4;
    /// How often the table may grow until every bucket has a pilot. With keys that are hashes it need not.
    const GROWTHS: usize = 4;

    /// A table of these keys and weights; of two equal keys the first counts, for each label. Nine slots of ten are taken.
    /// Time: linear, for keys that are hashes.
    fn new(entries: impl ExactSizeIterator<Item = (u64, [i8; 4])> + Clone) -> Self {
        let count = entries.len();
        let mut table = Self { pilots: vec![0; count / Self::BUCKET + 1], slots: Vec::new() };
        let mut buckets: Vec<Vec<(u64, [i8; 4])>> = vec![Vec::new(); table.pilots.len()];
        for (key, weights) in entries {
            let bucket = &mut buckets[table.bucket(key)];
            match bucket.iter_mut().find(|(other, _)| *other == key) {
                Some((_, own)) => {
                    own.iter_mut().zip(weights).filter(|(own, _)| **own == 0).for_each(|(own, weight)| *own = weight);
                }
                None => bucket.push((key, weights)),
            }
        }
        let mut order: Vec<usize> = (0..buckets.len()).collect();
        // The fullest buckets are the hardest to place, and go first.
        order.sort_by_key(|&bucket| std::cmp::Reverse(buckets[bucket].len()));
        for growth in 0..=Self::GROWTHS {
            table.slots = vec![S::default(); ((count + count / 9) << growth) + 1];
            if order.iter().all(|&bucket| table.place(bucket, &buckets[bucket])) {
                break;
            }
        }
        table
    }

    /// Finds a bucket's pilot and fills its slots; `false` where there is none.
    fn place(&mut self, bucket: usize, entries: &[(u64, [i8; 4])]) -> bool {
        let mut taken = Vec::with_capacity(entries.len());
        for pilot in 0..=u16::MAX {
            taken.clear();
            for &(key, _) in entries {
                let slot = self.slot(key, pilot);
                if self.slots[slot] != S::default() || taken.contains(&slot) {
                    break;
                }
                taken.push(slot);
            }
            if taken.len() == entries.len() {
                self.pilots[bucket] = pilot;
                taken.iter().zip(entries).for_each(|(&slot, &(key, weights))| self.slots[slot] = S::new(key, weights));
                return true;
            }
        }
        false
    }

    #[inline]
    fn bucket(&self, key: u64) -> usize {
        spread((key >> 32) as u32, self.pilots.len())
    }

    #[inline]
    fn slot(&self, key: u64, pilot: u16) -> usize {
        let hash = (key ^ u64::from(pilot)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        spread((hash >> 32) as u32, self.slots.len())
    }

    /// The weights of a key, 0 where it has none.
    #[inline]
    fn get(&self, key: u64) -> [i8; 4] {
        let pilot = self.pilots[self.bucket(key)];
        self.slots[self.slot(key, pilot)].weights(key)
    }
}

/// A hash as one of `len` numbers.
#[inline]
const fn spread(hash: u32, len: usize) -> usize {
    ((hash as u64 * len as u64) >> 32) as usize
}

impl Default for Weights {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Weights {
    /// A table of these keys and weights in sixteenths, which are at most 127 in all; of two equal keys the first counts.
    pub(crate) fn new(entries: &[(u64, i16)]) -> Self {
        let entry = |&(key, weight): &(u64, i16)| {
            let mut weights = [0; 4];
            weights[(key & LABEL) as usize] = weight.clamp(-i16::from(i8::MAX), i8::MAX.into()) as i8;
            (key & !LABEL, weights)
        };
        let (plain, labelled): (Vec<_>, Vec<_>) = entries.iter().partition(|(key, _)| key & LABEL == 0);
        let len = entries.iter().filter(|(_, weight)| *weight != 0).count();
        Self { plain: Perfect::new(plain.iter().map(entry)), labelled: Perfect::new(labelled.iter().map(entry)), len }
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

    /// The weight of a feature; 0 for one that has none.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> f32 {
        let label = (key & LABEL) as usize;
        let steps = if label == 0 { self.steps(key) } else { self.labelled.get(key & !LABEL)[label].into() };
        steps as f32 * STEP
    }

    /// The weight of a feature without a label, in steps.
    #[inline]
    pub(super) fn steps(&self, key: u64) -> i32 {
        self.plain.get(key)[0].into()
    }

    /// Adds to each label's total, by its number, the weight of the labelled feature with this key, in steps.
    #[inline]
    pub(super) fn labelled(&self, key: u64, totals: &mut [i32; LABEL as usize + 1]) {
        for (total, weight) in totals.iter_mut().zip(self.labelled.get(key)) {
            *total += i32::from(weight);
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
    Some((with_label(feature?, label), std::str::from_utf8(&line[last..]).ok()?.parse().ok()?))
}
