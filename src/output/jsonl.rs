//! JSON Lines: a record a line.

use super::fields::Fields;
use sayso::Record;
use serde::Serialize;
use std::io::{self, Write};

pub fn write(out: &mut Vec<u8>, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    for record in records {
        line(out, &fields.of(record)?)?;
    }
    Ok(())
}

pub fn line(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
