//! The formats that documents come in as, and how one is told from another by name and by content.

use super::boundaries::{Boundaries, Elements, Lines, Records, Rows};
use super::{Batch, Options, Source, csv, encoding, html, json, jsonl, markdown, text, warc};
use crate::document::Document;
use crate::error::Error;
use std::fmt;

/// The format of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// By name and content; `-v` says what each file was taken for
    #[default]
    Auto,
    /// One file, one text, in any encoding
    Text,
    /// Markdown: its prose, without the markup
    Markdown,
    /// A web page: the article in it, its title, date, byline, URL and site
    Html,
    /// JSON Lines: one line, one JSON object with a text, perhaps an id, and other fields
    Jsonl,
    /// A JSON array of such objects, or one object
    Json,
    /// Comma-separated values, or semicolon-separated ones, below a line of names
    Csv,
    /// Tab-separated values below a line of names
    Tsv,
    /// A web archive: the pages and texts in its responses, or the texts of a WET file
    Warc,
    /// A table whose rows are such objects, where sayso was built with the feature `parquet`
    Parquet,
}

/// The documents of a batch, and what is none.
pub(super) type Documents<'b> = Box<dyn Iterator<Item = Result<Document<'b>, Error>> + 'b>;

/// Makes what finds the ends of records in an input that starts so.
type Cut = fn(&[u8]) -> Box<dyn Boundaries>;

/// What there is to know of a format.
pub(super) struct Reader {
    pub format: Format,
    /// What `-v` calls it.
    pub name: &'static str,
    /// Without the full stop; `gz` and `zst` may stand behind each of them.
    pub suffixes: &'static [&'static str],
    /// Whether nothing else starts like this, whatever the file is called.
    pub signed: fn(&[u8]) -> bool,
    /// Whether this start is one of the format, where the name does not say.
    pub looks: fn(&[u8], &Options) -> bool,
    /// Where its records end, given how it starts; `None` where a file is one document.
    pub boundaries: Option<Cut>,
    /// The documents of a batch.
    pub documents: for<'b> fn(&'b Batch) -> Documents<'b>,
}

/// All formats. Of several that look like a file the first is taken; the last is what all else is.
pub(super) static READERS: [Reader; 9] = [
    Reader {
        format: Format::Warc,
        name: "WARC",
        suffixes: &["warc", "wet"],
        signed: warc::signed,
        looks: |_, _| false,
        boundaries: Some(|_| Box::new(Records::default())),
        documents: warc::documents,
    },
    Reader {
        format: Format::Parquet,
        name: "Parquet",
        suffixes: &["parquet"],
        signed: |start| start.starts_with(b"PAR1"),
        looks: |_, _| false,
        boundaries: None,
        // Its batches are lines of JSON.
        documents: jsonl::documents,
    },
    Reader {
        format: Format::Html,
        name: "HTML",
        suffixes: &["htm", "html", "xhtml"],
        signed: html::signed,
        looks: |_, _| false,
        boundaries: None,
        documents: html::documents,
    },
    Reader {
        format: Format::Json,
        name: "JSON",
        suffixes: &["json"],
        signed: |_| false,
        looks: |start, _| json::looks(start),
        boundaries: Some(|_| Box::new(Elements::default())),
        documents: json::documents,
    },
    Reader {
        format: Format::Jsonl,
        name: "JSON Lines",
        suffixes: &["json", "jsonl", "ndjson"],
        signed: |_| false,
        looks: |start, _| jsonl::looks(start),
        boundaries: Some(|_| Box::new(Lines::default())),
        documents: jsonl::documents,
    },
    Reader {
        format: Format::Tsv,
        name: "TSV",
        suffixes: &["tab", "tsv"],
        signed: |_| false,
        looks: |start, options| csv::looks(start, b'\t', options),
        boundaries: Some(|_| Box::new(Rows::new(b'\t'))),
        documents: csv::documents,
    },
    Reader {
        format: Format::Csv,
        name: "CSV",
        suffixes: &["csv"],
        signed: |_| false,
        looks: |start, options| csv::looks(start, csv::delimiter(start), options),
        boundaries: Some(|start| Box::new(Rows::new(csv::delimiter(start)))),
        documents: csv::documents,
    },
    Reader {
        format: Format::Markdown,
        name: "Markdown",
        suffixes: &["markdown", "md"],
        signed: |_| false,
        looks: |_, _| false,
        boundaries: None,
        documents: markdown::documents,
    },
    Reader {
        format: Format::Text,
        name: "text",
        suffixes: &["text", "txt"],
        signed: |_| false,
        looks: |_, _| true,
        boundaries: None,
        documents: text::documents,
    },
];

/// The suffixes of compressed files, which are told by their content.
pub const COMPRESSED: [&str; 4] = ["bgz", "gz", "zst", "zstd"];

/// What else a file may be. To read it as a text would be wrong, and silently so.
const FOREIGN: [(&[u8], &str); 8] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP archive, as Word and EPUB write them"),
    (b"{\\rtf", "RTF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"<?xml", "XML"),
    (b"<rss", "RSS"),
];

impl Reader {
    /// An error in a source of this format, on this line, or in this record of a web archive or table.
    pub(super) fn expected(&self, source: &Source, place: usize, what: impl Into<String>) -> Error {
        match self.format {
            Format::Warc | Format::Parquet => Error::expected_in_record(source.name(), place, what),
            _ => Error::expected(source.name(), place, what),
        }
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name)
    }
}

impl Format {
    pub(super) fn reader(self) -> &'static Reader {
        let [.., text] = &READERS;
        READERS.iter().find(|reader| reader.format == self).unwrap_or(text)
    }

    /// The suffixes of its files, without full stop; none for [`Format::Auto`].
    #[must_use]
    pub fn suffixes(self) -> &'static [&'static str] {
        if self == Self::Auto { &[] } else { self.reader().suffixes }
    }
}

/// A file's name without the suffixes of compression and format, and the suffix of the format in small letters.
pub(super) fn split_name(name: &str) -> (&str, Option<String>) {
    let cut = |name| match str::rsplit_once(name, '.') {
        Some((stem, suffix)) if !stem.is_empty() => (stem, Some(suffix.to_ascii_lowercase())),
        _ => (name, None),
    };
    match cut(name) {
        (stem, Some(suffix)) if COMPRESSED.contains(&&*suffix) => cut(stem),
        other => other,
    }
}

/// Whether a file with this suffix is read where a folder is walked.
pub(super) fn is_known(suffix: &str) -> bool {
    READERS.iter().any(|reader| reader.suffixes.contains(&suffix))
}

/// The format of a file with this suffix that starts so, in UTF-8.
///
/// # Errors
/// What was expected, where it is something that sayso does not read.
pub(super) fn detect(suffix: Option<&str>, start: &[u8], options: &Options) -> Result<&'static Reader, String> {
    let start = encoding::without_bom(start);
    if options.format != Format::Auto {
        return Ok(options.format.reader());
    }
    if let Some(reader) = READERS.iter().find(|reader| (reader.signed)(start)) {
        return Ok(reader);
    }
    let named = || READERS.iter().filter(|reader| suffix.is_some_and(|suffix| reader.suffixes.contains(&suffix)));
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Err(format!("a format that sayso reads, not {name} (`--from text` reads it nevertheless)"));
    }
    let looks = |reader: &&Reader| (reader.looks)(start, options);
    // A name that several formats share is decided by content, and so is one that says nothing.
    Ok(named()
        .find(looks)
        .or_else(|| named().next())
        .or_else(|| READERS.iter().find(looks))
        .unwrap_or_else(|| Format::Text.reader()))
}
