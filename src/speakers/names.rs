//! Names in the text: “Sen. Ted Cruz”, “the University of Ohio”, “KCNA”: one nom parser a shape, tried at every capital.

use super::people::People;
use crate::grammar::{Class, Classes, Grammar, Sym};
use crate::text::{Case, Fit, Kind, Text, Token, Tokens, token};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, peek, value, verify};
use nom::multi::many_m_n;
use nom::sequence::terminated;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a name looks like, by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A title, given name or initial says that it is a person's: “Mr. Lim”, “Ana Lim”.
    Person,
    /// Two or three capitals that no lexicon knows, so most likely a person's: “Htay Oo”.
    Words,
    /// One capital that no lexicon knows: “Obama”, “Gallup”.
    Single,
    /// A word that is commonly no name, at a place where it has its capital anyway. It counts only where the text has a
    /// fuller name that it shortens: “Green said”.
    Weak,
    /// An organisation's by one of its words: “the Labor Department”.
    Organisation,
    /// “NATO”, “F.B.I.”
    Acronym,
    /// “Tokyo”, which may stand for a government.
    Place,
    /// Other capitals: “White House”, “Affordable Care Act”.
    Phrase,
}

/// A name where it stands, without titles and article.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The name's tokens in the raw text.
    pub words: Range<usize>,
    /// The titles directly before it: “Secretary of State”, “Mr.”; empty where there is none.
    pub title: Range<usize>,
    /// What it looks like.
    pub shape: Shape,
    /// It stands in a sentence that gives most of its words a capital, so that its end is uncertain.
    pub headline: bool,
}

pub(super) const FUNCTION: Classes = Classes::of(&[
    Class::Determiner,
    Class::Quantifier,
    Class::Conjunction,
    Class::Subordinator,
    Class::Complementizer,
    Class::Interrogative,
    Class::Relative,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Possessive,
    Class::Reflexive,
    Class::IndefinitePronoun,
    Class::Be,
    Class::Have,
    Class::Do,
    Class::Modal,
    Class::Negation,
    Class::To,
    Class::Time,
    Class::NumberWord,
]);

const COMMON: Classes = Classes::of(&[
    Class::Common,
    Class::Role,
    Class::Kin,
    Class::PersonNoun,
    Class::GroupNoun,
    Class::Document,
    Class::Setting,
    Class::CueVerb,
    Class::CueNoun,
    Class::CueAdverb,
    Class::Modifier,
    Class::Verb,
    Class::Title,
]);

/// What a name of common words goes on with: “Rivers *Without* Borders”.
const INNER: Classes = COMMON.with(Classes::of(&[Class::Preposition]));

/// Words that say what somebody is, not who.
const PLAIN: Classes = Classes::of(&[Class::Masculine, Class::Feminine]);

/// Words that a capital may make a person's title, but no name by themselves.
const OFFICE: Classes =
    Classes::of(&[Class::Title, Class::Role, Class::Kin, Class::PersonNoun, Class::GroupNoun, Class::Document]);

const ORGANISATION: Classes = Classes::of(&[Class::Organisation, Class::OrganisationName]);

/// What may stand inside a compound beside what is common.
const INSIDE: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::Plural]);

const KNOWN: Classes = Classes::of(&[Class::Place, Class::Organisation, Class::OrganisationName, Class::Nationality]);

/// How many tokens a name may go on behind a sentence's end.
const REACH: usize = 6;

type Read<'t, O> = Fit<Tokens<'t>, O>;

