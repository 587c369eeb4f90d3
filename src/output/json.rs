//! One JSON array of all records, a record a line.

use super::fields::Fields;
use sayso::Record;
use serde::Serialize;
use std::io::{self, Write};

/// Appends records, each behind what stands between it and the one before.
pub fn write(out: &mut Vec<u8>, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    records.iter().try_for_each(|record| item(out, &fields.of(record)?))
}

/// Appends one item of the array.
pub fn item(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    out.write_all(b",\n")?;
    Ok(serde_json::to_writer(&mut *out, value)?)
}
