//! Attributions by layout, found by rule: turns of transcripts (`LIM: We will stay.`), questions and answers, posts, letters,
//! quotations signed with a name (`“We will stay.” — Mary Lim`).

use super::reading::{DETERMINERS, NO_NOUNS, Reading};
use super::source::genitive;
use crate::cues::CueKind;
use crate::grammar::{Class, Classes, Frame, Sym};
use crate::text::input::token;
use crate::text::{Case, Fit, Kind, Token, Tokens};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{eof, map_opt, opt, value, verify};
use nom::multi::{many_m_n, many0_count};
use nom::sequence::{delimited, preceded, terminated};
use std::collections::BTreeSet;
use std::ops::Range;

/// The patterns that layouts are called by.
#[cfg(test)]
pub(crate) const NAMES: [&str; 6] = [TRANSCRIPT, QUESTIONS, POST, LETTER, SIGNED, BLOCK_QUOTATION];
const TRANSCRIPT: &str = "transcript-turn";
const QUESTIONS: &str = "question-answer";
const POST: &str = "post";
const LETTER: &str = "letter";
const SIGNED: &str = "quote-dash-speaker";
pub(crate) const BLOCK_QUOTATION: &str = "block-quotation";

/// The share of them that are right.
pub(crate) const CONFIDENCE: f32 = 0.9;

/// A stretch of text that its layout gives to somebody. All ranges are of outer tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) pattern: &'static str,
    pub(crate) speaker: Range<usize>,
    /// The speaker's head.
    pub(crate) head: usize,
    /// The colon or dash.
    pub(crate) cue: Option<usize>,
    /// A stretch for each paragraph.
    pub(crate) content: Vec<Range<usize>>,
}

/// Finds the blocks of a document, in order of their kinds. Time: linear.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Block> {
    let mut page = Page { reading, paragraphs: paragraphs(reading), posted: BTreeSet::new() };
    let (posted, embedded): (Vec<Range<usize>>, Vec<Block>) = page.embedded().unzip();
    page.posted = posted.into_iter().flatten().collect();
    let mut blocks = page.turns();
    blocks.extend(page.posts());
    blocks.extend(page.signed());
    blocks.extend(embedded);
    blocks.extend(page.letters());
    // What is said is said once, though its paragraph may fit two layouts.
    let mut taken = vec![false; if blocks.is_empty() { 0 } else { reading.tokens().len() }];
    blocks.retain(|block| {
        let mut content = block.content.iter().cloned().flatten();
        let free = content.clone().all(|at| !taken[at]);
        content.by_ref().for_each(|at| taken[at] = true);
        free
    });
    blocks
}

/// What stands as a paragraph of its own behind a cue and a colon (*Lim put it this way:*), without marks: the cue and the
/// paragraph, in order of cues. Time: linear.
pub(crate) fn after_colon(reading: &Reading<'_>) -> Vec<(usize, Range<usize>)> {
    let paragraphs = paragraphs(reading);
    let introduced = |pair: &[Range<usize>]| {
        let [before, block] = pair else { return None };
        let cue = introduces(reading, before)?;
        let tokens = &reading.tokens()[block.clone()];
        let first = tokens.first()?;
        let opens = match first.kind {
            Kind::Word => matches!(first.case, Case::Capital | Case::Upper | Case::Mixed) || first.span.len() == 1,
            Kind::Number => true,
            Kind::Stop => tokens.len() > 1,
            _ => false,
        };
        let sentence = tokens.len() >= BLOCK && tokens.last().is_some_and(|token| token.kind == Kind::Stop);
        let labelled = || label(reading.text, Tokens(tokens)).is_some();
        (opens && sentence && !labelled()).then(|| (cue, block.clone()))
    };
    paragraphs.windows(2).filter_map(introduced).collect()
}

