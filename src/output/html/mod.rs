//! One page that needs nothing else: each article with its quotations highlighted by speaker, the records to look at, a
//! legend, and a table to sort and filter.
//!
//! Nothing an article says is anything but text here: all of it is escaped, only web addresses become links, and the page
//! forbids every script but its own, by its hash.

use super::json_ld::web_address;
use super::pretty::who;
use super::{Found, hash};
use sayso::grammar::examples::Part;
use sayso::record::{Kind, Passage, Record};
use sayso::span::Span;
use sayso::{marking, text};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::io::{self, Write};
use std::mem;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// What ends a page.
pub const CLOSING: &str = concat!("</main>\n<script>", include_str!("report.js"), "</script>\n</html>\n");

/// The angle between the hues of one speaker and the next: the golden one, which keeps any number of them apart.
const ANGLE: f64 = 137.508;

/// Appends what begins a page.
pub fn open(out: &mut Vec<u8>) -> io::Result<()> {
    let script = hash::base64(SCRIPT);
    write!(
        out,
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>Who said what</title>
<style>{STYLE}</style>
<main>
<div class="bar"><strong>sayso</strong><span class="contents"><select hidden aria-label="Go to an article"></select></span><button class="theme" hidden>Light / dark</button></div>
"#
    )
}

/// Appends an article with its records.
pub fn write(out: &mut Vec<u8>, found: &Found<'_>) -> io::Result<()> {
    let speakers = Speakers::of(&found.records);
    writeln!(out, "<section class=\"document\">")?;
    head(out, found, &speakers)?;
    if found.records.is_empty() {
        writeln!(out, "<div class=\"text\">")?;
        article(out, found, &speakers)?;
        return writeln!(out, "</div>\n</section>");
    }
    legend(out, &speakers)?;
    writeln!(out, "<div class=\"columns\">\n<div class=\"text\">")?;
    article(out, found, &speakers)?;
    writeln!(
        out,
        "</div>\n<aside class=\"side\" aria-live=\"polite\"><button class=\"close\" aria-label=\"Close\">✕</button>\
         <p class=\"hint\">Point at a highlighted passage, or tap it, to see its record.</p>"
    )?;
    for (number, record) in found.records.iter().enumerate() {
        card(out, number, record, &speakers)?;
    }
    writeln!(out, "</aside>\n</div>")?;
    table(out, &found.records, &speakers)?;
    writeln!(out, "</section>")
}

/// Text as HTML has it. What no text may have, such as a null, is shown as a replacement character.
struct Text<'t>(&'t str);

impl Display for Text<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) =
            rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || (c.is_control() && !c.is_whitespace()))
        {
            out.write_str(&rest[..at])?;
            let special = rest[at..].chars().next().unwrap_or_default();
            out.write_str(match special {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => "\u{fffd}",
            })?;
            rest = &rest[at + special.len_utf8()..];
        }
        out.write_str(rest)
    }
}

/// The speakers of a document in order of their first quotation.
struct Speakers {
    /// Names and descriptions, each with how many quotations are theirs; nobody is one too.
    known: Vec<Known>,
    /// The speaker of each record.
    of: Vec<usize>,
}

struct Known {
    name: String,
    description: String,
    count: usize,
    nobody: bool,
}

