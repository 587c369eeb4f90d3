//! How a speaker is mentioned: “Ms. Lim of Hull” by name, “Lim's translator” by description, “he” by pronoun.

use super::names::{Name, Shape, capital, party};
use super::reading::Reading;
use super::roles::PERSON;
use super::traits::FUNCTION;
use crate::grammar::{Class, Classes};
use crate::text::{Case, Kind, Token};
use std::ops::Range;

/// A mention, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// “She”: the pronoun's token.
    Pronoun(usize),
    /// “Ana Lim”, “Lim and Park”: indices of names.
    Named(Vec<usize>),
    /// “Lim and her aides”: one named, others not.
    NamedWith(usize),
    /// “Lim's campaign”: whose it is, by name or pronoun, and the noun's token.
    Campaign(Owner, usize),
    /// “the Lim administration”, “@hull_watcher”: the words that name it.
    Body(Range<usize>),
    /// “the senator”, “two officials”, “a spokesman for Lim”.
    Description(Description),
}

/// Whose something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Name(usize),
    Pronoun(usize),
}

/// A noun phrase without a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    /// The noun that says what it is.
    pub head: usize,
    /// From its first word to the head.
    pub words: Range<usize>,
    /// It opens with “the” or the like: something told of before.
    pub definite: bool,
    /// “two”, “both”: exactly so many.
    pub counted: bool,
    /// “*Lim's* lawyer”, “a lawyer for *Lim*”.
    pub owner: Option<Owner>,
    /// It stands by itself: no “of …” nor relative clause narrows it.
    pub bare: bool,
    /// What narrows it: “*of Hull*”.
    pub rest: Range<usize>,
}

const PRONOUN: Classes = Classes::of(&[
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Possessive,
    Class::Relative,
    Class::Reflexive,
    Class::IndefinitePronoun,
    Class::Interrogative,
]);

/// Pronouns that stand for a phrase even with something behind them.
const PERSONAL: Classes = Classes::of(&[Class::SubjectPronoun, Class::Reflexive]);

/// Reads the mention that covers `words` and whose head is said to be `head`; `names` are all names of the text, in order.
/// A mention with more before it than belongs there is still its head's: “for two years *Lim*”.
pub(super) fn read_headed(
    reading: Reading<'_>,
    names: &[Name],
    words: Range<usize>,
    head: Option<usize>,
) -> Option<Form> {
    let form = read(reading, names, words.clone());
    if !matches!(form, None | Some(Form::Description(_))) {
        return form;
    }
    let headed = head.and_then(|head| {
        let end = trim(reading, words.clone())?.end;
        inside(names, &words).find(|&n| names[n].words.contains(&head) && names[n].words.end >= end)
    });
    headed.map(|n| Form::Named(vec![n])).or(form)
}

