//! The word classes that a grammar folder can give to a word, and sets of them.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A class of words, named in a grammar file as `[name]`. A word may be in several.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant,)* }

        impl Class {
            /// Every class, in the order of their bits.
            pub const ALL: &'static [Class] = &[$(Class::$variant,)*];

            /// The name that grammar files use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Class::$variant => $name,)* }
            }

            /// The class that grammar files call so.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|class| class.name() == name)
            }
        }
    };
}

// The first ones, up to `Modifier`, are coarse classes: of a word in several the first counts, so that it is a set's lowest bit.
classes! {
    /// that
    Complementizer = "complementizer",
    /// not, n't, never
    Negation = "negation",
    /// will, would, may, must
    Modal = "modal",
    /// forms of be
    Be = "be",
    /// forms of have
    Have = "have",
    /// forms of do
    Do = "do",
    /// to
    To = "to",
    /// by: agents of passives
    By = "by",
    /// of
    Of = "of",
    /// as
    As = "as",
    /// who, which, whose, that
    Relative = "relative",
    /// what, how, why, whether
    Interrogative = "interrogative",
    /// his, her, their
    Possessive = "possessive",
    /// he, she, they, I, we, you, it
    SubjectPronoun = "subject-pronoun",
    /// him, them, me, us
    ObjectPronoun = "object-pronoun",
    /// himself
    Reflexive = "reflexive",
    /// the, a, this, every
    Determiner = "determiner",
    /// some, many, several, most
    Quantifier = "quantifier",
    /// and, or, but, nor
    Conjunction = "conjunction",
    /// if, because, although, while, when
    Subordinator = "subordinator",
    /// of, in, on, with …
    Preposition = "preposition",
    /// this, those, one, nobody, everyone: other words that stand for a noun phrase
    IndefinitePronoun = "indefinite-pronoun",
    /// also, later, repeatedly: between the parts of a cue
    CueAdverb = "cue-adverb",
    /// Mr., Sen., President: before a name
    Title = "title",
    /// Monday, January, yesterday, week
    Time = "time",
    /// two, hundred, million
    NumberWord = "number-word",
    /// a verb that reports speech, in any form
    CueVerb = "cue-verb",
    /// a verb of thought, wish or feeling: think, want, fear
    AttitudeVerb = "attitude-verb",
    /// a noun that reports speech: claim, promise, warning
    CueNoun = "cue-noun",
    /// a noun of thought, wish or feeling: hope, fear, belief
    AttitudeNoun = "attitude-noun",
    /// report, statement, letter, poll: documents that speak
    Document = "document",
    /// spokesman, senator, mayor: nouns for a person by their part
    Role = "role",
    /// brother, wife, mother
    Kin = "kin",
    /// man, woman, student, resident: other nouns for a person, singular or plural
    PersonNoun = "person-noun",
    /// officials, experts, police, critics: nouns for several people
    GroupNoun = "group-noun",
    /// briefing, interview, rally, Twitter: where something is said
    Setting = "setting",
    /// company, ministry, party, campaign: nouns and name parts of an organisation
    Organisation = "organisation",
    /// up, out, off, back: after a verb
    Particle = "particle",
    /// a finite form of a common verb that is no cue: went, took, has
    Verb = "verb",
    /// adjectives and adverbs that do not end as such: new, top, former, very
    Modifier = "modifier",
    /// I, we, my, our, us
    FirstPerson = "first-person",
    /// you, your
    SecondPerson = "second-person",
    /// Reuters, CNN, UNESCO: names of organisations
    OrganisationName = "organisation-name",
    /// campaign, team: bodies that are called by the name of the person whom they serve
    Campaign = "campaign",
    /// the, this, those, both: what opens a phrase about something already told of; and company, club: nouns for bodies
    /// that are told of by other names
    Definite = "definite",
    /// Mary, John
    GivenName = "given-name",
    /// Russia, Tokyo: places that may stand for their government
    Place = "place",
    /// American, Russian, Democratic: adjectives written with a capital
    Nationality = "nationality",
    /// von, de, al, bin: inside names
    NameParticle = "name-particle",
    /// Jr., Sr., III
    NameSuffix = "name-suffix",
    /// a word before whose full stop no sentence ends: Mr., Jan., p.m.
    Abbreviation = "abbreviation",
    /// an abbreviation only before a number: No. 5, p. 3
    NumberAbbreviation = "number-abbreviation",
    /// a cue of an act that needs no words: back, sign, vote for; it reports speech with a quotation or a clause only
    Deed = "deed",
    /// an adjective of thought, wish or feeling that takes a content: confident, eager, worried
    AttitudeAdjective = "attitude-adjective",
    /// per, "according to", "in the words of": a preposition whose object speaks
    CuePreposition = "cue-preposition",
    /// to, with: before who is spoken to
    Addressing = "addressing",
    /// at, in, on, during: before where it is said
    SettingPreposition = "setting-preposition",
    /// asked, pressed, "in response to a question": what opens a prompt ("asked whether …, he said")
    PromptVerb = "prompt-verb",
    /// citing, quoting, "according to": what names who relays
    RelayVerb = "relay-verb",
    /// commonly written in lower case: a capital on it at a sentence's start is no name
    Common = "common",
    /// he, his, Mr., actor
    Masculine = "masculine",
    /// she, her, Mrs., actress
    Feminine = "feminine",
    /// they, people
    Plural = "plural",
    /// -ing, -ed: what words that no list has end with
    Ending = "ending",
}

impl Class {
    /// The coarse classes: what a word is to its sentence, function words first.
    pub(crate) const COARSE: &'static [Self] = Self::ALL.split_at(Self::Modifier as usize + 1).0;
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u64);

super::image::image! { Classes { 0 } }

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// The set of these classes.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether the class is in the set.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether the sets share a class.
    #[must_use]
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The first of the set, as a number, if it is one of [`Class::COARSE`].
    #[inline]
    pub(crate) const fn coarse(self) -> Option<u8> {
        let first = self.0.trailing_zeros() as u8;
        if (first as usize) < Class::COARSE.len() { Some(first) } else { None }
    }

    /// The classes of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |&class| self.has(class))
    }
}
