//! Noun phrases: *the Senate panel*, *Kim's translator*, *a group of reporters*, *him*.

use crate::attribution::Mention;
use crate::attribution::reading::{FUNCTION, NO_NOUNS, PRONOUNS, is_noun};
use crate::grammar::{Class, Classes};
use crate::text::input::token;
use crate::text::{Case, Fit, Kind, Token, Tokens};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, not, opt};
use nom::multi::{fold_many_m_n, many_m_n};
use nom::sequence::{preceded, terminated};

/// A noun phrase without apposition or relative clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct NounPhrase<'d> {
    /// All of its tokens.
    pub(super) tokens: &'d [Token],
    /// The last noun of its first part: *translator*, *group*.
    pub(super) head: &'d Token,
}

impl NounPhrase<'_> {
    /// The phrase by bytes.
    pub(super) fn mention(&self) -> Mention {
        let last = self.tokens.last().unwrap_or(self.head);
        let first = self.tokens.first().unwrap_or(self.head);
        Mention { span: first.span.join(last.span), head: self.head.span }
    }

    /// Whether it can be spoken to: a name, a pronoun, or a listed person, group or organisation.
    pub(super) fn personal(&self) -> bool {
        self.named() || self.head.classes.any(PRONOUNS)
    }

    /// Whether it can be spoken to or speak, and is no pronoun.
    pub(super) fn named(&self) -> bool {
        name(self.head) || self.head.classes.any(PEOPLE)
    }
}

/// Who can be spoken to.
const PEOPLE: Classes = Classes::of(&[
    Class::Role,
    Class::Kin,
    Class::PersonNoun,
    Class::GroupNoun,
    Class::Organisation,
    Class::OrganisationName,
    Class::GivenName,
    Class::Place,
    Class::Reflexive,
]);
/// What may stand before the first noun.
const OPENING: Classes = Classes::of(&[
    Class::Determiner,
    Class::Quantifier,
    Class::NumberWord,
    Class::Modifier,
    Class::Time,
    Class::Nationality,
]);
/// What is no noun even with a capital.
const CLOSED: Classes = FUNCTION.with(PRONOUNS);
/// What a pronoun is not when it is alone: *that*, *some*.
const NO_PRONOUNS: Classes = Classes::of(&[
    Class::Complementizer,
    Class::Relative,
    Class::Interrogative,
    Class::Determiner,
    Class::Quantifier,
    Class::NumberWord,
]);
/// How many parts a phrase may have.
const MOST: usize = 10;

/// A noun phrase: *Kim's translator*, *a group of reporters*, *him*.
pub(super) fn noun_phrase(input: Tokens<'_>) -> Fit<Tokens<'_>, NounPhrase<'_>> {
    let (rest, head) = alt((terminated(core, opt((Class::Of, core))), pronoun)).parse(input)?;
    Ok((rest, NounPhrase { tokens: taken(input, rest), head }))
}

/// A noun phrase up to its head: *her former colleagues*.
pub(super) fn core(input: Tokens<'_>) -> Fit<Tokens<'_>, &Token> {
    map_opt(nouns, |head| head).parse(input)
}

/// What stands before a head and the head; none where a possessor is last: *her*, *NBC's*.
pub(super) fn nouns(input: Tokens<'_>) -> Fit<Tokens<'_>, Option<&Token>> {
    let (rest, _) = many_m_n(0, MOST, opening).parse(input)?;
    let (rest, head) = fold_many_m_n(0, MOST, part, || None, |_, head| head).parse(rest)?;
    let people = preceded(many_m_n(0, MOST, modifier), token(people));
    let (rest, people) = fold_many_m_n(0, MOST, people, || None, |_, head| Some(head)).parse(rest)?;
    Ok((rest, people.or(head)))
}

/// What a parser has taken of its input.
pub(super) fn taken<'d>(input: Tokens<'d>, rest: Tokens<'d>) -> &'d [Token] {
    &input.0[..input.0.len() - rest.0.len()]
}

/// A word before the first noun: *the*, *her*, *two*, *Tuesday's*.
fn opening(input: Tokens<'_>) -> Fit<Tokens<'_>, &Token> {
    let before = |token: &Token| match token.kind {
        Kind::Number => true,
        Kind::Word => {
            let own = token.classes.has(Class::Possessive) && !token.glued;
            own || token.classes.any(OPENING) && (!noun(token) || token.classes.any(QUALIFYING))
        }
        _ => false,
    };
    terminated(token(before), opt(genitive)).parse(input)
}

/// What opens a phrase even where it could be its noun.
const QUALIFYING: Classes = Classes::of(&[Class::Determiner, Class::Quantifier, Class::NumberWord, Class::Time]);

/// A noun with what stands before it; none where it is a possessor.
fn part(input: Tokens<'_>) -> Fit<Tokens<'_>, Option<&Token>> {
    let possessor = (token(noun), genitive).map(|_| None);
    let plain = token(|token| noun(token) && !people(token)).map(Some);
    let (rest, (_, head)) = (many_m_n(0, MOST, modifier), alt((possessor, plain))).parse(input)?;
    Ok((rest, head))
}

/// A word that may stand between nouns: *state* in *Danish state radio*.
fn modifier(input: Tokens<'_>) -> Fit<Tokens<'_>, &Token> {
    token(|token| token.kind == Kind::Number || token.classes.has(Class::Modifier) && !noun(token)).parse(input)
}

/// A word that stands for a noun phrase by itself; *her* only where no noun of hers can follow.
fn pronoun(input: Tokens<'_>) -> Fit<Tokens<'_>, &Token> {
    const ALONE: Classes = PRONOUNS.with(Classes::of(&[Class::Reflexive]));
    let alone = |token: &Token| {
        token.classes.any(ALONE) && !token.classes.has(Class::SubjectPronoun) && !token.classes.any(NO_PRONOUNS)
    };
    let own = |token: &Token| token.classes.has(Class::Possessive);
    let hers = terminated(token(move |token| alone(token) && own(token)), not(alt((modifier, token(noun)))));
    alt((hers, token(move |token| alone(token) && !own(token)))).parse(input)
}

/// The mark of a possessor.
fn genitive(input: Tokens<'_>) -> Fit<Tokens<'_>, &Token> {
    token(|token| token.glued && token.classes.has(Class::Possessive)).parse(input)
}

/// Whether a word is written as a name.
fn name(token: &Token) -> bool {
    let acronym = token.case == Case::Upper && token.span.len() > 1;
    let capital = matches!(token.case, Case::Capital | Case::Upper | Case::Mixed) && !token.initial;
    token.kind == Kind::Word && (acronym || capital && (token.classes.any(THINGS) || !token.classes.any(CLOSED)))
}

/// Whether a word can be a noun.
fn noun(token: &Token) -> bool {
    let known = is_noun(token) || !token.classes.any(NOT_ALONE);
    let plain = token.classes.any(THINGS) || known && !token.classes.any(CLOSED);
    token.kind == Kind::Word && !token.classes.has(Class::Time) && (name(token) || plain)
}

/// What is a noun even where it can also be a preposition: *a post*.
const THINGS: Classes = Classes::of(&[Class::Setting, Class::Document]);

/// What is no noun unless the grammar also calls it one.
const NOT_ALONE: Classes = NO_NOUNS.with(Classes::of(&[Class::Modifier, Class::NumberWord]));

/// Whether a word names people by a plain noun. Behind such a noun a phrase goes on with no unlisted word: in *told
/// reporters gathered outside* the third word is a participle.
fn people(token: &Token) -> bool {
    token.case == Case::Lower && token.classes.has(Class::GroupNoun) && noun(token)
}
