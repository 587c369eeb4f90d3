//! The examples in `grammar/en/patterns` hold: what is marked `+` is found as marked and nothing beside it, in what is
//! marked `-` nothing is found, and what is marked `?` is still wrong, so that a mended fault is noticed.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use sayso::check;
use sayso::document::Document;
use sayso::grammar::Grammar;
use sayso::grammar::examples::{self, Example, Sign};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[test]
fn examples_hold() {
    let checked = check::folder(&english()).unwrap();
    let wrong: Vec<_> = checked.wrong.iter().map(ToString::to_string).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} examples do not hold; after training, a sign may have to change:\n\n{}",
        wrong.len(),
        checked.examples,
        wrong.join("\n")
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
    for path in files() {
        for example in read(&path).iter().filter(|example| example.sign != Sign::Nothing) {
            let again = examples::read(&path, &format!("+ {}", check::wanted(example))).unwrap();
            assert_eq!((&again[0].text, &again[0].records), (&example.text, &example.records));
        }
    }
}

fn english() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en")
}

fn files() -> Vec<PathBuf> {
    check::pattern_files(&english()).unwrap()
}

fn read(path: &Path) -> Vec<Example> {
    check::read(path).unwrap_or_else(|error| panic!("{error}"))
}
