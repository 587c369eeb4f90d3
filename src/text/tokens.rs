//! The tokenizer: one pass over a paragraph's bytes, `Kim's aides didn't go.` → Kim 's aides did n't go .

use super::chars::{BYTES, Byte, is_alphanumeric, is_apostrophe, is_currency, is_hyphen, is_inner, is_space};
use super::{Case, Kind, Token};
use crate::grammar::{Class, Classes, Grammar, Spelling, Sym, Word};
use crate::span::Span;

/// A token is at most so many bytes long (and one character); what is longer is cut, so that nothing later meets a word without end.
const LONGEST: usize = 1024;

/// Appends a paragraph's tokens. Single marks at the edge of a word are all [`Kind::Mark`] yet; says whether there are any.
pub(super) fn scan(text: &str, paragraph: Span, grammar: &Grammar, tokens: &mut Vec<Token>) -> bool {
    let text = &text[..paragraph.range().end];
    let (bytes, at) = (text.as_bytes(), paragraph.range().start);
    let mut scanner = Scanner { text, bytes, at, glued: false, singles: false, grammar, tokens };
    scanner.read();
    scanner.singles
}

/// A word of one ASCII letter and the small ones behind it, as nearly all are written: where it ends, and its spelling.
#[inline]
fn plain_word(bytes: &[u8], start: usize) -> (usize, Spelling) {
    let mut end = start + 1;
    let mut spelling = Spelling::new().byte(bytes[start].to_ascii_lowercase());
    let longest = bytes.len().min(start + LONGEST);
    for &letter in bytes[end..longest].iter().take_while(|letter| letter.is_ascii_lowercase()) {
        spelling = spelling.byte(letter);
        end += 1;
    }
    (end, spelling)
}

struct Scanner<'t> {
    /// The document up to the paragraph's end.
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    glued: bool,
    singles: bool,
    grammar: &'t Grammar,
    tokens: &'t mut Vec<Token>,
}

/// What a token is made of: all that most have in common.
const NOTHING: Token = Token {
    span: Span { start: 0, end: 0 },
    kind: Kind::Symbol,
    case: Case::None,
    glued: false,
    initial: false,
    stopped: false,
    word: Sym(0),
    classes: Classes::NONE,
    cue: 0,
    piece: 0,
};

/// What a character does with the word before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Goes on with it.
    Inner,
    /// Ends it, as its last character.
    Last,
    /// Tells that it is an address.
    Address,
    /// Stands behind it.
    Outside,
}

/// A word in the making.
struct Draft {
    start: usize,
    spelling: Spelling,
    /// Whether its first letter with case is a capital.
    first: Option<bool>,
    upper: u32,
    lower: u32,
    /// Where the letters behind its last stop began.
    segment: usize,
    /// Where the capital behind its last hyphen stands: D-N.Y., D-Mo.
    part: Option<usize>,
    /// It has an inner stop, as an abbreviation has.
    dotted: bool,
    /// It has an apostrophe between letters.
    elided: bool,
    /// It has a hyphen before a letter.
    hyphened: bool,
    /// It has a foot sign between digits: 6'2.
    feet: bool,
}

impl Draft {
    fn at(start: usize) -> Self {
        Self {
            start,
            spelling: Spelling::new(),
            first: None,
            upper: 0,
            lower: 0,
            segment: start,
            part: None,
            dotted: false,
            elided: false,
            hyphened: false,
            feet: false,
        }
    }

    fn letter(&mut self, upper: bool) {
        self.first.get_or_insert(upper);
        if upper {
            self.upper += 1;
        } else {
            self.lower += 1;
        }
    }

    fn case(&self) -> Case {
        match (self.first, self.upper, self.lower) {
            (None, ..) => Case::None,
            (Some(true), 2.., 0) => Case::Upper,
            (Some(true), ..) => Case::Capital,
            (Some(false), 0, _) => Case::Lower,
            (Some(false), ..) => Case::Mixed,
        }
    }
}

