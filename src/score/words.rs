//! What the scorer knows of words: which cues are speech, which words of a mention say nothing.

use super::Field;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The words of a field, in lower case, each with the code point that it starts at.
pub(super) type Places = BTreeSet<(u32, String)>;

/// The words of a field, from its spans and the text that joins them.
pub(super) fn places(field: &Field) -> Places {
    let mut text = field.text.chars();
    let mut places = Places::new();
    for span in &field.spans {
        let mut place = span.start;
        let piece: String = text.by_ref().take(span.end.saturating_sub(span.start) as usize).collect();
        for part in piece.split_inclusive(|c| !in_word(c)) {
            let word = part.trim_end_matches(|c| !in_word(c));
            if !word.is_empty() {
                places.insert((place, word.to_lowercase()));
            }
            place += part.chars().count() as u32;
        }
        // The space that joins it with the next.
        text.next();
    }
    places
}

/// Whether a character is part of a word: letters, digits, the underscore, and what is read as a word, $ and %.
fn in_word(c: char) -> bool {
    is_letter(c) || c == '$' || c == '%'
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !in_word(c)).filter(|word| !word.is_empty())
}

/// The places where `phrase` stands in a text and no letter touches its end; nor, with `alone`, its start.
pub(super) fn find<'t>(text: &'t str, phrase: &'t str, alone: bool) -> impl Iterator<Item = usize> + 't {
    text.match_indices(phrase).map(|(at, _)| at).filter(move |&at| {
        let before = alone && text[..at].ends_with(is_letter);
        !before && !text[at + phrase.len()..].starts_with(is_letter)
    })
}

/// The word lists of one language.
pub(super) struct Words<'w> {
    /// By the name of their section; each line is a list of words.
    sections: HashMap<&'w str, Vec<Vec<&'w str>>>,
    sets: HashMap<&'w str, HashSet<&'w str>>,
}

impl Words<'static> {
    /// Those that the measure was made with.
    pub(super) fn english() -> Self {
        Self::read(include_str!("../../grammar/en/score/words.txt"))
    }
}

impl<'w> Words<'w> {
    /// Reads sections: `[name]`, then lines of words; `#` opens a comment line.
    fn read(source: &'w str) -> Self {
        let mut section = "";
        let mut sections = HashMap::<_, Vec<Vec<_>>>::new();
        for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => section = name,
                None => sections.entry(section).or_default().push(line.split_whitespace().collect()),
            }
        }
        let sets = sections.iter().map(|(&name, lines)| (name, lines.iter().flatten().copied().collect())).collect();
        Self { sections, sets }
    }

    fn lines(&self, section: &str) -> &[Vec<&'w str>] {
        self.sections.get(section).map_or(&[], Vec::as_slice)
    }

    /// The words of a section, in its order.
    pub(super) fn all(&self, section: &str) -> impl Iterator<Item = &'w str> {
        self.lines(section).iter().flatten().copied()
    }

    /// Whether a section has this word.
    pub(super) fn has(&self, section: &str, word: &str) -> bool {
        self.sets.get(section).is_some_and(|words| words.contains(word))
    }

    /// Whether a cue reports speech, not thought or wish.
    pub(super) fn report_speech(&self, cue: &str) -> bool {
        let cue = cue.to_lowercase();
        self.has("mark", cue.trim())
            || self.lines("phrase").iter().any(|phrase| find(&cue, &phrase.join(" "), true).next().is_some())
            || words(&cue).any(|word| self.is_speech_verb(word) || self.is_speech_noun(word))
    }

    fn is_speech_verb(&self, word: &str) -> bool {
        let is_verb = |verb: &str| self.has("verb", verb);
        let ends = |line: &Vec<&str>| {
            let Some((ending, verb_ends)) = line.split_first() else {
                return false;
            };
            let Some(stem) = word.strip_suffix(ending) else {
                return false;
            };
            let mut letters = stem.chars().rev();
            // A consonant that is doubled before the ending: submitted.
            let doubled = stem.chars().count() > 2 && letters.next() == letters.next();
            verb_ends.iter().any(|end| is_verb(&format!("{stem}{}", end.trim_start_matches('-'))))
                || doubled && stem.char_indices().next_back().is_some_and(|(last, _)| is_verb(&stem[..last]))
        };
        self.has("form", word) || is_verb(word) || self.lines("ending").iter().any(ends)
    }

    fn is_speech_noun(&self, word: &str) -> bool {
        let singular = self.all("plural").fold(word, |word, ending| word.trim_end_matches(ending));
        self.has("noun", singular)
    }

    /// The words of a mention that tell who is meant; all of them where none does.
    pub(super) fn telling(&self, mention: &Places) -> Places {
        let telling: Places = mention.iter().filter(|(_, word)| !self.has("empty", word)).cloned().collect();
        if telling.is_empty() { mention.clone() } else { telling }
    }
}
