//! Where each name stands: in which sentence, inside a quotation, as subject, possessor or object; and where a text starts
//! anew.

use super::names::Name;
use super::reading::Reading;
use super::roles::PERSON;
use crate::grammar::{Class, Classes};
use crate::quotes::Folded;
use crate::text::{Case, Kind, Text, Token};
use std::ops::Range;

/// Where a name stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The outer sentence, counted from 0.
    pub sentence: usize,
    pub paragraph: usize,
    pub quoted: bool,
    /// The first name of its outer sentence, and not behind a preposition: most likely its subject.
    pub first: bool,
    /// Before a possessive ending.
    pub possessor: bool,
    /// Behind a preposition.
    pub object: bool,
    /// “By Ana Lim”, “HULL, England —”: who has written the text, or where.
    pub byline: bool,
}

/// Where each name stands; one pass over names, quotations and outer sentences together.
pub(super) fn places(reading: Reading<'_>, folded: &Folded, names: &[Name]) -> Vec<Place> {
    let outer = &folded.outer;
    let starts = |sentence: usize| {
        let first = outer.sentences.get(sentence)?.start;
        Some(outer.tokens.get(first).map_or(0, |t| t.span.start))
    };
    let mut quoted = quoted(folded);
    let (mut sentence, mut paragraph) = (0, 0);
    let mut last = usize::MAX;
    names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let at = reading.token(name.words.start).map_or(0, |t| t.span.start);
            while starts(sentence + 1).is_some_and(|s| s <= at) {
                sentence += 1;
            }
            while outer.paragraphs.get(paragraph + 1).is_some_and(|p| p.start <= sentence) {
                paragraph += 1;
            }
            let quoted = quoted(at);
            let before = name
                .title
                .start
                .checked_sub(1)
                .map(|b| if reading.has(b, Class::Determiner) { b.saturating_sub(1) } else { b });
            let object = before.is_some_and(|b| reading.any(b, OBJECT));
            let possessor = reading.clitic(name.words.end);
            let inner =
                names.get(n + 1).is_some_and(|next| premodifies(reading, name, next) || employs(reading, name, next));
            let first = !quoted && last != sentence && !object && !inner;
            if !quoted && !object && !inner {
                last = sentence;
            }
            let by = name.title.start.checked_sub(1);
            let byline = dateline(reading, name)
                || !possessor
                    && by.is_some_and(|b| reading.has(b, Class::By) && reading.token(b).is_some_and(|t| t.initial));
            Place { sentence, paragraph, quoted, first, possessor, object, byline }
        })
        .collect()
}

/// Whether bytes of the text stand inside quotations, asked in reading order.
pub(super) fn quoted(folded: &Folded) -> impl FnMut(u32) -> bool {
    let mut pieces = folded.pieces.iter().peekable();
    move |at| {
        while pieces.next_if(|piece| piece.span.end <= at).is_some() {}
        pieces.peek().is_some_and(|piece| piece.span.start <= at)
    }
}

/// What stands before an object.
const OBJECT: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::To, Class::By]);

/// “*Arsenal* captain Bo Lim”: a name that belongs to what the next one is called.
fn premodifies(reading: Reading<'_>, name: &Name, next: &Name) -> bool {
    const BETWEEN: Classes = PERSON.with(Classes::of(&[Class::Modifier]));
    let between = name.words.end..next.title.start;
    between.len() < 4 && between.clone().all(|i| reading.any(i, BETWEEN) && !reading.clitic(i))
}

/// “*Lim's* predecessor, retired Gen. Bo Park, said”: a name before the possessive ending of what the next one is called.
fn employs(reading: Reading<'_>, name: &Name, next: &Name) -> bool {
    const BETWEEN: Classes = PERSON.with(Classes::of(&[Class::Modifier, Class::Common, Class::Organisation]));
    const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::Be, Class::Have, Class::Modal]);
    let start = name.words.end + 1;
    let between = start..next.title.start;
    let noun = |i: usize| reading.any(i, BETWEEN) && (reading.any(i, PERSON) || !reading.any(i, VERBS));
    reading.clitic(name.words.end)
        && (1..8).contains(&between.len())
        && between.clone().any(|i| reading.any(i, PERSON))
        && between.clone().filter(|&i| reading.kind(i) == Some(Kind::Comma)).count() < 2
        && between.clone().all(|i| reading.kind(i) == Some(Kind::Comma) || noun(i))
}

/// “HULL, England —”: capitals that begin a sentence, before a comma, bracket or dash.
fn dateline(reading: Reading<'_>, name: &Name) -> bool {
    let upper = |i: usize| reading.token(i).is_some_and(|t| t.case == Case::Upper);
    let opens = reading.token(name.words.start).is_some_and(|t| t.initial);
    opens
        && name.words.clone().all(upper)
        && matches!(reading.kind(name.words.end), Some(Kind::Comma | Kind::Dash | Kind::Open))
}

/// The sentences behind paragraphs that only separate: “10:42 a.m.”, “* * *”, “———”.
pub(super) fn sections(outer: &Text) -> Vec<usize> {
    let separates = |sentences: &Range<usize>| {
        let start = outer.sentences.get(sentences.start).map_or(0, |s| s.start);
        let end = outer.sentences.get(sentences.end.saturating_sub(1)).map_or(start, |s| s.end);
        let tokens = outer.tokens.get(start..end).unwrap_or_default();
        let mark = |t: &Token| t.kind != Kind::Quotation && (t.kind != Kind::Word || t.classes.any(CLOCK));
        !tokens.is_empty() && tokens.len() <= 6 && tokens.iter().all(mark)
    };
    outer.paragraphs.iter().filter(|p| separates(p)).map(|p| p.end).collect()
}

const CLOCK: Classes = Classes::of(&[Class::Time, Class::Abbreviation]);
