//! A hash table from numbers that are hashes already to small indices.

use super::image::image;
use super::perfect::Perfect;

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
