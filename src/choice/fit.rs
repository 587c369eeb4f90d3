//! Fits weights to examples of choices: penalised maximum likelihood of conditional logit by L-BFGS.
//!
//! The method is that of Nocedal (1980) with a backtracking line search; the penalty is a Gaussian prior (L2). The work
//! is cut into a fixed number of parts whose sums are added in order, so that the result does not depend on threads.

use super::weights::{HEAVIEST, STEP};
use super::{Choice, Key, Sink, Template, Value, Weights, features, name};
use crate::grammar::Sym;
use std::collections::HashMap;
use std::fmt::Write as _;

/// How many parts the examples are cut into.
const PARTS: usize = 8;
/// How many steps L-BFGS remembers.
const MEMORY: usize = 6;

/// Examples of choices with the right option of each, ready to be fitted. Memory: 4 bytes a feature of an option.
#[derive(Default)]
pub struct Examples {
    index: HashMap<Key, u32>,
    keys: Vec<Key>,
    names: Vec<String>,
    features: Vec<u32>,
    /// Where each option's features end.
    options: Vec<usize>,
    /// Where each example's options end, and which is right.
    examples: Vec<(usize, usize)>,
}

/// Gathers the features of one option into the examples.
struct Gather<'a> {
    to: &'a mut Examples,
    spell: &'a dyn Fn(Sym) -> String,
}

impl Sink for Gather<'_> {
    fn add(&mut self, template: Template, values: &[Value]) {
        let key = Key::with_label(template, values);
        let next = self.to.keys.len() as u32;
        let index = *self.to.index.entry(key).or_insert(next);
        if index == next {
            self.to.keys.push(key);
            self.to.names.push(name(template, values, self.spell));
        }
        self.to.features.push(index);
    }
}

impl Examples {
    /// Adds a choice whose option number `right` is the right one. `spell` gives a word's text.
    pub fn add<C: Choice>(&mut self, choice: &C, items: &[C::Item], right: usize, spell: &dyn Fn(Sym) -> String) {
        if items.len() < 2 {
            return;
        }
        for item in items {
            features(choice, item, &mut Gather { to: self, spell });
            self.options.push(self.features.len());
        }
        self.examples.push((self.options.len(), right));
    }

    /// How many choices there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.examples.len()
    }

    /// Whether there is no choice.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    /// Fits weights with a penalty of `penalty`·|w|²/2 in at most `rounds` steps, rounds them to sixteenths and leaves out
    /// those below `smallest`. Time: linear in the features of all options, times the steps.
    #[must_use]
    pub fn fit(&self, penalty: f64, rounds: usize, smallest: f64, threads: usize) -> Fitted<'_> {
        let mut weights = vec![0.0; self.keys.len()];
        let value_and_gradient = |weights: &[f64]| self.loss(weights, penalty, threads);
        minimise(&mut weights, rounds, value_and_gradient);
        let kept = weights.iter().enumerate().filter(|(_, w)| w.abs() >= smallest);
        let round = |w: f64| ((w / f64::from(STEP)).round() as i16).clamp(-HEAVIEST, HEAVIEST);
        let mut entries: Vec<(u32, i16)> = kept.map(|(i, &w)| (i as u32, round(w))).filter(|&(_, w)| w != 0).collect();
        entries.sort_by(|a, b| self.names[a.0 as usize].cmp(&self.names[b.0 as usize]));
        Fitted { examples: self, entries }
    }

    /// The penalised negative log-likelihood and its gradient.
    fn loss(&self, weights: &[f64], penalty: f64, threads: usize) -> (f64, Vec<f64>) {
        let size = self.examples.len().div_ceil(PARTS).max(1);
        let parts: Vec<usize> = (0..PARTS).collect();
        let mut sums: Vec<(f64, Vec<f64>)> = Vec::with_capacity(PARTS);
        for some in parts.chunks(threads.max(1)) {
            std::thread::scope(|scope| {
                let running: Vec<_> =
                    some.iter().map(|part| scope.spawn(move || self.part(weights, part * size, size))).collect();
                sums.extend(running.into_iter().filter_map(|part| part.join().ok()));
            });
        }
        let mut gradient: Vec<f64> = weights.iter().map(|w| w * penalty).collect();
        let mut loss = weights.iter().map(|w| w * w).sum::<f64>() * penalty / 2.0;
        for (part_loss, part_gradient) in sums {
            loss += part_loss;
            for (sum, g) in gradient.iter_mut().zip(part_gradient) {
                *sum += g;
            }
        }
        (loss, gradient)
    }

    /// Loss and gradient of `size` examples from `first` on.
    fn part(&self, weights: &[f64], first: usize, size: usize) -> (f64, Vec<f64>) {
        let mut gradient = vec![0.0; weights.len()];
        let mut loss = 0.0;
        let last = (first + size).min(self.examples.len());
        let mut option = first.checked_sub(1).map_or(0, |before| self.examples[before.min(self.examples.len() - 1)].0);
        let mut scores = Vec::new();
        for &(end, right) in self.examples.get(first..last).unwrap_or_default() {
            let features = |o: usize| {
                let start = if o == 0 { 0 } else { self.options[o - 1] };
                &self.features[start..self.options[o]]
            };
            scores.clear();
            scores.extend((option..end).map(|o| features(o).iter().map(|&f| weights[f as usize]).sum::<f64>() as f32));
            softmax(&mut scores);
            loss -= f64::from(scores[right].max(1e-30)).ln();
            for (i, o) in (option..end).enumerate() {
                let error = f64::from(scores[i]) - f64::from(u8::from(i == right));
                for &f in features(o) {
                    gradient[f as usize] += error;
                }
            }
            option = end;
        }
        (loss, gradient)
    }
}

