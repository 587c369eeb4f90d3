//! Quotation marks: which opens and which closes, and the view of a text in which a quotation is one token.

use crate::span::Span;
use crate::text::Text;
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
    /// Tokens, outer sentences and paragraphs, in the shape of the raw text. Paragraphs are the same ones.
    pub outer: Text,
}
