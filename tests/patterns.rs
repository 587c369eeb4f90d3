//! The examples in `grammar/en/patterns` hold: what is marked `+` is found as marked and nothing beside it, in what is
//! marked `-` nothing is found, and what is marked `?` is still wrong, so that a mended fault is noticed.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

mod marking;

use marking::{Mark, marked, marks, spans};
use sayso::document::Document;
use sayso::grammar::Grammar;
use sayso::grammar::examples::{self, Example, ExampleRecord, Part, Sign};
use sayso::record::Quotation;
use sayso::span::Span;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, example) in all() {
        count += 1;
        let found = sayso::extract(&Document::new("example", example.text.as_str()), Grammar::english());
        let place = || format!("{}:{}", path.display(), example.line);
        let right = reads_as_marked(&example, &found);
        match example.sign {
            Sign::Reads if !right => {
                wrong.push(format!(
                    "{}\n  expected {}\n  found    {}",
                    place(),
                    wanted(&example),
                    shown(&example, &found)
                ));
            }
            Sign::Nothing if !found.is_empty() => {
                wrong.push(format!(
                    "{}\n  expected nothing\n  found    {}",
                    place(),
                    shown(&example, &found)
                ));
            }
            Sign::Fails if right => wrong.push(format!("{}\n  is right now: make its ? a +", place())),
            _ => {}
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} examples do not hold:\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn every_pattern_has_examples_of_both_kinds() {
    for path in files() {
        let examples = read(&path);
        let count = |sign| examples.iter().filter(|example| example.sign == sign).count();
        assert!(count(Sign::Reads) >= 3, "{}: three + examples", path.display());
        assert!(count(Sign::Nothing) >= 2, "{}: two - examples", path.display());
    }
}

/// A construction that no example is found by is either misnamed or never taken.
#[test]
fn every_pattern_is_taken_in_its_own_examples() {
    let mut never = Vec::new();
    for path in files() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let taken: BTreeSet<_> = (read(&path).iter().filter(|example| example.sign == Sign::Reads))
            .flat_map(|example| sayso::extract(&Document::new("example", example.text.as_str()), Grammar::english()))
            .map(|found| found.attribution.pattern)
            .collect();
        if !taken.contains(name) {
            never.push(format!("{name}: its examples are found by {taken:?}"));
        }
    }
    assert!(never.is_empty(), "{}", never.join("\n"));
}

/// What is written in the notation reads back as the same records: snapshots and failures can be trusted and pasted.
#[test]
fn the_notation_reads_back() {
    for (path, example) in all().filter(|(_, example)| example.sign != Sign::Nothing) {
        let again = examples::read(&path, &format!("+ {}", wanted(&example))).unwrap();
        assert_eq!((&again[0].text, &again[0].records), (&example.text, &example.records));
    }
}

/// The example files, in order of their names.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en/patterns");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Example> {
    examples::read(path, &fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{error}"))
}

fn all() -> impl Iterator<Item = (PathBuf, Example)> {
    files()
        .into_iter()
        .flat_map(|path| read(&path).into_iter().map(move |example| (path.clone(), example)))
}

/// Whether the records are the marked ones, each found once. Their order is that of the first content, in both.
fn reads_as_marked(example: &Example, found: &[Quotation]) -> bool {
    let mut marked: Vec<_> = example.records.iter().collect();
    marked.sort_by_key(|record| record.spans(Part::Content).first().copied());
    marked.len() == found.len()
        && marked
            .iter()
            .zip(found)
            .all(|(record, found)| same(&example.text, record, found))
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
fn wanted(example: &Example) -> String {
    let mut marks = Vec::new();
    for (number, record) in (1..).zip(&example.records) {
        for part in Part::ALL {
            let label = format!("{}{number}", part.name());
            marks.extend(record.spans(part).iter().map(|&span| Mark {
                span,
                label: label.clone(),
            }));
        }
    }
    one_line(&marked(&example.text, 0, example.text.len(), &marks))
}

/// What is found in the example, in the same notation, and by which patterns.
fn shown(example: &Example, found: &[Quotation]) -> String {
    let patterns: Vec<_> = found.iter().map(|found| found.attribution.pattern).collect();
    format!(
        "{} ({})",
        one_line(&marked(&example.text, 0, example.text.len(), &marks(found))),
        patterns.join(", ")
    )
}

fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
