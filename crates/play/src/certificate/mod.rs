//! The certificate of an equilibrium: plans and values, and the check that they support each other.
//!
//! A *plan* says for every state which edge each mover takes and which duties are tolerated to be
//! broken. The certificate has one plan to follow and one to punish each player with, the highest joint
//! value U and every player's punishment value v. It holds if
//!
//! 1. U and each v are what their plans bring (the punished player itself choosing its best edge of
//!    all), to within a tolerance;
//! 2. wherever one of the plans prescribes an edge or a promise, the *slack* is not negative: what all
//!    together would lose if the process collapsed covers the temptation and the leak there.
//!
//! By Goldlücke and Kranz (2017) every split of U in which each player gets at least v is then an
//! equilibrium, with payments between the players. Cost: one pass over the edges.
//!
//! This file shares nothing with the solver but the game: rents and liquidity are worked out again.

mod road;

use detente_model::Id;
use detente_states::Node;

use crate::game::{Duty, Edge, Game, Player};

pub use road::check_road;

/// What is prescribed in every state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Per state and player the edge it takes when drawn.
    pub edges: Vec<Edge>,
    /// Per state one bit per duty that is tolerated to be broken.
    pub broken: Vec<u32>,
}

/// Plans and values that support each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Certificate {
    /// The common discount factor.
    pub discount: f64,
    /// What is followed.
    pub follow: Plan,
    /// What punishes each player.
    pub punish: Vec<Plan>,
    /// Per state the highest joint value U.
    pub joint: Vec<f64>,
    /// Per state and player the punishment value v.
    pub punished: Vec<f64>,
}

/// Where a certificate fails.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Flaw {
    /// It does not have one entry per state and player, or a discount factor outside [0, 1).
    Shape,
    /// A plan prescribes an edge that is not the player's in that state, or breaks what tempts nobody.
    Prescription(Node),
    /// The joint value is not what its plan brings.
    Joint(Node, f64),
    /// A punishment value is not what its plan brings.
    Punished(Node, Player, f64),
    /// A prescribed edge has negative slack.
    Step(Node, Player, f64),
    /// A prescribed promise has negative slack.
    Promise(Node, f64),
}

/// What a check found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Checked {
    /// The smallest slack of anything prescribed.
    pub slack: f64,
    /// The largest difference between a value and what its plan brings.
    pub error: f64,
}

/// Checks a certificate against its game.
///
/// # Errors
/// At the first flaw larger than `tolerance`, in the order of the states.
pub fn check(game: &Game, certificate: &Certificate, tolerance: f64) -> Result<Checked, Flaw> {
    let (n, states) = (game.players().len(), game.len());
    let plans = || std::iter::once(&certificate.follow).chain(&certificate.punish);
    let fits = |p: &Plan| p.edges.len() == n * states && p.broken.len() == states;
    let shaped = certificate.joint.len() == states
        && certificate.punished.len() == n * states
        && certificate.punish.len() == n
        && plans().all(fits)
        && (0.0..1.0).contains(&certificate.discount)
        && certificate.joint.iter().chain(&certificate.punished).all(|v| v.is_finite());
    if !shaped {
        return Err(Flaw::Shape);
    }
    let mut checked = Checked { slack: f64::INFINITY, error: 0.0 };
    for node in game.nodes() {
        for plan in plans() {
            let own = |m: Player| game.edges(node, m).contains(&edge(game, plan, node, m).index());
            let duties = game.duties(node);
            let broken = plan.broken[node.index()];
            let tempts = |i: usize| duties.get(i).is_some_and(|d| d.temptation > 0.0);
            if !game.players().all(own) || !(0..32).all(|i| broken >> i & 1 == 0 || tempts(i)) {
                return Err(Flaw::Prescription(node));
            }
        }
        Check { game, certificate, node, tolerance }.run(&mut checked)?;
    }
    Ok(checked)
}

fn edge(game: &Game, plan: &Plan, node: Node, player: Player) -> Edge {
    plan.edges[node.index() * game.players().len() + player.index()]
}

/// One state.
struct Check<'a> {
    game: &'a Game,
    certificate: &'a Certificate,
    node: Node,
    tolerance: f64,
}

