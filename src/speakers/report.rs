//! What the caller gets: speakers, and entities numbered in order of first attribution with all their mentions.

use super::entities::NOBODY;
use super::mentions::read;
use super::people::Known;
use super::resolution::{Resolved, Walk};
use super::roles::Part;
use super::{Resolution, Speaker, SpeakerKind};
use crate::attribution::{Attribution, Mention};

impl Walk<'_> {
    /// Puts together what the caller gets: entities numbered in order of first attribution, with all their mentions.
    pub(super) fn report(mut self, attributions: &[Attribution], found: Vec<Option<Resolved>>) -> Resolution {
        let mut number: Vec<Option<u32>> = vec![None; self.entities.all.len()];
        let mut out = Resolution::default();
        let mut ids: Vec<usize> = Vec::new();
        for resolved in found.iter().flatten() {
            if number[resolved.entity].is_none() {
                number[resolved.entity] = u32::try_from(ids.len()).ok();
                ids.push(resolved.entity);
            }
        }
        if self.detail.everybody {
            ids.extend((0..number.len()).filter(|&e| number[e].is_none() && self.is_listed(e)));
        }
        let mut place = vec![usize::MAX; number.len()];
        for (index, &id) in ids.iter().enumerate() {
            place[id] = index;
            let (role, affiliation) = self.part(id, None);
            out.entities.push(super::Entity {
                name: self.name(id),
                kind: self.kind(id),
                role,
                affiliation,
                id: self.known(id).and_then(|known| known.id.clone()),
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
                let entity = place[resolved.entity];
                let listed = &mut out.entities[entity];
                listed.attributions.push(index);
                listed.mentions.extend(attributions[index].speaker.map(|m| m.span));
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
                    entity: u32::try_from(entity).unwrap_or(u32::MAX),
                    id: listed.id.clone(),
                    why: resolved.why,
                }
            });
            out.speakers.push(speaker);
        }
        for attribution in attributions {
            let mut name = |m: Mention| {
                let entity = self.other(m, attribution)?;
                if let Some(listed) = place.get(entity).and_then(|&p| out.entities.get_mut(p)) {
                    listed.mentions.push(m.span);
                }
                self.name(entity)
            };
            out.addressees.push(attribution.addressee.and_then(&mut name));
            out.via.push(attribution.via.iter().map(|&m| name(m)).collect());
        }
        for entity in &mut out.entities {
            // A speaker's mention and the name inside it are one mention: the longer stays.
            entity.mentions.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
            entity.mentions.dedup_by(|later, earlier| earlier.overlaps(*later));
        }
        out
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
