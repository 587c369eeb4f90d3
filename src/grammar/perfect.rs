//! Hash tables in which no two keys meet, for what is looked up for every token of a text.

use super::image::image;
use std::hint::select_unpredictable;
use std::ops::Range;

/// A hash table without collisions: each bucket of keys has a pilot, a factor that sends all keys of the bucket to slots of
/// their own (hash and displace, Belazzougui, Botelho and Dietzfelbinger 2009). What a look-up reads does not depend on
/// what it finds, so that the processor need not guess and makes many at once. The tables of English fit a core's cache.
#[derive(Clone, Debug)]
pub(crate) struct Perfect<S> {
    pilots: Box<[u16]>,
    slots: Box<[S]>,
}

image! { Perfect<S> { pilots slots } }

/// A slot of a [`Perfect`] table: a check of its key, and a weight for each label. The empty slot is the default one.
pub(crate) trait Slot: Copy + Default + PartialEq {
    /// The slot of a key with these weights.
    fn new(check: u32, weights: [i8; 4]) -> Self;

    /// The weights that stand there for this key: all 0 where the slot is another's. One in four million of other keys
    /// is taken for it, at the most.
    fn weights(self, check: u32) -> [i8; 4];
}

/// The only weight in the upper byte, the check in the others.
impl Slot for u32 {
    fn new(check: u32, [weight, ..]: [i8; 4]) -> Self {
        Self::from(weight as u8) << 24 | check & 0x00ff_ffff
    }

    #[inline]
    fn weights(self, check: u32) -> [i8; 4] {
        let own = (self ^ check) << 8 == 0;
        [select_unpredictable(own, self >> 24, 0) as i8, 0, 0, 0]
    }
}

/// The check in the upper half, the weights in the lower.
impl Slot for u64 {
    fn new(check: u32, weights: [i8; 4]) -> Self {
        Self::from(check) << 32 | Self::from(u32::from_le_bytes(weights.map(|weight| weight as u8)))
    }

    #[inline]
    fn weights(self, check: u32) -> [i8; 4] {
        let own = (self >> 32) as u32 == check;
        select_unpredictable(own, self as u32, 0).to_le_bytes().map(|weight| weight as i8)
    }
}

impl<S: Slot> Perfect<S> {
    /// How many keys share a pilot, on average.
    const BUCKET: usize = 4;
    /// How often the table may grow until every bucket has a pilot. With keys that are hashes it need not.
    const GROWTHS: usize = 4;

    /// A table of these keys and weights; of two equal keys the first counts, for each label. Four slots of five are taken.
    /// Time: linear, for keys that are hashes.
    pub(crate) fn new(entries: &[(u64, [i8; 4])]) -> Self {
        let count = entries.len();
        let mut pilots = vec![0; count / Self::BUCKET + 1];
        let mut slots = Vec::new();
        for growth in 0..=Self::GROWTHS {
            slots = vec![S::default(); ((count + count / 4) << growth) + 1];
            if fill(&mut pilots, &mut slots, entries) {
                break;
            }
        }
        Self { pilots: pilots.into(), slots: slots.into() }
    }

    /// The weights of a key, 0 where it has none.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> [i8; 4] {
        get(&self.pilots, &self.slots, key)
    }
}

/// Puts keys and their weights into empty slots; `false` where there are too few of these, and not all keys are in.
pub(crate) fn fill<S: Slot>(pilots: &mut [u16], slots: &mut [S], entries: &[(u64, [i8; 4])]) -> bool {
    let mut buckets = Buckets::new(entries, pilots.len(), |key| bucket(key, pilots.len()));
    // The fullest buckets are the hardest to place, and go first.
    let sizes: Vec<usize> = (0..pilots.len()).map(|bucket| buckets.merged(bucket).len()).collect();
    let mut order: Vec<usize> = (0..pilots.len()).collect();
    order.sort_by_key(|&bucket| std::cmp::Reverse(sizes[bucket]));
    let mut taken = Vec::new();
    order.into_iter().all(|bucket| {
        let found = place(slots, buckets.of(bucket), &mut taken);
        pilots[bucket] = found.unwrap_or_default();
        found.is_some()
    })
}

/// Finds a bucket's pilot and fills its slots.
fn place<S: Slot>(slots: &mut [S], entries: &[(u64, [i8; 4])], taken: &mut Vec<usize>) -> Option<u16> {
    let pilot = (1..=u16::MAX).find(|&pilot| {
        taken.clear();
        for &(key, _) in entries {
            let slot = slot(key, pilot, slots.len());
            if slots[slot] != S::default() || taken.contains(&slot) {
                return false;
            }
            taken.push(slot);
        }
        true
    })?;
    taken.iter().zip(entries).for_each(|(&slot, &(key, weights))| slots[slot] = S::new(key as u32, weights));
    Some(pilot)
}

