//! Reads a grammar folder: the words of a language, by class, and the cues with their frames.

mod build;
pub mod class;
pub mod examples;
pub(crate) mod image;
mod inflection;
mod lexicon;
mod notation;
pub(crate) mod perfect;
mod table;

use crate::choice::Weights;
use crate::error::Error;
pub use class::{Class, Classes};
use std::path::{Path, PathBuf};
use std::{fs, io};
use table::Table;

/// A word form or lemma as a number: a hash of its lower-case text. Two different words of one language have, but for
/// one chance in millions, two different numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

impl Sym {
    /// The number of a text that is already in lower case (FNV-1a, folded to 32 bits).
    #[must_use]
    pub const fn of(lower: &str) -> Self {
        let bytes = lower.as_bytes();
        let mut spelling = Spelling::new();
        let mut i = 0;
        while i < bytes.len() {
            spelling = spelling.byte(bytes[i]);
            i += 1;
        }
        spelling.sym()
    }

    /// The number of a text as written: `Didn’t` has that of `didn't`.
    #[must_use]
    pub fn written(text: &str) -> Self {
        Spelling::of(text).sym()
    }
}

/// A [`Sym`] in the making, letter by letter, so that a tokenizer needs no lower-case copy of a word.
#[derive(Clone, Copy, Debug)]
pub struct Spelling(u64);

impl Spelling {
    /// Of a text as it stands.
    pub(crate) fn of(text: &str) -> Self {
        match text.is_ascii() {
            true => text.bytes().fold(Self::new(), |spelling, byte| spelling.byte(byte.to_ascii_lowercase())),
            false => text.chars().fold(Self::new(), Self::char),
        }
    }

    /// Of no letter yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// With one more byte of lower-case text.
    #[must_use]
    #[inline]
    pub const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// With one more character as written: lowered, an apostrophe of any shape straight, a soft hyphen or joiner left out.
    #[must_use]
    pub fn char(self, c: char) -> Self {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => self.byte(b'\''),
            '\u{2010}' | '\u{2011}' => self.byte(b'-'),
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => self,
            _ if c.is_ascii() => self.byte(c.to_ascii_lowercase() as u8),
            _ => c
                .to_lowercase()
                .fold(self, |spelling, lower| lower.encode_utf8(&mut [0; 4]).bytes().fold(spelling, Self::byte)),
        }
    }

    /// The number of what was spelled.
    #[must_use]
    #[inline]
    pub const fn sym(self) -> Sym {
        Sym((self.0 ^ (self.0 >> 32)) as u32)
    }
}

impl Default for Spelling {
    fn default() -> Self {
        Self::new()
    }
}

/// What the grammar knows of a word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Word {
    /// The classes of the form.
    pub classes: Classes,
    /// For a form of a cue: an index for [`Grammar::cue`], plus one; 0 for none. A form of two cues ("claims" is both
    /// verb and noun) has the verb's.
    pub cue: u16,
    /// Which forms of its lemma it can be, where the grammar inflects its class.
    pub forms: Forms,
}

/// A form of a verb or a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// say
    #[default]
    Base,
    /// says
    Third,
    /// said, wrote
    Past,
    /// said, written
    Participle,
    /// saying
    Gerund,
    /// a claim
    Singular,
    /// claims
    Plural,
}

/// A set of forms: "said" is past and participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Forms(u8);

impl Forms {
    /// The set of one form.
    #[must_use]
    pub const fn of(form: Form) -> Self {
        Self(1 << form as u8)
    }

