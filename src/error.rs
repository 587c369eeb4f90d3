//! The one public error: which file, which line, and what was expected there.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong in which file. It prints as `grammar/en/cues.txt:12: expected a form`.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    place: Option<Place>,
    cause: Cause,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Line(usize),
    Record(usize),
}

#[derive(Debug)]
enum Cause {
    Expected(String),
    Io(io::Error),
}

impl Error {
    /// A file that does not read as it should: on `line` (from 1) it ought to have had what `expected` names.
    pub fn expected(path: impl AsRef<Path>, line: usize, expected: impl Into<String>) -> Self {
        Self { path: path.as_ref().into(), place: Some(Place::Line(line)), cause: Cause::Expected(expected.into()) }
    }

    /// As [`Error::expected`], in a file that has no lines: in its record of this number, from 1.
    pub fn expected_in_record(path: impl AsRef<Path>, record: usize, expected: impl Into<String>) -> Self {
        let place = Some(Place::Record(record));
        Self { path: path.as_ref().into(), place, cause: Cause::Expected(expected.into()) }
    }

    /// A file or folder that could not be read or written.
    pub fn io(path: impl AsRef<Path>, error: io::Error) -> Self {
        Self { path: path.as_ref().into(), place: None, cause: Cause::Io(error) }
    }

    /// The file or folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the system said, where it was the system that failed.
    #[must_use]
    pub fn io_error(&self) -> Option<&io::Error> {
        match &self.cause {
            Cause::Expected(_) => None,
            Cause::Io(error) => Some(error),
        }
    }

    /// What kind of failure it is, for counting: `malformed`, or what the system calls it, such as `permission denied`.
    #[must_use]
    pub fn kind(&self) -> String {
        match &self.cause {
            Cause::Expected(_) => "malformed".into(),
            Cause::Io(error) => error.kind().to_string(),
        }
    }

    /// The line, from 1, where there is one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self.place {
            Some(Place::Line(line)) => Some(line),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.path.display())?;
        match self.place {
            Some(Place::Line(line)) => write!(out, "{line}:")?,
            Some(Place::Record(record)) => write!(out, " record {record}:")?,
            None => {}
        }
        match &self.cause {
            Cause::Expected(what) => write!(out, " expected {what}"),
            Cause::Io(error) => write!(out, " {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Expected(_) => None,
            // What the system said is in the message already.
            Cause::Io(error) => error.source(),
        }
    }
}
