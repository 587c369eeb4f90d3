//! Quotation marks: which opens and which closes, and the view of a text in which a quotation is one token.

mod pairs;

use crate::grammar::{Classes, Grammar, Sym};
use crate::span::Span;
use crate::text::marks::{self, Family};
use crate::text::{Case, Kind, Text, Token, sentences};
use pairs::Pair;
use std::ops::Range;

/// A stretch between an opening mark and its closing one: “We will stay,”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes from the opening mark to the closing mark, both included; an unclosed piece ends with its paragraph's text.
    pub span: Span,
    /// The bytes between the marks.
    pub inner: Span,
    /// The raw tokens between the marks (indices into the unfolded [`Text`]).
    pub tokens: Range<usize>,
    /// Single marks ('…', ‘…’, ‹…›) rather than double ones.
    pub single: bool,
    /// The closing mark is there.
    pub closed: bool,
    /// The piece opens its paragraph and goes on with the piece before, which its paragraph's end left unclosed.
    pub continues: bool,
    /// The paragraph it stands in.
    pub paragraph: usize,
}

/// The outer view of a text: every outermost piece is one token of kind `Quotation`, and sentences do not break inside.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The outermost pieces, in reading order.
    pub pieces: Vec<Piece>,
    /// The pieces inside of others, in reading order.
    pub inner: Vec<Piece>,
    /// Tokens, outer sentences and paragraphs, in the shape of the raw text. Paragraphs are the same ones.
    pub outer: Text,
}

/// Pairs the marks of a text as [`crate::text::read`] has read it, and folds every outermost quotation to one token.
/// What is lost with a mark is at most its paragraph.
#[must_use]
pub fn fold(text: &str, raw: &Text, _grammar: &Grammar) -> Folded {
    let mut folded = Folded::default();
    folded.outer.tokens.reserve(raw.tokens.len());
    folded.outer.sentences.reserve(raw.sentences.len());
    folded.outer.paragraphs.reserve(raw.paragraphs.len());
    let (mut marks, mut pairs) = (Vec::new(), Vec::new());
    for paragraph in 0..raw.paragraphs.len() {
        let range = raw.paragraph_tokens(paragraph);
        let tokens = &raw.tokens[range.clone()];
        marks::find(text, tokens, &mut marks);
        let next = raw.tokens.get(range.end);
        pairs::pair(tokens, next.is_some_and(|next| next.kind == Kind::Mark), &marks, &mut pairs);
        if pairs.is_empty() {
            folded.unquoted(raw, range, paragraph);
        } else {
            folded.paragraph(text, tokens, range.start, paragraph, &pairs);
        }
    }
    folded
}

impl Folded {
    /// Appends a paragraph that is the raw text's, for it has no quotation.
    fn unquoted(&mut self, raw: &Text, tokens: Range<usize>, paragraph: usize) {
        let (first, sentence) = (self.outer.tokens.len(), self.outer.sentences.len());
        let moved = |at: usize| at - tokens.start + first;
        let sentences = raw.sentences[raw.paragraphs[paragraph].clone()].iter();
        self.outer.sentences.extend(sentences.map(|sentence| moved(sentence.start)..moved(sentence.end)));
        self.outer.tokens.extend_from_slice(&raw.tokens[tokens.clone()]);
        self.outer.paragraphs.push(sentence..self.outer.sentences.len());
    }

    /// Appends a paragraph, whose first token is the raw text's token `base`.
    fn paragraph<'t>(&mut self, text: &str, tokens: &'t [Token], base: usize, paragraph: usize, pairs: &[Pair]) {
        let (first, sentence) = (self.outer.tokens.len(), self.outer.sentences.len());
        // Sentences may begin elsewhere in this view.
        let plain = |tokens: &'t [Token]| tokens.iter().map(|&token| Token { initial: false, ..token });
        let mut copied = 0;
        for pair in pairs {
            let mut piece = piece(tokens, base, paragraph, pair);
            if pair.inner {
                self.inner.push(piece);
                continue;
            }
            piece.continues =
                pair.open == 0 && self.pieces.last().is_some_and(|before| self.leaves_open(before, paragraph));
            self.outer.tokens.extend(plain(&tokens[copied..pair.open]));
            self.outer.tokens.push(Token {
                span: piece.span,
                kind: Kind::Quotation,
                case: Case::None,
                word: Sym::default(),
                classes: Classes::NONE,
                initial: false,
                stopped: false,
                piece: u32::try_from(self.pieces.len()).unwrap_or(u32::MAX),
                ..tokens[pair.open]
            });
            self.pieces.push(piece);
            copied = pair.close + usize::from(pair.closed);
        }
        self.outer.tokens.extend(plain(&tokens[copied..]));
        sentences::split(text, &mut self.outer.tokens, first, &mut self.outer.sentences);
        self.outer.paragraphs.push(sentence..self.outer.sentences.len());
    }

    /// Whether a piece ends unclosed with the paragraph before this one.
    fn leaves_open(&self, piece: &Piece, paragraph: usize) -> bool {
        let last = self.outer.tokens.last();
        !piece.closed && piece.paragraph + 1 == paragraph && last.is_some_and(|last| last.span == piece.span)
    }
}

/// The piece between two marks of a paragraph.
fn piece(tokens: &[Token], base: usize, paragraph: usize, pair: &Pair) -> Piece {
    let Pair { open, close, closed, family, .. } = *pair;
    let last = if closed { close } else { close - 1 };
    let inner = if closed { tokens[close].span.start } else { tokens[last].span.end };
    Piece {
        span: tokens[open].span.join(tokens[last].span),
        inner: Span { start: tokens[open].span.end, end: inner },
        tokens: base + open + 1..base + close,
        single: matches!(family, Family::Single | Family::SingleGuillemet),
        closed,
        continues: false,
        paragraph,
    }
}

#[cfg(test)]
mod tests;