/// Weights as fitted, by the name of their feature.
pub struct Fitted<'e> {
    examples: &'e Examples,
    entries: Vec<(u32, i16)>,
}

impl Fitted<'_> {
    /// The features without a label.
    fn plain(&self) -> impl Iterator<Item = &(u32, i16)> {
        self.entries.iter().filter(|(feature, _)| self.examples.keys[*feature as usize].label == 0)
    }

    /// The lines of a weights file, sorted by name.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut out = String::new();
        for &(feature, weight) in &self.entries {
            let _ = writeln!(out, "{} {weight}", self.examples.names[feature as usize]);
        }
        out
    }
}

/// Leaves out the lightest features until there are at most `most` without a label, and says how many went.
pub fn lighten(fits: &mut [Fitted<'_>], most: usize) -> usize {
    let plain = |fits: &[Fitted<'_>]| fits.iter().map(|fit| fit.plain().count()).sum::<usize>();
    let before = plain(fits);
    let mut lightest = 0;
    while plain(fits) > most {
        lightest += 1;
        for Fitted { examples, entries } in fits.iter_mut() {
            let labelled = |feature: u32| examples.keys[feature as usize].label != 0;
            entries.retain(|&(feature, weight)| labelled(feature) || weight.abs() > lightest);
        }
    }
    before - plain(fits)
}

/// Weights of several fits, as one table.
#[must_use]
pub fn table(fits: &[Fitted<'_>]) -> Weights {
    let entry = |fit: &Fitted<'_>, &(feature, weight): &(u32, i16)| (fit.examples.keys[feature as usize], weight);
    let entries: Vec<(Key, i16)> = fits.iter().flat_map(|fit| fit.entries.iter().map(move |e| entry(fit, e))).collect();
    Weights::new(&entries)
}

/// Turns scores into probabilities, in place.
fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = if *score == most { 1.0 } else { (*score - most).exp() };
        total += *score;
    }
    for score in scores.iter_mut() {
        *score /= total;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Moves `at` to a minimum of a convex function that gives its value and gradient.
fn minimise(at: &mut [f64], rounds: usize, function: impl Fn(&[f64]) -> (f64, Vec<f64>)) {
    let (mut value, mut gradient) = function(at);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..rounds {
        let direction = descent(&gradient, &history);
        let slope = dot(&direction, &gradient);
        if slope > -1e-9 {
            break;
        }
        let mut step =
            if history.is_empty() { 1.0 / gradient.iter().map(|g| g.abs()).sum::<f64>().max(1.0).sqrt() } else { 1.0 };
        let found = (0..20).find_map(|_| {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(a, d)| a + step * d).collect();
            let (next_value, next_gradient) = function(&next);
            let good = next_value <= value + 1e-4 * step * slope;
            step *= 0.4;
            good.then_some((next, next_value, next_gradient))
        });
        let Some((next, next_value, next_gradient)) = found else { break };
        let moved: Vec<f64> = next.iter().zip(at.iter()).map(|(n, a)| n - a).collect();
        let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(n, g)| n - g).collect();
        let curvature = dot(&moved, &change);
        if curvature > 1e-10 {
            if history.len() == MEMORY {
                history.remove(0);
            }
            history.push((moved, change, 1.0 / curvature));
        }
        let gain = value - next_value;
        at.copy_from_slice(&next);
        (value, gradient) = (next_value, next_gradient);
        if gain < 1e-6 * value.abs() {
            break;
        }
    }
}

/// The direction of the next step, from the gradient and the last steps (two-loop recursion).
fn descent(gradient: &[f64], history: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut alphas = Vec::with_capacity(history.len());
    for (moved, change, rho) in history.iter().rev() {
        let alpha = rho * dot(moved, &direction);
        direction.iter_mut().zip(change).for_each(|(d, c)| *d -= alpha * c);
        alphas.push(alpha);
    }
    if let Some((_, change, rho)) = history.last() {
        let scale = 1.0 / (rho * dot(change, change));
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for ((moved, change, rho), alpha) in history.iter().zip(alphas.iter().rev()) {
        let beta = rho * dot(change, &direction);
        direction.iter_mut().zip(moved).for_each(|(d, m)| *d += (alpha - beta) * m);
    }
    direction
}

#[cfg(test)]
mod tests {
    use super::super::{Template, Value};
    use super::*;

    #[test]
    fn the_lightest_features_without_a_label_go() {
        let key = |name, n| Key::with_label(Template::new(name), &[Value::label("left"), Value::number(n)]);
        let keys = vec![key("side", 1), key("gate", 2), key("gate", 3), key("gate", 4), key("gate", 5)];
        let examples = Examples { keys, ..Examples::default() };
        let entries = vec![(0, 1), (1, -1), (2, 2), (3, -3), (4, 9)];
        let mut fits = [Fitted { examples: &examples, entries }];
        assert_eq!((lighten(&mut fits, 4), lighten(&mut fits, 3)), (0, 1));
        assert_eq!(lighten(&mut fits, 1), 2);
        assert_eq!(fits[0].entries, [(0, 1), (4, 9)]);
    }
}
