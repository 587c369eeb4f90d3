//! Sentences: `Mr. Lee paid $3.50 at 5 p.m. "It's over!" she said.` is two. Works on raw tokens and on folded ones alike.

use super::marks::{Shape, Side};
use super::{Case, Kind, Token};
use crate::grammar::{Class, Classes};
use std::ops::Range;

/// A sentence has at most so many tokens; a longer one is cut at a semicolon or comma, so that what is done with a sentence
/// may cost more than linear time.
const LONGEST: usize = 400;

/// How many tokens behind `"Why?"` a saying verb is looked for.
const REACH: usize = 12;

/// How many closing marks and brackets go with a sentence: the bound keeps a text of nothing else linear.
const CLOSERS: usize = 16;

/// Words that begin a sentence and no name: behind an abbreviation a capital on one of them tells that a sentence has ended.
const STARTERS: Classes = Classes::of(&[
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Interrogative,
    Class::SubjectPronoun,
    Class::Possessive,
    Class::IndefinitePronoun,
    Class::CueAdverb,
    Class::Negation,
]);

/// What a sentence may end in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Period,
    Ellipsis,
    /// A question mark or an exclamation mark.
    Cry,
    /// The stop of an abbreviation.
    Abbreviation,
}

/// Cuts the paragraph that begins at token `first` and ends with the last token, and notes which words are initial: none
/// may be noted as such before.
pub(crate) fn split(text: &str, tokens: &mut [Token], first: usize, sentences: &mut Vec<Range<usize>>) {
    let mut close = |tokens: &mut [Token], sentence: Range<usize>| {
        open(&mut tokens[sentence.clone()]);
        sentences.push(sentence.clone());
        sentence.end
    };
    let mut start = first;
    if let Some(end) = dateline(&tokens[first..]) {
        start = close(tokens, first..first + end);
    }
    let mut at = start;
    while at < tokens.len() {
        let limit = tokens.len().min(start + LONGEST);
        let near = tokens[at..limit].iter().position(may_end);
        at = near.map_or(limit - 1, |near| at + near);
        let end = near.and_then(|_| end(text, tokens, start, at));
        at = end.unwrap_or(at + 1);
        let cut = match at - start {
            _ if end.is_some() => end,
            ..LONGEST => None,
            _ if is_bullet(text, tokens, at) => Some(at),
            _ => Some(start + breath(&tokens[start..at])),
        };
        start = cut.map_or(start, |cut| close(tokens, start..cut));
    }
    if start < tokens.len() {
        close(tokens, start..tokens.len());
    }
}

/// Whether a sentence may end with a token, or before it: hardly one of ten is worth a closer look.
#[inline]
fn may_end(token: &Token) -> bool {
    token.stopped || matches!(token.kind, Kind::Stop | Kind::Quotation | Kind::Symbol)
}

/// Where a sentence that began at `start` ends, if the token at `at` tells.
fn end(text: &str, tokens: &[Token], start: usize, at: usize) -> Option<usize> {
    // A bullet begins a sentence whatever stands before it.
    if at > start && is_bullet(text, tokens, at) {
        return Some(at);
    }
    let ending = ending(text, &tokens[at])?;
    let next = closers(text, tokens, at + 1);
    (next == tokens.len() || breaks(tokens, start, at, next, ending)).then_some(next)
}

/// Where a sentence without end is cut: behind its last semicolon, else its last comma, else behind all of it.
fn breath(sentence: &[Token]) -> usize {
    let behind = |kind| sentence.iter().rposition(|token| token.kind == kind).map(|at| at + 1);
    behind(Kind::Semicolon).or_else(|| behind(Kind::Comma)).unwrap_or(sentence.len())
}

/// How many tokens a paragraph's dateline has, if any: `SARVIK, Sept. 8 (Reuters) —` tells where and when, and is no part
/// of the sentence behind it.
fn dateline(paragraph: &[Token]) -> Option<usize> {
    const LONGEST: usize = 14;
    paragraph.first().filter(|token| token.kind == Kind::Word && token.case == Case::Upper)?;
    let dash = paragraph.iter().take(LONGEST).position(|token| token.kind == Kind::Dash && !token.glued)?;
    let fits = |token: &Token| match token.kind {
        Kind::Word => !matches!(token.case, Case::Lower),
        kind => matches!(kind, Kind::Comma | Kind::Number | Kind::Open | Kind::Close | Kind::Stop | Kind::Symbol),
    };
    let sentence = paragraph.get(dash + 1).is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Number));
    (sentence && paragraph[..dash].iter().all(fits)).then_some(dash + 1)
}

