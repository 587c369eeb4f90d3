//! Every article in `tests/articles` reads as recorded in `snapshots/articles`: the article itself with its reading
//! marked in it, in the notation of `grammar/en/patterns`, and after each paragraph a line for each record that starts
//! there: number, type, pattern, who speaks, with which verb, as which act.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use insta::{Settings, assert_snapshot, glob};
use sayso::document::Document;
use sayso::grammar::Grammar;
use sayso::marking::{marked, marks};
use sayso::record::Quotation;
use sayso::speakers::Speaker;
use std::fs;

#[test]
fn articles_read_as_recorded() {
    glob!("articles/*.txt", |path| {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path("../snapshots/articles");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_suffix("");
        settings.set_omit_expression(true);
        settings.bind(|| assert_snapshot!(name, reading(name, &text)));
    });
}

/// No span of any article's reading cuts a character, leaves the text or holds nothing.
#[test]
fn offsets_hold() {
    glob!("articles/*.txt", |path| {
        let text = fs::read_to_string(path).unwrap();
        for mark in marks(&sayso::extract(&Document::new("article", text.as_str()), Grammar::english())) {
            assert!(!mark.span.of(&text).is_empty(), "{}: {} at {:?}", path.display(), mark.label, mark.span);
        }
    });
}

/// The article with its reading, paragraph by paragraph.
fn reading(id: &str, text: &str) -> String {
    let grammar = Grammar::english();
    let quotations = sayso::extract(&Document::new(id, text), grammar);
    let marks = marks(&quotations);
    let layout = sayso::text::read(text, grammar);
    let (mut out, mut done) = (String::new(), 0);
    for (index, sentences) in layout.paragraphs.iter().enumerate() {
        let last = layout.sentences[sentences.clone()].iter().map(|tokens| tokens.end).max().unwrap_or_default();
        let end = layout.tokens[..last].last().map_or(done, |token| token.span.end as usize).max(done);
        out += marked(text, done, end, &marks).trim_matches('\n');
        out += "\n";
        for (number, quotation) in (1..).zip(&quotations).filter(|(_, found)| found.paragraph as usize == index) {
            out += &format!("  {number:>3} {}\n", summary(quotation));
        }
        out += "\n";
        done = end;
    }
    out + marked(text, done, text.len(), &marks).trim_matches('\n')
}

/// `direct quote-speaker-cue: Lim Soo-suk (proper person, spokesperson, South Korea) #2, say = state`. The confidence is
/// left out: it moves whenever the model is fitted anew, and the reading need not.
fn summary(quotation: &Quotation) -> String {
    let attribution = &quotation.attribution;
    let speaker = quotation.speaker.as_ref().map_or_else(|| "nobody".to_owned(), who);
    let cue = attribution.cue.as_ref().map_or_else(String::new, |cue| {
        let lemma = if cue.lemma.is_empty() { "no verb" } else { &cue.lemma };
        format!(", {}{lemma} = {}", if cue.negated { "not " } else { "" }, cue.act)
    });
    format!("{} {}: {speaker}{cue}", lower(attribution.kind), attribution.pattern)
}

/// A speaker's name, what is known of it, and its number in the document.
fn who(speaker: &Speaker) -> String {
    let known = [&speaker.role, &speaker.affiliation];
    let known: String = known.into_iter().flatten().map(|known| format!(", {known}")).collect();
    let name = speaker.name.as_deref().unwrap_or("unnamed");
    format!("{name} ({} {}{known}) #{}", lower(speaker.mention), lower(speaker.kind), speaker.entity)
}

/// A variant's name as records write it.
fn lower(variant: impl std::fmt::Debug) -> String {
    format!("{variant:?}").to_lowercase()
}
