//! Parquet: a row is a document, and is read as the JSON line that it would be: `text`, `id` and the other columns.

use super::{Options, SourceBatches, Taken};
use crate::error::Error;
use std::io;
use std::sync::Arc;

/// How many rows are read at a time.
#[cfg(feature = "parquet")]
const ROWS: usize = 64;

/// The rows of a table as batches of JSON Lines; the number of a row is that of its line.
///
/// # Errors
/// Where the source is no file, which is read from its end, or no table; and in a build that cannot read it.
#[cfg(feature = "parquet")]
pub(super) fn batches(taken: &Taken, options: &Arc<Options>) -> Result<SourceBatches, Error> {
    use super::Batch;
    use arrow_json::LineDelimitedWriter;
    use encoding_rs::UTF_8;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use std::fs::File;

    let Taken { source, reader, compression, .. } = taken.clone();
    let path = source.path.clone().filter(|_| compression.is_none());
    let path = path.ok_or_else(|| other(taken, "a table is read from a file that is not compressed as a whole"))?;
    let file = File::open(&path).map_err(|error| Error::io(&path, error))?;
    let length = file.metadata().map_or(0, |about| about.len());
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| other(taken, error.to_string()))?;
    let rows = builder.metadata().file_metadata().num_rows().unsigned_abs();
    let tables = builder.with_batch_size(ROWS).build().map_err(|error| other(taken, error.to_string()))?;
    let (taken, options, mut row) = (taken.clone(), Arc::clone(options), 0);
    Ok(Box::new(tables.map(move |table| {
        let failed = |error: String| other(&taken, error);
        let table = table.map_err(|error| failed(error.to_string()))?;
        let mut lines = LineDelimitedWriter::new(Vec::new());
        lines.write(&table).and_then(|()| lines.finish()).map_err(|error| failed(error.to_string()))?;
        let first = row;
        row += table.num_rows();
        Ok(Batch {
            source: Arc::clone(&source),
            options: Arc::clone(&options),
            reader,
            encoding: UTF_8,
            taken: (first == 0).then(|| taken.clone()),
            place: first + 1,
            header: Arc::default(),
            // As if all rows were equally long.
            size: (length * table.num_rows() as u64 / rows.max(1)) as usize,
            bytes: lines.into_inner(),
        })
    })))
}

/// As above, where nothing can be read.
#[cfg(not(feature = "parquet"))]
pub(super) fn batches(taken: &Taken, _: &Arc<Options>) -> Result<SourceBatches, Error> {
    Err(other(taken, "this sayso was built without Parquet"))
}

fn other(taken: &Taken, message: impl Into<String>) -> Error {
    Error::io(taken.name(), io::Error::other(message.into()))
}
