//! Whether any text takes more than linear time: `cargo bench --bench linear [TEXT…]`.
//!
//! Each text is read at one, ten and a hundred times a length, as news and as what no newspaper would print. The table
//! has nanoseconds of processor time a byte at each length, and how much dearer a byte of the longest text is than one of
//! the shortest: a factor near ten would be quadratic time. It is read by a person, not asserted by a test, for a busy
//! machine makes any time longer. What it measures holds for other lengths too: `tests/work.rs` counts steps.

use sayso::offsets::{Offsets, Unit};
use sayso::{Document, Grammar, Options, Record};
use std::fs;
use std::time::Instant;

/// All that can be asked for.
const EVERYTHING: Options<'_> = Options { least: 0.0, nested: true, attitudes: true, people: None };
/// The shortest text, in bytes.
const SHORT: usize = 20_000;

/// How a text is made of a length.
enum Recipe {
    /// This over and over; `{}` is a name that differs each time, `{s}` one of a hundred.
    Over(&'static str),
    /// The first as often as the last, all of the first before all of the last.
    Nested(&'static str, &'static str),
    /// The first once, then the second over and over, then the third.
    Within(&'static str, &'static str, &'static str),
    /// The first over and over for half of the length, then the second.
    Then(&'static str, &'static str),
}
use Recipe::{Nested, Over, Then, Within};

impl Recipe {
    fn text(&self, size: usize) -> String {
        match self {
            Over(unit) => over(unit, size),
            Nested(open, close) => {
                let times = size / (open.len() + close.len()) + 1;
                open.repeat(times) + &close.repeat(times)
            }
            Within(head, unit, tail) => format!("{head}{}{tail}", over(unit, size)),
            Then(first, second) => over(first, size / 2) + &over(second, size / 2),
        }
    }
}

fn over(unit: &str, size: usize) -> String {
    let mut text = String::with_capacity(size + unit.len());
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text += &unit.replace("{s}", &name(number % 100)).replace("{}", &name(number));
    }
    text
}

/// A name for each number: Ba, Be … Zubabe.
fn name(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b"bcdfghjklmnprstvz"[number % 17]));
        name.push(char::from(b"aeiou"[number / 17 % 5]));
        number /= 85;
        if number == 0 {
            break;
        }
    }
    name[..1].to_uppercase() + &name[1..] + "x"
}