/// Reads the mention that covers `words`.
pub(super) fn read(reading: Reading<'_>, names: &[Name], words: Range<usize>) -> Option<Form> {
    let words = undated(reading, trim(reading, words)?);
    let inside = inside(names, &words);
    let first = reading.token(words.start)?;
    let starts_named = inside.clone().any(|n| names[n].title.start == words.start);
    // “Many of them” and “others who …” are phrases of their own; “he himself” is not.
    let pronoun = if words.len() == 1 { first.classes.any(PRONOUN) } else { first.classes.any(PERSONAL) };
    if pronoun && !starts_named {
        return Some(Form::Pronoun(words.start));
    }
    if let Some(all) = joint(reading, names, &words, inside.clone()) {
        return Some(Form::Named(all));
    }
    let core = words.start..core_end(reading, names, &words, inside.clone());
    let within = before(names, inside.clone(), core.end);
    let owner = owner(reading, names, &core, within.clone());
    if let Some(n) = heading(reading, names, &core, within.clone()) {
        // “The Garda Commissioner, Ana Lim,” is called by the name behind the office.
        let office = matches!(names[n].shape, Shape::Phrase | Shape::Organisation)
            && reading.any(names[n].words.end - 1, Classes::of(&[Class::Role, Class::Title]))
            && reading.kind(names[n].words.end) == Some(Kind::Comma);
        let person = |name: &Name| matches!(name.shape, Shape::Person | Shape::Words);
        if office && names.get(n + 1).is_some_and(|name| name.title.start == names[n].words.end + 1 && person(name)) {
            return Some(Form::Named(vec![n + 1]));
        }
        let noun = names[n].words.end;
        if noun < core.end && reading.has(noun, Class::Campaign) {
            return Some(Form::Campaign(Owner::Name(n), noun));
        }
        let more = noun < words.end && reading.has(noun, Class::Conjunction) && noun + 1 < words.end;
        return Some(if more { Form::NamedWith(n) } else { Form::Named(vec![n]) });
    }
    let (phrase, head) = head(reading, &core)?;
    if let Some(owner) = owner.filter(|_| reading.has(head, Class::Campaign)) {
        return Some(Form::Campaign(owner, head));
    }
    // “The Lim administration”, “the Senate banking committee”: a body called by a name and a noun.
    let start = if reading.has(core.start, Class::Determiner) { core.start + 1 } else { core.start };
    let body = reading.definite(core.start)
        && reading.has(head, Class::Organisation)
        && !reading.token(head).is_some_and(capital)
        && head + 1 == core.end;
    // “The Silver Oak company”: what it is stands behind the whole of its name.
    let general = reading.general(head) || reading.has(head, Class::GroupNoun);
    let whole = |n: &usize| {
        let name = &names[*n];
        let phrase = matches!(name.shape, Shape::Phrase | Shape::Organisation | Shape::Words) && name.words.len() > 1;
        phrase
            && name.words.end == head
            && !reading.has(head - 1, Class::OrganisationName)
            && (start..name.words.start).all(|i| reading.text(i).contains('-'))
    };
    if let Some(n) = inside.clone().find(whole).filter(|_| body && general) {
        return Some(Form::Named(vec![n]));
    }
    // “The Ohio legislature”, “the US administration”: whose it is, and no name.
    let national = |name: &Name| name.shape == Shape::Place || reading.any(name.words.start, FUNCTION);
    let naming = |n: usize| names[n].words.start == start && names[n].words.end <= head && !national(&names[n]);
    if body && inside.clone().any(naming) && !(start..head).any(|i| reading.clitic(i)) {
        return Some(Form::Body(start..head + 1));
    }
    if let Some(words) = body_of(reading, names, &core, within, head) {
        return Some(Form::Body(words));
    }
    // “A spokesman, Bo Park,” and “the chief of staff, Gen. Park”: the name in apposition is the speaker's.
    let comma = matches!(reading.kind(core.end), Some(Kind::Comma | Kind::Dash));
    const NEVER: Classes =
        Classes::of(&[Class::Preposition, Class::Conjunction, Class::Relative, Class::Be, Class::Have, Class::CueVerb]);
    let premodified = |n: &usize| {
        (core.end + 1..names[*n].title.start).all(|i| {
            // “the author, *state* Sen. Ana Lim”: a verb elsewhere.
            let last = i + 1 == names[*n].title.start && !names[*n].title.is_empty();
            let plain = |t: &Token| capital(t) || !t.classes.any(NEVER) || reading.clitic(i);
            reading
                .token(i)
                .is_some_and(|t| t.kind == Kind::Word && (plain(t) || last && t.classes.has(Class::CueVerb)))
        })
    };
    let apposed = inside
        .clone()
        .filter(|&n| {
            names[n].title.start > core.end && comma && premodified(&n) && ends_phrase(reading, &names[n], words.end)
        })
        .find(|&n| !reading.clitic(names[n].words.end) || names[n].words.end + 1 >= words.end);
    // “Their chairman, *Ohio* Rep. Ana Lim,” is called by the name that the place stands before.
    let apposed = apposed.map(|n| if placed(reading, names, n) { n + 1 } else { n });
    // “The mayor of the city, Hull, *Dr. Ana Lim*,”: nor by that of a place that comes first.
    let person = |n: &usize| names[*n].shape == Shape::Person;
    let trailing = trailing(reading, names, &words, &core, inside.clone().next_back(), head);
    let apposed = apposed.filter(|n| person(n) || !trailing.as_ref().is_some_and(person)).or(trailing);
    if let Some(n) = apposed {
        let person = reading.any(head, PERSON) && !reading.has(head, Class::Plural);
        let document = reading.has(head, Class::Document) && !reading.has(head, Class::Organisation);
        let body = !matches!(names[n].shape, Shape::Person | Shape::Words) && !reading.has(head, Class::Plural);
        // “A spokesman for the lender, Kestrova Bank,”: the name is the lender's.
        let bodily = matches!(names[n].shape, Shape::Organisation | Shape::Phrase);
        let client = (person || document) && narrowed(reading, &core) && bodily;
        if !client && (person || body || !reading.has(head, Class::GroupNoun)) {
            return Some(Form::Named(vec![n]));
        }
    }
    // “A reader, *@hull_watcher*”: a handle is a name.
    let handle = |i: &usize| reading.text(*i).len() > 2 && reading.text(*i).starts_with('@');
    if let Some(at) = words.clone().next_back().filter(handle) {
        return Some(Form::Body(at..at + 1));
    }
    if let Some(n) = presented(reading, names, head).or_else(|| called(reading, names, &words)) {
        return Some(Form::Named(vec![n]));
    }
    let definite = reading.definite(core.start);
    let counted = phrase.clone().any(|i| reading.has(i, Class::NumberWord));
    Some(Form::Description(Description {
        head,
        words: phrase.clone(),
        definite,
        counted,
        owner,
        bare: bare(reading, phrase.end..words.end),
        rest: phrase.end..words.end,
    }))
}

