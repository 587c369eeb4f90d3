//! Web archives: the pages and texts of a WARC file's responses, and the texts of a WET file.

use super::format::Documents;
use super::{Batch, compression::FREE, encoding, html};
use crate::document::Document;
use crate::error::Error;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::Read;
use std::iter;

/// A header longer than this is none.
const MAX_HEADER: usize = 1 << 16;

/// Whether a web archive begins here.
pub(super) fn signed(start: &[u8]) -> bool {
    start.starts_with(b"WARC/")
}

/// Whether this is a whole header: it ends in an empty line, or is too long to be one.
pub(super) fn is_header(bytes: &[u8]) -> bool {
    bytes.ends_with(b"\r\n\r\n") || bytes.ends_with(b"\n\n") || bytes.len() >= MAX_HEADER
}

/// How many bytes stand behind a header; none where it does not say.
pub(super) fn length(header: &[u8]) -> u64 {
    Headers(header).get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// The documents of a batch: of the records that are pages or texts, one each. What is no record at all is told once,
/// however long it is.
pub(super) fn documents(batch: &Batch) -> Documents<'_> {
    let mut rest = &batch.bytes[..];
    let mut place = batch.place;
    let mut lost = false;
    Box::new(iter::from_fn(move || {
        loop {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                return None;
            }
            let (header, behind) = split(rest);
            let length = usize::try_from(length(header)).unwrap_or(usize::MAX).min(behind.len());
            let (content, behind) = behind.split_at(length);
            let record = Record { batch, place, header: Headers(header), content };
            (rest, place) = (behind, place + 1);
            if signed(header) {
                lost = false;
                if let Some(document) = record.document() {
                    return Some(document);
                }
            } else if !std::mem::replace(&mut lost, true) {
                return Some(Err(record.expected("the header of a record, `WARC/1.1` and what follows")));
            }
        }
    }))
}

/// A header and what stands behind it.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = memchr::memchr_iter(b'\n', &bytes[..bytes.len().min(MAX_HEADER)]).map(|at| at + 1);
    let end = ends.into_iter().find(|&end| is_header(&bytes[..end]));
    bytes.split_at(end.unwrap_or(bytes.len().min(MAX_HEADER)))
}

/// Lines `Name: value` below a first line.
#[derive(Clone, Copy)]
struct Headers<'b>(&'b [u8]);

impl<'b> Headers<'b> {
    fn get(self, name: &str) -> Option<&'b str> {
        self.0.split(|&byte| byte == b'\n').skip(1).find_map(|line| {
            let (before, value) = line.split_at(memchr::memchr(b':', line)?);
            let named = before.trim_ascii().eq_ignore_ascii_case(name.as_bytes());
            std::str::from_utf8(&value[1..]).ok().map(str::trim).filter(|_| named)
        })
    }

    /// The media type in small letters, and the charset beside it.
    fn media_type(self) -> (String, Option<&'b str>) {
        let value = self.get("content-type").unwrap_or_default();
        let mut parts = value.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
        });
        (media_type, charset)
    }
}

/// One record.
struct Record<'b> {
    batch: &'b Batch,
    /// Its number in the archive, from 1.
    place: usize,
    header: Headers<'b>,
    content: &'b [u8],
}

