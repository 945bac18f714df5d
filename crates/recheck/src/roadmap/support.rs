//! Do the values said support each other?
//!
//! In every state there has to be a promise, and for every mover an arc, with slack, that bring just
//! the joint value; and the same for every player's punishment value, the punished player itself free
//! to take any arc (the values' equations stand in [`super::values`]). After Goldlücke and Kranz (2017)
//! that makes every split that leaves each player its punishment value an equilibrium. That nothing
//! better exists does not follow.
//!
//! An arc or promise whose slack is within the tolerance of 0 may be used or not, so each way is tried.

use super::values::{Ahead, Values};

/// The most combinations of arcs and promises of doubtful slack that are tried for one value.
const MOST_WAYS: usize = 4096;

/// The most mistakes that are told.
const MOST_TOLD: usize = 3;

/// What follows from the values, or where they fail, in sentences.
pub(super) fn support(values: &Values<'_>) -> Result<Ahead, Vec<String>> {
    let fine = values.fine();
    let mut ahead = Ahead { deviation: Vec::new(), next: Vec::new() };
    let mut mistakes = Vec::new();
    for state in 0..values.game.len() {
        let place = Place::new(values, state, fine);
        match place.next() {
            Ok(next) => {
                ahead.deviation.push(place.deviation);
                ahead.next.push(next);
            }
            Err(why) => mistakes.push(format!("in state {}: {why}", state + 1)),
        }
        if mistakes.len() == MOST_TOLD {
            break;
        }
    }
    if mistakes.is_empty() { Ok(ahead) } else { Err(mistakes) }
}

/// One state.
struct Place<'a> {
    values: &'a Values<'a>,
    state: usize,
    fine: f64,
    deviation: Vec<f64>,
}

/// What one choice may bring to a value: the best that surely may be chosen, then what perhaps may.
#[derive(Default)]
struct Choice {
    sure: Option<f64>,
    perhaps: Vec<f64>,
}

impl Choice {
    /// Takes something into account that may be chosen, surely or perhaps.
    fn add(&mut self, worth: f64, slack: f64, fine: f64) {
        if slack >= fine {
            self.sure = Some(self.sure.map_or(worth, |best| best.max(worth)));
        } else if slack >= -fine {
            self.perhaps.push(worth);
        }
    }

    /// What may come of it, without what cannot matter.
    fn outcomes(self) -> Vec<f64> {
        let better = |worth: &f64| self.sure.is_none_or(|sure| *worth > sure);
        let mut all: Vec<f64> = self.perhaps.iter().copied().filter(better).collect();
        all.extend(self.sure);
        all.sort_unstable_by(|a, b| b.total_cmp(a));
        all.dedup();
        all
    }
}

impl<'a> Place<'a> {
    fn new(values: &'a Values<'a>, state: usize, fine: f64) -> Place<'a> {
        let deviation = (0..values.game.players).map(|i| values.deviation(state, i)).collect();
        Place { values, state, fine, deviation }
    }

    /// The punishment values before the draw, if everything is as it should be.
    fn next(&self) -> Result<Vec<f64>, String> {
        let (values, n) = (self.values, self.values.game.players);
        let delta = values.discount;
        // The best that may be hoped for decides which promises may be made.
        let joint = self.drawn(None)?;
        let punished: Vec<Vec<Vec<f64>>> =
            (0..n).map(|i| self.drawn(Some(i))).collect::<Result<_, _>>()?;
        let best = |outcomes: &Vec<Vec<f64>>| outcomes.iter().map(|of| of[0]).sum::<f64>();
        let hoped = best(&joint) + punished.iter().map(best).sum::<f64>();
        let said = values.joint[self.state];
        let (_, next_joint) = self
            .attained(said, delta, &joint, |p| {
                (values.joint_now(self.state, p), delta * hoped - values.now() * p.liquidity)
            })
            .ok_or_else(|| format!("nothing that holds brings the joint value {said}"))?;
        let mut next = Vec::new();
        for (i, outcomes) in punished.into_iter().enumerate() {
            let said = values.punished[i][self.state];
            let (_, least) = self
                .attained(-said, delta, &outcomes, |p| {
                    (-values.left_now(self.state, p, i), delta * hoped - values.now() * p.liquidity)
                })
                .ok_or_else(|| format!("nothing that holds leaves player {} with {said}", i + 1))?;
            next.push(-least);
        }
        // With what was chosen, some promise has slack.
        let stake = delta * (next_joint - next.iter().sum::<f64>());
        let promises = &values.game.promises(self.state).all;
        let holds = promises.iter().any(|p| stake - values.now() * p.liquidity >= -2.0 * self.fine);
        if holds { Ok(next) } else { Err("no promise can be kept".to_string()) }
    }

    /// Per mover what its arcs may bring to the joint value, or, negative, leave a player with.
    fn drawn(&self, punished: Option<usize>) -> Result<Vec<Vec<f64>>, String> {
        let (values, game) = (self.values, self.values.game);
        let mut all = Vec::new();
        for mover in game.movers() {
            let chance = game.chance[mover];
            let deviation = self.deviation[mover];
            let mut choice = Choice::default();
            for arc in &game.arcs[self.state][mover] {
                let slack = values.slack(mover, deviation, arc, values.joint[arc.to]);
                let worth = match punished {
                    None => values.joint[arc.to] - values.cost(arc),
                    Some(i) if i == mover => -deviation,
                    Some(i) => -values.punished[i][arc.to],
                };
                choice.add(chance * worth, slack, self.fine);
            }
            let outcomes = choice.outcomes();
            if outcomes.is_empty() {
                return Err(format!("nothing player {} can do holds", mover + 1));
            }
            all.push(outcomes);
        }
        Ok(all)
    }

    /// What a promise and arcs bring now and next that together bring `said`, if some do.
    fn attained(
        &self,
        said: f64,
        delta: f64,
        drawn: &[Vec<f64>],
        promise: impl Fn(&super::alarms::Promise) -> (f64, f64),
    ) -> Option<(f64, f64)> {
        let mut choice = Choice::default();
        for one in &self.values.game.promises(self.state).all {
            let (worth, slack) = promise(one);
            choice.add(worth, slack, self.fine);
        }
        let mut left = MOST_WAYS;
        for now in choice.outcomes() {
            let mut next = None;
            let goal = said - now;
            search(drawn, 0.0, &mut left, &mut |sum| {
                if (delta * sum - goal).abs() <= self.fine {
                    next = Some(sum);
                }
                next.is_some()
            });
            if let Some(next) = next {
                return Some((now, next));
            }
        }
        None
    }
}

/// Tries sums of one outcome of each mover until one is found to do, or too many were tried.
fn search(
    drawn: &[Vec<f64>],
    sum: f64,
    left: &mut usize,
    does: &mut dyn FnMut(f64) -> bool,
) -> bool {
    let Some((first, rest)) = drawn.split_first() else {
        *left = left.saturating_sub(1);
        return does(sum) || *left == 0;
    };
    first.iter().any(|worth| search(rest, sum + worth, left, does))
}
