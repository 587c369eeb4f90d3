//! No text makes the library panic, and every field of a record is the text at its spans.
//! `cargo fuzz run -s none extract`

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::offsets::{Offsets, Unit};
use sayso::record::Passage;
use sayso::{Document, Grammar, Record};

fuzz_target!(|text: &str| {
    let document = Document::new("fuzz", text);
    let quotations = sayso::extract(&document, Grammar::english());
    let offsets = Offsets::new(text, Unit::Bytes);
    for quotation in &quotations {
        let record = Record::new(quotation, &quotations, &document, &offsets);
        let Passage { text: content, spans } = &record.content;
        let pieces: Vec<_> = spans.iter().map(|span| &text[span.start as usize..span.end as usize]).collect();
        assert_eq!(*content, pieces.join(" "));
    }
});
