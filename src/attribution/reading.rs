//! A document as the choices see it: every token with a masked word and a coarse class, and the cue candidates.

use super::patterns::{self, Proposals};
use super::rates::{Known, Rates};
use crate::choice::Value;
use crate::cues::{self, Candidate, CueKind};
use crate::grammar::{Class, Classes, Form, Frame, Frames, Grammar, Sym};
use crate::quotes::{Folded, Piece};
use crate::span::Span;
use crate::text::{Case, Kind, Text, Token};
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

/// Labels of coarse classes that are not word classes of the grammar.
macro_rules! shapes {
    ($($name:ident = $label:literal,)*) => {
        /// A coarse class: first those of [`Class::COARSE`], then these.
        #[allow(non_camel_case_types, reason = "the list only counts")]
        #[allow(clippy::upper_case_acronyms, reason = "the list only counts")]
        #[derive(Clone, Copy)]
        #[repr(u8)]
        enum Shape { $($name,)* }
        const SHAPES: &[&str] = &[$($label,)*];
    };
}

shapes! {
    Edge = "edge",
    Name = "Xx",
    Acronym = "XX",
    Number = "0",
    Comma = ",",
    Stop = ".",
    Colon = ":",
    Semicolon = ";",
    Dash = "-",
    Open = "(",
    Close = ")",
    Mark = "mark",
    Quotation = "quotation",
    Symbol = "symbol",
    Genitive = "genitive",
    Word = "word",
}

/// The coarse classes of words that the grammar lists.
const LISTED: usize = Class::COARSE.len();
const CLASS_COUNT: usize = LISTED + SHAPES.len();

/// The feature values of all coarse classes that have no ending.
static CLASS_VALUES: [Value; CLASS_COUNT] = {
    let mut values = [Value::label(""); CLASS_COUNT];
    let mut i = 0;
    while i < LISTED {
        values[i] = Value::label(Class::COARSE[i].name());
        i += 1;
    }
    while i < CLASS_COUNT {
        values[i] = Value::label(SHAPES[i - LISTED]);
        i += 1;
    }
    values
};

/// A coarse class as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coarse(u8);

impl Coarse {
    const EDGE: Self = Self::shape(Shape::Edge);

    const fn shape(shape: Shape) -> Self {
        Self(LISTED as u8 + shape as u8)
    }
}

/// How a token looks to the choices.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// The lower-case word; names and numbers are masked, so that no article's content gets into the weights.
    word: Sym,
    coarse: Coarse,
    /// For plain words: the ending, as the grammar lists them.
    ending: Sym,
    /// The number of the ending, where there is one, else of the coarse class.
    class: Sym,
    /// Whether it is a word that a noun phrase may be made of, or a pronoun.
    nominal: bool,
    /// Whether a noun phrase may end with it.
    head: bool,
    /// How many tokens before it are of the phrase that it ends, if it does.
    phrase: u8,
}

impl Look {
    /// What stands beyond a sentence.
    const OUTSIDE: Self = Self::new(EDGE, Coarse::EDGE, NONE);

    const fn new(word: Sym, coarse: Coarse, ending: Sym) -> Self {
        let class = if ending.0 == NONE.0 { CLASS_VALUES[coarse.0 as usize].sym() } else { ending };
        Self { word, coarse, ending, class, nominal: false, head: false, phrase: 0 }
    }
}

const NAME: Sym = Sym::of("Xx");
const NUMBER: Sym = Sym::of("0");
const EDGE: Sym = Sym::of("edge");
const ELLIPSIS: Sym = Sym::of("…");
const QUOTATION: Sym = Sym::of("quotation");
const NONE: Sym = Sym::of("");

/// How many tokens of a kind stand before a token.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Commas, semicolons, dashes and opening brackets.
    commas: u32,
    /// Finite-looking verbs.
    verbs: u32,
    /// Opening brackets.
    opened: u32,
    /// Closing brackets.
    closed: u32,
}

impl Tally {
    /// No token, a comma, an opening and a closing bracket, and a verb.
    const STEPS: [Self; 5] = {
        let none = Self { commas: 0, verbs: 0, opened: 0, closed: 0 };
        [
            none,
            Self { commas: 1, ..none },
            Self { commas: 1, opened: 1, ..none },
            Self { closed: 1, ..none },
            Self { verbs: 1, ..none },
        ]
    };

