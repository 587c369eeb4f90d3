//! What one token may be in a name, whatever stands around it: told once a token, so that shapes of names are read off bits.

use super::names::clitic;
use crate::grammar::{Class, Classes, Grammar, Sym};
use crate::text::{Case, Kind, Token};
use std::collections::BTreeSet;

/// A set of traits, and how many words the listed phrase has that the token begins.
#[derive(Clone, Copy, Default)]
pub(super) struct Traits(u32);

impl Traits {
    /// A word with a capital. Only such a word, or an initial, has any of the others.
    pub const CAPITAL: Self = Self(1);
    /// May be a part of a name: a capital that is no function word.
    pub const PART: Self = Self(1 << 1);
    /// “J.”
    pub const INITIAL: Self = Self(1 << 2);
    /// A given name or an initial.
    pub const GIVEN: Self = Self(1 << 3);
    /// May stand behind a given name or a title.
    pub const FAMILY: Self = Self(1 << 4);
    /// A word of the title before a name: “Mr.”, “Sen.”, “Chairman”.
    pub const TITLE: Self = Self(1 << 5);
    /// A surname that is also a time's or a nation's word.
    pub const ODD: Self = Self(1 << 6);
    /// A capital that a sentence's start or a headline may have given to a common word.
    pub const DOUBTFUL: Self = Self(1 << 7);
    /// A capital that nothing but a name explains.
    pub const UNKNOWN: Self = Self(1 << 8);
    /// The text writes the word in lower case, too.
    pub const LOWER: Self = Self(1 << 9);
    /// “Ki-moon”, “Soo-suk”
    pub const SYLLABLES: Self = Self(1 << 10);
    /// Begins a title of several words: “Prime Minister”, “Det Insp”.
    pub const TITLE_PHRASE: Self = Self(1 << 11);
    /// Begins what the lexicon lists in several words: a place, “New York”; a body, “Bank of England”.
    pub const PLACE_PHRASE: Self = Self(1 << 12);
    pub const BODY_PHRASE: Self = Self(1 << 13);
    /// Any of the phrases.
    pub const PHRASE: Self = Self::TITLE_PHRASE.with(Self::PLACE_PHRASE).with(Self::BODY_PHRASE);
    /// Above the traits stands the phrase's length.
    const LENGTH: u32 = 16;

    /// Whether the sets share a trait.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set and the trait, if it holds; without a branch, for few hold often enough to be guessed.
    const fn and(self, holds: bool, one: Self) -> Self {
        Self(self.0 | (one.0 * holds as u32))
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many tokens the phrase takes whose traits the set has.
    pub const fn phrase(self) -> usize {
        (self.0 >> Self::LENGTH) as usize
    }
}

/// What a name does not have for a part.
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

/// Words that are commonly no names.
pub(super) const COMMON: Classes = Classes::of(&[
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

/// What may stand inside a compound beside what is common.
const INSIDE: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::Plural]);

/// Words that are names, or come from some.
pub(super) const KNOWN: Classes =
    Classes::of(&[Class::Place, Class::Organisation, Class::OrganisationName, Class::Nationality]);

/// What a capital may be explained by beside a person's surname.
pub(super) const EXPLAINED: Classes = COMMON.with(KNOWN).with(Classes::of(&[Class::GivenName]));

/// A word with a capital.
pub(super) fn capital(token: &Token) -> bool {
    token.kind == Kind::Word && matches!(token.case, Case::Capital | Case::Upper | Case::Mixed)
}

/// Whether a token may have traits at all; cheaper than to tell them.
pub(super) fn promising(token: &Token) -> bool {
    token.case != Case::Lower && (capital(token) || matches!(token.span.len(), 2 | 4))
}

/// The words that a text writes in lower case, by their numbers: a table that each is put into at the place its number tells,
/// or at one of the next few. There are as many places as tokens, so that hardly any word finds none.
pub(super) struct Lower {
    /// A word's number, or 0 where there is none yet.
    places: Vec<u32>,
    mask: usize,
    /// Words that have found no place, in texts that were built for it.
    rest: BTreeSet<u32>,
}

impl Lower {
    /// How many places are tried.
    const TRIES: usize = 32;

