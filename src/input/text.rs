//! A file that is one text, in UTF-8.

use super::{Batch, without_bom};
use crate::document::Document;
use crate::error::Error;

/// The text of a file without its byte order mark.
pub(super) fn document(batch: &Batch) -> Result<Document<'_>, Error> {
    let bytes = without_bom(&batch.bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Document::new(&*batch.source.id, text)),
        Err(error) => {
            let valid = batch.bytes.len() - bytes.len() + error.valid_up_to();
            let line = batch.line + memchr::memchr_iter(b'\n', &batch.bytes[..valid]).count();
            Err(Error::expected(batch.source.name(), line, format!("UTF-8 at byte {valid}")))
        }
    }
}
