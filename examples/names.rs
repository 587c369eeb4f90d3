//! Resolves gold attributions, so that names can be scored apart from extraction: `names DOCS GOLD > PRED`, with the grammar folder as it is now.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for development"
)]
use sayso::attribution::{Attribution, Cue, Mention};
use sayso::{document::Document, grammar::Grammar, quotes, record, span::Span, speakers, text};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let grammar = &Grammar::from_dir(Path::new("grammar/en")).unwrap();
    let mut gold: HashMap<String, Vec<Value>> = HashMap::new();
    for line in fs::read_to_string(&args[2]).unwrap().lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        gold.entry(record["doc_id"].as_str().unwrap().to_owned()).or_default().push(record);
    }
    let only = args.get(3);
    let (mut time, mut bytes, mut reading) = (std::time::Duration::ZERO, 0, std::time::Duration::ZERO);
    for line in fs::read_to_string(&args[1]).unwrap().lines() {
        let doc: Value = serde_json::from_str(line).unwrap();
        let id = doc["id"].as_str().unwrap();
        if only.is_some_and(|only| !id.contains(only.as_str())) {
            continue;
        }
        let source = doc["text"].as_str().unwrap();
        let mut offsets: Vec<usize> = source.char_indices().map(|(i, _)| i).collect();
        offsets.push(source.len());
        let spans = |v: &Value| -> Vec<Span> {
            v["spans"].as_array().map_or(vec![], |all| {
                all.iter()
                    .map(|s| {
                        Span::new(
                            offsets[s["start"].as_u64().unwrap() as usize],
                            offsets[s["end"].as_u64().unwrap() as usize],
                        )
                    })
                    .collect()
            })
        };
        let records = gold.remove(id).unwrap_or_default();
        let attributions: Vec<Attribution> = records
            .iter()
            .map(|r| {
                let mention = |v: &Value| {
                    let all = spans(v);
                    Some(Mention { span: all.first()?.join(*all.last()?), head: *all.last()? })
                };
                let cue = spans(&r["cue"]);
                Attribution {
                    content: spans(&r["content"]),
                    kind: serde_json::from_value(r["type"].clone()).unwrap_or(record::Kind::Indirect),
                    cue: cue.first().map(|&head| Cue {
                        spans: cue.clone(),
                        head,
                        lemma: String::new(),
                        act: String::new(),
                        negated: false,
                    }),
                    speaker: mention(&r["speaker"]),
                    addressee: None,
                    setting: None,
                    prompt: None,
                    via: vec![],
                    pattern: "",
                    confidence: 1.0,
                    parent: None,
                }
            })
            .collect();
        let mut document = Document::new(id, source);
        document.fields.insert("title".to_owned(), doc["title"].clone());
        let begin = std::time::Instant::now();
        let raw = text::read(source, grammar);
        let folded = quotes::fold(source, &raw, grammar);
        reading += begin.elapsed();
        let begin = std::time::Instant::now();
        let resolution = speakers::resolve(
            &document,
            &raw,
            &folded,
            grammar,
            None,
            &attributions,
            speakers::Detail { everybody: true, reasons: true },
        );
        time += begin.elapsed();
        bytes += source.len();
        for (mut record, speaker) in records.into_iter().zip(&resolution.speakers) {
            if let Some(s) = speaker {
                let out = &mut record["speaker"];
                out["name"] = s.name.clone().into();
                out["mention"] = serde_json::to_value(s.mention).unwrap();
                out["kind"] = serde_json::to_value(s.kind).unwrap();
                out["role"] = s.role.clone().into();
                out["affiliation"] = s.affiliation.clone().into();
                out["entity"] = s.entity.into();
                out["why"] = s.why.clone().into();
            }
            println!("{record}");
        }
        if only.is_some() {
            for e in &resolution.entities {
                eprintln!(
                    "{:?} {:?} role {:?} of {:?} × {}: {:?}",
                    e.name,
                    e.kind,
                    e.role,
                    e.affiliation,
                    e.mentions.len(),
                    e.attributions
                );
            }
        }
    }
    eprintln!(
        "{bytes} bytes: resolve {:.1} MB/s, read {:.1} MB/s",
        bytes as f64 / 1e6 / time.as_secs_f64(),
        bytes as f64 / 1e6 / reading.as_secs_f64()
    );
}