impl Check<'_> {
    fn run(&self, checked: &mut Checked) -> Result<(), Flaw> {
        let (game, node, tolerance) = (self.game, self.node, self.tolerance);
        let (delta, follow) = (self.certificate.discount, &self.certificate.follow);
        let now = 1.0 - delta;

        // 1. Values are what the plans bring.
        let next_joint = self.next(|m| {
            let edge = edge(game, follow, node, m);
            self.joint(game.to(edge)) - now * game.cost(edge)
        });
        let gains = self.gains(follow.broken[node.index()]);
        let brings = now * gains.iter().sum::<f64>() + delta * next_joint;
        let error = (brings - self.joint(node)).abs();
        if error > tolerance {
            return Err(Flaw::Joint(node, error));
        }
        checked.error = checked.error.max(error);
        let mut next_punished = 0.0;
        for player in game.players() {
            let next = self.next_punished(player);
            next_punished += next;
            let broken = self.certificate.punish[player.index()].broken[node.index()];
            let left = self.gains(broken)[player.index()] + self.rents(broken, player);
            let error = (now * left + delta * next - self.punished(node, player)).abs();
            if error > tolerance {
                return Err(Flaw::Punished(node, player, error));
            }
            checked.error = checked.error.max(error);
        }

        // 2. Whatever is prescribed has slack.
        for plan in std::iter::once(follow).chain(&self.certificate.punish) {
            let needs = now * self.needs(plan.broken[node.index()]);
            let slack = delta * (next_joint - next_punished) - needs;
            if slack < -tolerance {
                return Err(Flaw::Promise(node, slack));
            }
            checked.slack = checked.slack.min(slack);
            for mover in game.movers() {
                let edge = edge(game, plan, node, mover);
                let slack = self.step_slack(mover, edge, self.joint(game.to(edge)));
                if slack < -tolerance {
                    return Err(Flaw::Step(node, mover, slack));
                }
                checked.slack = checked.slack.min(slack);
            }
        }
        Ok(())
    }

    /// A player's punishment value before it is drawn who moves.
    fn next_punished(&self, player: Player) -> f64 {
        let (game, plan) = (self.game, &self.certificate.punish[player.index()]);
        self.next(|m| match m == player {
            true => self.deviation(player),
            false => self.punished(game.to(edge(game, plan, self.node, m)), player),
        })
    }

    /// What is left if a mover takes an edge to a state of this joint value.
    fn step_slack(&self, mover: Player, edge: Edge, value: f64) -> f64 {
        let game = self.game;
        let others = game.players().filter(|&j| j != mover);
        let left: f64 = others.map(|j| self.punished(game.to(edge), j)).sum();
        let cost = (1.0 - self.certificate.discount) * game.cost(edge);
        value - cost - self.deviation(mover) - left
    }

    fn joint(&self, node: Node) -> f64 {
        self.certificate.joint[node.index()]
    }

    fn punished(&self, node: Node, player: Player) -> f64 {
        self.certificate.punished[node.index() * self.game.players().len() + player.index()]
    }

    /// The expectation over who moves.
    fn next(&self, of: impl Fn(Player) -> f64) -> f64 {
        self.game.movers().map(|m| self.game.chance(m) * of(m)).sum()
    }

    /// The best a punished player can do itself: any of its edges.
    fn deviation(&self, player: Player) -> f64 {
        let edges = self.game.edges(self.node, player).map(Edge::new);
        let worth = |edge| {
            let cost = (1.0 - self.certificate.discount) * self.game.cost(edge);
            self.punished(self.game.to(edge), player) - cost
        };
        edges.map(worth).fold(f64::NEG_INFINITY, f64::max)
    }

    /// What a period brings each player while these duties are broken.
    fn gains(&self, broken: u32) -> Vec<f64> {
        let mut gains = self.game.utilities(self.node).to_vec();
        for duty in self.duties(broken, true) {
            for (player, gain) in gains.iter_mut().enumerate() {
                let own = player == duty.player.index();
                *gain += if own { duty.temptation } else { -duty.harm[player] };
            }
        }
        gains
    }

    /// The duties that are, or are not, broken.
    fn duties(&self, broken: u32, which: bool) -> impl Iterator<Item = &Duty> {
        let duties = self.game.duties(self.node).iter().enumerate();
        duties.filter(move |(i, _)| (broken >> i & 1 == 1) == which).map(|(_, duty)| duty)
    }

    /// The rents of the duties this player keeps.
    fn rents(&self, broken: u32, player: Player) -> f64 {
        let own = self.duties(broken, false).filter(|d| d.player == player);
        own.map(|d| left_with(d).0).sum()
    }

    /// The largest, over sets of kept duties, of the rents over the chance that not all of them raise
    /// a false alarm.
    fn needs(&self, broken: u32) -> f64 {
        let kept: Vec<(f64, f64)> =
            self.duties(broken, false).filter(|d| d.temptation > 0.0).map(left_with).collect();
        // Every set, member by member: (rents, probability that all raise a false alarm).
        let mut sets = vec![(0.0, 1.0)];
        for (rent, alarm) in kept {
            let with: Vec<(f64, f64)> = sets.iter().map(|(r, a)| (r + rent, a * alarm)).collect();
            sets.extend(with);
        }
        let needs = sets[1..].iter().map(|(rents, alarm)| rents / (1.0 - alarm));
        needs.fold(0.0, f64::max)
    }
}

/// The rent of a kept duty, and the probability of a false alarm about it.
fn left_with(duty: &Duty) -> (f64, f64) {
    let (p, q) = (duty.detect, duty.false_alarm);
    let rent = match duty.temptation > 0.0 {
        true if p > q => duty.temptation * (1.0 - q) / (p - q),
        true => f64::INFINITY,
        false => 0.0,
    };
    (rent, q)
}
