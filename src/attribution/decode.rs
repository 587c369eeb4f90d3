//! Reads a document: every choice in turn, and the best consistent set of what they found.

use super::bounds::{EndChoice, Field, Part, StartChoice, trim_end};
use super::confidence::{ConfidenceChoice, Odds};
use super::is_attitude;
use super::layouts::{self, Block};
use super::link::{Link, LinkChoice};
use super::reading::Reading;
use super::side::{GateChoice, Side, SideChoice};
use super::source::{Edge, EdgeChoice, Extent, SpeakerChoice};
use super::trace::Weigh;
use crate::Options;
use crate::choice::best;
use crate::cues::CueKind;
use crate::text::Kind;
use std::collections::BTreeMap;
use std::ops::Range;

/// An attribution in tokens, before it is spelled out in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The cue candidate.
    pub(crate) cue: usize,
    /// Where the content stands, or its larger part.
    pub(crate) side: Side,
    /// The content's stretches in reading order, not touching.
    pub(crate) content: Vec<Range<usize>>,
    /// The tokens that stand for its pieces in marks; empty for plain content that a cue claimed.
    pub(crate) pieces: Vec<usize>,
    /// Whether the content stands around others' quotations.
    pub(crate) around: bool,
    /// The cue's whole stretch.
    pub(crate) stretch: Range<usize>,
    /// The speaker's stretch and head.
    pub(crate) speaker: Option<(Range<usize>, usize)>,
    /// How sure each choice was.
    pub(crate) odds: Odds,
    /// The probability that content and speaker are right.
    pub(crate) confidence: f32,
    /// The cue of the attribution in whose content it stands.
    pub(crate) parent: Option<usize>,
}

impl Found {
    /// Whether it is somebody's own words without marks: a paragraph behind a cue and a colon.
    pub(crate) fn is_block(&self) -> bool {
        self.odds.quoted && self.pieces.is_empty()
    }

    /// What a cue reports, before anybody asks who speaks.
    fn new(cue: usize, side: Side, content: Vec<Range<usize>>, odds: Odds) -> Self {
        Self {
            cue,
            side,
            content,
            pieces: Vec::new(),
            around: false,
            stretch: 0..0,
            speaker: None,
            odds,
            confidence: 0.0,
            parent: None,
        }
    }
}

/// An outer reading gives way to one inside its content only when it is this much weaker.
const OUTER: f32 = 0.8;
/// A quotation in marks claims its cue and its pieces with this confidence.
const FIRM: f32 = 0.3;
/// A cue is looked at closely when a first look gives it this probability of reporting.
const SHUT: f32 = 0.15;
/// A cue that reports with less than this probability is not followed up.
const FAINT: f32 = 0.25;
/// What is hoped of choices that are still to be made.
const HOPED: f32 = 0.97;
/// A reading whose confidence, with what is hoped, falls short of what is asked for by more than this is given up.
const SLACK: f32 = 0.1;

/// Everything that is said outside of `blocks` and asked for, in order of cues.
pub(crate) fn decode(
    reading: &Reading<'_>,
    blocks: &[Block],
    weights: &impl Weigh,
    options: Options<'_>,
) -> Vec<Found> {
    let mut found = proposed(reading, blocks, weights, options);
    let Options { nested, attitudes, .. } = options;
    let fates = fates(reading, &found, options);
    for (one, fate) in fates.iter().enumerate() {
        if let Fate::Inside(outer) = *fate {
            found[one].parent = Some(found[outer].cue);
        }
    }
    let mut fates = fates.into_iter();
    found.retain(|_| fates.next().is_some_and(|fate| fate.kept(nested)));
    found.retain(|one| attitudes || !is_attitude(reading, one));
    for one in &mut found {
        extend(reading, weights, one);
    }
    apart(reading, found)
}

/// Of neighbours whose cues overlap, as those of *held a briefing to say* may, the surest alone: the words report once.
/// Speech goes before attitudes.
fn apart(reading: &Reading<'_>, found: Vec<Found>) -> Vec<Found> {
    let surer = |one: &Found, than: &Found| match (reading.attitude(one.cue), reading.attitude(than.cue)) {
        (true, false) => false,
        (false, true) => true,
        _ => one.confidence > than.confidence,
    };
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match kept.last_mut() {
            Some(last) if last.stretch.start < one.stretch.end && one.stretch.start < last.stretch.end => {
                if surer(&one, last) {
                    *last = one;
                }
            }
            _ => kept.push(one),
        }
    }
    kept
}