    /// With one more token. All four are added to at once.
    #[inline]
    fn with(self, token: &Token) -> Self {
        let step = match token.kind {
            Kind::Word if token.classes.any(FINITE) => 4,
            Kind::Comma | Kind::Semicolon | Kind::Dash => 1,
            Kind::Open => 2,
            Kind::Close => 3,
            _ => 0,
        };
        let step = Self::STEPS[step];
        Self {
            commas: self.commas + step.commas,
            verbs: self.verbs + step.verbs,
            opened: self.opened + step.opened,
            closed: self.closed + step.closed,
        }
    }

    /// What stands before each token, and before the text's end.
    fn all(tokens: &[Token]) -> Vec<Self> {
        let mut tallies = Vec::with_capacity(tokens.len() + 1);
        let mut tally = Self::default();
        tallies.extend(tokens.iter().map(|token| {
            let next = tally.with(token);
            std::mem::replace(&mut tally, next)
        }));
        tallies.push(tally);
        tallies
    }
}

/// How a cue looks to the choices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueLook {
    pub(crate) lemma: Value,
    pub(crate) form: Value,
    pub(crate) act: Value,
    pub(crate) kind: Value,
    /// What may follow, so that a cue that training has not met is like those that take the same.
    pub(crate) frames: Value,
    pub(crate) rates: Rates,
}

impl CueLook {
    fn new(cue: &Candidate, grammar: &Grammar, known: &dyn Known) -> Self {
        let form = match cue.forms {
            f if f.has(Form::Past) && f.has(Form::Participle) => const { Value::label("past-or-participle") },
            f if f.has(Form::Past) && f.has(Form::Base) => const { Value::label("past-or-base") },
            f if f.has(Form::Past) => const { Value::label("past") },
            f if f.has(Form::Participle) => const { Value::label("participle") },
            f if f.has(Form::Gerund) => const { Value::label("gerund") },
            f if f.has(Form::Third) && f.has(Form::Plural) => const { Value::label("third-or-plural") },
            f if f.has(Form::Third) => const { Value::label("third") },
            f if f.has(Form::Plural) => const { Value::label("plural") },
            f if f.has(Form::Base) => const { Value::label("base") },
            _ => const { Value::label("none") },
        };
        let entry = grammar.cue(cue.entry);
        Self {
            lemma: if cue.kind == CueKind::Unlisted {
                const { Value::label("unlisted") }
            } else {
                Value::word(cue.lemma)
            },
            form,
            act: entry.map_or(const { Value::label("none") }, |entry| Value::word(entry.act_sym)),
            kind: kind(cue.kind),
            frames: entry.map_or(const { Value::label("none") }, |entry| frames(entry.frames)),
            rates: Rates::new(cue, known),
        }
    }
}

/// The kind of a cue as a value.
const fn kind(kind: CueKind) -> Value {
    match kind {
        CueKind::Verb => const { Value::label(CueKind::Verb.name()) },
        CueKind::Noun => const { Value::label(CueKind::Noun.name()) },
        CueKind::Phrase => const { Value::label(CueKind::Phrase.name()) },
        CueKind::Mark => const { Value::label(CueKind::Mark.name()) },
        CueKind::Unlisted => const { Value::label(CueKind::Unlisted.name()) },
    }
}

/// The sets of frames by what can follow, a clause, an infinitive, a noun phrase, a preposition and an addressee being
/// one bit each; *that* stands for *wh* too.
const FRAMES: [Value; 32] = {
    const NAMES: [&str; 32] = [
        "alone",
        "that",
        "infinitive",
        "that+infinitive",
        "np",
        "that+np",
        "infinitive+np",
        "that+infinitive+np",
        "pp",
        "that+pp",
        "infinitive+pp",
        "that+infinitive+pp",
        "np+pp",
        "that+np+pp",
        "infinitive+np+pp",
        "that+infinitive+np+pp",
        "addressee",
        "that+addressee",
        "infinitive+addressee",
        "that+infinitive+addressee",
        "np+addressee",
        "that+np+addressee",
        "infinitive+np+addressee",
        "that+infinitive+np+addressee",
        "pp+addressee",
        "that+pp+addressee",
        "infinitive+pp+addressee",
        "that+infinitive+pp+addressee",
        "np+pp+addressee",
        "that+np+pp+addressee",
        "infinitive+np+pp+addressee",
        "that+infinitive+np+pp+addressee",
    ];
    let mut values = [Value::label(""); 32];
    let mut set = 0;
    while set < values.len() {
        values[set] = Value::label(NAMES[set]);
        set += 1;
    }
    values
};

