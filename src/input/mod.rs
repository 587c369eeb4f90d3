//! Where documents come from: files, folders and standard input, in the formats that [`Format`] lists, plain or compressed.
//!
//! Input is read in batches of a bounded size, so that a corpus streams. A batch owns its bytes, and the documents in it
//! borrow from them: a batch can be handed to another thread and read there. A format is one file here and one entry of
//! `READERS` in `format.rs`.

mod boundaries;
mod compression;
mod csv;
mod encoding;
mod fields;
mod format;
mod html;
mod json;
mod jsonl;
mod markdown;
mod parquet;
mod stream;
mod text;
mod walk;
mod warc;

use crate::document::Document;
use crate::error::Error;
use compression::Compression;
use encoding_rs::{Encoding, UTF_8};
use format::Reader;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stream::Stream;

pub use fields::FieldPath;
pub use format::{COMPRESSED, Format};
pub use jsonl::read_all;

/// How an input is to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format, or that it shall be found out.
    pub format: Format,
    /// The encoding; where there is none, it is found out.
    pub encoding: Option<&'static Encoding>,
    /// The field of a record that is its text: `text`.
    pub text_field: FieldPath,
    /// The field of a record that is its id, where it has one: `id`.
    pub id_field: FieldPath,
    /// How many bytes one document may have, decompressed: 64 MiB. More than 4 GiB is never taken, for offsets are 32
    /// bits wide.
    pub max_document: usize,
    /// How many bytes may come out of one compressed byte: 250. The first 16 MiB of an input are free.
    pub max_ratio: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            format: Format::Auto,
            encoding: None,
            text_field: FieldPath::new("text"),
            id_field: FieldPath::new("id"),
            max_document: 64 << 20,
            max_ratio: 250,
        }
    }
}

impl From<Format> for Options {
    fn from(format: Format) -> Self {
        Self { format, ..Self::default() }
    }
}

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file; `None` for standard input.
    pub path: Option<PathBuf>,
    /// What its document is called where the input says nothing else: the path below the folder that was walked,
    /// without suffixes; the stem of a file; `stdin`.
    pub id: String,
}

impl Source {
    /// Standard input.
    #[must_use]
    pub fn stdin() -> Self {
        Self { path: None, id: "stdin".into() }
    }

    /// The source as batches of documents. Where it cannot be opened, that error is all that comes.
    #[must_use]
    pub fn batches(self, options: &Arc<Options>) -> SourceBatches {
        Self::begun(Stream::open(self, options), options)
    }

    /// As [`Source::batches`], of an input that is open already: the source is what it is called.
    #[must_use]
    pub fn batches_of(self, input: impl Read + Send + 'static, options: &Arc<Options>) -> SourceBatches {
        Self::begun(Stream::new(self, Arc::clone(options), Box::new(input)), options)
    }

    fn begun(stream: Result<Stream, Error>, options: &Arc<Options>) -> SourceBatches {
        match stream {
            Ok(stream) if stream.taken().reader.format == Format::Parquet => {
                parquet::batches(stream.taken(), options).unwrap_or_else(failed)
            }
            Ok(stream) => Box::new(stream),
            Err(error) => failed(error),
        }
    }

    /// The file as errors name it.
    fn name(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new("stdin"))
    }
}

/// What an input was taken for. It prints as `text, windows-1252, gzip`.
#[derive(Clone, Debug)]
pub struct Taken {
    source: Arc<Source>,
    reader: &'static Reader,
    encoding: &'static Encoding,
    compression: Option<Compression>,
}

impl Taken {
    /// The input.
    #[must_use]
    pub fn name(&self) -> &Path {
        self.source.name()
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.reader.name)?;
        // The pages of an archive have an encoding each.
        if self.reader.format != Format::Warc {
            write!(out, ", {}", self.encoding.name())?;
        }
        self.compression.map_or(Ok(()), |compression| write!(out, ", {compression}"))
    }
}

/// A run of whole documents from one source, not yet read.
#[derive(Clone, Debug)]
pub struct Batch {
    source: Arc<Source>,
    options: Arc<Options>,
    reader: &'static Reader,
    encoding: &'static Encoding,
    /// Whether it is the first of its source.
    taken: Option<Taken>,
    /// The line (of a web archive: the record) that the bytes start with, from 1.
    place: usize,
    /// What every batch of the source has to know: the names of the columns.
    header: Arc<[u8]>,
    /// How many bytes of the source were read for it.
    size: usize,
    bytes: Vec<u8>,
}

impl Batch {
    /// Bytes that are already in memory, in UTF-8 and not compressed; [`Format::Auto`] takes them for text.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>, options: impl Into<Options>) -> Self {
        let (options, bytes) = (Arc::new(options.into()), bytes.into());
        Self {
            source: Arc::new(Source::stdin()),
            reader: options.format.reader(),
            options,
            encoding: UTF_8,
            taken: None,
            place: 1,
            header: Arc::default(),
            size: bytes.len(),
            bytes,
        }
    }

    /// How many bytes of the source were read for it, compressed as they may be.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The documents, which borrow the batch's bytes. What is no document comes as an error; the rest goes on.
    pub fn documents(&self) -> impl Iterator<Item = Result<Document<'_>, Error>> {
        (self.reader.documents)(self)
    }

    /// What the source was taken for; only the first batch of a source tells.
    #[must_use]
    pub fn taken(&self) -> Option<&Taken> {
        self.taken.as_ref()
    }

    fn expected(&self, place: usize, what: impl Into<String>) -> Error {
        self.reader.expected(&self.source, place, what)
    }
}

