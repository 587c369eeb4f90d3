//! gzip and Zstandard, told by their first bytes: what comes out of them is read as if it had lain there plain.

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How an input is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    /// Its bytes, at the start of an input.
    pub(super) fn of(start: &[u8]) -> Option<Self> {
        match start {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            // The second form opens a frame to be skipped, which may stand first.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// What is compressed in `input`: all members of a gzip file, all frames of a Zstandard file. Reading fails where more
    /// than `ratio` bytes come out of each one that went in, once [`FREE`] have come out.
    pub(super) fn open(self, input: impl Read + Send + 'static, ratio: u64) -> Box<dyn Read + Send> {
        let taken = Arc::new(AtomicU64::new(0));
        let input = BufReader::with_capacity(1 << 16, Counted { input, taken: Arc::clone(&taken) });
        let output: Box<dyn Read + Send> = match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(input)),
            Self::Zstd => Box::new(Frames { input, decoder: FrameDecoder::new(), open: false }),
        };
        Box::new(Bounded { compression: self, output, taken, given: 0, ratio })
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
        })
    }
}

/// How much may come out of an input, whatever its ratio: a small file that repeats itself is no bomb.
pub(super) const FREE: u64 = 1 << 24;

/// Counts what is read.
struct Counted<R> {
    input: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops a decompression bomb, and says what broke off.
struct Bounded {
    compression: Compression,
    output: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
    ratio: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.output.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            io::ErrorKind::UnexpectedEof => {
                io::Error::new(error.kind(), format!("the {} data ends too early", self.compression))
            }
            kind => io::Error::new(kind, format!("the {} data is damaged: {error}", self.compression)),
        })?;
        self.given += read as u64;
        if self.given > FREE && self.given / self.ratio.max(1) > self.taken.load(Ordering::Relaxed) {
            let message = format!(
                "more than {} bytes come out of each compressed one; --max-ratio would let them, if this is no bomb",
                self.ratio
            );
            return Err(io::Error::other(message));
        }
        Ok(read)
    }
}

/// What the frames of a Zstandard file hold, one behind the other.
struct Frames<R> {
    input: R,
    decoder: FrameDecoder,
    open: bool,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.open {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    let blocks = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.input, blocks).map_err(|error| early(&error))?;
                }
                let read = self.decoder.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.open = false;
            }
            if self.input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.reset(&mut self.input) {
                Ok(()) => self.open = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.input.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(early(&error)),
            }
        }
    }
}

/// The error, as one of input that ends too early where it has such a one among its causes.
fn early(error: &(dyn std::error::Error + 'static)) -> io::Error {
    let mut causes = std::iter::successors(Some(error), |error| error.source());
    let ended = causes.any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::UnexpectedEof)
    });
    let kind = if ended { io::ErrorKind::UnexpectedEof } else { io::ErrorKind::InvalidData };
    io::Error::new(kind, error.to_string())
}
