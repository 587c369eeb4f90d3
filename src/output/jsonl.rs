//! JSON Lines: a record a line.

use serde::Serialize;
use std::io::{self, Write};

pub fn write(out: &mut Vec<u8>, records: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
