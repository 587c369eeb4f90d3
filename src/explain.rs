//! Why each record was made, and why other quotations in marks and other cues made none.

pub use crate::attribution::trace::{Answer, Question, Step, Weighed};

use crate::attribution::decode::{self, Fate, Found};
use crate::attribution::layouts;
use crate::attribution::reading::Reading;
use crate::attribution::trace::{Subject, Trace, Weigh};
use crate::attribution::{is_attitude, spell_out};
use crate::document::Document;
use crate::grammar::Grammar;
use crate::grammar::examples::Part;
use crate::marking;
use crate::record::Quotation;
use crate::span::Span;
use crate::speakers::Detail;
use crate::text::Kind;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Why a document reads as it does.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// The document's quotations, as [`crate::extract`] gives them.
    pub quotations: Vec<Quotation>,
    /// An account of each of them; then of each quotation in marks and each cue that made none, in order of text.
    pub accounts: Vec<Account>,
}

/// How one record was made, or why none was.
#[derive(Clone, Debug)]
pub struct Account {
    /// The quotation in marks or the cue that it is about, in bytes.
    pub subject: Span,
    /// What became of it.
    pub outcome: Outcome,
    /// The reading, where there is one; its speaker is resolved only where it is a record.
    pub quotation: Option<Quotation>,
    /// The sentences that it stands in, in reading order; of an endless one, the stretch around the subject.
    pub sentences: Vec<Vec<Word>>,
    /// The choices, in the order in which they were made.
    pub steps: Vec<Step>,
    /// How sure the choices behind the confidence were: link or side, start, end and speaker. Empty where nothing was read.
    pub sure: Vec<(Question, f32)>,
}

/// What became of a quotation in marks or a cue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// A record: this one of [`Explanation::quotations`].
    Record(usize),
    /// A reading that is less sure than this.
    Faint(f32),
    /// A reading inside the content of the one whose cue is this.
    Inside(Span),
    /// A reading that gave way to the far surer one inside its content, whose cue is this.
    Outside(Span),
    /// A reading that tells what somebody thinks, wants or fears, which is no speech.
    Attitude,
    /// Its words are a part of another record: of its cue, what it answers, or who relays it.
    Absorbed,
    /// The marks hold no quotation.
    NoQuotation,
    /// The cue reports nothing.
    NoReport,
}

/// A token and the part that it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands; a quotation in marks is one token.
    pub span: Span,
    /// What it does.
    pub role: Role,
}

/// What a token does in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It belongs to this part.
    Part(Part),
    /// It is a quotation in marks that is no part of the reading.
    Quotation,
    /// It is in a cue candidate that is no part of the reading.
    Candidate,
    /// Nothing.
    None,
}

/// The most tokens of a sentence that an account holds: a text of one sentence must not be copied for each of its cues.
const WINDOW: usize = 400;

/// Why a document reads as it does. Time and memory: linear in the text, some ten times those of [`crate::extract`].
#[must_use]
pub fn explain(document: &Document<'_>, grammar: &Grammar) -> Explanation {
    explain_with(document, grammar, crate::Options::default())
}

