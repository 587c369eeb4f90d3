//! The raw tokens of a text, asked one at a time; an index beyond them has no class and no kind.

use super::names::capital;
use crate::grammar::{Class, Classes, Sym};
use crate::span::Span;
use crate::text::{Kind, Token};
use std::ops::Range;

/// A text with its raw tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'r> {
    pub text: &'r str,
    pub tokens: &'r [Token],
}

impl<'r> Reading<'r> {
    pub fn token(self, at: usize) -> Option<&'r Token> {
        self.tokens.get(at)
    }

    /// A token as written.
    pub fn text(self, at: usize) -> &'r str {
        self.token(at).map_or("", |t| t.span.of(self.text))
    }

    pub fn kind(self, at: usize) -> Option<Kind> {
        self.token(at).map(|t| t.kind)
    }

    pub fn word(self, at: usize) -> Sym {
        self.token(at).map_or(Sym::default(), |t| t.word)
    }

    pub fn has(self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.classes.has(class))
    }

    /// “The”, “this”, “both”: what opens a phrase about somebody told of before.
    pub fn definite(self, at: usize) -> bool {
        self.has(at, Class::Definite) && !self.has(at, Class::Organisation)
    }

    /// “Company”, “club”: a noun for bodies whose names seldom have it, unlike “court”.
    pub fn general(self, at: usize) -> bool {
        self.has(at, Class::Definite) && self.has(at, Class::Organisation)
    }

    pub fn any(self, at: usize, classes: Classes) -> bool {
        self.token(at).is_some_and(|t| t.classes.any(classes))
    }

    pub fn any_capital(self, words: &Range<usize>) -> bool {
        words.clone().any(|i| self.token(i).is_some_and(capital))
    }

    /// The second part of a contraction or a possessive ending: “'s”.
    pub fn clitic(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| super::names::clitic(self.text, t))
    }

    /// 1 for a word of men, −1 for one of women, 0 for others.
    pub fn gender(self, at: usize) -> i32 {
        i32::from(self.has(at, Class::Masculine)) - i32::from(self.has(at, Class::Feminine))
    }

    /// The stretch of text from the first to the last of these tokens.
    pub fn span(self, words: &Range<usize>) -> Span {
        let first = self.token(words.start).map_or(Span::default(), |t| t.span);
        words.end.checked_sub(1).and_then(|last| self.token(last)).map_or(first, |t| first.join(t.span))
    }

    /// The text of these tokens with single spaces, as a name or role is written in a record. Of endless white space
    /// between them only the start is read, for a name is spelled again with each of its mentions.
    pub fn spell(self, words: &Range<usize>) -> String {
        const GAP: usize = 8;
        let tokens = self.tokens.get(words.clone()).unwrap_or_default();
        let mut out = String::with_capacity(self.span(words).len());
        let (mut end, mut space) = (tokens.first().map_or(0, |first| first.span.start), false);
        for token in tokens {
            let gap = Span { start: end, end: token.span.start }.of(self.text);
            let written = token.span.of(self.text);
            end = token.span.end;
            if matches!(gap, "" | " ") && written.bytes().all(|byte| byte.is_ascii_graphic()) {
                space |= !gap.is_empty();
                if std::mem::take(&mut space) && !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(written);
                continue;
            }
            for c in gap.chars().take(GAP).chain(written.chars()) {
                if c.is_whitespace() {
                    space = true;
                    continue;
                }
                if std::mem::take(&mut space) && !out.is_empty() {
                    out.push(' ');
                }
                out.push(c);
            }
        }
        out
    }

    /// The tokens inside a span.
    pub fn within(self, span: Span) -> Range<usize> {
        self.among(0..self.tokens.len(), span)
    }

    /// Those of these tokens that are inside a span.
    pub fn among(self, words: Range<usize>, span: Span) -> Range<usize> {
        let tokens = self.tokens.get(words.clone()).unwrap_or_default();
        let start = tokens.partition_point(|t| t.span.end <= span.start);
        let count = tokens[start..].partition_point(|t| t.span.start < span.end);
        words.start + start..words.start + start + count
    }
}
