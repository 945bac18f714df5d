//! How patient the parties and how good alarms have to be.

use detente_finding::{Billionths, Critical, Interval, Threshold};
use detente_play::critical::{self, LEAST_PATIENT, grid, holds, longest_period, quieter};
use detente_play::unpaid::{Unpaid, unpaid};
use detente_play::{Road, Unsolved, eliminate, road_again};

use super::Case;

/// Discount factors of the map.
const MAP: [f64; 13] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.99];

/// How finely the longest period of a rung is told, as a discount factor.
const FINE: f64 = 1e-5;

/// The critical values of a case, and of each rung of the best road's ladder the longest period in
/// months at which it holds, where there is one.
pub(super) fn critical(
    case: &Case<'_>,
    best: Option<&Road>,
) -> Result<(Option<Critical>, Vec<Option<f64>>), Unsolved> {
    let (game, own) = (&case.setting.game, case.setting.discount);
    let patience = critical::patience(|d| holds(game, d, case.start, case.target))?;
    let quiet = |share| holds(&quieter(game, share, |_| true), own, case.start, case.target);
    let unpaid = |surely: bool| match best {
        Some(road) => critical::patience(|d| holds_unpaid(case, road, d, surely)),
        None => Ok(Vec::new()),
    };
    let map = critical::map(game, case.start, case.target, &MAP)?;
    let found = Critical {
        patience: intervals(&patience),
        verification: told(critical::verification(game, own, case.start, case.target)?),
        false_alarms: told(critical::threshold(-1.0, 1.0, quiet)?),
        map: map.into_iter().map(|(d, share)| (Billionths::nearest(d), told(share))).collect(),
        unpaid_surely: intervals(&unpaid(true)?),
        unpaid_perhaps: intervals(&unpaid(false)?),
    };
    Ok((Some(found), best.map_or(Ok(Vec::new()), |road| longest(case, road))?))
}

fn intervals(spans: &[critical::Span]) -> Vec<Interval> {
    let end = Billionths::nearest;
    spans.iter().map(|span| Interval { from: end(span.from), to: end(span.to) }).collect()
}

fn told(found: critical::Threshold) -> Threshold {
    match found {
        critical::Threshold::Always => Threshold::Always,
        critical::Threshold::Never => Threshold::Never,
        critical::Threshold::From(share) => Threshold::From(Billionths::nearest(share)),
    }
}

/// Whether the road, as it is, holds without payments if the least patient party has this discount
/// factor and the others stay as much more patient as they are.
fn holds_unpaid(case: &Case<'_>, road: &Road, own: f64, surely: bool) -> Result<bool, Unsolved> {
    let slowest = case.setting.impatience.iter().copied().fold(0.0, f64::max);
    let discounts = case.setting.impatience.iter().map(|rate| {
        let share = if slowest > 0.0 { rate / slowest } else { 1.0 };
        libm::exp(share * libm::log(own)).min(detente_play::MOST_PATIENT)
    });
    let discounts: Vec<f64> = discounts.collect();
    Ok(match unpaid(&case.setting.game, &discounts, &road.stops) {
        Some(Unpaid::Holds(_)) => true,
        Some(Unpaid::Open(..)) => !surely,
        Some(Unpaid::Fails(_)) | None => false,
    })
}

/// Per rung the longest period, in months, up to which step and keeping hold on this road, going up
/// from the period there is; nothing where they hold at every length tried.
fn longest(case: &Case<'_>, road: &Road) -> Result<Vec<Option<f64>>, Unsolved> {
    let setting = case.setting;
    let fastest = setting.impatience.iter().copied().fold(0.0, f64::max);
    let mut known = vec![setting.discount];
    known.extend(grid().into_iter().rev().filter(|d| *d < setting.discount));
    let mut slacks = Vec::with_capacity(known.len());
    for discount in &known {
        slacks.push(rungs(case, road, *discount)?);
    }
    let holds = |slacks: &Option<Vec<f64>>, rung: usize| {
        slacks.as_ref().is_some_and(|slacks| slacks[rung] >= -1e-9 * setting.game.scale())
    };
    let mut found = Vec::new();
    for rung in 0..road.ladder.len() {
        let first = (1..known.len()).find(|k| !holds(&slacks[*k], rung));
        found.push(match first {
            None => None,
            Some(k) => {
                let at = |discount| Ok(holds(&rungs(case, road, discount)?, rung));
                let edge = critical::edge(known[k], known[k - 1], true, FINE, at)?;
                longest_period(edge.max(LEAST_PATIENT), fastest)
            }
        });
    }
    Ok(found)
}

/// The slack of each rung on the terms of another discount factor: of its step or of keeping after it,
/// whichever is less; nothing where there is no equilibrium.
fn rungs(case: &Case<'_>, road: &Road, discount: f64) -> Result<Option<Vec<f64>>, Unsolved> {
    let solution = match eliminate(&case.setting.game, discount) {
        Ok(solution) => solution,
        Err(Unsolved::NoMove(..) | Unsolved::NoPromise(..)) => return Ok(None),
        Err(unsolved) => return Err(unsolved),
    };
    let again = road_again(&case.setting.game, &solution, case.start, case.target, &road.stops);
    Ok(again
        .map(|road| road.ladder.iter().map(|rung| rung.step.slack.min(rung.keep.slack)).collect()))
}
