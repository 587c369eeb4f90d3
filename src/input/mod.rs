//! Where documents come from: files, folders and standard input, in the formats that [`Format`] lists.
//!
//! Input is read in batches of a bounded size, so that a corpus streams. A batch owns its bytes, and the documents in it
//! borrow from them: a batch can be handed to another thread and read there.

mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod text;
mod walk;

use crate::document::Document;
use crate::error::Error;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use jsonl::read_all;

/// The format of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// By the suffix; where that says nothing, by the first character: a brace opens JSON Lines.
    #[default]
    Auto,
    /// One file, one text.
    Text,
    /// One line, one JSON object with a "text", perhaps an "id", and other fields.
    Jsonl,
    /// A table with a "text" column, where sayso was built with the feature `parquet`.
    Parquet,
}

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file; `None` for standard input.
    pub path: Option<PathBuf>,
    /// What its document is called where the input says nothing else: the path below the folder that was walked,
    /// without suffix; the stem of a file; `stdin`.
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
    pub fn batches(self, format: Format) -> SourceBatches {
        if self.format(format) == Format::Parquet {
            #[cfg(feature = "parquet")]
            return parquet::batches(self).map_or_else(failed, |batches| Box::new(batches));
            #[cfg(not(feature = "parquet"))]
            return failed(Error::io(self.name(), io::Error::other("this sayso was built without Parquet")));
        }
        Batches::open(self, format).map_or_else(failed, |batches| Box::new(batches))
    }

    /// The file as errors name it.
    fn name(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new("stdin"))
    }

    /// The format in which it is read where `asked` is asked for: `Auto` where only its first characters can tell.
    fn format(&self, asked: Format) -> Format {
        let suffix = self.path.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        match (asked, suffix) {
            (Format::Auto, Some("jsonl" | "ndjson")) => Format::Jsonl,
            (Format::Auto, Some("parquet")) => Format::Parquet,
            (Format::Auto, Some("txt" | "text" | "md")) => Format::Text,
            _ => asked,
        }
    }
}

/// A run of whole documents from one source, not yet read.
#[derive(Clone, Debug)]
pub struct Batch {
    source: Arc<Source>,
    format: Format,
    /// The line that the bytes start with, from 1.
    line: usize,
    bytes: Vec<u8>,
}

impl Batch {
    /// Bytes that are already in memory; [`Format::Auto`] takes them for text.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>, format: Format) -> Self {
        Self { source: Arc::new(Source::stdin()), format, line: 1, bytes: bytes.into() }
    }

    /// How many bytes of the source it took.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The documents, which borrow the batch's bytes. What is no document comes as an error; the rest goes on.
    pub fn documents(&self) -> impl Iterator<Item = Result<Document<'_>, Error>> {
        let (lines, text) = match self.format {
            Format::Jsonl => (Some(jsonl::documents(self)), None),
            Format::Text | Format::Auto | Format::Parquet => (None, Some(text::document(self))),
        };
        lines.into_iter().flatten().chain(text)
    }
}

/// Everything under these paths as batches, in the paths' order. A folder stands for the texts below it, by name, `-` for
/// standard input. What cannot be read comes as an error; the rest goes on.
pub fn batches(
    paths: impl IntoIterator<Item = PathBuf, IntoIter: Send>,
    format: Format,
) -> impl Iterator<Item = Result<Batch, Error>> + Send {
    sources(paths).flat_map(move |source| source.map_or_else(failed, |source| source.batches(format)))
}

/// The files that these paths stand for, in the paths' order. What cannot be listed comes as an error; the rest goes on.
pub fn sources(
    paths: impl IntoIterator<Item = PathBuf, IntoIter: Send>,
) -> impl Iterator<Item = Result<Source, Error>> + Send {
    walk::sources(paths)
}

/// The batches of a source, or why there are none.
pub type SourceBatches = Box<dyn Iterator<Item = Result<Batch, Error>> + Send>;

fn failed(error: Error) -> SourceBatches {
    Box::new(std::iter::once(Err(error)))
}

/// A document's offsets are 32 bits wide.
const MAX_DOCUMENT: usize = u32::MAX as usize;

/// How much is asked of an input at a time. A pipe gives less: what it gives is a batch, and nobody waits for more.
const BLOCK: usize = 1 << 18;

