//! To whom it is said: told *reporters*, said to *her colleagues*.

use super::noun_phrase::{NounPhrase, noun_phrase};
use crate::grammar::{Class, Frame, Frames};
use crate::text::{Fit, Tokens};
use nom::Parser;
use nom::combinator::{opt, verify};
use nom::multi::many_m_n;
use nom::sequence::preceded;

/// The addressee right behind a cue that can have one, or behind *to* or *with* after any other whose content does not
/// stand behind such a preposition: *referring to Okafor*.
pub(super) fn addressee<'d>(frames: Frames) -> impl FnMut(Tokens<'d>) -> Fit<Tokens<'d>, NounPhrase<'d>> {
    let bare = frames.has(Frame::Addressee);
    move |input| {
        let (rest, _) = many_m_n(0, 2, Class::CueAdverb).parse(input)?;
        let person = verify(noun_phrase, |phrase: &NounPhrase<'_>| phrase.personal());
        match bare {
            true => preceded(opt(Class::Addressing), person).parse(rest),
            false if frames.has(Frame::Pp) => Err(nom::Err::Error(())),
            false => preceded(Class::Addressing, person).parse(rest),
        }
    }
}
