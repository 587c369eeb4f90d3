//! Token labels in the CoNLL-U Plus notation: a token a line, an empty line behind a sentence.
//!
//! ```text
//! # global.columns = ID FORM START END CONTENT CUE SPEAKER
//! # newdoc id = note
//! # quotation 1 = 57035aae89348eec direct Ana Ruiz
//! # newpar
//! 1 “ 0 1 B-1 _ _
//! 2 Yes 1 4 I-1 _ _
//! ```
//!
//! Offsets are those of the records. A label is `B` on the first token of a piece and `I` behind it, with the number of the
//! quotation in its document; where quotations stand inside others, `|` is between the labels.

use super::Found;
use sayso::grammar::examples::Part;
use sayso::span::Span;
use sayso::{marking, text};
use std::io::{self, Write};
use std::iter::Peekable;
use std::slice::Iter;

/// What the first line says, which is about all documents.
pub const COLUMNS: &str = "# global.columns = ID FORM START END CONTENT CUE SPEAKER\n";

/// The labelled parts, one a column.
const PARTS: [Part; 3] = [Part::Content, Part::Cue, Part::Speaker];

/// Appends a document's tokens.
pub fn write(out: &mut Vec<u8>, found: &Found<'_>) -> io::Result<()> {
    let text = &*found.document.text;
    let read = text::read(text, found.grammar);
    writeln!(out, "# newdoc id = {}", super::pretty::printable(&found.document.id))?;
    for (number, record) in (1..).zip(&found.records) {
        let kind = serde_json::to_value(record.kind)?;
        let (who, _) = super::pretty::who(record.speaker.as_ref());
        writeln!(out, "# quotation {number} = {} {} {who}", record.id, kind.as_str().unwrap_or_default())?;
    }
    let stretches = PARTS.map(|part| stretches(found, part));
    let mut columns = stretches.each_ref().map(|stretches| Column::new(stretches));
    for paragraph in &read.paragraphs {
        for (at, sentence) in read.sentences[paragraph.clone()].iter().enumerate() {
            if at == 0 {
                writeln!(out, "# newpar")?;
            }
            for (number, token) in (1..).zip(&read.tokens[sentence.clone()]) {
                let range = found.offsets.range(token.span);
                // White space ends a token, but for that inside "U. S." and the like.
                let form = super::pretty::printable(token.span.of(text));
                write!(out, "{number}\t{form}\t{}\t{}", range.start, range.end)?;
                for column in &mut columns {
                    write!(out, "\t{}", column.label(token.span))?;
                }
                writeln!(out)?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The stretches that play a part, each with the number of its quotation from 1, in order.
fn stretches(found: &Found<'_>, part: Part) -> Vec<(Span, usize)> {
    let of = |(number, quotation)| marking::spans(quotation, part).into_iter().map(move |span| (span, number));
    let mut stretches: Vec<_> = (1..).zip(found.quotations.iter().copied()).flat_map(of).collect();
    stretches.sort();
    stretches
}

/// A column of labels, asked for one token after the other.
struct Column<'s> {
    coming: Peekable<Iter<'s, (Span, usize)>>,
    /// Those that have begun, each with whether a token of it was labelled.
    open: Vec<(Span, usize, bool)>,
}

impl<'s> Column<'s> {
    fn new(stretches: &'s [(Span, usize)]) -> Self {
        Self { coming: stretches.iter().peekable(), open: Vec::new() }
    }

    fn label(&mut self, token: Span) -> String {
        while let Some((span, number)) = self.coming.next_if(|(span, _)| span.start < token.end) {
            self.open.push((*span, *number, false));
        }
        self.open.retain(|(span, ..)| span.end > token.start);
        let labels = self.open.iter_mut().map(|(_, number, begun)| {
            let sign = if std::mem::replace(begun, true) { 'I' } else { 'B' };
            format!("{sign}-{number}")
        });
        let labels: Vec<_> = labels.collect();
        if labels.is_empty() { "_".into() } else { labels.join("|") }
    }
}
