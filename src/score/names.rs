//! Whether canonical names are right: “Sen. Áine Byrne” is “Aine Byrne”.

use super::words::{Words, find, words};
use super::{Document, Fault, Names, Share, Truth, Wrong, ratio};
use std::collections::{BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

#[derive(Default)]
pub(super) struct Counts {
    named: Count,
    resolve: Count,
    pronoun: Count,
    unnamed: Count,
    given: usize,
    given_right: usize,
}

#[derive(Clone, Copy, Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Counts {
    pub(super) fn add<'r>(
        &mut self,
        document: &Document<'r>,
        truths: &HashMap<&'r str, &'r Truth>,
        words: &Words<'_>,
        faults: &mut Vec<Fault<'r>>,
    ) {
        for (gold, found) in document.gold.iter().zip(&document.of_gold) {
            let Some(truth) = truths.get(&*gold.record.id).filter(|truth| truth.sure && truth.kind != "unknown") else {
                continue;
            };
            let want = people(truth.name.as_deref(), words);
            let pred = found.map(|(j, _)| &document.pred[j]);
            let have = pred
                .map(|pred| people(pred.record.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()), words));
            let right = have.as_ref().map(|have| *have == want);
            if want.is_empty() {
                self.unnamed.add(right);
            } else {
                self.named.add(right);
                let mention = gold.record.speaker.as_ref().map(|speaker| &*speaker.text);
                if want != people(mention, words) {
                    self.resolve.add(right);
                }
                if truth.mention == "pronoun" {
                    self.pronoun.add(right);
                }
            }
            if have.is_some_and(|have| !have.is_empty()) {
                self.given += 1;
                self.given_right += usize::from(right == Some(true));
            }
            if right == Some(false) {
                faults.push(Fault {
                    what: Wrong::Name,
                    quoted: gold.is_quoted(),
                    gold: Some(gold.record),
                    pred: pred.map(|pred| pred.record),
                    name: truth.name.as_deref(),
                });
            }
        }
    }

    pub(super) fn figures(&self) -> Names {
        Names {
            named: self.named.share(),
            resolve: self.resolve.share(),
            pronoun: self.pronoun.share(),
            unnamed: self.unnamed.share(),
            name_precision: ratio(self.given_right, self.given),
        }
    }
}

impl Count {
    /// Adds a gold record: whether its name is right; `None` where the record was not found.
    fn add(&mut self, right: Option<bool>) {
        self.gold += 1;
        self.found += usize::from(right.is_some());
        self.right += usize::from(right == Some(true));
    }

    fn share(self) -> Share {
        Share {
            gold: self.gold,
            right_of_found: ratio(self.right, self.found),
            right_of_all: ratio(self.right, self.gold),
        }
    }
}

/// The people that a name names, each as the set of its words: without accents, titles and initials.
fn people(name: Option<&str>, words: &Words<'_>) -> BTreeSet<BTreeSet<String>> {
    let plain: String = name.unwrap_or_default().nfkd().filter(|&c| canonical_combining_class(c) == 0).collect();
    let mut plain = plain.to_lowercase().replace('.', "");
    for ending in words.all("possessive") {
        plain = cut(&plain, ending, false).concat();
    }
    let parts = plain.split([';', ',']).flat_map(|part| {
        words
            .all("joint")
            .fold(vec![part], |parts, joint| parts.into_iter().flat_map(|part| cut(part, joint, true)).collect())
    });
    let person = |part: &str| {
        let telling = self::words(part).filter(|word| !words.has("title", word) && word.chars().nth(1).is_some());
        telling.map(str::to_owned).collect()
    };
    parts.filter(|part| !part.trim().is_empty()).map(person).collect()
}

/// The parts of a text between the places of `phrase`.
fn cut<'t>(text: &'t str, phrase: &str, alone: bool) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in find(text, phrase, alone).collect::<Vec<_>>() {
        parts.push(&text[start..at]);
        start = at + phrase.len();
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_people() {
        let words = Words::english();
        let same = |one, other| people(Some(one), &words) == people(Some(other), &words);
        assert!(same("Sen. Áine Byrne", "Aine Byrne"));
        assert!(same("Ana Ruiz; Bo Lund", "Bo Lund and Ana Ruiz"));
        assert!(same("the Ruiz campaign", "Ruiz’s campaign"));
        assert!(same("J. R. Lund", "Lund"));
        assert!(!same("Ana Ruiz", "Ruiz"));
        assert!(!same("Sandy Ruiz", "Ruiz"));
        assert!(people(None, &words).is_empty());
    }
}
