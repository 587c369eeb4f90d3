//! No figure falls below what quality.toml holds it to.

#![allow(clippy::print_stdout, reason = "the figures, for who asks with --nocapture")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod shared;

use sayso::input::{self, Format};
use sayso::offsets::{Offsets, Unit};
use sayso::score::{Scored, Truth, score};
use sayso::{Grammar, Record};
use serde_json::Value;
use shared::shared;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn seeds() {
    holds("seeds", "seeds/seeds");
}

#[test]
fn dev() {
    holds("dev", "corpus/polnear.dev");
}

/// Reads a set's documents and compares the figures of what was found with their floors.
fn holds(section: &str, set: &str) {
    let file = |kind| format!("{set}.{kind}.jsonl");
    let (Some(docs), Some(gold)) = (shared(&file("docs")), shared(&file("gold"))) else {
        return;
    };
    let gold: Vec<Scored> = input::read_all(&gold).unwrap();
    let truths: Option<Vec<Truth>> = shared(&file("speakers")).map(|path| input::read_all(&path).unwrap());
    let (scores, _) = score(&gold, &found(docs), truths.as_deref());
    let scores = serde_json::to_value(scores).unwrap();
    let mut undercut = Vec::new();
    for (key, floor) in floors(section) {
        let figure = key.split('.').fold(&scores, |at, name| &at[name]).as_f64();
        let figure = figure.unwrap_or_else(|| panic!("quality.toml: no figure is called {key}"));
        println!("{section} {key} {figure:.3} (at least {floor})");
        if figure < floor {
            undercut.push(format!("{key} is {figure:.4}, not {floor}"));
        }
    }
    assert!(undercut.is_empty(), "[{section}] {}", undercut.join("; "));
}

/// The records of all documents; each field's text is checked to be the document's text at its spans.
fn found(docs: PathBuf) -> Vec<Scored> {
    let grammar = Grammar::english();
    let mut records = Vec::new();
    for batch in input::batches([docs], Format::Jsonl) {
        for document in batch.unwrap().documents() {
            let document = document.unwrap();
            let chars: Vec<char> = document.text.chars().collect();
            let quotations = sayso::extract(&document, grammar);
            let offsets = Offsets::new(&document.text, Unit::Chars);
            for quotation in &quotations {
                let record = serde_json::to_value(Record::new(quotation, &quotations, &document, &offsets)).unwrap();
                texts_hold(&record, &chars);
                records.push(serde_json::from_value(record).unwrap());
            }
        }
    }
    records
}

fn texts_hold(value: &Value, chars: &[char]) {
    if let (Some(text), Some(spans)) = (value["text"].as_str(), value["spans"].as_array()) {
        let offset = |span: &Value, end: &str| span[end].as_u64().unwrap() as usize;
        let piece = |span: &Value| chars[offset(span, "start")..offset(span, "end")].iter().collect::<String>();
        assert_eq!(spans.iter().map(piece).collect::<Vec<_>>().join(" "), text);
    }
    match value {
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "doc").for_each(|(_, value)| texts_hold(value, chars))
        }
        Value::Array(values) => values.iter().for_each(|value| texts_hold(value, chars)),
        _ => {}
    }
}

/// The `figure = floor` lines of a section of quality.toml.
fn floors(section: &str) -> Vec<(String, f64)> {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("quality.toml")).unwrap();
    let lines = source.lines().map(str::trim).skip_while(|line| *line != format!("[{section}]")).skip(1);
    let lines =
        lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let floor = |line: &str| {
        let (key, floor) = line.split_once('=').unwrap();
        (key.trim().to_owned(), floor.trim().parse().unwrap())
    };
    lines.map(floor).collect()
}
