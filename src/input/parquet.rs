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
    let (rows, mut tables) = guarded(|| {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        let rows = builder.metadata().file_metadata().num_rows().unsigned_abs();
        Ok((rows, builder.with_batch_size(ROWS).build()?))
    })
    .map_err(|error| other(taken, error))?;
    let (taken, options, mut row, mut ended) = (taken.clone(), Arc::clone(options), 0, false);
    Ok(Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        // As JSON Lines, and how many.
        let lines = guarded(|| {
            let Some(table) = tables.next().transpose()? else { return Ok(None) };
            let mut lines = LineDelimitedWriter::new(Vec::new());
            lines.write(&table)?;
            lines.finish()?;
            Ok(Some((lines.into_inner(), table.num_rows())))
        });
        ended = lines.is_err();
        let (bytes, count) = match lines.transpose()? {
            Ok(lines) => lines,
            Err(error) => return Some(Err(other(&taken, format!("behind row {row}: {error}")))),
        };
        let first = row;
        row += count;
        Some(Ok(Batch {
            source: Arc::clone(&source),
            options: Arc::clone(&options),
            reader,
            encoding: UTF_8,
            taken: (first == 0).then(|| taken.clone()),
            place: first + 1,
            header: Arc::default(),
            // As if all rows were equally long.
            size: (length * count as u64 / rows.max(1)) as usize,
            bytes,
        }))
    })))
}

/// What `work` on a table gives or why it failed, in words. The crate that reads tables panics at some damaged ones: that is
/// a failure like others, and nothing is printed of it.
#[cfg(feature = "parquet")]
fn guarded<T>(work: impl FnOnce() -> Result<T, Box<dyn std::error::Error>>) -> Result<T, String> {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
    use std::sync::Once;

    static HOOK: Once = Once::new();
    thread_local!(static GUARDED: Cell<bool> = const { Cell::new(false) });
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |about| {
            if !GUARDED.get() {
                usual(about);
            }
        }));
    });
    GUARDED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    match done {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err("the table is damaged".to_owned()),
    }
}

/// As above, where nothing can be read.
#[cfg(not(feature = "parquet"))]
pub(super) fn batches(taken: &Taken, _: &Arc<Options>) -> Result<SourceBatches, Error> {
    Err(other(taken, "this sayso was built without Parquet"))
}

fn other(taken: &Taken, message: impl Into<String>) -> Error {
    Error::io(taken.name(), io::Error::other(message.into()))
}
