//! The tables of one start: nearest deals, their packages, edits of which no part would do.

use detente_finding::{Irreducible, NearestDeal, NearestPackages, Refinement, StartLine};
use detente_model::Id;

use super::sentences::Told;
use crate::document::{Cell, Table, Text};
use crate::names;
use crate::words::option_table;

/// How many packages are shown in option form.
const SHOWN: usize = 4;

/// The nearest deals: what tells them apart, what changes, packages.
pub(crate) fn deals(told: &Told<'_>, line: &Refinement, nearest: &NearestPackages) -> Table {
    let first = &nearest.deals[0];
    let differs = |place: &usize| {
        nearest.deals.iter().any(|deal| deal.levels[*place] != first.levels[*place])
    };
    let columns: Vec<usize> = (0..told.answer.deal_options.len()).filter(differs).collect();
    let option = |place: &usize| told.answer.deal_options[*place].as_str();
    // One edit to all of them stands in the sentence above.
    let changed = nearest.deals.iter().any(|deal| deal.edits != first.edits);
    let mut head = vec![Cell::text("Deal")];
    head.extend(columns.iter().map(|at| Cell::name(&names::option(told.dispute, option(at)))));
    let further = nearest.deals.iter().any(|deal| deal.distance != nearest.distance);
    head.extend(changed.then(|| Cell::text("What changes")));
    head.extend(further.then(|| Cell::number("Distance")));
    head.push(Cell::number("Packages"));
    let row = |(number, deal): (usize, &NearestDeal)| {
        let mut row = vec![Cell::text((number + 1).to_string())];
        let levels = columns.iter().map(|at| {
            Cell::name(names::level(told.dispute, option(at), &deal.levels[*at])).short_if_brief()
        });
        row.extend(levels);
        row.extend(changed.then(|| Cell::text(told.brief(&deal.edits))));
        row.extend(further.then(|| Cell::number(told.number(deal.distance))));
        row.push(Cell::number(deal.packages));
        row
    };
    Table {
        caption: Text::new()
            .plain("The nearest deals under ")
            .name(names::reading(told.dispute, &line.reading)),
        head,
        rows: nearest.deals.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}

/// How much lies at the first distances.
pub(crate) fn distances(told: &Told<'_>, nearest: &NearestPackages) -> Table {
    let rows = nearest.distances.iter().map(|line| {
        vec![
            Cell::number(told.number(line.distance)),
            Cell::number(line.tally.packages),
            Cell::number(line.tally.deals),
        ]
    });
    Table {
        caption: "The first distances; a deal is counted where its nearest package is".into(),
        head: vec![Cell::number("Distance"), Cell::number("Packages"), Cell::number("Deals")],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// The start beside one package of each of the first deals; what changes is strong.
pub(crate) fn packages(told: &Told<'_>, start: &StartLine, nearest: &NearestPackages) -> Table {
    let shown = nearest.deals.iter().take(SHOWN);
    let from = told.levels(start);
    let packages: Vec<_> = shown.map(|deal| told.package(&deal.witness)).collect();
    let mut head = vec![Cell::text("Option"), Cell::text("Start")];
    head.extend((1..=packages.len()).map(|number| Cell::text(format!("Deal {number}"))));
    let caption = "The start beside the first package of each deal; what it leaves open is empty";
    option_table::by_option(told.dispute, caption, head, |option| {
        let at = from[option.index()];
        let cell = |level: Option<u8>| match level {
            Some(level) => option_table::level_cell(told.dispute, option, level).short_if_brief(),
            None => Cell::default(),
        };
        let mut cells = vec![cell(at)];
        cells.extend(packages.iter().map(|package| {
            let level = package.get(option.index()).copied().flatten();
            if at.is_some() && at != level { cell(level).strong() } else { cell(level) }
        }));
        cells
    })
}

/// The cheapest irreducible edits.
pub(crate) fn irreducible(told: &Told<'_>, irreducible: &Irreducible) -> Table {
    let rows = irreducible.edits.iter().enumerate().map(|(number, line)| {
        vec![
            Cell::text((number + 1).to_string()),
            Cell::number(told.number(line.distance)),
            Cell::number(line.edits.len()),
            Cell::text(told.by_party(&line.edits)),
        ]
    });
    Table {
        caption: "Edits of which no part would do, the nearest first".into(),
        head: vec![
            Cell::text("Edit"),
            Cell::number("Distance"),
            Cell::number("Options"),
            Cell::text("What each side gives"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
