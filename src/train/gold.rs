//! Reads gold records: `{"doc_id": …, "content": {"spans": [{"start": 12, "end": 40}]}, "cue": …, "speaker": …}`.

use super::Gold;
use crate::error::Error;
use crate::offsets::{Offsets, Unit};
use crate::record::Kind;
use crate::span::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A gold record as it stands in its file: of a record only what training needs. Offsets are code points.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldRecord {
    #[serde(default)]
    pub(super) id: String,
    doc_id: String,
    #[serde(default = "indirect", rename = "type")]
    pub(super) kind: Kind,
    pub(super) content: Spans,
    pub(super) cue: Option<Spans>,
    pub(super) speaker: Option<Spans>,
}

fn indirect() -> Kind {
    Kind::Indirect
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Spans {
    pub(super) spans: Vec<Bounds>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Bounds {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Gold records by the id of their document.
pub type ByDocument = BTreeMap<String, Vec<GoldRecord>>;

/// Reads the lines of a gold file. `path` is for the error alone.
///
/// # Errors
/// At the first line that is no record.
pub fn read(path: &Path, source: &str) -> Result<ByDocument, Error> {
    let mut records = ByDocument::new();
    for (number, line) in (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let wrong =
            |error| Error::expected(path, number, format!("a record with doc_id, content, cue and speaker ({error})"));
        let record: GoldRecord = serde_json::from_str(line).map_err(wrong)?;
        records.entry(record.doc_id.clone()).or_default().push(record);
    }
    Ok(records)
}

/// Turns the code points of a document's records into bytes; a span beyond the text's end is cut there.
#[must_use]
pub fn in_bytes(text: &str, records: &[GoldRecord]) -> Vec<Gold> {
    let offsets = Offsets::new(text, Unit::Chars);
    let byte = |offset| offsets.byte(offset).map_or(text.len(), |at| at as usize);
    let span = |bounds: &Bounds| Span::new(byte(bounds.start), byte(bounds.end));
    let all = |spans: &Spans| spans.spans.iter().map(span).collect();
    let some = |spans: &Option<Spans>| spans.as_ref().map(all).unwrap_or_default();
    records
        .iter()
        .map(|record| Gold { content: all(&record.content), cue: some(&record.cue), speaker: some(&record.speaker) })
        .collect()
}
