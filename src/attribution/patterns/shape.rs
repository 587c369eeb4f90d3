//! What patterns are made of: nom parsers of what stands around a cue, leftwards `before` it and rightwards `behind` it.

use crate::attribution::reading::{FINITE, NO_NOUNS, PRONOUNS, is_noun};
use crate::cues::{Candidate, CueKind};
use crate::grammar::{self, Class, Classes, Form, Frame, Grammar};
use crate::text::input::token;
use crate::text::{Back, Case, Fit, Kind, Text, Token, Tokens};
use nom::combinator::not;
use nom::{Err, Input, Parser};

/// A cue in its sentence, with what many patterns ask of it.
pub(crate) struct Scene<'d> {
    cue: &'d Candidate,
    entry: Option<&'d grammar::Cue>,
    /// The cue's own stretch.
    own: &'d [Token],
    /// What is left before the nearest speaker before the cue.
    speaker_before: Option<Back<'d>>,
    /// What is left behind the nearest speaker behind it.
    speaker_behind: Option<Tokens<'d>>,
    before: Back<'d>,
    behind: Tokens<'d>,
    /// The sentence behind the cue's.
    next: Tokens<'d>,
    /// Whether a quotation in marks stands before the cue, and behind it.
    quoted: (bool, bool),
}

impl<'d> Scene<'d> {
    pub(super) fn new(outer: &'d Text, sentence: usize, cue: &'d Candidate, grammar: &'d Grammar) -> Self {
        let tokens = |range: std::ops::Range<usize>| outer.tokens.get(range).unwrap_or_default();
        let range = |number: usize| outer.sentences.get(number).cloned().unwrap_or_default();
        let home = range(sentence);
        let before = Back(tokens(home.start..cue.tokens.start));
        let behind = Tokens(tokens(cue.tokens.end..home.end));
        Self {
            cue,
            entry: grammar.cue(cue.entry),
            own: tokens(cue.tokens.clone()),
            speaker_before: near(speaker).parse(before).ok().map(|(before, _)| before),
            speaker_behind: near(speaker).parse(behind).ok().map(|(behind, _)| behind),
            before,
            behind,
            next: Tokens(tokens(range(sentence + 1))),
            quoted: (cue.quoted && has_quotation(before.0), cue.quoted && has_quotation(behind.0)),
        }
    }

    /// What a pattern reads.
    pub(super) fn around(&self) -> Around<'_> {
        Around { scene: self, before: self.before, behind: self.behind }
    }

    /// Whether a word of the class stands in the cue's stretch.
    fn has(&self, class: Class) -> bool {
        self.own.iter().any(|token| token.classes.has(class))
    }

    fn noun(&self) -> bool {
        self.entry.is_some_and(|entry| entry.noun)
    }

    fn preposition(&self) -> bool {
        self.entry.is_some_and(|entry| entry.preposition)
    }

    fn form(&self, form: Form) -> bool {
        self.cue.forms.has(form)
    }
}

/// The tokens around a cue: what a pattern's parser reads, either side on its own.
#[derive(Clone, Copy)]
pub(crate) struct Around<'d> {
    scene: &'d Scene<'d>,
    before: Back<'d>,
    behind: Tokens<'d>,
}

fn has_quotation(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind == Kind::Quotation)
}

/// Whether a shape fits.
pub(super) fn fits<'d, P: Parser<Around<'d>, Error = ()>>(mut shape: P, around: Around<'d>) -> bool {
    shape.parse(around).is_ok()
}

/// Reads from the cue leftwards: what is nearest to the cue comes first.
pub(super) fn before<'d, P: Parser<Back<'d>, Error = ()>>(
    mut what: P,
) -> impl Parser<Around<'d>, Output = (), Error = ()> {
    move |around: Around<'d>| what.parse(around.before).map(|(before, _)| (Around { before, ..around }, ()))
}

/// Reads from the cue rightwards.
pub(super) fn behind<'d, P: Parser<Tokens<'d>, Error = ()>>(
    mut what: P,
) -> impl Parser<Around<'d>, Output = (), Error = ()> {
    move |around: Around<'d>| what.parse(around.behind).map(|(behind, _)| (Around { behind, ..around }, ()))
}

/// Reads the next sentence.
pub(super) fn next<'d, P: Parser<Tokens<'d>, Error = ()>>(
    mut what: P,
) -> impl Parser<Around<'d>, Output = (), Error = ()> {
    move |around: Around<'d>| what.parse(around.scene.next).map(|_| (around, ()))
}

