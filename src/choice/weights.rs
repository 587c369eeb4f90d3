//! The weights of a model: `start.word that 31` in a file of the grammar, perfect hash tables in memory.

use super::{GROUPS, Key, LABEL_COUNT, extend, group, is_labelled, key, label_number};
use crate::grammar::Spelling;
use crate::grammar::image::image;
use crate::grammar::perfect::{Perfect, Slot};

/// A weight in a file is a whole number of these.
pub const STEP: f32 = 1.0 / 16.0;

/// No weight counts for more than so many of these. With +7.9 an option is 2800 times as likely.
pub(super) const HEAVIEST: i16 = i8::MAX as i16;

/// Weights by feature, for looking up. Reading a file takes time linear in its length, a look-up constant time and two
/// reads of memory, whatever the feature.
#[derive(Clone, Debug)]
pub struct Weights {
    plain: Groups<u32>,
    /// The features of [`super::Choice::common`], the weights for all labels in one slot.
    labelled: Groups<u64>,
    len: usize,
}

image! { Weights { plain labelled len } }

/// A table for each group of templates.
type Groups<S> = Box<[Perfect<S>; GROUPS]>;

/// Tables of these keys, each with its weights for all labels.
fn groups<S: Slot>(entries: &[(Key, [i8; LABEL_COUNT])]) -> Groups<S> {
    let mut groups: [Vec<_>; GROUPS] = [const { Vec::new() }; GROUPS];
    entries.iter().for_each(|&(key, weights)| groups[key.group].push((key.hash, weights)));
    Box::new(groups.map(|entries| Perfect::new(&entries)))
}

impl Default for Weights {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Weights {
    /// A table of these keys and weights in steps; of two equal keys the first counts.
    pub(crate) fn new(entries: &[(Key, i16)]) -> Self {
        let (mut plain, mut labelled) = (Vec::with_capacity(entries.len()), Vec::new());
        for &(key, weight) in entries.iter().filter(|(_, weight)| *weight != 0) {
            let mut weights = [0; LABEL_COUNT];
            weights[key.label as usize] = weight.clamp(-HEAVIEST, HEAVIEST) as i8;
            if key.label == 0 { &mut plain } else { &mut labelled }.push((key, weights));
        }
        let len = plain.len() + labelled.len();
        Self { plain: groups(&plain), labelled: groups(&labelled), len }
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
        let steps = if label == 0 { self.steps(key) } else { self.labelled[key.group].get(key.hash)[label].into() };
        steps as f32 * STEP
    }

    /// The weight of a feature without a label, in steps.
    #[inline]
    pub(super) fn steps(&self, key: Key) -> i32 {
        self.plain[key.group].get(key.hash)[0].into()
    }

    /// Adds to each label's total, by its number, the weight of the labelled feature with this key, in steps.
    #[inline]
    pub(super) fn labelled(&self, key: Key, totals: &mut [i32; LABEL_COUNT]) {
        for (total, weight) in totals.iter_mut().zip(self.labelled[key.group].get(key.hash)) {
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
    let (mut feature, mut word, mut last) = (None, Spelling::new(), 0);
    let (mut template, mut labelled, mut label) = (0, false, None);
    for (at, &byte) in line.iter().enumerate() {
        if byte == b' ' {
            let hash = std::mem::take(&mut word).sym().0;
            feature = match feature {
                None => {
                    labelled = is_labelled(&line[..at]);
                    template = key(hash);
                    Some(template)
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
    let key = Key { group: group(template), hash: feature?, label: label.map_or(0, label_number) };
    Some((key, std::str::from_utf8(&line[last..]).ok()?.parse().ok()?))
}
