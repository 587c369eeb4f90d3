//! Where records end, in bytes that come a block at a time: the cut that lets a corpus stream.

use super::csv::QUOTE;
use super::warc;
use std::mem;

/// Finds the ends of records. It is shown every byte once, in order, and remembers what it has to.
pub(super) trait Boundaries: Send {
    /// Reads on to the next end: how many of `bytes` stand before it, at least one; `None` where they hold no end.
    fn end(&mut self, bytes: &[u8]) -> Option<usize>;

    /// Reads on through all of `bytes`, to the last end in them.
    fn last_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut last = None;
        while let Some(length) = self.end(&bytes[last.unwrap_or(0)..]) {
            last = Some(last.unwrap_or(0) + length);
        }
        last
    }

    /// The line (of a web archive: the record), from 1, that stands behind the last end.
    fn place(&self) -> usize;

    /// What is missing where the input stops here; `None` where it may.
    fn missing(&self) -> Option<String> {
        None
    }

    /// What every batch has to know beside its bytes.
    fn header(&self) -> &[u8] {
        &[]
    }
}

/// A record a line.
#[derive(Default)]
pub(super) struct Lines {
    ended: usize,
}

impl Boundaries for Lines {
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let end = memchr::memchr(b'\n', bytes)? + 1;
        self.ended += 1;
        Some(end)
    }

    fn last_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let end = memchr::memrchr(b'\n', bytes)? + 1;
        self.ended += memchr::memchr_iter(b'\n', &bytes[..end]).count();
        Some(end)
    }

    fn place(&self) -> usize {
        self.ended + 1
    }
}

/// Lines read, and those before the last end.
#[derive(Default)]
struct LineCount {
    read: usize,
    ended: usize,
}

impl LineCount {
    fn place(&self) -> usize {
        self.ended + 1
    }
}

/// The elements of a JSON array, or values one behind the other. A comma belongs to the element before it.
#[derive(Default)]
pub(super) struct Elements {
    lines: LineCount,
    /// Whether the first bracket was that of an array of documents.
    array: Option<bool>,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Boundaries for Elements {
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            self.lines.read += usize::from(byte == b'\n');
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'[' | b'{' => {
                    self.array.get_or_insert(byte == b'[');
                    self.depth += 1;
                }
                b']' | b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth <= usize::from(self.array == Some(true)) {
                        self.lines.ended = self.lines.read;
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn place(&self) -> usize {
        self.lines.place()
    }

    fn missing(&self) -> Option<String> {
        let what = if self.in_string { "the end of a string" } else { "a closing bracket" };
        (self.in_string || self.depth > 0).then(|| what.into())
    }
}

/// Rows of separated values, in which a quoted value may hold line breaks.
pub(super) struct Rows {
    delimiter: u8,
    lines: LineCount,
    at_start: bool,
    quoted: bool,
    header: Vec<u8>,
    headed: bool,
}

impl Rows {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            lines: LineCount::default(),
            at_start: true,
            quoted: false,
            header: Vec::new(),
            headed: false,
        }
    }
}

impl Boundaries for Rows {
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            self.lines.read += usize::from(byte == b'\n');
            // A doubled quotation mark ends the value and begins it again, which comes to the same.
            match byte {
                QUOTE if self.quoted => (self.quoted, self.at_start) = (false, true),
                _ if self.quoted => {}
                QUOTE if self.at_start => self.quoted = true,
                b'\n' => {
                    self.at_start = true;
                    self.lines.ended = self.lines.read;
                    if !self.headed {
                        self.header.extend_from_slice(&bytes[..=at]);
                        self.headed = true;
                    }
                    return Some(at + 1);
                }
                _ => self.at_start = byte == self.delimiter,
            }
        }
        if !self.headed {
            self.header.extend_from_slice(bytes);
        }
        None
    }

    fn place(&self) -> usize {
        self.lines.place()
    }

    fn missing(&self) -> Option<String> {
        self.quoted.then(|| "a closing quotation mark".into())
    }

    fn header(&self) -> &[u8] {
        &self.header
    }
}

/// The records of a web archive.
#[derive(Default)]
pub(super) struct Records {
    ended: usize,
    /// The record's header, as far as it was read.
    header: Vec<u8>,
    /// How many bytes of the record are still to come, where its header is read.
    left: Option<u64>,
}

impl Boundaries for Records {
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            if let Some(left) = self.left {
                let here = u64::try_from(bytes.len() - at).unwrap_or(u64::MAX).min(left);
                at += usize::try_from(here).unwrap_or(usize::MAX);
                self.left = Some(left - here);
                if here < left {
                    return None;
                }
                self.left = None;
                self.ended += 1;
                return Some(at);
            }
            // A header ends in an empty line, whose break may stand in the next block; empty lines stand before it too.
            let end = bytes[at..].iter().position(|&byte| {
                if !self.header.is_empty() || !byte.is_ascii_whitespace() {
                    self.header.push(byte);
                }
                warc::is_header(&self.header)
            });
            at += end? + 1;
            self.left = Some(warc::length(&mem::take(&mut self.header)));
        }
    }

    fn place(&self) -> usize {
        self.ended + 1
    }

    fn missing(&self) -> Option<String> {
        match self.left {
            Some(left) => Some(format!("{left} more bytes of a record")),
            None => (!self.header.is_empty()).then(|| "the rest of a record's header".into()),
        }
    }
}
