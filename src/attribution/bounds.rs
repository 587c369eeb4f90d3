//! Where a content begins and where it ends: she said [the plan would fail], though she had no proof.

use super::reading::Reading;
use crate::choice::{Choice, Sink, Value, template};
use crate::grammar::{Class, Classes};
use crate::text::Kind;
use std::ops::Range;

/// The part of a sentence in which one stretch of a content is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// What the stretch is: left or right of its cue, plain or around marks, or the other half of a split content.
    pub(crate) part: Part,
    pub(crate) cue: usize,
    /// The tokens that it may take.
    pub(crate) within: Range<usize>,
    /// The quotations in marks that it must take: from the first to behind the last.
    pub(crate) pieces: Option<Range<usize>>,
}

/// What a stretch of content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    PlainLeft,
    PlainRight,
    QuotedLeft,
    QuotedRight,
    /// Right of a cue that already has a part of its content to the left: “…,” she said, [“…”].
    QuotedResumed,
    /// In another sentence than the cue.
    QuotedApart,
    /// Plain words on the other side of the cue: [The plan], she said, [would fail].
    RestLeft,
    RestRight,
}

impl Part {
    const fn value(self) -> Value {
        match self {
            Self::PlainLeft => const { Value::label("plain-left") },
            Self::PlainRight => const { Value::label("plain-right") },
            Self::QuotedLeft => const { Value::label("quoted-left") },
            Self::QuotedRight => const { Value::label("quoted-right") },
            Self::QuotedResumed => const { Value::label("quoted-resumed") },
            Self::QuotedApart => const { Value::label("quoted-apart") },
            Self::RestLeft => const { Value::label("rest-left") },
            Self::RestRight => const { Value::label("rest-right") },
        }
    }

    const fn right(self) -> bool {
        matches!(self, Self::PlainRight | Self::QuotedRight | Self::QuotedResumed | Self::RestRight)
    }
}

/// Words before which a content may end or begin.
const BREAK: Classes = Classes::of(&[
    Class::Conjunction,
    Class::Subordinator,
    Class::Preposition,
    Class::Complementizer,
    Class::Relative,
    Class::Interrogative,
    Class::To,
    Class::By,
    Class::Of,
    Class::As,
    Class::Time,
    Class::CueAdverb,
]);

/// Words that may be a content by themselves.
const RELATIVE: Classes = Classes::of(&[Class::Relative, Class::Interrogative, Class::Complementizer]);

/// How far from the cue a content to its right may begin with any word: one in plain words, and one with a piece in marks.
const NEAR: [usize; 2] = [8, 14];
/// How far from the cue a content to its right may begin at all: of 3,500 contents one began further off.
const FAR: usize = 24;
/// How many starts or ends are weighed at the most.
const MOST: usize = 40;

fn punctuation(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Open | Kind::Close | Kind::Mark
    )
}

impl Field {
    /// The tokens at which the stretch may begin; never empty where `within` or `pieces` is not.
    pub(crate) fn starts(&self, reading: &Reading<'_>) -> Vec<usize> {
        let tokens = reading.tokens();
        let last = self.pieces.as_ref().map_or(self.within.end, |pieces| pieces.start + 1);
        let reach = NEAR[usize::from(self.pieces.is_some())];
        let begins = |at: usize| {
            let fresh = at == self.within.start || punctuation(tokens[at - 1].kind) || tokens[at].classes.any(BREAK);
            let near = self.part.right() && at < self.within.start + reach;
            (fresh || near) && !(punctuation(tokens[at].kind) && tokens[at].kind != Kind::Open)
        };
        let mut starts = Vec::with_capacity(MOST);
        match &self.pieces {
            Some(pieces) => starts.extend(
                (self.within.start..last)
                    .rev()
                    .filter(|&at| at == pieces.start || near_piece(at, pieces) || begins(at))
                    .take(MOST),
            ),
            None => {
                let last = if self.part.right() { last.min(self.within.start + FAR) } else { last };
                starts.extend((self.within.start..last).filter(|&at| begins(at)).take(MOST));
            }
        }
        starts.sort_unstable();
        if let Some(only) = self.only_speaker(reading) {
            starts.retain(|&start| start > only);
        }
        starts.extend(self.tail(reading));
        starts
    }

