use super::*;

use insta::assert_snapshot;

fn read(text: &str) -> (Text, Folded) {
    let raw = crate::text::read(text, Grammar::english());
    let folded = fold(text, &raw, Grammar::english());
    (raw, folded)
}

/// The outer sentences, parted by `|`, with `<…>` about quotations, `<…` where nothing closes them and `+<` where they go on.
fn folded(text: &str) -> String {
    let (_, folded) = read(text);
    let token = |token: &Token| {
        let written = token.span.of(text).replace('\n', " ");
        let Some(piece) = folded.pieces.get(token.piece as usize).filter(|_| token.kind == Kind::Quotation) else {
            return written;
        };
        let (before, after) = (if piece.continues { "+" } else { "" }, if piece.closed { ">" } else { "" });
        format!("{before}<{}{after}", piece.inner.of(text).replace('\n', " "))
    };
    let sentence = |range: &Range<usize>| {
        let tokens = &folded.outer.tokens[range.clone()];
        tokens
            .iter()
            .map(|t| format!("{}{}", if t.glued { "" } else { " " }, token(t)))
            .collect::<String>()
            .trim()
            .to_owned()
    };
    let paragraph = |range: &Range<usize>| {
        folded.outer.sentences[range.clone()].iter().map(sentence).collect::<Vec<_>>().join(" | ")
    };
    folded.outer.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join(" ¶ ")
}

/// The quotations inside of others.
fn inner(text: &str) -> String {
    read(text).1.inner.iter().map(|piece| piece.span.of(text)).collect::<Vec<_>>().join(" ")
}

#[test]
fn marks_of_all_shapes() {
    assert_snapshot!(folded("\"Go,\" he said."), @"<Go,> he said.");
    assert_snapshot!(folded("“Go,” he said. ”Go,“ he said. ”Go,” he said. “Go,“ he said."),
        @"<Go,> he said. | <Go,> he said. | <Go,> he said. | <Go,> he said.");
    assert_snapshot!(folded("„Go,“ he said. „Go,” he said. ‚Go,‘ he said."), @"<Go,> he said. | <Go,> he said. | <Go,> he said.");
    assert_snapshot!(folded("«Go», he said. « Go », he said. »Go«, he said. ‹Go›, he said."),
        @"<Go>, he said. | < Go >, he said. | <Go>, he said. | <Go>, he said.");
    assert_snapshot!(folded("「行」 he said. 『行』 he said."), @"<行> he said. | <行> he said.");
    assert_snapshot!(folded("''Go,'' he said. ``Go,'' he said. ‘‘Go,’’ he said."), @"<Go,> he said. | <Go,> he said. | <Go,> he said.");
    assert_snapshot!(folded("'Go,' he said. ‘Go,’ he said. `Go,' he said."), @"<Go,> he said. | <Go,> he said. | <Go,> he said.");
    assert_snapshot!(folded("“Go,\" he said. \"Go,” he said."), @"<Go,> he said. | <Go,> he said.");
}

#[test]
fn nested_marks() {
    assert_snapshot!(folded("\"She said 'no' to me,\" he said."), @"<She said 'no' to me,> he said.");
    assert_snapshot!(folded("‘She said “no” to me,’ he said."), @"<She said “no” to me,> he said.");
    assert_snapshot!(folded("\"She said \"no\" to me,\" he said. \"Why?\""), @"<She said \"no\" to me,> he said. | <Why?>");
    assert_snapshot!(folded("“She said “no” to me,” he said."), @"<She said “no” to me,> he said.");
    assert_snapshot!(folded("“She said, ‘No.’” He left."), @"<She said, ‘No.’> | He left.");
    assert_snapshot!(inner("“She said ‘no’ and «yes» to me,” he said. “A ‘b”"), @"‘no’ «yes»");
}

#[test]
fn no_marks() {
    assert_snapshot!(folded("He is 6'2\" tall, with a 12\" pipe in the '90s."), @"He is 6'2\" tall, with a 12\" pipe in the '90s.");
    assert_snapshot!(folded("\"It is a 12\" pipe,\" he said."), @"<It is a 12\" pipe,> he said.");
    assert_snapshot!(folded("Nothing here\" but a stray. \"Go,\" he said."), @"Nothing here\" but a stray. | <Go,> he said.");
    assert_snapshot!(folded("\"\" \"\" nothing"), @"\"\" \"\" nothing");
}

#[test]
fn lost_marks() {
    assert_snapshot!(folded("\"Go, he said. \"Stay,\" she said.\n\n\"No.\""), @"<Go, he said. | <Stay,> she said. ¶ <No.>");
    assert_snapshot!(folded("He saw a \"hero and left. They went.\n\n\"No.\""), @"He saw a <hero and left. | They went. ¶ <No.>");
    assert_snapshot!(folded("Go,\" he said. \"Stay,\" she said."), @"Go,\" he said. | <Stay,> she said.");
    assert_snapshot!(folded("\"Go, \"he said. \"Stay.\""), @"<Go, >he said. | <Stay.>");
    assert_snapshot!(folded("He said,\" Go now.\" She left."), @"He said,< Go now.> | She left.");
}

