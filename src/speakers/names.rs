//! Names in the text: “Sen. Ted Cruz”, “the University of Ohio”, “KCNA”: one function a shape, tried at every capital.

use super::people::People;
use super::traits::{COMMON, EXPLAINED, FUNCTION, KNOWN, Lower, Teller, Traits, promising};
use crate::grammar::{Class, Classes, Grammar};
use crate::text::{Case, Kind, Text, Token};
use std::ops::Range;

pub(super) use super::traits::capital;

/// What a name looks like, by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A title, given name or initial says that it is a person's: “Mr. Lim”, “Ana Lim”.
    Person,
    /// Two or three capitals that no lexicon knows, so most likely a person's: “Htay Oo”.
    Words,
    /// One capital that no lexicon knows: “Obama”, “Gallup”.
    Single,
    /// A word that is commonly no name, at a place where it has its capital anyway. It counts only where the text has a
    /// fuller name that it shortens: “Green said”.
    Weak,
    /// An organisation's by one of its words: “the Labor Department”.
    Organisation,
    /// “NATO”, “F.B.I.”
    Acronym,
    /// “Tokyo”, which may stand for a government.
    Place,
    /// Other capitals: “White House”, “Affordable Care Act”.
    Phrase,
}

/// A name where it stands, without titles and article.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The name's tokens in the raw text.
    pub words: Range<usize>,
    /// The titles directly before it: “Secretary of State”, “Mr.”; empty where there is none.
    pub title: Range<usize>,
    /// What it looks like.
    pub shape: Shape,
    /// It stands in a sentence that gives most of its words a capital, so that its end is uncertain.
    pub headline: bool,
}

/// What a name of common words goes on with: “Rivers *Without* Borders”.
const INNER: Classes = COMMON.with(Classes::of(&[Class::Preposition]));

/// Words that say what somebody is, not who.
const PLAIN: Classes = Classes::of(&[Class::Masculine, Class::Feminine]);

/// Words that a capital may make a person's title, but no name by themselves.
const OFFICE: Classes =
    Classes::of(&[Class::Title, Class::Role, Class::Kin, Class::PersonNoun, Class::GroupNoun, Class::Document]);

const ORGANISATION: Classes = Classes::of(&[Class::Organisation, Class::OrganisationName]);

/// How many tokens a name may go on behind a sentence's end.
const REACH: usize = 6;

/// Finds the names of a text in reading order; they do not overlap. `people` are names known beforehand. A `title` is
/// read as a headline throughout. Time: one pass over tokens that looks for capitals, and a bounded number of steps at each.
pub(super) fn find(text: &str, raw: &Text, grammar: &Grammar, people: Option<&People>, title: bool) -> Vec<Name> {
    let (lower, high) = survey(&raw.tokens);
    let mut high = high.as_slice();
    let mut traits = vec![Traits::default(); raw.tokens.len()];
    let mut names = Vec::with_capacity(high.len() / 2);
    // A text's first paragraph is most often its title, even where its words are in lower case.
    let opening = raw.paragraphs.first().filter(|p| p.len() == 1 && raw.paragraphs.len() > 2).map_or(0, |p| p.end);
    // Where the last name ends.
    let mut free = 0;
    for (index, sentence) in raw.sentences.iter().enumerate() {
        let (here, behind) = high.split_at(high.iter().take_while(|&&at| at < sentence.end).count());
        let tokens = raw.tokens.get(sentence.clone()).unwrap_or_default();
        if here.is_empty() {
            continue;
        }
        let headline = title || headline(tokens) || (index < opening && tokens.len() < 25);
        let teller = Teller { text, grammar, lower: &lower, headline };
        // A name goes on over its initial, even where the sentence seems to end there: “Robert C. “Bobby” Hale”.
        let open = tokens.last().is_some_and(|t| teller.initial(t));
        let end = if open { (sentence.end + REACH).min(raw.tokens.len()) } else { sentence.end };
        for &at in high.iter().take_while(|&&at| at < end) {
            let before = at.checked_sub(1).map(|before| &raw.tokens[before]);
            traits[at] = teller.traits(before, &raw.tokens[at..end]);
        }
        let (start, tokens) = (sentence.start, &raw.tokens[..end]);
        let reader = Reader { text, grammar, people, headline, start, tokens, traits: &traits };
        for &at in here {
            let capital = at >= free && reader.has(at, Traits::CAPITAL);
            if let Some(found) = capital.then(|| reader.found(at)).flatten() {
                free = found.end;
                names.extend(reader.named(at, found));
            }
        }
        high = behind;
    }
    complete(raw, &mut names);
    bare(raw, &mut names);
    names
}

/// Takes from names the noun before them that tells what they are, where a sentence's start gave it its capital, and no other
/// name has it: “*Consultancy* Agri-Strat said so”, but “Bank Negara”.
fn bare(raw: &Text, names: &mut [Name]) {
    let pair = |name: &Name| {
        let word = |at: usize| raw.tokens.get(at).map_or(0, |t| u64::from(t.word.0));
        word(name.words.start) << 32 | word(name.words.start + 1)
    };
    let initial = |name: &Name| raw.tokens.get(name.words.start).is_some_and(|t| t.initial);
    let introduced: Vec<usize> = (0..names.len()).filter(|&n| introduced(raw, &names[n])).collect();
    if introduced.is_empty() {
        return;
    }
    let mut others: Vec<u64> = names.iter().filter(|name| name.words.len() > 1 && !initial(name)).map(pair).collect();
    others.sort_unstable();
    for n in introduced {
        let name = &mut names[n];
        if others.binary_search(&pair(name)).is_err() {
            name.words.start += 1;
            name.title = name.words.start..name.words.start;
            name.shape = if name.words.len() > 1 { Shape::Phrase } else { Shape::Single };
        }
    }
}

