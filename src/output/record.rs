//! Records as JSON, byte for byte as serde writes them, in a quarter of its time: names and marks between two values are one
//! piece, texts are looked through for escapes eight bytes at a time, and what all records of a document share is written once.

use sayso::Record;
use sayso::record::{CueField, MentionField, Passage, Range, SpeakerField};
use serde::Serialize;
use std::io;

/// What the records of one document share, as JSON.
pub struct Shared {
    doc_id: Vec<u8>,
    doc: Vec<u8>,
}

impl Shared {
    /// What all records have that are of the same document as this one.
    pub fn of(record: &Record<'_>) -> io::Result<Self> {
        let (mut doc_id, mut doc) = (Json::default(), Json::default());
        doc_id.text(&record.doc_id);
        doc.value(&record.doc)?;
        Ok(Self { doc_id: doc_id.out, doc: doc.out })
    }
}

/// Appends one object.
pub fn write(out: &mut Vec<u8>, record: &Record<'_>, shared: &Shared) -> io::Result<()> {
    let mut json = Json { out: std::mem::take(out) };
    let written = json.record(record, shared);
    *out = json.out;
    written
}

/// JSON in the making.
#[derive(Default)]
struct Json {
    out: Vec<u8>,
}

impl Json {
    /// Takes every field by name, so that one which is new cannot be forgotten.
    fn record(&mut self, record: &Record<'_>, shared: &Shared) -> io::Result<()> {
        let Record { id, doc_id: _, kind, content, speaker, cue, addressee, setting, prompt, via, .. } = record;
        let Record { paragraph, sentence, doc: _, parent, pattern, confidence, context, text, .. } = record;
        self.piece("{\"id\":").text(id).piece(",\"doc_id\":").raw(&shared.doc_id);
        self.piece(",\"type\":").value(kind)?;
        self.piece(",\"content\":").passage(content)?;
        self.piece(",\"speaker\":").or_null(speaker.as_ref(), Self::speaker)?;
        self.piece(",\"cue\":").or_null(cue.as_ref(), Self::cue)?;
        self.piece(",\"addressee\":").or_null(addressee.as_ref(), Self::mention)?;
        self.piece(",\"setting\":").or_null(setting.as_ref(), Self::passage)?;
        self.piece(",\"prompt\":").or_null(prompt.as_ref(), Self::passage)?;
        self.piece(",\"via\":").list(via, Self::mention)?;
        self.piece(",\"paragraph\":").value(paragraph)?;
        self.piece(",\"sentence\":").value(sentence)?;
        self.piece(",\"doc\":").raw(&shared.doc);
        self.piece(",\"parent\":").text_or_null(parent.as_deref());
        self.piece(",\"pattern\":").text(pattern);
        self.piece(",\"confidence\":").value(confidence)?;
        if let Some(context) = context {
            self.piece(",\"context\":").passage(context)?;
        }
        if let Some(text) = text {
            self.piece(",\"text\":").text(text);
        }
        self.piece("}");
        Ok(())
    }

    fn passage(&mut self, Passage { text, spans }: &Passage<'_>) -> io::Result<()> {
        self.place(text, spans)?;
        self.piece("}");
        Ok(())
    }

    fn mention(&mut self, MentionField { text, spans, name }: &MentionField<'_>) -> io::Result<()> {
        self.place(text, spans)?;
        self.piece(",\"name\":").text_or_null(name.as_deref()).piece("}");
        Ok(())
    }

    fn speaker(&mut self, speaker: &SpeakerField<'_>) -> io::Result<()> {
        let SpeakerField { text, spans, name, mention, kind, role, affiliation, entity, id } = speaker;
        self.place(text, spans)?;
        self.piece(",\"name\":").text_or_null(name.as_deref());
        self.piece(",\"mention\":").value(mention)?;
        self.piece(",\"kind\":").value(kind)?;
        self.piece(",\"role\":").text_or_null(role.as_deref());
        self.piece(",\"affiliation\":").text_or_null(affiliation.as_deref());
        self.piece(",\"entity\":").value(entity)?;
        self.piece(",\"id\":").text_or_null(id.as_deref()).piece("}");
        Ok(())
    }

    fn cue(&mut self, CueField { text, spans, lemma, act, negated }: &CueField<'_>) -> io::Result<()> {
        self.place(text, spans)?;
        self.piece(",\"lemma\":").text(lemma).piece(",\"act\":").text(act);
        self.piece(if *negated { ",\"negated\":true}" } else { ",\"negated\":false}" });
        Ok(())
    }

