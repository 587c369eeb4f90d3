//! Markdown: `“We *will* stay,” [she](https://example.org) said.` is read as prose.

use super::format::Documents;
use super::{Batch, text};
use crate::document::Document;
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value};
use std::iter;

/// The prose of a file: headings, paragraphs, list items and table cells with an empty line between them, without markup,
/// code, images and footnote marks. A front matter's lines `name: value` become fields.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    Box::new(iter::once_with(|| {
        let source = text::read(batch)?;
        let (text, fields) = prose(&source);
        Ok(Document { id: batch.source.id.as_str().into(), text: text.into(), fields })
    }))
}

fn prose(source: &str) -> (String, Map<String, Value>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let (mut prose, mut fields) = (Prose::default(), Map::new());
    let mut front = None;
    // How many images, code blocks and the like are open.
    let mut silent = 0_usize;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => front = Some(kind),
            Event::End(TagEnd::MetadataBlock(_)) => front = None,
            Event::Text(text) if front.is_some() => {
                let mark = if front == Some(MetadataBlockKind::YamlStyle) { ':' } else { '=' };
                fields.extend(text.lines().filter_map(|line| field(line, mark)));
            }
            // What is struck out is taken back.
            Event::Start(Tag::Image { .. } | Tag::Strikethrough) => silent += 1,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                prose.end();
                silent += 1;
            }
            Event::End(TagEnd::Image | TagEnd::Strikethrough | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                silent = silent.saturating_sub(1);
            }
            _ if silent > 0 => {}
            Event::Text(text) | Event::Code(text) => prose.push(&text),
            Event::SoftBreak => prose.push(" "),
            Event::HardBreak => prose.push("\n"),
            Event::Rule => prose.end(),
            Event::Start(tag) if !is_inline(&tag.to_end()) => prose.end(),
            Event::End(tag) if !is_inline(&tag) => prose.end(),
            _ => {}
        }
    }
    prose.end();
    (prose.text, fields)
}

/// Whether text goes on across the tag.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
}

/// `title: "A harbour, waiting"`; lists and what is indented below a name are left out.
fn field(line: &str, mark: char) -> Option<(String, Value)> {
    let (name, value) = line.split_once(mark)?;
    let value = value.trim();
    let bare = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    let value = bare.unwrap_or(value);
    let plain =
        !name.starts_with([' ', '\t', '-', '#']) && !value.is_empty() && !value.starts_with(['[', '{', '|', '>']);
    plain.then(|| (name.trim().into(), value.into()))
}

/// Paragraphs with an empty line between them.
#[derive(Default)]
struct Prose {
    text: String,
    /// The length of the text where the paragraph began.
    start: usize,
}

impl Prose {
    fn push(&mut self, text: &str) {
        let text = if self.text.len() == self.start { text.trim_start() } else { text };
        if self.text.len() == self.start && self.start > 0 && !text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    fn end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.start = self.text.len();
    }
}
