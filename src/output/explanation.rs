//! Why each record was made, for a person's eyes.
//!
//! ```text
//! 1 Ana Ruiz, union leader
//!   “Ruiz” said · direct · quote-speaker-cue · 97% · 120–161
//!
//!     “We will stay out,” Ruiz    said to reporters.
//!     content──────────── speaker cue─
//!
//!   Which cue reports “We will stay out,”?
//!   →  97.9%  “said” 143
//!              +2.1  link.lemma after say
//!              +1.3  link.order after
//! ```

use super::Look;
use super::pretty::{how, printable, who, wrap};
use anstyle::Style;
use sayso::explain::{Account, Answer, Explanation, Outcome, Question, Role, Step, Weighed, Word};
use sayso::grammar::examples::Part;
use sayso::offsets::Offsets;
use sayso::span::Span;
use sayso::{Document, Record};
use std::io::{self, Write};

/// How many features of an option are shown, and how many to who asks for one place.
const FEATURES: usize = 4;
const FEATURES_THOROUGH: usize = 6;
/// How far what belongs to an option is moved in.
const OPTION: usize = 12;
/// A rival below this is only counted.
const LEAST: f32 = 0.0005;
/// A rival below this is not worth a word where one line has to do.
const RIVAL: f32 = 0.01;

/// Appends the explanation of a document: every record, and in a line each what was not made one. With `at`, an offset
/// in the unit of `offsets`, only what stands there, and every choice with its features.
pub fn write(
    out: &mut Vec<u8>,
    document: &Document<'_>,
    explanation: &Explanation,
    offsets: &Offsets<'_>,
    look: Look,
    at: Option<u32>,
) -> io::Result<()> {
    let style = |style: Style| if look.colour { style } else { Style::new() };
    let (bold, dim) = (style(Style::new().bold()), style(Style::new().dimmed()));
    let mut page = Page { out, document, explanation, offsets, width: look.width, bold, dim, thorough: at.is_some() };
    let (records, rest): (Vec<&Account>, Vec<&Account>) = match at {
        None => explanation.accounts.iter().partition(|account| matches!(account.outcome, Outcome::Record(_))),
        Some(at) => (offsets.byte(at).map_or_else(Vec::new, |byte| explanation.at(byte)), Vec::new()),
    };
    let count = match explanation.quotations.len() {
        1 => "1 quotation".into(),
        count => format!("{count} quotations"),
    };
    writeln!(page.out, "{bold}{}{bold:#}{dim} · {count}{dim:#}\n", printable(&document.id))?;
    if let Some(at) = at.filter(|_| records.is_empty()) {
        return writeln!(page.out, "  No quotation and no word that could report one stands at {at}.\n");
    }
    for account in records {
        page.account(account)?;
    }
    page.rest(&rest)
}

/// The explanation of one document in the making.
struct Page<'p> {
    out: &'p mut Vec<u8>,
    document: &'p Document<'p>,
    explanation: &'p Explanation,
    offsets: &'p Offsets<'p>,
    width: usize,
    bold: Style,
    dim: Style,
    /// Features are shown for every choice, not only for the first.
    thorough: bool,
}

