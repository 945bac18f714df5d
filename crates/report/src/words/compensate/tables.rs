//! The tables on payments: how far budgets reach, the cheapest deals, who is short of one.

use detente_finding::{Cheapest, PaidDeal, PricedStart, Prices, StartKind};

use super::sentences::Told;
use crate::document::{Cell, Table, Text};
use crate::names;

/// How many packages payments up to a total would make acceptable.
pub(crate) fn budgets(told: &Told<'_>, prices: &Prices) -> Table {
    let rows = prices.budgets.iter().map(|line| {
        vec![
            Cell::number(told.amount(line.budget)),
            Cell::number(line.tally.packages),
            Cell::number(line.tally.deals),
            Cell::number(names::percent(line.tally.packages, prices.packages)),
        ]
    });
    Table {
        caption: "What would be acceptable to all with payments up to so many points in all".into(),
        head: vec![
            Cell::number("Points"),
            Cell::number("Packages"),
            Cell::number("Deals"),
            Cell::number("Share"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// The cheapest deals: what tells them apart, who is paid, packages.
pub(crate) fn deals(told: &Told<'_>, cheapest: &Cheapest) -> Table {
    let deals = &cheapest.deals;
    let first = &deals[0];
    let differs =
        |place: &usize| deals.iter().any(|deal| deal.levels[*place] != first.levels[*place]);
    let all = 0..told.answer.deal_options.len();
    // A single deal is told by its levels in full.
    let columns: Vec<usize> =
        if deals.len() == 1 { all.collect() } else { all.filter(differs).collect() };
    let option = |place: &usize| told.answer.deal_options[*place].as_str();
    let mut head = vec![Cell::text("Deal")];
    head.extend(columns.iter().map(|at| Cell::name(&names::option(told.dispute, option(at)))));
    head.extend([Cell::text("Payments"), Cell::number("Packages")]);
    let row = |(number, deal): (usize, &PaidDeal)| {
        let mut row = vec![Cell::text((number + 1).to_string())];
        row.extend(columns.iter().map(|at| {
            Cell::name(names::level(told.dispute, option(at), &deal.levels[*at])).short_if_brief()
        }));
        row.extend([Cell::text(told.payments(deal)), Cell::number(deal.packages)]);
        row
    };
    Table {
        caption: Text::from(format!("The cheapest deals: {} in all", told.points(cheapest.total))),
        head,
        rows: deals.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}

/// Who rejects a deal as it stands, and what is missing.
pub(crate) fn rejecting(told: &Told<'_>, deal: &PaidDeal) -> Table {
    let rows = deal.rejecting.iter().map(|line| {
        vec![
            Cell::name(names::audience(told.dispute, &line.audience)),
            match line.short {
                Some(short) => Cell::number(told.amount(short)),
                None => Cell::number("goes by a rule"),
            },
            Cell::text(if line.paid { "yes" } else { "no" }),
        ]
    });
    Table {
        caption: "Who rejects the first deal as it stands, and who of them is paid".into(),
        head: vec![Cell::text("Audience"), Cell::number("Points short"), Cell::text("Paid")],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// The proposals on record, and what the cheapest package that agrees with each would take.
pub(crate) fn proposals(told: &Told<'_>, proposals: &[(&PricedStart, &Prices)]) -> Table {
    let row = |(start, prices): &(&PricedStart, &Prices)| {
        let id = start.named.as_deref().unwrap_or_default();
        let proposal = told.dispute.proposals.values().find(|proposal| proposal.id == id);
        let name = match proposal.filter(|_| start.kind == StartKind::Proposal) {
            Some(proposal) => Cell::name(&proposal.name),
            None => Cell::text(told.called(start).capital()),
        };
        let (total, payments) = match &prices.cheapest {
            Some(cheapest) => {
                let payments = cheapest.deals.first().map(|deal| told.payments(deal));
                (told.amount(cheapest.total), payments.unwrap_or_default())
            }
            None => ("no payment would do".to_string(), Text::new()),
        };
        vec![
            name,
            Cell::number(prices.packages),
            Cell::number(prices.accepted),
            Cell::number(total),
            Cell::text(payments),
        ]
    };
    Table {
        caption:
            "The proposals on record: the packages that agree with each, those acceptable to all \
                  without payments, and the least total"
                .into(),
        head: vec![
            Cell::text("Proposal"),
            Cell::number("Packages"),
            Cell::number("Acceptable"),
            Cell::number("Least total"),
            Cell::text("Payments"),
        ],
        rows: proposals.iter().map(row).collect(),
        ..Table::default()
    }
}