/// All that may be said outside of `blocks`, even inside of each other's content, in order of cues; however faint, but for
/// what cannot end up as sure as is asked for. Attitudes that are not asked for are there where others may stand inside them.
pub(crate) fn proposed(
    reading: &Reading<'_>,
    blocks: &[Block],
    weights: &impl Weigh,
    options: Options<'_>,
) -> Vec<Found> {
    let Options { least, attitudes, .. } = options;
    let open = Claims::new(reading, blocks);
    let mut found = quoted(reading, weights, &mut open.clone());
    found.reserve(reading.cues.len());
    for one in &mut found {
        one.confidence = confidence(reading, weights, one);
    }
    // What is said too faintly in marks must not keep its words from other cues.
    let mut claims = open.clone();
    for one in found.iter().filter(|one| one.confidence >= FIRM) {
        claims.take(reading, one.cue, &one.pieces);
    }
    for (cue, block) in layouts::after_colon(reading) {
        if !claims.has(reading.cues[cue].head) && !claims.has(block.start) {
            let odds = Odds { quoted: true, ..Odds::default() };
            let content = block.start..trim_end(reading, block);
            let one = Found::new(cue, Side::Right, std::iter::once(content).collect(), odds);
            claims.take(reading, cue, &[]);
            found.push(Found { confidence: layouts::CONFIDENCE, ..speakers(reading, weights, one) });
        }
    }
    let sentences = reading.cues_of.len();
    let mut marked = vec![false; sentences];
    reading.quotations().for_each(|at| marked[reading.sentence_of(at)] = true);
    let home = |cue: usize| reading.sentence_of(reading.cues[cue].head);
    // With a quotation in its content, even an attitude is somebody's words.
    let unasked = |cue: usize| !attitudes && reading.attitude(cue) && !marked[home(cue)];
    let cues = 0..reading.cues.len();
    found.extend(plain(reading, weights, cues.clone().filter(|&cue| !unasked(cue)), &claims, least));
    found.extend(around(reading, weights, &open, &claims, &found, least));
    let mut told = vec![false; sentences];
    found.iter().filter(|one| one.confidence >= least).for_each(|one| told[home(one.cue)] = true);
    found.extend(plain(reading, weights, cues.filter(|&cue| unasked(cue) && told[home(cue)]), &claims, least));
    // A cue that has let its pieces go may have found plain content, or more around what others have said: the surest
    // stands.
    found.sort_by(|a, b| a.cue.cmp(&b.cue).then(b.confidence.total_cmp(&a.confidence)));
    found.dedup_by_key(|one| one.cue);
    found
}

/// Which tokens belong to blocks and to attributions of quotations in marks.
#[derive(Clone)]
pub(crate) struct Claims {
    /// For each token the cue that has claimed it, plus one, or `BLOCK`.
    by: Vec<u32>,
}

/// What claims a token that stands in a block.
const BLOCK: u32 = u32::MAX;

impl Claims {
    /// The claims of blocks alone.
    pub(crate) fn new(reading: &Reading<'_>, blocks: &[Block]) -> Self {
        let mut by = vec![0; reading.tokens().len()];
        for block in blocks {
            by[block.speaker.clone()].fill(BLOCK);
            block.cue.into_iter().chain(block.content.iter().cloned().flatten()).for_each(|at| by[at] = BLOCK);
        }
        Self { by }
    }

    /// Notes that a cue has these pieces.
    pub(crate) fn take(&mut self, reading: &Reading<'_>, cue: usize, pieces: &[usize]) {
        self.by[reading.cues[cue].tokens.clone()].fill(cue as u32 + 1);
        for &piece in pieces {
            self.by[piece] = cue as u32 + 1;
        }
    }

    /// The tokens that cues have claimed.
    fn all(&self) -> impl Iterator<Item = usize> {
        self.by.iter().enumerate().filter(|(_, by)| !matches!(**by, 0 | BLOCK)).map(|(at, _)| at)
    }

