//! W3C Web Annotation: each quotation an annotation whose target is the passage and whose bodies are speaker, type and cue.
//!
//! A target has a `TextPositionSelector` and, should the page have changed, a `TextQuoteSelector`. A quotation in several
//! pieces has as many targets. The standard counts code points, which is what `--offsets` counts if nothing else is asked.

use super::{Found, json_ld};
use sayso::record::{Kind, Record};
use serde_json::{Value, json};
use std::io;

/// How many characters around a passage are given to find it again.
const AFFIX: usize = 32;

/// Appends an annotation for each record.
pub fn write(out: &mut Vec<u8>, found: &Found<'_>) -> io::Result<()> {
    let document = found.document;
    let source = document.fields.get("url").and_then(json_ld::web_address).map(str::to_owned);
    let source = source.unwrap_or_else(|| json_ld::urn("document", &document.id));
    for (quotation, record) in found.pairs() {
        let spans = quotation.attribution.content.iter().zip(&record.content.spans);
        let targets = spans.map(|(bytes, range)| {
            let text = &document.text;
            let before = &text[..bytes.range().start];
            let prefix = before.char_indices().rev().nth(AFFIX - 1).map_or(0, |(at, _)| at);
            let suffix: String = text[bytes.range().end..].chars().take(AFFIX).collect();
            json!({
                "type": "SpecificResource",
                "source": source,
                "selector": [
                    {"type": "TextPositionSelector", "start": range.start, "end": range.end},
                    {"type": "TextQuoteSelector", "exact": bytes.of(text), "prefix": before[prefix..], "suffix": suffix},
                ],
            })
        });
        let targets: Vec<_> = targets.collect();
        let annotation = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": json_ld::urn("quotation", &record.id),
            "type": "Annotation",
            "motivation": "identifying",
            "body": bodies(record),
            "target": targets,
        });
        json_ld::write(out, &annotation)?;
    }
    Ok(())
}

fn bodies(record: &Record<'_>) -> Vec<Value> {
    let body = |purpose: &str, value: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value});
    let kind = match record.kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    };
    let speaker = record.speaker.as_ref().map(|speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
    let speaker = speaker.filter(|speaker| !speaker.is_empty()).map(|speaker| body("identifying", speaker));
    let cue = record.cue.as_ref().map(|cue| body("describing", &cue.text));
    speaker.into_iter().chain([body("classifying", kind)]).chain(cue).collect()
}
