//! Who speaks: the head of the speaker's mention, and how far the mention extends from it.

use super::patterns::Place;
use super::reading::{FINITE, Reading, is_genitive};
use super::side::Side;
use crate::choice::{Choice, Sink, Value, template};
use crate::grammar::{Class, Classes};
use crate::text::{Case, Kind};
use std::ops::Range;

/// The choice of the speaker's head among the noun phrases of the cue's sentence.
pub(crate) struct SpeakerChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) cue: usize,
    /// The stretches of content in the cue's sentence.
    pub(crate) content: &'r [Range<usize>],
    pub(crate) side: Side,
    /// The content stands in marks.
    pub(crate) quoted: bool,
    /// The tokens of the cue's sentence.
    within: Range<usize>,
    /// For each of them, and for the end, what stands before it.
    before: Vec<Before>,
}

/// What of a sentence stands before a token, outside of the content.
#[derive(Clone, Copy, Default)]
struct Before {
    tokens: usize,
    /// Noun phrases' heads.
    heads: usize,
    /// Heads that look like subjects.
    subjects: usize,
}

/// How far before a cue its possessor stands: *his* repeated claim.
const OWNER: usize = 4;
/// How many candidates to either side of the cue are weighed.
const MOST: usize = 12;

impl<'r, 'd> SpeakerChoice<'r, 'd> {
    /// The choice for a cue whose content is known.
    pub(crate) fn new(
        reading: &'r Reading<'d>,
        cue: usize,
        content: &'r [Range<usize>],
        side: Side,
        quoted: bool,
    ) -> Self {
        let within = reading.sentence(reading.sentence_of(reading.cues[cue].head));
        let mut before = Vec::with_capacity(within.len() + 1);
        let mut all = Before::default();
        before.push(all);
        let mut choice = Self { reading, cue, content, side, quoted, within: within.clone(), before: Vec::new() };
        for at in within.clone() {
            if !content.iter().any(|content| content.contains(&at)) {
                let head = reading.head(at);
                all.tokens += 1;
                all.heads += usize::from(head);
                all.subjects += usize::from(head && choice.subject(at, &within) == Subject::Yes);
            }
            before.push(all);
        }
        choice.before = before;
        choice
    }

    /// What of the sentence stands before a token.
    fn before(&self, token: usize) -> Before {
        let at = token.saturating_sub(self.within.start);
        self.before.get(at).or(self.before.last()).copied().unwrap_or_default()
    }

    /// The tokens of a stretch of the sentence that stand in no content.
    fn free(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> {
        tokens.filter(|&at| self.before(at + 1).tokens > self.before(at).tokens)
    }

    /// The heads that may be the speaker's, nearest first to the left, then to the right, where a pattern proposes a speaker.
    pub(crate) fn items(&self) -> Vec<usize> {
        let reading = self.reading;
        let cue = &reading.cues[self.cue];
        let sentence = reading.sentence(reading.sentence_of(cue.head));
        let free = |at: &usize| !self.content.iter().any(|content| content.contains(at)) && !cue.tokens.contains(at);
        // Where no content stands in the sentence, none can be in a speaker's way.
        let apart = self.content.is_empty();
        let proposed = |place| apart || reading.proposals(self.cue).speaker(self.side, self.quoted, place);
        let noun = cue.kind == crate::cues::CueKind::Noun;
        let mut items = Vec::with_capacity(2 * MOST);
        if proposed(Place::Before) {
            items.extend(
                (sentence.start..cue.tokens.start)
                    .rev()
                    .filter(|&at| {
                        let token = &reading.tokens()[at];
                        let beside = at + 1 == cue.tokens.start;
                        let counted = matches!(token.kind, Kind::Number | Kind::Symbol);
                        let owner = possessive(reading, at) && (beside || noun && at + OWNER >= cue.tokens.start);
                        reading.head(at) || owner || beside && (counted || reading.nominal(at))
                    })
                    .filter(free)
                    .take(MOST),
            );
        }
        if proposed(Place::After) {
            items.extend((cue.tokens.end..sentence.end).filter(|&at| reading.head(at)).filter(free).take(MOST));
        }
        items
    }
}

/// Whether a noun phrase looks like the subject of a verb behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Yes,
    /// A comma or a relative pronoun follows, so that an apposition may part it from its verb.
    Perhaps,
    /// A preposition stands before it.
    Governed,
    No,
}

