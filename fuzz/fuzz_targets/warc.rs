//! What is taken for warc never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Warc);