#[rustfmt::skip]
const TEXTS: &[(&str, Recipe)] = &[
    // Marks and brackets.
    ("straight marks", Over("\"")),
    ("spaced straight marks", Over(" \"")),
    ("opening marks", Over("“")),
    ("empty quotations", Over("“”")),
    ("single marks", Over("'")),
    ("opening marks before words", Over("“a ")),
    ("closing marks behind words", Over("a” ")),
    ("alternating marks", Over("‘a “b ")),
    ("marks of every kind", Over("“a „b «c ‘d 'e \"f ``g ")),
    ("nested quotations", Nested("“a ", "b” ")),
    ("nested quotations of two kinds", Nested("“a ‘b ", "c’ d” ")),
    ("quotations in one sentence", Over("“a b” and ")),
    ("an open quotation a paragraph", Over("“He said so.\n\n")),
    ("brackets opened", Over("(")),
    ("nested brackets", Nested("(a ", "b) ")),
    ("nested square brackets with names", Nested("[Ana ", "Ruiz] ")),
    // Sentences, lines and lists.
    ("commas", Over(",")),
    ("stops", Over(". ")),
    ("line breaks", Over("\n")),
    ("one word a line", Over("a\n")),
    ("one sentence", Over("a ")),
    ("one sentence with commas", Over("late ferries, ")),
    ("one sentence with dashes", Over("it went — ")),
    ("one sentence with colons", Over("it went: ")),
    ("one word", Over("a")),
    ("one word with apostrophes", Over("a'b’")),
    ("one word with hyphens", Over("a-")),
    ("one number", Over("1,")),
    ("one abbreviation", Over("U.")),
    ("a list", Over("• {} said so\n")),
    ("a deep list", Over("\n - - - a")),
    ("numbers", Over("12 7:30 $5 3% ")),
    ("white space", Over(" \t\u{a0}")),
    ("soft hyphens", Over("a\u{ad}")),
    ("combining marks", Over("e\u{301}")),
    ("emoji", Over("👩‍👩‍👧 ")),
    ("no script of ours", Over("他說他會留下。")),
    // Capitals and names.
    ("capitals", Over("THE MAYOR SAID THAT HE LEFT ")),
    ("one name of capitals", Over("Ana ")),
    ("one name of different words", Over("{} ")),
    ("one name in one speaker's place", Within("“Go,” said ", "{} ", ".")),
    ("different names", Over("{} {}s said it is late. ")),
    ("names that share a surname", Over("{} Ruiz said it is late. ")),
    ("names that share a first name", Over("Ana {} said it is late. ")),
    ("surnames of names told apart", Over("{} Ruiz said it is late. Ruiz said it was. ")),
    ("one name, many forms", Over("Ana Ruiz said so. Ms. Ruiz said so. A. Ruiz said so. Ana B. Ruiz said so. Ruiz said so. Dr. Ana Ruiz-{} said so. ")),
    ("initials", Over("J. ")),
    ("names of initials", Over("J. {} said so. ")),
    ("names joined", Within("", "{} and ", "Ruiz said so.")),
    ("names, then pronouns", Then("{} {}s said so. ", "He said so. ")),
    ("names, then roles", Then("Mayor {} {}s said so. ", "The mayor said so. ")),
    ("names, then surnames", Then("Ana {s} said so. ", "{s} said so. ")),
    ("names, then first names", Then("{s} Ruiz said so. ", "{s} said so. ")),
    ("names nobody speaks by, then pronouns", Then("{} {}s left. ", "He said so. ")),
    ("roles", Over("{}, the mayor of {}, said so. ")),
    ("roles, then roles", Then("{}, the mayor of {}, said so. ", "The mayor of Hull said so. ")),
    ("organizations", Over("The {} {}s Union of {} said so. ")),
    ("organizations, then acronyms", Then("The {} Harbour Union said so. ", "The {s}HU said so. The union said so. ")),
    ("acronyms", Over("The Ports Workers Union ({}) said so. PWU said so. ")),
    ("possessors", Over("Smith's ")),
    ("possessors with kin", Over("Ana's brother's ")),
    ("titles", Over("Mr. ")),
    ("titles of one name", Within("", "Senator Mayor Dr. ", "Ruiz said so.")),
    ("appositions", Within("Ana Ruiz", ", the mayor of {}", ", said so.")),
    ("prepositions", Within("The mayor", " of the town", " said so.")),
    ("relative clauses", Within("The mayor", ", who saw the mayor", ", said so.")),
    ("kin, then kin", Then("{} {}s said so. ", "His wife said so. ")),
    ("a name with endless white space", Then("Ana \u{a0} \u{a0} \u{a0}", "Ana Smith said it is late. ")),
    // Cues, and each role.
    ("cues", Over("said ")),
    ("cues of many words", Over("according to ")),
    ("cues with subjects", Over("he said. ")),
    ("cues in one sentence", Over("he said that ")),
    ("cues of names in one sentence", Over("{} said that ")),
    ("cues in one sentence, unlike", Over("he said she told him it denied they claim ")),
    ("cues after commas", Over("late, he said, ")),
    ("cues after quotations", Over("\"a\" said b ")),
    ("cues before quotations", Over("he said \"a\" ")),
    ("contents around quotations", Over("he denounced what she called “a” and ")),
    ("cues nested in quotations", Nested("“He said: ", "he said,” ")),
    ("cues that carry on", Over("and said ")),
    ("cues that are quoted", Over("was quoted by {} as saying ")),
    ("auxiliaries", Within("He ", "did not ", "say so.")),
    ("adverbs", Within("He ", "repeatedly ", "said so.")),
    ("infinitives", Over("promised to ")),
    ("nouns", Over("her claim that ")),
    ("according to", Over("late, according to {}, ")),
    ("contents of many pieces", Within("He said: ", "\"It is so.\" ", "")),
    ("quotations that run on", Within("“Go,” Ana Ruiz said. ", "“It is so.” ", "")),
    ("addressees", Over("He told him that it is late. ")),
    ("addressees of one cue", Within("He told ", "{}, ", "and Ruiz that it is late.")),
    ("settings", Over("He said in a statement on Monday at a briefing that it is late. ")),
    ("settings of one cue", Within("He said ", "in a statement ", "that it is late.")),
    ("prompts", Over("Asked whether he would, he said no. ")),
    ("prompts of one cue", Within("", "Asked whether he ", "left, he said no.")),
    ("relayed", Over("He said it is late, according to her. ")),
    ("relayed in one sentence", Over("said, according to {}, who said, ")),
    ("attitudes", Over("hopes that he fears that ")),
    // Layouts.
    ("a transcript", Over("A: b\n")),
    ("a transcript of different names", Over("{}: It is late.\n")),
    ("a transcript in paragraphs", Over("RUIZ: It is late.\n\nLIM: He said so.\n\n")),
    ("names alone before colons", Over("Ann: b\n\n")),
    ("questions and answers", Over("Q: Is it late?\nA: He said so.\n\n")),
    ("posts", Over("{} (@ann): b\n\n")),
    ("letters", Over("It is late.\n\n{} {}s, Hull\n\n")),
    ("signed quotations", Over("“It is late.” — {} {}s\n\n")),
    ("headlines", Over("Ruiz: it is late\n\n")),
];

