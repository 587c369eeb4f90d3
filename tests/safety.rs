//! What an article says stays text, and nothing is sent anywhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod command;

use command::{program, sayso, stderr, stdout};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::process::Command;

/// The articles of a file of `tests/formats` in a format.
fn written(article: &str, format: &str) -> String {
    let article = format!("{}/tests/formats/{article}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let mut command = sayso(["extract", "--min-confidence", "0", "--nested", "--with-text", "--to", format, &article]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output).to_owned()
}

/// What a browser would see of a page: tags with their attributes, and how many comments and scripts.
#[derive(Default)]
struct Seen {
    tags: RefCell<Vec<Tag>>,
    comments: RefCell<Vec<String>>,
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let raw = match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
                self.tags.borrow_mut().push(tag);
                return raw;
            }
            Token::CommentToken(comment) => self.comments.borrow_mut().push(comment.to_string()),
            Token::NullCharacterToken => self.comments.borrow_mut().push("a null".into()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn seen(page: &str) -> Seen {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink
}

/// Names of tags and attributes, and the values of those that a browser acts on.
fn skeleton(seen: &Seen) -> (BTreeSet<String>, Vec<String>, usize) {
    let (mut names, mut acting, mut scripts) = (BTreeSet::new(), Vec::new(), 0);
    for tag in seen.tags.borrow().iter() {
        scripts += usize::from(&*tag.name == "script");
        names.insert(tag.name.to_string());
        for attribute in &tag.attrs {
            let name = attribute.name.local.to_string();
            if matches!(&*name, "href" | "src" | "action" | "style") || name.starts_with("on") {
                acting.push(format!("{name}={}", attribute.value));
            }
            names.insert(format!("{} {name}", tag.name));
        }
    }
    (names, acting, scripts)
}

/// An article full of `</script>`, `<!--`, event handlers, `javascript:`, nulls and controls that turn the line around
/// makes no tag, attribute, comment or link that a harmless one does not make.
#[test]
fn a_hostile_article_stays_text_in_the_report() {
    let page = written("hostile", "html");
    let (hostile, harmless) = (seen(&page), seen(&written("articles", "html")));
    let (names, acting, scripts) = skeleton(&hostile);
    let (allowed, ..) = skeleton(&harmless);
    assert_eq!(names.difference(&allowed).collect::<Vec<_>>(), [] as [&String; 0]);
    assert_eq!((scripts, hostile.comments.borrow().as_slice()), (1, [].as_slice()));
    let safe = |value: &String| value.starts_with("href=#") || value.starts_with("style=--h:");
    assert_eq!(acting.iter().filter(|value| !safe(value)).collect::<Vec<_>>(), [] as [&String; 0]);
    // It was there, and is shown.
    assert!(page.contains("&lt;script&gt;document.title=&quot;pwned&quot;") && page.contains("\u{202e}Over there"));
}

/// JSON-LD is put into pages as it is: nothing in it ends the script that it stands in, or opens a comment there.
#[test]
fn a_hostile_article_stays_text_in_json_ld() {
    for format in ["web-annotation", "schema-org"] {
        let written = written("hostile", format);
        assert!(!written.contains(['<', '>', '&', '\0']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert!(read.to_string().contains("<script>"), "the text itself is whole: {read}");
        assert!(links(&read).iter().all(|link| !link.starts_with("javascript:")), "{read}");
    }
}

/// The values of an object, and of all in it, that a reader takes for addresses.
fn links(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => {
            let own = ["id", "@id", "url", "source"].iter().filter_map(|name| fields.get(*name)?.as_str());
            own.chain(fields.values().flat_map(links)).collect()
        }
        Value::Array(values) => values.iter().flat_map(links).collect(),
        _ => Vec::new(),
    }
}

/// No network is asked for anything: the binary does not even know how to open a socket or to look up a host.
#[cfg(target_os = "linux")]
#[test]
fn the_binary_has_no_way_to_a_network() {
    let Some(nm) = program("SAYSO_NM", &["nm", "llvm-nm"]) else { return };
    let output =
        Command::new(nm).args(["--dynamic", "--undefined-only", env!("CARGO_BIN_EXE_sayso")]).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let name = |line| str::split_whitespace(line).last().and_then(|name| name.split('@').next());
    let imports: BTreeSet<_> = stdout(&output).lines().filter_map(name).collect();
    assert!(
        imports.contains("write") && imports.contains("read"),
        "the names of what it takes from the system: {imports:?}"
    );
    for name in ["socket", "connect", "getaddrinfo", "gethostbyname", "sendto", "recvfrom", "bind", "listen"] {
        assert!(!imports.contains(name), "{name}");
    }
}
