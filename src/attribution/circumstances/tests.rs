//! Sentences with {speaker}, <cue> and [content] marked, and what else they tell.

use super::*;
use crate::cues;
use crate::{quotes, text};

/// Reads a marked sentence and spells out its circumstances, then what was cut from speaker and content.
fn read(marked: &str) -> String {
    let (text, marks) = unmark(marked);
    let grammar = Grammar::english();
    let raw = text::read(&text, grammar);
    let outer = quotes::fold(&text, &raw, grammar).outer;
    let tokens = |open: char| -> Vec<Range<usize>> {
        let inside = |span: Span| {
            let at = |byte: usize| outer.tokens.iter().position(|token| token.span.end as usize > byte);
            at(span.start as usize).unwrap()..at(span.end as usize).unwrap_or(outer.tokens.len())
        };
        marks.iter().filter(|(mark, _)| *mark == open).map(|(_, span)| inside(*span)).collect()
    };
    let cue = tokens('<').remove(0);
    let candidates = cues::find(&outer, grammar);
    let cue = candidates.iter().find(|candidate| cue.contains(&candidate.head)).unwrap();
    let be = outer.tokens[cue.tokens.clone()].iter().any(|token| token.classes.has(Class::Be));
    let scene = Scene {
        grammar,
        tokens: &outer.tokens,
        sentence: outer.sentences.iter().find(|sentence| sentence.contains(&cue.head)).unwrap().clone(),
        content: tokens('['),
        speaker: tokens('{').first().map(|stretch| (stretch.clone(), stretch.start)),
        cue: cue.tokens.clone(),
        frames: grammar.cue(cue.entry).map(|cue| cue.frames),
        passive: be && cue.forms.has(Form::Participle),
    };
    let Circumstances { addressee, setting, prompt, via } = scene.trimmed().circumstances();
    let named = [("to", addressee.map(|one| one.span)), ("at", setting), ("re", prompt)];
    let spans = named.into_iter().filter_map(|(name, span)| Some((name, span?)));
    let spans = spans.chain(via.iter().map(|one| ("via", one.span)));
    spans.map(|(name, span)| format!("{name}: {}", span.of(&text))).collect::<Vec<_>>().join(" | ")
}

/// The text without its marks, and the bytes that each mark encloses.
fn unmark(marked: &str) -> (String, Vec<(char, Span)>) {
    let (mut text, mut open, mut marks) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '{' | '<' | '[' => open.push((c, text.len())),
            '}' | '>' | ']' => {
                let (mark, start) = open.pop().unwrap();
                marks.push((mark, Span { start: start as _, end: text.len() as _ }));
            }
            _ => text.push(c),
        }
    }
    (text, marks)
}

