//! Tokens as nom reads them: [`Tokens`] from the left, [`Back`] from a cue leftwards, with the same combinators.

use super::{Kind, Token};
use crate::grammar::{Class, Classes};
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
input!(
    Back,
    Rev<Iter<'d, Token>>,
    |all| all.iter().rev(),
    |slice, count| &slice[slice.len() - count..],
    &slice[..slice.len() - count]
);

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
                    _ => Err(Err::Error(M::Error::bind(|| ()))),
                }
            }
        }
    };
}

parser!(Kind, |kind, token| token.kind == kind);
parser!(Class, |class, token| token.classes.has(class));
parser!(Classes, |classes, token| token.classes.any(classes));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;
    use crate::text::read;
    use nom::combinator::{opt, peek};
    use nom::multi::many0;

    const TEXT: &str = "\"Go,\" she said.";

    fn shown<'d>(tokens: impl IntoIterator<Item = &'d Token>) -> String {
        tokens.into_iter().map(|token| token.span.of(TEXT)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_rest_comes_before_what_is_taken() {
        let tokens = read(TEXT, Grammar::english()).tokens;
        let (rest, taken) = Tokens(&tokens).take_split(2);
        assert_eq!((shown(rest.0), shown(taken.0)), (", \" she said .".to_owned(), "\" Go".to_owned()));
        let (rest, taken) = Back(&tokens).take_split(2);
        assert_eq!((shown(rest.0), shown(taken.0)), ("\" Go , \" she".to_owned(), "said .".to_owned()));
    }

    #[test]
    fn backwards_is_the_other_way_round() {
        let tokens = read(TEXT, Grammar::english()).tokens;
        assert_eq!(shown(Back(&tokens).iter_elements()), ". said she \" , Go \"");
        assert_eq!(shown(Back(&tokens).take(3).iter_elements()), ". said she");
        assert_eq!(shown(Back(&tokens).take_from(3).iter_elements()), "\" , Go \"");
        assert_eq!(Back(&tokens).position(|token| token.kind == Kind::Comma), Some(4));
        assert_eq!(Tokens(&tokens).slice_index(9), Err(Needed::new(2)));
    }

    #[test]
    fn classes_and_kinds_are_parsers_either_way() {
        let tokens = read(TEXT, Grammar::english()).tokens;
        let mut word = many0(token::<Tokens<'_>>(|token| token.kind != Kind::Comma));
        assert_eq!(word.parse(Tokens(&tokens)).map(|(rest, words)| (rest.0.len(), words.len())), Ok((5, 2)));
        let mut leftwards =
            (Kind::Stop, peek(Class::CueVerb), opt(Class::Title), Class::CueVerb, Kind::Word, opt(Kind::Mark));
        let found = leftwards.parse(Back(&tokens)).map(|(rest, (_, said, title, again, she, _))| {
            assert_eq!((said, title), (again, None));
            [shown([said, she]), shown(rest.0)]
        });
        assert_eq!(found, Ok(["said she".to_owned(), "\" Go ,".to_owned()]));
        assert_eq!(Parser::<Back<'_>>::parse(&mut Class::CueVerb, Back(&tokens)), Err(Err::Error(())));
    }
}