impl Speakers {
    fn of(records: &[Record<'_>]) -> Self {
        let (mut known, mut of, mut places) = (Vec::<Known>::new(), Vec::new(), HashMap::new());
        for record in records {
            let speaker = record.speaker.as_ref();
            let place = *places.entry(speaker.map(|speaker| speaker.entity)).or_insert_with(|| {
                let (name, description) = who(speaker);
                let description = description.trim_start_matches(", ").to_owned();
                known.push(Known { name, description, count: 0, nobody: speaker.is_none() });
                known.len() - 1
            });
            known[place].count += 1;
            of.push(place);
        }
        Self { known, of }
    }

    /// The class and style that give an element a speaker's colour.
    fn colour(&self, speaker: usize) -> (&'static str, u32) {
        let nobody = self.known.get(speaker).is_none_or(|known| known.nobody);
        (if nobody { "who nobody" } else { "who" }, (25.0 + ANGLE * speaker as f64).rem_euclid(360.0) as u32)
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    }
}

fn head(out: &mut Vec<u8>, found: &Found<'_>, speakers: &Speakers) -> io::Result<()> {
    let document = found.document;
    write!(out, "<header><h1>{}</h1>\n<p class=\"facts\">", Text(document.title().unwrap_or(&document.id)))?;
    for name in ["byline", "author", "site", "date"] {
        if let Some(fact) = document.fields.get(name).and_then(|fact| fact.as_str()) {
            write!(out, "<span>{}</span>", Text(fact))?;
        }
    }
    if let Some(url) = document.fields.get("url").and_then(web_address) {
        let host = url.split('/').nth(2).unwrap_or(url);
        write!(out, "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", Text(url), Text(host))?;
    }
    let people = speakers.known.iter().filter(|known| !known.nobody).count();
    let count = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let (quotations, people) = (count(found.records.len(), "quotation"), count(people, "speaker"));
    writeln!(out, "<span>{quotations}</span><span>{people}</span></p></header>")
}

fn legend(out: &mut Vec<u8>, speakers: &Speakers) -> io::Result<()> {
    writeln!(out, "<ul class=\"legend\" aria-label=\"Speakers\">")?;
    for (number, known) in speakers.known.iter().enumerate() {
        let (class, hue) = speakers.colour(number);
        let name = if known.nobody { "nobody named" } else { &known.name };
        writeln!(
            out,
            "<li><button class=\"{class}\" style=\"--h:{hue}\" data-s=\"{number}\" aria-pressed=\"false\" title=\"{0}\"><i></i>\
             <span>{0}</span><b>{1}</b></button></li>",
            Text(name),
            known.count
        )?;
    }
    writeln!(
        out,
        "</ul>\n<div class=\"key\"><span class=\"who\"><mark class=\"direct\">direct</mark></span><span class=\"who\">\
         <mark class=\"mixed\">mixed</mark></span><span class=\"who\"><mark class=\"indirect\">indirect</mark></span>\
         <span class=\"who\"><span class=\"speaker\">speaker</span></span><span class=\"who\"><span class=\"cue\">cue</span></span></div>"
    )
}

/// A stretch of the text that plays a part in a record.
struct Stretch {
    span: Span,
    part: Part,
    record: usize,
}

/// The text, a paragraph each, cut wherever a part begins or ends.
fn article(out: &mut Vec<u8>, found: &Found<'_>, speakers: &Speakers) -> io::Result<()> {
    let text = &*found.document.text;
    let read = text::read(text, found.grammar);
    let mut stretches = Vec::new();
    for (record, quotation) in found.quotations.iter().enumerate() {
        for part in Part::ALL {
            stretches.extend(marking::spans(quotation, part).into_iter().map(|span| Stretch { span, part, record }));
        }
    }
    stretches.sort_by_key(|stretch| (stretch.span.start, Reverse(stretch.span.end)));
    let mut coming = stretches.iter().peekable();
    let (mut open, mut begun) = (Vec::<&Stretch>::new(), vec![false; found.records.len()]);
    for paragraph in 0..read.paragraphs.len() {
        let tokens = read.tokens.get(read.paragraph_tokens(paragraph)).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let (mut at, end) = (first.span.start, last.span.end);
        write!(out, "<p>")?;
        while at < end {
            while let Some(stretch) = coming.next_if(|stretch| stretch.span.start <= at) {
                open.push(stretch);
            }
            open.retain(|stretch| stretch.span.end > at);
            let ends = open.iter().map(|stretch| stretch.span.end);
            let next = ends.chain(coming.peek().map(|stretch| stretch.span.start)).fold(end, u32::min);
            let piece = Text(Span { start: at, end: next }.of(text));
            segment(out, &piece, &open, found, speakers, &mut begun)?;
            at = next;
        }
        writeln!(out, "</p>")?;
    }
    Ok(())
}

/// A piece of text that no part begins or ends in, and the parts that it stands in, the innermost last.
fn segment(
    out: &mut Vec<u8>,
    piece: &Text<'_>,
    open: &[&Stretch],
    found: &Found<'_>,
    speakers: &Speakers,
    begun: &mut [bool],
) -> io::Result<()> {
    let content = open.iter().rfind(|stretch| stretch.part == Part::Content);
    let Some(inner) = content.or(open.last()) else {
        return write!(out, "{piece}");
    };
    let (class, hue) = speakers.colour(speakers.of[inner.record]);
    let mut classes = vec![class];
    classes.extend(content.map(|content| kind(found.records[content.record].kind)));
    classes.extend(open.iter().filter(|stretch| stretch.part != Part::Content).map(|stretch| stretch.part.name()));
    // A stretch that plays parts in several records names them all; that whose colour it has comes last.
    let mut records: Vec<_> =
        open.iter().map(|stretch| stretch.record + 1).filter(|&record| record != inner.record + 1).collect();
    records.dedup();
    records.push(inner.record + 1);
    let numbers = records.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    let tag = if content.is_some() { "mark" } else { "span" };
    write!(out, "<{tag} class=\"{}\" style=\"--h:{hue}\" data-q=\"{numbers}\"", classes.join(" "))?;
    if let Some(content) = content
        && !mem::replace(&mut begun[content.record], true)
    {
        write!(out, " id=\"q-{}\" tabindex=\"0\" role=\"button\"", found.records[content.record].id)?;
    }
    write!(out, ">{piece}</{tag}>")
}

fn sure(record: &Record<'_>) -> String {
    let percent = record.confidence * 100.0;
    format!(
        "<span class=\"sure\"><meter min=\"0\" max=\"1\" value=\"{:.3}\"></meter>{percent:.0} %</span>",
        record.confidence
    )
}

/// All that is known of the record of this number, from 0.
fn card(out: &mut Vec<u8>, number: usize, record: &Record<'_>, speakers: &Speakers) -> io::Result<()> {
    let speaker = speakers.of[number];
    let (class, hue) = speakers.colour(speaker);
    let Known { name, description, .. } = &speakers.known[speaker];
    write!(
        out,
        "<div class=\"record {class}\" style=\"--h:{hue}\" hidden>{}<span class=\"type\">{}</span><h2>{}</h2><p class=\"of\">{}</p>\
         <blockquote>{}</blockquote><dl>",
        sure(record),
        kind(record.kind),
        Text(name),
        Text(description),
        Text(&record.content.text)
    )?;
    let spans = |passage: &Passage<'_>| {
        let spans = passage.spans.iter().map(|span| format!("{}–{}", span.start, span.end));
        spans.collect::<Vec<_>>().join(", ")
    };
    let passage = |passage: &Option<Passage<'_>>| passage.as_ref().map(|passage| passage.text.to_string());
    let cue = record.cue.as_ref().map(|cue| {
        let negated = if cue.negated { ", negated" } else { "" };
        format!("{} ({}{negated})", cue.text, cue.act)
    });
    let mention = record.speaker.as_ref().filter(|speaker| !speaker.text.is_empty());
    let via = record.via.iter().map(|via| &*via.text).collect::<Vec<_>>().join("; ");
    let facts = [
        ("Cue", cue),
        ("Called", mention.map(|speaker| speaker.text.to_string())),
        ("Said to", record.addressee.as_ref().map(|addressee| addressee.text.to_string())),
        ("Setting", passage(&record.setting)),
        ("Answers", passage(&record.prompt)),
        ("Relayed by", Some(via).filter(|via| !via.is_empty())),
        ("Found as", Some(record.pattern.to_string())),
        ("Offsets", Some(spans(&record.content))),
        ("Record", Some(record.id.clone())),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            write!(out, "<dt>{name}</dt><dd>{}</dd>", Text(&fact))?;
        }
    }
    writeln!(out, "</dl></div>")
}