    /// Of a text with so many tokens: no word yet.
    pub fn new(tokens: usize) -> Self {
        let size = tokens.next_power_of_two().max(Self::TRIES);
        Self { places: vec![0; size], mask: size - 1, rest: BTreeSet::new() }
    }

    /// Notes a token in lower case. Time: bounded, but for what finds no place.
    pub fn add(&mut self, token: &Token) {
        let word = token.word.0;
        for place in self.tries(word) {
            match &mut self.places[place] {
                taken if *taken == word => return,
                free if *free == 0 => {
                    *free = word;
                    return;
                }
                _ => {}
            }
        }
        self.rest.insert(word);
    }

    fn has(&self, token: &Token) -> bool {
        let word = token.word.0;
        for place in self.tries(word) {
            match self.places[place] {
                taken if taken == word => return word != 0,
                0 => return false,
                _ => {}
            }
        }
        self.rest.contains(&word)
    }

    fn tries(&self, word: u32) -> impl Iterator<Item = usize> + use<> {
        let mask = self.mask;
        (word as usize..word as usize + Self::TRIES).map(move |place| place & mask)
    }
}

/// Tells the traits of a sentence's tokens.
#[derive(Clone, Copy)]
pub(super) struct Teller<'r> {
    pub text: &'r str,
    pub grammar: &'r Grammar,
    pub lower: &'r Lower,
    /// The sentence gives most of its words a capital.
    pub headline: bool,
}

