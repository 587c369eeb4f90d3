//! The walk through a document's attributions: each mention is read, and resolved in the light of those before it.

use super::entities::{Entities, Entity, NOBODY, group};
use super::mentions::{Form, Owner, read_headed};
use super::names::{self, Name, Shape};
use super::people::People;
use super::places::{Place, places, quoted, sections};
use super::reading::Reading;
use super::roles::{self, Part};
use super::teaching::Teacher;
use super::traits::FUNCTION;
use super::{Detail, MentionKind, Resolution, SpeakerKind};
use crate::attribution::Attribution;
use crate::choice::Scorer;
use crate::document::Document;
use crate::grammar::{Class, Grammar, Sym};
use crate::quotes::Folded;
use crate::span::Span;
use crate::text::{self, Kind, Text};
use std::collections::BTreeMap;

/// While weights are learned, one attribution of so many is forgotten.
const FORGOTTEN: usize = 9;

/// How many names and turns back an antecedent is sought.
pub(super) const NAMES_BACK: usize = 40;
pub(super) const TURNS_BACK: usize = 12;

/// What is asked of speakers.
#[derive(Default)]
pub(super) struct Asked<'a> {
    /// Who is known beforehand.
    pub people: Option<&'a People>,
    pub detail: Detail,
    /// Who knows the right answers, while weights are learned.
    pub teacher: Option<Teacher<'a>>,
}

pub(super) fn resolve(
    document: &Document<'_>,
    raw: &Text,
    folded: &Folded,
    grammar: &Grammar,
    attributions: &[Attribution],
    Asked { people, detail, teacher }: Asked<'_>,
) -> Resolution {
    if attributions.is_empty() && !detail.everybody {
        return Resolution::default();
    }
    let text = document.text.as_ref();
    let reading = Reading { text, tokens: &raw.tokens };
    let mut names = names::find(text, raw, grammar, people, false);
    let mut inside = quoted(folded);
    let quoted: Vec<bool> = names.iter().map(|name| inside(reading.span(&name.words).start)).collect();
    let mut entities = group(reading, &names, &quoted);
    if let Some(title) = document.title() {
        entitle(title, grammar, reading, &mut entities);
    }
    if let Some(people) = people {
        identify(people, grammar, reading, &mut entities);
    }
    // Words that turned out to be nobody's name play no further part.
    let mut keep = entities.of.iter().map(|&e| e != NOBODY);
    names.retain(|_| keep.next().unwrap_or(false));
    entities.of.retain(|&e| e != NOBODY);
    let mut again = vec![usize::MAX; names.len()];
    let mut first = vec![usize::MAX; entities.all.len()];
    for (n, &e) in entities.of.iter().enumerate().rev() {
        again[n] = std::mem::replace(&mut first[e], n);
        entities.all[e].first = n;
    }
    let places = places(reading, folded, &names);
    let mut walk = Walk {
        teacher,
        detail,
        scorer: Scorer::new(grammar.weights()),
        reading,
        grammar,
        people,
        folded,
        names,
        again,
        places,
        entities,
        turns: Vec::new(),
        labels: BTreeMap::new(),
        met: BTreeMap::new(),
        meant: BTreeMap::new(),
        letters: 0,
        sections: sections(&folded.outer),
    };

    let mut order: Vec<(Span, usize)> =
        attributions.iter().enumerate().filter_map(|(i, a)| Some((a.speaker?.span, i))).collect();
    order.sort_unstable();
    let mut found: Vec<Option<Resolved>> = attributions.iter().map(|_| None).collect();
    // Mentions that several attributions share stand one behind the other.
    for same in order.chunk_by(|(one, _), (other, _)| one == other) {
        let Some(&(span, first)) = same.first() else { continue };
        if let Some(teacher) = &mut walk.teacher {
            teacher.at = first;
        }
        let resolved = walk.speaker(span, &attributions[first]);
        for &(_, index) in same {
            found[index] = Some(resolved.clone());
        }
    }
    walk.report(attributions, &found)
}

