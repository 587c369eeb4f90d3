//! Lays a gold attribution over a reading: which cue, which pieces, which tokens would have been the right choices.

use crate::attribution::bounds::{Field, Part};
use crate::attribution::decode::{self, Claims};
use crate::attribution::reading::Reading;
use crate::attribution::side::Side;
use crate::cues::CueKind;
use crate::span::Span;
use crate::text::{Kind, Token};
use std::ops::Range;

/// An attribution as somebody marked it, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// What is said.
    pub content: Vec<Span>,
    /// The words that report.
    pub cue: Vec<Span>,
    /// Who says it.
    pub speaker: Vec<Span>,
}

/// A gold attribution in terms of the choices.
#[derive(Debug)]
pub(super) struct Aligned {
    pub(super) cue: usize,
    pub(super) pieces: Vec<usize>,
    /// The tokens of the content, ascending.
    pub(super) content: Vec<usize>,
    pub(super) speaker: Vec<usize>,
    pub(super) stretch: Range<usize>,
}

/// Words and the like: what counts as content.
fn solid(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Number | Kind::Quotation | Kind::Symbol)
}

/// The outer tokens under spans; a quotation in marks counts where more than half of it is covered.
fn under(reading: &Reading<'_>, spans: &[Span]) -> Vec<usize> {
    let tokens = reading.tokens();
    let mut found = Vec::new();
    for span in spans {
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        for (at, token) in tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.span.start < span.end) {
            let shared = token.span.end.min(span.end) - token.span.start.max(span.start);
            if solid(token) && shared as usize * 2 > token.span.len() {
                found.push(at);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Aligns one gold attribution; `None` where no cue candidate stands under its cue, or nothing under its content.
pub(super) fn align(reading: &Reading<'_>, gold: &Gold) -> Option<Aligned> {
    let cue_tokens = cue_under(reading, &gold.cue);
    let content = under(reading, &gold.content);
    let kind_of = |cue: &usize| match reading.cues[*cue].kind {
        CueKind::Verb | CueKind::Phrase => 0,
        CueKind::Mark | CueKind::Unlisted => 1,
        CueKind::Noun => 2,
    };
    let (first, last) = (*cue_tokens.first()?, *cue_tokens.last()?);
    let begin = reading.cues.partition_point(|cue| cue.head < first);
    let candidates = (begin..reading.cues.len()).take_while(|&cue| reading.cues[cue].head <= last);
    let cue = candidates.filter(|&cue| cue_tokens.contains(&reading.cues[cue].head)).min_by_key(kind_of)?;
    let pieces: Vec<usize> =
        content.iter().copied().filter(|&at| reading.tokens()[at].kind == Kind::Quotation).collect();
    (!content.is_empty()).then(|| Aligned {
        cue,
        pieces,
        content,
        speaker: under(reading, &gold.speaker),
        stretch: first..last + 1,
    })
}

/// The tokens of a cue, which may be a lone colon or dash.
fn cue_under(reading: &Reading<'_>, spans: &[Span]) -> Vec<usize> {
    let words = under(reading, spans);
    if !words.is_empty() {
        return words;
    }
    let tokens = reading.tokens();
    let first = spans.first().map_or(0, |span| tokens.partition_point(|token| token.span.end <= span.start));
    (first..tokens.len()).take_while(|&at| spans.iter().any(|span| tokens[at].span.overlaps(*span))).collect()
}

impl Aligned {
    /// The side of a plain content: the left one as soon as some of it stands there.
    pub(super) fn side(&self, reading: &Reading<'_>) -> Side {
        if self.content[0] < reading.cues[self.cue].head { Side::Left } else { Side::Right }
    }

    /// The right stretch for a field: the content's tokens in it, from the first to behind the last.
    pub(super) fn stretch(&self, reading: &Reading<'_>, field: &Field) -> Option<Range<usize>> {
        let inside = || self.content.iter().copied().filter(|at| field.within.contains(at));
        let first = field.tail(reading).find(|at| self.content.contains(at)).or_else(|| inside().next())?;
        Some(first..inside().next_back()? + 1)
    }

    /// The fields that its content would be looked for in, with the right stretch of each, `None` for a rest that is empty.
    pub(super) fn fields(&self, reading: &Reading<'_>, claims: &Claims) -> Vec<(Field, Option<Range<usize>>)> {
        let sentence = reading.sentence(reading.sentence_of(reading.cues[self.cue].head));
        let mut fields: Vec<Field> = if self.pieces.is_empty() {
            let within = claims.free(reading.cues[self.cue].tokens.clone(), self.cue, &sentence);
            vec![decode::plain_field(reading, self.cue, self.side(reading), within)]
        } else {
            decode::fields(reading, self.cue, &self.pieces, claims)
        };
        let content: Vec<Range<usize>> = fields.iter().filter_map(|field| self.stretch(reading, field)).collect();
        let sides: &[bool] =
            if self.pieces.is_empty() && fields[0].part == Part::PlainRight { &[] } else { &[true, false] };
        let wanted: &[bool] = if self.pieces.is_empty() { &[false] } else { &[true, false] };
        for &left in sides.iter().filter(|left| wanted.contains(left)) {
            fields.extend(decode::rest_field(reading, self.cue, &content, left, claims));
        }
        fields
            .into_iter()
            .map(|field| {
                let right = self.stretch(reading, &field);
                (field, right)
            })
            .collect()
    }
}
