//! What is answered: *asked about taxes*, when *pressed on whether she would run*, *in response to a question about X*.

use super::listed::listed;
use super::noun_phrase::{core, taken};
use crate::grammar::{Class, Classes, Form, Grammar};
use crate::text::input::token;
use crate::text::{Fit, Kind, Token, Tokens};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, peek, rest, value};
use nom::multi::many_m_n;

/// A prompt, from its participle to the end of the stretch: what follows is the speaker, the cue or the content.
pub(super) fn prompt<'d>(grammar: &Grammar) -> impl FnMut(Tokens<'d>) -> Fit<Tokens<'d>, &'d [Token]> {
    move |input| {
        let asked =
            || token(|token| token.classes.has(Class::PromptVerb) && grammar.form(token.word).has(Form::Participle));
        let question = || listed(grammar, Class::PromptVerb);
        let subject = alt((value((), Class::SubjectPronoun), value((), core)));
        // *When asked*, *when she was asked*, *after being asked*.
        let when = (Class::Subordinator, opt((opt(subject), Class::Be)), many_m_n(0, 2, Class::CueAdverb));
        let whatever = value((), (when, peek(asked())));
        // Elsewhere *counsel asked for a delay* has a finite verb.
        let first = peek(token(|token| token.initial));
        let asking = value((), (alt((first, token(|token| token.kind == Kind::Comma))), peek((asked(), token(asks)))));
        let (start, ()) = alt((whatever, value((), peek(question())), asking)).parse(input)?;
        let (end, _) = (alt((value((), question()), value((), asked()))), rest).parse(start)?;
        Ok((end, until_said(taken(start, end), grammar)))
    }
}

/// What can follow a participle that opens a prompt: *about*, *by*, *whether*, *Tuesday*.
fn asks(token: &Token) -> bool {
    const ASKS: Classes = Classes::of(&[
        Class::By,
        Class::Preposition,
        Class::Interrogative,
        Class::Complementizer,
        Class::Subordinator,
        Class::To,
        Class::Time,
        Class::CueAdverb,
    ]);
    token.classes.any(ASKS)
}

/// Cuts a prompt where somebody goes on speaking, *, adding that …*. Before a cue it ends at its last comma, as the words
/// behind that are the cue's.
fn until_said<'d>(tokens: &'d [Token], grammar: &Grammar) -> &'d [Token] {
    let solid =
        |token: &Token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Quotation | Kind::Symbol | Kind::Close);
    let comma = |token: &Token| token.kind == Kind::Comma;
    let adds = |token: &Token| {
        let gerund = token.classes.has(Class::CueVerb) && grammar.form(token.word).has(Form::Gerund);
        gerund || token.classes.has(Class::Conjunction)
    };
    let goes_on = || tokens.windows(2).position(|pair| comma(&pair[0]) && adds(&pair[1]));
    let end = match tokens.last() {
        Some(last) if solid(last) => tokens.iter().rposition(comma),
        _ => goes_on(),
    };
    let end = end.unwrap_or(tokens.len());
    let loose = tokens[..end].iter().rev().take_while(|token| !solid(token)).count();
    &tokens[..end - loose]
}