/// Whether a name in apposition stands for itself, and not before a noun: “, a *Hull* research group”.
fn ends_phrase(reading: Reading<'_>, name: &Name, end: usize) -> bool {
    const NOUN: Classes = GROUPS.with(Classes::of(&[Class::Common, Class::Modifier]));
    const LINK: Classes =
        Classes::of(&[Class::Preposition, Class::Of, Class::To, Class::Relative, Class::Conjunction, Class::CueVerb]);
    let behind = name.words.end;
    behind >= end
        || name.shape == Shape::Person
        || reading.has(name.words.start, Class::GivenName)
        || reading.token(behind).is_none_or(|t| t.case != Case::Lower)
        || !reading.any(behind, NOUN)
        || reading.any(behind, LINK)
}

/// Whether the body before a comma is the object of a preposition: “a spokesman *for the lender*”.
fn narrowed(reading: Reading<'_>, core: &Range<usize>) -> bool {
    let narrows = |i: usize| reading.any(i, Classes::of(&[Class::Preposition, Class::Of]));
    core.clone().any(narrows) && core.end.checked_sub(1).is_some_and(|last| reading.has(last, Class::Organisation))
}

/// Whether a place's name stands before a role or title and a person's name: “*Ohio* delegate Ana Lim”.
fn placed(reading: Reading<'_>, names: &[Name], n: usize) -> bool {
    let Some([place, next]) = names.get(n..n + 2) else { return false };
    let roles = place.words.end..next.words.start;
    place.shape == Shape::Place
        && matches!(next.shape, Shape::Person | Shape::Words)
        && roles.end.checked_sub(1).is_some_and(|last| reading.any(last, PERSON))
        && (1..4).contains(&roles.len())
        && roles.clone().all(|i| reading.kind(i) == Some(Kind::Word) && !reading.clitic(i))
}