/// A set of frames as a value.
fn frames(frames: Frames) -> Value {
    let bit = |at: u32, frame| usize::from(frames.has(frame)) << at;
    let clause = usize::from(frames.has(Frame::That) || frames.has(Frame::Wh));
    FRAMES[clause | bit(1, Frame::Infinitive) | bit(2, Frame::Np) | bit(3, Frame::Pp) | bit(4, Frame::Addressee)]
}

/// A document with all that the choices ask of it.
pub(crate) struct Reading<'d> {
    pub(crate) text: &'d str,
    pub(crate) grammar: &'d Grammar,
    pub(crate) raw: &'d Text,
    pub(crate) folded: &'d Folded,
    pub(crate) cues: Vec<Candidate>,
    /// For each sentence the range of its cues.
    pub(crate) cues_of: Vec<Range<usize>>,
    /// For each token its sentence.
    sentence_of: Vec<u32>,
    /// For each sentence its paragraph.
    paragraph_of: Vec<u32>,
    looks: Vec<Look>,
    /// What stands before each token, and before the text's end.
    tallies: Vec<Tally>,
    cue_looks: Vec<CueLook>,
    /// For each cue the constructions that it may stand in, once they are asked for: most cues report nothing.
    proposals: Vec<Cell<Option<Proposals>>>,
    /// For each token the cue whose stretch it is in, plus one.
    cue_at: Vec<u32>,
    /// For each token the first one from it on that is in a cue's stretch.
    next_cue: Vec<u32>,
}

impl<'d> Reading<'d> {
    /// Reads a text that is cut and folded already. Time and memory: linear in its tokens.
    pub(crate) fn new(text: &'d str, raw: &'d Text, folded: &'d Folded, grammar: &'d Grammar) -> Self {
        Self::knowing(text, raw, folded, grammar, grammar.weights())
    }

    /// As [`Reading::new`], with rates other than the grammar's.
    pub(crate) fn knowing(
        text: &'d str,
        raw: &'d Text,
        folded: &'d Folded,
        grammar: &'d Grammar,
        known: &dyn Known,
    ) -> Self {
        let outer = &folded.outer;
        let cues = cues::find(outer, grammar);
        let mut sentence_of = vec![0; outer.tokens.len()];
        let mut cues_of = Vec::with_capacity(outer.sentences.len());
        let mut cue = 0;
        for (number, sentence) in outer.sentences.iter().enumerate() {
            sentence_of[sentence.clone()].fill(number as u32);
            let first = cue;
            while cues.get(cue).is_some_and(|c| c.head < sentence.end) {
                cue += 1;
            }
            cues_of.push(first..cue);
        }
        let mut paragraph_of = vec![0; outer.sentences.len()];
        for (number, paragraph) in outer.paragraphs.iter().enumerate() {
            paragraph_of[paragraph.clone()].fill(number as u32);
        }
        let looks = see(text, outer, grammar);
        let tallies = Tally::all(&outer.tokens);
        let (cue_at, next_cue) = stretches(&cues, outer.tokens.len());
        let cue_looks = cues.iter().map(|cue| CueLook::new(cue, grammar, known)).collect();
        let proposals = vec![Cell::new(None); cues.len()];
        Self {
            text,
            grammar,
            raw,
            folded,
            cues,
            cues_of,
            sentence_of,
            paragraph_of,
            looks,
            tallies,
            cue_looks,
            proposals,
            cue_at,
            next_cue,
        }
    }

