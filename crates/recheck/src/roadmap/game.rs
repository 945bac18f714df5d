//! The game, written down from the dispute: players, states, arcs, duties.
//!
//! Players are the parties that can step somewhere in the scope, and those the reading gives a
//! preference. Every number is the mode of its range.

use std::ops::ControlFlow;

use detente_finding::Count;
use detente_model::number::to_float;
use detente_model::{ByLevel, Dispute, Id, Level, PartyId, Quantity, Rational, ReadingId, Scope};

use super::alarms::{Duty, Promises, all_alarmed};
use crate::blocks::Blocks;
use crate::overview::{countable, raw, uncounted};
use crate::{MOST_MOVES, MOST_STATES};

/// Most players, and most duties in force at once, of a game.
const MOST: (usize, usize) = (15, 10);

/// The feasible states of a scope, in order, and who can step where.
pub(super) struct Board {
    pub(super) states: Vec<Vec<Level>>,
    /// Per state and party: the states it can step to.
    pub(super) steps: Vec<Vec<Vec<usize>>>,
}

impl Board {
    /// Lists the states, unless they are too many.
    pub(super) fn new(dispute: &Dispute, scope: &Scope) -> Result<Board, String> {
        let raw = raw(dispute, scope);
        if !countable(raw) {
            return Err(uncounted(raw));
        }
        let (mut feasible, mut states) = (0, Vec::new());
        Blocks::new(dispute, scope, &[]).visit(dispute, &[], &mut |block| {
            feasible += block.feasible.count();
            if feasible <= MOST_STATES as u128 {
                states.extend(block.feasible.positions().map(|position| block.state(position)));
            }
            ControlFlow::Continue(())
        });
        if feasible > MOST_STATES as u128 {
            let (feasible, most) = (Count(feasible), Count(MOST_STATES as u128));
            return Err(format!("{feasible} feasible states; up to {most} are played through"));
        }
        let mut board = Board { states, steps: Vec::new() };
        let mut left = MOST_MOVES;
        for levels in &board.states {
            let to = |party: PartyId| -> Vec<usize> {
                let steps = dispute.steps(party, levels);
                steps.iter().filter_map(|to| board.find(to)).collect()
            };
            let steps: Vec<Vec<usize>> = dispute.parties.ids().map(to).collect();
            let all = steps.iter().map(Vec::len).sum();
            left = left.checked_sub(all).ok_or("there are too many moves")?;
            board.steps.push(steps);
        }
        Ok(board)
    }

    /// The state with these levels.
    pub(super) fn find(&self, levels: &[Level]) -> Option<usize> {
        self.states.binary_search_by(|state| state.as_slice().cmp(levels)).ok()
    }
}

/// Where a player may go, and what it costs once.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Arc {
    pub(super) to: usize,
    pub(super) cost: f64,
}

/// The random-mover game.
#[derive(Clone)]
pub(super) struct Game {
    pub(super) states: Vec<Vec<Level>>,
    pub(super) players: usize,
    /// Per player the probability that it is drawn.
    pub(super) chance: Vec<f64>,
    /// Per state and player.
    pub(super) utility: Vec<Vec<f64>>,
    /// Per state and player what it can do; the first is to stay.
    pub(super) arcs: Vec<Vec<Vec<Arc>>>,
    /// Per state which of the lists of duties is in force.
    pub(super) kind: Vec<usize>,
    pub(super) kinds: Vec<Vec<Duty>>,
    /// Per list of duties what can be promised.
    pub(super) promises: Vec<std::rc::Rc<Promises>>,
}

impl Game {
    pub(super) fn len(&self) -> usize {
        self.states.len()
    }

