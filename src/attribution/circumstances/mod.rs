//! What else a sentence tells of a quotation: to whom, where, in answer to what and through whom it is said, read from
//! the tokens around cue, speaker and content.

mod addressee;
mod listed;
mod noun_phrase;
mod prompt;
mod setting;
#[cfg(test)]
mod tests;
mod time;
mod via;

use super::Mention;
use crate::grammar::{Class, Form, Frame, Frames, Grammar};
use crate::span::Span;
use crate::text::input::token;
use crate::text::{Fit, Kind, Token, Tokens};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{all_consuming, value};
use nom::sequence::preceded;
use noun_phrase::NounPhrase;
use std::ops::Range;

/// The sentence of a cue, and who has which of its tokens.
#[derive(Clone, Debug)]
pub(super) struct Scene<'d> {
    pub(super) grammar: &'d Grammar,
    /// The tokens of the document.
    pub(super) tokens: &'d [Token],
    /// The sentence of the cue.
    pub(super) sentence: Range<usize>,
    /// The content's stretches in reading order.
    pub(super) content: Vec<Range<usize>>,
    /// The speaker's stretch and head.
    pub(super) speaker: Option<(Range<usize>, usize)>,
    /// The cue with its auxiliaries, without what follows its phrase.
    pub(super) cue: Range<usize>,
    /// What can follow the cue; none where no list has it.
    pub(super) frames: Option<Frames>,
    /// The cue is a passive's participle: what follows is no object.
    pub(super) passive: bool,
}

/// The circumstances of a quotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Circumstances {
    pub(super) addressee: Option<Mention>,
    pub(super) setting: Option<Span>,
    pub(super) prompt: Option<Span>,
    pub(super) via: Vec<Mention>,
}

