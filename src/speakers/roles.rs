//! What a person is called beside the name: “White House press secretary Ana Lim”, “Ana Lim, a lawyer at Hull & Sons”.

use super::names::{Name, capital};
use super::reading::Reading;
use crate::grammar::{Class, Classes};
use crate::text::{Kind, Token};
use std::ops::Range;

/// A role with whom it is played for, as tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// “communications director”; empty where only the affiliation is told.
    pub words: Range<usize>,
    /// “Clinton campaign”.
    pub affiliation: Option<Range<usize>>,
    /// 1 for a word that only men, −1 for one that only women are called.
    pub gender: i32,
}

/// Nouns for what a person is.
pub(super) const PERSON: Classes = Classes::of(&[Class::Role, Class::Title, Class::Kin, Class::PersonNoun]);

const BOUNDARY: Classes = Classes::of(&[
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::Complementizer,
    Class::Interrogative,
    Class::Relative,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Be,
    Class::Have,
    Class::Do,
    Class::Modal,
    Class::Negation,
    Class::To,
    Class::Time,
]);

const CUES: Classes = Classes::of(&[Class::CueVerb, Class::AttitudeVerb]);

/// How many tokens a role may lie away from its name.
const REACH: usize = 12;

/// The roles that stand beside a name, if any: behind it, before it, or before it with a comma. The first is the one that says
/// most; “*Gov.* Lim, a *lawyer*,” has both.
pub(super) fn around(reading: Reading<'_>, name: &Name) -> [Option<Part>; 2] {
    let behind = after(reading, name.words.end);
    if behind.as_ref().is_some_and(|part| !part.words.is_empty()) {
        return [behind, before(reading, name)];
    }
    let Some(mut part) = before(reading, name).or_else(|| apposed(reading, name)) else {
        return [behind, None];
    };
    // “Sen. Lim of Ohio”: the role from before, whose it is from behind.
    part.affiliation = behind.and_then(|part| part.affiliation).or(part.affiliation);
    [Some(part), None]
}

/// “South Korea's Foreign Ministry *spokesman* Lim”, “*Senator* Lim”
fn before(reading: Reading<'_>, name: &Name) -> Option<Part> {
    let floor = name.title.start.saturating_sub(REACH);
    let mut start = name.title.start;
    while start > floor && premodifier(reading, start - 1) {
        start -= 1;
    }
    // “the *real estate* mogul Lim”: all from the determiner or possessive on.
    let word = |&i: &usize| reading.kind(i) == Some(Kind::Word) && !reading.any(i, BOUNDARY) && !reading.any(i, CUES);
    if start < name.title.start && reading.any(name.title.start - 1, PERSON) {
        let opens =
            |&i: &usize| reading.clitic(i) || reading.any(i, Classes::of(&[Class::Determiner, Class::Possessive]));
        let opening = (floor..start).rev().take_while(word).find(opens);
        start = opening.map_or(start, |at| at + 1);
    }
    let mut end = name.words.start;
    // “Mr.” says who, not what.
    while end > start
        && reading.gender(end - 1) != 0
        && reading.has(end - 1, Class::Title)
        && !reading.has(end - 1, Class::Role)
    {
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    // “the Conservative Lim” tells no role.
    let office = Classes::of(&[Class::Role, Class::Title]);
    let adjective =
        reading.any(last, ADJECTIVE) && !reading.any(last, office) && reading.token(last).is_some_and(capital);
    if start >= end || !reading.any(last, PERSON) || adjective {
        return None;
    }
    let owner = start.checked_sub(1).filter(|&at| reading.clitic(at)).and_then(|at| owner_before(reading, at));
    Some(part(reading, start..end, owner))
}

/// “Lim, 70, *a lawyer* at Hull & Sons,”, “Lim, Seoul's *envoy*,”, “Lim of the *Hull Times*”
pub(super) fn after(reading: Reading<'_>, end: usize) -> Option<Part> {
    let mut at = end;
    if reading.kind(at) == Some(Kind::Open) {
        at = (at..at + 5).find(|&i| reading.kind(i) == Some(Kind::Close))? + 1;
    }
    if reading.has(at, Class::Of) {
        let owner = owner_after(reading, at + 1)?;
        return Some(Part { words: 0..0, affiliation: Some(owner), gender: 0 });
    }
    if reading.kind(at) != Some(Kind::Comma) {
        return None;
    }
    at += 1;
    if reading.kind(at) == Some(Kind::Number) && reading.kind(at + 1) == Some(Kind::Comma) {
        at += 2;
    }
    // “Ana Lim, *whose husband* …” says what he is, and “According to Lim, *the man would* …” is about somebody else.
    const VERBS: Classes = Classes::of(&[Class::Modal, Class::Be, Class::Have, Class::CueVerb]);
    let other = |part: &Part| !part.words.is_empty() && reading.any(part.words.end, VERBS);
    if reading.has(at, Class::Relative) {
        return None;
    }
    noun_phrase(reading, at).filter(|part| !other(part))
}

/// A role read from the start of a noun phrase: “a former adviser to the Lim campaign”.
pub(super) fn noun_phrase(reading: Reading<'_>, at: usize) -> Option<Part> {
    const OPENING: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Quantifier]);
    let mut start = if reading.any(at, OPENING) { at + 1 } else { at };
    let mut owner = None;
    let mut head = None;
    let mut end = start;
    let reach = start..start + REACH;
    for i in reach {
        let Some(token) = reading.token(i) else { break };
        if reading.clitic(i) {
            owner = Some(start..i).filter(|r| reading.any_capital(r));
            start = i + 1;
            head = None;
        } else if token.kind != Kind::Word || token.classes.any(BOUNDARY) || head.is_some() && ends(token) {
            break;
        } else if token.classes.any(PERSON) {
            head = Some(i);
        }
        end = i + 1;
    }
    let last = head?;
    // What follows the head without a preposition is a verb or an adverb, not a part of the role.
    end = end.min(last + 1);
    let mut words = start..end;
    let mut next = end;
    for _ in 0..2 {
        if !(reading.has(next, Class::Preposition) || reading.has(next, Class::Of) || reading.has(next, Class::To)) {
            break;
        }
        if let Some(found) = owner_after(reading, next + 1) {
            owner = owner.or(Some(found));
            break;
        }
        let Some(stop) = (next + 1..next + 6).find(|&i| {
            !reading
                .token(i)
                .is_some_and(|t| t.kind == Kind::Word && !t.classes.any(BOUNDARY) && (i == next + 1 || !ends(t)))
        }) else {
            break;
        };
        if stop == next + 1 {
            break;
        }
        next = stop;
        words.end = stop;
    }
    Some(part(reading, words, owner))
}