    /// The players that are ever drawn.
    pub(super) fn movers(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.players).filter(|&m| self.chance[m] > 0.0)
    }

    pub(super) fn duties(&self, state: usize) -> &[Duty] {
        &self.kinds[self.kind[state]]
    }

    pub(super) fn promises(&self, state: usize) -> &Promises {
        &self.promises[self.kind[state]]
    }

    /// What a period brings all players together.
    pub(super) fn flow(&self, state: usize) -> f64 {
        self.utility[state].iter().sum()
    }

    /// Moves other than staying.
    pub(super) fn moves(&self) -> usize {
        self.arcs.iter().flatten().map(|arcs| arcs.len() - 1).sum()
    }

    /// The spread of what a period can bring a player; 1 where everything is alike.
    pub(super) fn scale(&self) -> f64 {
        let mut scale: f64 = 0.0;
        for i in 0..self.players {
            let of = || self.utility.iter().map(|row| row[i]);
            scale = scale.max(of().fold(f64::MIN, f64::max) - of().fold(f64::MAX, f64::min));
        }
        for duty in self.kinds.iter().flatten() {
            scale = duty.harm.iter().fold(scale.max(duty.temptation), |s, harm| s.max(harm.abs()));
        }
        if scale > 0.0 { scale } else { 1.0 }
    }

    /// The probability that false alarms about every player sound at once in a state.
    pub(super) fn all_alarmed(&self, state: usize) -> f64 {
        all_alarmed(self.duties(state), self.players)
    }

    /// The game with other duties.
    pub(super) fn with_duties(&self, change: impl Fn(&Duty) -> Duty) -> Game {
        let mut game = self.clone();
        game.kinds.iter_mut().flatten().for_each(|duty| *duty = change(duty));
        game.promised();
        game
    }

    fn promised(&mut self) {
        let of = |duties: &Vec<Duty>| std::rc::Rc::new(Promises::of(duties, self.players));
        self.promises = self.kinds.iter().map(of).collect();
    }
}

/// Who plays, and how patiently.
pub(super) struct Setting {
    pub(super) game: Game,
    pub(super) parties: Vec<PartyId>,
    /// Per player, per year.
    pub(super) impatience: Vec<Rational>,
    /// Per player its discount factor of a period.
    pub(super) discounts: Vec<f64>,
    /// The smallest of them.
    pub(super) discount: f64,
}

/// Why there is no game.
pub(super) enum NoGame {
    /// Keys the dossier leaves out.
    Missing(Vec<String>),
    /// What it says makes none.
    NotAGame(String),
}

/// The months in a period: those asked for, else what the dossier says.
pub(super) fn period(dispute: &Dispute, asked: Option<Rational>) -> Option<Rational> {
    asked.or_else(|| dispute.process.time.as_ref().map(|time| time.period_months))
}

impl Setting {
    pub(super) fn new(
        dispute: &Dispute,
        board: &Board,
        reading: ReadingId,
        months: Option<Rational>,
    ) -> Result<Setting, NoGame> {
        let mode = |q: &Option<Quantity>| q.as_ref().map(Quantity::mode);
        let of_party = |id: PartyId, key: &str| format!("party.{}.{key}", dispute.parties[id].id);
        let mut missing = Vec::new();
        let months = period(dispute, months);
        let yearly = dispute.process.time.as_ref().and_then(|time| mode(&time.time_preference));
        if months.is_none() {
            missing.push("process.period".to_string());
        }
        if yearly.is_none() {
            missing.push("process.time-preference".to_string());
        }
        let (mut parties, mut rates, mut impatience) = (Vec::new(), Vec::new(), Vec::new());
        for (id, party) in dispute.parties.iter() {
            let moves = board.steps.iter().any(|steps| !steps[id.index()].is_empty());
            if !moves && dispute.readings[reading].preference[id].is_none() {
                continue;
            }
            if !matches!(dispute.worth(reading, id), Ok(Some(_))) {
                let reading = &dispute.readings[reading].id;
                missing.push(format!("reading.{reading}.value.{}", party.id));
                continue;
            }
            let rate = mode(&party.moves_per_year);
            if moves && rate.is_none() {
                missing.push(of_party(id, "moves-per-year"));
            }
            let turnover = mode(&party.turnover_per_year);
            if turnover.is_none() {
                missing.push(of_party(id, "turnover-per-year"));
            }
            parties.push(id);
            rates.push(if moves { rate.map_or(0.0, |rate| to_float(&rate)) } else { 0.0 });
            impatience.push(yearly.unwrap_or_default() + turnover.unwrap_or_default());
        }
        if !missing.is_empty() {
            return Err(NoGame::Missing(missing));
        }
        let years = to_float(&months.unwrap_or_default()) / 12.0;
        let factor = |rate: &Rational| libm::exp(-to_float(rate) * years);
        let discounts: Vec<f64> = impatience.iter().map(factor).collect();
        let game = game(dispute, board, reading, &parties, &rates).map_err(NoGame::NotAGame)?;
        let discount = discounts.iter().copied().fold(1.0, f64::min);
        Ok(Setting { game, parties, impatience, discounts, discount })
    }
}

