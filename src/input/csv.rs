//! Separated values below a line of names: `id,text` and then `7,"“We stay,” she said."`.

use super::format::{Documents, Format};
use super::{Batch, Options, encoding};
use crate::document::Document;
use crate::error::Error;
use ::csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use serde_json::Value;
use std::iter;

/// The mark that values stand in where they hold delimiters, line breaks or such marks.
pub(super) const QUOTE: u8 = b'"';

/// What may stand between values, the most usual first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// The delimiter that is most frequent in the line of names; a comma where there is none.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: &&u8| memchr::memchr_iter(**delimiter, line).count();
    // Of several as frequent the last counts: hence the most usual one last.
    DELIMITERS.iter().rev().max_by_key(count).copied().unwrap_or(b',')
}

/// Whether the first line is one of names, and one of them that of the text. A comma alone may stand in any prose.
pub(super) fn looks(start: &[u8], delimiter: u8, options: &Options) -> bool {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let text = options.text_field.whole().as_bytes();
    let quoted = [&[QUOTE], text, &[QUOTE]].concat();
    let is_text = |name: &[u8]| name.trim_ascii() == text || name.trim_ascii() == quoted;
    line.contains(&delimiter) && line.split(|&byte| byte == delimiter).any(is_text)
}

/// The documents of a batch, a row each.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    match Table::new(batch) {
        Ok(Some(table)) => Box::new(table),
        Ok(None) => Box::new(iter::empty()),
        Err(error) => Box::new(iter::once(Err(error))),
    }
}

/// Rows as documents.
struct Table<'b> {
    batch: &'b Batch,
    names: StringRecord,
    text: usize,
    id: Option<usize>,
    bytes: &'b [u8],
    rows: Reader<&'b [u8]>,
}

impl<'b> Table<'b> {
    /// Nothing where the names do not serve and an earlier batch has said so.
    fn new(batch: &'b Batch) -> Result<Option<Self>, Error> {
        let bytes = &batch.bytes[..];
        let bytes = if batch.place == 1 { encoding::without_bom(bytes) } else { bytes };
        let header = if batch.header.is_empty() { bytes } else { encoding::without_bom(&batch.header) };
        let delimiter = if batch.reader.format == Format::Tsv { b'\t' } else { delimiter(header) };
        let reader =
            |bytes, has_headers| ReaderBuilder::new().delimiter(delimiter).has_headers(has_headers).from_reader(bytes);
        let wrong = |what: String| if batch.place == 1 { Err(batch.expected(1, what)) } else { Ok(None) };
        if header.trim_ascii().is_empty() {
            return Ok(None);
        }
        let names = match reader(header, true).headers() {
            Ok(names) => names.clone(),
            Err(error) => return wrong(told(&error)),
        };
        let column = |name: &str| names.iter().position(|column| column.trim() == name);
        let Some(text) = column(batch.options.text_field.whole()) else {
            let columns = names.iter().collect::<Vec<_>>().join(", ");
            let text = batch.options.text_field.whole();
            return wrong(format!("a column {text:?} among {columns} (--text-field names another)"));
        };
        let id = column(batch.options.id_field.whole());
        Ok(Some(Self { batch, text, id, bytes, rows: reader(bytes, batch.place == 1), names }))
    }

    /// The line in the source at which a row begins. The reader's own place stands before line ends that it has yet to
    /// pass over.
    fn line(&self, position: &::csv::Position) -> usize {
        let [line, byte] =
            [position.line(), position.byte()].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        let rest = self.bytes.get(byte..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|&&byte| byte == b'\n').count();
        self.batch.place + line.saturating_sub(1) + ends
    }

    fn document(&self, row: &StringRecord, line: usize) -> Result<Document<'b>, Error> {
        if row.len() != self.names.len() {
            let (found, expected) = (row.len(), self.names.len());
            return Err(self.batch.expected(line, format!("{expected} values as in the first line, found {found}")));
        }
        let cell = |column: usize| row.get(column).unwrap_or_default().to_owned();
        let id = self.id.map(cell).filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| format!("{}:{line}", self.batch.source.id));
        let others = self.names.iter().zip(row).enumerate();
        let others = others.filter(|(column, _)| *column != self.text && Some(*column) != self.id);
        let fields = others.map(|(_, (name, value))| (name.trim().to_owned(), Value::from(value))).collect();
        Ok(Document { id: id.into(), text: cell(self.text).into(), fields })
    }
}

impl<'b> Iterator for Table<'b> {
    type Item = Result<Document<'b>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = StringRecord::new();
        let read = self.rows.read_record(&mut row);
        let line = |position: Option<&::csv::Position>| position.map_or(self.batch.place, |place| self.line(place));
        match read {
            Ok(false) => None,
            Ok(true) => Some(self.document(&row, line(row.position()))),
            Err(error) => Some(Err(self.batch.expected(line(error.position()), told(&error)))),
        }
    }
}

/// What was expected where the values could not be read.
fn told(error: &::csv::Error) -> String {
    match error.kind() {
        ErrorKind::Utf8 { err, .. } => format!("UTF-8 in value {} (--encoding names another)", err.field() + 1),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{expected_len} values as in the first line, found {len}")
        }
        _ => error.to_string(),
    }
}
