//! A choice among options by a log-linear model: every option has named features, every feature a weight.
//!
//! The probability of an option is the softmax of the sums of its features' weights (conditional logit, McFadden 1974).
//! Features are written once, in [`Choice::features`], and read by three sinks: one that sums weights, one that gathers
//! training examples, and one that keeps the names for `sayso explain`.

pub mod fit;
pub mod weights;

pub use weights::Weights;

use crate::grammar::Sym;

/// A part of a feature: a word, a label or a small number. Its hash is that of its text, so that a weights file can be
/// read without knowing which it was.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    hash: u32,
    name: Name,
}

#[derive(Clone, Copy, Debug)]
enum Name {
    Label(&'static str),
    Number(i8),
    Word(Sym),
}

/// Numbers beyond this are counted as this.
const LARGEST: i8 = 40;

impl Value {
    /// A fixed label. In a hot place write it in a `const` block.
    #[must_use]
    pub const fn label(text: &'static str) -> Self {
        Self { hash: Sym::of(text).0, name: Name::Label(text) }
    }

    /// A word of the text or of the grammar.
    #[must_use]
    pub const fn word(word: Sym) -> Self {
        Self { hash: word.0, name: Name::Word(word) }
    }

    /// A count as it is; counts over 40 are one.
    #[must_use]
    pub fn number(count: usize) -> Self {
        let count = i8::try_from(count).unwrap_or(LARGEST).clamp(0, LARGEST);
        Self { hash: NUMBERS[count as usize], name: Name::Number(count) }
    }

    /// A distance in coarse steps: 0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40.
    #[must_use]
    pub fn distance(count: usize) -> Self {
        const STEPS: [usize; 7] = [5, 7, 10, 15, 20, 30, LARGEST as usize];
        Self::number(if count < 5 { count } else { STEPS.into_iter().rev().find(|&step| step <= count).unwrap_or(5) })
    }

    /// Yes or no.
    #[must_use]
    pub const fn flag(yes: bool) -> Self {
        if yes { const { Self::label("yes") } } else { const { Self::label("no") } }
    }

    /// The value's text: a word is looked up by `spell`.
    fn text(self, spell: &dyn Fn(Sym) -> String) -> String {
        match self.name {
            Name::Label(text) => text.to_owned(),
            Name::Number(count) => count.to_string(),
            Name::Word(word) => spell(word),
        }
    }
}

/// The hashes of "0" to "40".
static NUMBERS: [u32; LARGEST as usize + 1] = {
    let mut hashes = [0; LARGEST as usize + 1];
    let mut n = 0;
    while n <= LARGEST as usize {
        let digits = [b'0' + (n / 10) as u8, b'0' + (n % 10) as u8];
        hashes[n] = match core::str::from_utf8(if n < 10 { digits.split_at(1).1 } else { &digits }) {
            Ok(text) => Sym::of(text).0,
            Err(_) => 0,
        };
        n += 1;
    }
    hashes
};

/// The fixed part of a feature, hashed when the program is built: `template!("start word")`.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    name: &'static str,
    hash: u64,
}

