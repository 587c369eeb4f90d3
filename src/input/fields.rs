//! Which field of a record is its text and which its id: `--text-field article.body`.

use serde_json::{Map, Value};

/// The way to a value: a field's name, or names and numbers with full stops between them where it lies deeper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPath(String);

impl FieldPath {
    /// The path that is written so. Every path is one that some record may have.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path as written. A field of that very name goes before one that lies deeper.
    #[must_use]
    pub fn whole(&self) -> &str {
        &self.0
    }

    /// Takes the value out of the fields. Those around it stay, perhaps empty.
    pub(super) fn take(&self, fields: &mut Map<String, Value>) -> Option<Value> {
        if let Some(value) = fields.shift_remove(&self.0) {
            return Some(value);
        }
        let (way, last) = self.0.rsplit_once('.')?;
        let mut names = way.split('.');
        let mut at = fields.get_mut(names.next()?)?;
        for name in names {
            at = match at {
                Value::Object(fields) => fields.get_mut(name)?,
                Value::Array(values) => values.get_mut(name.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        match at {
            Value::Object(fields) => fields.shift_remove(last),
            Value::Array(values) => values.get_mut(last.parse::<usize>().ok()?).map(Value::take),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_field_is_found_however_deep() {
        let taken = |path: &str| {
            let Value::Object(mut fields) =
                json!({"a": {"b": [{"c": 1}, 2], "d.e": 3}, "a.b": 4, "f": null, "g": {"h": 5}})
            else {
                return None;
            };
            FieldPath::new(path).take(&mut fields)
        };
        assert_eq!(taken("a.b.0.c"), Some(json!(1)));
        assert_eq!(taken("a.b.1"), Some(json!(2)));
        assert_eq!(taken("a.b"), Some(json!(4)));
        assert_eq!(taken("f"), Some(json!(null)));
        assert_eq!(taken("g.h"), Some(json!(5)));
        for none in ["a.c", "a.b.2", "a.b.x", "f.g", "", ".", "a.", "g.h.i"] {
            assert_eq!(taken(none), None, "{none}");
        }
    }
}
