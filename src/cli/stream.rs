//! Reads documents on several threads and writes what comes of them in the order of the input.

use super::progress::Progress;
use super::{InputArgs, Status};
use crate::output::dataset::Dataset;
use crate::output::manifest::{self, Counts, Position};
use crate::output::{Item, Output, Written};
use anyhow::{Result, anyhow};
use sayso::input::{self, Batch, Options, Taken};
use sayso::{Document, Error};
use std::iter;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Where it is written.
pub enum Target {
    Output(Output),
    Dataset(Box<Dataset>),
}

impl Target {
    fn take(&mut self, written: &Written) -> Result<(), Error> {
        match self {
            Self::Output(output) => output.write(&written.bytes),
            Self::Dataset(dataset) => dataset.take(written),
        }
    }

    fn finish(self) -> Result<(), Error> {
        match self {
            Self::Output(output) => output.finish(),
            Self::Dataset(dataset) => dataset.finish().map(drop),
        }
    }
}

/// How a run goes beside what it writes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// The first document that cannot be read ends it.
    pub strict: bool,
    /// What became of all documents is told at the end.
    pub summary: bool,
    /// How far it has come is shown on a terminal.
    pub bar: bool,
}

/// Writes what `write` appends for each document of the input; it returns how many records that is. A document that
/// cannot be read is reported, and the rest goes on.
pub fn documents(
    input: &InputArgs,
    mut target: Target,
    manner: Manner,
    write: impl Fn(&Document<'_>, &mut Vec<u8>) -> Result<usize> + Sync,
) -> Result<Status> {
    let paths = input.paths();
    let (start, counts, survey) = match &target {
        Target::Dataset(dataset) => (dataset.position(), dataset.counts().clone(), Some(dataset.survey().clone())),
        Target::Output(_) => (Position::default(), Counts::default(), None),
    };
    let mut progress = Progress::new(counts, manner.bar, || survey.unwrap_or_else(|| manifest::survey(&paths, 0)));
    let threads = input.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let read = |job: Job| -> Result<(Written, Option<Taken>)> {
        let (mut bytes, mut items, mut taken) = (Vec::new(), Vec::new(), None);
        match job.batch {
            Err(error) => items.push(Item::Failure(error)),
            Ok(batch) => {
                taken = batch.taken().filter(|_| input.verbose).cloned();
                // Records of news take three times the room of the news: to grow up to that would copy them all again.
                bytes.reserve((3 * batch.size()).min(1 << 20));
                for document in batch.documents().skip(job.skip) {
                    items.push(match document {
                        Ok(document) => {
                            let records = write(&document, &mut bytes)?;
                            Item::Document { end: bytes.len(), records }
                        }
                        Err(error) => Item::Failure(error),
                    });
                }
            }
        }
        Ok((Written { source: job.source, size: job.size, bytes, items }, taken))
    };
    in_order(jobs(paths.clone(), input.options(), start), threads, read, |written| {
        let (mut written, taken) = written?;
        if let Some(taken) = taken {
            progress.tell(&format_args!("{}: read as {taken}", taken.name().display()));
        }
        let failure = written.items.iter().position(|item| matches!(item, Item::Failure(_)));
        let stop = failure.filter(|_| manner.strict).and_then(|at| written.cut(at));
        progress.add(&written);
        target.take(&written)?;
        stop.map_or(Ok(()), |error| Err(anyhow!(error).context("stopped at the first document that cannot be read")))
    })?;
    target.finish()?;
    let counts = progress.end(manner.summary);
    Ok(if counts.failures.is_empty() { Status::Done } else { Status::Failed })
}

/// A batch and its place.
struct Job {
    /// The number of its source, from 0.
    source: usize,
    /// How many documents of it are done already.
    skip: usize,
    /// How many bytes of the source are done with it, beyond those of the job before.
    size: usize,
    batch: Result<Batch, Error>,
}

/// The batches of all sources from a position on. What comes before it is read, where it must be, and passed over.
fn jobs(paths: Vec<PathBuf>, options: Options, start: Position) -> impl Iterator<Item = Job> + Send {
    let options = Arc::new(options);
    input::sources(paths).enumerate().skip(start.source).flat_map(move |(number, source)| {
        let batches: input::SourceBatches = match source {
            Ok(source) => source.batches(&options),
            Err(error) => Box::new(iter::once(Err(error))),
        };
        let mut skip = if number == start.source { start.document } else { 0 };
        let mut passed = 0;
        batches.filter_map(move |batch| {
            passed += batch.as_ref().map_or(0, Batch::size);
            let done = skip;
            if skip > 0 {
                let documents = batch.as_ref().map_or(1, |batch| batch.documents().count());
                skip = skip.saturating_sub(documents);
                if documents <= done {
                    return None;
                }
            }
            Some(Job { source: number, skip: done, size: std::mem::take(&mut passed), batch })
        })
    })
}

/// Hands what `work` makes of each item to `sink`, in the items' order. So few items wait at a time that memory is
/// bounded; the first error of `sink` ends it.
fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let (give, jobs) = sync_channel::<(T, SyncSender<R>)>(threads.get());
    let (promise, promised) = sync_channel::<Receiver<R>>(4 * threads.get());
    let jobs = Mutex::new(jobs);
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
    thread::scope(|scope| {
        scope.spawn(move || {
            for item in items {
                let (done, result) = sync_channel(1);
                if promise.send(result).is_err() || give.send((item, done)).is_err() {
                    return;
                }
            }
        });
        for _ in 0..threads.get() {
            scope.spawn(|| {
                while let Ok((item, done)) = next() {
                    // Nobody waits for it any more where the sink has failed.
                    let _ = done.send(work(item));
                }
            });
        }
        // Gone with its end, so that whoever promises more does not wait for the sink.
        promised.into_iter().map_while(|result| result.recv().ok()).try_for_each(&mut sink)
    })
}
