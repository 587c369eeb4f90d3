//! Who said what: finds every quotation in a news text, with its speaker, its cue and the reason why.
pub mod attribution;
pub mod document;
pub mod error;
pub mod grammar;
pub mod quotes;
pub mod record;
pub mod span;
pub mod speakers;
pub mod text;