    /// The outer tokens.
    pub(crate) fn tokens(&self) -> &'d [Token] {
        &self.folded.outer.tokens
    }

    /// The tokens of a sentence.
    pub(crate) fn sentence(&self, number: usize) -> Range<usize> {
        self.folded.outer.sentences.get(number).cloned().unwrap_or_default()
    }

    /// The sentence of a token.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).map_or(0, |&s| s as usize)
    }

    /// The paragraph of a sentence.
    pub(crate) fn paragraph_of(&self, sentence: usize) -> usize {
        self.paragraph_of.get(sentence).map_or(0, |&p| p as usize)
    }

    /// The piece that a token stands for.
    pub(crate) fn piece(&self, token: usize) -> Option<&'d Piece> {
        let token = &self.tokens()[token];
        if token.kind == Kind::Quotation { self.folded.pieces.get(token.piece as usize) } else { None }
    }

    /// The tokens that stand for quotations in marks, in order.
    pub(crate) fn quotations(&self) -> impl Iterator<Item = usize> + use<'d> {
        self.tokens().iter().enumerate().filter(|(_, token)| token.kind == Kind::Quotation).map(|(at, _)| at)
    }

    /// Whether a cue tells what somebody thinks, wants or fears.
    pub(crate) fn attitude(&self, cue: usize) -> bool {
        self.grammar.cue(self.cues[cue].entry).is_some_and(|entry| entry.attitude)
    }

    /// How a cue looks.
    pub(crate) fn cue_look(&self, cue: usize) -> CueLook {
        self.cue_looks[cue]
    }

    /// The constructions that a cue may stand in. They are found when they are first asked for.
    #[inline]
    pub(crate) fn proposals(&self, cue: usize) -> Proposals {
        self.proposals[cue].get().unwrap_or_else(|| self.propose(cue))
    }

    #[inline(never)]
    fn propose(&self, cue: usize) -> Proposals {
        let candidate = &self.cues[cue];
        let sentence = self.sentence_of(candidate.head);
        let found = patterns::propose(&self.folded.outer, sentence, candidate, self.grammar);
        self.proposals[cue].set(Some(found));
        found
    }

    /// The cue whose stretch a token is in.
    pub(crate) fn cue_at(&self, token: usize) -> Option<usize> {
        (self.cue_at[token] as usize).checked_sub(1)
    }

    /// The first cue whose stretch reaches into a stretch of tokens.
    pub(crate) fn first_cue(&self, tokens: Range<usize>) -> Option<usize> {
        let at = self.next_cue.get(tokens.start).map_or(usize::MAX, |&at| at as usize);
        if at < tokens.end { self.cue_at(at) } else { None }
    }

    /// How many brackets open and how many close in a stretch.
    pub(crate) fn brackets(&self, tokens: Range<usize>) -> (usize, usize) {
        (self.count(tokens.clone(), |before| before.opened), self.count(tokens, |before| before.closed))
    }

    /// The bytes of a stretch of tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        match self.tokens().get(tokens).unwrap_or_default() {
            [] => Span::default(),
            [first, .., last] => first.span.join(last.span),
            [only] => only.span,
        }
    }

    /// The looks of the tokens of a stretch.
    #[inline]
    pub(crate) fn view(&self, within: &Range<usize>) -> View<'_> {
        View { looks: self.looks.get(within.clone()).unwrap_or_default(), start: within.start }
    }

    /// The masked word at `at`, or the edge outside of `within`.
    #[inline]
    pub(crate) fn word(&self, at: usize, within: &Range<usize>) -> Value {
        self.view(within).word(at)
    }

    /// The coarse class at `at`, or the edge outside of `within`.
    #[inline]
    pub(crate) fn class(&self, at: usize, within: &Range<usize>) -> Value {
        self.view(within).class(at)
    }

    /// Whether a token is a word that a noun phrase may be made of, or a pronoun.
    pub(crate) fn nominal(&self, at: usize) -> bool {
        self.looks[at].nominal
    }

    /// Whether a noun phrase may end with the token: the next word does not go on with it.
    pub(crate) fn head(&self, at: usize) -> bool {
        self.looks[at].head
    }

    /// The first token of the noun phrase that a head ends.
    pub(crate) fn phrase_start(&self, head: usize, first: usize) -> usize {
        head - usize::from(self.looks[head].phrase).min(head.saturating_sub(first))
    }

    /// A raw token's word for features.
    pub(crate) fn raw_word(&self, token: &Token) -> Value {
        Value::word(look(token, self.text, self.grammar).word)
    }

    /// How many commas, semicolons, dashes and opening brackets stand in a stretch.
    pub(crate) fn commas(&self, tokens: Range<usize>) -> usize {
        self.count(tokens, |before| before.commas)
    }

    /// How many finite-looking verbs stand in a stretch.
    pub(crate) fn verbs(&self, tokens: Range<usize>) -> usize {
        self.count(tokens, |before| before.verbs)
    }

    /// How many of a kind stand in a stretch.
    #[inline]
    fn count(&self, tokens: Range<usize>, kind: impl Fn(&Tally) -> u32) -> usize {
        let before = |at: usize| self.tallies.get(at).map_or(0, &kind);
        if tokens.start >= tokens.end { 0 } else { before(tokens.end).wrapping_sub(before(tokens.start)) as usize }
    }

    /// Spells words of the document and the grammar that features name.
    pub(crate) fn spelling(&self) -> impl Fn(Sym) -> String + use<> {
        let mut spelled: HashMap<Sym, String> = HashMap::new();
        let letter = |c| match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => Some('\''),
            '\u{2010}' | '\u{2011}' => Some('-'),
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => None,
            c => (!c.is_whitespace()).then_some(c),
        };
        // The words inside of quotations are asked for too.
        for token in self.raw.tokens.iter().chain(self.tokens()) {
            let lower = token.span.of(self.text).to_lowercase();
            spelled.insert(token.word, lower.chars().filter_map(letter).collect());
        }
        for cue in &self.cues {
            if let Some(entry) = self.grammar.cue(cue.entry) {
                for word in [&entry.lemma, &entry.act] {
                    spelled.insert(Sym::of(word), word.replace(' ', "_"));
                }
            }
        }
        for token in self.tokens() {
            let look = look(token, self.text, self.grammar);
            if look.ending != NONE {
                let ending = self.grammar.ending(token.span.of(self.text)).map_or("", |(_, letters)| letters);
                spelled.insert(look.ending, format!("-{ending}"));
            }
        }
        let masks = ["Xx", "0", "edge", "quotation", "…", ""];
        spelled.extend(masks.map(|mask| (Sym::of(mask), mask.to_owned())));
        move |sym| spelled.get(&sym).cloned().unwrap_or_default()
    }
}

