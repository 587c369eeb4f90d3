//! Who said what: finds every quotation in a news text, with its speaker, its cue and the reason why.
pub mod articles;
pub mod attribution;
pub mod check;
pub mod choice;
pub mod cues;
pub mod document;
mod english;
pub mod error;
pub mod explain;
pub mod grammar;
#[cfg(feature = "input")]
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
pub use explain::{Explanation, explain, explain_with};
pub use grammar::Grammar;
pub use record::{Quotation, Record};
pub use speakers::people::People;
use speakers::{Detail, Entity};

/// What of all that is said shall be given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options<'p> {
    /// The least confidence, from 0 to 1. The default, 0.51, leans to precision: who checks facts reads every record.
    pub least: f32,
    /// Also what stands inside another quotation's content; such a quotation names its parent.
    pub nested: bool,
    /// Also what people think, want, fear and plan without saying it in quotation marks.
    pub attitudes: bool,
    /// People known beforehand, whose ids the speakers get.
    pub people: Option<&'p People>,
}

/// What a document says and who says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// Everything that is said, in order of first content.
    pub quotations: Vec<Quotation>,
    /// Speakers in the order of their numbers, then everybody else who is named; `attributions` are indices of
    /// `quotations`.
    pub entities: Vec<Entity>,
}

impl Options<'_> {
    /// Everything that stands in no other's content, however faint.
    pub(crate) const ALL: Self = Self { least: 0.0, nested: false, attitudes: true, people: None };
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { least: 0.51, nested: false, attitudes: false, people: None }
    }
}

/// Everything that is said in a document, in order of first content. Time and memory: linear in the text.
#[must_use]
pub fn extract(document: &Document<'_>, grammar: &Grammar) -> Vec<Quotation> {
    extract_with(document, grammar, Options::default())
}

/// As [`extract`], with more or less of it.
#[must_use]
pub fn extract_with(document: &Document<'_>, grammar: &Grammar, options: Options<'_>) -> Vec<Quotation> {
    read(document, grammar, options, Detail::default()).quotations
}

/// As [`extract_with`], with everybody whom the document names.
#[must_use]
pub fn extract_all(document: &Document<'_>, grammar: &Grammar, options: Options<'_>) -> Extraction {
    read(document, grammar, options, Detail { everybody: true, reasons: true })
}

/// Reads a document: every stage in turn.
pub(crate) fn read(document: &Document<'_>, grammar: &Grammar, options: Options<'_>, detail: Detail) -> Extraction {
    let text = &*document.text;
    let raw = text::read(text, grammar);
    let folded = quotes::fold(text, &raw, grammar);
    // What the choices know of each token is much, and is let go of before speakers are resolved.
    let attributions = {
        let reading = attribution::reading::Reading::new(text, &raw, &folded, grammar);
        attribution::attribute(&reading, options)
    };
    let mut known = speakers::resolve(document, &raw, &folded, grammar, options.people, &attributions, detail);
    let quotation = |(number, attribution): (usize, attribution::Attribution)| {
        let (paragraph, sentence) = attribution.content.first().map_or((0, 0), |span| raw.place(*span));
        let speaker = known.speakers.get_mut(number).and_then(Option::take);
        let addressee = known.addressees.get_mut(number).and_then(Option::take);
        let via = known.via.get_mut(number).map(std::mem::take).unwrap_or_default();
        Quotation { attribution, speaker, addressee, via, paragraph, sentence }
    };
    let quotations = attributions.into_iter().enumerate().map(quotation).collect();
    Extraction { quotations, entities: known.entities }
}
