//! A choice among options by a log-linear model: every option has named features, every feature a weight.
//!
//! The probability of an option is the softmax of the sums of its features' weights (conditional logit, McFadden 1974).
//! Features are written once, in [`Choice::features`], and read by three sinks: one that sums weights, one that gathers
//! training examples, and one that keeps the names for `sayso explain`.

pub mod fit;
pub mod weights;

pub use weights::Weights;

use crate::grammar::Sym;
use std::cell::{Ref, RefCell};
use std::sync::LazyLock;

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
    #[inline]
    pub fn number(count: usize) -> Self {
        let count = count.min(LARGEST as usize);
        Self { hash: NUMBERS[count], name: Name::Number(count as i8) }
    }

    /// A distance in coarse steps: 0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40.
    #[must_use]
    #[inline]
    pub fn distance(count: usize) -> Self {
        let count = count.min(LARGEST as usize);
        Self { hash: DISTANCE_HASHES[count], name: Name::Number(DISTANCES[count]) }
    }

    /// The number that features know it by.
    pub(crate) const fn sym(self) -> Sym {
        Sym(self.hash)
    }

    /// The same text, whose number is known already.
    pub(crate) const fn with_sym(self, sym: Sym) -> Self {
        Self { hash: sym.0, ..self }
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

/// The step that each count is counted as.
static DISTANCES: [i8; LARGEST as usize + 1] = {
    const STEPS: [i8; 12] = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, LARGEST];
    let mut distances = [0; LARGEST as usize + 1];
    let (mut count, mut step) = (0, 0);
    while count < distances.len() {
        if step + 1 < STEPS.len() && STEPS[step + 1] as usize == count {
            step += 1;
        }
        distances[count] = STEPS[step];
        count += 1;
    }
    distances
};

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

/// The hashes of the steps that counts are counted as.
static DISTANCE_HASHES: [u32; LARGEST as usize + 1] = {
    let mut hashes = [0; LARGEST as usize + 1];
    let mut count = 0;
    while count < hashes.len() {
        hashes[count] = NUMBERS[DISTANCES[count] as usize];
        count += 1;
    }
    hashes
};

/// The fixed part of a feature, hashed when the program is built: `template!("start word")`.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    name: &'static str,
    hash: u64,
    /// Whether the first value is the option's label; see [`Choice::common`].
    labelled: bool,
}

