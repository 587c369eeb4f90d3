//! Who is said to have said what: constructions propose, a choice decides.

pub(crate) mod bounds;
pub(crate) mod confidence;
pub(crate) mod decode;
pub(crate) mod link;
pub(crate) mod reading;
pub(crate) mod side;
pub(crate) mod source;
pub(crate) mod trace;

use crate::Options;
use crate::record::Kind;
use crate::span::Span;
use crate::text;
use decode::Found;
use reading::Reading;

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
pub(crate) fn attribute(reading: &Reading<'_>, options: Options) -> Vec<Attribution> {
    let mut found = decode::decode(reading, reading.grammar.weights(), options.least, options.nested);
    found.sort_by_key(|one| one.content.first().map_or(0, |content| content.start));
    let asked = |one: &Found| options.attitudes || !is_attitude(reading, one);
    let mut numbers = vec![None; found.len()];
    let mut attributions: Vec<Attribution> = Vec::with_capacity(found.len());
    for (i, one) in found.iter().enumerate().filter(|(_, one)| asked(one)) {
        numbers[i] = Some(attributions.len());
        attributions.push(spell_out(reading, one));
    }
    let given = found.iter().zip(&numbers).filter(|(_, number)| number.is_some());
    for ((one, _), attribution) in given.zip(&mut attributions) {
        let parent = one.parent.and_then(|cue| found.iter().position(|outer| outer.cue == cue));
        attribution.parent = parent.and_then(|parent| numbers[parent]);
    }
    attributions
}

/// Whether it is a thought, a wish or a feeling that nobody is quoted with.
fn is_attitude(reading: &Reading<'_>, found: &Found) -> bool {
    let entry = reading.grammar.cue(reading.cues[found.cue].entry);
    entry.is_some_and(|entry| entry.attitude) && kind(reading, found) == Kind::Indirect
}

/// Turns tokens into bytes.
pub(crate) fn spell_out(reading: &Reading<'_>, found: &Found) -> Attribution {
    let candidate = &reading.cues[found.cue];
    let entry = reading.grammar.cue(candidate.entry);
    let tokens = reading.tokens();
    let mention = |(stretch, head): &(std::ops::Range<usize>, usize)| Mention { span: reading.span(stretch.clone()), head: tokens[*head].span };
    let negated = |token: &text::Token| token.classes.has(crate::grammar::Class::Negation);
    Attribution {
        content: found.content.iter().map(|content| reading.span(content.clone())).collect(),
        kind: kind(reading, found),
        cue: Some(Cue {
            spans: vec![reading.span(found.stretch.clone())],
            head: tokens[candidate.head].span,
            lemma: entry.map(|entry| entry.lemma.clone()).unwrap_or_default(),
            act: entry.map(|entry| entry.act.clone()).unwrap_or_default(),
            negated: candidate.negated || tokens[found.stretch.clone()].iter().any(negated),
        }),
        speaker: found.speaker.as_ref().map(mention),
        addressee: None,
        setting: None,
        prompt: None,
        via: Vec::new(),
        pattern: "todo",
        confidence: found.confidence,
        parent: None,
    }
}

/// Whether all, some or none of a content stands in marks.
fn kind(reading: &Reading<'_>, found: &Found) -> Kind {
    let inside = |wanted: fn(text::Kind) -> bool| found.content.iter().flat_map(Clone::clone).any(|at| wanted(reading.tokens()[at].kind));
    match (inside(|kind| kind == text::Kind::Quotation), inside(|kind| matches!(kind, text::Kind::Word | text::Kind::Number))) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        (false, _) => Kind::Indirect,
    }
}
