//! Quotation marks as they look and as they stand, before anybody pairs them: in `he said, "Go."` the first has a space
//! before it and a letter behind it.

use super::{Kind, Token};

/// Marks that close each other. Straight, curly and typewriter double marks are one family, for papers mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// " “ ” „ `` ''
    Double,
    /// ' ‘ ’ ‚
    Single,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
}

/// What a mark does, as far as one look tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Opening,
    Closing,
    Either,
}

/// A mark by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) family: Family,
    pub(crate) side: Side,
    /// „ and ‚, which “ and ‘ close.
    pub(crate) low: bool,
}

impl Shape {
    /// The shape of a mark's text; `None` for what is no mark.
    pub(crate) fn of(text: &str) -> Option<Self> {
        use {Family::*, Side::*};
        let (family, side) = match text {
            "\"" | "''" | "＂" => (Double, Either),
            "“" | "„" | "‟" | "``" | "‘‘" | "〝" => (Double, Opening),
            "”" | "’’" | "〞" | "〟" => (Double, Closing),
            "'" => (Single, Either),
            "‘" | "‚" | "‛" | "`" => (Single, Opening),
            "’" => (Single, Closing),
            "«" => (Guillemet, Opening),
            "»" => (Guillemet, Closing),
            "‹" => (SingleGuillemet, Opening),
            "›" => (SingleGuillemet, Closing),
            "「" => (Corner, Opening),
            "」" => (Corner, Closing),
            "『" => (WhiteCorner, Opening),
            "』" => (WhiteCorner, Closing),
            _ => return None,
        };
        Some(Self { family, side, low: matches!(text, "„" | "‚") })
    }
}

/// A mark in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Its token, an index into the paragraph's tokens.
    pub(crate) token: usize,
    pub(crate) shape: Shape,
    /// A space, an opening bracket, a dash or nothing before it.
    pub(crate) free_before: bool,
    /// A space, a stop, a closing bracket, a dash or nothing behind it.
    pub(crate) free_after: bool,
}

impl Mark {
    /// What its surroundings say.
    pub(crate) fn place(&self) -> Side {
        match (self.free_before, self.free_after) {
            (true, false) => Side::Opening,
            (false, true) => Side::Closing,
            _ => Side::Either,
        }
    }
}

/// The marks of a paragraph, in reading order, into a buffer that is emptied first. Of several marks in a row (`"'No`) all
/// stand as the row stands.
pub(crate) fn find(text: &str, paragraph: &[Token], marks: &mut Vec<Mark>) {
    marks.clear();
    let mut row = None;
    let mut at = 0;
    while let Some(skipped) = paragraph[at..].iter().position(|token| token.kind == Kind::Mark) {
        let i = at + skipped;
        let token = &paragraph[i];
        at = i + 1;
        let Some(shape) = Shape::of(token.span.of(text)) else {
            continue;
        };
        let free_before = match (token.glued, i.checked_sub(1).map(|before| paragraph[before].kind)) {
            (false, _) | (_, None | Some(Kind::Open | Kind::Dash | Kind::Symbol)) => true,
            (_, Some(Kind::Mark)) => row.is_some_and(|(last, free)| last + 1 == i && free),
            _ => false,
        };
        row = Some((i, free_before));
        marks.push(Mark { token: i, shape, free_before, free_after: false });
    }
    let mut row = None;
    for mark in marks.iter_mut().rev() {
        mark.free_after = match paragraph.get(mark.token + 1) {
            Some(next) if next.glued => match next.kind {
                Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Close | Kind::Dash => true,
                Kind::Mark => row.is_some_and(|(last, free)| last == mark.token + 1 && free),
                _ => false,
            },
            _ => true,
        };
        row = Some((mark.token, mark.free_after));
    }
}
