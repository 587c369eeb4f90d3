//! How far a run has come: a bar on a terminal, what went wrong, and a summary at the end, all on standard error.

use super::report;
use crate::output::manifest::{Counts, Survey};
use crate::output::{Item, Written};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// What there is to tell of a run.
pub struct Progress {
    counts: Counts,
    bytes: u64,
    begun: Instant,
    bar: ProgressBar,
}

impl Progress {
    /// Begins at what was counted before. The inputs are only asked for their size where a bar is shown.
    pub fn new(counts: Counts, bar: bool, survey: impl FnOnce() -> Survey) -> Self {
        let bar = if bar && io::stderr().is_terminal() { shown(&survey()) } else { ProgressBar::hidden() };
        let progress = Self { counts, bytes: 0, begun: Instant::now(), bar };
        progress.show();
        progress
    }

    /// Counts documents, and reports those that failed.
    pub fn add(&mut self, written: &Written) {
        for item in &written.items {
            match item {
                Item::Document { records, .. } => {
                    self.counts.documents += 1;
                    self.counts.records += *records as u64;
                }
                Item::Failure(error) => {
                    *self.counts.failures.entry(error.kind()).or_default() += 1;
                    self.tell(error);
                }
            }
        }
        self.bytes += written.size as u64;
        self.bar.inc(written.size as u64);
        self.show();
    }

    fn show(&self) {
        if !self.bar.is_hidden() {
            let Counts { documents, records, .. } = &self.counts;
            let message = format!("{} · {}", several(*documents, "document"), several(*records, "quotation"));
            self.bar.set_message(message);
        }
    }

    /// Tells something between two pictures of the bar.
    pub fn tell(&self, what: &impl Display) {
        self.bar.suspend(|| report(what));
    }

    /// Takes the bar away and, if asked to, tells what became of the documents.
    pub fn end(self, summary: bool) -> Counts {
        self.bar.finish_and_clear();
        if summary {
            let (counts, seconds) = (&self.counts, self.begun.elapsed().as_secs_f64());
            let megabytes = self.bytes as f64 / 1e6;
            let kinds: Vec<_> =
                counts.failures.iter().map(|(kind, count)| format!("{} {kind}", grouped(*count))).collect();
            let failed = if kinds.is_empty() { String::new() } else { format!(", failed: {}", kinds.join(", ")) };
            // Where even this fails, nobody is listening.
            let _ = writeln!(
                io::stderr(),
                "sayso: {}, {}{failed}; {megabytes:.1} MB in {seconds:.1} s, {:.1} MB/s",
                several(counts.documents, "document"),
                several(counts.records, "quotation"),
                megabytes / seconds.max(0.001),
            );
        }
        self.counts
    }
}

fn shown(survey: &Survey) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(survey.bytes), ProgressDrawTarget::stderr_with_hz(8));
    let known = survey.state.is_some() && survey.bytes > 0;
    // A pipe does not tell how much is to come.
    let template = match known {
        true => {
            "{bar:24} {percent:>3}% · {msg} · {decimal_bytes}/{decimal_total_bytes} · {decimal_bytes_per_sec} · {eta} left"
        }
        false => "{spinner} {msg} · {decimal_bytes} · {decimal_bytes_per_sec}",
    };
    if !known {
        bar.unset_length();
    }
    // The templates above are right ones, and a plain bar would do.
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_position(survey.before);
    bar.reset_eta();
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

fn several(number: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with commas: 1,203,456.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_told_apart() {
        assert_eq!([0, 999, 1000, 12_345_678].map(grouped), ["0", "999", "1,000", "12,345,678"]);
    }
}
