//! Who is said to have said what: constructions propose, a choice decides.

pub(crate) mod bounds;
mod circumstances;
pub(crate) mod confidence;
pub(crate) mod decode;
pub(crate) mod layouts;
pub(crate) mod link;
pub(crate) mod patterns;
pub(crate) mod rates;
pub(crate) mod reading;
pub(crate) mod side;
pub(crate) mod source;
pub(crate) mod trace;

use crate::Options;
use crate::choice::Scorer;
use crate::grammar::{Class, Classes, Form};
use crate::record::Kind;
use crate::span::Span;
use crate::text;
use circumstances::{Circumstances, Scene};
use decode::Found;
use layouts::Block;
use patterns::{Arrangement, Content, Place};
use reading::Reading;
use std::collections::BTreeMap;

/// A noun phrase in the text, by bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole phrase with determiners, titles and apposition: “Lim Soo-suk, South Korea's … spokesperson”.
    pub span: Span,
    /// Its head word or, for a name, the last word of the name: “Soo-suk”.
    pub head: Span,
}

/// One attribution as found, before anybody asks who its speaker is. All spans are bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The content, in reading order, not overlapping.
    pub content: Vec<Span>,
    /// Whether all, some or none of the content stands in marks.
    pub kind: crate::record::Kind,
    /// The cue, from its first auxiliary to its last particle.
    pub cue: Option<Cue>,
    /// The speaker's mention.
    pub speaker: Option<Mention>,
    /// Told *reporters*.
    pub addressee: Option<Mention>,
    /// At a briefing.
    pub setting: Option<Span>,
    /// When asked whether …
    pub prompt: Option<Span>,
    /// Who relays it.
    pub via: Vec<Mention>,
    /// The construction that proposed it.
    pub pattern: &'static str,
    /// The share of such attributions that are right.
    pub confidence: f32,
    /// With nesting: the index of the attribution whose content this one stands in.
    pub parent: Option<usize>,
}

/// The words that report.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Has repeatedly *said*: one stretch, or several where the speaker interrupts it.
    pub spans: Vec<Span>,
    /// The word that carries it: *said*. A lone colon or dash is its own head.
    pub head: Span,
    /// The lemma of the head: say; empty for a colon or dash.
    pub lemma: String,
    /// The act: state, ask, deny …
    pub act: String,
    /// Did *not* say.
    pub negated: bool,
}

/// Finds the attributions of a document, in order of their contents.
pub(crate) fn attribute(reading: &Reading<'_>, options: Options<'_>) -> Vec<Attribution> {
    let blocks = layouts::find(reading);
    let scorer = Scorer::new(reading.grammar.weights());
    let found = decode::decode(reading, &blocks, &scorer, options);
    let mut given: Vec<(Option<&Found>, Attribution)> =
        found.iter().map(|one| (Some(one), spell_out(reading, one))).collect();
    if layouts::CONFIDENCE >= options.least {
        given.extend(blocks.iter().map(|block| (None, spell_block(reading, block))));
    }
    let told = Told::new(given.iter().map(|(_, one)| one));
    given.retain(|(_, one)| !told.tells(one));
    given.sort_by_key(|(_, one)| one.content.first().map(|span| (span.start, span.end)));
    let numbers = given.iter().zip(0..).filter_map(|((found, _), number)| Some(((*found)?.cue, number)));
    let numbers: BTreeMap<usize, usize> = numbers.collect();
    for (found, attribution) in &mut given {
        let parent = found.and_then(|one| one.parent);
        attribution.parent = parent.and_then(|cue| numbers.get(&cue).copied());
    }
    given.into_iter().map(|(_, attribution)| attribution).collect()
}

/// What prompts, and those who relay, say already.
struct Told {
    /// Their spans by their starts, each once.
    spans: Vec<Span>,
    /// For each span the furthest end of those up to it.
    reach: Vec<u32>,
}

impl Told {
    fn new<'a>(attributions: impl Iterator<Item = &'a Attribution>) -> Self {
        let told = attributions.flat_map(|one| one.prompt.into_iter().chain(one.via.iter().map(|via| via.span)));
        let mut spans: Vec<Span> = told.collect();
        spans.sort_unstable();
        spans.dedup();
        let mut furthest = 0;
        let reach = spans.iter().map(|span| {
            furthest = span.end.max(furthest);
            furthest
        });
        Self { reach: reach.collect(), spans }
    }

    /// Whether an attribution says no more than another's prompt (*asked* why) or who relays it (*citing* the ministry).
    /// Time: logarithmic, and as many steps as spans begin within a circumstance's length before the cue.
    fn tells(&self, one: &Attribution) -> bool {
        let around = |head: Span| {
            let behind = self.spans.partition_point(|span| span.start <= head.start);
            let near = (0..behind).rev().take_while(|&at| self.reach[at] >= head.end).map(|at| self.spans[at]);
            near.filter(|span| span.contains(head)).any(|span| one.prompt != Some(span))
        };
        let content = || matches!(&*one.content, [content] if self.spans.binary_search(content).is_ok());
        one.kind == Kind::Indirect && (one.cue.as_ref().is_some_and(|cue| around(cue.head)) || content())
    }
}

