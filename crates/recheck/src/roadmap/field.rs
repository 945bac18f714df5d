//! Where roads can lead, and what they are worth: from the definition, state by state.
//!
//! A step of a road takes one option farther from the start. At state y, for the set M of movers that
//! advance (`spec/dynamics.md` 1.4):
//!
//! ```text
//! value    U(y) = [(1−δ)·G(y) + δ·Σ_{m∈M} μ_m (U(y'_m) − (1−δ)κ)] / (1 − δ·(1 − μ(M)))
//! keeping  U(y) − (1−δ)(G(y) + hK(y)) − δ·ΣW_v(y)                   ≥ s
//! a step   its slack at U(y'_m)                                     ≥ s     for m in M
//! waiting  the slack of staying at U(y)                             ≥ s     for m not in M
//! ```
//!
//! Only where the road may rest may nobody advance. Of all that holds, what is worth most is taken.

use std::collections::BTreeMap;

use super::game::Arc;
use super::values::{Ahead, Values};

/// How firmly something holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Parts {
    pub(super) stake: f64,
    pub(super) temptation: f64,
    pub(super) leak: f64,
}

impl Parts {
    pub(super) fn slack(&self) -> f64 {
        self.stake - self.temptation - self.leak
    }
}

/// Who advances: per player the place of its arc, nothing if it waits.
pub(super) type Stop = Vec<Option<usize>>;

/// The states ahead of a start.
pub(super) struct Field<'a> {
    pub(super) values: &'a Values<'a>,
    pub(super) ahead: &'a Ahead,
    pub(super) start: usize,
    /// Ahead of the start, each after those it leads to.
    pub(super) order: Vec<usize>,
}

/// Per state the value of the best road through it.
pub(super) struct Pass {
    /// What slack was asked for.
    pub(super) slack: f64,
    pub(super) value: BTreeMap<usize, f64>,
}

