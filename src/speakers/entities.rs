//! Which names belong to one entity: “Lim” is “Lim Soo-suk”, “KCNA” the “Korean Central News Agency”.

use super::SpeakerKind;
use super::bearers::{Bearers, Bearing};
use super::names::{Name, Shape, capital, honour};
use super::reading::Reading;
use super::roles::{self, Part};
use super::traits::{COMMON, EXPLAINED, KNOWN};
use crate::grammar::{Class, Classes, Spelling, Sym};
use crate::text::{Case, Kind, Token};
use std::collections::BTreeMap;
use std::ops::Range;

/// No entity: a name that turned out to be none.
pub(super) const NOBODY: usize = usize::MAX;

/// Within how many tokens a bearer of a name is still in the reader's mind.
const RECENT: usize = 60;

/// How many roles are noted before no more of them are looked for.
const MOST_PARTS: usize = 4;

/// Somebody or something that the text speaks of.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The tokens of the fullest form of its name; `None` for one that is only described.
    pub words: Option<Range<usize>>,
    /// A name that no stretch of the text spells: “Lim campaign”, “Ana Lim; Bo Lim”.
    pub label: Option<String>,
    pub kind: SpeakerKind,
    /// Above 0 a man, below 0 a woman, further off the surer.
    pub gender: i32,
    /// The same by honorifics, given names and roles alone, whatever pronouns it was taken for.
    pub stated: i32,
    /// The head word of its description, for one without a name.
    pub head: Option<Sym>,
    /// It is described as somebody told of before: “the doctor”.
    pub definite: bool,
    /// Several named people: the members.
    pub members: Vec<usize>,
    /// What it is called by title or apposition.
    pub parts: Vec<Part>,
    /// The nation or party that it is called by: “*Democrat* Ana Lim”.
    pub origin: Option<usize>,
    /// How often it is named in full, and at all.
    pub full: u32,
    pub named: u32,
    /// Introduced as somebody's relative.
    pub kin: bool,
    /// All its names stand inside quotations.
    pub quoted: bool,
    /// Named with an article that belongs to the name, as a paper is: “The Advocate”.
    pub titled: bool,
    /// How often it is named as a thing is: “in Hull”, “the Gulls”.
    pub thing: u32,
    /// How often it is named behind a preposition.
    pub objects: u32,
    /// Named in a headline.
    pub headline: bool,
    /// Named in the document's title.
    pub titular: bool,
    /// Index of its first name, in reading order.
    pub first: usize,
    /// How much its full names stand out: a subject counts for more than a possessor.
    pub prominence: f32,
    /// The last token of its latest name, while names are grouped.
    pub latest: usize,
    /// How often it has spoken so far.
    pub turns: u32,
    /// Who of the people known beforehand it is.
    pub known: Option<usize>,
}

impl Entity {
    /// An entity that is described but not named.
    pub(super) fn unnamed(kind: SpeakerKind, head: Option<Sym>, gender: i32) -> Self {
        Self {
            words: None,
            label: None,
            kind,
            gender,
            stated: gender,
            head,
            definite: false,
            members: Vec::new(),
            parts: Vec::new(),
            origin: None,
            full: 0,
            named: 0,
            kin: false,
            quoted: false,
            titled: false,
            thing: 0,
            objects: 0,
            headline: false,
            titular: false,
            first: usize::MAX,
            prominence: 0.0,
            latest: 0,
            turns: 0,
            known: None,
        }
    }

    /// Its name as a record has it.
    pub(super) fn spelled(&self, reading: Reading<'_>) -> Option<String> {
        self.label.clone().or_else(|| self.words.as_ref().map(|words| reading.spell(words)))
    }

    /// Whether it may be one person.
    pub(super) fn personal(&self) -> bool {
        // Who is never named in full is seldom a person.
        let share = if self.words.as_ref().is_some_and(|words| words.len() == 1) { 4 } else { 2 };
        // “Outside Pueblo”: nor is what is only ever named so, by one word.
        let aside = share == 4 && self.objects == self.named && self.turns == 0;
        let thing = self.kind == SpeakerKind::Unknown && (share * self.thing > self.named || aside);
        matches!(self.kind, SpeakerKind::Person | SpeakerKind::Unknown) && !thing
    }

    /// Whether the text names it.
    pub(super) fn is_named(&self) -> bool {
        self.words.is_some() || self.label.is_some()
    }
}