    /// How far into the field a start lies.
    fn from(&self, start: usize) -> Value {
        match start.checked_sub(self.within.start) {
            Some(distance) => Value::distance(distance),
            None => const { Value::label("inside") },
        }
    }

    /// What an end leaves of the field, without the stop that closes it.
    fn left_over(&self, reading: &Reading<'_>, end: usize) -> Range<usize> {
        end..trim_end(reading, end..self.within.end.max(end))
    }

    /// Where a plain content may begin inside of its cue's phrase: agreed [*to* pay].
    pub(crate) fn tail<'d>(&self, reading: &Reading<'d>) -> impl Iterator<Item = usize> + use<'d> {
        let cue = &reading.cues[self.cue];
        let tokens = reading.tokens();
        let own = if self.part == Part::PlainRight { cue.head + 1..cue.tokens.end } else { 0..0 };
        own.filter(|&at| tokens[at].classes.has(Class::To))
    }

    /// The first word that can speak, where all that can do so stand between a cue and its quotation in marks: *Said*
    /// Lim: “…”. A content that began before it would leave nobody to speak.
    fn only_speaker(&self, reading: &Reading<'_>) -> Option<usize> {
        let pieces = self.pieces.as_ref().filter(|_| self.part == Part::QuotedRight)?;
        let cue = &reading.cues[self.cue].tokens;
        let sentence = reading.sentence(reading.sentence_of(cue.start));
        let speaks = |tokens: Range<usize>| tokens.take(NEAR[1]).find(|&at| reading.head(at));
        let elsewhere = speaks(sentence.start..cue.start).or_else(|| speaks(pieces.end..sentence.end));
        speaks(cue.end..pieces.start).filter(|_| elsewhere.is_none())
    }

    /// The tokens behind which the stretch may end, given its start.
    pub(crate) fn ends(&self, reading: &Reading<'_>, start: usize) -> Vec<usize> {
        let tokens = reading.tokens();
        let first = self.pieces.as_ref().map_or(start + 1, |pieces| pieces.end);
        let limit = trim_end(reading, first.min(self.within.end)..self.within.end);
        let stops = |end: usize| {
            let next = tokens.get(end);
            let before_break =
                next.is_none_or(|t| punctuation(t.kind) || t.kind == Kind::Quotation || t.classes.any(BREAK));
            let before_cue = end < tokens.len() && reading.cue_at(end).is_some();
            // [Which] the mayor denied.
            let relative = end == start + 1 && tokens[start].classes.any(RELATIVE);
            let gerund = end < tokens.len() && end > start && tokens[end - 1].kind == Kind::Comma;
            let solid = !punctuation(tokens[end - 1].kind) || matches!(tokens[end - 1].kind, Kind::Close | Kind::Stop);
            (before_break || before_cue || relative || gerund) && solid
        };
        let may_end = |&end: &usize| self.pieces.as_ref().is_some_and(|pieces| pieces.end == end) || stops(end);
        let mut ends = Vec::with_capacity(MOST);
        ends.extend((first..limit).filter(may_end).take(MOST - 1));
        if limit >= first {
            ends.push(limit);
        }
        if ends.is_empty() {
            ends.push(first);
        }
        ends
    }
}

/// A word or two before a quotation: where a mixed content often begins.
fn near_piece(at: usize, pieces: &Range<usize>) -> bool {
    pieces.start - at <= 4
}

/// The end of a stretch without the full stop, comma or dash that closes the sentence around it.
pub(crate) fn trim_end(reading: &Reading<'_>, tokens: Range<usize>) -> usize {
    let loose = |token: &crate::text::Token| {
        matches!(token.kind, Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash)
    };
    let kept = reading.tokens()[tokens.clone()].iter().rev().skip_while(|token| loose(token)).count();
    tokens.start + kept
}

/// The choice of a start; `None` is offered only for the rest of a split content.
pub(crate) struct StartChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) field: &'r Field,
}

impl Choice for StartChoice<'_, '_> {
    type Item = Option<usize>;

    const REACH: Option<i32> = Some(40);