    /// What every object begins with that stands somewhere in the text.
    fn place(&mut self, text: &str, spans: &[Range]) -> io::Result<()> {
        self.piece("{\"text\":").text(text).piece(",\"spans\":").list(spans, |json, Range { start, end }| {
            json.piece("{\"start\":").value(start)?;
            json.piece(",\"end\":").value(end)?;
            json.piece("}");
            Ok(())
        })
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T) -> io::Result<()>) -> io::Result<()> {
        self.piece("[");
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                self.piece(",");
            }
            write(self, item)?;
        }
        self.piece("]");
        Ok(())
    }

    fn or_null<T>(&mut self, item: Option<&T>, write: impl Fn(&mut Self, &T) -> io::Result<()>) -> io::Result<()> {
        match item {
            Some(item) => write(self, item),
            None => {
                self.piece("null");
                Ok(())
            }
        }
    }

    fn text_or_null(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.piece("null"),
        }
    }

    /// A string between its marks.
    fn text(&mut self, text: &str) -> &mut Self {
        let mut rest = text.as_bytes();
        self.out.push(b'"');
        while let Some(at) = escaped(rest) {
            self.raw(&rest[..at]);
            self.escape(rest[at]);
            rest = &rest[at + 1..];
        }
        self.raw(rest);
        self.out.push(b'"');
        self
    }

    fn escape(&mut self, byte: u8) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0c => b'f',
            b'\r' => b'r',
            _ => {
                let [high, low] = [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]);
                self.raw(&[b'\\', b'u', b'0', b'0', high, low]);
                return;
            }
        };
        self.raw(&[b'\\', short]);
    }

    /// Numbers, and what few records have.
    fn value(&mut self, value: &impl Serialize) -> io::Result<()> {
        Ok(serde_json::to_writer(&mut self.out, value)?)
    }

    fn piece(&mut self, json: &'static str) -> &mut Self {
        self.raw(json.as_bytes())
    }

    fn raw(&mut self, json: &[u8]) -> &mut Self {
        self.out.extend_from_slice(json);
        self
    }
}

/// Where the first byte stands that a string can only hold escaped.
fn escaped(text: &[u8]) -> Option<usize> {
    let (eights, _) = text.as_chunks();
    // What is left over is looked at with what stands before it, where no mark is any more.
    let Some(last) = text.last_chunk() else {
        return text.iter().position(|byte| *byte < 0x20 || *byte == b'"' || *byte == b'\\');
    };
    let starts = (0..).step_by(8).zip(eights).chain([(text.len() - last.len(), last)]);
    let mut marked = starts.map(|(start, eight)| (start, marks(u64::from_le_bytes(*eight))));
    let (start, marks) = marked.find(|(_, marks)| *marks != 0)?;
    Some(start + marks.trailing_zeros() as usize / 8)
}

/// Marks those of eight bytes that a string can only hold escaped, by their highest bits. What is taken from a byte that is
/// too small is borrowed from those above, so that the lowest mark is always right and higher ones need not be.
const fn marks(eight: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let control = eight.wrapping_sub(EACH * 0x20);
    let quote = (eight ^ (EACH * b'"' as u64)).wrapping_sub(EACH);
    let backslash = (eight ^ (EACH * b'\\' as u64)).wrapping_sub(EACH);
    (control | quote | backslash) & !eight & (EACH * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fields::tests::FULL;

    fn written(record: &Record<'_>) -> String {
        let mut out = b"before ".to_vec();
        write(&mut out, record, &Shared::of(record).unwrap()).unwrap();
        String::from_utf8(out).unwrap().strip_prefix("before ").unwrap().into()
    }

    #[test]
    fn as_serde_writes_them() {
        let full: Record<'_> = serde_json::from_str(FULL).unwrap();
        let mention = full.addressee.clone().unwrap();
        let spans = vec![Range { start: 1, end: 20 }, Range { start: 300, end: u32::MAX }];
        let content = Passage { text: "a\u{1}\n“b”\u{7f}".into(), spans };
        let other = Record { content, via: vec![mention.clone(), mention], confidence: 0.912, ..full.clone() };
        let bare = Record {
            speaker: None,
            cue: None,
            addressee: None,
            setting: None,
            prompt: None,
            parent: None,
            context: None,
            text: None,
            ..full.clone()
        };
        for record in [full, other, bare] {
            assert_eq!(written(&record), serde_json::to_string(&record).unwrap());
        }
    }

    #[test]
    fn escapes_as_serde_writes_them_wherever_they_stand() {
        let all: String = (0..=0x80).map(char::from).collect();
        let far = |at: usize| format!("{}\"{}\\", "é".repeat(at), " !#[]x".repeat(at));
        for text in (0..70).map(far).chain([all, String::new()]) {
            let mut json = Json::default();
            json.text(&text);
            assert_eq!(String::from_utf8(json.out).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}
