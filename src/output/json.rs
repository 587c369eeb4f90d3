//! One JSON array of all records, a record a line.

use serde::Serialize;
use std::io::{self, Write};

/// Appends records, each behind what stands between it and the one before.
pub fn write(out: &mut Vec<u8>, records: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    for record in records {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, &record)?;
    }
    Ok(())
}

/// What of these records is still to be written; before the very first one a bracket takes the comma's place.
pub fn join<'r>(records: &'r [u8], first: bool, out: &mut impl Write) -> io::Result<&'r [u8]> {
    match records {
        [_, rest @ ..] if first => out.write_all(b"[").map(|()| rest),
        records => Ok(records),
    }
}

/// What ends the array.
pub fn end(empty: bool) -> &'static [u8] {
    if empty { b"[]\n" } else { b"\n]\n" }
}