/// All entities of a text, and which of them each name means.
#[derive(Debug, Default)]
pub(super) struct Entities {
    pub all: Vec<Entity>,
    /// For each name its entity, or [`NOBODY`].
    pub of: Vec<usize>,
    bearers: Bearers,
    by_whole: BTreeMap<u64, usize>,
    by_initials: BTreeMap<Sym, usize>,
    /// Who in full has these initials; [`NOBODY`] where two have.
    people_by_initials: BTreeMap<Sym, usize>,
}

impl Entities {
    /// The entities whose name ends in a word.
    pub(super) fn bearers(&self, word: Sym) -> impl Iterator<Item = usize> {
        self.bearers.get(word).last.iter()
    }

    /// Notes that a title has a word, for those whose name begins or ends with it.
    pub(super) fn titular(&mut self, word: Sym) {
        let Bearing { first, last, .. } = self.bearers.get(word);
        for entity in first.iter().chain(last.iter()) {
            self.all[entity].titular = true;
        }
    }

    /// Makes one entity a part of another, which keeps the longer name. Whose names are whose is the caller's to change.
    pub(super) fn merge(&mut self, from: usize, to: usize) {
        let unnamed = Entity::unnamed(SpeakerKind::Unknown, None, 0);
        let from = std::mem::replace(&mut self.all[from], unnamed);
        let into = &mut self.all[to];
        if from.words.as_ref().map_or(0, Range::len) > into.words.as_ref().map_or(0, Range::len) {
            into.words = from.words;
        }
        into.label = into.label.take().or(from.label);
        into.gender += from.gender;
        into.stated += from.stated;
        into.parts.extend(from.parts);
        into.full += from.full;
        into.named += from.named;
        into.quoted &= from.quoted;
        into.headline |= from.headline;
        into.titular |= from.titular;
        into.first = into.first.min(from.first);
    }
}

/// Groups names to entities. `quoted` tells of each name whether it stands inside a quotation.
pub(super) fn group(reading: Reading<'_>, names: &[Name], quoted: &[bool]) -> Entities {
    let bearers = Bearers::of(reading, names);
    let all = Vec::with_capacity(names.len() / 3);
    let out = Entities { all, of: vec![NOBODY; names.len()], bearers, ..Entities::default() };
    let mut grouping = Grouping { reading, names, quoted, out };
    // Full names of running text first, since they tell what the short ones and the headlines' are short for.
    for (n, name) in names.iter().enumerate().filter(|(_, n)| !n.headline) {
        match name.shape {
            Shape::Person | Shape::Words if grouping.length(name) > 1 => grouping.full(n),
            Shape::Organisation | Shape::Phrase if name.words.len() > 1 || grouping.titled(name) => {
                grouping.organisation(n)
            }
            Shape::Single => {
                let bearing = grouping.out.bearers.at_mut(name.words.start);
                bearing.into_iter().for_each(|bearing| bearing.stands_alone(n));
            }
            _ => {}
        }
    }
    for (n, name) in names.iter().enumerate() {
        if grouping.out.of[n] == NOBODY {
            grouping.short(n);
        }
        if let Some(entity) = grouping.out.all.get_mut(grouping.out.of[n]) {
            entity.latest = name.words.end;
        }
    }
    grouping.out
}

struct Grouping<'g> {
    reading: Reading<'g>,
    names: &'g [Name],
    quoted: &'g [bool],
    out: Entities,
}

