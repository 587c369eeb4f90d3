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
    /// How many bytes may come out of one compressed byte: 250. The first 64 MiB of an input are free.
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
    bytes: Vec<u8>,
}

impl Batch {
    /// Bytes that are already in memory, in UTF-8 and not compressed; [`Format::Auto`] takes them for text.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>, options: impl Into<Options>) -> Self {
        let options = Arc::new(options.into());
        Self {
            source: Arc::new(Source::stdin()),
            reader: options.format.reader(),
            options,
            encoding: UTF_8,
            taken: None,
            place: 1,
            header: Arc::default(),
            bytes: bytes.into(),
        }
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

/// Everything under these paths as batches, in the paths' order. A folder stands for the texts below it, by name, a pattern
/// such as `2024/*.html` for the files that match it, `-` for standard input. What cannot be read comes as an error; the
/// rest goes on.
pub fn batches(
    paths: impl IntoIterator<Item = PathBuf, IntoIter: Send>,
    options: impl Into<Options>,
) -> impl Iterator<Item = Result<Batch, Error>> + Send {
    let options = Arc::new(options.into());
    walk::sources(paths).flat_map(move |source| {
        let (batches, error) = match source.and_then(|source| Stream::open(source, &options)) {
            Ok(batches) => (Some(batches), None),
            Err(error) => (None, Some(Err(error))),
        };
        batches.into_iter().flatten().chain(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn read(input: &str, format: Format, chunk: usize, max: usize) -> Vec<String> {
        let dribble = Dribble { bytes: io::Cursor::new(input.into()), chunk };
        let mut batches = Batches::new(Source::stdin(), format, Box::new(dribble));
        batches.max = max;
        let documents = batches.flat_map(|batch| match batch {
            Ok(batch) => batch.documents().map(|document| shown(&document)).collect(),
            Err(error) => vec![error.to_string()],
        });
        documents.collect()
    }

    fn shown(document: &Result<Document<'_>, Error>) -> String {
        match document {
            Ok(document) => format!("{} {}", document.id, document.text),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_same_documents_however_the_bytes_come() {
        let lines = "\u{feff}{\"text\": \"ä\"}\n\n{\"id\": 7, \"text\": \"b\"}\r\n{\"text\": \"c\"}";
        for chunk in [1, 2, 3, 20, 1000] {
            for format in [Format::Jsonl, Format::Auto] {
                // A single byte tells nothing of the format, and a byte order mark has three.
                if format == Format::Jsonl || chunk >= 20 {
                    assert_eq!(read(lines, format, chunk, 100), ["stdin:1 ä", "7 b", "stdin:4 c"], "{chunk}");
                }
            }
            assert_eq!(read("\u{feff}ä\n\nb", Format::Text, chunk, 100), ["stdin ä\n\nb"]);
        }
    }

    #[test]
    fn a_document_that_is_too_long_is_passed_over() {
        let lines = format!("{{\"text\": \"a\"}}\n{}\n{{\"text\": \"c\"}}\n", "x".repeat(50));
        for chunk in [1, 7, 20] {
            let documents = read(&lines, Format::Jsonl, chunk, 20);
            assert_eq!(documents, ["stdin:1 a", "stdin:2: expected a document of at most 20 bytes", "stdin:3 c"]);
        }
        assert_eq!(read("sixteen letters.", Format::Text, 5, 15), ["stdin:1: expected a document of at most 15 bytes"]);
    }
}