/// The fewest tokens of a block behind a colon.
const BLOCK: usize = 6;
/// How often, as a step of [`Rates`](super::rates::Rates), a lemma must report where quotations stand.
const USUAL: i8 = 5;
/// How many tokens may stand between a cue and its colon.
const LEAD: usize = 6;

/// The last cue of a paragraph that ends with a colon, where a quotation may follow it and nothing that it says stands
/// before the colon.
fn introduces(reading: &Reading<'_>, paragraph: &Range<usize>) -> Option<usize> {
    const BARE: Classes = Classes::of(&[Class::Determiner, Class::ObjectPronoun, Class::SubjectPronoun]);
    const LEADS: Classes = Classes::of(&[Class::Preposition, Class::Time, Class::CueAdverb]);
    let tokens = reading.tokens();
    let colon = paragraph.end.checked_sub(1).filter(|&at| tokens[at].kind == Kind::Colon)?;
    let first = colon.saturating_sub(LEAD + 1).max(paragraph.start);
    let listed = |&cue: &usize| matches!(reading.cues[cue].kind, CueKind::Verb | CueKind::Phrase);
    let cue = (first..colon).rev().filter_map(|at| reading.cue_at(at)).find(listed)?;
    let candidate = &reading.cues[cue];
    let entry =
        reading.grammar.cue(candidate.entry).filter(|entry| entry.frames.has(Frame::Quote) && !entry.attitude)?;
    let between = candidate.tokens.end.min(colon)..colon;
    // A particle may belong to the cue's stretch: wrote *on* Facebook.
    let leads = |at: usize| tokens[at].classes.any(LEADS);
    let lead = tokens[between.start].classes;
    let bare = lead.any(BARE) && !lead.has(Class::Complementizer) || entry.frames.has(Frame::Addressee);
    let usual = reading.cue_look(cue).rates.strength.1 >= USUAL;
    let fits = between.is_empty() || between.len() <= 3 && bare || leads(between.start) || leads(candidate.head + 1);
    // A noun or a relative clause introduces nothing: Lim's *remarks* below:, what will be *said*:
    let before = candidate.tokens.start.checked_sub(1).filter(|&at| at >= paragraph.start);
    let other = before.is_some_and(|at| {
        genitive(reading, at) || tokens[at].classes.any(const { DETERMINERS.with(Classes::of(&[Class::Be])) })
    });
    (usual && fits && !other && reading.verbs(between) == 0).then_some(cue)
}

/// The tokens of each paragraph, without the asterisks around it or a mark that opens it and is never closed.
fn paragraphs(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let outer = &reading.folded.outer;
    let marked = |start: usize| outer.tokens.get(start).is_some_and(|token| token.kind == Kind::Mark);
    let starred = |&at: &usize| is_star(reading.text, &outer.tokens[at]);
    let paragraph = |number| {
        let mut tokens = outer.paragraph_tokens(number);
        tokens.start += tokens.clone().take_while(starred).count();
        tokens.end -= tokens.clone().rev().take_while(starred).count();
        tokens.start + usize::from(!tokens.is_empty() && marked(tokens.start))..tokens.end
    };
    (0..outer.paragraphs.len()).map(paragraph).collect()
}

/// What plain text marks bold words with: `**LIM:** We will stay.`
fn is_star(text: &str, token: &Token) -> bool {
    token.kind == Kind::Symbol && token.span.of(text) == "*"
}

/// Who a paragraph begins with, in tokens from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    kind: LabelKind,
    /// How many tokens name the speaker, with a description.
    speaker: usize,
    /// The last word of the name.
    head: usize,
    cue: Option<usize>,
    /// How long it is in all.
    len: usize,
    /// It is in capitals, has a given name, or is what people are called.
    personal: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LabelKind {
    /// LIM:
    Capitals,
    /// Lim:
    Name,
    /// A. or A:
    Letter,
    /// Lim (@lim):
    Handle,
}

