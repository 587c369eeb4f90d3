//! A folder of records: shards of so many documents each, and a manifest that says what is in them.
//!
//! A shard takes its place when it is complete, and then the manifest the place of the one before. So whatever ends a run,
//! the manifest on the disk tells the truth, and what it does not tell of is made again by the next run.

use super::hash::{self, Hash};
use super::manifest::{self, Counts, Manifest, Position, Resume, Shard, Survey};
use super::replacement::Pending;
use super::{Format, Item, Layout, Output, Written, brat};
use sayso::Error;
use serde_json::{Map, Value};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

/// What every shard's name begins with.
const PREFIX: &str = "quotations-";

/// How a data set is made.
#[derive(Debug)]
pub struct Plan {
    pub folder: PathBuf,
    pub layout: Layout,
    /// How many documents a shard has.
    pub shard: u64,
    /// What is read.
    pub paths: Vec<PathBuf>,
    /// See [`Manifest`].
    pub grammar: String,
    pub options: Map<String, Value>,
}

/// A data set being made.
pub struct Dataset {
    plan: Plan,
    manifest: Manifest,
    position: Position,
    open: Option<Open>,
    /// What was counted since the last shard took its place.
    counts: Counts,
    hashes: JoinHandle<Vec<Option<String>>>,
    /// What inputs are and how far they were read when this run began.
    survey: Survey,
}

/// What there is to do for a data set.
pub enum Begun {
    Open(Box<Dataset>),
    /// Nothing: it is complete.
    Complete(Counts),
}

/// The shard that is being written.
enum Open {
    File(Box<Output>),
    Folder(Pending),
}

impl Dataset {
    /// Begins a data set or, to `resume` one, reads how far it has come.
    ///
    /// # Errors
    /// Where the folder cannot be made or holds something else, and where another data set was begun in it: by another
    /// version, with other options, from other inputs.
    pub fn open(plan: Plan, resume: bool) -> Result<Begun, Error> {
        let folder = &plan.folder;
        let refuse = |message: &str| Err(Error::io(folder, io::Error::other(message)));
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        let there = Manifest::read(folder)?;
        let position =
            there.as_ref().and_then(|there| there.resume.as_ref()).map_or(Position::default(), |at| at.position);
        let survey = manifest::survey(&plan.paths, position.source);
        let new = Manifest {
            sayso: env!("CARGO_PKG_VERSION").into(),
            grammar: plan.grammar.clone(),
            options: plan.options.clone(),
            inputs: survey.inputs.clone(),
            complete: false,
            counts: Counts::default(),
            shards: Vec::new(),
            resume: Some(Resume { inputs: survey.state.clone(), position: Position::default() }),
        };
        let manifest = match there {
            None if fs::read_dir(folder)
                .is_ok_and(|there| there.flatten().any(|entry| !is_begun(&entry.file_name()))) =>
            {
                return refuse("this folder is neither empty nor a data set");
            }
            None if plan.paths.iter().any(|path| contains(path, folder)) => {
                return refuse("this folder is a part of what is to be read");
            }
            None => new,
            Some(_) if !resume => {
                return refuse("there is a data set already: go on with --resume, or name another folder");
            }
            Some(there) if there.sayso != new.sayso => return refuse("another version of sayso began this data set"),
            Some(there) if there.grammar != new.grammar => return refuse("another grammar began this data set"),
            Some(there) if there.options != new.options => return refuse("other options began this data set"),
            Some(there) if there.complete => return Ok(Begun::Complete(there.counts)),
            Some(there) => match &there.resume {
                Some(Resume { inputs: Some(state), .. }) if Some(state) == survey.state.as_ref() => there,
                Some(Resume { inputs: None, .. }) => {
                    return refuse("an input of this data set can be read but once: begin it anew in another folder");
                }
                _ => return refuse("the inputs have changed since this data set was begun"),
            },
        };
        manifest.shards.iter().try_for_each(|shard| check(folder, shard))?;
        clear(folder, &manifest.shards).map_err(|error| Error::io(folder, error))?;
        manifest.write(folder)?;
        let paths = plan.paths.clone();
        let hashes = thread::spawn(move || manifest::hashes(&paths));
        let counts = Counts::default();
        Ok(Begun::Open(Box::new(Self { plan, manifest, position, open: None, counts, hashes, survey })))
    }

    /// Where in the inputs it goes on.
    pub fn position(&self) -> Position {
        self.position
    }

    /// What is in the shards that are complete.
    pub fn counts(&self) -> &Counts {
        &self.manifest.counts
    }

    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    /// Writes what was made of some documents.
    pub fn take(&mut self, written: &Written) -> Result<(), Error> {
        let mut start = 0;
        for item in &written.items {
            if self.position.source != written.source {
                self.position = Position { source: written.source, document: 0 };
            }
            self.position.document += 1;
            match item {
                Item::Failure(error) => *self.counts.failures.entry(error.kind()).or_default() += 1,
                Item::Document { end, records } => {
                    self.document(written.bytes.get(start..*end).unwrap_or_default())?;
                    start = *end;
                    self.counts.documents += 1;
                    self.counts.records += *records as u64;
                    if self.counts.documents == self.plan.shard {
                        self.close()?;
                    }
                }
            }
        }
        Ok(())
    }

