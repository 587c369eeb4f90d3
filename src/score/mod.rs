//! How well records agree with a gold standard: `quoted gold 702 pred 690 | content F1 0.93 | end-to-end F1 0.89`.
//!
//! Words are compared, never punctuation. Two records match when the Dice overlap of their contents' words is at least
//! one half; each is matched at most once, the best overlap first. A speaker is right when both are absent or the
//! mentions share a word that says something. Gold falls in three groups: *quoted* has marks in its content, *speech* is
//! indirect with a cue of speech, and *other* (belief, wish, intention) is not asked for: a prediction that meets it is
//! not counted as wrong, a missed one not as missed.

mod annotated;
mod names;
mod words;

pub use annotated::gold;

use crate::record::{Kind, Range};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use words::{Places, Words};

/// The part of a record that is scored. Offsets are code points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Scored {
    /// The id, by which a [`Truth`] is found.
    #[serde(default)]
    pub id: String,
    /// The document's id.
    pub doc_id: String,
    /// How the content stands to its quotation marks.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What is said.
    pub content: Field,
    /// Who says it.
    pub speaker: Option<Field>,
    /// The words that report it.
    pub cue: Option<Field>,
}

/// A text with its place.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Field {
    /// The pieces, joined by one space.
    #[serde(default)]
    pub text: String,
    /// Where they stand.
    #[serde(default)]
    pub spans: Vec<Range>,
    /// A speaker's canonical name.
    #[serde(default)]
    pub name: Option<String>,
}

/// The canonical speaker of a gold record, as read off the article by hand.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Truth {
    /// The gold record's id.
    pub id: String,
    /// The name; several are joined by semicolons.
    pub name: Option<String>,
    /// How the record mentions the speaker; compared only with `pronoun`.
    pub mention: String,
    /// What the speaker is; `unknown` is not scored.
    #[serde(default)]
    pub kind: String,
    /// Whether the reader was sure; else it is not scored.
    #[serde(default = "sure")]
    pub sure: bool,
}

fn sure() -> bool {
    true
}

/// All figures, under the names and in the order in which they are written as JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Direct and mixed.
    pub quoted: Group,
    /// Indirect, with a cue of speech.
    pub speech: Group,
    /// In marks.
    pub direct: Type,
    /// Marks inside.
    pub mixed: Type,
    /// As `speech`, but only what gold has.
    pub indirect: Type,
    /// Indirect, with another cue.
    pub other: Other,
    /// Exact spans.
    pub exact_f1: ExactF1,
    /// Canonical names, where they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Names>,
}

/// The figures of a group of records. `_p` is precision, `_r` recall, `_f1` their harmonic mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Group {
    pub gold: usize,
    pub pred: usize,
    pub content_p: f64,
    pub content_r: f64,
    pub content_f1: f64,
    pub exact_of_found: f64,
    pub speaker_of_found: f64,
    pub speaker_strict_of_found: f64,
    pub e2e_p: f64,
    pub e2e_r: f64,
    pub e2e_f1: f64,
    pub word_p: f64,
    pub word_r: f64,
    pub word_f1: f64,
}

/// The figures of a type of record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Type {
    pub gold: usize,
    pub content_r: f64,
    pub speaker_of_found: f64,
    pub e2e_r: f64,
}

/// The figures of what is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Other {
    pub gold: usize,
    pub content_r: f64,
}

/// F1 of exact spans, each part by itself over all gold, as sequence labellers report it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ExactF1 {
    pub speaker: f64,
    pub cue: f64,
    pub content: f64,
}

/// How often canonical names are right.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Names {
    /// Speakers who have a name.
    pub named: Share,
    /// Those whose mention is not itself the name: a surname, a pronoun, a description.
    pub resolve: Share,
    /// Those mentioned by a pronoun.
    pub pronoun: Share,
    /// Speakers who have none: right is to give none.
    pub unnamed: Share,
    /// The share of given names that are right.
    pub name_precision: f64,
}

/// A share of right answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Share {
    pub gold: usize,
    pub right_of_found: f64,
    pub right_of_all: f64,
}

/// A record that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fault<'r> {
    /// What is wrong.
    pub what: Wrong,
    /// Whether the record is quoted (or speech).
    pub quoted: bool,
    /// The gold record; `None` where the prediction is spurious.
    pub gold: Option<&'r Scored>,
    /// The prediction; `None` where it is missed.
    pub pred: Option<&'r Scored>,
    /// Where the name is wrong, the right one, if there is one.
    pub name: Option<&'r str>,
}

/// The ways to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wrong {
    /// Other words are in the content.
    Boundary,
    /// Nothing was found where gold has a record.
    Missed,
    /// The canonical name is another.
    Name,
    /// The speaker is another.
    Speaker,
    /// Something was found where gold has no record.
    Spurious,
}

