//! Who is said to have said what: constructions propose, a choice decides.

use crate::span::Span;

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
