//! Whether the examples of a grammar hold: a line `+ [content1 Stay,] [speaker1 Ana] [cue1 said].` reads as marked.

use crate::articles;
use crate::document::Document;
use crate::error::Error;
use crate::grammar::Grammar;
use crate::grammar::examples::{self, Example, ExampleRecord, Part, Sign};
use crate::marking::{Mark, marked, marks, spans};
use crate::record::Quotation;
use crate::span::Span;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a grammar folder that holds its examples.
pub const PATTERNS: &str = "patterns";

/// What came of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many examples there are.
    pub examples: usize,
    /// Those that do not hold, and the first line of each file that does not read.
    pub wrong: Vec<Error>,
}

/// Checks a grammar folder such as `grammar/en` and every example of the files in its `patterns`.
///
/// # Errors
/// Where the folder cannot be read, or a line of its lexicon.
pub fn folder(dir: &Path) -> Result<Checked, Error> {
    let grammar = Grammar::from_dir(dir)?;
    let mut checked = Checked::default();
    for path in pattern_files(dir)? {
        match read(&path) {
            Ok(examples) => {
                checked.examples += examples.len();
                checked.wrong.extend(examples.iter().filter_map(|example| fault(&path, example, &grammar)));
            }
            Err(error) => checked.wrong.push(error),
        }
    }
    Ok(checked)
}

/// The example files of a grammar folder, in order of their names, one a pattern.
///
/// # Errors
/// Where the folder cannot be read.
pub fn pattern_files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    articles::files(&dir.join(PATTERNS))
}

/// The examples of a file.
///
/// # Errors
/// Where the file cannot be read, and at the first line that does not follow the notation.
pub fn read(path: &Path) -> Result<Vec<Example>, Error> {
    examples::read(path, &fs::read_to_string(path).map_err(|error| Error::io(path, error))?)
}

/// What is wrong with an example. One marked `?` is wrong when it holds, so that a mended fault is noticed.
fn fault(path: &Path, example: &Example, grammar: &Grammar) -> Option<Error> {
    let found = crate::extract(&Document::new("example", &*example.text), grammar);
    let right = reads_as_marked(example, &found);
    let expected = match example.sign {
        Sign::Reads if !right => wanted(example),
        Sign::Nothing if !found.is_empty() => "nothing".into(),
        Sign::Fails if right => return Some(Error::expected(path, example.line, "+ for ?: it reads as marked now")),
        Sign::Reads | Sign::Nothing | Sign::Fails => return None,
    };
    Some(Error::expected(path, example.line, format!("{expected}\n  found {}", shown(example, &found))))
}

/// Whether the records are the marked ones, each found once. Their order is that of the first content, in both.
fn reads_as_marked(example: &Example, found: &[Quotation]) -> bool {
    let mut marked: Vec<_> = example.records.iter().collect();
    marked.sort_by_key(|record| record.spans(Part::Content).first().copied());
    marked.len() == found.len() && marked.iter().zip(found).all(|(record, found)| same(&example.text, record, found))
}

/// Whether content, cue and speaker are the same words, and every other part is where it is marked at all.
fn same(text: &str, record: &ExampleRecord, found: &Quotation) -> bool {
    Part::ALL.into_iter().all(|part| {
        let marked: Vec<_> = record.spans(part).iter().map(|&span| trimmed(text, span)).collect();
        let found: Vec<_> = spans(found, part).iter().map(|&span| trimmed(text, span)).collect();
        let asked = matches!(part, Part::Content | Part::Cue | Part::Speaker) || !marked.is_empty();
        !asked || marked == found
    })
}

/// The span without spaces and punctuation at its edges; as it is where it holds nothing else, as a lone colon does.
fn trimmed(text: &str, span: Span) -> Span {
    let piece = span.of(text);
    let edge = |c: char| !c.is_alphanumeric();
    let start = span.start as usize + piece.len() - piece.trim_start_matches(edge).len();
    let end = start + piece.trim_matches(edge).len();
    if start < end { Span::new(start, end) } else { span }
}

/// What the example asks for, in its own notation.
#[must_use]
pub fn wanted(example: &Example) -> String {
    let mut marks = Vec::new();
    for (number, record) in (1..).zip(&example.records) {
        for part in Part::ALL {
            let label = format!("{}{number}", part.name());
            marks.extend(record.spans(part).iter().map(|&span| Mark { span, label: label.clone() }));
        }
    }
    one_line(&marked(&example.text, 0, example.text.len(), &marks))
}

/// What is found in the example, in the same notation, and by which patterns.
fn shown(example: &Example, found: &[Quotation]) -> String {
    if found.is_empty() {
        return "nothing".into();
    }
    let patterns: Vec<_> = found.iter().map(|found| found.attribution.pattern).collect();
    let marked = marked(&example.text, 0, example.text.len(), &marks(found));
    format!("{} ({})", one_line(&marked), patterns.join(", "))
}

fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
