//! Whom a pronoun means: every recent person is an option, features speak for and against, the best sum wins.

/// What speaks for or against an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Feature {
    PreviousSpeaker,
    PreviousSpeakerNear,
    SpeakerBefore,
    SpokeBefore,
    SameSentence,
    SameSentenceFirst,
    PreviousSentence,
    PreviousSentenceFirst,
    SameParagraph,
    MostRecent,
    InContent,
    OnlyQuoted,
    GenderAgrees,
    GenderClashes,
    Mentions,
    Headline,
    Possessor,
    Object,
    Supersedes,
    Superseded,
    Unnamed,
    KindUnknown,
    Distance,
}

/// The names of the features, in the order of [`Feature`], as `coreference.txt` writes them, with hand-set weights.
pub(super) const FEATURES: &[(&str, f32)] = &[
    ("previous-speaker", 1.7),
    ("previous-speaker-near", 1.8),
    ("speaker-before", 0.1),
    ("spoke-before", 0.5),
    ("same-sentence", 0.4),
    ("same-sentence-first", 0.8),
    ("previous-sentence", 0.6),
    ("previous-sentence-first", 0.7),
    ("same-paragraph", 0.6),
    ("most-recent", 0.2),
    ("in-content", -2.5),
    ("only-quoted", -2.0),
    ("gender-agrees", 1.2),
    ("gender-clashes", -3.9),
    ("mentions", 0.7),
    ("headline", -0.6),
    ("possessor", -0.1),
    ("object", -0.6),
    ("supersedes", 0.7),
    ("superseded", -0.6),
    ("unnamed", -1.0),
    ("kind-unknown", -1.0),
    ("distance", -0.2),
];

/// An option with its features.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub entity: usize,
    pub values: [f32; FEATURES.len()],
}

impl Candidate {
    pub fn new(entity: usize) -> Self {
        Self { entity, values: [0.0; FEATURES.len()] }
    }

    pub fn set(&mut self, feature: Feature, value: f32) {
        self.values[feature as usize] = value;
    }

    pub fn score(&self) -> f32 {
        self.values.iter().zip(FEATURES).map(|(value, (_, weight))| value * weight).sum()
    }

    /// The features that count most, with their share of the score: “previous-speaker +1.5, object -0.5”.
    pub fn reasons(&self) -> String {
        let mut shares: Vec<(f32, &str)> = self
            .values
            .iter()
            .zip(FEATURES)
            .map(|(value, &(name, weight))| (value * weight, name))
            .filter(|(share, _)| share.abs() >= 0.05)
            .collect();
        shares.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        shares.iter().take(4).map(|(share, name)| format!("{name} {share:+.1}")).collect::<Vec<_>>().join(", ")
    }
}
