//! Which files a list of paths stands for: `articles/` for every text below it, `2024/*.html` for what matches.

use super::Source;
use super::format::{is_known, split_name};
use crate::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The sources that the paths stand for, in the paths' order.
pub(super) fn sources<I: Iterator<Item = PathBuf>>(paths: impl IntoIterator<IntoIter = I>) -> Sources<I> {
    Sources { paths: paths.into_iter(), folder: PathBuf::new(), below: Vec::new(), matches: None }
}

/// An iterator over sources; it holds the entries of the folders it is in, and no more.
pub(super) struct Sources<I> {
    paths: I,
    /// The folder that is being walked, or in which a pattern is looked for: ids are paths below it.
    folder: PathBuf,
    /// Its entries still to come, the next one last.
    below: Vec<PathBuf>,
    /// What matches the pattern that was given.
    matches: Option<Matches>,
}

/// The files that match a pattern.
struct Matches {
    pattern: PathBuf,
    paths: glob::Paths,
    found: bool,
}

impl<I: Iterator<Item = PathBuf>> Iterator for Sources<I> {
    type Item = Result<Source, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(path) = self.below.pop() {
                match self.visit(&path) {
                    Ok(None) => continue,
                    Ok(Some(source)) => return Some(Ok(source)),
                    Err(error) => return Some(Err(Error::io(path, error))),
                }
            }
            if let Some(found) = self.next_match() {
                return Some(found);
            }
            let path = self.paths.next()?;
            if path.as_os_str() == "-" {
                return Some(Ok(Source::stdin()));
            }
            if path.is_dir() {
                self.folder.clone_from(&path);
                self.below.push(path);
            } else if let Some(paths) = matches(&path) {
                self.folder = unpatterned(&path);
                self.matches = Some(Matches { pattern: path, paths, found: false });
            } else {
                let name = Path::new(path.file_name().unwrap_or(path.as_os_str()));
                let id = id(name);
                return Some(Ok(Source { path: Some(path), id }));
            }
        }
    }
}

impl<I> Sources<I> {
    /// The next file that matches the pattern at hand; an error where none does.
    fn next_match(&mut self) -> Option<Result<Source, Error>> {
        let matches = self.matches.as_mut()?;
        loop {
            let Some(path) = matches.paths.next() else {
                let error = (!matches.found).then(|| {
                    let error = io::Error::new(io::ErrorKind::NotFound, "no file matches this pattern");
                    Err(Error::io(&matches.pattern, error))
                });
                self.matches = None;
                return error;
            };
            matches.found = true;
            match path {
                Ok(path) if path.is_dir() => {}
                Ok(path) => {
                    let id = id(path.strip_prefix(&self.folder).unwrap_or(&path));
                    return Some(Ok(Source { path: Some(path), id }));
                }
                Err(error) => {
                    let path = error.path().to_owned();
                    return Some(Err(Error::io(path, error.into())));
                }
            }
        }
    }

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
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_text = split_name(&name).1.is_some_and(|suffix| is_known(&suffix));
        if !is_text || !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        let id = id(path.strip_prefix(&self.folder).unwrap_or(path));
        Ok(Some(Source { path: Some(path.into()), id }))
    }
}

/// A path without the suffixes of its file, written with slashes.
fn id(path: &Path) -> String {
    let mut parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if let Some(name) = parts.last_mut() {
        let stem = split_name(name).0.len();
        name.truncate(stem);
    }
    parts.join("/")
}

/// What matches a path that is a pattern; nothing where a file is called just so, or where it is no pattern.
fn matches(path: &Path) -> Option<glob::Paths> {
    let pattern = path.to_str().filter(|path| path.contains(['*', '?', '[']))?;
    if path.exists() {
        return None;
    }
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    glob::glob_with(pattern, options).ok()
}

/// The folders of a pattern that are none themselves.
fn unpatterned(pattern: &Path) -> PathBuf {
    pattern.iter().take_while(|part| !part.to_string_lossy().contains(['*', '?', '['])).collect()
}
