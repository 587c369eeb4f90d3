//! JSON Lines: a record a line.

use sayso::Record;
use std::io::{self, Write};

pub fn write<'d>(out: &mut Vec<u8>, records: impl Iterator<Item = Record<'d>>) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