/// One circumstance, or what may stand before one.
#[derive(Clone, Copy, Debug)]
enum Part<'d> {
    Addressee(NounPhrase<'d>),
    Setting(&'d [Token]),
    Prompt(&'d [Token]),
    Via(NounPhrase<'d>),
    Aside,
    Comma,
}

/// How many parts are read from one place, and within how many tokens.
const MOST: usize = 12;
const REACH: usize = 64;
/// How many tokens may stand between what opens a sentence and the speaker.
const NEAR: usize = 10;

impl<'d> Scene<'d> {
    /// The circumstances, read from where they can stand: behind cue, speaker and contents, and at the sentence's start.
    /// Time: linear in the contents and the speaker, with at most `MOST` parts from each place.
    pub(super) fn circumstances(&self) -> Circumstances {
        let mut found = Circumstances::default();
        // Was quoted *by state media* as saying.
        let agent = self.cue.clone().find(|&at| self.tokens[at].classes.has(Class::By));
        agent.into_iter().for_each(|by| _ = self.read(by..self.cue.end, false, &mut found));
        let speaker = self.speaker.as_ref().map(|(stretch, _)| stretch.end);
        let contents = self.content.iter().map(|content| content.end);
        self.read(self.free(self.cue.end), !self.passive, &mut found);
        for at in speaker.into_iter().chain(contents) {
            self.read(self.free(at), false, &mut found);
        }
        // What opens the sentence tells of the cue's clause where no other clause stands between.
        let mut opened = found.clone();
        if self.read(self.free(self.sentence.start), false, &mut opened) <= NEAR { opened } else { found }
    }

    /// Reads circumstances from the start of free tokens, one behind the other; a field that is filled stays. An
    /// addressee stands behind its cue alone, with no comma between. Returns how many tokens it has left unread.
    fn read(&self, free: Range<usize>, mut addressed: bool, found: &mut Circumstances) -> usize {
        let mut rest = Tokens(&self.tokens[free]);
        for _ in 0..MOST {
            // Half of the stretches are empty, and behind a sign nothing is told.
            if !rest.0.first().is_some_and(|first| matches!(first.kind, Kind::Word | Kind::Number | Kind::Comma)) {
                break;
            }
            let frames = self.frames.filter(|_| addressed && found.addressee.is_none());
            let Ok((next, part)) = part(self.grammar, frames, rest) else {
                break;
            };
            rest = next;
            match part {
                Part::Addressee(phrase) => found.addressee = Some(phrase.mention()),
                Part::Setting(tokens) if found.setting.is_none() => found.setting = span(tokens),
                Part::Prompt(tokens) if found.prompt.is_none() => found.prompt = span(tokens),
                Part::Via(phrase) if self.speaker.is_some() && !found.via.contains(&phrase.mention()) => {
                    found.via.push(phrase.mention());
                }
                Part::Comma => addressed = false,
                Part::Setting(_) | Part::Prompt(_) | Part::Via(_) | Part::Aside => {}
            }
        }
        rest.0.len()
    }

    /// The free tokens from `at` to whatever is taken next; none where `at` is taken or not in the sentence.
    fn free(&self, at: usize) -> Range<usize> {
        let speaker = self.speaker.iter().map(|(stretch, _)| stretch);
        let taken = || self.content.iter().chain(speaker.clone()).chain([&self.cue]);
        if !self.sentence.contains(&at) || taken().any(|taken| taken.contains(&at)) {
            return 0..0;
        }
        at..taken()
            .map(|taken| taken.start)
            .filter(|&start| start > at)
            .fold(self.sentence.end.min(at + REACH), usize::min)
    }

    /// Gives back what a stretch has swallowed: a prompt or who relays it behind the speaker's head, and who relays it
    /// at the end of a content that has a speaker: *Okafor said the port would close, according to local media*. A cue
    /// gives back the preposition of a setting: *wrote on Twitter*.
    pub(super) fn trimmed(mut self) -> Self {
        let (grammar, tokens) = (self.grammar, self.tokens);
        let next = self.free(self.cue.end).end.max(self.cue.end);
        if self.cue.len() > 1 && setting::setting(grammar)(Tokens(&tokens[self.cue.end - 1..next])).is_ok() {
            self.cue.end -= 1;
        }
        let Some((stretch, head)) = &mut self.speaker else {
            return self;
        };
        let swallowed = |&at: &usize| {
            let input = Tokens(&tokens[at..stretch.end]);
            prompt::prompt(grammar)(input).is_ok() || via::via(grammar)(input).is_ok()
        };
        stretch.end = (*head + 1..stretch.end).find(swallowed).unwrap_or(stretch.end);
        if stretch.len() > 1 && tokens[stretch.end - 1].kind == Kind::Comma {
            stretch.end -= 1;
        }
        const LONGEST: usize = 14;
        if let Some(content) = self.content.last_mut() {
            let mut relayed = all_consuming(preceded(Kind::Comma, via::according(grammar)));
            let mut last = content.end.saturating_sub(LONGEST).max(content.start + 1)..content.end;
            let end = last.find(|&at| relayed.parse(Tokens(&tokens[at..content.end])).is_ok());
            content.end = end.unwrap_or(content.end);
        }
        self
    }
}

/// One circumstance, or an aside before one. With the cue's frames an addressee too.
fn part<'d>(grammar: &Grammar, frames: Option<Frames>, input: Tokens<'d>) -> Fit<Tokens<'d>, Part<'d>> {
    let addressee = |input| frames.map_or(Err(nom::Err::Error(())), |frames| addressee::addressee(frames)(input));
    alt((
        prompt::prompt(grammar).map(Part::Prompt),
        via::via(grammar).map(Part::Via),
        setting::setting(grammar).map(Part::Setting),
        addressee.map(Part::Addressee),
        value(Part::Comma, Kind::Comma),
        value(Part::Aside, time::time),
        value(Part::Aside, |input| aside(grammar, input)),
    ))
    .parse(input)
}

/// What may stand between circumstances: an adverb, a conjunction at the start, *speaking*.
fn aside<'d>(grammar: &Grammar, input: Tokens<'d>) -> Fit<Tokens<'d>, &'d Token> {
    token(|token| {
        let speaking = || {
            let cue = grammar.cue(token.cue).filter(|cue| cue.frames.has(Frame::Pp) && !cue.frames.has(Frame::Np));
            cue.is_some() && grammar.form(token.word).has(Form::Gerund)
        };
        let loose = token.classes.has(Class::CueAdverb) || token.initial && token.classes.has(Class::Conjunction);
        loose || speaking()
    })
    .parse(input)
}

/// The bytes of tokens.
fn span(tokens: &[Token]) -> Option<Span> {
    Some(tokens.first()?.span.join(tokens.last()?.span))
}
