//! The records that a reader of the output sees, as serde types: one record is one attribution, its fields in the order
//! in which they are written.

use crate::Extraction;
use crate::attribution::{Attribution, Mention};
use crate::document::Document;
use crate::offsets::Offsets;
use crate::span::Span;
use crate::speakers::{MentionKind, Speaker, SpeakerKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::array;
use std::borrow::Cow;

/// How a content stands to its quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Wholly in marks.
    Direct,
    /// Marks inside it.
    Mixed,
    /// No marks.
    Indirect,
}

/// A resolved reading: who said what, by spans of the document's bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Content, cue and mentions.
    pub attribution: Attribution,
    /// Who the attribution's speaker is; `None` where nobody is named or meant.
    pub speaker: Option<Speaker>,
    /// The canonical name of the addressee, where it is named.
    pub addressee: Option<String>,
    /// The canonical names of those who relay it, in their order.
    pub via: Vec<Option<String>>,
    /// The paragraph in which the content starts, from 0.
    pub paragraph: u32,
    /// The sentence in which the content starts, counted through the document from 0.
    pub sentence: u32,
}

/// A quotation as it is written out: texts instead of spans, and offsets in the unit asked for. Every `text` is the
/// document's text at its `spans`, pieces joined by one space. What is unknown is null or empty, never absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record<'d> {
    /// 16 hexadecimal digits: a hash of the document's id, the content's text and its offsets in code points.
    pub id: String,
    /// The document's id.
    #[serde(borrow)]
    pub doc_id: Cow<'d, str>,
    /// How the content stands to its quotation marks.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What is said.
    #[serde(borrow)]
    pub content: Passage<'d>,
    /// Who says it.
    #[serde(borrow)]
    pub speaker: Option<SpeakerField<'d>>,
    /// The words that report it.
    #[serde(borrow)]
    pub cue: Option<CueField<'d>>,
    /// To whom it is said.
    #[serde(borrow)]
    pub addressee: Option<MentionField<'d>>,
    /// Where or how it is said.
    #[serde(borrow)]
    pub setting: Option<Passage<'d>>,
    /// What it answers.
    #[serde(borrow)]
    pub prompt: Option<Passage<'d>>,
    /// Who relays it.
    #[serde(borrow)]
    pub via: Vec<MentionField<'d>>,
    /// The paragraph in which the content starts, from 0.
    pub paragraph: u32,
    /// The sentence in which the content starts, from 0.
    pub sentence: u32,
    /// The input's other fields, as they came.
    pub doc: Cow<'d, Map<String, Value>>,
    /// The id of the record in whose content this one stands.
    pub parent: Option<String>,
    /// The construction that found it.
    #[serde(borrow)]
    pub pattern: Cow<'d, str>,
    /// The measured share of such records that are right, to three digits.
    pub confidence: f32,
    /// The content with the sentences around it; absent where it was not asked for.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Passage<'d>>,
    /// The document's text; absent where it was not asked for.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'d, str>>,
}

/// A half-open range of offsets, in whatever unit was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The first.
    pub start: u32,
    /// The one behind the last.
    pub end: u32,
}

/// One or more pieces of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage<'d> {
    /// The pieces as written, joined by one space.
    #[serde(borrow)]
    pub text: Cow<'d, str>,
    /// Where they stand.
    pub spans: Vec<Range>,
}

/// A mention of somebody who is not the speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionField<'d> {
    /// The mention as written, with its modifiers.
    #[serde(borrow)]
    pub text: Cow<'d, str>,
    /// Where it stands.
    pub spans: Vec<Range>,
    /// The canonical name.
    #[serde(borrow)]
    pub name: Option<Cow<'d, str>>,
}

/// The speaker: the mention as written and who it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpeakerField<'d> {
    /// The mention as written, with its modifiers; empty where it is implicit.
    #[serde(borrow)]
    pub text: Cow<'d, str>,
    /// Where it stands.
    pub spans: Vec<Range>,
    /// The fullest form of the name in the document, without titles.
    #[serde(borrow)]
    pub name: Option<Cow<'d, str>>,
    /// How the speaker is mentioned.
    pub mention: MentionKind,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// The speaker's part.
    #[serde(borrow)]
    pub role: Option<Cow<'d, str>>,
    /// Whom the speaker speaks or works for.
    #[serde(borrow)]
    pub affiliation: Option<Cow<'d, str>>,
    /// The same number for the same speaker within the document.
    pub entity: u32,
    /// What a people's file calls the speaker.
    #[serde(borrow, default)]
    pub id: Option<Cow<'d, str>>,
}

