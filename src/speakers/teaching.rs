//! The right answers, while the choice of antecedents is learned: an attribution's speaker as somebody has named it.

use crate::choice::fit::Examples;
use std::collections::BTreeSet;

/// The speaker of one attribution, as read off the article: the name, or that it has none.
pub(crate) type Answer = Option<Option<String>>;

/// Answers for the attributions of one article, and the examples that come of them.
pub(crate) struct Teacher<'t> {
    /// For each attribution the answer; `None` where it is not known.
    pub answers: &'t [Answer],
    pub examples: &'t mut Examples,
    /// The attribution that is being resolved.
    pub at: usize,
}

impl Teacher<'_> {
    /// Whether the present attribution's speaker is known.
    pub fn answered(&self) -> bool {
        self.answers.get(self.at).is_some_and(Option::is_some)
    }

    /// Whether the present attribution's speaker is who is called so, or nobody with a name.
    pub fn means(&self, name: Option<&str>) -> bool {
        let answer = self.answers.get(self.at).and_then(Option::as_ref);
        answer.is_some_and(|answer| answer.as_deref().map(words) == name.map(words))
    }
}

fn words(name: &str) -> BTreeSet<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