impl LabelKind {
    /// Whether one is a letter and the other a name in capitals: Q. and LIM:.
    fn answers(self, other: Self) -> bool {
        matches!((self, other), (Self::Letter, Self::Capitals) | (Self::Capitals, Self::Letter))
    }
}

/// The most words of a name, and of what describes it.
const NAME: usize = 5;
/// The most words of a date or a time.
const DAY: usize = 6;
/// How many paragraphs a turn may have, and a letter.
const TURN: usize = 4;
const BODY: usize = 12;

fn name_word<'d>(input: Tokens<'d>) -> Fit<Tokens<'d>, &'d Token> {
    let capital = |case| matches!(case, Case::Capital | Case::Upper | Case::Mixed);
    let name = |token: &Token| capital(token.case) && (token.classes.any(NAMING) || !token.classes.any(NO_NOUNS));
    token(|token| token.kind == Kind::Word && name(token)).parse(input)
}

/// What may be a part of a name though it is a function word or a verb too.
const NAMING: Classes = Classes::of(&[Class::Title, Class::GivenName, Class::Role, Class::NameParticle]);

/// What people are called who are not named: *SPEAKER #2*.
const PEOPLE: Classes = Classes::of(&[Class::Title, Class::Role, Class::PersonNoun]);

/// A name: *LIM*, *Mary Lim*; how many words it has, and whether all are in capitals.
fn name<'d>(input: Tokens<'d>) -> Fit<Tokens<'d>, (usize, bool)> {
    let upper = |words: &[&Token]| words.iter().all(|word| word.case == Case::Upper || word.span.len() <= 2);
    many_m_n(1, NAME, name_word).map(|words: Vec<&Token>| (words.len(), upper(&words))).parse(input)
}

/// `(LAUGHTER)`, `[CROSS TALK.]`: what a transcript notes of the room; how many tokens it has.
fn remark<'d>(input: Tokens<'d>) -> Fit<Tokens<'d>, usize> {
    let capitals = |token: &Token| token.kind == Kind::Word && token.case == Case::Upper;
    let stop = || opt(Kind::Stop).map(|stop| usize::from(stop.is_some()));
    let inner = (many_m_n(1, NAME, token(capitals)), stop()).map(|(words, stop): (Vec<_>, _)| words.len() + stop);
    (Kind::Open, inner, Kind::Close, stop()).map(|(_, inner, _, stop)| inner + 2 + stop).parse(input)
}

/// `LIM, HOST:`, `Lim:`, `MARY “MAY” LIM (mayor):`, `SPEAKER #2:`, and `LIM:**` in bold
fn named<'d>(text: &str, input: Tokens<'d>) -> Fit<Tokens<'d>, Label> {
    let nickname = (Kind::Quotation, name).map(|(_, (words, _))| words + 1);
    let numeral = |text: &str| text.trim_start_matches('#').bytes().all(|byte| byte.is_ascii_digit());
    let number = token(|token| numeral(token.span.of(text))).map(|_| 1);
    let word = |token: &Token| token.kind == Kind::Word && !token.span.of(text).starts_with('@');
    let words = || many_m_n(1, NAME, token(word)).map(|words: Vec<_>| words.len());
    let description = alt((
        preceded(Kind::Comma, words()).map(|len| (len + 1, false)),
        delimited(Kind::Open, words(), Kind::Close).map(|len| (len + 2, true)),
    ));
    let stars = || many0_count(token(|token| is_star(text, token)));
    let further = (opt(nickname), opt(number)).map(|(nickname, number)| (nickname.unwrap_or(0), number.unwrap_or(0)));
    type Parts<'d> = ((usize, bool), (usize, usize), Option<(usize, bool)>, usize, &'d Token, usize);
    let label = |((words, upper), (nickname, number), description, stars, _, more): Parts<'d>| {
        let name = words + nickname + number;
        let (described, bracketed) = description.unwrap_or_default();
        let cue = name + described + stars;
        let person = input.0[words - 1].classes.any(PEOPLE);
        let personal = upper || person || input.0[0].classes.has(Class::GivenName);
        let kind = if upper { LabelKind::Capitals } else { LabelKind::Name };
        let label =
            Label { kind, speaker: name + described, head: name - 1, cue: Some(cue), len: cue + 1 + more, personal };
        // “Step 1:”, “Starter (serves four):” and “Pros:” in bold head items of a list.
        ((number == 0 || person) && (personal || !bracketed && stars + more == 0)).then_some(label)
    };
    map_opt((name, further, opt(description), stars(), Kind::Colon, stars()), label).parse(input)
}

