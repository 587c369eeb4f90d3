//! One input as a stream of batches: decompressed, in UTF-8, cut where records end.

use super::boundaries::Boundaries;
use super::compression::Compression;
use super::{Batch, Options, Source, Taken, encoding, format};
use crate::error::Error;
use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::fs::File;
use std::io::{self, Read};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How much is asked of an input at a time. A pipe gives less: what it gives is a batch, and nobody waits for more.
const BLOCK: usize = 1 << 18;

/// Cuts one source into batches.
pub(super) struct Stream {
    source: Arc<Source>,
    options: Arc<Options>,
    input: Box<dyn Read + Send>,
    taken: Taken,
    /// Where its records end; `None` where it is one document.
    boundaries: Option<Box<dyn Boundaries>>,
    /// What was read and is not yet in a batch.
    rest: Vec<u8>,
    /// How much of `rest` the boundaries were shown.
    shown: usize,
    /// How many bytes were read since the last batch.
    count: Arc<AtomicUsize>,
    started: bool,
    ended: bool,
}

impl Stream {
    /// Opens a source and finds out what it is.
    ///
    /// # Errors
    /// Where it cannot be read, and where it is nothing that sayso reads.
    pub(super) fn open(source: Source, options: &Arc<Options>) -> Result<Self, Error> {
        let input: io::Result<Box<dyn Read + Send>> = match &source.path {
            Some(path) => File::open(path).and_then(|file| {
                let length = file.metadata().map(|about| if about.is_file() { about.len() } else { 0 })?;
                Ok(Box::new(Whole { file, left: length }) as _)
            }),
            None => Ok(Box::new(io::stdin())),
        };
        match input {
            Ok(input) => Self::new(source, Arc::clone(options), input),
            Err(error) => Err(Error::io(source.name(), error)),
        }
    }

    /// As `open`, from an input that is open already.
    pub(super) fn new(source: Source, options: Arc<Options>, input: Box<dyn Read + Send>) -> Result<Self, Error> {
        let failed = |error| Error::io(source.name(), error);
        let count = Arc::new(AtomicUsize::new(0));
        let input = Box::new(Counted { input, count: Arc::clone(&count) });
        let (mut start, mut input) = start(input, |start| start.len() >= 4).map_err(failed)?;
        let compression = Compression::of(&start);
        if let Some(compression) = compression {
            input = compression.open(io::Cursor::new(start).chain(input), options.max_ratio);
            start = Vec::new();
        }
        // A line that is more than a bracket tells the format; nobody waits for more than that.
        let line = |start: &[u8]| start.trim_ascii_start().get(2..).is_some_and(|line| line.contains(&b'\n'));
        (start, input) = self::start(Box::new(io::Cursor::new(start).chain(input)), line).map_err(failed)?;
        let encoding = options.encoding.or_else(|| encoding::utf16(&start)).unwrap_or(UTF_8);
        if encoding != UTF_8 {
            (start, input) = self::start(decoded(start, input, encoding), line).map_err(failed)?;
        }
        let name = source.path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        let suffix = name.as_deref().and_then(|name| format::split_name(name).1);
        let reader = format::detect(suffix.as_deref(), &start, &options)
            .map_err(|what| Error::expected(source.name(), 1, what))?;
        let boundaries = reader.boundaries.map(|boundaries| boundaries(encoding::without_bom(&start)));
        let source = Arc::new(source);
        let mut taken = Taken { source: Arc::clone(&source), reader, encoding, compression };
        // Separated values are cut as they come, so their start has to tell; JSON and web archives say it themselves.
        if matches!(reader.format, format::Format::Csv | format::Format::Tsv) && options.encoding.is_none() {
            let found = encoding::of_start(&start);
            if found != UTF_8 {
                input = decoded(mem::take(&mut start), input, found);
                taken.encoding = found;
            }
        }
        let (shown, started, ended) = (0, false, false);
        Ok(Self { source, options, input, taken, boundaries, rest: start, shown, count, started, ended })
    }

    /// What the source was taken for.
    pub(super) fn taken(&self) -> &Taken {
        &self.taken
    }