    fn coarse<S: Sink>(&self, item: &Option<usize>, sink: &mut S) {
        let (reading, field) = (self.reading, self.field);
        let part = field.part.value();
        let look = reading.cue_look(field.cue);
        let cue = &reading.cues[field.cue];
        let sentence =
            reading.sentence(reading.sentence_of(field.within.start.min(reading.tokens().len().saturating_sub(1))));
        let view = reading.view(&sentence);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let Some(start) = *item else {
            sink.add(template!("start.none"), &[part]);
            sink.add(template!("start.none.lemma"), &[part, look.lemma]);
            sink.add(template!("start.none.form"), &[part, look.form, look.kind]);
            sink.add(template!("start.none.size"), &[part, Value::distance(field.within.len())]);
            sink.add(template!("start.none.first"), &[part, word(field.within.start)]);
            sink.add(
                template!("start.none.classes"),
                &[part, class(field.within.start), class(field.within.start + 1)],
            );
            let limit = field.within.end;
            sink.add(template!("start.none.last"), &[part, class(limit.wrapping_sub(1)), class(limit.wrapping_sub(2))]);
            sink.add(template!("start.none.verbs"), &[part, Value::number(reading.verbs(field.within.clone()).min(4))]);
            sink.add(
                template!("start.none.commas"),
                &[part, Value::number(reading.commas(field.within.clone()).min(4))],
            );
            sink.add(
                template!("start.none.left"),
                &[part, class(cue.tokens.start.wrapping_sub(1)), class(cue.tokens.start.wrapping_sub(2))],
            );
            return;
        };
        let gap = field.within.start..start;
        let from = field.from(start);
        let before = start.wrapping_sub(1);
        let (own, left) = (word(start), word(before));
        let (own_class, left_class, next_class) = (class(start), class(before), class(start + 1));
        sink.add(template!("start.from"), &[part, from]);
        sink.add(template!("start.before"), &[part, left]);
        sink.add(template!("start.word"), &[part, own]);
        sink.add(template!("start.frames.from"), &[part, from, look.frames]);
        sink.add(template!("start.before.class"), &[part, left_class, own_class]);
        sink.add(template!("start.class"), &[part, own_class, look.form]);
        sink.add(template!("start.frames.class"), &[part, own_class, look.frames]);
        sink.add(template!("start.next"), &[part, own_class, next_class]);
        sink.add(template!("start.commas"), &[part, Value::number(reading.commas(gap.clone()).min(4))]);
        sink.add(template!("start.verbs"), &[part, Value::number(reading.verbs(gap.clone()).min(4)), look.form]);
        if let Some(pieces) = &field.pieces {
            let lead = pieces.start - start;
            sink.add(template!("start.lead"), &[part, Value::distance(lead), look.kind]);
            sink.add(
                template!("start.lead.class"),
                &[part, Value::flag(lead == 0), class(pieces.start.wrapping_sub(1)), look.kind],
            );
        }
        if gap.len() <= 10 {
            for at in gap.clone() {
                sink.of_token(at, |sink| {
                    sink.add(template!("start.passed"), &[part, class(at)]);
                    sink.add(template!("start.passed.word"), &[part, word(at)]);
                });
            }
        }
    }

