//! schema.org: each quotation a `Claim`, one wholly in marks a `Quotation` as well, ready to be a `ClaimReview`'s
//! `itemReviewed`.
//!
//! `author` (of a quotation `spokenByCharacter` too) is the speaker, `isBasedOn` the document that says it, `appearance` the article as the input describes it:
//! its fields `title`, `url`, `date`, `byline` or `author`, `site`.

use super::{Found, json_ld};
use sayso::Document;
use sayso::record::{Kind, Record, SpeakerField};
use sayso::speakers::SpeakerKind;
use serde_json::{Map, Value, json};
use std::io;

/// Appends a claim for each record.
pub fn write(out: &mut Vec<u8>, found: &Found<'_>) -> io::Result<()> {
    let article = article(found.document);
    for record in &found.records {
        json_ld::write(out, &claim(record, &article))?;
    }
    Ok(())
}

fn claim(record: &Record<'_>, article: &Value) -> Value {
    let direct = record.kind == Kind::Direct;
    let mut claim = Map::new();
    claim.insert("@context".into(), "https://schema.org".into());
    claim.insert("@type".into(), if direct { json!(["Claim", "Quotation"]) } else { "Claim".into() });
    claim.insert("@id".into(), json_ld::urn("quotation", &record.id).into());
    claim.insert("text".into(), (*record.content.text).into());
    if let Some(speaker) = record.speaker.as_ref().and_then(speaker) {
        // A report has no voice of its own.
        if record.speaker.as_ref().is_some_and(|speaker| speaker.kind == SpeakerKind::Document) {
            claim.insert("isBasedOn".into(), speaker);
        } else {
            claim.insert("author".into(), speaker.clone());
            claim.extend(direct.then(|| ("spokenByCharacter".into(), speaker)));
        }
    }
    claim.insert("appearance".into(), article.clone());
    claim.into()
}

/// The speaker; `None` where nothing is known but that there is one.
fn speaker(speaker: &SpeakerField<'_>) -> Option<Value> {
    let name = speaker.name.as_deref().unwrap_or(&speaker.text);
    let kind = match speaker.kind {
        SpeakerKind::Person => "Person",
        SpeakerKind::Group | SpeakerKind::Organization => "Organization",
        SpeakerKind::Document => "CreativeWork",
        SpeakerKind::Unknown => "Thing",
    };
    let mut known = Map::new();
    known.insert("@type".into(), kind.into());
    known.insert("name".into(), name.into());
    if speaker.kind == SpeakerKind::Person {
        known.extend(speaker.role.as_deref().map(|role| ("jobTitle".into(), role.into())));
        let affiliation = speaker.affiliation.as_deref();
        known.extend(affiliation.map(|of| ("affiliation".into(), json!({"@type": "Organization", "name": of}))));
    }
    (!name.is_empty()).then(|| known.into())
}

fn article(document: &Document<'_>) -> Value {
    let field = |names: &[&str]| names.iter().find_map(|name| document.fields.get(*name)?.as_str());
    let url = document.fields.get("url").and_then(json_ld::web_address);
    let mut article = Map::new();
    article.insert("@type".into(), "NewsArticle".into());
    article.insert("identifier".into(), (*document.id).into());
    article.extend(field(&["title"]).map(|title| ("headline".into(), title.into())));
    article.extend(url.map(|url| ("url".into(), url.into())));
    article.extend(field(&["date"]).map(|date| ("datePublished".into(), date.into())));
    let person = |name: &str| json!({"@type": "Person", "name": name});
    article.extend(field(&["byline", "author"]).map(|name| ("author".into(), person(name))));
    let site = |name: &str| json!({"@type": "Organization", "name": name});
    article.extend(field(&["site"]).map(|name| ("publisher".into(), site(name))));
    article.into()
}
