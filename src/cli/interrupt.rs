//! What happens at Ctrl-C, and when the terminal closes or the system ends the program: what was begun is removed, what is
//! complete stays, and standard error says what that is.

use crate::output::replacement;
use anyhow::{Context, Result};
use std::io::{self, IsTerminal, Write};
use std::process;

/// The exit code of a program that a signal ended, as shells have it for Ctrl-C.
const INTERRUPTED: i32 = 130;

/// From here on a signal ends the program with the words of `left`, which say what is left of its work.
pub fn tells(left: impl Fn() -> String + Send + 'static) -> Result<()> {
    let end = move || {
        let _nothing_begins = replacement::abandon();
        // Clears what a progress bar may have written to the line.
        let clear = if io::stderr().is_terminal() { "\r\x1b[K" } else { "" };
        let _ = writeln!(io::stderr(), "{clear}sayso: interrupted: {}", left());
        process::exit(INTERRUPTED)
    };
    ctrlc::set_handler(end).context("signals cannot be handled here")
}