    fn document(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let number = self.manifest.counts.documents + self.counts.documents;
        let mut shard = match self.open.take() {
            Some(open) => open,
            None => self.begin()?,
        };
        match &mut shard {
            Open::File(output) => output.write(bytes)?,
            Open::Folder(folder) => {
                let written = folder.go_on(|folder| brat::write_pair(folder, number, bytes));
                written.map_err(|error| Error::io(self.path(), error))?;
            }
        }
        self.open = Some(shard);
        Ok(())
    }

    /// The path of the next shard.
    fn path(&self) -> PathBuf {
        let name = format!("{PREFIX}{:05}.{}", self.manifest.shards.len(), self.plan.layout.format().suffix());
        self.plan.folder.join(name)
    }

    fn begin(&self) -> Result<Open, Error> {
        let path = self.path();
        if self.plan.layout.format() != Format::Brat {
            return Output::to_file(&path, &self.plan.layout).map(|output| Open::File(Box::new(output)));
        }
        let make = |folder: &Path| fs::create_dir(folder).and_then(|()| brat::configure(folder));
        let made = Pending::begin(&path, make).map_err(|error| Error::io(&path, error));
        made.map(|(folder, ())| Open::Folder(folder))
    }

    /// Puts the shard that was written in its place, and then says so.
    fn close(&mut self) -> Result<(), Error> {
        if let Some(open) = self.open.take() {
            let path = self.path();
            match open {
                Open::File(output) => output.finish(),
                Open::Folder(folder) => folder.commit().map_err(|error| Error::io(&path, error)),
            }?;
            let (sha256, bytes) = measure(&path).map_err(|error| Error::io(&path, error))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Counts { documents, records, .. } = self.counts;
            self.manifest.shards.push(Shard { name, documents, records, bytes, sha256 });
        }
        self.manifest.counts.add(&std::mem::take(&mut self.counts));
        if let Some(resume) = &mut self.manifest.resume {
            resume.position = self.position;
        }
        self.manifest.write(&self.plan.folder)
    }

    /// Ends the data set; it has one shard at least, though nothing may be in it.
    pub fn finish(mut self) -> Result<Counts, Error> {
        if self.open.is_none() && self.manifest.shards.is_empty() {
            self.open = Some(self.begin()?);
        }
        self.close()?;
        let hashes = self.hashes.join().unwrap_or_default();
        for (input, hash) in self.manifest.inputs.iter_mut().zip(hashes) {
            input.sha256 = hash;
        }
        (self.manifest.complete, self.manifest.resume) = (true, None);
        self.manifest.write(&self.plan.folder)?;
        Ok(self.manifest.counts)
    }
}

/// What a run that was stopped left in a folder, in words.
pub fn left(folder: &Path) -> String {
    let documents = Manifest::read(folder).ok().flatten().map_or(0, |manifest| manifest.counts.documents);
    format!("{documents} documents are in {}; --resume goes on from there", folder.display())
}

/// The hash and the length of a shard; those of a folder are of its files.
fn measure(path: &Path) -> io::Result<(String, u64)> {
    if !path.is_dir() {
        return hash::of_file(path);
    }
    let mut files = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let (mut list, mut length) = (Hash::default(), 0);
    for file in files {
        let (hash, bytes) = hash::of_file(&file)?;
        list.add(format!("{hash}  {}\n", file.file_name().unwrap_or_default().to_string_lossy()));
        length += bytes;
    }
    Ok((list.end(), length))
}

/// Whether a shard is what the manifest says.
fn check(folder: &Path, shard: &Shard) -> Result<(), Error> {
    let path = folder.join(&shard.name);
    match measure(&path) {
        Ok((hash, _)) if hash == shard.sha256 => Ok(()),
        Ok(_) => Err(Error::io(path, io::Error::other("this shard is not what the manifest says: begin anew"))),
        Err(error) => Err(Error::io(path, error)),
    }
}

/// Whether this is the hidden name of a shard or manifest that was not completed.
fn is_begun(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.strip_prefix('.').is_some_and(|name| name.starts_with(PREFIX) || name.starts_with(manifest::NAME))
}

/// Whether a folder is another one or lies below it.
fn contains(path: &Path, folder: &Path) -> bool {
    let real = fs::canonicalize(path).and_then(|path| Ok(fs::canonicalize(folder)?.starts_with(path)));
    // What is not there contains nothing.
    real.unwrap_or(false)
}

/// Removes what a run left behind that was stopped before it could say so in the manifest.
fn clear(folder: &Path, shards: &[Shard]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with(PREFIX) || is_begun(&entry.file_name());
        if ours && shards.iter().all(|shard| shard.name != name) {
            match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path())?,
                false => fs::remove_file(entry.path())?,
            }
        }
    }
    Ok(())
}