impl Page<'_> {
    /// One account in full.
    fn account(&mut self, account: &Account) -> io::Result<()> {
        let (bold, dim) = (self.bold, self.dim);
        let number = match account.outcome {
            Outcome::Record(number) => format!("{} ", number + 1),
            _ => "– ".into(),
        };
        let indent = " ".repeat(2);
        if let Some(quotation) = &account.quotation {
            let record = Record::new(quotation, &self.explanation.quotations, self.document, self.offsets);
            let (name, description) = match account.outcome {
                Outcome::Record(_) => who(record.speaker.as_ref()),
                _ => (format!("“{}”", self.short(account.subject)), format!(" {}", self.start(account.subject))),
            };
            writeln!(self.out, "{number}{bold}{name}{bold:#}{description}")?;
            self.lines(&indent, &how(&record))?;
            if let Some(speaker) = quotation.speaker.as_ref().filter(|speaker| !speaker.why.is_empty()) {
                self.lines(&indent, &format!("who that is: {}", speaker.why))?;
            }
        } else {
            let (name, at) = (self.quoted(account.subject), self.start(account.subject));
            writeln!(self.out, "{number}{bold}{name}{bold:#} {dim}{at}{dim:#}")?;
        }
        if !matches!(account.outcome, Outcome::Record(_)) {
            let why = self.why(account);
            self.lines(&indent, &format!("no record: {why}"))?;
        }
        writeln!(self.out)?;
        for sentence in &account.sentences {
            self.gloss(sentence)?;
        }
        if account.steps.is_empty() {
            self.lines(
                &indent,
                "Nothing was weighed: it is read by its layout, or is no listed cue beside a quotation.",
            )?;
        }
        for (number, step) in account.steps.iter().enumerate() {
            self.step(step, number, account)?;
        }
        writeln!(self.out)
    }

    /// A sentence, and under its tokens the parts that they play.
    fn gloss(&mut self, words: &[Word]) -> io::Result<()> {
        const INDENT: &str = "    ";
        let mut row = Row::default();
        let mut end = None;
        for word in words {
            let label = label(word.role);
            let glued = end == Some(word.span.start);
            end = Some(word.span.end);
            for (nth, piece) in self.short(word.span).split(' ').enumerate() {
                let glued = glued && nth == 0;
                if !row.is_empty() && row.width(label, piece, glued) > self.width.saturating_sub(INDENT.len()) {
                    self.row(INDENT, &std::mem::take(&mut row))?;
                }
                row.push(label, piece, glued);
            }
        }
        self.row(INDENT, &row)?;
        writeln!(self.out)
    }

    fn row(&mut self, indent: &str, row: &Row) -> io::Result<()> {
        let dim = self.dim;
        let (words, labels) = row.spell();
        writeln!(self.out, "{indent}{words}")?;
        if labels.is_empty() { Ok(()) } else { writeln!(self.out, "{indent}{dim}{labels}{dim:#}") }
    }

    /// A choice: its likeliest options, and what spoke for the two first.
    fn step(&mut self, step: &Step, number: usize, account: &Account) -> io::Result<()> {
        let (bold, dim) = (self.bold, self.dim);
        let edges = [Question::SpeakerStart, Question::SpeakerEnd, Question::CueStart, Question::CueEnd];
        if edges.contains(&step.question) && !self.thorough {
            return Ok(());
        }
        if step.question == Question::Confidence {
            return self.confidence(step, account);
        }
        writeln!(self.out, "  {bold}{}{bold:#}", self.question(step))?;
        if step.options.is_empty() {
            writeln!(self.out, "{:OPTION$}{dim}nothing to choose from{dim:#}", "")?;
        }
        let taken = taken(step, account);
        let featured = self.thorough || number == 0 || matches!(step.question, Question::Link | Question::Side);
        let shown = |&(rank, option): &(usize, &Weighed)| rank == taken || option.probability >= LEAST;
        let shown: Vec<_> = step.options.iter().enumerate().filter(shown).collect();
        for &(rank, option) in &shown {
            let arrow = if rank == taken { '→' } else { ' ' };
            let answer = self.answer(step.question, option.answer, account);
            writeln!(self.out, "  {arrow} {}  {answer}", share(option.probability))?;
            if featured && (rank < 2 || rank == taken) {
                self.features(&option.features)?;
            }
        }
        let others = step.others + step.options.len() - shown.len();
        if others > 0 {
            writeln!(self.out, "{:OPTION$}{dim}and {others} less likely{dim:#}", "")?;
        }
        Ok(())
    }

    /// What the confidence is made of. Of thresholds that were passed, the sum is what speaks.
    fn confidence(&mut self, step: &Step, account: &Account) -> io::Result<()> {
        let (bold, dim) = (self.bold, self.dim);
        let right = step.options.iter().find(|option| option.answer == Answer::Right);
        let Some(Weighed { probability, features, .. }) = right else {
            return Ok(());
        };
        writeln!(self.out, "  {bold}How sure is all of it?{bold:#}\n    {}", share(*probability))?;
        let parts =
            account.sure.iter().map(|(question, odds)| format!("{} {}", aspect(*question), share(*odds).trim()));
        let parts = parts.collect::<Vec<_>>().join(" · ");
        writeln!(self.out, "{:OPTION$}{dim}{parts}{dim:#}", "")?;
        let mut sums: Vec<(String, f32, usize)> = Vec::new();
        for (name, weight) in features {
            let family = name.rsplit_once(' ').filter(|(_, last)| last.bytes().all(|byte| byte.is_ascii_digit()));
            let family = family.map_or(name.as_str(), |(family, _)| family);
            match sums.iter_mut().find(|(name, ..)| name == family) {
                Some((_, sum, count)) => (*sum, *count) = (*sum + weight, *count + 1),
                None => sums.push((family.into(), *weight, 1)),
            }
        }
        let told = |(name, sum, count): (String, f32, usize)| {
            (if count > 1 { format!("{name} ({count} thresholds)") } else { name }, sum)
        };
        let mut sums: Vec<(String, f32)> = sums.into_iter().map(told).collect();
        sums.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        self.features(&sums)
    }

    /// The heaviest features.
    fn features(&mut self, features: &[(String, f32)]) -> io::Result<()> {
        let dim = self.dim;
        let most = if self.thorough { FEATURES_THOROUGH } else { FEATURES };
        features.iter().take(most).try_for_each(|(name, weight)| {
            writeln!(self.out, "{:OPTION$}{dim}{weight:+5.1}  {}{dim:#}", "", printable(name))
        })
    }

    /// What was not made a record, in a line each.
    fn rest(&mut self, accounts: &[&Account]) -> io::Result<()> {
        const AT: usize = 7;
        const NAME: usize = 22;
        let (bold, dim) = (self.bold, self.dim);
        // Words that only stood near a quotation are no news.
        let weighed: Vec<_> = accounts.iter().filter(|account| !account.steps.is_empty()).collect();
        if weighed.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "{bold}Not made records{bold:#}{dim} · `--at OFFSET` tells more of each{dim:#}\n")?;
        for account in weighed {
            let name = self.quoted(account.subject);
            write!(self.out, "{:>AT$}  {name:NAME$}", self.start(account.subject))?;
            if name.chars().count() > NAME {
                write!(self.out, "\n{:1$}", "", AT + 2 + NAME)?;
            }
            for (nth, line) in wrap(&self.why(account), self.width.saturating_sub(AT + 3 + NAME)).enumerate() {
                let indent = if nth == 0 { 1 } else { AT + 3 + NAME };
                writeln!(self.out, "{:indent$}{dim}{line}{dim:#}", "")?;
            }
        }
        writeln!(self.out)
    }

    /// Why there is no record.
    fn why(&self, account: &Account) -> String {
        let sure = account.quotation.as_ref().map_or(0.0, |quotation| quotation.attribution.confidence);
        let cue = |span| format!("“{}” {}", self.short(span), self.start(span));
        let first = account.steps.first();
        let nothing = |option: &&Weighed| option.answer == Answer::Nothing;
        let chance = first.and_then(|step| step.options.iter().find(nothing)).map(|option| share(option.probability));
        let rival =
            first.and_then(|step| step.options.iter().find(|option| !nothing(option)).map(|option| (step, option)));
        let rival = rival.filter(|(_, rival)| rival.probability >= RIVAL).map(|(step, rival)| {
            format!("; {} {}", self.answer(step.question, rival.answer, account), share(rival.probability).trim())
        });
        let odds = chance.map(|chance| format!(" {}{}", chance.trim(), rival.unwrap_or_default())).unwrap_or_default();
        match account.outcome {
            Outcome::Record(_) => String::new(),
            Outcome::Faint(least) => format!("{} sure, below {}", share(sure).trim(), share(least).trim()),
            Outcome::Inside(other) => format!("inside the content of {}", cue(other)),
            Outcome::Outside(other) => format!("{} inside its content is far surer", cue(other)),
            Outcome::Attitude => "tells of a thought or wish, not of speech: `extract --attitudes` gives it".into(),
            Outcome::Absorbed => {
                "is a part of another record: of its cue, of what it answers, or of who relays it".into()
            }
            Outcome::NoQuotation => format!("no quotation{odds}"),
            Outcome::NoReport if first.is_none() => "no listed cue, and no quotation was taken for its own".into(),
            Outcome::NoReport => format!("reports nothing{odds}"),
        }
    }

    fn question(&self, step: &Step) -> String {
        let subject = self.quoted(step.subject);
        match step.question {
            Question::Link => format!("Which cue reports {subject}?"),
            Question::Gate => format!("Is {subject} worth a close look?"),
            Question::Side => format!("Does {subject} report, and on which side?"),
            Question::ContentStart => "Where does the content start?".into(),
            Question::ContentEnd => "Where does the content end?".into(),
            Question::RestStart => "Does the content go on across the cue, and from where?".into(),
            Question::RestEnd => "Where does what goes on there end?".into(),
            Question::Speaker => "Who speaks?".into(),
            Question::SpeakerStart => "Where does the speaker's mention start?".into(),
            Question::SpeakerEnd => "Where does the speaker's mention end?".into(),
            Question::CueStart => "Where does the cue start?".into(),
            Question::CueEnd => "Where does the cue end?".into(),
            Question::Confidence => "How sure is all of it?".into(),
        }
    }

    fn answer(&self, question: Question, answer: Answer, account: &Account) -> String {
        const WORDS: usize = 4;
        let text = &*self.document.text;
        let bounds = |span: Span| account.sentence(span).unwrap_or(span);
        match answer {
            Answer::Nothing => match question {
                Question::Link => "no quotation".into(),
                Question::Gate | Question::Side => "it reports nothing".into(),
                _ => "it does not".into(),
            },
            Answer::GoesOn => "goes on with the quotation before".into(),
            Answer::Open => "it may report".into(),
            Answer::Before => "what is before it".into(),
            Answer::Behind => "what is after it".into(),
            Answer::Right => "right".into(),
            Answer::Wrong => "wrong".into(),
            Answer::Cue(span) | Answer::Head(span) => format!("“{}” {}", self.short(span), self.start(span)),
            Answer::From(span) => {
                let from = Span { end: bounds(span).end, ..span }.of(text);
                let words: Vec<_> = from.split_whitespace().take(WORDS).collect();
                let more = if from.split_whitespace().nth(WORDS).is_some() { " …" } else { "" };
                format!("{}{more} {}", printable(&words.join(" ")), self.start(span))
            }
            Answer::To(span) => {
                let to = Span { start: bounds(span).start, ..span }.of(text);
                let mut words: Vec<_> = to.split_whitespace().rev().take(WORDS).collect();
                words.reverse();
                let more = if to.split_whitespace().nth(WORDS).is_some() { "… " } else { "" };
                format!("{more}{} {}", printable(&words.join(" ")), self.offsets.range(span).end)
            }
        }
    }

    /// The words of a stretch; of many, the first and the last.
    fn short(&self, span: Span) -> String {
        const FIRST: usize = 6;
        const LAST: usize = 4;
        let text = printable(span.of(&self.document.text));
        let words: Vec<_> = text.split(' ').collect();
        match words.len() {
            count if count > FIRST + LAST + 1 => {
                format!("{} … {}", words[..FIRST].join(" "), words[count - LAST..].join(" "))
            }
            _ => text,
        }
    }

    /// A stretch in marks: its own, or the page's.
    fn quoted(&self, span: Span) -> String {
        let short = self.short(span);
        if short.starts_with(char::is_alphanumeric) { format!("“{short}”") } else { short }
    }

    fn start(&self, span: Span) -> u32 {
        self.offsets.range(span).start
    }

    fn lines(&mut self, indent: &str, text: &str) -> io::Result<()> {
        let dim = self.dim;
        let width = self.width.saturating_sub(indent.len());
        wrap(text, width).try_for_each(|line| writeln!(self.out, "{indent}{dim}{line}{dim:#}"))
    }
}