    /// The cue that has claimed a token for what it reports.
    fn by(&self, token: usize) -> Option<usize> {
        Some(self.by[token]).filter(|&by| by != BLOCK)?.checked_sub(1).map(|cue| cue as usize)
    }

    /// Whether a token is claimed.
    fn has(&self, token: usize) -> bool {
        self.by[token] != 0
    }

    /// The stretch around `at` up to what other cues have claimed, within `within`.
    pub(crate) fn free(&self, at: Range<usize>, cue: usize, within: &Range<usize>) -> Range<usize> {
        let mine = |token: usize| self.by[token] == 0 || self.by[token] == cue as u32 + 1;
        let start = (within.start..at.start).rev().take_while(|&token| mine(token)).last().unwrap_or(at.start);
        let end = (at.end..within.end).take_while(|&token| mine(token)).last().map_or(at.end, |token| token + 1);
        start..end
    }
}

/// The quotations in marks: each piece is linked to a cue, then the content around the pieces is found.
fn quoted(reading: &Reading<'_>, weights: &impl Weigh, claims: &mut Claims) -> Vec<Found> {
    let mut linked: Vec<(usize, Vec<usize>, (f32, f32))> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let mut of_cue = BTreeMap::new();
    for at in reading.quotations() {
        if claims.has(at) {
            continue;
        }
        let choice = LinkChoice { reading, at, last };
        let items = choice.items();
        let odds = weights.weigh(&choice, &items);
        let cue_of = |item: Link| match item {
            Link::Nothing => None,
            Link::GoesOn => last.map(|(_, cue)| cue),
            Link::Cue(cue) => Some(cue),
        };
        // To go on with a record and to be its cue's are two ways to the same end.
        let together = |item: Link| -> f32 {
            items.iter().zip(odds.iter()).filter(|(other, _)| cue_of(**other) == cue_of(item)).map(|(_, p)| p).sum()
        };
        let sums: Vec<f32> = items.iter().map(|&item| together(item)).collect();
        let Some(taken) = best(&sums) else { continue };
        let Some(cue) = cue_of(items[taken]).filter(|&cue| !claims.has(reading.cues[cue].head)) else { continue };
        let record = *of_cue.entry(cue).or_insert_with(|| {
            linked.push((cue, Vec::new(), (0.0, 1.0)));
            linked.len() - 1
        });
        let (_, pieces, (surest, faintest)) = &mut linked[record];
        pieces.push(at);
        (*surest, *faintest) = (surest.max(sums[taken]), faintest.min(sums[taken]));
        last = Some((at, cue));
    }
    for (cue, pieces, _) in &linked {
        claims.take(reading, *cue, pieces);
    }
    let finish = |(cue, pieces, (link, joined)): (usize, Vec<usize>, (f32, f32))| {
        let mut odds = Odds { link, joined, quoted: true, ..Odds::default() };
        let fields = fields(reading, cue, &pieces, claims);
        let side = if fields.iter().any(|f| f.part == Part::QuotedLeft) { Side::Left } else { Side::Right };
        let mut content: Vec<Range<usize>> =
            fields.iter().filter_map(|field| stretch(reading, weights, field, &mut odds)).collect();
        rest(reading, weights, cue, &mut content, claims, &mut odds);
        speakers(reading, weights, Found { pieces, ..Found::new(cue, side, content, odds) })
    };
    linked.into_iter().map(finish).collect()
}

/// The fields of a quoted content: one for each sentence and side of the cue that has pieces.
pub(crate) fn fields(reading: &Reading<'_>, cue: usize, pieces: &[usize], claims: &Claims) -> Vec<Field> {
    let tokens = &reading.cues[cue].tokens;
    let head = reading.cues[cue].head;
    let home = reading.sentence_of(head);
    let mut fields: Vec<Field> = Vec::new();
    for &piece in pieces {
        let number = reading.sentence_of(piece);
        let sentence = reading.sentence(number);
        let (part, limits) = if number != home {
            (Part::QuotedApart, sentence)
        } else if piece < head {
            (Part::QuotedLeft, sentence.start..tokens.start.max(piece + 1))
        } else if fields.iter().any(|field| field.part == Part::QuotedLeft) {
            (Part::QuotedResumed, tokens.end.min(piece)..sentence.end)
        } else {
            (Part::QuotedRight, tokens.end.min(piece)..sentence.end)
        };
        match fields.last_mut() {
            Some(field) if field.part == part && reading.sentence_of(field.within.start) == number => {
                if let Some(pieces) = &mut field.pieces {
                    pieces.end = piece + 1;
                }
                field.within.end = claims.free(piece..piece + 1, cue, &limits).end;
            }
            _ => {
                let within = claims.free(piece..piece + 1, cue, &limits);
                fields.push(Field { part, cue, within, pieces: Some(piece..piece + 1) });
            }
        }
    }
    fields
}

