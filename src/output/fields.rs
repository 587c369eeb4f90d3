//! Which fields of a record are written: `--fields id,speaker.name,doc.title`.

use super::record;
use sayso::Record;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::io;

/// The fields of a record in their order, as paths. A field that is a list, or whose parts the input names, has no
/// parts here.
const FIELDS: [&str; 36] = [
    "id",
    "doc_id",
    "type",
    "content.text",
    "content.spans",
    "speaker.text",
    "speaker.spans",
    "speaker.name",
    "speaker.mention",
    "speaker.kind",
    "speaker.role",
    "speaker.affiliation",
    "speaker.entity",
    "speaker.id",
    "cue.text",
    "cue.spans",
    "cue.lemma",
    "cue.act",
    "cue.negated",
    "addressee.text",
    "addressee.spans",
    "addressee.name",
    "setting.text",
    "setting.spans",
    "prompt.text",
    "prompt.spans",
    "via",
    "paragraph",
    "sentence",
    "doc",
    "parent",
    "pattern",
    "confidence",
    "context.text",
    "context.spans",
    "text",
];

/// The input's own fields: any path below is one.
const DOC: &str = "doc.";

/// The fields that are written, in their order.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// As asked for; `None` where all are written.
    chosen: Option<Vec<String>>,
    context: bool,
    text: bool,
}

impl Fields {
    /// The fields asked for by name, be it a part (`speaker.name`) or the whole (`speaker`); `context` and `text` say
    /// whether records have these.
    ///
    /// # Errors
    /// A message, where a name is no field.
    pub fn new(asked: &[String], context: bool, text: bool) -> Result<Self, String> {
        let fields = Self { chosen: (!asked.is_empty()).then(|| asked.to_vec()), context, text };
        // A part is there already where its whole is.
        let covers = |whole: &str, name: &str| {
            name.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let count = |name: &String| asked.iter().filter(|other| covers(other, name)).count();
        if let Some(name) = asked.iter().find(|name| count(name) > 1) {
            return Err(format!("the field '{name}' is asked for twice"));
        }
        let known = || fields.there().map(|field| field.split('.').next().unwrap_or(field)).chain(fields.there());
        let Some(name) = asked.iter().find(|name| !name.starts_with(DOC) && !known().any(|field| field == *name))
        else {
            return Ok(fields);
        };
        let there = fields.there().collect::<Vec<_>>().join(", ");
        let option = match name.split('.').next() {
            Some("context") => " without --with-context",
            Some("text") => " without --with-text",
            _ => "",
        };
        Err(format!("there is no field '{name}'{option}; there are {there}, and doc.NAME for a field of the input"))
    }

    /// Whether some are written and others not.
    pub fn are_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// Whether parts of a whole were asked for, and not the whole.
    #[cfg(feature = "parquet")]
    pub fn has_parts_of(&self, whole: &str) -> bool {
        let part = |path: &String| path.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'));
        self.chosen.iter().flatten().any(part)
    }

    /// All fields that records have.
    fn there(&self) -> impl Iterator<Item = &'static str> {
        FIELDS.into_iter().filter(|field| match *field {
            "text" => self.text,
            field => self.context || !field.starts_with("context."),
        })
    }

    /// The fields as columns of a table: parts in the place of a whole.
    pub fn columns(&self) -> Vec<String> {
        let Some(chosen) = &self.chosen else {
            return self.there().map(str::to_owned).collect();
        };
        let parts = |name: &String| {
            let parts =
                FIELDS.iter().filter(|field| field.strip_prefix(&**name).is_some_and(|rest| rest.starts_with('.')));
            let parts: Vec<_> = parts.map(|&field| field.to_owned()).collect();
            if parts.is_empty() { vec![name.clone()] } else { parts }
        };
        chosen.iter().flat_map(parts).collect()
    }

