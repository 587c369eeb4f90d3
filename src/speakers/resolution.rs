//! The walk through a document's attributions: each mention is read, and resolved in the light of those before it.

use super::antecedents::{Candidate, Feature};
use super::entities::{Entities, Entity, NOBODY, group};
use super::mentions::{Description, Form, Owner, read};
use super::names::{self, Name, Shape};
use super::reading::Reading;
use super::roles::{self, PERSON, Part};
use super::{MentionKind, Resolution, Speaker, SpeakerKind};
use crate::attribution::{Attribution, Mention};
use crate::document::Document;
use crate::grammar::{Class, Classes, Form as WordForm, Grammar};
use crate::quotes::Folded;
use crate::span::Span;
use crate::text::{self, Case, Kind, Text, Token};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How many names and sentences back a pronoun's antecedent is sought.
const NAMES_BACK: usize = 40;
const SENTENCES_BACK: usize = 10;

/// How many names back one is sought that the text has called by a role.
const CALLED_BACK: usize = 250;

/// How many turns back a description's antecedent is sought.
const TURNS_BACK: usize = 12;

pub(super) fn resolve(
    document: &Document<'_>,
    raw: &Text,
    folded: &Folded,
    grammar: &Grammar,
    attributions: &[Attribution],
) -> Resolution {
    let text = document.text.as_ref();
    let reading = Reading { text, tokens: &raw.tokens };
    let mut names = names::find(text, raw, grammar, false);
    let quoted: Vec<bool> = places(reading, folded, &names).iter().map(|p| p.quoted).collect();
    let mut entities = group(reading, &names, &quoted);
    if let Some(title) = document.title() {
        entitle(title, grammar, reading, &mut entities);
    }
    // Words that turned out to be nobody's name play no further part.
    let mut keep = entities.of.iter().map(|&e| e != NOBODY);
    names.retain(|_| keep.next().unwrap_or(false));
    entities.of.retain(|&e| e != NOBODY);
    let places = places(reading, folded, &names);
    let mut walk = Walk {
        reading,
        grammar,
        folded,
        names,
        places,
        entities,
        turns: Vec::new(),
        seen: HashMap::new(),
        labels: HashMap::new(),
        sections: sections(&folded.outer),
    };

    let mut order: Vec<(Span, usize)> =
        attributions.iter().enumerate().filter_map(|(i, a)| Some((a.speaker?.span, i))).collect();
    order.sort_unstable();
    let mut found: Vec<Option<Resolved>> = attributions.iter().map(|_| None).collect();
    for (span, index) in order {
        let resolved = match walk.seen.get(&span) {
            Some(before) => before.clone(),
            None => {
                let resolved = walk.speaker(span, &attributions[index]);
                walk.seen.insert(span, resolved.clone());
                resolved
            }
        };
        found[index] = Some(resolved);
    }
    walk.report(attributions, found)
}

/// Gives those whom the text calls by one word only the full name that the title has for them.
fn entitle(title: &str, grammar: &Grammar, reading: Reading<'_>, entities: &mut Entities) {
    let raw = text::read(title, grammar);
    let own = Reading { text: title, tokens: &raw.tokens };
    for name in names::find(title, &raw, grammar, true).iter().filter(|n| n.shape == Shape::Person && n.words.len() > 1)
    {
        let last = own.word(name.words.end - 1);
        let bare = entities.bearers(last).iter().copied().find(|&e| {
            let words = entities.all[e].words.as_ref();
            words.is_some_and(|w| w.len() == 1 && reading.word(w.start) == last)
        });
        if let Some(entity) = bare {
            let entity = &mut entities.all[entity];
            entity.label = Some(own.spell(&name.words));
            entity.kind = SpeakerKind::Person;
            entity.gender += own.gender(name.words.start);
        }
    }
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The outer sentence, counted from 0.
    sentence: usize,
    paragraph: usize,
    quoted: bool,
    /// The first name of its outer sentence, and not behind a preposition: most likely its subject.
    first: bool,
    /// Before a possessive ending.
    possessor: bool,
    /// Behind a preposition.
    object: bool,
}

/// Somebody spoke.
#[derive(Clone, Copy, Debug)]
struct Turn {
    entity: usize,
    sentence: usize,
    start: u32,
}

/// A mention, resolved.
#[derive(Clone, Debug)]
struct Resolved {
    mention: MentionKind,
    entity: usize,
    part: Option<Part>,
    why: String,
}

