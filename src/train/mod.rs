//! Learns the weights of all choices from articles in which somebody marked who said what.

mod align;
pub mod antecedents;
mod counts;
pub mod gold;

pub use align::Gold;

use crate::articles::Article;
use crate::attribution::bounds::{EndChoice, StartChoice};
use crate::attribution::confidence::ConfidenceChoice;
use crate::attribution::decode::{self, Claims, Found};
use crate::attribution::layouts;
use crate::attribution::link::{Link, LinkChoice};
use crate::attribution::rates::Known;
use crate::attribution::reading::Reading;
use crate::attribution::side::{GateChoice, SideChoice};
use crate::attribution::source::{self, Edge, EdgeChoice, Extent, SpeakerChoice};
use crate::choice::fit::{self, Examples, Fitted};
use crate::choice::{Scorer, Weights};
use crate::document::Document;
use crate::grammar::Grammar;
use crate::grammar::examples::{Example, ExampleRecord, Part};
use crate::quotes::Folded;
use crate::span::Span;
use crate::text::{Kind, Text};
use align::Aligned;
use counts::Counts;
use std::collections::HashSet;

/// An article and what was marked in it.
#[derive(Clone, Debug)]
pub struct Lesson<'d> {
    /// The article.
    pub document: Document<'d>,
    /// Its attributions.
    pub gold: Vec<Gold>,
    /// How many times it counts in what the choices learn.
    pub weight: usize,
    /// Whether it shows how often what is found is right. What was written to be learned from is clearer than news.
    pub judged: bool,
}

/// How many times an example of the grammar counts: it is one sentence for a construction that the articles may lack.
const EXAMPLE: usize = 4;

impl From<Example> for Lesson<'_> {
    /// An example of the grammar as an article of one line: what ought to be found in it, be it found yet or not.
    fn from(example: Example) -> Self {
        Self {
            gold: example.records.iter().map(Gold::from).collect(),
            document: Document::new(String::new(), example.text),
            weight: EXAMPLE,
            judged: false,
        }
    }
}

impl From<Article> for Lesson<'_> {
    fn from(article: Article) -> Self {
        Self {
            gold: article.records.values().map(Gold::from).collect(),
            document: article.document,
            weight: 1,
            judged: false,
        }
    }
}

impl From<&ExampleRecord> for Gold {
    fn from(record: &ExampleRecord) -> Self {
        let spans = |part| record.spans(part).to_vec();
        Self { content: spans(Part::Content), cue: spans(Part::Cue), speaker: spans(Part::Speaker) }
    }
}

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The strength of the Gaussian prior.
    pub penalty: f64,
    /// The most steps of the optimiser for one kind of choice.
    pub rounds: usize,
    /// Weights below this are left out.
    pub smallest: f64,
    /// Into how many parts the articles are cut to learn how sure the choices are on articles they have not seen.
    pub folds: usize,
    /// How many threads may be used; the result does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { penalty: 3.0, rounds: 150, smallest: 0.1, folds: 4, threads: 2 }
    }
}

/// What was learned.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The lines of a weights file.
    pub lines: String,
    /// The weights, ready for use.
    pub weights: Weights,
}

/// An article that is cut and folded.
struct Read<'l> {
    lesson: &'l Lesson<'l>,
    raw: Text,
    folded: Folded,
}

impl Read<'_> {
    fn reading<'r>(&'r self, grammar: &'r Grammar, known: &dyn Known) -> Reading<'r> {
        Reading::knowing(&self.lesson.document.text, &self.raw, &self.folded, grammar, known)
    }
}

/// Examples by kind of choice.
#[derive(Default)]
struct Kinds {
    links: Examples,
    gates: Examples,
    sides: Examples,
    starts: Examples,
    ends: Examples,
    speakers: Examples,
    edges: Examples,
}

impl Kinds {
    fn fit(&self, options: Options) -> Vec<Fitted<'_>> {
        let kinds = [&self.links, &self.gates, &self.sides, &self.starts, &self.ends, &self.speakers, &self.edges];
        kinds.map(|kind| kind.fit(options.penalty, options.rounds, options.smallest, options.threads)).into()
    }
}

