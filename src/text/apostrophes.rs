//! Tells single quotation marks from apostrophes: in `the teachers' union won't say 'maybe'` two of four are marks.

use super::marks::{Family, Mark, Side};
use super::{Case, Kind, Token};
use crate::grammar::Grammar;

/// The most tokens between single marks of which the closing one might as well be an apostrophe.
const SHORT: usize = 12;
/// The same where the closing mark stands before a stop, or behind a letter that is not the last of most possessives.
const LONG: usize = 60;

/// How sure it is that a mark closes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closing {
    /// Might be a plural's possessive: teachers' union.
    Doubtful,
    /// Might be an elision: goin' home.
    Fair,
    /// Before punctuation or the paragraph's end.
    Good,
    /// Behind punctuation.
    Sure,
}

/// Makes words of the single marks of a paragraph that are apostrophes. In running text nearly all are, so a mark must
/// open where a mark can open and close where one can close, within one state of the double marks.
pub(super) fn tell(text: &str, paragraph: &mut [Token], marks: &[Mark], grammar: &Grammar) {
    let doubles = |mark: &Mark| usize::from(mark.shape.family == Family::Double);
    let mut at = 0;
    while let Some(&mark) = marks.get(at) {
        at += 1;
        if mark.shape.family != Family::Single {
            continue;
        }
        let (mut best, mut parity) = (None, 0);
        if opens(paragraph, mark) {
            for (behind, other) in marks.iter().enumerate().skip(at) {
                parity += doubles(other);
                if other.shape.family != Family::Single || parity % 2 != 0 {
                    continue;
                }
                if opens(paragraph, *other) {
                    break;
                }
                let closing =
                    closes(text, paragraph, *other).filter(|&closing| is_plausible(paragraph, mark, *other, closing));
                if closing > best.map(|(_, closing)| closing) {
                    best = closing.map(|closing| (behind, closing));
                }
                if closing == Some(Closing::Sure) {
                    break;
                }
            }
        }
        match best {
            Some((close, _)) => {
                for between in &marks[at..close] {
                    if between.shape.family == Family::Single {
                        apostrophe(paragraph, *between, grammar);
                    }
                }
                at = close + 1;
            }
            None if runs_on(paragraph, mark) => {}
            None => apostrophe(paragraph, mark, grammar),
        }
    }
}

/// Makes a word of a mark.
fn apostrophe(paragraph: &mut [Token], mark: Mark, grammar: &Grammar) {
    let token = &mut paragraph[mark.token];
    let known = grammar.word(token.word);
    (token.kind, token.classes, token.cue) = (Kind::Word, known.classes, known.cue);
}

/// Whether a single mark can open: free before, a word or another mark behind.
fn opens(paragraph: &[Token], mark: Mark) -> bool {
    let glued = paragraph.get(mark.token + 1).is_some_and(|next| next.glued);
    mark.shape.side != Side::Closing && mark.free_before && glued && !mark.free_after
}

/// Whether a single mark can close, and how surely.
fn closes(text: &str, paragraph: &[Token], mark: Mark) -> Option<Closing> {
    let before = mark.token.checked_sub(1).map(|before| paragraph[before]).filter(|_| !mark.free_before)?;
    if mark.shape.side == Side::Opening && mark.free_before {
        return None;
    }
    let next = paragraph.get(mark.token + 1);
    let spaced_word = next.is_some_and(|next| !next.glued && matches!(next.kind, Kind::Word | Kind::Number));
    match before.kind {
        _ if !mark.free_after => None,
        Kind::Word | Kind::Number if !spaced_word => Some(Closing::Good),
        Kind::Word if before.span.of(text).ends_with(['s', 'S']) => Some(Closing::Doubtful),
        Kind::Word | Kind::Number => Some(Closing::Fair),
        _ => Some(Closing::Sure),
    }
}

/// Whether what stands between two single marks may be quoted.
fn is_plausible(paragraph: &[Token], open: Mark, close: Mark, closing: Closing) -> bool {
    let inside = &paragraph[open.token + 1..close.token];
    let letter = |token: &Token| token.kind == Kind::Word && token.span.len() == 1 && token.case == Case::Lower;
    match (inside, closing) {
        ([], _) => false,
        ([only], _) if letter(only) => false, // rock 'n' roll
        (_, Closing::Sure) => true,
        (_, Closing::Good) => inside.len() <= LONG,
        _ => inside.len() <= SHORT && inside.iter().all(|token| token.kind != Kind::Stop),
    }
}

/// Whether a mark that nothing closes opens a speech which the next paragraph goes on with.
fn runs_on(paragraph: &[Token], mark: Mark) -> bool {
    mark.token == 0
        && mark.shape.side == Side::Opening
        && paragraph.get(1).is_some_and(|next| next.glued && next.case == Case::Capital)
        && paragraph.last().is_some_and(|last| last.kind == Kind::Stop)
}
