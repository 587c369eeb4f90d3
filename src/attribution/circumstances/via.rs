//! Who relays it: was quoted *by local radio* as saying, citing *the ministry*, according to *news agencies*.

use super::listed::listed;
use super::noun_phrase::{NounPhrase, noun_phrase};
use crate::grammar::{Class, Classes, Form, Grammar};
use crate::text::input::token;
use crate::text::{Fit, Tokens};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, verify};
use nom::multi::many_m_n;
use nom::sequence::{preceded, terminated};

/// Who relays what a speaker is said to have said.
pub(super) fn via<'d>(grammar: &Grammar) -> impl FnMut(Tokens<'d>) -> Fit<Tokens<'d>, NounPhrase<'d>> {
    move |input| {
        let relay =
            |form: Form| token(move |token| token.classes.has(Class::RelayVerb) && grammar.form(token.word).has(form));
        let auxiliary = Classes::of(&[Class::Be, Class::Have, Class::CueAdverb]);
        alt((
            preceded(relay(Form::Gerund), verify(noun_phrase, NounPhrase::named)),
            according(grammar),
            preceded(
                (many_m_n(0, 3, auxiliary), opt(relay(Form::Participle)), Class::By),
                terminated(noun_phrase, peek(Class::As)),
            ),
            preceded((Class::As, Class::CueVerb, Class::By), noun_phrase),
        ))
        .parse(input)
    }
}

/// A source named by a preposition: *according to local media*.
pub(super) fn according<'d>(grammar: &Grammar) -> impl Parser<Tokens<'d>, Output = NounPhrase<'d>, Error = ()> {
    preceded(listed(grammar, Class::RelayVerb), noun_phrase)
}
