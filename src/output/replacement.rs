//! Files and folders that take their place only when they are complete, so that a crash leaves the old one or none.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was begun and has not taken its place.
static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn pending() -> MutexGuard<'static, Vec<PathBuf>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what was begun. Nothing begins, and nothing takes its place, as long as the guard lives: it is for who is about
/// to end the program.
pub fn abandon() -> impl Drop {
    let mut pending = pending();
    pending.drain(..).for_each(|path| remove(&path));
    pending
}

/// What is not wanted any more; that it stays behind harms nobody.
fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// A hidden name beside the one that a file or folder is to have.
#[derive(Debug)]
pub struct Pending {
    written: PathBuf,
    path: PathBuf,
}

impl Pending {
    /// What `begin` makes at the hidden name.
    pub fn begin<T>(path: &Path, begin: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<(Self, T)> {
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}", process::id()));
        let written = path.with_file_name(name);
        let mut pending = pending();
        let begun = begin(&written)?;
        pending.push(written.clone());
        Ok((Self { written, path: path.into() }, begun))
    }

    /// Goes on with a folder. It is not taken away meanwhile.
    pub fn go_on<T>(&self, write: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
        let _stays = pending();
        write(&self.written)
    }

    /// Puts it in its place.
    pub fn commit(self) -> io::Result<()> {
        let mut pending = pending();
        // Whoever emptied the list ends the program.
        if pending.contains(&self.written) {
            fs::rename(&self.written, &self.path)?;
            pending.retain(|path| *path != self.written);
        }
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let mut pending = pending();
        if let Some(at) = pending.iter().position(|path| *path == self.written) {
            remove(&pending.swap_remove(at));
        }
    }
}

/// A file being written.
#[derive(Debug)]
pub struct Replacement {
    file: BufWriter<File>,
    /// `None` where there is nothing to replace: a device, a pipe.
    pending: Option<Pending>,
}

impl Replacement {
    /// Opens a hidden file beside `path`.
    pub fn of(path: &Path) -> io::Result<Self> {
        // Behind a link stands the file that is meant.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.into());
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self { file: BufWriter::new(OpenOptions::new().write(true).open(path)?), pending: None });
        }
        let (pending, file) = Pending::begin(&path, |written| File::create(written))?;
        Ok(Self { file: BufWriter::new(file), pending: Some(pending) })
    }

    /// Puts the file in its place.
    pub fn commit(mut self) -> io::Result<()> {
        self.file.flush()?;
        match self.pending.take() {
            Some(pending) => self.file.get_ref().sync_all().and_then(|()| pending.commit()),
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
