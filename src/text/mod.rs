//! Paragraphs, sentences and tokens of a text, all by byte offset.

mod apostrophes;
mod chars;
pub mod input;
pub(crate) mod marks;
mod paragraphs;
pub(crate) mod sentences;
mod tokens;

pub use input::{Back, Fit, Tokens, token};

use crate::grammar::{Classes, Grammar, Sym};
use crate::span::Span;
use std::ops::Range;

/// What a token is, as far as its characters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word: letters, with inner apostrophes, hyphens and abbreviation stops ("Soo-suk", "U.S.", "n't", "'s").
    Word,
    /// A number, with its inner commas, stops and signs: "1,200", "$5", "7%".
    Number,
    /// A quotation mark; pairing is the business of `quotes`. A single mark that is an apostrophe ("teachers'") is a `Word`.
    Mark,
    /// A comma.
    Comma,
    /// A full stop, question mark, exclamation mark or ellipsis.
    Stop,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash between words: "—", "–", "--", " - ".
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Anything else.
    Symbol,
    /// A whole quotation in marks, folded to one token (only in the folded view of `quotes`); `Token::piece` tells which.
    Quotation,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// said
    Lower,
    /// Said
    Capital,
    /// NATO
    Upper,
    /// iPhone, McCain counts as `Capital`
    Mixed,
    /// no letter
    None,
}

/// A token: `said` at bytes 12..16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub case: Case,
    /// Whether no space stands before it.
    pub glued: bool,
    /// The first word of its sentence (marks and brackets before it do not count).
    pub initial: bool,
    /// Its lower-case text as a number; a curly apostrophe counts as a straight one.
    pub word: Sym,
    /// For [`Kind::Word`]: its last character is a full stop, as in "U.S.".
    pub stopped: bool,
    /// What the grammar knows of it.
    pub classes: Classes,
    /// As in [`crate::grammar::Word::cue`].
    pub cue: u16,
    /// For [`Kind::Quotation`]: the index of the piece.
    pub piece: u32,
}

/// A text cut into tokens, sentences and paragraphs. Ranges index the next smaller unit.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// All tokens in reading order.
    pub tokens: Vec<Token>,
    /// Each sentence's tokens.
    pub sentences: Vec<Range<usize>>,
    /// Each paragraph's sentences.
    pub paragraphs: Vec<Range<usize>>,
}

/// Reads a text: its paragraphs, sentences and tokens. Takes any text; of one beyond 4 GiB, the beginning.
#[must_use]
pub fn read(text: &str, grammar: &Grammar) -> Text {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    // News has a token every five bytes and a half; few articles have one every four.
    let mut read = Text { tokens: Vec::with_capacity(text.len() / 4), ..Text::default() };
    let mut marks = Vec::new();
    for paragraph in paragraphs::split(text) {
        let (first, sentence) = (read.tokens.len(), read.sentences.len());
        if tokens::scan(text, paragraph, grammar, &mut read.tokens) {
            marks::find(text, &read.tokens[first..], &mut marks);
            apostrophes::tell(text, &mut read.tokens[first..], &marks, grammar);
        }
        sentences::split(text, &mut read.tokens, first, &mut read.sentences);
        read.paragraphs.push(sentence..read.sentences.len());
    }
    read
}

impl Text {
    /// The paragraph and the sentence in which a span starts, from 0. Time: logarithmic in the text.
    #[must_use]
    pub fn place(&self, span: crate::span::Span) -> (u32, u32) {
        let token = self.tokens.partition_point(|token| token.span.end <= span.start);
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= token);
        let paragraph = self.paragraphs.partition_point(|paragraph| paragraph.end <= sentence);
        (paragraph as u32, sentence as u32)
    }

    /// The stretch from the sentence in which a span starts to the one in which it ends, and `more` sentences before and
    /// behind them. Time: logarithmic in the text.
    #[must_use]
    pub fn around(&self, span: Span, more: usize) -> Span {
        let first = self.place(span).1 as usize;
        let behind = self.tokens.partition_point(|token| token.span.start < span.end);
        let last = self.sentences.partition_point(|sentence| sentence.end < behind);
        let from = self.sentences.get(first.saturating_sub(more)).and_then(|sentence| self.tokens.get(sentence.start));
        let to = self.sentences.get(last.saturating_add(more)).or(self.sentences.last());
        let to = to.and_then(|sentence| self.tokens.get(sentence.end.checked_sub(1)?));
        [from, to].into_iter().flatten().fold(span, |around, token| around.join(token.span))
    }

    /// The tokens of a paragraph, as a range.
    #[must_use]
    pub fn paragraph_tokens(&self, paragraph: usize) -> Range<usize> {
        let sentences = self.paragraphs.get(paragraph).and_then(|range| self.sentences.get(range.clone()));
        match sentences {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests;