/// Words over labels. A stretch of words with one label is a cell: its words, its label, and whether a space precedes it.
#[derive(Default)]
struct Row(Vec<(String, &'static str, bool)>);

impl Row {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a word.
    fn push(&mut self, label: &'static str, word: &str, glued: bool) {
        match self.0.last_mut() {
            Some((words, last, _)) if *last == label => {
                if !glued {
                    words.push(' ');
                }
                words.push_str(word);
            }
            _ => self.0.push((word.into(), label, glued)),
        }
    }

    /// The width with one more word.
    fn width(&self, label: &str, word: &str, glued: bool) -> usize {
        let cells: usize = self.0.iter().map(|(words, label, _)| words.chars().count().max(label.len()) + 1).sum();
        let begins = self.0.last().is_none_or(|(_, last, _)| *last != label);
        cells + usize::from(!glued) + if begins { word.chars().count().max(label.len()) } else { word.chars().count() }
    }

    /// The line of words and the line of labels.
    fn spell(&self) -> (String, String) {
        let (mut above, mut below) = (String::new(), String::new());
        for (nth, (words, label, glued)) in self.0.iter().enumerate() {
            let filled = above.chars().count();
            // A label that is longer than its words pushes the next cell away.
            let start =
                below.chars().count().max(filled) + usize::from(nth > 0 && (!glued || below.chars().count() > filled));
            above.extend(std::iter::repeat_n(' ', start - filled));
            above.push_str(words);
            if label.is_empty() {
                continue;
            }
            below.extend(std::iter::repeat_n(' ', start - below.chars().count()));
            below.push_str(label);
            let bar = words.chars().count().saturating_sub(label.chars().count());
            below.extend(std::iter::repeat_n('─', bar));
        }
        (above, below)
    }
}

fn label(role: Role) -> &'static str {
    match role {
        Role::Part(part) => Part::name(part),
        Role::Quotation => "quotation",
        Role::Candidate => "cue?",
        Role::None => "",
    }
}

/// The option that the reading was made with. Where there is a reading, its cue reports: how surely is for the confidence.
fn taken(step: &Step, account: &Account) -> usize {
    let reads = matches!(step.question, Question::Gate | Question::Side) && account.quotation.is_some();
    let reports = |option: &Weighed| !reads || option.answer != Answer::Nothing;
    step.options.iter().position(reports).unwrap_or_default()
}

/// What a probability in the confidence is of.
fn aspect(question: Question) -> &'static str {
    match question {
        Question::Link => "cue",
        Question::Gate => "first look",
        Question::Side => "report and side",
        Question::ContentStart => "start",
        Question::ContentEnd => "end",
        _ => "speaker",
    }
}