/// A quotation in marks before the cue. Whether there is one at all is known, here and below.
pub(super) fn quote_before(around: Around<'_>) -> Fit<Around<'_>, ()> {
    if around.scene.quoted.0 { before(quote).parse(around) } else { Err(Err::Error(())) }
}

/// A quotation in marks behind the cue.
pub(super) fn quote_behind(around: Around<'_>) -> Fit<Around<'_>, ()> {
    if around.scene.quoted.1 { behind(quote).parse(around) } else { Err(Err::Error(())) }
}

/// A quotation in marks in the next sentence.
pub(super) fn next_quote(around: Around<'_>) -> Fit<Around<'_>, ()> {
    if around.scene.cue.followed { next(quote).parse(around) } else { Err(Err::Error(())) }
}

/// Reads up to the nearest speaker before the cue: for all patterns it is looked for once.
pub(super) fn speaker_before(around: Around<'_>) -> Fit<Around<'_>, ()> {
    let before = around.scene.speaker_before.ok_or(Err::Error(()))?;
    Ok((Around { before, ..around }, ()))
}

/// Reads up to the nearest speaker behind the cue.
pub(super) fn speaker_behind(around: Around<'_>) -> Fit<Around<'_>, ()> {
    let behind = around.scene.speaker_behind.ok_or(Err::Error(()))?;
    Ok((Around { behind, ..around }, ()))
}

/// How many tokens may stand before what is looked for nearby. Sentences that are longer by far are lists.
pub(super) const REACH: usize = 90;

/// How many tokens an addressee may put between a cue and its content: told *the three reporters* that.
pub(super) const ADDRESSEE: usize = 8;

/// What fits first, here or up to [`REACH`] tokens on.
pub(super) fn near<'d, I, P>(what: P) -> impl Parser<I, Output = P::Output, Error = ()>
where
    I: Input<Item = &'d Token>,
    P: Parser<I, Error = ()>,
{
    within(REACH, what)
}

/// What fits first, here or up to `reach` tokens on.
pub(super) fn within<'d, I, P>(reach: usize, mut what: P) -> impl Parser<I, Output = P::Output, Error = ()>
where
    I: Input<Item = &'d Token>,
    P: Parser<I, Error = ()>,
{
    move |mut input: I| {
        for _ in 0..input.input_len().min(reach + 1) {
            if let found @ Ok(_) = what.parse(input.clone()) {
                return found;
            }
            input = input.take_from(1);
        }
        Err(Err::Error(()))
    }
}

/// A word that can be a speaker's head.
pub(super) fn speaker<'d, I: Input<Item = &'d Token>>(input: I) -> Fit<I, &'d Token> {
    let noun = |token: &Token| is_noun(token) || token.classes.any(PRONOUNS) || !token.classes.any(NO_NOUNS);
    let name = |token: &Token| matches!(token.case, Case::Capital | Case::Upper | Case::Mixed);
    token(|token| token.kind == Kind::Number || token.kind == Kind::Word && (noun(token) || name(token))).parse(input)
}

/// Anything that has content: a word, a number, a quotation.
pub(super) fn clause<'d, I: Input<Item = &'d Token>>(input: I) -> Fit<I, &'d Token> {
    near(token(|token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Quotation | Kind::Symbol))).parse(input)
}

/// A quotation in marks.
fn quote<'d, I: Input<Item = &'d Token>>(input: I) -> Fit<I, &'d Token> {
    near(Kind::Quotation).parse(input)
}

/// Words without a verb of their own.
pub(super) fn noun_phrase<'d, I: Input<Item = &'d Token>>(input: I) -> Fit<I, ()> {
    not(near(VERBAL)).parse(input)
}

/// What makes a clause of the words behind a cue.
const VERBAL: Classes = FINITE.with(Classes::of(&[Class::Complementizer, Class::To]));

/// A cue of which something holds.
fn cue<'d>(holds: impl Fn(&Scene<'d>) -> bool) -> impl Fn(Around<'d>) -> Fit<Around<'d>, ()> {
    move |around| if holds(around.scene) { Ok((around, ())) } else { Err(Err::Error(())) }
}

/// A verb or a phrase with one; an unlisted word counts as a verb.
pub(super) fn verb(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(|it| it.cue.kind != CueKind::Mark && !it.noun() && !it.preposition())(around)
}

/// *Saying*, but not *is saying*.
pub(super) fn gerund(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(|it| it.form(Form::Gerund) && !it.has(Class::Be))(around)
}

/// *Was told*, *was quoted as saying*; with an agent behind it, *told* alone.
pub(super) fn passive(around: Around<'_>) -> Fit<Around<'_>, ()> {
    let agent = |it: &Scene<'_>| it.behind.0.first().is_some_and(|token| token.classes.has(Class::By));
    let relayed = |it: &Scene<'_>| it.has(Class::RelayVerb) && it.has(Class::As);
    cue(|it| it.form(Form::Participle) && (it.has(Class::Be) || agent(it)) || relayed(it))(around)
}

/// *Say*, behind *to*.
pub(super) fn infinitive(around: Around<'_>) -> Fit<Around<'_>, ()> {
    (cue(|it| it.form(Form::Base) && !it.noun()), before(Class::To)).map(|_| ()).parse(around)
}

/// A cue that takes an infinitive: *promised* to stay.
pub(super) fn infinitival(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(|it| it.entry.is_some_and(|entry| entry.frames.has(Frame::Infinitive)))(around)
}

/// *Claim*, *in a statement*.
pub(super) fn noun(around: Around<'_>) -> Fit<Around<'_>, ()> {
    let owned = |it: &Scene<'_>| it.before.0.last().is_some_and(|token| token.classes.has(Class::Possessive));
    cue(|it| (it.noun() || it.form(Form::Base) && owned(it)) && !it.preposition())(around)
}

/// *According to*.
pub(super) fn preposition(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(Scene::preposition)(around)
}

/// A lone colon.
pub(super) fn colon(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(|it| it.own.iter().any(|token| token.kind == Kind::Colon))(around)
}

/// A lone dash.
pub(super) fn dash(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(|it| it.own.iter().any(|token| token.kind == Kind::Dash))(around)
}

/// A lone colon or dash.
pub(super) fn mark(around: Around<'_>) -> Fit<Around<'_>, ()> {
    cue(|it| it.cue.kind == CueKind::Mark)(around)
}
