//! What is taken for text never makes a reader panic.

#![no_main]

sayso_fuzz::reads!(Text);