/// Chooses the stretch of a field.
fn stretch(reading: &Reading<'_>, weights: &impl Weigh, field: &Field, odds: &mut Odds) -> Option<Range<usize>> {
    let start = start(reading, weights, field, false, odds)?;
    end(reading, weights, field, start, odds)
}

/// Chooses where the stretch of a field begins; where it is optional, it may be nowhere.
fn start(reading: &Reading<'_>, weights: &impl Weigh, field: &Field, optional: bool, odds: &mut Odds) -> Option<usize> {
    let nowhere = optional.then_some(None);
    let starts: Vec<Option<usize>> = nowhere.into_iter().chain(field.starts(reading).into_iter().map(Some)).collect();
    let chances = weights.weigh(&StartChoice { reading, field }, &starts);
    let taken = best(&chances)?;
    odds.start = odds.start.min(chances[taken]);
    starts[taken]
}

/// Chooses the stretch of a field that begins here.
fn end(
    reading: &Reading<'_>,
    weights: &impl Weigh,
    field: &Field,
    start: usize,
    odds: &mut Odds,
) -> Option<Range<usize>> {
    let ends = field.ends(reading, start);
    let chances = weights.weigh(&EndChoice { reading, field, start }, &ends);
    let taken = best(&chances)?;
    odds.end = odds.end.min(chances[taken]);
    Some(start..ends[taken])
}

/// The field of plain words on the side of the cue where no content is yet.
pub(crate) fn rest_field(
    reading: &Reading<'_>,
    cue: usize,
    content: &[Range<usize>],
    left: bool,
    claims: &Claims,
) -> Option<Field> {
    let candidate = &reading.cues[cue];
    if matches!(candidate.kind, CueKind::Mark | CueKind::Noun) {
        return None;
    }
    let home = reading.sentence_of(candidate.head);
    let sentence = reading.sentence(home);
    let free = claims.free(candidate.tokens.clone(), cue, &sentence);
    let within = if left { free.start..candidate.tokens.start } else { candidate.tokens.end..free.end };
    let taken = content.iter().any(|c| c.start < within.end && within.start < c.end);
    let other_side = content.iter().any(|c| reading.sentence_of(c.start) == home);
    let part = if left { Part::RestLeft } else { Part::RestRight };
    let long = trim_end(reading, within.clone()) > within.start + 1;
    (!taken && other_side && long).then_some(Field { part, cue, within, pieces: None })
}

/// Adds the other half of a content that its attribution splits.
fn rest(
    reading: &Reading<'_>,
    weights: &impl Weigh,
    cue: usize,
    content: &mut Vec<Range<usize>>,
    claims: &Claims,
    odds: &mut Odds,
) {
    for left in [true, false] {
        let Some(field) = rest_field(reading, cue, content, left, claims) else { continue };
        let start = start(reading, weights, &field, true, odds);
        content.extend(start.and_then(|start| end(reading, weights, &field, start, odds)));
    }
    content.sort_by_key(|c| c.start);
}

