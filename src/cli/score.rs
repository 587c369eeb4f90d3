//! `sayso score`: how well records agree with a gold standard.

use super::{GrammarArgs, Status};
use anyhow::{Result, bail};
use sayso::input::read_all;
use sayso::offsets::{Offsets, Unit};
use sayso::score::{Fault, Scored, Scores, Truth, Wrong, score};
use sayso::{Document, Grammar, Record, articles};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Measure records against a gold standard
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The right records, as JSON Lines with offsets in code points; or a folder of articles that are marked by hand
    gold: PathBuf,
    /// The records to measure; `-` for standard input. Without it: what is found in the marked articles
    pred: Option<PathBuf>,
    /// The canonical speakers of gold records: JSON Lines of id, name, kind, mention, sure
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Then print this many errors of each kind
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    errors: usize,
    #[command(flatten)]
    grammar: GrammarArgs,
}

pub fn run(args: &Args) -> Result<Status> {
    // A wrong line ends it: the figures of a part would mislead.
    let mut truths: Option<Vec<Truth>> = args.speakers.as_deref().map(read_all).transpose()?;
    let mut gold: Vec<Scored> = Vec::new();
    let mut pred: Option<Vec<Scored>> = args.pred.as_deref().map(read_all).transpose()?;
    if args.gold.is_dir() {
        let grammar = args.grammar.load()?;
        let mut own = Vec::new();
        for path in articles::files(&args.gold)? {
            let article = articles::read(&path)?;
            let (records, names) = sayso::score::gold(&article, &grammar);
            gold.extend(records);
            truths.get_or_insert_default().extend(names);
            if pred.is_none() {
                own.extend(found(&article.document, &grammar)?);
            }
        }
        pred.get_or_insert(own);
    } else {
        gold = read_all(&args.gold)?;
    }
    let Some(pred) = pred else {
        bail!("{}: expected a folder of marked articles, or the records to measure too", args.gold.display());
    };
    let (scores, faults) = score(&gold, &pred, truths.as_deref());
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &scores)?;
        writeln!(out)?;
    } else {
        show(&mut out, &scores)?;
    }
    if args.errors > 0 {
        show_faults(&mut out, &faults, args.errors)?;
    }
    Ok(Status::Done)
}

/// What is found in a document.
fn found(document: &Document<'_>, grammar: &Grammar) -> Result<Vec<Scored>> {
    let quotations = sayso::extract(document, grammar);
    let offsets = Offsets::new(&document.text, Unit::Chars);
    let record = |quotation| serde_json::to_value(Record::new(quotation, &quotations, document, &offsets));
    let scored = |quotation| Ok(serde_json::from_value(record(quotation)?)?);
    quotations.iter().map(scored).collect()
}

fn show(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    for (name, group) in [("quoted", &scores.quoted), ("speech", &scores.speech)] {
        writeln!(
            out,
            "{name:8} gold {:5} pred {:5} | content P {:.3} R {:.3} F1 {:.3} exact {:.3} | speaker {:.3} strict {:.3} \
             | end-to-end P {:.3} R {:.3} F1 {:.3} | words F1 {:.3}",
            group.gold,
            group.pred,
            group.content_p,
            group.content_r,
            group.content_f1,
            group.exact_of_found,
            group.speaker_of_found,
            group.speaker_strict_of_found,
            group.e2e_p,
            group.e2e_r,
            group.e2e_f1,
            group.word_f1
        )?;
    }
    for (name, kind) in [("direct", &scores.direct), ("mixed", &scores.mixed), ("indirect", &scores.indirect)] {
        writeln!(
            out,
            "{name:8} gold {:5} | content R {:.3} | speaker {:.3} | end-to-end R {:.3}",
            kind.gold, kind.content_r, kind.speaker_of_found, kind.e2e_r
        )?;
    }
    writeln!(out, "other    gold {:5} | content R {:.3} (not asked for)", scores.other.gold, scores.other.content_r)?;
    let exact = &scores.exact_f1;
    writeln!(
        out,
        "exact span F1 over all gold, attitudes too: speaker {:.3}, cue {:.3}, content {:.3}",
        exact.speaker, exact.cue, exact.content
    )?;
    if let Some(names) = &scores.names {
        let shares = [
            ("named", &names.named),
            ("resolve", &names.resolve),
            ("pronoun", &names.pronoun),
            ("unnamed", &names.unnamed),
        ];
        for (name, share) in shares {
            writeln!(
                out,
                "{name:8} gold {:5} | name right {:.3} of found, {:.3} of all",
                share.gold, share.right_of_found, share.right_of_all
            )?;
        }
        writeln!(out, "precision of names given {:.3}", names.name_precision)?;
    }
    Ok(())
}

fn show_faults(out: &mut impl Write, faults: &[Fault<'_>], most: usize) -> io::Result<()> {
    let mut seen = BTreeMap::<String, usize>::new();
    for fault in faults {
        let group = if fault.quoted { "quoted" } else { "speech" };
        let what = match fault.what {
            Wrong::Boundary => format!("boundary {group}"),
            Wrong::Missed => format!("missed {group}"),
            Wrong::Name => "name".into(),
            Wrong::Speaker => format!("speaker {group}"),
            Wrong::Spurious => format!("spurious {group}"),
        };
        let count = seen.entry(what.clone()).or_default();
        *count += 1;
        if *count > most {
            continue;
        }
        let document = fault.gold.or(fault.pred).map_or("", |record| &record.doc_id);
        writeln!(out, "\n[{what}] {document}")?;
        for (side, record) in [("gold", fault.gold), ("pred", fault.pred)] {
            if let Some(record) = record {
                writeln!(out, "  {side}: {}", line(record, side == "gold", fault))?;
            }
        }
    }
    let counts: Vec<_> = seen.iter().map(|(what, count)| format!("{what}: {count}")).collect();
    writeln!(out, "\n{}", counts.join(", "))
}

/// A record on one line: speaker (= name) | cue | content @offset.
fn line(record: &Scored, gold: bool, fault: &Fault<'_>) -> String {
    let short = |text: Option<&str>| text.unwrap_or("-").replace('\n', " ").chars().take(160).collect::<String>();
    let text = |field: &Option<sayso::score::Field>| short(field.as_ref().map(|field| &*field.text));
    let given = record.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
    let name = match fault.what {
        Wrong::Name => format!(" = {}", short(if gold { fault.name } else { given })),
        _ => String::new(),
    };
    let offset = record.content.spans.first().map_or(0, |span| span.start);
    let content = short(Some(&record.content.text));
    format!("{}{name} | {} | {content} @{offset}", text(&record.speaker), text(&record.cue))
}
