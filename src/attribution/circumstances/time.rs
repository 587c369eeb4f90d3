//! When it is said: *on Tuesday*, *late last week*. No setting by itself, but it may stand before one.

use crate::grammar::{Class, Classes};
use crate::text::input::token;
use crate::text::{Fit, Kind, Tokens};
use nom::Parser;
use nom::combinator::opt;
use nom::multi::many_m_n;

/// A time, with or without its preposition.
pub(super) fn time(input: Tokens<'_>) -> Fit<Tokens<'_>, ()> {
    const BEFORE: Classes = Classes::of(&[Class::Determiner, Class::Modifier, Class::CueAdverb, Class::NumberWord]);
    let before = token(|token| token.kind == Kind::Number || token.classes.any(BEFORE));
    let more = token(|token| token.kind == Kind::Number || token.classes.has(Class::Time));
    (opt(Class::Preposition), many_m_n(0, 3, before), Class::Time, many_m_n(0, 3, more)).map(|_| ()).parse(input)
}