/// Notes whom the title names, and gives those whom the text calls by one word only the full name that it has for them.
fn entitle(title: &str, grammar: &Grammar, reading: Reading<'_>, entities: &mut Entities) {
    let raw = text::read(title, grammar);
    let own = Reading { text: title, tokens: &raw.tokens };
    for token in raw.tokens.iter().filter(|token| names::capital(token) && !token.classes.any(FUNCTION)) {
        entities.titular(token.word);
    }
    let bare = |entities: &Entities, word: Sym| {
        entities.bearers(word).find(|&e| {
            let words = entities.all[e].words.as_ref();
            words.is_some_and(|w| w.len() == 1 && reading.word(w.start) == word)
        })
    };
    // Most titles have no such name, and to look for names is dear.
    if !raw.tokens.iter().skip(1).any(|token| bare(entities, token.word).is_some()) {
        return;
    }
    let names = names::find(title, &raw, grammar, None, true);
    for name in names.iter().filter(|n| n.shape == Shape::Person && n.words.len() > 1) {
        if let Some(entity) = bare(entities, own.word(name.words.end - 1)) {
            let entity = &mut entities.all[entity];
            entity.label = Some(own.spell(&name.words));
            entity.kind = SpeakerKind::Person;
            entity.gender += own.gender(name.words.start);
        }
    }
}

/// Says which entities are people known beforehand; those that are the same one become one.
fn identify(people: &People, grammar: &Grammar, reading: Reading<'_>, entities: &mut Entities) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut same: Vec<usize> = (0..entities.all.len()).collect();
    for (e, leader) in same.iter_mut().enumerate() {
        let entity = &entities.all[e];
        let Some(words) = &entity.words else { continue };
        let role: Vec<_> = entity.parts.iter().flat_map(|p| p.words.clone()).map(|i| reading.word(i)).collect();
        let named = reading.tokens.get(words.clone()).unwrap_or_default();
        let Some(known) = people.find(named, &role, grammar) else { continue };
        entities.all[e].known = Some(known);
        *leader = *first.entry(known).or_insert(e);
        if *leader != e {
            entities.merge(e, *leader);
        }
    }
    for of in entities.of.iter_mut().filter(|of| **of != NOBODY) {
        *of = same[*of];
    }
}

/// Somebody spoke.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub entity: usize,
    pub sentence: usize,
    pub start: u32,
}

/// A mention, resolved.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub mention: MentionKind,
    pub entity: usize,
    pub part: Option<Part>,
    pub why: String,
}

pub(super) struct Walk<'w> {
    /// Who knows the right answers, while weights are learned.
    pub teacher: Option<Teacher<'w>>,
    pub detail: Detail,
    pub scorer: Scorer<'w>,
    pub reading: Reading<'w>,
    pub grammar: &'w Grammar,
    pub people: Option<&'w People>,
    pub folded: &'w Folded,
    pub names: Vec<Name>,
    /// For each name the next one that means the same entity: of names looked at backwards, whose is met first.
    pub again: Vec<usize>,
    pub places: Vec<Place>,
    pub entities: Entities,
    pub turns: Vec<Turn>,
    /// The sentences at which the text starts anew, as a live blog does.
    pub sections: Vec<usize>,
    /// Entities by a name that the walk made up for them.
    pub labels: BTreeMap<String, usize>,
    /// Whom descriptions mean that have been read so far, by the tokens of their heads.
    pub met: BTreeMap<usize, usize>,
    /// Whom pronouns mean that have been read so far, by their tokens.
    pub meant: BTreeMap<usize, Option<usize>>,
    /// How many letters mark turns so far; the second answers.
    letters: u32,
}

