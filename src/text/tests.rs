use super::*;

use insta::assert_snapshot;

/// The tokens, a line a sentence; `/` parts them and `+` joins what no space parts.
fn tokens(text: &str) -> String {
    let read = read(text, Grammar::english());
    let sentence = |range: &Range<usize>| {
        let mut line = String::new();
        for (i, token) in read.tokens[range.clone()].iter().enumerate() {
            line += if i == 0 {
                ""
            } else if token.glued {
                "+"
            } else {
                " / "
            };
            line += token.span.of(text);
        }
        line
    };
    read.sentences.iter().map(sentence).collect::<Vec<_>>().join("\n")
}

/// Each token with its kind, where that is no word.
fn kinds(text: &str) -> String {
    let read = read(text, Grammar::english());
    let kind = |token: &Token| match token.kind {
        Kind::Word => token.span.of(text).to_owned(),
        kind => format!("{}:{kind:?}", token.span.of(text)),
    };
    read.tokens.iter().map(kind).collect::<Vec<_>>().join(" ")
}

/// The text with `|` between sentences and `¶` between paragraphs.
fn sentences(text: &str) -> String {
    let read = read(text, Grammar::english());
    let sentence = |range: &Range<usize>| {
        let span = read.tokens[range.start].span.join(read.tokens[range.end - 1].span);
        span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let paragraph =
        |range: &Range<usize>| read.sentences[range.clone()].iter().map(sentence).collect::<Vec<_>>().join(" | ");
    read.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join(" ¶ ")
}

#[test]
fn clitics_stand_apart() {
    assert_snapshot!(tokens("She didn't go, he's ill"), @"She / did+n't / go+, / he+'s / ill");
    assert_snapshot!(tokens("They’ll see Kim’s aide"), @"They+’ll / see / Kim+’s / aide");
    assert_snapshot!(tokens("You wouldn't've known"), @"You / would+n't+'ve / known");
    assert_snapshot!(tokens("in the 1990's"), @"in / the / 1990+'s");
    assert_snapshot!(tokens("the teachers' union"), @"the / teachers+' / union");
    assert_snapshot!(tokens("O'Malley of Qur'an study"), @"O'Malley / of / Qur'an / study");
}

#[test]
fn words_that_hold_together() {
    assert_snapshot!(tokens("Lim Soo-suk met anti-refugee groups"), @"Lim / Soo-suk / met / anti-refugee / groups");
    assert_snapshot!(tokens("Mr. J. R. Lee of the U.S. met Ph.D. aides at 5 p.m. sharp"),
        @"Mr. / J. / R. / Lee / of / the / U.S. / met / Ph.D. / aides / at / 5 / p.m. / sharp");
    assert_snapshot!(tokens("Lund (D-N.Y.), Ruiz (R-Ill.), said D-Day. It ended in Spin-Off. Yes"),
        @r"
    Lund / (+D-N.Y.+)+, / Ruiz / (+R-Ill.+)+, / said / D-Day+.
    It / ended / in / Spin-Off+.
    Yes
    ");
    assert_snapshot!(tokens("a U.S.-led plan by AT&T and R&B stars"), @"a / U.S.-led / plan / by / AT&T / and / R&B / stars");
    assert_snapshot!(tokens("Paid $3.50, €1,200.5 or 7% of 24/7 at 10:30, F-16s in 2015–16"),
        @"Paid / $3.50+, / €1,200.5 / or / 7% / of / 24/7 / at / 10:30+, / F-16s / in / 2015–16");
    assert_snapshot!(tokens("the 42-year-old won in the '90s, 2nd"), @"the / 42-year-old / won / in / the / '90s+, / 2nd");
    assert_snapshot!(tokens("See https://a.example/b?c=d, www.b.example. Ask x.y@z.example or @who_me #tag_1."),
        @"
    See / https://a.example/b?c=d+, / www.b.example+.
    Ask / x.y@z.example / or / @who_me / #tag_1+.
    ");
    assert_snapshot!(tokens("sof\u{ad}t 日本語 naïve cafe\u{301}s"), @"sof\u{ad}t / 日本語 / naïve / cafe\u{301}s");
}

#[test]
fn signs() {
    assert_snapshot!(kinds("a - b -- c — d, e – f"), @"a -:Dash b --:Dash c —:Dash d ,:Comma e –:Dash f");
    assert_snapshot!(kinds("Well... no . . . “Go”"), @"Well ...:Stop no . . .:Stop “:Mark Go ”:Mark");
    assert_snapshot!(kinds("``Go,'' [he] said: 5 > -3;"),
        @"``:Mark Go ,:Comma '':Mark [:Open he ]:Close said ::Colon 5:Number >:Symbol -3:Number ;:Semicolon");
    assert_snapshot!(kinds("pre- and post-war"), @"pre -:Symbol and post-war");
    assert_snapshot!(kinds("He is 6'2\" tall"), @"He is 6'2\":Number tall");
}

#[test]
fn white_space_of_any_kind() {
    assert_snapshot!(tokens("\u{feff}Kim\u{a0}Lee\u{2009}said\t\u{200b}so\u{3000}.\r\n"), @"Kim / Lee / said / so / .");
}

#[test]
fn spelling_does_not_hang_on_case_or_curl() {
    let words = |text| read(text, Grammar::english()).tokens.iter().map(|token| token.word).collect::<Vec<_>>();
    assert_eq!(words("DIDN’T sof\u{ad}t ÉMIGRÉ re‑do"), words("didn't soft émigré re-do"));
    assert_eq!(words("Kim’s")[1], Sym::of("'s"));
    assert_eq!(words("Straße İ Mr. U.S."), ["straße", "i̇", "mr.", "u.s."].map(Sym::of));
}

#[test]
fn cases() {
    let case = |text| read(text, Grammar::english()).tokens[0].case;
    assert_eq!(["said", "Said", "NATO", "iPhone", "McCain", "I", "12"].map(case), {
        use Case::*;
        [Lower, Capital, Upper, Mixed, Capital, Capital, None]
    });
}

#[test]
fn single_marks_and_apostrophes() {
    assert_snapshot!(kinds("The teachers' union won't say 'maybe' now."),
        @"The teachers ' union wo n't say ':Mark maybe ':Mark now .:Stop");
    assert_snapshot!(kinds("'The teachers' union lost,' she said."),
        @"':Mark The teachers ' union lost ,:Comma ':Mark she said .:Stop");
    assert_snapshot!(kinds("‘We’re goin’ home.’"), @"‘:Mark We ’re goin ’ home .:Stop ’:Mark");
    assert_snapshot!(kinds("rock 'n' roll of the '60s, give 'em time"), @"rock ' n ' roll of the '60s:Number ,:Comma give ' em time");
    assert_snapshot!(kinds("'It's \"fine\" now,' he said"), @"':Mark It 's \":Mark fine \":Mark now ,:Comma ':Mark he said");
    assert_snapshot!(kinds("\"They said 'no,'\" he said"), @"\":Mark They said ':Mark no ,:Comma ':Mark \":Mark he said");
    assert_snapshot!(kinds("(the so-called 'boss')"), @"(:Open the so-called ':Mark boss ':Mark ):Close");
    assert_snapshot!(kinds("the Joneses' and the Smiths' houses"), @"the Joneses ' and the Smiths ' houses");
}

#[test]
fn sentences_end_at_stops() {
    assert_snapshot!(sentences("We won. He left! Why? No."), @"We won. | He left! | Why? | No.");
    assert_snapshot!(sentences("Mr. Lee and John F. Kennedy met Dr. J. R. Smith on Jan. 5. They won No. 3."),
        @"Mr. Lee and John F. Kennedy met Dr. J. R. Smith on Jan. 5. | They won No. 3.");
    assert_snapshot!(sentences("Acme Inc. said so. He lives in the U.S. The end. The U.S. Senate met at 5 p.m. Monday."),
        @"Acme Inc. said so. | He lives in the U.S. | The end. | The U.S. Senate met at 5 p.m. Monday.");
    assert_snapshot!(sentences("He said no. They paid $3.50 for it. See p. 5."), @"He said no. | They paid $3.50 for it. | See p. 5.");
    assert_snapshot!(sentences("Nobody is as old as I. He knows. It is plan B. But it failed."),
        @"Nobody is as old as I. | He knows. | It is plan B. | But it failed.");
    assert_snapshot!(sentences("LEE, N.H. (AP) — He won."), @"LEE, N.H. (AP) — | He won.");
    assert_snapshot!(sentences("OSLO — He won. Ann — my aunt — lost."), @"OSLO — | He won. | Ann — my aunt — lost.");
    assert_snapshot!(sentences("Well... maybe. So… They left. Jeb! was late."), @"Well... maybe. | So… | They left. | Jeb! was late.");
    assert_snapshot!(sentences("One: two; three — four. (Five.) [Six.] Seven"), @"One: two; three — four. | (Five.) | [Six.] | Seven");
    assert_snapshot!(sentences("Glued here.Then there. 12 came."), @"Glued here. | Then there. | 12 came.");
}

#[test]
fn sentences_with_marks() {
    assert_snapshot!(sentences("\"It's over!\" she said. \"Go.\" \"Why?\" Mary Lee asked. “No.” He left."),
        @"\"It's over!\" she said. | \"Go.\" | \"Why?\" Mary Lee asked. | “No.” | He left.");
    assert_snapshot!(sentences("He called it ‘done.’ She left. ''Go.'' They went. ``Stay.'' We stay."),
        @"He called it ‘done.’ | She left. | ''Go.'' | They went. | ``Stay.'' | We stay.");
}

#[test]
fn lists() {
    assert_snapshot!(sentences("1. Open it.\n2. Shut it.\n• No stop • No stop either\n- a dash"),
        @"1. Open it. ¶ 2. Shut it. ¶ • No stop | • No stop either ¶ - a dash");
}

#[test]
fn paragraphs_of_pasted_lines() {
    assert_snapshot!(sentences("Mayor wins again\nBy Ann Lee\n\nThe mayor won. He left.\nPhoto: Ann Lee\nThe city cheered."),
        @"Mayor wins again ¶ By Ann Lee ¶ The mayor won. | He left. ¶ Photo: Ann Lee ¶ The city cheered.");
    assert_snapshot!(sentences("He met\nKim\nand left.\r\rNext"), @"He met ¶ Kim and left. ¶ Next");
}

#[test]
fn paragraphs_of_wrapped_lines() {
    let wrapped = "The mayor of the small town by the river said late on Tuesday\n\
                   that he would not stand again. The council, which had met on\n\
                   Monday, had asked him to. Nobody knew why he had waited till\n\
                   Tuesday to tell.\n\
                   The council will meet again.\n\n\
                   Then it is over.";
    assert_snapshot!(sentences(wrapped), @"The mayor of the small town by the river said late on Tuesday that he would not stand again. | The council, which had met on Monday, had asked him to. | Nobody knew why he had waited till Tuesday to tell. ¶ The council will meet again. ¶ Then it is over.");
}

#[test]
fn initial_words() {
    let initial = |text: &str| {
        let tokens = read(text, Grammar::english()).tokens;
        tokens.iter().filter(|token| token.initial).map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
    };
    assert_snapshot!(initial("“We won. (They lost.) ‘Go.’"), @"We They Go");
}

#[test]
fn long_sentences_are_cut() {
    let read = read(&"we go, they stay ".repeat(1000), Grammar::english());
    assert!(read.sentences.len() > 5 && read.sentences.iter().all(|sentence| sentence.len() <= 400));
    assert!(read.tokens[read.sentences[0].end - 1].kind == Kind::Comma);
}

#[test]
fn the_sentences_around_a_span() {
    let text = "One came. Two stayed.\n\nThree left. Four rose.\n";
    let read = read(text, Grammar::english());
    let around = |words: &str, more| {
        let start = text.find(words).unwrap();
        read.around(Span::new(start, start + words.len()), more).of(text)
    };
    assert_eq!(around("stayed", 0), "Two stayed.");
    assert_eq!(around("Two stayed.\n\nThree", 0), "Two stayed.\n\nThree left.");
    assert_eq!(around("stayed", 1), "One came. Two stayed.\n\nThree left.");
    assert_eq!(around("Four rose.", usize::MAX), text.trim_end());
}
