//! A run over many documents: data sets, and what can go wrong on the way.
//!
//! - data sets: shards, manifest
//! - runs that are stopped: Ctrl-C, a crash, and what `--resume` makes of them
//! - faults: full disks, files that shrink, documents that cannot be read
//! - what a person sees on a terminal

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod command;

use command::{folder, program, sayso, stderr, stdout};
use serde_json::Value;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const ARTICLE: &str = "“We will stay,” said Ana Ruiz.\n";

/// So many documents as JSON Lines, some of them bad.
fn lines(count: usize) -> String {
    let line = |number: usize| match number % 10 {
        7 => "{\"id\": 7}\n".into(),
        _ => format!("{{\"id\": \"wire-{number}\", \"text\": \"{}\"}}\n", ARTICLE.trim()),
    };
    (0..count).map(line).collect()
}

/// A folder with two files of documents and one that is not there, and what reads them.
fn corpus(name: &str, count: usize) -> std::path::PathBuf {
    let folder = folder(name);
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.jsonl"), lines(count / 3)).unwrap();
    fs::write(folder.join("in/b.txt"), ARTICLE).unwrap();
    fs::write(folder.join("in/c.jsonl"), lines(count)).unwrap();
    folder
}

fn extract(folder: &Path, out: &str, more: &[&str]) -> Command {
    let mut command = sayso(["extract", "--output-dir", out, "none.txt", "in"]);
    command.args(more).current_dir(folder);
    command
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// All files below a folder with their bytes, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            files.push((name, fs::read(path).unwrap()));
        }
    }
    files.sort();
    files
}

/// Asserts that two folders hold the same, without printing all of it.
fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    for ((name, one), (_, other)) in one.iter().zip(&other) {
        assert!(one == other, "{name}:\n{}\n{}", String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    }
}

/// The summary without what differs from run to run.
fn summary(output: &Output) -> String {
    let last = stderr(output).lines().last().unwrap_or_default();
    last.split("; ").next().unwrap().into()
}

// Data sets

