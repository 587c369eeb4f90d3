//! Who bears which word of a text's names: “Lim” ends the name of Ana Lim, and begins that of Lim Soo-suk.

use super::names::Name;
use super::reading::Reading;
use crate::grammar::Sym;

/// How many bearers of one word are remembered; a text with more is a list, where guessing is of no use.
const MOST: usize = 8;

/// The words of a text's names, each once, with their bearers. Built once names are known: to sort all words is cheaper
/// than a map that grows, and a word is then found by the token that it stands in. Memory is linear in the text.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    /// In the order of their numbers.
    words: Vec<Sym>,
    /// For each token of a name the place of its word, from 1; 0 for other tokens.
    places: Vec<u32>,
    all: Vec<Bearing>,
}

/// How one word is borne.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearing {
    /// Whose name ends in it.
    pub last: Few,
    /// Whose name begins with it.
    pub first: Few,
    /// Of whose two surnames it is the first.
    pub middle: Few,
    /// How often it is a name by itself, and the first such name.
    pub alone: (u32, usize),
}

/// The first few entities of many, in the order in which they came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Few {
    all: [u32; MOST],
    count: u8,
}

impl Bearers {
    /// The words of these names, which nobody bears yet. Time: that of sorting them.
    pub fn of(reading: Reading<'_>, names: &[Name]) -> Self {
        // Word and token in one number, which is sorted faster than two.
        let number = |at: usize| u64::from(reading.word(at).0) << 32 | at as u64;
        let mut tokens: Vec<u64> = names.iter().flat_map(|name| name.words.clone()).map(number).collect();
        tokens.sort_unstable();
        let mut bearers = Self { places: vec![0; reading.tokens.len()], ..Self::default() };
        for number in tokens {
            let (word, at) = (Sym((number >> 32) as u32), number as u32);
            if bearers.words.last() != Some(&word) {
                bearers.words.push(word);
            }
            bearers.places[at as usize] = bearers.words.len() as u32;
        }
        bearers.all = vec![Bearing::NOBODY; bearers.words.len()];
        bearers
    }

    /// Who bears the word of a token of a name.
    pub fn at(&self, token: usize) -> &Bearing {
        self.place(token).map_or(&Bearing::NOBODY, |place| &self.all[place])
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, token: usize) -> Option<&mut Bearing> {
        self.place(token).map(|place| &mut self.all[place])
    }

    fn place(&self, token: usize) -> Option<usize> {
        (*self.places.get(token)? as usize).checked_sub(1)
    }

    /// Who bears a word. Time: logarithmic.
    pub fn get(&self, word: Sym) -> &Bearing {
        self.words.binary_search(&word).map_or(&Bearing::NOBODY, |place| &self.all[place])
    }
}

impl Bearing {
    const NOBODY: Self = Self { last: Few::NONE, first: Few::NONE, middle: Few::NONE, alone: (0, 0) };

    /// Notes one more name that is this word and nothing else.
    pub fn stands_alone(&mut self, name: usize) {
        let (times, first) = self.alone;
        self.alone = (times + 1, if times == 0 { name } else { first });
    }
}

impl Few {
    const NONE: Self = Self { all: [0; MOST], count: 0 };

    /// Adds an entity that is not there, while there is room.
    pub fn add(&mut self, entity: usize) {
        let Ok(id) = u32::try_from(entity) else { return };
        let (taken, free) = self.all.split_at_mut(usize::from(self.count));
        if let Some(slot) = free.first_mut().filter(|_| !taken.contains(&id)) {
            *slot = id;
            self.count += 1;
        }
    }

    /// The entities in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.all.iter().take(usize::from(self.count)).map(|&id| id as usize)
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_remembered_once_and_no_more_than_eight() {
        let mut few = Few::NONE;
        [3, 1, 3, 2, 4, 5, 6, 7, 8, 9].into_iter().for_each(|id| few.add(id));
        assert_eq!(few.iter().collect::<Vec<_>>(), [3, 1, 2, 4, 5, 6, 7, 8]);
    }
}
