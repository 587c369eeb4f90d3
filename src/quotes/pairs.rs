//! Pairs the marks of one paragraph: `“He called it ‘vital’,” she said` is one quotation with one inside it.

use crate::grammar::Sym;
use crate::text::marks::{Family, Mark, Side};
use crate::text::{Case, Kind, Token};

/// Marks of one family may stand in each other so deep.
const DEEPEST: usize = 8;

/// An opening mark and where its quotation ends, as indices into the paragraph's tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) open: usize,
    /// The closing mark, or the first token behind an unclosed quotation.
    pub(super) close: usize,
    pub(super) closed: bool,
    pub(super) family: Family,
    /// Inside another pair.
    pub(super) inner: bool,
}

/// A mark that waits for its other half.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// How many pairs were complete when it opened: the later ones are inside it.
    pairs: usize,
}

/// What one mark does where it stands.
enum Turn {
    Opens,
    /// Opens, and what its family has open has lost its closing mark.
    Reopens,
    /// Closes the open mark of this rank.
    Closes(usize),
    /// A lost half, an inch mark: nothing.
    Stray,
}

/// Pairs the marks of a paragraph, from the left. A mark closes what is open of its family unless it must open by its look or
/// place; of marks without their other half, one that stands as an opening mark runs to the end of its paragraph or of its
/// sentence, any other is a stray and quotes nothing. `pairs` is emptied first and comes back ordered by opening mark.
///
/// `runs_on` says that the next paragraph opens with a mark, so that this one may well leave its first quotation open.
pub(super) fn pair(paragraph: &[Token], runs_on: bool, marks: &[Mark], pairs: &mut Vec<Pair>) {
    pairs.clear();
    let mut open: Vec<Open> = Vec::with_capacity(DEEPEST);
    for (i, &mark) in marks.iter().enumerate() {
        let rank = open.iter().rposition(|open| open.mark.shape.family == mark.shape.family);
        match turn(paragraph, runs_on, &marks[i..], rank.map(|rank| (rank, open[rank].mark))) {
            Turn::Opens if open.len() < DEEPEST => open.push(Open { mark, pairs: pairs.len() }),
            Turn::Reopens => {
                if let Some(rank) = rank {
                    let lost = open[rank];
                    open.truncate(rank);
                    if rank == 0 {
                        break_off(paragraph, lost, mark.token, pairs);
                    }
                }
                open.push(Open { mark, pairs: pairs.len() });
            }
            Turn::Closes(rank) => {
                let Open { mark: Mark { token, shape, .. }, pairs: inside } = open[rank];
                open.truncate(rank);
                if mark.token == token + 1 {
                    continue; // nothing stands between them
                }
                pairs[inside..].iter_mut().for_each(|pair| pair.inner = true);
                pairs.push(Pair {
                    open: token,
                    close: mark.token,
                    closed: true,
                    family: shape.family,
                    inner: rank > 0,
                });
            }
            Turn::Opens | Turn::Stray => {}
        }
    }
    if let Some(&lost) = open.first() {
        break_off(paragraph, lost, paragraph.len(), pairs);
    }
    pairs.sort_unstable_by_key(|pair| pair.open);
}

/// Ends a quotation whose closing mark is lost: before `limit` if it stands where a speech begins, else with its sentence.
fn break_off(paragraph: &[Token], lost: Open, limit: usize, pairs: &mut Vec<Pair>) {
    let open = lost.mark.token;
    if is_turn(&paragraph[open + 1..limit]) {
        return;
    }
    let speech = match open.checked_sub(1).map(|before| paragraph[before].kind) {
        None | Some(Kind::Comma | Kind::Colon | Kind::Stop | Kind::Dash | Kind::Close) => true,
        Some(_) => false,
    };
    // `"Go.'` ends in half a mark, which was taken for an apostrophe.
    let half = |i: usize| {
        let after = matches!(paragraph[i - 1].kind, Kind::Stop | Kind::Comma);
        after && paragraph[i].kind == Kind::Word && paragraph[i].glued && paragraph[i].word == Sym::of("'")
    };
    if let Some(close) = (open + 2..limit).find(|&i| half(i)).filter(|_| pairs.len() == lost.pairs) {
        pairs.push(Pair { open, close, closed: true, family: lost.mark.shape.family, inner: false });
        return;
    }
    let close = match (open + 1..limit).find(|&i| !speech && paragraph[i].kind == Kind::Stop) {
        Some(stop) => stop,
        None => limit,
    };
    let inside = pairs[lost.pairs..].iter().filter(|pair| pair.open < close);
    if lost.mark.place() == Side::Closing || close <= open + 1 || inside.clone().any(|pair| pair.close >= close) {
        return;
    }
    pairs[lost.pairs..].iter_mut().filter(|pair| pair.open < close).for_each(|pair| pair.inner = true);
    pairs.push(Pair { open, close, closed: false, family: lost.mark.shape.family, inner: false });
}