#[test]
fn a_data_set_is_shards_and_a_manifest() {
    let folder = corpus("data-set", 30);
    let output = extract(&folder, "out", &["--shard-size", "16"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(summary(&output), "sayso: 37 documents, 37 quotations, failed: 1 entity not found, 4 malformed");
    let out = folder.join("out");
    let names: Vec<_> = files(&out).into_iter().map(|(name, _)| name).collect();
    let shards = ["quotations-00000.jsonl", "quotations-00001.jsonl", "quotations-00002.jsonl"];
    assert_eq!(names, [&["manifest.json"], &shards[..]].concat());

    let all: String = shards.map(|shard| fs::read_to_string(out.join(shard)).unwrap()).concat();
    let plain = sayso(["extract", "none.txt", "in"]).current_dir(&folder).output().unwrap();
    assert_eq!(all, stdout(&plain));

    let manifest = manifest(&out);
    assert_eq!(manifest["sayso"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&manifest["complete"], &manifest["resume"]), (&true.into(), &Value::Null));
    assert_eq!(manifest["failures"], serde_json::json!({"entity not found": 1, "malformed": 4}));
    assert_eq!(manifest["options"]["shard_size"], 16);
    assert_eq!(manifest["grammar"].as_str().unwrap().len(), 64);
    let counted = |name: &str| {
        manifest["shards"].as_array().unwrap().iter().map(|shard| shard[name].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((counted("documents"), counted("records")), (vec![16, 16, 5], vec![16, 16, 5]));
    assert_eq!(manifest["inputs"][1]["files"], 3);
}

#[test]
fn hashes_are_those_of_other_programs() {
    let Some(sha256sum) = program("SAYSO_SHA256SUM", &["sha256sum"]) else { return };
    let folder = corpus("hashes", 10);
    assert_eq!(extract(&folder, "out", &[]).output().unwrap().status.code(), Some(1));
    let sum = |paths: &[&str]| Command::new(&sha256sum).args(paths).current_dir(&folder).output().unwrap().stdout;
    let of = |list: Vec<u8>| String::from_utf8(list).unwrap().split(' ').next().unwrap().to_owned();
    let manifest = manifest(&folder.join("out"));
    assert_eq!(manifest["shards"][0]["sha256"], of(sum(&["out/quotations-00000.jsonl"])));
    fs::write(folder.join("list"), sum(&["in/a.jsonl", "in/b.txt", "in/c.jsonl"])).unwrap();
    assert_eq!(manifest["inputs"][1]["sha256"], of(sum(&["list"])));
}

#[test]
fn the_same_data_set_for_any_number_of_threads_in_every_format() {
    let folder = corpus("data-set-threads", 60);
    let formats = ["jsonl", "json", "csv", "tsv", "html", "web-annotation", "schema-org", "conll", "brat", "pretty"];
    let parquet = cfg!(feature = "parquet").then_some("parquet");
    for to in formats.into_iter().chain(parquet) {
        for jobs in ["1", "4"] {
            let out = format!("{to}-{jobs}");
            let output = extract(&folder, &out, &["--to", to, "-j", jobs, "--shard-size", "20"]).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        }
        assert_same(&folder.join(format!("{to}-1")), &folder.join(format!("{to}-4")));
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = corpus("data-set-refused", 10);
    let refused = |out: &str, more: &[&str]| {
        let output = extract(&folder, out, more).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        stderr(&output).to_owned()
    };
    assert_eq!(refused("in", &[]), "sayso: in: this folder is neither empty nor a data set\n");
    assert_eq!(refused("in/out", &[]), "sayso: in/out: this folder is a part of what is to be read\n");
    fs::remove_dir(folder.join("in/out")).unwrap();
    refused("out", &["--strict"]);
    assert_eq!(
        refused("out", &[]),
        "sayso: out: there is a data set already: go on with --resume, or name another folder\n"
    );
    assert_eq!(refused("out", &["--resume", "--nested"]), "sayso: out: other options began this data set\n");
    let grammar = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/en");
    fs::create_dir(folder.join("grammar")).unwrap();
    for entry in fs::read_dir(grammar).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), folder.join("grammar").join(entry.file_name())).unwrap();
    }
    // The same grammar in a folder is the same.
    fs::write(folder.join("in/b.txt"), ARTICLE.repeat(2)).unwrap();
    let changed = "sayso: out: the inputs have changed since this data set was begun\n";
    assert_eq!(refused("out", &["--resume", "--grammar", "grammar"]), changed);
    OpenOptions::new().append(true).open(folder.join("grammar/times.txt")).unwrap().write_all(b"# more\n").unwrap();
    let other = "sayso: out: another grammar began this data set\n";
    assert_eq!(refused("out", &["--resume", "--grammar", "grammar"]), other);
}

// Runs that are stopped

/// Starts a run, sends it a signal when it has written a shard or two, and returns how it ended.
fn stopped(folder: &Path, out: &str, signal: &str, more: &[&str]) -> Output {
    let mut command = extract(folder, out, &[&["-j", "1"], more].concat());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    let shards = || {
        fs::read_dir(folder.join(out)).map_or(0, |files| {
            files.flatten().filter(|file| file.file_name().to_string_lossy().starts_with("quotations-")).count()
        })
    };
    while shards() < 2 {
        assert!(begun.elapsed() < Duration::from_secs(60), "no shard was written");
        thread::sleep(Duration::from_millis(1));
    }
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    child.wait_with_output().unwrap()
}

#[test]
fn what_is_stopped_can_be_resumed_and_is_as_if_it_had_not_been() {
    let folder = corpus("resume", 600);
    for (format, signals) in [("json", &["-INT", "-KILL", "-TERM"][..]), ("brat", &["-INT"])] {
        let options = &["--to", format, "--shard-size", "40"][..];
        let whole = format!("whole-{format}");
        assert_eq!(extract(&folder, &whole, options).output().unwrap().status.code(), Some(1));
        for &signal in signals {
            let out = format!("{format}{signal}");
            let output = stopped(&folder, &out, signal, options);
            let manifest = manifest(&folder.join(&out));
            assert_eq!(manifest["complete"], false, "it was faster than the signal");
            let documents = manifest["documents"].as_u64().unwrap();
            if signal == "-KILL" {
                assert_eq!(output.status.code(), None);
            } else {
                assert_eq!(output.status.code(), Some(130));
                let message =
                    format!("sayso: interrupted: {documents} documents are in {out}; --resume goes on from there");
                assert_eq!(stderr(&output).lines().last(), Some(&*message));
                let hidden = files(&folder.join(&out)).into_iter().filter(|(name, _)| name.starts_with('.')).count();
                assert_eq!(hidden, 0);
            }
            // Once more, so that a resumed run is resumed too.
            stopped_again(&folder, &out, options);
            let resume = [options, &["--resume", "-j", "2"]].concat();
            let output = extract(&folder, &out, &resume).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
            assert!(summary(&output).starts_with("sayso: 721 documents, 721 quotations"), "{}", stderr(&output));
            assert_same(&folder.join(&whole), &folder.join(&out));
            let output = extract(&folder, &out, &resume).output().unwrap();
            assert_eq!(
                (output.status.code(), stderr(&output)),
                (Some(1), &*format!("sayso: {out}: this data set is complete\n"))
            );
        }
    }
}

/// Resumes a run and kills it at once.
fn stopped_again(folder: &Path, out: &str, options: &[&str]) {
    let mut command = extract(folder, out, &[options, &["--resume"]].concat());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_millis(60));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_shard_that_was_changed_is_found_out() {
    let folder = corpus("resume-changed", 600);
    stopped(&folder, "out", "-KILL", &["--shard-size", "40"]);
    OpenOptions::new().append(true).open(folder.join("out/quotations-00000.jsonl")).unwrap().write_all(b"\n").unwrap();
    let output = extract(&folder, "out", &["--resume", "--shard-size", "40"]).output().unwrap();
    let message = "sayso: out/quotations-00000.jsonl: this shard is not what the manifest says: begin anew\n";
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), message));
}

