//! Which files a list of paths stands for: `articles/` for every text below it.

use super::Source;
use crate::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of a folder that are texts.
const SUFFIXES: [&str; 5] = ["jsonl", "md", "parquet", "text", "txt"];

/// The sources that the paths stand for, in the paths' order.
pub(super) fn sources<I: Iterator<Item = PathBuf>>(paths: impl IntoIterator<IntoIter = I>) -> Sources<I> {
    Sources { paths: paths.into_iter(), folder: PathBuf::new(), below: Vec::new() }
}

/// An iterator over sources; it holds the entries of the folders it is in, and no more.
pub(super) struct Sources<I> {
    paths: I,
    /// The folder that is being walked.
    folder: PathBuf,
    /// Its entries still to come, the next one last.
    below: Vec<PathBuf>,
}

impl<I: Iterator<Item = PathBuf>> Iterator for Sources<I> {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(path) = self.below.pop() else {
                let path = self.paths.next()?;
                if path.as_os_str() == "-" {
                    return Some(Ok(Source::stdin()));
                }
                if !path.is_dir() {
                    let id = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                    return Some(Ok(Source { path: Some(path), id }));
                }
                self.folder.clone_from(&path);
                self.below.push(path);
                continue;
            };
            match self.visit(&path) {
                Ok(None) => {}
                Ok(Some(source)) => return Some(Ok(source)),
                Err(error) => return Some(Err(Error::io(path, error))),
            }
        }
    }
}

impl<I> Sources<I> {
    /// Turns a text into a source, puts a folder's entries next in line, and passes over everything else. A link to a
    /// file is followed; one to a folder is not, for it may lead in a circle.
    fn visit(&mut self, path: &Path) -> io::Result<Option<Source>> {
        if path == self.folder || fs::symlink_metadata(path)?.is_dir() {
            let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
            let hidden =
                |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let first = self.below.len();
            self.below.extend(entries.into_iter().filter(|path| !hidden(path)));
            self.below[first..].sort_by(|one, other| other.cmp(one));
            return Ok(None);
        }
        let is_text = path.extension().and_then(OsStr::to_str).is_some_and(|suffix| SUFFIXES.contains(&suffix));
        if !is_text || !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        let below = path.strip_prefix(&self.folder).unwrap_or(path).with_extension("");
        let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
        Ok(Some(Source { path: Some(path.into()), id: parts.join("/") }))
    }
}
