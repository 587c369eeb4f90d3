//! The binary as a user meets it.
//!
//! - documentation: the console blocks of README.md, its neighbours and tests/cmd
//! - input: standard input, files, folders, formats
//! - bad input: the rest goes on, exit code 1
//! - entities and people
//! - wrong calls: exit code 2
//! - output: offsets, threads, files, pipes that close

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "“We will stay,” said Ana Ruiz.\n";

fn sayso(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(args).stdin(Stdio::null());
    command
}

/// Runs the binary on this standard input.
fn piped(args: &[&str], input: impl Into<Vec<u8>>) -> Output {
    let mut child = sayso(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.into());
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // A process that ends before it has read everything closes the pipe.
    let _ = writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn ids(output: &Output) -> Vec<String> {
    lines(output).iter().map(|record| record["doc_id"].as_str().unwrap().to_owned()).collect()
}

/// A line with a long field beside its short text, so that a few lines are much to read and to write.
fn json_line(id: &str, text: &str) -> String {
    format!("{{\"id\": \"{id}\", \"text\": \"{text}\", \"note\": \"{}\"}}\n", "-".repeat(2000))
}

// Documentation

#[test]
fn documentation_is_true() {
    trycmd::TestCases::new().case("*.md").case("tests/cmd/*.md");
}

// Input

#[test]
fn a_text_on_standard_input() {
    for args in [&["extract"][..], &["extract", "-"], &["extract", "--from", "text", "-"]] {
        let output = piped(args, ARTICLE);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(ids(&output), ["stdin"]);
        assert_eq!(lines(&output)[0]["content"]["text"], "“We will stay,”");
    }
}

#[test]
fn json_lines_on_standard_input_are_recognised() {
    let input = "\n{\"text\": \"“We will stay,” said Ana Ruiz.\", \"url\": \"https://example.org\", \"date\": null}\n\n\
                 {\"id\": 7, \"text\": \"“We will \\u0073tay,” said Ana Ruiz.\"}";
    let output = piped(&["extract"], input);
    assert_eq!(ids(&output), ["stdin:2", "7"]);
    let doc = serde_json::to_string(&lines(&output)[0]["doc"]).unwrap();
    assert_eq!(doc, r#"{"url":"https://example.org","date":null}"#);
    assert_eq!(lines(&output)[1]["content"]["text"], "“We will stay,”");
}

#[test]
fn a_folder_is_walked_in_order() {
    let folder = folder("walk");
    fs::create_dir_all(folder.join("b/.hidden")).unwrap();
    for name in ["c.md", "a.txt", "b/z.text", "b/.hidden/x.txt", ".y.txt", "d.html", "e.png"] {
        fs::write(folder.join(name), ARTICLE).unwrap();
    }
    fs::write(folder.join("b/lines.jsonl"), "{\"text\": \"“We will stay,” said Ana Ruiz.\"}\n").unwrap();
    let output = sayso(&["extract"]).arg(&folder).output().unwrap();
    assert_eq!(ids(&output), ["a", "b/lines:1", "b/z", "c", "d"]);
    let output = sayso(&["extract"]).arg(folder.join("b/z.text")).arg(folder.join("e.png")).output().unwrap();
    assert_eq!(ids(&output), ["z", "e"]);
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let with_mark = piped(&["extract"], format!("\u{feff}{ARTICLE}"));
    assert_eq!(with_mark.stdout, piped(&["extract"], ARTICLE).stdout);
    let with_mark = piped(&["text", "--to", "jsonl"], "\u{feff}{\"id\": \"a\", \"text\": \"b\"}");
    assert_eq!(stdout(&with_mark), "{\"id\":\"a\",\"text\":\"b\"}\n");
}

#[test]
fn what_a_file_is_taken_for_is_said() {
    let folder = folder("verbose");
    let article = b"\x93We will stay,\x94 said Ana R\xfciz.\n";
    fs::write(folder.join("a"), article).unwrap();
    fs::write(folder.join("b.json"), "{\"story\": {\"body\": \"“We will stay,” said Ana Ruiz.\", \"no\": 7}}").unwrap();
    let args = ["extract", "-v", "--text-field", "story.body", "--id-field", "story.no", "a", "b.json"];
    let output = sayso(&args).current_dir(&folder).output().unwrap();
    assert_eq!(ids(&output), ["a", "7"]);
    insta::assert_snapshot!(stderr(&output), @r"
    sayso: a: read as text, windows-1252
    sayso: b.json: read as JSON Lines, UTF-8
    ");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(article).unwrap();
    let output = piped(&["extract", "-v"], packed.finish().unwrap());
    assert_eq!(ids(&output), ["stdin"]);
    assert_eq!(stderr(&output), "sayso: stdin: read as text, windows-1252, gzip\n");
    let output = sayso(&["extract", "a"]).current_dir(&folder).output().unwrap();
    assert_eq!((ids(&output), stderr(&output)), (vec!["a".to_owned()], ""));
}

#[test]
fn the_text_comes_out_as_it_went_in() {
    let input = "One\r\n\r\ntwo\u{a0}\u{200b}three\0";
    assert_eq!(stdout(&piped(&["text"], input)), input);
}

#[test]
fn nothing_in_nothing_out() {
    for input in ["", "\n \n", "\u{feff}"] {
        for to in ["jsonl", "pretty", "json"] {
            let output = piped(&["extract", "--from", "jsonl", "--to", to], input);
            assert!(output.status.success(), "{}", stderr(&output));
            assert_eq!(stdout(&output), if to == "json" { "[]\n" } else { "" });
        }
        assert_eq!(stdout(&piped(&["extract"], input)), "");
    }
}

// Bad input

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let folder = folder("bad-lines");
    let good = "{\"id\": \"good\", \"text\": \"“We will stay,” said Ana Ruiz.\"}\n";
    let bad =
        ["{\"id\": \"cut\n", "{\"id\": \"no text\"}\n", "{\"text\": 7}\n", "[1]\n", "{\"id\": [], \"text\": \"\"}\n"];
    let mut bytes = bad.map(|bad| format!("{good}{bad}")).concat().into_bytes();
    bytes.extend(b"{\"text\": \"\xff\"}\n");
    bytes.extend(good.as_bytes());
    fs::write(folder.join("wire.jsonl"), bytes).unwrap();
    let output = sayso(&["extract", "wire.jsonl"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["good"; 6]);
    insta::assert_snapshot!(stderr(&output), @r#"
    sayso: wire.jsonl:2: expected a JSON object with a string "text" (column 11: EOF while parsing a string)
    sayso: wire.jsonl:4: expected a JSON object with a string "text" (column 17: missing field `text`)
    sayso: wire.jsonl:6: expected a JSON object with a string "text" (column 10: invalid type: integer `7`, expected a string)
    sayso: wire.jsonl:8: expected a JSON object with a string "text" (column 0: invalid type: sequence, expected an object)
    sayso: wire.jsonl:10: expected a JSON object with a string "text" (column 9: "id" is neither string nor number)
    sayso: wire.jsonl:11: expected UTF-8 at column 11
    "#);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = folder("unreadable");
    fs::write(folder.join("good.txt"), ARTICLE).unwrap();
    fs::write(folder.join("damaged.txt"), b"\n\xe2\x80\x9cZ\xfcrich\n").unwrap();
    fs::write(folder.join("latin-1.txt"), b"\"We will stay,\" said Ana R\xfciz.\n").unwrap();
    fs::write(folder.join("cut.txt.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]).unwrap();
    fs::write(folder.join("binary.txt"), b"\x7fELF\x02\n\n\x00\x80\x9c").unwrap();
    let output = sayso(&["extract", "none.txt", "."]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["good", "latin-1"]);
    insta::assert_snapshot!(stderr(&output), @r#"
    sayso: none.txt: No such file or directory (os error 2)
    sayso: ./binary.txt:3: expected UTF-8 at byte 8
    sayso: ./cut.txt.gz: the gzip data ends too early
    sayso: ./damaged.txt:2: expected UTF-8 at byte 5
    "#);
}

#[test]
fn a_score_wants_records() {
    let folder = folder("score");
    fs::write(folder.join("gold.jsonl"), "{\"doc_id\": \"a\"}\n").unwrap();
    let output = sayso(&["score", "gold.jsonl", "gold.jsonl"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(stderr(&output), @r#"sayso: gold.jsonl:1: expected a record (column 15: missing field `type`)"#);
}

#[test]
fn articles_marked_by_hand_are_scored_by_what_is_found_in_them() {
    let folder = folder("marked");
    let article = "Title: Ferry to stop\n[speaker1 Ana Ruiz] [cue1 said] [content1 the ferry would stop].\n\n\
                   [content2 “We have bailed for years,”] [speaker2 she] [cue2 said].\n===\n1, 2 = Ana Ruiz\n";
    fs::write(folder.join("ferry.txt"), article).unwrap();
    let output = sayso(&["score", "--json", "."]).current_dir(&folder).output().unwrap();
    let scores: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for figure in [&scores["quoted"]["e2e_f1"], &scores["speech"]["e2e_f1"], &scores["names"]["name_precision"]] {
        assert_eq!(figure.as_f64(), Some(1.0), "{scores:#}");
    }
    fs::write(folder.join("oar.txt"), "Title: Oar\n\n[cue1 said]\n===\n").unwrap();
    let output = sayso(&["score", "."]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(stderr(&output), @"sayso: ./oar.txt:3: expected a [content1 …] in record 1");
}

#[test]
fn records_are_scored_against_records() {
    let folder = folder("pairless");
    fs::write(folder.join("gold.jsonl"), "").unwrap();
    let output = sayso(&["score", "gold.jsonl"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(stderr(&output), @"sayso: gold.jsonl: expected a folder of marked articles, or the records to measure too");
}

#[test]
fn layouts_keep_to_the_confidence_asked_for() {
    let text = "HOST: Are you ready?\n\nLIM: I am. You know that.\n\nHOST: Thank you.\n\nLund wrote:\n\nNobody asked me of \
                all people. Not once.\n";
    for (least, given) in [("0.9", true), ("0.91", false)] {
        let records = lines(&piped(&["extract", "--min-confidence", least], text));
        let found: Vec<_> = records.iter().filter_map(|record| record["pattern"].as_str()).collect();
        for layout in ["transcript-turn", "block-quotation"] {
            assert_eq!(found.contains(&layout), given, "{least}: {found:?}");
        }
    }
}

// Entities and people

#[test]
fn the_entity_of_a_record_is_a_line_of_entities() {
    let article = "examples/harbour.txt";
    for depth in [&[][..], &["--min-confidence", "0", "--nested", "--attitudes"]] {
        let records = lines(&sayso(&["extract", article]).args(depth).output().unwrap());
        let entities = lines(&sayso(&["entities", article]).args(depth).output().unwrap());
        assert!(entities.len() > 3);
        for (number, entity) in entities.iter().enumerate() {
            assert_eq!(entity["entity"], number);
        }
        for record in records.iter().filter(|record| !record["speaker"].is_null()) {
            let entity = &entities[record["speaker"]["entity"].as_u64().unwrap() as usize];
            for field in ["name", "kind", "id"] {
                assert_eq!(record["speaker"][field], entity[field]);
            }
            assert!(entity["records"].as_array().unwrap().contains(&record["id"]));
            let spans: Vec<_> = entity["mentions"].as_array().unwrap().iter().map(|m| &m["spans"][0]).collect();
            let mention = &record["speaker"]["spans"][0];
            let holds = |span: &&Value| {
                span["start"].as_u64() <= mention["start"].as_u64() && mention["end"].as_u64() <= span["end"].as_u64()
            };
            assert!(mention.is_null() || spans.iter().any(holds), "{record}");
        }
        let spoken: usize = entities.iter().map(|entity| entity["records"].as_array().unwrap().len()).sum();
        assert_eq!(spoken, records.iter().filter(|record| !record["speaker"].is_null()).count());
    }
}

#[test]
fn people_known_beforehand_give_their_ids() {
    let folder = folder("people");
    let csv = "name,aliases,role,id\n\"Ruiz, Ana\",Ana Ruiz; La Ruiz,,Q42\n";
    let json = "{\"name\": \"Ana Ruiz\", \"role\": \"dock worker\", \"id\": \"Q42\"}\n";
    for (file, people, role) in [("people.csv", csv, Value::Null), ("people.jsonl", json, "dock worker".into())] {
        fs::write(folder.join(file), people).unwrap();
        for command in ["extract", "entities"] {
            let path = folder.join(file);
            let output = piped(&[command, "--people", path.to_str().unwrap()], ARTICLE);
            assert!(output.status.success(), "{}", stderr(&output));
            let line = &lines(&output)[0];
            let who = if command == "extract" { &line["speaker"] } else { line };
            assert_eq!((&who["id"], &who["role"]), (&Value::from("Q42"), &role));
        }
    }
    assert_eq!(lines(&piped(&["extract"], ARTICLE))[0]["speaker"]["id"], Value::Null);
}

#[test]
fn bad_lines_of_people_are_named_and_the_rest_counts() {
    let folder = folder("bad-people");
    let good = "{\"name\": \"Ana Ruiz\", \"id\": \"Q42\"}";
    fs::write(folder.join("people.jsonl"), format!("{{\"id\": \"Q1\"}}\n{good}\n{{\"name\": \"...\"}}\n")).unwrap();
    fs::write(folder.join("people.csv"), "name,id\nAna Ruiz,Q42\nBo,Q1,Q2\n\"Bo,Q1\n").unwrap();
    fs::write(folder.join("header.csv"), "surname,id\nRuiz,Q42\n").unwrap();
    fs::write(folder.join("article.txt"), ARTICLE).unwrap();
    let run = |file: &str| {
        let output = sayso(&["extract", "--people", file, "article.txt"]).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        (lines(&output).first().map(|line| line["speaker"]["id"].clone()), stderr(&output).to_owned())
    };
    let (id, errors) = run("people.jsonl");
    assert_eq!(id, Some("Q42".into()));
    insta::assert_snapshot!(errors, @r#"
    sayso: people.jsonl:1: expected a JSON object with a string "name", and perhaps "aliases" (a list), "role" and "id" (column 12: missing field `name`)
    sayso: people.jsonl:3: expected a name with a word in it
    "#);
    let (id, errors) = run("people.csv");
    assert_eq!(id, Some("Q42".into()));
    insta::assert_snapshot!(errors, @r"
    sayso: people.csv:3: expected 2 fields, as the header has
    sayso: people.csv:4: expected 2 fields, as the header has
    ");
    let (id, errors) = run("header.csv");
    assert_eq!(id, None);
    insta::assert_snapshot!(errors, @"sayso: header.csv:1: expected a header with the column name, and perhaps aliases, role and id");
}

#[test]
fn antecedents_are_learned_from_named_speakers() {
    let folder = folder("antecedents");
    let text = "Ana Ruiz met Bo Berg. “Yes,” she said. “No,” he said.";
    let doc = serde_json::json!({"id": "a", "text": text});
    let record = |id: &str, content: (usize, usize), speaker: (usize, usize)| {
        let span = |(start, end)| serde_json::json!({"spans": [{"start": start, "end": end}]});
        serde_json::json!({"id": id, "doc_id": "a", "content": span(content), "cue": null, "speaker": span(speaker)})
    };
    let gold = [record("a#1", (22, 28), (29, 32)), record("a#2", (39, 44), (45, 47))];
    let gold = gold.map(|record| format!("{record}\n")).concat();
    fs::write(folder.join("docs.jsonl"), format!("{doc}\n")).unwrap();
    fs::write(folder.join("gold.jsonl"), gold).unwrap();
    let speakers = "{\"id\": \"a#1\", \"name\": \"Ana Ruiz\"}\n{\"id\": \"a#2\", \"name\": \"Bo Berg\"}\n";
    fs::write(folder.join("speakers.jsonl"), speakers).unwrap();
    let learned = |threads: &str| {
        let args = [
            "train",
            "docs.jsonl",
            "gold.jsonl",
            "--speakers",
            "speakers.jsonl",
            "--penalty",
            "1",
            "-o",
            ".",
            "-j",
            threads,
        ];
        let output = sayso(&args).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read_to_string(folder.join("antecedents.tsv")).unwrap()
    };
    let one = learned("1");
    assert!(one.lines().count() > 1 && one.lines().skip(1).all(|line| line.starts_with("he.")), "{one}");
    assert_eq!(one, learned("3"));
    assert!(!folder.join("weights.tsv").exists());
}

// Wrong calls

#[test]
fn a_grammar_without_weights_is_refused() {
    let path = folder("untrained");
    fs::write(path.join("function-words.txt"), "[determiner]\nthe\n").unwrap();
    let output = piped(&["extract", "--grammar", path.to_str().unwrap(), "-"], ARTICLE);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("weights.tsv:1: expected weights"), "{}", stderr(&output));
}

#[test]
fn training_gives_the_same_weights_on_any_number_of_threads() {
    let path = folder("train");
    let article = "“We will stay,” said Ana Ruiz. Bo Lund denied the charge. The bridge opens on Monday.";
    let gold = r#"{"doc_id": "a", "content": {"spans": [{"start": 0, "end": 15}]}, "cue": {"spans": [{"start": 16, "end": 20}]}, "speaker": {"spans": [{"start": 21, "end": 29}]}}"#;
    fs::write(path.join("docs.jsonl"), format!("{}\n", json_line("a", article))).unwrap();
    fs::write(path.join("gold.jsonl"), format!("{gold}\n")).unwrap();
    let weights = |threads: &str| {
        let (docs, gold) = (path.join("docs.jsonl"), path.join("gold.jsonl"));
        let (docs, gold, out) = (docs.to_str().unwrap(), gold.to_str().unwrap(), path.to_str().unwrap());
        let output = sayso(&["train", docs, gold, "-o", out, "--penalty", "0.01", "-j", threads]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        fs::read_to_string(path.join("weights.tsv")).unwrap()
    };
    let one = weights("1");
    assert!(one.lines().any(|line| line.starts_with("link.lemma ")), "{one}");
    assert_eq!(one, weights("4"));
}

#[test]
fn a_wrong_call() {
    for args in [
        &["extract", "--to", "xml"][..],
        &["extract", "--types", "direct,whispered"],
        &["extract", "--min-confidence", "2"],
        &["extract", "--min-confidence", "NaN"],
        &["extract", "-j", "0"],
        &["extract", "--encoding", "latin-zero"],
        &["extract", "--max-document", "0"],
        &["extract", "--max-document", "9X"],
        &["extract", "--max-document", "99999999999999G"],
        &["extract", "--max-ratio", "0"],
        &["extract", "--offsets", "lines"],
        &["utter"],
        &["score"],
        &["completions", "cmd"],
        &["man", "utter"],
        &[],
    ] {
        let output = sayso(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
}

// Output

#[test]
fn offsets_in_three_units() {
    let text = "🙂 Él: “Sí,” dijo. “We will stay,” said Ana Ruiz.\n";
    for unit in ["chars", "bytes", "utf16"] {
        let output = piped(&["extract", "--offsets", unit], text);
        let records = lines(&output);
        assert!(!records.is_empty());
        for record in records {
            let span = &record["content"]["spans"][0];
            let range = span["start"].as_u64().unwrap() as usize..span["end"].as_u64().unwrap() as usize;
            let content = match unit {
                "chars" => text.chars().skip(range.start).take(range.len()).collect(),
                "bytes" => text[range].to_owned(),
                _ => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[range]).unwrap(),
            };
            assert_eq!(record["content"]["text"], *content);
        }
    }
    let id = |unit| lines(&piped(&["extract", "--offsets", unit], text)).last().unwrap()["id"].clone();
    assert_eq!(id("chars"), id("utf16"));
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let line = |number: usize| match number % 50 {
        7 => "{\"text\": 7}\n".into(),
        _ => json_line(&format!("wire-{number}"), &ARTICLE.trim().repeat(number % 3)),
    };
    // Some batches' worth.
    let input: String = (0..500).map(line).collect();
    for to in ["jsonl", "json", "pretty"] {
        let one = piped(&["extract", "--to", to, "-j", "1"], &*input);
        let four = piped(&["extract", "--to", to, "-j", "4"], &*input);
        assert_eq!(one.status.code(), Some(1));
        assert!(one.stdout == four.stdout && one.stderr == four.stderr, "{to}");
        if to == "json" {
            let records: Vec<Value> = serde_json::from_slice(&one.stdout).unwrap();
            assert_eq!(records.len(), lines(&piped(&["extract"], &*input)).len());
        }
    }
}

#[test]
fn a_file_is_replaced_when_all_is_written() {
    let folder = folder("replace");
    let path = folder.join("out.jsonl");
    fs::write(&path, "before").unwrap();
    let output = piped(&["extract", "-o", path.to_str().unwrap()], ARTICLE);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(fs::read_to_string(&path).unwrap().starts_with("{\"id\""));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let output = piped(&["extract", "-o", folder.join("none/out.jsonl").to_str().unwrap()], ARTICLE);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_pipe_that_closes_is_no_error() {
    let input = folder("pipe").join("many.jsonl");
    fs::write(&input, json_line("wire", ARTICLE.trim()).repeat(500)).unwrap();
    let mut child = sayso(&["extract"]).arg(input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

/// More is read than may wait to be written.
#[test]
fn a_pipe_that_closes_ends_a_long_run() {
    let input = folder("long-pipe").join("many.jsonl");
    let article = format!("{} {}", ARTICLE.trim(), "Nothing happened. ".repeat(4000));
    fs::write(&input, json_line("wire", &article).repeat(50)).unwrap();
    let mut child = sayso(&["extract", "-j", "1"]).arg(input).stdout(Stdio::piped()).spawn().unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn only_what_is_asked_for() {
    let all = piped(&["extract"], ARTICLE);
    assert_eq!(piped(&["extract", "--types", "direct,mixed"], ARTICLE).stdout, all.stdout);
    assert_eq!(stdout(&piped(&["extract", "--types", "indirect"], ARTICLE)), "");
    assert_eq!(stdout(&piped(&["extract", "--min-confidence", "1"], ARTICLE)), "");
}

#[test]
fn pretty_is_plain_in_a_pipe_and_harmless_on_a_terminal() {
    let output = piped(&["extract", "--to", "pretty"], "“We \u{1b}[31mwill\u{7} stay,” said Ana Ruiz.");
    assert!(stdout(&output).contains("│ “We [31mwill stay,”"), "{}", stdout(&output));
    assert!(!stdout(&output).contains(['\u{1b}', '\u{7}']));
}

#[test]
fn completions_and_manual() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(stdout(&sayso(&["completions", shell]).output().unwrap()).contains("min-confidence"));
    }
    assert!(stdout(&sayso(&["man"]).output().unwrap()).contains("sayso\\-extract(1)"));
    assert!(stdout(&sayso(&["man", "extract"]).output().unwrap()).contains("\\-\\-min\\-confidence"));
}
