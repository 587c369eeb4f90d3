//! A document's people and organisations, as JSON or for a person's eyes:
//!
//! ```text
//! harbour · 2 entities
//!
//!   0 Ana Ruiz, union leader · person · Q42 · speaks in 3 records
//!     “Ana Ruiz” 120–128 · “she” 163–166 · “Ruiz” 240–244
//! ```

use super::pretty::{printable, wrap};
use super::{Layout, Look, json, jsonl};
use anstyle::Style;
use clap::ValueEnum;
use sayso::Document;
use sayso::record::EntityRecord;
use std::io::{self, Write};

/// How they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person's eyes
    Pretty,
    /// An entity a line
    Jsonl,
    /// One array of all entities
    Json,
}

impl Format {
    /// The one for readers of such records.
    pub fn like(records: super::Format) -> Self {
        match records {
            super::Format::Pretty => Self::Pretty,
            super::Format::Json => Self::Json,
            _ => Self::Jsonl,
        }
    }

    /// What stands around the documents of an output.
    pub fn layout(self) -> Layout {
        Layout::plain(match self {
            Self::Pretty => super::Format::Pretty,
            Self::Jsonl => super::Format::Jsonl,
            Self::Json => super::Format::Json,
        })
    }
}

/// Appends a document's people and organisations.
pub fn write(
    out: &mut Vec<u8>,
    format: Format,
    document: &Document<'_>,
    all: &[EntityRecord<'_>],
    look: Look,
) -> io::Result<()> {
    match format {
        Format::Pretty => pretty(out, document, all, look),
        Format::Jsonl => all.iter().try_for_each(|entity| jsonl::line(out, entity)),
        Format::Json => all.iter().try_for_each(|entity| json::item(out, entity)),
    }
}

fn pretty(out: &mut Vec<u8>, document: &Document<'_>, all: &[EntityRecord<'_>], look: Look) -> io::Result<()> {
    let style = |style: Style| if look.colour { style } else { Style::new() };
    let (bold, dim) = (style(Style::new().bold()), style(Style::new().dimmed()));
    let count = counted(all.len(), "entity", "entities");
    writeln!(out, "{bold}{}{bold:#}{dim} · {count}{dim:#}\n", printable(&document.id))?;
    for entity in all {
        let mention = || entity.mentions.first().map_or("—".into(), |mention| format!("“{}”", mention.text));
        let name = printable(&entity.name.as_deref().map_or_else(mention, str::to_owned));
        let further = [&entity.role, &entity.affiliation].into_iter().flatten();
        let description: String = further.flat_map(|text| [", ".into(), printable(text)]).collect();
        let kind = serde_json::to_value(entity.kind).unwrap_or_default();
        let facts =
            [kind.as_str(), entity.id.as_deref()].into_iter().flatten().map(|fact| format!(" · {}", printable(fact)));
        let speaks = match entity.records.len() {
            0 => String::new(),
            some => format!(" · speaks in {}", counted(some, "record", "records")),
        };
        let facts: String = facts.chain([speaks]).collect();
        writeln!(out, "  {dim}{}{dim:#} {bold}{name}{bold:#}{description}{dim}{facts}{dim:#}", entity.entity)?;
        let place = |mention: &sayso::record::Passage<'_>| {
            let spans: Vec<_> = mention.spans.iter().map(|span| format!("{}–{}", span.start, span.end)).collect();
            format!("“{}” {}", mention.text, spans.join(" "))
        };
        let mentions: Vec<_> = entity.mentions.iter().map(place).collect();
        for line in wrap(&mentions.join(" · "), look.width.saturating_sub(4)) {
            writeln!(out, "    {line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