/// Whether a name begins with a noun for bodies that a sentence begins with, too, before a word that no lexicon knows.
fn introduced(raw: &Text, name: &Name) -> bool {
    let noun = |t: &Token| {
        t.initial && t.case == Case::Capital && t.classes.has(Class::Definite) && t.classes.has(Class::Organisation)
    };
    let strange = |t: &Token| capital(t) && !t.classes.any(EXPLAINED);
    let word = |at: usize, fits: &dyn Fn(&Token) -> bool| raw.tokens.get(at).is_some_and(fits);
    name.words.len() > 1
        && name.title.is_empty()
        && !name.headline
        && word(name.words.start, &noun)
        && word(name.words.start + 1, &strange)
}

/// The words that a text writes in lower case, and the tokens at which a name or a part of it may stand.
fn survey(tokens: &[Token]) -> (Lower, Vec<usize>) {
    let mut lower = Lower::new(tokens.len());
    // News has a capital every five tokens.
    let mut high = Vec::with_capacity(tokens.len() / 4);
    for (at, token) in tokens.iter().enumerate() {
        if token.case == Case::Lower {
            lower.add(token);
        } else if promising(token) {
            high.push(at);
        }
    }
    (lower, high)
}

/// Gives a name the word before it that a sentence's start made doubtful, where another one of the text has both:
/// “*Great* Plains said so”, after “flights of Great Plains Air”.
fn complete(raw: &Text, names: &mut Vec<Name>) {
    let begins = |name: &Name| {
        let before = name.words.start.checked_sub(1).filter(|_| name.title.is_empty())?;
        raw.tokens.get(before).is_some_and(|t| t.initial && capital(t)).then_some(before)
    };
    let Some(first) = names.iter().position(|name| begins(name).is_some()) else { return };
    let number = |at: usize| raw.tokens.get(at).map_or(0, |t| u64::from(t.word.0));
    let pair = |at: usize| number(at) << 32 | number(at + 1);
    let full = names.iter().enumerate().filter(|(_, name)| name.words.len() > 1);
    let mut known: Vec<(u64, usize)> = full.map(|(n, name)| (pair(name.words.start), n)).collect();
    known.sort_unstable();
    // Shapes as they were found, whatever happens to their names on the way.
    let known: Vec<(u64, Shape)> = known.into_iter().map(|(words, n)| (words, names[n].shape)).collect();
    for n in first..names.len() {
        let Some(before) = begins(&names[n]) else { continue };
        // Of several names with these words the last one tells.
        let words = pair(before);
        let last = known.partition_point(|&(other, _)| other <= words).checked_sub(1).map(|at| known[at]);
        if let Some((_, shape)) = last.filter(|&(other, _)| other == words) {
            names[n] = Name { words: before..names[n].words.end, title: before..before, shape, ..names[n].clone() };
            if let Some(weak) = n.checked_sub(1).filter(|&weak| names[weak].words.contains(&before)) {
                names[weak].shape = Shape::Weak;
                names[weak].words.end = names[weak].words.start;
            }
        }
    }
    names.retain(|name| !name.words.is_empty());
}

/// The second part of a contraction or a possessive ending: “'s”.
pub(super) fn clitic(text: &str, token: &Token) -> bool {
    token.kind == Kind::Word && token.glued && token.span.of(text).starts_with(['\'', '’'])
}

/// A word in lower case for what a person is: “manager”, “goalkeeper”.
fn person(token: &Token) -> bool {
    const PERSON: Classes = Classes::of(&[Class::Role]);
    token.kind == Kind::Word
        && token.case == Case::Lower
        && token.classes.any(PERSON)
        && !token.classes.any(Classes::of(&[Class::Plural, Class::Verb, Class::CueVerb]))
}

/// What stands behind a name and is no part of it: “KC”, “MP”.
pub(super) fn honour(token: &Token) -> bool {
    token.classes.has(Class::NameSuffix) && token.classes.any(Classes::of(&[Class::Role, Class::PersonNoun]))
}

/// “R-Tenn.”, “D-Ohio”: a politician's party and state.
pub(super) fn party(text: &str, token: &Token) -> bool {
    let bytes = token.span.of(text).as_bytes();
    matches!(bytes, [first, b'-', third, _, ..] if first.is_ascii_uppercase() && third.is_ascii_uppercase())
}

/// Whether a sentence gives its common words a capital too, as in “Mayor Slams Plan to Close Harbor”.
fn headline(tokens: &[Token]) -> bool {
    // A verb in lower case belongs to running text that happens to be full of names.
    const VERBS: Classes = Classes::of(&[Class::Verb, Class::CueVerb, Class::Be, Class::Have]);
    if tokens.iter().any(|t| t.case == Case::Lower && t.span.len() > 2 && t.classes.any(VERBS)) {
        return false;
    }
    let common = |t: &&Token| t.kind == Kind::Word && t.span.len() > 3 && !t.initial && t.classes.any(COMMON);
    let (all, high) =
        tokens.iter().filter(common).fold((0, 0), |(all, high), t| (all + 1, high + usize::from(capital(t))));
    all >= 3 && high * 10 >= all * 7
}