impl Subject {
    const fn value(self) -> Value {
        match self {
            Self::Yes => const { Value::label("yes") },
            Self::Perhaps => const { Value::label("perhaps") },
            Self::Governed => const { Value::label("governed") },
            Self::No => const { Value::label("no") },
        }
    }
}

/// Words that govern the noun phrase behind them.
const GOVERNING: Classes = Classes::of(&[Class::Preposition, Class::Of, Class::By, Class::To, Class::As]);
/// Words that a subject's verb begins with.
const PREDICATE: Classes = FINITE.with(Classes::of(&[Class::CueAdverb, Class::Negation]));

impl SpeakerChoice<'_, '_> {
    fn subject(&self, head: usize, within: &Range<usize>) -> Subject {
        let tokens = self.reading.tokens();
        let start = self.reading.phrase_start(head, within.start);
        if start > within.start && tokens[start - 1].classes.any(GOVERNING) {
            return Subject::Governed;
        }
        match tokens.get(head + 1).filter(|_| head + 1 < within.end) {
            Some(next) if next.classes.any(PREDICATE) && next.case == Case::Lower => Subject::Yes,
            Some(next)
                if matches!(next.kind, Kind::Comma | Kind::Open | Kind::Dash) || next.classes.has(Class::Relative) =>
            {
                Subject::Perhaps
            }
            _ => Subject::No,
        }
    }
}

/// What stands between a candidate and the cue.
struct Way {
    order: Value,
    /// How many tokens stand there in no content.
    gap: Value,
    /// How many heads are nearer to the cue.
    rank: Value,
    /// How many of them look like subjects.
    nearer: Value,
    /// Whether a content stands between.
    crossed: Value,
    tokens: Range<usize>,
}

impl SpeakerChoice<'_, '_> {
    fn way(&self, head: usize) -> Way {
        let cue = &self.reading.cues[self.cue];
        let left = head < cue.head;
        let tokens = if left { head + 1..cue.tokens.start } else { cue.tokens.end..head };
        let (first, last) = (self.before(tokens.start), self.before(tokens.end.max(tokens.start)));
        let gap = last.tokens - first.tokens;
        Way {
            order: if left { const { Value::label("before") } } else { const { Value::label("after") } },
            gap: Value::distance(gap),
            rank: Value::number((last.heads - first.heads).min(5)),
            nearer: Value::number((last.subjects - first.subjects).min(3)),
            crossed: Value::flag(gap < tokens.len()),
            tokens,
        }
    }
}

impl Choice for SpeakerChoice<'_, '_> {
    type Item = usize;
    const REACH: Option<i32> = Some(40);

    fn coarse<S: Sink>(&self, &head: &usize, sink: &mut S) {
        let (reading, within) = (self.reading, &self.within);
        let look = reading.cue_look(self.cue);
        let view = reading.view(within);
        let class = |at: usize| view.class(at);
        let Way { order, gap, rank, nearer, crossed, tokens } = self.way(head);
        let side = self.side.value();
        let commas = Value::number(reading.commas(tokens).min(4));
        let before = reading.phrase_start(head, within.start).wrapping_sub(1);
        let subject = self.subject(head, within).value();
        let left_of_cue = class(reading.cues[self.cue].tokens.start.wrapping_sub(1));
        let own = class(head);
        sink.add(template!("who.order.form"), &[order, side, look.form, crossed]);
        sink.add(template!("who.gap"), &[order, side, gap, look.kind]);
        sink.add(template!("who.class"), &[own, order]);
        sink.add(template!("who.class.rank"), &[own, order, rank]);
        sink.add(template!("who.word"), &[view.word(head), order]);
        sink.add(template!("who.commas.form"), &[order, commas, look.form]);
        sink.add(template!("who.before.class"), &[order, class(before), look.form]);
        sink.add(template!("who.subject.left"), &[order, subject, nearer, left_of_cue]);
        sink.add(template!("who.subject.crossed"), &[order, subject, nearer, crossed, side]);
    }