/// “The lawyer who wrote it, *Dr. Ana Lim*”, “the mayor of Hull, Maine, *Bo Park*”: the name that ends a mention, in
/// apposition to its head over what narrows it.
fn trailing(
    reading: Reading<'_>,
    names: &[Name],
    words: &Range<usize>,
    core: &Range<usize>,
    last: Option<usize>,
    head: usize,
) -> Option<usize> {
    const NEVER: Classes = Classes::of(&[Class::Conjunction, Class::CueVerb]);
    let n = last?;
    let (name, comma) = (&names[n], names[n].title.start.checked_sub(1)?);
    let fits = comma > core.end
        && reading.kind(comma) == Some(Kind::Comma)
        && name.words.end == words.end
        && !reading.has(head, Class::Plural)
        && !reading.any(comma - 1, PERSON.with(NEVER));
    let person = reading.any(head, PERSON) && matches!(name.shape, Shape::Person | Shape::Words);
    let body = reading.any(head, GROUPS) && !matches!(name.shape, Shape::Person | Shape::Place | Shape::Weak);
    (fits && (person || body)).then_some(n)
}

/// “A driver who gave his name as *Bo Park*”, “a man identified only as *Bo*”: the name behind “as”, shortly behind a noun for
/// one person.
fn presented(reading: Reading<'_>, names: &[Name], head: usize) -> Option<usize> {
    const REACH: usize = 8;
    if !reading.any(head, PERSON) || reading.has(head, Class::Plural) {
        return None;
    }
    let word = |i: &usize| reading.kind(*i) == Some(Kind::Word);
    let start = head + 1 + usize::from(reading.kind(head + 1) == Some(Kind::Comma));
    let at = (start..head + REACH).take_while(word).find(|&i| reading.has(i, Class::As))? + 1;
    let n = names.partition_point(|n| n.words.start < at);
    let name = names.get(n).filter(|name| name.title.start == at && !reading.clitic(name.words.end))?;
    matches!(name.shape, Shape::Person | Shape::Words | Shape::Single).then_some(n)
}

/// “A group *calling itself* the Sons of the Pass”, “an outfit *called* “Hull Rising””: the name that ends a mention of a body,
/// with nothing but a verb between them.
fn called(reading: Reading<'_>, names: &[Name], words: &Range<usize>) -> Option<usize> {
    const REACH: usize = 6;
    let verb = |i: usize| reading.any(i, Classes::of(&[Class::CueVerb, Class::Verb]));
    let body = |i: &usize| {
        let noun = reading.any(*i, Classes::of(&[Class::GroupNoun, Class::Organisation]));
        noun && !reading.has(*i, Class::Plural) && verb(i + 1)
    };
    let head = (words.start..words.end.min(words.start + REACH)).find(body)?;
    // “A group supporting Lim” is not Lim.
    let reflexive = reading.has(head + 2, Class::Reflexive);
    if !reflexive && reading.kind(head + 2) != Some(Kind::Mark) {
        return None;
    }
    let mut at = head + 2 + usize::from(reflexive);
    while at < words.end && (reading.has(at, Class::Determiner) || reading.kind(at) == Some(Kind::Mark)) {
        at += 1;
    }
    let n = names.partition_point(|n| n.words.start < at);
    let close = words.end - usize::from(reading.kind(words.end - 1) == Some(Kind::Mark));
    names.get(n).filter(|name| name.words.start == at && name.words.end == close).map(|_| n)
}

/// “The *city of Hull*”: the words that name a body by its place. “The Danish government” names none.
fn body_of(
    reading: Reading<'_>,
    names: &[Name],
    core: &Range<usize>,
    mut inside: Range<usize>,
    head: usize,
) -> Option<Range<usize>> {
    let lower = !reading.token(head).is_some_and(capital);
    if !reading.definite(core.start) || !lower {
        return None;
    }
    let body = reading.has(head, Class::Organisation);
    let noun = !reading.any(head, PERSON.with(Classes::of(&[Class::GroupNoun, Class::Document, Class::CueNoun])));
    if !(head == core.start + 1 && reading.has(head + 1, Class::Of) && (body || noun)) {
        return None;
    }
    let place = |n: &usize| names[*n].words.start == head + 2 && names[*n].shape == Shape::Place;
    let named = inside.find(place).filter(|&n| names[n].words.end == core.end);
    named.map(|n| head..names[n].words.end)
}