    fn features<S: Sink>(&self, item: &Option<usize>, sink: &mut S) {
        let (reading, field) = (self.reading, self.field);
        let part = field.part.value();
        let look = reading.cue_look(field.cue);
        let sentence =
            reading.sentence(reading.sentence_of(field.within.start.min(reading.tokens().len().saturating_sub(1))));
        let view = reading.view(&sentence);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let Some(start) = *item else { return };
        let gap = field.within.start..start;
        let from = field.from(start);
        let before = start.wrapping_sub(1);
        let (own, own_class) = (word(start), class(start));
        let (left, left_class) = (word(before), class(before));
        sink.add(template!("start.from.lemma"), &[part, from, look.lemma]);
        sink.add(template!("start.from.act"), &[part, from, look.act]);
        sink.add(template!("start.word.from"), &[part, own, from]);
        let passed = [reading.commas(gap.clone()), reading.verbs(gap.clone())].map(|count| Value::number(count.min(3)));
        sink.add(template!("start.gap.lemma"), &[part, passed[0], passed[1], look.lemma]);
        sink.add(template!("start.gap.kind"), &[part, passed[0], passed[1], own_class, look.kind]);
        sink.add(template!("start.word.lemma"), &[part, own, look.lemma]);
        sink.add(template!("start.word.act"), &[part, own, look.act]);
        sink.add(template!("start.class.lemma"), &[part, own_class, look.lemma]);
        sink.add(template!("start.before.lemma"), &[part, left, look.lemma]);
        sink.add(template!("start.before.two"), &[part, class(before.wrapping_sub(1)), left_class, own_class]);
        sink.add(template!("start.next.word"), &[part, own, word(start + 1)]);
        sink.add(template!("start.sentence"), &[part, Value::flag(start == sentence.start), look.kind]);
        match gap.len() {
            1 => sink.add(template!("start.gap.one"), &[part, class(gap.start), look.lemma]),
            2 => sink.add(template!("start.gap.two"), &[part, class(gap.start), class(gap.start + 1)]),
            3 => sink.add(
                template!("start.gap.three"),
                &[part, class(gap.start), class(gap.start + 1), class(gap.start + 2)],
            ),
            _ => {}
        }
        if let Some(pieces) = &field.pieces {
            let lead = pieces.start - start;
            sink.add(template!("start.lead.word"), &[part, Value::flag(lead == 0), word(pieces.start.wrapping_sub(1))]);
            sink.add(
                template!("start.lead.cues"),
                &[part, Value::number((start..pieces.start).filter(|&at| reading.cue_at(at).is_some()).count().min(3))],
            );
            sink.add(
                template!("start.lead.commas"),
                &[part, Value::number(reading.commas(start..pieces.start).min(3))],
            );
            sink.add(
                template!("start.lead.verbs"),
                &[
                    part,
                    Value::number(reading.verbs(start..pieces.start).min(3)),
                    Value::number(reading.verbs(gap.clone()).min(3)),
                ],
            );
            if let Some(piece) = reading.piece(pieces.start) {
                let size = Value::distance(piece.tokens.len());
                let upper = Value::flag(piece.inner.of(reading.text).starts_with(char::is_uppercase));
                sink.add(template!("start.lead.size"), &[part, Value::distance(lead.min(5)), size]);
                sink.add(
                    template!("start.lead.upper"),
                    &[part, Value::flag(lead == 0), upper, class(pieces.start.wrapping_sub(1))],
                );
                sink.add(template!("start.lead.upper.from"), &[part, Value::distance(lead), upper, from]);
            }
            if start == pieces.start && start > field.within.start {
                sink.add(template!("start.mark.from"), &[part, from, left_class]);
            }
        }
    }
}

/// The choice of an end, given the start.
pub(crate) struct EndChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) field: &'r Field,
    pub(crate) start: usize,
}

impl Choice for EndChoice<'_, '_> {
    type Item = usize;

    const REACH: Option<i32> = Some(48);

    fn coarse<S: Sink>(&self, &end: &usize, sink: &mut S) {
        let (reading, field) = (self.reading, self.field);
        let part = field.part.value();
        let sentence = reading.sentence(reading.sentence_of(self.start));
        let view = reading.view(&sentence);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let (taken, left_over) = (self.start..end, field.left_over(reading, end));
        let next_class = class(end);
        sink.add(template!("end.next"), &[part, word(end)]);
        sink.add(template!("end.next.class"), &[part, next_class, class(end + 1)]);
        sink.add(template!("end.word"), &[part, word(end.wrapping_sub(1))]);
        let few = |count: usize| Value::number(count.min(4));
        sink.add(template!("end.commas"), &[part, few(reading.commas(taken.clone())), next_class]);
        sink.add(template!("end.commas.rest"), &[part, few(reading.commas(left_over.clone())), next_class]);
        sink.add(template!("end.verbs"), &[part, few(reading.verbs(taken)), next_class]);
        sink.add(template!("end.verbs.rest"), &[part, few(reading.verbs(left_over.clone())), next_class]);
        match reading.first_cue(left_over.clone()) {
            Some(ahead) => {
                let look = reading.cue_look(ahead);
                let gap = Value::distance(reading.cues[ahead].tokens.start.saturating_sub(end));
                sink.add(template!("end.cue.form"), &[part, look.form, look.kind, gap]);
            }
            None => sink.add(template!("end.cue.none"), &[part, next_class]),
        }
        if let Some(pieces) = &field.pieces {
            let tail = end - pieces.end;
            sink.add(template!("end.tail"), &[part, Value::distance(tail), Value::flag(left_over.is_empty())]);
            if let Some(piece) = reading.piece(pieces.end - 1) {
                let closing = super::link::last_character(reading.text, piece.inner);
                sink.add(template!("end.tail.closing"), &[part, Value::flag(tail == 0), closing, class(pieces.end)]);
            }
        }
    }

