//! Roads without payments: does a given road hold if nobody is paid, each party as patient as it is?
//!
//! Every player has a discount factor of its own. On the road duties are kept; an alarm about a duty of
//! i at y starts the punishment of i, for good, with the smallest probability φ that deters; whoever
//! leaves the road is punished (`spec/dynamics.md` 1.6):
//!
//! ```text
//! V_j(y) = (1−δ_j)·u_j(y) + δ_j·[(1−Q)·(Σ_{m∈M} μ_m V_j(y'_m) + (1−μ(M))·V_j(y)) + Σ q·φ·W^i_j(y)],  Q = Σ q·φ
//! φ      = the smallest with φ·(p−q)·δ_i·(what follows for i − W^i_i(y)) ≥ (1−δ_i)·b      (fixed point)
//! moves    V_m(where it leads) − (1−δ_m)κ ≥ the most m gets elsewhere and punished, for steps and waiting
//! ```
//!
//! What punishment is, is bracketed ([`punish`]): the *worst* a player can be held to is necessary, and
//! going over to a *Markov equilibrium* without payments, verified, is sufficient. Between the two the
//! answer is open; the distance to the answer with payments is what compensation is worth.
//!
//! Cost: the punishments dominate, some hundred sweeps over the states per player.

pub mod punish;

use std::cell::OnceCell;

use detente_model::Id;
use detente_states::Node;

use crate::game::{Edge, Game, Player};
use crate::road::{Act, Stop};
use punish::{Markov, Punishments, markov, worst};

/// Something that has to hold without payments, and how firmly it does for its owner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hold {
    /// In which state.
    pub at: Node,
    /// What.
    pub act: Act,
    /// Whose incentive it is.
    pub owner: Player,
    /// By how much the owner prefers it, in its own utility; negative: it would not.
    pub slack: f64,
}

/// What can be said without payments.
#[derive(Clone, PartialEq, Debug)]
pub enum Unpaid {
    /// Even the worst punishment does not hold it together: its weakest hold.
    Fails(Hold),
    /// It holds with the worst punishments, but not, or not surely, with an equilibrium as threat: the
    /// weakest hold under each; none for the second where no Markov equilibrium was found.
    Open(Hold, Option<Hold>),
    /// It holds with a verified equilibrium as threat: the weakest hold.
    Holds(Hold),
}

/// A slack not below this counts as holding; in units of [`Game::scale`].
pub const NEARLY: f64 = 1e-9;

/// Brackets whether a road holds without payments.
///
/// `stops` is what the road does wherever it comes to, each before those it leads to ([`crate::Road`]'s
/// are); `discounts` has one factor in [0, 1] per player. Nothing where either is not so, or where the
/// road has nothing that could fail.
pub fn unpaid(game: &Game, discounts: &[f64], stops: &[Stop]) -> Option<Unpaid> {
    Threats::new(game, discounts)?.bracket(stops).map(|(verdict, _)| verdict)
}

/// What can be threatened without payments: the same for every road of a game.
pub struct Threats<'a> {
    game: &'a Game,
    discounts: Vec<f64>,
    candidate: Markov,
    /// The candidate, if it is an equilibrium.
    equilibrium: Option<Punishments>,
    /// Worked out where the equilibrium is not enough: it takes by far the longest.
    worst: OnceCell<Punishments>,
}