impl Teller<'_> {
    /// The traits of the first of these tokens, behind another one; a phrase is read up to their end. Time: bounded, but for
    /// a word's letters.
    pub fn traits(&self, before: Option<&Token>, tokens: &[Token]) -> Traits {
        let Some(token) = tokens.first() else { return Traits::default() };
        let (capital, initial) = (capital(token), self.initial(token));
        if !capital && !initial {
            return Traits::default();
        }
        const TITLES: Classes = Classes::of(&[Class::Title, Class::Role]);
        const ODD: Classes = Classes::of(&[Class::Time, Class::Nationality]);
        const NO_FAMILY: Classes = Classes::of(&[Class::Organisation, Class::Nationality, Class::NameSuffix]);
        let classes = token.classes;
        let lower = self.lower.has(token);
        let doubtful = self.doubtful(token, lower);
        // Only a word with a hyphen is a compound or a name of syllables.
        let letters = self.text.as_bytes().get(token.span.range()).unwrap_or_default();
        let hyphen = letters.contains(&b'-');
        let part = capital
            && (self.part(token, doubtful) || self.raised(before, token, tokens.get(1)))
            && !(hyphen && self.compound(token));
        let given = classes.has(Class::GivenName);
        // “Fitch” rates debt, and “Jordan Fitch” plays; “NATO” bears no given name.
        let acronym = token.case != Case::Capital && classes.has(Class::OrganisationName);
        let unknown = !classes.any(COMMON.with(KNOWN)) && !lower && (token.case != Case::Upper || initial);
        let all = Traits::default()
            .and(capital, Traits::CAPITAL)
            .and(part, Traits::PART)
            .and(initial, Traits::INITIAL)
            .and(capital && (given || initial), Traits::GIVEN)
            .and((part || initial) && !classes.any(NO_FAMILY) && !acronym, Traits::FAMILY)
            .and(capital && classes.any(TITLES) && !given, Traits::TITLE)
            .and(capital && !self.headline && classes.any(ODD), Traits::ODD)
            .and(doubtful, Traits::DOUBTFUL)
            .and(unknown, Traits::UNKNOWN)
            .and(lower, Traits::LOWER)
            .and(hyphen && self.syllables(token), Traits::SYLLABLES);
        if capital { all.with(self.phrase(tokens)) } else { all }
    }

    /// The longest phrase of the lexicon that the tokens begin with, if it is a title or names something.
    fn phrase(&self, tokens: &[Token]) -> Traits {
        const LONGEST: usize = 8;
        let words = tokens.iter().map_while(|t| (t.kind == Kind::Word).then_some(t.word)).take(LONGEST);
        let Some((length, phrase)) = self.grammar.phrase_at(words) else { return Traits::default() };
        const NAMING: Classes = Classes::of(&[Class::Title, Class::Place, Class::OrganisationName]);
        let (classes, taken) = (phrase.word.classes, &tokens[..length]);
        if !classes.any(NAMING) {
            return Traits::default();
        }
        let titled = classes.has(Class::Title) && taken.iter().all(|t| capital(t) || t.classes.has(Class::Of));
        let (place, body) = (classes.has(Class::Place), classes.has(Class::OrganisationName));
        let named = taken.last().is_some_and(capital);
        Traits((length as u32) << Traits::LENGTH)
            .and(titled, Traits::TITLE_PHRASE)
            .and(place && named, Traits::PLACE_PHRASE)
            .and(body && !place && named, Traits::BODY_PHRASE)
    }

    fn part(&self, token: &Token, doubtful: bool) -> bool {
        let function =
            token.classes.any(FUNCTION) || (token.classes.has(Class::Preposition) && (token.initial || self.headline));
        !(function || self.headline && doubtful || clitic(self.text, token))
    }

    /// “Gun Rights *Now*”, “the *Nine* Lanterns”, “minister *Do* Sang-mi”: a small word beside a name's other words that has
    /// its capital from nothing else. Days and months always have one.
    fn raised(&self, before: Option<&Token>, token: &Token, next: Option<&Token>) -> bool {
        const SMALL: Classes = Classes::of(&[Class::Time, Class::NumberWord]);
        const ELSE: Classes = Classes::of(&[Class::Modal, Class::Determiner, Class::Conjunction]);
        if token.initial || self.headline || !token.classes.any(FUNCTION) {
            return false;
        }
        // “The US”, “the WHO”: an article tells capitals from a pronoun that is shouted.
        if token.case == Case::Upper {
            let shouted = next.is_some_and(|t| t.kind == Kind::Word && t.case == Case::Upper && t.span.len() > 1);
            return token.span.len() > 1 && !shouted && before.is_some_and(|t| t.classes.has(Class::Definite));
        }
        if token.case != Case::Capital {
            return false;
        }
        let name = |t: &Token| capital(t) && !t.initial && !t.classes.any(FUNCTION) && !clitic(self.text, t);
        let (behind, ahead) = (before.is_some_and(name), next.is_some_and(name));
        let small = token.classes.any(SMALL) && token.classes.has(Class::Common) && !token.classes.any(ELSE);
        let inside = before.is_some_and(|t| t.kind == Kind::Word);
        inside && (small && (behind || ahead) || next.is_some_and(|t| t.kind == Kind::Word && self.syllables(t)))
    }

    /// “Mum-of-three”, “Ex-soldier”, “Paris-based”: words that have their capital from a sentence's start or from the name
    /// inside, where “Ki-moon” is a name.
    fn compound(&self, token: &Token) -> bool {
        let text = token.span.of(self.text);
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

    fn doubtful(&self, token: &Token, lower: bool) -> bool {
        // “Airlines raised their fares”
        let bodies = token.classes.has(Class::Organisation) && token.classes.has(Class::Plural);
        (token.initial || self.headline)
            && token.case != Case::Mixed
            && !token.classes.has(Class::OrganisationName)
            && (token.classes.any(COMMON) || lower || bodies)
    }

    /// “J.”
    pub fn initial(&self, token: &Token) -> bool {
        let dotted =
            matches!(token.span.len(), 2 | 4) && token.case != Case::Lower && token.span.of(self.text).ends_with('.');
        dotted
            && !token.classes.any(KNOWN)
            && (token.span.len() == 2 || token.case == Case::Upper && token.classes.is_empty())
    }

    fn syllables(&self, token: &Token) -> bool {
        let part = |s: &str| (1..=6).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic());
        let halves = token.span.of(self.text).split_once('-');
        token.case == Case::Capital
            && halves.is_some_and(|(a, b)| part(a) && part(b) && b.bytes().all(|b| b.is_ascii_lowercase()))
    }
}
