//! Learns whom pronouns mean from articles in which somebody noted the canonical speakers.

use super::gold::{ByDocument, GoldRecord, Spans};
use super::{Learned, Options};
use crate::attribution::{Attribution, Cue, Mention};
use crate::choice::Weights;
use crate::choice::fit::{self, Examples};
use crate::document::Document;
use crate::error::Error;
use crate::grammar::Grammar;
use crate::offsets::{Offsets, Unit};
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
pub fn learn(
    documents: &[Document<'_>],
    gold: &ByDocument,
    answers: &Answers,
    grammar: &Grammar,
    options: Options,
) -> (Learned, usize) {
    let mut learned = Learned { lines: String::new(), weights: Weights::default() };
    let mut count = 0;
    for _ in 0..ROUNDS {
        let grammar = grammar.clone().with_weights(learned.weights);
        let examples = examples(documents, gold, answers, &grammar);
        let fitted = examples.fit(options.penalty, options.rounds, options.smallest, options.threads);
        learned = Learned { lines: fitted.lines(), weights: fit::table(&[fitted]) };
        count = examples.len();
    }
    (learned, count)
}

fn examples(documents: &[Document<'_>], gold: &ByDocument, answers: &Answers, grammar: &Grammar) -> Examples {
    let mut examples = Examples::default();
    for document in documents {
        let records = gold.get(&*document.id).map_or(&[][..], Vec::as_slice);
        let known: Vec<_> = records.iter().map(|record| answers.get(&record.id).cloned()).collect();
        if known.iter().all(Option::is_none) {
            continue;
        }
        let raw = crate::text::read(&document.text, grammar);
        let folded = crate::quotes::fold(&document.text, &raw, grammar);
        let offsets = Offsets::new(&document.text, Unit::Chars);
        let end = document.text.len();
        let attributions: Vec<_> = records.iter().map(|record| attribution(record, &offsets, end)).collect();
        speakers::teach(document, &raw, &folded, grammar, &attributions, &known, &mut examples);
    }
    examples
}

/// A gold record as if it had been found.
fn attribution(record: &GoldRecord, offsets: &Offsets<'_>, end: usize) -> Attribution {
    let byte = |offset| offsets.byte(offset).map_or(end, |at| at as usize);
    let all =
        |spans: &Spans| -> Vec<Span> { spans.spans.iter().map(|s| Span::new(byte(s.start), byte(s.end))).collect() };
    let some = |spans: &Option<Spans>| spans.as_ref().map(all).unwrap_or_default();
    let (cue, speaker) = (some(&record.cue), some(&record.speaker));
    let cue =
        |head: &Span| Cue { spans: cue.clone(), head: *head, lemma: String::new(), act: String::new(), negated: false };
    Attribution {
        content: all(&record.content),
        kind: record.kind,
        cue: some(&record.cue).first().map(cue),
        speaker: speaker
            .first()
            .zip(speaker.last())
            .map(|(first, last)| Mention { span: first.join(*last), head: *last }),
        addressee: None,
        setting: None,
        prompt: None,
        via: Vec::new(),
        pattern: "",
        confidence: 1.0,
        parent: None,
    }
}
