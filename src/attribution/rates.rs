//! How often a lemma reports at all, learned from counts: a prior that a rare lemma's own features are too few to give.

use crate::choice::{Template, Value, Weights, key_of, template};
use crate::cues::Candidate;

/// What a rate is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Of {
    /// Candidates that report plain words, of all that no quotation has claimed.
    Plain,
    /// Candidates that report a quotation in marks, of all in a sentence that has one.
    Marked,
}

impl Of {
    pub(crate) const fn template(self) -> Template {
        match self {
            Self::Plain => template!("rate.plain"),
            Self::Marked => template!("rate.marked"),
        }
    }
}

/// The rates of a cue as feature values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates {
    pub(crate) plain: Value,
    pub(crate) marked: Value,
    /// The same as numbers to compare.
    pub(crate) strength: (i8, i8),
}

/// Gives the log-odds of a candidate's lemma in sixteenths; `None` for a lemma never met.
pub(crate) trait Known {
    fn log_odds(&self, of: Of, cue: &Candidate) -> Option<i16>;
}

impl Known for Weights {
    fn log_odds(&self, of: Of, cue: &Candidate) -> Option<i16> {
        let found = self.get(key_of(of.template(), Value::word(cue.lemma)));
        (found != 0.0).then_some((found * 16.0) as i16)
    }
}

impl Rates {
    pub(crate) fn new(cue: &Candidate, known: &dyn Known) -> Self {
        let (plain, plainly) = step(known.log_odds(Of::Plain, cue));
        let (marked, markedly) = step(known.log_odds(Of::Marked, cue));
        Self { plain, marked, strength: (plainly, markedly) }
    }
}

/// Log-odds in steps of one.
fn step(log_odds: Option<i16>) -> (Value, i8) {
    match log_odds {
        None => (const { Value::label("new") }, 4),
        Some(sixteenths) => {
            let step = ((f32::from(sixteenths) / 16.0) * 1.2 + 6.0).round().clamp(0.0, 12.0) as i8;
            (Value::number(step as usize), step)
        }
    }
}