/// What was found at a token: where its titles end and the name begins, where that ends, and its shape; without a shape it
/// is to be passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    core: usize,
    end: usize,
    shape: Option<Shape>,
}

/// The tokens of a text up to the end of a sentence, of which its names are read. Each shape is read from a token on, and
/// says where it ends.
#[derive(Clone, Copy)]
struct Reader<'r> {
    text: &'r str,
    grammar: &'r Grammar,
    people: Option<&'r People>,
    headline: bool,
    /// Where the sentence starts.
    start: usize,
    tokens: &'r [Token],
    /// The traits of all tokens so far.
    traits: &'r [Traits],
}

impl Reader<'_> {
    /// Whether a token has one of these traits; none has any beyond the end.
    fn has(&self, at: usize, one: Traits) -> bool {
        at < self.tokens.len() && self.traits[at].any(one)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.any(at, Classes::of(&[class]))
    }

    fn any(&self, at: usize, classes: Classes) -> bool {
        self.tokens.get(at).is_some_and(|t| t.classes.any(classes))
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// How many tokens in a row, at most so many, are of a class.
    fn many(&self, at: usize, most: usize, class: Class) -> usize {
        row(most, at, |i| self.is(i, class))
    }

    /// The name at a capital, as what stands before it has it.
    fn found(&self, at: usize) -> Option<Found> {
        let token = &self.tokens[at];
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        // “D-W.Va.”: no name begins inside what is written as one word.
        if token.glued && before.is_some_and(|b| b.kind == Kind::Word) {
            return None;
        }
        // “$KTR”: a share, not a body.
        if token.glued && before.is_some_and(|b| b.span.of(self.text) == "$") {
            return None;
        }
        if at > self.start && self.nicknamed(at) {
            return Some(Found { core: at, end: at + 2, shape: Some(Shape::Person) });
        }
        let aside = before.is_some_and(|b| matches!(b.kind, Kind::Comma | Kind::Open)) && party(self.text, token);
        if aside {
            return None;
        }
        let found = self.name(at)?;
        let weak = matches!(found.shape, Some(Shape::Weak | Shape::Single));
        // “The Advocate”: an article with a capital belongs to a paper's name.
        let titled = weak && at > self.start + 1 && self.title_word(at - 1) && self.kind(at - 2) == Some(Kind::Word);
        Some(if titled { Found { shape: Some(Shape::Organisation), ..found } } else { found })
    }

    /// A name of what was found at a token; none where that is to be passed over.
    fn named(&self, at: usize, found: Found) -> Option<Name> {
        let mut shape = found.shape?;
        // “manager Hub Connors”: behind what somebody is stands a name, whatever its words mean elsewhere.
        let called = || at.checked_sub(1).is_some_and(|before| person(&self.tokens[before]));
        let doubted = matches!(shape, Shape::Phrase | Shape::Words) && found.end > at + 1;
        if doubted && self.has(found.end - 1, Traits::UNKNOWN) && called() {
            shape = Shape::Person;
        }
        let core = self.counted(found, shape);
        if core < found.core {
            shape = Shape::Phrase;
        }
        Some(Name { words: core..found.end, title: at.min(core)..core, shape, headline: self.headline })
    }

    /// Where a body's name begins that has a number before its words: “the *5th* Weather Squadron”.
    fn counted(&self, found: Found, shape: Shape) -> usize {
        let ordinal = |at: &usize| {
            let written = self.tokens[*at].span.of(self.text).as_bytes();
            let (first, last) = (written.first(), written.last());
            first.is_some_and(u8::is_ascii_digit) && last.is_some_and(u8::is_ascii_lowercase)
        };
        const OPENING: Classes = Classes::of(&[Class::Definite, Class::Place]);
        let opened =
            |at: &usize| *at > self.start && (self.any(at - 1, OPENING) || clitic(self.text, &self.tokens[at - 1]));
        let body = matches!(shape, Shape::Phrase | Shape::Organisation | Shape::Single) && !self.headline;
        let number = found.core.checked_sub(1).filter(|at| body && *at >= self.start && ordinal(at) && opened(at));
        number.unwrap_or(found.core)
    }

    /// A name of any shape.
    fn name(&self, at: usize) -> Option<Found> {
        const OPENING: Traits = Traits::PART.with(Traits::TITLE).with(Traits::GIVEN).with(Traits::PHRASE);
        let opens = self.has(at, OPENING) || self.is(at, Class::Nationality);
        if self.people.is_some() || opens && !self.lone(at) {
            return self.shaped(at);
        }
        let alone = self.alone(at);
        debug_assert_eq!(alone, self.shaped(at), "a short cut comes to the same");
        alone
    }

    /// The first shape that fits.
    fn shaped(&self, at: usize) -> Option<Found> {
        let whole = |shape| move |end| Found { core: at, end, shape: Some(shape) };
        let body = || self.paired(at).or_else(|| self.people(at)).or_else(|| self.organisation(at));
        self.known(at)
            .map(whole(Shape::Person))
            .or_else(|| self.listed(at))
            .or_else(|| self.titled(at))
            .or_else(|| body().map(whole(Shape::Organisation)))
            .or_else(|| self.given(at).map(whole(Shape::Person)))
            .or_else(|| self.words(at))
    }

    /// Whether no name can go on behind a word: most stand before a word in lower case that ties nothing to them.
    fn lone(&self, at: usize) -> bool {
        const TIES: Classes =
            Classes::of(&[Class::Of, Class::Preposition, Class::Conjunction, Class::NameParticle, Class::NameSuffix]);
        let ends = |next: &Token| match next.kind {
            Kind::Comma | Kind::Mark | Kind::Symbol => false,
            kind => !(next.classes.any(TIES) || next.glued && kind == Kind::Word),
        };
        !self.has(at, Traits::PHRASE)
            && self.tokens.get(at + 1).is_none_or(|next| self.traits[at + 1].is_empty() && ends(next))
    }

    /// What [`Self::shaped`] comes to for a lone word, and for one that begins no name.
    fn alone(&self, at: usize) -> Option<Found> {
        let found = |shape| Some(Found { core: at, end: at + 1, shape });
        let (part, nation) = (self.has(at, Traits::PART), self.is(at, Class::Nationality));
        if !part && !nation {
            return None;
        }
        if part && self.is_body(at, at + 1) {
            return found(Some(Shape::Organisation));
        }
        if nation || self.has(at, Traits::DOUBTFUL) && !self.has(at, Traits::GIVEN) {
            return found((!nation).then_some(Shape::Weak));
        }
        found(self.shape(&[at], false))
    }

    /// One of the people known beforehand.
    fn known(&self, at: usize) -> Option<usize> {
        let end = at + self.people?.at(&self.tokens[at..])?;
        // “Will” and “Mark” begin sentences, too.
        let name = self.has(end - 1, Traits::CAPITAL) && !(end == at + 1 && self.has(at, Traits::DOUBTFUL));
        name.then_some(end)
    }

    /// What the lexicon lists in several words: “New York”, “White House”, “Bank of England”.
    fn listed(&self, at: usize) -> Option<Found> {
        const BODY: Classes = ORGANISATION.with(Classes::of(&[Class::Document]));
        let traits = self.traits[at];
        if !traits.any(Traits::PLACE_PHRASE.with(Traits::BODY_PHRASE)) {
            return None;
        }
        let end = at + traits.phrase();
        if traits.any(Traits::BODY_PHRASE) {
            return Some(Found { core: at, end, shape: Some(Shape::Organisation) });
        }
        // “New York Times”, “New York State Department”: more of the name follows.
        let body = |i| self.has(i, Traits::PART) && self.any(i, BODY);
        let inner = |i| self.has(i, Traits::PART) && self.any(i, INNER) && !self.any(i, OFFICE);
        let more = body(end) || inner(end) && body(end + 1);
        (!more).then_some(Found { core: at, end, shape: Some(Shape::Place) })
    }

    /// “Secretary of State Jane M. Kerr”, “Mr. Kerr”, “Lt. Gen. Kerr”
    fn titled(&self, at: usize) -> Option<Found> {
        let titles = self.titles(at, 4)?;
        let core = self.office(self.further_titles(titles).unwrap_or(titles));
        let named = |core| {
            let end = self.given(core).or_else(|| self.surname(core)).or_else(|| self.day(core))?;
            Some(Found { core, end, shape: Some(Shape::Person) })
        };
        // “Minority Leader Ottla Barr”: what looks like a further title may be the surname.
        let nobody = || core > titles && self.has(titles, Traits::UNKNOWN);
        // “Ms. Bishop”, “Mr. King”: behind an honorific the title is the name.
        let called = || {
            let end = self.surname(at + 1).filter(|_| self.honorific(at))?;
            Some(Found { core: at + 1, end, shape: Some(Shape::Person) })
        };
        named(core).or_else(|| named(titles).filter(|_| nobody())).or_else(called)
    }

    /// One title or more.
    fn titles(&self, at: usize, most: usize) -> Option<usize> {
        let mut end = at;
        for _ in 0..most {
            let Some(next) = self.title(end) else { break };
            end = next;
        }
        (end > at).then_some(end)
    }

    /// “Sen.”, “Prime Minister”
    fn title(&self, at: usize) -> Option<usize> {
        let traits = *self.traits.get(at).filter(|_| at < self.tokens.len())?;
        if traits.any(Traits::TITLE_PHRASE) {
            return Some(at + traits.phrase());
        }
        traits.any(Traits::TITLE).then_some(at + 1)
    }

    /// “Chief *Commercial Officer*”: what stands between titles belongs to them.
    fn further_titles(&self, at: usize) -> Option<usize> {
        let between = row(2, at, |i| self.title(i).is_none() && self.plain(i));
        self.titles(at + between, 2).filter(|_| between > 0)
    }

    /// Where a person's name begins behind what an office is of: “Minister *of Youth and Sports* Ana Lim”; else where the
    /// office stands.
    fn office(&self, at: usize) -> usize {
        if !self.is(at, Class::Of) {
            return at;
        }
        let field = |from| Some(from + row(3, from, |i| self.plain(i))).filter(|&end| end > from);
        let Some(end) = field(at + 1 + self.many(at + 1, 1, Class::Determiner)) else { return at };
        let end = if self.is(end, Class::Conjunction) { field(end + 1).unwrap_or(end) } else { end };
        if self.given(end).is_some() { end } else { at }
    }

    /// A name word before which no person's name begins.
    fn plain(&self, at: usize) -> bool {
        self.has(at, Traits::PART) && self.given(at).is_none()
    }

    /// A name word before which neither a person's name nor a title with a name begins.
    fn further(&self, at: usize) -> bool {
        // “Rivers *Without* Borders”
        let small =
            || !self.headline && self.is(at, Class::Preposition) && !self.tokens[at].initial && self.plain(at + 1);
        let person = || self.titled(at).is_some() && !self.members_noun(at);
        self.has(at, Traits::CAPITAL) && !person() && (self.plain(at) || small())
    }

    /// “Harbor *Physicians* Plan”: many people before a common word are whom a body is for, not the title of one.
    fn members_noun(&self, at: usize) -> bool {
        let next = at + 1;
        self.is(at, Class::Plural)
            && self.any(at, OFFICE)
            && !self.tokens[at].initial
            && self.any(next, COMMON)
            && !self.has(next, Traits::GIVEN.with(Traits::UNKNOWN))
    }

    /// “Ana Lim”, “J. Ana de la Lim Jr.”, “Donald Jr.”
    fn given(&self, at: usize) -> Option<usize> {
        if !self.has(at, Traits::GIVEN) {
            return None;
        }
        // At a sentence's start “Will” and “Mark” are given names only before a word that is no common one.
        let doubtful = self.has(at, Traits::DOUBTFUL);
        let rest = at + 1;
        // Directly behind a given name or initials even “May”, “Summers” and “French” are surnames.
        let odd = rest + row(2, rest, |i| self.has(i, Traits::INITIAL));
        if self.has(odd, Traits::ODD) {
            return Some(self.with_suffix(odd + 1));
        }
        let mut end = rest;
        for _ in 0..4 {
            let Some(next) = self.part_behind_given(end, doubtful) else { break };
            end = next;
        }
        if end > rest { Some(self.with_suffix(end)) } else { self.suffix(rest) }
    }

    /// What stands behind a given name: another one, an initial, a nickname, a surname.
    fn part_behind_given(&self, at: usize, doubtful: bool) -> Option<usize> {
        let family = |i| self.has(i, Traits::FAMILY) && !(doubtful && self.any(i, COMMON));
        if self.has(at, Traits::INITIAL) {
            return Some(at + 1);
        }
        let mark = |i| self.kind(i) == Some(Kind::Mark);
        if mark(at) {
            // “Bobby”, “Big Bob”
            let nickname = at + 1 + row(3, at + 1, |i| self.has(i, Traits::CAPITAL));
            let named = nickname > at + 1 && mark(nickname) && self.has(nickname + 1, Traits::FAMILY);
            return named.then_some(nickname + 1);
        }
        // “Lilian Achieng' Odera”
        let ending = |t: &Token| clitic(self.text, t) && !t.span.of(self.text).ends_with(char::is_alphabetic);
        if family(at) && self.tokens.get(at + 1).is_some_and(ending) && family(at + 2) {
            return Some(at + 3);
        }
        let surname = at + self.many(at, 2, Class::NameParticle);
        (family(surname) && self.titled(at).is_none()).then_some(surname + 1)
    }

    /// After a title: “Lim”, “van der Lim”, “Lim Soo-suk III”
    fn surname(&self, at: usize) -> Option<usize> {
        // “Publisher Nine Lanterns” is no person.
        if self.is(at, Class::NumberWord) {
            return None;
        }
        let mut end = at;
        for _ in 0..3 {
            let family = end + self.many(end, 2, Class::NameParticle);
            if !self.has(family, Traits::FAMILY) {
                break;
            }
            end = family + 1;
        }
        (end > at).then(|| self.with_suffix(end))
    }

    /// After a title: “Monday Etim”, a given name that is also a time's or a nation's word.
    fn day(&self, at: usize) -> Option<usize> {
        let surname = self.has(at + 1, Traits::FAMILY) && self.has(at + 1, Traits::UNKNOWN);
        (surname && self.has(at, Traits::ODD)).then_some(at + 2)
    }

    /// “Jr.”, “, Jr.”
    fn suffix(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.kind(at) == Some(Kind::Comma));
        (self.is(at, Class::NameSuffix) && self.has(at, Traits::CAPITAL)).then_some(at + 1)
    }

    fn with_suffix(&self, end: usize) -> usize {
        self.suffix(end).unwrap_or(end)
    }

    /// “Labor Department”, “University of Ohio”, “Center for Health and Safety”, “Pentagon”
    fn organisation(&self, at: usize) -> Option<usize> {
        let (mut end, first) = self.owned(at).or_else(|| self.has(at, Traits::PART).then_some((at + 1, at)))?;
        let known = |i| self.any(i, ORGANISATION);
        let (mut last, mut count, mut knows, mut joined) = (first, 0, false, false);
        while count < 5 {
            let Some((next, word)) = self.word_of_body(end) else { break };
            (end, last, count) = (next, word, count + 1);
            knows |= known(word);
            joined |= self.kind(word) == Some(Kind::Symbol);
        }
        if self.kind(last) == Some(Kind::Symbol) {
            return None;
        }
        // “Jordan Fitch” is no part of Fitch.
        let person = count == 1 && self.has(first, Traits::GIVEN) && !self.tokens[first].initial;
        if person
            && self.tokens[last].case == Case::Capital
            && !self.any(last, Classes::of(&[Class::Organisation, Class::Document]))
        {
            return None;
        }
        let doubtful = self.has(last, Traits::DOUBTFUL);
        let paper = self.is(last, Class::Document) && !doubtful;
        let heads = known(last) || count > 0 && paper || self.any(last, COMMON) && !doubtful;
        let tail = if heads { self.field_of_body(end) } else { None };
        let alone = count == 0 && tail.is_none();
        let end = tail.unwrap_or(end);
        let fits = match alone {
            true => self.is_body(first, end),
            false => known(first) && !self.is(first, Class::Nationality) || knows || paper,
        };
        (fits || joined).then_some(end)
    }

    /// Whether a word names a body by itself, seen with what stands behind: “Pentagon”.
    fn is_body(&self, at: usize, behind: usize) -> bool {
        // “Australian miner Kestrova”: a nation's word, where the paper of that name is none.
        const BEHIND: Classes = Classes::of(&[Class::CueVerb, Class::Have, Class::Be, Class::Modal]);
        let before_noun = || self.kind(behind) == Some(Kind::Word) && !self.any(behind, BEHIND);
        // “The Dane said”: nor does one, where a paper has an article with a capital.
        let somebody = || {
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            at > self.start && before.is_some_and(|b| b.case == Case::Lower && b.classes.has(Class::Definite))
        };
        self.any(at, ORGANISATION)
            && !self.has(at, Traits::DOUBTFUL)
            && !self.people_initially(at)
            && !(self.is(at, Class::Nationality) && (before_noun() || somebody()))
    }

    /// “Conservatives demand it”: many people at a sentence's start, where “the Conservatives” are a party.
    fn people_initially(&self, at: usize) -> bool {
        const MANY: Classes = Classes::of(&[Class::GroupNoun, Class::PersonNoun, Class::Role]);
        self.tokens[at].initial && self.is(at, Class::Plural) && self.is(at, Class::Common) && self.any(at, MANY)
    }

    /// A further word of a body's name, with what joins it to those before: where it ends, and the word itself.
    fn word_of_body(&self, at: usize) -> Option<(usize, usize)> {
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Symbol && token.span.len() == 1 {
            return Some((at + 1, at));
        }
        self.members(at).or_else(|| self.owned(at)).or_else(|| self.further(at).then_some((at + 1, at)))
    }

    /// What a body is for: “University *of Ohio*”, “Center *for Health and Safety*”.
    fn field_of_body(&self, at: usize) -> Option<usize> {
        if !self.any(at, Classes::of(&[Class::Of, Class::Preposition])) {
            return None;
        }
        // “The Crown Office in Edinburgh” says where it is, “the Council on Foreign Relations” what for.
        let place = |t: &Token| t.classes.has(Class::Place) || !t.classes.any(COMMON);
        let from = at + 1 + self.many(at + 1, 1, Class::Determiner);
        if self.is(at, Class::SettingPreposition) && self.tokens.get(from).is_some_and(place) {
            return None;
        }
        let mut end = self.further_words(from, 4)?;
        for _ in 0..2 {
            if !(self.is(end, Class::Conjunction) && self.further(end + 1)) {
                break;
            }
            // “of Health and *Human Services*”
            end += 2 + usize::from(self.further(end + 2) && self.any(end + 2, COMMON));
        }
        // “Council for the Exploration of the Sea”, but not “of Ohio”.
        let of = self.is(end, Class::Of)
            && self.is(end + 1, Class::Determiner)
            && self.has(end + 2, Traits::PART)
            && !self.any(end + 2, KNOWN.with(OFFICE));
        Some(if of { end + 3 } else { end })
    }

    /// One further word or more.
    fn further_words(&self, at: usize, most: usize) -> Option<usize> {
        let count = row(most, at, |i| self.further(i));
        (count > 0).then_some(at + count)
    }

    /// “Sons of the Pass”, “Doctors Without Borders”: many people with a capital inside a sentence, and what they are for.
    fn people(&self, at: usize) -> Option<usize> {
        const MANY: Classes = Classes::of(&[Class::PersonNoun, Class::Kin, Class::Role]);
        let many = self.is(at, Class::Plural)
            && self.any(at, MANY)
            && self.has(at, Traits::PART)
            && !self.tokens[at].initial
            && !self.headline;
        let of = |t: &Token| t.case == Case::Lower && t.classes.any(Classes::of(&[Class::Of, Class::Preposition]));
        if !many || !self.tokens.get(at + 1).is_some_and(of) {
            return None;
        }
        self.further_words(at + 2 + self.many(at + 2, 1, Class::Determiner), 3)
    }

    /// “Customs and Border Protection”, “U.S. Parks and Waters Commission”: common words joined before the noun for a body.
    fn paired(&self, at: usize) -> Option<usize> {
        const NEVER: Classes = OFFICE.with(KNOWN).with(Classes::of(&[Class::GivenName]));
        let nation = self.has(at, Traits::PART) && self.any(at, KNOWN);
        let from = at + usize::from(nation);
        // Few words are joined, so that comes first.
        let and = (from + 1..from + 3).find(|&i| self.is(i, Class::Conjunction))?;
        let word = |i: usize| {
            self.any(i, INNER)
                || self.has(i, Traits::LOWER)
                || self.grammar.ending(self.tokens[i].span.of(self.text)).is_some()
        };
        let common = |i| self.has(i, Traits::PART) && !self.any(i, NEVER) && word(i);
        if !(from..and).all(common) || !common(and + 1) {
            return None;
        }
        self.further_words(and + 2, 3).filter(|end| self.is(end - 1, Class::Organisation))
    }

    /// “Growers' *Alliance*”, “Women's *Institute*”: the noun behind the possessive of those whom it is for.
    fn members(&self, at: usize) -> Option<(usize, usize)> {
        let ending = self.tokens.get(at).filter(|t| t.glued && t.span.len() < 4 && clitic(self.text, t))?;
        let plural = ending.span.of(self.text).chars().count() == 1;
        let noun = plural && self.is(at + 1, Class::Organisation) && self.further(at + 1);
        noun.then_some((at + 2, at + 1))
    }

    /// “Sheriff's *Office*”, “Women's *Hospital*”: the noun behind the possessive of an office or of a kind of people.
    fn owned(&self, at: usize) -> Option<(usize, usize)> {
        const OWNERS: Classes = OFFICE.with(Classes::of(&[Class::Plural]));
        let owner = self.has(at, Traits::PART) && self.any(at, OWNERS) && !self.has(at, Traits::DOUBTFUL);
        let owns = owner && self.has(at + 2, Traits::PART) && clitic(self.text, &self.tokens[at + 1]);
        let body = |i: &usize| self.has(*i, Traits::PART) && self.is(*i, Class::Organisation);
        let noun = owns.then_some(at + 2).filter(body);
        // “Athletes' *Fairness* Network”: between those whom it is for and the noun stands what it is about.
        let many = || {
            let plain = self.is(at, Class::Plural) && self.any(at + 2, COMMON) && !self.any(at + 2, OFFICE);
            (owns && plain).then_some(at + 3).filter(body)
        };
        noun.or_else(many).map(|noun| (noun + 1, noun))
    }

    /// Other capitals: “Htay Oo”, “Obama”, “NATO”, “White House”; a nationality by itself is passed over.
    fn words(&self, at: usize) -> Option<Found> {
        let first = &self.tokens[at];
        let nation = first.classes.has(Class::Nationality);
        if !self.has(at, Traits::PART) && !nation {
            return None;
        }
        let found = |end, shape| Some(Found { core: at, end, shape });
        let (doubtful, given) = (self.has(at, Traits::DOUBTFUL), self.has(at, Traits::GIVEN));
        // “Ban Ki-moon”: a hyphen between syllables is no word of English, so the common word before it is a name.
        let syllables = self.has(at + 1, Traits::SYLLABLES);
        // “Islamic State”: a nation's word before a common word that has its capital here.
        let state = self.has(at + 1, Traits::PART)
            && self.any(at + 1, INNER)
            && !self.any(at + 1, OFFICE)
            && !self.has(at + 1, Traits::DOUBTFUL);
        // “Great Plains said”: so does a common word at a sentence's start before another that has its capital here.
        let begins = doubtful && !self.headline && first.classes.any(COMMON) && !first.classes.any(OFFICE);
        if state && (nation || begins) {
            return found(self.further_words(at + 1, 3)?, Some(Shape::Phrase));
        }
        if !syllables && (nation || doubtful && !given) {
            // “Republican Ana Lim”, “Former Lim aide”: the name begins behind. By itself it may still be somebody's name.
            return found(at + 1, (!nation).then_some(Shape::Weak));
        }
        if self.precedes_person(at) {
            return found(at + 1, None);
        }
        let (words, end) = self.row_of_words(at);
        let words = words.as_slice();
        // “The Ohio Republican” is somebody from there.
        if let [.., place, last] = words
            && end == last + 1
            && self.is(*last, Class::Nationality)
            && !self.is(*last, Class::Plural)
            && self.is(*place, Class::Place)
        {
            return found(place + 1, Some(if words.len() == 2 { Shape::Place } else { Shape::Phrase }));
        }
        found(end, self.shape(words, syllables))
    }

    /// “Crofter Donnie Gillespie”, “ASP Donnie Gillespie”: a noun or rank that no list has, before a full name.
    fn precedes_person(&self, at: usize) -> bool {
        let first = &self.tokens[at];
        if self.has(at, Traits::GIVEN) || !self.has(at + 1, Traits::GIVEN) {
            return false;
        }
        let rank = first.case == Case::Upper && first.span.len() < 5 && !first.classes.any(KNOWN);
        let noun = || {
            first.initial && self.has(at, Traits::UNKNOWN) && self.grammar.ending(first.span.of(self.text)).is_some()
        };
        (rank && self.tokens[at + 1].case == Case::Capital || noun())
            && self.given(at + 1).is_some_and(|end| end > at + 2)
    }

    /// The words of a name that begins with a token, and where it ends.
    fn row_of_words(&self, at: usize) -> (Row, usize) {
        let (mut words, mut end) = (Row::of(at), at + 1);
        let mut unknown = self.has(at, Traits::UNKNOWN);
        while words.count < words.all.len() {
            let next = end + self.many(end, 2, Class::NameParticle);
            // “Aung San Suu Kyi”: what begins like a name goes on like one, even over words that are given names.
            let like = unknown
                && self.has(next, Traits::UNKNOWN)
                && self.has(next, Traits::PART)
                && self.titled(next).is_none();
            if !like && !self.further(next) {
                break;
            }
            words.push(next);
            unknown &= self.has(next, Traits::UNKNOWN);
            end = next + 1;
        }
        (words, end)
    }

    /// What words with capitals look like, of which no other shape was read; `None` where they are no name.
    fn shape(&self, words: &[usize], syllables: bool) -> Option<Shape> {
        let token = |at: &usize| &self.tokens[*at];
        let given = |at: &usize| self.has(*at, Traits::GIVEN);
        let unknown = |at: &usize| self.has(*at, Traits::UNKNOWN);
        // “Q.” asks and “UNIDENTIFIED MALE” speaks in transcripts, and neither is a name.
        let shouted = |at: &usize| {
            let t = token(at);
            let plain = t.classes.any(COMMON.with(PLAIN));
            t.case == Case::Upper && t.span.len() > 1 && plain && !given(at)
        };
        // “Public Relations Officer” is what somebody is.
        let common = |at: &usize| token(at).classes.any(COMMON);
        let office = |at: &usize| token(at).classes.any(Classes::of(&[Class::Role, Class::Title])) && !given(at);
        let small = |at: &usize| token(at).classes.has(Class::Preposition) && !given(at);
        let letter = |at: &usize| self.has(*at, Traits::INITIAL) || token(at).span.len() == 1;
        let no_name = match words {
            [only] => {
                small(only) || letter(only) || token(only).classes.any(FUNCTION) && token(only).case == Case::Capital
            }
            many => many.last().is_some_and(office) && many.iter().all(common),
        };
        if no_name || words.iter().all(shouted) {
            return None;
        }
        Some(match words {
            [only] => self.single(*only),
            [_, second] if syllables && self.has(*second, Traits::SYLLABLES) => Shape::Person,
            // “Sherrod Brown”: behind an unknown word a common one is a surname.
            [first, second]
                if unknown(first)
                    && !token(second).classes.any(OFFICE.with(KNOWN))
                    && !self.has(*second, Traits::LOWER) =>
            {
                Shape::Words
            }
            many if many.len() <= 4 && many.iter().all(unknown) => Shape::Words,
            _ => Shape::Phrase,
        })
    }

    /// What a word with a capital looks like that is a name by itself.
    fn single(&self, at: usize) -> Shape {
        let token = &self.tokens[at];
        if token.classes.has(Class::OrganisationName) {
            Shape::Organisation
        } else if token.classes.has(Class::Place) {
            Shape::Place
        } else if token.case == Case::Upper && (2..8).contains(&token.span.len()) {
            Shape::Acronym
        } else if token.classes.any(OFFICE) && !self.has(at, Traits::GIVEN) || self.derived_plural(at) {
            Shape::Weak
        } else {
            Shape::Single
        }
    }

    /// “Growers said so”, “Conservatives agreed”: a word that begins its sentence and is a derived noun but for its last letter.
    fn derived_plural(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let written = token.span.of(self.text);
        let derived = |singular: &str| self.grammar.ending(singular).is_some_and(|(_, ending)| ending.len() > 1);
        token.initial
            && token.case == Case::Capital
            && !self.has(at, Traits::GIVEN)
            && self.grammar.ending(written).is_some()
            && written.split_at_checked(written.len() - 1).is_some_and(|(singular, _)| derived(singular))
    }

    /// “The” with a capital inside a sentence.
    fn title_word(&self, at: usize) -> bool {
        self.has(at, Traits::CAPITAL) && !self.tokens[at].initial && !self.headline && self.is(at, Class::Definite)
    }

    /// “Mr.”, “Ms.”: says whether it is a man or a woman and nothing else.
    fn honorific(&self, at: usize) -> bool {
        const GENDER: Classes = Classes::of(&[Class::Masculine, Class::Feminine]);
        self.is(at, Class::Title) && self.any(at, GENDER) && !self.is(at, Class::Role) && self.has(at, Traits::CAPITAL)
    }

    /// “, Dutch Verhoeven,”, “said German Ortega,”: a nation's word before an unknown one is a name where both stand as one.
    fn nicknamed(&self, at: usize) -> bool {
        let comma = |i| self.kind(i) == Some(Kind::Comma);
        self.is(at, Class::Nationality)
            && !self.is(at, Class::Plural)
            && (comma(at - 1) || self.is(at - 1, Class::CueVerb))
            && comma(at + 2)
            && self.has(at + 1, Traits::UNKNOWN)
            && self.has(at + 1, Traits::PART)
    }
}

/// In how many tokens in a row, at most so many, something holds.
fn row(most: usize, at: usize, holds: impl Fn(usize) -> bool) -> usize {
    (at..at + most).take_while(|&i| holds(i)).count()
}

/// Up to five words of a name, as tokens; name particles stand between them.
struct Row {
    all: [usize; 5],
    count: usize,
}

impl Row {
    fn of(first: usize) -> Self {
        Self { all: [first; 5], count: 1 }
    }

    fn push(&mut self, at: usize) {
        self.all[self.count] = at;
        self.count += 1;
    }

    fn as_slice(&self) -> &[usize] {
        &self.all[..self.count]
    }
}
