//! Articles in which somebody marked who said what, in the notation of the grammar's examples.
//!
//! ```text
//! Title: Ferry line “will not survive another winter”
//! [speaker1 Ana Ruiz, its owner], [cue1 said] [content1 the boats would sink].
//!
//! [content2 “We are bailing,”] [speaker2 she] [cue2 told] the Herald. [content2 “With buckets.”]
//! ===
//! 1, 2 = Ana Ruiz
//! ```
//!
//! The title stands beside the text. Behind `===` stands what a speaker is called in full, or `-` where the article
//! never says. Training learns from such articles, scoring measures by them.

use crate::document::Document;
use crate::error::Error;
use crate::grammar::Grammar;
use crate::grammar::examples::{ExampleRecord, Part, unmark};
use crate::quotes;
use crate::record::Kind;
use crate::span::Span;
use crate::text;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of a grammar folder that holds articles to learn from.
pub const ARTICLES: &str = "articles";

/// An article and what is marked in it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file's stem, the title and the text without its marks.
    pub document: Document<'static>,
    /// The marked records by their numbers. Each has a content.
    pub records: BTreeMap<usize, ExampleRecord>,
    /// For each record whose speaker is known: the name in full, several joined by semicolons; `None` for nobody named.
    pub names: BTreeMap<usize, Option<String>>,
}

impl Article {
    /// The stretches of the text in quotation marks, in order.
    pub(crate) fn pieces(&self, grammar: &Grammar) -> Vec<Span> {
        let text = &*self.document.text;
        let folded = quotes::fold(text, &text::read(text, grammar), grammar);
        folded.pieces.iter().map(|piece| piece.span).collect()
    }
}

/// Whether all, some or none of a content stands in marks.
pub(crate) fn kind(content: &[Span], pieces: &[Span]) -> Kind {
    let in_marks = |span: &Span| pieces.iter().any(|piece| piece.contains(*span));
    let has_marks = |span: &Span| pieces.iter().any(|piece| piece.overlaps(*span));
    if content.iter().all(in_marks) {
        Kind::Direct
    } else if content.iter().any(has_marks) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}

const TITLE: &str = "Title: ";
const NAMES: &str = "===";
const NOBODY: &str = "-";

/// The files of a folder, of articles or of examples, in order of their names.
///
/// # Errors
/// Where the folder cannot be read.
pub fn files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(dir).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut paths: Vec<PathBuf> = entries.map_err(|error: io::Error| Error::io(dir, error))?;
    paths.sort();
    Ok(paths)
}

/// Reads an article. Time: linear in its length.
///
/// # Errors
/// Where the file cannot be read, and at the first line that does not follow the notation.
pub fn read(path: &Path) -> Result<Article, Error> {
    parse(path, &fs::read_to_string(path).map_err(|error| Error::io(path, error))?)
}

/// As [`read`], from text. `path` gives the article its id, and the error its place.
///
/// # Errors
/// At the first line that does not follow the notation.
pub fn parse(path: &Path, source: &str) -> Result<Article, Error> {
    let wrong = |line, what: &str| Error::expected(path, line, what);
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n") + "\n";
    let (title, rest) = source.split_once('\n').unwrap_or((&source, ""));
    let title = title.strip_prefix(TITLE).ok_or_else(|| wrong(1, "a first line `Title: …`"))?;
    let end = rest.find("\n===\n").ok_or_else(|| wrong(1, "a line `===` behind the text, and names behind it"))?;
    let (body, names) = (&rest[..end], &rest[end + 2 + NAMES.len()..]);
    let begins = body.len() - body.trim_start_matches('\n').len();
    let line_of = |at: usize| 2 + rest[..at].matches('\n').count();
    let (text, records) =
        unmark(body[begins..].trim_end_matches('\n')).map_err(|(at, what)| wrong(line_of(begins + at), what))?;
    let line_of_record = |record: &ExampleRecord| {
        let start = Part::ALL.iter().filter_map(|&part| record.spans(part).first()).map(|span| span.start).min();
        line_of(begins) + text[..start.unwrap_or_default() as usize].matches('\n').count()
    };
    let records: BTreeMap<usize, ExampleRecord> = (1..).zip(records).filter(|(_, record)| !record.is_empty()).collect();
    let mut named = BTreeMap::new();
    let first = line_of(end) + 2;
    for (line, text) in (first..).zip(names.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let (numbers, name) = name(text).ok_or_else(|| wrong(line, "`3, 5 = Ana Ruiz`, or `4 = -`"))?;
        for number in numbers {
            if named.insert(number, name.clone()).is_some() {
                return Err(wrong(line, "each number once"));
            }
            if !records.contains_key(&number) {
                return Err(wrong(line, &format!("only numbers of records, which {number} is not")));
            }
        }
    }
    for (number, record) in &records {
        if record.spans(Part::Content).is_empty() {
            return Err(wrong(line_of_record(record), &format!("a [content{number} …] in record {number}")));
        }
        if !record.spans(Part::Speaker).is_empty() && !named.contains_key(number) {
            return Err(wrong(first, &format!("a name, or -, for the speaker of record {number}")));
        }
    }
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut document = Document::new(id, text);
    document.fields.insert("title".into(), title.trim().into());
    Ok(Article { document, records, names: named })
}

