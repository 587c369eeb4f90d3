//! Writes a reading into its text, in the notation of `grammar/en/patterns`: `[speaker1 Lim] [cue1 said] [content1 yes]`.

use crate::grammar::examples::Part;
use crate::record::Quotation;
use crate::span::Span;
use std::cmp::Reverse;

/// A stretch of the text and the name that its bracket bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The stretch, in bytes.
    pub span: Span,
    /// The name: `speaker1`.
    pub label: String,
}

/// The stretches of the text that play this part in a record.
#[must_use]
pub fn spans(quotation: &Quotation, part: Part) -> Vec<Span> {
    let attribution = &quotation.attribution;
    match part {
        Part::Content => attribution.content.clone(),
        Part::Cue => attribution.cue.iter().flat_map(|cue| cue.spans.iter().copied()).collect(),
        Part::Speaker => attribution.speaker.iter().map(|mention| mention.span).collect(),
        Part::Addressee => attribution.addressee.iter().map(|mention| mention.span).collect(),
        Part::Setting => attribution.setting.into_iter().collect(),
        Part::Prompt => attribution.prompt.into_iter().collect(),
        Part::Via => attribution.via.iter().map(|mention| mention.span).collect(),
    }
}

/// The marks of all records, which are numbered from 1.
#[must_use]
pub fn marks(quotations: &[Quotation]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, quotation) in (1..).zip(quotations) {
        for part in Part::ALL {
            let label = format!("{}{number}", part.name());
            marks.extend(spans(quotation, part).into_iter().map(|span| Mark { span, label: label.clone() }));
        }
    }
    marks
}

/// The part of `text` from `from` to `to`, with every mark that begins or ends there as a bracket. A bracket of the text
/// itself gets a backslash, as in the notation.
#[must_use]
pub fn marked(text: &str, from: usize, to: usize, marks: &[Mark]) -> String {
    // At one offset brackets close before others open, and the widest opens first.
    let mut brackets: Vec<(usize, bool, Reverse<usize>, String)> = Vec::new();
    for Mark { span, label } in marks {
        let (start, end) = (span.start as usize, span.end as usize);
        brackets.push((start, true, Reverse(end), format!("[{label} ")));
        brackets.push((end, false, Reverse(start), "]".to_owned()));
    }
    brackets.retain(|&(at, opens, ..)| if opens { from <= at && at < to } else { from < at && at <= to });
    brackets.sort();

    let literal = |piece: &str| piece.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    let (mut out, mut done) = (String::new(), from);
    for (at, _, _, bracket) in brackets {
        out += &literal(&text[done..at]);
        out += &bracket;
        done = at;
    }
    out + &literal(&text[done..to])
}