struct Walk<'w> {
    reading: Reading<'w>,
    grammar: &'w Grammar,
    folded: &'w Folded,
    names: Vec<Name>,
    places: Vec<Place>,
    entities: Entities,
    turns: Vec<Turn>,
    seen: HashMap<Span, Resolved>,
    /// The sentences at which the text starts anew, as a live blog does.
    sections: Vec<usize>,
    /// Entities by a name that the walk made up for them.
    labels: HashMap<String, usize>,
}

/// Where each name stands; one pass over names, quotations and outer sentences together.
fn places(reading: Reading<'_>, folded: &Folded, names: &[Name]) -> Vec<Place> {
    let outer = &folded.outer;
    let starts: Vec<u32> =
        outer.sentences.iter().map(|s| outer.tokens.get(s.start).map_or(0, |t| t.span.start)).collect();
    let paragraphs: Vec<u32> =
        outer.paragraphs.iter().map(|p| starts.get(p.start).copied().unwrap_or(u32::MAX)).collect();
    let (mut sentence, mut paragraph, mut piece) = (0, 0, 0);
    let mut last = usize::MAX;
    names
        .iter()
        .map(|name| {
            let at = reading.token(name.words.start).map_or(0, |t| t.span.start);
            while starts.get(sentence + 1).is_some_and(|&s| s <= at) {
                sentence += 1;
            }
            while paragraphs.get(paragraph + 1).is_some_and(|&s| s <= at) {
                paragraph += 1;
            }
            while folded.pieces.get(piece).is_some_and(|p| p.span.end <= at) {
                piece += 1;
            }
            let quoted = folded.pieces.get(piece).is_some_and(|p| p.span.start <= at);
            let before = name
                .title
                .start
                .checked_sub(1)
                .map(|b| if reading.has(b, Class::Determiner) { b.saturating_sub(1) } else { b });
            let object = before.is_some_and(|b| {
                reading.has(b, Class::Preposition)
                    || reading.has(b, Class::Of)
                    || reading.has(b, Class::To)
                    || reading.has(b, Class::By)
            });
            let possessor = reading.clitic(name.words.end);
            let first = !quoted && last != sentence && !object;
            if !quoted && !object {
                last = sentence;
            }
            Place { sentence, paragraph, quoted, first, possessor, object }
        })
        .collect()
}

/// The sentences behind paragraphs that only separate: “10:42 a.m.”, “* * *”, “———”.
fn sections(outer: &Text) -> Vec<usize> {
    let separates = |sentences: &Range<usize>| {
        let start = outer.sentences.get(sentences.start).map_or(0, |s| s.start);
        let end = outer.sentences.get(sentences.end.saturating_sub(1)).map_or(start, |s| s.end);
        let tokens = outer.tokens.get(start..end).unwrap_or_default();
        let mark = |t: &Token| t.kind != Kind::Quotation && (t.kind != Kind::Word || t.classes.any(CLOCK));
        !tokens.is_empty() && tokens.len() <= 6 && tokens.iter().all(mark)
    };
    outer.paragraphs.iter().filter(|p| separates(p)).map(|p| p.end).collect()
}

const CLOCK: Classes = Classes::of(&[Class::Time, Class::Abbreviation]);