/// `Lim (@lim):`
fn posted<'d>(text: &str, input: Tokens<'d>) -> Fit<Tokens<'d>, Label> {
    let label = |(words, ..): (usize, bool)| Label {
        kind: LabelKind::Handle,
        speaker: words + 3,
        head: words - 1,
        cue: Some(words + 3),
        len: words + 4,
        personal: true,
    };
    terminated(name, (bracketed(text), Kind::Colon)).map(label).parse(input)
}

/// `“We will stay.” — Mary Lim`, `“We will stay.” — Mary Lim (@lim) May 4`: how many words the name has, and the speaker.
fn signed<'d>(text: &str, input: Tokens<'d>) -> Fit<Tokens<'d>, (usize, usize)> {
    let speaker = (name, opt(bracketed(text))).map(|((words, _), handle)| (words, words + handle.unwrap_or(0)));
    let name = preceded((Kind::Quotation, Kind::Dash), speaker);
    terminated(name, (opt(day), opt(Kind::Stop), eof)).parse(input)
}

/// `— mary ❤ (@lim) May 4, 2031`, which closes a post on another page: how many words the name has, and the speaker.
fn embedded<'d>(text: &str, input: Tokens<'d>) -> Fit<Tokens<'d>, (usize, usize)> {
    let anything = token(|token| !matches!(token.kind, Kind::Open | Kind::Dash));
    let name = many_m_n(1, NAME, anything).map(|words: Vec<_>| words.len());
    let speaker = (name, bracketed(text)).map(|(words, handle)| (words, words + handle));
    delimited(Kind::Dash, speaker, (opt(day), eof)).parse(input)
}

/// `(@lim)`: how many tokens it has.
fn bracketed<'d>(text: &str) -> impl Parser<Tokens<'d>, Output = usize, Error = ()> {
    delimited(Kind::Open, handle(text), Kind::Close).map(|_| 3)
}

/// `May 4`, `, May 4, 2031`
fn day<'d>(input: Tokens<'d>) -> Fit<Tokens<'d>, ()> {
    let part = |token: &Token| token.classes.has(Class::Time) || matches!(token.kind, Kind::Number | Kind::Comma);
    many_m_n(1, DAY, token(part)).map(|_: Vec<_>| ()).parse(input)
}

/// `@lim`
fn handle<'d>(text: &str) -> impl Parser<Tokens<'d>, Output = &'d Token, Error = ()> {
    token(|token| token.kind == Kind::Word && token.span.of(text).starts_with('@'))
}

/// `A:`, `A.`
fn letter<'d>(text: &str, input: Tokens<'d>) -> Fit<Tokens<'d>, Label> {
    let single = |token: &Token| {
        token.span.of(text).trim_end_matches('.').len() == 1 && matches!(token.case, Case::Capital | Case::Upper)
    };
    let dotted = |token: &Token| single(token) && token.span.len() == 2;
    let label = |cue, len| Label { kind: LabelKind::Letter, speaker: 1, head: 0, cue, len, personal: true };
    alt((
        (token(single), Kind::Colon).map(|_| label(Some(1), 2)),
        (token(single), Kind::Stop).map(|_| label(None, 2)),
        token(dotted).map(|_| label(None, 1)),
    ))
    .parse(input)
}

