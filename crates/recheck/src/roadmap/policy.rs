//! A road as a policy: what it does in every state it can come to, and what follows from that.
//!
//! Several policies can be worth the same. They are gone through one by one, up to a limit, until one
//! is as the finding says.

use std::collections::BTreeMap;

use super::field::{Field, Pass, Stop};
use super::game::Arc;

/// The most policies that are tried, states looked at for it, and choices kept open.
const MOST_TRIED: usize = 4_000;
const MOST_LOOKED_AT: usize = 2_000_000;
const MOST_OPEN: usize = 200;

/// What a road does in every state it can come to, by state.
pub(super) struct Policy<'a> {
    pub(super) field: &'a Field<'a>,
    pub(super) value: &'a BTreeMap<usize, f64>,
    pub(super) stops: BTreeMap<usize, Stop>,
    /// The states, each before those it leads to.
    pub(super) order: Vec<usize>,
}

impl Policy<'_> {
    /// The steps of a stop, with their probabilities, given that somebody steps.
    pub(super) fn steps(&self, state: usize) -> Vec<(usize, Arc, f64)> {
        let game = self.field.values.game;
        let stop = &self.stops[&state];
        let going: f64 = going(game, stop);
        let goes = |m: usize| {
            let arc = game.arcs[state][m][stop[m]?];
            Some((m, arc, game.chance[m] / going))
        };
        game.movers().filter_map(goes).collect()
    }

    pub(super) fn is_end(&self, state: usize) -> bool {
        self.stops[&state].iter().all(Option::is_none)
    }

    /// Per state the probability of coming to it, and that of the likeliest way there.
    pub(super) fn arrivals(&self) -> BTreeMap<usize, (f64, f64)> {
        let mut arrivals: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        arrivals.insert(self.field.start, (1.0, 1.0));
        for &state in &self.order {
            let (all, way) = arrivals.get(&state).copied().unwrap_or_default();
            for (_, arc, chance) in self.steps(state) {
                let there = arrivals.entry(arc.to).or_default();
                there.0 += all * chance;
                there.1 = there.1.max(way * chance);
            }
        }
        arrivals
    }

    /// The probability of the likeliest way from the start to an end.
    pub(super) fn likeliest(&self) -> f64 {
        let mut likeliest: BTreeMap<usize, f64> = BTreeMap::new();
        for state in self.order.iter().rev() {
            let steps = self.steps(*state);
            let best = steps.iter().map(|(_, arc, chance)| chance * likeliest[&arc.to]);
            likeliest.insert(*state, best.reduce(f64::max).unwrap_or(1.0));
        }
        likeliest[&self.field.start]
    }

    /// Periods from the start to an end, on average.
    pub(super) fn periods(&self) -> f64 {
        let mut periods: BTreeMap<usize, f64> = BTreeMap::new();
        for state in self.order.iter().rev() {
            let after: f64 =
                self.steps(*state).iter().map(|(_, arc, chance)| chance * periods[&arc.to]).sum();
            let going = going(self.field.values.game, &self.stops[state]);
            let wait = if going > 0.0 { 1.0 / going } else { 0.0 };
            periods.insert(*state, wait + after);
        }
        periods[&self.field.start]
    }

    /// Everything that has to hold: its state, who moves (nobody: what is promised is kept) and its slack.
    pub(super) fn slacks(&self) -> Vec<(usize, Option<usize>, f64)> {
        let mut slacks = Vec::new();
        let game = self.field.values.game;
        for (&state, stop) in &self.stops {
            let keep = self.field.keep(state, self.value[&state]);
            slacks.extend(keep.map(|parts| (state, None, parts.slack())));
            for mover in game.movers() {
                let arc = &game.arcs[state][mover][stop[mover].unwrap_or(0)];
                let parts = self.field.moving(state, mover, arc, self.value[&arc.to]);
                slacks.push((state, Some(mover), parts.slack()));
            }
        }
        slacks
    }
}

fn going(game: &super::game::Game, stop: &Stop) -> f64 {
    game.movers().filter(|m| stop[*m].is_some()).map(|m| game.chance[m]).sum()
}

/// What came of trying policies.
pub(super) enum Tried {
    /// One is as said.
    Found,
    /// None is; the first mistake of the first one.
    None(String),
    /// There are too many.
    TooMany(String),
}

