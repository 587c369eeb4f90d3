//! Parquet: a table of nested records, `speaker.name` being a part of `speaker`.
//!
//! Offsets and numbers are signed and 64 bits wide, which every reader knows. The input's other fields, whose types nobody
//! knows beforehand, are `doc`, a text in JSON; those asked for by name are texts of their own.

use super::fields::{Fields, value};
use super::jsonl;
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use sayso::Record;
use serde_json::Value;
use std::io::{self, Write};
use std::sync::Arc;

/// How many rows are decoded at a time.
const ROWS: usize = 1024;

/// How many bytes of memory rows may take before they are written as a group.
const GROUP: usize = 1 << 23;

/// Appends records as [`Table::write`] wants them: a line of JSON each, with `doc` as text.
pub fn write(out: &mut Vec<u8>, fields: &Fields, records: &[Record<'_>]) -> io::Result<()> {
    for record in records {
        let mut row = value(&fields.of(record)?)?;
        match row.get_mut("doc") {
            Some(Value::Object(parts)) if fields.has_parts_of("doc") => parts.values_mut().for_each(as_text),
            Some(doc) => as_text(doc),
            None => {}
        }
        jsonl::line(out, &row)?;
    }
    Ok(())
}

/// Turns all but texts, and what is not there, into texts in JSON.
fn as_text(value: &mut Value) {
    if !matches!(value, Value::Null | Value::String(_)) {
        *value = value.to_string().into();
    }
}

/// A table being written.
pub struct Table<W: Write + Send> {
    decoder: Decoder,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Table<W> {
    pub fn new(sink: W, fields: &Fields) -> io::Result<Self> {
        let schema = Arc::new(schema(&fields.columns()));
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(compression).build();
        let decoder = ReaderBuilder::new(Arc::clone(&schema)).with_batch_size(ROWS).build_decoder().map_err(arrow)?;
        let writer = ArrowWriter::try_new(sink, schema, Some(properties)).map_err(parquet)?;
        Ok(Self { decoder, writer })
    }

    /// Adds rows, see [`write`].
    pub fn write(&mut self, mut lines: &[u8]) -> io::Result<()> {
        while !lines.is_empty() {
            let read = self.decoder.decode(lines).map_err(arrow)?;
            lines = &lines[read..];
            // A full batch takes no more before it is flushed.
            if !lines.is_empty() {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(rows) = self.decoder.flush().map_err(arrow)? {
            self.writer.write(&rows).map_err(parquet)?;
        }
        if self.writer.memory_size() > GROUP {
            self.writer.flush().map_err(parquet)?;
        }
        Ok(())
    }

    /// Writes what a table ends with, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.writer.into_inner().map_err(parquet)
    }
}

fn arrow(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => system(&error.to_string()).unwrap_or_else(|| io::Error::other(error)),
    }
}

/// What the system said is kept as it is: a pipe that closes is no fault.
fn parquet(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        // What is left in the crate's own buffer fails with no more than the system's words: “… (os error 28)”.
        error => system(&error.to_string()).unwrap_or_else(|| io::Error::other(error)),
    }
}

/// The error of the system whose number a message ends with.
fn system(told: &str) -> Option<io::Error> {
    let number = told.split_once("(os error ")?.1.split(')').next()?;
    Some(io::Error::from_raw_os_error(number.parse().ok()?))
}

/// The columns, those with the same first name as parts of one.
fn schema(columns: &[String]) -> Schema {
    let mut fields: Vec<(&str, Vec<FieldRef>)> = Vec::new();
    for column in columns {
        let Some((whole, part)) = column.split_once('.') else {
            fields.push((column, Vec::new()));
            continue;
        };
        let part = Arc::new(Field::new(part, data_type(column), true));
        match fields.iter_mut().find(|(name, _)| *name == whole) {
            Some((_, parts)) => parts.push(part),
            None => fields.push((whole, vec![part])),
        }
    }
    let field = |(name, parts): (&str, Vec<FieldRef>)| {
        let of = if parts.is_empty() { data_type(name) } else { DataType::Struct(parts.into()) };
        Field::new(name, of, true)
    };
    Schema::new(fields.into_iter().map(field).collect::<Vec<_>>())
}

fn data_type(column: &str) -> DataType {
    let list =
        |parts: Vec<Field>| DataType::List(Arc::new(Field::new("element", DataType::Struct(parts.into()), true)));
    let spans = || list(["start", "end"].map(|name| Field::new(name, DataType::Int64, true)).into());
    match column {
        "via" => list(vec![
            Field::new("text", DataType::Utf8, true),
            Field::new("spans", spans(), true),
            Field::new("name", DataType::Utf8, true),
        ]),
        "speaker.entity" | "paragraph" | "sentence" => DataType::Int64,
        "cue.negated" => DataType::Boolean,
        "confidence" => DataType::Float64,
        column if column.ends_with(".spans") && !column.starts_with("doc.") => spans(),
        _ => DataType::Utf8,
    }
}
