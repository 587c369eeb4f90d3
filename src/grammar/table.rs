//! A hash table from numbers that are hashes already to small indices, and a hash for what is looked up while it is built.

use std::hash::{BuildHasherDefault, Hasher};

/// Open addressing with linear probing. The table is at most half full, so that nearly every look-up, of a word that is
/// there or of one that is not, touches one slot of eight bytes.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Key and value; value 0 marks a free slot. The length is a power of two.
    slots: Box<[(u32, u32)]>,
}

impl Table {
    /// A table of these pairs. Keys must differ; a value of 0 says as much as not being there.
    pub fn new(pairs: impl ExactSizeIterator<Item = (u32, u32)>) -> Self {
        let mut slots = vec![(0, 0); (pairs.len() * 2).next_power_of_two().max(2)].into_boxed_slice();
        for (key, value) in pairs {
            let free = find(&slots, key);
            slots[free] = (key, value);
        }
        Self { slots }
    }

    /// The value of the key, 0 if it has none.
    pub fn get(&self, key: u32) -> u32 {
        self.slots[find(&self.slots, key)].1
    }
}

/// A map of few numbers to a key. The grammar's own files make no attack on it, so a multiplication a number will do.
pub(super) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// The hash of a [`Map`].
#[derive(Clone, Copy, Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new(std::iter::empty::<(u32, u32)>().collect::<Vec<_>>().into_iter())
    }
}

/// The slot that holds the key, else the free slot where it would stand. Half the slots are free, so the search ends.
fn find(slots: &[(u32, u32)], key: u32) -> usize {
    let mask = slots.len() - 1;
    let mut slot = key as usize & mask;
    while slots[slot].1 != 0 && slots[slot].0 != key {
        slot = (slot + 1) & mask;
    }
    slot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_collide_are_told_apart() {
        let table = Table::new([(1, 10), (9, 90), (17, 170)].into_iter());
        assert_eq!([1, 9, 17, 25].map(|key| table.get(key)), [10, 90, 170, 0]);
        assert_eq!(Table::default().get(7), 0);
    }
}
