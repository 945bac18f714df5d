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

use crate::eliminate::{Unsolved, eliminate};
use crate::game::{Duty, Game, Player};
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
///
/// # Errors
/// When it cannot be told for one that was asked.
pub fn patience<E: Send>(holds: impl Fn(f64) -> Result<bool, E> + Sync) -> Result<Vec<Span>, E> {
    let grid = grid();
    let found = grid.par_iter().map(|&d| holds(d)).collect::<Result<Vec<bool>, E>>()?;
    let changes: Vec<usize> = (1..grid.len()).filter(|&k| found[k] != found[k - 1]).collect();
    let mut ends = (changes.par_iter())
        .map(|&k| edge(grid[k - 1], grid[k], found[k], ACCURACY, &holds))
        .collect::<Result<Vec<f64>, E>>()?;
    if found[0] {
        ends.insert(0, LEAST_PATIENT);
    }
    if ends.len() % 2 == 1 {
        ends.push(MOST_ASKED);
    }
    Ok(ends.chunks(2).map(|pair| Span { from: pair[0], to: pair[1] }).collect())
}

/// Where between two numbers the answer turns into what it is at the upper one, told on the side on
/// which it holds: by thirds, the two inner points side by side.
///
/// # Errors
/// When it cannot be told for a number that was asked.
pub fn edge<E: Send>(
    mut low: f64,
    mut high: f64,
    at_high: bool,
    accuracy: f64,
    holds: impl Fn(f64) -> Result<bool, E> + Sync,
) -> Result<f64, E> {
    while high - low > accuracy {
        let third = (high - low) / 3.0;
        let (one, two) = (low + third, high - third);
        let (at_one, at_two) = rayon::join(|| holds(one), || holds(two));
        (low, high) = match (at_one? == at_high, at_two? == at_high) {
            (true, _) => (low, one),
            (false, true) => (one, two),
            (false, false) => (two, high),
        };
    }
    Ok(if at_high { high } else { low })
}

/// From where between two numbers something holds that, once it holds, goes on holding.
///
/// # Errors
/// When it cannot be told for a number that was asked.
pub fn threshold<E: Send>(
    low: f64,
    high: f64,
    holds: impl Fn(f64) -> Result<bool, E> + Sync,
) -> Result<Threshold, E> {
    if holds(low)? {
        Ok(Threshold::Always)
    } else if !holds(high)? {
        Ok(Threshold::Never)
    } else {
        edge(low, high, true, ACCURACY, holds).map(Threshold::From)
    }
}

/// Whether a road that enforces itself leads from a state to the target at this discount factor; where
/// nothing at all can be prescribed somewhere, none does.
///
/// # Errors
/// When values do not settle, or the discount factor is out of range: then it cannot be told.
pub fn holds(game: &Game, discount: f64, start: Node, target: &[bool]) -> Result<bool, Unsolved> {
    match eliminate(game, discount) {
        Ok(solution) => Ok(road_exists(game, &solution, start, target)),
        Err(Unsolved::NoMove(..) | Unsolved::NoPromise(..)) => Ok(false),
        Err(unsolved) => Err(unsolved),
    }
}

/// The share of what alarms miss that has to go for a road to exist: see [`sharper`] for shares
/// below 0.
///
/// # Errors
/// As [`holds`].
pub fn verification(
    game: &Game,
    discount: f64,
    start: Node,
    target: &[bool],
) -> Result<Threshold, Unsolved> {
    threshold(-1.0, 1.0, |share| holds(&sharper(game, share, |_| true), discount, start, target))
}

/// Per discount factor the critical share of [`verification`].
///
/// # Errors
/// As [`holds`].
pub fn map(
    game: &Game,
    start: Node,
    target: &[bool],
    discounts: &[f64],
) -> Result<Vec<(f64, Threshold)>, Unsolved> {
    let ask = |&d: &f64| Ok((d, verification(game, d, start, target)?));
    discounts.par_iter().map(ask).collect()
}

