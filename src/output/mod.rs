//! Where records go and how they are written: one file a format, and the file or folder that they end up in.

mod brat;
mod conll;
pub mod dataset;
pub mod entities;
pub mod explanation;
pub mod fields;
pub mod hash;
mod html;
mod json;
mod json_ld;
mod jsonl;
pub mod manifest;
#[cfg(feature = "parquet")]
mod parquet;
mod pretty;
mod record;
pub mod replacement;
mod schema_org;
mod table;
mod web_annotation;

use clap::ValueEnum;
use fields::Fields;
use replacement::Replacement;
use sayso::offsets::Offsets;
use sayso::{Document, Error, Grammar, Quotation, Record};
use std::io::{self, IsTerminal, Write};
use std::mem;
use std::path::{Path, PathBuf};

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person's eyes
    Pretty,
    /// A record a line
    Jsonl,
    /// One array of all records
    Json,
    /// A record a row, a field a column: speaker.name
    Csv,
    /// As csv, with tabs
    Tsv,
    /// A table of nested records, where sayso was built with the feature `parquet`
    Parquet,
    /// One page that shows the articles with their quotations in them
    Html,
    /// W3C Web Annotation, as JSON-LD
    WebAnnotation,
    /// schema.org Claim and Quotation, as JSON-LD
    SchemaOrg,
    /// Token labels in CoNLL-U Plus
    Conll,
    /// brat standoff: a pair of files a document, into --output-dir
    Brat,
}

impl Format {
    /// The format that a file's name tells.
    pub fn of(path: &Path) -> Option<Self> {
        let suffix = path.extension()?.to_str()?;
        let named = Self::value_variants().iter().copied().filter(|format| *format != Self::Pretty);
        named.into_iter().find(|format| format.suffix() == suffix)
    }

    /// How files of it are called; several formats are JSON-LD, and a name tells the first of them.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Pretty => "txt",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Parquet => "parquet",
            Self::Html => "html",
            Self::WebAnnotation | Self::SchemaOrg => "jsonld",
            Self::Conll => "conllup",
            Self::Brat => "brat",
        }
    }
}

/// A document with what was found in it.
pub struct Found<'d> {
    pub document: &'d Document<'d>,
    pub grammar: &'d Grammar,
    /// The quotations, and the same as records.
    pub quotations: Vec<&'d Quotation>,
    pub records: Vec<Record<'d>>,
    /// Those of the records.
    pub offsets: &'d Offsets<'d>,
    pub look: Look,
}

impl Found<'_> {
    fn pairs(&self) -> impl Iterator<Item = (&Quotation, &Record<'_>)> {
        self.quotations.iter().copied().zip(&self.records)
    }
}

/// What of records is written, and how.
#[derive(Clone, Debug)]
pub struct Layout {
    format: Format,
    fields: Fields,
}

/// What stands around the documents of an output.
struct Frame {
    opening: Vec<u8>,
    /// How many bytes of a document stand between it and the one before, and not before the first.
    between: usize,
    closing: &'static str,
    /// What closes an output without documents.
    empty: &'static str,
}

impl Layout {
    /// # Errors
    /// A message, where this program cannot write so.
    pub fn new(format: Format, fields: Fields) -> Result<Self, String> {
        use Format::{Csv, Json, Jsonl, Parquet, Tsv};
        if format == Parquet && cfg!(not(feature = "parquet")) {
            return Err("this sayso was built without Parquet: cargo install --features parquet".into());
        }
        if fields.are_chosen() && !matches!(format, Jsonl | Json | Csv | Tsv | Parquet) {
            return Err("--fields chooses among the fields of jsonl, json, csv, tsv and parquet".into());
        }
        Ok(Self { format, fields })
    }

