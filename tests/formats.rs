//! What each format that records go out in looks like, and that others read it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod command;

use command::{folder, program, sayso, stderr, stdout};
use std::fs;
use std::process::Command;

/// A headline, a quotation over two paragraphs and in two pieces, and marks that every format has to escape.
const ARTICLE: &str = r#"{"id": "note/1 \"x\"", "title": "Crane, <idle> & \"sorry\"", "date": "2031-05-01", "url": "https://courier.example/1?a&b", "text": "“We will <b>stay,” Ana Ruiz told\treporters. “And 🙂\n\n“then some.”"}"#;

/// The article's records in a format. Confidence is learned anew now and then, and so is left out.
fn written(args: &[&str]) -> String {
    let path = folder(&format!("format-{}", args.join("-").replace(',', ""))).join("article.jsonl");
    fs::write(&path, ARTICLE).unwrap();
    let output = sayso(["extract"]).args(args).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output).into()
}

/// Compares with `snapshots/formats/NAME.snap`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots/formats");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn csv() {
    snapshot("csv", &written(&["--to", "csv", "--fields", "type,content,speaker.name,cue.text,via,doc"]));
}

#[test]
fn tsv() {
    snapshot("tsv", &written(&["--to", "tsv", "--fields", "doc.title,speaker.name,content.spans,addressee"]));
}

#[test]
fn chosen_fields() {
    snapshot(
        "chosen-fields",
        &written(&[
            "--to",
            "json",
            "--with-context",
            "0",
            "--fields",
            "doc.date,context,speaker.name,speaker.kind,doc.none,parent",
        ]),
    );
}

#[test]
fn web_annotation() {
    snapshot("web-annotation", &written(&["--to", "web-annotation"]));
}

#[test]
fn schema_org() {
    snapshot("schema-org", &written(&["--to", "schema-org"]));
}

#[test]
fn conll() {
    snapshot("conll", &written(&["--to", "conll"]));
}

