//! Whom a description means: “the senator”, “the network”, “both lawmakers”, “the campaign”.

use super::entities::NOBODY;
use super::mentions::{Description, Owner};
use super::names::Shape;
use super::resolution::{NAMES_BACK, Resolved, TURNS_BACK, Turn, Walk};
use super::roles::{PERSON, Part};
use super::{MentionKind, SpeakerKind};
use crate::attribution::Attribution;
use crate::grammar::{Class, Form as WordForm};
use crate::text::Case;
use std::collections::HashSet;
use std::ops::Range;

/// How many names back one is sought that the text has called by a role.
const CALLED_BACK: usize = 250;

impl Walk<'_> {
    pub(super) fn description(&mut self, d: &Description, attribution: &Attribution) -> Resolved {
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
}
