//! What is taken for jsonl never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Jsonl);
