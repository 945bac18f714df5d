//! The tables of the space lens: who would accept what, and the deals all would accept.

use detente_finding::{AudienceSpace, ReadingSpace, SpaceAnswer};
use detente_model::number::format_decimal;
use detente_model::{Dispute, ReadingId};

use crate::document::{Cell, Table, Text};
use crate::names;
use crate::words::conditions;

/// What each audience would accept, in words and in numbers.
pub(crate) fn rules(dispute: &Dispute, answer: &SpaceAnswer, reading: &ReadingSpace) -> Table {
    let all = answer.packages.unwrap_or_default().packages;
    let id = dispute.reading(&reading.reading);
    let rows = reading.audiences.iter().map(|line| {
        vec![
            Cell::name(names::audience(dispute, &line.audience)),
            Cell::text(id.map(|id| rule(dispute, id, line)).unwrap_or_default()),
            Cell::number(line.alone.packages),
            Cell::number(names::percent(line.alone.packages, all)),
            Cell::number(line.alone.deals),
        ]
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    rows.push(vec![
        Cell::text("All of them").strong(),
        Cell::text(Text::new()),
        Cell::number(reading.joint.packages).strong(),
        Cell::number(names::percent(reading.joint.packages, all)).strong(),
        Cell::number(reading.joint.deals).strong(),
    ]);
    Table {
        caption: Text::new()
            .plain("Who would accept what under ")
            .name(names::reading(dispute, &reading.reading)),
        head: vec![
            Cell::text("Audience"),
            Cell::text("Accepts if"),
            Cell::number("Packages"),
            Cell::number("Share"),
            Cell::number("Deals"),
        ],
        rows,
        ..Table::default()
    }
}

/// A rule in words, with what it rests on.
fn rule(dispute: &Dispute, reading: ReadingId, line: &AudienceSpace) -> Text {
    let Some(audience) = dispute.audiences.find(|a| a.id == line.audience) else {
        return Text::new();
    };
    let stated = &dispute.readings[reading].accept[audience];
    if stated.is_none() && dispute.audiences[audience].ratify.is_none() {
        return Text::from("no rule given: accepts everything");
    }
    let words = conditions::words(dispute, &dispute.acceptance(reading, audience));
    match stated {
        Some(rule) if !rule.holds_at_mode() => Text::new()
            .plain("accepts everything: that it does not hold to its rule has probability ")
            .plain(format_decimal(&rule.unsure))
            .plain("."),
        Some(rule) => words.plain(".").then(names::standing(dispute, &rule.backing)),
        None => words,
    }
}

/// The places of the deal options on which the listed deals differ; all of them if there is only
/// one deal.
fn differing(answer: &SpaceAnswer, reading: &ReadingSpace) -> Vec<usize> {
    let differs = |place: &usize| {
        reading.deals.iter().any(|deal| deal.levels[*place] != reading.deals[0].levels[*place])
    };
    let all = 0..answer.deal_options.len();
    if reading.deals.len() < 2 { all.collect() } else { all.filter(differs).collect() }
}

/// What all listed deals have in common.
pub(crate) fn common_levels(
    dispute: &Dispute,
    answer: &SpaceAnswer,
    reading: &ReadingSpace,
) -> Option<Text> {
    let differing = differing(answer, reading);
    let common: Vec<usize> =
        (0..answer.deal_options.len()).filter(|place| !differing.contains(place)).collect();
    let first = reading.deals.first().filter(|_| !common.is_empty())?;
    // What is not listed may differ.
    let all =
        if reading.deals_left_out.is_zero() { "All of them have " } else { "All listed have " };
    let mut text = Text::new().plain(all);
    for (number, place) in common.iter().enumerate() {
        if number > 0 {
            text = text.plain(if number + 1 == common.len() { " and " } else { ", " });
        }
        let option = &answer.deal_options[*place].0;
        text = text
            .name(names::option(dispute, option))
            .plain(" at ‘")
            .name(names::level(dispute, option, &first.levels[*place]))
            .plain("’");
    }
    Some(text.plain(if differing.is_empty() { "." } else { "; they differ in the rest." }))
}

/// The acceptable deals, in option form; options on which all agree are left out. Nothing if no
/// option tells deals apart or none is listed.
pub(crate) fn deals(
    dispute: &Dispute,
    answer: &SpaceAnswer,
    reading: &ReadingSpace,
) -> Option<Table> {
    let columns = differing(answer, reading);
    let option = |place: &usize| answer.deal_options[*place].0.as_str();
    let mut head = vec![Cell::text("Deal")];
    head.extend(columns.iter().map(|place| Cell::name(&names::option(dispute, option(place)))));
    head.push(Cell::number("Packages"));
    let rows =
        reading.deals.iter().enumerate().map(|(number, deal)| {
            let mut row = vec![Cell::text((number + 1).to_string())];
            row.extend(columns.iter().map(|place| {
                Cell::name(names::level(dispute, option(place), &deal.levels[*place]))
            }));
            row.push(Cell::number(deal.packages));
            row
        });
    (!columns.is_empty() && !reading.deals.is_empty()).then(|| Table {
        caption: Text::new()
            .plain("The deals acceptable to all under ")
            .name(names::reading(dispute, &reading.reading)),
        head,
        rows: rows.collect(),
        ..Table::default()
    })
}
