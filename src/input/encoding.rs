//! Which encoding a text is in: its byte order mark, what a page says of itself, and else what its bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The bytes behind a byte order mark, which is no part of a text.
pub(super) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// Whether the bytes are UTF-16, by their mark or because every other one is zero, as it is in a text of Latin letters.
pub(super) fn utf16(start: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return (encoding != UTF_8).then_some(encoding);
    }
    memchr::memchr(0, start)?;
    let pairs = start.chunks_exact(2);
    let (count, mut big, mut little) = (pairs.len(), 0, 0);
    for pair in pairs {
        big += usize::from(pair[0] == 0);
        little += usize::from(pair[1] == 0);
    }
    match (big * 2 > count, little * 2 > count) {
        (true, false) if little == 0 => Some(UTF_16BE),
        (false, true) if big == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The encoding of a whole text. Time: linear.
///
/// # Errors
/// The byte at which it stops being UTF-8, where it is binary or damaged UTF-8 rather than a text in another encoding.
pub(super) fn of_text(bytes: &[u8]) -> Result<&'static Encoding, usize> {
    let Err(error) = std::str::from_utf8(bytes) else { return Ok(UTF_8) };
    // In no other encoding is a letter beyond ASCII by chance well-formed UTF-8 again and again.
    let (mut letters, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    if memchr::memchr(0, bytes).is_some() || letters >= wrong.max(1) {
        return Err(error.valid_up_to());
    }
    Ok(guess(bytes))
}

/// The encoding that a start of a text looks most like; a letter that is cut off at its end does not count.
pub(super) fn of_start(start: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(start) {
        Err(error) if error.error_len().is_some() => of_text(start).unwrap_or(UTF_8),
        _ => UTF_8,
    }
}

/// The encoding of a page: what `charset` the server gave, what the page says, what its bytes look like.
pub(super) fn of_page(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    let said = || charset.and_then(|charset| Encoding::for_label(charset.as_bytes()));
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    said().or_else(|| declared(&bytes[..bytes.len().min(DECLARED_WITHIN)])).unwrap_or_else(|| guess(bytes))
}

/// A page has to say its encoding in its first bytes; the standard asks for 1024, and not all keep to that.
const DECLARED_WITHIN: usize = 4096;

/// What stands behind the first `charset=` of a page.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset=";
    let at = start.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))?;
    let value = start[at + NAME.len()..].trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
    // A page whose bytes could be read so far is not UTF-16, whatever it says.
    Encoding::for_label(&value[..end.unwrap_or(value.len())]).filter(|encoding| encoding.is_ascii_compatible())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The text without its byte order mark; what the encoding does not know becomes U+FFFD.
pub(super) fn decode<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Cow<'b, str> {
    encoding.decode_with_bom_removal(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    /// A name, the text in that encoding, and whether it is told from all others.
    fn told(encoding: &'static Encoding, text: &str) {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy);
        assert_eq!(of_text(&bytes).unwrap().name(), encoding.name(), "{text}");
        assert_eq!(decode(&bytes, encoding), text);
    }

    #[test]
    fn encodings_are_told_apart() {
        told(UTF_8, "“Nous restons”, a déclaré Zoë.");
        told(WINDOWS_1252, "“We’ll stay,” said Zoë Müller – and stayed. ‘Naïve,’ replied the café’s owner.");
        told(WINDOWS_1251, "«Мы остаёмся», — сказала Анна Руис. Мэр ничего не ответил.");
        told(SHIFT_JIS, "「ここに残ります」とルイスさんは話した。町長は答えなかった。");
    }

    #[test]
    fn damaged_utf8_and_binaries_are_no_other_encoding() {
        assert_eq!(of_text("“Oui”, a dit Zoë.".as_bytes()), Ok(UTF_8));
        let damaged = ["“Nous restons”, a déclaré ".as_bytes(), b"Zo\xeb."].concat();
        assert_eq!(of_text(&damaged), Err(damaged.len() - 2));
        assert_eq!(of_text(b"\x7fELF\x02\n\n\x00\x80\x9c"), Err(8));
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        for text in ["\u{feff}“Oui”, dit-il.", "\u{feff}「はい」", "“We stay,” she said.\r\n"] {
            assert_eq!(utf16(&little(text)), Some(UTF_16LE), "{text}");
            assert_eq!(utf16(&big(text)), Some(UTF_16BE), "{text}");
        }
        for other in [&b""[..], b"a", b"One\r\n\r\ntwo\0", "\u{feff}Zoë".as_bytes(), b"\0\0\0\0"] {
            assert_eq!(utf16(other), None);
        }
    }

    #[test]
    fn a_page_says_its_encoding() {
        for page in ["<meta charset=\"iso-8859-2\">\u{1}", "<META content='text/html; CharSet= ISO-8859-2'>\u{1}"] {
            let bytes = page.replace('\u{1}', "").bytes().chain([0xb9]).collect::<Vec<_>>();
            assert_eq!(decode(&bytes, of_page(&bytes, None)).chars().last(), Some('š'));
            assert_eq!(of_page(&bytes, Some("windows-1257")).name(), "windows-1257");
        }
    }
}
