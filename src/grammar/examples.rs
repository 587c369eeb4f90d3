//! Reads the notation of examples: `+ [speaker Lim] [cue said] [content Seoul was ready].`

use super::notation::{Parsed, expect, expected};
use crate::error::Error;
use crate::span::Span;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::is_not;
use nom::character::complete::{alpha1, char, digit0, space1};
use nom::combinator::{map, map_opt, value};
use nom::sequence::{preceded, terminated};
use std::path::Path;

/// What an example says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `+`: it reads as marked.
    Reads,
    /// `-`: nothing is to be found.
    Nothing,
    /// `?`: it ought to read as marked and does not yet.
    Fails,
}

/// The part that a marked stretch plays in its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What is said.
    Content,
    /// The words that report.
    Cue,
    /// Who says it.
    Speaker,
    /// To whom.
    Addressee,
    /// Where or how.
    Setting,
    /// What it answers.
    Prompt,
    /// Who relays it.
    Via,
}

impl Part {
    /// Every part, in the order of the record's fields.
    pub const ALL: [Self; 7] =
        [Self::Content, Self::Cue, Self::Speaker, Self::Addressee, Self::Setting, Self::Prompt, Self::Via];

    /// The name that brackets use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Cue => "cue",
            Self::Speaker => "speaker",
            Self::Addressee => "addressee",
            Self::Setting => "setting",
            Self::Prompt => "prompt",
            Self::Via => "via",
        }
    }
}

/// The marked stretches of one record, in bytes of the example's text and in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleRecord {
    spans: [Vec<Span>; Part::ALL.len()],
}

impl ExampleRecord {
    /// The stretches that play this part.
    #[must_use]
    pub fn spans(&self, part: Part) -> &[Span] {
        &self.spans[part as usize]
    }

    /// Whether nothing is marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(Vec::is_empty)
    }
}

/// One line of an example file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The line, from 1.
    pub line: usize,
    /// What it says of its text.
    pub sign: Sign,
    /// The text without its marks.
    pub text: String,
    /// The reading marked in it, a record a number: `[cue …]` is of the first record, `[cue2 …]` of the second.
    pub records: Vec<ExampleRecord>,
}

/// The examples of a file, in its order. `path` is for the error alone.
///
/// # Errors
/// At the first line that does not follow the notation.
pub fn read(path: &Path, source: &str) -> Result<Vec<Example>, Error> {
    let mut examples = Vec::new();
    for (line, text) in (1..).zip(source.trim_start_matches('\u{feff}').lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| Error::expected(path, line, what);
        let (marked, sign) = sign(text).map_err(|error| wrong(expected(error)))?;
        let (text, records) = unmark(marked).map_err(|(_, what)| wrong(what))?;
        if sign == Sign::Nothing && !records.is_empty() {
            return Err(wrong("no brackets in an example in which nothing is to be found; a literal one is \\["));
        }
        if sign != Sign::Nothing && records.is_empty() {
            return Err(wrong("a marked record, such as [speaker Lim] [cue said] [content yes]"));
        }
        if records.iter().any(|record| record.spans(Part::Content).is_empty()) {
            return Err(wrong("a [content …] in every record"));
        }
        examples.push(Example { line, sign, text, records });
    }
    Ok(examples)
}

/// A piece of a marked line.
#[derive(Clone, Copy, Debug)]
enum Mark<'s> {
    Text(&'s str),
    Open(Part, usize),
    Close,
}

fn sign(input: &str) -> Parsed<'_, Sign> {
    let sign = alt((value(Sign::Reads, char('+')), value(Sign::Nothing, char('-')), value(Sign::Fails, char('?'))));
    expect("a line that begins with `+ `, `- `, `? ` or `#`", terminated(sign, space1)).parse(input)
}

fn mark(input: &str) -> Parsed<'_, Mark<'_>> {
    let escaped = alt((value("\n", char('n')), value("[", char('[')), value("]", char(']')), value("\\", char('\\'))));
    alt((
        map(is_not("\\[]"), Mark::Text),
        map(preceded(char('\\'), expect("n, [, ] or \\ after \\", escaped)), Mark::Text),
        map(char(']'), |_| Mark::Close),
        preceded(char('['), expect("a part such as content or cue2 and a space after [", terminated(open, char(' ')))),
    ))
    .parse(input)
}

/// `content`, `cue2`: the part and its record, from 0.
fn open(input: &str) -> Parsed<'_, Mark<'_>> {
    let part = map_opt(alpha1, |name| Part::ALL.into_iter().find(|part| part.name() == name));
    let record = map_opt(digit0, |digits: &str| match digits {
        "" => Some(0),
        _ => digits.parse::<usize>().ok().filter(|number| (1..=99).contains(number)).map(|number| number - 1),
    });
    map((part, record), |(part, record)| Mark::Open(part, record)).parse(input)
}

