//! What is taken for gzip or Zstandard never makes a reader panic, nor what is in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::input::Format;

fuzz_target!(|bytes: &[u8]| {
    // Without the four bytes that say what it is, nothing would be unpacked.
    let (zstd, rest) = bytes.split_first().map_or((false, bytes), |(first, rest)| (first & 1 == 1, rest));
    let magic: &[u8] = if zstd { &[0x28, 0xb5, 0x2f, 0xfd] } else { &[0x1f, 0x8b, 8] };
    sayso_fuzz::stream(&[magic, rest].concat(), Format::Auto);
});