/// How many features are left for the choice of antecedents.
const ANTECEDENTS: usize = 1000;

/// Learns from lessons. Deterministic. Time: linear in the articles, times folds and steps; `tell` hears how it goes.
#[must_use]
pub fn train(lessons: &[Lesson<'_>], grammar: &Grammar, options: Options, tell: &mut dyn FnMut(&str)) -> Learned {
    let read = |lesson| {
        let lesson: &Lesson<'_> = lesson;
        let raw = crate::text::read(&lesson.document.text, grammar);
        let folded = crate::quotes::fold(&lesson.document.text, &raw, grammar);
        Read { lesson, raw, folded }
    };
    let articles: Vec<Read<'_>> = lessons.iter().map(read).collect();
    let own: Vec<Counts> = articles.iter().map(|article| Counts::of(article, grammar)).collect();
    let all = Counts::sum(&own);
    let mut sure = Examples::default();
    for fold in 0..options.folds {
        let mut kinds = Kinds::default();
        let seen = Counts::sum(own.iter().enumerate().filter(|(i, _)| i % options.folds != fold).map(|(_, own)| own));
        for (i, article) in articles.iter().enumerate().filter(|(i, _)| i % options.folds != fold) {
            gather(article, grammar, &seen.without(&own[i]), &mut kinds);
        }
        let weights = fit::table(&kinds.fit(options));
        let unseen =
            articles.iter().enumerate().filter(|(i, article)| i % options.folds == fold && article.lesson.judged);
        for (_, article) in unseen {
            judge(article, grammar, &seen, &weights, &mut sure);
        }
        tell(&format!("{} of {}: {} attributions judged", fold + 1, options.folds, sure.len()));
    }
    let mut kinds = Kinds::default();
    for (article, own) in articles.iter().zip(&own) {
        gather(article, grammar, &all.without(own), &mut kinds);
    }
    let mut fits = kinds.fit(options);
    // How sure the rest is must be fitted to the end: it is small, and what it gives is a promise.
    fits.push(sure.fit(options.penalty, 10 * options.rounds, 0.0, options.threads));
    let rates = all.lines();
    let left_out = fit::lighten(&mut fits, Weights::MOST.saturating_sub(rates.lines().count() + ANTECEDENTS));
    if left_out > 0 {
        tell(&format!("{left_out} features left out, the lightest: there is room for {}", Weights::MOST));
    }
    let lines = fits.iter().map(Fitted::lines).collect::<String>() + &rates;
    let weights = Weights::parse(&lines).unwrap_or_default();
    Learned { lines, weights }
}

/// Adds the choices of one article.
fn gather(article: &Read<'_>, grammar: &Grammar, known: &dyn Known, to: &mut Kinds) {
    let reading = article.reading(grammar, known);
    let spell = reading.spelling();
    let aligned: Vec<Aligned> = article.lesson.gold.iter().filter_map(|gold| align::align(&reading, gold)).collect();
    let found: Vec<(usize, Vec<usize>)> =
        aligned.iter().filter(|a| !a.pieces.is_empty()).map(|a| (a.cue, a.pieces.clone())).collect();
    let mut claims = Claims::new(&reading, &[]);
    for (cue, pieces) in &found {
        claims.take(&reading, *cue, pieces);
    }
    for _ in 0..article.lesson.weight {
        links(&reading, article, &aligned, &spell, &mut to.links);
        sides(&reading, &aligned, &claims, &spell, &mut to.gates, &mut to.sides);
        for gold in &aligned {
            bounds(&reading, gold, &claims, &spell, to);
            speaker(&reading, gold, &spell, to);
        }
    }
}

type Spell<'a> = &'a dyn Fn(crate::grammar::Sym) -> String;

fn links(reading: &Reading<'_>, article: &Read<'_>, aligned: &[Aligned], spell: Spell<'_>, to: &mut Examples) {
    let lost: Vec<Span> = article
        .lesson
        .gold
        .iter()
        .filter(|gold| align::align(reading, gold).is_none())
        .flat_map(|gold| gold.content.clone())
        .collect();
    let mut last: Option<(usize, usize)> = None;
    let mut begun = HashSet::new();
    for at in (0..reading.tokens().len()).filter(|&at| reading.tokens()[at].kind == Kind::Quotation) {
        let owner = aligned.iter().find(|gold| gold.pieces.contains(&at));
        if owner.is_none() && lost.iter().any(|span| span.overlaps(reading.tokens()[at].span)) {
            continue;
        }
        let choice = LinkChoice { reading, at, last };
        let items = choice.items();
        let right = match owner {
            None => Link::Nothing,
            Some(gold)
                if items.contains(&Link::Cue(gold.cue))
                    && !(begun.contains(&gold.cue) && last.is_some_and(|(_, cue)| cue == gold.cue)) =>
            {
                Link::Cue(gold.cue)
            }
            Some(gold) if last.is_some_and(|(_, cue)| cue == gold.cue) => Link::GoesOn,
            Some(gold) => Link::Cue(gold.cue),
        };
        if let Some(gold) = owner {
            last = Some((at, gold.cue));
            begun.insert(gold.cue);
        }
        if let Some(right) = items.iter().position(|item| *item == right) {
            to.add(&choice, &items, right, spell);
        }
    }
}

fn sides(
    reading: &Reading<'_>,
    aligned: &[Aligned],
    claims: &Claims,
    spell: Spell<'_>,
    gates: &mut Examples,
    sides: &mut Examples,
) {
    let inside = |at: usize| aligned.iter().any(|gold| gold.content.binary_search(&at).is_ok());
    for (cue, candidate) in reading.cues.iter().enumerate() {
        let gold = aligned.iter().find(|gold| gold.cue == cue);
        let other = || aligned.iter().any(|gold| gold.stretch.contains(&candidate.head));
        if candidate.kind == crate::cues::CueKind::Unlisted || gold.is_none() && (inside(candidate.head) || other()) {
            continue;
        }
        if gold.is_some_and(|gold| !gold.pieces.is_empty()) {
            continue;
        }
        let sentence = reading.sentence(reading.sentence_of(candidate.head));
        let within = claims.free(candidate.tokens.clone(), cue, &sentence);
        let items = decode::sides(reading, cue, &within);
        let right = gold.map(|gold| gold.side(reading));
        if let Some(right) = items.iter().position(|item| *item == right) {
            gates.add(&GateChoice { reading, cue, within: &within }, &[true, false], usize::from(right == 0), spell);
            sides.add(&SideChoice { reading, cue, within }, items, right, spell);
        }
    }
}

fn bounds(reading: &Reading<'_>, gold: &Aligned, claims: &Claims, spell: Spell<'_>, to: &mut Kinds) {
    for (field, right) in gold.fields(reading, claims) {
        let rest = matches!(
            field.part,
            crate::attribution::bounds::Part::RestLeft | crate::attribution::bounds::Part::RestRight
        );
        let mut starts: Vec<Option<usize>> = if rest { vec![None] } else { Vec::new() };
        starts.extend(field.starts(reading).into_iter().map(Some));
        let start = right.as_ref().map(|right| right.start);
        if start.is_none() && !rest {
            continue;
        }
        if let Some(index) = starts.iter().position(|item| *item == start) {
            to.starts.add(&StartChoice { reading, field: &field }, &starts, index, spell);
        }
        if let Some(right) = right {
            let ends = field.ends(reading, right.start);
            let same = |end: &usize| decode::solid_end(reading, right.start..*end) == right.end;
            if let Some(index) = ends.iter().position(same) {
                to.ends.add(&EndChoice { reading, field: &field, start: right.start }, &ends, index, spell);
            }
        }
    }
}

fn speaker(reading: &Reading<'_>, gold: &Aligned, spell: Spell<'_>, to: &mut Kinds) {
    let sentence = reading.sentence(reading.sentence_of(reading.cues[gold.cue].head));
    let mut content: Vec<std::ops::Range<usize>> = Vec::new();
    for &at in gold.content.iter().filter(|at| sentence.contains(at)) {
        match content.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => content.push(at..at + 1),
        }
    }
    let side = gold.side(reading);
    let choice = SpeakerChoice::new(reading, gold.cue, &content, side, !gold.pieces.is_empty());
    let heads = choice.items();
    let own = heads.iter().copied().filter(|head| gold.speaker.contains(head));
    let owner = |head: &usize| source::genitive(reading, head + 1) || source::possessive(reading, *head);
    let Some(head) = own.clone().filter(|head| !owner(head)).min().or_else(|| own.min()) else { return };
    if let Some(right) = heads.iter().position(|&item| item == head) {
        to.speakers.add(&choice, &heads, right, spell);
    }
    let (first, last) = (gold.speaker[0], gold.speaker[gold.speaker.len() - 1]);
    let mut taken = content;
    taken.push(gold.stretch.clone());
    let mut edges = |head: usize, taken: &[std::ops::Range<usize>], what: Extent, first: usize, last: usize| {
        let within = decode::clear(&sentence, head, taken);
        for (edge, right) in [(Edge::Left, first), (Edge::Right, last + 1)] {
            let choice = EdgeChoice { reading, edge, head, within: within.clone(), what, cue: gold.cue };
            let items = choice.items();
            if let Some(right) = items.iter().position(|&item| item == right) {
                to.edges.add(&choice, &items, right, spell);
            }
        }
    };
    edges(head, &taken, Extent::Speaker, first, last);
    taken.pop();
    taken.push(first..last + 1);
    edges(reading.cues[gold.cue].head, &taken, Extent::Cue, gold.stretch.start, gold.stretch.end - 1);
}

