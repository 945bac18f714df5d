//! Policy elimination: the largest set of things that can be prescribed without anyone gaining by
//! leaving (Goldlücke and Kranz 2017; here for one random mover, and with hidden duties).
//!
//! Everything may be prescribed at first. Then round after round:
//!
//! ```text
//! values   U and v by what may still be prescribed (`values.rs`)
//! slack    of an edge     U(x') − (1−δ)κ − max over m's edges [v_m(x'') − (1−δ)κ'] − Σ_{j≠m} v_j(x')
//!          of a promise   δ·(W_U(x) − Σ W_v(x)) − (1−δ)·hK
//! stop     if everywhere something that attains U, and something that attains each v, has slack ≥ 0
//! else     what has negative slack goes; nothing left somewhere: there is no equilibrium
//! ```
//!
//! Values fall and rise monotonically towards the largest fixed point, so every pure equilibrium
//! survives, and there are at most as many rounds as things to prescribe (one to twenty are usual).
//! Each round starts from the values of the one before.
//!
//! Exact where in every state some player has no duty or no set of all who have can raise false alarms
//! together; elsewhere U may be too high by at most [`Solution::optimism`].
//!
//! Tolerances are in units of [`Game::scale`]: 1e-9 on slack, 1e-11 on ties, and values to
//! 1e-12·(1−δ) or what floating point allows.

mod plans;
mod prune;

use detente_model::Id;
use detente_states::Node;

use crate::alarms::{Promise, promises};
use crate::certificate::Certificate;
use crate::game::{Game, Player};
use crate::values::{Equations, Lanes, lane};

/// An equilibrium that keeps the most alive.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Plans and values; see [`crate::check`].
    pub certificate: Certificate,
    /// Per state and player the most it can get by its own move while punished, a move's cost deducted.
    pub deviation: Vec<f64>,
    /// Per state and player its punishment value before it is drawn who moves.
    pub punished_next: Vec<f64>,
    /// Rounds of elimination.
    pub rounds: usize,
    /// Sweeps over the states in all rounds.
    pub sweeps: usize,
    /// Edges that may be prescribed.
    pub edges: usize,
    /// Promises that may be prescribed, over all states.
    pub promises: usize,
    /// The most by which the joint value may be too high because alarms about all who have a duty may
    /// sound at once; 0 where the answer is exact.
    pub optimism: f64,
}

/// Why there is no solution.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unsolved {
    /// The discount factor is not in [0, 0.9999].
    Discount(f64),
    /// No equilibrium in pure strategies: in this state this player has nothing left that can be
    /// prescribed.
    NoMove(Node, Player),
    /// No equilibrium in pure strategies: in this state no promise can be kept, nor breach tolerated.
    NoPromise(Node),
    /// Values did not settle.
    Unsettled,
}

impl std::fmt::Display for Unsolved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unsolved::Discount(discount) => {
                write!(f, "a discount factor of {discount}; it lies between 0 and {MOST_PATIENT}")
            }
            Unsolved::NoMove(..) | Unsolved::NoPromise(..) => {
                f.write_str("no equilibrium in pure strategies was found")
            }
            Unsolved::Unsettled => f.write_str("the values do not settle at this discount factor"),
        }
    }
}

impl std::error::Error for Unsolved {}

/// The largest discount factor that is taken on.
pub const MOST_PATIENT: f64 = 0.999_9;

/// Solves the game for a common discount factor.
///
/// # Errors
/// When no equilibrium in pure strategies is found, or the discount factor is out of range.
pub fn eliminate(game: &Game, discount: f64) -> Result<Solution, Unsolved> {
    if !(0.0..=MOST_PATIENT).contains(&discount) {
        return Err(Unsolved::Discount(discount));
    }
    match game.players().len() + 1 {
        0..=4 => Elimination::<4>::new(game, discount).run(),
        5..=8 => Elimination::<8>::new(game, discount).run(),
        _ => Elimination::<16>::new(game, discount).run(),
    }
}

struct Elimination<'a, const L: usize> {
    game: &'a Game,
    discount: f64,
    /// Per kind of duties what can be promised.
    kinds: Vec<Vec<Promise>>,
    /// Where the promises of each state begin in `kept`.
    first: Vec<u32>,
    /// Per edge whether it may still be prescribed.
    allowed: Vec<bool>,
    /// Per state and promise whether it may still be prescribed.
    kept: Vec<bool>,
    values: Vec<Lanes<L>>,
    slack_tolerance: f64,
    tie: f64,
}

impl<'a, const L: usize> Elimination<'a, L> {
    fn new(game: &'a Game, discount: f64) -> Self {
        let n = game.players().len();
        let kinds: Vec<Vec<Promise>> = game.kinds().iter().map(|k| promises(k, n)).collect();
        let mut first = vec![0];
        for node in game.nodes() {
            first.push(first[node.index()] + kinds[game.kind(node)].len() as u32);
        }
        let kept = vec![true; first[game.len()] as usize];
        let allowed = vec![true; game.edge_count()];
        let scale = game.scale();
        let (slack_tolerance, tie) = (1e-9 * scale, 1e-11 * scale);
        let values = vec![[0.0; L]; game.len()];
        Elimination { game, discount, kinds, first, allowed, kept, values, slack_tolerance, tie }
    }

