//! No line of JSON Lines makes the reader panic.
//! `cargo fuzz run -s none input`

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::input::{Batch, Format};

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::Jsonl, Format::Text] {
        Batch::new(bytes, format).documents().for_each(drop);
    }
});
