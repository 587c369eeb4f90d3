//! How many megabytes a second each step takes, on one core: `cargo bench` in this folder.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use sayso::input::{Batch, Format};
use sayso::offsets::{Offsets, Unit};
use sayso::{Document, Grammar, Record, cues, quotes, speakers, text};

/// An article as long as many, with each kind of quotation and with curly marks.
fn article() -> String {
    "The harbour will stay shut until Monday, the port authority said in a statement. “Nobody is happy about it,” \
     said Ana Ruiz, who leads the dockers’ union, “but the cranes are not safe.”\n\nAccording to her deputy, Bo Lund, \
     talks went on through the night. He told reporters the company had been “slow to answer” and that its last offer \
     changed nothing. The ferries sailed as usual, and the fish market opened at five.\n\n"
        .repeat(10)
}

#[divan::bench]
fn extract(bencher: Bencher<'_, '_>) {
    let text = article();
    let document = Document::new("harbour", &*text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| sayso::extract(black_box(&document), Grammar::english()));
}

#[divan::bench]
fn text_read(bencher: Bencher<'_, '_>) {
    let text = article();
    bencher.counter(BytesCount::of_str(&text)).bench(|| text::read(black_box(&text), Grammar::english()));
}

#[divan::bench]
fn quotes_fold(bencher: Bencher<'_, '_>) {
    let text = article();
    let raw = text::read(&text, Grammar::english());
    bencher.counter(BytesCount::of_str(&text)).bench(|| quotes::fold(&text, black_box(&raw), Grammar::english()));
}

#[divan::bench]
fn cues_find(bencher: Bencher<'_, '_>) {
    let text = article();
    let folded = quotes::fold(&text, &text::read(&text, Grammar::english()), Grammar::english());
    bencher.counter(BytesCount::of_str(&text)).bench(|| cues::find(black_box(&folded.outer), Grammar::english()));
}

#[divan::bench]
fn speakers_resolve(bencher: Bencher<'_, '_>) {
    let (text, grammar) = (article(), Grammar::english());
    let document = Document::new("harbour", &*text);
    let raw = text::read(&text, grammar);
    let folded = quotes::fold(&text, &raw, grammar);
    let attributions: Vec<_> = sayso::extract(&document, grammar).into_iter().map(|one| one.attribution).collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        speakers::resolve(
            &document,
            &raw,
            &folded,
            grammar,
            None,
            black_box(&attributions),
            speakers::Detail::default(),
        )
    });
}

#[divan::bench(args = [Unit::Bytes, Unit::Chars, Unit::Utf16])]
fn records(bencher: Bencher<'_, '_>, unit: Unit) {
    let text = article();
    let document = Document::new("harbour", &*text);
    let quotations = sayso::extract(&document, Grammar::english());
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let offsets = Offsets::new(black_box(&text), unit);
        let records = quotations.iter().map(|quotation| Record::new(quotation, &quotations, &document, &offsets));
        records.for_each(drop);
    });
}

#[divan::bench]
fn read_jsonl(bencher: Bencher<'_, '_>) {
    let text = article().replace('\n', "\\n");
    let lines = format!("{{\"id\":\"harbour\",\"text\":\"{text}\",\"date\":\"2024-05-01\"}}\n").repeat(20);
    let batch = Batch::new(lines.as_bytes(), Format::Jsonl);
    bencher.counter(BytesCount::of_str(&lines)).bench(|| black_box(&batch).documents().for_each(drop));
}

fn main() {
    divan::main();
}