/// A stretch of tokens as the choices see it: a feature asks for a dozen of them, and one comparison tells where it ends.
#[derive(Clone, Copy)]
pub(crate) struct View<'r> {
    looks: &'r [Look],
    start: usize,
}

impl View<'_> {
    /// How a token looks, or the edge outside of the stretch.
    #[inline]
    fn look(&self, at: usize) -> &Look {
        self.looks.get(at.wrapping_sub(self.start)).unwrap_or(const { &Look::OUTSIDE })
    }

    /// The masked word at `at`, or the edge.
    #[inline]
    pub(crate) fn word(&self, at: usize) -> Value {
        Value::word(self.look(at).word)
    }

    /// The coarse class at `at`, or the edge.
    #[inline]
    pub(crate) fn class(&self, at: usize) -> Value {
        let look = self.look(at);
        // A sum of weights needs no label, and it is left out there, unless an index might be out of bounds.
        let label = CLASS_VALUES.get(look.coarse.0 as usize).filter(|_| look.ending == NONE);
        label.copied().unwrap_or(Value::word(look.ending)).with_sym(look.class)
    }
}

/// Classes of verbs that make a clause.
pub(super) const FINITE: Classes =
    Classes::of(&[Class::Be, Class::Have, Class::Do, Class::Modal, Class::Verb, Class::CueVerb, Class::AttitudeVerb]);

/// What speaks for itself.
pub(super) const PRONOUNS: Classes =
    Classes::of(&[Class::SubjectPronoun, Class::ObjectPronoun, Class::IndefinitePronoun, Class::Relative]);
/// What a noun phrase begins with.
pub(crate) const DETERMINERS: Classes =
    Classes::of(&[Class::Determiner, Class::Possessive, Class::Quantifier, Class::Modifier]);
/// Whether a word is a noun whatever else it is.
pub(super) fn is_noun(token: &Token) -> bool {
    token.classes.any(NOUNS) || token.case != Case::Lower && token.classes.any(NAMES)
}

