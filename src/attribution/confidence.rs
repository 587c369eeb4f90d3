//! How often attributions like this one are right, content and speaker both.

use super::decode::Found;
use super::reading::Reading;
use crate::choice::{Choice, Sink, Value, template};

/// How sure each choice was: the least probability among the options taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Odds {
    /// The content stands in marks.
    pub(crate) quoted: bool,
    /// Of the piece in marks that is surest to be the cue's, or of the cue and its side.
    pub(crate) link: f32,
    /// Of the piece that is least sure to be the cue's.
    pub(crate) joined: f32,
    pub(crate) start: f32,
    pub(crate) end: f32,
    pub(crate) speaker: f32,
}

impl Default for Odds {
    fn default() -> Self {
        Self { quoted: false, link: 1.0, joined: 1.0, start: 1.0, end: 1.0, speaker: 1.0 }
    }
}

/// The choice between right (`true`) and wrong for one attribution.
pub(crate) struct ConfidenceChoice<'r, 'd> {
    pub(crate) reading: &'r Reading<'d>,
    pub(crate) found: &'r Found,
}

/// A probability in twelve steps of even log-odds.
fn step(p: f32) -> usize {
    let odds = (p.max(1e-4) / (1.0 - p).max(1e-4)).ln();
    ((odds + 3.0) * 1.5).clamp(0.0, 12.0) as usize
}

impl Choice for ConfidenceChoice<'_, '_> {
    type Item = bool;

    fn features<S: Sink>(&self, right: &bool, sink: &mut S) {
        if !right {
            return;
        }
        let Found { odds, cue, content, .. } = self.found;
        let quoted = Value::flag(odds.quoted);
        let look = self.reading.cue_look(*cue);
        let whole = odds.link * (odds.start * odds.end * odds.speaker).sqrt();
        let words: usize = content.iter().map(ExactSizeIterator::len).sum();
        sink.add(template!("sure"), &[quoted]);
        sink.add_up_to(template!("sure.whole"), &[quoted], step(whole));
        let parts = [
            (const { Value::label("link") }, odds.link),
            (const { Value::label("joined") }, odds.joined),
            (const { Value::label("start") }, odds.start),
            (const { Value::label("end") }, odds.end),
            (const { Value::label("speaker") }, odds.speaker),
        ];
        for (name, p) in parts.into_iter().filter(|&(_, p)| p < 1.0) {
            sink.add_up_to(template!("sure.part"), &[quoted, name], step(p));
        }
        let reading = self.reading;
        let candidate = &reading.cues[*cue];
        let sentence = reading.sentence(reading.sentence_of(candidate.head));
        let side = self.found.side.value();
        sink.add(template!("sure.lemma"), &[quoted, look.lemma]);
        sink.add(template!("sure.form"), &[quoted, look.form, side]);
        sink.add(
            template!("sure.left"),
            &[quoted, reading.class(candidate.tokens.start.wrapping_sub(1), &sentence), look.form],
        );
        sink.add(template!("sure.right"), &[quoted, reading.class(candidate.tokens.end, &sentence), look.form]);
        if let (Some(first), Some(last)) = (content.first(), content.last()) {
            let home = reading.sentence(reading.sentence_of(first.start));
            sink.add(template!("sure.first"), &[quoted, reading.class(first.start, &home), side]);
            sink.add(template!("sure.first.act"), &[quoted, reading.class(first.start, &home), look.act]);
            sink.add(
                template!("sure.verbs"),
                &[quoted, side, Value::number(reading.verbs(first.start..last.end).min(3))],
            );
            let end = reading.sentence(reading.sentence_of(last.end - 1));
            sink.add(template!("sure.end"), &[quoted, reading.class(last.end, &end)]);
        }
        if let Some((_, head)) = &self.found.speaker {
            sink.add(template!("sure.speaker"), &[quoted, reading.class(*head, &sentence), look.form]);
            sink.add(template!("sure.speaker.word"), &[quoted, reading.word(*head, &sentence)]);
        }
        sink.add(template!("sure.kind"), &[quoted, look.kind]);
        sink.add(template!("sure.rate"), &[quoted, if odds.quoted { look.rates.marked } else { look.rates.plain }]);
        sink.add(template!("sure.frames"), &[quoted, look.frames]);
        sink.add(template!("sure.act"), &[quoted, look.act]);
        sink.add(template!("sure.words"), &[quoted, Value::distance(words)]);
        sink.add(template!("sure.parts"), &[quoted, Value::number(content.len().min(4))]);
    }
}
