//! The weights of a model: `start.word that 31` in a file of the grammar, perfect hash tables in memory.

use super::{Key, LABEL_COUNT, extend, is_labelled, label_number, wide};
use crate::grammar::Spelling;
use crate::grammar::image::image;
use crate::grammar::perfect::{self, Perfect};
use std::cmp::Reverse;

/// A weight in a file is a whole number of these.
pub const STEP: f32 = 1.0 / 16.0;

/// No weight counts for more than so many of these. With +7.9 an option is 2800 times as likely.
pub(super) const HEAVIEST: i16 = i8::MAX as i16;

/// Weights by feature, for looking up. Reading a file takes time linear in its length, a look-up constant time and two
/// reads of memory, whatever the feature.
#[derive(Clone, Debug)]
pub struct Weights {
    plain: Plain,
    /// The features of [`super::Choice::common`], the weights for all labels in one slot.
    labelled: Perfect<u64>,
    len: usize,
}

/// The features without a label, in a table whose size is known when the program is built: half of what a look-up would
/// do is to read the size and to see to it that no index is beyond. Twice the size costs a twentieth of the time, as it
/// leaves the processor's second cache.
#[derive(Clone, Debug)]
struct Plain {
    pilots: Box<[u16; SLOTS / 4]>,
    slots: Box<[u32; SLOTS]>,
}

/// How many features without a label there is room for.
const SLOTS: usize = 1 << 17;

image! {
    Weights { plain labelled len }
    Plain { pilots slots }
}

impl Plain {
    fn new(entries: &[(u64, [i8; LABEL_COUNT])]) -> Self {
        let mut table = Self { pilots: zeros(), slots: zeros() };
        perfect::fill(&mut *table.pilots, &mut *table.slots, entries);
        table
    }

    #[inline]
    fn get(&self, key: u64) -> i8 {
        perfect::get(&*self.pilots, &*self.slots, key)[0]
    }
}

/// An array too long to stand on the stack.
fn zeros<T: Copy + Default, const N: usize>() -> Box<[T; N]> {
    vec![T::default(); N].try_into().unwrap_or_else(|_| Box::new([T::default(); N]))
}

impl Default for Weights {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Weights {
    /// How many features without a label a model may have.
    pub const MOST: usize = SLOTS / 16 * 15;

    /// How many of these features have no label, and a weight.
    pub(crate) fn count(entries: &[(Key, i16)]) -> usize {
        entries.iter().filter(|(key, weight)| key.label == 0 && *weight != 0).count()
    }

    /// A table of these keys and weights in steps; of two equal keys the first counts. Of more than [`Weights::MOST`] the
    /// heaviest count; who reads a file refuses it before.
    pub(crate) fn new(entries: &[(Key, i16)]) -> Self {
        let (mut plain, mut labelled) = (Vec::with_capacity(entries.len()), Vec::new());
        for &(key, weight) in entries.iter().filter(|(_, weight)| *weight != 0) {
            let mut weights = [0; LABEL_COUNT];
            weights[key.label as usize] = weight.clamp(-HEAVIEST, HEAVIEST) as i8;
            if key.label == 0 { &mut plain } else { &mut labelled }.push((key.hash, weights));
        }
        if plain.len() > Self::MOST {
            plain.sort_by_key(|(_, [weight, ..])| Reverse(weight.unsigned_abs()));
            plain.truncate(Self::MOST);
        }
        let len = plain.len() + labelled.len();
        Self { plain: Plain::new(&plain), labelled: Perfect::new(&labelled), len }
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
    pub(crate) fn entries(text: &str, entries: &mut Vec<(Key, i16)>) -> Result<(), usize> {
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
    pub(crate) fn get(&self, key: Key) -> f32 {
        let label = key.label as usize;
        let steps = if label == 0 { self.steps(key) } else { self.labelled.get(key.hash)[label].into() };
        steps as f32 * STEP
    }

    /// The weight of a feature without a label, in steps.
    #[inline]
    pub(super) fn steps(&self, key: Key) -> i32 {
        self.plain.get(key.hash).into()
    }

    /// Adds to each label's total, by its number, the weight of the labelled feature with this key, in steps.
    #[inline]
    pub(super) fn labelled(&self, key: Key, totals: &mut [i32; LABEL_COUNT]) {
        for (total, weight) in totals.iter_mut().zip(self.labelled.get(key.hash)) {
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

/// The key and the weight of a line. A file has a hundred thousand of them, and an unoptimized build script reads it, so the words
/// are hashed as they are passed, in one go; what the last space leaves is the weight.
fn entry(line: &[u8]) -> Option<(Key, i16)> {
    let (mut template, mut values, mut word, mut last) = (None, 0, Spelling::new(), 0);
    let (mut labelled, mut label) = (false, None);
    for (at, &byte) in line.iter().enumerate() {
        if byte == b' ' {
            let hash = std::mem::take(&mut word).sym().0;
            if template.is_none() {
                labelled = is_labelled(&line[..at]);
                template = Some(wide(hash));
            } else if labelled && label.is_none() {
                label = Some(hash);
            } else {
                values = extend(values, hash);
            }
            last = at + 1;
        } else {
            word = word.byte(byte);
        }
    }
    let key = Key { label: label.map_or(0, label_number), ..Key::with(template?, values) };
    Some((key, std::str::from_utf8(&line[last..]).ok()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_more_features_than_there_is_room_for_the_heaviest_count() {
        const LIGHT: usize = 1000;
        const MOST: usize = Weights::MOST;
        let key = |n: usize| Key::with(0, wide(n as u32));
        let entries: Vec<_> = (0..MOST + LIGHT).map(|n| (key(n), if n < LIGHT { 1 } else { -2 })).collect();
        let weights = Weights::new(&entries);
        assert_eq!(weights.len(), MOST);
        assert!((0..LIGHT).all(|n| weights.steps(key(n)) == 0));
        assert!((LIGHT..MOST + LIGHT).all(|n| weights.steps(key(n)) == -2));
    }
}
