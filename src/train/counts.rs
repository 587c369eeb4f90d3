//! Counts how often each lemma reports, so that training sees for an article the rates that all others give.

use super::Read;
use super::align;
use crate::attribution::rates::{Known, Of};
use crate::cues::Candidate;
use crate::grammar::{Grammar, Sym};
use crate::text::Kind;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// For each lemma how many of its candidates report, and how many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    of: BTreeMap<(Of, u32), (u32, u32)>,
    all: BTreeMap<Of, (u32, u32)>,
    names: BTreeMap<u32, String>,
}

/// As many candidates of the usual rate are added to those of a lemma.
const PRIOR: f64 = 2.0;

impl Counts {
    /// The counts of one article. Time: linear in its tokens and attributions.
    pub(super) fn of(article: &Read<'_>, grammar: &Grammar) -> Self {
        let reading = article.reading(grammar, &Self::default());
        let aligned: Vec<_> = article.lesson.gold.iter().filter_map(|gold| align::align(&reading, gold)).collect();
        let inside = |at: usize| aligned.iter().any(|gold| gold.content.binary_search(&at).is_ok());
        let spell = reading.spelling();
        let mut counts = Self::default();
        for (cue, candidate) in reading.cues.iter().enumerate() {
            let gold = aligned.iter().find(|gold| gold.cue == cue);
            let other = || aligned.iter().any(|gold| gold.stretch.contains(&candidate.head));
            if gold.is_none() && (inside(candidate.head) || other()) {
                continue;
            }
            let marked = gold.is_some_and(|gold| !gold.pieces.is_empty());
            let sentence = reading.sentence(reading.sentence_of(candidate.head));
            if !marked {
                counts.add(Of::Plain, candidate.lemma, gold.is_some());
            }
            if marked || reading.tokens()[sentence].iter().any(|token| token.kind == Kind::Quotation) {
                counts.add(Of::Marked, candidate.lemma, marked);
            }
            counts.names.entry(candidate.lemma.0).or_insert_with(|| spell(candidate.lemma));
        }
        counts
    }

    fn add(&mut self, of: Of, lemma: Sym, hit: bool) {
        for entry in [self.of.entry((of, lemma.0)).or_default(), self.all.entry(of).or_default()] {
            entry.0 += u32::from(hit);
            entry.1 += 1;
        }
    }

    /// The sum of several.
    pub(super) fn sum<'c>(counts: impl IntoIterator<Item = &'c Self>) -> Self {
        let mut sum = Self::default();
        for one in counts {
            for (&key, &(hits, seen)) in &one.of {
                let entry = sum.of.entry(key).or_default();
                *entry = (entry.0 + hits, entry.1 + seen);
            }
            for (&key, &(hits, seen)) in &one.all {
                let entry = sum.all.entry(key).or_default();
                *entry = (entry.0 + hits, entry.1 + seen);
            }
            sum.names.extend(one.names.iter().map(|(&lemma, name)| (lemma, name.clone())));
        }
        sum
    }

    /// What is left without one article's.
    pub(super) fn without(&self, own: &Self) -> Without<'_> {
        Without { all: self, own: own.clone() }
    }

    fn log_odds_of(&self, of: Of, (hits, seen): (u32, u32)) -> i16 {
        let (all_hits, all_seen) = self.all.get(&of).copied().unwrap_or((1, 2));
        let usual = f64::from(all_hits + 1) / f64::from(all_seen + 2);
        let p = ((f64::from(hits) + PRIOR * usual) / (f64::from(seen) + PRIOR)).clamp(0.002, 0.998);
        let sixteenths = ((p / (1.0 - p)).ln() * 16.0).round() as i16;
        if sixteenths == 0 { 1 } else { sixteenths }
    }

    /// Lines of a weights file.
    pub(super) fn lines(&self) -> String {
        let mut out = String::new();
        let mut lines: Vec<_> = self
            .of
            .iter()
            .map(|(&(of, lemma), &counts)| (of.template().name(), &self.names[&lemma], self.log_odds_of(of, counts)))
            .collect();
        lines.sort();
        for (template, lemma, log_odds) in lines {
            let _ = writeln!(out, "{template} {lemma} {log_odds}");
        }
        out
    }
}

impl Known for Counts {
    fn log_odds(&self, of: Of, cue: &Candidate) -> Option<i16> {
        self.of.get(&(of, cue.lemma.0)).map(|&counts| self.log_odds_of(of, counts))
    }
}

/// Counts without those of one article.
pub(super) struct Without<'c> {
    all: &'c Counts,
    own: Counts,
}

impl Known for Without<'_> {
    fn log_odds(&self, of: Of, cue: &Candidate) -> Option<i16> {
        let key = (of, cue.lemma.0);
        let &(hits, seen) = self.all.of.get(&key)?;
        let (own_hits, own_seen) = self.own.of.get(&key).copied().unwrap_or_default();
        (seen > own_seen).then(|| self.all.log_odds_of(of, (hits - own_hits, seen - own_seen)))
    }
}
