//! Which patterns a cue proposes, and that every pattern has its examples.

use super::*;
use crate::attribution::layouts;
use std::collections::BTreeSet;
use std::path::Path;

/// For each cue of a sentence the patterns that fit, most specific first.
fn proposed(text: &str) -> String {
    let grammar = Grammar::english();
    let raw = crate::text::read(text, grammar);
    let outer = crate::quotes::fold(text, &raw, grammar).outer;
    let mut shown = String::new();
    for cue in crate::cues::find(&outer, grammar) {
        let sentence = outer.sentences.iter().position(|sentence| sentence.contains(&cue.head)).unwrap();
        let names: Vec<_> = propose(&outer, sentence, &cue, grammar).patterns().map(|pattern| pattern.name).collect();
        shown += &format!("{}: {}\n", outer.tokens[cue.head].span.of(text), names.join(", "));
    }
    shown
}

#[test]
fn shapes_fit_around_their_cues() {
    let shown = [
        "“We will stay,” the mayor said.",
        "“We will stay,” said the mayor. “We always have.”",
        "According to the mayor, the bridge is safe.",
        "Nobody saw the mayor, who said it was safe.",
        "The mayor called to say that it was safe.",
        "The mayor: “We will stay.”",
        "Said.",
    ]
    .map(proposed);
    insta::assert_snapshot!(shown.join("\n"), @r"
    said: quote-speaker-cue, clause-speaker-cue

    said: quote-alone, quote-cue-speaker-quote, quote-cue-speaker, clause-speaker-cue-clause, clause-cue-speaker

    According: according-to-speaker-clause

    saw: 
    said: relative-cue, clause-speaker-cue-clause, clause-speaker-cue, clause-cue-speaker, speaker-cue-clause

    called: clause-speaker-cue-clause, clause-speaker-cue, clause-cue-speaker, speaker-cue-that-clause, speaker-cue-clause
    say: infinitive-cue, clause-speaker-cue-clause, clause-speaker-cue, clause-cue-speaker, speaker-cue-that-clause, speaker-cue-clause

    :: speaker-colon-quote, headline-colon

    Said: 
    ");
}

#[test]
fn examples_and_patterns_have_the_same_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en/patterns");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    let names = PATTERNS.iter().map(|pattern| pattern.name).chain(layouts::NAMES).map(str::to_owned);
    assert_eq!(files.collect::<BTreeSet<_>>(), names.collect::<BTreeSet<_>>());
}

/// A choice may look for a name of every arrangement, and a set of proposals has 32 bits.
#[test]
fn every_arrangement_has_a_name() {
    assert!(PATTERNS.len() <= 32);
    for content in [Content::Left, Content::Right, Content::Both, Content::Apart] {
        for marked in [false, true] {
            for speaker in [None, Some(Place::Before), Some(Place::After)] {
                let arrangement = Arrangement { content, marked, speaker };
                assert!(PATTERNS.iter().any(|pattern| pattern.has(arrangement)), "{arrangement:?}");
            }
        }
    }
}