/// Whether nothing behind a phrase narrows it: “the former mayor *and lawyer*” is bare, “the mayor *of Hull*” is not.
fn bare(reading: Reading<'_>, rest: Range<usize>) -> bool {
    const NARROWING: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::To, Class::Relative]);
    rest.is_empty()
        // “The host, who is from Hull,”: what stands behind a comma narrows nothing.
        || reading.kind(rest.start) == Some(Kind::Comma)
        || reading.has(rest.start, Class::Conjunction)
            && rest.clone().all(|i| reading.kind(i) == Some(Kind::Word) && !reading.any(i, NARROWING))
}

/// The mention without marks, commas and prepositions around it.
fn trim(reading: Reading<'_>, mut words: Range<usize>) -> Option<Range<usize>> {
    let noise = |i: usize| reading.token(i).is_some_and(|t| !matches!(t.kind, Kind::Word | Kind::Number | Kind::Close));
    while !words.is_empty()
        && (noise(words.start)
            || (words.len() > 1
                && reading.any(words.start, Classes::of(&[Class::CueAdverb, Class::By, Class::Preposition]))
                && !reading.token(words.start).is_some_and(capital)))
    {
        words.start += 1;
    }
    // “Lim *cynically* dismissed it”.
    let adverb = |i: usize| {
        i > words.start
            && reading.token(i).is_some_and(|t| t.case == Case::Lower && t.span.of(reading.text).ends_with("ly"))
            && !reading.any(i, GROUPS.with(PERSON))
            && reading.token(i - 1).is_some_and(capital)
    };
    // “The senator *herself*”.
    let emphasis = |i: usize| i > words.start && reading.has(i, Class::Reflexive);
    while !words.is_empty() && (noise(words.end - 1) || adverb(words.end - 1) || emphasis(words.end - 1)) {
        words.end -= 1;
    }
    (!words.is_empty()).then_some(words)
}

/// The mention without a dateline: “*Leith, Scotland —* Officials”.
fn undated(reading: Reading<'_>, words: Range<usize>) -> Range<usize> {
    const REACH: usize = 8;
    let start = words.start;
    let dash = (start..words.end.min(start + REACH)).find(|&i| reading.kind(i) == Some(Kind::Dash));
    let Some(dash) = dash.filter(|dash| dash + 1 < words.end) else { return words };
    let aside = |i: usize| matches!(reading.kind(i), Some(Kind::Comma | Kind::Open | Kind::Close));
    let written = (start..dash).all(|i| aside(i) || reading.token(i).is_some_and(capital));
    let placed = (start..dash).any(|i| reading.has(i, Class::Place));
    let initial = reading.token(start).is_some_and(|t| t.initial);
    if initial && written && placed { dash + 1..words.end } else { words }
}

/// Indices of the names that lie inside the words.
fn inside(names: &[Name], words: &Range<usize>) -> Range<usize> {
    // A name may begin before the words: “Northern & *Mersey*”.
    let start = names.partition_point(|n| n.words.end <= words.start);
    before(names, start..names.len(), words.end)
}

/// The first of these names that begin before a token. Time: linear in what is found.
fn before(names: &[Name], inside: Range<usize>, end: usize) -> Range<usize> {
    let count = inside.clone().take_while(|&n| names[n].words.start < end).count();
    inside.start..inside.start + count
}

