//! Reads the lexicon notation: `[class]` headings and one entry a line, as in `say : state that quote | said`.

use super::class::Class;
use super::notation::{Parsed, expect, expected};
use crate::error::Error;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{is_not, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::combinator::{eof, map, map_opt, opt, peek, recognize, rest, value};
use nom::multi::{many0_count, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use std::path::Path;

/// What the entries under a heading are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Names of speech acts, which cues may then have.
    Acts,
    /// Words of a class.
    Words(Class),
}

/// One entry: `~take aim at : criticize np | took taken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'s> {
    /// From 1.
    pub line: usize,
    pub section: Section,
    /// The words as written, with the mark of the head; most of the thousands of entries have one, so they share no list.
    text: &'s str,
    pub properties: Vec<&'s str>,
    /// Forms of the head that the rules would get wrong, each with its equal spellings.
    pub forms: Vec<Vec<&'s str>>,
}

impl<'s> Entry<'s> {
    /// The words of the entry, without the mark of the head.
    pub fn words(&self) -> impl Iterator<Item = &'s str> {
        self.marked().map(|word| word.trim_start_matches('~'))
    }

    /// The index of the word marked with `~`.
    pub fn head(&self) -> Option<usize> {
        self.marked().position(|word| word.starts_with('~'))
    }

    fn marked(&self) -> impl Iterator<Item = &'s str> {
        self.text.split([' ', '\t']).filter(|word| !word.is_empty())
    }

    /// What entries are sorted by.
    #[cfg(test)]
    pub fn key(&self) -> String {
        self.words().collect::<Vec<_>>().join(" ").to_lowercase()
    }
}

/// The entries of a file, in its order, each with `path`, which errors name.
pub(super) fn read<'s>(path: &'s Path, source: &'s str, entries: &mut Vec<(&'s Path, Entry<'s>)>) -> Result<(), Error> {
    let mut section = None;
    for (number, text) in (1..).zip(source.trim_start_matches('\u{feff}').lines()) {
        let wrong = |what: &'static str| Error::expected(path, number, what);
        let (_, line) = line(text.trim()).map_err(|error| wrong(expected(error)))?;
        match line {
            Line::Empty => {}
            Line::Heading(named) => section = Some(named),
            Line::Entry(mut entry) => {
                entry.line = number;
                entry.section = section.ok_or_else(|| wrong("a heading such as [cue-verb] before the first entry"))?;
                entries.push((path, entry));
            }
        }
    }
    Ok(())
}

enum Line<'s> {
    Empty,
    Heading(Section),
    Entry(Entry<'s>),
}

fn line(input: &str) -> Parsed<'_, Line<'_>> {
    alt((
        map(end, |()| Line::Empty),
        terminated(map(heading, Line::Heading), expect("the end of the line", end)),
        terminated(map(entry, Line::Entry), expect("` : properties`, ` | forms` or the end of the line", end)),
    ))
    .parse(input)
}

fn end(input: &str) -> Parsed<'_, ()> {
    value((), (space0, opt((char('#'), rest)), eof)).parse(input)
}

fn heading(input: &str) -> Parsed<'_, Section> {
    let name = map_opt(is_not("]"), |name| match name {
        "act" => Some(Section::Acts),
        _ => Class::named(name).map(Section::Words),
    });
    delimited(char('['), expect("the name of a class", name), expect("a closing bracket", char(']'))).parse(input)
}

fn entry(input: &str) -> Parsed<'_, Entry<'_>> {
    let marked = |input| (opt(terminated(char('~'), expect("a word after ~", peek(word)))), word).parse(input);
    let further = many0_count((space1, marked));
    let words = expect("a comment, a [heading] or an entry", recognize((marked, further)));
    let properties = preceded((space0, char(':'), space0), expect("a property", separated_list1(space1, word)));
    let spellings = separated_list1(char('/'), is_not(" \t:|#~[]/"));
    let forms = preceded((space0, char('|'), space0), expect("a form", separated_list1(space1, spellings)));
    let (rest, (text, properties, forms)) = (words, opt(properties), opt(forms)).parse(input)?;
    let entry = Entry {
        line: 0,
        section: Section::Acts,
        text,
        properties: properties.unwrap_or_default(),
        forms: forms.unwrap_or_default(),
    };
    Ok((rest, entry))
}

fn word(input: &str) -> Parsed<'_, &str> {
    take_while1(|c| !matches!(c, ' ' | '\t' | ':' | '|' | '#' | '~' | '[' | ']')).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_words_properties_and_forms() {
        let source = "# all of it\r\n[cue-verb]\r\n\r\n~take aim at : criticize np | took taken # why\nwhinge\n";
        let mut entries = Vec::new();
        read(Path::new("cues.txt"), source, &mut entries).unwrap();
        let entries: Vec<_> = entries.into_iter().map(|(_, entry)| entry).collect();
        assert!(entries[0].words().eq(["take", "aim", "at"]));
        assert_eq!((entries[0].line, entries[0].head()), (4, Some(0)));
        assert_eq!(entries[0].properties, ["criticize", "np"]);
        assert_eq!(entries[0].forms, [["took"], ["taken"]]);
        assert_eq!((entries[1].section, entries[1].words().count()), (Section::Words(Class::CueVerb), 1));
    }

    #[test]
    fn errors_say_what_was_expected() {
        let lines = [
            "say",
            "[verbose]",
            "[cue-verb",
            "[cue-verb] say",
            "[cue-verb]\nsay :",
            "[cue-verb]\nsay : state |",
            "[cue-verb]\n: state",
            "[cue-verb]\nlash ~ out",
            "[cue-verb]\nsay : state : quote",
        ];
        let errors = lines.map(|line| read(Path::new("cues.txt"), line, &mut Vec::new()).unwrap_err().to_string());
        insta::assert_snapshot!(errors.join("\n"), @"
        cues.txt:1: expected a heading such as [cue-verb] before the first entry
        cues.txt:1: expected the name of a class
        cues.txt:1: expected a closing bracket
        cues.txt:1: expected the end of the line
        cues.txt:2: expected a property
        cues.txt:2: expected a form
        cues.txt:2: expected a comment, a [heading] or an entry
        cues.txt:2: expected a word after ~
        cues.txt:2: expected ` : properties`, ` | forms` or the end of the line
        ");
    }
}
