//! The tables: level by level, visit by visit, season, budget.

use detente_finding::{BudgetAnswer, Exact, LevelLine, ObligationLine, Season, VisitStep};
use detente_model::Dispute;

use super::numbers::{hundred, hundreds, need, needed_hundreds, spread};
use super::sentences::name;
use crate::document::{Cell, Table, Text};
use crate::names;
use crate::words::numbers::number;

/// Every level of access: what it sees, what an alarm has to cost, how many visits it leaves to pay.
pub(crate) fn levels(dispute: &Dispute, line: &ObligationLine) -> Option<Table> {
    let by = line.by.as_deref()?;
    let margin = line.levels.iter().any(|level| level.margin.is_some());
    let visits = line.levels.iter().any(|level| level.visits.is_some());
    let mut head = vec![
        Cell::name(&names::option(dispute, by)),
        Cell::number("Alarm over a breach"),
        Cell::number("False alarm"),
        Cell::number("Unseen, periods"),
        Cell::number("An alarm has to cost"),
    ];
    head.extend(margin.then(|| Cell::number("Keeping is better by")));
    head.extend(visits.then(|| Cell::number("Visits that deter")));
    let row = |(place, level): (usize, &LevelLine)| {
        let label = names::level(dispute, by, level.level.as_deref().unwrap_or_default());
        let label = Cell::name(label);
        let mut row = vec![
            if place == line.held { label.strong() } else { label },
            Cell::number(hundreds(&level.detect)),
            Cell::number(hundreds(&level.false_alarm)),
            Cell::number(level.unseen.at.map_or("never seen".to_string(), |_| need(&level.unseen))),
            Cell::number(need(&level.liquidity)),
        ];
        let said = |said: Option<String>| Cell::number(said.unwrap_or_default());
        row.extend(margin.then(|| said(level.margin.as_ref().map(spread))));
        row.extend(visits.then(|| said(level.visits.as_ref().map(needed_hundreds))));
        row
    };
    Some(Table {
        caption: Text::from("Level by level: alarms and visits in 100 periods"),
        head,
        rows: line.levels.iter().enumerate().map(row).collect(),
        ..Table::default()
    })
}

/// One visit more, and one more.
pub(crate) fn visits(line: &ObligationLine) -> Option<Table> {
    let row = |step: &VisitStep| {
        vec![
            Cell::number(step.visits.to_string()),
            Cell::number(hundred(step.detect)),
            Cell::number(hundred(step.false_alarm)),
            Cell::number(step.liquidity.map_or("no end".to_string(), number)),
            Cell::number(wait(step.wait)),
        ]
    };
    (line.visits.len() > 1).then(|| Table {
        caption: Text::from("What the next visit in a period buys: alarms in 100 periods"),
        head: [
            "Visits",
            "Alarm over a breach",
            "False alarm",
            "An alarm has to cost",
            "Longest wait",
        ]
        .map(Cell::number)
        .into(),
        rows: line.visits.iter().map(row).collect(),
        ..Table::default()
    })
}

/// The wait between visits that are evenly spaced: "a third of a period".
fn wait(share: Exact) -> String {
    match share.0.denom() {
        1 => "a period".to_string(),
        parts => format!("1/{parts} period"),
    }
}

/// Visits spread over a season, at most so many rows besides none and all.
pub(crate) fn season(season: &Season, list: usize) -> Table {
    let all = season.rows.len();
    let shown = |place: &usize| *place <= list || place + 1 == all;
    let row = |place: usize| {
        let row = &season.rows[place];
        vec![
            Cell::number(row.visits.to_string()),
            Cell::number(number(row.once.value)),
            Cell::number(hundred(row.once.visit)),
            Cell::number(number(row.often.value)),
            Cell::number(hundred(row.often.visit)),
        ]
    };
    Table {
        caption: Text::from(format!(
            "Visits spread over {} occasions: what breaking is worth, in temptations",
            names::number_word(season.occasions as usize)
        )),
        head: ["Visits", "Worth, one breach", "Visit first", "Worth, any number", "Visit first"]
            .map(Cell::number)
            .into(),
        rows: (0..all).filter(shown).map(row).collect(),
        ..Table::default()
    }
}

/// Where visits could go.
pub(crate) fn sites(dispute: &Dispute, budget: &BudgetAnswer) -> Table {
    let spent = budget.spent.as_ref();
    let mut head = vec![
        Cell::text("Obligation"),
        Cell::number("Gain by breaking"),
        Cell::number("A sure visit takes off"),
        Cell::number("Cost of a visit"),
        Cell::number("Deterring costs"),
    ];
    head.extend(spent.map(|_| Cell::number("Visits in 100 periods")));
    let row = |place: usize| {
        let site = &budget.sites[place];
        let deterrence = match site.deterrence.at {
            None => "visits do not".to_string(),
            Some(_) => need(&site.deterrence),
        };
        let incentive = if site.incentive.0 <= 0.into() {
            "deterred".to_string()
        } else {
            number(site.incentive)
        };
        let mut row = vec![
            Cell::name(name(dispute, &site.obligation)),
            Cell::number(incentive),
            Cell::number(number(site.fall)),
            Cell::number(spread(&site.cost)),
            Cell::number(deterrence),
        ];
        let share = spent.and_then(|spent| spent.shares.get(place)).copied();
        row.extend(share.map(|share| Cell::number(hundred(share))));
        row
    };
    Table {
        caption: Text::from("Where visits could go, and where an even spread sends them"),
        head,
        rows: (0..budget.sites.len()).map(row).collect(),
        ..Table::default()
    }
}
