//! SHA-256 of files, as `sha256sum` prints it.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A hash being made.
#[derive(Clone, Default)]
pub struct Hash(Sha256);

impl Hash {
    pub fn add(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.update(bytes);
    }

    /// In hexadecimal digits.
    pub fn end(self) -> String {
        self.0.finalize().iter().fold(String::new(), |mut digits, byte| {
            // A string takes everything.
            let _ = write!(digits, "{byte:02x}");
            digits
        })
    }
}

/// The hash and the length of a file's bytes.
pub fn of_file(path: &Path) -> io::Result<(String, u64)> {
    let (mut file, mut hash, mut length) = (File::open(path)?, Hash::default(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((hash.end(), length)),
            read => {
                hash.add(&buffer[..read]);
                length += read as u64;
            }
        }
    }
}

/// The hash of a text in the base 64 of a page's security policy.
pub fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |three: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or(0)));
        let digit = move |at: usize| char::from(DIGITS[bits >> (18 - 6 * at) & 63]);
        let there = three.len() + 1;
        (0..4).map(move |at| if at < there { digit(at) } else { '=' })
    };
    Sha256::digest(text).chunks(3).flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_other_programs_print_it() {
        // printf abc | sha256sum; printf abc | openssl dgst -sha256 -binary | base64
        let mut hash = Hash::default();
        hash.add("a");
        hash.add("bc");
        assert_eq!(hash.end(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(base64("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
