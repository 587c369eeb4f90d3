//! What holds of every text, news or noise: nothing panics, offsets hold, records are in order, and work is linear.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use sayso::grammar::examples::Part;
use sayso::input::{Format, Source};
use sayso::marking::{marks, spans};
use sayso::offsets::{Offsets, Unit};
use sayso::quotes::Piece;
use sayso::record::{Quotation, Range, Record};
use sayso::span::Span;
use sayso::text::Kind;
use sayso::{Document, Grammar, Options};
use std::io::Cursor;
use std::ops::Range as Stretch;
use std::sync::Arc;

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
        let extracted = sayso::extract_all(&document, Grammar::english(), Options::default()).quotations;
        prop_assert_eq!(&explanation.quotations, &extracted);
        for byte in 0..text.len() as u32 {
            let _ = explanation.at(byte);
        }
    }

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        let document = Document::new("noise", text.as_str());
        let quotations = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
        for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            for record in quotations.iter().map(|one| Record::new(one, &quotations, &document, &offsets)) {
                for (written, spans) in passages(&record) {
                    prop_assert_eq!(written, at(&text, spans, unit));
                }
            }
        }
        let explained = sayso::explain(&document, Grammar::english()).quotations;
        prop_assert_eq!(explained, sayso::extract(&document, Grammar::english()));
    }

    /// Every offset of a text, not only those that a record happens to have.
    #[test]
    fn an_offset_counts_what_stands_before_it(text in prop_oneof!["\\PC{0,200}", any::<String>()]) {
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for (unit, count) in [
            (Unit::Chars, (|before| before.chars().count()) as fn(&str) -> usize),
            (Unit::Bytes, str::len),
            (Unit::Utf16, |before| before.encode_utf16().count()),
        ] {
            let offsets = Offsets::new(&text, unit);
            for end in ends.clone() {
                prop_assert_eq!(offsets.range(Span::new(0, end)).end as usize, count(&text[..end]), "{:?} {}", unit, end);
            }
        }
    }

    /// Documents know nothing of each other, however an input is cut into batches: what stands in one file with others
    /// has the records that it has alone. The texts of one document are no such documents: a name of the first is meant
    /// by a pronoun of the second.
    #[test]
    fn records_of_documents_in_one_input_are_the_documents_own(texts in prop::collection::vec(text(), 0..6)) {
        let number = |at: usize| format!("n{at}");
        let line = |(at, text): (usize, &String)| format!("{}\n", serde_json::json!({"id": number(at), "text": text}));
        let lines: String = texts.iter().enumerate().map(line).collect();
        let batches = Source::stdin().batches_of(Cursor::new(lines), &Arc::new(Format::Jsonl.into()));
        let mut found = Vec::new();
        for batch in batches {
            for document in batch.unwrap().documents() {
                found.push(sayso::extract_all(&document.unwrap(), Grammar::english(), EVERYTHING));
            }
        }
        let alone = |(at, text): (usize, &String)| {
            sayso::extract_all(&Document::new(number(at), text.as_str()), Grammar::english(), EVERYTHING)
        };
        prop_assert_eq!(found, texts.iter().enumerate().map(alone).collect::<Vec<_>>());
    }

    /// A blank line parts paragraphs whatever stands around it: tokens, sentences and paragraphs are those of the texts.
    /// (Quotations may run on over it, and lines of one wrapped text tell of those of the other, so the texts have no
    /// line breaks of their own.)
    #[test]
    fn a_blank_line_parts_all_but_quotations(one in text(), other in text()) {
        let [one, other] = [one, other].map(|text| text.replace(['\n', '\r'], " "));
        let joined = format!("{one}\n\n{other}");
        let tokens = |text: &str| {
            let read = sayso::text::read(text, Grammar::english());
            let shown = |token: &sayso::text::Token| (token.span.of(text).to_owned(), token.kind, token.initial);
            let lengths = (read.sentences.iter().map(Stretch::len).collect(), read.paragraphs.iter().map(Stretch::len).collect());
            (read.tokens.iter().map(shown).collect::<Vec<_>>(), lengths)
        };
        let ((mut first, mut lengths), (second, more)): ((_, (Vec<_>, Vec<_>)), _) = (tokens(&one), tokens(&other));
        first.extend(second);
        lengths.0.extend(more.0);
        lengths.1.extend(more.1);
        prop_assert_eq!(tokens(&joined), (first, lengths));
    }

    /// Each mark of a text, as each other token, stands inside a quotation, opens or closes one, or stays outside: none is
    /// lost and none is two things.
    #[test]
    fn marks_in_are_marks_out(text in text()) {
        let raw = sayso::text::read(&text, Grammar::english());
        let folded = sayso::quotes::fold(&text, &raw, Grammar::english());
        let around = |piece: &Piece| 1 + usize::from(piece.closed);
        let inside: usize = folded.pieces.iter().map(|piece| piece.tokens.len() + around(piece)).sum();
        let outside = folded.outer.tokens.iter().filter(|token| token.kind != Kind::Quotation);
        prop_assert_eq!(raw.tokens.len(), inside + outside.count());
    }
}

/// What fuzzing found: numbers that went below nothing, which only a build with overflow checks told.
fn reads(text: &str) {
    let document = Document::new("found", text);
    let _ = sayso::extract_with(&document, Grammar::english(), EVERYTHING);
    let _ = sayso::explain(&document, Grammar::english());
}

#[test]
fn a_content_may_end_before_the_head_of_a_cue_that_it_cuts() {
    reads("“It's so,” Ana answered – she didn't smile.");
}

#[test]
fn a_description_may_be_the_first_word_of_a_text() {
    reads("that that aa .asked“\0aclaims«aaa“aaaaaaaaaaaa");
}

/// How many options the choices weigh over a text.
fn weighed(text: &str) -> usize {
    let explanation = sayso::explain(&Document::new("long", text), Grammar::english());
    let steps = explanation.accounts.iter().flat_map(|account| &account.steps);
    steps.map(|step| step.options.len() + step.others).sum()
}

/// Linear time, counted in work and not by a clock, which tells how busy a machine is; `benches/linear.rs` measures time.
#[test]
fn four_times_the_text_has_four_times_the_options() {
    const SIZE: usize = 6_000;
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
        "it went: ",
        "He told him that it is late. ",
        "He said it is late, according to her. ",
        "Asked whether he would, he said no. ",
        "\"It is so.\" ",
    ];
    for unit in units {
        let text = |size| unit.repeat(size / unit.len() + 1);
        let (short, long) = (weighed(&text(SIZE)), weighed(&text(4 * SIZE)));
        assert!(long <= 5 * short + 100, "{unit}: {short}, then {long}");
    }
}
