//! From bytes to records: no text makes the library panic, and every field of a record is the text at its spans.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::Grammar;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    sayso_fuzz::extract(&text, Grammar::english());
    sayso_fuzz::explain(&text, Grammar::english());
});
