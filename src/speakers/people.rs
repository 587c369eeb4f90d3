//! People whom a user knows beforehand: `{"name": "Ana Ruiz", "aliases": ["La Ruiz"], "role": "mayor", "id": "Q42"}`.

use crate::error::Error;
use crate::grammar::{Grammar, Sym};
use crate::text::{self, Kind, Token};
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// One whom a people's file tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The name in full.
    pub name: String,
    /// Other names, each of which by itself means this one.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What a record says where the article tells no role.
    #[serde(default)]
    pub role: Option<String>,
    /// Whatever the user calls it, such as a Wikidata item.
    #[serde(default)]
    pub id: Option<String>,
}

/// The people of a file, by the words of their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    all: Vec<Known>,
    /// Who is called by these words, by a hash of them.
    called: HashMap<u64, Vec<usize>>,
    /// How many words the longest name has.
    longest: usize,
}

/// No name is looked for that has more words.
const LONGEST: usize = 8;

/// What a line ought to be.
const JSON: &str = r#"a JSON object with a string "name", and perhaps "aliases" (a list), "role" and "id""#;

impl People {
    /// Reads a file: CSV where its name ends in `.csv`, else JSON Lines. Lines that do not read come back as errors beside
    /// the people of all others. Time and memory: linear in the file.
    ///
    /// # Errors
    /// Where the file cannot be read, or its CSV has no header.
    pub fn from_file(path: &Path, grammar: &Grammar) -> Result<(Self, Vec<Error>), Error> {
        let source = fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Self::from_source(path, &source, grammar)
    }

    /// Reads what a file says, as [`People::from_file`] does; `path` tells the form and is named in errors.
    ///
    /// # Errors
    /// Where CSV has no header.
    pub fn from_source(path: &Path, source: &str, grammar: &Grammar) -> Result<(Self, Vec<Error>), Error> {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let csv = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        let lines = if csv { from_csv(path, source)? } else { from_json(path, source) };
        let (mut people, mut errors) = (Self::default(), Vec::new());
        for (number, line) in lines {
            match line {
                Ok(known) if people.words(&known.name, grammar).is_empty() => {
                    errors.push(Error::expected(path, number, "a name with a word in it"));
                }
                Ok(known) => people.add(known, grammar),
                Err(error) => errors.push(error),
            }
        }
        Ok((people, errors))
    }

    /// Adds one. Of a name with more than eight words only the others count.
    pub fn add(&mut self, known: Known, grammar: &Grammar) {
        let index = self.all.len();
        for name in std::iter::once(&known.name).chain(&known.aliases) {
            let words = self.words(name, grammar);
            if (1..=LONGEST).contains(&words.len()) {
                self.longest = self.longest.max(words.len());
                let called = self.called.entry(hash(words)).or_default();
                if called.last() != Some(&index) {
                    called.push(index);
                }
            }
        }
        self.all.push(known);
    }

    /// How many of these tokens, from the first on, are the longest name that is listed.
    pub(super) fn at(&self, tokens: &[Token]) -> Option<usize> {
        let (mut sum, mut found) = (0, None);
        let words = tokens.iter().take(2 * self.longest).take_while(|t| bears(t) || t.kind == Kind::Mark);
        for (at, token) in words.enumerate().filter(|(_, t)| bears(t)) {
            sum = extend(sum, token.word);
            found = self.called.contains_key(&sum).then_some(at + 1).or(found);
        }
        found
    }

    /// The only one who is called so; of several, the only one whose role has one of these words.
    pub(super) fn find(&self, name: &[Token], role: &[Sym], grammar: &Grammar) -> Option<usize> {
        let all = self.called.get(&hash(name.iter().filter(|t| bears(t)).map(|t| t.word)))?;
        let mut fitting = all.iter().filter(|&&index| {
            let words = self.all[index].role.as_deref().map(|role| self.words(role, grammar)).unwrap_or_default();
            all.len() == 1 || words.iter().any(|word| role.contains(word))
        });
        fitting.next().copied().filter(|_| fitting.next().is_none())
    }

    /// As listed.
    pub(super) fn get(&self, index: usize) -> Option<&Known> {
        self.all.get(index)
    }

    fn words(&self, name: &str, grammar: &Grammar) -> Vec<Sym> {
        text::read(name, grammar).tokens.iter().filter(|t| bears(t)).map(|t| t.word).collect()
    }
}

