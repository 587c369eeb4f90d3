//! What comes in, and what it is taken for.
//!
//! - formats: every file of `tests/input` reads as recorded in `snapshots/input`
//! - archives: WARC and WET, their records packed as crawlers pack them
//! - compression: gzip and Zstandard, whole, in several parts, broken off, as bombs
//! - hostile input: deep, long, binary, shrinking

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use flate2::write::{GzEncoder, ZlibEncoder};
use insta::{Settings, assert_snapshot, glob};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use sayso::input::{self, Batch, FieldPath, Format, Options};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("input").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The path of a file that holds these bytes.
fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    compress_to_vec(bytes.as_ref(), CompressionLevel::Fastest)
}

/// What the paths were taken for, every document with its fields and its text, and every error, without the folder.
fn read<'p>(paths: impl IntoIterator<Item = &'p Path>, options: impl Into<Options>) -> String {
    let paths: Vec<_> = paths.into_iter().map(Path::to_path_buf).collect();
    let folder = paths.first().and_then(|path| path.parent()).map(|path| format!("{}/", path.display()));
    let mut out = String::new();
    for batch in input::batches(paths, options) {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => {
                writeln!(out, "! {error}").unwrap();
                continue;
            }
        };
        if let Some(taken) = batch.taken() {
            writeln!(out, "{}: {taken}", taken.name().display()).unwrap();
        }
        for document in batch.documents() {
            match document {
                Ok(document) => {
                    let fields = serde_json::to_string(&document.fields).unwrap();
                    writeln!(out, "= {} {fields}", document.id).unwrap();
                    out.extend(document.text.lines().map(|line| format!("  {line}\n")));
                }
                Err(error) => writeln!(out, "! {error}").unwrap(),
            }
        }
    }
    out.replace(folder.as_deref().unwrap_or("\0"), "")
}

// Formats

#[test]
fn files_read_as_recorded() {
    glob!("input/*.*", |path| {
        let mut options = Options::default();
        if path.ends_with("wire.json") {
            options.text_field = FieldPath::new("article.body");
        }
        recorded(path.file_name().unwrap().to_str().unwrap(), &read([path], options));
    });
}

/// Compares with what `snapshots/input` has under this name.
fn recorded(name: &str, read: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots/input");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_suffix("");
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, read));
}

#[test]
fn every_file_reads_alike_without_its_name_and_compressed() {
    let folder = folder("nameless");
    glob!("input/*.*", |path| {
        // Markdown has nothing that a text could not have, and what is cut or called otherwise says so in its errors.
        let name = path.file_name().unwrap().to_str().unwrap();
        if ["minutes.md", "wire.json", "feed.jsonl", "ledger.csv"].contains(&name) {
            return;
        }
        let bytes = fs::read(path).unwrap();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let plain = read([path], Format::Auto).replace(&format!("{name}: "), "");
        let nameless = read([&*file(&folder, stem, &bytes)], Format::Auto);
        assert_eq!(nameless.replace(&format!("{stem}: "), ""), plain);
        for (suffix, called, packed) in [("gz", "gzip", gzip(&bytes)), ("zst", "Zstandard", zstd(&bytes))] {
            let packed_name = format!("{name}.{suffix}");
            let packed = read([&*file(&folder, &packed_name, packed)], Format::Auto);
            let packed = packed.replace(&format!("{packed_name}: "), "").replacen(&format!(", {called}\n"), "\n", 1);
            assert_eq!(packed, plain);
        }
    });
}

#[test]
fn an_encoding_that_is_given_is_taken() {
    let folder = folder("encoding");
    let path = file(&folder, "note.txt", b"\xfde\xf0i: \xfeimdi");
    let options =
        |label: &str| Options { encoding: encoding_rs::Encoding::for_label(label.as_bytes()), ..Options::default() };
    assert_eq!(read([&*path], options("latin5")), "note.txt: text, windows-1254\n= note {}\n  ıeği: şimdi\n");
    assert_eq!(read([&*path], options("utf-8")), "note.txt: text, UTF-8\n! note.txt:1: expected UTF-8 at byte 0\n");
    let rows = file(&folder, "rows.csv", b"text\n\xe4");
    assert_eq!(read([&*rows], options("latin1")), "rows.csv: CSV, windows-1252\n= rows:2 {}\n  ä\n");
    let rows =
        file(&folder, "rows.csv", b"text;id\n\"\x93We stay,\x94 Ana Garc\xeda\nsaid.\";7\n\"It\x92s over.\";8\n");
    assert_eq!(
        read([&*rows], Format::Auto),
        "rows.csv: CSV, windows-1252\n= 7 {}\n  “We stay,” Ana García\n  said.\n= 8 {}\n  It’s over.\n"
    );
}