/// Finds the names of a text in reading order; they do not overlap. `people` are names known beforehand. A `title` is
/// read as a headline throughout.
pub(super) fn find(text: &str, raw: &Text, grammar: &Grammar, people: Option<&People>, title: bool) -> Vec<Name> {
    let lower = Lower::of(&raw.tokens);
    let mut names = Vec::new();
    // A text's first paragraph is most often its title, even where its words are in lower case.
    let opening = raw.paragraphs.first().filter(|p| p.len() == 1 && raw.paragraphs.len() > 2).map_or(0, |p| p.end);
    let mut at = 0;
    for (index, sentence) in raw.sentences.iter().enumerate() {
        let Some(tokens) = raw.tokens.get(sentence.clone()) else {
            continue;
        };
        let headline = title || headline(tokens) || (index < opening && tokens.len() < 25);
        let reader = Reader { text, grammar, people, lower: &lower, headline };
        // A name goes on over its initial, even where the sentence seems to end there: “Robert C. “Bobby” Hale”.
        let open = tokens.last().is_some_and(|t| reader.initial(t));
        let end = if open { (sentence.end + REACH).min(raw.tokens.len()) } else { sentence.end };
        at = at.max(sentence.start);
        while at < sentence.end {
            let token = &raw.tokens[at];
            // “$KTR”: a share, not a body.
            if at > 0 && token.glued && raw.tokens[at - 1].span.of(text) == "$" {
                at += 1;
                continue;
            }
            let aside = at > 0 && matches!(raw.tokens[at - 1].kind, Kind::Comma | Kind::Open) && party(text, token);
            let titled = capital(token)
                && at > sentence.start + 1
                && reader.title_word(&raw.tokens[at - 1])
                && raw.tokens[at - 2].kind == Kind::Word;
            let tail = Tokens(&raw.tokens[at..end]);
            let found = if at > sentence.start && reader.nicknamed(&raw.tokens[at - 1], tail) {
                Some((Tokens(&tail.0[2..]), Found { title: 0, shape: Some(Shape::Person) }))
            } else if titled {
                reader.name(tail).ok().map(|(rest, found)| match found.shape {
                    // “The Advocate”: an article with a capital belongs to a paper's name.
                    Some(Shape::Weak | Shape::Single) => (rest, Found { shape: Some(Shape::Organisation), ..found }),
                    _ => (rest, found),
                })
            } else if capital(token) && !aside {
                reader.name(tail).ok()
            } else {
                None
            };
            let Some((rest, found)) = found else {
                at += 1;
                continue;
            };
            let behind = (end - rest.0.len()).max(at + 1);
            if let Some(mut shape) = found.shape {
                let core = at + found.title;
                // “manager Hub Connors”: behind what somebody is stands a name, whatever its words mean elsewhere.
                let called = at.checked_sub(1).and_then(|before| raw.tokens.get(before)).is_some_and(person);
                let surname = raw.tokens.get(behind - 1).is_some_and(|t| reader.unknown(t));
                if called && surname && behind > at + 1 && matches!(shape, Shape::Phrase | Shape::Words) {
                    shape = Shape::Person;
                }
                names.push(Name { words: core..behind, title: at..core, shape, headline });
            }
            at = behind;
        }
    }
    complete(raw, &mut names);
    names
}

/// Gives a name the word before it that a sentence's start made doubtful, where another one of the text has both:
/// “*Great* Plains said so”, after “flights of Great Plains Air”.
fn complete(raw: &Text, names: &mut Vec<Name>) {
    let word = |i: usize| raw.tokens.get(i).map(|t| t.word);
    let pairs = |name: &Name| name.words.clone().map(word).zip(name.words.clone().skip(1).map(word)).next();
    let known: BTreeMap<_, Shape> =
        names.iter().filter(|n| n.words.len() > 1).filter_map(|n| Some((pairs(n)?, n.shape))).collect();
    for n in 0..names.len() {
        let start = names[n].words.start;
        let Some(before) = start.checked_sub(1).filter(|_| names[n].title.is_empty()) else { continue };
        let initial = raw.tokens.get(before).is_some_and(|t| t.initial && capital(t));
        if let Some(&shape) = known.get(&(word(before), word(start))).filter(|_| initial) {
            names[n] = Name { words: before..names[n].words.end, title: before..before, shape, ..names[n].clone() };
            if let Some(weak) = n.checked_sub(1).filter(|&weak| names[weak].words.contains(&before)) {
                names[weak].shape = Shape::Weak;
                names[weak].words.end = names[weak].words.start;
            }
        }
    }
    names.retain(|name| !name.words.is_empty());
}

/// A word with a capital.
pub(super) fn capital(token: &Token) -> bool {
    token.kind == Kind::Word && matches!(token.case, Case::Capital | Case::Upper | Case::Mixed)
}

/// The second part of a contraction or a possessive ending: “'s”.
pub(super) fn clitic(text: &str, token: &Token) -> bool {
    token.kind == Kind::Word && token.glued && token.span.of(text).starts_with(['\'', '’'])
}

/// A word in lower case for what a person is: “manager”, “goalkeeper”.
fn person(token: &Token) -> bool {
    const PERSON: Classes = Classes::of(&[Class::Role]);
    token.kind == Kind::Word
        && token.case == Case::Lower
        && token.classes.any(PERSON)
        && !token.classes.any(Classes::of(&[Class::Plural, Class::Verb, Class::CueVerb]))
}

/// What stands behind a name and is no part of it: “KC”, “MP”.
pub(super) fn honour(token: &Token) -> bool {
    token.classes.has(Class::NameSuffix) && token.classes.any(Classes::of(&[Class::Role, Class::PersonNoun]))
}

