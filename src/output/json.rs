//! One JSON array of all records, a record a line.

use super::fields::Fields;
use sayso::Record;
use std::io::{self, Write};

/// Appends records, each behind what stands between it and the one before.
pub fn write(out: &mut Vec<u8>, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    for record in records {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, &fields.of(record)?)?;
    }
    Ok(())
}
