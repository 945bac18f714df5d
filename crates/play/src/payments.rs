//! Payments: what the players hand each other along a road, so that nobody gains by leaving it.
//!
//! The solution says that payments exist; here is one set of them, as small as the road allows
//! occasion by occasion, to be compared with what relief, funds or guarantees could carry. Twice a
//! period there is occasion to pay, and who does not pay what is expected is punished
//! (`spec/dynamics.md` 1.3):
//!
//! * *for duties*: what each is promised, z, becomes c or more, where
//!   c_i = (1−δ)(g_i + rent_i) + δ·W_vi is the least for which i keeps its duties;
//! * *with a step*, once the mover m is drawn: what each is promised, û, becomes w or more, the least
//!   for which it goes along (m: its best deviation; j: v_j(x')).
//!
//! At the start each is promised what the road brings it by itself ([`Ledger::own`]), or the least it
//! can be held to where that is more. On either occasion who is promised too little receives what it
//! lacks, and the others pay for it alike, none below its own least ([`fill`]). What is promised before
//! a draw is what the road brings by itself in every case, moved by what has been paid so far; where
//! that would leave somebody less than punishment it is mixed, as little as possible, with shares of
//! the surplus. So where a road needs no payment, none is made. The split is not the only one: any
//! division of the surplus can be supported by other payments.
//!
//! A payment received is (before − after)/(1−δ), in units of one period's utility; those of one occasion
//! sum to 0.
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
    let Some(start) = road.stops.first() else { return Vec::new() };
    let own = own(game, solution.certificate.discount, road);
    let ledger = |stop| Ledger { game, solution, road, own: &own, stop };
    let least: Vec<f64> = game.players().map(|i| solution.punished(start.node, i)).collect();
    let mut promised = fill(&least, &own[start.node.index()], start.value);
    let mut found = Vec::new();
    let mut at = start;
    for rung in &road.ladder {
        let here = ledger(at).payments(promised);
        let taken = here.with_moves.iter().find(|w| w.mover == rung.mover);
        promised = taken.expect("who steps is a mover").then.clone();
        found.push(here);
        at = road.stop(game.to(rung.edge)).expect("a step of a road leads to a stop of it");
    }
    found.push(ledger(at).payments(promised));
    found
}

/// Per state of the game what the road brings each player by itself, without payments, all as patient
/// as the common discount factor; empty where the road does not come to.
fn own(game: &Game, discount: f64, road: &Road) -> Vec<Vec<f64>> {
    let mut own: Vec<Vec<f64>> = vec![Vec::new(); game.len()];
    let now = 1.0 - discount;
    for stop in road.stops.iter().rev() {
        let mut value: Vec<f64> = game.utilities(stop.node).iter().map(|u| now * u).collect();
        let mut going = 0.0;
        for mover in game.movers() {
            let Some(edge) = stop.edges[mover.index()] else { continue };
            let weight = discount * game.chance(mover);
            going += game.chance(mover);
            for (value, there) in value.iter_mut().zip(&own[game.to(edge).index()]) {
                *value += weight * there;
            }
            value[mover.index()] -= weight * now * game.cost(edge);
        }
        value.iter_mut().for_each(|value| *value /= 1.0 - discount * (1.0 - going));
        own[stop.node.index()] = value;
    }
    own
}

/// Amounts with this sum, none below its least, as near to what is wished for as can be: all others
/// give up the same for those whose wish lies below their least.
fn fill(least: &[f64], wish: &[f64], sum: f64) -> Vec<f64> {
    let n = least.len();
    // Those with least to give up come to their least first.
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| (wish[a] - least[a]).total_cmp(&(wish[b] - least[b])));
    let mut amounts = least.to_vec();
    let mut left = sum - least.iter().sum::<f64>();
    let mut room: f64 = wish.iter().zip(least).map(|(wish, least)| wish - least).sum();
    for (k, &i) in order.iter().enumerate() {
        let over = wish[i] - least[i];
        let given_up = (room - left) / (n - k) as f64;
        if over >= given_up {
            for &j in &order[k..] {
                amounts[j] = wish[j] - given_up;
            }
            return amounts;
        }
        room -= over;
    }
    // Even the least is more than there is, by rounding only: all bear it alike.
    left /= n as f64;
    amounts.iter_mut().for_each(|amount| *amount += left);
    amounts
}

/// The accounts of one state of a road.
struct Ledger<'a> {
    game: &'a Game,
    solution: &'a Solution,
    road: &'a Road,
    own: &'a [Vec<f64>],
    stop: &'a Stop,
}