/// Whether it is a thought, a wish, a feeling or a deed that nobody is quoted with: *backed* the bill, but not *backed* that.
pub(crate) fn is_attitude(reading: &Reading<'_>, found: &Found) -> bool {
    let clause = || {
        let first = found.content.first().and_then(|content| reading.tokens().get(content.start));
        first.is_some_and(|token| token.classes.any(CLAUSE))
    };
    let entry = reading.grammar.cue(reading.cues[found.cue].entry);
    entry.is_some_and(|entry| entry.attitude || entry.deed && !clause()) && kind(reading, found) == Kind::Indirect
}

/// What a clause of reported speech opens with.
const CLAUSE: Classes = Classes::of(&[Class::Complementizer, Class::Interrogative]);

/// Turns tokens into bytes.
pub(crate) fn spell_out(reading: &Reading<'_>, found: &Found) -> Attribution {
    let candidate = &reading.cues[found.cue];
    let entry = reading.grammar.cue(candidate.entry);
    let tokens = reading.tokens();
    let negated = |token: &text::Token| token.classes.has(Class::Negation);
    let kind = kind(reading, found);
    let scene = scene(reading, found);
    let Circumstances { addressee, setting, prompt, via } = scene.circumstances();
    Attribution {
        content: scene.content.iter().map(|content| reading.span(content.clone())).collect(),
        kind,
        cue: Some(Cue {
            spans: vec![reading.span(found.stretch.clone())],
            head: tokens[candidate.head].span,
            lemma: entry.map(|entry| entry.lemma.clone()).unwrap_or_default(),
            act: entry.map(|entry| entry.act.clone()).unwrap_or_default(),
            negated: candidate.negated || tokens[found.stretch.clone()].iter().any(negated),
        }),
        speaker: scene.speaker.map(|(stretch, head)| Mention { span: reading.span(stretch), head: tokens[head].span }),
        addressee,
        setting,
        prompt,
        via,
        pattern: match found.is_block() {
            true => layouts::BLOCK_QUOTATION,
            false => reading.proposals(found.cue).name(arrangement(reading, found, kind)),
        },
        confidence: found.confidence,
        parent: None,
    }
}

/// Turns a block into bytes. Its words are somebody's own, so they are direct without any marks.
fn spell_block(reading: &Reading<'_>, block: &Block) -> Attribution {
    let head = |at: usize| reading.tokens()[at].span;
    let mark =
        |at| Cue { spans: vec![head(at)], head: head(at), lemma: String::new(), act: String::new(), negated: false };
    Attribution {
        content: block.content.iter().map(|content| reading.span(content.clone())).collect(),
        kind: Kind::Direct,
        cue: block.cue.map(mark),
        speaker: Some(Mention { span: reading.span(block.speaker.clone()), head: head(block.head) }),
        addressee: None,
        setting: None,
        prompt: None,
        via: Vec::new(),
        pattern: block.pattern,
        confidence: layouts::CONFIDENCE,
        parent: None,
    }
}

/// Where the parts of an attribution stand.
fn arrangement(reading: &Reading<'_>, found: &Found, kind: Kind) -> Arrangement {
    let head = reading.cues[found.cue].head;
    let home = reading.sentence(reading.sentence_of(head));
    let any = |holds: &dyn Fn(usize) -> bool| found.content.iter().any(|content| holds(content.start));
    let (left, right, apart) = (any(&|at| at < head), any(&|at| at > head && at < home.end), any(&|at| at >= home.end));
    let content = match (left, right, apart) {
        (true, false, false) => Content::Left,
        (true, ..) => Content::Both,
        (false, false, true) => Content::Apart,
        (false, ..) => Content::Right,
    };
    let place = |&(_, speaker): &(_, usize)| if speaker < head { Place::Before } else { Place::After };
    Arrangement { content, marked: kind == Kind::Direct, speaker: found.speaker.as_ref().map(place) }
}

/// The sentence of a cue with what it reports, each part no longer than it should be.
fn scene<'d>(reading: &Reading<'d>, found: &Found) -> Scene<'d> {
    let candidate = &reading.cues[found.cue];
    let tokens = reading.tokens();
    let auxiliary = |token: &text::Token| token.classes.has(Class::Be);
    let participle = candidate.forms.has(Form::Participle) && !candidate.forms.has(Form::Gerund);
    Scene {
        grammar: reading.grammar,
        tokens,
        sentence: reading.sentence(reading.sentence_of(candidate.head)),
        content: found.content.clone(),
        speaker: found.speaker.clone(),
        cue: candidate.tokens.clone(),
        frames: reading.grammar.cue(candidate.entry).map(|entry| entry.frames),
        passive: participle && tokens[candidate.tokens.clone()].iter().any(auxiliary),
    }
    .trimmed()
}

/// Whether all, some or none of a content stands in marks.
fn kind(reading: &Reading<'_>, found: &Found) -> Kind {
    let inside = |wanted: fn(text::Kind) -> bool| {
        found.content.iter().flat_map(Clone::clone).any(|at| wanted(reading.tokens()[at].kind))
    };
    match (
        inside(|kind| kind == text::Kind::Quotation),
        inside(|kind| matches!(kind, text::Kind::Word | text::Kind::Number)),
    ) {
        (true, false) => Kind::Direct,
        _ if found.is_block() => Kind::Direct,
        (true, true) => Kind::Mixed,
        (false, _) => Kind::Indirect,
    }
}