/// Where the noun phrase proper ends: before a comma, bracket, dash, mark or relative pronoun outside of names.
fn core_end(reading: Reading<'_>, names: &[Name], words: &Range<usize>, inside: Range<usize>) -> usize {
    let mut inside = inside.peekable();
    let mut at = words.start;
    while at < words.end {
        while inside.peek().is_some_and(|&n| names[n].words.end <= at) {
            inside.next();
        }
        if let Some(&n) = inside.peek()
            && names[n].words.contains(&at)
        {
            at = names[n].words.end;
            continue;
        }
        let Some(token) = reading.token(at) else { break };
        let relative = token.classes.has(Class::Relative) && at > words.start;
        if at > words.start && (relative || !matches!(token.kind, Kind::Word | Kind::Number | Kind::Symbol)) {
            return at;
        }
        at += 1;
    }
    words.end
}

/// “Lim, Park and the Hull Times”, “Both Lim and Park, Democrats”: all named and nothing else between them.
fn joint(reading: Reading<'_>, names: &[Name], words: &Range<usize>, inside: Range<usize>) -> Option<Vec<usize>> {
    let mut all = Vec::new();
    let mut part: Option<usize> = None;
    let mut last_and = false;
    let mut joined = false;
    let mut at = words.start;
    let mut inside = inside.peekable();
    while at < words.end {
        while inside.peek().is_some_and(|&n| names[n].words.end <= at) {
            inside.next();
        }
        if let Some(&n) = inside.peek()
            && (names[n].title.start..names[n].words.end).contains(&at)
        {
            part = Some(n);
            at = names[n].words.end;
            continue;
        }
        let token = reading.token(at)?;
        let and = token.classes.has(Class::Conjunction);
        if token.kind == Kind::Comma || and {
            if let Some(n) = part.take() {
                all.push(n);
                joined |= last_and;
            } else if !and
                && !(at.saturating_sub(2)..at).filter_map(|i| reading.token(i)).any(|t| party(reading.text, t))
            {
                break;
            }
            // What comes behind the last name of “A, B and C” is an apposition.
            if joined {
                break;
            }
            last_and = and;
        } else if token.kind == Kind::Open {
            at = (at..words.end).find(|&i| reading.kind(i) == Some(Kind::Close)).unwrap_or(words.end);
        } else if part.is_some()
            && (reading.any(at, Classes::of(&[Class::Quantifier, Class::Determiner])) || party(reading.text, token))
        {
            // “Lim and Park both”
        } else if part.is_some() && token.classes.any(PERSON) {
            // “Senate leader Lim and Park”: the name so far was a part of the role.
            part = None;
        } else if part.is_some() && last_and && token.case == Case::Lower && token.span.of(reading.text).ends_with("ed")
        {
            // “Lim and Park *vied* for the office, each …”
            break;
        } else if part.is_some() && !reading.clitic(at)
            || token.classes.any(Classes::of(&[Class::Preposition, Class::Of, Class::Relative]))
        {
            // A noun behind the name: the phrase is about something else.
            return None;
        } else if reading.clitic(at) && at + 1 < words.end {
            part = None;
        }
        at += 1;
    }
    if let Some(n) = part {
        all.push(n);
        joined |= last_and;
    }
    (joined && all.len() > 1).then_some(all)
}