/// Whether a token counts in a name: marks and commas do not.
fn bears(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Number)
}

fn extend(sum: u64, word: Sym) -> u64 {
    (sum.rotate_left(7) ^ u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn hash(words: impl IntoIterator<Item = Sym>) -> u64 {
    words.into_iter().fold(0, extend)
}

/// A line's number, and what it says or what it should have said.
type Line = (usize, Result<Known, Error>);

fn from_json(path: &Path, source: &str) -> Vec<Line> {
    let lines = (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty());
    let read = |number, line| {
        serde_json::from_str(line).map_err(|error: serde_json::Error| {
            // The message ends in the place, and its line is always 1.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Error::expected(path, number, format!("{JSON} (column {}: {message})", error.column()))
        })
    };
    lines.map(|(number, line)| (number, read(number, line))).collect()
}

/// CSV with a header that names the columns; aliases stand in one field with semicolons between them.
fn from_csv(path: &Path, source: &str) -> Result<Vec<Line>, Error> {
    let mut lines = (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty());
    let wrong =
        |number| Error::expected(path, number, "a header with the column name, and perhaps aliases, role and id");
    let (number, header) = lines.next().ok_or_else(|| wrong(1))?;
    let header = fields(header).ok_or_else(|| wrong(number))?;
    let known = ["name", "aliases", "role", "id"];
    if !header.iter().any(|column| column == known[0]) || !header.iter().all(|column| known.contains(&column.as_str()))
    {
        return Err(wrong(number));
    }
    let read = |line| {
        let fields = fields(line).filter(|fields| fields.len() == header.len())?;
        let mut out = Known::default();
        for (column, field) in header.iter().zip(fields) {
            match column.as_str() {
                "name" => out.name = field,
                "aliases" => {
                    let aliases = field.split(';').map(str::trim).filter(|alias| !alias.is_empty());
                    out.aliases = aliases.map(str::to_owned).collect();
                }
                "role" => out.role = Some(field).filter(|role| !role.is_empty()),
                _ => out.id = Some(field).filter(|id| !id.is_empty()),
            }
        }
        Some(out)
    };
    let expected = |number| Error::expected(path, number, format!("{} fields, as the header has", header.len()));
    Ok(lines.map(|(number, line)| (number, read(line).ok_or_else(|| expected(number)))).collect())
}

/// The fields of a line of CSV; `None` where a quotation mark is not closed.
fn fields(line: &str) -> Option<Vec<String>> {
    let (mut all, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted || field.trim().is_empty() => quoted = !quoted,
            ',' if !quoted => all.push(std::mem::take(&mut field).trim().to_owned()),
            c => field.push(c),
        }
    }
    all.push(field.trim().to_owned());
    (!quoted).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_fields() {
        let read = |line| fields(line).map(|fields| fields.join("|"));
        assert_eq!(read("Ana Ruiz,La Ruiz; A. Ruiz,mayor,Q42").as_deref(), Some("Ana Ruiz|La Ruiz; A. Ruiz|mayor|Q42"));
        assert_eq!(
            read("\"Ruiz, Ana\", \"Ana \"\"Nita\"\" Ruiz\",,").as_deref(),
            Some("Ruiz, Ana|Ana \"Nita\" Ruiz||")
        );
        assert_eq!(read("\"Ruiz, Ana"), None);
    }

    #[test]
    fn who_is_called_so_by_words() {
        let grammar = Grammar::english();
        let mut people = People::default();
        let mut add = |name: &str, aliases: &[&str], role: &str| {
            let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
            people.add(Known { name: name.into(), aliases, role: Some(role.into()), id: None }, grammar);
        };
        add("Ana “Nita” Ruiz", &["La Ruiz"], "mayor");
        add("John Berg", &[], "dentist");
        add("John Berg", &[], "port captain");
        let find = |name: &str, role: &str| {
            let role = people.words(role, grammar);
            people.find(&text::read(name, grammar).tokens, &role, grammar)
        };
        assert_eq!((find("Ana Nita Ruiz", ""), find("La Ruiz", ""), find("Ruiz", "")), (Some(0), Some(0), None));
        assert_eq!((find("John Berg", ""), find("John Berg", "Captain")), (None, Some(2)));
    }
}
