//! The ledger: what was confirmed, refuted or left open, in plain sentences.
//!
//! What a finding says and what was re-derived are compared leaf by leaf as JSON, so that no key of
//! an answer can be forgotten.

use detente_finding::Count;
use serde_json::Value;

use crate::{Line, Outcome, Recheck};

/// Most refuted lines kept per subject.
const MOST_PER_SUBJECT: usize = 20;

/// Lines being collected.
#[derive(Default)]
pub(crate) struct Ledger {
    lines: Vec<Line>,
    /// Refuted lines beyond the most that are kept, by subject, in order.
    more: Vec<(String, usize)>,
}

impl Ledger {
    /// It was re-derived and is so.
    pub(crate) fn confirmed(&mut self, subject: &str, what: impl Into<String>) {
        self.add(subject, Outcome::Confirmed(what.into()));
    }

    /// It was not independently recounted, and why.
    pub(crate) fn skipped(&mut self, subject: &str, why: impl Into<String>) {
        self.add(subject, Outcome::NotRecounted(why.into()));
    }

    /// It is not so; what was found instead.
    pub(crate) fn refuted(&mut self, subject: &str, what: impl Into<String>) {
        let refuted =
            |line: &&Line| line.subject == subject && matches!(line.outcome, Outcome::Refuted(_));
        if self.lines.iter().filter(refuted).count() < MOST_PER_SUBJECT {
            self.add(subject, Outcome::Refuted(what.into()));
        } else if let Some((_, more)) = self.more.iter_mut().find(|(of, _)| of == subject) {
            *more += 1;
        } else {
            self.more.push((subject.to_string(), 1));
        }
    }

    /// Confirms what holds, or refutes each of these.
    pub(crate) fn settle(
        &mut self,
        subject: &str,
        mistakes: Vec<String>,
        holds: impl Into<String>,
    ) {
        if mistakes.is_empty() {
            self.confirmed(subject, holds);
        }
        for mistake in mistakes {
            self.refuted(subject, mistake);
        }
    }

    /// Compares what the finding says with what was found, and confirms or refutes.
    pub(crate) fn compare(&mut self, subject: &str, said: &Value, found: &Value, holds: &str) {
        self.settle(subject, differences(said, found), holds);
    }

    /// The result.
    pub(crate) fn into_recheck(mut self) -> Recheck {
        for (subject, more) in std::mem::take(&mut self.more) {
            self.add(&subject, Outcome::Refuted(format!("and {more} more of this kind")));
        }
        Recheck { lines: self.lines }
    }

    fn add(&mut self, subject: &str, outcome: Outcome) {
        self.lines.push(Line { subject: subject.to_string(), outcome });
    }
}

/// Each leaf in which two values differ, as a sentence.
pub(crate) fn differences(said: &Value, found: &Value) -> Vec<String> {
    let mut out = Vec::new();
    differ("", said, found, &mut out);
    out
}

fn differ(path: &str, said: &Value, found: &Value, out: &mut Vec<String>) {
    match (said, found) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let (a, b) = (a.get(key), b.get(key));
                let none = &Value::Null;
                differ(&join(path, key), a.unwrap_or(none), b.unwrap_or(none), out);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            if a.len() != b.len() {
                out.push(format!(
                    "{}the finding lists {}, recounted {}",
                    prefix(path),
                    entries(a.len()),
                    entries(b.len())
                ));
            }
            for (place, (a, b)) in a.iter().zip(b).enumerate() {
                differ(&join(path, &(place + 1).to_string()), a, b, out);
            }
        }
        _ if said == found => {}
        _ => out.push(format!(
            "{}the finding says {}, recounted {}",
            prefix(path),
            show(said),
            show(found)
        )),
    }
}

fn entries(number: usize) -> String {
    if number == 1 { "1 entry".to_string() } else { format!("{number} entries") }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path} {key}") }
}

fn prefix(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}: ") }
}

/// A value in a sentence: numbers grouped, texts in backticks, long ones cut.
pub(crate) fn show(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_string(),
        Value::Bool(true) => "yes".to_string(),
        Value::Bool(false) => "no".to_string(),
        Value::Number(number) => match number.as_u64() {
            Some(number) => Count(u128::from(number)).to_string(),
            None => number.to_string(),
        },
        Value::String(text) => format!("`{}`", cut(text)),
        Value::Array(_) | Value::Object(_) => cut(&value.to_string()),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= 100 {
        return text.to_string();
    }
    text.chars().take(99).chain(['…']).collect()
}