    fn features<S: Sink>(&self, &head: &usize, sink: &mut S) {
        let (reading, within) = (self.reading, &self.within);
        let cue = &reading.cues[self.cue];
        let look = reading.cue_look(self.cue);
        let view = reading.view(within);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let Way { order, rank, tokens: between, .. } = self.way(head);
        let side = self.side.value();
        let commas = Value::number(reading.commas(between.clone()).min(4));
        let verbs = Value::number(reading.verbs(between.clone()).min(3));
        let phrase = reading.phrase_start(head, within.start);
        let before = phrase.wrapping_sub(1);
        let own = class(head);
        let (before_class, before_word) = (class(before), word(before));
        let next_class = class(head + 1);
        sink.add(template!("who.order"), &[order, side, Value::flag(self.quoted), look.kind]);
        sink.add(template!("who.order.rank"), &[order, side, rank, look.form]);
        sink.add(template!("who.word.lemma"), &[word(head), look.lemma, order]);
        sink.add(template!("who.commas"), &[order, commas, rank]);
        sink.add(template!("who.verbs"), &[order, verbs, look.form]);
        sink.add(template!("who.before"), &[order, before_word, rank]);
        sink.add(template!("who.before.own"), &[order, before_class, own, rank]);
        sink.add(template!("who.before.lemma"), &[order, before_class, look.lemma]);
        sink.add(template!("who.before.form"), &[order, before_word, rank, look.form]);
        sink.add(template!("who.next"), &[order, word(head + 1), look.form]);
        sink.add(template!("who.next.class"), &[order, next_class, class(head + 2), rank]);
        sink.add(template!("who.next.own"), &[order, next_class, own]);
        sink.add(template!("who.start"), &[order, class(phrase), own, side]);
        let left_of_cue = class(cue.tokens.start.wrapping_sub(1));
        sink.add(template!("who.cue.left"), &[order, rank, left_of_cue, look.form]);
        sink.add(template!("who.cue.right"), &[order, rank, class(cue.tokens.end), side]);
        match between.len() {
            1 => sink.add(template!("who.gap.one"), &[order, word(between.start), look.form]),
            2 => {
                sink.add(template!("who.gap.two"), &[order, class(between.start), class(between.start + 1), look.form])
            }
            _ => {}
        }
        let mut free = self.free(between);
        if let Some(first) = free.next() {
            sink.add(template!("who.passed.first"), &[order, class(first), rank]);
            let near = |at: usize| if head < cue.head { at < head + 12 } else { at + 12 > head };
            for at in std::iter::once(first).chain(free).filter(|&at| near(at)) {
                sink.of_token(at, |sink| sink.add(template!("who.passed.word"), &[order, word(at)]));
            }
        }
    }
}

/// Which edge of a mention is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Left,
    Right,
}

/// What extends from its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Speaker,
    Cue,
}

/// The choice of how far a mention or a cue extends from its head.
pub(crate) struct EdgeChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) edge: Edge,
    pub(crate) head: usize,
    /// The tokens that it may take.
    pub(crate) within: Range<usize>,
    pub(crate) what: Extent,
    pub(crate) cue: usize,
}

/// How far an edge may lie from its head.
const REACH_LEFT: usize = 14;
const REACH_RIGHT: usize = 26;

impl EdgeChoice<'_, '_> {
    /// What extends, as a feature's value.
    fn what(&self) -> Value {
        match self.what {
            Extent::Speaker => const { Value::label("speaker") },
            Extent::Cue => const { Value::label("cue") },
        }
    }

    /// The last token inside, the first outside, and what is taken beside the head.
    fn around(&self, item: usize) -> (usize, usize, Range<usize>) {
        match self.edge {
            Edge::Left => (item, item.wrapping_sub(1), item..self.head),
            Edge::Right => (item - 1, item, self.head + 1..item),
        }
    }

    /// Whether an edge takes all that it may.
    fn limit(&self, item: usize) -> Value {
        Value::flag(match self.edge {
            Edge::Left => item == self.within.start,
            Edge::Right => item >= self.within.end,
        })
    }

    /// For the left edge the first token, for the right edge the one behind the last; nearest first.
    pub(crate) fn items(&self) -> Vec<usize> {
        let tokens = self.reading.tokens();
        match self.edge {
            Edge::Left => {
                let first = self.within.start.max(self.head.saturating_sub(REACH_LEFT));
                let solid =
                    |at: &usize| matches!(tokens[*at].kind, Kind::Word | Kind::Number | Kind::Quotation | Kind::Symbol);
                let mut items = Vec::with_capacity(REACH_LEFT + 1);
                items.extend((first..=self.head).rev().filter(solid));
                items
            }
            Edge::Right => {
                let last = self.within.end.min(self.head + REACH_RIGHT).max(self.head + 1);
                let solid = |end: &usize| {
                    !matches!(
                        tokens[*end - 1].kind,
                        Kind::Comma | Kind::Stop | Kind::Dash | Kind::Colon | Kind::Semicolon | Kind::Open
                    )
                };
                let mut items = Vec::with_capacity(REACH_RIGHT + 1);
                items.extend((self.head + 1..=last).filter(solid));
                if items.first() != Some(&(self.head + 1)) {
                    items.insert(0, self.head + 1);
                }
                items
            }
        }
    }
}

