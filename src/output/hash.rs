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