/// Scores predictions against gold and lists what is wrong. `truths` are canonical speakers, where they are known.
#[must_use]
pub fn score<'r>(gold: &'r [Scored], pred: &'r [Scored], truths: Option<&'r [Truth]>) -> (Scores, Vec<Fault<'r>>) {
    let words = Words::english();
    let mut documents = BTreeMap::<&str, Document<'_>>::new();
    for record in gold {
        documents.entry(&record.doc_id).or_default().gold.push(Read::new(record, &words));
    }
    for record in pred {
        documents.entry(&record.doc_id).or_default().pred.push(Read::new(record, &words));
    }
    let truths = truths.map(|truths| truths.iter().map(|truth| (&*truth.id, truth)).collect::<HashMap<_, _>>());
    let (mut counts, mut names, mut faults) = (Counts::default(), names::Counts::default(), Vec::new());
    for document in documents.values_mut() {
        document.pair();
        counts.add(document, &words, &mut faults);
        if let Some(truths) = &truths {
            names.add(document, truths, &words, &mut faults);
        }
    }
    (Scores { names: truths.map(|_| names.figures()), ..counts.figures() }, faults)
}

/// A record with the words of its parts.
struct Read<'r> {
    record: &'r Scored,
    section: Section,
    content: Places,
    speaker: Places,
    cue: Places,
}

/// The groups that gold falls in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Quoted,
    Speech,
    Other,
}

impl<'r> Read<'r> {
    fn new(record: &'r Scored, words: &Words<'_>) -> Self {
        let section = match (record.kind, &record.cue) {
            (Kind::Direct | Kind::Mixed, _) => Section::Quoted,
            (Kind::Indirect, Some(cue)) if words.report_speech(&cue.text) => Section::Speech,
            (Kind::Indirect, _) => Section::Other,
        };
        let places = |field: &Option<Field>| field.as_ref().map(words::places).unwrap_or_default();
        let content = words::places(&record.content);
        Self { record, section, content, speaker: places(&record.speaker), cue: places(&record.cue) }
    }

    fn is_quoted(&self) -> bool {
        self.section == Section::Quoted
    }

    /// Whether the speakers share a word that says something, or both are absent.
    fn same_speaker(&self, other: &Self, words: &Words<'_>) -> bool {
        let (one, other) = (words.telling(&self.speaker), words.telling(&other.speaker));
        one.is_empty() && other.is_empty() || !one.is_disjoint(&other)
    }
}

/// The gold and the predictions of one document, and which belong together.
#[derive(Default)]
struct Document<'r> {
    gold: Vec<Read<'r>>,
    pred: Vec<Read<'r>>,
    /// For each gold record the prediction that matches it, and their overlap.
    of_gold: Vec<Option<(usize, f64)>>,
    /// For each prediction its gold record.
    of_pred: Vec<Option<usize>>,
}

impl Document<'_> {
    fn pair(&mut self) {
        let mut pairs = Vec::new();
        for (i, gold) in self.gold.iter().enumerate() {
            for (j, pred) in self.pred.iter().enumerate() {
                let both = gold.content.intersection(&pred.content).count();
                let dice = ratio(2 * both, gold.content.len() + pred.content.len());
                if dice >= 0.5 {
                    pairs.push((dice, i, j));
                }
            }
        }
        // They are in the order of gold and prediction, which a stable sort keeps among equals.
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
        self.of_gold = vec![None; self.gold.len()];
        self.of_pred = vec![None; self.pred.len()];
        for (dice, i, j) in pairs {
            if self.of_gold[i].is_none() && self.of_pred[j].is_none() {
                self.of_gold[i] = Some((j, dice));
                self.of_pred[j] = Some(i);
            }
        }
    }
}

/// How many records there are of a group or type, and how many of them are right in which way.
#[derive(Clone, Copy, Default)]
struct Count {
    gold: usize,
    found: usize,
    exact: usize,
    speaker: usize,
    speaker_strict: usize,
    pred: usize,
    right: usize,
    right_e2e: usize,
}

/// How many words or spans there are on either side, and how many of each the other side has too.
#[derive(Clone, Copy, Default)]
struct Overlap {
    gold: usize,
    found: usize,
    pred: usize,
    right: usize,
}

#[derive(Default)]
struct Counts {
    /// By [`Section`].
    sections: [Count; 3],
    /// By [`Kind`], without [`Section::Other`].
    kinds: [Count; 3],
    /// Words of quoted and speech.
    words: [Overlap; 2],
    /// Exact spans of speaker, cue and content.
    exact: [Overlap; 3],
}

