//! The lexicon files are in order and the English grammar knows its words.

use super::*;
use crate::choice::Weights;
use std::collections::BTreeMap;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/en");

fn sym(word: &str) -> Sym {
    Sym::of(&word.to_lowercase())
}

fn entries(path: &'static str, source: &'static str) -> impl Iterator<Item = lexicon::Entry<'static>> {
    let mut entries = Vec::new();
    lexicon::read(Path::new(path), source, &mut entries).unwrap();
    entries.into_iter().map(|(_, entry)| entry)
}

/// The files of words.
fn lexicons() -> impl Iterator<Item = (&'static str, &'static str)> {
    ENGLISH.into_iter().filter(|(path, _)| path.ends_with(".txt"))
}

fn count(class: Class) -> usize {
    lexicons()
        .flat_map(|(path, source)| entries(path, source))
        .filter(|entry| entry.section == lexicon::Section::Words(class))
        .count()
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    let files = Grammar::files(Path::new(FOLDER)).unwrap();
    let names = files.iter().map(|path| path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap());
    assert!(names.eq(ENGLISH.iter().map(|(path, _)| Path::new(path))));
    assert!(Grammar::english().cues.len() > 2_000);
}

#[test]
fn sections_are_sorted_and_unique() {
    for (path, source) in lexicons() {
        let mut last: BTreeMap<String, String> = BTreeMap::new();
        for entry in entries(path, source) {
            let (section, key) = (format!("{:?}", entry.section), entry.key());
            let before = last.insert(section, key.clone()).unwrap_or_default();
            assert!(before < key, "{path}:{}: {key:?} stands behind {before:?}", entry.line);
        }
    }
}

#[test]
fn lexicons_are_as_large_as_promised() {
    let floors = [
        (Class::CueVerb, 450),
        (Class::AttitudeVerb, 150),
        (Class::CueNoun, 300),
        (Class::Role, 300),
        (Class::GroupNoun, 150),
        (Class::OrganisationName, 200),
        (Class::GivenName, 2_500),
        (Class::Abbreviation, 200),
        (Class::Common, 10_000),
    ];
    for (class, floor) in floors {
        assert!(count(class) >= floor, "{}: {} entries", class.name(), count(class));
    }
}

#[test]
fn classes_fit_their_set() {
    assert!(Class::ALL.len() <= 64);
}

#[test]
fn words_have_classes_forms_and_cues() {
    let grammar = Grammar::english();
    let shown = |word: &str| {
        let known = grammar.word(sym(word));
        let classes: Vec<_> = known.classes.iter().map(Class::name).collect();
        let cue = grammar.cue(known.cue).map(|cue| format!(" = {} ({})", cue.lemma, cue.act)).unwrap_or_default();
        format!("{word}{cue}: {}", classes.join(" "))
    };
    let words = ["said", "wrote", "claims", "believed", "spokeswomen", "Mary", "Mr", "U.S.", "she", "n't"];
    insta::assert_snapshot!(words.map(shown).join("\n"), @"
    said = say (state): cue-verb verb common
    wrote = write (state): cue-verb verb common
    claims = claim (state): cue-verb cue-noun common plural
    believed = believe (think): attitude-verb verb common
    spokeswomen: role group-noun feminine plural
    Mary: given-name feminine
    Mr: title abbreviation masculine
    U.S.: place abbreviation
    she: subject-pronoun common feminine
    n't: negation
    ");
    assert!(grammar.form(sym("said")).has(Form::Past) && grammar.form(sym("said")).has(Form::Participle));
    assert!(!grammar.form(sym("saying")).finite());
    assert_eq!(grammar.word(sym("xyzzy")), Word::default());
}

#[test]
fn the_longest_phrase_is_found() {
    let grammar = Grammar::english();
    let shown = |text: &str| match grammar.phrase_at(text.split(' ').map(sym)) {
        Some((len, phrase)) => {
            let cue = grammar.cue(phrase.word.cue).map_or("", |cue| &cue.lemma);
            format!("{text}: {len} {:?} {cue} at {}", phrase.kind, phrase.head)
        }
        None => format!("{text}: none"),
    };
    let texts = [
        "according to her",
        "took aim at it",
        "lashes out at them",
        "in a statement on Friday",
        "in a hurry",
        "puts it this way",
        "puts it there",
        "prime minister Kim",
        "attorneys general say",
        "took",
        "",
    ];
    insta::assert_snapshot!(texts.map(shown).join("\n"), @"
    according to her: 2 Preposition according at 0
    took aim at it: 3 Verb take at 0
    lashes out at them: 3 Verb lash at 0
    in a statement on Friday: 3 Noun statement at 2
    in a hurry: none
    puts it this way: 4 Verb put at 0
    puts it there: 2 Verb put at 0
    prime minister Kim: 2 Other  at 1
    attorneys general say: 2 Other  at 0
    took: none
    : none
    ");
}

/// A word's number may by chance be that of a step in the phrases' tree: the text then ended within a phrase of two words.
#[test]
fn no_phrase_is_longer_than_its_words() {
    let grammar = Grammar::english();
    let longer =
        |number: &u32| grammar.phrase_at([Sym(number.wrapping_mul(0x9e37_79b9))]).is_some_and(|(len, _)| len > 1);
    assert_eq!((0..4_000_000).find(longer), None);
}

#[test]
fn more_weights_than_there_is_room_for_are_an_error() {
    let lines = |count: usize| (0..count).map(|n| format!("gate.lemma {n} 1\n")).collect::<String>();
    let read = |count| Grammar::from_sources(&[(super::WEIGHTS, lines(count))]).map(|_| ());
    assert!(read(Weights::MOST).is_ok());
    let error = read(Weights::MOST + 1).unwrap_err().to_string();
    assert_eq!(error, "weights.tsv:122881: expected at most 122880 features in all that have no label");
}

#[test]
fn errors_name_file_and_line() {
    let broken = |source: &'static str| {
        let acts = ("acts.txt", "[act]\nstate\n");
        Grammar::from_sources(&[acts, ("cues.txt", source)]).map(|_| ()).unwrap_err().to_string()
    };
    let sources = [
        "[cue-verb]\nsay : quote",
        "[cue-verb]\nsay : stat quote",
        "[kin]\naunt : state",
        "[modal]\nmay | might",
        "[cue-verb]\n\nsay : state |",
        "say : state",
    ];
    let missing = Grammar::from_dir(Path::new("no/such/folder")).map(|_| ()).unwrap_err();
    insta::assert_snapshot!(format!("{}\n{missing}", sources.map(broken).join("\n")), @"
    cues.txt:2: expected an act of acts.txt
    cues.txt:2: expected an act of acts.txt
    cues.txt:2: expected the name of a class
    cues.txt:2: expected no forms for words of this class
    cues.txt:3: expected a form
    cues.txt:1: expected a heading such as [cue-verb] before the first entry
    no/such/folder: No such file or directory (os error 2)
    ");
}
