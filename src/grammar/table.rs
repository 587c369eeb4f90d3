//! A hash table from numbers that are hashes already to small indices, and a hash for what is looked up while it is built.

use super::image::image;
use super::perfect::Perfect;
use std::hash::{BuildHasherDefault, Hasher};

/// Every word of a text is looked up in one, so that it is small rather than quick to build.
#[derive(Clone, Debug)]
pub(super) struct Table(Perfect<u64>);

image! { Table { 0 } }

impl Table {
    /// A table of these pairs. Keys must differ; a value of 0 says as much as not being there.
    pub fn new(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let entry = |(key, value): (u32, u32)| (spread(key), value.to_le_bytes().map(|byte| byte as i8));
        Self(Perfect::new(&pairs.map(entry).collect::<Vec<_>>()))
    }

    /// The value of the key, 0 if it has none.
    pub fn get(&self, key: u32) -> u32 {
        u32::from_le_bytes(self.0.get(spread(key)).map(|byte| byte as u8))
    }
}

/// A key over 64 bits. Its lower half is another for each key, so that a slot's check tells all keys apart.
const fn spread(key: u32) -> u64 {
    (key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
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
        Self::new([].into_iter())
    }
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