    /// The layout of what has no records.
    pub fn plain(format: Format) -> Self {
        Self { format, fields: Fields::default() }
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// Appends a document's records. What all documents share, such as an array's brackets, is up to [`Output`].
    pub fn write(&self, out: &mut Vec<u8>, found: &Found<'_>) -> io::Result<()> {
        match self.format {
            Format::Pretty => pretty::write(out, found.document, &found.records, found.look),
            Format::Jsonl => jsonl::write(out, &self.fields, &found.records),
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::write(out, &self.fields, &found.records),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => Err(io::ErrorKind::Unsupported.into()),
            Format::Json => json::write(out, &self.fields, &found.records),
            Format::Csv => table::write(out, b',', &self.fields, &found.records),
            Format::Tsv => table::write(out, b'\t', &self.fields, &found.records),
            Format::Html => html::write(out, found),
            Format::WebAnnotation => web_annotation::write(out, found),
            Format::SchemaOrg => schema_org::write(out, found),
            Format::Conll => conll::write(out, found),
            Format::Brat => brat::write(out, found),
        }
    }

    fn frame(&self) -> io::Result<Frame> {
        let mut opening = Vec::new();
        let (between, closing, empty) = match self.format {
            Format::Json | Format::WebAnnotation | Format::SchemaOrg => {
                opening.push(b'[');
                (1, "\n]\n", "]\n")
            }
            Format::Html => {
                html::open(&mut opening)?;
                (0, html::CLOSING, html::CLOSING)
            }
            Format::Csv | Format::Tsv => {
                table::header(&mut opening, if self.format == Format::Csv { b',' } else { b'\t' }, &self.fields)?;
                (0, "", "")
            }
            Format::Conll => {
                opening.extend(conll::COLUMNS.bytes());
                (0, "", "")
            }
            Format::Pretty | Format::Jsonl | Format::Parquet | Format::Brat => (0, "", ""),
        };
        Ok(Frame { opening, between, closing, empty })
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

impl Look {
    /// That of a file.
    pub const PLAIN: Self = Self { width: 80, colour: false };
}

/// What became of some documents, or why nothing did, in order.
#[derive(Debug)]
pub struct Written {
    /// The number of the source that they come from, from 0.
    pub source: usize,
    /// How many bytes of it they are.
    pub size: usize,
    /// What was written, one document behind the other.
    pub bytes: Vec<u8>,
    pub items: Vec<Item>,
}

impl Written {
    /// Keeps what comes before an item. If that item is a failure, here it is.
    pub fn cut(&mut self, at: usize) -> Option<Error> {
        let cut = self.items.drain(at..).next();
        self.bytes.truncate(self.items.iter().rev().find_map(Item::end).unwrap_or(0));
        match cut {
            Some(Item::Failure(error)) => Some(error),
            _ => None,
        }
    }
}

/// One document of [`Written`].
#[derive(Debug)]
pub enum Item {
    Document {
        /// Where it ends in the bytes.
        end: usize,
        records: usize,
    },
    Failure(Error),
}

impl Item {
    fn end(&self) -> Option<usize> {
        match self {
            Self::Document { end, .. } => Some(*end),
            Self::Failure(_) => None,
        }
    }
}

/// One stream of output: standard output or a file.
pub struct Output {
    /// What errors call it.
    name: PathBuf,
    look: Look,
    body: Body,
}

enum Body {
    Bytes {
        sink: Sink,
        frame: Frame,
        empty: bool,
    },
    #[cfg(feature = "parquet")]
    Table(Box<parquet::Table<Sink>>),
}

enum Sink {
    Stdout(io::Stdout),
    File(Replacement),
}

impl Output {
    pub fn to_stdout(layout: &Layout) -> Result<Self, Error> {
        let stdout = io::stdout();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let columns = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let width = columns.map_or(Look::PLAIN.width, |(terminal_size::Width(columns), _)| columns.into());
        let look = Look { width: width.clamp(40, 100), colour };
        Self::new("standard output".into(), look, Sink::Stdout(stdout), layout)
    }

    /// Output to a file, which appears when all is written, see [`Output::finish`].
    pub fn to_file(path: &Path, layout: &Layout) -> Result<Self, Error> {
        let file = Replacement::of(path).map_err(|error| Error::io(path, error))?;
        Self::new(path.into(), Look::PLAIN, Sink::File(file), layout)
    }

    fn new(name: PathBuf, look: Look, sink: Sink, layout: &Layout) -> Result<Self, Error> {
        let body = match layout.format {
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::Table::new(sink, &layout.fields).map(|table| Body::Table(Box::new(table))),
            _ => layout.frame().map(|frame| Body::Bytes { sink, frame, empty: true }),
        };
        let body = body.map_err(|error| Error::io(&name, error))?;
        Ok(Self { name, look, body })
    }

    pub fn look(&self) -> Look {
        self.look
    }

    /// Writes what [`Layout::write`] made of some documents.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = match &mut self.body {
            Body::Bytes { sink, frame, empty } => match bytes.get(if *empty { frame.between } else { 0 }..) {
                Some(bytes @ [_, ..]) => {
                    let opening = if mem::take(empty) { &*frame.opening } else { &[] };
                    sink.write_all(opening).and_then(|()| sink.write_all(bytes))
                }
                _ => Ok(()),
            },
            #[cfg(feature = "parquet")]
            Body::Table(table) => table.write(bytes),
        };
        written.map_err(|error| Error::io(&self.name, error))
    }

    /// Ends the output, and only now puts it in the place of a file that was there before.
    pub fn finish(self) -> Result<(), Error> {
        let finish = |body| match body {
            Body::Bytes { mut sink, frame, empty } => {
                let end = if empty { (&*frame.opening, frame.empty) } else { (&[][..], frame.closing) };
                sink.write_all(end.0)?;
                sink.write_all(end.1.as_bytes())?;
                sink.finish()
            }
            #[cfg(feature = "parquet")]
            Body::Table(table) => table.finish()?.finish(),
        };
        finish(self.body).map_err(|error| Error::io(&self.name, error))
    }
}

impl Sink {
    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Self::Stdout(_) => Ok(()),
            Self::File(file) => file.commit(),
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