impl<'b> Record<'b> {
    /// The document in it; none where it is a request, a picture, a page that was not found and so on.
    fn document(&self) -> Option<Result<Document<'b>, Error>> {
        match self.header.get("warc-type")? {
            "response" => {
                let (http, body) = split(self.content);
                let status = http.split(|&byte| byte == b' ').nth(1)?;
                let ok = http.starts_with(b"HTTP/") && status.starts_with(b"2");
                ok.then(|| self.payload(Headers(http), body))?
            }
            "resource" | "conversion" => self.payload(self.header, self.content),
            _ => None,
        }
    }

    fn payload(&self, header: Headers<'b>, body: &'b [u8]) -> Option<Result<Document<'b>, Error>> {
        let (media_type, charset) = header.media_type();
        let is_page = matches!(&*media_type, "text/html" | "application/xhtml+xml");
        if !is_page && media_type != "text/plain" {
            return None;
        }
        let body = match self.unpacked(header, body) {
            Ok(body) => body,
            Err(error) => return Some(Err(error)),
        };
        let text = |body: &[u8]| match charset.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())) {
            Some(_) => Ok(encoding::of_page(body, charset)),
            None => encoding::of_text(body),
        };
        let read = if is_page {
            html::article(&body, encoding::of_page(&body, charset)).map_err(|what| self.expected(&what))
        } else {
            let encoding = text(&body).map_err(|valid| self.expected(&format!("UTF-8 at byte {valid}")));
            encoding.map(|encoding| (encoding::decode(&body, encoding).into_owned(), Map::new()))
        };
        Some(read.map(|(text, mut fields)| {
            let url = self.header.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']));
            for (name, value) in [("url", url), ("crawled", self.header.get("warc-date"))] {
                if let Some(value) = value {
                    fields.entry(name).or_insert_with(|| Value::from(value));
                }
            }
            let id = self.header.get("warc-record-id").map(|id| id.trim_matches(['<', '>']));
            let id = id.map_or_else(|| format!("{}:{}", self.batch.source.id, self.place), str::to_owned);
            Document { id: id.into(), text: text.into(), fields }
        }))
    }

    /// The body as it was before it was sent. Archives often keep the header of a body that they have unpacked.
    fn unpacked(&self, header: Headers<'_>, body: &'b [u8]) -> Result<Cow<'b, [u8]>, Error> {
        let is = |name: &str, value: &str| header.get(name).is_some_and(|given| given.eq_ignore_ascii_case(value));
        let body = if is("transfer-encoding", "chunked") { dechunked(body) } else { Cow::Borrowed(body) };
        let mut unpacked = Vec::new();
        let options = &self.batch.options;
        let largest = FREE.max(options.max_ratio.saturating_mul(body.len() as u64));
        let limit = largest.min(options.max_document as u64) + 1;
        let read = match &*body {
            [0x1f, 0x8b, ..] => MultiGzDecoder::new(&*body).take(limit).read_to_end(&mut unpacked),
            [0x78, ..] if is("content-encoding", "deflate") => {
                ZlibDecoder::new(&*body).take(limit).read_to_end(&mut unpacked)
            }
            _ if is("content-encoding", "br") && std::str::from_utf8(&body).is_err() => {
                return Err(self.expected("a body that is plain, gzip or deflate, not Brotli"));
            }
            _ => return Ok(body),
        };
        match read {
            Ok(length) if length as u64 == limit && largest < options.max_document as u64 => {
                Err(self
                    .expected(&format!("at most {} bytes out of each compressed one (--max-ratio)", options.max_ratio)))
            }
            Ok(length) if length as u64 == limit => {
                Err(self.expected(&format!("a document of at most {} bytes (--max-document)", limit - 1)))
            }
            Ok(_) => Ok(unpacked.into()),
            Err(error) => Err(self.expected(&format!("whole compressed data ({error})"))),
        }
    }

    fn expected(&self, what: &str) -> Error {
        self.batch.expected(self.place, what)
    }
}

/// A body without the lengths of its chunks; unchanged where it has none.
fn dechunked(body: &[u8]) -> Cow<'_, [u8]> {
    let (mut whole, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let Some(end) = memchr::memchr(b'\n', &rest[..rest.len().min(64)]) else { return Cow::Borrowed(body) };
        let line = rest[..end].split(|&byte| byte == b';').next().unwrap_or_default();
        let length = std::str::from_utf8(line.trim_ascii()).ok().and_then(|line| usize::from_str_radix(line, 16).ok());
        let Some(length) = length else { return Cow::Borrowed(body) };
        rest = &rest[end + 1..];
        let Some((chunk, behind)) = rest.split_at_checked(length) else {
            // The archive has cut the page off.
            whole.extend_from_slice(rest);
            return whole.into();
        };
        if length == 0 {
            return whole.into();
        }
        whole.extend_from_slice(chunk);
        rest = behind.strip_prefix(b"\r\n").unwrap_or(behind);
        if rest.is_empty() {
            return whole.into();
        }
    }
}