/// What those of some cues that no quotation has claimed report. Each choice is made for all of them before the next one:
/// what it reads of the program and of the weights is then still near to the processor.
fn plain(
    reading: &Reading<'_>,
    weights: &impl Weigh,
    cues: impl IntoIterator<Item = usize>,
    claims: &Claims,
    least: f32,
) -> Vec<Found> {
    let open = cues.into_iter().filter_map(|cue| Some((cue, gate(reading, weights, cue, claims)?)));
    let open: Vec<(usize, Range<usize>)> = open.collect();
    let sided = open.into_iter().filter_map(|(cue, within)| side(reading, weights, cue, within, least));
    let sided: Vec<(Found, Field)> = sided.collect();
    let started = sided.into_iter().filter_map(|(mut found, field)| {
        let start = start(reading, weights, &field, false, &mut found.odds)?;
        Some((found, field, start))
    });
    let started: Vec<(Found, Field, usize)> = started.collect();
    let ended = started.into_iter().filter_map(|(mut found, field, start)| {
        found.content.push(end(reading, weights, &field, start, &mut found.odds)?);
        Some(found)
    });
    let mut ended: Vec<Found> = ended.collect();
    for one in ended.iter_mut().filter(|one| one.side == Side::Left) {
        rest(reading, weights, one.cue, &mut one.content, claims, &mut one.odds);
    }
    let mut found: Vec<Found> = ended.into_iter().map(|one| speakers(reading, weights, one)).collect();
    for one in &mut found {
        one.confidence = confidence(reading, weights, one);
    }
    found
}

/// What cues report around quotations that are others' own: she denounced what he called “a shame”. Of those quotations
/// nothing may stick out. `open` has the claims of blocks alone.
fn around(
    reading: &Reading<'_>,
    weights: &impl Weigh,
    open: &Claims,
    claims: &Claims,
    found: &[Found],
    least: f32,
) -> Vec<Found> {
    let quoted: BTreeMap<usize, &Found> = found.iter().map(|one| (one.cue, one)).collect();
    let mut shared = vec![false; reading.cues_of.len()];
    claims.all().for_each(|at| shared[reading.sentence_of(at)] = true);
    let shut_in = |&cue: &usize| {
        let candidate = &reading.cues[cue];
        let home = reading.sentence_of(candidate.head);
        let free = |claims: &Claims| claims.free(candidate.tokens.clone(), cue, &reading.sentence(home));
        shared[home] && !claims.has(candidate.head) && free(claims) != free(open)
    };
    weights.turn_around(true);
    let mut around = plain(reading, weights, (0..reading.cues.len()).filter(shut_in), open, least);
    weights.turn_around(false);
    around.retain(|one| {
        let covers = |part: &Range<usize>| one.content.iter().any(|c| c.start <= part.start && part.end <= c.end);
        let whole = |one: &Found| covers(&reading.cues[one.cue].tokens) && one.content.iter().all(covers);
        let mut inside = one.content.iter().cloned().flatten().filter_map(|at| claims.by(at)).peekable();
        inside.peek().is_some() && inside.all(|cue| quoted.get(&cue).is_some_and(|other| whole(other)))
    });
    for one in &mut around {
        one.around = true;
    }
    around
}

/// The stretch in which a cue that no quotation has claimed may report something, where a first look gives it a chance.
fn gate(reading: &Reading<'_>, weights: &impl Weigh, cue: usize, claims: &Claims) -> Option<Range<usize>> {
    let candidate = &reading.cues[cue];
    if claims.has(candidate.head) || candidate.kind == CueKind::Unlisted {
        return None;
    }
    let sentence = reading.sentence(reading.sentence_of(candidate.head));
    let within = claims.free(candidate.tokens.clone(), cue, &sentence);
    let gate = GateChoice { reading, cue, within: &within };
    let open = weights.weigh(&gate, &[true, false])[0] >= SHUT;
    open.then_some(within)
}

/// On which side of a cue its content is to be looked for, unless it reports nothing, or too faintly.
fn side(
    reading: &Reading<'_>,
    weights: &impl Weigh,
    cue: usize,
    within: Range<usize>,
    least: f32,
) -> Option<(Found, Field)> {
    let choice = SideChoice { reading, cue, within: within.clone() };
    let items = sides(reading, cue, &within);
    let (taken, link) = {
        let chances = weights.weigh(&choice, items);
        if 1.0 - chances[0] < FAINT || items.len() < 2 {
            return None;
        }
        let taken = best(&chances[1..])? + 1;
        (taken, chances[taken])
    };
    let side = items[taken]?;
    let odds = Odds { link, ..Odds::default() };
    let hoped = Odds { start: HOPED, end: HOPED, speaker: HOPED, ..odds };
    let found = Found::new(cue, side, Vec::new(), hoped);
    if least > 0.0 && confidence(reading, weights, &found) + SLACK < least {
        return None;
    }
    Some((Found { odds, ..found }, plain_field(reading, cue, side, within)))
}