/// Whether a token is the bullet of a list.
fn is_bullet(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.kind == Kind::Symbol && !token.glued && matches!(token.span.of(text), "•" | "▪"))
}

/// Notes which token of a sentence is its first word.
fn open(sentence: &mut [Token]) {
    let first = sentence.iter_mut().find(|token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Quotation));
    if let Some(first) = first {
        first.initial = true;
    }
}

/// Where the closing marks and brackets end that stand at `at`, if any.
fn closers(text: &str, tokens: &[Token], at: usize) -> usize {
    let closes = |i: usize| {
        let token = &tokens[i];
        let free_after = tokens.get(i + 1).is_none_or(|next| {
            !next.glued || matches!(next.kind, Kind::Mark | Kind::Close | Kind::Stop | Kind::Comma | Kind::Dash)
        });
        match token.kind {
            Kind::Close => true,
            Kind::Stop => token.glued,
            Kind::Mark => match Shape::of(token.span.of(text)).map(|shape| shape.side) {
                Some(Side::Closing) => token.glued || free_after,
                _ => token.glued && free_after,
            },
            _ => false,
        }
    };
    let last = tokens.len().min(at + CLOSERS);
    (at..last).find(|&i| !closes(i)).unwrap_or(last)
}

/// What kind of ending a token is, if any.
fn ending(text: &str, token: &Token) -> Option<Ending> {
    let inside = match token.kind {
        Kind::Stop => token.span.of(text),
        Kind::Word => return token.stopped.then_some(Ending::Abbreviation),
        Kind::Quotation => token.span.of(text).trim_end_matches(|c: char| {
            c.is_whitespace() || c == ')' || Shape::of(c.encode_utf8(&mut [0; 4])).is_some()
        }),
        _ => return None,
    };
    match inside.chars().next_back()? {
        '.' if inside.ends_with("..") || inside.ends_with(" .") => Some(Ending::Ellipsis),
        '.' | '。' | '．' => Some(Ending::Period),
        '…' => Some(Ending::Ellipsis),
        '!' | '?' | '！' | '？' => Some(Ending::Cry),
        _ => None,
    }
}

/// Whether a sentence that began at `start` ends with the ending at `at`, when `next` follows on closing marks and brackets.
fn breaks(tokens: &[Token], start: usize, at: usize, next: usize, ending: Ending) -> bool {
    let follower = &tokens[next];
    match follower.kind {
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Close | Kind::Stop => return false,
        Kind::Word if follower.case == Case::Lower => return false,
        // "rock ‘n’ roll", "U.S.’ own": an apostrophe goes with the word before it.
        Kind::Word if follower.glued && follower.case == Case::None => return false,
        _ => {}
    }
    let quoted =
        tokens[at].kind == Kind::Quotation || tokens[at + 1..next].iter().any(|token| token.kind == Kind::Mark);
    match ending {
        // "1. Open the box": the number is no sentence.
        Ending::Period if at == start + 1 => tokens[start].kind != Kind::Number && tokens[start].span.len() > 1,
        Ending::Period => true,
        Ending::Ellipsis => follower.kind != Kind::Number && !(quoted && is_reported(tokens, next)),
        Ending::Cry => !(quoted && is_reported(tokens, next)),
        Ending::Abbreviation => match follower.kind {
            _ if quoted => true,
            Kind::Word => follower.classes.any(STARTERS) && !tokens[at].classes.has(Class::Title),
            Kind::Mark | Kind::Quotation => !follower.glued && !tokens[at].classes.has(Class::Title),
            _ => false,
        },
    }
}

/// Whether a name and a saying verb follow: `"Why?" Mary Smith of Ohio asked.`
fn is_reported(tokens: &[Token], next: usize) -> bool {
    let ahead = tokens[next..]
        .iter()
        .take(REACH)
        .take_while(|token| !matches!(token.kind, Kind::Stop | Kind::Mark | Kind::Quotation));
    let name = tokens[next].kind == Kind::Word && !tokens[next].classes.any(STARTERS);
    name && ahead.skip(1).any(|token| token.classes.has(Class::CueVerb) && token.case == Case::Lower)
}