/// As [`explain`], for the records of [`crate::extract_with`].
#[must_use]
pub fn explain_with(document: &Document<'_>, grammar: &Grammar, options: crate::Options<'_>) -> Explanation {
    let raw = crate::text::read(&document.text, grammar);
    let folded = crate::quotes::fold(&document.text, &raw, grammar);
    let reading = Reading::new(&document.text, &raw, &folded, grammar);
    let trace = Trace::new(&reading, grammar.weights());
    // However faint: that something would have been too faint is an answer too.
    let mut found = decode::proposed(&reading, &layouts::find(&reading), &trace, crate::Options::ALL);
    let fates = decode::fates(&reading, &found, options);
    for one in &mut found {
        trace.turn_around(one.around);
        decode::extend(&reading, &trace, one);
    }
    let mut steps = trace.into_steps();
    let mut take = |subject| steps.remove(&subject).unwrap_or_default();

    // The records are those of the main way, not built a second time: what is explained is what a user gets.
    let quotations = crate::read(document, grammar, options, Detail { reasons: true, ..Detail::default() }).quotations;
    let cue_of =
        |(number, quotation): (usize, &Quotation)| quotation.attribution.cue.as_ref().map(|cue| (cue.head, number));
    let records: HashMap<Span, usize> = quotations.iter().enumerate().filter_map(cue_of).collect();
    let cue_span = |cue: usize| reading.tokens()[reading.cues[cue].head].span;

    let mut accounts = Vec::with_capacity(found.len());
    for (one, &fate) in found.iter().zip(&fates) {
        let subject = cue_span(one.cue);
        let outcome = match (records.get(&subject), fate) {
            (Some(&number), _) => Outcome::Record(number),
            (None, Fate::Inside(other)) => Outcome::Inside(cue_span(found[other].cue)),
            (None, Fate::Outside(other)) => Outcome::Outside(cue_span(found[other].cue)),
            (None, Fate::Faint) => Outcome::Faint(options.least),
            (None, Fate::Kept) if is_attitude(&reading, one) => Outcome::Attitude,
            (None, Fate::Kept) => Outcome::Absorbed,
        };
        let quotation = match outcome {
            Outcome::Record(number) => quotations[number].clone(),
            _ => Quotation {
                attribution: spell_out(&reading, one),
                speaker: None,
                addressee: None,
                via: Vec::new(),
                paragraph: 0,
                sentence: 0,
            },
        };
        let links = one.pieces.iter().map(|&piece| Subject::Piece(piece));
        let cue = if one.around { Subject::Around(one.cue) } else { Subject::Cue(one.cue) };
        let steps = links.chain([cue]).flat_map(&mut take).collect();
        accounts.push(Account::new(&reading, subject, outcome, Some(quotation), steps, sure(one)));
    }
    let explained: BTreeSet<Span> = accounts.iter().map(|account| account.subject).collect();
    for (number, quotation) in quotations.iter().enumerate() {
        // What a layout made, and no choice.
        let head = quotation.attribution.cue.as_ref().map(|cue| cue.head);
        if head.is_none_or(|head| !explained.contains(&head)) {
            let subject = head.or(quotation.attribution.content.first().copied()).unwrap_or_default();
            accounts.push(Account::new(
                &reading,
                subject,
                Outcome::Record(number),
                Some(quotation.clone()),
                Vec::new(),
                Vec::new(),
            ));
        }
    }
    let content: BTreeSet<Span> =
        quotations.iter().flat_map(|quotation| quotation.attribution.content.iter().copied()).collect();
    for (at, token) in reading.tokens().iter().enumerate().filter(|(_, token)| token.kind == Kind::Quotation) {
        let steps = take(Subject::Piece(at));
        if !steps.is_empty() && !content.contains(&token.span) {
            accounts.push(Account::new(&reading, token.span, Outcome::NoQuotation, None, steps, Vec::new()));
        }
    }
    for cue in (0..reading.cues.len()).filter(|&cue| !explained.contains(&cue_span(cue))) {
        let steps = take(Subject::Cue(cue));
        accounts.push(Account::new(&reading, cue_span(cue), Outcome::NoReport, None, steps, Vec::new()));
    }
    accounts.sort_by_key(|account| match account.outcome {
        Outcome::Record(number) => (0, number),
        _ => (1, account.subject.start as usize),
    });
    Explanation { quotations, accounts }
}

/// How sure the choices were, weakest of each kind.
fn sure(found: &Found) -> Vec<(Question, f32)> {
    let odds = &found.odds;
    let first = if odds.quoted { Question::Link } else { Question::Side };
    vec![
        (first, odds.link),
        (Question::ContentStart, odds.start),
        (Question::ContentEnd, odds.end),
        (Question::Speaker, odds.speaker),
    ]
}

impl Explanation {
    /// What stands at a byte: the accounts in which the token there plays a part; where there is none, those of its sentence.
    #[must_use]
    pub fn at(&self, byte: u32) -> Vec<&Account> {
        let holds = |span: Span| span.start <= byte && byte < span.end;
        let part = |word: &Word| matches!(word.role, Role::Part(_)) && holds(word.span);
        let touched = |account: &&Account| holds(account.subject) || account.sentences.iter().flatten().any(part);
        let here = Span { start: byte, end: byte.saturating_add(1) };
        let near = |account: &&Account| account.sentence(here).is_some();
        let found: Vec<&Account> = self.accounts.iter().filter(touched).collect();
        if found.is_empty() { self.accounts.iter().filter(near).collect() } else { found }
    }
}

impl Account {
    /// The stretch of that of its sentences in which a span starts.
    #[must_use]
    pub fn sentence(&self, span: Span) -> Option<Span> {
        let whole = |words: &Vec<Word>| Some(words.first()?.span.join(words.last()?.span));
        self.sentences.iter().filter_map(whole).find(|whole| whole.start <= span.start && span.start < whole.end)
    }