    fn run(mut self) -> Result<Solution, Unsolved> {
        // Differences below what floating point tells apart are not waited for.
        let largest = self
            .game
            .nodes()
            .flat_map(|x| self.game.utilities(x))
            .fold(self.game.scale(), |most: f64, u| most.max(u.abs()))
            * self.game.players().len() as f64;
        let accuracy =
            (1e-12 * self.game.scale() * (1.0 - self.discount)).max(largest * f64::EPSILON * 4.0);
        let mut sweeps = 0;
        for rounds in 1.. {
            let now = self.now()?;
            if rounds == 1 {
                for (value, now) in self.values.iter_mut().zip(&now) {
                    *value = now.map(|x| x / (1.0 - self.discount));
                }
            }
            let equations = Equations {
                game: self.game,
                discount: self.discount,
                now: &now,
                allowed: &self.allowed,
            };
            sweeps += equations.settle(&mut self.values, accuracy).ok_or(Unsolved::Unsettled)?;
            let pruned = self.prune(&now);
            for &edge in &pruned.edges {
                self.allowed[edge as usize] = false;
            }
            for &promise in &pruned.promises {
                self.kept[promise as usize] = false;
            }
            if pruned.complete {
                return Ok(self.solution(rounds, sweeps));
            }
            self.nothing_is_empty()?;
        }
        unreachable!("every round but the last takes something away")
    }

    fn promises(&self, node: Node) -> impl Iterator<Item = (usize, &Promise)> {
        let start = self.first[node.index()] as usize;
        let all = self.kinds[self.game.kind(node)].iter().enumerate();
        all.map(move |(i, promise)| (start + i, promise)).filter(|(at, _)| self.kept[*at])
    }

    /// What promising `promise` in a state brings in this period, for each lane: (1−δ)-weighted.
    fn brings(&self, node: Node, promise: &Promise) -> Lanes<L> {
        let mut lanes = [0.0; L];
        let now = 1.0 - self.discount;
        for player in self.game.players() {
            let i = player.index();
            let gain = self.game.utility(node, player) + promise.gain[i];
            lanes[0] -= now * gain;
            lanes[lane(player)] = now * (gain + promise.rent[i]);
        }
        lanes
    }

    /// Per state and lane the least that a promise still kept brings.
    fn now(&self) -> Result<Vec<Lanes<L>>, Unsolved> {
        let least = |node: Node| {
            let mut least = [f64::INFINITY; L];
            for (_, promise) in self.promises(node) {
                for (least, lane) in least.iter_mut().zip(self.brings(node, promise)) {
                    *least = least.min(lane);
                }
            }
            if least[0] < f64::INFINITY { Ok(least) } else { Err(Unsolved::NoPromise(node)) }
        };
        self.game.nodes().map(least).collect()
    }

    fn nothing_is_empty(&self) -> Result<(), Unsolved> {
        for node in self.game.nodes() {
            let stuck = |m: &Player| !self.game.edges(node, *m).any(|e| self.allowed[e]);
            if let Some(mover) = self.game.movers().find(stuck) {
                return Err(Unsolved::NoMove(node, mover));
            }
            if self.promises(node).next().is_none() {
                return Err(Unsolved::NoPromise(node));
            }
        }
        Ok(())
    }

    fn solution(self, rounds: usize, sweeps: usize) -> Solution {
        let plans = self.plans();
        let n = self.game.players().len();
        let mut optimism: f64 = 0.0;
        for (node, value) in self.game.nodes().zip(&self.values) {
            let surplus = -value.iter().sum::<f64>();
            optimism = optimism.max(self.discount * surplus * self.all_alarmed(node));
        }
        Solution {
            certificate: Certificate {
                discount: self.discount,
                follow: plans.follow,
                punish: plans.punish,
                joint: self.values.iter().map(|v| -v[0]).collect(),
                punished: self.values.iter().flat_map(|v| v[1..=n].to_vec()).collect(),
            },
            deviation: plans.deviation,
            punished_next: plans.punished_next,
            rounds,
            sweeps,
            edges: self.allowed.iter().filter(|a| **a).count(),
            promises: self.kept.iter().filter(|k| **k).count(),
            optimism,
        }
    }

    /// The probability that false alarms about every player sound at once; 0 where one has no duty.
    fn all_alarmed(&self, node: Node) -> f64 {
        let about = |player: Player| {
            let own = self.game.duties(node).iter().filter(|d| d.player == player);
            let own: Vec<f64> =
                own.filter(|d| d.temptation > 0.0).map(|d| 1.0 - d.false_alarm).collect();
            1.0 - own.iter().product::<f64>()
        };
        self.game.players().map(about).product()
    }
}

impl Solution {
    /// The highest joint value U.
    pub fn joint(&self, node: Node) -> f64 {
        self.certificate.joint[node.index()]
    }

    /// A player's punishment value v.
    pub fn punished(&self, node: Node, player: Player) -> f64 {
        self.certificate.punished[node.index() * self.certificate.punish.len() + player.index()]
    }
}