/// The text without its marks, and the records that they mark, by their numbers from 0.
///
/// # Errors
/// The byte at which something else was expected, and what.
pub(crate) fn unmark(source: &str) -> Result<(String, Vec<ExampleRecord>), (usize, &'static str)> {
    let mut marked = source;
    let mut text = String::new();
    let mut open = Vec::new();
    let mut found = Vec::new();
    while !marked.is_empty() {
        let at = source.len() - marked.len();
        let (rest, next) = mark(marked).map_err(|error| (at, expected(error)))?;
        marked = rest;
        match next {
            Mark::Text(piece) => text.push_str(piece),
            Mark::Open(part, record) => open.push((part, record, text.len(), at)),
            Mark::Close => {
                let bare = (at, "an opening bracket before ]; a literal one is \\]");
                let (part, record, start, _) = open.pop().ok_or(bare)?;
                if start == text.len() {
                    return Err((at, "words in every pair of brackets"));
                }
                found.push((record, part, Span::new(start, text.len())));
            }
        }
    }
    if let Some(&(.., at)) = open.first() {
        return Err((at, "a closing bracket for every opening one"));
    }
    found.sort_by_key(|&(_, _, span)| span);
    let count = found.iter().map(|&(record, ..)| record + 1).max().unwrap_or_default();
    let mut records = vec![ExampleRecord::default(); count];
    for (record, part, span) in found {
        records[record].spans[part as usize].push(span);
    }
    Ok((text, records))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each example as its sign, its text and, a line a record, the text of each part.
    fn shown(source: &str) -> String {
        let mut out = String::new();
        for example in read(Path::new("said.txt"), source).unwrap() {
            out += &format!("{} {:?} {:?}\n", example.line, example.sign, example.text);
            for record in &example.records {
                for part in Part::ALL.into_iter().filter(|&part| !record.spans(part).is_empty()) {
                    let texts: Vec<_> = record.spans(part).iter().map(|span| span.of(&example.text)).collect();
                    out += &format!(" {}={}", part.name(), texts.join(" | "));
                }
                out += "\n";
            }
        }
        out
    }

    #[test]
    fn brackets_mark_records() {
        let source = r#"# how it is written
+ [speaker Lim] [cue said] [content Seoul was ready].
+ [content “We stay,”] [speaker she] [cue told] [addressee them]. [content “All of us.”]
? [content He was asked, [speaker2 Mia] [cue2 says], [content2 to go]], [speaker Otto] [cue wrote].
- A \[sic\] here.\n\nAnd é there.
"#;
        insta::assert_snapshot!(shown(source), @r#"
        2 Reads "Lim said Seoul was ready."
         content=Seoul was ready cue=said speaker=Lim
        3 Reads "“We stay,” she told them. “All of us.”"
         content=“We stay,” | “All of us.” cue=told speaker=she addressee=them
        4 Fails "He was asked, Mia says, to go, Otto wrote."
         content=He was asked, Mia says, to go cue=wrote speaker=Otto
         content=to go cue=says speaker=Mia
        5 Nothing "A [sic] here.\n\nAnd é there."
        "#);
    }

    #[test]
    fn errors_say_what_was_expected() {
        let lines = [
            "* x",
            "+x",
            "+ nothing marked",
            "- [cue said] so",
            "+ [speech x]",
            "+ [cue0 x]",
            "+ [cue said",
            "+ cue] said",
            "+ [cue ]x",
            "+ [cue said] it",
            r"+ [content a\b]",
            "+ [content2 only]",
        ];
        let errors = lines.map(|line| read(Path::new("said.txt"), line).unwrap_err().to_string());
        insta::assert_snapshot!(errors.join("\n"), @r"
        said.txt:1: expected a line that begins with `+ `, `- `, `? ` or `#`
        said.txt:1: expected a line that begins with `+ `, `- `, `? ` or `#`
        said.txt:1: expected a marked record, such as [speaker Lim] [cue said] [content yes]
        said.txt:1: expected no brackets in an example in which nothing is to be found; a literal one is \[
        said.txt:1: expected a part such as content or cue2 and a space after [
        said.txt:1: expected a part such as content or cue2 and a space after [
        said.txt:1: expected a closing bracket for every opening one
        said.txt:1: expected an opening bracket before ]; a literal one is \]
        said.txt:1: expected words in every pair of brackets
        said.txt:1: expected a [content …] in every record
        said.txt:1: expected n, [, ] or \ after \
        said.txt:1: expected a [content …] in every record
        ");
    }

    #[test]
    fn deep_nesting_is_read_in_linear_time() {
        let (open, close) = ("[content ".repeat(100_000), "]".repeat(100_000));
        let examples = read(Path::new("deep.txt"), &format!("+ {open}x{close}")).unwrap();
        assert_eq!(examples[0].records[0].spans(Part::Content).len(), 100_000);
    }
}