/// The batches of a source, or why there are none.
pub type SourceBatches = Box<dyn Iterator<Item = Result<Batch, Error>> + Send>;

fn failed(error: Error) -> SourceBatches {
    Box::new(std::iter::once(Err(error)))
}

/// The files that these paths stand for, in the paths' order. A folder stands for the texts below it, by name, a pattern
/// such as `2024/*.html` for the files that match it, `-` for standard input. What cannot be listed comes as an error;
/// the rest goes on.
pub fn sources(
    paths: impl IntoIterator<Item = PathBuf, IntoIter: Send>,
) -> impl Iterator<Item = Result<Source, Error>> + Send {
    walk::sources(paths)
}

/// Everything under these paths as batches, see [`sources`]. What cannot be read comes as an error; the rest goes on.
pub fn batches(
    paths: impl IntoIterator<Item = PathBuf, IntoIter: Send>,
    options: impl Into<Options>,
) -> impl Iterator<Item = Result<Batch, Error>> + Send {
    let options = Arc::new(options.into());
    sources(paths).flat_map(move |source| source.map_or_else(failed, |source| source.batches(&options)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    /// Gives `chunk` bytes at a time, as a pipe may.
    struct Dribble {
        bytes: io::Cursor<Vec<u8>>,
        chunk: usize,
    }

    impl Read for Dribble {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(self.chunk);
            self.bytes.read(&mut buffer[..length])
        }
    }

    /// The documents' ids and texts, and the errors, in order.
    fn read(input: &str, options: Options, chunk: usize) -> Vec<String> {
        let dribble = Dribble { bytes: io::Cursor::new(input.into()), chunk };
        let batches = Stream::new(Source::stdin(), Arc::new(options), Box::new(dribble)).unwrap();
        let documents = batches.flat_map(|batch| match batch {
            Ok(batch) => batch.documents().map(|document| shown(&document)).collect(),
            Err(error) => vec![error.to_string()],
        });
        documents.collect()
    }

    fn up_to(max_document: usize, format: Format) -> Options {
        Options { max_document, ..format.into() }
    }

    fn shown(document: &Result<Document<'_>, Error>) -> String {
        match document {
            Ok(document) => format!("{} {}", document.id, document.text),
            Err(error) => error.to_string(),
        }
    }

    /// What each format makes of the same input, whether it comes a byte at a time or at once.
    #[test]
    fn the_same_documents_however_the_bytes_come() {
        let lines = "\u{feff}{\"text\": \"ä\"}\n\n{\"id\": 7, \"text\": \"b\"}\r\n{\"text\": \"c\"}";
        let array = "[\n {\"text\": \"a]\\\"\"},\n 3, {\"text\": \"b\", \"more\": [{}]}\n]\n";
        let rows = "id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n,d \"e\n3\n4,f";
        let archive = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\na\n\nb\r\n\r\n\
                       \r\nlost\n\nWARC/1.0\nWARC-Type: warcinfo\nContent-Length: 0\n\n\
                       WARC/1.0\nWARC-Type: resource\nContent-Type: text/plain\nContent-Length: 1\n\nc";
        for chunk in [1, 2, 3, 20, 1000] {
            for format in [Format::Jsonl, Format::Auto] {
                assert_eq!(read(lines, format.into(), chunk), ["stdin:1 ä", "7 b", "stdin:4 c"], "{chunk}");
            }
            for format in [Format::Json, Format::Auto] {
                let wrong = "stdin:3: expected a JSON object with a string \"text\" \
                             (column 1: invalid type: integer `3`, expected an object)";
                assert_eq!(read(array, format.into(), chunk), ["stdin:2 a]\"", wrong, "stdin:3 b"], "{chunk}");
            }
            for format in [Format::Csv, Format::Auto] {
                let wrong = "stdin:5: expected 2 values as in the first line, found 1";
                let documents = read(rows, format.into(), chunk);
                assert_eq!(documents, ["1 a, \"b\"\nc", "stdin:4 d \"e", wrong, "4 f"], "{chunk}");
            }
            for format in [Format::Warc, Format::Auto] {
                let wrong = "stdin: record 2: expected the header of a record, `WARC/1.1` and what follows";
                assert_eq!(read(archive, format.into(), chunk), ["stdin:1 a\n\nb", wrong, "stdin:4 c"], "{chunk}");
            }
            assert_eq!(read("\u{feff}ä\n\nb", Format::Text.into(), chunk), ["stdin ä\n\nb"]);
        }
    }

    #[test]
    fn a_document_that_is_too_long_is_passed_over() {
        let long = "x".repeat(50);
        let lines = format!("{{\"text\": \"a\"}}\n{long}\n{{\"text\": \"c\"}}\n");
        let array = format!("[{{\"text\": \"a\"}},\n{{\"text\": \"{long}\"}},\n{{\"text\": \"c\"}}]");
        let rows = format!("text,\na,\n\"{long}\",\nc,\n");
        let record = |text: &str| {
            let length = text.len();
            format!("WARC/1.0\nWARC-Type: conversion\nContent-Type: text/plain\nContent-Length: {length}\n\n{text}\n\n")
        };
        let archive = [record("a"), record(&long.repeat(5)), record("c")].concat();
        for chunk in [1, 7, 20] {
            let too_long = "expected a document of at most 20 bytes (--max-document)";
            assert_eq!(
                read(&lines, up_to(20, Format::Jsonl), chunk),
                ["stdin:1 a", &format!("stdin:2: {too_long}"), "stdin:3 c"]
            );
            let documents = read(&array, up_to(20, Format::Json), chunk);
            // The comma and the line break before it stand in the same batch.
            assert_eq!(documents, ["stdin:1 a", &format!("stdin:1: {too_long}"), "stdin:3 c"]);
            let documents = read(&rows, up_to(20, Format::Csv), chunk);
            assert_eq!(documents, ["stdin:2 a", &format!("stdin:3: {too_long}"), "stdin:4 c"]);
            let documents = read(&archive, up_to(100, Format::Warc), chunk);
            let too_long = "expected a document of at most 100 bytes (--max-document)";
            assert_eq!(documents, ["stdin:1 a", &format!("stdin: record 2: {too_long}"), "stdin:3 c"]);
            let too_long = ["stdin:1: expected a document of at most 15 bytes (--max-document)"];
            assert_eq!(read("sixteen letters.", up_to(15, Format::Text), chunk), too_long);
        }
    }

    #[test]
    fn what_breaks_off_is_told() {
        let broken = |input, format: Format| read(input, format.into(), 1000);
        let array = "[{\"text\": \"a\"}, {\"text\": \"b";
        assert_eq!(broken(array, Format::Json), ["stdin:1 a", "stdin:1: expected the end of a string"]);
        let array = "[{\"text\": \"a\"},\n";
        assert_eq!(broken(array, Format::Json), ["stdin:1 a", "stdin:1: expected a closing bracket"]);
        let rows = "text,n\na,1\n\"b,1\nc,1\n";
        assert_eq!(broken(rows, Format::Csv), ["stdin:2 a", "stdin:3: expected a closing quotation mark"]);
        let archive = "WARC/1.0\nContent-Length: 9\n\nabc";
        assert_eq!(broken(archive, Format::Warc), ["stdin: record 1: expected 6 more bytes of a record"]);
        assert_eq!(broken("WARC/1.0\n", Format::Warc), ["stdin: record 1: expected the rest of a record's header"]);
        let rows = "id;body\n1;a\n2;b\n";
        let names = "stdin:1: expected a column \"text\" among id, body (--text-field names another)";
        assert_eq!(broken(rows, Format::Csv), [names]);
    }

    #[test]
    fn a_format_is_told_by_content() {
        for (start, name) in [
            ("“We stay,” she said.", "text"),
            ("", "text"),
            ("{Applause} They stayed.", "text"),
            ("[Music] They stayed.", "text"),
            ("<Name withheld> wrote to us.", "text"),
            ("Text, more or less, of the speech", "text"),
            ("{\"text\": \"a\"}\n", "JSON Lines"),
            ("{\"text\": 7", "JSON Lines"),
            ("{\n\"text\": \"a\"}", "JSON"),
            ("\n[\n{\"text\": \"a\"}]", "JSON"),
            ("[]", "JSON"),
            ("id,\"text\"\r\n", "CSV"),
            ("text;date\n", "CSV"),
            ("id\ttext\n", "TSV"),
            ("<!-- saved --> <!DOCTYPE html>", "HTML"),
            ("<HTML lang=en>", "HTML"),
            ("<?xml version='1.0'?><html>", "HTML"),
            ("WARC/1.1\r\n", "WARC"),
        ] {
            let reader = format::detect(None, start.as_bytes(), &Options::default()).unwrap();
            assert_eq!(reader.name, name, "{start}");
        }
        let name = |suffix, start: &str| format::detect(Some(suffix), start.as_bytes(), &Options::default());
        assert_eq!(name("json", "{\"text\": 7}\n{").unwrap().name, "JSON Lines");
        assert_eq!(name("txt", "{\"text\": 7}\n{").unwrap().name, "text");
        assert_eq!(name("txt", "<!doctype html>").unwrap().name, "HTML");
        assert_eq!(
            name("txt", "%PDF-1.7").unwrap_err(),
            "a format that sayso reads, not PDF (`--from text` reads it nevertheless)"
        );
        assert_eq!(
            name("xml", "<?xml version='1.0'?><rss>").unwrap_err().split(" (").next(),
            Some("a format that sayso reads, not XML")
        );
    }
}