#[test]
fn a_file_is_not_replaced_by_half_of_another() {
    let folder = folder("interrupted-file");
    fs::write(folder.join("out.jsonl"), "before").unwrap();
    let mut command = sayso(["extract", "-o", "out.jsonl", "-"]);
    let mut child = command.current_dir(&folder).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(lines(50).as_bytes()).unwrap();
    // The program waits for more; when it does, it has set out to write.
    while fs::read_dir(&folder).unwrap().count() < 2 {
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(100));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(said.ends_with("sayso: interrupted: out.jsonl was not written\n"), "{said}");
    let left: Vec<_> = files(&folder);
    assert_eq!(left, [("out.jsonl".to_owned(), b"before".to_vec())]);
}

#[test]
fn standard_input_cannot_be_resumed() {
    let folder = folder("resume-stdin");
    let mut command = sayso(["extract", "--output-dir", "out", "--strict", "--shard-size", "3", "-"]);
    let mut child = command.current_dir(&folder).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines(10).as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let output = sayso(["extract", "--output-dir", "out", "--resume", "--shard-size", "3", "-"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("an input of this data set can be read but once"), "{}", stderr(&output));
}

// Faults

#[test]
fn a_full_disk_is_said() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = corpus("full", 100);
    let parquet = cfg!(feature = "parquet").then_some("parquet");
    for to in ["jsonl", "json", "csv", "html"].into_iter().chain(parquet) {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = sayso(["extract", "--to", to, "in"]).current_dir(&folder).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let last = stderr(&output).lines().last().unwrap().to_owned();
        assert_eq!(last, "sayso: standard output: No space left on device (os error 28)", "{to}");
        let output = sayso(["extract", "--to", to, "-o", "/dev/full", "in"]).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let last = stderr(&output).lines().last().unwrap().to_owned();
        assert_eq!(last, "sayso: /dev/full: No space left on device (os error 28)", "{to}");
    }
}

