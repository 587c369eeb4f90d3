//! The flat form, for spreadsheets: a record a row, a field a column named by its path, `speaker.name`.
//!
//! Spans are `12-30 41-52`, relayers are named as they are written, with `; ` between them, the input's other fields are
//! an object in JSON, and what is unknown is an empty cell. Quotation marks and line ends in a cell are quoted as RFC 4180
//! has it, with tabs instead of commas too.

use super::fields::{Fields, at, value};
use sayso::Record;
use serde_json::Value;
use std::borrow::Cow;
use std::io;

/// Appends the line of names.
pub fn header(out: &mut Vec<u8>, delimiter: u8, fields: &Fields) -> io::Result<()> {
    writer(out, delimiter).write_record(fields.columns()).map_err(io::Error::other)
}

/// Appends a line for each record.
pub fn write(out: &mut Vec<u8>, delimiter: u8, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    let columns = fields.columns();
    let mut rows = writer(out, delimiter);
    for record in records {
        let record = value(record)?;
        let cells = columns.iter().map(|column| cell(column, at(&record, column)));
        rows.write_record(cells.map(|cell| cell.into_owned())).map_err(io::Error::other)?;
    }
    rows.flush()
}

fn writer(out: &mut Vec<u8>, delimiter: u8) -> csv::Writer<&mut Vec<u8>> {
    csv::WriterBuilder::new().delimiter(delimiter).from_writer(out)
}

fn cell<'v>(column: &str, value: &'v Value) -> Cow<'v, str> {
    let list = |value: &'v Value, between: &str, of: fn(&Value) -> String| {
        let items = value.as_array().into_iter().flatten().map(of);
        Cow::Owned(items.collect::<Vec<_>>().join(between))
    };
    match value {
        Value::Null => "".into(),
        Value::String(text) => text.into(),
        Value::Array(_) if column == "via" => {
            list(value, "; ", |via| at(via, "text").as_str().unwrap_or_default().to_owned())
        }
        Value::Array(_) if column.ends_with(".spans") => {
            list(value, " ", |span| format!("{}-{}", at(span, "start"), at(span, "end")))
        }
        other => other.to_string().into(),
    }
}