impl Grouping<'_> {
    /// The words of a name that bear it, without “Jr.” and its comma.
    fn core(&self, words: &Range<usize>) -> Range<usize> {
        self.without(words, |t| t.classes.has(Class::NameSuffix))
    }

    /// The words of a name without honours: not “Ana Lim *KC*”.
    fn plain(&self, words: &Range<usize>) -> Range<usize> {
        self.without(words, honour)
    }

    fn without(&self, words: &Range<usize>, ending: impl Fn(&Token) -> bool) -> Range<usize> {
        let drops = |at: &usize| self.reading.token(*at).is_some_and(|t| ending(t) || t.kind == Kind::Comma);
        // A comma is dropped with what stands behind it only.
        let dropped = (words.start + 1..words.end).rev().take_while(drops).count();
        words.start..words.end - dropped
    }

    /// “The” with a capital inside a sentence stands before the name.
    fn titled(&self, name: &Name) -> bool {
        let the = name.words.start.checked_sub(1).and_then(|b| self.reading.token(b));
        let word = |b: usize| self.reading.token(b).is_some_and(|t| t.kind == Kind::Word && !t.initial);
        the.is_some_and(|t| t.classes.has(Class::Definite) && capital(t) && !t.initial)
            && name.words.start.checked_sub(2).is_some_and(word)
    }

    fn suffix(&self, words: &Range<usize>) -> Option<Sym> {
        let last = self.plain(words).end.checked_sub(1)?;
        (last > words.start && self.reading.has(last, Class::NameSuffix)).then(|| self.reading.word(last))
    }

    fn length(&self, name: &Name) -> usize {
        if name.words.len() == 1 {
            return 1;
        }
        self.core(&name.words).len() + usize::from(self.suffix(&name.words).is_some())
    }

    /// Puts a person's full name to the entity it fits, or to a new one.
    fn full(&mut self, n: usize) {
        let words = self.plain(&self.names[n].words);
        let core = self.core(&words);
        // “Hernán Solís” is also “Hernán Solís Prado”, whoever is named first.
        let double = core.len() > 2 && self.surname(core.end - 2);
        let known = self.out.bearers.at(core.end - 1);
        let second = double.then(|| self.out.bearers.at(core.end - 2).last.iter());
        let same = known
            .last
            .iter()
            .chain(known.middle.iter())
            .chain(second.into_iter().flatten())
            .find(|&e| self.out.all[e].words.as_ref().is_some_and(|old| self.same_person(n, old, &words)));
        let entity = same.or_else(|| self.body(n, &words));
        let entity = entity.unwrap_or_else(|| self.create(n, words.clone(), SpeakerKind::Unknown));
        self.initialled(entity, core);
        self.take(n, entity);
        self.out.all[entity].full += 1;
        let Some(old) = self.out.all[entity].words.clone() else {
            return;
        };
        // The fullest form grows in the middle or by a suffix, and to the left only by a given name.
        let grows = words.len() > old.len();
        let sound = self.reading.has(words.start, Class::GivenName) || !self.reading.has(old.start, Class::GivenName);
        if grows && sound {
            self.register(entity, &words);
            self.out.all[entity].words = Some(words);
        }
    }

    /// Whether two full names with the same surname can be one person's. `old` was read first.
    fn same_person(&self, n: usize, old: &Range<usize>, new: &Range<usize>) -> bool {
        let (a, b) = (self.core(old), self.core(new));
        match (self.suffix(old), self.suffix(new)) {
            (Some(x), Some(y)) if x != y => return false,
            // Who was named without “Jr.” before is somebody else; who was named with it may lose it.
            (None, Some(_)) => return false,
            (Some(_), None) if self.kin(n) => return false,
            _ => {}
        }
        let (a, b) = if a.len() >= b.len() { (a, b) } else { (b, a) };
        if a.len() == b.len() && b.len() < 2 {
            return true;
        }
        if self.alike(a.end - b.len()..a.end, &b) {
            return true;
        }
        if self.reading.word(a.end - 1) != self.reading.word(b.end - 1) {
            // Of two surnames the second one may be left away, if all the rest is the same.
            // “The Dirk Lim Show” is nobody's name.
            let surname = !self.reading.any(a.end - 1, COMMON);
            return surname && a.len() == b.len() + 1 && self.alike(a.start..a.end - 1, &b);
        }
        // “Robert ‘Bobby’ Lim” is also “Bobby Lim”.
        let nickname = (a.start + 1..a.end - 1).any(|i| self.reading.word(i) == self.reading.word(b.start));
        let given = nickname || self.same_given(a.start, b.start);
        // Between given name and surname one form may have more, but the two must not differ.
        let middle = |r: &Range<usize>| r.start + 1..r.end - 1;
        let inner = middle(&a).filter(|&i| middle(&b).any(|j| self.same_given(i, j))).count();
        given && inner >= middle(&b).len()
    }

    /// “Geoff” and “Geoffrey”, “J.” and “John”, or the same.
    fn same_given(&self, a: usize, b: usize) -> bool {
        let text = |i: usize| self.reading.token(i).map_or("", |t| t.span.of(self.reading.text)).trim_end_matches('.');
        let (x, y) = (text(a), text(b));
        let (long, short) = if x.len() >= y.len() { (x, y) } else { (y, x) };
        self.reading.word(a) == self.reading.word(b)
            || ((short.chars().count() == 1 || short.len() > 2) && long.starts_with(short))
    }

    fn create(&mut self, n: usize, words: Range<usize>, kind: SpeakerKind) -> usize {
        let mut entity = Entity::unnamed(kind, None, 0);
        entity.first = n;
        entity.quoted = true;
        let words = self.plain(&words);
        entity.words = Some(words.clone());
        self.out.all.push(entity);
        let id = self.out.all.len() - 1;
        self.register(id, &words);
        id
    }

    /// Whether a word inside a name may be the first of two surnames.
    fn surname(&self, at: usize) -> bool {
        const NEVER: Classes = Classes::of(&[Class::GivenName, Class::NameParticle]);
        let letters = self.reading.token(at).is_some_and(|t| t.kind == Kind::Word && t.span.len() > 2);
        letters && !self.reading.any(at, NEVER)
    }

    /// Makes an entity findable by the first and the last word of its name, and by the first of two surnames.
    fn register(&mut self, id: usize, words: &Range<usize>) {
        let core = self.core(words);
        let full = |n: &Name| matches!(n.shape, Shape::Person | Shape::Words);
        let person = self.names.get(self.out.all[id].first).is_some_and(full);
        let double = person && core.len() > 2 && self.surname(core.end - 2);
        // “Terence Khoo Wei Jie” is Khoo.
        let triple = person && core.len() > 3 && self.surname(core.end - 3);
        let mut borne = |token: usize, add: fn(&mut Bearing, usize)| {
            self.out.bearers.at_mut(token).into_iter().for_each(|bearing| add(bearing, id));
        };
        borne(core.end - 1, |bearing, id| bearing.last.add(id));
        borne(core.start, |bearing, id| bearing.first.add(id));
        if double {
            borne(core.end - 2, |bearing, id| bearing.middle.add(id));
        }
        if triple {
            borne(core.end - 3, |bearing, id| bearing.middle.add(id));
        }
    }

    /// Puts an organisation's name to the entity of the same words, or to a new one.
    fn organisation(&mut self, n: usize) {
        let words = self.names[n].words.clone();
        let whole = words.clone().fold(0u64, |hash, i| {
            hash.rotate_left(7) ^ u64::from(self.reading.word(i).0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        let known = self.out.by_whole.get(&whole).copied();
        let entity = match known.or_else(|| self.longer(&words)).or_else(|| self.sponsored(&words)) {
            Some(entity) => entity,
            None => {
                let entity = self.create(n, words.clone(), SpeakerKind::Organization);
                self.out.by_whole.insert(whole, entity);
                // “Korean Central News Agency” is KCNA, “Department of Veterans Affairs” VA.
                let of = words.clone().find(|&i| self.reading.has(i, Class::Of)).unwrap_or(words.end);
                // “NSW Rural Fire Service” is the RFS.
                let later = if words.len() > 3 { words.start + 1 } else { words.end };
                for part in [words.clone(), of..words.end, later..words.end] {
                    let capitals = part.filter_map(|i| self.reading.token(i)).filter(|t| capital(t));
                    let initials = capitals.filter_map(|t| t.span.of(self.reading.text).chars().next());
                    if let Some(letters) = letters(initials) {
                        self.out.by_initials.entry(letters).or_insert(entity);
                    }
                }
                entity
            }
        };
        self.out.all[entity].full += 1;
        self.take(n, entity);
    }

    /// The organisation named before with one word more, one that says what it is: “Patriot Hearth *Communities*”.
    fn longer(&self, words: &Range<usize>) -> Option<usize> {
        let body = |i: usize| self.reading.any(i, Classes::of(&[Class::Organisation, Class::OrganisationName]));
        let same = |&e: &usize| {
            let long = self.out.all[e].words.as_ref().filter(|long| long.len() == words.len() + 1);
            long.is_some_and(|long| {
                self.reading.any(long.end - 1, Classes::of(&[Class::Common, Class::Organisation]))
                    && self.alike(long.start..long.end - 1, words)
            })
        };
        let mut all = self.out.bearers.at(words.start).first.iter();
        all.find(same).filter(|_| words.len() > 1 && !words.clone().any(body))
    }

    /// The organisation named before with one word more before it: “*Harrow-Leith* Tax Policy Center”.
    fn sponsored(&self, words: &Range<usize>) -> Option<usize> {
        let same = |&e: &usize| {
            let long = self.out.all[e].words.as_ref().filter(|long| long.len() == words.len() + 1);
            long.is_some_and(|long| self.alike(long.start + 1..long.end, words))
        };
        let mut all = self.out.bearers.at(words.end.checked_sub(1)?).last.iter();
        all.find(same).filter(|_| words.len() > 2)
    }

    /// Whether two stretches are the same words.
    fn alike(&self, a: Range<usize>, b: &Range<usize>) -> bool {
        a.len() == b.len() && a.zip(b.clone()).all(|(a, b)| self.reading.word(a) == self.reading.word(b))
    }

    /// The body that two or three words shorten which might be a person's: “the mining firm Verra Lunda *Minerals*”.
    fn body(&self, n: usize, words: &Range<usize>) -> Option<usize> {
        let bare = self.names[n].shape == Shape::Words && !self.reading.has(words.start, Class::GivenName);
        let acts = |&e: &usize| self.names.get(self.out.all[e].first).is_some_and(|full| self.acts(full));
        self.longer(words).filter(|_| bare).filter(acts)
    }

    /// Notes the initials of somebody's full name: “Ana Lim” is AL where turns are labelled so.
    fn initialled(&mut self, entity: usize, full: Range<usize>) {
        let first = |i: usize| self.reading.token(i).and_then(|t| t.span.of(self.reading.text).chars().next());
        if let Some(letters) = letters(full.filter_map(first)) {
            let known = self.out.people_by_initials.entry(letters).or_insert(entity);
            if *known != entity {
                *known = NOBODY;
            }
        }
    }

    /// Whether a name is the label of a turn, “AL:” or “**AL:**”.
    fn labels(&self, n: usize) -> bool {
        let words = &self.names[n].words;
        let star = |i: &usize| self.reading.kind(*i) == Some(Kind::Symbol);
        let opens = self.reading.token(words.start).is_some_and(|t| t.initial);
        let behind = (words.end..).find(|i| !star(i));
        let known = self.reading.has(words.start, Class::OrganisationName);
        opens && !known && behind.is_some_and(|i| self.reading.kind(i) == Some(Kind::Colon))
    }

    /// Puts a short name, or one of a headline, to the entity that it shortens; else it stands for itself.
    fn short(&mut self, n: usize) {
        let name = self.names[n].clone();
        let core = self.core(&name.words);
        if name.headline && core.len() > 1 {
            return self.headline(n, core);
        }
        if let Some(entity) = self.shortened(n, &core) {
            return self.take(n, entity);
        }
        let kind = match name.shape {
            Shape::Weak => return,
            Shape::Person => SpeakerKind::Person,
            Shape::Organisation | Shape::Place | Shape::Acronym | Shape::Phrase => SpeakerKind::Organization,
            Shape::Single if self.reading.has(core.start, Class::GivenName) => SpeakerKind::Person,
            Shape::Single | Shape::Words => SpeakerKind::Unknown,
        };
        if kind == SpeakerKind::Organization && core.len() > 1 {
            return self.organisation(n);
        }
        let entity = self.create(n, name.words, kind);
        self.out.all[entity].label = self.shared_surname(n);
        self.take(n, entity);
    }

    /// “*Kay* and Vincent Moss”: the full name of the one whose surname is told with the other's.
    fn shared_surname(&self, n: usize) -> Option<String> {
        let (name, next) = (&self.names[n], self.names.get(n + 1)?);
        let given = name.words.len() == 1 && self.reading.has(name.words.start, Class::GivenName);
        let and = name.words.end;
        let joined = self.reading.has(and, Class::Conjunction) && next.words.start == and + 1 && next.title.is_empty();
        let full = next.shape == Shape::Person && next.words.len() == 2;
        (given && joined && full && self.reading.has(next.words.start, Class::GivenName)).then(|| {
            let surname = next.words.end - 1..next.words.end;
            format!("{} {}", self.reading.spell(&name.words), self.reading.spell(&surname))
        })
    }

    /// A headline's capitals: the longest stretch from the start that is known, or the name as it stands.
    fn headline(&mut self, n: usize, core: Range<usize>) {
        let known = (core.start + 1..=core.end).rev().find_map(|end| {
            let part = core.start..end;
            let last = &self.out.bearers.at(end - 1).last;
            let first = self.reading.word(core.start);
            let fits = |&e: &usize| {
                self.out.all[e]
                    .words
                    .as_ref()
                    .is_some_and(|w| if part.len() > 1 { self.reading.word(w.start) == first } else { true })
            };
            last.iter().find(fits)
        });
        match known {
            Some(entity) => self.take(n, entity),
            None if matches!(self.names[n].shape, Shape::Person | Shape::Words) => self.full(n),
            None => self.organisation(n),
        }
    }

    /// The entity whose name a short one shortens: by surname, given name or initials.
    fn shortened(&self, n: usize, core: &Range<usize>) -> Option<usize> {
        let Bearing { last, first, middle, .. } = self.out.bearers.at(core.end - 1);
        let mut best: Option<(f32, usize)> = None;
        let surnames = if last.is_empty() { middle } else { last };
        for (entity, by_surname) in surnames.iter().map(|e| (e, true)).chain(first.iter().map(|e| (e, false))) {
            let Some(score) = self.bears(n, entity, by_surname) else {
                continue;
            };
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, entity));
            }
        }
        let acronym = || {
            let written = self.reading.text(core.start);
            // A word's number is that of its letters, but for what only some alphabets have.
            let plain = written.len() > 1 && written.is_ascii() && !written.contains('.');
            let letters = match plain {
                true => Some(self.reading.word(core.start)),
                false => letters(written.chars().filter(|c| *c != '.')),
            };
            let of = |all: &BTreeMap<Sym, usize>| letters.and_then(|letters| all.get(&letters).copied());
            let somebody = || of(&self.out.people_by_initials).filter(|&e| e != NOBODY && self.labels(n));
            somebody().or_else(|| of(&self.out.by_initials)).or_else(|| self.bracketed(n))
        };
        match best {
            Some((_, entity)) => Some(entity),
            // “Nato”: some papers give acronyms one capital only.
            None if core.len() == 1
                && self.reading.token(core.start).is_some_and(|t| t.case == Case::Upper || t.span.len() > 3) =>
            {
                acronym()
            }
            None => None,
        }
    }

    /// “Korean Central News Agency (KCNA)”: the name before the bracket.
    fn bracketed(&self, n: usize) -> Option<usize> {
        let open = self.names[n].words.start.checked_sub(1)?;
        let before = self.names.get(n.checked_sub(1)?)?;
        let fits = self.reading.token(open)?.kind == Kind::Open && before.words.end == open;
        fits.then_some(self.out.of[n - 1]).filter(|&e| e != NOBODY)
    }

    /// How well a short name fits a bearer of its word; `None` where it does not at all.
    fn bears(&self, n: usize, entity: usize, by_surname: bool) -> Option<f32> {
        let (name, bearer) = (&self.names[n], &self.out.all[entity]);
        let words = bearer.words.clone()?;
        let single = words.len() == 1;
        let person = bearer.kind == SpeakerKind::Person;
        let unsure = bearer.kind == SpeakerKind::Unknown && !single;
        // A guess from capitals alone does not claim a name that ran before it, nor one by its first word where that
        // is somebody's surname.
        let surname = || {
            let hyphen = self.reading.token(words.end - 1).is_some_and(|t| t.span.of(self.reading.text).contains('-'));
            !hyphen && (bearer.first > n || self.is_surname(words.start))
        };
        if unsure && (!by_surname && surname() || bearer.first > n && bearer.full < 2) {
            return None;
        }
        // “Derelict Lim” at a sentence's start is “Lim” with a word before, where “Lim” has been named already.
        let mishap = bearer.full < 2 && self.reading.token(words.start).is_some_and(|t| t.initial);
        let before = || {
            let (times, first) = self.out.bearers.at(words.end - 1).alone;
            times > 1 && (first < bearer.first || bearer.headline)
        };
        if unsure && mishap && before() {
            return None;
        }
        if !person && !single && !unsure {
            // “Ameriquest” shortens “Ameriquest Mortgage”, but “Ohio” not “Ohio Valley College” and “House” not “White House”.
            let solid = self.names.get(bearer.first).is_some_and(|n| n.shape == Shape::Organisation);
            // “the Times” is the “New York Times”.
            let papers = Classes::of(&[Class::Document, Class::OrganisationName]);
            let the = name.words.start.checked_sub(1).is_some_and(|b| self.reading.definite(b));
            // “Sentinel: Why did you leave?”
            let opens = self.reading.token(name.words.start).is_some_and(|t| t.initial);
            let asks = opens && self.reading.kind(name.words.end) == Some(Kind::Colon) && bearer.first < n;
            let paper = by_surname && (asks || solid && the && self.reading.any(words.end - 1, papers));
            if paper {
                return Some(3.0);
            }
            // “the Front” is the “Steadfast Front”, but “the House” not the “White House”.
            let common = name.words.len() == 1
                && !self.reading.any(name.words.start, Classes::of(&[Class::OrganisationName, Class::Place]));
            if the && by_surname && common && bearer.first < n {
                return Some(1.0);
            }
            // “Sunrise has denied it”: at a sentence's start the verb behind tells that the word is a name.
            const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::Have, Class::Be, Class::Modal]);
            let subject = !by_surname && name.shape == Shape::Weak && self.reading.any(name.words.end, VERBS);
            if subject && bearer.first < n && self.names.get(bearer.first).is_some_and(|n| n.shape != Shape::Place) {
                return Some(0.0);
            }
            let acts = bearer.first < n && self.names.get(bearer.first).is_some_and(|full| self.acts(full));
            let head = (solid || acts) && !by_surname && matches!(name.shape, Shape::Single | Shape::Acronym);
            // “Brightwell Nutrition … Brightwell”: what nothing but a name explains is short for the body that begins so.
            let bare = !by_surname && bearer.first < n && self.strange(name);
            return (head || bare).then_some(0.0);
        }
        let given = self.reading.has(name.words.start, Class::GivenName);
        // “Ana” shortens “Ana Lim”; “Lim” may shorten “Lim Soo-suk”; “Mr. Ana” is nobody, “Sir Giles” who is called so.
        let honorific = self.honorific(n);
        if person && !single && !by_surname && honorific.is_some() && given && self.is_surname(name.words.start) {
            return None;
        }
        if matches!(name.shape, Shape::Place | Shape::Organisation) && !(person && by_surname) && !single {
            return None;
        }
        // Whoever the bare surname has meant so far it goes on to mean.
        let short = bearer.named.saturating_sub(bearer.full) as f32;
        let mut score = (1.0 + bearer.prominence + 0.3 * short).ln();
        score += if bearer.latest + RECENT > name.words.start { 0.4 } else { 0.0 };
        score -= if unsure { 0.7 } else { 0.0 };
        score -= bearer.first as f32 / (1.0 + self.names.len() as f32);
        score -= if bearer.first > n && !self.names[n].headline { 1.0 } else { 0.0 };
        score -= if by_surname {
            0.0
        } else if given {
            0.5
        } else {
            1.0
        };
        if bearer.kin {
            // A relative's surname by itself means the better known bearer, even one whose full name is never given.
            score -= 2.0;
            if by_surname && bearer.first > n && honorific.is_none() {
                return None;
            }
        }
        if let Some(gender) = honorific {
            score += match gender * bearer.gender.signum() {
                1 => 1.0,
                -1 => -4.0,
                _ => 0.0,
            };
        }
        let titled = bearer.parts.iter().any(|p| self.shares(&p.words, &name.title));
        score += if titled { 1.5 } else { 0.0 };
        score -= if self.suffix(&words).is_some() { 0.5 } else { 0.0 };
        Some(score)
    }

    /// Whether a name is one word that no lexicon knows, where none says that it is a place: not “in Hull”.
    fn strange(&self, name: &Name) -> bool {
        let placed = name.words.start.checked_sub(1).is_some_and(|b| self.reading.any(b, PLACED));
        name.shape == Shape::Single && !self.reading.any(name.words.start, EXPLAINED) && !placed
    }

    /// Whether somebody's name ends in the word of a token.
    fn is_surname(&self, at: usize) -> bool {
        !self.out.bearers.at(at).last.is_empty()
    }

    /// Whether a name of common words behaves as a body's: “Kestrova Copper *has* …”, “Kestrova Copper, *which* …”, “the
    /// *lender* Kestrova Copper”.
    fn acts(&self, name: &Name) -> bool {
        const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::Have, Class::Relative]);
        let behind = name.words.end + usize::from(self.reading.kind(name.words.end) == Some(Kind::Comma));
        name.shape == Shape::Phrase
            && !name.headline
            && (self.reading.any(behind, VERBS)
                || name.words.start.checked_sub(1).is_some_and(|b| self.reading.has(b, Class::Organisation)))
    }

    fn shares(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        b.clone().any(|j| {
            !self.reading.token(j).is_some_and(|t| t.classes.any(GENDERS))
                && a.clone().any(|i| self.reading.word(i) == self.reading.word(j))
        })
    }

    /// What “Mr.” or “Mrs.” before a name says: 1, −1, or nothing.
    fn honorific(&self, n: usize) -> Option<i32> {
        let gender = self.names[n].title.clone().map(|i| self.reading.gender(i)).sum::<i32>();
        (gender != 0).then_some(gender.signum())
    }

    /// Whether a word for a relative stands shortly before the name: “his wife, Ana Lim”.
    fn kin(&self, n: usize) -> bool {
        let start = self.names[n].words.start;
        let near = start.saturating_sub(3)..start;
        near.rev()
            .take_while(|&i| self.reading.token(i).is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Comma)))
            .any(|i| self.reading.has(i, Class::Kin))
    }

    /// Notes that name `n` means the entity, and what its surroundings say of it.
    fn take(&mut self, n: usize, entity: usize) {
        self.out.of[n] = entity;
        let name = &self.names[n];
        let it = &self.out.all[entity];
        let full = self.length(name) > 1;
        let kin = it.named == 0 && self.kin(n);
        let person = it.kind != SpeakerKind::Organization;
        let start = name.title.start;
        let origin = start.checked_sub(1).filter(|&b| self.reading.has(b, Class::Nationality));
        let before = (1..=2).filter_map(|b| start.checked_sub(b)).find(|&b| !self.reading.has(b, Class::Determiner));
        let object =
            before.is_some_and(|b| self.reading.any(b, Classes::of(&[Class::Preposition, Class::Of, Class::To])));
        let aside = object || self.reading.clitic(name.words.end) || name.headline;
        let counts = full || it.words.as_ref().is_some_and(|w| w.len() == 1);
        let titled = self.titled(name);
        // “In Hull”, “the capital's Hamra”
        // “Hull's Ana Lim” is from there.
        let owned =
            |b: usize| self.reading.clitic(b) && !b.checked_sub(1).is_some_and(|owner| self.reading.any(owner, KNOWN));
        let placed = |b| self.reading.any(b, PLACED) || owned(b);
        let thing = start.checked_sub(1).is_some_and(placed) && name.title.is_empty();
        // “the start-up Lim”
        let body = name.title.is_empty()
            && start.checked_sub(1).is_some_and(|b| {
                self.reading.has(b, Class::Organisation)
                    && !self.reading.any(b, roles::PERSON.with(Classes::of(&[Class::Plural])))
                    && !self.reading.token(b).is_some_and(capital)
            });
        let given = if person && (it.named == 0 || full) { self.reading.gender(name.words.start) } else { 0 };
        let stated = if person { 4 * self.honorific(n).unwrap_or(0) + given } else { 0 };
        let told = person && it.parts.len() < MOST_PARTS && !name.headline;
        let parts = if told { roles::around(self.reading, name) } else { [None, None] };
        let it = &mut self.out.all[entity];
        if body && it.kind == SpeakerKind::Unknown {
            it.kind = SpeakerKind::Organization;
        }
        it.thing += u32::from(thing);
        it.objects += u32::from(object);
        it.titled |= titled;
        it.prominence += match (counts, aside) {
            (true, false) => 1.0,
            (true, true) => 0.4,
            (false, _) => 0.0,
        };
        it.origin = it.origin.or(origin);
        it.kin |= kin;
        it.named += 1;
        it.headline |= name.headline;
        it.quoted &= self.quoted.get(n).copied().unwrap_or(false);
        let before = it.stated;
        if person {
            it.stated += stated;
            if name.shape == Shape::Person {
                it.kind = SpeakerKind::Person;
            }
            for part in parts.into_iter().flatten() {
                it.stated += 2 * part.gender;
                // “Openline, the network *operator*,” may be a company.
                let noun = part.words.end.checked_sub(1).filter(|_| !part.words.is_empty());
                let perhaps = noun.is_some_and(|noun| self.reading.has(noun, Class::Organisation));
                match it.kind {
                    SpeakerKind::Unknown if perhaps && name.words.len() == 1 => it.kind = SpeakerKind::Organization,
                    SpeakerKind::Unknown if perhaps && name.shape != Shape::Person => {}
                    _ => it.kind = SpeakerKind::Person,
                }
                it.parts.push(part);
            }
            it.gender += it.stated - before;
        }
    }
}

/// The number of two letters or more, written in lower case.
fn letters(written: impl Iterator<Item = char>) -> Option<Sym> {
    let lower = |spelling: Spelling, c: char| c.encode_utf8(&mut [0; 4]).bytes().fold(spelling, Spelling::byte);
    let (spelling, bytes) = written.fold((Spelling::new(), 0), |(spelling, bytes), c| {
        (c.to_lowercase().fold(spelling, lower), bytes + c.len_utf8())
    });
    (bytes > 1).then(|| spelling.sym())
}

/// What stands before names of places and things, and seldom before one of a person.
const PLACED: Classes = Classes::of(&[Class::SettingPreposition, Class::Determiner]);

const GENDERS: Classes = Classes::of(&[Class::Masculine, Class::Feminine]);
