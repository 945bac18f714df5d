//! `.gmcr`, the JSON save files of GMCR+: a dispute from one, and one from a dispute.
//!
//! The format knows decision makers, binary options with a direction, infeasible patterns, and
//! ordinal preferences: prioritised statements, or rankings of states. A state's *code* is the sum
//! of 2^k over the options taken, the options of the first decision maker first; feasible states
//! are numbered from 1 by code. Dates, sources, a status quo and a deal it does not know.
//!
//! Import says everything that is wrong at once, each with its place; export refuses what the
//! format cannot say exactly, and names what it leaves out. What the moves and the preferences
//! mean survives both ways (`tests/gmcr/meaning.rs`).

mod export;
mod import;
mod mistake;
mod states;

pub use export::{Exported, export_gmcr};
pub use import::{Imported, import_gmcr};
pub use mistake::GmcrMistake;

/// The most feasible states a ranking may speak of, read or written.
const MOST_RANKED: usize = 65_536;

/// The most options, and the most rules, a dossier may have (`resolve/limits.rs`).
const MOST_OPTIONS: usize = 1000;
const MOST_RULES: usize = 10_000;

/// The keys of the format, used or ignored; every other key is kept for the round trip.
const KEYS: [&str; 10] = [
    "options",
    "decisionMakers",
    "infeasibles",
    "useManualPreferenceRanking",
    "useManualPreferenceVectors",
    "coalitions",
    "coalitionsFull",
    "nodes",
    "program",
    "version",
];

/// A name for a message: in backticks, and no longer than can be read.
fn quoted(name: &str) -> String {
    const LONGEST: usize = 60;
    let clean = name.replace(char::is_control, " ");
    if clean.chars().count() <= LONGEST {
        return format!("`{clean}`");
    }
    let head: String = clean.chars().take(LONGEST).collect();
    format!("`{head}…`")
}

/// "1, 2, 3 and 7 more".
fn listed(items: &[String]) -> String {
    const MOST: usize = 12;
    match items.len() {
        n if n > MOST => format!("{} and {} more", items[..MOST].join(", "), n - MOST),
        _ => items.join(", "),
    }
}