impl Template {
    /// A template of this name, which must hold no white space.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, hash: key(Sym::of(name).0) }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// Makes a [`Template`] at build time.
macro_rules! template {
    ($name:literal) => {
        const { $crate::choice::Template::new($name) }
    };
}
pub(crate) use template;

/// The key of a feature that has only a template.
const fn key(template: u32) -> u64 {
    (template as u64 ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// The key of a feature with one more value.
const fn extend(key: u64, value: u32) -> u64 {
    (key.rotate_left(23) ^ value as u64).wrapping_mul(0x9fb2_1c65_1e98_df25)
}

/// The key of a feature of one value, for what is learned of a word beside the weights of choices.
pub(crate) const fn key_of(template: Template, value: Value) -> u64 {
    extend(template.hash, value.hash)
}

/// What takes an option's features.
pub trait Sink {
    /// Takes the feature made of a template and its values.
    fn add(&mut self, template: Template, values: &[Value]);
}

/// One choice: what its options are like.
pub trait Choice {
    /// What is chosen among.
    type Item;
    /// Gives the features of one option to `sink`, always in the same order.
    fn features<S: Sink>(&self, item: &Self::Item, sink: &mut S);
}

/// How many features are looked up together.
const BATCH: usize = 64;

/// Sums the weights of an option's features. Keys are gathered first and looked up in batches, so that the processor
/// need not wait for one look-up, or guess its outcome, before it begins the next.
struct Sum<'w> {
    weights: &'w Weights,
    total: f32,
    keys: [u64; BATCH],
    held: usize,
}

impl Sum<'_> {
    /// The sum so far; the next option begins from nothing.
    fn take(&mut self) -> f32 {
        self.look_up();
        std::mem::take(&mut self.total)
    }

    #[inline(never)]
    fn look_up(&mut self) {
        let mut kept = 0;
        for at in 0..std::mem::take(&mut self.held) {
            let key = self.keys[at];
            self.keys[kept] = key;
            kept += usize::from(self.weights.may_have(key));
        }
        self.total += self.keys[..kept].iter().map(|&key| self.weights.get(key)).sum::<f32>();
    }
}

impl Sink for Sum<'_> {
    #[inline(always)]
    fn add(&mut self, template: Template, values: &[Value]) {
        self.keys[self.held % BATCH] = values.iter().fold(template.hash, |key, value| extend(key, value.hash));
        self.held += 1;
        if self.held == BATCH {
            self.look_up();
        }
    }
}

/// The probability of each option, in their order; they sum to 1 unless there is none.
pub fn probabilities<C: Choice>(weights: &Weights, choice: &C, items: &[C::Item]) -> Vec<f32> {
    let mut sum = Sum { weights, total: 0.0, keys: [0; BATCH], held: 0 };
    let score = |item| {
        choice.features(item, &mut sum);
        sum.take()
    };
    let mut scores: Vec<f32> = items.iter().map(score).collect();
    softmax(&mut scores);
    scores
}

/// Turns scores into probabilities, in place.
fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        total += *score;
    }
    for score in scores.iter_mut() {
        *score /= total;
    }
}

/// The index of the largest probability; the first of equals, `None` where there is no option.
#[must_use]
pub fn best(probabilities: &[f32]) -> Option<usize> {
    let mut best = None;
    for (i, &p) in probabilities.iter().enumerate() {
        if best.is_none_or(|(_, most)| p > most) {
            best = Some((i, p));
        }
    }
    best.map(|(i, _)| i)
}

/// Keeps the names of features that have a weight.
struct Named<'a> {
    weights: &'a Weights,
    spell: &'a dyn Fn(Sym) -> String,
    found: Vec<(String, f32)>,
}

impl Sink for Named<'_> {
    fn add(&mut self, template: Template, values: &[Value]) {
        let weight = self.weights.get(values.iter().fold(template.hash, |key, value| extend(key, value.hash)));
        if weight != 0.0 {
            self.found.push((name(template, values, self.spell), weight));
        }
    }
}

/// A feature as it is written in a weights file: the template, then the values, with single spaces between.
fn name(template: Template, values: &[Value], spell: &dyn Fn(Sym) -> String) -> String {
    values.iter().fold(template.name.to_owned(), |name, value| name + " " + &value.text(spell))
}

/// The features of an option that have a weight, in words, the heaviest first. `spell` gives a word's text.
pub fn reasons<C: Choice>(
    weights: &Weights,
    choice: &C,
    item: &C::Item,
    spell: &dyn Fn(Sym) -> String,
) -> Vec<(String, f32)> {
    let mut named = Named { weights, spell, found: Vec::new() };
    choice.features(item, &mut named);
    named.found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    named.found
}
