//! Remarks that several chapters make: what an answer leaves out, what it takes for sure, what the
//! concepts ask.

use detente_finding::{Concept, Simultaneity};
use detente_model::{Dispute, PreferenceForm, Reading, Statement};

use crate::document::{Block, Text};
use crate::names;

/// What varies, what uncertain preferences count as, and how states are told without a status quo.
pub(crate) fn scope<'a>(
    dispute: &Dispute,
    focus: Option<&String>,
    strict: bool,
    readings: impl Iterator<Item = &'a str>,
) -> Vec<Block> {
    let readings: Vec<&str> = readings.collect();
    let scope = crate::words::scope_note(dispute, focus, strict);
    let no_status_quo = dispute.status_quo.is_none().then(|| {
        Text::from("The dossier gives no status quo, so states are told with all their levels.")
    });
    let notes = [scope, no_status_quo, uncertain(dispute, &readings)];
    notes.into_iter().flatten().map(Block::Note).collect()
}

/// What preferences that are not sure count as; nothing if all are.
fn uncertain(dispute: &Dispute, readings: &[&str]) -> Option<Text> {
    let asked = |reading: &&Reading| readings.contains(&reading.id.as_str());
    let forms = || {
        let readings = dispute.readings.values().filter(asked);
        readings.flat_map(|reading| reading.preference.values().flatten()).map(|p| &p.form)
    };
    let statement = |test: fn(&Statement) -> bool| {
        forms().any(|form| match form {
            PreferenceForm::Statements { ordered, .. } => ordered.iter().any(test),
            _ => false,
        })
    };
    // Weights of interests bring in what options do to these.
    let range = |path: &str| {
        readings.iter().any(|id| path.starts_with(&format!("reading.{id}.")))
            || forms().any(|form| matches!(form, PreferenceForm::Interests(_)))
                && (path.starts_with("effect.") || path.contains(".effects."))
    };
    let all = [
        ("ranges", "at their mode", dispute.ranges().iter().any(|(path, _)| range(path))),
        (
            "unsure statements",
            "at the likelier case",
            statement(|statement| matches!(statement, Statement::Unsure(..))),
        ),
        (
            "statements in any order",
            "as written",
            statement(|statement| matches!(statement, Statement::AnyOrder(_))),
        ),
    ];
    let parts: Vec<String> = (all.iter().filter(|(.., there)| *there).enumerate())
        .map(|(place, (what, how, _))| {
            format!("{what} {}{how}", if place == 0 { "count " } else { "" })
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let words = parts.join(", ");
    Some(Text::from(format!(
        "{}; how verdicts vary with them is not told here.",
        names::capital(&words)
    )))
}

/// The definitions, at the end of a chapter.
pub(crate) fn concepts(asked: &[Concept], sim: Simultaneity) -> [Block; 4] {
    [
        Block::Heading("What the concepts ask".into()),
        Block::Paragraph(Text::from(
            "A state holds if no party would leave it by a move of its own: a change of any of its \
             own options together. Whether a party would depends on what it reckons with before it \
             moves; each way to reckon is a concept, and a state holds for a party if:",
        )),
        Block::Points(super::concepts::meanings(asked, sim)),
        Block::Note(Text::from(
            "To pay is to lead to a state the party ranks higher; its ranks count from 1, the worst, \
             and ties share one. That a state holds does not say that anybody would get there.",
        )),
    ]
}

/// Who counts as indifferent.
pub(crate) fn missing_preferences(dispute: &Dispute, missing: &[String]) -> Option<Text> {
    if missing.is_empty() {
        return None;
    }
    let count = match missing {
        [_] => ": it counts as indifferent between all states and would stay anywhere.",
        _ => ": they count as indifferent between all states and would stay anywhere.",
    };
    let whom = missing.iter().map(|id| names::party(dispute, id));
    Some(Text::new().plain("The reading gives no preference for ").names(whom).plain(count))
}