/// `3, 5 = Ana Ruiz`
fn name(line: &str) -> Option<(Vec<usize>, Option<String>)> {
    let (numbers, name) = line.split_once('=')?;
    let numbers: Option<Vec<usize>> =
        numbers.split([',', ' ']).filter(|n| !n.is_empty()).map(|n| n.parse().ok()).collect();
    let name = name.trim();
    (!name.is_empty()).then_some(())?;
    Some((numbers.filter(|numbers| !numbers.is_empty())?, (name != NOBODY).then(|| name.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_read() {
        let source = "Title: Ferry “to sink”\r\n\n[speaker1 Ana Ruiz], [cue1 said] [content1 it leaks].\n\n[content3 “We bail,”] [speaker3 she] [cue3 told] \\[us\\]. [content3 “A lot.”]\n===\n1, 3 = Ana Ruiz\n";
        let article = parse(Path::new("news/ferry.txt"), source).unwrap();
        assert_eq!((&*article.document.id, article.document.title()), ("ferry", Some("Ferry “to sink”")));
        assert_eq!(article.document.text, "Ana Ruiz, said it leaks.\n\n“We bail,” she told [us]. “A lot.”");
        assert_eq!(article.records.keys().collect::<Vec<_>>(), [&1, &3]);
        assert_eq!(article.records[&3].spans(Part::Content).len(), 2);
        assert_eq!(article.names[&3].as_deref(), Some("Ana Ruiz"));
        assert!(parse(Path::new("bare.txt"), "Title: x\nNobody spoke.\n===").unwrap().records.is_empty());
    }

    #[test]
    fn errors_say_what_was_expected() {
        let articles = [
            "No title\n===\n",
            "Title: x\nno names\n",
            "Title: x\n\nfine\n[cue1 said\n===\n",
            "Title: x\n[cue1 said]\n===\n",
            "Title: x\n[speaker1 Ana] [cue1 said] [content1 so].\n===\n",
            "Title: x\n[content1 so].\n===\n1 Ana\n",
            "Title: x\n[content1 so].\n===\n1 = Ana\n1 = -\n",
            "Title: x\n[content1 so].\n===\n2 = Ana\n",
        ];
        let errors = articles.map(|source| parse(Path::new("a.txt"), source).unwrap_err().to_string());
        insta::assert_snapshot!(errors.join("\n"), @r"
        a.txt:1: expected a first line `Title: …`
        a.txt:1: expected a line `===` behind the text, and names behind it
        a.txt:4: expected a closing bracket for every opening one
        a.txt:2: expected a [content1 …] in record 1
        a.txt:4: expected a name, or -, for the speaker of record 1
        a.txt:4: expected `3, 5 = Ana Ruiz`, or `4 = -`
        a.txt:5: expected each number once
        a.txt:4: expected only numbers of records, which 2 is not
        ");
    }
}
