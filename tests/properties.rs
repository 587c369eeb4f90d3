//! What holds of every text, news or noise: nothing panics, offsets hold, records are in order, and time is linear.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use sayso::grammar::examples::Part;
use sayso::marking::{marks, spans};
use sayso::offsets::{Offsets, Unit};
use sayso::record::{Quotation, Range, Record};
use sayso::{Document, Grammar, Options};
use std::time::{Duration, Instant};

/// All that can be asked for.
const EVERYTHING: Options<'_> = Options { least: 0.0, nested: true, attitudes: true, people: None };

/// Texts in which much may be said: words, names, cues and marks that a grammar knows, among characters of all kinds.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z]{1,6}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
        6 => prop::sample::select(vec![
            "said", "told reporters", "that", "according to", "Ana Ruiz", "Mr. Ruiz", "the mayor", "he", "she", "it",
            "asked", "claims", "her claim that", "was quoted as saying", "hopes", "the Hull Times", "who", "🙂", "é",
        ])
        .prop_map(str::to_owned),
        5 => prop::sample::select(vec![
            "“", "”", "\"", "'", "‘", "’", "«", "»", ",", ".", "?", ":", "—", "(", ")", ";", "...", "\n", "\n\n", "\u{ad}",
        ])
        .prop_map(str::to_owned),
    ];
    let parts = prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..60);
    parts.prop_map(|parts| parts.into_iter().map(|(part, spaced)| part + if spaced { " " } else { "" }).collect())
}

/// The text at a record's spans, which count in this unit.
fn at(text: &str, spans: &[Range], unit: Unit) -> String {
    let piece = |range: &Range| {
        let (start, end) = (range.start as usize, range.end as usize);
        match unit {
            Unit::Chars => text.chars().skip(start).take(end - start).collect(),
            Unit::Bytes => text[start..end].to_owned(),
            Unit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
        }
    };
    spans.iter().map(piece).collect::<Vec<String>>().join(" ")
}

/// The passages of a record with their texts.
fn passages<'r>(record: &'r Record<'_>) -> Vec<(&'r str, &'r [Range])> {
    let mut all = vec![(&*record.content.text, &*record.content.spans)];
    all.extend(record.speaker.iter().map(|field| (&*field.text, &*field.spans)));
    all.extend(record.cue.iter().map(|field| (&*field.text, &*field.spans)));
    all.extend(record.addressee.iter().chain(&record.via).map(|field| (&*field.text, &*field.spans)));
    all.extend(record.setting.iter().chain(&record.prompt).map(|field| (&*field.text, &*field.spans)));
    all
}

fn start(quotation: &Quotation) -> u32 {
    quotation.attribution.content[0].start
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_text_field_is_the_text_at_its_spans_in_every_unit(text in text()) {
        let document = Document::new("noise", text.as_str());
        let quotations = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
        for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            for quotation in &quotations {
                let record = Record::new(quotation, &quotations, &document, &offsets);
                for (written, spans) in passages(&record) {
                    prop_assert_eq!(written, at(&text, spans, unit));
                }
            }
        }
    }

    #[test]
    fn records_are_in_order_and_their_pieces_too(text in text()) {
        let document = Document::new("noise", text.as_str());
        let quotations = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
        prop_assert!(quotations.is_sorted_by_key(start));
        for quotation in &quotations {
            prop_assert!(!spans(quotation, Part::Content).is_empty());
            for part in Part::ALL {
                let spans = spans(quotation, part);
                prop_assert!(spans.iter().all(|span| !span.is_empty()), "{part:?} {spans:?}");
                prop_assert!(part != Part::Content || spans.windows(2).all(|two| two[0].end <= two[1].start));
            }
        }
        prop_assert_eq!(marks(&quotations).iter().filter(|mark| mark.span.of(&text).is_empty()).count(), 0);
    }

    #[test]
    fn what_is_explained_is_what_is_extracted(text in text()) {
        let document = Document::new("noise", text.as_str());
        let explanation = sayso::explain(&document, Grammar::english());
        prop_assert_eq!(&explanation.quotations, &sayso::extract(&document, Grammar::english()));
        for byte in 0..text.len() as u32 {
            let _ = explanation.at(byte);
        }
    }

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        let document = Document::new("noise", text.as_str());
        let _ = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
        let _ = sayso::explain(&document, Grammar::english());
    }
}

/// How long a text takes, the better of two.
fn time(text: &str) -> Duration {
    let document = Document::new("long", text);
    let run = |_| {
        let began = Instant::now();
        let _ = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
        began.elapsed()
    };
    (0..2).map(run).min().unwrap_or_default()
}

/// Eight times the text may take eight times as long, and on a busy machine thrice that, but not sixty-four times.
fn assert_linear(name: &str, text: impl Fn(usize) -> String) {
    const SIZE: usize = 6_000;
    let (short, long) = (time(&text(SIZE)), time(&text(8 * SIZE)));
    assert!(long < 24 * short.max(Duration::from_millis(2)), "{name}: {short:?}, then {long:?}");
}

fn repeated(unit: &str) -> impl Fn(usize) -> String {
    move |size| unit.repeat(size / unit.len() + 1)
}

#[test]
fn no_text_takes_more_than_linear_time() {
    let _ = Grammar::english();
    let units = [
        "\"",
        "“",
        "“”",
        "'",
        "“a ",
        "a” ",
        "‘a “b ",
        "(",
        "[a ",
        ",",
        ". ",
        "\n",
        "a\n",
        "said ",
        "he said that ",
        "\"a\" said b ",
        "he said \"a\" ",
        "A: b\n",
        "Ann: b\n\n",
        "Ann (@ann): b\n\n",
        "Mr. ",
        "Smith's ",
        "according to ",
        "“He said so.\n\n",
        "a, ",
        "— ",
        ": ",
        "THE MAYOR SAID THAT HE LEFT ",
    ];
    for unit in units {
        assert_linear(unit, repeated(unit));
    }
}

#[test]
fn pronouns_that_do_not_speak_are_not_sought_among_all_turns() {
    assert_linear("addressees", repeated("He told him that it is late. "));
    assert_linear("relayed", repeated("He said it is late, according to her. "));
}

#[test]
fn a_name_with_endless_white_space_in_it_is_not_copied_for_each_mention() {
    assert_linear("white space", |size| {
        format!("Ana{}Smith said it is late. {}", " ".repeat(size), repeated("Smith said it is late. ")(size))
    });
}

#[test]
fn a_speech_in_many_pieces_is_no_obstacle_to_each_speaker() {
    assert_linear("pieces", |size| format!("He said: {}", repeated("\"It is so.\" ")(size)));
}