#[test]
fn what_sayso_does_not_read_is_said() {
    let folder = folder("foreign");
    let pdf = file(&folder, "page.pdf", "%PDF-1.7\n…");
    let feed = file(&folder, "feed.xml", "<?xml version=\"1.0\"?>\n<rss><channel/></rss>");
    let picture = file(&folder, "picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff");
    assert_snapshot!(read([&*pdf, &feed, &picture], Format::Auto), @r"
    ! page.pdf:1: expected a format that sayso reads, not PDF (`--from text` reads it nevertheless)
    ! feed.xml:1: expected a format that sayso reads, not XML (`--from text` reads it nevertheless)
    ! picture:1: expected UTF-8 at byte 0
    ");
}

#[test]
fn a_pattern_stands_for_what_matches() {
    let folder = folder("pattern");
    for name in ["2030/may/a.txt", "2030/june/b.txt.gz", "2030/june/c.csv", "2030/.d.txt", "[e].txt"] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), if name.ends_with("gz") { gzip("b") } else { "text\n".into() }).unwrap();
    }
    let ids = |pattern: &str| {
        let batches = input::batches([folder.join(pattern)], Format::Text);
        let batches = batches.map(|batch| batch.map_err(|error| error.to_string()));
        batches
            .map(|batch| match batch {
                Ok(batch) => batch.documents().map(|document| document.unwrap().id.into_owned()).collect::<String>(),
                Err(error) => error.replace(&*folder.to_string_lossy(), ""),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("2030/*/*.t*"), ["june/b", "may/a"]);
    assert_eq!(ids("**/*.csv"), ["2030/june/c"]);
    assert_eq!(ids("2030/*.txt"), ["/2030/*.txt: no file matches this pattern"]);
    assert_eq!(ids("[e].txt"), ["[e]"]);
}

// Archives

fn record(kind: &str, number: usize, headers: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2031-05-06T07:08:09Z\r\n\
         WARC-Target-URI: https://news.example/{number}\r\n{headers}Content-Length: {}\r\n\r\n",
        content.len()
    )
    .into_bytes();
    record.extend_from_slice(content);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(number: usize, head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut content = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    content.extend_from_slice(body.as_ref());
    record("response", number, "Content-Type: application/http; msgtype=response\r\n", content)
}

const PAGE: &str = "<html><head><title>Tolls</title></head><body><p>“The tolls will rise, and they will rise again,” said \
                    the minister, Ivana Kööp, on Friday.</p><p>Nobody in the hall asked why, or if they did, nobody heard \
                    it.</p></body></html>";

#[test]
fn a_web_archive_gives_its_pages_and_texts() {
    let folder = folder("warc");
    let (start, rest) = PAGE.split_at(40);
    let chunked = format!("{:x};x=1\r\n{start}\r\n{:x}\r\n{rest}\r\n0\r\n\r\n", start.len(), rest.len());
    let latin = encoding_rs::WINDOWS_1252.encode(PAGE).0.into_owned();
    let mut deflated = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    deflated.write_all("“Deflated,” he said.".as_bytes()).unwrap();
    let records = [
        record("warcinfo", 0, "Content-Type: application/warc-fields\r\n", "software: none\r\n"),
        record("request", 1, "Content-Type: application/http; msgtype=request\r\n", "GET / HTTP/1.1\r\n\r\n"),
        response(2, "200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE),
        response(3, "404 Not Found\r\nContent-Type: text/html", PAGE),
        response(4, "200 OK\r\ncontent-type: text/html; charset=\"ISO-8859-1\"", latin),
        response(5, "200\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", chunked),
        response(6, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip(PAGE)),
        response(7, "200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: deflate", deflated.finish().unwrap()),
        response(8, "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response(9, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzip(PAGE)[..60]),
        b"noise that is no record\r\n\r\nand more of it\r\n\r\n".to_vec(),
        record("conversion", 12, "Content-Type: text/plain\r\n", "“Converted,” she said."),
        record("resource", 13, "Content-Type: text/html\r\n", PAGE),
    ];
    let whole = file(&folder, "crawl.warc", records.concat());
    let plain = read([&*whole], Format::Auto);
    recorded("crawl.warc", &plain);
    // As crawlers write them: every record a gzip member of its own.
    let members = file(&folder, "crawl.warc.gz", records.iter().flat_map(gzip).collect::<Vec<_>>());
    let packed = read([&*members], Format::Auto);
    assert_eq!(packed.replace("crawl.warc.gz", "crawl.warc").replace("WARC, gzip", "WARC"), plain);
}

// Compression

#[test]
fn several_parts_are_one_input() {
    let folder = folder("parts");
    let lines =
        ["{\"id\": 1, \"text\": \"a", "b\"}\n{\"id\": 2, \"text\": \"c\"}\n", "", "{\"id\": 3, \"text\": \"d\"}"];
    let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
    let mut frames = vec![skipped.clone()];
    frames.extend(lines.map(zstd));
    frames.push(skipped);
    for packed in [lines.map(gzip).concat(), frames.concat()] {
        let documents = read([&*file(&folder, "lines.jsonl", packed)], Format::Auto);
        assert_eq!(documents.split_once('\n').unwrap().1, "= 1 {}\n  ab\n= 2 {}\n  c\n= 3 {}\n  d\n");
    }
}

#[test]
fn what_breaks_off_is_read_as_far_as_it_goes() {
    let folder = folder("broken");
    // Words that do not repeat, so that half of the compressed lines are about half of the lines.
    let line =
        |number: u64| format!("{{\"id\": {number}, \"text\": \"{:x}\"}}\n", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let lines: String = (0..50_000).map(line).collect();
    for (name, packed, message) in [
        ("lines.jsonl.gz", gzip(&lines), "the gzip data ends too early"),
        ("lines.jsonl.zst", zstd(&lines), "the Zstandard data ends too early"),
    ] {
        let path = file(&folder, name, &packed[..packed.len() / 2]);
        let next = file(&folder, "next.txt", "next");
        let read = read([&*path, &next], Format::Auto);
        let documents = read.lines().filter(|line| line.starts_with("= ")).count();
        assert!((10_000..40_000).contains(&documents), "{name}: {documents}");
        assert!(
            read.ends_with(&format!("! {name}: {message}\nnext.txt: text, UTF-8\n= next {{}}\n  next\n")),
            "{name}"
        );
        let mut damaged = packed;
        let middle = damaged.len() / 2;
        damaged[middle..middle + 8].fill(0xff);
        let read = self::read([&*file(&folder, name, damaged)], Format::Auto);
        assert!(read.contains(&format!("! {name}: ")), "{name}");
    }
}

#[test]
fn a_bomb_is_stopped() {
    let folder = folder("bomb");
    let line = [vec![b' '; 1 << 20], vec![b'\n']].concat();
    let packed = gzip(line.repeat(40));
    let bomb = file(&folder, "bomb.jsonl.gz", &packed);
    let stopped = "more than 250 bytes come out of each compressed one; --max-ratio would let them, if this is no bomb";
    assert_eq!(
        read([&*bomb], Format::Auto),
        format!("bomb.jsonl.gz: JSON Lines, UTF-8, gzip\n! bomb.jsonl.gz: {stopped}\n")
    );
    let text = file(&folder, "bomb.txt.gz", &packed);
    let too_long = "! bomb.txt.gz:1: expected a document of at most 1000000 bytes (--max-document)\n";
    assert_eq!(read([&*text], Options { max_document: 1_000_000, ..Options::default() }), too_long);
    let trusted = Options { max_ratio: 2000, ..Options::default() };
    assert_eq!(read([&*bomb], trusted), "bomb.jsonl.gz: JSON Lines, UTF-8, gzip\n");
    // The pages of an archive are packed once more.
    let pages = [
        response(1, "200 OK\r\nContent-Type: text/html", &packed),
        response(2, "200 OK\r\nContent-Type: text/html", PAGE),
    ];
    let archive = read([&*file(&folder, "bomb.warc", pages.concat())], Format::Auto);
    let stopped = "! bomb.warc: record 1: expected at most 250 bytes out of each compressed one (--max-ratio)\n= ";
    assert!(archive.contains(stopped), "{archive}");
}

/// What has no end is given up where it becomes too long, and not only where it ends.
#[test]
fn an_endless_line_is_given_up() {
    let folder = folder("endless");
    let line =
        file(&folder, "line.jsonl", ["{\"text\": \"", &"a".repeat(3_000_000), "\"}\n{\"text\": \"b\"}\n"].concat());
    let options = Options { max_document: 1_000_000, ..Options::default() };
    assert_eq!(
        read([&*line], options),
        "! line.jsonl:1: expected a document of at most 1000000 bytes (--max-document)\nline.jsonl: JSON Lines, UTF-8\n= line:2 {}\n  b\n"
    );
}

// Hostile input

#[test]
fn no_page_is_too_wild() {
    let folder = folder("wild");
    let attributes: String = (0..20_000).map(|number| format!("a{number}=\">\" ")).collect();
    for (name, page) in [
        ("deep", format!("<body>{}said", "<div>".repeat(100_000))),
        ("tables", "<table><tr><td>".repeat(50_000)),
        ("marks", "<b><i><p>x".repeat(20_000)),
        ("attributes", format!("<body><p {attributes}>said")),
        ("script", "<script>".repeat(50_000)),
        ("nulls", "<body><p>a\0b</p>".repeat(100)),
        ("open", "<!-- <body> <p title=\"".into()),
    ] {
        let path = file(&folder, &format!("{name}.html"), page);
        let read = read([&*path], Format::Html);
        let refused = match name {
            "deep" | "tables" => "expected HTML at most 512 elements deep\n",
            "attributes" => "expected HTML with at most 10000 attributes in an element\n",
            _ => "",
        };
        assert!(read.contains(&format!("{name}.html: HTML")) && read.ends_with(refused), "{read}");
        assert_eq!(refused.is_empty(), !read.contains("! "), "{read}");
    }
}

#[test]
fn deep_json_is_refused_and_the_rest_goes_on() {
    let folder = folder("deep");
    let deep = format!("{{\"text\": \"a\", \"deep\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let array = file(&folder, "deep.json", format!("[{deep},\n{{\"text\": \"b\"}}]"));
    let lines = file(&folder, "deep.jsonl", format!("{deep}\n{{\"text\": \"b\"}}\n"));
    assert_snapshot!(read([&*array, &lines], Format::Auto), @r#"
    deep.json: JSON, UTF-8
    ! deep.json:1: expected a JSON object with a string "text" (column 149: recursion limit exceeded)
    = deep:2 {}
      b
    deep.jsonl: JSON Lines, UTF-8
    ! deep.jsonl:1: expected a JSON object with a string "text" (column 149: recursion limit exceeded)
    = deep:2 {}
      b
    "#);
}

#[test]
fn a_file_that_shrinks_is_told() {
    let folder = folder("shrinks");
    let line = format!("{{\"text\": \"{}\"}}\n", "a".repeat(1000));
    let path = file(&folder, "lines.jsonl", line.repeat(1000));
    let mut batches = input::batches([path.clone()], Format::Jsonl);
    let first = batches.next().unwrap().unwrap();
    assert!(first.documents().all(|document| document.is_ok()));
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(300_000).unwrap();
    let errors: Vec<_> = batches.filter_map(Result::err).map(|error| error.to_string()).collect();
    assert_eq!(errors, [format!("{}: the file became shorter while it was read", path.display())]);
}

/// Bytes in which every format has something to stumble over.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 1..5),
        6 => prop::sample::select(vec![
            "{", "}", "[", "]", "\"", "\"text\": \"a\"", "\"id\": 7", ",", ":", "\\", "\n", "\r\n\r\n", "\t", "text,id", "WARC/1.0\r\n",
            "Content-Length: 9\r\n", "WARC-Type: response\r\n", "HTTP/1.1 200 OK\r\n", "Content-Type: text/html; charset=",
            "Transfer-Encoding: chunked\r\n", "3\r\n", "<html>", "<p class=\"ad\">", "</p>", "<table>", "<b>", "</b>", "<br>", "<q>",
            "<template>", "<svg>", "<script type=application/ld+json>", "<!--", "&amp;", "---\n", "# ", "> ", "|", "``", "“", "said",
            "\u{feff}", "\0", "\u{1f}\u{8b}\u{8}",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        1 => Just(vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
        1 => Just(vec![0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_noise_is_too_wild(bytes in noise()) {
        let path = file(&folder("noise"), "noise", &bytes);
        for format in [
            Format::Auto,
            Format::Text,
            Format::Markdown,
            Format::Html,
            Format::Jsonl,
            Format::Json,
            Format::Csv,
            Format::Tsv,
            Format::Warc,
        ] {
            Batch::new(&*bytes, format).documents().for_each(drop);
            read([&*path], format);
        }
    }
}
