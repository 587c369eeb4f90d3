//! `sayso text`: the text that offsets count in, as it was read.

use super::stream::{self, Manner, Target};
use super::{InputArgs, OutputArgs, Status};
use crate::output::{self, Layout};
use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Write;

/// Print the texts that offsets count in, as read
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// How the texts are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    to: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The text and nothing else, not even a line's end behind it
    Text,
    /// A line for each document, as `extract` reads them
    Jsonl,
}

#[derive(Serialize)]
struct Line<'d> {
    id: &'d str,
    text: &'d str,
    #[serde(flatten)]
    fields: &'d Map<String, Value>,
}

pub fn run(args: &Args) -> Result<Status> {
    let output = args.output.open(&Layout::plain(output::Format::Jsonl))?;
    stream::documents(&args.input, Target::Output(output), Manner::default(), |document, out| {
        match args.to {
            Format::Text => out.extend_from_slice(document.text.as_bytes()),
            Format::Jsonl => {
                serde_json::to_writer(
                    &mut *out,
                    &Line { id: &document.id, text: &document.text, fields: &document.fields },
                )?;
                out.write_all(b"\n")?;
            }
        }
        Ok(0)
    })
}