impl Scanner<'_> {
    /// Reads the paragraph. Nearly all are plain words; only for the others it is written down where they stand.
    fn read(&mut self) {
        let (bytes, mut at, mut glued) = (self.bytes, self.at, false);
        while let Some(&byte) = bytes.get(at) {
            let class = BYTES[byte as usize];
            if class == Byte::Space {
                at += 1;
                glued = false;
                continue;
            }
            if matches!(class, Byte::Lower | Byte::Upper) {
                let (end, spelling) = plain_word(bytes, at);
                let next = bytes.get(end).map_or(Byte::Space, |&next| BYTES[next as usize]);
                let ends = match next {
                    Byte::Space | Byte::Other => true,
                    Byte::Joint => end - at > 1 && self.is_full_stop(end, spelling),
                    _ => false,
                };
                if ends {
                    let case = if class == Byte::Lower { Case::Lower } else { Case::Capital };
                    let (span, word) = (Span { start: at as u32, end: end as u32 }, spelling.sym());
                    self.put(Token { span, kind: Kind::Word, case, glued, word, ..NOTHING });
                    glued = next != Byte::Space;
                    at = end + usize::from(!glued);
                    continue;
                }
            }
            (self.at, self.glued) = (at, glued);
            self.token(byte, class);
            (at, glued) = (self.at, self.glued);
        }
    }

    /// Whether a stop stands here that is no part of the word of several letters before it, as most do.
    fn is_full_stop(&self, at: usize, spelling: Spelling) -> bool {
        const ABBREVIATIONS: Classes = Classes::of(&[Class::Abbreviation, Class::NumberAbbreviation]);
        let next = self.byte(at + 1);
        self.byte(at) == b'.'
            && next != b'.'
            && !next.is_ascii_alphanumeric()
            && !self.grammar.word(spelling.byte(b'.').sym()).classes.any(ABBREVIATIONS)
    }

    /// Reads what begins here with this byte: no space.
    fn token(&mut self, byte: u8, class: Byte) {
        match class {
            Byte::Joint | Byte::Other => self.other(byte),
            Byte::Wide => self.wide(),
            _ => self.word(),
        }
    }

    /// The character at a byte, which must be a boundary.
    fn char(&self, at: usize) -> Option<char> {
        match *self.bytes.get(at)? {
            byte @ 0..0x80 => Some(byte as char),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    fn is_letter(&self, at: usize) -> bool {
        self.char(at).is_some_and(|c| c.is_alphabetic())
    }

    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_ascii_digit()
    }

    /// The first character behind white space, a few bytes off at most.
    fn beyond(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().take(8).find(|&c| !is_space(c))
    }

    /// Puts down a token from `start` to where the scanner stands; what the grammar knows of it is not asked yet.
    fn push(&mut self, start: usize, kind: Kind, case: Case, word: Sym) {
        let stopped = kind == Kind::Word && self.byte(self.at - 1) == b'.';
        let span = Span::new(start, self.at);
        let glued = std::mem::replace(&mut self.glued, true);
        self.put(Token { span, kind, case, glued, stopped, word, ..NOTHING });
    }

    /// Puts down a token with what the grammar knows of it.
    #[inline]
    fn put(&mut self, token: Token) {
        let Word { classes, cue, .. } =
            if token.kind == Kind::Word { self.grammar.word(token.word) } else { Word::default() };
        self.tokens.push(Token { classes, cue, ..token });
    }

    /// Puts down a token of the next `len` bytes that is no word.
    fn sign(&mut self, kind: Kind, len: usize) {
        let start = self.at;
        self.at += len;
        let word = match len {
            1 => Spelling::new().byte(self.bytes[start]).sym(),
            _ => Sym::written(&self.text[start..self.at]),
        };
        self.push(start, kind, Case::None, word);
    }

    /// A word, a number, or an address, from its first letter, digit or sign on.
    fn word(&mut self) {
        let mut draft = Draft::at(self.at);
        while self.at - draft.start < LONGEST {
            let Some(&byte) = self.bytes.get(self.at) else { break };
            match BYTES[byte as usize] {
                Byte::Lower => self.lower(&mut draft),
                Byte::Upper => {
                    draft.letter(true);
                    draft.spelling = draft.spelling.byte(byte | 0x20);
                    self.at += 1;
                }
                Byte::Digit => {
                    draft.spelling = draft.spelling.byte(byte);
                    self.at += 1;
                }
                Byte::Space => break,
                Byte::Joint | Byte::Other | Byte::Wide => {
                    let Some(c) = self.char(self.at) else { break };
                    let joint = self.joint(&mut draft, c);
                    match joint {
                        Joint::Outside => break,
                        Joint::Address => return self.address(draft.start),
                        Joint::Inner | Joint::Last => {}
                    }
                    if c.is_uppercase() || c.is_lowercase() {
                        draft.letter(c.is_uppercase());
                    }
                    draft.spelling = draft.spelling.char(c);
                    self.at += c.len_utf8();
                    if joint == Joint::Last {
                        break;
                    }
                }
            }
        }
        if draft.feet && self.byte(self.at) == b'"' {
            draft.spelling = draft.spelling.byte(b'"');
            self.at += 1;
        }
        self.finish(&draft);
    }

    /// The letters in lower case that stand here, which most letters are.
    fn lower(&mut self, draft: &mut Draft) {
        let end = self.bytes.len().min(draft.start + LONGEST);
        let letters = self.bytes[self.at..end].iter().take_while(|letter| letter.is_ascii_lowercase());
        let (spelling, count) =
            letters.fold((draft.spelling, 0), |(spelling, count), &letter| (spelling.byte(letter), count + 1));
        draft.spelling = spelling;
        draft.first.get_or_insert(false);
        draft.lower += count;
        self.at += count as usize;
    }

    /// What a character that is no ASCII letter or digit does with the word before it.
    fn joint(&self, draft: &mut Draft, c: char) -> Joint {
        let end = self.at + c.len_utf8();
        let before = self.at.checked_sub(1).filter(|&before| before >= draft.start).map(|before| self.bytes[before]);
        let Some(before) = before else { return Joint::Inner }; // a sign before a number, as the caller saw
        let between_digits = before.is_ascii_digit() && self.is_digit(end);
        let goes_on = match c {
            ':' if self.bytes[end..].starts_with(b"//") => return Joint::Address,
            '@' if self.is_letter(end) => return Joint::Address,
            '/' if draft.segment != draft.start && !draft.dotted => return Joint::Address,
            '%' if before.is_ascii_digit() => return Joint::Last,
            '.' if self.is_abbreviated(draft) => {
                draft.segment = end;
                let goes_on = self.is_letter(end) || self.byte(end) == b'-' && self.is_letter(end + 1);
                return if goes_on { Joint::Inner } else { Joint::Last };
            }
            '.' | ',' | ':' | '/' | '–' => between_digits,
            '&' => before.is_ascii_uppercase() && self.byte(end).is_ascii_uppercase(),
            _ if is_apostrophe(c) => {
                let letter = self.is_letter(end);
                draft.elided |= letter;
                draft.feet |= between_digits;
                letter || between_digits
            }
            _ if is_hyphen(c) => {
                draft.hyphened |= self.is_letter(end);
                draft.part = self.byte(end).is_ascii_uppercase().then_some(end);
                self.char(end).is_some_and(char::is_alphanumeric)
            }
            _ => is_inner(c),
        };
        if goes_on { Joint::Inner } else { Joint::Outside }
    }

    /// Whether the stop here belongs to the word before it: U.S., p.m., J., Mr., breitbart.com.
    fn is_abbreviated(&self, draft: &mut Draft) -> bool {
        let next = self.at + 1;
        let letters = self.at - draft.segment.max(draft.part.unwrap_or(0));
        if self.byte(next).is_ascii_alphabetic() {
            let single = !self.byte(next + 1).is_ascii_alphanumeric();
            let initials = letters == 1 && single || letters <= 2 && self.byte(next + 1) == b'.';
            draft.dotted |= initials;
            return initials || self.byte(next).is_ascii_lowercase() && self.byte(self.at - 1).is_ascii_lowercase();
        }
        if self.byte(next) == b'.' || self.is_digit(next) {
            return false;
        }
        if draft.dotted {
            return letters == 1;
        }
        if draft.segment != draft.start {
            return false;
        }
        let spelling = draft.part.map_or(draft.spelling, |part| Spelling::of(&self.text[part..self.at]));
        let bare = self.grammar.word(spelling.sym()).classes;
        let with_stop = self.grammar.word(spelling.byte(b'.').sym()).classes;
        let follower = self.beyond(next);
        if with_stop.has(Class::NumberAbbreviation) && follower.is_some_and(|c| c.is_ascii_digit()) {
            return true; // "No. 3", but "He said no."
        }
        // "Jan. 5" and "Springfield, Ill., won", but "Ask Jan." and "He is ill."
        let goes_on = follower.is_some_and(|c| c.is_ascii_digit() || c.is_lowercase() || c == ',');
        // "(R-Ill.)"
        let goes_on = goes_on || draft.part.is_some() && follower == Some(')');
        if with_stop.has(Class::Abbreviation) && (goes_on || bare.is_empty() || with_stop.has(Class::Title)) {
            return true;
        }
        // "J. Lee" and "p. 5", but "so do I. He" and "plan B."
        let initial = draft.upper == 1 && !bare.has(Class::SubjectPronoun);
        // "Robert C. “Bobby” Hale"
        let before = self.tokens.last().filter(|token| token.kind == Kind::Word);
        let named = before.is_some_and(|token| self.grammar.word(token.word).classes.has(Class::GivenName));
        letters == 1
            && self.beyond(next).is_some_and(|c| {
                if initial {
                    c.is_uppercase() || c == ',' || (named && matches!(c, '"' | '“' | '‘'))
                } else {
                    c.is_ascii_digit()
                }
            })
    }

    /// Puts down a word, its clitics apart: `didn't` as `did` and `n't`, `Kim's` as `Kim` and `'s`.
    fn finish(&mut self, draft: &Draft) {
        let number = !draft.hyphened && self.char(draft.start).is_some_and(|c| !c.is_alphabetic() && c != '_');
        let kind = if number { Kind::Number } else { Kind::Word };
        let clitic = draft.elided.then(|| self.clitic(draft.start, self.at)).flatten();
        let Some(clitic) = clitic else {
            return self.push(draft.start, kind, draft.case(), draft.spelling.sym());
        };
        let (end, mut at) = (self.at, clitic);
        // "wouldn't've": clitics are found from the right and put down from the left.
        let mut starts = [end; 3];
        for slot in starts.iter_mut().rev() {
            *slot = at;
            match self.clitic(draft.start, at) {
                Some(before) => at = before,
                None => break,
            }
        }
        let first = starts.into_iter().find(|&start| start != end).unwrap_or(end);
        self.part(draft.start, first, kind, draft.case());
        for (i, &start) in starts.iter().enumerate().filter(|&(_, &start)| start != end) {
            self.part(start, starts.get(i + 1).copied().unwrap_or(end), Kind::Word, Case::Lower);
        }
    }

    /// Puts down a part of a word.
    fn part(&mut self, start: usize, end: usize, kind: Kind, case: Case) {
        self.at = end;
        let word = Sym::written(&self.text[start..end]);
        self.push(start, kind, case, word);
    }

    /// Where a clitic that the grammar knows begins, if the word from `start` to `end` ends in one.
    fn clitic(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        let apostrophe = start + word.rfind(is_apostrophe).filter(|&at| at > 0 && end - start - at <= 5)?;
        let known = |at: usize| !self.grammar.word(Sym::written(&self.text[at..end])).classes.is_empty();
        // The letter before the apostrophe may belong to it: n't.
        let before = apostrophe - 1;
        let with_letter = before > start && self.bytes[before].is_ascii_alphabetic() && known(before);
        if with_letter { Some(before) } else { known(apostrophe).then_some(apostrophe) }
    }

    /// A web or mail address, a handle or a tag: everything up to white space but for the punctuation of the sentence around it.
    fn address(&mut self, start: usize) {
        let limit = (start + LONGEST).min(self.text.len());
        let mut end = self.at;
        for c in self.text[self.at..].chars() {
            if end + c.len_utf8() > limit || is_space(c) || matches!(c, '"' | '“' | '”' | '<' | '>' | '«' | '»') {
                break;
            }
            end += c.len_utf8();
        }
        let address =
            self.text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…']);
        self.at = (start + address.len()).max(start + 1);
        let word = Sym::written(address);
        self.push(start, Kind::Word, Case::None, word);
    }

    /// `@name`, `#word`: letters, digits and low lines.
    fn handle(&mut self) {
        let start = self.at;
        let inner = |c: char| c.is_alphanumeric() || c == '_';
        let len = self.text[start + 1..]
            .chars()
            .take(LONGEST / 4)
            .take_while(|&c| inner(c))
            .map(char::len_utf8)
            .sum::<usize>();
        self.at += 1 + len;
        let word = Sym::written(&self.text[start..self.at]);
        self.push(start, Kind::Word, Case::None, word);
    }

    /// How many bytes from here on are one of these.
    fn run(&self, of: &[u8]) -> usize {
        self.bytes[self.at..].iter().take(LONGEST).take_while(|byte| of.contains(byte)).count()
    }

    /// A token that begins with an ASCII sign.
    fn other(&mut self, byte: u8) {
        let next = self.byte(self.at + 1);
        match byte {
            b',' => self.sign(Kind::Comma, 1),
            b':' => self.sign(Kind::Colon, 1),
            b';' => self.sign(Kind::Semicolon, 1),
            b'.' => self.stop(),
            b'!' | b'?' => self.sign(Kind::Stop, self.run(b"!?")),
            b'(' | b'[' | b'{' => self.sign(Kind::Open, 1),
            b')' | b']' | b'}' => self.sign(Kind::Close, 1),
            b'"' => self.sign(Kind::Mark, 1),
            b'`' if next == b'`' => self.sign(Kind::Mark, 2),
            b'\'' if next == b'\'' => self.sign(Kind::Mark, 2),
            b'\'' | b'`' => self.single(1),
            b'-' => self.hyphen(next),
            b'$' | b'+' if next.is_ascii_digit() => self.word(),
            b'@' | b'#' if self.char(self.at + 1).is_some_and(char::is_alphanumeric) => self.handle(),
            b'_' if self.is_letter(self.at + 1) => self.word(),
            _ => self.sign(Kind::Symbol, 1),
        }
    }

    /// A hyphen that joins no word: a dash, a minus, or just itself.
    fn hyphen(&mut self, next: u8) {
        let before = self.tokens.last().filter(|_| self.glued).map(|token| token.kind);
        match self.run(b"-") {
            1 if before.is_none() && next.is_ascii_digit() => self.word(),
            1 if matches!(before, None | Some(Kind::Mark | Kind::Stop)) => self.sign(Kind::Dash, 1),
            1 => self.sign(Kind::Symbol, 1),
            run => self.sign(Kind::Dash, run),
        }
    }

    /// A full stop or an ellipsis, also `. . .`.
    fn stop(&mut self) {
        let mut len = self.run(b".");
        while len < LONGEST && self.bytes[self.at + len..].starts_with(b" .") && !self.is_digit(self.at + len + 2) {
            len += 2;
        }
        self.sign(Kind::Stop, len);
    }

    /// A single mark at a word's edge; of a decade ('90s) it is a part.
    fn single(&mut self, len: usize) {
        let digits = self.at + len;
        let decade = !self.glued && self.is_digit(digits) && self.is_digit(digits + 1);
        let behind = digits + 2 + usize::from(self.byte(digits + 2) == b's');
        if decade && !self.char(behind).is_some_and(|c| c.is_alphanumeric() || is_apostrophe(c)) {
            let start = self.at;
            self.at = behind;
            let word = Sym::written(&self.text[start..behind]);
            return self.push(start, Kind::Number, Case::None, word);
        }
        self.singles = true;
        self.sign(Kind::Mark, len);
    }

    /// A token that begins with a character beyond ASCII, or white space.
    fn wide(&mut self) {
        let Some(c) = self.char(self.at) else {
            return self.at += 1;
        };
        let len = c.len_utf8();
        let next = self.char(self.at + len);
        match c {
            _ if is_space(c) => {
                self.at += len;
                self.glued = false;
            }
            '‘' | '’' if next == Some(c) => self.sign(Kind::Mark, 2 * len),
            '‘' | '’' | '‚' | '‛' => self.single(len),
            '“' | '”' | '„' | '‟' | '＂' | '〝' | '〞' | '〟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' =>
            {
                self.sign(Kind::Mark, len);
            }
            '—' | '–' | '―' | '⸺' | '⸻' => self.sign(Kind::Dash, len),
            '…' | '。' | '！' | '？' | '．' => self.sign(Kind::Stop, len),
            '，' | '、' => self.sign(Kind::Comma, len),
            '：' => self.sign(Kind::Colon, len),
            '；' => self.sign(Kind::Semicolon, len),
            '（' | '［' | '【' | '〈' | '《' => self.sign(Kind::Open, len),
            '）' | '］' | '】' | '〉' | '》' => self.sign(Kind::Close, len),
            '−' if !self.glued && self.is_digit(self.at + len) => self.word(),
            _ if is_currency(c) && self.is_digit(self.at + len) => self.word(),
            _ if is_alphanumeric(c) => self.word(),
            _ => self.sign(Kind::Symbol, len),
        }
    }
}
