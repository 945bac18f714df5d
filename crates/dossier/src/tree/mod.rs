//! Text to TOML tree: every syntax mistake once, and what is sound read all the same.
//!
//! A TOML reader that meets an open bracket takes the rest of the file for its content and
//! complains at every line. So a text with mistakes is first cut into statements
//! ([`statements`]); each is read on its own, the bad ones are blanked out, and the rest is read
//! as if they had never been there. Places stay what they are.

mod damage;
mod duplicates;
mod habits;
mod statements;
mod words;

use std::borrow::Cow;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, File};
use crate::place::{Span, floor};

pub(crate) use damage::Damage;

use statements::{Statement, statements};

/// So many syntax mistakes are told; a file with more is no TOML at all.
const MOST_TOLD: usize = 10_000;

/// A text that TOML can read.
pub(crate) struct Sound<'a> {
    /// The text, bad statements blanked out.
    pub(crate) text: Cow<'a, str>,
    /// What may have been lost with what was blanked out.
    pub(crate) damage: Damage,
}

/// The text without its bad statements; what is wrong with them goes to `diagnostics`.
pub(crate) fn sound<'a>(text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Sound<'a> {
    if DeTable::parse(text).is_ok() {
        return Sound { text: Cow::Borrowed(text), damage: Damage::default() };
    }
    let all = statements(text);
    let mut blanked = text.as_bytes().to_vec();
    let mut told = 0;
    let mut broken = Vec::new();
    let mut section_is_bad = false;
    for (number, statement) in all.iter().enumerate() {
        section_is_bad &= !statement.is_header;
        let mut mistake = mistake(text, statement);
        if mistake.as_ref().is_some_and(|mistake| mistake.code == "bad-date")
            && let Some(place) = words::without_bad_dates(text, &statement.span)
        {
            // A number in its place is told to be no date by whoever expects one.
            place.into_iter().flatten().for_each(|at| blanked[at] = b'1');
            mistake = None;
        }
        if mistake.is_none() && !section_is_bad {
            continue;
        }
        // Without its header nobody knows what a section belongs to.
        if !section_is_bad {
            broken.push(number);
        }
        section_is_bad |= statement.is_header;
        blank(&mut blanked, &statement.span);
        if let Some(mistake) = mistake.filter(|_| told < MOST_TOLD) {
            told += 1;
            diagnostics.push(mistake);
        }
    }
    let mut damage = Damage::of(text, &all, &broken);
    let text =
        String::from_utf8(blanked).expect("whole lines and ASCII dates were replaced by ASCII");
    let (_, mistakes) = DeTable::parse_recoverable(&text);
    let (twice, others): (Vec<_>, Vec<_>) =
        mistakes.into_iter().partition(|mistake| mistake.message() == "duplicate key");
    let twice: Vec<Span> = twice.iter().filter_map(toml::de::Error::span).collect();
    duplicates::report(&text, &all, &twice, MOST_TOLD, &mut damage, diagnostics);
    if !others.is_empty() {
        damage.everywhere();
    }
    for mistake in others.iter().take(MOST_TOLD) {
        diagnostics.push(words::told(&text, mistake.message(), mistake.span().unwrap_or(0..0)));
    }
    Sound { text: Cow::Owned(text), damage }
}

/// What is wrong with one statement, read on its own.
fn mistake(text: &str, statement: &Statement) -> Option<Diagnostic> {
    if let Some((open, close)) = &statement.unclosed {
        let what = match close.as_str() {
            "]" => "this list is never closed",
            "}" => "this table is never closed",
            _ => "this text is never closed",
        };
        let mistake = Diagnostic::error("syntax", File::Dossier, open.clone(), what);
        return Some(mistake.help(format!("add its `{close}`")));
    }
    let error = DeTable::parse(&text[statement.span.clone()]).err()?;
    let within = error.span().unwrap_or(0..0);
    let start = statement.span.start;
    let at = floor(text, start + within.start);
    if let Some(mistake) = habits::told(text, &statement.span, statement.is_header, at) {
        return Some(mistake);
    }
    Some(words::told(text, error.message(), start + within.start..start + within.end))
}

fn blank(text: &mut [u8], span: &Span) {
    for byte in &mut text[span.clone()] {
        if !matches!(*byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}
