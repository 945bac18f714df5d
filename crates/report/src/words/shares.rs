//! Deals by the share of draws, for the lenses that ask over draws.

use detente_finding::{Count, DealDraws, DealShare};
use detente_model::Dispute;

use crate::document::{Block, Cell, Table, Text};
use crate::names;
use crate::words::notes;

/// The deals listed with their draws, and how many are not; nothing if none is.
pub(crate) fn table(
    dispute: &Dispute,
    options: &[String],
    shares: &DealDraws,
    draws: u32,
    caption: Text,
) -> Vec<Block> {
    let Some(first) = shares.deals.first() else { return Vec::new() };
    let differs =
        |place: &usize| shares.deals.iter().any(|deal| deal.levels[*place] != first.levels[*place]);
    let columns: Vec<usize> = (0..options.len()).filter(differs).collect();
    let mut blocks = Vec::new();
    if columns.len() < options.len() && shares.deals.len() > 1 {
        // What is not listed may differ.
        let all = shares.deals_left_out.is_zero();
        let all = if all { "All of them have " } else { "All listed have " };
        let common = (0..options.len()).filter(|place| !columns.contains(place)).map(|place| {
            let label = names::level(dispute, &options[place], &first.levels[place]);
            let name = names::option(dispute, &options[place]);
            Text::new().name(name).plain(" at ‘").name(label).plain("’")
        });
        blocks.push(Block::Paragraph(Text::from(all).list(common).plain(".")));
    }
    // A single deal is told in full.
    let columns = if shares.deals.len() == 1 { (0..options.len()).collect() } else { columns };
    let mut head = vec![Cell::text("Deal")];
    head.extend(columns.iter().map(|at| Cell::name(&names::option(dispute, &options[*at]))));
    head.extend([Cell::number("Draws"), Cell::number("Share")]);
    let row = |(number, deal): (usize, &DealShare)| {
        let mut row = vec![Cell::text((number + 1).to_string())];
        row.extend(columns.iter().map(|at| {
            Cell::name(names::level(dispute, &options[*at], &deal.levels[*at])).short_if_brief()
        }));
        row.push(Cell::number(Count(u128::from(deal.draws))));
        row.push(Cell::number(share(deal.draws, draws)));
        row
    };
    blocks.push(Block::Table(Table {
        caption,
        head,
        rows: shares.deals.iter().enumerate().map(row).collect(),
        ..Table::default()
    }));
    let which = ", in no more draws than the last of these";
    let more = notes::not_listed(shares.deals_left_out, "deal", which, "--list");
    blocks.extend(more.map(Block::Note));
    blocks
}

/// "72 %".
pub(crate) fn share(part: u32, draws: u32) -> String {
    names::percent(Count(u128::from(part)), Count(u128::from(draws)))
}

/// "in 143 of 200 draws (72 %)", "in every draw", "in no draw".
pub(crate) fn in_draws(part: u32, draws: u32) -> String {
    let count = |number: u32| Count(u128::from(number));
    match part {
        0 => "in no draw".to_string(),
        all if all == draws => "in every draw".to_string(),
        part => {
            format!("in {} of {} draws ({})", count(part), count(draws), share(part, draws))
        }
    }
}