    /// Reads one block more behind `bytes`; whether there was one.
    fn read(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Error> {
        let more = read(&mut self.input, bytes);
        self.ended = !matches!(more, Ok(true));
        more.map_err(|error| Error::io(self.source.name(), error))
    }

    /// All of the input.
    fn whole(&mut self) -> Result<Batch, Error> {
        let mut bytes = mem::take(&mut self.rest);
        while bytes.len() <= self.max_document() && self.read(&mut bytes)? {}
        if bytes.len() > self.max_document() {
            self.ended = true;
            return Err(self.too_long(1));
        }
        if self.taken.encoding == UTF_8 && self.options.encoding.is_none() {
            self.taken.encoding = match self.taken.reader.format {
                format::Format::Html => encoding::of_page(&bytes, None),
                _ => encoding::of_text(&bytes).map_err(|valid| {
                    let line = memchr::memchr_iter(b'\n', &bytes[..valid]).count() + 1;
                    Error::expected(self.source.name(), line, format!("UTF-8 at byte {valid}"))
                })?,
            };
            return Ok(self.batch(bytes, 1, self.taken.encoding, &[]));
        }
        Ok(self.batch(bytes, 1, UTF_8, &[]))
    }

    /// The records that one block ends; where none ends in it, the next block's too.
    fn records(&mut self, boundaries: &mut dyn Boundaries) -> Result<Option<Batch>, Error> {
        let mut bytes = mem::take(&mut self.rest);
        let place = boundaries.place();
        loop {
            if let Some(length) = boundaries.last_end(&bytes[self.shown..]) {
                self.rest = bytes.split_off(self.shown + length);
                self.shown = self.rest.len();
                return Ok(Some(self.batch(bytes, place, UTF_8, boundaries.header())));
            }
            self.shown = bytes.len();
            if bytes.len() > self.max_document() {
                let error = self.too_long(place);
                self.skip(bytes, boundaries)?;
                return Err(error);
            }
            if !self.read(&mut bytes)? {
                self.shown = 0;
                return match boundaries.missing() {
                    Some(what) => Err(self.taken.reader.expected(&self.source, place, what)),
                    // An empty input is told what it was taken for, too.
                    None if bytes.is_empty() && self.started => Ok(None),
                    None => Ok(Some(self.batch(bytes, place, UTF_8, boundaries.header()))),
                };
            }
        }
    }

    /// Passes over the rest of a record.
    fn skip(&mut self, mut bytes: Vec<u8>, boundaries: &mut dyn Boundaries) -> Result<(), Error> {
        self.shown = 0;
        loop {
            bytes.clear();
            if !self.read(&mut bytes)? {
                return Ok(());
            }
            if let Some(length) = boundaries.end(&bytes) {
                self.rest = bytes.split_off(length);
                return Ok(());
            }
        }
    }

    fn batch(&mut self, bytes: Vec<u8>, place: usize, encoding: &'static Encoding, header: &[u8]) -> Batch {
        let taken = (!mem::replace(&mut self.started, true)).then(|| self.taken.clone());
        Batch {
            source: Arc::clone(&self.source),
            options: Arc::clone(&self.options),
            reader: self.taken.reader,
            encoding,
            taken,
            place,
            header: header.into(),
            size: self.count.swap(0, Ordering::Relaxed),
            bytes,
        }
    }

    fn max_document(&self) -> usize {
        self.options.max_document.min(u32::MAX as usize)
    }

    fn too_long(&self, place: usize) -> Error {
        let what = format!("a document of at most {} bytes (--max-document)", self.max_document());
        self.taken.reader.expected(&self.source, place, what)
    }
}

impl Iterator for Stream {
    type Item = Result<Batch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let Some(mut boundaries) = self.boundaries.take() else { return Some(self.whole()) };
        let batch = self.records(&mut *boundaries).transpose();
        self.boundaries = Some(boundaries);
        batch
    }
}

/// Reads one block more behind `bytes`; whether there was one.
fn read(input: &mut dyn Read, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let filled = bytes.len();
    bytes.resize(filled + BLOCK, 0);
    let read = loop {
        match input.read(&mut bytes[filled..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => break result,
        }
    };
    bytes.truncate(filled + *read.as_ref().unwrap_or(&0));
    Ok(read? > 0)
}

/// What the input starts with, up to where it is `enough`, a block or all of it; and the input behind that.
fn start(
    mut input: Box<dyn Read + Send>,
    enough: impl Fn(&[u8]) -> bool,
) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut start = Vec::new();
    while start.len() < BLOCK && !enough(&start) && read(&mut input, &mut start)? {}
    Ok((start, input))
}

/// The input in UTF-8; what its encoding does not know becomes U+FFFD.
fn decoded(start: Vec<u8>, input: Box<dyn Read + Send>, encoding: &'static Encoding) -> Box<dyn Read + Send> {
    let input = io::Cursor::new(start).chain(input);
    Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_override(true).build(input))
}

/// An input that counts what is read of it.
struct Counted {
    input: Box<dyn Read + Send>,
    count: Arc<AtomicUsize>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count.fetch_add(read, Ordering::Relaxed);
        Ok(read)
    }
}

/// A file that fails where it ends before the length that it had when it was opened.
struct Whole {
    file: File,
    left: u64,
}

impl Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            let message = "the file became shorter while it was read";
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
        }
        Ok(read)
    }
}