/// Somebody or something of a document: a line of `sayso entities`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord<'d> {
    /// The document's id.
    #[serde(borrow)]
    pub doc_id: Cow<'d, str>,
    /// Its number within the document, that of `speaker.entity` in records.
    pub entity: u32,
    /// As in [`SpeakerField::name`].
    #[serde(borrow)]
    pub name: Option<Cow<'d, str>>,
    /// As in [`SpeakerField::kind`].
    pub kind: SpeakerKind,
    /// As in [`SpeakerField::role`].
    #[serde(borrow)]
    pub role: Option<Cow<'d, str>>,
    /// As in [`SpeakerField::affiliation`].
    #[serde(borrow)]
    pub affiliation: Option<Cow<'d, str>>,
    /// As in [`SpeakerField::id`].
    #[serde(borrow)]
    pub id: Option<Cow<'d, str>>,
    /// Where it is named, and where it speaks, is spoken to or relays under whatever description, in reading order.
    #[serde(borrow)]
    pub mentions: Vec<Passage<'d>>,
    /// The ids of the records that it speaks in.
    pub records: Vec<String>,
}

impl EntityRecord<'_> {
    /// The lines of all of a document's entities, in the order of their numbers. `offsets` index the document's text.
    pub fn all<'e>(
        extraction: &'e Extraction,
        document: &'e Document<'_>,
        offsets: &'e Offsets<'e>,
    ) -> impl Iterator<Item = EntityRecord<'e>> {
        let record = |&number: &usize| {
            let quotation = extraction.quotations.get(number)?;
            Some(id(&quotation.attribution.content, document, offsets))
        };
        (0..).zip(&extraction.entities).map(move |(entity, of)| EntityRecord {
            doc_id: Cow::Borrowed(&document.id),
            entity,
            name: of.name.as_deref().map(Cow::Borrowed),
            kind: of.kind,
            role: of.role.as_deref().map(Cow::Borrowed),
            affiliation: of.affiliation.as_deref().map(Cow::Borrowed),
            id: of.id.as_deref().map(Cow::Borrowed),
            mentions: of.mentions.iter().map(|&span| Passage::new(&[span], document, offsets)).collect(),
            records: of.attributions.iter().filter_map(record).collect(),
        })
    }
}

/// The words that report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CueField<'d> {
    /// The cue as written, with auxiliaries, negation and adverbs.
    #[serde(borrow)]
    pub text: Cow<'d, str>,
    /// Where it stands.
    pub spans: Vec<Range>,
    /// The lemma of its head; empty for a colon or dash.
    #[serde(borrow)]
    pub lemma: Cow<'d, str>,
    /// What is done by saying it: state, ask, deny …
    #[serde(borrow)]
    pub act: Cow<'d, str>,
    /// Did *not* say.
    pub negated: bool,
}

impl<'d> Record<'d> {
    /// The record of one of a document's quotations. `all` of them are asked for its parent, `offsets` index the
    /// document's text.
    #[must_use]
    pub fn new(quotation: &'d Quotation, all: &[Quotation], document: &'d Document<'_>, offsets: &Offsets<'d>) -> Self {
        let Quotation { attribution, speaker, addressee, via, paragraph, sentence } = quotation;
        let passage = |spans: &[Span]| Passage::new(spans, document, offsets);
        let mention = |mention: &Mention, name: Option<&'d str>| {
            let Passage { text, spans } = passage(&[mention.span]);
            MentionField { text, spans, name: name.map(Cow::Borrowed) }
        };
        let names = via.iter().map(Option::as_deref).chain(std::iter::repeat(None));
        Self {
            id: id(&attribution.content, document, offsets),
            doc_id: Cow::Borrowed(&document.id),
            kind: attribution.kind,
            content: passage(&attribution.content),
            speaker: speaker.as_ref().map(|speaker| {
                let Passage { text, spans } = passage(attribution.speaker.map(|mention| mention.span).as_slice());
                SpeakerField {
                    text,
                    spans,
                    name: speaker.name.as_deref().map(Cow::Borrowed),
                    mention: speaker.mention,
                    kind: speaker.kind,
                    role: speaker.role.as_deref().map(Cow::Borrowed),
                    affiliation: speaker.affiliation.as_deref().map(Cow::Borrowed),
                    entity: speaker.entity,
                    id: speaker.id.as_deref().map(Cow::Borrowed),
                }
            }),
            cue: attribution.cue.as_ref().map(|cue| {
                let Passage { text, spans } = passage(&cue.spans);
                let (lemma, act) = (Cow::Borrowed(&*cue.lemma), Cow::Borrowed(&*cue.act));
                CueField { text, spans, lemma, act, negated: cue.negated }
            }),
            addressee: attribution.addressee.as_ref().map(|of| mention(of, addressee.as_deref())),
            setting: attribution.setting.map(|span| passage(&[span])),
            prompt: attribution.prompt.map(|span| passage(&[span])),
            via: attribution.via.iter().zip(names).map(|(of, name)| mention(of, name)).collect(),
            paragraph: *paragraph,
            sentence: *sentence,
            doc: Cow::Borrowed(&document.fields),
            parent: attribution
                .parent
                .and_then(|parent| all.get(parent))
                .map(|parent| id(&parent.attribution.content, document, offsets)),
            pattern: Cow::Borrowed(attribution.pattern),
            confidence: (attribution.confidence * 1000.0).round() / 1000.0,
            context: None,
            text: None,
        }
    }
}