/// What is a noun whatever else it is.
const NOUNS: Classes = Classes::of(&[
    Class::CueNoun,
    Class::AttitudeNoun,
    Class::Role,
    Class::Kin,
    Class::PersonNoun,
    Class::GroupNoun,
    Class::Organisation,
    Class::Document,
    Class::Title,
]);
/// What is a name, where it is written as one: Will, Reading; not will, reading.
const NAMES: Classes = Classes::of(&[Class::GivenName, Class::Place]);
/// Verbs that may be nouns.
const VERBS: Classes = Classes::of(&[Class::CueVerb, Class::AttitudeVerb, Class::Verb]);
/// Function words that are no nouns and make no name by a capital.
pub(super) const FUNCTION: Classes = Classes::of(&[
    Class::Complementizer,
    Class::Negation,
    Class::Modal,
    Class::Be,
    Class::Have,
    Class::Do,
    Class::To,
    Class::By,
    Class::Of,
    Class::As,
    Class::Interrogative,
    Class::Possessive,
    Class::Reflexive,
    Class::Determiner,
    Class::Conjunction,
    Class::Subordinator,
    Class::Preposition,
]);
/// What is no noun unless it is also one of those.
pub(super) const NO_NOUNS: Classes = FUNCTION.with(Classes::of(&[
    Class::Quantifier,
    Class::CueAdverb,
    Class::CueVerb,
    Class::AttitudeVerb,
    Class::Particle,
    Class::Verb,
]));

/// How all tokens look. Time: linear.
fn see(text: &str, outer: &Text, grammar: &Grammar) -> Vec<Look> {
    let mut looks = vec![Look::OUTSIDE; outer.tokens.len()];
    let mut before: Option<&Token> = None;
    // Of how many tokens a phrase is that may go on, up to here.
    let mut phrase = 0;
    for sentence in &outer.sentences {
        // The look of the word before, where what goes on with it takes the head from it.
        let mut last: Option<&mut Look> = None;
        for (slot, token) in looks[sentence.clone()].iter_mut().zip(&outer.tokens[sentence.clone()]) {
            let look = look(token, text, grammar);
            let (nominal, pronoun) = (is_nominal(token, look.coarse, before), is_pronoun(token));
            if let Some(last) = last.filter(|_| nominal && !pronoun && token.kind != Kind::Number) {
                last.head = false;
            }
            if pronoun {
                phrase = 0;
            }
            *slot = Look { nominal, head: nominal && token.kind == Kind::Word, phrase, ..look };
            let inside = !pronoun && nominal || token.classes.any(DETERMINERS) || is_genitive(token, text);
            phrase = if inside { LONGEST_PHRASE.min(phrase + 1) } else { 0 };
            last = if pronoun { None } else { Some(slot) };
            before = Some(token);
        }
    }
    looks
}

/// How many tokens a noun phrase has before its head, at most.
const LONGEST_PHRASE: u8 = 10;

/// The mark of a possessor between two nouns: Kim's translator.
pub(super) fn is_genitive(token: &Token, text: &str) -> bool {
    token.glued && token.kind == Kind::Word && token.span.of(text).starts_with(['\'', '’'])
}

/// For each of so many tokens the cue whose stretch it is in, plus one, and the first token from it on that is in one.
fn stretches(cues: &[Candidate], tokens: usize) -> (Vec<u32>, Vec<u32>) {
    let mut cue_at = vec![0; tokens];
    for (cue, number) in cues.iter().zip(1..) {
        cue_at[cue.tokens.clone()].fill(number);
    }
    let mut next_cue = vec![u32::MAX; tokens + 1];
    let mut next = u32::MAX;
    for (at, (slot, &cue)) in next_cue.iter_mut().zip(&cue_at).enumerate().rev() {
        next = if cue == 0 { next } else { at as u32 };
        *slot = next;
    }
    (cue_at, next_cue)
}

/// Whether a token, behind another, is a word that a noun phrase may be made of, or a pronoun.
#[inline]
fn is_nominal(token: &Token, coarse: Coarse, before: Option<&Token>) -> bool {
    match token.kind {
        Kind::Number => true,
        Kind::Word if coarse.0 as usize >= LISTED => coarse != Coarse::shape(Shape::Genitive),
        Kind::Word => {
            !token.classes.any(NO_NOUNS) || is_noun(token) || is_pronoun(token) || is_determined(token, before)
        }
        _ => false,
    }
}

