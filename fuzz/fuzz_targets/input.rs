//! No input makes a reader panic, whatever it is taken for.
//! `cargo fuzz run -s none input`

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::input::{Batch, Format};

fuzz_target!(|bytes: &[u8]| {
    use Format::{Csv, Html, Json, Jsonl, Markdown, Text, Tsv, Warc};
    for format in [Text, Markdown, Html, Jsonl, Json, Csv, Tsv, Warc] {
        Batch::new(bytes, format).documents().for_each(drop);
    }
});
