//! Reads documents on several threads and writes what comes of them in the order of the input.

use super::{InputArgs, Status, report};
use crate::output::Output;
use anyhow::Result;
use sayso::input::{self, Batch};
use sayso::{Document, Error};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Writes what `write` appends for each document of the input. A document that cannot be read is reported, and the rest
/// goes on.
pub fn documents(
    input: &InputArgs,
    output: Output,
    write: impl Fn(&Document<'_>, &mut Vec<u8>) -> Result<()> + Sync,
) -> Result<Status> {
    let batches = input::batches(input.paths(), input.options());
    let threads = input.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let read = |batch: Result<Batch, Error>| -> Result<_> {
        let (mut bytes, mut errors, mut taken) = (Vec::new(), Vec::new(), None);
        match batch {
            Ok(batch) => {
                taken = batch.taken().filter(|_| input.verbose).cloned();
                for document in batch.documents() {
                    match document {
                        Ok(document) => write(&document, &mut bytes)?,
                        Err(error) => errors.push(error),
                    }
                }
            }
            Err(error) => errors.push(error),
        }
        Ok((bytes, errors, taken))
    };
    let mut status = Status::Done;
    let mut output = output;
    in_order(batches, threads, read, |read| {
        let (bytes, errors, taken) = read?;
        if let Some(taken) = taken {
            report(&format!("{}: read as {taken}", taken.name().display()));
        }
        for error in &errors {
            status = Status::Failed;
            report(error);
        }
        Ok(output.write(&bytes)?)
    })?;
    output.finish()?;
    Ok(status)
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
        promised.iter().map_while(|result| result.recv().ok()).try_for_each(&mut sink)
    })
}