/// All records, a row each, and what chooses among them.
fn table(out: &mut Vec<u8>, records: &[Record<'_>], speakers: &Speakers) -> io::Result<()> {
    writeln!(
        out,
        r#"<div class="records"><div class="filters"><input type="search" name="search" placeholder="Search speakers and quotations" aria-label="Search">
<select name="kind" aria-label="Type"><option value="">all types</option><option>direct</option><option>mixed</option><option>indirect</option></select>
<label>at least <input type="range" name="least" min="0" max="99" value="0"><output></output></label><span class="count" role="status"></span></div>
<div class="frame"><table><thead><tr><th aria-sort="ascending"><button>#</button></th><th><button>Speaker</button></th><th><button>Said</button></th><th><button>Cue</button></th><th><button>Type</button></th><th><button>Sure</button></th></tr></thead><tbody>"#
    )?;
    for (at, record) in records.iter().enumerate() {
        let speaker = speakers.of[at];
        let (class, hue) = speakers.colour(speaker);
        let Known { name, description, .. } = &speakers.known[speaker];
        let cue = record.cue.as_ref().map(|cue| &*cue.text).unwrap_or_default();
        let (number, kind, id) = (at + 1, kind(record.kind), &record.id);
        writeln!(
            out,
            "<tr class=\"{class}\" style=\"--h:{hue}\" data-n=\"{number}\" data-id=\"q-{id}\" data-s=\"{speaker}\" data-t=\"{kind}\" \
             data-c=\"{2:.3}\"><td class=\"number\">{number}</td><td class=\"name\">{0}<small>{1}</small></td><td class=\"said\">\
             <span><a href=\"#q-{id}\">{3}</a></span></td><td class=\"verb\">{4}</td><td class=\"kind\">{kind}</td>\
             <td class=\"confidence\" data-v=\"{2:.3}\">{5}</td></tr>",
            Text(name),
            Text(description),
            record.confidence,
            Text(&record.content.text),
            Text(cue),
            sure(record)
        )?;
    }
    writeln!(out, "</tbody></table><p class=\"none\" hidden>No quotation is like that.</p></div></div>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(Text("<a href=\"'&\0\u{1b}é\n").to_string(), "&lt;a href=&quot;&#39;&amp;\u{fffd}\u{fffd}é\n");
    }

    #[test]
    fn the_script_does_not_end_before_its_end() {
        assert!(!SCRIPT.contains("</") && !STYLE.contains("</"));
    }
}
