//! Whether a word reports at all, and on which side of it the content stands: they *claim* that …, his *claim* was …

use super::reading::Reading;
use crate::choice::{Choice, Sink, Value, template};
use crate::text::Kind;

/// Where the content of a cue stands, as far as it stands in the cue's sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// To the left: The plan failed, he said.
    Left,
    /// To the right: He said the plan failed.
    Right,
}

impl Side {
    /// As a feature's value.
    pub(crate) const fn value(self) -> Value {
        match self {
            Self::Left => const { Value::label("left") },
            Self::Right => const { Value::label("right") },
        }
    }
}

/// A first look at a cue: whether (`true`) it is worth the full choice of a side. Most words of the lexicon do not
/// report where they stand, and a dozen features show it.
pub(crate) struct GateChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) cue: usize,
    /// As in [`SideChoice`].
    pub(crate) within: &'r std::ops::Range<usize>,
}

impl Choice for GateChoice<'_, '_> {
    type Item = bool;

    fn features<S: Sink>(&self, open: &bool, sink: &mut S) {
        if !open {
            return;
        }
        let reading = self.reading;
        let cue = &reading.cues[self.cue];
        let look = reading.cue_look(self.cue);
        let view = reading.view(self.within);
        let class = |at: usize| view.class(at);
        let word = |at: usize| view.word(at);
        let (left, right) = (cue.tokens.start.wrapping_sub(1), cue.tokens.end);
        let (left_class, right_class) = (class(left), class(right));
        sink.add(template!("gate"), &[look.kind]);
        sink.add(template!("gate.lemma"), &[look.lemma]);
        sink.add(template!("gate.lemma.form"), &[look.lemma, look.form]);
        sink.add(template!("gate.left"), &[left_class, look.form]);
        sink.add(template!("gate.right"), &[right_class, look.form]);
        sink.add(template!("gate.left.word"), &[word(left)]);
        sink.add(template!("gate.right.word"), &[word(right)]);
        sink.add(template!("gate.left.lemma"), &[left_class, look.lemma]);
        sink.add(template!("gate.right.lemma"), &[right_class, look.lemma]);
        sink.add(template!("gate.frames.right"), &[look.frames, right_class]);
        sink.add(template!("gate.frames.left"), &[look.frames, left_class]);
        sink.add(template!("gate.rate"), &[look.rates.plain, look.form]);
        sink.add(template!("gate.rate.left"), &[look.rates.plain, left_class]);
        sink.add(template!("gate.rate.right"), &[look.rates.plain, right_class]);
        sink.add(template!("gate.both"), &[left_class, right_class, look.form]);
    }
}

/// The choice for one cue that no quotation in marks has claimed.
pub(crate) struct SideChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) cue: usize,
    /// The stretch of the sentence that is free of quotations already attributed.
    pub(crate) within: std::ops::Range<usize>,
}

impl SideChoice<'_, '_> {
    /// The lemma and the form of the nearest other cue to one side.
    fn neighbour(&self, left: bool) -> (Value, Value) {
        let reading = self.reading;
        let here = &reading.cues_of[reading.sentence_of(reading.cues[self.cue].head)];
        let other = if left { self.cue.checked_sub(1) } else { Some(self.cue + 1) };
        match other.filter(|other| here.contains(other)) {
            Some(other) => {
                let look = reading.cue_look(other);
                (look.lemma, look.form)
            }
            None => (const { Value::label("edge") }, const { Value::label("edge") }),
        }
    }
}

impl Choice for SideChoice<'_, '_> {
    type Item = Option<Side>;

    fn features<S: Sink>(&self, _item: &Option<Side>, _sink: &mut S) {}

    fn label(&self, item: &Option<Side>) -> Option<Value> {
        Some(item.map_or(const { Value::label("none") }, Side::value))
    }