/// The name that a noun phrase is: at its end (“his aide *Bo Park*”), or at its start before “of …” or “'s”.
fn heading(reading: Reading<'_>, names: &[Name], core: &Range<usize>, inside: Range<usize>) -> Option<usize> {
    let narrows =
        |r: Range<usize>| r.clone().any(|i| reading.any(i, Classes::of(&[Class::Preposition, Class::Of, Class::To])));
    for n in inside {
        let name = &names[n];
        let end = name.words.end;
        let ends =
            end >= core.end || (reading.clitic(end) && end + 1 >= core.end) || reading.has(end, Class::Reflexive);
        let many = (core.start..name.title.start).any(|i| {
            // “the group SeaBridge” is one.
            let one = i + 1 == name.title.start && !reading.has(i, Class::Plural);
            let group = reading.has(i, Class::GroupNoun) && !one && !reading.token(i).is_some_and(capital);
            group && !reading.any(i + 1, PERSON)
        });
        // “A fund backing Lim”: whom it backs.
        let human = matches!(name.shape, Shape::Person | Shape::Words | Shape::Single);
        let backs = human && name.title.is_empty() && name.words.start > core.start + 2 && {
            let verb = name.words.start - 1;
            reading.has(verb, Class::CueVerb) && reading.any(verb - 1, GROUPS) && !reading.any(verb - 1, PERSON)
        };
        let opens = !many && !backs && !narrows(core.start..name.title.start);
        // “Clerk of the course Ana Lim”: behind a noun for a thing stands the name of the one with the role.
        let start = name.title.start;
        // “A member of parliament Ana Lim”: or behind the body whose part it is.
        let member = name.shape == Shape::Person
            && start.checked_sub(1).is_some_and(|b| reading.any(b, GROUPS) && !reading.any(b, PERSON));
        let narrowing = (core.start..start).find(|&i| narrows(i..i + 1)).and_then(|i| i.checked_sub(1));
        let role = reading.any(core.start, PERSON) || member && narrowing.is_some_and(|i| reading.any(i, PERSON));
        let office = !opens && end >= core.end && role && start > core.start + 2 && {
            const NEVER: Classes = PERSON.with(Classes::of(&[Class::Of, Class::Preposition, Class::Determiner]));
            !reading.any(start - 1, NEVER)
                && !reading.clitic(start - 1)
                && !reading.token(start - 1).is_some_and(capital)
        };
        if office && name.shape != Shape::Place {
            return Some(n);
        }
        if !opens {
            continue;
        }
        let campaign = reading.has(end, Class::Campaign) && end + 1 == core.end;
        let goes_on = reading.any(end, Classes::of(&[Class::Preposition, Class::Of, Class::Conjunction, Class::Time]))
            || reading.kind(end) == Some(Kind::Number);
        // “Lim bitterly”, “Lim dismissed”: what the verb should have had.
        const VERBAL: Classes = Classes::of(&[Class::CueAdverb, Class::Modifier, Class::CueVerb]);
        let adverb = |i| reading.any(i, VERBAL) && !reading.any(i, PERSON.with(GROUPS));
        let adverbs = (end..core.end).all(adverb) && !reading.has(core.start, Class::Determiner);
        if ends || goes_on || campaign || adverbs {
            return Some(n);
        }
    }
    None
}

/// The head noun of a noun phrase, and the phrase up to it: before the first preposition, else its last word.
fn head(reading: Reading<'_>, core: &Range<usize>) -> Option<(Range<usize>, usize)> {
    const NARROWING: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::To, Class::Conjunction]);
    let stop = core.clone().skip(1).find(|&i| reading.any(i, NARROWING)).unwrap_or(core.end);
    let mut last = stop.checked_sub(1)?;
    while last > core.start && reading.clitic(last) {
        last -= 1;
    }
    // “the employee interviewed on Monday”: a noun for a person before a participle.
    let noun = (core.start..=last).rev().find(|&i| reading.any(i, PERSON) || reading.any(i, GROUPS));
    Some((core.start..stop, noun.filter(|&i| i + 3 > last).unwrap_or(last)))
}

/// Nouns for what is no single person.
pub(super) const GROUPS: Classes = Classes::of(&[Class::GroupNoun, Class::Organisation, Class::Document]);

/// Whose the thing described is: the name or pronoun before “'s”, or the name behind “for”, “of”.
fn owner(reading: Reading<'_>, names: &[Name], core: &Range<usize>, mut inside: Range<usize>) -> Option<Owner> {
    if reading.has(core.start, Class::Possessive) {
        return Some(Owner::Pronoun(core.start));
    }
    let narrowing = Classes::of(&[Class::Preposition, Class::Of]);
    let behind = |n: usize| (core.start..names[n].title.start).any(|i| reading.any(i, narrowing));
    let owns = inside.clone().find(|&n| reading.clitic(names[n].words.end));
    owns.or_else(|| inside.rfind(|&n| behind(n))).map(Owner::Name)
}
