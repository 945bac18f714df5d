//! `.gmcr` files: what is read, what is refused, and that the meaning survives both ways.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod damage;
mod fixtures;
mod meaning;
mod preferences;
mod refusals;
mod structure;

use std::path::Path;

use detente_dossier::{GmcrMistake, Imported, Severity, Texts, import_gmcr, read_texts, write};
use detente_model::{Date, Dispute, Id, Level, OptionId};

/// Cooperate or not, twice: the second party's option comes first in the file.
const FILE: &str = r#"{"options": [{"name": "yield", "permittedDirection": "back"},
    {"name": "attack", "permittedDirection": "fwd"}, {"name": "talk", "permittedDirection": "both"}],
  "decisionMakers": [
    {"name": "One", "options": [2, 1], "preferences": [[[0, "Y"]], [[1, "N"], [2, "Y"]]]},
    {"name": "Two", "options": [0], "preferences": []}],
  "infeasibles": [[[1, "Y"], [2, "Y"]]], "useManualPreferenceRanking": false}"#;

fn as_of() -> Date {
    Date::new(2025, Some(8), Some(11)).unwrap()
}

fn import(text: &str) -> Imported {
    import_gmcr(text.as_bytes(), "case", as_of()).unwrap_or_else(|m| panic!("{}", shown(&m)))
}

fn mistakes(text: &str) -> Vec<GmcrMistake> {
    match import_gmcr(text.as_bytes(), "case", as_of()) {
        Err(mistakes) => mistakes,
        Ok(_) => panic!("imported without mistakes: {text}"),
    }
}

fn shown(mistakes: &[GmcrMistake]) -> String {
    mistakes.iter().map(|m| format!("{m}\n")).collect()
}

/// The file with a part replaced.
fn with(from: &str, to: &str) -> String {
    assert!(FILE.contains(from), "{from}");
    FILE.replace(from, to)
}

/// Fails unless the file has exactly these mistakes: place, and part of the message.
fn assert_mistakes(text: &str, expected: &[(&str, &str)]) {
    let found = mistakes(text);
    let fits = found.len() == expected.len()
        && found.iter().zip(expected).all(|(m, (place, part))| {
            m.place == *place && m.message.contains(part) && !m.help.is_empty()
        });
    assert!(fits, "expected {expected:?}, found\n{}", shown(&found));
}

/// Fails unless some note has this part.
fn assert_note(notes: &[String], part: &str) {
    assert!(notes.iter().any(|note| note.contains(part)), "{part}: {notes:#?}");
}

fn assert_no_note(notes: &[String], part: &str) {
    assert!(!notes.iter().any(|note| note.contains(part)), "{part}: {notes:#?}");
}

/// Fails unless the dispute is written, read without errors and equal.
fn assert_is_a_dossier(dispute: &Dispute) {
    let written = write(dispute);
    assert_eq!((&written.events, &written.sources), (&None, &None));
    let read = read_texts(Texts::new(Path::new("imported"), &written.dossier, None, None));
    let errors: Vec<_> =
        read.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    let said = detente_dossier::render(&errors, &read.texts, false);
    assert!(errors.is_empty(), "{said}\n{}", written.dossier);
    assert_eq!(read.dispute.as_ref(), Some(dispute), "{}", written.dossier);
}

/// All feasible states by code: the first option least significant.
fn feasible(dispute: &Dispute) -> Vec<Vec<Level>> {
    fn extend(
        dispute: &Dispute,
        state: &mut [Option<Level>],
        open: usize,
        all: &mut Vec<Vec<Level>>,
    ) {
        // A rule that certainly matches ends the branch; options of levels make many bits.
        if dispute.impossible.iter().any(|rule| rule.when.settled(state) == Some(true)) {
            return;
        }
        let Some(next) = open.checked_sub(1) else {
            let state: Vec<Level> = state.iter().map(|level| level.unwrap()).collect();
            assert!(dispute.is_feasible(&state));
            return all.push(state);
        };
        for level in 0..dispute.level_count(OptionId::new(next)) as Level {
            state[next] = Some(level);
            extend(dispute, state, next, all);
        }
        state[next] = None;
    }
    let (mut all, count) = (Vec::new(), dispute.options.len());
    extend(dispute, &mut vec![None; count], count, &mut all);
    all
}
