//! Turns the entries of lexicon files into a grammar: every form of every entry with its classes and its cue.

use super::class::{Class, Classes};
use super::lexicon::{Entry, Section};
use super::table::Table;
use super::{
    Cue, Form, Forms, Frame, Frames, Grammar, LONGEST_ENDING, OPENERS, Phrase, PhraseKind, Sym, TAILS, Word,
    inflection, opener, step, tail,
};
use crate::choice::Weights;
use crate::error::Error;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// The classes whose entries are cues, in the order in which they claim a form that several of them have.
const CUES: [Class; 6] = [
    Class::CueVerb,
    Class::AttitudeVerb,
    Class::CueNoun,
    Class::AttitudeNoun,
    Class::AttitudeAdjective,
    Class::CuePreposition,
];
const ATTITUDES: Classes = Classes::of(&[Class::AttitudeVerb, Class::AttitudeNoun, Class::AttitudeAdjective]);
const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::AttitudeVerb]);
const CUE_NOUNS: Classes = Classes::of(&[Class::CueNoun, Class::AttitudeNoun]);
/// Nouns for one person, whose plural is a noun for several.
const PERSONS: Classes = Classes::of(&[Class::Role, Class::Kin, Class::PersonNoun, Class::Nationality]);
/// The other nouns.
const THINGS: Classes = Classes::of(&[Class::GroupNoun, Class::Organisation, Class::Document, Class::Setting]);

