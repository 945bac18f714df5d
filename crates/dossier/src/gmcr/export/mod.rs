//! A `.gmcr` file from a dispute and one of its readings, or every reason why there is none.
//!
//! The file has one bit for an option of two levels; one of L levels becomes L − 1 bits "at level
//! k or above", where a bit without the one below it is infeasible. Moves, feasible states and the
//! order of preference are those of the dispute, exactly.

mod boxes;
mod directions;
mod json;
mod lost;
mod preferences;

use detente_model::{Condition, Dispute, Found, Level, OptionId, ReadingId};
use serde_json::{Map, Value};

use super::states::{feasible_with, option_order};
use super::{KEYS, MOST_OPTIONS, MOST_RULES, quoted};
use boxes::{Layout, boxes};
use directions::PartyMoves;
use json::{File, FileMaker, FileOption, Simple};
use preferences::Preferences;

/// A dispute as a `.gmcr` file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// What was left out, one sentence each.
    pub notes: Vec<String>,
}

/// The `.gmcr` file of a dispute in one reading, with keys kept from an import.
///
/// # Errors
/// Every reason why the format cannot say what the dispute says, each naming what it is about.
pub fn export_gmcr(
    dispute: &Dispute,
    reading: ReadingId,
    unknown: &Map<String, Value>,
) -> Result<Exported, Vec<String>> {
    if dispute.readings.get(reading).is_none() {
        return Err(vec!["the dispute has no such reading".to_string()]);
    }
    let mut refusals = size_refusals(dispute);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let layout = Layout::new(dispute, option_order(dispute));
    if layout.bits > MOST_OPTIONS {
        refusals.push(format!(
            "the options would make {} options of the format; at most {MOST_OPTIONS} are exported",
            layout.bits
        ));
    }
    let mut notes = lost::notes(dispute, reading);
    let moves: Vec<PartyMoves> = dispute
        .parties
        .ids()
        .map(|party| directions::moves(dispute, party, &mut refusals))
        .collect();
    let infeasibles = infeasibles(dispute, &layout, &mut refusals);
    let preferences = preferences::preferences(dispute, reading, &layout, &mut notes);
    let preferences = match preferences {
        Ok(preferences) if refusals.is_empty() => preferences,
        Ok(_) => return Err(refusals),
        Err(mut reasons) => {
            refusals.append(&mut reasons);
            return Err(refusals);
        }
    };
    let kept = unknown.iter().filter(|(key, _)| !KEYS.contains(&key.as_str()));
    let file = File {
        coalitions: (0..dispute.parties.len()).collect(),
        options: options(dispute, &moves),
        infeasibles,
        use_manual_preference_ranking: matches!(preferences, Preferences::Rankings(_)),
        decision_makers: makers(dispute, &layout, &moves, preferences),
        program: "detente",
        version: env!("CARGO_PKG_VERSION"),
        unknown: kept.map(|(key, value)| (key.clone(), value.clone())).collect(),
    };
    Ok(Exported { text: file.text(), notes })
}

/// Why there is nothing to export at all.
fn size_refusals(dispute: &Dispute) -> Vec<String> {
    let mut refusals = Vec::new();
    if dispute.parties.is_empty() {
        refusals.push("the dispute has no party: the format needs a decision maker".to_string());
    }
    if dispute.options.is_empty() {
        refusals.push("the dispute has no option: the format needs one".to_string());
    }
    for option in dispute.options.values().filter(|option| option.levels.len() < 2) {
        refusals.push(format!("the option {} has fewer than two levels", quoted(&option.id)));
    }
    let none = || feasible_with(dispute, &Condition::Always, 1) == Found::None;
    if refusals.is_empty() && none() {
        refusals.push("no state is feasible: the format needs one".to_string());
    }
    refusals
}

/// The infeasible patterns: the levels of one option exclude each other, then the rules.
fn infeasibles(dispute: &Dispute, layout: &Layout, refusals: &mut Vec<String>) -> Vec<Simple> {
    let mut patterns = Vec::new();
    for option in &layout.order {
        for level in 2..dispute.level_count(*option) as Level {
            let (below, this) = (layout.bit(*option, level - 1), layout.bit(*option, level));
            patterns.push(vec![(below, "N"), (this, "Y")]);
        }
    }
    for (number, rule) in dispute.impossible.iter().enumerate() {
        match boxes(dispute, &rule.when, true) {
            Ok(found) => patterns.extend(found.iter().map(|of| layout.pattern(dispute, of))),
            Err(reason) => {
                let name = rule.id.as_ref().unwrap_or(&rule.because);
                refusals.push(format!(
                    "the impossible rule {} ({}) cannot be exported: {reason}",
                    number + 1,
                    quoted(name)
                ));
            }
        }
    }
    if patterns.len() > MOST_RULES {
        let count = patterns.len();
        refusals.push(format!(
            "the impossible rules make {count} patterns; at most {MOST_RULES} are exported"
        ));
    }
    patterns
}

/// The bits with their names and directions, in the order of the file.
fn options(dispute: &Dispute, moves: &[PartyMoves]) -> Vec<FileOption> {
    let mut options = Vec::new();
    for (option, directions) in moves.iter().flat_map(|party| &party.options) {
        for (low, (rises, falls)) in directions.iter().enumerate() {
            options.push(FileOption {
                name: bit_name(dispute, *option, low + 1),
                permitted_direction: match (rises, falls) {
                    (true, false) => "fwd",
                    (false, true) => "back",
                    _ => "both",
                },
            });
        }
    }
    options
}

/// The option's name, and the level of a bit where there are several.
fn bit_name(dispute: &Dispute, option: OptionId, level: usize) -> String {
    let entry = &dispute.options[option];
    match entry.levels.len() {
        0..=2 => entry.name.clone(),
        _ => format!("{} >= {}", entry.name, entry.levels[level].label),
    }
}

fn makers(
    dispute: &Dispute,
    layout: &Layout,
    moves: &[PartyMoves],
    preferences: Preferences,
) -> Vec<FileMaker> {
    let count = moves.len();
    let (statements, rankings) = match preferences {
        Preferences::Statements(statements) => (statements, (0..count).map(|_| None).collect()),
        Preferences::Rankings(rankings) => (
            (0..count).map(|_| Vec::new()).collect(),
            rankings.into_iter().map(Some).collect::<Vec<_>>(),
        ),
    };
    let parties = dispute.parties.values().zip(moves).zip(statements).zip(rankings);
    let maker = |(((party, moves), preferences), preference_ranking): ((_, _), _)| {
        let (party, moves): (&detente_model::Party, &PartyMoves) = (party, moves);
        let bits = |(option, _): &(OptionId, _)| layout.bits_of(dispute, *option);
        FileMaker {
            name: party.name.clone(),
            options: moves.options.iter().flat_map(bits).collect(),
            preferences,
            misperceptions: (moves.misperceptions.iter())
                .map(|of| layout.pattern(dispute, of))
                .collect(),
            preference_ranking,
        }
    };
    parties.map(maker).collect()
}