/// A probability in six characters: ` 97.9%`.
fn share(probability: f32) -> String {
    format!("{:5.1}%", probability * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso::Grammar;
    use sayso::choice::Weights;
    use sayso::offsets::Unit;

    /// A few weights by hand: those that are learned move whenever they are learned anew, and the page's layout need not.
    const WEIGHTS: &str = "\
link.lemma after say 64
link.order after 8
piece.option nothing 32
piece.before nothing a 24
side none 64
side.lemma right claim 112
side.lemma right say 127
side.lemma right deny 100
side.lemma right ask 96
start.lead quoted-left 0 verb 64
start.word plain-right that 96
start.from plain-right 0 32
start.none rest-right 64
end.last plain-right yes 64
who.order after left yes verb 40
who.order before right no verb 64
who.class.rank Xx after 0 24
edge.both speaker yes Xx cue-verb 64
edge.inside speaker yes the 64
sure yes 40
sure no 24
sure.part yes link 1 3
sure.part yes link 2 3
sure.act no ask -48
";

    const TEXT: &str = "“We will stay until the lamps are lit,” said Ana Ruiz.\n\n\
        The mayor claimed that the gate was shut. Workers call it a “palace” and ask for soup.\n\n\
        The clerk said that nobody denied the flood.\n";

    fn page(at: Option<u32>) -> String {
        let grammar = Grammar::english().clone().with_weights(Weights::parse(WEIGHTS).unwrap());
        let document = Document::new("gate", TEXT);
        let look = Look { width: 90, colour: false };
        let mut out = Vec::new();
        let offsets = Offsets::new(TEXT, Unit::Chars);
        write(&mut out, &document, &sayso::explain(&document, &grammar), &offsets, look, at).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn assert(name: &str, page: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/explain");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, page));
    }

    #[test]
    fn a_document() {
        assert("document", &page(None));
    }

    #[test]
    fn what_made_no_record() {
        let at =
            |word: &str| Some(TEXT.chars().count() as u32 - TEXT[TEXT.find(word).unwrap()..].chars().count() as u32);
        assert("scare-quote", &page(at("“palace”")));
        assert("inside", &page(at("denied")));
        assert("nothing-there", &page(Some(9999)));
    }

    #[test]
    fn no_line_is_too_long() {
        let long = page(None).lines().find(|line| line.chars().count() > 90).map(str::to_owned);
        assert_eq!(long, None);
    }
}