impl Walk<'_> {
    pub(super) fn sentence_of(&self, at: u32) -> usize {
        let outer = &self.folded.outer;
        outer
            .sentences
            .partition_point(|s| outer.tokens.get(s.start).is_some_and(|t| t.span.start <= at))
            .saturating_sub(1)
    }

    pub(super) fn paragraph_of(&self, sentence: usize) -> usize {
        self.folded.outer.paragraphs.partition_point(|p| p.start <= sentence).saturating_sub(1)
    }

    /// The first sentence of a sentence's section.
    pub(super) fn section_of(&self, sentence: usize) -> usize {
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
        let head = attribution.speaker.map(|mention| self.reading.among(words.clone(), mention.head));
        let head = head.filter(|head| head.len() == 1);
        let form = read_headed(self.reading, &self.names, words.clone(), head.map(|head| head.start));
        let mut resolved = match self.letter(words.clone()) {
            Some(letter) => self.turn(letter, words.start),
            None => self.form(form.as_ref(), words.start, attribution),
        };
        let part = match &form {
            Some(Form::Description(_)) => roles::noun_phrase(self.reading, words.start),
            _ => None,
        };
        resolved.part = part;
        self.entities.all[resolved.entity].turns += 1;
        // Not every attribution is found in practice, so while weights are learned some are forgotten.
        if self.teacher.as_ref().is_some_and(|teacher| teacher.at % FORGOTTEN == 0) {
            return resolved;
        }
        self.turns.push(Turn { entity: resolved.entity, sentence, start: span.start });
        resolved
    }

    /// The one letter that a turn of an interview is marked with: “Q.”, “A:”.
    fn letter(&self, words: std::ops::Range<usize>) -> Option<String> {
        let mut letters = words.filter_map(|i| self.reading.token(i)).filter(|t| t.kind == Kind::Word);
        // “I” is a letter, too.
        let written = letters
            .next()
            .filter(|t| !t.classes.has(Class::FirstPerson))?
            .span
            .of(self.reading.text)
            .trim_end_matches('.');
        (letters.next().is_none() && written.chars().count() == 1 && written.chars().all(char::is_uppercase))
            .then(|| written.to_owned())
    }

    /// Who takes the turns marked with a letter. Who answers is known where only one person is named before the first of
    /// them; who asks is not.
    fn turn(&mut self, letter: String, at: usize) -> Resolved {
        const WHY: &str = "the turns marked with this letter";
        if let Some(&known) = self.labels.get(&letter) {
            return self.resolved(MentionKind::Nominal, known, WHY);
        }
        self.letters += 1;
        let before = self.names.partition_point(|n| n.words.start < at);
        let mut people =
            self.entities.of[..before].iter().filter(|&&e| self.entities.all[e].kind == SpeakerKind::Person);
        let only = people.next().copied().filter(|_| self.letters == 2);
        let only = only.filter(|only| people.all(|e| e == only));
        let entity = only.unwrap_or_else(|| self.unnamed(SpeakerKind::Person, at, 0));
        self.labels.insert(letter, entity);
        self.resolved(MentionKind::Nominal, entity, WHY)
    }

    pub(super) fn form(&mut self, form: Option<&Form>, start: usize, attribution: &Attribution) -> Resolved {
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
                let handle = self.reading.text(words.start).starts_with('@');
                let (kind, why) = match handle {
                    true => (SpeakerKind::Unknown, "a handle is a name"),
                    false => (SpeakerKind::Organization, "a body is called by a name and what it is"),
                };
                let entity = self.labelled(self.reading.spell(words), words.end - 1, kind);
                self.resolved(MentionKind::Proper, entity, why)
            }
            Some(Form::Pronoun(at)) => self.pronoun(*at, attribution),
            Some(Form::Description(description)) => {
                let resolved = self.description(description, attribution);
                self.met.insert(description.head, resolved.entity);
                resolved
            }
            None => {
                let entity = self.unnamed(SpeakerKind::Unknown, start, 0);
                self.resolved(MentionKind::Nominal, entity, "no noun to read")
            }
        }
    }

    pub(super) fn resolved(&self, mention: MentionKind, entity: usize, why: impl Into<String>) -> Resolved {
        let why = if self.detail.reasons { why.into() } else { String::new() };
        Resolved { mention, entity, part: None, why }
    }

    fn joint(&mut self, all: &[usize]) -> Resolved {
        let members: Vec<usize> = all.iter().map(|&n| self.entities.of[n]).collect();
        let entity = self.together(members);
        self.resolved(MentionKind::Proper, entity, "several names")
    }

    /// The entity of several together.
    pub(super) fn together(&mut self, mut members: Vec<usize>) -> usize {
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

    pub(super) fn unnamed(&mut self, kind: SpeakerKind, head: usize, gender: i32) -> usize {
        self.entities.all.push(Entity::unnamed(kind, Some(self.reading.word(head)), gender));
        self.entities.all.len() - 1
    }

    pub(super) fn name(&self, entity: usize) -> Option<String> {
        self.entities.all.get(entity)?.spelled(self.reading)
    }

    /// “Lim's campaign”: surname and noun.
    pub(super) fn campaign(&mut self, owner: Owner, noun: usize, attribution: &Attribution) -> Resolved {
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
        let entity = self.labelled(label, noun, SpeakerKind::Organization);
        self.resolved(how, entity, "a campaign is called by its candidate's surname")
    }

    /// Whoever is called that, which no name of the text spells by itself.
    fn labelled(&mut self, label: String, noun: usize, kind: SpeakerKind) -> usize {
        if let Some(&known) = self.labels.get(&label) {
            return known;
        }
        let mut entity = Entity::unnamed(kind, Some(self.reading.word(noun)), 0);
        entity.label = Some(label.clone());
        self.entities.all.push(entity);
        let id = self.entities.all.len() - 1;
        self.labels.insert(label, id);
        id
    }
}
