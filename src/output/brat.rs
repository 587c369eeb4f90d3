//! brat standoff: a pair of files a document, `00000012-note.txt` with its text and `00000012-note.ann` with what was found.
//!
//! ```text
//! T1 Direct 0 15 “We will stay,”
//! T2 Speaker 21 29 Ana Ruiz
//! #1 AnnotatorNotes T2 Ana Ruiz
//! R1 SaidBy Arg1:T1 Arg2:T2
//! ```
//!
//! brat counts code points, whatever `--offsets` says, and has an annotation end with its line: a passage that runs over
//! lines is one of several fragments. What plays the same part in several quotations is one annotation.

use super::Found;
use super::pretty::who;
use sayso::grammar::examples::Part;
use sayso::marking;
use sayso::record::Kind;
use sayso::span::Span;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The types that brat is to know of, as it reads them from a folder.
const CONFIGURATION: (&str, &str) = (
    "annotation.conf",
    "[entities]\nDirect\nMixed\nIndirect\nSpeaker\nCue\nAddressee\nSetting\nPrompt\nVia\n\n[relations]\n\
     SaidBy Arg1:Direct|Mixed|Indirect, Arg2:Speaker\nReportedBy Arg1:Direct|Mixed|Indirect, Arg2:Cue\n\
     SaidTo Arg1:Direct|Mixed|Indirect, Arg2:Addressee\nSaidAt Arg1:Direct|Mixed|Indirect, Arg2:Setting\n\
     Answers Arg1:Direct|Mixed|Indirect, Arg2:Prompt\nRelayedBy Arg1:Direct|Mixed|Indirect, Arg2:Via\n\n\
     [events]\n\n[attributes]\n",
);

/// The parts that are annotated beside the content: type, and how the content is related to it.
const PARTS: [(Part, &str, &str); 6] = [
    (Part::Speaker, "Speaker", "SaidBy"),
    (Part::Cue, "Cue", "ReportedBy"),
    (Part::Addressee, "Addressee", "SaidTo"),
    (Part::Setting, "Setting", "SaidAt"),
    (Part::Prompt, "Prompt", "Answers"),
    (Part::Via, "Via", "RelayedBy"),
];

/// Appends both files of a document, for [`write_pair`]: the length of the annotations and a name, then they, then the text.
pub fn write(out: &mut Vec<u8>, found: &Found<'_>) -> io::Result<()> {
    let mut annotations = Annotations { text: &found.document.text, found, lines: Vec::new(), known: HashMap::new() };
    annotations.all()?;
    let name: String =
        found.document.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(80).collect();
    writeln!(out, "{} {name}", annotations.lines.len())?;
    out.write_all(&annotations.lines)?;
    out.write_all(found.document.text.as_bytes())
}

/// Writes what [`write`] made of a document into a folder. The number keeps apart what is called the same.
pub fn write_pair(folder: &Path, number: u64, written: &[u8]) -> io::Result<()> {
    let line = memchr::memchr(b'\n', written).unwrap_or(written.len());
    let head = String::from_utf8_lossy(&written[..line]);
    let (length, name) = head.split_once(' ').unwrap_or_default();
    let files = written.get(line + 1..).unwrap_or_default();
    let (annotations, text) = files.split_at(length.parse().unwrap_or(0).min(files.len()));
    for (suffix, content) in [("txt", text), ("ann", annotations)] {
        fs::write(folder.join(format!("{number:08}-{name}.{suffix}")), content)?;
    }
    Ok(())
}

/// Writes what tells brat the types in a folder.
pub fn configure(folder: &Path) -> io::Result<()> {
    fs::write(folder.join(CONFIGURATION.0), CONFIGURATION.1)
}

/// The lines of one document's annotations.
struct Annotations<'f> {
    text: &'f str,
    found: &'f Found<'f>,
    lines: Vec<u8>,
    /// The numbers of the annotations so far, by type and place.
    known: HashMap<(&'static str, Vec<Span>), usize>,
}

impl Annotations<'_> {
    fn all(&mut self) -> io::Result<()> {
        let (mut relations, mut notes) = (0, 0);
        let found = self.found;
        for (quotation, record) in found.pairs() {
            let kind = match record.kind {
                Kind::Direct => "Direct",
                Kind::Mixed => "Mixed",
                Kind::Indirect => "Indirect",
            };
            let Some((content, _)) = self.annotation(kind, &quotation.attribution.content)? else { continue };
            for (part, kind, relation) in PARTS {
                let spans = marking::spans(quotation, part);
                // Several relayers are several annotations, while a cue in pieces is one.
                let several = part == Part::Via;
                for spans in spans.chunks(if several { 1 } else { spans.len().max(1) }) {
                    let Some((other, new)) = self.annotation(kind, spans)? else { continue };
                    if part == Part::Speaker && new {
                        let (name, description) = who(record.speaker.as_ref());
                        notes += 1;
                        writeln!(self.lines, "#{notes}\tAnnotatorNotes T{other}\t{name}{description}")?;
                    }
                    relations += 1;
                    writeln!(self.lines, "R{relations}\t{relation} Arg1:T{content} Arg2:T{other}")?;
                }
            }
        }
        Ok(())
    }

    /// The number of an annotation, and whether it is a new one; `None` where nothing is to be annotated.
    fn annotation(&mut self, kind: &'static str, spans: &[Span]) -> io::Result<Option<(usize, bool)>> {
        let fragments: Vec<_> = spans.iter().flat_map(|&span| lines(self.text, span)).collect();
        if fragments.is_empty() {
            return Ok(None);
        }
        let number = self.known.len() + 1;
        let place = fragments.iter().map(|&fragment| self.found.offsets.chars(fragment));
        let place: Vec<_> = place.map(|range| format!("{} {}", range.start, range.end)).collect();
        let text: Vec<_> = fragments.iter().map(|fragment| fragment.of(self.text)).collect();
        let (place, text) = (place.join(";"), text.join(" "));
        let number = match self.known.entry((kind, fragments)) {
            Entry::Occupied(known) => return Ok(Some((*known.get(), false))),
            Entry::Vacant(new) => *new.insert(number),
        };
        writeln!(self.lines, "T{number}\t{kind} {place}\t{text}")?;
        Ok(Some((number, true)))
    }
}

/// A span cut where lines end, without the white space around the ends; Python takes all of these for the end of a line.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut at = span.start as usize;
    span.of(text).split_inclusive(ends).filter_map(move |line| {
        let from = at + line.len() - line.trim_start().len();
        at += line.len();
        let inner = line.trim();
        (!inner.is_empty()).then(|| Span::new(from, from + inner.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_end_with_their_lines() {
        let text = "a “one \n two\r\n\r\nthree” b";
        let fragments: Vec<_> = lines(text, Span::new(2, text.len() - 2)).map(|span| span.of(text)).collect();
        assert_eq!(fragments, ["“one", "two", "three”"]);
    }
}
