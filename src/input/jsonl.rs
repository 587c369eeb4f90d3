//! JSON Lines: `{"id": "wire-7", "text": "“We will stay,” she said.", "date": "2024-05-01"}`.

use super::{Batch, without_bom};
use crate::document::Document;
use crate::error::Error;
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

/// The documents of a batch, a line each; empty lines are none. Texts without escapes are borrowed from the batch.
pub(super) fn documents(batch: &Batch) -> impl Iterator<Item = Result<Document<'_>, Error>> {
    let lines = batch.bytes.split(|&byte| byte == b'\n');
    let lines =
        (batch.line..).zip(lines).map(|(number, line)| (number, if number == 1 { without_bom(line) } else { line }));
    lines.filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(number, line)| {
        let name = batch.source.name();
        let line = std::str::from_utf8(line)
            .map_err(|error| Error::expected(name, number, format!("UTF-8 at column {}", error.valid_up_to() + 1)))?;
        let Line { id, text, fields } = parse(line, r#"a JSON object with a string "text""#, name, number)?;
        let id = id.unwrap_or_else(|| format!("{}:{number}", batch.source.id));
        Ok(Document { id: id.into(), text, fields })
    })
}

/// All objects of a file of JSON Lines, in memory; `-` stands for standard input.
///
/// # Errors
/// Where the file cannot be read, and at the first line that is no such object.
pub fn read_all<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let read = if path.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { fs::read_to_string(path) };
    let text = read.map_err(|error| Error::io(path, error))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| parse(line, "a record", path, number)).collect()
}

fn parse<'d, T: Deserialize<'d>>(line: &'d str, expected: &str, name: &Path, number: usize) -> Result<T, Error> {
    serde_json::from_str(line).map_err(|error| {
        // The message ends in the place, and its line is always 1.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Error::expected(name, number, format!("{expected} (column {}: {message})", error.column()))
    })
}

/// One line as read.
struct Line<'d> {
    id: Option<String>,
    text: Cow<'d, str>,
    fields: Map<String, Value>,
}

/// A string, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Text<'d>(#[serde(borrow)] Cow<'d, str>);

/// Written out, because serde's `flatten` would copy every text to find out which fields are further ones.
impl<'de: 'd, 'd> Deserialize<'de> for Line<'d> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Line<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line<'de>, A::Error> {
                let (mut id, mut text, mut fields) = (None, None, Map::new());
                while let Some(Text(key)) = map.next_key()? {
                    match &*key {
                        "text" => text = Some(map.next_value::<Text>()?.0),
                        "id" => {
                            id = match map.next_value()? {
                                Value::Null => None,
                                Value::String(id) => Some(id),
                                Value::Number(id) => Some(id.to_string()),
                                _ => return Err(de::Error::custom(r#""id" is neither string nor number"#)),
                            }
                        }
                        _ => {
                            fields.insert(key.into_owned(), map.next_value()?);
                        }
                    }
                }
                let text = text.ok_or_else(|| de::Error::missing_field("text"))?;
                Ok(Line { id, text, fields })
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
