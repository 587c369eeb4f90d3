//! People whom the narration describes, and whom a pronoun behind may mean: “*A nurse* opened the door. She said …”

use super::SpeakerKind;
use super::mentions::{Description, Form, GROUPS, read};
use super::places::Place;
use super::resolution::Walk;
use super::roles::PERSON;
use crate::attribution::Attribution;
use crate::grammar::{Class, Classes};
use crate::text::{Kind, Token};

/// How many sentences and tokens back from a pronoun descriptions are read, and how many of them at most.
const SENTENCES_BACK: usize = 2;
const TOKENS_BACK: usize = 120;
const MOST: usize = 8;

/// How many words may stand between a description's first word and its head, and behind the head.
const BEFORE: usize = 6;
const BEHIND: usize = 6;

/// What a description begins with.
const OPENING: Classes = Classes::of(&[Class::Determiner, Class::Possessive]);

/// What stands between no description's first word and its head.
const BREAK: Classes = Classes::of(&[
    Class::Preposition,
    Class::Of,
    Class::To,
    Class::Conjunction,
    Class::Relative,
    Class::Be,
    Class::Have,
    Class::Modal,
    Class::SubjectPronoun,
]);

/// What makes a description tell of somebody instead of meaning one: “is *a nurse*”, “as *a nurse*”.
const PREDICATE: Classes = Classes::of(&[Class::Be, Class::As, Class::Negation]);

/// Somebody described where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Described {
    pub entity: usize,
    /// Its first token.
    pub start: usize,
    pub place: Place,
}