    /// Appends the records of one document as JSON, each between what stands before it and behind it.
    pub fn write(&self, out: &mut Vec<u8>, records: &[Record<'_>], before: &str, behind: &str) -> io::Result<()> {
        let shared = records.first().map(record::Shared::of).transpose()?;
        for (record, shared) in records.iter().zip(shared.iter().cycle()) {
            out.extend_from_slice(before.as_bytes());
            match self.of(record)? {
                Chosen::All(record) => record::write(out, record, shared)?,
                Chosen::Some(fields) => serde_json::to_writer(&mut *out, &fields)?,
            }
            out.extend_from_slice(behind.as_bytes());
        }
        Ok(())
    }

    /// What of a record is written.
    pub fn of<'r>(&self, record: &'r Record<'r>) -> io::Result<Chosen<'r>> {
        let Some(paths) = &self.chosen else {
            return Ok(Chosen::All(record));
        };
        let whole = value(record)?;
        let mut some = Map::new();
        for path in paths {
            match path.split_once('.') {
                None => {
                    some.insert(path.clone(), whole.get(path).cloned().unwrap_or_default());
                }
                Some((whole_name, part)) => match whole.get(whole_name) {
                    None | Some(Value::Null) => {
                        some.entry(whole_name).or_insert(Value::Null);
                    }
                    Some(of) => {
                        let value = of.get(part).cloned().unwrap_or_default();
                        let parts = some.entry(whole_name).or_insert_with(|| Value::Object(Map::new()));
                        if let Value::Object(parts) = parts {
                            parts.insert(part.into(), value);
                        }
                    }
                },
            }
        }
        Ok(Chosen::Some(some))
    }
}

/// A record as a value. By way of its text, because a number of 32 bits has more digits as one of 64.
pub fn value(record: &impl Serialize) -> io::Result<Value> {
    Ok(serde_json::from_slice(&serde_json::to_vec(record)?)?)
}

/// The value at a path of a record; null where there is none.
pub fn at<'v>(record: &'v Value, path: &str) -> &'v Value {
    let value = match path.split_once('.') {
        None => record.get(path),
        Some((whole, part)) => record.get(whole).and_then(|whole| whole.get(part)),
    };
    value.unwrap_or(&Value::Null)
}

/// A record, or the fields of it that were asked for.
pub enum Chosen<'r> {
    All(&'r Record<'r>),
    Some(Map<String, Value>),
}

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All(record) => record.serialize(serializer),
            Self::Some(fields) => fields.serialize(serializer),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.into()).collect()
    }

    /// A record in which nothing is null, so that all its paths are seen.
    pub const FULL: &str = r#"{"id": "", "doc_id": "", "type": "direct", "content": {"text": "", "spans": []},
        "speaker": {"text": "", "spans": [], "name": "", "mention": "proper", "kind": "person", "role": "",
            "affiliation": "", "entity": 0, "id": ""},
        "cue": {"text": "", "spans": [], "lemma": "", "act": "", "negated": false},
        "addressee": {"text": "", "spans": [], "name": ""}, "setting": {"text": "", "spans": []},
        "prompt": {"text": "", "spans": []}, "via": [], "paragraph": 0, "sentence": 0, "doc": {}, "parent": "",
        "pattern": "", "confidence": 0.5, "context": {"text": "", "spans": []}, "text": ""}"#;

    #[test]
    fn the_list_is_that_of_the_record() {
        let record = value(&serde_json::from_str::<Record<'_>>(FULL).unwrap()).unwrap();
        let mut paths = Vec::new();
        for (name, value) in record.as_object().unwrap() {
            match value.as_object() {
                Some(parts) if !parts.is_empty() => paths.extend(parts.keys().map(|part| format!("{name}.{part}"))),
                _ => paths.push(name.clone()),
            }
        }
        assert_eq!(paths, FIELDS);
    }

    #[test]
    fn a_whole_has_its_parts_as_columns() {
        let fields = Fields::new(&names(&["type", "setting", "doc.title"]), false, false).unwrap();
        assert_eq!(fields.columns(), ["type", "setting.text", "setting.spans", "doc.title"]);
        assert_eq!(Fields::default().columns(), FIELDS[..33]);
        assert_eq!(Fields::new(&[], true, true).unwrap().columns(), FIELDS);
    }

    #[test]
    fn what_is_no_field_is_named_with_those_that_are() {
        let error = |name: &str| Fields::new(&names(&["id", name]), false, false).unwrap_err();
        insta::assert_snapshot!(error("speaker.nam"), @"there is no field 'speaker.nam'; there are id, doc_id, type, content.text, content.spans, speaker.text, speaker.spans, speaker.name, speaker.mention, speaker.kind, speaker.role, speaker.affiliation, speaker.entity, speaker.id, cue.text, cue.spans, cue.lemma, cue.act, cue.negated, addressee.text, addressee.spans, addressee.name, setting.text, setting.spans, prompt.text, prompt.spans, via, paragraph, sentence, doc, parent, pattern, confidence, and doc.NAME for a field of the input");
        assert!(error("context").starts_with("there is no field 'context' without --with-context;"));
        assert!(error("text").starts_with("there is no field 'text' without --with-text;"));
        assert_eq!(error("id"), "the field 'id' is asked for twice");
        let error = Fields::new(&names(&["speaker.name", "speaker"]), false, false).unwrap_err();
        assert_eq!(error, "the field 'speaker.name' is asked for twice");
    }
}
