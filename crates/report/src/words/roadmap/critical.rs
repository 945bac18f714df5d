//! How patient the parties and how good alarms have to be.

use detente_finding::{Billionths, Critical, GameLine, Interval, Threshold};

use super::told::{Told, amount, factor, months, of_hundred};
use crate::document::{Cell, Table, Text};

/// The smallest and the largest discount factor that are tried.
const TRIED: (f64, f64) = (0.02, 0.999);

/// A sentence each on patience, alarms, false alarms, and the road without payments.
pub(crate) fn sentences(
    told: &Told<'_>,
    game: &GameLine,
    critical: &Critical,
    road: bool,
) -> Vec<Text> {
    let about = |subject: &str| Text::new().strong(subject).plain(" ");
    let mut said = vec![about("Patience.").then(patience(told, game, &critical.patience))];
    if !told.dispute.process.obligations.is_empty() {
        said.push(about("Alarms.").plain(alarms(critical.verification)));
        said.push(about("False alarms.").plain(false_alarms(critical.false_alarms)));
    }
    if road {
        said.push(about("Without payments.").plain(unpaid(game, critical)));
    }
    said
}

fn patience(told: &Told<'_>, game: &GameLine, found: &[Interval]) -> Text {
    let least = game.players.iter().min_by_key(|player| player.discount);
    let name = least.map_or(String::new(), |player| told.party(&player.party));
    if found.is_empty() {
        let (low, high) = TRIED;
        let text =
            format!("At none of the discount factors tried, {low} to {high}, is there a road.");
        return Text::from(text);
    }
    let text = Text::from("There is a road while the discount factor of the least patient party, ");
    let spans = spans(game, found);
    let own = factor(game.discount);
    let now = match told.period() {
        Some(period) => format!("; now it is {own}, with periods of {}", amount(period)),
        None => format!("; now it is {own}"),
    };
    let unit = match told.period() {
        Some(1.0) => " month",
        Some(_) => " months",
        None => "",
    };
    let text = text.name(name).plain(format!(", is {spans}{now}{unit}."));
    match found.len() {
        1 => text,
        _ => text.plain(" In between there is none: more patience may undo it."),
    }
}

/// "0.425 or more (periods of up to about 20 months)", "0.3 to 0.5 (…) or 0.8 to 0.9 (…)".
fn spans(game: &GameLine, found: &[Interval]) -> String {
    let said: Vec<String> = found.iter().map(|span| one_span(game, span)).collect();
    said.join(", or ")
}

fn one_span(game: &GameLine, span: &Interval) -> String {
    let from = (span.from.to_f64() > TRIED.0 + 1e-6).then_some(span.from);
    let to = (span.to.to_f64() < TRIED.1 - 1e-6).then_some(span.to);
    let length = |at: Billionths| period(game, at).map(months);
    let with = |words: Option<String>| words.map_or(String::new(), |words| format!(" ({words})"));
    match (from, to) {
        (None, None) => format!("anything tried, {} to {}", TRIED.0, TRIED.1),
        (Some(from), None) => {
            let long = length(from).map(|long| format!("periods of up to {long}"));
            format!("{} or more{}", factor(from), with(long))
        }
        (None, Some(to)) => {
            let long = length(to).map(|long| format!("periods of {long} or more"));
            format!("{} or less{}", factor(to), with(long))
        }
        (Some(from), Some(to)) => {
            let long = length(to).zip(length(from));
            let long = long.map(|(short, long)| format!("periods of {short} to {long}"));
            format!("{} to {}{}", factor(from), factor(to), with(long))
        }
    }
}

/// The months in a period that make a discount factor of the least patient party.
pub(crate) fn period(game: &GameLine, discount: Billionths) -> Option<f64> {
    let fastest = game.players.iter().map(|player| player.impatience.to_f64()).fold(0.0, f64::max);
    let discount = discount.to_f64();
    let sound = fastest > 0.0 && discount > 0.0 && discount < 1.0;
    sound.then(|| -12.0 * libm::log(discount) / fastest)
}

fn alarms(found: Threshold) -> String {
    match found {
        Threshold::Always => "There is a road even with useless alarms.".to_string(),
        Threshold::Never => "Not even alarms over every breach would make a road.".to_string(),
        Threshold::From(share) if share.to_f64() <= 0.0 => format!(
            "Alarms could lose up to {} of the difference a breach makes to them, and there would \
             still be a road.",
            at_most(-share.to_f64())
        ),
        Threshold::From(share) => format!(
            "For a road alarms would have to catch {} of the breaches they now miss.",
            of_hundred(share.to_f64())
        ),
    }
}

fn false_alarms(found: Threshold) -> String {
    match found {
        Threshold::Always => "False alarms do not stand in its way, however many.".to_string(),
        Threshold::Never => {
            "Without a single false alarm there would still be no road.".to_string()
        }
        Threshold::From(share) if share.to_f64() <= 0.0 => format!(
            "False alarms could rise by up to {} of the way to the frequency of alarms over breaches, \
             and there would still be a road.",
            at_most(-share.to_f64())
        ),
        Threshold::From(share) => {
            format!(
                "For a road {} of the false alarms would have to go.",
                of_hundred(share.to_f64())
            )
        }
    }
}

/// A share downwards: a larger one would be too much.
fn at_most(share: f64) -> String {
    match share * 100.0 {
        part if part >= 100.0 - 1e-9 => "all".to_string(),
        part if part > 99.0 => "99 of 100".to_string(),
        part if part < 1.0 => "under 1 of 100".to_string(),
        part => format!("{:.0} of 100", part.floor()),
    }
}

fn unpaid(game: &GameLine, critical: &Critical) -> String {
    let (surely, perhaps) = (&critical.unpaid_surely, &critical.unpaid_perhaps);
    match (surely.is_empty(), perhaps.is_empty()) {
        (_, true) => {
            "This road holds at none of the discount factors tried; another road might.".to_string()
        }
        (true, false) => format!(
            "This road cannot hold unless the discount factor of the least patient party is {}; that it does \
             was shown nowhere.",
            spans(game, perhaps)
        ),
        (false, false) if surely == perhaps => {
            format!(
                "This road holds while the discount factor of the least patient party is {}.",
                spans(game, surely)
            )
        }
        (false, false) => format!(
            "This road surely holds while the discount factor of the least patient party is {}; it cannot hold \
             unless it is {}.",
            spans(game, surely),
            spans(game, perhaps)
        ),
    }
}

/// The alarms needed at each discount factor.
pub(crate) fn map(game: &GameLine, critical: &Critical) -> Table {
    let row = |(discount, share): &(Billionths, Threshold)| {
        let long = period(game, *discount).map_or(String::new(), amount);
        vec![Cell::text(factor(*discount)), Cell::text(long), Cell::text(needed(*share))]
    };
    Table {
        caption: Text::from("Patience against alarms: where there is a road"),
        head: ["Discount factor", "Period, months", "Alarms needed"].map(Cell::text).into(),
        rows: critical.map.iter().map(row).collect(),
        ..Table::default()
    }
}

/// What alarms are needed, in a few words.
pub(crate) fn needed(share: Threshold) -> String {
    match share {
        Threshold::Always => "none".to_string(),
        Threshold::Never => "no road with any".to_string(),
        Threshold::From(share) if share.to_f64() < 0.0 => {
            format!("up to {} worse than now", at_most(-share.to_f64()))
        }
        Threshold::From(share) if share.0 == 0 => "as now".to_string(),
        Threshold::From(share) => {
            format!("{} of the breaches now missed", of_hundred(share.to_f64()))
        }
    }
}
