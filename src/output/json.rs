//! One JSON array of all records, a record a line.

use super::fields::Fields;
use sayso::Record;
use serde::Serialize;
use std::io::{self, Write};

/// What stands between an item and the one before.
const BETWEEN: &str = ",\n";

/// Appends the records of one document.
pub fn write(out: &mut Vec<u8>, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    fields.write(out, records, BETWEEN, "")
}

/// Appends one item of the array.
pub fn item(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    out.write_all(BETWEEN.as_bytes())?;
    Ok(serde_json::to_writer(&mut *out, value)?)
}
