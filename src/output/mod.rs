//! Where records go and how they are written: one file a format, and the file that they end up in.

mod entities;
pub mod explanation;
mod json;
mod jsonl;
mod pretty;
mod replacement;

use clap::ValueEnum;
use replacement::Replacement;
use sayso::record::EntityRecord;
use sayso::{Document, Record};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person's eyes
    Pretty,
    /// A record a line
    Jsonl,
    /// One array of all records
    Json,
}

impl Format {
    /// Appends a document's records. What all documents share, such as an array's brackets, is up to [`Output`].
    pub fn write<'d>(
        self,
        out: &mut Vec<u8>,
        document: &Document<'_>,
        records: impl Iterator<Item = Record<'d>>,
        look: Look,
    ) -> io::Result<()> {
        match self {
            Self::Pretty => pretty::write(out, document, &records.collect::<Vec<_>>(), look),
            Self::Jsonl => jsonl::write(out, records),
            Self::Json => json::write(out, records),
        }
    }

    /// Appends a document's people and organisations.
    pub fn write_entities<'d>(
        self,
        out: &mut Vec<u8>,
        document: &Document<'_>,
        all: impl Iterator<Item = EntityRecord<'d>>,
        look: Look,
    ) -> io::Result<()> {
        match self {
            Self::Pretty => entities::write(out, document, &all.collect::<Vec<_>>(), look),
            Self::Jsonl => jsonl::write(out, all),
            Self::Json => json::write(out, all),
        }
    }
}

/// How the place that output goes to can show it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// How many characters a line may have.
    pub width: usize,
    /// Whether it understands ANSI colours, and they are wanted.
    pub colour: bool,
}

/// The place that output goes to.
#[derive(Debug)]
pub struct Output {
    sink: Sink,
    format: Format,
    empty: bool,
}

#[derive(Debug)]
enum Sink {
    Stdout(io::Stdout),
    File(Replacement),
}

impl Output {
    pub fn to_stdout(format: Format) -> Self {
        Self { sink: Sink::Stdout(io::stdout()), format, empty: true }
    }

    /// Output to a file, which appears when all is written, see [`Output::finish`].
    pub fn to_file(path: &Path, format: Format) -> io::Result<Self> {
        Ok(Self { sink: Sink::File(Replacement::of(path)?), format, empty: true })
    }

    pub fn look(&self) -> Look {
        let (mut width, mut colour) = (80, false);
        if let Sink::Stdout(stdout) = &self.sink {
            colour = anstream::AutoStream::choice(stdout) != anstream::ColorChoice::Never;
            if let Some((terminal_size::Width(columns), _)) =
                stdout.is_terminal().then(terminal_size::terminal_size).flatten()
            {
                width = usize::from(columns).clamp(40, 100);
            }
        }
        Look { width, colour }
    }

    /// Writes what [`Format::write`] made of some documents.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let bytes = match self.format {
            Format::Json => json::join(bytes, self.empty, &mut self.sink)?,
            Format::Pretty | Format::Jsonl => bytes,
        };
        self.empty &= bytes.is_empty();
        self.sink.write_all(bytes)
    }

    /// Ends the output, and only now puts it in the place of a file that was there before.
    pub fn finish(mut self) -> io::Result<()> {
        if self.format == Format::Json {
            self.sink.write_all(json::end(self.empty))?;
        }
        self.sink.flush()?;
        match self.sink {
            Sink::Stdout(_) => Ok(()),
            Sink::File(file) => file.commit(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File(file) => file.flush(),
        }
    }
}