impl Template {
    /// A template of this name, which must hold no white space.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, hash: wide(Sym::of(name).0), labelled: is_labelled(name.as_bytes()) }
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

/// The hash of a template over 64 bits.
const fn wide(template: u32) -> u64 {
    (template as u64 ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// The hash of values, one behind the other.
#[inline(always)]
fn hash(values: &[Value]) -> u64 {
    values.iter().fold(0, |hash, value| extend(hash, value.hash))
}

/// The hash of values with one more behind them.
const fn extend(values: u64, value: u32) -> u64 {
    // The multiplications of all values run side by side.
    values.rotate_left(23).wrapping_add((value as u64).wrapping_mul(0x9fb2_1c65_1e98_df25))
}

/// The templates of features that all options of their choice have, each with its label as the first value: those that
/// begin so, and go on with a full stop or not at all.
const LABELLED: [&[u8]; 2] = [b"side", b"piece"];

/// The labels of options, each as a hash and a number that no other label of its choice has.
const LABELS: [(Sym, u8); 5] = [
    (Sym::of("none"), 1),
    (Sym::of("left"), 2),
    (Sym::of("right"), 3),
    (Sym::of("nothing"), 1),
    (Sym::of("goes-on"), 2),
];

/// How many labels a choice may have, and none.
const LABEL_COUNT: usize = 4;

/// Whether a feature of this template has an option's label as its first value.
const fn is_labelled(template: &[u8]) -> bool {
    let mut i = 0;
    while i < LABELLED.len() {
        if let Some((start, rest)) = template.split_at_checked(LABELLED[i].len()) {
            let mut same = 0;
            while same < start.len() && start[same] == LABELLED[i][same] {
                same += 1;
            }
            if same == start.len() && (rest.is_empty() || rest[0] == b'.') {
                return true;
            }
        }
        i += 1;
    }
    false
}

/// The number of a label by its hash; 0 for what is none.
const fn label_number(hash: u32) -> u8 {
    let mut i = 0;
    while i < LABELS.len() {
        if LABELS[i].0.0 == hash {
            return LABELS[i].1;
        }
        i += 1;
    }
    0
}

/// What a feature is looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The hash of its template and its values, but for its label.
    hash: u64,
    /// The number of its label; 0 without one. One look-up finds the features of all options of a choice.
    label: u8,
}

impl Key {
    /// The key of a feature without its label.
    #[inline(always)]
    fn of(template: Template, values: &[Value]) -> Self {
        Self::with(template.hash, hash(values))
    }

    /// The key of a feature without its label, by the hashes of its template and of its values. The template comes last: what
    /// many features of an option begin with is hashed once for all of them.
    const fn with(template: u64, values: u64) -> Self {
        Self { hash: values.wrapping_add(template), label: 0 }
    }

    /// The key of a feature.
    fn with_label(template: Template, values: &[Value]) -> Self {
        match values {
            [label, rest @ ..] if template.labelled => {
                Self { label: label_number(label.hash), ..Self::of(template, rest) }
            }
            values => Self::of(template, values),
        }
    }
}

/// The key of a feature of one value, for what is learned of a word beside the weights of choices.
pub(crate) fn key_of(template: Template, value: Value) -> Key {
    Key::of(template, &[value])
}

/// What takes an option's features.
pub trait Sink {
    /// Takes the feature made of a template and its values.
    fn add(&mut self, template: Template, values: &[Value]);

    /// Takes, for each number from 1 to `most`, the feature made of a template, values and that number: each threshold
    /// passed adds its weight, so that what is fitted is nearly monotone.
    fn add_up_to(&mut self, template: Template, values: &[Value], most: usize) {
        let mut values = values.to_vec();
        for at in 1..=most {
            values.push(Value::number(at));
            self.add(template, &values);
            values.pop();
        }
    }

    /// Takes features that depend, within one choice, on the token `at` alone, however many options have it in them.
    fn of_token(&mut self, _at: usize, features: impl FnOnce(&mut Self))
    where
        Self: Sized,
    {
        features(self);
    }
}

/// One choice: what its options are like.
pub trait Choice {
    /// What is chosen among.
    type Item;

    /// Gives the features of one option to `sink`, always in the same order, but for those of [`Choice::common`] and
    /// [`Choice::coarse`].
    fn features<S: Sink>(&self, item: &Self::Item, sink: &mut S);

    /// How far behind the best option, in steps of weights, one may be by its [`Choice::coarse`] features and not be left
    /// out; `None` where there are no coarse features.
    const REACH: Option<i32> = None;

    /// Gives those of an option's features, none of them in [`Choice::features`], that tell most hopeless options from
    /// others: these are not asked for the rest.
    fn coarse<S: Sink>(&self, _item: &Self::Item, _sink: &mut S) {}

    /// What tells an option from others in the common features; `None` where it has none of these.
    fn label(&self, _item: &Self::Item) -> Option<Value> {
        None
    }

    /// Gives the features that are alike for all options with a label but for that label, their first value. Their
    /// weights for all labels are found together.
    fn common<S: Sink>(&self, _label: Value, _sink: &mut S) {}
}

/// All features of one option, always in the same order.
fn features<C: Choice, S: Sink>(choice: &C, item: &C::Item, sink: &mut S) {
    if let Some(label) = choice.label(item) {
        choice.common(label, sink);
    }
    choice.coarse(item, sink);
    choice.features(item, sink);
}

/// How many tokens' features are remembered.
const TOKENS: usize = 64;

/// Gives options of choices their probabilities, and keeps its buffers from one choice to the next.
#[derive(Debug)]
pub struct Scorer<'w> {
    weights: &'w Weights,
    buffers: RefCell<Buffers>,
}

/// What is known of the options of a choice.
#[derive(Debug)]
struct Buffers {
    tokens: Tokens,
    thresholds: Vec<Thresholds>,
    /// What the features of each option, as far as they were asked for, weigh together, in steps.
    totals: Vec<i32>,
    /// Which options coarse features have not left out.
    close: Vec<bool>,
    /// The probabilities that were asked for last.
    probabilities: Vec<f32>,
}

impl Default for Buffers {
    fn default() -> Self {
        // Hardly any choice has more options.
        const OPTIONS: usize = 64;
        Self {
            tokens: Tokens::default(),
            thresholds: Vec::with_capacity(THRESHOLDS),
            totals: Vec::with_capacity(OPTIONS),
            close: Vec::with_capacity(OPTIONS),
            probabilities: Vec::with_capacity(OPTIONS),
        }
    }
}

/// What the features of single tokens weigh together, within one choice.
#[derive(Debug)]
struct Tokens {
    /// Tokens, each with the number of its choice, and their sums; each at its number's last bits.
    known: [(u64, i32); TOKENS],
    /// The number of the choice.
    choice: u64,
}

impl Default for Tokens {
    fn default() -> Self {
        Self { known: [(0, 0); TOKENS], choice: 0 }
    }
}

/// What the features of [`Sink::add_up_to`] weigh together, for each number up to which they may go.
#[derive(Debug)]
struct Thresholds {
    /// The hash of the template and the values before the number.
    hash: u64,
    totals: [i32; THRESHOLDS],
}

/// How many thresholds are remembered, with the one that is always passed.
const THRESHOLDS: usize = 16;

impl Thresholds {
    fn new(weights: &Weights, template: Template, values: &[Value]) -> Self {
        let (mut total, mut totals) = (0, [0; THRESHOLDS]);
        for (at, place) in totals.iter_mut().enumerate().skip(1) {
            let values = extend(hash(values), Value::number(at).hash);
            total += weights.steps(Key::with(template.hash, values));
            *place = total;
        }
        Self { hash: Key::of(template, values).hash, totals }
    }
}

/// Sums the weights of an option's features.
struct Sum<'s> {
    weights: &'s Weights,
    tokens: &'s mut Tokens,
    thresholds: &'s mut Vec<Thresholds>,
    total: i32,
}

