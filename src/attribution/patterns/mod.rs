//! The constructions in which news attributes, one a file: they propose which arrangements a cue may have, the choices decide.

mod shape;

use super::side::Side;
use crate::cues::Candidate;
use crate::grammar::Grammar;
use crate::text::Text;
use shape::{Around, Scene};
use std::sync::LazyLock;

/// Defines the modules of patterns, the list of them, and what asks all of them.
macro_rules! patterns {
    ($($name:ident,)*) => {
        $(mod $name;)*

        /// Every construction that a cue can stand in, the most specific first: an attribution is called by the first that fits.
        pub(crate) const PATTERNS: &[&Pattern] = &[$(&$name::PATTERN),*];

        /// The patterns whose shape is that of a scene, a bit each. All stand in one function, so that what many of them ask
        /// is asked once.
        fn fitting(scene: &Scene<'_>, quoted: bool) -> u32 {
            let shapes = [$((quoted || !$name::PATTERN.marked) && ($name::PATTERN.shape)(scene.around())),*];
            shapes.into_iter().rev().fold(0, |bits, fits| bits << 1 | u32::from(fits))
        }
    };
}

patterns! {
    according_to_speaker_clause,
    clause_according_to_speaker,
    speaker_colon_quote,
    quote_dash_speaker,
    headline_colon,
    noun_cue,
    passive_cue,
    relative_cue,
    coordinated_cue,
    infinitive_cue,
    participle_cue,
    quote_alone,
    quote_speaker_cue_quote,
    quote_cue_speaker_quote,
    quote_speaker_cue,
    quote_cue_speaker,
    speaker_cue_quote,
    cue_speaker_quote,
    clause_speaker_cue_clause,
    clause_speaker_cue,
    clause_cue_speaker,
    speaker_cue_that_clause,
    speaker_cue_infinitive,
    speaker_cue_noun_phrase,
    speaker_cue_clause,
}

/// Where a content stands, seen from its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// [The plan failed], he said.
    Left,
    /// He said [the plan failed].
    Right,
    /// [The plan], he said, [failed]. The second half may be a sentence of its own.
    Both,
    /// In another sentence only: He had one word for it. [“Bad.”]
    Apart,
}

/// Where the speaker stands, seen from the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// *He* said.
    Before,
    /// Said *he*.
    After,
}

/// Where the parts of an attribution stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arrangement {
    pub(crate) content: Content,
    /// The content stands wholly in marks.
    pub(crate) marked: bool,
    /// Where the speaker is; `None` where nobody is named.
    pub(crate) speaker: Option<Place>,
}

/// A construction: the shape it has around its cue, and the arrangements that it then proposes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    /// As in the record's `pattern`; its file and its examples are named so too.
    pub(crate) name: &'static str,
    /// Where the content may stand.
    pub(crate) content: &'static [Content],
    /// Whether the content must stand wholly in marks, some of it in the cue's sentence; other contents may have marks or
    /// not.
    pub(crate) marked: bool,
    /// Where the speaker stands; `None` for either place.
    pub(crate) speaker: Option<Place>,
    /// Whether the tokens around a cue have the shape. Each parser in it looks no further than [`shape::REACH`].
    pub(crate) shape: fn(Around<'_>) -> bool,
}

/// The patterns whose shape a cue's sentence has, a bit each in the order of [`PATTERNS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposals(u32);

/// Which patterns fit around a cue of the outer sentence `sentence`. Time: bounded, whatever the sentence's length.
pub(crate) fn propose(outer: &Text, sentence: usize, cue: &Candidate, grammar: &Grammar) -> Proposals {
    Proposals(fitting(&Scene::new(outer, sentence, cue, grammar), cue.quoted))
}

/// Sets of patterns, a bit each, by what they propose: each cue is asked for several.
struct Sets {
    /// By where a quotation in marks may stand.
    quotation: [u32; 4],
    /// By the side on which plain words may be the content.
    plain: [u32; 2],
    /// By the side of the content, whether any of it stands in marks, and the place of the speaker.
    speaker: [[[u32; 2]; 2]; 2],
}

static SETS: LazyLock<Sets> = LazyLock::new(|| {
    let set = |holds: &dyn Fn(&Pattern) -> bool| {
        PATTERNS.iter().enumerate().filter(|(_, pattern)| holds(pattern)).fold(0, |bits, (i, _)| bits | 1 << i)
    };
    let sides = [Side::Left, Side::Right];
    let part = |pattern: &Pattern, here| pattern.content.iter().any(|&of| of == here || of == Content::Both);
    let speaks = |pattern: &Pattern, side, marked: bool, place| {
        pattern.on(side) && (marked || !pattern.marked) && pattern.speaker.is_none_or(|own| own == place)
    };
    Sets {
        quotation: [Content::Left, Content::Right, Content::Both, Content::Apart].map(|here| set(&|it| part(it, here))),
        plain: sides.map(|side| set(&|it| !it.marked && it.on(side))),
        speaker: sides.map(|side| {
            [false, true]
                .map(|marked| [Place::Before, Place::After].map(|place| set(&|it| speaks(it, side, marked, place))))
        }),
    }
});

impl Proposals {
    fn patterns(self) -> impl Iterator<Item = &'static Pattern> {
        PATTERNS.iter().copied().enumerate().filter(move |(i, _)| self.0 & 1 << i != 0).map(|(_, pattern)| pattern)
    }

    /// Whether a quotation in marks may stand here, as the whole content or as a part of it.
    pub(crate) fn quotation(self, here: Content) -> bool {
        self.0 & SETS.quotation[here as usize] != 0
    }

    /// Whether plain words on this side may be the content, or its first half.
    pub(crate) fn plain(self, side: Side) -> bool {
        self.0 & SETS.plain[side as usize] != 0
    }

    /// Whether the speaker of such a content may stand here; `marked` says whether any of the content stands in marks.
    pub(crate) fn speaker(self, side: Side, marked: bool, place: Place) -> bool {
        self.0 & SETS.speaker[side as usize][usize::from(marked)][place as usize] != 0
    }

    /// What an attribution with this arrangement is called: by the first pattern that proposed it, else by the first that
    /// has such an arrangement at all.
    pub(crate) fn name(self, of: Arrangement) -> &'static str {
        let proposed = self.patterns().find(|pattern| pattern.has(of));
        let pattern = proposed.or_else(|| PATTERNS.iter().copied().find(|pattern| pattern.has(of)));
        pattern.map_or(speaker_cue_clause::PATTERN.name, |pattern| pattern.name)
    }
}

impl Pattern {
    /// Whether its content, or the first part of it, may stand on this side or, on the right, in a later sentence.
    fn on(&self, side: Side) -> bool {
        let either = match side {
            Side::Left => [Content::Left, Content::Both],
            Side::Right => [Content::Right, Content::Apart],
        };
        self.content.iter().any(|content| either.contains(content))
    }

    /// Whether it can have this arrangement.
    fn has(&self, of: Arrangement) -> bool {
        let place = self.speaker.is_none() || of.speaker.is_none() || self.speaker == of.speaker;
        self.content.contains(&of.content) && (of.marked || !self.marked) && place
    }
}

#[cfg(test)]
mod tests;