/// The processor time that this thread has taken, in nanoseconds; the time of day where the system does not tell.
fn clock(began: Instant) -> u64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let taken = told.and_then(|line| line.split(' ').next()?.parse().ok());
    taken.unwrap_or_else(|| began.elapsed().as_nanos() as u64)
}

/// Nanoseconds a byte. A text that is soon read is read again, until the clock has moved far enough to be read.
fn cost(text: &str, work: fn(&str)) -> f64 {
    const ENOUGH: u64 = 100_000_000;
    work(text);
    let (began, mut times) = (Instant::now(), 0);
    let before = clock(began);
    loop {
        work(text);
        times += 1;
        let taken = clock(began) - before;
        if taken >= ENOUGH {
            return taken as f64 / f64::from(times) / text.len() as f64;
        }
    }
}

fn extract(text: &str) {
    let document = Document::new("text", text);
    let quotations = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
    let offsets = Offsets::new(text, Unit::Chars);
    quotations.iter().for_each(|quotation| drop(Record::new(quotation, &quotations, &document, &offsets)));
}

fn explain(text: &str) {
    drop(sayso::explain(&Document::new("text", text), Grammar::english()));
}

fn news(size: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the articles").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let articles: Vec<_> = paths.iter().flat_map(fs::read_to_string).collect();
    let mut text = articles.join("\n\n") + "\n\n";
    text = text.repeat(size / text.len() + 1);
    let end = (size..).find(|&end| text.is_char_boundary(end)).expect("an end");
    text.truncate(end);
    text
}

fn row(name: &str, make: &dyn Fn(usize) -> String) {
    print!("| {name} |");
    for (work, sizes) in [(extract as fn(&str), [1, 10, 100]), (explain, [1, 3, 10])] {
        let costs = sizes.map(|times| cost(&make(times * SHORT), work));
        costs.iter().for_each(|cost| print!(" {cost:.0} |"));
        print!(" {:.1} |", costs[2] / costs[0]);
    }
    println!();
}

fn main() {
    let only: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|only| name.contains(only.as_str()));
    let _ = Grammar::english();
    println!("| ns a byte | extract 20 kB | 200 kB | 2 MB | factor | explain 20 kB | 60 kB | 200 kB | factor |");
    println!("|---|---|---|---|---|---|---|---|---|");
    if wanted("news") {
        row("news", &news);
    }
    for (name, recipe) in TEXTS.iter().filter(|(name, _)| wanted(name)) {
        row(name, &|size| recipe.text(size));
    }
}
