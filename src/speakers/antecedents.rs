//! Whom “he” and “she” mean: every person named or quoted shortly before is an option, and a choice decides.
//!
//! Its weights are learned from articles whose speakers somebody has named, see [`crate::train::antecedents`].

use super::SpeakerKind;
use super::places::Place;
use crate::choice::{Choice, Scorer, Sink, Value, best, reasons, template};

/// What has happened since somebody spoke last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Since {
    #[default]
    Nothing,
    /// A sentence was about this one, who did not speak last.
    Takes,
    /// A sentence was about somebody else.
    Yields,
}

/// An option: somebody, as seen from the pronoun.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    pub entity: usize,
    /// How many turns ago this one spoke (0 is the last), and how many sentences.
    pub turn: Option<(usize, usize)>,
    /// Named in the pronoun's sentence, outside of quotations; as the first and not behind a preposition, so that this
    /// is most likely its subject.
    pub same: bool,
    pub same_first: bool,
    /// The same in the sentence before.
    pub previous: bool,
    pub previous_first: bool,
    pub paragraph: bool,
    /// Named at all outside of quotations, in reach of the pronoun.
    pub named: bool,
    /// How many sentences ago this one was named or spoke.
    pub distance: usize,
    /// So named last: behind a preposition, before a possessive ending.
    pub object: bool,
    pub possessor: bool,
    /// The last of all to be named.
    pub recent: bool,
    pub since: Since,
    /// Named in what the pronoun is said to say, in marks.
    pub in_content: bool,
    /// Of those whose gender fits the only one, or the one most often named.
    pub only: bool,
    pub first: bool,
    pub gender: Gender,
    /// How often named in the text.
    pub mentions: usize,
    /// How often named shortly before, and how often quoted in the text so far.
    pub near: usize,
    pub turns: usize,
    /// All its names stand inside quotations.
    pub quoted: bool,
    pub unnamed: bool,
    /// Described as somebody told of before, whose name was not found: “the doctor”.
    pub definite: bool,
    /// A pronoun of the same gender before means this one.
    pub echoed: bool,
    /// In reach of the pronoun only described, neither named nor quoted.
    pub described: bool,
    pub kind: Option<SpeakerKind>,
}

impl Candidate {
    /// Notes that this one is met outside of quotations at a place before a pronoun in the given sentence and paragraph.
    pub fn meet(&mut self, place: Place, sentence: usize, paragraph: usize) {
        let distance = sentence.saturating_sub(place.sentence);
        if !self.named || distance < self.distance {
            self.distance = distance;
            (self.object, self.possessor) = (place.object, place.possessor);
        }
        self.named = true;
        match distance {
            0 => {
                self.same = true;
                self.same_first |= place.first;
            }
            1 => {
                self.previous = true;
                self.previous_first |= place.first;
            }
            _ => {}
        }
        self.near += 1;
        self.paragraph |= place.paragraph == paragraph;
    }
}

/// How a candidate's gender stands to the pronoun's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Agrees,
    Clashes,
}

/// Whom one pronoun means.
#[derive(Clone, Copy, Debug)]
pub(super) struct AntecedentChoice;

impl Choice for AntecedentChoice {
    type Item = Candidate;

    fn features<S: Sink>(&self, item: &Candidate, sink: &mut S) {
        let label = Value::label;
        let turn = item.turn.map_or(label("none"), |(back, _)| Value::number(back.min(3)));
        let gap = item.turn.map_or(label("none"), |(_, sentences)| Value::number(steps(sentences)));
        let since = label(match item.since {
            Since::Nothing => "nothing",
            Since::Takes => "takes",
            Since::Yields => "yields",
        });
        let gender = label(match item.gender {
            Gender::Unknown => "unknown",
            Gender::Agrees => "agrees",
            Gender::Clashes => "clashes",
        });
        let last = Value::flag(item.turn.is_some_and(|(back, _)| back == 0));
        sink.add(template!("he.turn"), &[turn]);
        sink.add(template!("he.turn.gap"), &[last, gap]);
        sink.add(template!("he.distance"), &[Value::number(steps(item.distance))]);
        sink.add(template!("he.since"), &[since]);
        sink.add(template!("he.gender"), &[gender]);
        sink.add(template!("he.gender.kind"), &[gender, Value::flag(item.kind == Some(SpeakerKind::Person))]);
        let place = match item {
            Candidate { same_first: true, .. } => label("same-first"),
            Candidate { previous_first: true, .. } => label("previous-first"),
            _ => label("elsewhere"),
        };
        if item.unnamed {
            sink.add(template!("he.unnamed"), &[Value::flag(item.definite), place]);
            sink.add(template!("he.unnamed.turn"), &[Value::flag(item.definite), turn]);
        }
        for (name, count) in [
            (const { Value::label("mentions") }, item.mentions),
            (const { Value::label("near") }, item.near),
            (const { Value::label("turns") }, item.turns),
        ] {
            sink.add_up_to(template!("he.count"), &[name], (usize::BITS - count.leading_zeros()).min(5) as usize);
        }
        for (name, holds) in [
            (const { Value::label("same") }, item.same),
            (const { Value::label("same-first") }, item.same_first),
            (const { Value::label("previous") }, item.previous),
            (const { Value::label("previous-first") }, item.previous_first),
            (const { Value::label("paragraph") }, item.paragraph),
            (const { Value::label("object") }, item.object),
            (const { Value::label("possessor") }, item.possessor),
            (const { Value::label("recent") }, item.recent),
            (const { Value::label("in-content") }, item.in_content),
            (const { Value::label("only") }, item.only),
            (const { Value::label("first") }, item.first),
            (const { Value::label("quoted") }, item.quoted),
            (const { Value::label("unnamed") }, item.unnamed),
            (const { Value::label("described") }, item.described),
            (const { Value::label("echoed") }, item.echoed),
        ] {
            if holds {
                sink.add(template!("he.is"), &[name]);
            }
        }
    }
}

/// A number of sentences in coarse steps.
fn steps(sentences: usize) -> usize {
    match sentences {
        0..=2 => sentences,
        3..=4 => 3,
        5..=8 => 5,
        _ => 9,
    }
}

impl AntecedentChoice {
    /// The best of the candidates; where it shall be explained, with its probability and what spoke for it and the
    /// runner-up, in words.
    pub fn decide(
        &self,
        candidates: &[Candidate],
        scorer: &Scorer<'_>,
        explained: bool,
        called: impl Fn(&Candidate) -> String,
    ) -> Option<(usize, String)> {
        let odds = scorer.probabilities(self, candidates);
        let winner = best(&odds)?;
        if !explained {
            return Some((winner, String::new()));
        }
        let reasons = |at: usize| {
            let all = reasons(scorer.weights(), self, &candidates[at], &|_| String::new());
            all.iter().take(4).map(|(name, weight)| format!("{name} {weight:+.1}")).collect::<Vec<_>>().join(", ")
        };
        let option = |at: usize| format!("{} ({:.0}%: {})", called(&candidates[at]), odds[at] * 100.0, reasons(at));
        let mut why = option(winner);
        let rest = |at: &usize| *at != winner && odds[*at] >= 0.01;
        let rival = (0..odds.len()).filter(rest).max_by(|&a, &b| odds[a].total_cmp(&odds[b]));
        if let Some(rival) = rival {
            why.push_str(" rather than ");
            why.push_str(&option(rival));
        }
        Some((winner, why))
    }
}
