//! Reads `grammar/en` once, when the crate is built: what every start takes as it is, the library reads with `Grammar::english`.
//!
//! The modules that read a folder for `--grammar` are compiled into this script, so there is one reader and one notation.

#![allow(dead_code, unused_imports, unused_macros, reason = "the library's modules do more than is asked of them here")]

#[path = "src/choice/mod.rs"]
mod choice;
#[path = "src/error.rs"]
mod error;
#[path = "src/grammar/mod.rs"]
mod grammar;
#[path = "src/span.rs"]
mod span;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    // The grammar's files are part of this script, so it is built and run anew when one of them changes.
    println!("cargo::rerun-if-changed=build.rs");
    let grammar = grammar::Grammar::from_sources(&grammar::ENGLISH).map_err(|error| error.to_string())?;
    let folder = env::var_os("OUT_DIR").ok_or("cargo names the folder for what is built")?;
    Ok(fs::write(Path::new(&folder).join("english.image"), grammar.image())?)
}
