//! Whom a description means: “the senator”, “the network”, “both lawmakers”, “the campaign”.

use super::mentions::{Description, Owner};
use super::names::{Name, Shape, capital};
use super::resolution::{NAMES_BACK, Resolved, TURNS_BACK, Turn, Walk};
use super::roles::{PERSON, Part};
use super::traits::FUNCTION;
use super::{MentionKind, SpeakerKind};
use crate::attribution::Attribution;
use crate::grammar::{Class, Classes, Form as WordForm, Sym};
use crate::text::{Case, Kind};
use std::ops::Range;

/// How many names back one is sought that the text has called by a role.
const CALLED_BACK: usize = 250;

/// How many sentences back a description still means the speaker or subject of then, and how far ahead a name may follow.
const SENTENCES_BACK: usize = 3;
const SENTENCES_AHEAD: usize = 3;

/// With how many sentences an article opens.
const OPENING: usize = 3;

/// How many sentences back the same words mean the same unnamed speaker.
const SAME_BACK: usize = 8;

/// What a sentence's verb may be.
const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::Have, Class::Be, Class::Modal]);

/// Why “the company” may be one that a noun for companies has introduced: “the *lender* Brightwell”.
const SUCH: &str = "a body of such a kind";

/// What an option needs to be taken.
const LEAST: f32 = 1.6;

/// Somebody whom a description may mean, with what speaks for and against.
#[derive(Debug)]
pub(super) struct Fit {
    entity: usize,
    score: f32,
    reasons: Vec<(&'static str, f32)>,
}

impl Fit {
    fn new(entity: usize) -> Self {
        Self { entity, score: 0.0, reasons: Vec::new() }
    }

    fn add(&mut self, reason: &'static str, holds: bool, share: f32) {
        if holds {
            self.score += share;
            self.reasons.push((reason, share));
        }
    }
}

/// Whether a title shortens a word: “Sen.” a senator, “Dr” a doctor.
fn abbreviates(title: &str, word: &str) -> bool {
    let stem = title.trim_end_matches('.').to_lowercase();
    let mut letters = word.chars();
    (2..6).contains(&stem.len())
        && stem.len() < word.len()
        && word.starts_with(|c| stem.starts_with(c))
        && stem.chars().all(|c| letters.any(|other| other == c))
}

impl Walk<'_> {
    pub(super) fn description(&mut self, d: &Description, attribution: &Attribution) -> Resolved {
        let reading = self.reading;
        let head = reading.word(d.head);
        let has = |class| reading.has(d.head, class);
        let form = self.grammar.form(head);
        // “The former first lady” counts nobody.
        let counted = d.counted && !form.has(WordForm::Singular);
        let plural = has(Class::Plural) || counted || form.has(WordForm::Plural);
        // “The 2009 paper” is what was written, “the paper” may be who wrote.
        let dated = has(Class::Document) && d.words.clone().any(|i| reading.kind(i) == Some(Kind::Number));
        let kind = if has(Class::Organisation) && !plural && !dated {
            SpeakerKind::Organization
        } else if has(Class::Document) {
            SpeakerKind::Document
        } else if has(Class::GroupNoun) || plural {
            SpeakerKind::Group
        } else if reading.any(d.head, PERSON) {
            SpeakerKind::Person
        } else {
            SpeakerKind::Unknown
        };
        let somebody = kind == SpeakerKind::Unknown && !plural && self.somebody(d.head);
        let kind = if somebody { SpeakerKind::Person } else { kind };
        let gender = self.gendered(d);
        let sentence = self.sentence_of(reading.span(&d.words).start);
        if d.definite && d.bare && d.owner.is_none() {
            if plural && let Some(entity) = self.several(d, counted, sentence) {
                return self.resolved(MentionKind::Nominal, entity, "those named or quoted together before");
            }
            if has(Class::Campaign)
                && let Some(n) = self.campaigner(d.head)
            {
                return self.campaign(Owner::Name(n), d.head, attribution);
            }
            let same = |t: &&Turn| {
                let entity = &self.entities.all[t.entity];
                entity.head == Some(head) && !entity.is_named() && t.sentence + SAME_BACK >= sentence
            };
            let same = self.turns.iter().rev().take(TURNS_BACK).find(same).map(|t| t.entity);
            if kind != SpeakerKind::Organization
                && let Some(entity) = same
            {
                return self.resolved(MentionKind::Nominal, entity, "the same description before");
            }
            let fits = match kind {
                SpeakerKind::Person if !plural => self.people(d, gender, sentence, attribution),
                SpeakerKind::Organization => self.organisations(d, sentence),
                _ => Vec::new(),
            };
            let mut best = self.best(fits);
            // “The producer”, “the operator”: a company or one person.
            if best.is_none() && kind == SpeakerKind::Organization && reading.has(d.head, Class::Role) {
                // “The head of the *operator*” is none.
                const NARROWING: Classes = Classes::of(&[Class::Of, Class::Preposition]);
                let own = |part: &Part| part.words.clone().take_while(|&i| !reading.any(i, NARROWING)).last();
                let called = |part: &Part| own(part).is_some_and(|last| reading.word(last) == head);
                let mut people = self.people(d, gender, sentence, attribution);
                people.retain(|fit| self.entities.all[fit.entity].parts.iter().any(called));
                best = self.best(people);
            }
            if let Some((entity, why)) = best {
                return self.resolved(MentionKind::Nominal, entity, why);
            }
            if let Some(entity) = same {
                return self.resolved(MentionKind::Nominal, entity, "the same description before");
            }
            if kind != SpeakerKind::Person
                && !plural
                && let Some(entity) = self.namesake(d)
            {
                return self.resolved(MentionKind::Nominal, entity, "the only one whose name ends so");
            }
        }
        if kind == SpeakerKind::Person
            && !plural
            && let Some(entity) = self.told(d, gender)
        {
            return self.resolved(MentionKind::Nominal, entity, "the text has called only this one so");
        }
        if kind == SpeakerKind::Person
            && !plural
            && let Some(entity) = self.introduced(d, gender, sentence)
        {
            return self.resolved(MentionKind::Nominal, entity, "the text gives the name of the one described next");
        }
        // “The paper” is a publisher only where one has been named.
        let kind = if has(Class::Document) && !plural { SpeakerKind::Document } else { kind };
        let entity = self.unnamed(kind, d.head, gender);
        self.entities.all[entity].definite = d.definite;
        self.resolved(MentionKind::Nominal, entity, "described, not named")
    }