impl<'a> Threats<'a> {
    /// The threats of a game; nothing unless there is one factor in [0, 1] per player. Who is more
    /// patient than [`crate::MOST_PATIENT`] counts as that patient.
    pub fn new(game: &'a Game, discounts: &[f64]) -> Option<Threats<'a>> {
        let sound = |d: &f64| (0.0..=1.0).contains(d);
        if discounts.len() != game.players().len() || !discounts.iter().all(sound) {
            return None;
        }
        let discounts: Vec<f64> = discounts.iter().map(|d| d.min(crate::MOST_PATIENT)).collect();
        let discounts = discounts.as_slice();
        let candidate = markov(game, discounts);
        let equilibrium = candidate.verified(game);
        let (discounts, worst) = (discounts.to_vec(), OnceCell::new());
        Some(Threats { game, discounts, candidate, equilibrium, worst })
    }

    /// Whether a road holds with a verified equilibrium as threat, or has nothing that could fail.
    pub fn surely(&self, stops: &[Stop]) -> bool {
        let Some(equilibrium) = &self.equilibrium else { return false };
        let all = holds(self.game, &self.discounts, stops, equilibrium).unwrap_or_default();
        all.iter().all(|hold| hold.slack >= -NEARLY * self.game.scale())
    }

    /// Brackets whether a road holds, with everything that has to hold on it: under the equilibrium as
    /// threat where it holds with it, else under the worst punishments. Nothing as for [`unpaid`].
    ///
    /// What an equilibrium deters, the worst punishments deter too: nobody fares worse by it.
    pub fn bracket(&self, stops: &[Stop]) -> Option<(Unpaid, Vec<Hold>)> {
        let held = |hold: Hold| hold.slack >= -NEARLY * self.game.scale();
        let under = |threat| holds(self.game, &self.discounts, stops, threat);
        let mut open = None;
        if let Some(equilibrium) = &self.equilibrium {
            let all = under(equilibrium)?;
            let hold = least(&all)?;
            if held(hold) {
                return Some((Unpaid::Holds(hold), all));
            }
            open = Some(hold);
        }
        let worst = || worst(self.game, &self.discounts, &self.candidate);
        let all = under(self.worst.get_or_init(worst))?;
        let hold = least(&all)?;
        let verdict = if held(hold) { Unpaid::Open(hold, open) } else { Unpaid::Fails(hold) };
        Some((verdict, all))
    }
}

/// The first of the weakest holds.
fn least(holds: &[Hold]) -> Option<Hold> {
    holds.iter().copied().reduce(|least, hold| if hold.slack < least.slack { hold } else { least })
}

/// The weakest hold of a road under these punishments; nothing where a stop leads to none of the
/// others.
pub fn weakest(
    game: &Game,
    discounts: &[f64],
    stops: &[Stop],
    punishments: &Punishments,
) -> Option<Hold> {
    least(&holds(game, discounts, stops, punishments)?)
}

/// Everything that has to hold on a road under these punishments, the stops from the last to the first;
/// nothing where a stop leads to none of the others.
fn holds(
    game: &Game,
    discounts: &[f64],
    stops: &[Stop],
    punishments: &Punishments,
) -> Option<Vec<Hold>> {
    let mut values: Vec<Option<Vec<f64>>> = vec![None; game.len()];
    let mut all = Vec::new();
    for stop in stops.iter().rev() {
        let place = Place { game, discounts, stop, punishments };
        let (value, holds) = place.solve(&values)?;
        values[stop.node.index()] = Some(value);
        all.extend(holds);
    }
    Some(all)
}

/// One stop of the road.
struct Place<'a> {
    game: &'a Game,
    discounts: &'a [f64],
    stop: &'a Stop,
    punishments: &'a Punishments,
}

/// Steps towards the fixed point of the reactions to alarms; each brings it closer by a factor.
const STEPS: usize = 200;