/// “R-Tenn.”, “D-Ohio”: a politician's party and state.
pub(super) fn party(text: &str, token: &Token) -> bool {
    let bytes = token.span.of(text).as_bytes();
    matches!(bytes, [first, b'-', third, _, ..] if first.is_ascii_uppercase() && third.is_ascii_uppercase())
}

/// Whether a sentence gives its common words a capital too, as in “Mayor Slams Plan to Close Harbor”.
fn headline(tokens: &[Token]) -> bool {
    // A verb in lower case belongs to running text that happens to be full of names.
    const VERBS: Classes = Classes::of(&[Class::Verb, Class::CueVerb, Class::Be, Class::Have]);
    if tokens.iter().any(|t| t.case == Case::Lower && t.span.len() > 2 && t.classes.any(VERBS)) {
        return false;
    }
    let common = |t: &&Token| t.kind == Kind::Word && t.span.len() > 3 && !t.initial && t.classes.any(COMMON);
    let (all, high) =
        tokens.iter().filter(common).fold((0, 0), |(all, high), t| (all + 1, high + usize::from(capital(t))));
    all >= 3 && high * 10 >= all * 7
}

/// The words that the text writes in lower case, as a bitmap of hashes: one look-up may err, none is slow.
struct Lower {
    bits: Vec<u64>,
    mask: usize,
}

impl Lower {
    fn of(tokens: &[Token]) -> Self {
        let size = (tokens.len() / 4).next_power_of_two().clamp(16, 1 << 16);
        let mut lower = Self { bits: vec![0; size], mask: size * 64 - 1 };
        for token in tokens.iter().filter(|t| t.case == Case::Lower) {
            let (slot, bit) = lower.place(token);
            lower.bits[slot] |= bit;
        }
        lower
    }

    fn place(&self, token: &Token) -> (usize, u64) {
        let hash = token.word.0 as usize & self.mask;
        (hash / 64, 1 << (hash % 64))
    }

    fn has(&self, token: &Token) -> bool {
        let (slot, bit) = self.place(token);
        self.bits[slot] & bit != 0
    }
}

/// What a parser found: how many of its tokens are titles, and the shape; without a shape it is to be passed over.
#[derive(Clone, Copy)]
struct Found {
    title: usize,
    shape: Option<Shape>,
}

#[derive(Clone, Copy)]
struct Reader<'r> {
    text: &'r str,
    grammar: &'r Grammar,
    people: Option<&'r People>,
    lower: &'r Lower,
    headline: bool,
}