    fn features<S: Sink>(&self, &end: &usize, sink: &mut S) {
        let (reading, field) = (self.reading, self.field);
        let part = field.part.value();
        let look = reading.cue_look(field.cue);
        let cue = &reading.cues[field.cue];
        let sentence = reading.sentence(reading.sentence_of(self.start));
        let view = reading.view(&sentence);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let length = Value::distance(end - self.start);
        let left_over = field.left_over(reading, end);
        let rest = Value::distance(left_over.len());
        let last = Value::flag(left_over.is_empty());
        let (next, next_class, second_class) = (word(end), class(end), class(end + 1));
        let first_class = class(self.start);
        let last_word = end.wrapping_sub(1);
        sink.add(template!("end.last"), &[part, last]);
        sink.add(template!("end.last.lemma"), &[part, last, look.lemma]);
        sink.add(template!("end.last.first"), &[part, last, first_class, look.form]);
        sink.add(template!("end.length"), &[part, length]);
        sink.add(template!("end.length.first"), &[part, length, first_class]);
        sink.add(template!("end.length.lemma"), &[part, length, look.lemma]);
        sink.add(template!("end.frames.next"), &[part, next_class, look.frames]);
        sink.add(template!("end.rest"), &[part, rest, last]);
        sink.add(template!("end.class"), &[part, class(last_word), next_class]);
        sink.add(template!("end.next.lemma"), &[part, next, look.lemma]);
        sink.add(template!("end.next.two"), &[part, next, word(end + 1)]);
        sink.add(template!("end.next.after"), &[part, next, second_class]);
        sink.add(template!("end.next.first"), &[part, next_class, first_class, look.form]);
        sink.add(template!("end.next.three"), &[part, next_class, second_class, class(end + 2)]);
        let (opened, closed) = reading.brackets(self.start..end);
        sink.add(template!("end.open"), &[part, Value::flag(opened > closed), Value::flag(opened < closed)]);
        if let Some(ahead) = reading.first_cue(left_over.clone()) {
            let look = reading.cue_look(ahead);
            let gap = reading.cues[ahead].tokens.start.saturating_sub(end);
            sink.add(template!("end.cue"), &[part, look.lemma, Value::distance(gap)]);
            sink.add(template!("end.cue.rate"), &[part, look.rates.plain, Value::distance(gap), look.form]);
            sink.add(template!("end.cue.rate.class"), &[part, look.rates.plain, next_class, Value::flag(gap <= 3)]);
            sink.add(template!("end.cue.class"), &[part, look.form, next_class, second_class]);
        }
        let passed = (self.start..end).rev().find_map(|at| reading.cue_at(at)).filter(|&c| c != field.cue);
        if let Some(passed) = passed {
            let rate = reading.cue_look(passed).rates.plain;
            // An end within the cue's stretch, before its head, counts as the furthest from it.
            let beyond = Value::distance(end.wrapping_sub(reading.cues[passed].head));
            sink.add(template!("end.passed.rate"), &[part, rate, beyond, last]);
        }
        sink.add(template!("end.passed"), &[part, Value::flag(passed.is_some()), last]);
        if let Some(pieces) = &field.pieces {
            let tail = end - pieces.end;
            sink.add(template!("end.tail.class"), &[part, Value::flag(tail == 0), class(pieces.end), last]);
            sink.add(template!("end.tail.word"), &[part, Value::flag(tail == 0), word(pieces.end)]);
            sink.add(
                template!("end.tail.start"),
                &[part, Value::flag(tail == 0), Value::flag(self.start == pieces.start), last],
            );
            if let Some(piece) = reading.piece(pieces.end - 1) {
                let size = Value::distance(piece.tokens.len());
                sink.add(template!("end.tail.size"), &[part, Value::flag(tail == 0), size, last]);
            }
        }
        if !field.part.right() && field.part != Part::QuotedApart {
            let to_cue = Value::distance(cue.tokens.start.saturating_sub(end));
            sink.add(template!("end.to"), &[part, to_cue, next_class, look.form]);
            sink.add(template!("end.to.kind"), &[part, to_cue, look.kind, class(cue.tokens.end)]);
            if end < cue.tokens.start && cue.tokens.start - end <= 6 {
                for at in end..cue.tokens.start {
                    sink.of_token(at, |sink| sink.add(template!("end.to.class"), &[part, class(at)]));
                }
            }
        }
    }
}