#[test]
fn brat() {
    let folder = folder("format-brat");
    fs::write(folder.join("article.jsonl"), ARTICLE).unwrap();
    let output = sayso(["extract", "--to", "brat", "--output-dir", "out", "article.jsonl"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let shard = folder.join("out/quotations-00000.brat");
    let mut names: Vec<_> = fs::read_dir(&shard).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["00000000-note-1--x-.ann", "00000000-note-1--x-.txt", "annotation.conf"]);
    snapshot("brat", &fs::read_to_string(shard.join(&names[0])).unwrap());
}

/// What of the page is about the article, without style, script and confidence.
#[test]
fn html() {
    let page = written(&["--to", "html"]);
    let article = page.split("<section").nth(1).unwrap().split("<aside").next().unwrap();
    snapshot("html", article);
}

#[test]
fn a_file_s_name_tells_its_format() {
    let folder = folder("format-named");
    for (name, start) in
        [("a.csv", "id,"), ("a.tsv", "id\t"), ("a.json", "["), ("a.html", "<!doctype html>"), ("a.conllup", "# global")]
    {
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/harbour.txt");
        let output = sayso(["extract", "-o", name, example]).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(fs::read_to_string(folder.join(name)).unwrap().starts_with(start), "{name}");
    }
}

#[test]
fn the_text_and_the_sentences_around_come_along() {
    let text: serde_json::Value = serde_json::from_str(ARTICLE).unwrap();
    let records = written(&["--to", "jsonl", "--with-text", "--with-context", "1"]);
    for record in records.lines() {
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        assert_eq!(record["text"], text["text"]);
        let span = &record["context"]["spans"][0];
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        let there: String = text["text"].as_str().unwrap().chars().skip(start).take(end - start).collect();
        assert_eq!(record["context"]["text"], there);
        assert!(start <= record["content"]["spans"][0]["start"].as_u64().unwrap() as usize);
    }
}

#[test]
fn what_a_format_cannot_do_is_said() {
    for (args, message) in [
        (&["--fields", "speaker.nam"][..], "there is no field 'speaker.nam'; there are id, doc_id,"),
        (&["--fields", "text"], "there is no field 'text' without --with-text"),
        (&["--fields", "id", "--to", "html"], "--fields chooses among the fields of jsonl, json, csv, tsv and parquet"),
        (&["--to", "brat"], "name a folder with --output-dir"),
        (&["--resume"], "--output-dir <DIR>"),
        (&["--output-dir", "a", "-o", "b"], "cannot be used with"),
    ] {
        let output = sayso(["extract"]).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

/// The crate that reads tables panics at some whose bytes are damaged.
#[cfg(feature = "parquet")]
#[test]
fn a_damaged_table_is_an_error_and_no_panic() {
    use arrow_schema::{DataType, Field, Schema};
    use sayso::input::{self, Format};
    use std::sync::Arc;

    let schema = Arc::new(Schema::new(["id", "text"].map(|name| Field::new(name, DataType::Utf8, false)).to_vec()));
    let mut rows = arrow_json::ReaderBuilder::new(Arc::clone(&schema)).build_decoder().unwrap();
    let row = r#"{"id": "a", "text": "“It will sail,” Ana Ruiz said."}"#;
    rows.decode(row.repeat(3).as_bytes()).unwrap();
    let mut table = parquet::arrow::ArrowWriter::try_new(Vec::new(), schema, None).unwrap();
    table.write(&rows.flush().unwrap().unwrap()).unwrap();
    let whole = table.into_inner().unwrap();
    let path = folder("damaged-table").join("in.parquet");
    let read = |bytes: &[u8]| -> (usize, usize) {
        fs::write(&path, bytes).unwrap();
        let (good, bad): (Vec<_>, Vec<_>) =
            input::batches([path.clone()], Format::Auto).partition(|batch| batch.is_ok());
        (good.into_iter().flatten().map(|batch| batch.documents().flatten().count()).sum(), bad.len())
    };
    assert_eq!(read(&whole), (3, 0));
    let mut failed = 0;
    for at in 4..whole.len() {
        for byte in [0, 0x7f, 0xff, whole[at] ^ 1] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            failed += read(&damaged).1;
        }
    }
    assert!(failed > whole.len(), "{failed} of {} damaged tables failed", 4 * whole.len());
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_so() {
    let folder = folder("without-parquet");
    fs::write(folder.join("in.parquet"), "PAR1").unwrap();
    let output = sayso(["extract", "-o", "out.parquet", "-"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("this sayso was built without Parquet: cargo install --features parquet"));
    let output = sayso(["extract", "in.parquet"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "sayso: in.parquet: this sayso was built without Parquet\n");
}

/// Python's json, csv and unicodedata, a parser of brat, and pyarrow where it is there.
#[test]
fn another_program_reads_what_was_written() {
    let Some(python) = program("SAYSO_PYTHON", &["python3"]) else { return };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/round_trip.py");
    let parquet = if cfg!(feature = "parquet") { "parquet" } else { "" };
    let articles = ["tests/formats/articles.jsonl", "tests/formats/hostile.jsonl"];
    let articles = articles.map(|path| format!("{}/{path}", env!("CARGO_MANIFEST_DIR")));
    let mut command = Command::new(python);
    command.arg(script).arg(env!("CARGO_BIN_EXE_sayso")).arg(folder("round-trip")).arg(parquet).args(articles);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    print!("{}", stdout(&output));
}

/// The page in a browser: nothing of a hostile article runs, and what a reader does has its effect.
#[test]
fn a_browser_shows_the_report() {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let Some(browser) = program("SAYSO_BROWSER", &names) else { return };
    let folder = folder("browser");
    let page = |article: &str| {
        let article = format!("{}/tests/formats/{article}.jsonl", env!("CARGO_MANIFEST_DIR"));
        let output = sayso(["extract", "--to", "html", &article]).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).to_owned()
    };
    let shown = |name: &str, page: &str| {
        let path = folder.join(name);
        fs::write(&path, page).unwrap();
        let mut command = Command::new(&browser);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom"]);
        command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
        let output = command.arg(format!("file://{}", path.display())).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).to_owned()
    };
    let hostile = shown("hostile.html", &page("hostile"));
    assert!(!hostile.contains("data-pwned"), "{hostile}");
    assert!(!hostile.contains("href=\"javascript:") && !hostile.contains("<svg"), "{hostile}");
    // The page's own script ran: its policy allows it, and the light of day can be chosen.
    assert!(hostile.contains("<button class=\"theme\">"), "{hostile}");

    // A script that does what a reader would, in a page that allows it.
    let reader = include_str!("formats/reader.js");
    let own = page("articles");
    let (head, policy) = own.split_once("<meta http-equiv").unwrap();
    let done = shown("read.html", &format!("{head}{}<script>{reader}</script>", policy.split_once('>').unwrap().1));
    let seen: Vec<_> = done.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap().split("; ").collect();
    snapshot("html-in-a-browser", &seen.join("\n"));
}
