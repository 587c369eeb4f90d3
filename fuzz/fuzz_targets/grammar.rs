//! From a grammar's files to records: lexicon, weights, examples and marked articles of any form are read or refused, and what reads does
//! not make extraction panic. Form feeds stand between the files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::choice::Weights;
use sayso::grammar::examples;
use sayso::{Grammar, articles};
use std::path::Path;

fuzz_target!(|files: &str| {
    let mut files = files.split('\u{c}');
    let (lexicon, weights) = (files.next().unwrap_or_default(), files.next().unwrap_or_default());
    let _ = examples::read(Path::new("examples"), files.next().unwrap_or_default());
    let _ = articles::parse(Path::new("article"), files.next().unwrap_or_default());
    let weights = Weights::parse(weights).unwrap_or_default();
    if let Ok(grammar) = Grammar::from_sources(&[("lexicon", lexicon)]) {
        // The words of the lexicon are the text, so that what it says of them counts.
        sayso_fuzz::extract(lexicon, &grammar.with_weights(weights));
    }
});
