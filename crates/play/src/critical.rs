//! Critical values: how patient the parties and how good the alarms have to be.
//!
//! **Verification.** Rents and liquidity fall with the detection probability p and rise with the
//! false-alarm probability q, so what can be prescribed at a worse p or q can be at a better one: what
//! holds is an up-set, and narrowing down finds its edge ([`threshold`]).
//!
//! **Patience.** In a game whose states change, more patience may undo what less could hold: with
//! one-way options a target can be self-enforcing on several intervals of discount factors. So a grid
//! of 54 is asked, denser near 1, and only a change between two of them is narrowed down
//! ([`patience`]). An interval that begins and ends between two points of the grid is not seen.
//!
//! **Relief.** A flow added to one player in the target states raises U there, but also what that
//! player can be left with when punished; so again a grid first ([`relief`]).
//!
//! Grid points are asked side by side, each on its own, so the answer does not depend on threads.
//!
//! A discount factor δ says how long a period may be: months = −12·ln δ / (time preference + turnover
//! per year) ([`longest_period`]).

use detente_states::Node;
use rayon::prelude::*;

use crate::eliminate::eliminate;
use crate::game::{Duty, Game, NotAGame, Player};
use crate::road::road_exists;

/// A closed interval of discount factors, its ends to [`ACCURACY`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Span {
    /// Lower end; [`LEAST_PATIENT`] where it may go on below.
    pub from: f64,
    /// Upper end; [`MOST_ASKED`] where it may go on above.
    pub to: f64,
}

/// From where on something holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Threshold {
    /// Everywhere that was asked.
    Always,
    /// Nowhere that was asked.
    Never,
    /// From here on, to [`ACCURACY`].
    From(f64),
}

/// How finely edges are told.
pub const ACCURACY: f64 = 1e-9;

/// The smallest discount factor of the grid.
pub const LEAST_PATIENT: f64 = 0.02;

/// The largest discount factor of the grid.
pub const MOST_ASKED: f64 = 0.999;

/// The discount factors at which patience is asked for first.
pub fn grid() -> Vec<f64> {
    let even = (1..50).map(|k| f64::from(k) / 50.0);
    even.chain([0.985, 0.99, 0.994, 0.997, MOST_ASKED]).collect()
}

/// The discount factors for which something holds, as intervals.
pub fn patience(holds: impl Fn(f64) -> bool + Sync) -> Vec<Span> {
    let grid = grid();
    let found: Vec<bool> = grid.par_iter().map(|&d| holds(d)).collect();
    let changes: Vec<usize> = (1..grid.len()).filter(|&k| found[k] != found[k - 1]).collect();
    let edges: Vec<f64> =
        changes.par_iter().map(|&k| edge(grid[k - 1], grid[k], found[k], &holds)).collect();
    let mut ends = edges;
    if found[0] {
        ends.insert(0, LEAST_PATIENT);
    }
    if ends.len() % 2 == 1 {
        ends.push(MOST_ASKED);
    }
    ends.chunks(2).map(|pair| Span { from: pair[0], to: pair[1] }).collect()
}

/// Where between two numbers the answer turns into what it is at the upper one: by thirds, the two
/// inner points side by side.
fn edge(mut low: f64, mut high: f64, at_high: bool, holds: impl Fn(f64) -> bool + Sync) -> f64 {
    while high - low > ACCURACY {
        let third = (high - low) / 3.0;
        let (one, two) = (low + third, high - third);
        let (at_one, at_two) = rayon::join(|| holds(one) == at_high, || holds(two) == at_high);
        (low, high) = match (at_one, at_two) {
            (true, _) => (low, one),
            (false, true) => (one, two),
            (false, false) => (two, high),
        };
    }
    // The side on which it holds.
    if at_high { high } else { low }
}