impl Choice for EdgeChoice<'_, '_> {
    type Item = usize;
    // Further behind are two of three options, and the best one of hardly any choice.
    const REACH: Option<i32> = Some(48);

    fn coarse<S: Sink>(&self, &item: &usize, sink: &mut S) {
        let reading = self.reading;
        let sentence = reading.sentence(reading.sentence_of(self.head));
        let view = reading.view(&sentence);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let (what, edge) = (self.what(), Value::flag(self.edge == Edge::Left));
        let (inside, outside, taken) = self.around(item);
        let (length, limit) = (Value::distance(taken.len()), self.limit(item));
        let commas = Value::number(reading.commas(taken.clone()).min(3));
        let (inside_class, outside_class) = (class(inside), class(outside));
        sink.add(template!("edge.length.own"), &[what, edge, length, class(self.head)]);
        sink.add(template!("edge.outside"), &[what, edge, word(outside)]);
        sink.add(template!("edge.both"), &[what, edge, inside_class, outside_class]);
        sink.add(template!("edge.limit"), &[what, edge, limit, length]);
        sink.add(template!("edge.limit.class"), &[what, edge, limit, inside_class]);
        sink.add(template!("edge.commas"), &[what, edge, commas, outside_class, limit]);
        for at in taken.take(12) {
            sink.of_token(at, |sink| {
                sink.add(template!("edge.taken"), &[what, edge, class(at)]);
                if reading.tokens()[at].classes.has(Class::Relative) {
                    sink.add(template!("edge.taken.relative"), &[what, edge, word(at)]);
                }
            });
        }
    }

    fn features<S: Sink>(&self, &item: &usize, sink: &mut S) {
        let reading = self.reading;
        let look = reading.cue_look(self.cue);
        let sentence = reading.sentence(reading.sentence_of(self.head));
        let view = reading.view(&sentence);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let left = self.edge == Edge::Left;
        let (what, edge) = (self.what(), Value::flag(left));
        let (inside, outside, taken) = self.around(item);
        let beyond = if left { outside.wrapping_sub(1) } else { outside + 1 };
        let length = Value::distance(taken.len());
        let own = class(self.head);
        let (inside_word, outside_word) = (word(inside), word(outside));
        let (inside_class, outside_class, beyond_class) = (class(inside), class(outside), class(beyond));
        sink.add(template!("edge.length"), &[what, edge, length]);
        sink.add(template!("edge.length.word"), &[what, edge, length, word(self.head)]);
        sink.add(template!("edge.inside"), &[what, edge, inside_word]);
        sink.add(template!("edge.inside.class"), &[what, edge, inside_class, length]);
        sink.add(template!("edge.both.words"), &[what, edge, inside_word, outside_word]);
        sink.add(template!("edge.beyond"), &[what, edge, outside_class, beyond_class]);
        sink.add(template!("edge.beyond.inside"), &[what, edge, inside_class, outside_class, beyond_class]);
        sink.add(template!("edge.outside.own"), &[what, edge, outside_class, own]);
        sink.add(
            template!("edge.verbs"),
            &[what, edge, Value::number(reading.verbs(taken.clone()).min(3)), outside_class],
        );
        if self.what == Extent::Cue {
            sink.add(template!("edge.lemma"), &[what, edge, look.lemma, length]);
            sink.add(template!("edge.lemma.outside"), &[what, edge, look.lemma, outside_word]);
            sink.add(template!("edge.lemma.inside"), &[what, edge, look.lemma, inside_word]);
            sink.add(template!("edge.form"), &[what, edge, look.form, inside_class, outside_class]);
        }
    }
}

/// Whether a token is a pronoun that owns what stands behind it: *his* claim.
pub(crate) fn possessive(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens()[at].classes.has(Class::Possessive)
}

/// The mark of a possessor between two nouns: Kim's translator.
pub(crate) fn genitive(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens().get(at).is_some_and(|token| is_genitive(token, reading.text))
}
