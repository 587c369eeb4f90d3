//! Who said what: finds every quotation in a news text, with its speaker, its cue and the reason why.
pub mod attribution;
pub mod check;
pub mod choice;
pub mod cues;
pub mod document;
pub mod error;
pub mod explain;
pub mod grammar;
pub mod input;
pub mod marking;
pub mod offsets;
pub mod quotes;
pub mod record;
#[cfg(feature = "cli")]
pub mod score;
pub mod span;
pub mod speakers;
pub mod text;
pub mod train;

pub use document::Document;
pub use error::Error;
pub use explain::{Explanation, explain};
pub use grammar::Grammar;
pub use record::{Quotation, Record};

/// The least confidence of a record that is given.
const KEEP: f32 = 0.45;

/// Everything that is said in a document, in order of first content. Time and memory: linear in the text.
#[must_use]
pub fn extract(document: &Document<'_>, grammar: &Grammar) -> Vec<Quotation> {
    let raw = text::read(&document.text, grammar);
    let folded = quotes::fold(&document.text, &raw, grammar);
    let reading = attribution::reading::Reading::new(&document.text, &raw, &folded, grammar);
    let attributions = attribution::attribute(&reading, KEEP);
    let speakers = speakers::resolve(document, &raw, &folded, grammar, &attributions);
    attributions
        .into_iter()
        .zip(speakers)
        .map(|(attribution, speaker)| Quotation { attribution, speaker, paragraph: 0, sentence: 0 })
        .collect()
}
