//! JSON Lines: `{"id": "wire-7", "text": "“We will stay,” she said.", "date": "2024-05-01"}`.

use super::fields::FieldPath;
use super::format::Documents;
use super::{Batch, Options, encoding};
use crate::document::Document;
use crate::error::Error;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::mem;
use std::path::Path;

/// Whether the first line is a whole object, or one that goes on for longer than anybody looks.
pub(super) fn looks(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    opens_object(start) && (line.trim_ascii_end().ends_with(b"}") || line.len() == start.len())
}

/// Whether a JSON object begins here: a brace alone may stand in any text.
pub(super) fn opens_object(start: &[u8]) -> bool {
    let inside = start.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\"") || inside.starts_with(b"}"))
}

/// The documents of a batch, a line each; empty lines are none. Texts without escapes are borrowed from the batch.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    let lines = (batch.place..).zip(lines(&batch.bytes));
    let lines = lines.map(|(number, line)| (number, if number == 1 { encoding::without_bom(line) } else { line }));
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    Box::new(lines.map(|(number, line)| document(batch, line, number)))
}

/// What stands between line breaks.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', bytes)
        .chain([bytes.len()])
        .map(move |end| &bytes[mem::replace(&mut start, end + 1)..end])
}

/// The document of one object, which stands on this line.
pub(super) fn document<'b>(batch: &'b Batch, json: &'b [u8], number: usize) -> Result<Document<'b>, Error> {
    let name = batch.source.name();
    let json = std::str::from_utf8(json)
        .map_err(|error| Error::expected(name, number, format!("UTF-8 at column {}", error.valid_up_to() + 1)))?;
    let mut reader = serde_json::Deserializer::from_str(json);
    let seed = Record(&batch.options);
    let read = seed.deserialize(&mut reader).and_then(|document| reader.end().map(|()| document));
    let mut document = read.map_err(|error| {
        let field = batch.options.text_field.whole();
        unexpected(&error, &format!("a JSON object with a string \"{field}\""), name, number)
    })?;
    if document.id.is_empty() {
        document.id = format!("{}:{number}", batch.source.id).into();
    }
    Ok(document)
}

/// All objects of a file of JSON Lines, in memory; `-` stands for standard input.
///
/// # Errors
/// Where the file cannot be read, and at the first line that is no such object.
pub fn read_all<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let read = if path.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { fs::read_to_string(path) };
    let text = read.map_err(|error| Error::io(path, error))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let parse =
        |(number, line)| serde_json::from_str(line).map_err(|error| unexpected(&error, "a record", path, number));
    lines.map(parse).collect()
}

/// What is wrong in an object that begins on this line.
fn unexpected(error: &serde_json::Error, expected: &str, name: &Path, number: usize) -> Error {
    // The message ends in the place, whose line counts from the object's own.
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let line = number + error.line().saturating_sub(1);
    Error::expected(name, line, format!("{expected} (column {}: {message})", error.column()))
}

/// Reads one object. Written out, because serde's `flatten` would copy every text to find out which fields are further
/// ones.
struct Record<'o>(&'o Options);

/// A string, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Text<'d>(#[serde(borrow)] Cow<'d, str>);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = Document<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    /// Without an id where the object has none.
    type Value = Document<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Options { text_field, id_field, .. } = self.0;
        let (mut text, mut id, mut fields) = (None, None, Map::new());
        while let Some(Text(key)) = map.next_key()? {
            if key == text_field.whole() {
                text = Some(map.next_value::<Text>()?.0);
            } else if key == id_field.whole() {
                id = id_of(&map.next_value()?, id_field).map_err(de::Error::custom)?;
            } else {
                fields.insert(key.into_owned(), map.next_value()?);
            }
        }
        if let Some(value) = id_field.take(&mut fields) {
            id = id_of(&value, id_field).map_err(de::Error::custom)?;
        }
        let text = match text {
            Some(text) => text,
            None => match text_field.take(&mut fields) {
                Some(Value::String(text)) => text.into(),
                Some(_) => return Err(de::Error::custom(format!("{:?} is no string", text_field.whole()))),
                None => return Err(de::Error::custom(format!("missing field `{}`", text_field.whole()))),
            },
        };
        Ok(Document { id: id.unwrap_or_default().into(), text, fields })
    }
}

fn id_of(id: &Value, field: &FieldPath) -> Result<Option<String>, String> {
    match id {
        Value::Null => Ok(None),
        Value::String(id) => Ok(Some(id.clone())),
        Value::Number(id) => Ok(Some(id.to_string())),
        _ => Err(format!("{:?} is neither string nor number", field.whole())),
    }
}
