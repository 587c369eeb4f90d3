//! Which cue a quotation in marks belongs to: “We will stay,” the mayor *said* after she was *asked* twice.

use super::patterns::Content;
use super::reading::Reading;
use crate::choice::{Choice, Sink, Value, template};
use crate::cues::CueKind;
use crate::span::Span;
use crate::text::Kind;
use std::ops::Range;

/// What may be done with a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// It is no quotation: a title, a nickname, a scare quote.
    Nothing,
    /// It goes on with the quotation before it.
    GoesOn,
    /// This cue reports it.
    Cue(usize),
}

/// The choice for one piece, given what was chosen for those before.
pub(crate) struct LinkChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    /// The token that stands for the piece.
    pub(crate) at: usize,
    /// The token of the last piece that was taken for a quotation, and its cue.
    pub(crate) last: Option<(usize, usize)>,
}

/// What stands between a cue and a piece.
struct Crossed {
    /// How many tokens of other cues.
    cues: usize,
    /// How strong the strongest of these near the start is.
    strongest: Option<i8>,
    /// How many other pieces.
    pieces: usize,
}

/// How many cues to either side, and of the sentence before, may report a piece.
const REACH: usize = 7;
const REACH_BACK: usize = 2;
/// How many sentences may lie between a quotation and the piece that goes on with it.
const FAR: usize = 3;

impl LinkChoice<'_, '_> {
    /// What may be chosen: a cue only if a pattern proposes it for a quotation that stands there.
    pub(crate) fn items(&self) -> Vec<Link> {
        let reading = self.reading;
        let sentence = reading.sentence_of(self.at);
        let mut items = Vec::with_capacity(2 + REACH_BACK + 2 * REACH);
        items.push(Link::Nothing);
        if self.last.is_some_and(|(at, _)| sentence - reading.sentence_of(at) <= FAR) {
            items.push(Link::GoesOn);
        }
        let cues = reading.cues_of[sentence].clone();
        let middle = cues.clone().find(|&cue| reading.cues[cue].head > self.at).unwrap_or(cues.end);
        let near = middle.saturating_sub(REACH).max(cues.start)..(middle + REACH).min(cues.end);
        if let Some(before) = sentence.checked_sub(1) {
            let cues = reading.cues_of[before].clone();
            let last = cues.end.saturating_sub(REACH_BACK).max(cues.start)..cues.end;
            items.extend(last.filter(|&cue| reading.proposals(cue).quotation(Content::Apart)).map(Link::Cue));
        }
        let side = |cue| if cue < middle { Content::Right } else { Content::Left };
        items.extend(near.filter(|&cue| reading.proposals(cue).quotation(side(cue))).map(Link::Cue));
        items
    }

