//! No figure falls below what quality.toml holds it to.

#![allow(clippy::print_stdout, reason = "the figures, for who asks with --nocapture")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod shared;

use sayso::input::{self, Batch, Format};
use sayso::offsets::{Offsets, Unit};
use sayso::score::{Scored, Truth, score};
use sayso::{Document, Grammar, Record, articles};
use serde_json::Value;
use shared::shared;
use std::collections::HashMap;
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

/// Articles of all kinds of news, written and marked for this project and never learned from.
#[test]
fn articles() {
    let grammar = Grammar::english();
    let (mut gold, mut truths, mut pred) = (Vec::new(), Vec::new(), Vec::new());
    for path in articles::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/marked")).unwrap() {
        let article = articles::read(&path).unwrap();
        let (records, names) = sayso::score::gold(&article, grammar);
        gold.extend(records);
        truths.extend(names);
        pred.extend(found(&article.document));
    }
    let (scores, _) = score(&gold, &pred, Some(&truths));
    figures_hold("articles", &serde_json::to_value(scores).unwrap());
}

/// Articles in web pages, against what people marked as such: F1 of four words at a time, a public benchmark's measure.
#[test]
fn pages() {
    let (Some(truth), Some(pages)) = (shared("html/truth.jsonl"), shared("html/pages")) else {
        return;
    };
    let texts: HashMap<String, String> = texts(pages).into_iter().collect();
    let (mut precision, mut recall) = (Vec::new(), Vec::new());
    for (id, text) in self::texts(truth) {
        let (right, found) = (shingles(&text), shingles(texts.get(&id).map_or("", |text| text)));
        let both: usize = right.iter().map(|(words, count)| *count.min(found.get(words).unwrap_or(&0))).sum();
        let share = |of: &HashMap<Vec<&str>, usize>| both as f64 / of.values().sum::<usize>().max(1) as f64;
        precision.push(share(&found));
        recall.push(share(&right));
    }
    let mean = |shares: Vec<f64>| shares.iter().sum::<f64>() / shares.len() as f64;
    let (precision, recall) = (mean(precision), mean(recall));
    let f1 = 2.0 * precision * recall / (precision + recall);
    figures_hold("pages", &serde_json::json!({"precision": precision, "recall": recall, "f1": f1}));
}

/// The ids and texts of all documents.
fn texts(path: PathBuf) -> Vec<(String, String)> {
    let batches: Vec<Batch> = input::batches([path], Format::Auto).map(Result::unwrap).collect();
    let documents = batches.iter().flat_map(Batch::documents).map(Result::unwrap);
    documents.map(|document| (document.id.into_owned(), document.text.into_owned())).collect()
}

/// How often each four words stand side by side.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let mut shingles = HashMap::new();
    for shingle in words.windows(4.min(words.len().max(1))) {
        *shingles.entry(shingle.to_vec()).or_default() += 1;
    }
    shingles
}

/// Reads a set's documents and compares the figures of what was found with their floors.
fn holds(section: &str, set: &str) {
    let file = |kind| format!("{set}.{kind}.jsonl");
    let (Some(docs), Some(gold)) = (shared(&file("docs")), shared(&file("gold"))) else {
        return;
    };
    let gold: Vec<Scored> = input::read_all(&gold).unwrap();
    let truths: Option<Vec<Truth>> = shared(&file("speakers")).map(|path| input::read_all(&path).unwrap());
    let batches: Vec<Batch> = input::batches([docs], Format::Jsonl).map(Result::unwrap).collect();
    let documents = batches.iter().flat_map(Batch::documents).map(Result::unwrap);
    let found: Vec<Scored> = documents.flat_map(|document| found(&document)).collect();
    let (scores, _) = score(&gold, &found, truths.as_deref());
    figures_hold(section, &serde_json::to_value(scores).unwrap());
}

/// Compares figures with their floors.
fn figures_hold(section: &str, scores: &Value) {
    let mut undercut = Vec::new();
    for (key, floor) in floors(section) {
        let figure = key.split('.').fold(scores, |at, name| &at[name]).as_f64();
        let figure = figure.unwrap_or_else(|| panic!("quality.toml: no figure is called {key}"));
        println!("{section} {key} {figure:.3} (at least {floor})");
        if figure < floor {
            undercut.push(format!("{key} is {figure:.4}, not {floor}"));
        }
    }
    assert!(undercut.is_empty(), "[{section}] {}", undercut.join("; "));
}

/// The records of a document; each field's text is checked to be the document's text at its spans.
fn found(document: &Document<'_>) -> Vec<Scored> {
    let chars: Vec<char> = document.text.chars().collect();
    let quotations = sayso::extract(document, Grammar::english());
    let offsets = Offsets::new(&document.text, Unit::Chars);
    let scored = |quotation| {
        let record = serde_json::to_value(Record::new(quotation, &quotations, document, &offsets)).unwrap();
        texts_hold(&record, &chars);
        serde_json::from_value(record).unwrap()
    };
    quotations.iter().map(scored).collect()
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