/// Tries all policies of a pass, as far as they take the steps in `forced`, until one passes a test.
pub(super) fn try_all(
    field: &Field<'_>,
    rests: &dyn Fn(usize) -> bool,
    pass: &Pass,
    forced: &BTreeMap<usize, Vec<(usize, usize)>>,
    test: &mut dyn FnMut(&Policy<'_>) -> Result<(), String>,
) -> Tried {
    let values = field.values;
    let tie = 1e-10 * values.game.scale() + 1e-13 * values.largest();
    let mut trial = Trial {
        field,
        pass,
        place: field.order.iter().enumerate().map(|(at, state)| (*state, at)).collect(),
        options: BTreeMap::new(),
        choose: &|state| {
            let mut stops: Vec<Stop> =
                field.stops(rests, pass, state, tie).into_iter().map(|(_, stop)| stop).collect();
            if let Some(steps) = forced.get(&state) {
                stops.retain(|stop| {
                    steps.iter().all(|(m, to)| {
                        let arc = stop.get(*m).copied().flatten();
                        arc.is_some_and(|at| values.game.arcs[state][*m][at].to == *to)
                    })
                });
            }
            stops
        },
        test,
        tried: 0,
        looked_at: 0,
        choices: 0,
        is_cut: false,
        first: None,
    };
    let mut open = BTreeMap::new();
    open.insert(std::cmp::Reverse(trial.place[&field.start]), field.start);
    let found = trial.go(&mut Vec::new(), &mut BTreeMap::new(), open);
    let why = trial.first.take().unwrap_or_else(|| "no road takes the steps it tells".to_string());
    match found {
        Some(true) => Tried::Found,
        Some(false) if !trial.is_cut => Tried::None(why),
        _ => Tried::TooMany(why),
    }
}

struct Trial<'a> {
    field: &'a Field<'a>,
    pass: &'a Pass,
    /// Per state its place in the field's order: those that come later lead to it.
    place: BTreeMap<usize, usize>,
    options: BTreeMap<usize, Vec<Stop>>,
    choose: &'a dyn Fn(usize) -> Vec<Stop>,
    test: &'a mut dyn FnMut(&Policy<'_>) -> Result<(), String>,
    tried: usize,
    looked_at: usize,
    /// Choices open at the moment, and whether one was not looked into for that.
    choices: usize,
    is_cut: bool,
    first: Option<String>,
}

impl Trial<'_> {
    /// Whether a policy that goes on from here passes; nothing if too many were tried.
    fn go(
        &mut self,
        order: &mut Vec<usize>,
        stops: &mut BTreeMap<usize, Stop>,
        mut open: BTreeMap<std::cmp::Reverse<usize>, usize>,
    ) -> Option<bool> {
        // On as far as there is nothing to choose.
        let depth = order.len();
        let outcome = loop {
            let Some((_, state)) = open.pop_first() else {
                break self.ask(order, stops);
            };
            let options = self.options.entry(state).or_insert_with(|| (self.choose)(state)).clone();
            order.push(state);
            let cut = options.len() > 1 && self.choices == MOST_OPEN;
            self.is_cut |= cut;
            if let Some(only) = options.first().filter(|_| cut || options.len() == 1) {
                self.enter(state, only, &mut open);
                stops.insert(state, only.clone());
                continue;
            }
            let mut found = Some(false);
            self.choices += 1;
            for option in options {
                let mut open = open.clone();
                self.enter(state, &option, &mut open);
                stops.insert(state, option);
                found = self.go(order, stops, open);
                if found != Some(false) {
                    break;
                }
            }
            self.choices -= 1;
            break found;
        };
        for state in order.drain(depth..) {
            stops.remove(&state);
        }
        outcome
    }

    fn enter(
        &self,
        state: usize,
        stop: &Stop,
        open: &mut BTreeMap<std::cmp::Reverse<usize>, usize>,
    ) {
        let arcs = &self.field.values.game.arcs[state];
        for (arcs, place) in arcs.iter().zip(stop) {
            if let Some(place) = place {
                let to = arcs[*place].to;
                open.insert(std::cmp::Reverse(self.place[&to]), to);
            }
        }
    }

    fn ask(&mut self, order: &[usize], stops: &BTreeMap<usize, Stop>) -> Option<bool> {
        self.tried += 1;
        self.looked_at += order.len();
        if self.tried > MOST_TRIED || self.looked_at > MOST_LOOKED_AT {
            return None;
        }
        let policy = Policy {
            field: self.field,
            value: &self.pass.value,
            stops: stops.clone(),
            order: order.to_vec(),
        };
        match (self.test)(&policy) {
            Ok(()) => Some(true),
            Err(why) => {
                self.first.get_or_insert(why);
                Some(false)
            }
        }
    }
}