impl Sink for Sum<'_> {
    #[inline(always)]
    fn add(&mut self, template: Template, values: &[Value]) {
        self.total += self.weights.steps(Key::of(template, values));
    }

    #[inline]
    fn add_up_to(&mut self, template: Template, values: &[Value], most: usize) {
        let Key { hash, .. } = Key::of(template, values);
        let known = self.thresholds.iter().position(|known| known.hash == hash);
        let known = known.unwrap_or_else(|| {
            self.thresholds.push(Thresholds::new(self.weights, template, values));
            self.thresholds.len() - 1
        });
        self.total += self.thresholds[known].totals[most.min(THRESHOLDS - 1)];
    }

    #[inline]
    fn of_token(&mut self, at: usize, features: impl FnOnce(&mut Self)) {
        let tag = self.tokens.choice << 32 | at as u64;
        let (token, sum) = self.tokens.known[at % TOKENS];
        if token == tag {
            self.total += sum;
            return;
        }
        let before = self.total;
        features(self);
        self.tokens.known[at % TOKENS] = (tag, self.total - before);
    }
}

/// Sums the weights of common features for all labels at once.
struct Labelled<'s> {
    weights: &'s Weights,
    totals: [i32; LABEL_COUNT],
}

impl Sink for Labelled<'_> {
    #[inline(always)]
    fn add(&mut self, template: Template, values: &[Value]) {
        let values = values.get(1..).unwrap_or_default();
        self.weights.labelled(Key::of(template, values), &mut self.totals);
    }
}

