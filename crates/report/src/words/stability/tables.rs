//! The tables of the stability lens: counts per concept, per party, per proposal.

use detente_finding::{Concept, Count, PartyStability, ReadingStability, StabilityAnswer};
use detente_model::Dispute;

use super::concepts;
use crate::document::{Cell, Table, Text};
use crate::names;

/// How many states hold under each concept, and what they are.
pub(crate) fn equilibria(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Table {
    let all = answer.feasible.unwrap_or_default();
    let deals = answer.packages.is_some();
    let accepted = reading.equilibria.iter().any(|line| line.held.acceptable.is_some());
    let mut head =
        vec![Cell::text("Concept"), Cell::number("States that hold"), Cell::number("Share")];
    if deals {
        head.push(Cell::number("Packages"));
    }
    if accepted {
        head.push(Cell::number("Acceptable to all"));
    }
    let number = |count: Option<Count>| count.map(Cell::number).unwrap_or_default();
    let rows = reading.equilibria.iter().map(|line| {
        let mut row = vec![
            Cell::short(concepts::short(line.concept)),
            Cell::number(line.held.states),
            Cell::number(names::percent(line.held.states, all)),
        ];
        if deals {
            row.push(number(line.held.packages));
        }
        if accepted {
            row.push(number(line.held.acceptable));
        }
        row
    });
    Table {
        caption: of_reading(dispute, "Feasible states that hold under ", reading),
        head,
        rows: rows.collect(),
        ..Table::default()
    }
}

fn of_reading(dispute: &Dispute, words: &str, reading: &ReadingStability) -> Text {
    Text::new().plain(words).name(names::reading(dispute, &reading.reading))
}

/// How many states each party would stay at.
pub(crate) fn parties(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Table {
    let mut head = vec![Cell::text("Party"), Cell::number("Its ranks")];
    head.extend(concept_heads(&answer.concepts));
    let row = |line: &PartyStability| {
        let mut row =
            vec![Cell::name(names::party(dispute, &line.party)), Cell::number(line.ranks)];
        row.extend(line.stable.iter().map(Cell::number));
        row
    };
    Table {
        caption: of_reading(
            dispute,
            "Feasible states each party alone would stay at, under ",
            reading,
        ),
        head,
        rows: reading.parties.iter().map(row).collect(),
        ..Table::default()
    }
}

fn concept_heads(asked: &[Concept]) -> impl Iterator<Item = Cell> {
    asked.iter().map(|concept| Cell::number(concepts::short(*concept)))
}

/// What holds of each proposal that can be completed; nothing if there is none.
pub(crate) fn proposals(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Option<Table> {
    let mut head = vec![Cell::text(""), Cell::text("Proposal"), Cell::number("Completions")];
    head.extend(concept_heads(&answer.concepts));
    let within = reading.proposals.iter().filter(|line| !line.completions.is_zero());
    let rows = within.map(|line| {
        let found = dispute.proposals.values().enumerate().find(|(_, p)| p.id == line.proposal);
        let (place, name) = found.map_or((0, line.proposal.as_str()), |(n, p)| (n + 1, &p.name));
        let mut row = vec![
            Cell::short(format!("P{place}")),
            Cell::name(name),
            Cell::number(line.completions),
        ];
        row.extend(line.equilibria.iter().map(Cell::number));
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        caption: of_reading(
            dispute,
            "Completions of the proposals on record, and how many of them hold, under ",
            reading,
        ),
        head,
        rows,
        ..Table::default()
    })
}

/// How many proposals the table leaves out.
pub(crate) fn proposals_left_out(reading: &ReadingStability) -> Option<Text> {
    let all = reading.proposals.len();
    let without = reading.proposals.iter().filter(|line| line.completions.is_zero()).count();
    Some(Text::from(match (without, all) {
        (0, _) => return None,
        (1, 1) => "The proposal on record has no feasible completion in scope.".to_string(),
        (n, all) if n == all => {
            "None of the proposals on record has a feasible completion in scope.".to_string()
        }
        (1, _) => "One more proposal has no feasible completion in scope.".to_string(),
        (n, _) => {
            let number = names::number_word_capital(n);
            format!("{number} more proposals have no feasible completion in scope.")
        }
    }))
}