/// The smallest flow, up to `most`, that added to a player's utility in the target states makes a
/// road; nothing where none of 32 flows tried does.
///
/// # Errors
/// As [`holds`].
pub fn relief(
    game: &Game,
    discount: f64,
    start: Node,
    target: &[bool],
    player: Player,
    most: f64,
) -> Result<Option<f64>, Unsolved> {
    let enough = |flow: f64| {
        let add =
            |node: Node, u: f64| if target[detente_model::Id::index(node)] { u + flow } else { u };
        holds(&game.with_utility(player, add), discount, start, target)
    };
    least(most, enough)
}

/// The smallest amount from 0 to `most` that is enough, where more need not be better: the first of 32
/// amounts tried, narrowed down; nothing where none of them is.
///
/// # Errors
/// When it cannot be told for an amount that was asked.
pub fn least<E: Send>(
    most: f64,
    enough: impl Fn(f64) -> Result<bool, E> + Sync,
) -> Result<Option<f64>, E> {
    if enough(0.0)? {
        return Ok(Some(0.0));
    }
    let amounts: Vec<f64> = (1..=32).map(|k| most * f64::from(k) / 32.0).collect();
    let found = amounts.par_iter().map(|&amount| enough(amount)).collect::<Result<Vec<_>, E>>()?;
    let Some(first) = found.iter().position(|&found| found) else { return Ok(None) };
    let below = if first == 0 { 0.0 } else { amounts[first - 1] };
    edge(below, amounts[first], true, ACCURACY * most.max(1.0), enough).map(Some)
}

/// The game in which alarms about the chosen duties miss less: a share of 1 makes them certain, 0
/// leaves them as they are, −1 makes them useless. Shares outside [−1, 1] count as the nearest.
pub fn sharper(game: &Game, share: f64, which: impl Fn(&Duty) -> bool) -> Game {
    let share = share.clamp(-1.0, 1.0);
    changed(game, which, |duty| {
        let (p, q) = (duty.detect, duty.false_alarm);
        let better = if share >= 0.0 { p + share * (1.0 - p) } else { q + (1.0 + share) * (p - q) };
        if share >= 0.0 || p > q {
            duty.detect = better;
        }
    })
}

/// The game in which there are fewer false alarms about the chosen duties: a share of 1 leaves none,
/// 0 leaves them as they are, −1 makes alarms useless. Shares outside [−1, 1] count as the nearest.
pub fn quieter(game: &Game, share: f64, which: impl Fn(&Duty) -> bool) -> Game {
    let share = share.clamp(-1.0, 1.0);
    changed(game, which, |duty| {
        let (p, q) = (duty.detect, duty.false_alarm);
        let fewer = if share >= 0.0 { q * (1.0 - share) } else { q - share * (p - q) };
        if share >= 0.0 || p > q {
            duty.false_alarm = fewer;
        }
    })
}

/// The game in which breaking the chosen duties tempts less, by this share from 0 to 1. That need not
/// help: a breach nobody is tempted to is no punishment either.
pub fn less_tempting(game: &Game, share: f64, which: impl Fn(&Duty) -> bool) -> Game {
    changed(game, which, |duty| duty.temptation *= 1.0 - share.clamp(0.0, 1.0))
}

/// The game with the chosen duties changed within what duties may be.
fn changed(game: &Game, which: impl Fn(&Duty) -> bool, change: impl Fn(&mut Duty)) -> Game {
    let changed = game.with_duties(|duty| {
        let mut new = duty.clone();
        if which(duty) {
            change(&mut new);
            new.detect = new.detect.clamp(0.0, 1.0);
            new.false_alarm = new.false_alarm.clamp(0.0, 1.0);
        }
        new
    });
    changed.expect("probabilities stay within 0 and 1, and nobody else is bound")
}

/// The length of a period, in months, at which impatience of this rate per year makes this discount
/// factor; nothing unless the rate is positive and the discount factor between 0 and 1.
pub fn longest_period(discount: f64, rate_per_year: f64) -> Option<f64> {
    let sound = rate_per_year > 0.0 && discount > 0.0 && discount < 1.0;
    sound.then(|| -12.0 * libm::log(discount) / rate_per_year)
}