impl<'w> Scorer<'w> {
    /// A scorer with these weights.
    #[must_use]
    pub fn new(weights: &'w Weights) -> Self {
        Self { weights, buffers: RefCell::default() }
    }

    /// The weights.
    #[must_use]
    pub fn weights(&self) -> &'w Weights {
        self.weights
    }

    /// The probability of each option, in their order; they sum to 1 unless there is none. An option that coarse features
    /// leave out is as far behind the best as they say. They stand in the scorer's buffer.
    ///
    /// # Panics
    /// Where the probabilities of another choice are still held.
    pub fn probabilities<C: Choice>(&self, choice: &C, items: &[C::Item]) -> Ref<'_, [f32]> {
        self.weigh(choice, items, &mut self.buffers.borrow_mut());
        Ref::map(self.buffers.borrow(), |buffers| &*buffers.probabilities)
    }

    /// As [`Scorer::probabilities`], into the buffer for them.
    fn weigh<C: Choice>(&self, choice: &C, items: &[C::Item], buffers: &mut Buffers) {
        let Buffers { tokens, thresholds, totals, close, probabilities } = buffers;
        probabilities.clear();
        if items.len() < 2 {
            probabilities.resize(items.len(), 1.0);
            return;
        }
        totals.clear();
        totals.resize(items.len(), 0);
        if let Some(label) = items.iter().find_map(|item| choice.label(item)) {
            let mut common = Labelled { weights: self.weights, totals: [0; LABEL_COUNT] };
            choice.common(label, &mut common);
            for (total, item) in totals.iter_mut().zip(items) {
                *total = choice.label(item).map_or(0, |label| common.totals[label_number(label.hash) as usize]);
            }
        }
        let mut least = i32::MIN;
        if let Some(reach) = C::REACH {
            tokens.choice += 1;
            for (total, item) in totals.iter_mut().zip(items) {
                let mut sum = Sum { weights: self.weights, tokens, thresholds, total: *total };
                choice.coarse(item, &mut sum);
                *total = sum.total;
            }
            least = totals.iter().copied().max().unwrap_or_default() - reach;
        }
        close.clear();
        close.extend(totals.iter().map(|&total| total >= least));
        if close.iter().filter(|close| **close).count() > 1 {
            tokens.choice += 1;
            // What the other features add to the best by its coarse ones is granted to those that are not asked for them.
            let (mut best, mut granted) = (least, 0);
            for ((total, item), _) in totals.iter_mut().zip(items).zip(close.iter()).filter(|(_, close)| **close) {
                let mut sum = Sum { weights: self.weights, tokens, thresholds, total: *total };
                choice.features(item, &mut sum);
                if *total > best {
                    (best, granted) = (*total, sum.total - *total);
                }
                *total = sum.total;
            }
            let left_out = totals.iter_mut().zip(close.iter()).filter(|(_, close)| !**close);
            left_out.for_each(|(total, _)| *total += granted);
        }
        softmax(totals, probabilities);
    }
}

/// Appends the probabilities of options with these totals, in steps. Nearly all odds are worked out beforehand.
fn softmax(totals: &[i32], probabilities: &mut Vec<f32>) {
    static KNOWN: LazyLock<[f32; 256]> = LazyLock::new(|| std::array::from_fn(|steps| odds(steps as i32)));
    let known = &*KNOWN;
    let most = totals.iter().copied().max().unwrap_or_default();
    let behind = totals.iter().map(|&total| most - total);
    probabilities.extend(behind.map(|steps| known.get(steps as usize).copied().unwrap_or_else(|| odds(steps))));
    let all: f32 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|probability| *probability /= all);
}

/// How likely an option is beside one that is so many steps ahead.
fn odds(steps: i32) -> f32 {
    (-steps as f32 * weights::STEP).exp()
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
        let weight = self.weights.get(Key::with_label(template, values));
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
    features(choice, item, &mut named);
    named.found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    named.found
}
