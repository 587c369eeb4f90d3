//! A document's quotations for a person's eyes:
//!
//! ```text
//! harbour · Dockers walk out · 2024-05-01 · 1 quotation
//!
//!   Ana Ruiz, union leader
//!   │ “We will stay out as long as it takes,”
//!   └ “she” told → reporters at the gate · direct · quote-speaker-cue · 97% · 120–161
//! ```
//!
//! That is the speaker, the content, and then how it was said and found: mention, cue, addressee and setting; type,
//! pattern, confidence and offsets.

use super::Look;
use anstyle::{AnsiColor, Style};
use sayso::record::{CueField, Kind, MentionField, Passage, SpeakerField};
use sayso::{Document, Record};
use std::io::{self, Write};

pub fn write(out: &mut Vec<u8>, document: &Document<'_>, records: &[Record<'_>], look: Look) -> io::Result<()> {
    let style = |style: Style| if look.colour { style } else { Style::new() };
    let (bold, dim) = (style(Style::new().bold()), style(Style::new().dimmed()));
    let count = match records.len() {
        1 => "1 quotation".into(),
        count => format!("{count} quotations"),
    };
    let date = document.fields.get("date").and_then(|date| date.as_str());
    let facts: Vec<_> = document.title().into_iter().chain(date).chain([&*count]).map(printable).collect();
    writeln!(out, "{bold}{}{bold:#}{dim} · {}{dim:#}\n", printable(&document.id), facts.join(" · "))?;
    for record in records {
        let bar = style(colour(record.kind));
        let (name, description) = who(record.speaker.as_ref());
        writeln!(out, "  {bold}{name}{bold:#}{description}")?;
        for line in wrap(&record.content.text, look.width.saturating_sub(4)) {
            writeln!(out, "  {bar}│{bar:#} {line}")?;
        }
        for (at, line) in wrap(&how(record), look.width.saturating_sub(4)).enumerate() {
            let corner = if at == 0 { '└' } else { ' ' };
            writeln!(out, "  {bar}{corner}{bar:#} {dim}{line}{dim:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn colour(kind: Kind) -> Style {
    let colour = match kind {
        Kind::Direct => AnsiColor::Green,
        Kind::Mixed => AnsiColor::Yellow,
        Kind::Indirect => AnsiColor::Blue,
    };
    colour.on_default()
}

/// Name and description of a speaker: “Ana Ruiz” and “, union leader, Docks United”.
pub(super) fn who(speaker: Option<&SpeakerField<'_>>) -> (String, String) {
    let Some(speaker) = speaker else {
        return ("—".into(), String::new());
    };
    let name = speaker.name.as_deref().unwrap_or(&speaker.text);
    // What a description says of itself is not said again: “The mayor”.
    let new = |text: &&std::borrow::Cow<'_, str>| speaker.name.is_some() || !name.contains(&***text);
    let further = [&speaker.role, &speaker.affiliation].into_iter().flatten().filter(new);
    (printable(name), further.flat_map(|text| [", ".into(), printable(text)]).collect())
}

/// How it was said and found: “Ruiz” said to reporters · direct · quote-speaker-cue · 97% · 120–161.
pub(super) fn how(record: &Record<'_>) -> String {
    // A mention that has the name in it is already there to read.
    let speaker = record.speaker.as_ref();
    let mention = speaker.filter(|speaker| speaker.name.as_deref().is_some_and(|name| !speaker.text.contains(name)));
    let said: Vec<_> = [
        mention.filter(|speaker| !speaker.text.is_empty()).map(|speaker| format!("“{}”", speaker.text)),
        record.cue.as_ref().map(|CueField { text, .. }| text.to_string()),
        record.addressee.as_ref().map(|MentionField { text, .. }| format!("→ {text}")),
        record.setting.as_ref().map(|Passage { text, .. }| text.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let kind = match record.kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    };
    let spans: Vec<_> = record.content.spans.iter().map(|span| format!("{}–{}", span.start, span.end)).collect();
    let confidence = format!("{:.0}%", record.confidence * 100.0);
    let parts = [&*said.join(" "), kind, &*record.pattern, &*confidence, &*spans.join(" ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A text on one line, without what a terminal would take for a command.
pub(super) fn printable(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect());
    words.collect::<Vec<String>>().join(" ")
}

/// Lines of at most `width` characters; only a longer word has a longer line.
pub(super) fn wrap(text: &str, width: usize) -> impl Iterator<Item = String> {
    let mut lines = vec![String::new()];
    let mut filled = 0;
    for word in printable(text).split(' ') {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if filled == 0 || filled + 1 + length <= width => {
                if filled > 0 {
                    line.push(' ');
                    filled += 1;
                }
                line.push_str(word);
                filled += length;
            }
            _ => {
                lines.push(word.into());
                filled = length;
            }
        }
    }
    lines.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(look: Look) -> String {
        let mut document = Document::new("harbour", "");
        document.fields.insert("title".into(), "Dockers walk out".into());
        document.fields.insert("date".into(), "2024-05-01".into());
        let records = [
            r#"{"id": "", "doc_id": "", "type": "direct",
                "content": {"text": "“We will stay out\nas long as it takes,” “and then some.”",
                            "spans": [{"start": 120, "end": 161}, {"start": 190, "end": 206}]},
                "speaker": {"text": "she", "spans": [], "name": "Ana Ruiz", "mention": "pronoun", "kind": "person",
                            "role": "union leader", "affiliation": "Docks United", "entity": 0},
                "cue": {"text": "told", "spans": [], "lemma": "tell", "act": "state", "negated": false},
                "addressee": {"text": "reporters", "spans": [], "name": null},
                "setting": {"text": "at the gate", "spans": []},
                "prompt": null, "via": [], "paragraph": 0, "sentence": 0, "doc": {}, "parent": null,
                "pattern": "quote-speaker-cue", "confidence": 0.968}"#,
            r#"{"id": "", "doc_id": "", "type": "indirect",
                "content": {"text": "there was no danger", "spans": [{"start": 300, "end": 319}]},
                "speaker": null, "cue": null, "addressee": null, "setting": null,
                "prompt": null, "via": [], "paragraph": 0, "sentence": 0, "doc": {}, "parent": null,
                "pattern": "clause-alone", "confidence": 0.5}"#,
        ];
        let records: Vec<Record<'_>> = records.iter().map(|record| serde_json::from_str(record).unwrap()).collect();
        let mut out = Vec::new();
        write(&mut out, &document, &records, look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_block_a_quotation() {
        insta::assert_snapshot!(shown(Look { width: 60, colour: false }), @r#"
        harbour · Dockers walk out · 2024-05-01 · 2 quotations

          Ana Ruiz, union leader, Docks United
          │ “We will stay out as long as it takes,” “and then some.”
          └ “she” told → reporters at the gate · direct ·
            quote-speaker-cue · 97% · 120–161 190–206

          —
          │ there was no danger
          └ indirect · clause-alone · 50% · 300–319
        "#);
    }

    #[test]
    fn colours_change_no_word() {
        let coloured = shown(Look { width: 60, colour: true });
        assert_ne!(coloured, shown(Look { width: 60, colour: false }));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), shown(Look { width: 60, colour: false }));
    }
}