impl Walk<'_> {
    /// Who is described shortly before a token, the nearest first. Time: bounded, whatever the text.
    pub(super) fn described(&mut self, at: usize, attribution: &Attribution) -> Vec<Described> {
        let sentence = self.sentence_of(self.start_of(at));
        let oldest = sentence.saturating_sub(SENTENCES_BACK).max(self.section_of(sentence));
        let outer = &self.folded.outer;
        let from = outer.sentences.get(oldest).and_then(|s| outer.tokens.get(s.start)).map_or(0, |t| t.span.start);
        let floor = self.reading.tokens.partition_point(|t| t.span.start < from).max(at.saturating_sub(TOKENS_BACK));
        let mut all: Vec<Described> = Vec::new();
        let tokens = self.reading.tokens.get(floor..at).unwrap_or_default();
        let noun = |token: &Token| token.classes.any(PERSON) && !token.classes.has(Class::Plural);
        let heads = (floor..at).zip(tokens).rev().filter(|(_, token)| noun(token));
        for (head, _) in heads {
            if all.len() == MOST {
                break;
            }
            let Some((start, description)) = self.phrase(floor, head, at) else { continue };
            let place = self.place(start, description.head);
            let entity = self.whom(&description, place.sentence, attribution);
            all.push(Described { entity, start, place });
        }
        for i in 0..all.len() {
            let sentence = all[i].place.sentence;
            let before = all[i + 1..].iter().any(|other| other.place.sentence == sentence && !other.place.object);
            all[i].place.first &= !before;
        }
        all
    }

    /// Whether a byte of the text stands inside a quotation.
    pub(super) fn quoted(&self, at: u32) -> bool {
        let pieces = &self.folded.pieces;
        pieces.get(pieces.partition_point(|p| p.span.end <= at)).is_some_and(|p| p.span.start <= at)
    }

    fn start_of(&self, at: usize) -> u32 {
        self.reading.token(at).map_or(0, |t| t.span.start)
    }

    /// The description of one person whose head is this noun, read from `floor` on up to `end`.
    fn phrase(&self, floor: usize, head: usize, end: usize) -> Option<(usize, Description)> {
        let reading = self.reading;
        if reading.any(head + 1, PERSON.with(GROUPS)) && reading.kind(head + 1) == Some(Kind::Word) {
            return None;
        }
        let next = self.names.partition_point(|n| n.words.end <= head);
        // “Mayor Lim”, “the mayor Ana Lim”: the name says who it is.
        let named = |n: usize| self.names.get(n).is_some_and(|n| n.title.start <= head + 1);
        if named(next) {
            return None;
        }
        let inner = |i: usize| reading.kind(i) == Some(Kind::Word) && !reading.any(i, BREAK);
        let start = (floor.max(head.saturating_sub(BEFORE))..head)
            .rev()
            .take_while(|&i| inner(i))
            .find(|&i| reading.any(i, OPENING) && !reading.clitic(i))?;
        let before = start.checked_sub(1);
        if before.is_some_and(|b| reading.any(b, PREDICATE)) || self.apposed(start, head + 1) {
            return None;
        }
        const NARROWING: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::Relative]);
        let narrowed = reading.any(head + 1, NARROWING);
        let stops = |i: &usize| reading.kind(*i) == Some(Kind::Word) && !reading.any(*i, STOP);
        let behind = if narrowed { (head + 2..end.min(head + 2 + BEHIND)).take_while(stops).count() + 1 } else { 0 };
        match read(reading, &self.names, start..(head + 1 + behind).min(end)) {
            Some(Form::Description(description)) if description.head == head => Some((start, description)),
            _ => None,
        }
    }

    /// Whether a noun phrase stands beside the name of whom it tells: “Lim, 40, *a nurse*”, “*a nurse*, Ana Lim,”.
    fn apposed(&self, start: usize, end: usize) -> bool {
        let comma = |i: usize| matches!(self.reading.kind(i), Some(Kind::Comma | Kind::Dash | Kind::Open));
        let mut left = start;
        while left > 0 && (comma(left - 1) || self.reading.kind(left - 1) == Some(Kind::Number)) {
            left -= 1;
        }
        let n = self.names.partition_point(|n| n.words.end < left);
        let behind = left < start && self.names.get(n).is_some_and(|n| n.words.end == left);
        let next = self.names.partition_point(|n| n.title.start < end);
        behind || comma(end) && self.names.get(next).is_some_and(|n| n.title.start == end + 1)
    }

    fn place(&self, start: usize, head: usize) -> Place {
        let at = self.start_of(start);
        let sentence = self.sentence_of(at);
        let quoted = self.quoted(at);
        let behind = Classes::of(&[Class::Preposition, Class::Of, Class::To, Class::By]);
        let object = start.checked_sub(1).is_some_and(|b| self.reading.any(b, behind));
        let before = self.names.partition_point(|n| n.words.start < start);
        let subject = (before.saturating_sub(BEFORE)..before)
            .rev()
            .map(|n| self.places[n])
            .take_while(|place| place.sentence == sentence)
            .any(|place| place.first);
        Place {
            sentence,
            paragraph: self.paragraph_of(sentence),
            quoted,
            byline: false,
            first: !quoted && !object && !subject,
            possessor: self.reading.clitic(head + 1),
            object,
        }
    }

    /// Whom a description in the narration means: somebody whom the text has called so, or one without a name.
    fn whom(&mut self, d: &Description, sentence: usize, attribution: &Attribution) -> usize {
        if let Some(&known) = self.met.get(&d.head) {
            return known;
        }
        let gender = self.gendered(d);
        let named = if d.definite && d.bare && d.owner.is_none() {
            let fits = self.people(d, gender, sentence, attribution);
            self.best(fits).map(|(entity, _)| entity)
        } else {
            self.told(d, gender)
        };
        let named = named.or_else(|| self.introduced(d, gender, sentence));
        let head = self.reading.word(d.head);
        let same = |e: &usize| self.entities.all[*e].head == Some(head) && !self.entities.all[*e].is_named();
        let again = || self.met.range(..d.head).rev().take(MOST).map(|(_, &e)| e).find(same);
        let entity = match named.or_else(|| again().filter(|_| d.definite)) {
            Some(entity) => entity,
            None => {
                let entity = self.unnamed(SpeakerKind::Person, d.head, gender);
                self.entities.all[entity].definite = d.definite;
                entity
            }
        };
        self.met.insert(d.head, entity);
        entity
    }
}

const STOP: Classes = Classes::of(&[Class::Be, Class::Have, Class::Modal, Class::CueVerb, Class::Conjunction]);
