//! The tables of a frontier: stages, what each party gets, the deals, the vectors.

use detente_finding::{
    Exact, FrontierReading, PointLine, ScorerLine, SolutionLine, Stage, StageLine,
};
use detente_model::Rational;

use super::sentences::{Told, amount, called};
use crate::document::{Cell, Table, Text};
use crate::names;
use crate::words::numbers::{number, percent};

/// What is left stage by stage.
pub(crate) fn stages(told: &Told<'_>, reading: &FrontierReading) -> Table {
    let name = |stage: Stage| match stage {
        Stage::All => Text::from("All packages"),
        Stage::Accepted => Text::new().plain("Acceptable to ").then(told.everybody()),
        Stage::Rational => Text::from("… and no party below no agreement"),
    };
    let row = |line: &StageLine| {
        vec![
            Cell::text(name(line.stage)),
            Cell::number(line.packages.map_or_else(|| "not counted".to_string(), amount)),
            Cell::number(line.points),
            Cell::number(line.on_frontier.map_or_else(|| "not counted".to_string(), amount)),
        ]
    };
    Table {
        caption: Text::new()
            .plain("Packages and frontiers under ")
            .name(names::reading(told.dispute, &reading.reading)),
        head: vec![
            Cell::text("Stage"),
            Cell::number("Packages"),
            Cell::number("Vectors on the frontier"),
            Cell::number("Packages on it"),
        ],
        rows: reading.stages.iter().map(row).collect(),
        ..Table::default()
    }
}

/// The solutions that choose something, those that choose the same together.
fn columns(reading: &FrontierReading) -> Vec<(String, &PointLine)> {
    let mut columns: Vec<(String, &PointLine)> = Vec::new();
    let chosen = |line: &SolutionLine| !line.points.is_empty();
    for line in reading.solutions.iter().filter(|line| chosen(line)) {
        for (number, point) in line.points.iter().enumerate() {
            let name = match line.points.len() {
                1 => names::capital(called(line.solution)),
                _ => format!("{} {}", names::capital(called(line.solution)), number + 1),
            };
            match columns.iter_mut().find(|(_, known)| *known == point) {
                Some((names, _)) => *names = format!("{names}, {name}"),
                None => columns.push((name, point)),
            }
        }
    }
    columns
}

/// What each party gets: without agreement, at most, and by each solution.
pub(crate) fn gains(told: &Told<'_>, reading: &FrontierReading) -> Table {
    let columns = columns(reading);
    let mut head =
        vec![Cell::text("Party"), Cell::number("Without agreement"), Cell::number("At most")];
    head.extend(columns.iter().map(|(name, _)| Cell::number(name)));
    let told_number =
        |exact: &Option<Exact>| Cell::number(exact.map_or_else(|| "not known".to_string(), number));
    let row = |(place, scorer): (usize, &ScorerLine)| {
        let mut row = vec![
            Cell::name(names::party(told.dispute, &scorer.party)),
            told_number(&scorer.reservation),
            told_number(&scorer.ideal),
        ];
        row.extend(columns.iter().map(|(_, point)| {
            let value = point.values.get(place).copied().unwrap_or_default();
            let share = share(scorer, &value).map(|share| format!(" ({})", percent(share)));
            Cell::number(format!("{}{}", number(value), share.unwrap_or_default()))
        }));
        row
    };
    Table {
        caption: Text::new()
            .plain("What each party gets by the solutions under ")
            .name(names::reading(told.dispute, &reading.reading)),
        head,
        rows: reading.scorers.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}

/// A gain as a share of the largest.
fn share(scorer: &ScorerLine, value: &Exact) -> Option<Rational> {
    let (least, most) = (scorer.reservation?, scorer.ideal?);
    (most.0 > least.0).then(|| (value.0 - least.0) / (most.0 - least.0))
}

/// The deals the solutions choose, option by option.
pub(crate) fn deals(told: &Told<'_>, reading: &FrontierReading) -> Table {
    let columns = columns(reading);
    let mut head = vec![Cell::text("Option")];
    head.extend(columns.iter().map(|(name, _)| Cell::text(name.as_str())));
    let rows = told.answer.deal_options.iter().map(|id| {
        let mut row = vec![Cell::name(&names::option(told.dispute, id))];
        let place = told.dispute.options.values().position(|option| option.id == *id);
        row.extend(columns.iter().map(|(_, point)| {
            let level = place.and_then(|place| point.witness.get(place));
            Cell::name(level.map_or("?", |level| names::level(told.dispute, id, level)))
        }));
        row
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    let mut behind = vec![Cell::text("Packages behind it")];
    behind.extend(columns.iter().map(|(_, point)| Cell::text(amount(point.packages))));
    rows.push(behind);
    let mut deals = vec![Cell::text("Deals among these")];
    deals.extend(columns.iter().map(|(_, point)| Cell::text(amount(point.deals))));
    rows.push(deals);
    Table {
        caption: Text::new()
            .plain("The first package of each solution under ")
            .name(names::reading(told.dispute, &reading.reading))
            .plain(", on the options that make a deal"),
        head,
        rows,
        ..Table::default()
    }
}

/// Vectors of the frontier, those that serve the party served least best first.
pub(crate) fn points(told: &Told<'_>, reading: &FrontierReading) -> Table {
    let mut head = vec![Cell::text("Vector")];
    head.extend(reading.scorers.iter().map(|scorer| {
        let name = names::party_in_short(told.dispute, &scorer.party);
        Cell { number: true, ..Cell::name(&name) }
    }));
    head.extend([Cell::number("Packages"), Cell::number("Deals")]);
    let rows = reading.points.iter().zip(1..).map(|(point, place)| {
        let mut row = vec![Cell::text(place.to_string())];
        row.extend(point.values.iter().map(|value| Cell::number(number(*value))));
        row.extend([Cell::number(amount(point.packages)), Cell::number(amount(point.deals))]);
        row
    });
    let stage = match reading.listed {
        Some(Stage::All) => "of all packages",
        Some(Stage::Accepted) => "of what all accept",
        Some(Stage::Rational) | None => "of what all accept and no party loses by",
    };
    Table {
        caption: Text::from(format!(
            "Vectors of the frontier {stage}: first those that leave the party served least the \
             largest share of its range",
        )),
        head,
        rows: rows.collect(),
        ..Table::default()
    }
}