impl<'d> Passage<'d> {
    /// The pieces of a document's text under these spans.
    #[must_use]
    pub fn new(spans: &[Span], document: &'d Document<'_>, offsets: &Offsets<'d>) -> Self {
        let text = match spans {
            [span] => Cow::Borrowed(span.of(&document.text)),
            spans => Cow::Owned(spans.iter().map(|span| span.of(&document.text)).collect::<Vec<_>>().join(" ")),
        };
        Self { text, spans: spans.iter().map(|&span| offsets.range(span)).collect() }
    }
}

/// A record's id (FNV-1a, 64 bits). Code points are hashed whatever unit is asked for: the id stays the same.
fn id(content: &[Span], document: &Document<'_>, offsets: &Offsets<'_>) -> String {
    let fnv = |hash: u64, bytes: &[u8]| {
        bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let hash = fnv(0xcbf2_9ce4_8422_2325, document.id.as_bytes());
    let hash = content.iter().fold(hash, |hash, &span| {
        let Range { start, end } = offsets.chars(span);
        // No byte of UTF-8 is 0xFF, so that what ends the id or a text cannot be part of it.
        let hash = fnv(fnv(hash, &[0xFF]), span.of(&document.text).as_bytes());
        fnv(fnv(fnv(hash, &[0xFF]), &start.to_le_bytes()), &end.to_le_bytes())
    });
    let digit = |place: usize| b"0123456789abcdef"[(hash >> (60 - 4 * place)) as usize & 15];
    String::from_utf8_lossy(&array::from_fn::<_, 16, _>(digit)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Cue;
    use crate::offsets::Unit;

    fn quotation(content: Vec<Span>) -> Quotation {
        let attribution = Attribution {
            content,
            kind: Kind::Mixed,
            cue: Some(Cue {
                spans: vec![Span::new(3, 7)],
                head: Span::new(3, 7),
                lemma: "say".into(),
                act: "state".into(),
                negated: false,
            }),
            speaker: Some(Mention { span: Span::new(0, 2), head: Span::new(0, 2) }),
            addressee: None,
            setting: None,
            prompt: None,
            via: Vec::new(),
            pattern: "speaker-cue-quote",
            confidence: 0.91249,
            parent: Some(0),
        };
        let speaker = Speaker {
            mention: MentionKind::Proper,
            kind: SpeakerKind::Person,
            name: Some("Bé Lo".into()),
            role: None,
            affiliation: None,
            entity: 0,
            id: None,
            why: String::new(),
        };
        Quotation { attribution, speaker: Some(speaker), addressee: None, via: Vec::new(), paragraph: 0, sentence: 1 }
    }

    #[test]
    fn every_field_in_the_order_of_the_contract() {
        let mut document = Document::new("note", "Lo said it is “good” and “new”.");
        document.fields.insert("url".into(), "https://example.org".into());
        document.fields.insert("date".into(), 7.into());
        let quotations = [quotation(vec![Span::new(8, 24), Span::new(29, 38)])];
        let offsets = Offsets::new(&document.text, Unit::Chars);
        let record = Record::new(&quotations[0], &quotations, &document, &offsets);
        insta::assert_compact_json_snapshot!(record, @r#"
        {
          "id": "57035aae89348eec",
          "doc_id": "note",
          "type": "mixed",
          "content": {
            "text": "it is “good” “new”",
            "spans": [
              {
                "start": 8,
                "end": 20
              },
              {
                "start": 25,
                "end": 30
              }
            ]
          },
          "speaker": {
            "text": "Lo",
            "spans": [
              {
                "start": 0,
                "end": 2
              }
            ],
            "name": "Bé Lo",
            "mention": "proper",
            "kind": "person",
            "role": null,
            "affiliation": null,
            "entity": 0,
            "id": null
          },
          "cue": {
            "text": "said",
            "spans": [
              {
                "start": 3,
                "end": 7
              }
            ],
            "lemma": "say",
            "act": "state",
            "negated": false
          },
          "addressee": null,
          "setting": null,
          "prompt": null,
          "via": [],
          "paragraph": 0,
          "sentence": 1,
          "doc": {
            "url": "https://example.org",
            "date": 7
          },
          "parent": "57035aae89348eec",
          "pattern": "speaker-cue-quote",
          "confidence": 0.912
        }
        "#);
        let line = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&line).unwrap(), record);
    }

    #[test]
    fn the_id_is_the_same_in_every_unit_and_another_for_other_content() {
        let document = Document::new("note", "Ré said it is “good”.");
        let id = |content: Span, unit| {
            let quotation = quotation(vec![content]);
            Record::new(&quotation, &[], &document, &Offsets::new(&document.text, unit)).id
        };
        let here = Span::new(9, 25);
        assert_eq!(id(here, Unit::Chars), id(here, Unit::Utf16));
        assert_eq!(id(here, Unit::Chars), id(here, Unit::Bytes));
        assert_ne!(id(here, Unit::Chars), id(Span::new(12, 25), Unit::Chars));
    }
}
