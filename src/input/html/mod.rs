//! Web pages: the article in them, block by block, and what they say of it.

mod article;
mod layout;
mod metadata;
mod tree;

use super::format::Documents;
use super::{Batch, encoding};
use crate::document::Document;
use encoding_rs::Encoding;
use layout::Layout;
use metadata::Metadata;
use serde_json::{Map, Value};
use std::iter;
use tree::Tree;

/// Whether a page begins here, perhaps behind comments.
pub(super) fn signed(start: &[u8]) -> bool {
    let mut start = start.trim_ascii_start();
    while let Some(comment) = start.strip_prefix(b"<!--") {
        let Some(end) = memchr::memmem::find(comment, b"-->") else { return false };
        start = comment[end + 3..].trim_ascii_start();
    }
    let opens = |tag: &str| {
        let (name, behind) = start.split_at_checked(tag.len()).unwrap_or_default();
        name.eq_ignore_ascii_case(tag.as_bytes()) && behind.first().is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    // An XML declaration says nothing yet, for feeds have one too.
    let is_xhtml = opens("<?xml") && memchr::memmem::find(&start[..start.len().min(1024)], b"<html").is_some();
    is_xhtml || ["<!doctype html", "<html", "<head", "<body"].into_iter().any(opens)
}

/// The document of a batch that is one page.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    Box::new(iter::once_with(|| {
        let (text, fields) = article(&batch.bytes, batch.encoding).map_err(|what| batch.expected(1, what))?;
        Ok(Document { id: batch.source.id.as_str().into(), text: text.into(), fields })
    }))
}

/// The text of the article in a page, an empty line between its blocks, and its title, date, byline, url and site.
///
/// # Errors
/// What was expected, where the page is nested too deeply.
pub(super) fn article(page: &[u8], encoding: &'static Encoding) -> Result<(String, Map<String, Value>), String> {
    let tree = Tree::parse(&encoding::decode(page, encoding))?;
    let metadata = Metadata::new(&tree);
    let layout = Layout::new(&tree);
    let title = metadata.title.as_deref().unwrap_or(&metadata.heading);
    let blocks = article::blocks(&layout, title);
    let text = blocks.iter().map(|block| &*block.text).collect::<Vec<_>>().join("\n\n");
    Ok((text, metadata.into_fields()))
}