    /// Whether the form is in the set.
    #[must_use]
    pub const fn has(self, form: Form) -> bool {
        self.0 & (1 << form as u8) != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it can be a verb's finite form: base, third person or past.
    #[must_use]
    pub const fn finite(self) -> bool {
        self.has(Form::Base) || self.has(Form::Third) || self.has(Form::Past)
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What a cue can be followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    /// "We stay," she said.
    Quote,
    /// She said that they stay; also without "that".
    That,
    /// She asked whether they stay.
    Wh,
    /// She promised to stay.
    Infinitive,
    /// She criticized the plan.
    Np,
    /// She complained about the plan: the content stands after a preposition.
    Pp,
    /// She told reporters that they stay.
    Addressee,
}

impl Frame {
    const NAMED: [(&'static str, Self); 7] = [
        ("quote", Self::Quote),
        ("that", Self::That),
        ("wh", Self::Wh),
        ("infinitive", Self::Infinitive),
        ("np", Self::Np),
        ("pp", Self::Pp),
        ("addressee", Self::Addressee),
    ];
}

/// A set of frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Frames(u8);

impl Frames {
    /// Whether the frame is in the set.
    #[must_use]
    pub const fn has(self, frame: Frame) -> bool {
        self.0 & (1 << frame as u8) != 0
    }

    /// The set with this frame too.
    #[must_use]
    pub const fn with(self, frame: Frame) -> Self {
        Self(self.0 | 1 << frame as u8)
    }
}

/// A verb, noun, adjective or preposition that reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The lemma of the word that carries it: say; for "take aim at", take.
    pub lemma: String,
    /// The number of the lemma.
    pub lemma_sym: Sym,
    /// The speech act or the attitude: state, ask, deny; want, fear.
    pub act: String,
    /// The number of the act.
    pub act_sym: Sym,
    /// What can follow.
    pub frames: Frames,
    /// Whether it tells of thought, wish or feeling rather than of speech.
    pub attitude: bool,
    /// Whether it tells of an act that needs no words: back, sign, vote for.
    pub deed: bool,
    /// Whether it is a noun.
    pub noun: bool,
    /// Whether it is a preposition, whose object speaks: according to.
    pub preposition: bool,
}

/// What a phrase does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhraseKind {
    /// took aim at: a cue with a subject
    Verb,
    /// according to, in the words of: a cue whose object speaks
    Preposition,
    /// in a statement: a cue that needs no verb, or a part of one
    Noun,
    /// prime minister, New York: no cue, but words of a class
    Other,
}

/// Several words that the lexicon lists as one, in one of its forms: "took aim at".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// How it is used.
    pub kind: PhraseKind,
    /// How many words it has.
    pub len: usize,
    /// The word that carries it, counted from the first.
    pub head: usize,
    /// Its classes; its cue, as in [`Word::cue`]; and the form that its head has.
    pub word: Word,
}

/// The words of one language, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    /// From a form's number to its index in `words`.
    forms: Table,
    /// The numbers of the listed endings, apart from so many words: every word that no list has is asked for its ending.
    endings: Table,
    /// How long the listed endings are, a bit each, by the [`tail`] of a word: most words need no look-up, or one.
    tails: Vec<u8>,
    /// The different things known of words; many forms share one. The first is the empty one.
    words: Vec<Word>,
    /// From a node of the phrase trie and the next word to the next node; the root is node 0.
    steps: Table,
    /// A bit for each two words that a phrase begins with: most words are told by it that none does.
    openers: Vec<u64>,
    /// For each node the index of the phrase that ends there, plus one, in `phrases`.
    ends: Vec<u32>,
    phrases: Vec<Phrase>,
    cues: Vec<Cue>,
    weights: Weights,
}

/// The file of a grammar folder that holds what `sayso train` learned.
pub const WEIGHTS: &str = "weights.tsv";

/// The file that holds what `sayso train --speakers` learned: whom pronouns mean.
pub const ANTECEDENTS: &str = "antecedents.tsv";

macro_rules! embedded {
    ($($file:literal)*) => { [$((concat!("grammar/en/", $file), include_str!(concat!("../../grammar/en/", $file)))),*] };
}

/// The files of `grammar/en`, in the order of [`Grammar::files`]; a test says that none is missing.
pub(crate) const ENGLISH: [(&str, &str); 27] = embedded![
    "abbreviations.txt" "acts.txt" "attitudes.txt" "common.txt" "cue-nouns.txt" "cue-phrases.txt" "cues.txt"
    "descriptions.txt" "documents.txt" "endings.txt" "function-words.txt" "given-names.txt" "groups.txt" "kin.txt" "modifiers.txt" "names.txt"
    "nationalities.txt" "organisations.txt" "persons.txt" "places.txt" "pronouns.txt" "settings.txt" "times.txt" "titles.txt"
    "verbs.txt" "weights.tsv" "antecedents.tsv"
];

impl Grammar {
    /// Reads every `.txt` file of a folder such as `grammar/en`.
    ///
    /// # Errors
    /// Where the folder or a file cannot be read, and at the first line that does not follow the notation.
    pub fn from_dir(dir: &Path) -> Result<Self, Error> {
        let read = |path: PathBuf| match fs::read_to_string(&path) {
            Ok(source) => Ok((path, source)),
            Err(error) => Err(Error::io(path, error)),
        };
        Self::from_sources(&Self::files(dir)?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?)
    }