    /// The option with the greatest sum and, where it is asked for, in words what spoke for it and against the runner-up.
    pub(super) fn best(&self, mut fits: Vec<Fit>) -> Option<(usize, String)> {
        fits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let told = |fit: &Fit| {
            let reasons: Vec<String> = fit.reasons.iter().map(|(why, share)| format!("{why} {share:+.1}")).collect();
            format!("{} ({})", self.name(fit.entity).unwrap_or_default(), reasons.join(", "))
        };
        let first = fits.first().filter(|fit| fit.score >= LEAST)?;
        if !self.detail.reasons {
            return Some((first.entity, String::new()));
        }
        let mut why = told(first);
        if let Some(rival) = fits.get(1) {
            why.push_str(" rather than ");
            why.push_str(&told(rival));
        }
        Some((first.entity, why))
    }

    /// The people whom a description may mean: “Gov. Lim of Ohio … the Ohio governor”. Words in common count, nations and
    /// parties that differ exclude, and of equals whoever spoke or was named last stands first.
    pub(super) fn people(&self, d: &Description, gender: i32, sentence: usize, attribution: &Attribution) -> Vec<Fit> {
        let reading = self.reading;
        let section = self.section_of(sentence);
        let before = self.names.partition_point(|n| n.words.start < d.words.start);
        let window = before.saturating_sub(CALLED_BACK)..before;
        let person = |e: usize| {
            let entity = &self.entities.all[e];
            entity.is_named() && matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Unknown)
        };
        let last = self.turns.last().filter(|t| t.sentence + SENTENCES_BACK >= sentence).map(|t| t.entity);
        let about = window
            .clone()
            .rev()
            .take_while(|&n| self.places[n].sentence + 2 >= sentence && self.places[n].sentence >= section)
            .find(|&n| self.places[n].first && !self.places[n].possessor && person(self.entities.of[n]));
        let since = about.is_some_and(|n| {
            self.turns.last().is_some_and(|turn| turn.start < reading.span(&self.names[n].words).start)
        });
        let about = about.map(|n| self.entities.of[n]);
        let opening = self.names.partition_point(|n| {
            let at = reading.token(n.words.start).map_or(0, |t| t.span.start);
            self.sentence_of(at) < section
        });
        let topic = (opening..before)
            .take(CALLED_BACK)
            .find(|&n| !self.places[n].quoted && self.entities.all[self.entities.of[n]].kind == SpeakerKind::Person)
            .map(|n| self.entities.of[n]);
        let most = window.clone().map(|n| self.entities.of[n]).filter(|&e| person(e));
        let most = most.max_by_key(|&e| (self.entities.all[e].named, usize::MAX - e));
        let role = reading.has(d.head, Class::Role) || reading.has(d.head, Class::PersonNoun);
        let strange = self.strange(d);
        let age = d.words.clone().find_map(|i| self.counted_years(i));
        // “The president” is somebody else than a judge; “the former Hull mayor” may tell news of one.
        let office_alone = reading.has(d.head, Class::Title) && d.head == d.words.start + 1;
        let vague = !role && self.somebody(d.head);
        // “The Ohio Republican” is most likely one who was elected there.
        let elected =
            reading.has(d.head, Class::Nationality) && (d.words.start..d.head).any(|i| reading.has(i, Class::Place));
        let office = |part: &Part| part.words.clone().any(|i| reading.has(i, Class::Title));
        let mut fits: Vec<Fit> = Vec::new();
        for n in window.rev() {
            let e = self.entities.of[n];
            if self.again[n] < before || !person(e) || self.same_origin(d, e) == Some(false) {
                continue;
            }
            let entity = &self.entities.all[e];
            if gender * entity.gender.signum() < 0 {
                continue;
            }
            let called = entity.parts.iter().filter_map(|part| self.called(d, part)).max();
            let mut fit = Fit::new(e);
            fit.add("is called so", called.is_some(), 3.0);
            fit.add("words in common", called > Some(0), called.unwrap_or_default().min(2) as f32);
            let person = entity.kind == SpeakerKind::Person || entity.turns > 0 && entity.personal();
            // “Ana Lim, 34, … the 34-year-old” is of no other age.
            let aged = age.zip(self.age(e)).map(|(ours, theirs)| ours == theirs);
            if aged == Some(false) {
                continue;
            }
            if called.is_none() && (strange || !((role || vague || age.is_some()) && person)) {
                continue;
            }
            fit.add("is of that age", aged == Some(true), 4.0);
            fit.add("an age tells of whoever is spoken of", age.is_some() && about == Some(e), 1.0);
            let other = called.is_none() && !vague && entity.parts.iter().any(|part| !part.words.is_empty());
            let place = self.places[n];
            let said =
                place.quoted && attribution.content.iter().any(|c| c.contains(reading.span(&self.names[n].words)));
            let apart = called.is_none() && self.modified(d);
            fit.add("is never called what the description adds", apart && self.same_origin(d, e).is_none(), -1.0);
            fit.add("is not called whose", strange && called == Some(0), -2.0);
            fit.add("of the same nation or party", called.is_none() && self.same_origin(d, e) == Some(true), 1.5);
            fit.add("no list has the noun", vague, 0.4);
            fit.add("holds an office", elected && entity.parts.iter().any(office), 1.0);
            fit.add("spoke last", last == Some(e), 2.0);
            fit.add("somebody else has been the subject since", last == Some(e) && since && about != last, -1.0);
            fit.add("the sentence before is about this one", about == Some(e), 1.5);
            fit.add("named in the sentence before", about != Some(e) && place.sentence + 1 >= sentence, 0.5);
            fit.add("the section is about this one", topic == Some(e), 0.5);
            fit.add("most often named", most == Some(e), 0.5);
            fit.add("has another role", other, -1.0);
            fit.add("is not called by that office", other && office_alone, -1.0);
            fit.add("only ever named in quotations", entity.quoted, -2.0);
            fit.add("named in what is said", said, -2.0);
            if fit.score > 0.0 {
                fits.push(fit);
            }
        }
        fits
    }

    /// Whether nouns before the head say which one is meant: “the *county health* officer”, not “the *former* officer”.
    fn modified(&self, d: &Description) -> bool {
        const LOOSE: Classes = Classes::of(&[
            Class::Modifier,
            Class::Determiner,
            Class::Possessive,
            Class::Quantifier,
            Class::NumberWord,
            Class::Nationality,
        ]);
        // “the *Hull-based* firm”
        let based = |i: usize| self.reading.text(i).contains('-') && self.reading.token(i).is_some_and(capital);
        // “the *Ohio* Republican”
        let from = |i: usize| self.reading.has(i, Class::Place) && self.reading.has(d.head, Class::Nationality);
        let noun =
            |i: usize| self.reading.kind(i) == Some(Kind::Word) && !self.reading.any(i, LOOSE) && !based(i) && !from(i);
        (d.words.start..d.head).any(noun)
    }

    /// Whether a description has a word before its head: “the *highway* agency”.
    fn adds(&self, d: &Description, word: Sym) -> bool {
        const LOOSE: Classes = Classes::of(&[Class::Determiner, Class::Of, Class::Conjunction]);
        let own = |i: usize| self.reading.word(i) == word && !self.reading.any(i, LOOSE) && !self.reading.clitic(i);
        (d.words.start..d.head).any(own)
    }

    /// 1 for a description of a man, −1 for one of a woman; whose lawyer somebody is does not tell.
    pub(super) fn gendered(&self, d: &Description) -> i32 {
        let own = d.words.clone().filter(|&i| !self.reading.has(i, Class::Possessive));
        own.map(|i| self.reading.gender(i)).sum::<i32>().signum()
    }

    /// “The party's leader”: the leader of a party whose name is not told here.
    fn strange(&self, d: &Description) -> bool {
        d.owner.is_none() && d.words.clone().any(|i| self.reading.clitic(i))
    }

    /// Whether a noun that no list has is most likely somebody: “the all-rounder”, “the 34-year-old”, “the Finn”.
    fn somebody(&self, head: usize) -> bool {
        self.reading.text(head).contains('-') || self.reading.has(head, Class::Nationality)
    }

    /// The number that a compound begins with: “34-year-old”.
    fn counted_years(&self, at: usize) -> Option<u32> {
        let (number, unit) = self.reading.text(at).split_once('-')?;
        let number = number.parse().ok()?;
        unit.contains('-').then_some(number)
    }

    /// How old the text says that somebody is where it is named first: “Ana Lim, *34*,”, “a *34-year-old* nurse, Ana Lim”.
    fn age(&self, e: usize) -> Option<u32> {
        const NEAR: usize = 6;
        let reading = self.reading;
        let name = self.names.get(self.entities.all[e].first)?;
        let end = name.words.end;
        let behind = || {
            let number = reading.kind(end) == Some(Kind::Comma) && reading.kind(end + 1) == Some(Kind::Number);
            let number = number.then(|| reading.text(end + 1).parse().ok()).flatten();
            let counted = || (end + 1..end + NEAR).take_while(|&i| self.reading.kind(i) != Some(Kind::Comma));
            number.or_else(|| counted().find_map(|i| self.counted_years(i)))
        };
        let start = name.title.start;
        let word = |i: &usize| matches!(reading.kind(*i), Some(Kind::Word | Kind::Comma | Kind::Number));
        let before = || (start.saturating_sub(NEAR)..start).rev().take_while(word).find_map(|i| self.counted_years(i));
        behind().or_else(before)
    }

    /// How many words, beside its head, a description shares with a role; `None` where their heads differ.
    fn called(&self, d: &Description, part: &Part) -> Option<usize> {
        let reading = self.reading;
        let text = |i: usize| reading.text(i);
        let short = |i: usize| {
            let title = reading.has(i, Class::Title) && reading.gender(i) == 0;
            title && abbreviates(text(i), &text(d.head).to_lowercase())
        };
        part.words.clone().find(|&i| reading.word(i) == reading.word(d.head) || short(i))?;
        let whole = part.affiliation.clone().into_iter().flatten().chain(part.words.clone());
        let modifiers = d.words.start + 1..d.head;
        Some(whole.filter(|&i| modifiers.clone().any(|j| reading.word(i) == reading.word(j))).count())
    }

    /// Whether description and roles name the same nation or party, `Some(false)` for different ones; `None` where one of
    /// them names none.
    fn same_origin(&self, d: &Description, e: usize) -> Option<bool> {
        let reading = self.reading;
        let origin = |words: Range<usize>| {
            let written = |&i: &usize| reading.token(i).is_some_and(|t| t.case != Case::Upper);
            words.filter(|&i| reading.has(i, Class::Nationality)).find(written)
        };
        let ours = origin(d.words.clone())?;
        let text = |i: usize| reading.text(i);
        // “Democrat” and “Democratic” are one.
        let same = |theirs: usize| text(theirs).starts_with(text(ours)) || text(ours).starts_with(text(theirs));
        let entity = &self.entities.all[e];
        let all = entity.parts.iter().filter_map(|part| origin(part.words.clone())).chain(entity.origin);
        all.map(same).reduce(|a, b| a | b)
    }

    /// The only one whom the text has called so before, with whose or of what: “Ana Lim, *mayor of Hull* … the mayor of Hull”,
    /// “Bo Lim, *her husband* … her husband”.
    pub(super) fn told(&self, d: &Description, gender: i32) -> Option<usize> {
        let reading = self.reading;
        if !d.definite && d.owner.is_none() {
            return None;
        }
        let kin = reading.has(d.head, Class::Kin) || matches!(d.owner, Some(Owner::Pronoun(_)));
        let named = |i: &usize| {
            reading.token(*i).is_some_and(|t| t.kind == Kind::Word && capital(t) && !t.classes.any(FUNCTION))
        };
        let owner: Vec<_> = d.words.clone().filter(|&i| i < d.head).chain(d.rest.clone()).filter(named).collect();
        if owner.is_empty() && !(kin && d.owner.is_some()) {
            return None;
        }
        let before = self.names.partition_point(|n| n.words.start < d.words.start);
        let mut only = None;
        for n in (before.saturating_sub(CALLED_BACK)..before).rev() {
            let e = self.entities.of[n];
            if self.again[n] < before {
                continue;
            }
            let entity = &self.entities.all[e];
            let fits = |part: &Part| {
                let mut whole = part.affiliation.clone().into_iter().flatten().chain(part.words.clone());
                let owned = part
                    .words
                    .start
                    .checked_sub(1)
                    .is_some_and(|b| reading.has(b, Class::Possessive) || reading.clitic(b));
                self.called(d, part).is_some()
                    && (kin && owned || whole.any(|i| owner.iter().any(|&j| reading.word(i) == reading.word(j))))
            };
            let person = entity.kind == SpeakerKind::Person && gender * entity.gender.signum() >= 0;
            if person && entity.parts.iter().any(fits) && only.replace(e).is_some() {
                return None;
            }
        }
        only
    }

    /// “The arena”, after “Dunmore Arena”: the only one named before whose name ends in that noun.
    fn namesake(&self, d: &Description) -> Option<usize> {
        let reading = self.reading;
        let head = reading.word(d.head);
        if d.head != d.words.start + 1 {
            return None;
        }
        let before = self.names.partition_point(|n| n.words.start < d.words.start);
        let ends = |e: &usize| {
            let entity = &self.entities.all[*e];
            let words = entity.words.as_ref().filter(|words| words.len() > 1);
            entity.kind == SpeakerKind::Organization && words.is_some_and(|words| reading.word(words.end - 1) == head)
        };
        let mut all = self.entities.of[before.saturating_sub(CALLED_BACK)..before].iter().copied().filter(ends);
        let first = all.next()?;
        all.all(|e| e == first).then_some(first)
    }

    /// Whoever is named for the first time behind a description that fits: “A port official said so. Ana Lim, the official …”
    pub(super) fn introduced(&self, d: &Description, gender: i32, sentence: usize) -> Option<usize> {
        let next = self.names.partition_point(|n| n.words.start < d.words.end);
        let near = |n: &usize| self.places[*n].sentence <= sentence + SENTENCES_AHEAD;
        let reading = self.reading;
        // A headline's noun phrase may be a whole sentence.
        let named = self.names.partition_point(|n| n.words.start < d.words.start)..next;
        if named.clone().any(|n| self.names[n].shape == Shape::Person && !reading.clitic(self.names[n].words.end)) {
            return None;
        }
        let strange = self.strange(d);
        let owner = match d.owner {
            Some(Owner::Name(n)) if self.names[n].shape == Shape::Place => None,
            Some(Owner::Name(n)) => Some(reading.word(self.names[n].words.end - 1)),
            Some(Owner::Pronoun(_)) if reading.has(d.head, Class::Kin) => return None,
            Some(Owner::Pronoun(_)) | None => None,
        };
        let owned = matches!(d.owner, Some(Owner::Pronoun(_)));
        // “A judge ruled … Judge Ana Lim”: what an article begins with is told soon, where it names one such person only.
        let opening = sentence < self.section_of(sentence) + OPENING && !d.counted && (d.owner.is_none() || owned);
        let called = |e: usize| self.entities.all[e].parts.iter().any(|part| self.called(d, part).is_some());
        let only = |e: usize| {
            let mut all = self.entities.of.iter().skip(next).take(CALLED_BACK);
            !all.any(|&other| other != e && called(other))
        };
        (next..self.names.len()).take(NAMES_BACK).take_while(near).map(|n| (n, self.entities.of[n])).find_map(
            |(n, e)| {
                let entity = &self.entities.all[e];
                let fresh =
                    entity.first == n && entity.kind == SpeakerKind::Person && gender * entity.gender.signum() >= 0;
                let ours = |part: &&Part| {
                    let theirs = part.affiliation.clone().into_iter().flatten().chain(part.words.clone());
                    owner.is_none_or(|owner| theirs.clone().any(|i| reading.word(i) == owner))
                };
                let shared = entity.parts.iter().filter(ours).filter_map(|part| self.called(d, part)).max()?;
                (fresh
                    && (d.definite && !strange
                        || d.owner.is_some() && !owned
                        || shared > 0 && !owned
                        || opening && only(e))
                    && self.same_origin(d, e) != Some(false))
                .then_some(e)
            },
        )
    }

    /// The organisations that a description may mean: “the Labor Department … the department”, “Uber … the company”.
    fn organisations(&self, d: &Description, sentence: usize) -> Vec<Fit> {
        let reading = self.reading;
        let head = reading.word(d.head);
        let before = self.names.partition_point(|n| n.words.start < d.words.start);
        let last = self.turns.last().filter(|t| t.sentence + SENTENCES_BACK >= sentence).map(|t| t.entity);
        let paper = reading.has(d.head, Class::Document);
        let general = reading.general(d.head);
        let strange = self.strange(d);
        let topic = if general && !paper { self.subject(sentence, before) } else { None };
        let mut fits: Vec<Fit> = Vec::new();
        for n in (before.saturating_sub(NAMES_BACK)..before).rev() {
            let (name, place, e) = (&self.names[n], self.places[n], self.entities.of[n]);
            let entity = &self.entities.all[e];
            let unknown = entity.kind == SpeakerKind::Unknown && entity.gender == 0 && entity.parts.is_empty();
            let dated = place.byline && name.shape == Shape::Place;
            if !entity.is_named() || dated || !(entity.kind == SpeakerKind::Organization || unknown) {
                continue;
            }
            let business = general && self.kind_of(name).any(|i| reading.general(i));
            let called = entity.words.clone().is_some_and(|mut words| words.any(|i| reading.word(i) == head))
                || self.kind_of(name).any(|i| reading.word(i) == head);
            let first = self.again[n] >= before;
            if !first && business && !called {
                let fit =
                    fits.iter_mut().find(|fit| fit.entity == e && fit.reasons.iter().all(|(why, _)| *why != SUCH));
                fit.into_iter().for_each(|fit| fit.add(SUCH, true, 1.2));
            }
            if !first && !called {
                continue;
            }
            if !first {
                if let Some(fit) = fits.iter_mut().find(|fit| fit.entity == e && fit.score < 3.0) {
                    fit.add("is called so", true, 3.0);
                }
                continue;
            }
            if reading.has(d.head, Class::Campaign) && !called {
                continue;
            }
            let press = entity.titled
                || entity.words.clone().is_some_and(|mut words| words.any(|i| reading.has(i, Class::Document)));
            let mut fit = Fit::new(e);
            let about = place.first && !place.possessor && place.sentence + 2 >= sentence;
            fit.add("is called so", called, 3.0);
            fit.add("spoke last", last == Some(e), 1.7);
            fit.add("the sentence before is about this one", about, 1.7);
            fit.add("named in the sentence before", !about && place.sentence + 1 >= sentence, 1.0);
            fit.add("an organisation by its words", name.shape == Shape::Organisation, 0.5);
            let shared = entity.words.clone().is_some_and(|mut words| words.any(|i| self.adds(d, reading.word(i))));
            fit.add("words in common", shared, 2.0);
            fit.add("is never called what the description adds", !called && !shared && self.modified(d), -1.5);
            fit.add("a body of that kind mostly has it in its name", !called && !general && !paper, -3.5);
            fit.add("a paper", paper && press, 2.0);
            fit.add("no paper", paper && !press, -2.0);
            fit.add("a place", name.shape == Shape::Place && !called, if general { -3.0 } else { -1.5 });
            fit.add("the section is about this one", topic == Some(e), 0.8);
            fit.add("named in the title", entity.titular && name.shape != Shape::Place, 0.7);
            fit.add(SUCH, business && !called, 1.2);
            fit.add("is not called whose", strange && !called, -2.0);
            fit.add("its name says that it is something else", general && !called && self.official(e), -1.0);
            fit.add("perhaps a person", unknown, -0.5);
            fits.push(fit);
        }
        let named = |fit: &Fit| (self.entities.all[fit.entity].named, std::cmp::Reverse(fit.entity));
        let most = fits.iter_mut().max_by_key(|fit| named(fit));
        if let Some(most) = most.filter(|fit| self.entities.all[fit.entity].named > 2) {
            most.add("most often named", true, 0.6);
        }
        let near = |fit: &&mut Fit| fit.reasons.iter().any(|(_, share)| *share > 0.9);
        let mut recent = fits.iter_mut().filter(near);
        if let (Some(only), None) = (recent.next(), recent.next()) {
            only.add("no other is named shortly before", true, 0.7);
        }
        fits
    }

    /// The first body that the narration of a section names, where it is no place: what the section is most likely about.
    fn subject(&self, sentence: usize, before: usize) -> Option<usize> {
        let section = self.section_of(sentence);
        let opening = self.places[..before].partition_point(|place| place.sentence < section);
        let body = |&n: &usize| {
            let e = self.entities.of[n];
            let place = self.names[n].shape == Shape::Place || self.entities.all[e].kind != SpeakerKind::Organization;
            !self.places[n].quoted && !self.places[n].byline && !place && !self.official(e)
        };
        (opening..before).take(NAMES_BACK).find(body).map(|n| self.entities.of[n])
    }

    /// Whether a body's name ends in a noun that tells what else it is than a company: “Hull City *Council*”.
    fn official(&self, e: usize) -> bool {
        const NOUN: Classes = Classes::of(&[Class::Common]);
        let reading = self.reading;
        let Some(words) = self.entities.all[e].words.clone() else { return false };
        let head = words.clone().find(|&i| reading.has(i, Class::Of)).unwrap_or(words.end);
        let last = head.saturating_sub(1).max(words.start);
        reading.has(last, Class::Organisation)
            && !reading.general(last)
            && reading.any(last, NOUN)
            && !reading.has(last, Class::Plural)
    }

    /// The words around a name that say what it is: “the *technology company* Lim & Sons”, “Lim & Sons, *a lender*”.
    fn kind_of(&self, name: &Name) -> impl Iterator<Item = usize> {
        const REACH: usize = 6;
        let reading = self.reading;
        let word = move |i: &usize| reading.kind(*i) == Some(Kind::Word) && !reading.has(*i, Class::Determiner);
        let start = name.title.start;
        let before = (start.saturating_sub(2)..start).rev().take_while(word);
        let behind = name.words.end;
        // In “On Facebook, the mayor's office wrote” a verb follows: no apposition.
        let acts = (behind + 2..behind + 2 + REACH).take_while(word).any(|i| reading.any(i, VERBS));
        let apposed = reading.kind(behind) == Some(Kind::Comma) && reading.has(behind + 1, Class::Determiner) && !acts;
        let reach = if apposed { REACH } else { 0 };
        before.chain((behind + 2..behind + 2 + reach).take_while(word))
    }

    /// “Both lawmakers”, “the two men”: those who spoke together before, else the two people whom a sentence shortly before
    /// names, if it names no third.
    fn several(&mut self, d: &Description, counted: bool, sentence: usize) -> Option<usize> {
        let joint = self.turns.iter().rev().take(TURNS_BACK).find(|t| self.entities.all[t.entity].members.len() > 1);
        if let Some(turn) = joint {
            return Some(turn.entity);
        }
        let people = self.reading.any(d.head, PERSON) || self.reading.has(d.head, Class::GroupNoun);
        if !people {
            return None;
        }
        if !counted && !self.reading.has(d.head, Class::Kin) {
            return self.both_called(d);
        }
        self.pair(d.words.start, sentence)
    }

    /// “The candidates”: the only two whom the text has called by that noun in the singular so far.
    fn both_called(&mut self, d: &Description) -> Option<usize> {
        const LONGER: usize = 2;
        let reading = self.reading;
        let plural = reading.text(d.head);
        if d.head != d.words.start + 1 {
            return None;
        }
        let singular = |i: usize| {
            let word = reading.text(i);
            let same = plural.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
            same && word.len() < plural.len() && plural.len() - word.len() <= LONGER && reading.any(i, PERSON)
        };
        let before = self.names.partition_point(|n| n.words.start < d.words.start);
        let mut called: Vec<usize> = Vec::new();
        for &e in &self.entities.of[before.saturating_sub(CALLED_BACK)..before] {
            let so = |part: &Part| part.words.clone().any(singular);
            if called.len() < 3 && !called.contains(&e) && self.entities.all[e].parts.iter().any(so) {
                called.push(e);
            }
        }
        (called.len() == 2).then(|| self.together(called))
    }

    /// The two people of the nearest of the last sentences that names two.
    pub(super) fn pair(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let before = self.names.partition_point(|n| n.words.start < at);
        let person = |e: usize| matches!(self.entities.all[e].kind, SpeakerKind::Person | SpeakerKind::Unknown);
        let members = (sentence.saturating_sub(SENTENCES_BACK)..=sentence).rev().find_map(|s| {
            let here = (before.saturating_sub(NAMES_BACK)..before).filter(|&n| self.places[n].sentence == s);
            let mut members: Vec<usize> = Vec::new();
            for e in here.filter(|&n| !self.places[n].quoted).map(|n| self.entities.of[n]).filter(|&e| person(e)) {
                if !members.contains(&e) {
                    members.push(e);
                }
            }
            (members.len() > 1).then_some(members)
        })?;
        (members.len() == 2).then(|| self.together(members))
    }

    /// The last name before that a campaign is called by: “the Lim campaign … the campaign”, “Lim's presidential campaign”.
    fn campaigner(&self, head: usize) -> Option<usize> {
        const REACH: usize = 3;
        let before = self.names.partition_point(|n| n.words.start < head);
        let called = |&n: &usize| {
            let end = self.names[n].words.end;
            let reach = if self.reading.clitic(end) { REACH } else { 1 };
            let noun = (end..end + reach + 1).find(|&i| self.reading.has(i, Class::Campaign));
            let plain = |i| self.reading.clitic(i) || !self.reading.any(i, FUNCTION);
            noun.is_some_and(|noun| (reach > 1 || noun == end) && (end..noun).all(plain))
        };
        (before.saturating_sub(CALLED_BACK)..before).rev().find(called)
    }
}