/// Whom a paragraph of a transcript or an interview begins with.
fn label(text: &str, paragraph: Tokens<'_>) -> Option<Label> {
    // A name is long to read, and few paragraphs have what must stand behind it.
    let colon = || paragraph.0.iter().take(2 * NAME + 6).any(|token| token.kind == Kind::Colon);
    let stop = |at: usize| paragraph.0.get(at).is_some_and(|token| token.stopped || token.kind == Kind::Stop);
    // “Q&A: the mayor on floods” heads an interview.
    let heads = paragraph.0.first().is_some_and(|token| token.span.of(text).eq_ignore_ascii_case("Q&A"));
    if heads || !stop(0) && !stop(1) && !colon() {
        return None;
    }
    alt((|input| named(text, input), |input| letter(text, input))).parse(paragraph).ok().map(|(_, label)| label)
}

/// A letter's beginning, by its classes: `To the Editor:` alone in its paragraph, or `Sir, –` before the first words.
fn salutation<'d>(input: Tokens<'d>) -> Fit<Tokens<'d>, ()> {
    let to = token(|token| token.initial && token.classes.has(Class::To));
    let closed = alt((Kind::Colon, Kind::Comma));
    alt((
        value((), (to, Class::Determiner, many_m_n(1, NAME, Kind::Word), closed, eof)),
        value((), (Class::Title, Kind::Comma, Kind::Dash)),
    ))
    .parse(input)
}

/// A letter's end: a name, perhaps with a place, alone in its paragraph.
fn signature<'d>(input: Tokens<'d>) -> Fit<Tokens<'d>, usize> {
    let place = preceded(Kind::Comma, many_m_n(1, NAME, name_word));
    verify(terminated(name, (opt(place), eof)), |(words, _)| *words > 1).map(|(words, _)| words).parse(input)
}

/// A document in paragraphs.
struct Page<'r, 'd> {
    reading: &'r Reading<'d>,
    paragraphs: Vec<Range<usize>>,
    /// The numbers of the paragraphs that are posts from another page: no turn goes on over them.
    posted: BTreeSet<usize>,
}

