//! Tokens as nom reads them: [`Tokens`] from the left, [`Back`] from a cue leftwards, with the same combinators.

use super::{Kind, Token};
use crate::grammar::{Class, Classes};
use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult, Input, Mode, Needed, OutputMode, PResult, Parser};
use std::iter::{Enumerate, Rev};
use std::slice::Iter;

/// What a parser over tokens returns. "Does not fit" is all there is to say of a failure, so the error is empty.
pub type Fit<I, O> = IResult<I, O, ()>;

/// Tokens to be read from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens<'d>(pub &'d [Token]);

/// Tokens to be read from the last to the first: what is left is always a beginning of the slice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Back<'d>(pub &'d [Token]);

macro_rules! input {
    ($view:ident, $iter:ty, |$all:ident| $elements:expr, |$slice:ident, $count:ident| $taken:expr, $rest:expr) => {
        impl<'d> Input for $view<'d> {
            type Item = &'d Token;
            type Iter = $iter;
            type IterIndices = Enumerate<$iter>;

            fn input_len(&self) -> usize {
                self.0.len()
            }

            fn take(&self, $count: usize) -> Self {
                let $slice = self.0;
                Self($taken)
            }

            fn take_from(&self, $count: usize) -> Self {
                let $slice = self.0;
                Self($rest)
            }

            fn take_split(&self, count: usize) -> (Self, Self) {
                (self.take_from(count), self.take(count))
            }

            fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
                self.iter_elements().position(predicate)
            }

            fn iter_elements(&self) -> Self::Iter {
                let $all = self.0;
                $elements
            }

            fn iter_indices(&self) -> Self::IterIndices {
                self.iter_elements().enumerate()
            }

            fn slice_index(&self, count: usize) -> Result<usize, Needed> {
                match count.checked_sub(self.0.len()) {
                    None | Some(0) => Ok(count),
                    Some(missing) => Err(Needed::new(missing)),
                }
            }
        }
    };
}

input!(Tokens, Iter<'d, Token>, |all| all.iter(), |slice, count| &slice[..count], &slice[count..]);
input!(Back, Rev<Iter<'d, Token>>, |all| all.iter().rev(), |slice, count| &slice[slice.len() - count..],
    &slice[..slice.len() - count]);

/// A parser of one token of which something holds.
pub fn token<'d, I>(holds: impl Fn(&Token) -> bool) -> impl Parser<I, Output = &'d Token, Error = ()>
where
    I: Input<Item = &'d Token>,
{
    move |input: I| match input.iter_elements().next() {
        Some(token) if holds(token) => Ok((input.take_from(1), token)),
        _ => Err(Err::Error(())),
    }
}

/// Lets what tells one token from another stand in a pattern by itself: `(Kind::Quotation, opt(Kind::Comma), Class::CueVerb)`.
macro_rules! parser {
    ($what:ty, |$self:ident, $token:ident| $holds:expr) => {
        impl<'d, I: Input<Item = &'d Token>> Parser<I> for $what {
            type Output = &'d Token;
            type Error = ();

            fn process<M: OutputMode>(&mut self, input: I) -> PResult<M, I, Self::Output, Self::Error> {
                let $self = *self;
                match input.iter_elements().next() {
                    Some($token) if $holds => Ok((input.take_from(1), M::Output::bind(|| $token))),
                    _ => Err(Err::Error(M::Error::bind(|| <() as ParseError<I>>::from_error_kind(input, ErrorKind::Satisfy)))),
                }
            }
        }
    };
}

parser!(Kind, |kind, token| token.kind == kind);
parser!(Class, |class, token| token.classes.has(class));
parser!(Classes, |classes, token| token.classes.any(classes));