/// What each is promised once a mover is drawn, before anything is paid for its move.
struct Draw {
    mover: Player,
    edge: Edge,
    /// What all get together, the cost of the move deducted.
    net: f64,
    /// What each is held to.
    punished: Vec<f64>,
    promised: Vec<f64>,
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
        let least: Vec<f64> = game.players().map(least).collect();
        let after = fill(&least, &promised, self.stop.value);

        // What is left for each from the next period on.
        let to_come = |i: Player| match discount > 0.0 {
            true => (after[i.index()] - now * game.utility(node, i)) / discount,
            false => next(i),
        };
        let to_come: Vec<f64> = game.players().map(to_come).collect();
        let punished_next: Vec<f64> = game.players().map(next).collect();
        let draws = self.draws(&to_come, &punished_next);
        Payments {
            node,
            for_duties: received(&promised, &after, now),
            promised,
            with_moves: draws.into_iter().map(|draw| self.with_move(draw)).collect(),
        }
    }

    /// What is promised per mover, so that it comes to `to_come` over the draws.
    fn draws(&self, to_come: &[f64], punished_next: &[f64]) -> Vec<Draw> {
        let game = self.game;
        let mut draws: Vec<Draw> = game.movers().map(|mover| self.by_itself(mover)).collect();
        let mean = |i: usize| -> f64 {
            draws.iter().map(|draw| game.chance(draw.mover) * draw.promised[i]).sum()
        };
        let shift: Vec<f64> = (0..to_come.len()).map(|i| to_come[i] - mean(i)).collect();
        let surplus: f64 = to_come.iter().zip(punished_next).map(|(come, next)| come - next).sum();
        // What is smaller is rounding, and decides nothing.
        let nothing = 1e-11 * game.scale();
        let share = |i: usize| match surplus > nothing {
            true => (to_come[i] - punished_next[i]) / surplus,
            false => 1.0 / to_come.len() as f64,
        };
        // How much of the road's own values can be kept without falling below punishment.
        let mut kept: f64 = 1.0;
        let mut shares = Vec::with_capacity(draws.len());
        for draw in &draws {
            let stake = draw.net - draw.punished.iter().sum::<f64>();
            let safe: Vec<f64> =
                draw.punished.iter().enumerate().map(|(i, p)| p + share(i) * stake).collect();
            for (i, punished) in draw.punished.iter().enumerate() {
                let below = punished - (draw.promised[i] + shift[i]);
                if below > nothing {
                    let above = (safe[i] - punished).max(0.0);
                    kept = kept.min(above / (above + below));
                }
            }
            shares.push(safe);
        }
        for (draw, safe) in draws.iter_mut().zip(shares) {
            for (i, promised) in draw.promised.iter_mut().enumerate() {
                *promised = kept * (*promised + shift[i]) + (1.0 - kept) * safe[i];
            }
        }
        draws
    }

    /// A draw with what the road brings each by itself.
    fn by_itself(&self, mover: Player) -> Draw {
        let (game, solution, node) = (self.game, self.solution, self.stop.node);
        let players = game.players().len();
        let now = 1.0 - solution.certificate.discount;
        let edge = self.stop.edges[mover.index()].unwrap_or(game.stay(node, mover));
        let to = game.to(edge);
        let value = self.road.stop(to).expect("a step of a road leads to a stop of it").value;
        let punished = |i: Player| match i == mover {
            true => solution.deviation[node.index() * players + mover.index()],
            false => {
                let plan = &solution.certificate.punish[i.index()];
                let edge = plan.edges[node.index() * players + mover.index()];
                solution.punished(game.to(edge), i)
            }
        };
        let mut promised = self.own[to.index()].clone();
        promised[mover.index()] -= now * game.cost(edge);
        let net = value - now * game.cost(edge);
        Draw { mover, edge, net, punished: game.players().map(punished).collect(), promised }
    }

    fn with_move(&self, draw: Draw) -> WithMove {
        let Draw { mover, edge, net, punished, promised } = draw;
        let (game, solution) = (self.game, self.solution);
        let now = 1.0 - solution.certificate.discount;
        let to = game.to(edge);
        let least = |i: Player| match i == mover {
            true => punished[i.index()],
            false => solution.punished(to, i),
        };
        let least: Vec<f64> = game.players().map(least).collect();
        let after = fill(&least, &promised, net);
        let received = received(&promised, &after, now);
        let mut then = after;
        then[mover.index()] += now * game.cost(edge);
        WithMove { mover, edge, received, then }
    }
}

fn received(before: &[f64], after: &[f64], now: f64) -> Vec<f64> {
    before.iter().zip(after).map(|(before, after)| (before - after) / now).collect()
}
