//! Where or how it is said: *at a briefing*, *in an interview with CNN*, *on Twitter*, *by phone*.

use super::noun_phrase::{core, noun_phrase, nouns, taken};
use super::time::time;
use crate::grammar::{Class, Classes, Grammar, PhraseKind};
use crate::text::input::token;
use crate::text::{Case, Fit, Kind, Token, Tokens};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, value};
use nom::multi::many_m_n;
use nom::sequence::terminated;

/// A preposition with a noun for a setting, or with the title of a broadcast or text, and what belongs to it.
pub(super) fn setting<'d>(grammar: &Grammar) -> impl FnMut(Tokens<'d>) -> Fit<Tokens<'d>, &'d [Token]> {
    move |input| {
        let joining = joining(grammar, input);
        let place =
            (token(|token| token.classes.has(Class::SettingPreposition) && !joining), |rest| place(grammar, rest));
        let means = (Class::By, token(|token| token.classes.has(Class::Setting)));
        let (rest, _) = alt((value((), place), value((), means))).parse(input)?;
        let complement = (linking, alt((value((), noun_phrase), time)));
        let (rest, _) = many_m_n(0, 3, complement).parse(rest)?;
        Ok((rest, taken(input, rest)))
    }
}

/// The noun phrase of a setting: *a news conference*, *NBC's “Morning Hour”*.
fn place<'d>(grammar: &Grammar, input: Tokens<'d>) -> Fit<Tokens<'d>, &'d Token> {
    let titled = (nouns, Kind::Quotation).map(|(_, title)| title);
    let (rest, head) = alt((titled, terminated(core, opt((Class::Of, core))))).parse(input)?;
    let phrase = taken(input, rest);
    let time = head.classes.has(Class::Time) && head.case != Case::Lower;
    let fits =
        head.kind == Kind::Quotation || head.classes.has(Class::Setting) && !time || listed_last(grammar, phrase);
    if !fits {
        return Err(nom::Err::Error(()));
    }
    Ok((rest, head))
}

/// Whether a phrase ends with words that the grammar lists together as a setting: *social media*.
fn listed_last(grammar: &Grammar, phrase: &[Token]) -> bool {
    const LONGEST: usize = 4;
    (2..=LONGEST.min(phrase.len())).any(|length| {
        let words = phrase[phrase.len() - length..].iter().map(|token| token.word);
        grammar
            .phrase_at(words)
            .is_some_and(|(taken, phrase)| taken == length && phrase.word.classes.has(Class::Setting))
    })
}

/// Whether the words are listed together as a conjunction or preposition: *in order to*, *in exchange for*.
fn joining(grammar: &Grammar, input: Tokens<'_>) -> bool {
    const JOINING: Classes = Classes::of(&[Class::Subordinator, Class::Preposition]);
    let listed = grammar.phrase_at(input.0.iter().map(|token| token.word));
    listed.is_some_and(|(_, phrase)| phrase.kind == PhraseKind::Other && phrase.word.classes.any(JOINING))
}

/// A preposition that ties a phrase to the noun before it.
fn linking(input: Tokens<'_>) -> Fit<Tokens<'_>, &Token> {
    const LINKING: Classes = Classes::of(&[Class::Preposition, Class::Addressing]);
    token(|token| {
        token.classes.any(LINKING) && !token.classes.has(Class::Subordinator) && !token.classes.has(Class::By)
    })
    .parse(input)
}
