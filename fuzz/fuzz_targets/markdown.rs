//! What is taken for markdown never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Markdown);
