//! Payments: what the players hand each other along a road, so that nobody gains by leaving it.
//!
//! The solution says that payments exist; here is one set of them, to be compared with what relief,
//! funds or guarantees could carry. Twice a period there is occasion to pay, and who does not pay what
//! is expected is punished (`spec/dynamics.md` 1.3):
//!
//! * *for duties*: what each is promised, z, becomes c + SC shared alike, where
//!   c_i = (1−δ)(g_i + rent_i) + δ·W_vi is the least for which i keeps its duties;
//! * *with a step*, once the mover m is drawn: what each is promised, û, becomes w = the least for
//!   which it goes along (m: its best deviation; j: v_j(x')), plus the step's slack shared alike.
//!
//! In between, û_i = v_i + sh_i·S with the shares sh_i that duties left behind, so that the expectation
//! over movers is what was promised. A payment received is (before − after)/(1−δ), in units of one
//! period's utility; those of one occasion sum to 0. At the start the surplus is shared alike.
//!
//! What is expected of a player is never more than punishment would cost it; that liquidity is
//! unlimited makes this an upper bound: where no road is found here, no payments make one.
//! After a false alarm about a player its share of the surplus goes to the others; that is not listed.

use detente_model::Id;
use detente_states::Node;

use crate::alarms::{Promise, promises};
use crate::eliminate::Solution;
use crate::game::{Edge, Game, Player};
use crate::road::{Road, Stop};

/// The payments in one state of a road.
#[derive(Clone, PartialEq, Debug)]
pub struct Payments {
    /// Where.
    pub node: Node,
    /// The value each player is promised when it comes about.
    pub promised: Vec<f64>,
    /// What each receives (negative: pays) before duties are kept.
    pub for_duties: Vec<f64>,
    /// What each receives once it is drawn who moves, per mover.
    pub with_moves: Vec<WithMove>,
}

/// The payments once a mover is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct WithMove {
    /// Who was drawn.
    pub mover: Player,
    /// What it does; staying, if it waits.
    pub edge: Edge,
    /// What each player receives.
    pub received: Vec<f64>,
    /// The value each is promised in the state it leads to.
    pub then: Vec<f64>,
}

impl Payments {
    /// The largest single payment.
    pub fn largest(&self) -> f64 {
        let moves = self.with_moves.iter().flat_map(|w| &w.received);
        self.for_duties.iter().chain(moves).fold(0.0, |most, paid| most.max(paid.abs()))
    }
}

/// The payments in every state of the likeliest path of a road, the start and the end included.
pub fn payments(game: &Game, solution: &Solution, road: &Road) -> Vec<Payments> {
    let players = game.players().len();
    let Some(start) = road.stops.first() else { return Vec::new() };
    let surplus = start.value - sum(game, |i| solution.punished(start.node, i));
    let share = surplus / players as f64;
    let mut promised: Vec<f64> =
        game.players().map(|i| solution.punished(start.node, i) + share).collect();
    let mut found = Vec::new();
    let mut at = start;
    for rung in &road.ladder {
        let here = Ledger { game, solution, road, stop: at }.payments(promised);
        let taken = here.with_moves.iter().find(|w| w.mover == rung.mover);
        promised = taken.expect("who steps is a mover").then.clone();
        found.push(here);
        at = road.stop(game.to(rung.edge)).expect("a step of a road leads to a stop of it");
    }
    found.push(Ledger { game, solution, road, stop: at }.payments(promised));
    found
}

fn sum(game: &Game, of: impl Fn(Player) -> f64) -> f64 {
    game.players().map(of).sum()
}

/// The accounts of one state of a road.
struct Ledger<'a> {
    game: &'a Game,
    solution: &'a Solution,
    road: &'a Road,
    stop: &'a Stop,
}

impl Ledger<'_> {
    fn payments(&self, promised: Vec<f64>) -> Payments {
        let (game, node) = (self.game, self.stop.node);
        let discount = self.solution.certificate.discount;
        let (now, players) = (1.0 - discount, game.players().len());
        let keep = promises(game.duties(node), players).into_iter().find(Promise::keeps_all);
        let keep = keep.expect("a road leads only through states in which duties can be kept");
        let next = |i: Player| self.solution.punished_next[node.index() * players + i.index()];
        let least =
            |i: Player| now * (game.utility(node, i) + keep.rent[i.index()]) + discount * next(i);
        let share = (self.stop.value - sum(game, least)) / players as f64;
        let after: Vec<f64> = game.players().map(|i| least(i) + share).collect();

        // What is left for each from the next period on, as a share of the surplus then.
        let to_come = |i: Player| {
            let flow = now * game.utility(node, i);
            let left = if discount > 0.0 { (after[i.index()] - flow) / discount } else { next(i) };
            left - next(i)
        };
        let surplus = sum(game, to_come);
        let shares: Vec<f64> = (game.players())
            .map(|i| if surplus > 0.0 { to_come(i) / surplus } else { 1.0 / players as f64 })
            .collect();
        Payments {
            node,
            for_duties: received(&promised, &after, now),
            promised,
            with_moves: game.movers().map(|m| self.with_move(m, &shares)).collect(),
        }
    }

    fn with_move(&self, mover: Player, shares: &[f64]) -> WithMove {
        let (game, solution, node) = (self.game, self.solution, self.stop.node);
        let players = game.players().len();
        let now = 1.0 - solution.certificate.discount;
        let edge = self.stop.edges[mover.index()].unwrap_or(game.stay(node, mover));
        let to = game.to(edge);
        let value = self.road.stop(to).expect("a step of a road leads to a stop of it").value;
        let net = value - now * game.cost(edge);
        let deviation = solution.deviation[node.index() * players + mover.index()];

        let punished = |i: Player| match i == mover {
            true => deviation,
            false => {
                let plan = &solution.certificate.punish[i.index()];
                let edge = plan.edges[node.index() * players + mover.index()];
                solution.punished(game.to(edge), i)
            }
        };
        let stake = net - sum(game, punished);
        let before: Vec<f64> =
            game.players().map(|i| punished(i) + shares[i.index()] * stake).collect();
        let least = |i: Player| if i == mover { deviation } else { solution.punished(to, i) };
        let share = (net - sum(game, least)) / players as f64;
        let after: Vec<f64> = game.players().map(|i| least(i) + share).collect();
        let received = received(&before, &after, now);
        let mut then = after;
        then[mover.index()] += now * game.cost(edge);
        WithMove { mover, edge, received, then }
    }
}

fn received(before: &[f64], after: &[f64], now: f64) -> Vec<f64> {
    before.iter().zip(after).map(|(before, after)| (before - after) / now).collect()
}
