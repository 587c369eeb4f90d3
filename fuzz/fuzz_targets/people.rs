//! A list of people is read or refused, and whom it knows does not make extraction panic: the list is the text as well, so that
//! its names stand there.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::{Grammar, Options, People};
use sayso_fuzz::EVERYTHING;
use std::path::Path;

fuzz_target!(|source: &str| {
    let grammar = Grammar::english();
    for form in ["people.jsonl", "people.csv"] {
        if let Ok((people, _)) = People::from_source(Path::new(form), source, grammar) {
            sayso_fuzz::extract_with(source, grammar, Options { people: Some(&people), ..EVERYTHING });
        }
    }
});