#[test]
fn a_pipe_that_closes_is_no_error_in_any_format() {
    let folder = folder("pipes");
    // Without lines that do not read: a format that writes little may be done before the pipe closes, and then says so.
    let readable: String = lines(4000).split_inclusive('\n').filter(|line| line.contains("text")).collect();
    fs::write(folder.join("in.jsonl"), readable).unwrap();
    let parquet = cfg!(feature = "parquet").then_some("parquet");
    for to in ["json", "csv", "html", "conll"].into_iter().chain(parquet) {
        let mut command = sayso(["extract", "--to", to, "in.jsonl"]);
        let mut child = command.current_dir(&folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0]).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{to}");
    }
}

#[test]
fn a_file_that_shrinks_while_it_is_read() {
    let path = folder("shrinks").join("in.jsonl");
    let line = format!("{{\"id\": \"a\", \"text\": \"{}\", \"note\": \"{}\"}}\n", ARTICLE.trim(), "-".repeat(2000));
    fs::write(&path, line.repeat(8000)).unwrap();
    let mut command = sayso(["extract", "-j", "1"]);
    let mut child = command.arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0]).unwrap();
    // It writes no more than a pipe holds, and so reads no more than a few blocks, until somebody reads on.
    thread::sleep(Duration::from_millis(300));
    let kept = 6000 * line.len() + 30;
    File::options().write(true).open(&path).unwrap().set_len(kept as u64).unwrap();
    let mut records = String::new();
    out.read_to_string(&mut records).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("in.jsonl: the file became shorter while it was read"), "{}", stderr(&output));
    assert_eq!(records.lines().count(), 6000);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_counted() {
    let folder = corpus("unreadable-in-a-corpus", 10);
    // A link to itself cannot be read by anybody, while the superuser may read what is forbidden.
    std::os::unix::fs::symlink("b2.txt", folder.join("in/b2.txt")).unwrap();
    fs::set_permissions(folder.join("in/b.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let forbidden = File::open(folder.join("in/b.txt")).is_err();
    let output = extract(&folder, "out", &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("sayso: in/b2.txt: Too many levels of symbolic links"), "{}", stderr(&output));
    assert_eq!(stderr(&output).contains("sayso: in/b.txt: Permission denied"), forbidden);
    let manifest = manifest(&folder.join("out"));
    assert_eq!(manifest["failures"].get("permission denied"), forbidden.then_some(&1.into()));
    let failures: u64 = manifest["failures"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(failures, 3 + u64::from(forbidden));
    assert_eq!(manifest["documents"], 13 - u64::from(forbidden));
}

#[test]
fn strict_stops_at_the_first_bad_document() {
    let folder = folder("strict");
    fs::write(folder.join("in.jsonl"), lines(50)).unwrap();
    for jobs in ["1", "4"] {
        let output = sayso(["extract", "--strict", "-j", jobs, "in.jsonl"]).current_dir(&folder).output().unwrap();
        assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(1), 7));
        insta::allow_duplicates! {
            insta::assert_snapshot!(stderr(&output), @r#"sayso: stopped at the first document that cannot be read: in.jsonl:8: expected a JSON object with a string "text" (column 9: missing field `text`)"#);
        }
        let output =
            sayso(["extract", "--strict", "-o", "out.jsonl", "in.jsonl"]).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(files(&folder).len(), 1);
    }
}

// What a person sees

#[test]
fn a_bar_on_a_terminal_only() {
    let folder = corpus("terminal", 300);
    let output = extract(&folder, "pipe", &[]).output().unwrap();
    assert!(!stderr(&output).contains('\u{1b}') && !stderr(&output).contains('%'), "{}", stderr(&output));
    let Some(script) = program("SAYSO_SCRIPT", &["script"]) else { return };
    let call = format!("{} extract --output-dir tty in", env!("CARGO_BIN_EXE_sayso"));
    let output = Command::new(script).args(["-qec", &call, "/dev/null"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let seen = String::from_utf8_lossy(&output.stdout);
    assert!(seen.contains("% · ") && seen.contains(" documents · ") && seen.contains("left"), "{seen}");
    assert!(seen.trim_end().lines().last().unwrap().contains("sayso: 361 documents"), "{seen}");
}
