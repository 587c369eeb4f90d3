//! A JSON array of objects, `[{"text": "…"}, …]`, read element by element; or a single object.

use super::boundaries::{Boundaries, Elements};
use super::format::Documents;
use super::{Batch, encoding, jsonl};
use serde::de::IgnoredAny;
use std::iter;

/// Whether an array of objects begins here, or an object that goes on behind the first line.
pub(super) fn looks(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    match start.strip_prefix(b"[").map(<[u8]>::trim_ascii_start) {
        Some(inside) => jsonl::opens_object(inside) || inside.starts_with(b"]"),
        None => jsonl::opens_object(start) && !jsonl::looks(start),
    }
}

/// The documents of a batch, an element each. What stands between elements (brackets and commas) is passed over.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    let mut rest = if batch.place == 1 { encoding::without_bom(&batch.bytes) } else { &batch.bytes };
    let mut line = batch.place;
    let mut pass = move |length: usize| {
        let (passed, behind) = rest.split_at(length);
        rest = behind;
        let first = line;
        line += memchr::memchr_iter(b'\n', passed).count();
        (passed, first, behind)
    };
    Box::new(iter::from_fn(move || {
        let (.., start) = pass(0);
        let (.., start) = pass(start.iter().take_while(|byte| is_between(**byte)).count());
        let (element, line, _) = pass(length(start));
        (!element.is_empty()).then(|| jsonl::document(batch, element, line))
    }))
}

fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b",[]".contains(&byte)
}

/// How long the element is that `start` starts with, be it a document or not.
fn length(start: &[u8]) -> usize {
    if start.starts_with(b"{") {
        return Elements::default().end(start).unwrap_or(start.len());
    }
    let mut values = serde_json::Deserializer::from_slice(start).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => values.byte_offset(),
        // What is no JSON at all ends before the next element.
        Some(Err(_)) => start.iter().position(|byte| b",]{\n".contains(byte)).unwrap_or(start.len()).max(1),
        None => start.len(),
    }
}
