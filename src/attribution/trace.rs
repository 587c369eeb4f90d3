//! What was weighed on the way to a reading, kept for `sayso explain`: “said” reports it, 98 % — it is no quotation, 2 %.
//!
//! Decoding asks a [`Weigh`] for probabilities. A bare [`Scorer`] gives them and forgets; a [`Trace`] gives the same ones and
//! remembers, so that what is explained is what was decided.

use super::bounds::{EndChoice, Part, StartChoice};
use super::confidence::ConfidenceChoice;
use super::link::{Link, LinkChoice};
use super::reading::Reading;
use super::side::{GateChoice, Side, SideChoice};
use super::source::{Edge, EdgeChoice, Extent, SpeakerChoice};
use crate::choice::{Choice, Scorer, Weights, reasons};
use crate::grammar::Sym;
use crate::span::Span;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;

/// What gives the options of a choice their probabilities.
pub(crate) trait Weigh {
    /// The probability of each option, in their order. They stand in a buffer: let go of them before the next choice.
    fn weigh<C: Told>(&self, choice: &C, items: &[C::Item]) -> Ref<'_, [f32]>;

    /// Tells that what is weighed from now on is for readings around others' quotations, or no longer.
    fn turn_around(&self, _around: bool) {}
}

impl Weigh for Scorer<'_> {
    #[inline]
    fn weigh<C: Told>(&self, choice: &C, items: &[C::Item]) -> Ref<'_, [f32]> {
        self.probabilities(choice, items)
    }
}

/// A choice that can say what it is about.
pub(crate) trait Told: Choice {
    /// What is chosen for.
    fn subject(&self) -> Subject;
    /// What is asked.
    fn question(&self) -> Question;
    /// What taking an option would mean.
    fn answer(&self, item: &Self::Item) -> Answer;
}

/// What a choice is made for, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// The token of a quotation in marks.
    Piece(usize),
    /// A cue candidate.
    Cue(usize),
    /// A cue candidate, for what it reports around others' quotations.
    Around(usize),
}

/// What a choice decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Which cue reports a quotation in marks, if any.
    Link,
    /// Whether a cue is worth a close look.
    Gate,
    /// Whether a cue reports what stands before it, what stands behind it, or nothing.
    Side,
    /// Where a stretch of content starts.
    ContentStart,
    /// Where it ends.
    ContentEnd,
    /// Whether the content goes on across the cue, and where that stretch starts.
    RestStart,
    /// Where that stretch ends.
    RestEnd,
    /// Which noun phrase speaks, by its head.
    Speaker,
    /// Where the speaker's mention starts.
    SpeakerStart,
    /// Where it ends.
    SpeakerEnd,
    /// Where the cue starts.
    CueStart,
    /// Where it ends.
    CueEnd,
    /// Whether the whole is right.
    Confidence,
}

/// An option, as a stretch of the text where it is one. Spans are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No quotation, no report, no content here.
    Nothing,
    /// The piece goes on with the one before.
    GoesOn,
    /// This cue.
    Cue(Span),
    /// It may report.
    Open,
    /// The content stands before the cue.
    Before,
    /// The content stands behind the cue.
    Behind,
    /// It starts with this token.
    From(Span),
    /// It ends with this token.
    To(Span),
    /// The noun phrase with this head.
    Head(Span),
    /// The attribution is right.
    Right,
    /// It is wrong.
    Wrong,
}

/// An option that was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The option.
    pub answer: Answer,
    /// Its probability among all options of its choice.
    pub probability: f32,
    /// Its features that have a weight, the heaviest first, named as in `weights.tsv`.
    pub features: Vec<(String, f32)>,
}

/// A choice that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it decided.
    pub question: Question,
    /// The quotation in marks or the cue's head that it was made for, in bytes.
    pub subject: Span,
    /// The likeliest options, the likeliest first.
    pub options: Vec<Weighed>,
    /// How many options there were beside.
    pub others: usize,
}

/// A scorer that remembers what it was asked.
pub(crate) struct Trace<'r, 'd> {
    reading: &'r Reading<'d>,
    scorer: Scorer<'r>,
    spell: Box<dyn Fn(Sym) -> String>,
    steps: RefCell<BTreeMap<Subject, Vec<Step>>>,
    around: Cell<bool>,
}

/// How many options of a choice are remembered: so many that memory stays linear, and none who lost narrowly is missing.
const SHOWN: usize = 3;

impl<'r, 'd> Trace<'r, 'd> {
    /// A trace that is empty yet.
    pub(crate) fn new(reading: &'r Reading<'d>, weights: &'r Weights) -> Self {
        let spell = Box::new(reading.spelling());
        let (steps, around) = (RefCell::default(), Cell::new(false));
        Self { reading, scorer: Scorer::new(weights), spell, steps, around }
    }

