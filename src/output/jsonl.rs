//! JSON Lines: a record a line.

use super::fields::Fields;
use sayso::Record;
use serde::Serialize;
use std::io::{self, Write};

/// Appends the records of one document.
pub fn write(out: &mut Vec<u8>, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    fields.write(out, records, "", "\n")
}

pub fn line(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
