//! What single characters are to the tokenizer: white space, letters, joiners.

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Byte {
    Space,
    Lower,
    Upper,
    Digit,
    /// A sign that may go on with a word: U.S., Kim's, Jean-Luc, AT&T.
    Joint,
    /// Any other sign: behind letters, it ends their word.
    Other,
    /// A character of several bytes.
    Wide,
}

/// The table of [`Byte`]s, one look-up a byte.
pub(super) const BYTES: [Byte; 256] = {
    let mut table = [Byte::Other; 256];
    let mut i = 0;
    while i < 256 {
        table[i] = match i as u8 {
            b'a'..=b'z' => Byte::Lower,
            b'A'..=b'Z' => Byte::Upper,
            b'0'..=b'9' => Byte::Digit,
            0..=b' ' | 0x7f => Byte::Space,
            b'.' | b'\'' | b'-' | b'&' | b':' | b'@' | b'_' => Byte::Joint,
            0x80.. => Byte::Wide,
            _ => Byte::Other,
        };
        i += 1;
    }
    table
};

/// Whether a character parts words and is nothing itself: spaces of all widths, none included, control characters, marks of
/// writing direction and the byte-order mark.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c,
        '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}')
}

/// Whether a character goes on with a word: letters, digits, low lines, accents that follow their letter, and what is not seen inside words.
pub(super) fn is_inner(c: char) -> bool {
    matches!(c, '_' | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}') || is_alphanumeric(c)
}

/// Whether a character is a letter or a digit. Most that are beyond ASCII are marks and dashes, of which no table need be asked.
pub(super) fn is_alphanumeric(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// Whether a character is an apostrophe by its looks.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

/// Whether a character joins two halves of a word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a sign stands before an amount of money.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₪')
}