impl<'a> Field<'a> {
    pub(super) fn new(values: &'a Values<'a>, ahead: &'a Ahead, start: usize) -> Field<'a> {
        let mut field = Field { values, ahead, start, order: Vec::new() };
        // Depth first: a state is written down once everything it leads to is.
        let mut seen = vec![false; values.game.len()];
        seen[start] = true;
        let mut open = vec![(start, field.forward_states(start))];
        while let Some((state, next)) = open.last_mut() {
            match next.pop() {
                Some(to) if !std::mem::replace(&mut seen[to], true) => {
                    open.push((to, field.forward_states(to)));
                }
                Some(_) => {}
                None => {
                    field.order.push(*state);
                    open.pop();
                }
            }
        }
        field
    }

    fn forward_states(&self, state: usize) -> Vec<usize> {
        let movers = self.values.game.movers();
        movers.flat_map(|m| self.forward(state, m)).map(|(_, arc)| arc.to).collect()
    }

    /// A player's steps away from the start.
    pub(super) fn forward(
        &self,
        state: usize,
        mover: usize,
    ) -> impl Iterator<Item = (usize, &'a Arc)> + use<'a> {
        let states = &self.values.game.states;
        let (start, here) = (&states[self.start], &states[state]);
        let away = move |arc: &Arc| {
            let there = &states[arc.to];
            let pairs = start.iter().zip(here).zip(there);
            pairs.into_iter().all(|((s, x), y)| s.abs_diff(*y) == s.abs_diff(*x) + x.abs_diff(*y))
        };
        let arcs = self.values.game.arcs[state][mover].iter().enumerate().skip(1);
        arcs.filter(move |(_, arc)| arc.to != state && away(arc))
    }

    /// How firmly all duties of a state of this value are kept, and who is most tempted; nothing where
    /// alarms are useless.
    pub(super) fn keep(&self, state: usize, value: f64) -> Option<Parts> {
        let (values, game) = (self.values, self.values.game);
        let promise = game.promises(state).keep_all.as_ref()?;
        let next: f64 = self.ahead.next[state].iter().sum();
        Some(Parts {
            stake: value - values.now() * game.flow(state) - values.discount * next,
            temptation: values.now() * promise.resisted,
            leak: values.now() * (promise.liquidity - promise.resisted),
        })
    }

    /// How firmly an arc holds if it leads to this value.
    pub(super) fn moving(&self, state: usize, mover: usize, arc: &Arc, value: f64) -> Parts {
        let values = self.values;
        let deviation = self.ahead.deviation[state][mover];
        let own = values.punished[mover][arc.to] - values.cost(arc);
        let stake = value - values.all_punished(arc.to);
        Parts { stake, temptation: deviation - own, leak: 0.0 }
    }

    /// The most valuable roads to where `rests` says, everything on them having this slack.
    pub(super) fn pass(&self, rests: &dyn Fn(usize) -> bool, slack: f64) -> Pass {
        let mut pass = Pass { slack, value: BTreeMap::new() };
        for &state in &self.order {
            let worth = |(value, _): (f64, Stop)| value;
            let best = self.stops(rests, &pass, state, 0.0).into_iter().map(worth).reduce(f64::max);
            if let Some(best) = best {
                pass.value.insert(state, best);
            }
        }
        pass
    }

    /// What can be done in a state, within `tie` of what is worth most, given what follows.
    pub(super) fn stops(
        &self,
        rests: &dyn Fn(usize) -> bool,
        pass: &Pass,
        state: usize,
        tie: f64,
    ) -> Vec<(f64, Stop)> {
        let (values, game) = (self.values, self.values.game);
        let (delta, now) = (values.discount, values.now());
        let Some(keep) = self.keep(state, 0.0) else { return Vec::new() };
        // Per mover: its equally good steps, what they are worth, and the value needed for it to wait.
        let mut movers = Vec::new();
        for mover in game.movers() {
            let mut steps: Vec<(usize, f64)> = Vec::new();
            for (place, arc) in self.forward(state, mover) {
                let Some(value) = pass.value.get(&arc.to) else { continue };
                if self.moving(state, mover, arc, *value).slack() >= pass.slack {
                    steps.push((place, value - values.cost(arc)));
                }
            }
            let most = steps.iter().map(|(_, worth)| *worth).fold(f64::MIN, f64::max);
            steps.retain(|(_, worth)| *worth >= most - tie);
            let stay = self.moving(state, mover, &game.arcs[state][mover][0], 0.0);
            movers.push((mover, steps, most, pass.slack - stay.slack()));
        }
        let can: Vec<usize> = (0..movers.len()).filter(|at| !movers[*at].1.is_empty()).collect();
        let mut found: Vec<(f64, Stop)> = Vec::new();
        for set in 0..1_usize << can.len() {
            if set == 0 && !rests(state) {
                continue;
            }
            let goes = |at: usize| {
                can.iter().position(|other| *other == at).is_some_and(|bit| set >> bit & 1 == 1)
            };
            let (mut worth, mut going, mut needed) = (0.0, 0.0, pass.slack - keep.slack());
            for (at, (mover, _, most, waits)) in movers.iter().enumerate() {
                if goes(at) {
                    worth += game.chance[*mover] * most;
                    going += game.chance[*mover];
                } else {
                    needed = f64::max(needed, *waits);
                }
            }
            let value = (now * game.flow(state) + delta * worth) / (1.0 - delta * (1.0 - going));
            if value < needed {
                continue;
            }
            let mut stops = vec![vec![None; game.players]];
            for (_, (mover, steps, ..)) in movers.iter().enumerate().filter(|(at, _)| goes(*at)) {
                let with = |stop: &Stop, place: usize| {
                    let mut stop = stop.clone();
                    stop[*mover] = Some(place);
                    stop
                };
                let all = stops.iter().flat_map(|stop| steps.iter().map(move |s| with(stop, s.0)));
                stops = all.collect();
            }
            found.extend(stops.into_iter().map(|stop| (value, stop)));
        }
        let most = found.iter().map(|(value, _)| *value).fold(f64::MIN, f64::max);
        found.retain(|(value, _)| *value >= most - tie);
        found
    }

    /// Per state ahead the fewest steps to where `rests` says.
    pub(super) fn steps_left(&self, rests: &dyn Fn(usize) -> bool) -> BTreeMap<usize, usize> {
        let mut left = BTreeMap::new();
        for &state in &self.order {
            let next = self.forward_states(state).into_iter();
            let next = next.filter_map(|to| left.get(&to)).min();
            match (rests(state), next) {
                (true, _) => drop(left.insert(state, 0)),
                (false, Some(steps)) => drop(left.insert(state, steps + 1)),
                (false, None) => {}
            }
        }
        left
    }
}
