//! How firmly each rung holds; patience against alarms.

use detente_figure::{Balance, Balances, Column, Columns};
use detente_finding::{
    Billionths, Critical, GameLine, Road, RoadmapReading, Rung, Slack, Threshold,
};

use super::critical;
use super::tables;
use super::told::{Told, amount, column, factor};
use crate::document::{Figure, Text};
use crate::names;
use crate::words::space_figures::both_widths;

/// The ladder: of each rung the weaker of its step and of keeping what is promised after it.
pub(crate) fn ladder(told: &Told<'_>, reading: &RoadmapReading, road: &Road) -> Figure {
    let rows = road.ladder.iter().enumerate().map(|(place, rung)| row(told, road, place, rung));
    let short = road.ladder.iter().any(|rung| weaker(rung).1.slack.to_f64() < 0.0);
    let over =
        if short { " Where more is taken than is at stake, a line marks the stake." } else { "" };
    let balances = Balances {
        title: format!(
            "How firmly each step holds, under {}",
            names::reading(told.dispute, &reading.reading)
        ),
        description: format!(
            "A bar for each of {} steps, the first on top: what is at stake, what temptation and imperfect \
             alarms take from it, and the slack that is left.",
            road.ladder.len()
        ),
        parts: ["temptation", "imperfect alarms"].map(String::from).into(),
        rest: "slack".to_string(),
        axis: "at stake, in flow utility per period".to_string(),
        rows: rows.collect(),
        compact: false,
    };
    let compact = Balances { compact: true, ..balances.clone() };
    let id = format!("ladder-{}", reading.reading);
    Figure {
        id: format!("figure-{id}"),
        caption: Text::new(),
        key: Text::from(format!(
            "From the first step to the last: of the step itself and of keeping what is promised after it, \
             the one with less slack, in numbers on the right. Below it, unpaid: by how much, in its own \
             utility, whoever prefers it least prefers it without payments.{over}"
        )),
        svg: both_widths(&balances.svg(&id), &compact.svg(&format!("{id}-narrow"))),
        data: tables::holds(told, road),
    }
}

fn row(told: &Told<'_>, road: &Road, place: usize, rung: &Rung) -> Balance {
    let (keeping, holds) = weaker(rung);
    let kept = match &rung.keeper {
        _ if !keeping => String::new(),
        Some(keeper) if *keeper != rung.step.party => {
            format!(" (bar: then kept by {})", told.party(keeper))
        }
        _ => " (bar: then kept)".to_string(),
    };
    // The least of the ladder; the weakest link of the road may lie off it.
    let least = |of: fn(&Rung) -> f64| road.ladder.iter().map(of).fold(f64::INFINITY, f64::min);
    let slack: fn(&Rung) -> f64 = |rung| weaker(rung).1.slack.to_f64();
    let marked = |of: fn(&Rung) -> f64| {
        let mark = if of(rung) <= least(of) { " (least)" } else { "" };
        format!("{}{mark}", column(of(rung)))
    };
    Balance {
        heading: format!("{}. {}", place + 1, told.party(&rung.step.party)),
        label: format!("{}{kept}", told.change(&rung.step).unmarked()),
        whole: holds.stake.to_f64(),
        parts: vec![holds.temptation.to_f64(), holds.leak.to_f64()],
        text: marked(slack),
        note: format!("unpaid {}", marked(unpaid)),
        emphasis: slack(rung) <= least(slack),
    }
}

/// The lesser of both slacks without payments.
fn unpaid(rung: &Rung) -> f64 {
    let keep = rung.unpaid_keep.as_ref().map_or(f64::INFINITY, |(_, slack)| slack.to_f64());
    rung.unpaid.to_f64().min(keep)
}

/// Whether keeping has less slack than the step, and the one that has less.
fn weaker(rung: &Rung) -> (bool, Slack) {
    if rung.keep.slack.to_f64() < rung.holds.slack.to_f64() {
        (true, rung.keep)
    } else {
        (false, rung.holds)
    }
}

/// Patience against alarms; nothing if there are no alarms or it was asked nowhere.
pub(crate) fn map(
    told: &Told<'_>,
    reading: &RoadmapReading,
    game: &GameLine,
    found: &Critical,
) -> Option<Figure> {
    if found.map.is_empty() || told.dispute.process.obligations.is_empty() {
        return None;
    }
    let columns = Columns {
        title: format!(
            "Patience against alarms, under {}",
            names::reading(told.dispute, &reading.reading)
        ),
        description: "For each discount factor, how good alarms have to be for a road.".to_string(),
        across: "discount factor of the least patient party; below it the months in a period"
            .to_string(),
        up: "how good alarms about all obligations are".to_string(),
        ends: (-1.0, 1.0),
        levels: [(-1.0, "useless"), (0.0, "as now"), (1.0, "perfect")]
            .map(|(at, name)| (at, name.to_string()))
            .into(),
        shaded: "there is a road".to_string(),
        columns: found
            .map
            .iter()
            .map(|(discount, share)| column_of(game, *discount, *share))
            .collect(),
        mark: along(found, game.discount).map(|along| (along, 0.0, "now".to_string())),
        compact: false,
    };
    let compact = Columns { compact: true, ..columns.clone() };
    let id = format!("patience-{}", reading.reading);
    Some(Figure {
        id: format!("figure-{id}"),
        caption: Text::new(),
        key: Text::from(
            "From where up a column is shaded, alarms are good enough. Halfway between ‘as now’ and \
             ‘perfect’, half of the breaches now missed raise an alarm; halfway down to ‘useless’, half of \
             what sets breaches apart is lost.",
        ),
        svg: both_widths(&columns.svg(&id), &compact.svg(&format!("{id}-narrow"))),
        data: critical::map(game, found),
    })
}

fn column_of(game: &GameLine, discount: Billionths, share: Threshold) -> Column {
    let months = critical::period(game, discount);
    Column {
        label: [factor(discount), months.map_or(String::new(), amount)],
        from: match share {
            Threshold::Always => Some(-1.0),
            Threshold::Never => None,
            Threshold::From(share) => Some(share.to_f64()),
        },
    }
}

/// How many columns from the left a discount factor lies; nothing beyond the ends.
fn along(found: &Critical, discount: Billionths) -> Option<f64> {
    let at: Vec<f64> = found.map.iter().map(|(at, _)| at.to_f64()).collect();
    let own = discount.to_f64();
    let after = at.iter().position(|at| *at >= own)?;
    let Some(before) = after.checked_sub(1) else { return (at[after] <= own).then_some(0.0) };
    Some(before as f64 + (own - at[before]) / (at[after] - at[before]))
}
