//! Tokens that may report speech: *has repeatedly said*, *in a statement*, a lone colon.

use crate::grammar::{Class, Classes, Cue, Form, Forms, Grammar, Sym};
use crate::text::{Case, Kind, Text, Token};
use std::ops::Range;

/// What kind of word or mark a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// A verb of the lexicon, in any form.
    Verb,
    /// A noun of the lexicon: her *claim* that.
    Noun,
    /// A phrase of several words: *according to*.
    Phrase,
    /// A colon or dash on its own.
    Mark,
    /// A word that no list has but that stands beside a quotation as a verb would: “…,” he *kvetched*.
    Unlisted,
}

impl CueKind {
    /// The name in features.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
            Self::Phrase => "phrase",
            Self::Mark => "mark",
            Self::Unlisted => "unlisted",
        }
    }
}

/// A stretch of tokens that may be a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its tokens, from the first auxiliary to the last word of the phrase.
    pub tokens: Range<usize>,
    /// The token that carries it.
    pub head: usize,
    /// The head's lemma; the word itself where no list has it.
    pub lemma: Sym,
    /// What it is.
    pub kind: CueKind,
    /// The grammar's entry, as in [`crate::grammar::Word::cue`]: 0 for marks and unlisted words.
    pub entry: u16,
    /// Which forms of its lemma the head can be.
    pub forms: Forms,
    /// A negation stands in the stretch.
    pub negated: bool,
    /// A quotation in marks stands in its sentence.
    pub quoted: bool,
    /// A quotation in marks stands in the next sentence.
    pub followed: bool,
}

/// What may stand between the parts of a verb group, to the left of its head.
const BEFORE: Classes =
    Classes::of(&[Class::Be, Class::Have, Class::Do, Class::Modal, Class::Negation, Class::CueAdverb]);

/// Finds the cue candidates of a folded text, in order of their heads; none overlaps another's head.
#[must_use]
pub fn find(outer: &Text, grammar: &Grammar) -> Vec<Candidate> {
    // News has a candidate every seven tokens.
    let mut found = Vec::with_capacity(outer.tokens.len() / 6);
    let has_quotation =
        |sentence: &Range<usize>| outer.tokens[sentence.clone()].iter().any(|token| token.kind == Kind::Quotation);
    let mut followed = outer.sentences.first().is_some_and(has_quotation);
    for (number, sentence) in outer.sentences.iter().enumerate() {
        let tokens = &outer.tokens[sentence.clone()];
        let quoted = followed;
        followed = outer.sentences.get(number + 1).is_some_and(has_quotation);
        let mut at = 0;
        while at < tokens.len() {
            let worth = is_worth_a_look(tokens, at, quoted, grammar);
            at += 1;
            if let Some(c) = worth.then(|| candidate_at(tokens, at - 1, quoted, grammar)).flatten() {
                at = c.tokens.end.max(c.head + 1);
                found.push(Candidate {
                    tokens: c.tokens.start + sentence.start..c.tokens.end + sentence.start,
                    head: c.head + sentence.start,
                    quoted,
                    followed,
                    ..c
                });
            }
        }
    }
    found
}

/// Whether a candidate may begin with the token at `at`, by what one look at it tells: with four of five tokens none does.
#[inline]
fn is_worth_a_look(tokens: &[Token], at: usize, quoted: bool, grammar: &Grammar) -> bool {
    let token = &tokens[at];
    match token.kind {
        Kind::Word => {
            token.cue != 0
                || token.classes.has(Class::RelayVerb)
                || quoted && token.classes.is_empty()
                || tokens.get(at + 1).is_some_and(|next| grammar.may_open(token.word, next.word))
        }
        Kind::Colon => true,
        Kind::Dash => quoted,
        _ => false,
    }
}

