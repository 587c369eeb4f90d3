//! The arguments that say where documents come from and how they are written.

use super::Args;
use clap::CommandFactory;
use clap::error::ErrorKind;
use encoding_rs::Encoding;
use sayso::input::{FieldPath, Format, Options};
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Where documents come from.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// Files, folders and patterns such as '2024/*.html.gz'; `-` for standard input, which is also read where no path is
    /// given. gzip and Zstandard are unpacked
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How the input is written
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    from: Format,
    /// The field of JSON or the column of CSV that is the text; `article.body` is a field in a field
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// The field or column that is the id, where there is one
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,
    /// The encoding of the input, such as windows-1252 [default: found out]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// The largest document that is read, decompressed: bytes, or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = size)]
    max_document: usize,
    /// How many bytes may come out of each compressed one before the input is taken for a bomb
    #[arg(long, value_name = "N", default_value = "250", value_parser = clap::value_parser!(u64).range(1..))]
    max_ratio: u64,
    /// Threads that read; all cores where not given
    #[arg(short = 'j', long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Say on standard error what each file was taken for
    #[arg(short = 'v', long)]
    pub verbose: bool,
}

impl InputArgs {
    /// The paths, or standard input. Waiting for a person to type an article is never what they meant.
    pub fn paths(&self) -> Vec<PathBuf> {
        if !self.paths.is_empty() {
            return self.paths.clone();
        }
        if io::stdin().is_terminal() {
            let message = "no input: name a file or folder, or pipe a text in";
            Args::command().error(ErrorKind::MissingRequiredArgument, message).exit();
        }
        vec!["-".into()]
    }

    /// How they are to be read.
    pub fn options(&self) -> Options {
        Options {
            format: self.from,
            encoding: self.encoding,
            text_field: FieldPath::new(&*self.text_field),
            id_field: FieldPath::new(&*self.id_field),
            max_document: self.max_document,
            max_ratio: self.max_ratio,
        }
    }
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes())
        .ok_or_else(|| "a name such as utf-8, windows-1252 or shift_jis was expected".into())
}

fn size(written: &str) -> Result<usize, String> {
    let (number, unit) = match written.strip_suffix(['K', 'M', 'G']) {
        Some(number) if written.ends_with('K') => (number, 1 << 10),
        Some(number) if written.ends_with('M') => (number, 1 << 20),
        Some(number) => (number, 1 << 30),
        None => (written, 1),
    };
    let size = number.parse::<usize>().ok().and_then(|number| number.checked_mul(unit)).filter(|&size| size > 0);
    size.ok_or_else(|| "a number of bytes was expected, such as 500000, 64M or 2G".into())
}
