//! Several words that the grammar lists as one: *in response to a question*, *according to*.

use crate::grammar::{Class, Grammar, PhraseKind};
use crate::text::{Fit, Token, Tokens};

/// A listed phrase of a class that is no verb's: whether a verb is a participle is not for the list to say.
pub(super) fn listed<'d>(grammar: &Grammar, class: Class) -> impl FnMut(Tokens<'d>) -> Fit<Tokens<'d>, &'d [Token]> {
    move |input| {
        let phrase = grammar.phrase_at(input.0.iter().map(|token| token.word));
        let fits = |length: usize| input.0.split_at_checked(length).map(|(taken, rest)| (Tokens(rest), taken));
        phrase
            .filter(|(_, phrase)| phrase.word.classes.has(class) && phrase.kind != PhraseKind::Verb)
            .and_then(|(length, _)| fits(length))
            .ok_or(nom::Err::Error(()))
    }
}