    /// How the piece itself looks.
    fn piece<S: Sink>(&self, sink: &mut S, option: Value) {
        let reading = self.reading;
        let sentence = reading.sentence_of(self.at);
        let within = reading.sentence(sentence);
        let Some(piece) = reading.piece(self.at) else { return };
        let words = &reading.raw.tokens[piece.tokens.clone()];
        let count = Value::distance(words.iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Number)).count());
        let capitals = words.iter().filter(|t| t.kind == Kind::Word && t.case != crate::text::Case::Lower).count();
        let all_capital = Value::flag(capitals == words.iter().filter(|t| t.kind == Kind::Word).count());
        let inner = piece.inner.of(reading.text);
        let last = last_character(reading.text, piece.inner);
        let first_upper = Value::flag(inner.chars().next().is_some_and(char::is_uppercase));
        let first = words.first().map_or(const { Value::label("edge") }, |t| reading.raw_word(t));
        let single = Value::flag(piece.single);
        let cued = Value::flag(!reading.cues_of[sentence].is_empty());
        let starts = Value::flag(self.at == within.start);
        let before = reading.word(self.at.wrapping_sub(1), &within);
        let after = reading.word(self.at + 1, &within);
        let (before_class, after_class) =
            (reading.class(self.at.wrapping_sub(1), &within), reading.class(self.at + 1, &within));
        let alone = Value::flag(within.len() <= 2);
        let best = reading.cues_of[sentence].clone().take(16).map(|c| reading.cue_look(c).rates.strength.1).max();
        let best = best.map_or(const { Value::label("none") }, |most| Value::number(most as usize));
        sink.add(template!("piece.rate"), &[option, best, count]);
        sink.add(template!("piece.rate.starts"), &[option, best, starts, last]);
        sink.add(template!("piece.option"), &[option]);
        sink.add(template!("piece.count"), &[option, count, single]);
        sink.add(template!("piece.count.cued"), &[option, count, cued, starts]);
        sink.add(template!("piece.count.capital"), &[option, count, all_capital]);
        sink.add(template!("piece.upper.last"), &[option, first_upper, last, starts]);
        sink.add(template!("piece.last.alone"), &[option, last, alone]);
        sink.add(template!("piece.first"), &[option, first]);
        sink.add(template!("piece.before"), &[option, before]);
        sink.add(template!("piece.after"), &[option, after]);
        sink.add(template!("piece.before.class"), &[option, before_class, count]);
        sink.add(template!("piece.after.class"), &[option, after_class, last]);
        sink.add(template!("piece.classes"), &[option, before_class, after_class]);
        sink.add(template!("piece.before.two"), &[option, reading.word(self.at.wrapping_sub(2), &within), before]);
        sink.add(template!("piece.continues"), &[option, Value::flag(piece.continues), Value::flag(piece.closed)]);
    }

    fn goes_on<S: Sink>(&self, sink: &mut S) {
        let reading = self.reading;
        let Some((last, cue)) = self.last else { return };
        let (here, there) = (reading.sentence_of(self.at), reading.sentence_of(last));
        let within = reading.sentence(here);
        let sentences = Value::number(here - there);
        let paragraphs = Value::number(reading.paragraph_of(here) - reading.paragraph_of(there));
        let home = reading.sentence_of(reading.cues[cue].head);
        let from_cue = Value::number(here - home.min(here));
        let cued = Value::flag(!reading.cues_of[here].is_empty());
        let starts = Value::flag(self.at == within.start);
        let alone = Value::flag(self.at == within.start && within.len() <= 2);
        let order = Value::flag(reading.cues[cue].head < last);
        let between = if here == there { Value::distance(self.at - last - 1) } else { const { Value::label("apart") } };
        let ended = reading
            .piece(last)
            .map_or(const { Value::label("none") }, |piece| last_character(reading.text, piece.inner));
        sink.add(template!("on.apart"), &[sentences, paragraphs, starts]);
        sink.add(template!("on.apart.alone"), &[sentences, paragraphs, alone, cued]);
        sink.add(template!("on.from"), &[from_cue, paragraphs, starts]);
        sink.add(template!("on.order"), &[order, sentences, paragraphs, starts]);
        sink.add(template!("on.between"), &[between]);
        sink.add(template!("on.ended"), &[ended, sentences, paragraphs]);
        sink.add(template!("on.cues"), &[Value::number(reading.cues_of[here].len().min(4)), sentences, paragraphs]);
        if here == there {
            for at in last + 1..self.at {
                sink.add(template!("on.between.class"), &[reading.class(at, &within)]);
            }
            if self.at - last <= 3 {
                sink.add(
                    template!("on.between.words"),
                    &[reading.word(last + 1, &within), reading.word(self.at - 1, &within)],
                );
            }
        } else {
            sink.add(template!("on.words"), &[reading.word(within.start, &within), starts]);
            let next = reading.class(self.at + 1, &within);
            sink.add(template!("on.next"), &[next, starts, paragraphs]);
        }
        let claimed = (last + 1..self.at).any(|at| reading.cue_at(at).is_some_and(|other| other != cue));
        sink.add(template!("on.other"), &[Value::flag(claimed), sentences, paragraphs]);
    }

    /// What stands between a cue and the piece.
    #[inline(never)]
    fn crossed(&self, cue: usize, between: Range<usize>) -> Crossed {
        const NEAR: usize = 40;
        let reading = self.reading;
        let others = between.clone().filter_map(|at| Some((at, reading.cue_at(at).filter(|&other| other != cue)?)));
        let near = others.clone().take_while(|(at, _)| *at < between.start + NEAR);
        Crossed {
            cues: others.count(),
            strongest: near.map(|(_, other)| reading.cue_look(other).rates.strength.1).max(),
            pieces: reading.tokens()[between].iter().filter(|token| token.kind == Kind::Quotation).count(),
        }
    }

    /// How many other cues of a sentence are listed, and how strong the strongest of its first ones is.
    #[inline(never)]
    fn rivals(&self, cue: usize, sentence: usize) -> (usize, Option<i8>) {
        const MOST: usize = 16;
        let reading = self.reading;
        let others = reading.cues_of[sentence].clone().filter(|&other| other != cue);
        let strongest = others.clone().take(MOST).map(|other| reading.cue_look(other).rates.strength.1).max();
        (others.filter(|&other| reading.cues[other].kind != CueKind::Unlisted).count(), strongest)
    }

    fn cue<S: Sink>(&self, cue: usize, sink: &mut S) {
        let reading = self.reading;
        let candidate = &reading.cues[cue];
        let look = reading.cue_look(cue);
        let sentence = reading.sentence_of(self.at);
        let home = reading.sentence_of(candidate.head);
        let within = reading.sentence(home);
        let order = if home != sentence {
            const { Value::label("earlier") }
        } else if candidate.head < self.at {
            const { Value::label("before") }
        } else {
            const { Value::label("after") }
        };
        let between = if home != sentence {
            candidate.tokens.end..within.end
        } else if candidate.head < self.at {
            candidate.tokens.end..self.at
        } else {
            self.at + 1..candidate.tokens.start.max(self.at + 1)
        };
        let distance = Value::distance(between.len());
        let Crossed { cues, strongest, pieces } = self.crossed(cue, between.clone());
        let (strong, rival) = self.rivals(cue, home);
        let crossed = Value::number(cues.min(4));
        let own = Value::flag(self.last.is_some_and(|(_, last)| last == cue));
        let beside = if candidate.head < self.at { self.at.wrapping_sub(1) } else { self.at + 1 };
        let beside_word = reading.word(beside, &reading.sentence(sentence));
        let left = reading.class(candidate.tokens.start.wrapping_sub(1), &within);
        let right = reading.class(candidate.tokens.end, &within);
        let last = reading
            .piece(self.at)
            .map_or(const { Value::label("none") }, |piece| last_character(reading.text, piece.inner));
        let size =
            reading.piece(self.at).map_or(const { Value::label("none") }, |piece| Value::distance(piece.tokens.len()));
        let start = Value::flag(self.at == reading.sentence(sentence).start);
        sink.add(template!("link.order"), &[order]);
        sink.add(template!("link.lemma"), &[order, look.lemma]);
        sink.add(template!("link.lemma.form"), &[order, look.lemma, look.form]);
        let rate = look.rates.marked;
        let rival = rival.map_or(const { Value::label("none") }, |most| Value::number(most as usize));
        let better = Value::flag(strongest.is_some_and(|strongest| strongest >= look.rates.strength.1));
        sink.add(template!("link.rate"), &[order, rate, look.form]);
        sink.add(template!("link.rate.distance"), &[order, rate, distance]);
        sink.add(template!("link.rate.size"), &[order, rate, size]);
        sink.add(template!("link.rate.beside"), &[order, rate, beside_word]);
        sink.add(template!("link.rate.rival"), &[order, rate, rival]);
        sink.add(template!("link.rate.better"), &[order, rate, better]);
        sink.add(template!("link.rate.left"), &[order, rate, left]);
        sink.add(template!("link.rate.right"), &[order, rate, right]);
        sink.add(template!("link.act"), &[order, look.act, distance]);
        sink.add(template!("link.form"), &[order, look.form, look.kind]);
        sink.add(template!("link.form.left"), &[order, look.form, left]);
        sink.add(template!("link.form.right"), &[order, look.form, right]);
        sink.add(template!("link.distance"), &[order, distance, look.kind]);
        sink.add(template!("link.distance.crossed"), &[order, distance, crossed]);
        sink.add(template!("link.crossed"), &[order, crossed, look.kind]);
        sink.add(template!("link.beside"), &[order, beside_word, look.kind]);
        sink.add(template!("link.beside.lemma"), &[order, beside_word, look.lemma]);
        sink.add(template!("link.last"), &[order, last, distance]);
        sink.add(template!("link.size"), &[order, size, look.kind]);
        sink.add(template!("link.start"), &[order, start, look.kind, last]);
        sink.add(template!("link.own"), &[order, own]);
        sink.add(template!("link.rivals"), &[order, Value::number(strong.min(5)), look.kind]);
        sink.add(template!("link.left.right"), &[order, left, right]);
        sink.add(template!("link.left"), &[order, reading.word(candidate.tokens.start.wrapping_sub(1), &within)]);
        sink.add(template!("link.right"), &[order, reading.word(candidate.tokens.end, &within)]);
        sink.add(template!("link.negated"), &[order, Value::flag(candidate.negated)]);
        sink.add(template!("link.commas"), &[order, Value::number(reading.commas(between.clone()).min(5))]);
        sink.add(template!("link.verbs"), &[order, Value::number(reading.verbs(between.clone()).min(5))]);
        sink.add(template!("link.pieces"), &[order, Value::number(pieces.min(4)), own]);
        match between.len() {
            0 => sink.add(template!("link.between.none"), &[order, look.kind]),
            1 => sink.add(template!("link.between.one"), &[order, reading.word(between.start, &within)]),
            2 => sink.add(
                template!("link.between.two"),
                &[order, reading.class(between.start, &within), reading.class(between.start + 1, &within)],
            ),
            3 => sink.add(
                template!("link.between.three"),
                &[
                    order,
                    reading.class(between.start, &within),
                    reading.class(between.start + 1, &within),
                    reading.class(between.start + 2, &within),
                ],
            ),
            _ => {}
        }
        if between.len() <= 30 {
            let view = reading.view(&within);
            for at in between {
                sink.of_token(at, |sink| sink.add(template!("link.between.class"), &[order, view.class(at)]));
            }
        }
    }
}

impl Choice for LinkChoice<'_, '_> {
    type Item = Link;

    fn features<S: Sink>(&self, item: &Link, sink: &mut S) {
        match *item {
            Link::Nothing => {}
            Link::GoesOn => self.goes_on(sink),
            Link::Cue(cue) => self.cue(cue, sink),
        }
    }

    fn label(&self, item: &Link) -> Option<Value> {
        match item {
            Link::Nothing => Some(const { Value::label("nothing") }),
            Link::GoesOn => Some(const { Value::label("goes-on") }),
            Link::Cue(_) => None,
        }
    }

    fn common<S: Sink>(&self, label: Value, sink: &mut S) {
        self.piece(sink, label);
    }
}

/// The last character inside the marks, by kind.
pub(super) fn last_character(text: &str, inner: Span) -> Value {
    match inner.of(text).trim_end().chars().next_back() {
        Some(',') => const { Value::label(",") },
        Some('.' | '…') => const { Value::label(".") },
        Some('?') => const { Value::label("?") },
        Some('!') => const { Value::label("!") },
        Some('-' | '–' | '—' | '―') => const { Value::label("-") },
        Some(c) if c.is_alphanumeric() => const { Value::label("letter") },
        _ => const { Value::label("other") },
    }
}