/// The sides on which a pattern proposes a content and there is room for it, after the option that there is none.
pub(crate) fn sides(reading: &Reading<'_>, cue: usize, within: &Range<usize>) -> &'static [Option<Side>] {
    let [left, right] = [Side::Left, Side::Right].map(|side| {
        let Field { within, .. } = plain_field(reading, cue, side, within.clone());
        reading.proposals(cue).plain(side) && trim_end(reading, within.clone()) > within.start
    });
    match (left, right) {
        (true, true) => &[None, Some(Side::Left), Some(Side::Right)],
        (true, false) => &[None, Some(Side::Left)],
        (false, true) => &[None, Some(Side::Right)],
        (false, false) => &[None],
    }
}

/// The field of a plain content on one side of its cue.
pub(crate) fn plain_field(reading: &Reading<'_>, cue: usize, side: Side, within: Range<usize>) -> Field {
    let tokens = &reading.cues[cue].tokens;
    let (part, within) = match side {
        Side::Left => (Part::PlainLeft, within.start..tokens.start),
        Side::Right => (Part::PlainRight, tokens.end.min(within.end)..within.end),
    };
    Field { part, cue, within, pieces: None }
}

/// Adds the head of the speaker to what was found; how far its mention goes is for [`extend`].
fn speakers(reading: &Reading<'_>, weights: &impl Weigh, mut found: Found) -> Found {
    found.content = joined(reading, std::mem::take(&mut found.content));
    // Of a speech in many pieces only those in the cue's sentence can be in a speaker's way.
    let home = reading.sentence(reading.sentence_of(reading.cues[found.cue].head));
    let first = found.content.partition_point(|content| content.end <= home.start);
    let last = found.content.partition_point(|content| content.start < home.end).max(first);
    let quoted = found.odds.quoted;
    let choice = SpeakerChoice::new(reading, found.cue, &found.content[first..last], found.side, quoted);
    let heads = choice.items();
    let chances = weights.weigh(&choice, &heads);
    found.stretch = reading.cues[found.cue].tokens.clone();
    found.speaker = best(&chances).map(|chosen| (heads[chosen]..heads[chosen] + 1, heads[chosen]));
    found.odds.speaker = best(&chances).map_or(0.0, |chosen| chances[chosen]);
    found
}

/// Finds how far the speaker's mention and the cue extend from their heads.
pub(crate) fn extend(reading: &Reading<'_>, weights: &impl Weigh, found: &mut Found) {
    let cue = &reading.cues[found.cue];
    let sentence = reading.sentence(reading.sentence_of(cue.head));
    let edges = |what, head, taken: &[Range<usize>]| {
        let within = clear(&sentence, head, taken);
        let edge =
            |edge| extent(weights, &EdgeChoice { reading, edge, head, within: within.clone(), what, cue: found.cue });
        let (start, end) = (edge(Edge::Left).unwrap_or(head), edge(Edge::Right).unwrap_or(head + 1));
        // Ana Ruiz (R-Texas[)]: a bracket that opens within a mention closes within it.
        let (opened, closed) = reading.brackets(start..end);
        let closes = reading.tokens().get(end).is_some_and(|token| token.kind == Kind::Close);
        start..end + usize::from(opened > closed && closes && within.contains(&end))
    };
    let mut taken = Vec::with_capacity(found.content.len() + 1);
    taken.extend_from_slice(&found.content);
    if let Some((stretch, head)) = &mut found.speaker {
        taken.push(cue.tokens.clone());
        *stretch = edges(Extent::Speaker, *head, &taken);
        taken.pop();
        taken.push(stretch.clone());
    }
    let Range { start, end } = edges(Extent::Cue, cue.head, &taken);
    let comma = (cue.head + 1..end).find(|&at| reading.tokens()[at].kind == Kind::Comma);
    match cue.kind {
        CueKind::Mark => {}
        CueKind::Phrase => {
            let taken = found.content.iter().map(|content| content.start).find(|at| cue.tokens.contains(at));
            found.stretch = start.min(cue.tokens.start)..taken.unwrap_or(end.max(cue.tokens.end));
        }
        _ => found.stretch = start..comma.unwrap_or(end),
    }
}

fn extent(weights: &impl Weigh, choice: &EdgeChoice<'_, '_>) -> Option<usize> {
    let items = choice.items();
    let chances = weights.weigh(choice, &items);
    best(&chances).map(|chosen| items[chosen])
}

/// The stretch of a sentence around a head that none of the taken stretches is in.
pub(crate) fn clear(sentence: &Range<usize>, head: usize, taken: &[Range<usize>]) -> Range<usize> {
    let start = taken.iter().filter(|t| t.end <= head).map(|t| t.end).fold(sentence.start, usize::max);
    let end = taken.iter().filter(|t| t.start > head).map(|t| t.start).fold(sentence.end, usize::min);
    start..end
}

/// Joins stretches that only marks, commas or white space part.
fn joined(reading: &Reading<'_>, mut content: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if content.len() < 2 {
        return content;
    }
    content.sort_by_key(|c| c.start);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(content.len());
    for next in content {
        match out.last_mut() {
            Some(last) if last.end >= next.start => last.end = last.end.max(next.end),
            Some(last)
                if trim_end(reading, last.end..next.start) == last.end
                    && reading.sentence_of(last.start) == reading.sentence_of(next.start) =>
            {
                last.end = next.end;
            }
            _ => out.push(next),
        }
    }
    out
}