/// Writes the game down, or says why it is none.
fn game(
    dispute: &Dispute,
    board: &Board,
    reading: ReadingId,
    parties: &[PartyId],
    rates: &[f64],
) -> Result<Game, String> {
    let n = parties.len();
    if n == 0 || n > MOST.0 {
        return Err(format!("{n} players; there are 1 to {}", MOST.0));
    }
    let sum: f64 = rates.iter().sum();
    if rates.iter().any(|rate| *rate < 0.0) {
        return Err("a chance to move is negative or not finite".to_string());
    }
    let drawn = |rate: &f64| if sum > 0.0 { rate / sum } else { 1.0 / n as f64 };
    let mut game = Game {
        states: board.states.clone(),
        players: n,
        chance: rates.iter().map(drawn).collect(),
        utility: Vec::new(),
        arcs: Vec::new(),
        kind: Vec::new(),
        kinds: Vec::new(),
        promises: Vec::new(),
    };
    let costs: Vec<f64> = (dispute.options.values())
        .map(|option| option.step_cost.as_ref().map_or(0.0, |cost| to_float(&cost.mode())))
        .collect();
    let worth: Vec<_> = parties.iter().filter_map(|p| dispute.worth(reading, *p).ok()?).collect();
    for (state, levels) in board.states.iter().enumerate() {
        let duties = duties(dispute, parties, levels);
        if duties.len() > MOST.1 {
            let (number, most) = (duties.len(), MOST.1);
            return Err(format!(
                "{number} obligations are in force at once in state {state}, at most {most} can be \
                 told apart"
            ));
        }
        let is_probability = |p: f64| (0.0..=1.0).contains(&p);
        let sound = |d: &Duty| {
            d.temptation >= 0.0 && is_probability(d.detect) && is_probability(d.false_alarm)
        };
        if !duties.iter().all(sound) {
            return Err(format!("a number of state {state} is out of its range"));
        }
        game.utility.push(worth.iter().map(|points| to_float(&points.value(levels))).collect());
        let arc = |to: &usize| {
            let moved = levels.iter().zip(&board.states[*to]).zip(&costs);
            let cost = moved.map(|((a, b), cost)| cost * f64::from(a.abs_diff(*b))).sum();
            Arc { to: *to, cost }
        };
        let arcs = |party: &PartyId| -> Vec<Arc> {
            let stay = Arc { to: state, cost: 0.0 };
            let steps = board.steps[state][party.index()].iter().map(arc);
            std::iter::once(stay).chain(steps).collect()
        };
        game.arcs.push(parties.iter().map(arcs).collect());
        let known = game.kinds.iter().position(|kind| *kind == duties);
        game.kind.push(known.unwrap_or(game.kinds.len()));
        if known.is_none() {
            game.kinds.push(duties);
        }
    }
    if game.states.is_empty() {
        return Err("no state is feasible".to_string());
    }
    game.promised();
    Ok(game)
}

/// The duties of the players in a state.
fn duties(dispute: &Dispute, parties: &[PartyId], levels: &[Level]) -> Vec<Duty> {
    let at = |by: &ByLevel| match by {
        ByLevel::Same(quantity) => to_float(&quantity.mode()),
        ByLevel::Option(option, list) => {
            to_float(&list[usize::from(levels[option.index()])].mode())
        }
    };
    let all = dispute.process.obligations.iter().enumerate();
    let in_force = all.filter(|(_, obligation)| obligation.when.holds(levels));
    let duty = |(promise, obligation): (usize, &detente_model::Obligation)| {
        let harm_of = |party: &PartyId| {
            let last = obligation.harm.iter().rev().find(|(harmed, _)| harmed == party);
            last.map_or(0.0, |(_, cost)| to_float(&cost.mode()))
        };
        Some(Duty {
            promise,
            player: parties.iter().position(|party| *party == obligation.party)?,
            temptation: to_float(&obligation.temptation.mode()),
            harm: parties.iter().map(harm_of).collect(),
            detect: at(&obligation.detect),
            false_alarm: at(&obligation.false_alarm),
        })
    };
    in_force.filter_map(duty).collect()
}
