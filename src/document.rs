//! A document as a reader hands it on: an id, its text, and whatever else the input said of it.

use serde_json::{Map, Value};
use std::borrow::Cow;

/// One text to read.
#[derive(Clone, Debug, Default)]
pub struct Document<'d> {
    /// What records call the document: the input's own id, else the file's stem, else `stdin`.
    pub id: Cow<'d, str>,
    /// The text that all offsets count in.
    pub text: Cow<'d, str>,
    /// The input's other fields (title, date, url …) as they came; records carry them under `doc`.
    pub fields: Map<String, Value>,
}

impl<'d> Document<'d> {
    /// A document of this text, without further fields.
    pub fn new(id: impl Into<Cow<'d, str>>, text: impl Into<Cow<'d, str>>) -> Self {
        Self { id: id.into(), text: text.into(), fields: Map::new() }
    }

    /// The title, where the input gave one as a string.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.fields.get("title").and_then(Value::as_str)
    }
}
