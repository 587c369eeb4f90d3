//! `sayso score` gives the figures of the measure that the project began with.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod shared;

use serde_json::Value;
use shared::shared;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_same_figures_as_the_first_measure() {
    let Some(measure) = shared("score/score.py") else {
        return;
    };
    for (set, speakers) in [("seeds/seeds", None), ("corpus/polnear.dev", Some("corpus/polnear.dev.speakers.jsonl"))] {
        let Some(gold) = shared(&format!("{set}.gold.jsonl")) else {
            return;
        };
        let pred = Path::new(env!("CARGO_TARGET_TMPDIR")).join("degraded.jsonl");
        fs::write(&pred, degraded(&fs::read_to_string(&gold).unwrap())).unwrap();
        let figures = |command: &mut Command| -> Value {
            command.arg(&gold).arg(&pred).arg("--json");
            if let Some(speakers) = speakers.and_then(shared) {
                command.arg("--speakers").arg(speakers);
            }
            serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
        };
        let ours = figures(Command::new(env!("CARGO_BIN_EXE_sayso")).arg("score"));
        let theirs = figures(Command::new("python3").arg(&measure));
        assert_eq!(ours, theirs, "{set}");
        assert!(theirs["quoted"]["e2e_f1"].as_f64().unwrap() < 0.95, "{set} is not degraded");
    }
}

/// Records with every fault there is, each at its turn.
fn degraded(gold: &str) -> String {
    let mut lines = Vec::new();
    for (number, line) in gold.lines().enumerate() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let mention = record["speaker"]["text"].clone();
        match number % 11 {
            1 => continue,
            2 => record["speaker"] = Value::Null,
            3 => record["type"] = "indirect".into(),
            4 => record["type"] = "mixed".into(),
            5 => record["cue"] = Value::Null,
            6 => {
                let span = &mut record["content"]["spans"][0];
                let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
                span["end"] = (start + (end - start) * 2 / 3).into();
            }
            7 => record["doc_id"] = "elsewhere".into(),
            8 => lines.push(record.to_string()),
            _ => {}
        }
        if record["speaker"].is_object() {
            record["speaker"]["name"] = if number % 5 == 0 { Value::Null } else { mention };
        }
        lines.push(record.to_string());
    }
    lines.join("\n")
}