impl Reader<'_> {
    /// A name of any shape.
    fn name<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        alt((
            |i| self.known(i),
            |i| self.listed(i),
            |i| self.titled(i),
            |i| self.paired(i),
            |i| self.people(i),
            |i| self.organisation(i),
            |i| self.given(i).map(|(rest, ())| (rest, Found { title: 0, shape: Some(Shape::Person) })),
            |i| self.words(i),
        ))
        .parse(input)
    }

    /// One of the people known beforehand.
    fn known<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        let len = self.people.and_then(|people| people.at(input.0)).ok_or(nom::Err::Error(()))?;
        let taken = input.0.get(..len).unwrap_or_default();
        // “Will” and “Mark” begin sentences, too.
        if !taken.last().is_some_and(capital) || len == 1 && taken.iter().any(|t| self.doubtful(t)) {
            return Err(nom::Err::Error(()));
        }
        Ok((Tokens(&input.0[len..]), Found { title: 0, shape: Some(Shape::Person) }))
    }

    /// What the lexicon lists in several words: “New York”, “White House”, “Bank of England”.
    fn listed<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        let (len, classes) = self.phrase(input).ok_or(nom::Err::Error(()))?;
        let shape = if classes.has(Class::Place) {
            Shape::Place
        } else if classes.has(Class::OrganisationName) {
            Shape::Organisation
        } else {
            return Err(nom::Err::Error(()));
        };
        let last = input.0.get(len.saturating_sub(1)).filter(|t| capital(t));
        // “New York Times”, “New York State Department”: more of the name follows.
        let body = |at: usize| {
            input
                .0
                .get(at)
                .is_some_and(|t| self.part(t) && t.classes.any(ORGANISATION.with(Classes::of(&[Class::Document]))))
        };
        let inner = |t: &Token| self.part(t) && t.classes.any(INNER) && !t.classes.any(OFFICE);
        let more = body(len) || input.0.get(len).is_some_and(inner) && body(len + 1);
        if last.is_none() || more && shape == Shape::Place {
            return Err(nom::Err::Error(()));
        }
        Ok((Tokens(&input.0[len..]), Found { title: 0, shape: Some(shape) }))
    }

    /// “Secretary of State Jane M. Kerr”, “Mr. Kerr”, “Lt. Gen. Kerr”
    fn titled<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        // “Minister of Youth and Sports Ana Lim”
        let field = |i| many_m_n(1, 3, |i| self.plain(i)).parse(i);
        let and = opt((Class::Conjunction, field));
        let office = (Class::Of, opt(Class::Determiner), field, and, peek(|i| self.given(i)));
        let title = |i| alt((|i| self.title_phrase(i), value((), token(|t| self.title(t))))).parse(i);
        // “Chief Commercial Officer”: what stands between titles belongs to them.
        let between = |i| (not(title), |i| self.plain(i)).parse(i);
        let further = |i| (many_m_n(1, 2, between), many_m_n(1, 2, title)).parse(i);
        let (titles, _) = many_m_n(1, 4, title).parse(input)?;
        let (core, _) = (opt(further), opt(office)).parse(titles)?;
        let named = |core| {
            alt((|i| self.given(i), |i| self.surname(i), |i| self.day(i))).parse(core).map(|found| (core, found))
        };
        // “Minority Leader Ottla Barr”: what looks like a further title may be the surname.
        let nobody = core.0.len() < titles.0.len() && titles.0.first().is_some_and(|t| self.unknown(t));
        let found = named(core).or_else(|error| if nobody { named(titles) } else { Err(error) });
        // “Ms. Bishop”, “Mr. King”: behind an honorific the title is the name.
        let (core, (rest, ())) = match found {
            Ok(found) => found,
            Err(error) => {
                let (core, _) = token(|t| self.honorific(t)).parse(input).map_err(|_: nom::Err<()>| error)?;
                (core, self.surname(core)?)
            }
        };
        Ok((rest, Found { title: input.0.len() - core.0.len(), shape: Some(Shape::Person) }))
    }

    /// “Prime Minister”, “Det Insp”: a title of several words.
    fn title_phrase<'t>(&self, input: Tokens<'t>) -> Read<'t, ()> {
        let _ = token(capital).parse(input)?;
        let (len, classes) = self.phrase(input).ok_or(nom::Err::Error(()))?;
        let title = classes.has(Class::Title) && input.0[..len].iter().all(|t| capital(t) || t.classes.has(Class::Of));
        if title { Ok((Tokens(&input.0[len..]), ())) } else { Err(nom::Err::Error(())) }
    }

    /// The longest phrase of the lexicon that the tokens begin with: how many they are, and its classes.
    fn phrase(&self, input: Tokens<'_>) -> Option<(usize, Classes)> {
        let words = input.0.iter().map_while(|t| (t.kind == Kind::Word).then_some(t.word)).take(8);
        self.grammar.phrase_at(words).map(|(len, phrase)| (len, phrase.word.classes))
    }

    /// A name word before which no person's name begins.
    fn plain<'t>(&self, input: Tokens<'t>) -> Read<'t, &'t Token> {
        let (_, ()) = not(|i| self.given(i)).parse(input)?;
        token(|t| self.part(t)).parse(input)
    }

    /// A name word before which neither a person's name nor a title with a name begins.
    fn further<'t>(&self, input: Tokens<'t>) -> Read<'t, &'t Token> {
        let (_, ()) = not(|i| self.titled(i)).parse(input)?;
        // “Rivers *Without* Borders”
        let small = |t: &Token| capital(t) && !t.initial && !self.headline && t.classes.has(Class::Preposition);
        alt((|i| self.plain(i), terminated(token(small), peek(|i| self.plain(i))))).parse(input)
    }

    /// “Ana Lim”, “J. Ana de la Lim Jr.”, “Donald Jr.”
    fn given<'t>(&self, input: Tokens<'t>) -> Read<'t, ()> {
        let (rest, first) = token(|t| self.given_name(t)).parse(input)?;
        // At a sentence's start “Will” and “Mark” are given names only before a word that is no common one.
        let doubtful = self.doubtful(first);
        let family = |i| verify(token(|t| self.family(t)), |t: &Token| !(doubtful && t.classes.any(COMMON))).parse(i);
        let surname = |i| {
            let untitled = (not(|i| self.titled(i)), many_m_n(0, 2, Class::NameParticle), family);
            let nickname = (Kind::Mark, token(capital), Kind::Mark, peek(token(|t| self.family(t))));
            // “Lilian Achieng' Odera”
            let mark =
                (token(|t| clitic(self.text, t) && !t.span.of(self.text).ends_with(char::is_alphabetic)), family);
            let marked = (family, mark);
            alt((value((), token(|t| self.initial(t))), value((), nickname), value((), marked), value((), untitled)))
                .parse(i)
        };
        let whole = value((), (many_m_n(1, 4, surname), opt(|i| self.suffix(i))));
        // Directly behind a given name or initials even “May”, “Summers” and “French” are surnames.
        let odd = (many_m_n(0, 2, token(|t| self.initial(t))), token(|t| self.odd(t)), opt(|i| self.suffix(i)));
        alt((value((), odd), whole, value((), |i| self.suffix(i)))).parse(rest)
    }

    /// After a title: “Lim”, “van der Lim”, “Lim Soo-suk III”
    fn surname<'t>(&self, input: Tokens<'t>) -> Read<'t, ()> {
        let part = |i| (many_m_n(0, 2, Class::NameParticle), token(|t| self.family(t))).parse(i);
        value((), (many_m_n(1, 3, part), opt(|i| self.suffix(i)))).parse(input)
    }

    /// After a title: “Monday Etim”, a given name that is also a time's or a nation's word.
    fn day<'t>(&self, input: Tokens<'t>) -> Read<'t, ()> {
        value((), (token(|t| self.odd(t)), token(|t| self.family(t) && self.unknown(t)))).parse(input)
    }

    /// “Jr.”, “, Jr.”
    fn suffix<'t>(&self, input: Tokens<'t>) -> Read<'t, &'t Token> {
        let (input, _) = opt(token(|t| t.kind == Kind::Comma)).parse(input)?;
        token(|t| t.classes.has(Class::NameSuffix) && capital(t)).parse(input)
    }

    /// “Labor Department”, “University of Ohio”, “Center for Health and Safety”, “Pentagon”
    fn organisation<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        let symbol = |t: &Token| t.kind == Kind::Symbol && t.span.len() == 1;
        let word = |i| alt((token(symbol), |i| self.members(i), |i| self.owned(i), |i| self.further(i))).parse(i);
        let of = |t: &Token| t.classes.has(Class::Of) || t.classes.has(Class::Preposition);
        let (rest, first) = alt((|i| self.owned(i), token(|t| self.part(t)))).parse(input)?;
        let (rest, more) = many_m_n(0, 5, word).parse(rest)?;
        if more.last().is_some_and(|t| t.kind == Kind::Symbol) {
            return Err(nom::Err::Error(()));
        }
        let last = more.last().copied().unwrap_or(first);
        // “Jordan Fitch” is no part of Fitch.
        let person = self.given_name(first) && !first.initial && more.len() == 1;
        if person
            && last.case == Case::Capital
            && !last.classes.any(Classes::of(&[Class::Organisation, Class::Document]))
        {
            return Err(nom::Err::Error(()));
        }
        let known = |t: &Token| t.classes.any(ORGANISATION);
        let paper = |t: &Token| t.classes.has(Class::Document) && !self.doubtful(t);
        let and = many_m_n(0, 2, (Class::Conjunction, |i| self.further(i)));
        // “The Crown Office in Edinburgh” says where it is, “the Council on Foreign Relations” what for.
        let place = |t: &Token| t.classes.has(Class::Place) || !t.classes.any(COMMON);
        let tail = (
            not((Class::SettingPreposition, opt(Class::Determiner), token(place))),
            token(of),
            opt(Class::Determiner),
            many_m_n(1, 4, |i| self.further(i)),
            and,
            // “Council for the Exploration of the Sea”, but not “of Ohio”.
            opt((Class::Of, Class::Determiner, token(|t| self.part(t) && !t.classes.any(KNOWN.with(OFFICE))))),
        );
        let heads =
            known(last) || (!more.is_empty() && paper(last)) || (last.classes.any(COMMON) && !self.doubtful(last));
        let (rest, tail) = if heads { opt(tail).parse(rest)? } else { (rest, None) };
        let alone = more.is_empty() && tail.is_none();
        let fits = if alone {
            // “Australian miner Kestrova”: a nation's word, where the paper of that name is none.
            const BEHIND: Classes = Classes::of(&[Class::CueVerb, Class::Have, Class::Be, Class::Modal]);
            let nation = first.classes.has(Class::Nationality)
                && rest.0.first().is_some_and(|t| t.kind == Kind::Word && !t.classes.any(BEHIND));
            known(first) && !self.doubtful(first) && !nation
        } else {
            known(first) && !first.classes.has(Class::Nationality) || more.iter().any(|t| known(t)) || paper(last)
        };
        let symbol = more.iter().any(|t| t.kind == Kind::Symbol);
        if fits || symbol {
            Ok((rest, Found { title: 0, shape: Some(Shape::Organisation) }))
        } else {
            Err(nom::Err::Error(()))
        }
    }

    /// “Sons of the Pass”, “Doctors Without Borders”: many people with a capital inside a sentence, and what they are for.
    fn people<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        const MANY: Classes = Classes::of(&[Class::PersonNoun, Class::Kin, Class::Role]);
        let many = |t: &Token| {
            self.part(t) && !t.initial && !self.headline && t.classes.has(Class::Plural) && t.classes.any(MANY)
        };
        let of = |t: &Token| t.case == Case::Lower && t.classes.any(Classes::of(&[Class::Of, Class::Preposition]));
        let (rest, _) = (token(many), token(of), opt(Class::Determiner)).parse(input)?;
        let (rest, _) = many_m_n(1, 3, |i| self.further(i)).parse(rest)?;
        Ok((rest, Found { title: 0, shape: Some(Shape::Organisation) }))
    }

    /// “Customs and Border Protection”, “U.S. Parks and Waters Commission”: common words joined before the noun for a body.
    fn paired<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        const NEVER: Classes = OFFICE.with(KNOWN).with(Classes::of(&[Class::GivenName]));
        let nation = |t: &Token| self.part(t) && t.classes.any(KNOWN);
        let word = |t: &Token| {
            t.classes.any(INNER) || self.lower.has(t) || self.grammar.ending(t.span.of(self.text)).is_some()
        };
        let common = |t: &Token| self.part(t) && word(t) && !t.classes.any(NEVER);
        let (rest, _) = opt(token(nation)).parse(input)?;
        let (rest, _) = many_m_n(1, 2, token(common)).parse(rest)?;
        let second = (token(common), many_m_n(1, 3, |i| self.further(i)));
        let (rest, (_, (_, more))) = (Class::Conjunction, second).parse(rest)?;
        match more.last() {
            Some(last) if last.classes.has(Class::Organisation) => {
                Ok((rest, Found { title: 0, shape: Some(Shape::Organisation) }))
            }
            _ => Err(nom::Err::Error(())),
        }
    }

    /// “Growers' *Alliance*”, “Women's *Institute*”: the noun behind the possessive of those whom it is for.
    fn members<'t>(&self, input: Tokens<'t>) -> Read<'t, &'t Token> {
        let (rest, ending) = token(|t| clitic(self.text, t)).parse(input)?;
        let (rest, noun) = self.further(rest)?;
        let plural = ending.span.len() < 4 && ending.span.of(self.text).chars().count() == 1;
        if plural && noun.classes.has(Class::Organisation) { Ok((rest, noun)) } else { Err(nom::Err::Error(())) }
    }

    /// “Sheriff's *Office*”, “Women's *Hospital*”: the noun behind the possessive of an office or of a kind of people.
    fn owned<'t>(&self, input: Tokens<'t>) -> Read<'t, &'t Token> {
        const OWNERS: Classes = OFFICE.with(Classes::of(&[Class::Plural]));
        let owner = |t: &Token| self.part(t) && t.classes.any(OWNERS) && !self.doubtful(t);
        let noun = |t: &Token| self.part(t) && t.classes.has(Class::Organisation);
        let (rest, (_, _, noun)) = (token(owner), token(|t| clitic(self.text, t)), token(noun)).parse(input)?;
        Ok((rest, noun))
    }

    /// Other capitals: “Htay Oo”, “Obama”, “NATO”, “White House”; a nationality by itself is passed over.
    fn words<'t>(&self, input: Tokens<'t>) -> Read<'t, Found> {
        let (mut rest, first) = token(|t| self.part(t) || t.classes.has(Class::Nationality)).parse(input)?;
        // “Ban Ki-moon”: a hyphen between syllables is no word of English, so the common word before it is a name.
        let syllables = rest.0.first().is_some_and(|t| self.syllables(t));
        // “Islamic State”: a nation's word before a common word that has its capital here.
        let state = rest
            .0
            .first()
            .is_some_and(|t| self.part(t) && t.classes.any(INNER) && !t.classes.any(OFFICE) && !self.doubtful(t));
        // “Great Plains said”: so does a common word at a sentence's start before another that has its capital here.
        let begins = self.doubtful(first) && !self.headline && first.classes.any(COMMON) && !first.classes.any(OFFICE);
        if state && (first.classes.has(Class::Nationality) || begins) {
            let (rest, _) = many_m_n(1, 3, |i| self.further(i)).parse(rest)?;
            return Ok((rest, Found { title: 0, shape: Some(Shape::Phrase) }));
        }
        if !syllables && (first.classes.has(Class::Nationality) || (self.doubtful(first) && !self.given_name(first))) {
            // “Republican Ana Lim”, “Former Lim aide”: the name begins behind. By itself it may still be somebody's name.
            let shape = (!first.classes.has(Class::Nationality)).then_some(Shape::Weak);
            return Ok((rest, Found { title: 0, shape }));
        }
        // “Crofter Donnie Gillespie”, “ASP Donnie Gillespie”: a noun or rank that no list has, before a full name.
        let noun = first.initial && self.unknown(first) && self.grammar.ending(first.span.of(self.text)).is_some();
        let letters = first.case == Case::Upper && first.span.len() < 5 && !first.classes.any(KNOWN);
        if noun || letters && rest.0.first().is_some_and(|t| t.case == Case::Capital) {
            let full = self.given(rest).is_ok_and(|(behind, ())| rest.0.len() > behind.0.len() + 1);
            if full && !self.given_name(first) {
                return Ok((rest, Found { title: 0, shape: None }));
            }
        }
        let mut words = vec![first];
        while words.len() < 5 {
            let Ok((next, _)) = many_m_n(0, 2, Class::NameParticle).parse(rest) else {
                break;
            };
            // “Aung San Suu Kyi”: what begins like a name goes on like one, even over words that are given names.
            let like =
                |i| (not(|i| self.titled(i)), token(|t| self.unknown(t) && self.part(t))).map(|(_, t)| t).parse(i);
            let all = words.iter().all(|t| self.unknown(t));
            let Ok((next, word)) = (if all { like(next).or_else(|_| self.further(next)) } else { self.further(next) })
            else {
                break;
            };
            words.push(word);
            rest = next;
        }
        // “Q.” asks and “UNIDENTIFIED MALE” speaks in transcripts, and neither is a name.
        let shouted = |t: &&Token| {
            let plain = t.classes.any(COMMON.with(PLAIN)) && !self.given_name(t);
            t.case == Case::Upper && t.span.len() > 1 && plain
        };
        let small = |t: &Token| t.classes.has(Class::Preposition) && !self.given_name(t);
        if words.iter().all(shouted)
            || matches!(words.as_slice(), [only] if small(only))
            || matches!(words.as_slice(), [only] if self.initial(only) || only.span.len() == 1)
        {
            return Ok((rest, Found { title: 0, shape: None }));
        }
        // “Public Relations Officer” is what somebody is.
        let office = |t: &Token| t.classes.any(Classes::of(&[Class::Role, Class::Title])) && !self.given_name(t);
        if words.len() > 1 && words.iter().all(|t| t.classes.any(COMMON)) && words.last().is_some_and(|t| office(t)) {
            return Ok((rest, Found { title: 0, shape: None }));
        }
        let shape = match words.as_slice() {
            [only] if only.classes.has(Class::OrganisationName) => Shape::Organisation,
            [only] if only.classes.has(Class::Place) => Shape::Place,
            [only] if only.case == Case::Upper && (2..8).contains(&only.span.len()) => Shape::Acronym,
            [only] if only.classes.any(OFFICE) && !self.given_name(only) => Shape::Weak,
            [_] => Shape::Single,
            [_, second] if syllables && self.syllables(second) => Shape::Person,
            // “Sherrod Brown”: behind an unknown word a common one is a surname.
            [first, second]
                if self.unknown(first) && !second.classes.any(OFFICE.with(KNOWN)) && !self.lower.has(second) =>
            {
                Shape::Words
            }
            many if many.len() <= 4 && many.iter().all(|t| self.unknown(t)) => Shape::Words,
            _ => Shape::Phrase,
        };
        Ok((rest, Found { title: 0, shape: Some(shape) }))
    }

    /// May be a part of a name: a capital that is no function word.
    fn part(&self, token: &Token) -> bool {
        let function =
            token.classes.any(FUNCTION) || (token.classes.has(Class::Preposition) && (token.initial || self.headline));
        let common = self.headline && self.doubtful(token);
        capital(token) && !function && !common && !clitic(self.text, token) && !self.compound(token)
    }

    /// “Mum-of-three”, “Ex-soldier”, “Paris-based”: words that have their capital from a sentence's start or from the name
    /// inside, where “Ki-moon” is a name.
    fn compound(&self, token: &Token) -> bool {
        let text = token.span.of(self.text);
        if !text.contains('-') {
            return false;
        }
        let classes = |part: &str| self.grammar.word(Sym::of(&part.to_lowercase())).classes;
        // “ex-CEO”, “pro-Kurdish”, where “al-Shabaab” is a name.
        const BEARERS: Classes = KNOWN.with(Classes::of(&[Class::Title, Class::Role]));
        let prefixed = |(prefix, rest): (&str, &str)| {
            prefix.starts_with(char::is_lowercase)
                && !classes(prefix).has(Class::NameParticle)
                && classes(rest).any(BEARERS)
        };
        if text.split_once('-').is_some_and(prefixed) {
            return true;
        }
        let mut parts = text.split('-');
        let first = parts.next().unwrap_or_default();
        let common =
            |part: &str| part.starts_with(char::is_lowercase) && classes(part).any(COMMON.with(FUNCTION).with(INSIDE));
        let (count, all) = parts.fold((0, true), |(count, all), part| (count + 1, all && common(part)));
        all && (token.initial || self.headline || count > 1 || classes(first).has(Class::Place))
    }

    /// A capital that a sentence's start or a headline may have given to a common word.
    fn doubtful(&self, token: &Token) -> bool {
        // “Airlines raised their fares”
        let bodies = token.classes.has(Class::Organisation) && token.classes.has(Class::Plural);
        (token.initial || self.headline)
            && token.case != Case::Mixed
            && !token.classes.has(Class::OrganisationName)
            && (token.classes.any(COMMON) || self.lower.has(token) || bodies)
    }

    /// “The” with a capital inside a sentence.
    fn title_word(&self, token: &Token) -> bool {
        capital(token) && !token.initial && !self.headline && token.classes.has(Class::Definite)
    }

    /// A word of the title before a name: “Mr.”, “Sen.”, “Chairman”.
    fn title(&self, token: &Token) -> bool {
        const TITLES: Classes = Classes::of(&[Class::Title, Class::Role]);
        capital(token) && token.classes.any(TITLES) && !token.classes.has(Class::GivenName)
    }

    /// “Mr.”, “Ms.”: says whether it is a man or a woman and nothing else.
    fn honorific(&self, token: &Token) -> bool {
        const GENDER: Classes = Classes::of(&[Class::Masculine, Class::Feminine]);
        token.classes.has(Class::Title)
            && token.classes.any(GENDER)
            && !token.classes.has(Class::Role)
            && capital(token)
    }

    /// A given name or an initial.
    fn given_name(&self, token: &Token) -> bool {
        capital(token) && (token.classes.has(Class::GivenName) || self.initial(token))
    }

    /// “J.”
    fn initial(&self, token: &Token) -> bool {
        let dotted =
            matches!(token.span.len(), 2 | 4) && token.case != Case::Lower && token.span.of(self.text).ends_with('.');
        dotted
            && !token.classes.any(KNOWN)
            && (token.span.len() == 2 || token.case == Case::Upper && token.classes.is_empty())
    }

    /// May stand behind a given name or a title.
    fn family(&self, token: &Token) -> bool {
        const NEVER: Classes = Classes::of(&[Class::Organisation, Class::Nationality, Class::NameSuffix]);
        // “Fitch” rates debt, and “Jordan Fitch” plays; “NATO” bears no given name.
        let acronym = token.case != Case::Capital && token.classes.has(Class::OrganisationName);
        (self.part(token) || self.initial(token)) && !token.classes.any(NEVER) && !acronym
    }

    /// “Ki-moon”, “Soo-suk”
    fn syllables(&self, token: &Token) -> bool {
        let part = |s: &str| (1..=6).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic());
        let halves = token.span.of(self.text).split_once('-');
        token.case == Case::Capital
            && halves.is_some_and(|(a, b)| part(a) && part(b) && b.bytes().all(|b| b.is_ascii_lowercase()))
    }

    /// “, Dutch Verhoeven,”, “said German Ortega,”: a nation's word before an unknown one is a name where both stand as one.
    fn nicknamed(&self, before: &Token, input: Tokens<'_>) -> bool {
        let comma = |t: &Token| t.kind == Kind::Comma;
        matches!(input.0, [first, second, behind, ..] if comma(behind)
            && (comma(before) || before.classes.has(Class::CueVerb))
            && first.classes.has(Class::Nationality) && capital(first) && !first.classes.has(Class::Plural)
            && self.unknown(second) && self.part(second))
    }

    /// A surname that is also a time's or a nation's word.
    fn odd(&self, token: &Token) -> bool {
        capital(token) && !self.headline && token.classes.any(Classes::of(&[Class::Time, Class::Nationality]))
    }

    /// A capital that nothing but a name explains.
    fn unknown(&self, token: &Token) -> bool {
        !token.classes.any(COMMON.with(KNOWN))
            && !self.lower.has(token)
            && (token.case != Case::Upper || self.initial(token))
    }
}