impl<'d> Page<'_, 'd> {
    fn tokens(&self, tokens: Range<usize>) -> Tokens<'d> {
        Tokens(self.reading.tokens().get(tokens).unwrap_or_default())
    }

    /// Transcripts and interviews. A label alone proves nothing (`Doors: 7 p.m.`): several must stand close together, name
    /// two speakers, and what they say must sound like talk.
    fn turns(&self) -> Vec<Block> {
        let label = |(number, paragraph): (usize, &Range<usize>)| {
            let before = paragraph.start.checked_sub(1).map(|before| &self.reading.tokens()[before]);
            let starred = before.is_some_and(|before| is_star(self.reading.text, before));
            let label = label(self.reading.text, self.tokens(paragraph.clone()))?;
            (label.personal || !starred).then_some((number, label))
        };
        let labels: Vec<(usize, Label)> = self.paragraphs.iter().enumerate().filter_map(label).collect();
        let kind = |one: LabelKind, next| one == next || one.answers(next);
        let same =
            |one: &(usize, Label), next: &(usize, Label)| kind(one.1.kind, next.1.kind) && next.0 - one.0 <= TURN;
        labels.chunk_by(same).filter(|turns| self.is_dialogue(turns)).flat_map(|turns| self.series(turns)).collect()
    }

    fn is_dialogue(&self, turns: &[(usize, Label)]) -> bool {
        let words =
            |&(number, label): &(usize, Label)| self.paragraphs[number].start + label.len..self.paragraphs[number].end;
        let name =
            |&(number, label): &(usize, Label)| self.reading.tokens()[self.paragraphs[number].start + label.head].word;
        let first: Option<Sym> = turns.first().map(name);
        let talk = turns.iter().filter(|turn| self.is_talk(words(turn))).count();
        turns.iter().any(|turn| Some(name(turn)) != first) && talk * 2 >= turns.len()
    }

    /// Whether somebody says I or you, or asks.
    fn is_talk(&self, words: Range<usize>) -> bool {
        const TALK: Classes = Classes::of(&[Class::FirstPerson, Class::SecondPerson]);
        let asks = |token: &Token| token.kind == Kind::Stop && token.span.of(self.reading.text).starts_with('?');
        self.tokens(words).0.iter().any(|token| token.classes.any(TALK) || asks(token))
    }

    /// Each turn with the paragraphs that go on with it; what comes behind the last one nobody knows.
    fn series<'a>(&'a self, turns: &'a [(usize, Label)]) -> impl Iterator<Item = Block> + 'a {
        turns.iter().enumerate().filter_map(move |(i, &(number, label))| {
            let end = turns.get(i + 1).map_or(number + 1, |next| next.0);
            let end = (number + 1..end).find(|further| self.posted.contains(further)).unwrap_or(end);
            let pattern = if label.kind == LabelKind::Letter { QUESTIONS } else { TRANSCRIPT };
            self.block(pattern, label, number..end)
        })
    }

    /// What of a paragraph is said: not (LAUGHTER), nor the whole of a paragraph in brackets.
    fn said(&self, paragraph: Range<usize>) -> Vec<Range<usize>> {
        let tokens = self.tokens(paragraph.clone()).0;
        let text = tokens
            .first()
            .zip(tokens.last())
            .map_or("", |(first, last)| first.span.join(last.span).of(self.reading.text));
        let text = text.trim_matches(['"', '“', '”', '‘', '’', '\'', '.']);
        let mut pieces = Vec::new();
        if text.starts_with(['(', '[']) && text.find([')', ']']).is_some_and(|close| close + 1 == text.len()) {
            return pieces;
        }
        let mut start = paragraph.start;
        for (at, before) in (paragraph.start + 1..paragraph.end).zip(tokens) {
            let ended = at >= start && matches!(before.kind, Kind::Stop | Kind::Dash);
            if ended && let Ok((_, len)) = remark(self.tokens(at..paragraph.end)) {
                pieces.push(start..at);
                start = at + len;
            }
        }
        pieces.push(start..paragraph.end);
        pieces
    }

    /// What a label at the start of these paragraphs gives to its speaker.
    fn block(&self, pattern: &'static str, label: Label, paragraphs: Range<usize>) -> Option<Block> {
        let start = self.paragraphs[paragraphs.start].start;
        let own = start + label.len..self.paragraphs[paragraphs.start].end;
        let further = self.paragraphs[paragraphs].iter().skip(1).cloned();
        let content = std::iter::once(own).chain(further).flat_map(|paragraph| self.said(paragraph));
        let content: Vec<_> = content.filter(|piece| !piece.is_empty()).collect();
        let cue = label.cue.map(|cue| start + cue);
        let block = Block { pattern, speaker: start..start + label.speaker, head: start + label.head, cue, content };
        (!block.content.is_empty()).then_some(block)
    }

    /// `Lim (@lim): We will stay.`
    fn posts(&self) -> impl Iterator<Item = Block> {
        let opens = |tokens: Tokens<'_>| tokens.0.iter().take(NAME + 1).any(|token| token.kind == Kind::Open);
        let label = move |paragraph: &Range<usize>| {
            let tokens = self.tokens(paragraph.clone());
            if opens(tokens) { posted(self.reading.text, tokens).ok() } else { None }
        };
        let labels = self
            .paragraphs
            .iter()
            .enumerate()
            .filter_map(move |(number, paragraph)| Some((number, label(paragraph)?.1)));
        labels.filter_map(|(number, label)| self.block(POST, label, number..number + 1))
    }

    /// `“We will stay.” — Mary Lim`, as a paragraph.
    fn signed(&self) -> impl Iterator<Item = Block> {
        let block = |paragraph: &Range<usize>| {
            let (_, (words, speaker)) = signed(self.reading.text, self.tokens(paragraph.clone())).ok()?;
            let (quote, dash) = (paragraph.start, paragraph.start + 1);
            let speaker = dash + 1..dash + 1 + speaker;
            let (head, content) = (dash + words, std::iter::once(quote..dash).collect());
            Some(Block { pattern: SIGNED, speaker, head, cue: Some(dash), content })
        };
        self.paragraphs.iter().filter_map(block)
    }

    /// `We will stay. — Mary Lim (@lim) May 4, 2031`: in one paragraph, or what is signed in the one before. With each, the
    /// numbers of its paragraphs.
    fn embedded(&self) -> impl Iterator<Item = (Range<usize>, Block)> {
        // A name, a handle and a day stand behind the dash.
        const LAST: usize = NAME + 3 + DAY;
        let tokens = self.reading.tokens();
        let block = move |(number, paragraph): (usize, &Range<usize>)| {
            let handles = |at: &usize| tokens[*at].span.of(self.reading.text).starts_with('@');
            let last = paragraph.end.saturating_sub(LAST + 1).max(paragraph.start)..paragraph.end;
            last.clone().rev().find(handles)?;
            let dash = last.rev().find(|&at| tokens[at].kind == Kind::Dash)?;
            let (_, (words, speaker)) = embedded(self.reading.text, self.tokens(dash..paragraph.end)).ok()?;
            let first = if dash == paragraph.start { number.checked_sub(1)? } else { number };
            let content = self.paragraphs[first].start..self.paragraphs[first].end.min(dash);
            let signed = content.len() == 1 && tokens[content.start].kind == Kind::Quotation;
            let (speaker, head) = (dash + 1..dash + 1 + speaker, dash + words);
            let block = |content| Block { pattern: POST, speaker, head, cue: Some(dash), content: vec![content] };
            (!content.is_empty() && !signed).then(|| (first..number + 1, block(content)))
        };
        self.paragraphs.iter().enumerate().filter_map(block)
    }

    /// What stands between a salutation and a signature.
    fn letters(&self) -> Vec<Block> {
        let mut letters = Vec::new();
        let mut open: Option<Vec<Range<usize>>> = None;
        for paragraph in &self.paragraphs {
            let tokens = self.tokens(paragraph.clone());
            if let Ok((rest, ())) = salutation(tokens) {
                let first = paragraph.end - rest.0.len()..paragraph.end;
                open = Some(if first.is_empty() { Vec::new() } else { vec![first] });
            } else if let Some(mut content) = open.take() {
                match signature(tokens) {
                    Ok((_, words)) if !content.is_empty() => letters.push(self.letter(paragraph.start, words, content)),
                    _ if content.len() < BODY => {
                        content.push(paragraph.clone());
                        open = Some(content);
                    }
                    _ => {}
                }
            }
        }
        letters
    }

    /// A letter, signed by the first line of these words.
    fn letter(&self, start: usize, words: usize, content: Vec<Range<usize>>) -> Block {
        let tokens = self.reading.tokens();
        let breaks = |at: &usize| {
            self.reading.text[tokens[at - 1].span.range().end..tokens[*at].span.range().start].contains('\n')
        };
        let end = (start + 1..start + words).find(breaks).unwrap_or(start + words);
        Block { pattern: LETTER, speaker: start..end, head: end - 1, cue: None, content }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    /// Each block as its pattern, its speaker and its content.
    fn shown(text: &str) -> String {
        let grammar = Grammar::english();
        let raw = crate::text::read(text, grammar);
        let folded = crate::quotes::fold(text, &raw, grammar);
        let reading = Reading::new(text, &raw, &folded, grammar);
        let of = |tokens: &Range<usize>| reading.span(tokens.clone()).of(text);
        let line = |block: &Block| {
            let content: Vec<_> = block.content.iter().map(of).collect();
            format!("{} [{}] {}\n", block.pattern, of(&block.speaker), content.join(" / "))
        };
        find(&reading).iter().map(line).collect()
    }

    #[test]
    fn layouts_are_read() {
        let shown = [
            "AMA DIOP, HOST: Are you ready?\n\n(LAUGHTER).\n\nSEN. VARGA: I am.\n\n[We] all are (tired).\n\nDIOP: Thank you.\n\nIt rained.",
            "HOST: Will you? (APPLAUSE) You must.\n\nLIM: I — [CROSS TALK.]\n\n\"(LAUGHTER.)\n\nHOST: The WHO (WORLD HEALTH) says so.",
            "**ANA “NAN” LIM (host):** Are you two afraid?\n\n**UNIDENTIFIED MAN #2:** I am.\n\n**SPEAKER 3:** No.",
            "Host: Will you resign?\n\nVarga: No. Next question.",
            "Q. Were you afraid?\n\nA. Every day.\n\nQ: Of whom?\n\nA: Of you.",
            "Q. Were you afraid?\n\nLIM: Every day.\n\nQ. Of whom?\n\nLIM: Of you.",
            "Priya Nair (@priyacooks): Sold out.",
            "“Sold out.” — Priya Nair (@priyacooks) May 4",
            "We sold it. — so over it (@priyacooks) May 4, 2031\n\nWhy?\n\n— Bo L. (@bol)",
            "The host — Bo Lim (@bol) — left.\n\n***\n\n— Bo L. (@bol)",
            "Q&A: “I never did”\n\nBO: Are you?\n\nLIM: I am.\n\nI see. — so over it (@priyacooks) May 4\n\nBO: Bye, you.",
            "To the Editor:\n\nThe bridge is shut.\n\nWhy?\n\nGudrun Fells\n\nWestport",
            "Sir, – Your critic left early.\n\nJ. R. Achterberg, Leiden",
            "TIME: 8 p.m.\n\nPLACE: Town Hall, Room 4",
            "Poll: Most want you to stay\n\nThe mayor will stay.",
            "Step 1: Open it.\n\nStep 2: Do you see a code?\n\nStep 3: You are in.",
            "**Pros:** You get a screen.\n\n**Cons:** You pay for it.\n\n* Zoom: You can.\n\n* Flash: I cannot.",
            "Starter (serves four): You need leeks.\n\nSoup (serves six): You need peas.",
            "Plan A. and plan B. differ.",
        ]
        .map(shown);
        insta::assert_snapshot!(shown.join("\n"), @r"
        transcript-turn [AMA DIOP, HOST] Are you ready?
        transcript-turn [SEN. VARGA] I am. / [We] all are (tired).
        transcript-turn [DIOP] Thank you.

        transcript-turn [HOST] Will you? / You must.
        transcript-turn [LIM] I —
        transcript-turn [HOST] The WHO (WORLD HEALTH) says so.

        transcript-turn [ANA “NAN” LIM (host)] Are you two afraid?
        transcript-turn [UNIDENTIFIED MAN #2] I am.
        transcript-turn [SPEAKER 3] No.

        transcript-turn [Host] Will you resign?
        transcript-turn [Varga] No. Next question.

        question-answer [Q.] Were you afraid?
        question-answer [A.] Every day.
        transcript-turn [Q] Of whom?
        question-answer [A] Of you.

        question-answer [Q.] Were you afraid?
        transcript-turn [LIM] Every day.
        question-answer [Q.] Of whom?
        transcript-turn [LIM] Of you.

        post [Priya Nair (@priyacooks)] Sold out.

        quote-dash-speaker [Priya Nair (@priyacooks)] “Sold out.”

        post [so over it (@priyacooks)] We sold it.
        post [Bo L. (@bol)] Why?


        transcript-turn [BO] Are you?
        transcript-turn [LIM] I am.
        transcript-turn [BO] Bye, you.
        post [so over it (@priyacooks)] I see.

        letter [Gudrun Fells] The bridge is shut. / Why?

        letter [J. R. Achterberg] Your critic left early.
        ");
    }
}
