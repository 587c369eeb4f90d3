//! What the caller gets: speakers, and entities numbered in order of first attribution with all their mentions.

use super::entities::NOBODY;
use super::mentions::read;
use super::names::Name;
use super::people::Known;
use super::resolution::{Resolved, Walk};
use super::roles::Part;
use super::{Resolution, Speaker, SpeakerKind};
use crate::attribution::{Attribution, Mention};
use crate::span::Span;

impl Walk<'_> {
    /// Puts together what the caller gets: entities numbered in order of first attribution, with all their mentions.
    pub(super) fn report(mut self, attributions: &[Attribution], found: &[Option<Resolved>]) -> Resolution {
        // For each entity its number in the list, and the entities in that order.
        let mut place = vec![usize::MAX; self.entities.all.len()];
        let mut ids: Vec<usize> = Vec::with_capacity(found.len());
        let silent = (0..place.len()).filter(|&id| self.detail.everybody && self.is_listed(id));
        for id in found.iter().flatten().map(|resolved| resolved.entity).chain(silent) {
            if place[id] == usize::MAX {
                place[id] = ids.len();
                ids.push(id);
            }
        }
        let mut entities: Vec<super::Entity> = ids.iter().map(|&id| self.listed(id)).collect();
        let reported = |one: &Resolved| self.reported(one, place[one.entity], &entities);
        let speakers = found.iter().map(|resolved| resolved.as_ref().map(reported)).collect();
        let mut addressees = Vec::with_capacity(attributions.len());
        let mut via = Vec::with_capacity(attributions.len());
        // Where those are mentioned that do not speak.
        let mut others: Vec<(usize, Span)> = Vec::new();
        for attribution in attributions {
            let mut name = |mention: Mention| {
                let entity = self.other(mention, attribution)?;
                others.push((entity, mention.span));
                self.name(entity)
            };
            addressees.push(attribution.addressee.and_then(&mut name));
            via.push(attribution.via.iter().map(|&mention| name(mention)).collect());
        }
        if self.detail.everybody {
            for (index, resolved) in found.iter().enumerate().filter_map(|(index, one)| Some((index, one.as_ref()?))) {
                entities[place[resolved.entity]].attributions.push(index);
                others.extend(attributions[index].speaker.map(|mention| (resolved.entity, mention.span)));
            }
            self.mentions(&place, &others, &mut entities);
        }
        Resolution { speakers, addressees, via, entities }
    }

    /// What the caller gets of an entity, but for where it is mentioned.
    fn listed(&self, id: usize) -> super::Entity {
        let (role, affiliation) = self.part(id, None);
        super::Entity {
            name: self.name(id),
            kind: self.kind(id),
            role,
            affiliation,
            id: self.known(id).and_then(|known| known.id.clone()),
            mentions: Vec::new(),
            attributions: Vec::new(),
        }
    }

    /// The speaker of an attribution, who is the entity of this number, as it is mentioned there.
    fn reported(&self, resolved: &Resolved, number: usize, entities: &[super::Entity]) -> Speaker {
        let listed = &entities[number];
        let (role, affiliation) = match &resolved.part {
            Some(own) => self.part(resolved.entity, Some(own)),
            None => (listed.role.clone(), listed.affiliation.clone()),
        };
        Speaker {
            mention: resolved.mention,
            kind: listed.kind,
            name: listed.name.clone(),
            role,
            affiliation,
            entity: u32::try_from(number).unwrap_or(u32::MAX),
            id: listed.id.clone(),
            why: resolved.why.clone(),
        }
    }

    /// Notes where entities are mentioned: by name, and in these other places. `place` has the number of each in the list.
    fn mentions(&self, place: &[usize], others: &[(usize, Span)], entities: &mut [super::Entity]) {
        let named = |(name, &entity): (&Name, &usize)| (entity, self.reading.span(&(name.title.start..name.words.end)));
        let names = self.names.iter().zip(&self.entities.of).map(named);
        for (entity, span) in names.chain(others.iter().copied()) {
            if let Some(listed) = place.get(entity).and_then(|&number| entities.get_mut(number)) {
                listed.mentions.push(span);
            }
        }
        for entity in entities {
            // A speaker's mention and the name inside it are one mention: the longer stays.
            entity.mentions.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
            entity.mentions.dedup_by(|later, earlier| earlier.overlaps(*later));
        }
    }

    /// Whom a mention means that does not speak.
    fn other(&mut self, mention: Mention, attribution: &Attribution) -> Option<usize> {
        let words = self.reading.within(mention.span);
        let form = read(self.reading, &self.names, words.clone())?;
        Some(self.form(Some(&form), words.start, attribution).entity)
    }

    /// What is known beforehand of an entity.
    fn known(&self, id: usize) -> Option<&Known> {
        self.people?.get(self.entities.all[id].known?)
    }

    /// Whether somebody who does not speak is worth a line: not what only a headline gives a capital.
    fn is_listed(&self, id: usize) -> bool {
        let entity = &self.entities.all[id];
        entity.words.as_ref().is_some_and(|words| {
            entity.kind != SpeakerKind::Unknown || words.len() > 1 || entity.named > 1 || !entity.headline
        })
    }

    fn kind(&self, id: usize) -> SpeakerKind {
        let entity = &self.entities.all[id];
        match entity.kind {
            SpeakerKind::Unknown if entity.words.is_some() && (entity.turns > 0 || entity.full > 0) => {
                SpeakerKind::Person
            }
            kind => kind,
        }
    }

    /// Role and affiliation: those of the mention itself, else the first that the text gives, else what is known beforehand.
    fn part(&self, id: usize, own: Option<&Part>) -> (Option<String>, Option<String>) {
        let entity = &self.entities.all[id];
        let all = || own.into_iter().chain(&entity.parts);
        let role = all().find(|p| !p.words.is_empty()).map(|p| self.reading.spell(&p.words));
        let role = role.or_else(|| self.known(id)?.role.clone());
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