/// The candidate whose head, or whose phrase, begins with the token at `at`.
fn candidate_at(tokens: &[Token], at: usize, quoted: bool, grammar: &Grammar) -> Option<Candidate> {
    let token = &tokens[at];
    match token.kind {
        Kind::Word => {}
        Kind::Colon => return mark(tokens, at),
        Kind::Dash if quoted => return mark(tokens, at),
        _ => return None,
    }
    let verb = |head: usize, end: usize, candidate: Candidate| {
        let tokens_of =
            if candidate.kind == CueKind::Noun { head..end } else { group(tokens, head, end, candidate.forms) };
        let negated = tokens[tokens_of.clone()].iter().any(|token| token.classes.has(Class::Negation));
        Some(Candidate { negated, tokens: tokens_of, ..candidate })
    };
    let bare = || Candidate {
        tokens: at..at,
        head: at,
        lemma: token.word,
        kind: CueKind::Unlisted,
        entry: 0,
        forms: grammar.form(token.word),
        negated: false,
        quoted: false,
        followed: false,
    };
    if let Some((length, phrase)) = grammar.phrase_at(tokens[at..].iter().map(|t| t.word))
        && let Some(cue) = grammar.cue(phrase.word.cue)
    {
        let kind = CueKind::Phrase;
        let phrase = Candidate {
            head: at + phrase.head,
            lemma: cue.lemma_sym,
            kind,
            entry: phrase.word.cue,
            forms: phrase.word.forms,
            ..bare()
        };
        return verb(at, at + length, phrase);
    }
    if let Some((head, cue)) = relayed(tokens, at, grammar) {
        let (forms, entry) = (grammar.form(tokens[head].word), tokens[head].cue);
        let candidate = Candidate { head, lemma: cue.lemma_sym, kind: CueKind::Phrase, entry, forms, ..bare() };
        return verb(at, head + 1, candidate);
    }
    if let Some(cue) = grammar.cue(token.cue) {
        let kind = if cue.noun { CueKind::Noun } else { CueKind::Verb };
        return verb(at, at + 1, Candidate { lemma: cue.lemma_sym, kind, entry: token.cue, ..bare() });
    }
    let verb_like = quoted && token.classes.is_empty() && token.case == Case::Lower && near_quotation(tokens, at);
    if verb_like { verb(at, at + 1, bare()) } else { None }
}

/// The verb of a relayed cue that begins at `at`: was *quoted by state media as **saying***.
fn relayed<'g>(tokens: &[Token], at: usize, grammar: &'g Grammar) -> Option<(usize, &'g Cue)> {
    const REACH: usize = 10;
    let relay = tokens[at].classes.has(Class::RelayVerb) && grammar.form(tokens[at].word).has(Form::Participle);
    let behind = tokens.get(at + 1).filter(|next| relay && next.classes.any(Classes::of(&[Class::By, Class::As])))?;
    let words = tokens[at + 1..].iter().take(REACH).take_while(|token| token.kind == Kind::Word).count();
    let by = behind.classes.has(Class::By);
    let head = 1 + (at + 1..at + words).find(|&at| tokens[at].classes.has(Class::As) || !by)?;
    let verb = tokens.get(head).filter(|verb| grammar.form(verb.word).has(Form::Gerund))?;
    grammar.cue(verb.cue).map(|cue| (head, cue))
}

/// A colon or dash as a cue of its own.
fn mark(tokens: &[Token], at: usize) -> Option<Candidate> {
    let last = at + 1 == tokens.len();
    let clock = tokens.get(at + 1).is_some_and(|next| next.glued);
    (at > 0 && !last && !clock).then(|| Candidate {
        tokens: at..at + 1,
        head: at,
        lemma: Sym::of(""),
        kind: CueKind::Mark,
        entry: 0,
        forms: Forms::default(),
        negated: false,
        quoted: false,
        followed: false,
    })
}

/// Whether a quotation stands within a few tokens of `at`.
fn near_quotation(tokens: &[Token], at: usize) -> bool {
    const REACH: usize = 6;
    tokens[at.saturating_sub(REACH)..(at + REACH + 1).min(tokens.len())]
        .iter()
        .any(|token| token.kind == Kind::Quotation)
}

/// The verb group around a head: *did not immediately* say.
fn group(tokens: &[Token], head: usize, end: usize, forms: Forms) -> Range<usize> {
    // Will wrote: a modal has a base form behind it, so this one is a name.
    let name =
        |token: &Token| token.case == Case::Capital && token.classes.has(Class::GivenName) && !forms.has(Form::Base);
    let left = tokens[..head]
        .iter()
        .rev()
        .take_while(|token| token.kind == Kind::Word && token.classes.any(BEFORE) && !name(token))
        .count();
    let mut start = head - left;
    while start < head && !tokens[start].classes.any(BEFORE) {
        start += 1;
    }
    start..end
}
