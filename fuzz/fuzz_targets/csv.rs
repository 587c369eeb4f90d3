//! What is taken for csv never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Csv);
