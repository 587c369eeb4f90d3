//! Articles marked by hand as a gold standard.

use super::{Field, Scored, Truth};
use crate::articles::{self, Article};
use crate::grammar::Grammar;
use crate::grammar::examples::{ExampleRecord, Part};
use crate::offsets::{Offsets, Unit};
use crate::span::Span;

/// The gold records of an article and its speakers, as a file would give them. What stands inside another record's
/// content is left out, as extraction leaves it out unless asked. Time: linear in the text, quadratic in its records.
#[must_use]
pub fn gold(article: &Article, grammar: &Grammar) -> (Vec<Scored>, Vec<Truth>) {
    let source = &*article.document.text;
    let pieces = article.pieces(grammar);
    let offsets = Offsets::new(source, Unit::Chars);
    let field = |spans: &[Span]| {
        let texts: Vec<&str> = spans.iter().map(|span| span.of(source)).collect();
        Field { text: texts.join(" "), spans: spans.iter().map(|&span| offsets.range(span)).collect(), name: None }
    };
    let some = |record: &ExampleRecord, part| (!record.spans(part).is_empty()).then(|| field(record.spans(part)));
    let outermost = |record: &ExampleRecord| {
        let own = [Part::Cue, Part::Content].into_iter().find_map(|part| record.spans(part).first());
        let others = article.records.values().filter(|other| !std::ptr::eq(*other, record));
        let inside =
            |span: &Span| others.flat_map(|other| other.spans(Part::Content)).any(|content| content.contains(*span));
        !own.is_some_and(inside)
    };
    let id = |number: usize| format!("{}#{number}", article.document.id);
    let mut truths = Vec::new();
    let mut gold = Vec::new();
    for (&number, record) in article.records.iter().filter(|(_, record)| outermost(record)) {
        let content = record.spans(Part::Content);
        gold.push(Scored {
            id: id(number),
            doc_id: article.document.id.clone().into_owned(),
            kind: articles::kind(content, &pieces),
            content: field(content),
            speaker: some(record, Part::Speaker),
            cue: some(record, Part::Cue),
        });
        if let Some(name) = article.names.get(&number) {
            truths.push(Truth {
                id: id(number),
                name: name.clone(),
                mention: String::new(),
                kind: String::new(),
                sure: true,
            });
        }
    }
    (gold, truths)
}