impl Place<'_> {
    /// The values of the stop and everything that has to hold there; nothing where a step leads
    /// nowhere known.
    fn solve(&self, values: &[Option<Vec<f64>>]) -> Option<(Vec<f64>, Vec<Hold>)> {
        let (game, node) = (self.game, self.stop.node);
        let mut next = vec![0.0; game.players().len()];
        let mut going = 0.0;
        for mover in game.movers() {
            let Some(edge) = self.stop.edges[mover.index()] else { continue };
            let there = values[game.to(edge).index()].as_ref()?;
            going += game.chance(mover);
            for player in game.players() {
                let cost = if player == mover { self.cost(player, edge) } else { 0.0 };
                next[player.index()] += game.chance(mover) * (there[player.index()] - cost);
            }
        }
        let duties = game.duties(node);
        let mut reactions = vec![0.0; duties.len()];
        let mut value = self.values(&next, going, &reactions);
        for _ in 0..STEPS {
            let new = self.reactions(&next, going, &value);
            let same = new.iter().zip(&reactions).all(|(a, b): (&f64, &f64)| (a - b).abs() < 1e-13);
            reactions = new;
            value = self.values(&next, going, &reactions);
            if same {
                break;
            }
        }
        let mut holds = Vec::new();
        for duty in duties.iter().filter(|duty| duty.temptation > 0.0) {
            // What certain punishment would leave over: less is threatened where less deters.
            let slack = self.deterrence(duty, &next, going, &value)
                - (1.0 - self.discounts[duty.player.index()]) * duty.temptation;
            holds.push(Hold { at: node, act: Act::Keep, owner: duty.player, slack });
        }
        for mover in game.movers() {
            let i = mover.index();
            let (act, worth) = match self.stop.edges[i] {
                Some(edge) => {
                    let there = values[game.to(edge).index()].as_ref()?;
                    (Act::Step(mover, edge), there[i] - self.cost(mover, edge))
                }
                None => (Act::Wait(mover), value[i]),
            };
            let slack = worth - self.elsewhere(mover);
            holds.push(Hold { at: node, act, owner: mover, slack });
        }
        Some((value, holds))
    }

    fn cost(&self, player: Player, edge: Edge) -> f64 {
        (1.0 - self.discounts[player.index()]) * self.game.cost(edge)
    }

    /// The most a player gets by any of its moves once it is punished.
    fn elsewhere(&self, player: Player) -> f64 {
        let edges = self.game.edges(self.stop.node, player).map(Edge::new);
        let worth =
            |edge| self.punishments.own(self.game.to(edge), player) - self.cost(player, edge);
        edges.map(worth).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Everybody's value, given how alarms are reacted to.
    fn values(&self, next: &[f64], going: f64, reactions: &[f64]) -> Vec<f64> {
        let (game, node) = (self.game, self.stop.node);
        let duties = game.duties(node).iter().zip(reactions);
        let alarms: Vec<(Player, f64)> =
            duties.map(|(duty, reaction)| (duty.player, duty.false_alarm * reaction)).collect();
        // Simultaneous alarms count apart; should they add up to more than certainty, in proportion.
        let sum: f64 = alarms.iter().map(|(_, q)| q).sum();
        let shrink = if sum > 1.0 { 1.0 / sum } else { 1.0 };
        let on = 1.0 - sum * shrink;
        let value = |j: Player| {
            let discount = self.discounts[j.index()];
            let punished: f64 =
                alarms.iter().map(|(i, q)| q * shrink * self.punishments.before(node, *i, j)).sum();
            let flow = (1.0 - discount) * game.utility(node, j);
            let sum = flow + discount * (on * next[j.index()] + punished);
            sum / (1.0 - discount * on * (1.0 - going))
        };
        game.players().map(value).collect()
    }

    /// What certain punishment after an alarm takes from a player that broke a duty.
    fn deterrence(&self, duty: &crate::game::Duty, next: &[f64], going: f64, value: &[f64]) -> f64 {
        let i = duty.player.index();
        let follows = next[i] + (1.0 - going) * value[i];
        let punished = self.punishments.before(self.stop.node, duty.player, duty.player);
        (duty.detect - duty.false_alarm) * self.discounts[i] * (follows - punished)
    }

    /// The smallest probabilities of punishment after an alarm that deter; 1 where none does.
    fn reactions(&self, next: &[f64], going: f64, value: &[f64]) -> Vec<f64> {
        let reaction = |duty: &crate::game::Duty| {
            let needs = (1.0 - self.discounts[duty.player.index()]) * duty.temptation;
            let takes = self.deterrence(duty, next, going, value);
            match needs > 0.0 {
                true if takes > 0.0 => (needs / takes).min(1.0),
                true => 1.0,
                false => 0.0,
            }
        };
        self.game.duties(self.stop.node).iter().map(reaction).collect()
    }
}
