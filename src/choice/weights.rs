//! The weights of a model: `start.word that 31` in a file of the grammar, a table of hashes in memory.

use super::{extend, key};
use crate::grammar::Sym;

/// A weight in a file is a whole number of these.
pub const STEP: f32 = 1.0 / 16.0;

/// Weights by feature, for looking up. Reading a file takes time linear in its length, a look-up constant time.
#[derive(Clone, Debug)]
pub struct Weights {
    slots: Vec<Slot>,
    /// How far a key is shifted right to give its slot.
    shift: u32,
    len: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    check: u32,
    weight: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Weights {
    /// A table of these keys and weights; of two equal keys the first counts.
    pub(super) fn new(entries: &[(u64, f32)]) -> Self {
        let bits = (entries.len() * 2).next_power_of_two().trailing_zeros().max(4);
        let mut table = Self { slots: vec![Slot::default(); 1 << bits], shift: 64 - bits, len: 0 };
        for &(key, weight) in entries {
            if weight == 0.0 {
                continue;
            }
            let at = table.slot(key);
            if table.slots[at].weight == 0.0 {
                table.slots[at] = Slot { check: key as u32, weight };
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
        for (line, number) in text.lines().zip(1_usize..) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (feature, weight) = line.rsplit_once(' ').ok_or(number)?;
            let sixteenths: i16 = weight.parse().map_err(|_| number)?;
            let mut values = feature.split(' ');
            let template = values.next().ok_or(number)?;
            let key = values.fold(key(Sym::of(template).0), |key, value| extend(key, Sym::of(value).0));
            entries.push((key, f32::from(sixteenths) * STEP));
        }
        Ok(Self::new(&entries))
    }

    /// The weight of a feature; 0 for one that has none.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u64) -> f32 {
        self.slots[self.slot(key)].weight
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
        let mut at = (key >> self.shift) as usize;
        while self.slots[at].weight != 0.0 && self.slots[at].check != key as u32 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }
}