/// Whether what stands behind a lost mark is a turn of a transcript, `"LIM: We will stay.`: it is no quotation in marks.
fn is_turn(tokens: &[Token]) -> bool {
    const NAME: usize = 5;
    let words = tokens.iter().take_while(|token| token.kind == Kind::Word && token.case == Case::Upper).count();
    (1..=NAME).contains(&words) && tokens.get(words).is_some_and(|token| token.kind == Kind::Colon)
}

/// What the first of `marks` does, given the mark of its family that is open and its rank.
fn turn(paragraph: &[Token], runs_on: bool, marks: &[Mark], open: Option<(usize, Mark)>) -> Turn {
    let mark = marks[0];
    let place = mark.place();
    let Some((rank, open)) = open else {
        return match (mark.shape.side, place) {
            (Side::Opening, _) | (Side::Either, Side::Opening) | (Side::Closing, Side::Opening) => Turn::Opens,
            (Side::Either, Side::Either) if has_partner(marks) => Turn::Opens,
            // `he said," Go."`: the space is on the wrong side.
            (Side::Either, Side::Closing) if is_misplaced(paragraph, mark) && has_partner(marks) => Turn::Opens,
            _ => Turn::Stray,
        };
    };
    let reversed = open.shape.low || open.shape.side == Side::Closing;
    let closes = match (mark.shape.side, place) {
        (Side::Closing, _) => true,
        (Side::Opening, Side::Opening) => false,
        (Side::Opening, place) => reversed || place == Side::Closing,
        (Side::Either, Side::Opening) => is_left_behind(paragraph, mark),
        (Side::Either, _) => !is_inches(paragraph, marks),
    };
    match closes {
        true => Turn::Closes(rank),
        false if place != Side::Opening && mark.shape.side == Side::Either => Turn::Stray,
        false if is_nested(marks) || runs_on && open.token == 0 && is_amid(paragraph, mark) => Turn::Opens,
        false => Turn::Reopens,
    }
}

/// The marks of the same family behind the first one, a few.
fn partners(marks: &[Mark]) -> impl Iterator<Item = &Mark> {
    marks.iter().skip(1).take(DEEPEST).filter(|mark| mark.shape.family == marks[0].shape.family)
}

/// Whether the next mark of the family can close.
fn has_partner(marks: &[Mark]) -> bool {
    partners(marks).next().is_some_and(|next| next.shape.side == Side::Closing || next.place() != Side::Opening)
}

/// Whether two closing marks come before any opening one, so that a quotation stands in another of the same marks.
fn is_nested(marks: &[Mark]) -> bool {
    let closing = |mark: &Mark| mark.shape.side == Side::Closing || mark.place() == Side::Closing;
    let mut partners = partners(marks);
    partners.next().is_some_and(closing) && partners.next().is_some_and(closing)
}

/// Whether a mark stands between words, where words are quoted and speeches seldom begin.
fn is_amid(paragraph: &[Token], mark: Mark) -> bool {
    mark.token.checked_sub(1).is_some_and(|before| matches!(paragraph[before].kind, Kind::Word | Kind::Number))
}

/// Whether an opening mark stands right behind a comma or colon, with the space behind it.
fn is_misplaced(paragraph: &[Token], mark: Mark) -> bool {
    mark.token.checked_sub(1).is_some_and(|before| matches!(paragraph[before].kind, Kind::Comma | Kind::Colon))
}

/// Whether a mark that stands as an opening one closes with the space on the wrong side: `"Go, "he said`.
fn is_left_behind(paragraph: &[Token], mark: Mark) -> bool {
    let before = mark.token.checked_sub(1).map(|before| paragraph[before].kind);
    let after = paragraph.get(mark.token + 1);
    matches!(before, Some(Kind::Comma | Kind::Stop)) && after.is_some_and(|next| next.case == crate::text::Case::Lower)
}

/// Whether a mark behind a number means inches, because another one closes the quotation: `"A 12" pipe," he said`.
fn is_inches(paragraph: &[Token], marks: &[Mark]) -> bool {
    let number = marks[0].token.checked_sub(1).is_some_and(|before| {
        paragraph[before].kind == Kind::Number && paragraph[before].span.len() <= 4 && paragraph[marks[0].token].glued
    });
    number && partners(marks).next().is_some_and(|next| next.place() == Side::Closing)
}
