//! What is taken for html never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Html);