/// Adds how the choices did on an article that they had not seen.
fn judge(article: &Read<'_>, grammar: &Grammar, known: &Counts, weights: &Weights, to: &mut Examples) {
    let reading = article.reading(grammar, known);
    let spell = reading.spelling();
    for found in decode::decode(&reading, &layouts::find(&reading), &Scorer::new(weights), crate::Options::ALL) {
        let right = article.lesson.gold.iter().any(|gold| is_right(&reading, &found, gold));
        to.add(&ConfidenceChoice { reading: &reading, found: &found }, &[true, false], usize::from(!right), &spell);
    }
}

/// Whether content and speaker (a word in common) agree. Contents in marks must overlap by three fifths (Dice, in words), for
/// who quotes wants them whole; others by half, for even annotators seldom agree where they begin and end.
fn is_right(reading: &Reading<'_>, found: &Found, gold: &Gold) -> bool {
    let tokens =
        reading.raw.tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number) && !token.glued);
    let words = |spans: &[Span]| {
        tokens
            .clone()
            .filter(|token| spans.iter().any(|span| span.contains(token.span)))
            .map(|t| t.span)
            .collect::<HashSet<_>>()
    };
    let spans: Vec<Span> = found.content.iter().map(|content| reading.span(content.clone())).collect();
    let (Some(from), Some(to)) = (spans.first(), spans.last()) else { return false };
    let whole = from.join(*to);
    if !gold.content.iter().any(|span| span.overlaps(whole)) {
        return false;
    }
    let (ours, theirs) = (words(&spans), words(&gold.content));
    let shared = ours.intersection(&theirs).count();
    let speaker = found.speaker.as_ref().map(|(stretch, _)| reading.span(stretch.clone()));
    let speaker_right = match speaker {
        Some(span) => gold.speaker.iter().any(|gold| gold.overlaps(span)),
        None => gold.speaker.is_empty(),
    };
    let tenths = if found.odds.quoted { 6 } else { 5 };
    20 * shared >= tenths * (ours.len() + theirs.len()) && speaker_right
}