#[test]
fn circumstances_are_read_around_the_cue() {
    let cases = [
        // To whom.
        ("{Okafor} <told> reporters [that the harbour would close].", "to: reporters"),
        ("{Okafor} <told> the Senate panel on Monday [the harbour would close].", "to: the Senate panel"),
        ("{She} <urged> her former colleagues [to wait].", "to: her former colleagues"),
        ("[“We are open,”] {Okafor} <said> to her colleagues.", "to: her colleagues"),
        ("[“We are open,”] {she} <told> him.", "to: him"),
        ("{Lindqvist} <thanked> Mayor Okafor [for the welcome].", "to: Mayor Okafor"),
        ("{They} <asked> a group of residents [whether the noise had stopped].", "to: a group of residents"),
        ("[“Enough,”] {he} <told> The Harbour Post.", "to: The Harbour Post"),
        ("{She} <told> voters gathered outside [that the count was over].", "to: voters"),
        ("{Lindqvist} <warned> Okafor's deputy [that time was short].", "to: Okafor's deputy"),
        ("{Okafor} <was told> by aides [that the harbour would close].", ""),
        ("{Okafor} <told> the truth [about the harbour].", ""),
        ("{She} <said> [that reporters had been told].", ""),
        ("{Okafor} <spoke> with residents [about the noise].", "to: residents"),
        ("{He} <told> her [that the port was open].", "to: her"),
        ("[“He lied,”] {she} said, <referring> to Okafor.", ""),
        ("[“He lied,”] {she} <said>, referring to Okafor.", ""),
        // Where and how.
        ("[“We are open,”] {Okafor} <said> at a briefing.", "at: at a briefing"),
        ("[“We are open,”] {Okafor} <said> in a statement on Tuesday.", "at: in a statement on Tuesday"),
        ("[“We are open,”] {Okafor} <said> Tuesday in an interview with CNN.", "at: in an interview with CNN"),
        (
            "In an interview with the Harbour Post, {Okafor} <said> [the port was open].",
            "at: in an interview with the Harbour Post",
        ),
        ("{Okafor}, in a speech on Monday, <said> [the port was open].", "at: in a speech on Monday"),
        ("{Okafor} <wrote> on Twitter [that the port was open].", "at: on Twitter"),
        ("{Okafor} <said> by phone [that the port was open].", "at: by phone"),
        (
            "{Okafor} <told> reporters at a news conference [that the port was open].",
            "to: reporters | at: at a news conference",
        ),
        ("{Okafor} <said> on NBC's “Morning Hour” [that the port was open].", "at: on NBC's “Morning Hour”"),
        ("Speaking at a rally in Ohio, {Okafor} <said> [the port was open].", "at: at a rally in Ohio"),
        ("But during the last debate, {Okafor} <said> [the port was open].", "at: during the last debate"),
        ("{Okafor} <said> [the port was open] in a post on Facebook.", "at: in a post on Facebook"),
        ("{Okafor} <said> in the House of Commons [that the port was open].", "at: in the House of Commons"),
        ("{Okafor} <said> on Tuesday [that the port was open].", ""),
        ("{Okafor} <spoke> in order to [calm them].", ""),
        (
            "At the rally the mayor drew a crowd of thousands of people from all parts of the city, and {Okafor} <said> [it was fine].",
            "",
        ),
        // In answer to what.
        ("Asked about fishing quotas, {Okafor} <said> [“we will see.”]", "re: Asked about fishing quotas"),
        (
            "When asked by residents whether the port would close, {Okafor} <said> [no].",
            "re: asked by residents whether the port would close",
        ),
        ("[“No,”] <said> {Okafor} when pressed on whether she would run.", "re: pressed on whether she would run"),
        (
            "[“No,”] <said> {Okafor when asked by residents whether the port would close}.",
            "re: asked by residents whether the port would close",
        ),
        ("{Okafor}, questioned about the quotas, <said> [she was not worried].", "re: questioned about the quotas"),
        (
            "[“No,”] {she} <said> when she was asked about the quotas, adding that she was tired.",
            "re: asked about the quotas",
        ),
        ("In response to a question about quotas, {Okafor} <said> [no].", "re: In response to a question about quotas"),
        ("{Counsel} asked for a delay and <called> [the hearing early].", ""),
        ("The clerk asked about quotas and {Okafor} <said> [no].", ""),
        // Through whom.
        ("{Okafor} <was quoted by Norwegian state radio as saying> [“we will see.”]", "via: Norwegian state radio"),
        ("{Okafor} <was quoted by the Harbour Post as saying>, [“we will see.”]", "via: the Harbour Post"),
        (
            "{The coast guard}, citing Lindby's Harbour Ministry, <said> [the port was open].",
            "via: Lindby's Harbour Ministry",
        ),
        ("{Okafor} <said> [the port was open, according to local news agencies].", "via: local news agencies"),
        ("According to two officials, {Okafor} <said> [the port was open].", "via: two officials"),
        ("{Okafor} <praised> [the plan], citing a lack of funds.", ""),
        ("[The port was open], <according to> {local news agencies}.", ""),
        ("{NBC} <reported> [that Okafor said the port was open].", ""),
    ];
    let wrong: Vec<_> = cases.into_iter().filter(|(marked, told)| !read(marked).eq_ignore_ascii_case(told)).collect();
    let report: Vec<String> = wrong
        .iter()
        .map(|(marked, told)| format!("{marked}\n  expected {told}\n  read     {}", read(marked)))
        .collect();
    assert!(wrong.is_empty(), "{}", report.join("\n"));
}

#[test]
fn what_a_stretch_has_swallowed_is_given_back() {
    let text = "Okafor when asked about quotas said the port was open, according to local news agencies.";
    let grammar = Grammar::english();
    let tokens = text::read(text, grammar).tokens;
    let at = |word: &str| tokens.iter().position(|token| token.span.of(text) == word).unwrap();
    let scene = Scene {
        grammar,
        tokens: &tokens,
        sentence: 0..tokens.len(),
        content: std::iter::once(at("the")..tokens.len() - 1).collect(),
        speaker: Some((0..at("said"), 0)),
        cue: at("said")..at("the"),
        frames: None,
        passive: false,
    }
    .trimmed();
    assert_eq!(scene.speaker, Some((0..1, 0)));
    assert_eq!(scene.content.as_slice(), std::slice::from_ref(&(at("the")..at("open") + 1)));
}
