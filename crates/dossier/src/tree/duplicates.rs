//! Keys and headers that stand twice.

use std::collections::BTreeMap;

use super::damage::Damage;
use super::statements::Statement;
use crate::diagnostic::{Diagnostic, File};
use crate::place::Span;

/// Reports the keys at these places as standing twice, each with the first; the keys of a header
/// that stands twice are not reported again one by one.
pub(super) fn report(
    text: &str,
    statements: &[Statement],
    twice: &[Span],
    most: usize,
    damage: &mut Damage,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if twice.is_empty() {
        return;
    }
    let mut twice: Vec<Span> = twice.to_vec();
    twice.sort_by_key(|span| span.start);
    let mut told = 0;
    let mut headers: BTreeMap<&str, Span> = BTreeMap::new();
    let mut keys: BTreeMap<&str, Span> = BTreeMap::new();
    let mut repeated_section = false;
    let mut next = 0;
    for statement in statements {
        let written = &text[statement.span.clone()];
        let start = statement.span.start + (written.len() - written.trim_start().len());
        let name = if statement.is_header {
            keys.clear();
            repeated_section = false;
            written.trim().split_once('#').map_or(written.trim(), |(header, _)| header.trim_end())
        } else {
            written.split('=').next().unwrap_or("").trim()
        };
        let place = start..start + name.len();
        let first = if statement.is_header {
            headers.entry(name).or_insert_with(|| place.clone()).clone()
        } else {
            keys.entry(name).or_insert_with(|| place.clone()).clone()
        };
        while next < twice.len() && twice[next].start < statement.span.start {
            next += 1;
        }
        while next < twice.len() && twice[next].start < statement.span.end {
            let span = twice[next].clone();
            next += 1;
            if repeated_section || told >= most {
                continue;
            }
            told += 1;
            repeated_section = statement.is_header;
            if statement.is_header {
                // One of the two was probably meant to have another name.
                damage.may_declare(name);
            }
            let key = text.get(span.clone()).unwrap_or("").trim_matches(['"', '\'']);
            let message = if first == place {
                format!("`{key}` is given twice, as a table and as a value")
            } else if statement.is_header {
                format!("the table `{name}` stands twice")
            } else {
                format!("`{key}` is given twice")
            };
            let mut mistake = Diagnostic::error("duplicate-key", File::Dossier, span, message);
            if first != place {
                mistake = mistake.here("again").and(File::Dossier, first.clone(), "the first");
            }
            diagnostics.push(mistake.help("keep one of them, or rename one"));
        }
    }
}
