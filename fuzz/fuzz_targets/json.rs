//! What is taken for json never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Json);
