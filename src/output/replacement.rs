//! A file that takes another's place only when it is complete, so that a crash leaves the old one or none.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

/// A file being written.
#[derive(Debug)]
pub struct Replacement {
    file: BufWriter<File>,
    /// The file that is written, and the one it is to become; `None` where there is nothing to replace: a device, a pipe.
    names: Option<(PathBuf, PathBuf)>,
}

impl Replacement {
    /// Opens a hidden file beside `path`.
    pub fn of(path: &Path) -> io::Result<Self> {
        // Behind a link stands the file that is meant.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.into());
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self { file: BufWriter::new(OpenOptions::new().write(true).open(path)?), names: None });
        }
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}", process::id()));
        let written = path.with_file_name(name);
        Ok(Self { file: BufWriter::new(File::create(&written)?), names: Some((written, path)) })
    }

    /// Puts the file in its place.
    pub fn commit(mut self) -> io::Result<()> {
        self.file.flush()?;
        match &self.names {
            Some((written, path)) => fs::rename(written, path).inspect(|()| self.names = None),
            None => Ok(()),
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some((written, _)) = &self.names {
            // What was begun is not wanted any more; that it stays behind harms nobody.
            let _ = fs::remove_file(written);
        }
    }
}
