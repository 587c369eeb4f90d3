//! Parquet: a row is a document, and is read as the JSON line that it would be: `text`, `id` and the other columns.

use super::{Batch, Format, Source};
use crate::error::Error;
use arrow_json::LineDelimitedWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// How many rows are read at a time.
const ROWS: usize = 64;

/// The rows of a source as batches of JSON Lines; their lines are the table's rows, from 1.
///
/// # Errors
/// Where the source is no table, or cannot be read from its end, which says what is where.
pub(super) fn batches(source: Source) -> Result<impl Iterator<Item = Result<Batch, Error>> + Send, Error> {
    let failed = |source: &Source, error: String| Error::io(source.name(), io::Error::other(error));
    let Some(path) = &source.path else {
        return Err(Error::io(source.name(), io::Error::other("Parquet is read from a file")));
    };
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| failed(&source, error.to_string()))?;
    let tables = builder.with_batch_size(ROWS).build().map_err(|error| failed(&source, error.to_string()))?;
    let (source, mut row) = (Arc::new(source), 1);
    Ok(tables.map(move |table| {
        let table = table.map_err(|error| failed(&source, error.to_string()))?;
        let mut lines = LineDelimitedWriter::new(Vec::new());
        lines.write(&table).and_then(|()| lines.finish()).map_err(|error| failed(&source, error.to_string()))?;
        let line = row;
        row += table.num_rows();
        Ok(Batch { source: Arc::clone(&source), format: Format::Jsonl, line, bytes: lines.into_inner() })
    }))
}
