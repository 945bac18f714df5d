//! The tables: who plays, the ladder, what holds each rung, payments, two roads, ends, repairs.

use detente_finding::{End, GameLine, Repair, Road, Roads, Row, Rung, Slack};

use super::lead::paid_beyond;
use super::told::{Told, amount, column, factor, of_hundred, real, signed, something};
use crate::document::{Cell, Table, Text};
use crate::names;
use crate::words::numbers::number;

/// Who plays: how often it moves, how patient it is, what it can pay.
pub(crate) fn players(told: &Told<'_>, game: &GameLine) -> Table {
    let mut head = vec![
        Cell::text("Party"),
        Cell::text("Its turn, of 100 periods"),
        Cell::text("Impatience per year"),
        Cell::text("Discount factor"),
    ];
    let capped = game.players.iter().any(|player| player.relief_capacity.is_some());
    head.extend(capped.then(|| Cell::text("Can pay at one occasion")));
    let least = game.players.iter().map(|player| player.discount).min();
    let row = |player: &detente_finding::PlayerLine| {
        let discount = Cell::text(factor(player.discount));
        let mut row = vec![
            Cell::name(names::party(told.dispute, &player.party)),
            Cell::text(amount((player.chance.to_f64() * 1000.0).round() / 10.0)),
            Cell::text(real(player.impatience)),
            if Some(player.discount) == least { discount.strong() } else { discount },
        ];
        let capacity = player.relief_capacity.map_or("not said".to_string(), number);
        row.extend(capped.then(|| Cell::text(capacity)));
        row
    };
    Table {
        caption: Text::from("Who plays"),
        head,
        rows: game.players.iter().map(row).collect(),
        ..Table::default()
    }
}

/// The ladder: who takes which step, what it brings, the largest payment with it.
pub(crate) fn ladder(told: &Told<'_>, game: &GameLine, road: &Road, caption: &str) -> Table {
    let paid = road.ladder.iter().any(|rung| largest(rung).is_some());
    let timed = road.ladder.iter().any(|rung| rung.longest.is_some());
    let mut head = vec![
        Cell::text(""),
        Cell::text("Step"),
        Cell::text("Brings mover"),
        Cell::text("Brings others"),
    ];
    head.extend(paid.then(|| Cell::text("Net payment")));
    head.extend(timed.then(|| Cell::text("Longest period")));
    let row = |(place, rung): (usize, &Rung)| {
        let (own, others) = gains(game, rung);
        let mut row = vec![
            Cell::short((place + 1).to_string()),
            Cell::text(told.step(&rung.step)),
            Cell::short(signed(own)),
            Cell::short(signed(others)),
        ];
        if paid {
            row.push(Cell::text(largest(rung).map_or(Text::new(), |(payer, paid)| {
                let payer = game.players.get(payer).map_or(String::new(), |p| told.party(&p.party));
                Text::from(format!("{} by ", amount(paid))).name(payer)
            })));
        }
        if timed {
            row.push(Cell::text(rung.longest.map_or("any".to_string(), real)));
        }
        row
    };
    Table {
        caption: Text::from(match timed {
            true => format!("{caption}; periods in months"),
            false => caption.to_string(),
        }),
        head,
        rows: road.ladder.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}

/// What a step brings its mover and all others per period.
fn gains(game: &GameLine, rung: &Rung) -> (f64, f64) {
    let of = |own: bool| {
        let gains = game.players.iter().zip(&rung.gains.0);
        let chosen = gains.filter(|(player, _)| (player.party == rung.step.party) == own);
        chosen.map(|(_, gain)| gain.to_f64()).sum()
    };
    (of(true), of(false))
}

/// The largest payment with a step and its payer's place; nothing if nothing is paid.
fn largest(rung: &Rung) -> Option<(usize, f64)> {
    let paid = rung.receives.0.iter().map(|received| -received.to_f64()).enumerate();
    paid.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|most| something(most.1))
}

/// What holds each step, and what is promised after it.
pub(crate) fn holds(told: &Told<'_>, road: &Road) -> Table {
    let row = |label: Text, holds: &Slack, unpaid: Option<String>| {
        vec![
            Cell::text(label),
            Cell::text(column(holds.stake.to_f64())),
            Cell::text(column(holds.temptation.to_f64())),
            Cell::text(column(holds.leak.to_f64())),
            Cell::text(column(holds.slack.to_f64())),
            Cell::text(unpaid.unwrap_or_default()),
        ]
    };
    let mut rows = Vec::new();
    for (place, rung) in road.ladder.iter().enumerate() {
        let text = Text::from(format!("{} step of ", place + 1));
        let text = text.name(told.party(&rung.step.party));
        rows.push(row(text, &rung.holds, Some(column(rung.unpaid.to_f64()))));
        let keeper = rung.keeper.as_ref().or(rung.unpaid_keep.as_ref().map(|(who, _)| who));
        if let Some(keeper) = keeper {
            let unpaid = rung.unpaid_keep.as_ref().map(|(who, slack)| {
                if who == keeper {
                    column(slack.to_f64())
                } else {
                    format!("{} ({})", column(slack.to_f64()), told.party(who))
                }
            });
            let text = Text::from(format!("{} then kept by ", place + 1));
            rows.push(row(text.name(told.party(keeper)), &rung.keep, unpaid));
        }
    }
    Table {
        caption: Text::from("What holds each step, and what is promised after it, per period"),
        head: ["Step", "At stake", "Tempts", "Alarms cost", "Slack", "Slack unpaid"]
            .map(Cell::text)
            .into(),
        rows,
        ..Table::default()
    }
}