/// Whether a token behind a role's head begins something else: a verb that reports, another noun phrase.
fn ends(token: &Token) -> bool {
    token.classes.any(Classes::of(&[Class::CueVerb, Class::Determiner])) && !token.classes.any(PERSON)
}

/// “A *spokeswoman* for the ministry, Ana Lim,”
fn apposed(reading: Reading<'_>, name: &Name) -> Option<Part> {
    let comma = name.title.start.checked_sub(1).filter(|&at| reading.kind(at) == Some(Kind::Comma))?;
    let floor = comma.saturating_sub(REACH);
    let opens = |&i: &usize| reading.has(i, Class::Determiner) || reading.has(i, Class::Possessive);
    let plain = |&i: &usize| reading.kind(i) == Some(Kind::Word);
    let start = (floor..comma).rev().take_while(plain).filter(opens).last()?;
    noun_phrase(reading, start).filter(|part| part.words.end <= comma)
}

fn part(reading: Reading<'_>, words: Range<usize>, owner: Option<Range<usize>>) -> Part {
    // “Clinton aide” tells nothing of the aide by the name.
    let nouns = words.clone().filter(|&i| !reading.has(i, Class::GivenName));
    let gender = nouns.map(|i| reading.gender(i)).sum::<i32>().signum();
    let affiliation = owner.or_else(|| {
        // “*White House* press secretary”, “*Lim campaign* manager”
        let stop = words.clone().find(|&i| !reading.token(i).is_some_and(|t| capital(t) && !t.classes.any(TITLED)))?;
        // “*Lim campaign* manager”, but “*White House* press secretary”.
        let body =
            stop > words.start && !reading.has(stop - 1, Class::Organisation) && reading.has(stop, Class::Organisation);
        let stop = if body && stop + 1 < words.end { stop + 1 } else { stop };
        (words.start..stop).any(|i| !reading.any(i, ADJECTIVE)).then_some(words.start..stop)
    });
    Part { words, affiliation, gender }
}

const TITLED: Classes = Classes::of(&[Class::Role, Class::Title, Class::PersonNoun]);

const ADJECTIVE: Classes = Classes::of(&[Class::Nationality, Class::Modifier]);

/// The capitals before a possessive ending: “*South Korea*'s”.
fn owner_before(reading: Reading<'_>, clitic: usize) -> Option<Range<usize>> {
    let start =
        (clitic.saturating_sub(5)..clitic).rev().take_while(|&i| reading.token(i).is_some_and(capital)).last()?;
    Some(start..clitic)
}

/// The capitals behind a preposition, and an organisation's noun behind them: “for the *Lim campaign*”.
fn owner_after(reading: Reading<'_>, at: usize) -> Option<Range<usize>> {
    let start = if reading.has(at, Class::Determiner) { at + 1 } else { at };
    let inner = |i: usize| {
        reading.token(i).is_some_and(|t| {
            (t.classes.has(Class::Of) || t.kind == Kind::Symbol) && reading.token(i + 1).is_some_and(capital)
        })
    };
    let mut end = start;
    while end < start + 8
        && reading.token(end).is_some_and(|t| capital(t) && !reading.clitic(end) || end > start && inner(end))
    {
        end += 1;
    }
    if end > start && reading.has(end, Class::Organisation) {
        end += 1;
    }
    (end > start).then_some(start..end)
}

fn premodifier(reading: Reading<'_>, at: usize) -> bool {
    const NEVER: Classes =
        Classes::of(&[Class::Determiner, Class::Possessive, Class::Verb, Class::CueVerb, Class::AttitudeVerb]);
    // “*press* secretary”, “*campaign* manager”: verbs elsewhere.
    const NOUN: Classes = Classes::of(&[Class::GroupNoun, Class::Organisation, Class::Campaign, Class::Document]);
    let fits = |t: &Token| {
        t.kind == Kind::Word
            && !t.classes.any(BOUNDARY)
            && (!t.classes.any(NEVER) || t.classes.any(PERSON) || t.classes.any(NOUN) && reading.any(at + 1, PERSON))
            && (capital(t)
                || t.classes.any(PERSON)
                || reading.any(at + 1, PERSON)
                || t.classes.has(Class::Organisation))
    };
    !reading.clitic(at) && reading.token(at).is_some_and(fits)
}
