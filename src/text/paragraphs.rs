//! Paragraphs: at blank lines, and at every line's end unless the text is wrapped at some column.

use super::chars::is_space;
use crate::span::Span;
use memchr::memchr2;

/// The paragraphs of a text, without the white space around them.
pub(super) fn split(text: &str) -> impl Iterator<Item = Span> {
    let lines: Vec<Line> = Lines { text, at: 0 }.collect();
    let width = Wrapping::of(text, &lines);
    let mut lines = lines.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut last = lines.by_ref().find(|line| !line.inner.is_empty())?;
        let mut paragraph = last.inner;
        while let Some(line) = lines.next_if(|line| !line.inner.is_empty() && width.joins(text, last, *line)) {
            paragraph = paragraph.join(line.inner);
            last = line;
        }
        Some(paragraph)
    })
}

/// A line, blank or not.
#[derive(Clone, Copy)]
struct Line {
    /// Without the white space around it.
    inner: Span,
    /// How many bytes of white space it begins with.
    indent: u32,
}

/// Lines that end in LF, CR LF or CR.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let end = memchr2(b'\n', b'\r', bytes).unwrap_or(rest.len());
        let crlf = bytes[end..].starts_with(b"\r\n");
        self.at = start + (end + 1 + usize::from(crlf)).min(rest.len());
        let unindented = rest[..end].trim_start_matches(is_space);
        let indent = end - unindented.len();
        let inner = unindented.trim_end_matches(is_space);
        let inner = Span::new(start + indent, start + indent + inner.len());
        Some(Line { inner, indent: indent as u32 })
    }
}

/// Whether line ends mean something in a text.
#[derive(Clone, Copy)]
struct Wrapping {
    /// The column at which the text is wrapped; `None` where every line is a paragraph of its own.
    column: Option<usize>,
}

impl Wrapping {
    /// The share of line ends in mid-sentence, one in so many, that makes a text a wrapped one.
    const SHARE: usize = 4;
    /// Lengths at which people and programs wrap.
    const COLUMNS: std::ops::RangeInclusive<usize> = 40..=120;

    /// Looks at all line ends without a blank line behind them: in a wrapped text many stand in mid-sentence, behind lines of like length.
    fn of(text: &str, lines: &[Line]) -> Self {
        let (mut ends, mut torn, mut column) = (0, 0, 0);
        for (last, line) in lines.iter().zip(lines.iter().skip(1)) {
            if !last.inner.is_empty() && !line.inner.is_empty() {
                ends += 1;
                if Self::COLUMNS.contains(&last.inner.len()) && is_torn(text, *last, *line) {
                    torn += 1;
                    column = column.max(last.inner.len());
                }
            }
        }
        Self { column: (torn > 0 && torn * Self::SHARE >= ends).then_some(column) }
    }

    /// Whether a line goes on with the paragraph of the one before.
    fn joins(self, text: &str, last: Line, line: Line) -> bool {
        if is_torn(text, last, line) {
            return true;
        }
        let Some(column) = self.column else { return false };
        let inner = line.inner.of(text);
        // Had the line's first word fitted behind the last line, nobody would have wrapped there.
        let word = inner.find(is_space).unwrap_or(inner.len());
        let full = last.inner.len() + 1 + word > column - column / 10;
        full && line.indent <= last.indent && !inner.starts_with(['•', '*', '·', '▪', '―'])
    }
}

/// Whether a line break stands in mid-sentence: a small letter or a comma behind it and no stop before it.
fn is_torn(text: &str, last: Line, line: Line) -> bool {
    let starts = line.inner.of(text).chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ')'));
    starts && !last.inner.of(text).ends_with(['.', '!', '?', '…', ':', ';', '"', '”', '»'])
}
