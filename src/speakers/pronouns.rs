//! Whom a pronoun means: “he”, “they”, “it”, “who”.

use super::antecedents::{AntecedentChoice, Candidate, Gender, Since};
use super::entities::{Entity, NOBODY};
use super::mentions::{Form, read};
use super::names;
use super::phrases::Described;
use super::places::Place;
use super::resolution::{NAMES_BACK, Resolved, Turn, Walk};
use super::roles;
use super::{MentionKind, SpeakerKind};
use crate::attribution::Attribution;
use crate::grammar::{Class, Classes};
use crate::text::{Kind, Token};

/// How many sentences back a pronoun's antecedent is sought.
const SENTENCES_BACK: usize = 10;

/// As how often named an unnamed speaker counts.
const UNNAMED: usize = 2;

/// What stands between a person's name and that of a place or body: “of the”.
const ATTACHING: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::Determiner]);

/// How many pronouns in a row are followed back.
const CHAIN: usize = 6;

/// Pronouns that go on with whom one before has meant.
const PERSONAL: Classes = Classes::of(&[Class::SubjectPronoun, Class::ObjectPronoun, Class::Possessive]);

/// Pronouns whose speakers no “he” or “she” means.
const NOBODY_ELSE: Classes = Classes::of(&[Class::FirstPerson, Class::SecondPerson]);

/// What no noun phrase goes on over, seen from its end.
const BROKEN: Classes = Classes::of(&[Class::Preposition, Class::Be, Class::Have, Class::Conjunction, Class::Relative]);