fn confidence(reading: &Reading<'_>, weights: &impl Weigh, found: &Found) -> f32 {
    let chances = weights.weigh(&ConfidenceChoice { reading, found }, &[true, false]);
    chances[0]
}

/// What becomes of a proposed attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is reported.
    Kept,
    /// It is less confident than asked for.
    Faint,
    /// It stands inside the content of this one, and is reported only where nested ones are asked for.
    Inside(usize),
    /// It gives way to this far surer one inside its content.
    Outside(usize),
}

impl Fate {
    fn kept(self, nested: bool) -> bool {
        self == Self::Kept || nested && matches!(self, Self::Inside(_))
    }
}

/// Tells what is too faint and what stands inside another's content. Speech does not give way to an attitude that nobody asked
/// for: then neither would be given.
pub(crate) fn fates(reading: &Reading<'_>, found: &[Found], options: Options<'_>) -> Vec<Fate> {
    let Options { least, nested, attitudes, .. } = options;
    // An attribution's content lies near its cue in the order of cues: only neighbours can stand inside each other.
    const NEAR: usize = 24;
    let sure: Vec<usize> = (0..found.len()).filter(|&one| found[one].confidence >= least).collect();
    let mut fates = vec![Fate::Faint; found.len()];
    for &one in &sure {
        fates[one] = Fate::Kept;
    }
    // Hardly any two neighbours stand so that one's cue is between the first and the last word of the other's content.
    let place = |&one: &usize| {
        let Found { cue, content, .. } = &found[one];
        let reach = content.first().map_or(0, |first| first.start)..content.last().map_or(0, |last| last.end);
        (one, reading.cues[*cue].head, reach)
    };
    let places: Vec<(usize, usize, Range<usize>)> = sure.iter().map(place).collect();
    for (nth, one) in places.iter().enumerate() {
        for other in places[nth + 1..].iter().take(NEAR - 1) {
            for ((outer, _, reach), (inner, head, _)) in [(one, other), (other, one)] {
                if !reach.contains(head) || !fates[*outer].kept(nested) || !fates[*inner].kept(nested) {
                    continue;
                }
                if found[*outer].content.iter().any(|content| content.contains(head)) {
                    let equals =
                        attitudes || is_attitude(reading, &found[*outer]) || !is_attitude(reading, &found[*inner]);
                    if equals && found[*outer].confidence < OUTER * found[*inner].confidence {
                        fates[*outer] = Fate::Outside(*inner);
                    } else {
                        fates[*inner] = Fate::Inside(*outer);
                    }
                }
            }
        }
    }
    fates
}

/// The end of a stretch at its last word, number or quotation: what training compares ends by.
pub(crate) fn solid_end(reading: &Reading<'_>, tokens: Range<usize>) -> usize {
    let solid = |kind| matches!(kind, Kind::Word | Kind::Number | Kind::Quotation | Kind::Symbol);
    let loose = reading.tokens()[tokens.clone()].iter().rev().take_while(|token| !solid(token.kind)).count();
    tokens.end - loose
}