/// From where between two numbers something holds that, once it holds, goes on holding.
pub fn threshold(low: f64, high: f64, holds: impl Fn(f64) -> bool + Sync) -> Threshold {
    if holds(low) {
        Threshold::Always
    } else if !holds(high) {
        Threshold::Never
    } else {
        Threshold::From(edge(low, high, true, holds))
    }
}

/// Whether a road that enforces itself leads from a state to the target at this discount factor.
pub fn holds(game: &Game, discount: f64, start: Node, target: &[bool]) -> bool {
    eliminate(game, discount).is_ok_and(|solution| road_exists(game, &solution, start, target))
}

/// The share of what alarms miss that has to go for a road to exist: see [`sharper`] for shares
/// below 0.
pub fn verification(game: &Game, discount: f64, start: Node, target: &[bool]) -> Threshold {
    threshold(-1.0, 1.0, |share| {
        sharper(game, share, |_| true).is_ok_and(|game| holds(&game, discount, start, target))
    })
}

/// Per discount factor the critical share of [`verification`].
pub fn map(game: &Game, start: Node, target: &[bool], discounts: &[f64]) -> Vec<(f64, Threshold)> {
    let ask = |&d: &f64| (d, verification(game, d, start, target));
    discounts.par_iter().map(ask).collect()
}

/// The smallest flow, up to `most`, that added to a player's utility in the target states makes a
/// road; nothing where none of 32 flows tried does.
pub fn relief(
    game: &Game,
    discount: f64,
    start: Node,
    target: &[bool],
    player: Player,
    most: f64,
) -> Option<f64> {
    let enough = |flow: f64| {
        let add =
            |node: Node, u: f64| if target[detente_model::Id::index(node)] { u + flow } else { u };
        holds(&game.with_utility(player, add), discount, start, target)
    };
    if enough(0.0) {
        return Some(0.0);
    }
    let flows: Vec<f64> = (1..=32).map(|k| most * f64::from(k) / 32.0).collect();
    let found: Vec<bool> = flows.par_iter().map(|&flow| enough(flow)).collect();
    let first = found.iter().position(|&found| found)?;
    let below = if first == 0 { 0.0 } else { flows[first - 1] };
    Some(edge(below, flows[first], true, enough))
}

/// The game in which alarms about the chosen duties miss less: a share of 1 makes them certain, 0
/// leaves them as they are, −1 makes them useless.
///
/// # Errors
/// When the share is not in [−1, 1].
pub fn sharper(game: &Game, share: f64, which: impl Fn(&Duty) -> bool) -> Result<Game, NotAGame> {
    game.with_duties(|duty| {
        let (p, q) = (duty.detect, duty.false_alarm);
        let better = if share >= 0.0 { p + share * (1.0 - p) } else { q + (1.0 + share) * (p - q) };
        let detect = if which(duty) && (share >= 0.0 || p > q) { better } else { p };
        Duty { detect, ..duty.clone() }
    })
}

/// The game in which there are fewer false alarms about the chosen duties: a share of 1 leaves none,
/// 0 leaves them as they are, −1 makes alarms useless.
///
/// # Errors
/// When the share is not in [−1, 1].
pub fn quieter(game: &Game, share: f64, which: impl Fn(&Duty) -> bool) -> Result<Game, NotAGame> {
    game.with_duties(|duty| {
        let (p, q) = (duty.detect, duty.false_alarm);
        let fewer = if share >= 0.0 { q * (1.0 - share) } else { q - share * (p - q) };
        let false_alarm = if which(duty) && (share >= 0.0 || p > q) { fewer } else { q };
        Duty { false_alarm, ..duty.clone() }
    })
}

/// The length of a period, in months, at which impatience of this rate per year makes this discount
/// factor; nothing unless the rate is positive and the discount factor between 0 and 1.
pub fn longest_period(discount: f64, rate_per_year: f64) -> Option<f64> {
    let sound = rate_per_year > 0.0 && discount > 0.0 && discount < 1.0;
    sound.then(|| -12.0 * libm::log(discount) / rate_per_year)
}