    /// All that was weighed, by what it was weighed for, in the order of asking.
    pub(crate) fn into_steps(self) -> BTreeMap<Subject, Vec<Step>> {
        self.steps.into_inner()
    }
}

impl Weigh for Trace<'_, '_> {
    fn weigh<C: Told>(&self, choice: &C, items: &[C::Item]) -> Ref<'_, [f32]> {
        let odds = self.scorer.weigh(choice, items);
        let mut order: Vec<usize> = (0..items.len()).collect();
        // The first of equals stays first, as in `choice::best`.
        order.sort_by(|&a, &b| odds[b].total_cmp(&odds[a]));
        let weighed = |&at: &usize| Weighed {
            answer: choice.answer(&items[at]),
            probability: odds[at],
            features: reasons(self.scorer.weights(), choice, &items[at], &*self.spell),
        };
        let options = order.iter().take(SHOWN).map(weighed).collect();
        let (subject, at) = match choice.subject() {
            Subject::Piece(piece) => (Subject::Piece(piece), piece),
            Subject::Cue(cue) | Subject::Around(cue) => {
                let subject = if self.around.get() { Subject::Around(cue) } else { Subject::Cue(cue) };
                (subject, self.reading.cues[cue].head)
            }
        };
        let others = items.len().saturating_sub(SHOWN);
        let step = Step { question: choice.question(), subject: token(self.reading, at), options, others };
        self.steps.borrow_mut().entry(subject).or_default().push(step);
        odds
    }

    fn turn_around(&self, around: bool) {
        self.around.set(around);
    }
}

impl Told for LinkChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Piece(self.at)
    }

    fn question(&self) -> Question {
        Question::Link
    }

    fn answer(&self, item: &Link) -> Answer {
        match *item {
            Link::Nothing => Answer::Nothing,
            Link::GoesOn => Answer::GoesOn,
            Link::Cue(cue) => Answer::Cue(self.reading.span(self.reading.cues[cue].tokens.clone())),
        }
    }
}

impl Told for GateChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.cue)
    }

    fn question(&self) -> Question {
        Question::Gate
    }

    fn answer(&self, open: &bool) -> Answer {
        if *open { Answer::Open } else { Answer::Nothing }
    }
}

impl Told for SideChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.cue)
    }

    fn question(&self) -> Question {
        Question::Side
    }

    fn answer(&self, item: &Option<Side>) -> Answer {
        match item {
            None => Answer::Nothing,
            Some(Side::Left) => Answer::Before,
            Some(Side::Right) => Answer::Behind,
        }
    }
}

impl Told for StartChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.field.cue)
    }

    fn question(&self) -> Question {
        if rest(self.field.part) { Question::RestStart } else { Question::ContentStart }
    }

    fn answer(&self, item: &Option<usize>) -> Answer {
        item.map_or(Answer::Nothing, |start| Answer::From(token(self.reading, start)))
    }
}

impl Told for EndChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.field.cue)
    }

    fn question(&self) -> Question {
        if rest(self.field.part) { Question::RestEnd } else { Question::ContentEnd }
    }

    fn answer(&self, &end: &usize) -> Answer {
        Answer::To(token(self.reading, end.wrapping_sub(1)))
    }
}

impl Told for SpeakerChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.cue)
    }

    fn question(&self) -> Question {
        Question::Speaker
    }

    fn answer(&self, &head: &usize) -> Answer {
        Answer::Head(token(self.reading, head))
    }
}

impl Told for EdgeChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.cue)
    }

    fn question(&self) -> Question {
        match (self.what, self.edge) {
            (Extent::Cue, Edge::Left) => Question::CueStart,
            (Extent::Cue, Edge::Right) => Question::CueEnd,
            (_, Edge::Left) => Question::SpeakerStart,
            (_, Edge::Right) => Question::SpeakerEnd,
        }
    }

    fn answer(&self, &item: &usize) -> Answer {
        match self.edge {
            Edge::Left => Answer::From(token(self.reading, item)),
            Edge::Right => Answer::To(token(self.reading, item.wrapping_sub(1))),
        }
    }
}

impl Told for ConfidenceChoice<'_, '_> {
    fn subject(&self) -> Subject {
        Subject::Cue(self.found.cue)
    }

    fn question(&self) -> Question {
        Question::Confidence
    }

    fn answer(&self, right: &bool) -> Answer {
        if *right { Answer::Right } else { Answer::Wrong }
    }
}

/// Whether a stretch is the other half of a content that its attribution splits.
fn rest(part: Part) -> bool {
    matches!(part, Part::RestLeft | Part::RestRight)
}

/// The bytes of a token; none of one beyond the text.
fn token(reading: &Reading<'_>, at: usize) -> Span {
    reading.tokens().get(at).map(|token| token.span).unwrap_or_default()
}