/// What every party pays and receives; nothing if nobody does.
pub(crate) fn payments(told: &Told<'_>, game: &GameLine, road: &Road) -> Option<Table> {
    let any = |row: &Row| row.0.iter().any(|number| something(number.to_f64().abs()));
    if !any(&road.balance) && !any(&road.pays_at_most) {
        return None;
    }
    let opening = any(&road.opening);
    let capped = game.players.iter().any(|player| player.relief_capacity.is_some());
    let mut head = vec![Cell::text("Party")];
    head.extend(opening.then(|| Cell::text("At the start")));
    head.extend(
        ["On the ladder, in all", "Pays at most, at once", "Times the spread"].map(Cell::text),
    );
    head.extend(capped.then(|| Cell::text("Can pay")));
    let at = |row: &Row, place: usize| row.0.get(place).map_or(0.0, |number| number.to_f64());
    let row = |(place, player): (usize, &detente_finding::PlayerLine)| {
        let most = at(&road.pays_at_most, place);
        let mut row = vec![Cell::name(names::party(told.dispute, &player.party))];
        row.extend(opening.then(|| Cell::text(signed(at(&road.opening, place)))));
        row.push(Cell::text(signed(at(&road.balance, place))));
        row.push(Cell::text(amount(most)));
        let scale = game.scale.to_f64();
        row.push(Cell::text(if something(scale) { amount(most / scale) } else { String::new() }));
        if capped {
            let cell = match player.relief_capacity {
                None => Cell::text("not said"),
                Some(capacity) => {
                    let beyond = paid_beyond(capacity.to_f64(), road, game, &player.party);
                    let text = number(capacity) + if beyond { ": too little" } else { "" };
                    if beyond { Cell::text(text).strong() } else { Cell::text(text) }
                }
            };
            row.push(cell);
        }
        row
    };
    Some(Table {
        caption: Text::from("Payments, in utility: + receives, − pays"),
        head,
        rows: game.players.iter().enumerate().map(row).collect(),
        ..Table::default()
    })
}

/// Two roads step by step.
pub(crate) fn beside(told: &Told<'_>, roads: &Roads) -> Option<Table> {
    let robust = roads.robust.as_ref()?;
    let (best, robust) = (&roads.best.ladder, &robust.ladder);
    let step = |ladder: &[Rung], place: usize| {
        let found = ladder.get(place);
        found.map_or(Text::from("–"), |rung| told.step(&rung.step))
    };
    let row = |place: usize| {
        let differs = best.get(place).map(|r| &r.step) != robust.get(place).map(|r| &r.step);
        let other = Cell::text(step(robust, place));
        vec![
            Cell::short((place + 1).to_string()),
            Cell::text(step(best, place)),
            if differs { other.strong() } else { Cell::text("the same") },
        ]
    };
    Some(Table {
        caption: Text::from("Two roads, each by its likeliest way"),
        head: ["", "Of largest value", "Most robust"].map(Cell::text).into(),
        rows: (0..best.len().max(robust.len())).map(row).collect(),
        ..Table::default()
    })
}

/// Where a road ends, if in more than one state.
pub(crate) fn ends(told: &Told<'_>, road: &Road) -> Option<Table> {
    let row = |end: &End| {
        vec![
            Cell::text(told.state(&end.state).capital()),
            Cell::text(amount((end.chance.to_f64() * 1000.0).round() / 10.0)),
        ]
    };
    (road.ends.len() > 1).then(|| Table {
        caption: Text::from("Where the road ends"),
        head: ["State", "In how many of 100 cases"].map(Cell::text).into(),
        rows: road.ends.iter().map(row).collect(),
        ..Table::default()
    })
}

/// What would make a road, each change by itself.
pub(crate) fn repairs(told: &Told<'_>, repairs: &[Repair]) -> Table {
    let row = |repair: &Repair| {
        let flow = matches!(repair.change, detente_finding::RepairKind::Flow(_));
        let by = match repair.by {
            None => "no amount tried is enough".to_string(),
            Some(by) if flow => real(by),
            Some(by) => of_hundred(by.to_f64()),
        };
        vec![Cell::text(told.repair_kind(&repair.change)), Cell::text(by)]
    };
    Table {
        caption: Text::from("What would make a road, each change by itself"),
        head: ["What changes", "By at least"].map(Cell::text).into(),
        rows: repairs.iter().map(row).collect(),
        ..Table::default()
    }
}