    fn common<S: Sink>(&self, side: Value, sink: &mut S) {
        let reading = self.reading;
        let cue = &reading.cues[self.cue];
        let look = reading.cue_look(self.cue);
        let within = &self.within;
        let (start, end) = (cue.tokens.start, cue.tokens.end);
        let view = reading.view(within);
        let word = |at: usize| view.word(at);
        let class = |at: usize| view.class(at);
        let left = |n: usize| start.wrapping_sub(n);
        let head_left = cue.head.wrapping_sub(1);
        let head_right = cue.head + 1;
        let headline = Value::flag(reading.tokens()[cue.head].case != crate::text::Case::Lower);
        let (near_left, near_right) = (class(left(1)), class(end));
        sink.add(template!("side"), &[side]);
        sink.add(template!("side.kind"), &[side, look.kind, look.form]);
        sink.add(template!("side.lemma"), &[side, look.lemma]);
        sink.add(template!("side.lemma.form"), &[side, look.lemma, look.form]);
        sink.add(template!("side.case"), &[side, headline, look.form]);
        for (name, at) in [
            (const { Value::label("-1") }, left(1)),
            (const { Value::label("-2") }, left(2)),
            (const { Value::label("-3") }, left(3)),
            (const { Value::label("+1") }, end),
            (const { Value::label("+2") }, end + 1),
            (const { Value::label("+3") }, end + 2),
        ] {
            sink.add(template!("side.word"), &[side, name, word(at)]);
            sink.add(template!("side.class"), &[side, name, class(at)]);
            sink.add(template!("side.class.form"), &[side, name, class(at), look.form]);
            sink.add(template!("side.class.act"), &[side, name, class(at), look.act]);
        }
        sink.add(template!("side.lemma.left"), &[side, look.lemma, near_left]);
        sink.add(template!("side.lemma.right.word"), &[side, look.lemma, word(end)]);
        sink.add(template!("side.lemma.left.word"), &[side, look.lemma, word(left(1))]);
        sink.add(template!("side.form.left"), &[side, look.form, class(left(2)), near_left]);
        sink.add(template!("side.form.right"), &[side, look.form, near_right, class(end + 1)]);
        sink.add(template!("side.head"), &[side, word(head_left), word(head_right)]);
        sink.add(template!("side.head.left"), &[side, look.form, word(head_left)]);
        sink.add(template!("side.head.right"), &[side, look.form, word(head_right)]);
        sink.add(template!("side.group"), &[side, Value::number((cue.head - start).min(4)), look.form]);
        let (other_left, form_left) = self.neighbour(true);
        let (other_right, form_right) = self.neighbour(false);
        sink.add(template!("side.cue.left"), &[side, other_left, look.form]);
        sink.add(template!("side.cue.right"), &[side, other_right, look.form]);
        sink.add(template!("side.cue.left.lemma"), &[side, other_left, look.lemma]);
        sink.add(template!("side.cue.right.lemma"), &[side, other_right, look.lemma]);
        let rate = look.rates.plain;
        sink.add(template!("side.frames"), &[side, look.frames, look.form]);
        sink.add(template!("side.frames.right"), &[side, look.frames, near_right]);
        sink.add(template!("side.frames.right.word"), &[side, look.frames, word(end)]);
        sink.add(template!("side.frames.rights"), &[side, look.frames, near_right, class(end + 1)]);
        sink.add(template!("side.rate.kind"), &[side, rate, look.kind]);
        sink.add(template!("side.rate.right"), &[side, rate, near_right]);
        sink.add(template!("side.rate.both"), &[side, rate, near_left, near_right]);
        sink.add(template!("side.cue.forms"), &[side, form_left, form_right, look.form]);
        let before = within.start..start;
        let after = end.min(within.end)..within.end;
        sink.add(template!("side.after"), &[side, Value::distance(after.len()), look.kind]);
        sink.add(template!("side.after.act"), &[side, Value::distance(after.len()), look.act]);
        sink.add(template!("side.verbs.after"), &[side, Value::number(reading.verbs(after.clone()).min(3)), look.form]);
        sink.add(
            template!("side.commas.before"),
            &[side, Value::number(reading.commas(before.clone()).min(3)), look.form],
        );
        let comma = |at: usize| within.contains(&at) && reading.tokens()[at].kind == Kind::Comma;
        // The roads will be closed, said a spokesman: a clause and a comma before the cue, no clause behind it.
        let clauses = |tokens: std::ops::Range<usize>| Value::number(reading.verbs(tokens).min(1));
        let (clause_before, clause_after) = (clauses(before.clone()), clauses(after.clone()));
        let parted = Value::flag(comma(start.wrapping_sub(1)));
        sink.add(template!("side.turned.lemma"), &[side, parted, clause_before, clause_after, look.lemma]);
        sink.add(template!("side.turned.subject"), &[side, parted, clause_before, clause_after, near_right, look.form]);
        let first = word(within.start);
        sink.add(template!("side.first"), &[side, first, look.form]);
        let that = after
            .clone()
            .take(8)
            .position(|at| reading.tokens()[at].classes.has(crate::grammar::Class::Complementizer));
        sink.add(
            template!("side.that"),
            &[side, that.map_or(const { Value::label("none") }, Value::number), look.form],
        );
        let subject = before.clone().rev().take(10).find(|&at| reading.nominal(at));
        let subject_class = subject.map_or(const { Value::label("none") }, class);
        if let Some(subject) = subject {
            sink.add(
                template!("side.subject.gap"),
                &[side, subject_class, Value::number(start - subject - 1), look.form],
            );
            sink.add(template!("side.subject.word"), &[side, word(subject), look.form]);
        }
    }
}