/// Whether a word that may be a verb is a noun, as a determiner or an adjective of a nation stands before it: a
/// *voice*, the *report*, Russian *state* media.
fn is_determined(token: &Token, before: Option<&Token>) -> bool {
    let nation = |token: &Token| token.classes.has(Class::Nationality) && !token.classes.has(Class::Plural);
    let determines = |token: &Token| {
        token.kind == Kind::Word && (token.classes.any(DETERMINERS) && !is_pronoun(token) || nation(token))
    };
    token.classes.any(VERBS) && before.is_some_and(determines)
}

/// Whether a token is a pronoun that can speak.
fn is_pronoun(token: &Token) -> bool {
    token.classes.any(PRONOUNS)
}

#[inline]
fn look(token: &Token, text: &str, grammar: &Grammar) -> Look {
    if token.kind == Kind::Word { word_look(token, text, grammar) } else { sign_look(token, text) }
}

/// How a token that is no word looks.
fn sign_look(token: &Token, text: &str) -> Look {
    let (word, shape) = match token.kind {
        Kind::Number => (NUMBER, Shape::Number),
        Kind::Comma => (token.word, Shape::Comma),
        // A weights file parts its words by spaces.
        Kind::Stop if token.span.len() > 1 && token.span.of(text).contains(char::is_whitespace) => {
            (ELLIPSIS, Shape::Stop)
        }
        Kind::Stop => (token.word, Shape::Stop),
        Kind::Colon => (token.word, Shape::Colon),
        Kind::Semicolon => (token.word, Shape::Semicolon),
        Kind::Dash => (token.word, Shape::Dash),
        Kind::Open => (token.word, Shape::Open),
        Kind::Close => (token.word, Shape::Close),
        Kind::Mark => (token.word, Shape::Mark),
        Kind::Quotation => (QUOTATION, Shape::Quotation),
        Kind::Symbol | Kind::Word => (token.word, Shape::Symbol),
    };
    Look::new(word, Coarse::shape(shape), NONE)
}

// Asked of each token of a document, and there alone worth its place in the loop.
#[inline(always)]
fn word_look(token: &Token, text: &str, grammar: &Grammar) -> Look {
    let known = token.classes.coarse();
    // A given name that is also a function word (Will, May) is a name where its capital is no sentence's.
    let name = match token.case {
        Case::Lower | Case::None => false,
        Case::Capital if token.initial => known.is_none() && !token.classes.has(Class::Common),
        Case::Capital if token.classes.has(Class::GivenName) => true,
        // Function words make no name by a capital: the classes from titles on are others.
        _ => known.is_none_or(|class| class >= Class::Title as u8),
    };
    if name {
        let shape = if token.case == Case::Upper { Shape::Acronym } else { Shape::Name };
        return Look::new(NAME, Coarse::shape(shape), NONE);
    }
    if let Some(known) = known {
        return Look::new(token.word, Coarse(known), NONE);
    }
    if token.span.of(text).starts_with(['\'', '’']) {
        return Look::new(token.word, Coarse::shape(Shape::Genitive), NONE);
    }
    let ending = grammar.ending(token.span.of(text)).map_or(NONE, |(ending, _)| ending);
    Look::new(token.word, Coarse::shape(Shape::Word), ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A weights file names features in words, and is read back by hashing them: a word spelled otherwise has no weight.
    #[test]
    fn every_word_of_a_feature_is_spelled_as_it_is_hashed() {
        let text = "“We can’t re\u{2010}open – the co\u{ad}op’s wharf,” Ana-May O’Neil \u{2018}said\u{2019}. ''No . . . 3,5!'' — (A.) İz: they claim.";
        let grammar = Grammar::english();
        let raw = crate::text::read(text, grammar);
        let folded = crate::quotes::fold(text, &raw, grammar);
        let reading = Reading::new(text, &raw, &folded, grammar);
        let spell = reading.spelling();
        for token in raw.tokens.iter().chain(reading.tokens()) {
            let Look { word, ending, .. } = look(token, text, grammar);
            assert_eq!(Sym::of(&spell(word)), word, "{}", token.span.of(text));
            if reading.tokens().contains(token) {
                assert_eq!(Sym::of(&spell(ending)), ending, "{}", token.span.of(text));
            }
        }
    }
}
