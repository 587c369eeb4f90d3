//! Who a speaker is: the kind of mention, the canonical name, role, affiliation, and which mentions are one entity.

mod antecedents;
mod bearers;
mod descriptions;
mod entities;
mod mentions;
mod names;
pub mod people;
mod phrases;
mod places;
mod pronouns;
mod reading;
mod report;
mod resolution;
mod roles;
mod teaching;
mod traits;

#[cfg(test)]
mod tests;

use crate::attribution::Attribution;
use crate::choice::fit::Examples;
use crate::document::Document;
use crate::grammar::Grammar;
use crate::quotes::Folded;
use crate::span::Span;
use crate::text::Text;
use people::People;
use serde::{Deserialize, Serialize};

/// How a speaker is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// By name: Lim Soo-suk.
    Proper,
    /// By description: the senator.
    Nominal,
    /// He, who.
    Pronoun,
    /// Not at all: the sentence before names it.
    Implicit,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// One human being.
    Person,
    /// Several, named or not.
    Group,
    /// A body, company, country or paper that speaks.
    Organization,
    /// A report, a letter, a poll.
    Document,
    /// None of these can be told.
    Unknown,
}

/// What is known of an attribution's speaker beside the mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// How it is mentioned here.
    pub mention: MentionKind,
    /// What it is.
    pub kind: SpeakerKind,
    /// The fullest form of its name in the document, without titles.
    pub name: Option<String>,
    /// Its part: Foreign Ministry spokesperson.
    pub role: Option<String>,
    /// Whom it speaks or works for.
    pub affiliation: Option<String>,
    /// The same number for the same speaker within the document, from 0 in order of first attribution: an index of
    /// [`Resolution::entities`].
    pub entity: u32,
    /// What a people's file calls it.
    pub id: Option<String>,
    /// Why it was resolved so, in words: rule, rivals, what spoke against them. Empty but where [`Detail::reasons`] are
    /// asked for, as `explain` does.
    pub why: String,
}

/// A person, group or organisation of a document, with everything the document says of it here.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest form of its name, without titles; `None` for a speaker who is only described.
    pub name: Option<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// As in [`Speaker::role`].
    pub role: Option<String>,
    /// As in [`Speaker::affiliation`].
    pub affiliation: Option<String>,
    /// As in [`Speaker::id`].
    pub id: Option<String>,
    /// Where it is named, and where it is mentioned as a speaker, in reading order; bytes. Empty but where
    /// [`Detail::everybody`] is asked for.
    pub mentions: Vec<Span>,
    /// Indices of the attributions that it speaks in; empty as `mentions` are.
    pub attributions: Vec<usize>,
}

/// Who is who in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// For each attribution its speaker; `None` where it has none.
    pub speakers: Vec<Option<Speaker>>,
    /// For each attribution the canonical name of its addressee, where that is named.
    pub addressees: Vec<Option<String>>,
    /// For each attribution the canonical names of those who relay it, in their order.
    pub via: Vec<Vec<Option<String>>>,
    /// Speakers in order of first attribution, then, where [`Detail::everybody`] is asked for, everybody else who is named.
    pub entities: Vec<Entity>,
}

/// How much is told of speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Also everybody who is named and does not speak, and where each is mentioned.
    pub everybody: bool,
    /// Also [`Speaker::why`].
    pub reasons: bool,
}

/// Says who the speakers of a document's attributions are.
/// `raw` and `folded` are the readings of `document.text` by [`crate::text::read`] and [`crate::quotes::fold`]; `people`
/// are known beforehand.
#[must_use]
pub fn resolve(
    document: &Document<'_>,
    raw: &Text,
    folded: &Folded,
    grammar: &Grammar,
    people: Option<&People>,
    attributions: &[Attribution],
    detail: Detail,
) -> Resolution {
    let asked = resolution::Asked { people, detail, teacher: None };
    resolution::resolve(document, raw, folded, grammar, attributions, asked)
}

/// Gathers what a document whose speakers are known teaches of antecedents.
pub(crate) fn teach(
    document: &Document<'_>,
    raw: &Text,
    folded: &Folded,
    grammar: &Grammar,
    attributions: &[Attribution],
    answers: &[teaching::Answer],
    examples: &mut Examples,
) {
    let teacher = teaching::Teacher { answers, examples, at: 0 };
    let asked = resolution::Asked { teacher: Some(teacher), ..resolution::Asked::default() };
    let _ = resolution::resolve(document, raw, folded, grammar, attributions, asked);
}
