//! `manifest.json`, beside every data set: what it was made from, with what, what is in it, and how far it has come.

use super::hash::{self, Hash};
use super::replacement::Replacement;
use sayso::{Error, input};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How a data set's description is called in its folder.
pub const NAME: &str = "manifest.json";

/// What is known of a data set. It has no time and no place in it but those of its inputs, so that the same run writes the
/// same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of sayso.
    pub sayso: String,
    /// SHA-256 over the words and weights of the grammar.
    pub grammar: String,
    /// The options that decide what is in the data set.
    pub options: Map<String, Value>,
    /// What was read, a path of the call each.
    pub inputs: Vec<Input>,
    /// Whether all of it was read.
    pub complete: bool,
    #[serde(flatten)]
    pub counts: Counts,
    /// The files or, for brat, folders, in order.
    pub shards: Vec<Shard>,
    /// From where on there is more to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resume: Option<Resume>,
}

/// A path that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    pub path: String,
    pub files: u64,
    pub bytes: u64,
    /// SHA-256 of the file; of a folder, that of the list of its files which `sha256sum` prints. Null for standard input,
    /// and as long as there is more to do.
    pub sha256: Option<String>,
}

/// How many documents there are and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Those that were read.
    pub documents: u64,
    pub records: u64,
    /// Documents and files that could not be read, by kind of failure.
    pub failures: BTreeMap<String, u64>,
}

impl Counts {
    pub fn add(&mut self, more: &Self) {
        self.documents += more.documents;
        self.records += more.records;
        for (kind, count) in &more.failures {
            *self.failures.entry(kind.clone()).or_default() += count;
        }
    }
}

/// A part of a data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shard {
    pub name: String,
    pub documents: u64,
    pub records: u64,
    pub bytes: u64,
    /// As that of an input.
    pub sha256: String,
}

/// How far a data set has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    /// A hash of the names, lengths and times of the inputs; null where an input cannot be read twice.
    pub inputs: Option<String>,
    #[serde(flatten)]
    pub position: Position,
}

/// A place in the inputs: so many sources are done, and of the next one so many documents, be they good or bad.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub source: usize,
    pub document: usize,
}

impl Manifest {
    /// That of a folder; `None` where there is none.
    pub fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).map_err(|error| Error::io(&path, error))?;
        let read = serde_json::from_str(&text);
        read.map(Some).map_err(|error| Error::expected(&path, error.line(), format!("a manifest ({error})")))
    }

    /// Puts it in the place of the one before.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(NAME);
        let write = || {
            let mut file = Replacement::of(&path)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")?;
            file.commit()
        };
        write().map_err(|error| Error::io(&path, error))
    }
}

/// What can be told of inputs without reading them.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    pub inputs: Vec<Input>,
    /// All bytes of all files.
    pub bytes: u64,
    /// Those of them that come before the source that was asked for.
    pub before: u64,
    /// As in [`Resume`].
    pub state: Option<String>,
}

/// Looks at every file below the paths. Time: a look a file; what cannot be looked at counts as empty.
pub fn survey(paths: &[PathBuf], before: usize) -> Survey {
    let (mut survey, mut state, mut number, mut once) = (Survey::default(), Hash::default(), 0, false);
    for path in paths {
        let mut input = Input { path: path.display().to_string(), files: 0, bytes: 0, sha256: None };
        for source in input::sources([path.clone()]) {
            let file = source.ok().and_then(|source| source.path);
            let known = file.as_ref().and_then(|file| fs::metadata(file).ok()).filter(fs::Metadata::is_file);
            once |= known.is_none() && file.as_ref().is_none_or(|file| file.exists());
            let length = known.as_ref().map_or(0, fs::Metadata::len);
            let time = known.and_then(|known| known.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            state.add(format!(
                "{length} {} {}\n",
                time.unwrap_or_default().as_nanos(),
                file.unwrap_or_default().display()
            ));
            input.files += 1;
            input.bytes += length;
            survey.before += if number < before { length } else { 0 };
            number += 1;
        }
        survey.bytes += input.bytes;
        survey.inputs.push(input);
    }
    survey.state = (!once).then(|| state.end());
    survey
}

/// The hash of each path, see [`Input`]. It reads all files.
pub fn hashes(paths: &[PathBuf]) -> Vec<Option<String>> {
    let hash_of = |path: &PathBuf| {
        if path.is_file() {
            return hash::of_file(path).ok().map(|(hash, _)| hash);
        }
        let files = input::sources([path.clone()]).filter_map(|source| source.ok()?.path);
        let mut list = None;
        // What is no file, such as a pipe, can be read but once, and not here.
        for file in files.filter(|file| file.is_file()) {
            let hash = hash::of_file(&file).map_or_else(|_| "unreadable".into(), |(hash, _)| hash);
            list.get_or_insert_with(Hash::default).add(format!("{hash}  {}\n", file.display()));
        }
        list.map(Hash::end)
    };
    paths.iter().map(hash_of).collect()
}