impl Walk<'_> {
    fn sentence_of(&self, at: u32) -> usize {
        let outer = &self.folded.outer;
        outer
            .sentences
            .partition_point(|s| outer.tokens.get(s.start).is_some_and(|t| t.span.start <= at))
            .saturating_sub(1)
    }

    fn paragraph_of(&self, sentence: usize) -> usize {
        self.folded.outer.paragraphs.partition_point(|p| p.start <= sentence).saturating_sub(1)
    }

    /// The first sentence of a sentence's section.
    fn section_of(&self, sentence: usize) -> usize {
        let after = self.sections.partition_point(|&s| s <= sentence);
        after.checked_sub(1).and_then(|s| self.sections.get(s)).copied().unwrap_or(0)
    }

    /// Resolves a speaker's mention and remembers that it spoke.
    fn speaker(&mut self, span: Span, attribution: &Attribution) -> Resolved {
        let sentence = self.sentence_of(span.start);
        let section = self.section_of(sentence);
        if self.turns.last().is_some_and(|t| t.sentence < section) {
            self.turns.clear();
        }
        let words = self.reading.within(span);
        let form = read(self.reading, &self.names, words.clone());
        let mut resolved = self.form(form.as_ref(), words.start, attribution);
        let part = match &form {
            Some(Form::Description(_)) => roles::noun_phrase(self.reading, words.start),
            _ => None,
        };
        resolved.part = part;
        self.turns.push(Turn { entity: resolved.entity, sentence, start: span.start });
        resolved
    }

    fn form(&mut self, form: Option<&Form>, start: usize, attribution: &Attribution) -> Resolved {
        match form {
            Some(Form::Named(all)) if all.len() > 1 => self.joint(all),
            Some(Form::Named(all)) => {
                let n = all.first().copied().unwrap_or_default();
                let entity = self.entities.of[n];
                self.resolved(MentionKind::Proper, entity, "named")
            }
            Some(Form::NamedWith(n)) => {
                let named = self.entities.of[*n];
                let entity = self.together(vec![named]);
                self.resolved(MentionKind::Proper, entity, "named, with others who are not")
            }
            Some(Form::Campaign(owner, noun)) => self.campaign(*owner, *noun, attribution),
            Some(Form::Body(words)) => {
                let entity = self.labelled(self.reading.spell(words), words.end - 1);
                self.resolved(MentionKind::Proper, entity, "a body is called by a name and what it is")
            }
            Some(Form::Pronoun(at)) => self.pronoun(*at, attribution),
            Some(Form::Description(description)) => self.description(description, attribution),
            None => {
                let entity = self.unnamed(SpeakerKind::Unknown, start, 0);
                self.resolved(MentionKind::Nominal, entity, "no noun to read")
            }
        }
    }

    fn resolved(&self, mention: MentionKind, entity: usize, why: impl Into<String>) -> Resolved {
        Resolved { mention, entity, part: None, why: why.into() }
    }

    fn joint(&mut self, all: &[usize]) -> Resolved {
        let members: Vec<usize> = all.iter().map(|&n| self.entities.of[n]).collect();
        let entity = self.together(members);
        self.resolved(MentionKind::Proper, entity, "several names")
    }

    /// The entity of several together.
    fn together(&mut self, mut members: Vec<usize>) -> usize {
        members.dedup();
        if let Some(same) =
            self.turns.iter().rev().take(TURNS_BACK).find(|t| self.entities.all[t.entity].members == members)
        {
            return same.entity;
        }
        let label = members.iter().filter_map(|&m| self.name(m)).collect::<Vec<_>>().join("; ");
        let mut entity = Entity::unnamed(SpeakerKind::Group, None, 0);
        entity.label = (!label.is_empty()).then_some(label);
        entity.members = members;
        self.entities.all.push(entity);
        self.entities.all.len() - 1
    }

    fn unnamed(&mut self, kind: SpeakerKind, head: usize, gender: i32) -> usize {
        self.entities.all.push(Entity::unnamed(kind, Some(self.reading.word(head)), gender));
        self.entities.all.len() - 1
    }

    fn name(&self, entity: usize) -> Option<String> {
        let entity = self.entities.all.get(entity)?;
        entity.label.clone().or_else(|| entity.words.as_ref().map(|words| self.reading.spell(words)))
    }

    /// “Lim's campaign”: surname and noun.
    fn campaign(&mut self, owner: Owner, noun: usize, attribution: &Attribution) -> Resolved {
        let (owner, how) = match owner {
            Owner::Name(n) => (self.entities.of[n], MentionKind::Proper),
            Owner::Pronoun(at) => (self.pronoun(at, attribution).entity, MentionKind::Nominal),
        };
        let surname = self.entities.all[owner].words.clone().and_then(|words| {
            let last = words.clone().rev().find(|&i| {
                self.reading.token(i).is_some_and(|t| t.kind == Kind::Word && !t.classes.has(Class::NameSuffix))
            })?;
            let person = self.entities.all[owner].kind != SpeakerKind::Organization;
            Some(self.reading.spell(&(if person { last..last + 1 } else { words })))
        });
        let Some(surname) = surname else {
            let entity = self.unnamed(SpeakerKind::Organization, noun, 0);
            return self.resolved(MentionKind::Nominal, entity, "the campaign of somebody who is not named");
        };
        let label = format!("{surname} {}", self.reading.spell(&(noun..noun + 1)).to_lowercase());
        let entity = self.labelled(label, noun);
        self.resolved(how, entity, "a campaign is called by its candidate's surname")
    }

    /// The organisation of that name, which no name of the text spells by itself.
    fn labelled(&mut self, label: String, noun: usize) -> usize {
        if let Some(&known) = self.labels.get(&label) {
            return known;
        }
        let mut entity = Entity::unnamed(SpeakerKind::Organization, Some(self.reading.word(noun)), 0);
        entity.label = Some(label.clone());
        self.entities.all.push(entity);
        let id = self.entities.all.len() - 1;
        self.labels.insert(label, id);
        id
    }

    fn pronoun(&mut self, at: usize, attribution: &Attribution) -> Resolved {
        let reading = self.reading;
        let gender = reading.gender(at);
        let token = reading.token(at);
        let has = |class| token.is_some_and(|t| t.classes.has(class));
        if has(Class::Relative) || has(Class::Interrogative) {
            return self.relative(at);
        }
        if has(Class::FirstPerson) || has(Class::SecondPerson) {
            let entity = self.unnamed(SpeakerKind::Person, at, 0);
            return self.resolved(
                MentionKind::Pronoun,
                entity,
                "the author or the reader, whom the text does not name",
            );
        }
        if gender != 0 {
            return self.antecedent(at, gender, attribution);
        }
        let kind = if has(Class::Plural) { SpeakerKind::Group } else { SpeakerKind::Unknown };
        if has(Class::IndefinitePronoun) && !has(Class::SubjectPronoun) {
            let entity = self.unnamed(kind, at, 0);
            return self.resolved(MentionKind::Pronoun, entity, "a pronoun for nobody in particular");
        }
        self.thing(at, kind)
    }

    /// “They”, “it”: whoever spoke just before, if that can be many or a thing.
    fn thing(&mut self, at: usize, kind: SpeakerKind) -> Resolved {
        let start = self.reading.token(at).map_or(0, |t| t.span.start);
        let sentence = self.sentence_of(start);
        let plural = kind == SpeakerKind::Group;
        let fits = |e: &Entity| match e.kind {
            SpeakerKind::Group => plural,
            SpeakerKind::Organization => !plural || e.is_named(),
            SpeakerKind::Document | SpeakerKind::Unknown => !plural,
            SpeakerKind::Person => false,
        };
        if let Some(turn) = self
            .turns
            .last()
            .copied()
            .filter(|t| sentence - t.sentence.min(sentence) <= 2 && fits(&self.entities.all[t.entity]))
        {
            return self.resolved(MentionKind::Pronoun, turn.entity, "the speaker just before");
        }
        if !plural {
            let near = self.names.partition_point(|n| n.words.start < at);
            for n in (near.saturating_sub(8)..near).rev() {
                let (place, entity) = (self.places[n], self.entities.of[n]);
                if place.sentence + 1 < sentence {
                    break;
                }
                if entity != NOBODY
                    && place.first
                    && !place.quoted
                    && self.entities.all[entity].kind == SpeakerKind::Organization
                {
                    return self.resolved(
                        MentionKind::Pronoun,
                        entity,
                        "the organisation that the sentence or the one before is about",
                    );
                }
            }
        }
        let entity = self.unnamed(kind, at, 0);
        self.resolved(MentionKind::Pronoun, entity, "nobody near whom it could mean")
    }

    /// “Who”, “which”: the name directly before, or the one that the noun before stands in apposition to.
    fn relative(&mut self, at: usize) -> Resolved {
        let reading = self.reading;
        let mut end = at;
        while end > 0 && reading.token(end - 1).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)) {
            end -= 1;
        }
        if end > 0 && reading.kind(end - 1) == Some(Kind::Close) {
            end = (end.saturating_sub(6)..end).rev().find(|&i| reading.kind(i) == Some(Kind::Open)).unwrap_or(end);
        }
        let before = self.names.partition_point(|n| n.words.start < at);
        let thing = |n: usize| {
            self.entities.of[n] == NOBODY || self.entities.all[self.entities.of[n]].kind == SpeakerKind::Organization
        };
        let person = !reading.has(at, Class::Determiner);
        let near = before
            .checked_sub(1)
            .filter(|&n| self.names[n].words.end == end && !(person && self.places[n].object && thing(n)));
        let directly = |walk: &Self, n: usize| {
            walk.resolved(MentionKind::Pronoun, walk.entities.of[n], "the name before the relative pronoun")
        };
        if let Some(n) = near.filter(|&n| !person || self.entities.all[self.entities.of[n]].kind == SpeakerKind::Person)
        {
            return directly(self, n);
        }
        // “Ana Lim, a lawyer at Hull & Sons who …”, “Sen. Lim of Ohio, who …”
        for n in (before.saturating_sub(4)..before).rev() {
            let name = &self.names[n];
            if end.saturating_sub(name.words.end) > 12
                || self.sentence_of(reading.span(&name.words).start)
                    != self.sentence_of(reading.span(&(at..at + 1)).start)
            {
                break;
            }
            if let Some(part) = roles::after(reading, name.words.end)
                && (!part.words.is_empty() || part.affiliation.as_ref().is_some_and(|owner| owner.end == end))
                && part.words.end <= end
            {
                let entity = self.entities.of[n];
                return self.resolved(
                    MentionKind::Pronoun,
                    entity,
                    "the name that the noun before the relative pronoun is an apposition of",
                );
            }
        }
        if let Some(n) = near {
            return directly(self, n);
        }
        let entity = self.unnamed(SpeakerKind::Unknown, at, 0);
        self.resolved(MentionKind::Pronoun, entity, "no name before the relative pronoun")
    }

    /// “He”, “she”: a choice among the people named or quoted shortly before.
    fn antecedent(&mut self, at: usize, gender: i32, attribution: &Attribution) -> Resolved {
        let candidates = self.candidates(at, gender, attribution);
        let mut ranked: Vec<(f32, &Candidate)> = candidates.iter().map(|c| (c.score(), c)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let Some(&(score, best)) = ranked.first() else {
            let entity = self.unnamed(SpeakerKind::Person, at, gender);
            return self.resolved(MentionKind::Pronoun, entity, "nobody near whom it could mean");
        };
        let called = |c: &Candidate| self.name(c.entity).unwrap_or_else(|| "an unnamed speaker".to_owned());
        let mut why = format!("{} ({score:.1}: {})", called(best), best.reasons());
        if let Some((second, rival)) = ranked.get(1) {
            why.push_str(&format!(" rather than {} ({second:.1}: {})", called(rival), rival.reasons()));
        }
        let entity = best.entity;
        self.entities.all[entity].gender += gender;
        self.resolved(MentionKind::Pronoun, entity, why)
    }

    /// The options of a pronoun at a token, with their features.
    fn candidates(&self, at: usize, gender: i32, attribution: &Attribution) -> Vec<Candidate> {
        let start = self.reading.token(at).map_or(0, |t| t.span.start);
        let sentence = self.sentence_of(start);
        let paragraph = self.paragraph_of(sentence);
        let section = self.section_of(sentence);
        let mut all: Vec<Candidate> = Vec::new();
        let fits =
            |e: usize| e != NOBODY && matches!(self.entities.all[e].kind, SpeakerKind::Person | SpeakerKind::Unknown);
        let before = self.names.partition_point(|n| n.words.start < at);
        let mut recent = true;
        for n in (before.saturating_sub(NAMES_BACK)..before).rev() {
            let (place, entity) = (self.places[n], self.entities.of[n]);
            if place.sentence + SENTENCES_BACK < sentence || place.sentence < section {
                break;
            }
            if !fits(entity) {
                continue;
            }
            let inside = attribution.content.iter().any(|c| c.contains(self.reading.span(&self.names[n].words)));
            let known = all.iter().position(|c| c.entity == entity);
            let index = known.unwrap_or_else(|| {
                all.push(Candidate::new(entity));
                all.len() - 1
            });
            let candidate = &mut all[index];
            if inside && place.quoted {
                candidate.set(Feature::InContent, 1.0);
                continue;
            }
            if place.quoted {
                continue;
            }
            if place.sentence == sentence {
                candidate.set(Feature::SameSentence, 1.0);
                if place.first {
                    candidate.set(Feature::SameSentenceFirst, 1.0);
                }
            } else if place.sentence + 1 == sentence {
                candidate.set(Feature::PreviousSentence, 1.0);
                if place.first {
                    candidate.set(Feature::PreviousSentenceFirst, 1.0);
                }
            }
            if place.paragraph == paragraph {
                candidate.set(Feature::SameParagraph, 1.0);
            }
            if candidate.values[Feature::Distance as usize] == 0.0 {
                candidate.set(Feature::Distance, 1.0 + (1.0 + (sentence - place.sentence.min(sentence)) as f32).ln());
                candidate.set(Feature::Possessor, f32::from(u8::from(place.possessor)));
                candidate.set(Feature::Object, f32::from(u8::from(place.object)));
                if recent {
                    candidate.set(Feature::MostRecent, 1.0);
                    recent = false;
                }
            }
        }
        // Turns are in order of text: those before the pronoun are found without a walk over the others.
        let turns = self.turns.get(..self.turns.partition_point(|t| t.start < start)).unwrap_or_default();
        for (back, turn) in turns.iter().rev().take(4).enumerate() {
            if turn.sentence + SENTENCES_BACK < sentence || !fits(turn.entity) {
                continue;
            }
            let known = all.iter().position(|c| c.entity == turn.entity);
            let index = known.unwrap_or_else(|| {
                all.push(Candidate::new(turn.entity));
                all.len() - 1
            });
            let candidate = &mut all[index];
            match back {
                0 => {
                    candidate.set(Feature::PreviousSpeaker, 1.0);
                    if turn.sentence + 2 >= sentence {
                        candidate.set(Feature::PreviousSpeakerNear, 1.0);
                    }
                }
                1 if candidate.values[Feature::PreviousSpeaker as usize] == 0.0 => {
                    candidate.set(Feature::SpeakerBefore, 1.0)
                }
                _ => candidate.set(Feature::SpokeBefore, 1.0),
            }
            let near = 1.0 + (1.0 + (sentence - turn.sentence.min(sentence)) as f32).ln();
            let distance = candidate.values[Feature::Distance as usize];
            candidate.set(Feature::Distance, if distance == 0.0 { near } else { distance.min(near) });
        }
        // Since the last turn a sentence has been about somebody else.
        if let Some((speaker, since)) = turns.last().map(|t| (t.entity, t.start)) {
            let about = |n: &usize| {
                let behind = self.reading.span(&self.names[*n].words).start > since;
                let live = self.places[*n].first
                    && self.places[*n].sentence + 2 > sentence
                    && behind
                    && fits(self.entities.of[*n]);
                let gender = gender * self.entities.all[self.entities.of[*n]].gender.signum();
                live && gender >= 0
            };
            let latest = (before.saturating_sub(8)..before).rev().find(about).map(|n| self.entities.of[n]);
            if let Some(other) = latest.filter(|&other| other != speaker) {
                for candidate in &mut all {
                    if candidate.entity == other {
                        candidate.set(Feature::Supersedes, 1.0);
                    } else if candidate.entity == speaker {
                        candidate.set(Feature::Superseded, 1.0);
                    }
                }
            }
        }
        for candidate in &mut all {
            let entity = &self.entities.all[candidate.entity];
            match gender * entity.gender.signum() {
                1 => candidate.set(Feature::GenderAgrees, 1.0),
                -1 => candidate.set(Feature::GenderClashes, 1.0),
                _ => {}
            }
            if candidate.values[Feature::Distance as usize] == 0.0 {
                candidate.set(Feature::Distance, 1.0 + (1.0 + SENTENCES_BACK as f32).ln());
            }
            candidate.set(Feature::Mentions, (1.0 + entity.named as f32).ln());
            candidate.set(Feature::Headline, f32::from(u8::from(entity.headline)));
            candidate.set(Feature::OnlyQuoted, f32::from(u8::from(entity.quoted && entity.is_named())));
            candidate.set(Feature::Unnamed, f32::from(u8::from(!entity.is_named())));
            candidate.set(Feature::KindUnknown, f32::from(u8::from(entity.kind == SpeakerKind::Unknown)));
        }
        all
    }

    fn description(&mut self, d: &Description, attribution: &Attribution) -> Resolved {
        let reading = self.reading;
        let head = reading.word(d.head);
        let has = |class| reading.has(d.head, class);
        let plural = has(Class::Plural) || d.counted || self.grammar.form(head).has(WordForm::Plural);
        let kind = if has(Class::Document) {
            SpeakerKind::Document
        } else if has(Class::Organisation) {
            SpeakerKind::Organization
        } else if has(Class::GroupNoun) || plural {
            SpeakerKind::Group
        } else if reading.any(d.head, PERSON) {
            SpeakerKind::Person
        } else {
            SpeakerKind::Unknown
        };
        let gender = d.words.clone().map(|i| reading.gender(i)).sum::<i32>().signum();
        if d.definite && d.bare && d.owner.is_none() {
            if plural {
                let joint =
                    self.turns.iter().rev().take(TURNS_BACK).find(|t| self.entities.all[t.entity].members.len() > 1);
                if let Some(turn) = joint.copied() {
                    return self.resolved(MentionKind::Nominal, turn.entity, "those who spoke together before");
                }
            }
            if has(Class::Campaign)
                && let Some(n) = self.campaigner(d.head)
            {
                return self.campaign(Owner::Name(n), d.head, attribution);
            }
            let same =
                |t: &&Turn| self.entities.all[t.entity].head == Some(head) && !self.entities.all[t.entity].is_named();
            if kind != SpeakerKind::Organization
                && let Some(turn) = self.turns.iter().rev().take(TURNS_BACK).find(same).copied()
            {
                return self.resolved(MentionKind::Nominal, turn.entity, "the same description before");
            }
            if !plural && let Some(entity) = self.described(d, kind) {
                return self.resolved(MentionKind::Nominal, entity, "the text gives somebody this description");
            }
            if let Some(turn) = self.turns.iter().rev().take(TURNS_BACK).find(same).copied() {
                return self.resolved(MentionKind::Nominal, turn.entity, "the same description before");
            }
        }
        let entity = self.unnamed(kind, d.head, gender);
        self.resolved(MentionKind::Nominal, entity, "described, not named")
    }

    /// The person whom the text has called so: “Gov. Lim of Ohio … the Ohio governor”. Words in common count, nations that
    /// differ exclude, and of equals whoever spoke or was named last wins.
    fn called(&self, d: &Description, window: Range<usize>) -> Option<usize> {
        let reading = self.reading;
        let head = reading.token(d.head)?.span.of(reading.text).to_lowercase();
        let heads = |i: usize| {
            let text = reading.token(i).map_or("", |t| t.span.of(reading.text));
            let short =
                text.strip_suffix('.').filter(|s| s.len() > 2).is_some_and(|s| head.starts_with(&s.to_lowercase()));
            reading.word(i) == reading.word(d.head) || short
        };
        let nation = |words: &Range<usize>| {
            words
                .clone()
                .find(|&i| {
                    reading.has(i, Class::Nationality) && reading.token(i).is_some_and(|t| t.case != Case::Upper)
                })
                .map(|i| reading.word(i))
        };
        let modifiers = d.words.start + 1..d.head;
        let mut best: Option<(f32, usize)> = None;
        let mut seen = HashSet::new();
        for n in window.rev() {
            let e = self.entities.of[n];
            if !seen.insert(e) {
                continue;
            }
            let entity = &self.entities.all[e];
            let feminine =
                d.words.clone().map(|i| reading.gender(i)).sum::<i32>().signum() * entity.gender.signum() < 0;
            if feminine || !matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Unknown) {
                continue;
            }
            let fit = entity.parts.iter().filter(|p| p.words.clone().any(heads)).filter_map(|p| {
                let ours = nation(&modifiers);
                let theirs = nation(&p.words);
                let clash = ours.is_some() && theirs.is_some() && ours != theirs;
                let whole = p.affiliation.clone().into_iter().flatten().chain(p.words.clone());
                let shared = whole.filter(|&i| modifiers.clone().any(|j| reading.word(i) == reading.word(j))).count();
                (!clash).then_some(shared as f32)
            });
            let Some(fit) = fit.max_by(f32::total_cmp) else {
                continue;
            };
            let spoke = self.turns.last().is_some_and(|t| t.entity == e);
            let score = fit + if spoke { 0.5 } else { 0.0 };
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, e));
            }
        }
        // Nobody is called so: “The New York businessman” is most likely another word for whoever spoke just before.
        let sentence = self.sentence_of(reading.span(&d.words).start);
        let last = || {
            self.turns.last().filter(|t| t.sentence + 3 >= sentence).map(|t| t.entity).filter(|&e| {
                let entity = &self.entities.all[e];
                let nations = |p: &Part| {
                    nation(&p.words).is_none_or(|theirs| nation(&modifiers).is_none_or(|ours| ours == theirs))
                };
                let role = reading.has(d.head, Class::Role) && !reading.has(d.head, Class::Plural);
                role && entity.kind == SpeakerKind::Person && entity.is_named() && entity.parts.iter().all(nations)
            })
        };
        best.map(|(_, e)| e).or_else(last)
    }

    /// The last name before that a campaign is called by: “the Lim campaign … the campaign”.
    fn campaigner(&self, head: usize) -> Option<usize> {
        let before = self.names.partition_point(|n| n.words.start < head);
        let called = |&n: &usize| {
            let end = self.names[n].words.end;
            self.reading.has(end, Class::Campaign)
                || (self.reading.clitic(end) && self.reading.has(end + 1, Class::Campaign))
        };
        (before.saturating_sub(NAMES_BACK)..before).rev().find(called)
    }

    /// The named entity that a definite description means: one that is called so, else for an organisation the last one.
    fn described(&self, d: &Description, kind: SpeakerKind) -> Option<usize> {
        let reading = self.reading;
        let before = self.names.partition_point(|n| n.words.start < d.words.start);
        let window = before.saturating_sub(NAMES_BACK)..before;
        let head = reading.word(d.head);
        match kind {
            SpeakerKind::Person => self.called(d, before.saturating_sub(CALLED_BACK)..before),
            SpeakerKind::Organization => {
                let called = |e: usize| {
                    self.entities.all[e]
                        .words
                        .clone()
                        .is_some_and(|words| words.clone().any(|i| reading.word(i) == head))
                };
                let organisation = |e: usize| {
                    self.entities.all[e].kind == SpeakerKind::Organization && self.entities.all[e].is_named()
                };
                let named = window
                    .clone()
                    .rev()
                    .map(|n| self.entities.of[n])
                    .filter(|&e| e != NOBODY)
                    .find(|&e| called(e) && organisation(e));
                if reading.has(d.head, Class::Campaign) {
                    return named;
                }
                let last = self.turns.last().map(|t| t.entity).filter(|&e| organisation(e));
                let sentence = self.sentence_of(reading.span(&d.words).start);
                let about = |n: &usize| {
                    self.places[*n].first
                        && self.names[*n].shape == Shape::Organisation
                        && self.places[*n].sentence + 2 >= sentence
                        && organisation(self.entities.of[*n])
                };
                let near = |n: &usize| {
                    self.names[*n].shape == Shape::Organisation
                        && self.places[*n].sentence + 1 == sentence
                        && organisation(self.entities.of[*n])
                };
                let told = |n: usize| self.entities.of[n];
                named
                    .or(last)
                    .or_else(|| window.clone().rev().find(about).map(told))
                    .or_else(|| window.rev().find(near).map(told))
            }
            _ => None,
        }
    }

    /// Puts together what the caller gets: entities numbered in order of first attribution, with all their mentions.
    fn report(mut self, attributions: &[Attribution], found: Vec<Option<Resolved>>) -> Resolution {
        let mut number: Vec<Option<u32>> = vec![None; self.entities.all.len()];
        let mut out = Resolution::default();
        let mut ids: Vec<usize> = Vec::new();
        for resolved in found.iter().flatten() {
            if number[resolved.entity].is_none() {
                number[resolved.entity] = u32::try_from(ids.len()).ok();
                ids.push(resolved.entity);
            }
        }
        ids.extend((0..number.len()).filter(|&e| number[e].is_none() && self.entities.all[e].words.is_some()));
        let mut place = vec![usize::MAX; number.len()];
        for (index, &id) in ids.iter().enumerate() {
            place[id] = index;
            let (role, affiliation) = self.part(id, None);
            out.entities.push(super::Entity {
                name: self.name(id),
                kind: self.kind(id),
                role,
                affiliation,
                mentions: Vec::new(),
                attributions: Vec::new(),
            });
        }
        for (n, name) in self.names.iter().enumerate() {
            if let Some(entity) = place.get(self.entities.of[n]).and_then(|&p| out.entities.get_mut(p)) {
                entity.mentions.push(self.reading.span(&(name.title.start..name.words.end)));
            }
        }
        for (index, resolved) in found.into_iter().enumerate() {
            let speaker = resolved.map(|resolved| {
                let id = resolved.entity;
                let (role, affiliation) = self.part(id, resolved.part.as_ref());
                let entity = place[id];
                if let Some(listed) = out.entities.get_mut(entity) {
                    listed.attributions.push(index);
                    listed.mentions.extend(attributions[index].speaker.map(|m| m.span));
                }
                Speaker {
                    mention: resolved.mention,
                    kind: self.kind(id),
                    name: self.name(id),
                    role,
                    affiliation,
                    entity: u32::try_from(entity).unwrap_or(u32::MAX),
                    why: resolved.why,
                }
            });
            out.speakers.push(speaker);
        }
        for entity in &mut out.entities {
            // A speaker's mention and the name inside it are one mention: the longer stays.
            entity.mentions.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
            entity.mentions.dedup_by(|later, earlier| earlier.overlaps(*later));
        }
        for attribution in attributions {
            out.addressees.push(attribution.addressee.and_then(|m| self.other(m, attribution)));
            out.via.push(attribution.via.iter().map(|&m| self.other(m, attribution)).collect());
        }
        out
    }

    /// The canonical name of a mention that does not speak.
    fn other(&mut self, mention: Mention, attribution: &Attribution) -> Option<String> {
        let words = self.reading.within(mention.span);
        let form = read(self.reading, &self.names, words.clone())?;
        let resolved = self.form(Some(&form), words.start, attribution);
        self.name(resolved.entity)
    }

    fn kind(&self, id: usize) -> SpeakerKind {
        let entity = &self.entities.all[id];
        match entity.kind {
            SpeakerKind::Unknown if entity.words.is_some() => SpeakerKind::Person,
            kind => kind,
        }
    }

    /// Role and affiliation: those of the mention itself, else the first that the text gives.
    fn part(&self, id: usize, own: Option<&Part>) -> (Option<String>, Option<String>) {
        let entity = &self.entities.all[id];
        let all = || own.into_iter().chain(&entity.parts);
        let role = all().find(|p| !p.words.is_empty()).map(|p| self.reading.spell(&p.words));
        let affiliation = all().find_map(|p| p.affiliation.as_ref());
        let name = |words: &std::ops::Range<usize>| {
            let n = self.names.partition_point(|n| n.words.start < words.start);
            let whole = self.names.get(n).filter(|n| n.words.start == words.start && n.words.end >= words.end);
            let named =
                whole.map(|_| self.entities.of[n]).filter(|&e| e != NOBODY && e != id).and_then(|e| self.name(e));
            named.unwrap_or_else(|| self.reading.spell(words))
        };
        (role, affiliation.map(name))
    }
}
