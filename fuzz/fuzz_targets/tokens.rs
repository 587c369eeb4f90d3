//! From tokens to attributions: each byte is a word or a mark that some stage has a rule for, so that every sequence of
//! bytes is one of tokens that mean something.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::Grammar;

/// What the lower seven bits of a byte stand for; the eighth glues it to what stands before.
#[rustfmt::skip]
const TOKENS: [&str; 128] = [
    "“", "”", "\"", "‘", "’", "'", "«", "»", ",", ".", "?", "!", ":", ";", "—", " - ", "(", ")", "[", "]", "…", "...",
    "\n", "\n\n", "\t", "•", "@", "#", "/", "&", "%", "$5", "2019", "12,000", "7:30", "6'2\"", "said", "says", "say",
    "told", "tells", "asked", "asks", "wrote", "tweeted", "denied", "claims", "claim", "statement", "added", "hopes",
    "wants", "to stay", "quoted", "as", "saying", "by", "according to", "in the words of", "told reporters", "was",
    "is", "has", "had", "will", "would", "did", "not", "never", "that", "whether", "if", "who", "which", "when", "what",
    "and", "but", "or", "in", "on", "at", "of", "to", "for", "with", "from", "the", "a", "an", "her", "his", "their",
    "he", "she", "they", "it", "I", "we", "you", "Mr.", "Dr.", "Sen.", "Mayor", "mayor", "spokesman", "police",
    "officials", "company", "report", "Times", "Ana", "Ruiz", "Ana Ruiz", "Lim", "Hull", "Acme Inc.", "U.S.", "NATO",
    "Q:", "A:", "RUIZ:", "Monday", "yesterday", "late", "ferry", "sail", "kvetched",
];

fuzz_target!(|bytes: &[u8]| {
    let mut text = String::new();
    for byte in bytes {
        text += if byte & 128 == 0 { " " } else { "" };
        text += TOKENS[usize::from(byte & 127)];
    }
    sayso_fuzz::extract(&text, Grammar::english());
    sayso_fuzz::explain(&text, Grammar::english());
});
