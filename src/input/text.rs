//! A file that is one text.

use super::format::Documents;
use super::{Batch, encoding};
use crate::document::Document;
use std::borrow::Cow;
use std::iter;

/// The text of a file as it stands, without its byte order mark.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    Box::new(iter::once_with(|| match read(batch) {
        Ok(text) => Ok(Document::new(&*batch.source.id, text)),
        Err(error) => Err(error),
    }))
}

/// The text of a batch that is one file.
///
/// # Errors
/// Where it is said to be UTF-8 and is not.
pub(super) fn read(batch: &Batch) -> Result<Cow<'_, str>, crate::Error> {
    if batch.encoding != encoding_rs::UTF_8 {
        return Ok(encoding::decode(&batch.bytes, batch.encoding));
    }
    match std::str::from_utf8(&batch.bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).into()),
        Err(error) => {
            let valid = error.valid_up_to();
            let line = memchr::memchr_iter(b'\n', &batch.bytes[..valid]).count() + 1;
            Err(batch.expected(line, format!("UTF-8 at byte {valid}")))
        }
    }
}