    /// The files of a grammar folder: the words by name, then the weights, if any.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
        let list = || -> io::Result<Vec<PathBuf>> {
            let paths = fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
            Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "txt")).collect())
        };
        let mut paths = list().map_err(|error| Error::io(dir, error))?;
        paths.sort();
        paths.extend([WEIGHTS, ANTECEDENTS].map(|file| dir.join(file)).into_iter().filter(|path| path.exists()));
        Ok(paths)
    }

    /// Reads the files of a folder such as `grammar/en` that are in memory already, each with the path that errors name.
    ///
    /// # Errors
    /// At the first line that does not follow the notation.
    pub fn from_sources(sources: &[(impl AsRef<Path>, impl AsRef<str>)]) -> Result<Self, Error> {
        let (mut entries, mut weights) = (Vec::new(), Vec::new());
        for (path, source) in sources {
            let (path, source) = (path.as_ref(), source.as_ref());
            if path.ends_with(WEIGHTS) || path.ends_with(ANTECEDENTS) {
                let expected = "a feature and a whole number of sixteenths, such as `start.word that 31`";
                let wrong = |line| Error::expected(path, line, expected);
                Weights::entries(source, &mut weights).map_err(wrong)?;
                if Weights::count(&weights) > Weights::MOST {
                    let expected = format!("at most {} features in all that have no label", Weights::MOST);
                    return Err(Error::expected(path, source.lines().count(), expected));
                }
            } else {
                lexicon::read(path, source, &mut entries)?;
            }
        }
        Ok(build::build(&entries)?.with_weights(Weights::new(&weights)))
    }

    /// The weights of the choices; none where the folder has no file of them.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The same words with other weights.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { weights, ..self }
    }

    /// The longest listed ending of a word, as the number of its entry ("-ing") and its letters; at least two letters
    /// stand before it.
    #[must_use]
    pub fn ending<'w>(&self, word: &'w str) -> Option<(Sym, &'w str)> {
        let &[.., before, last] = word.as_bytes() else { return None };
        let lengths = self.tails.get(tail(before, last)).copied().unwrap_or_default();
        let split = |length| word.split_at_checked(word.len().checked_sub(length)?);
        let listed = (1..=LONGEST_ENDING).rev().filter(|length| lengths & 1 << (length - 1) != 0);
        let endings = listed.filter_map(split).filter(|(stem, _)| stem.len() >= 2);
        let entry = |ending: &str| ending.bytes().fold(Spelling::new().byte(b'-'), Spelling::byte).sym();
        endings.map(|(_, ending)| (entry(ending), ending)).find(|(sym, _)| self.endings.get(sym.0) != 0)
    }

    /// What the grammar knows of the form with this number.
    #[must_use]
    pub fn word(&self, form: Sym) -> Word {
        self.words.get(self.forms.get(form.0) as usize).copied().unwrap_or_default()
    }

    /// Which forms of its lemma a word can be.
    #[must_use]
    pub fn form(&self, form: Sym) -> Forms {
        self.word(form).forms
    }

    /// The cue that [`Word::cue`] tells of; `None` for 0.
    #[must_use]
    pub fn cue(&self, index: u16) -> Option<&Cue> {
        self.cues.get(usize::from(index).checked_sub(1)?)
    }

    /// Every cue of one word and of several.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Whether a listed phrase may begin with these two words; hardly ever for two others.
    #[inline]
    pub(crate) fn may_open(&self, first: Sym, second: Sym) -> bool {
        let (place, bit) = opener(first, second);
        self.openers.get(place).is_some_and(|bits| bits & bit != 0)
    }

    /// The longest listed phrase that the words begin with, and how many of them it takes.
    pub fn phrase_at(&self, words: impl IntoIterator<Item = Sym>) -> Option<(usize, &Phrase)> {
        let mut words = words.into_iter();
        let (first, second) = (words.next()?, words.next()?);
        if !self.may_open(first, second) {
            return None;
        }
        let (mut node, mut longest) = (0, None);
        for (word, len) in [first, second].into_iter().chain(words).zip(1..) {
            node = self.steps.get(step(node, word));
            match self.ends.get(node as usize) {
                Some(0) if node != 0 => {}
                // By chance a word's number may be the key of a step that is not the root's: no phrase is shorter than it is.
                Some(&end) if node != 0 => {
                    longest = self.phrases.get(end as usize - 1).filter(|phrase| phrase.len == len).or(longest);
                }
                _ => break,
            }
        }
        let phrase = longest?;
        Some((phrase.len, phrase))
    }
}

/// The most letters of a listed ending that are looked for.
const LONGEST_ENDING: usize = 5;
/// How many tails there are.
const TAILS: usize = 1 << 10;

/// The last two letters of a word as a number; others may have the same.
const fn tail(before: u8, last: u8) -> usize {
    (before as usize & 31) << 5 | last as usize & 31
}

/// How many words of 64 bits tell what phrases begin with: 16 KiB.
const OPENERS: usize = 2048;

/// The place and the bit in [`Grammar::openers`] of two words.
const fn opener(first: Sym, second: Sym) -> (usize, u64) {
    let hash = first.0.wrapping_mul(0x9e37_79b9) ^ second.0;
    (hash as usize / 64 % OPENERS, 1 << (hash % 64))
}

/// The key of a step in the trie: at the root the word itself, elsewhere a hash of node and word.
fn step(node: u32, word: Sym) -> u32 {
    word.0 ^ node.wrapping_mul(0x9e37_79b9)
}

#[cfg(test)]
mod tests;