    fn new(
        reading: &Reading<'_>,
        subject: Span,
        outcome: Outcome,
        quotation: Option<Quotation>,
        steps: Vec<Step>,
        sure: Vec<(Question, f32)>,
    ) -> Self {
        let spans = |part| quotation.iter().flat_map(|one| marking::spans(one, part)).collect::<Vec<Span>>();
        let content = spans(Part::Content);
        let others = Part::ALL.into_iter().filter(|&part| part != Part::Content);
        let others: Vec<(Part, Span)> =
            others.flat_map(|part| spans(part).into_iter().map(move |span| (part, span))).collect();
        let role = |at: usize| {
            let token = &reading.tokens()[at];
            // A part may be some words of a quotation in marks, which is one token.
            let part = others.iter().find(|(_, span)| span.contains(token.span) || token.span.contains(*span));
            let near = content.get(content.partition_point(|span| span.end <= token.span.start));
            match part {
                Some(&(part, _)) => Role::Part(part),
                None if near.is_some_and(|span| span.overlaps(token.span)) => Role::Part(Part::Content),
                None if token.kind == Kind::Quotation => Role::Quotation,
                None if reading.cue_at(at).is_some() => Role::Candidate,
                None => Role::None,
            }
        };
        let mut numbers = BTreeSet::new();
        for span in others.iter().map(|&(_, span)| span).chain(content.iter().copied()).chain([subject]) {
            let first = reading.tokens().partition_point(|token| token.span.end <= span.start);
            let last = reading.tokens().partition_point(|token| token.span.start < span.end).max(first + 1) - 1;
            numbers.extend(reading.sentence_of(first)..=reading.sentence_of(last).max(reading.sentence_of(first)));
        }
        let word = |at: usize| Word { span: reading.tokens()[at].span, role: role(at) };
        let anchor = reading.tokens().partition_point(|token| token.span.end <= subject.start);
        let window = |number: usize| {
            let Range { start, end } = reading.sentence(number);
            let first = anchor.clamp(start, end).saturating_sub(WINDOW / 2).max(start);
            first..end.min(first + WINDOW)
        };
        let sentences = numbers.into_iter().map(|number| window(number).map(word).collect()).collect();
        Self { subject, outcome, quotation, sentences, steps, sure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Weights;
    use std::fs;

    /// With weights that read far too much, so that there is much to explain.
    #[test]
    fn every_record_of_every_article_is_explained_in_order() {
        let weights = "link.order after 32\nlink.order before 32\nside right 64\nsure yes 64\nsure no 64";
        let grammar = Grammar::english().clone().with_weights(Weights::parse(weights).unwrap());
        for path in fs::read_dir("tests/articles").unwrap() {
            let text = fs::read_to_string(path.unwrap().path()).unwrap();
            let document = Document::new("article", text.as_str());
            let explanation = explain(&document, &grammar);
            let numbers = explanation.accounts.iter().filter_map(|account| match account.outcome {
                Outcome::Record(number) => Some(number),
                _ => None,
            });
            assert!(numbers.eq(0..explanation.quotations.len()), "{text}");
            // But for the reasons, which extraction does not put into words.
            let mut explained = explanation.quotations.clone();
            explained.iter_mut().filter_map(|one| one.speaker.as_mut()).for_each(|speaker| speaker.why.clear());
            assert_eq!(explained, crate::extract(&document, &grammar));
            for account in explanation.accounts.iter().filter(|account| account.quotation.is_some()) {
                let content = &account.quotation.as_ref().unwrap().attribution.content;
                assert!(content.iter().all(|span| !explanation.at(span.start).is_empty()), "{text}");
            }
        }
    }

    /// What is said around others' quotations is weighed beside what is said up to them.
    #[test]
    fn content_around_quotations_is_explained_by_what_was_weighed_for_it() {
        let text = "Officials declined to discuss what Lim described as “a swamp of excuses.”";
        let explanation = explain(&Document::new("article", text), Grammar::english());
        let first = &explanation.accounts[0];
        assert_eq!(first.outcome, Outcome::Record(0));
        let ends: Vec<_> = first.steps.iter().filter(|step| step.question == Question::ContentEnd).collect();
        assert_eq!(ends.len(), 1);
        let last = text.find('“').unwrap()..text.len();
        assert!(matches!(ends[0].options[0].answer, Answer::To(span) if span.range() == last), "{:?}", ends[0].options);
    }
}