#[test]
fn quotations_over_paragraphs() {
    assert_snapshot!(folded("\"We go.\n\n\"We stay.\n\n\"We win,\" he said. \"Yes.\"\n\n\"No.\""),
        @"<We go. ¶ +<We stay. ¶ +<We win,> he said. | <Yes.> ¶ <No.>");
    assert_snapshot!(folded("He said: “We go. We stay.\n\n“We win.”\n\n“No.”"), @"He said: <We go. We stay. ¶ +<We win.> ¶ <No.>");
    assert_snapshot!(folded("‘We go. We stay.\n\n‘We win,’ he said."), @"<We go. We stay. ¶ +<We win,> he said.");
}

#[test]
fn outer_sentences() {
    assert_snapshot!(folded("“We go. We stay,” he said. “We won.” He left."), @"<We go. We stay,> he said. | <We won.> | He left.");
    assert_snapshot!(folded("“Why?” Mary Smith of Ohio asked. “Why?” He left. “Why?” she asked."),
        @"<Why?> Mary Smith of Ohio asked. | <Why?> | He left. | <Why?> she asked.");
    assert_snapshot!(folded("“A.” “B.” “C!” (D)"), @"<A.> | <B.> | <C!> | (D)");
    assert_snapshot!(folded("The “smart.” choice of “A. B. C.” and “why?” was his."), @"The <smart.> choice of <A. B. C.> and <why?> was his.");
    assert_snapshot!(folded("It was “great.” She left. It was “great”. She left. It was “great” — Lee."),
        @"It was <great.> | She left. | It was <great>. | She left. | It was <great> — Lee.");
    assert_snapshot!(folded("“Well…” Mary Smith said. “Go.” ― Ann Lee"), @"<Well…> Mary Smith said. | <Go.> ― Ann Lee");
}

#[test]
fn initial_words_of_outer_sentences() {
    let text = "“We go,” Smith said. “We stay.” They “may”. (But no.)";
    let tokens = read(text).1.outer.tokens;
    let initial = tokens.iter().filter(|token| token.initial).map(|token| token.span.of(text)).collect::<Vec<_>>();
    assert_snapshot!(initial.join(" "), @"“We go,” “We stay.” They But");
}

#[test]
fn pieces_know_their_tokens() {
    let text = "He said: “We go,\n\n“now.”";
    let (raw, folded) = read(text);
    let tokens =
        |piece: &Piece| raw.tokens[piece.tokens.clone()].iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join("/");
    assert_snapshot!(folded.pieces.iter().map(tokens).collect::<Vec<_>>().join(" "), @"We/go/, now/.");
    assert_eq!(folded.pieces.iter().map(|piece| piece.paragraph).collect::<Vec<_>>(), [0, 1]);
}

/// What must hold of any reading of any text.
fn check(text: &str) {
    let (raw, folded) = read(text);
    for view in [&raw, &folded.outer] {
        let mut last = 0;
        for token in &view.tokens {
            assert!(last <= token.span.start && !token.span.is_empty() && text.get(token.span.range()).is_some());
            assert!(token.kind == Kind::Quotation || token.span.len() <= 1024 + 4);
            last = token.span.end;
        }
        let chain = |ranges: &[Range<usize>], len| {
            let end = ranges.iter().fold(0, |at, range| {
                assert!(range.start == at && range.end > at);
                range.end
            });
            assert_eq!(end, len);
        };
        chain(&view.sentences, view.tokens.len());
        chain(&view.paragraphs, view.sentences.len());
        assert!(view.sentences.iter().all(|sentence| sentence.len() <= 400 + 16));
        for sentence in &view.sentences {
            assert!(view.tokens[sentence.clone()].iter().filter(|token| token.initial).count() <= 1);
        }
    }
    assert_eq!(raw.paragraphs.len(), folded.outer.paragraphs.len());
    for (i, piece) in folded.pieces.iter().enumerate() {
        assert!(piece.span.contains(piece.inner) && text.get(piece.inner.range()).is_some());
        assert!(folded.pieces.get(i + 1).is_none_or(|next| piece.span.end <= next.span.start));
        assert!(raw.tokens[piece.tokens.clone()].iter().all(|token| piece.inner.contains(token.span)));
    }
    // Every mark is in a piece or stays as a stray; nothing is lost or doubled.
    let inside: usize = folded.pieces.iter().map(|piece| piece.tokens.len() + 1 + usize::from(piece.closed)).sum();
    assert_eq!(raw.tokens.len(), inside + folded.outer.tokens.len() - folded.pieces.len());
    let quotations = folded.outer.tokens.iter().filter(|token| token.kind == Kind::Quotation);
    assert!(quotations.map(|token| token.piece as usize).eq(0..folded.pieces.len()));
}

proptest::proptest! {
    #[test]
    fn any_text_reads(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn any_pile_of_marks_and_words_reads(text in "([\"'“”„‘’«»‹›`.,!?…( )\\n\\-—:;•$@&#%]|Mr\\.|U\\.S\\.|said|Kim|n't|''|``|s'|6'2\"|5|é| ){0,60}") {
        check(&text);
    }
}

#[test]
fn any_length_of_anything_reads() {
    for unit in [
        "\"", "'", "' ", " '", "“", "”", "“‘", " \"a", "a\" ", "a' ", " 'a", "\"a\" ", ".", "!.", ")", "a", "a.", "a-",
        "5.", "'a\" ", "\n", "\n\n\"a.", "•", "_", "x@", "://", "é", "\u{200b}", "''", "(\"", "a.\")",
    ] {
        check(&unit.repeat(100_000));
    }
}
