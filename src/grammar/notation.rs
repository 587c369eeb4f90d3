//! What the two notations of a grammar folder share: nom parsers that say what they had expected.

use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult, Parser};

/// Why a line does not read: the name of what should have stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expected(pub &'static str);

impl<'s> ParseError<&'s str> for Expected {
    fn from_error_kind(_: &'s str, _: ErrorKind) -> Self {
        Self("the end of the line")
    }

    fn append(_: &'s str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// The result of a parser of grammar files.
pub(super) type Parsed<'s, T> = IResult<&'s str, T, Expected>;

/// Commits to the parser: where it does not fit, the line is wrong and `what` was expected. A failure inside it that
/// knows better keeps its own words.
pub(super) fn expect<'s, P>(
    what: &'static str,
    mut parser: P,
) -> impl Parser<&'s str, Output = P::Output, Error = Expected>
where
    P: Parser<&'s str, Error = Expected>,
{
    move |input| {
        parser.parse(input).map_err(|error| match error {
            Err::Failure(known) => Err::Failure(known),
            _ => Err::Failure(Expected(what)),
        })
    }
}

/// What the failed line should have had.
pub(super) fn expected(error: Err<Expected>) -> &'static str {
    match error {
        Err::Error(Expected(what)) | Err::Failure(Expected(what)) => what,
        Err::Incomplete(_) => "more",
    }
}
