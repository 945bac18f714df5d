//! Is there no better equilibrium? Elimination from the start, as plainly as can be.
//!
//! Everything may be prescribed at first. Values are found by sweeping over the states until nothing
//! changes; what then has negative slack goes; and so on until nothing goes. Values only ever get
//! worse, so what is left is the largest. Sweeps may start from any values, as they lead to the same.
//!
//! Cost: arcs × players × sweeps × rounds, counted and cut off.

use super::game::Game;
use super::values::{Ahead, Values};

/// How elimination ended.
pub(super) enum Ended {
    /// With values; whether something was so near to 0 that it might as well have gone or stayed.
    Found(Found),
    /// In some state nothing is left.
    Nothing,
    /// It would take too long.
    TooLong,
}

/// The largest equilibrium.
pub(super) struct Found {
    pub(super) joint: Vec<f64>,
    /// Per player and state.
    pub(super) punished: Vec<Vec<f64>>,
    pub(super) doubtful: bool,
    pub(super) ahead: Ahead,
}

/// What may still be prescribed: per state and player, per arc; per state, per promise.
struct Allowed {
    arcs: Vec<Vec<Vec<bool>>>,
    promises: Vec<Vec<bool>>,
}

/// Eliminates, with at most `work` looks at an arc; sweeps begin at `guess` (U, then v per player).
pub(super) fn largest(
    game: &Game,
    discount: f64,
    guess: Option<(Vec<f64>, Vec<Vec<f64>>)>,
    work: &mut u64,
) -> Ended {
    let scale = game.scale();
    let mut allowed = Allowed {
        arcs: game.arcs.iter().map(|s| s.iter().map(|a| vec![true; a.len()]).collect()).collect(),
        promises: (0..game.len()).map(|s| vec![true; game.promises(s).all.len()]).collect(),
    };
    let (joint, punished) = guess.unwrap_or_else(|| {
        let own = |i: usize| game.utility.iter().map(|row| row[i]).collect();
        ((0..game.len()).map(|s| game.flow(s)).collect(), (0..game.players).map(own).collect())
    });
    let mut values = Values { game, discount, joint, punished };
    let mut doubtful = false;
    loop {
        if !(0..game.len()).all(|state| allowed.promises[state].contains(&true)) {
            return Ended::Nothing;
        }
        if !settle(&mut values, &allowed, work) {
            return Ended::TooLong;
        }
        let mut gone = false;
        for state in 0..game.len() {
            let mut check = |slack: f64, may: &mut bool| {
                if *may {
                    doubtful |= slack < -1e-11 * scale && slack > -1e-7 * scale;
                    *may = slack >= -1e-9 * scale;
                    gone |= !*may;
                }
            };
            let drawn = drawn(&values, &allowed, state);
            let stake = drawn[0] - drawn[1..].iter().sum::<f64>();
            for mover in game.movers() {
                let deviation = values.deviation(state, mover);
                for (at, arc) in game.arcs[state][mover].iter().enumerate() {
                    let slack = values.slack(mover, deviation, arc, values.joint[arc.to]);
                    check(slack, &mut allowed.arcs[state][mover][at]);
                }
            }
            for (at, promise) in game.promises(state).all.iter().enumerate() {
                let slack = discount * stake - values.now() * promise.liquidity;
                check(slack, &mut allowed.promises[state][at]);
            }
        }
        let empty = |state: usize| {
            game.movers().any(|m| !allowed.arcs[state][m].contains(&true))
                || !allowed.promises[state].contains(&true)
        };
        if (0..game.len()).any(empty) {
            return Ended::Nothing;
        }
        if !gone {
            break;
        }
    }
    let deviations = |s: usize| (0..game.players).map(|i| values.deviation(s, i)).collect();
    let ahead = Ahead {
        deviation: (0..game.len()).map(deviations).collect(),
        next: (0..game.len()).map(|s| drawn(&values, &allowed, s)[1..].to_vec()).collect(),
    };
    Ended::Found(Found { joint: values.joint, punished: values.punished, doubtful, ahead })
}

/// W_U, then W_v of each player, in a state.
fn drawn(values: &Values<'_>, allowed: &Allowed, state: usize) -> Vec<f64> {
    let game = values.game;
    let mut drawn = vec![0.0; game.players + 1];
    for mover in game.movers() {
        let arcs = game.arcs[state][mover].iter().zip(&allowed.arcs[state][mover]);
        let mut next = vec![f64::INFINITY; game.players + 1];
        next[0] = f64::NEG_INFINITY;
        for (arc, may) in arcs {
            if !may {
                continue;
            }
            next[0] = next[0].max(values.joint[arc.to] - values.cost(arc));
            for (least, of) in next[1..].iter_mut().zip(&values.punished) {
                *least = least.min(of[arc.to]);
            }
        }
        next[mover + 1] = values.deviation(state, mover);
        for (sum, next) in drawn.iter_mut().zip(next) {
            *sum += game.chance[mover] * next;
        }
    }
    drawn
}

/// Sweeps forth and back until nothing changes; whether it came to that.
fn settle(values: &mut Values<'_>, allowed: &Allowed, work: &mut u64) -> bool {
    let (game, discount) = (values.game, values.discount);
    let arcs: usize = game.arcs.iter().flatten().map(Vec::len).sum();
    let cost = (arcs * (game.players + 1)) as u64;
    let largest = game.utility.iter().flatten().fold(game.scale(), |most, u| most.max(u.abs()));
    let rounding = largest * game.players as f64 * f64::EPSILON * 4.0;
    let accuracy = (1e-13 * game.scale() * (1.0 - discount)).max(rounding);
    let now: Vec<Vec<f64>> = (0..game.len()).map(|s| this_period(values, allowed, s)).collect();
    for sweep in 0.. {
        match work.checked_sub(cost) {
            Some(left) => *work = left,
            None => return false,
        }
        let mut change: f64 = 0.0;
        for step in 0..game.len() {
            let state = if sweep % 2 == 0 { game.len() - 1 - step } else { step };
            let drawn = drawn(values, allowed, state);
            for (lane, (now, next)) in now[state].iter().zip(drawn).enumerate() {
                let new = now + discount * next;
                let old = match lane {
                    0 => &mut values.joint[state],
                    _ => &mut values.punished[lane - 1][state],
                };
                change = change.max((*old - new).abs());
                *old = new;
            }
        }
        if change <= accuracy {
            break;
        }
    }
    true
}

/// What the period itself brings: jointly at most, and to each player at least.
fn this_period(values: &Values<'_>, allowed: &Allowed, state: usize) -> Vec<f64> {
    let all = values.game.promises(state).all.iter().zip(&allowed.promises[state]);
    let may: Vec<_> = all.filter(|(_, may)| **may).map(|(promise, _)| promise).collect();
    let joint = may.iter().map(|p| values.joint_now(state, p)).fold(f64::NEG_INFINITY, f64::max);
    let left =
        |i: usize| may.iter().map(|p| values.left_now(state, p, i)).fold(f64::INFINITY, f64::min);
    std::iter::once(joint).chain((0..values.game.players).map(left)).collect()
}
