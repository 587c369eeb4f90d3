//! Who said what: finds every quotation in a news text, with its speaker, its cue and the reason why.
pub mod attribution;
pub mod choice;
pub mod document;
pub mod error;
pub mod grammar;
pub mod input;
pub mod offsets;
pub mod quotes;
pub mod record;
#[cfg(feature = "cli")]
pub mod score;
pub mod span;
pub mod speakers;
pub mod text;

pub use document::Document;
pub use error::Error;
pub use grammar::Grammar;
pub use record::{Quotation, Record};

/// PLACEHOLDER for the spine, to compile against: every stretch between double marks, said by nobody.
#[must_use]
pub fn extract(document: &Document<'_>, _grammar: &Grammar) -> Vec<Quotation> {
    let text = &*document.text;
    let marks: Vec<usize> = text.match_indices(['"', '“', '”']).map(|(at, _)| at).collect();
    let pairs = marks.chunks_exact(2);
    pairs
        .map(|pair| Quotation {
            attribution: attribution::Attribution {
                content: vec![span::Span::new(
                    pair[0],
                    pair[1] + if text[pair[1]..].starts_with('"') { 1 } else { 3 },
                )],
                kind: record::Kind::Direct,
                cue: None,
                speaker: None,
                addressee: None,
                setting: None,
                prompt: None,
                via: Vec::new(),
                pattern: "placeholder",
                confidence: 0.5,
                parent: None,
            },
            speaker: None,
            paragraph: 0,
            sentence: 0,
        })
        .collect()
}
