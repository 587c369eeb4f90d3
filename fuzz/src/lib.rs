//! What the fuzz targets share: what has to hold of every text, and of every input that is taken for a format.

use sayso::grammar::examples::Part;
use sayso::input::{Batch, Format, Options as Reading, Source};
use sayso::marking::{marks, spans};
use sayso::offsets::{Offsets, Unit};
use sayso::record::{Quotation, Record};
use sayso::{Document, Grammar, Options};
use std::io::Cursor;
use std::sync::Arc;

/// All that can be asked for.
pub const EVERYTHING: Options<'_> = Options { least: 0.0, nested: true, attitudes: true, people: None };

/// No text makes extraction panic, every span is one of the text, and every field is the text at its spans.
pub fn extract(text: &str, grammar: &Grammar) {
    extract_with(text, grammar, EVERYTHING);
}

/// As [`extract`], with what is asked for.
pub fn extract_with(text: &str, grammar: &Grammar, options: Options<'_>) {
    let document = Document::new("fuzz", text);
    let quotations = sayso::extract_with(&document, grammar, options);
    assert!(quotations.is_sorted_by_key(|quotation| quotation.attribution.content[0].start));
    for quotation in &quotations {
        assert!(Part::ALL.iter().all(|&part| spans(quotation, part).iter().all(|span| !span.is_empty())));
    }
    assert!(marks(&quotations).iter().all(|mark| text.get(mark.span.range()).is_some()));
    for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
        let offsets = Offsets::new(text, unit);
        quotations.iter().for_each(|quotation| recorded(quotation, &quotations, &document, &offsets, unit));
    }
}

/// The content of a record is the text at its spans, whatever they count.
fn recorded(quotation: &Quotation, all: &[Quotation], document: &Document<'_>, offsets: &Offsets<'_>, unit: Unit) {
    let (text, record) = (&*document.text, Record::new(quotation, all, document, offsets));
    let piece = |(start, end): (usize, usize)| match unit {
        Unit::Bytes => text[start..end].to_owned(),
        Unit::Chars => text.chars().skip(start).take(end - start).collect(),
        Unit::Utf16 => {
            let units: Vec<_> = text.encode_utf16().skip(start).take(end - start).collect();
            String::from_utf16(&units).expect("a span cuts a pair")
        }
    };
    let spans = record.content.spans.iter().map(|span| (span.start as usize, span.end as usize));
    assert_eq!(record.content.text, spans.map(piece).collect::<Vec<_>>().join(" "));
}

/// What is explained is what is extracted.
pub fn explain(text: &str, grammar: &Grammar) {
    let document = Document::new("fuzz", text);
    // With reasons, as explanations have them.
    let extracted = sayso::extract_all(&document, grammar, sayso::Options::default()).quotations;
    assert_eq!(sayso::explain(&document, grammar).quotations, extracted);
}

/// No bytes make a format's reader panic, whole or cut into batches as a stream; of what it gives, some is extracted.
pub fn read(bytes: &[u8], format: Format) {
    for document in Batch::new(bytes, format).documents().flatten().take(4) {
        let _ = sayso::extract(&document, Grammar::english());
    }
    stream(bytes, format);
}

/// No bytes make a stream panic, and no document that it gives is longer than it may be.
pub fn stream(bytes: &[u8], format: Format) {
    // Small enough for an input to be too long for it.
    const MAX_DOCUMENT: usize = 1 << 12;
    let options = Arc::new(Reading { max_document: MAX_DOCUMENT, ..format.into() });
    for batch in Source::stdin().batches_of(Cursor::new(bytes.to_vec()), &options).flatten() {
        batch.documents().for_each(drop);
    }
}

/// A target that reads what it gets as this format.
#[macro_export]
macro_rules! reads {
    ($format:ident) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::read(bytes, sayso::input::Format::$format));
    };
}