impl Counts {
    fn add<'r>(&mut self, document: &Document<'r>, words: &Words<'_>, faults: &mut Vec<Fault<'r>>) {
        let Document { gold, pred, .. } = document;
        for (read, found) in gold.iter().zip(&document.of_gold) {
            let mut one = Count { gold: 1, ..Count::default() };
            let found = found.map(|(j, dice)| (&pred[j], dice > 0.999));
            if let Some((pred, exact)) = found {
                one.found = 1;
                one.exact = exact.into();
                one.speaker = read.same_speaker(pred, words).into();
                one.speaker_strict = (read.speaker == pred.speaker).into();
            }
            self.sections[read.section as usize].sum(one);
            if read.section == Section::Other {
                continue;
            }
            self.kinds[read.record.kind as usize].sum(one);
            let what = match one {
                Count { found: 0, .. } => Wrong::Missed,
                Count { speaker: 0, .. } => Wrong::Speaker,
                Count { exact: 0, .. } => Wrong::Boundary,
                _ => continue,
            };
            let pred = found.map(|(pred, _)| pred.record);
            faults.push(Fault { what, quoted: read.is_quoted(), gold: Some(read.record), pred, name: None });
        }
        for (read, gold_of) in pred.iter().zip(&document.of_pred) {
            let mut one = Count { pred: 1, ..Count::default() };
            if let Some(i) = *gold_of {
                one.right = 1;
                one.right_e2e = gold[i].same_speaker(read, words).into();
            } else {
                let (what, quoted) = (Wrong::Spurious, read.is_quoted());
                faults.push(Fault { what, quoted, gold: None, pred: Some(read.record), name: None });
            }
            self.sections[if read.is_quoted() { 0 } else { 1 }].sum(one);
        }
        self.add_words(document);
        let parts: [for<'p> fn(&'p Read<'r>) -> &'p Places; 3] =
            [|read| &read.speaker, |read| &read.cue, |read| &read.content];
        for (count, part) in self.exact.iter_mut().zip(parts) {
            let spans = |reads: &[Read<'r>]| -> BTreeSet<Places> {
                reads.iter().map(part).filter(|places| !places.is_empty()).cloned().collect()
            };
            count.sum(&spans(gold), &spans(gold), &spans(pred), &spans(pred));
        }
    }

    /// A word counts as found or right whatever group or type the other side puts it in.
    fn add_words(&mut self, Document { gold, pred, .. }: &Document<'_>) {
        let union = |reads: &[Read<'_>], take: &dyn Fn(&Read<'_>) -> bool| -> Places {
            reads.iter().filter(|read| take(read)).flat_map(|read| read.content.iter().cloned()).collect()
        };
        let (all_gold, all_pred) = (union(gold, &|_| true), union(pred, &|_| true));
        for (count, section) in self.words.iter_mut().zip([Section::Quoted, Section::Speech]) {
            let gold = union(gold, &|read| read.section == section);
            let pred = union(pred, &|read| read.is_quoted() == (section == Section::Quoted));
            count.sum(&gold, &all_gold, &pred, &all_pred);
        }
    }

    fn figures(&self) -> Scores {
        let [quoted, speech, other] = self.sections;
        let [direct, mixed, indirect] = self.kinds.map(Count::of_type);
        let [speaker, cue, content] = self.exact.map(|exact| exact.figures().2);
        Scores {
            quoted: quoted.group(self.words[0]),
            speech: speech.group(self.words[1]),
            direct,
            mixed,
            indirect,
            other: Other { gold: other.gold, content_r: ratio(other.found, other.gold) },
            exact_f1: ExactF1 { speaker, cue, content },
            names: None,
        }
    }
}

impl Count {
    fn sum(&mut self, one: Self) {
        self.gold += one.gold;
        self.found += one.found;
        self.exact += one.exact;
        self.speaker += one.speaker;
        self.speaker_strict += one.speaker_strict;
        self.pred += one.pred;
        self.right += one.right;
        self.right_e2e += one.right_e2e;
    }

    fn group(self, words: Overlap) -> Group {
        let (content_p, content_r) = (ratio(self.right, self.pred), ratio(self.found, self.gold));
        let (e2e_p, e2e_r) = (ratio(self.right_e2e, self.pred), ratio(self.speaker, self.gold));
        let (word_p, word_r, word_f1) = words.figures();
        Group {
            gold: self.gold,
            pred: self.pred,
            content_p,
            content_r,
            content_f1: f1(content_p, content_r),
            exact_of_found: ratio(self.exact, self.found),
            speaker_of_found: ratio(self.speaker, self.found),
            speaker_strict_of_found: ratio(self.speaker_strict, self.found),
            e2e_p,
            e2e_r,
            e2e_f1: f1(e2e_p, e2e_r),
            word_p,
            word_r,
            word_f1,
        }
    }

    fn of_type(self) -> Type {
        Type {
            gold: self.gold,
            content_r: ratio(self.found, self.gold),
            speaker_of_found: ratio(self.speaker, self.found),
            e2e_r: ratio(self.speaker, self.gold),
        }
    }
}

impl Overlap {
    fn sum<T: Ord>(&mut self, gold: &BTreeSet<T>, all_gold: &BTreeSet<T>, pred: &BTreeSet<T>, all_pred: &BTreeSet<T>) {
        self.gold += gold.len();
        self.found += gold.intersection(all_pred).count();
        self.pred += pred.len();
        self.right += pred.intersection(all_gold).count();
    }

    /// Precision, recall and F1.
    fn figures(self) -> (f64, f64, f64) {
        let (precision, recall) = (ratio(self.right, self.pred), ratio(self.found, self.gold));
        (precision, recall, f1(precision, recall))
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}