/// Cuts one source into batches.
struct Batches {
    source: Arc<Source>,
    format: Format,
    input: Box<dyn Read + Send>,
    /// What was read beyond the last batch: part of a line.
    rest: Vec<u8>,
    /// The line that `rest` starts with.
    line: usize,
    /// The longest line or text that is taken.
    max: usize,
    ended: bool,
}

impl Batches {
    fn open(source: Source, format: Format) -> Result<Self, Error> {
        let input: io::Result<Box<dyn Read + Send>> = match &source.path {
            Some(path) => File::open(path).map(|file| Box::new(file) as _),
            None => Ok(Box::new(io::stdin())),
        };
        match input {
            Ok(input) => Ok(Self::new(source, format, input)),
            Err(error) => Err(Error::io(source.name(), error)),
        }
    }

    fn new(source: Source, format: Format, input: Box<dyn Read + Send>) -> Self {
        let format = source.format(format);
        Self { source: Arc::new(source), format, input, rest: Vec::new(), line: 1, max: MAX_DOCUMENT, ended: false }
    }

    /// Reads one block more behind `bytes`; whether there was one.
    fn read(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Error> {
        let filled = bytes.len();
        bytes.resize(filled + BLOCK, 0);
        let read = loop {
            match self.input.read(&mut bytes[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        let more = *read.as_ref().unwrap_or(&0);
        bytes.truncate(filled + more);
        self.ended = more == 0;
        match read {
            Ok(_) => Ok(!self.ended),
            Err(error) => Err(Error::io(self.source.name(), error)),
        }
    }

    /// The format that the first characters tell.
    fn sniff(&mut self) -> Result<Format, Error> {
        let mut start = mem::take(&mut self.rest);
        while start.len() < BLOCK && without_bom(&start).trim_ascii().is_empty() && self.read(&mut start)? {}
        let object = without_bom(&start).trim_ascii_start().starts_with(b"{");
        self.rest = start;
        Ok(if object { Format::Jsonl } else { Format::Text })
    }

    /// All of the input.
    fn text(&mut self) -> Result<Batch, Error> {
        let mut bytes = mem::take(&mut self.rest);
        while self.read(&mut bytes)? {
            if bytes.len() > self.max {
                self.ended = true;
                return Err(self.too_long());
            }
        }
        Ok(self.batch(bytes))
    }

    /// The lines that one block ends; where no line ends in it, the next block's too.
    fn lines(&mut self) -> Result<Option<Batch>, Error> {
        let mut bytes = mem::take(&mut self.rest);
        let mut searched = 0;
        loop {
            if let Some(last) = memchr::memrchr(b'\n', &bytes[searched..]) {
                self.rest = bytes.split_off(searched + last + 1);
                return Ok(Some(self.batch(bytes)));
            }
            if bytes.len() > self.max {
                let error = self.too_long();
                self.skip_line(bytes)?;
                return Err(error);
            }
            searched = bytes.len();
            if !self.read(&mut bytes)? {
                return Ok((!bytes.is_empty()).then(|| self.batch(bytes)));
            }
        }
    }

    fn skip_line(&mut self, mut bytes: Vec<u8>) -> Result<(), Error> {
        loop {
            bytes.clear();
            if !self.read(&mut bytes)? {
                return Ok(());
            }
            if let Some(end) = memchr::memchr(b'\n', &bytes) {
                self.rest = bytes.split_off(end + 1);
                self.line += 1;
                return Ok(());
            }
        }
    }

    fn batch(&mut self, bytes: Vec<u8>) -> Batch {
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count();
        Batch { source: Arc::clone(&self.source), format: self.format, line, bytes }
    }

    fn too_long(&self) -> Error {
        Error::expected(self.source.name(), self.line, format!("a document of at most {} bytes", self.max))
    }
}

impl Iterator for Batches {
    type Item = Result<Batch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if self.format == Format::Auto {
            match self.sniff() {
                Ok(format) => self.format = format,
                Err(error) => return Some(Err(error)),
            }
        }
        match self.format {
            Format::Jsonl => self.lines().transpose(),
            Format::Text | Format::Auto | Format::Parquet => Some(self.text()),
        }
    }
}

/// The bytes behind a byte order mark, which is no part of a text.
fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
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