/// The weights of a key, 0 where it has none. No place is out of bounds, which the compiler sees itself where it knows how
/// many there are; but where a look-up could panic, sums of weights would have to be written to memory before each.
#[inline]
pub(crate) fn get<S: Slot>(pilots: &[u16], slots: &[S], key: u64) -> [i8; 4] {
    let pilot = pilots.get(bucket(key, pilots.len())).copied().unwrap_or_default();
    slots.get(slot(key, pilot, slots.len())).copied().unwrap_or_default().weights(key as u32)
}

#[inline]
const fn bucket(key: u64, pilots: usize) -> usize {
    spread(key as u32, pilots)
}

#[inline]
const fn slot(key: u64, pilot: u16, slots: usize) -> usize {
    spread((key.wrapping_mul(pilot as u64) >> 32) as u32, slots)
}

/// Entries by their bucket, one behind the other.
struct Buckets {
    entries: Vec<(u64, [i8; 4])>,
    ranges: Vec<Range<usize>>,
}

impl Buckets {
    fn new(entries: &[(u64, [i8; 4])], count: usize, bucket: impl Fn(u64) -> usize) -> Self {
        let mut ranges = vec![0..0; count];
        entries.iter().for_each(|&(key, _)| ranges[bucket(key)].end += 1);
        let mut start = 0;
        for range in &mut ranges {
            start += std::mem::replace(range, start..start).end;
        }
        let mut sorted = vec![(0, [0; 4]); entries.len()];
        for &entry in entries {
            let range = &mut ranges[bucket(entry.0)];
            sorted[range.end] = entry;
            range.end += 1;
        }
        Self { entries: sorted, ranges }
    }

    fn of(&self, bucket: usize) -> &[(u64, [i8; 4])] {
        &self.entries[self.ranges[bucket].clone()]
    }

    /// A bucket's entries, those of one key made one.
    fn merged(&mut self, bucket: usize) -> &[(u64, [i8; 4])] {
        let Range { start, end } = self.ranges[bucket];
        let mut kept = start;
        for at in start..end {
            let (key, weights) = self.entries[at];
            match self.entries[start..kept].iter_mut().find(|(other, _)| *other == key) {
                Some((_, own)) => {
                    own.iter_mut().zip(weights).filter(|(own, _)| **own == 0).for_each(|(own, weight)| *own = weight);
                }
                None => {
                    self.entries[kept] = (key, weights);
                    kept += 1;
                }
            }
        }
        self.ranges[bucket].end = kept;
        self.of(bucket)
    }
}

/// A hash as one of `len` numbers.
#[inline]
const fn spread(hash: u32, len: usize) -> usize {
    ((hash as u64 * len as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as of features.
    fn key(number: u64) -> u64 {
        (number + 1).wrapping_mul(0xff51_afd7_ed55_8ccd)
    }

    #[test]
    fn every_key_has_its_weights_and_no_other_key_has_any() {
        let entries: Vec<_> = (0..5000).map(|n| (key(n), [(n % 127 + 1) as i8, -3, 0, 7])).collect();
        let (narrow, wide) = (Perfect::<u32>::new(&entries), Perfect::<u64>::new(&entries));
        for &(key, weights) in &entries {
            assert_eq!(narrow.get(key), [weights[0], 0, 0, 0]);
            assert_eq!(wide.get(key), weights);
        }
        assert!((5000..10_000).all(|n| narrow.get(key(n)) == [0; 4] && wide.get(key(n)) == [0; 4]));
        assert_eq!(Perfect::<u32>::new(&[]).get(key(1)), [0; 4]);
    }

    #[test]
    fn slots_that_are_nearly_full_are_filled() {
        let entries: Vec<_> = (0..3840).map(|n| (key(n), [5, 0, 0, 0])).collect();
        let (mut pilots, mut slots) = ([0; 1024], [0_u32; 4096]);
        assert!(fill(&mut pilots, &mut slots, &entries));
        assert!(entries.iter().all(|&(key, weights)| get(&pilots, &slots, key) == weights));
        assert!(!fill(&mut [0; 256], &mut [0_u32; 1024], &entries));
    }

    #[test]
    fn of_two_equal_keys_the_first_counts_for_each_label() {
        let entries = [(key(1), [1, 0, 0, 0]), (key(2), [9, 9, 9, 9]), (key(1), [2, 5, 0, 0])];
        assert_eq!(Perfect::<u64>::new(&entries).get(key(1)), [1, 5, 0, 0]);
    }
}
