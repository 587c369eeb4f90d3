//! What is taken for tsv never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Tsv);