impl Walk<'_> {
    pub(super) fn pronoun(&mut self, at: usize, attribution: &Attribution) -> Resolved {
        let reading = self.reading;
        let gender = reading.gender(at);
        let token = reading.token(at);
        let has = |class| token.is_some_and(|t| t.classes.has(class));
        if has(Class::Relative) || has(Class::Interrogative) {
            return self.relative(at, attribution);
        }
        if has(Class::FirstPerson)
            && !has(Class::Plural)
            && let Some(entity) = self.author(at)
        {
            return self.resolved(MentionKind::Pronoun, entity, "whose byline the text has");
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
        let sentence = token.map_or(0, |t| self.sentence_of(t.span.start));
        // “Ana Lim and Bo Park disagreed, *each* saying …”
        if has(Class::IndefinitePronoun)
            && has(Class::Quantifier)
            && let Some(entity) = self.joined(at, sentence..sentence + 1)
        {
            return self.resolved(MentionKind::Pronoun, entity, "the two whom the sentence joins");
        }
        if has(Class::IndefinitePronoun) && !has(Class::SubjectPronoun) {
            let entity = self.unnamed(kind, at, 0);
            return self.resolved(MentionKind::Pronoun, entity, "a pronoun for nobody in particular");
        }
        self.thing(at, kind, attribution)
    }

    /// The only person in whose name the text is written, for an “I” outside of quotations: “*By Ana Lim*”.
    fn author(&self, at: usize) -> Option<usize> {
        const FURTHEST: usize = 6;
        if self.quoted(self.reading.token(at)?.span.start) {
            return None;
        }
        let names = self.places.iter().zip(&self.entities.of).take(FURTHEST);
        let mut authors = names
            .filter(|(place, e)| place.byline && self.entities.all[**e].kind == SpeakerKind::Person)
            .map(|(_, &e)| e);
        authors.next().filter(|_| authors.next().is_none())
    }

    /// Whether nothing tells that somebody or something is a person, so that “it” may mean it.
    fn perhaps_thing(&self, entity: usize) -> bool {
        let entity = &self.entities.all[entity];
        let given = |words: &std::ops::Range<usize>| self.reading.has(words.start, Class::GivenName);
        entity.kind == SpeakerKind::Unknown
            && entity.gender == 0
            && entity.parts.is_empty()
            && !entity.words.as_ref().is_some_and(given)
    }

    /// The body that a sentence begins with the description of: “*The company* … It said”.
    fn described_body(&mut self, sentence: usize, at: usize, attribution: &Attribution) -> Option<usize> {
        const REACH: usize = 4;
        let outer = &self.folded.outer;
        let first = outer.sentences.get(sentence).and_then(|s| outer.tokens.get(s.start))?.span.start;
        let start = self.reading.tokens.partition_point(|t| t.span.start < first);
        let reading = self.reading;
        let body = |i: &usize| reading.has(*i, Class::Organisation) && !reading.has(*i, Class::Plural);
        let noun = (start + 1..at.min(start + REACH)).rev().find(body)?;
        let ends = !reading.any(noun + 1, roles::PERSON.with(Classes::of(&[Class::Of]))) && !reading.clitic(noun + 1);
        if !reading.definite(start) || !ends {
            return None;
        }
        let Some(Form::Description(description)) = read(reading, &self.names, start..noun + 1) else { return None };
        let entity = match self.met.get(&description.head) {
            Some(&known) => known,
            None => self.description(&description, attribution).entity,
        };
        self.entities.all[entity].is_named().then_some(entity)
    }

    /// “They”, “it”: whoever spoke just before, if that can be many or a thing.
    fn thing(&mut self, at: usize, kind: SpeakerKind, attribution: &Attribution) -> Resolved {
        let start = self.reading.token(at).map_or(0, |t| t.span.start);
        let sentence = self.sentence_of(start);
        let plural = kind == SpeakerKind::Group;
        let fits = |e: &Entity| match e.kind {
            SpeakerKind::Group => plural,
            SpeakerKind::Organization => !plural || e.is_named(),
            SpeakerKind::Document => !plural,
            // Two capitals that nothing explains are most likely a person's.
            SpeakerKind::Unknown => !plural && e.words.as_ref().is_none_or(|words| words.len() == 1),
            SpeakerKind::Person => false,
        };
        let last = self.turns.last().copied();
        let near = |t: &Turn, most: usize| sentence - t.sentence.min(sentence) <= most;
        let means = |t: &Turn| near(t, 2) && fits(&self.entities.all[t.entity]);
        // “Andes Sur said no. It …”: had it been a person, this would be “she”.
        let thing = |t: &Turn| near(t, 1) && !plural && self.perhaps_thing(t.entity);
        if let Some(turn) = last.filter(|t| means(t) || thing(t)) {
            return self.resolved(MentionKind::Pronoun, turn.entity, "the speaker just before");
        }
        if plural && let Some(entity) = self.joined(at, sentence.saturating_sub(1)..sentence + 1) {
            return self.resolved(MentionKind::Pronoun, entity, "the two joined in this sentence or the one before");
        }
        if !plural {
            let near = self.names.partition_point(|n| n.words.start < at);
            for n in (near.saturating_sub(8)..near).rev() {
                const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::Have, Class::Be, Class::Modal]);
                let (place, entity) = (self.places[n], self.entities.of[n]);
                let acts = self.reading.any(self.names[n].words.end, VERBS);
                if place.sentence + 1 < sentence {
                    break;
                }
                if entity != NOBODY
                    && place.first
                    && !place.quoted
                    && (self.entities.all[entity].kind == SpeakerKind::Organization
                        || acts && self.perhaps_thing(entity))
                {
                    return self.resolved(
                        MentionKind::Pronoun,
                        entity,
                        "the organisation that the sentence or the one before is about",
                    );
                }
            }
            for s in (sentence.saturating_sub(1)..=sentence).rev() {
                if let Some(entity) = self.described_body(s, at, attribution) {
                    return self.resolved(MentionKind::Pronoun, entity, "the body that a sentence begins with");
                }
            }
        }
        let entity = self.unnamed(kind, at, 0);
        self.resolved(MentionKind::Pronoun, entity, "nobody near whom it could mean")
    }

    /// The last two people before a token whom “and” joins in these sentences, outside of quotations.
    fn joined(&mut self, at: usize, sentences: std::ops::Range<usize>) -> Option<usize> {
        let before = self.names.partition_point(|n| n.words.start < at);
        let person = |n: usize| {
            let fits =
                matches!(self.entities.all[self.entities.of[n]].kind, SpeakerKind::Person | SpeakerKind::Unknown);
            fits && !self.places[n].quoted && sentences.contains(&self.places[n].sentence)
        };
        let pair = (before.saturating_sub(8) + 1..before).rev().find(|&n| {
            let and = self.names[n - 1].words.end;
            self.reading.has(and, Class::Conjunction)
                && and + 1 == self.names[n].title.start
                && person(n - 1)
                && person(n)
        })?;
        let members = vec![self.entities.of[pair - 1], self.entities.of[pair]];
        Some(self.together(members))
    }

    /// “Who”, “which”: the name directly before, or the one that the noun before stands in apposition to.
    fn relative(&mut self, at: usize, attribution: &Attribution) -> Resolved {
        let reading = self.reading;
        let mut end = self.before_asides(at);
        if end > 0 && reading.kind(end - 1) == Some(Kind::Close) {
            end = (end.saturating_sub(6)..end).rev().find(|&i| reading.kind(i) == Some(Kind::Open)).unwrap_or(end);
        }
        let before = self.names.partition_point(|n| n.words.start < at);
        let thing = |n: usize| {
            self.entities.of[n] == NOBODY || self.entities.all[self.entities.of[n]].kind == SpeakerKind::Organization
        };
        let person = !reading.has(at, Class::Determiner);
        // “A dentist in Hull, who …”: not the place.
        let noun = |n: usize| {
            let start = self.names[n].title.start.saturating_sub(1);
            let start = if reading.has(start, Class::Determiner) { start.saturating_sub(1) } else { start };
            start
                .checked_sub(1)
                .is_some_and(|b| reading.any(b, roles::PERSON) && !reading.token(b).is_some_and(names::capital))
        };
        // “A salonist in Hull, who …”
        let placed = |n: usize| {
            let before = self.names[n].words.start.checked_sub(1);
            let within = before.is_some_and(|b| reading.has(b, Class::SettingPreposition));
            within && self.entities.all[self.entities.of[n]].kind != SpeakerKind::Person
        };
        let near = before
            .checked_sub(1)
            .filter(|&n| !(person && self.places[n].object && (noun(n) || placed(n))))
            .filter(|&n| self.names[n].words.end == end && !(person && self.places[n].object && thing(n)));
        let directly = |walk: &Self, n: usize| {
            walk.resolved(MentionKind::Pronoun, walk.entities.of[n], "the name before the relative pronoun")
        };
        if let Some(n) = near.filter(|&n| !person || self.entities.all[self.entities.of[n]].kind == SpeakerKind::Person)
        {
            return directly(self, n);
        }
        // “Ana Lim of the Hull Institute for Boats, who …”
        if person && let Some(n) = self.attached(before, end) {
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
                // “Sen. Lim of Ohio, a Democrat who …”
                let whose = if person && thing(n) { self.attached(n + 1, name.words.end) } else { None };
                let entity = self.entities.of[whose.unwrap_or(n)];
                return self.resolved(
                    MentionKind::Pronoun,
                    entity,
                    "the name that the noun before the relative pronoun is an apposition of",
                );
            }
        }
        // “Ana Lim, the junior cataloguer who …”: a noun that no list has.
        let lower = |i: &usize| {
            let plain = |t: &Token| t.kind == Kind::Word && (!names::capital(t) || t.classes.has(Class::Place));
            reading.token(*i).is_some_and(plain) && !reading.any(*i, BROKEN)
        };
        let phrase = (end.saturating_sub(6)..end).rev().take_while(lower).find(|&i| reading.has(i, Class::Determiner));
        if let Some(comma) = phrase.and_then(|start| start.checked_sub(1)).filter(|_| person)
            && reading.kind(comma) == Some(Kind::Comma)
            && let Some(n) = (before.saturating_sub(3)..before).rev().find(|&n| self.names[n].words.end == comma)
            && self.entities.all[self.entities.of[n]].kind == SpeakerKind::Person
        {
            return directly(self, n);
        }
        if let Some(n) = near {
            return directly(self, n);
        }
        // “The Danish president, who …”
        let floor = end.saturating_sub(8);
        let start = (floor..end)
            .rev()
            .take_while(|&i| reading.kind(i) == Some(Kind::Word) && !reading.any(i, BROKEN))
            .find(|&i| reading.definite(i));
        if let Some(start) = start
            && let Some(Form::Description(description)) = read(reading, &self.names, start..end)
        {
            let resolved = self.description(&description, attribution);
            return Resolved { mention: MentionKind::Pronoun, ..resolved };
        }
        let entity = self.unnamed(SpeakerKind::Unknown, at, 0);
        self.resolved(MentionKind::Pronoun, entity, "no name before the relative pronoun")
    }

    /// Where what a relative pronoun goes back to ends: before commas, an age, a party: “Ana Lim, *40*, who”, “Lim, *D-Ohio*, who”.
    fn before_asides(&self, at: usize) -> usize {
        const MOST: usize = 3;
        let reading = self.reading;
        let pause = |i: usize| matches!(reading.kind(i), Some(Kind::Comma | Kind::Dash));
        let mut end = at;
        for _ in 0..MOST {
            while end > 0 && pause(end - 1) {
                end -= 1;
            }
            let told =
                |i: usize| reading.token(i).is_some_and(|t| t.kind == Kind::Number || names::party(reading.text, t));
            if end == at || end < 2 || !told(end - 1) || !pause(end - 2) {
                break;
            }
            end -= 1;
        }
        end
    }

    /// Whom the last of these names, which ends at a token, tells the place or body of: “Ana Lim, 40, of Hull, Maine”.
    fn attached(&self, names: usize, end: usize) -> Option<usize> {
        const FURTHEST: usize = 3;
        let reading = self.reading;
        let last = names.checked_sub(1).filter(|&n| self.names[n].words.end == end)?;
        for n in (last.saturating_sub(FURTHEST)..last).rev() {
            let between = self.names[n].words.end..self.names[n + 1].title.start;
            let links = between.clone().any(|i| reading.any(i, Classes::of(&[Class::Preposition, Class::Of])));
            let near = between.len() <= 5
                && between
                    .clone()
                    .all(|i| matches!(reading.kind(i), Some(Kind::Comma | Kind::Number)) || reading.any(i, ATTACHING));
            if !near {
                return None;
            }
            if links && self.entities.all[self.entities.of[n]].kind != SpeakerKind::Organization {
                return Some(n);
            }
        }
        None
    }

    /// “He”, “she”: a choice among the people named, quoted or described shortly before.
    fn antecedent(&mut self, at: usize, gender: i32, attribution: &Attribution) -> Resolved {
        let candidates = self.candidates(at, gender, attribution, CHAIN);
        let taught = self.taught(&candidates);
        let called = |c: &Candidate| self.name(c.entity).unwrap_or_else(|| "an unnamed speaker".to_owned());
        let Some((best, why)) = AntecedentChoice.decide(&candidates, &self.scorer, self.detail.reasons, called) else {
            let entity = self.unnamed(SpeakerKind::Person, at, gender);
            return self.resolved(MentionKind::Pronoun, entity, "nobody near whom it could mean");
        };
        let entity = candidates[taught.unwrap_or(best)].entity;
        self.entities.all[entity].gender += gender;
        self.meant.insert(at, Some(entity));
        self.resolved(MentionKind::Pronoun, entity, why)
    }

    /// Whom the nearest pronoun of the same gender before means, where it stands in the narration behind the last turn:
    /// “*She* has a boat. She said …” `chain` is how many more of them may be gone back to. Time: each pronoun is resolved
    /// once.
    fn echo(&mut self, at: usize, gender: i32, attribution: &Attribution, chain: usize) -> Option<usize> {
        const REACH: usize = 50;
        let start = self.reading.token(at)?.span.start;
        let turn = self.turns.partition_point(|t| t.start < start).checked_sub(1).map_or(0, |t| self.turns[t].start);
        let section = self.section_of(self.sentence_of(start));
        let personal = |i: &usize| self.reading.any(*i, PERSONAL) && self.reading.gender(*i) == gender;
        let near = (at.saturating_sub(REACH)..at).rev().find(personal)?;
        let begin = self.reading.token(near)?.span.start;
        if begin <= turn || self.quoted(begin) || self.sentence_of(begin) < section {
            return None;
        }
        if let Some(&known) = self.meant.get(&near) {
            return known;
        }
        let chain = chain.checked_sub(1)?;
        let candidates = self.candidates(near, gender, attribution, chain);
        let nameless = |_: &Candidate| String::new();
        let meant = AntecedentChoice.decide(&candidates, &self.scorer, false, nameless);
        let meant = meant.map(|(best, _)| candidates[best].entity);
        self.meant.insert(near, meant);
        meant
    }

    /// While weights are learned: adds this choice to the examples, and says which candidate is right. Where nobody has
    /// noted it, nothing is learned.
    fn taught(&mut self, candidates: &[Candidate]) -> Option<usize> {
        let teacher = self.teacher.as_mut()?;
        let spell = |_| String::new();
        if teacher.answered() {
            let named = |c: &Candidate| self.entities.all.get(c.entity).and_then(|e| e.spelled(self.reading));
            // Of several without a name most likely the one who spoke last, else the nearest.
            let likely = |&at: &usize| {
                let c = &candidates[at];
                (c.turn.map_or(usize::MAX, |(back, _)| back), !c.echoed, c.distance, at)
            };
            let means = |&at: &usize| teacher.means(named(&candidates[at]).as_deref());
            let right = (0..candidates.len()).filter(means).min_by_key(likely)?;
            teacher.examples.add(&AntecedentChoice, candidates, right, &spell);
            return Some(right);
        }
        None
    }

    /// The options of a pronoun at a token; for `chain` see [`Self::echo`].
    fn candidates(&mut self, at: usize, gender: i32, attribution: &Attribution, chain: usize) -> Vec<Candidate> {
        let described = self.described(at, attribution);
        let echo = self.echo(at, gender, attribution, chain);
        let start = self.reading.token(at).map_or(0, |t| t.span.start);
        let sentence = self.sentence_of(start);
        let paragraph = self.paragraph_of(sentence);
        let section = self.section_of(sentence);
        let mut all: Vec<Candidate> = Vec::with_capacity(8);
        // Neither “I” nor “you” is “he”.
        let pronoun = |head| self.grammar.word(head).classes.any(NOBODY_ELSE);
        let fits = |e: usize| {
            e != NOBODY && self.entities.all[e].personal() && !self.entities.all[e].head.is_some_and(pronoun)
        };
        let index = |all: &mut Vec<Candidate>, entity: usize| {
            all.iter().position(|c| c.entity == entity).unwrap_or_else(|| {
                all.push(Candidate { entity, distance: SENTENCES_BACK, ..Candidate::default() });
                all.len() - 1
            })
        };
        let before = self.names.partition_point(|n| n.words.start < at);
        let mut recent = true;
        for n in (before.saturating_sub(NAMES_BACK)..before).rev() {
            let (place, entity) = (self.places[n], self.entities.of[n]);
            if place.sentence + SENTENCES_BACK < sentence || place.sentence < section {
                break;
            }
            if !fits(entity) || place.byline {
                continue;
            }
            let found = index(&mut all, entity);
            let candidate = &mut all[found];
            // “Lim, she said, was paid less”: who speaks is seldom named in what is said.
            let span = self.reading.span(&self.names[n].words);
            let said = attribution.content.iter().chain(&attribution.prompt).any(|c| c.contains(span));
            candidate.in_content |= said;
            if place.quoted || said {
                continue;
            }
            let before = |d: &Described| {
                d.place.first && d.place.sentence == place.sentence && d.start < self.names[n].words.start
            };
            let first = place.first && !place.possessor && !described.iter().any(before);
            candidate.recent |= !place.possessor && std::mem::take(&mut recent);
            candidate.meet(Place { first, ..place }, sentence, paragraph);
        }
        for Described { entity, place, .. } in described.iter().filter(|d| fits(d.entity)) {
            let found = index(&mut all, *entity);
            let candidate = &mut all[found];
            if place.quoted {
                continue;
            }
            candidate.described |= !candidate.named;
            candidate.meet(*place, sentence, paragraph);
        }
        if let Some(entity) = echo.filter(|&e| fits(e)) {
            let found = index(&mut all, entity);
            all[found].echoed = true;
        }
        // Turns are in order of text: those before the pronoun are found without a walk over the others.
        let turns = self.turns.get(..self.turns.partition_point(|t| t.start < start)).unwrap_or_default();
        for (back, turn) in turns.iter().rev().take(4).enumerate() {
            // Nor is whoever writes “I”.
            let author = self.places.get(self.entities.all[turn.entity].first).is_some_and(|place| place.byline);
            if turn.sentence + SENTENCES_BACK < sentence || author || !fits(turn.entity) {
                continue;
            }
            let found = index(&mut all, turn.entity);
            let gap = sentence.saturating_sub(turn.sentence);
            all[found].described = false;
            all[found].turn = all[found].turn.or(Some((back, gap)));
            all[found].distance = all[found].distance.min(gap);
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
                    candidate.since = match candidate.entity {
                        e if e == other => Since::Takes,
                        e if e == speaker => Since::Yields,
                        _ => Since::Nothing,
                    };
                }
            }
        }
        for candidate in &mut all {
            let entity = &self.entities.all[candidate.entity];
            candidate.gender = match gender * entity.gender.signum() {
                1 => Gender::Agrees,
                -1 => Gender::Clashes,
                // Nobody tells the gender of a source.
                _ if !entity.is_named() => Gender::Agrees,
                _ => Gender::Unknown,
            };
            candidate.mentions = if entity.is_named() { entity.named as usize } else { UNNAMED };
            candidate.turns = entity.turns as usize;
            candidate.unnamed = !entity.is_named();
            candidate.definite = entity.definite;
            candidate.quoted = entity.quoted && entity.is_named();
            candidate.kind = Some(entity.kind);
        }
        // What honorifics, given names and roles say of somebody no distance outweighs.
        let sure = |c: &Candidate| gender * self.entities.all[c.entity].stated < 0;
        if !all.iter().all(sure) {
            all.retain(|c| !sure(c));
        }
        compare(&mut all);
        all
    }
}

/// Notes who of those whose gender fits stands out among the others.
fn compare(candidates: &mut [Candidate]) {
    let fits = |c: &Candidate| c.gender != Gender::Clashes && !c.in_content;
    let fitting = candidates.iter().filter(|c| fits(c));
    let (most, only) = (fitting.clone().map(|c| c.mentions).max(), fitting.count() == 1);
    for candidate in candidates {
        let fits = fits(candidate);
        candidate.first = fits && Some(candidate.mentions) == most;
        candidate.only = fits && only;
    }
}
