//! Learns whom pronouns mean from articles in which somebody noted the canonical speakers.

use super::gold::{ByDocument, GoldRecord, Spans};
use super::{Learned, Options};
use crate::articles::{self, Article};
use crate::attribution::{Attribution, Cue, Mention};
use crate::choice::Weights;
use crate::choice::fit::{self, Examples};
use crate::document::Document;
use crate::error::Error;
use crate::grammar::Grammar;
use crate::grammar::examples::{ExampleRecord, Part};
use crate::offsets::{Offsets, Unit};
use crate::record::Kind;
use crate::span::Span;
use crate::speakers;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// Who speaks in a gold record, by its id.
pub type Answers = HashMap<String, Option<String>>;

#[derive(Deserialize)]
struct Line {
    id: String,
    name: Option<String>,
    #[serde(default = "sure")]
    sure: bool,
}

fn sure() -> bool {
    true
}

/// Reads the lines of a file of speakers: `{"id": …, "name": …, "sure": true}`. Those not sure are left out. `path` is for
/// the error alone.
///
/// # Errors
/// At the first line that is none.
pub fn read(path: &Path, source: &str) -> Result<Answers, Error> {
    let mut answers = Answers::new();
    for (number, line) in (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |error| Error::expected(path, number, format!("a speaker with id and name ({error})"));
        let line: Line = serde_json::from_str(line).map_err(wrong)?;
        if line.sure {
            answers.insert(line.id, line.name);
        }
    }
    Ok(answers)
}

/// How often the articles are gone over.
const ROUNDS: usize = 2;

/// Learns from the articles that have answers, and says how many pronouns they had. It goes over them twice: whom the
/// speakers without an answer are taken for depends on what was learned before. Deterministic. Time: linear in the
/// articles, times the optimiser's steps.
#[must_use]
pub fn learn(articles: &[Answered<'_>], grammar: &Grammar, options: Options) -> (Learned, usize) {
    let mut learned = Learned { lines: String::new(), weights: Weights::default() };
    let mut count = 0;
    for _ in 0..ROUNDS {
        let grammar = grammar.clone().with_weights(learned.weights);
        let mut examples = Examples::default();
        for Answered { document, attributions, known } in articles {
            let raw = crate::text::read(&document.text, &grammar);
            let folded = crate::quotes::fold(&document.text, &raw, &grammar);
            speakers::teach(document, &raw, &folded, &grammar, attributions, known, &mut examples);
        }
        let fitted = examples.fit(options.penalty, options.rounds, options.smallest, options.threads);
        learned = Learned { lines: fitted.lines(), weights: fit::table(&[fitted]) };
        count = examples.len();
    }
    (learned, count)
}

/// An article with its attributions, and for those whose speaker is known the name, `None` for nobody named.
#[derive(Clone, Debug)]
pub struct Answered<'d> {
    document: Document<'d>,
    attributions: Vec<Attribution>,
    known: Vec<Option<Option<String>>>,
}

impl<'d> Answered<'d> {
    /// A document with its gold records; `None` where none of them has an answer.
    #[must_use]
    pub fn new(document: &Document<'d>, gold: &ByDocument, answers: &Answers) -> Option<Self> {
        let records = gold.get(&*document.id).map_or(&[][..], Vec::as_slice);
        let known: Vec<_> = records.iter().map(|record| answers.get(&record.id).cloned()).collect();
        known.iter().any(Option::is_some).then(|| {
            let offsets = Offsets::new(&document.text, Unit::Chars);
            let end = document.text.len();
            let attributions = records.iter().map(|record| self::record(record, &offsets, end)).collect();
            Self { document: document.clone(), attributions, known }
        })
    }

    /// An article marked by hand.
    #[must_use]
    pub fn marked(article: Article, grammar: &Grammar) -> Self {
        let pieces = article.pieces(grammar);
        let attribution = |record: &ExampleRecord| {
            let spans = |part| record.spans(part).to_vec();
            let content = spans(Part::Content);
            let kind = articles::kind(&content, &pieces);
            attribution(content, kind, &spans(Part::Cue), &spans(Part::Speaker))
        };
        // Records are gone over in the order of the text.
        let mut numbers: Vec<usize> = article.records.keys().copied().collect();
        numbers.sort_by_key(|number| article.records[number].spans(Part::Content).first().copied());
        Self {
            attributions: numbers.iter().map(|number| attribution(&article.records[number])).collect(),
            known: numbers.iter().map(|number| article.names.get(number).cloned()).collect(),
            document: article.document,
        }
    }
}

/// A gold record as if it had been found.
fn record(record: &GoldRecord, offsets: &Offsets<'_>, end: usize) -> Attribution {
    let byte = |offset| offsets.byte(offset).map_or(end, |at| at as usize);
    let all =
        |spans: &Spans| -> Vec<Span> { spans.spans.iter().map(|s| Span::new(byte(s.start), byte(s.end))).collect() };
    let some = |spans: &Option<Spans>| spans.as_ref().map(all).unwrap_or_default();
    attribution(all(&record.content), record.kind, &some(&record.cue), &some(&record.speaker))
}

/// Marked spans as if they had been found.
fn attribution(content: Vec<Span>, kind: Kind, cue: &[Span], speaker: &[Span]) -> Attribution {
    let spell = |head: &Span| Cue {
        spans: cue.to_vec(),
        head: *head,
        lemma: String::new(),
        act: String::new(),
        negated: false,
    };
    let mention = |(first, last): (&Span, &Span)| Mention { span: first.join(*last), head: *last };
    Attribution {
        content,
        kind,
        cue: cue.first().map(spell),
        speaker: speaker.first().zip(speaker.last()).map(mention),
        addressee: None,
        setting: None,
        prompt: None,
        via: Vec::new(),
        pattern: "",
        confidence: 1.0,
        parent: None,
    }
}