/// The grammar of these entries, each with the file it stands in.
pub(super) fn build(entries: &[(&Path, Entry<'_>)]) -> Result<Grammar, Error> {
    let rank = |section| match section {
        Section::Acts => 0,
        Section::Words(class) => 1 + CUES.iter().position(|&cue| cue == class).unwrap_or(CUES.len()),
    };
    let mut order: Vec<_> = entries.iter().map(|(path, entry)| (rank(entry.section), path, entry)).collect();
    order.sort_by_key(|&(rank, ..)| rank);
    let mut lexicon = Builder::default();
    for (_, path, entry) in order {
        let wrong = |what: &str| Error::expected(path, entry.line, what);
        match entry.section {
            Section::Acts => lexicon.acts.extend(entry.words()),
            Section::Words(class) => lexicon.add(class, entry).map_err(wrong)?,
        }
    }
    Ok(lexicon.finish())
}

#[derive(Default)]
struct Builder<'s> {
    acts: Vec<&'s str>,
    /// What the entries say of each form, in their order; a form may come again.
    words: Vec<(Sym, Word)>,
    phrases: Vec<(Vec<Sym>, Phrase)>,
    cues: Vec<Cue>,
    /// As in [`Grammar`].
    tails: Vec<u8>,
}

impl<'s> Builder<'s> {
    /// Adds all forms of an entry; fails with what was expected.
    fn add(&mut self, class: Class, entry: &Entry<'s>) -> Result<(), &'static str> {
        let own = Classes::of(&[class]);
        let (mut act, mut properties) = (None, &entry.properties[..]);
        if CUES.contains(&class) {
            let first = properties.split_first().filter(|(first, _)| self.acts.contains(*first));
            let (&first, rest) = first.ok_or("an act of acts.txt")?;
            (act, properties) = (Some(first), rest);
        }
        let mut classes = own;
        let mut frames = Frames::default();
        for &property in properties {
            if let Some(&(_, frame)) = Frame::NAMED.iter().find(|(name, _)| act.is_some() && *name == property) {
                frames = frames.with(frame);
            } else {
                let expected = if act.is_some() { "a frame or the name of a class" } else { "the name of a class" };
                classes = classes.with(further_classes(property).ok_or(expected)?);
            }
        }
        let is_noun = own.any(CUE_NOUNS.with(PERSONS).with(THINGS));
        let head = entry.head().unwrap_or(if is_noun { entry.words().count() - 1 } else { 0 });
        let lemma = entry.words().nth(head).unwrap_or_default().to_lowercase();
        let cue = match act {
            Some(act) => self.cue(&lemma, act, frames, classes, class)?,
            None => 0,
        };
        let forms = if own.any(VERBS) {
            inflection::verb(&lemma, &entry.forms)
        } else if is_noun && !classes.has(Class::Plural) {
            inflection::noun(&lemma, &entry.forms)
        } else if entry.forms.is_empty() {
            let form = if is_noun { Form::Plural } else { Form::Base };
            vec![(form, lemma)]
        } else {
            return Err("no forms for words of this class");
        };
        let inflects = is_noun || own.any(VERBS);
        for (form, text) in forms {
            let mut word = Word { classes, cue, forms: Forms::default() };
            if inflects {
                word.forms = Forms::of(form);
            }
            if form == Form::Plural {
                word.classes = word.classes.with(Classes::of(&[Class::Plural]));
                if own.any(PERSONS) {
                    word.classes = word.classes.with(Classes::of(&[Class::GroupNoun]));
                }
            }
            self.form(entry, head, &text, class, word);
        }
        Ok(())
    }

    /// The index, plus one, of a new cue.
    fn cue(
        &mut self,
        lemma: &str,
        act: &str,
        frames: Frames,
        classes: Classes,
        class: Class,
    ) -> Result<u16, &'static str> {
        let class = Classes::of(&[class]);
        self.cues.push(Cue {
            lemma: lemma.to_owned(),
            lemma_sym: Sym::of(lemma),
            act: act.to_owned(),
            act_sym: Sym::of(act),
            frames,
            attitude: class.any(ATTITUDES),
            deed: classes.has(Class::Deed),
            noun: class.any(CUE_NOUNS),
            preposition: class.has(Class::CuePreposition),
        });
        u16::try_from(self.cues.len()).map_err(|_| "at most 65,535 cues")
    }

    /// Adds one form: of a word, or of a phrase where the entry has several.
    fn form(&mut self, entry: &Entry<'_>, head: usize, text: &str, class: Class, word: Word) {
        if entry.words().nth(1).is_none() {
            self.word(text, word);
            // "Mr." also stands as "Mr", in British papers and where the full stop is a token of its own; "No" and "p"
            // are abbreviations only with it.
            if let Some(bare) = text.strip_suffix('.').filter(|_| class != Class::NumberAbbreviation) {
                self.word(bare, word);
            }
            return;
        }
        let form_of = |(index, word): (usize, &str)| match index == head {
            true => Sym::of(text),
            false => Sym::of(&word.to_lowercase()),
        };
        let own = Classes::of(&[class]);
        let kind = match class {
            Class::CuePreposition => PhraseKind::Preposition,
            _ if own.any(VERBS) => PhraseKind::Verb,
            _ if own.any(CUE_NOUNS) || class == Class::AttitudeAdjective => PhraseKind::Noun,
            _ => PhraseKind::Other,
        };
        let syms: Vec<Sym> = entry.words().enumerate().map(form_of).collect();
        let phrase = Phrase { kind, len: syms.len(), head, word };
        self.phrases.push((syms, phrase));
    }

    fn word(&mut self, text: &str, word: Word) {
        if word.classes.has(Class::Ending) {
            self.ending(text.trim_start_matches('-'));
        }
        self.words.push((Sym::of(text), word));
    }

    /// Notes the length of an ending with all tails that a word with it may have: before a single letter any other stands.
    fn ending(&mut self, letters: &str) {
        self.tails.resize(TAILS, 0);
        let (&[.., last], 1..=LONGEST_ENDING) = (letters.as_bytes(), letters.len()) else { return };
        let before = match letters.as_bytes() {
            [.., before, _] => *before..=*before,
            _ => 0..=u8::MAX,
        };
        before.for_each(|before| self.tails[tail(before, last)] |= 1 << (letters.len() - 1));
    }

    fn finish(mut self) -> Grammar {
        let mut words = vec![Word::default()];
        let mut indices = HashMap::from([(Word::default(), 0)]);
        let mut index_of = |word| {
            *indices.entry(word).or_insert_with(|| {
                words.push(word);
                words.len() as u32 - 1
            })
        };
        // Both sorts are stable: of equal words or phrases the first, which has precedence, keeps its kind and cue.
        self.words.sort_by_key(|&(sym, _)| sym);
        self.words.dedup_by(|(sym, word), (first, known)| {
            let same = sym == first;
            if same {
                *known = joined(*known, *word);
            }
            same
        });
        let is_ending = |(_, word): &&(Sym, Word)| word.classes.has(Class::Ending);
        let endings: Vec<_> = self.words.iter().filter(is_ending).map(|(sym, _)| (sym.0, 1)).collect();
        let forms: Vec<_> = self.words.into_iter().map(|(sym, word)| (sym.0, index_of(word))).collect();

        self.phrases.sort_by(|(one, _), (other, _)| one.cmp(other));
        // A table is laid out by the order of its keys, and the same files shall give the same bytes.
        let mut steps = BTreeMap::new();
        let (mut ends, mut openers) = (vec![0], vec![0; OPENERS]);
        let mut phrases: Vec<Phrase> = Vec::new();
        for (syms, phrase) in self.phrases {
            let mut node = 0;
            if let [first, second, ..] = *syms {
                let (place, bit) = opener(first, second);
                openers[place] |= bit;
            }
            for sym in syms {
                node = *steps.entry(step(node, sym)).or_insert_with(|| {
                    ends.push(0);
                    ends.len() as u32 - 1
                });
            }
            let end = &mut ends[node as usize];
            match phrases.get_mut((*end as usize).wrapping_sub(1)) {
                Some(known) => known.word = joined(known.word, phrase.word),
                None => {
                    phrases.push(phrase);
                    *end = phrases.len() as u32;
                }
            }
        }
        Grammar {
            forms: Table::new(forms.into_iter()),
            endings: Table::new(endings.into_iter()),
            tails: self.tails,
            words,
            steps: Table::new(steps.into_iter()),
            openers,
            ends,
            phrases,
            cues: self.cues,
            weights: Weights::default(),
        }
    }
}

/// Two things known of one form, as one; the first keeps its cue.
fn joined(known: Word, more: Word) -> Word {
    Word {
        classes: known.classes.with(more.classes),
        cue: if known.cue == 0 { more.cue } else { known.cue },
        forms: known.forms.with(more.forms),
    }
}

/// The classes that a property adds: a class by its name, or a gender by its letter; `mf` says that both are common.
fn further_classes(property: &str) -> Option<Classes> {
    match property {
        "m" => Some(Classes::of(&[Class::Masculine])),
        "f" => Some(Classes::of(&[Class::Feminine])),
        "mf" => Some(Classes::of(&[Class::Masculine, Class::Feminine])),
        _ => Class::named(property).map(|class| Classes::of(&[class])),
    }
}
