//! What has negative slack, and whether the values survive without it.
//!
//! The joint surplus from the next period on needs no second look at the edges: by the equations the
//! values solve, δ·(W_U − ΣW_v) = (U − Σv) − what the period itself brings. Where nothing is bad
//! nothing can be lost, so only the other states are asked whether their values are still attained.

use detente_model::Id;
use detente_states::Node;

use crate::game::{Edge, Player};
use crate::values::{Lanes, lane};

use super::Elimination;

/// What goes.
pub(super) struct Pruned {
    pub(super) edges: Vec<u32>,
    pub(super) promises: Vec<u32>,
    /// Whether every value is still attained without what goes.
    pub(super) complete: bool,
}

impl<const L: usize> Elimination<'_, L> {
    /// Finds what has negative slack; `now` is what each state's period itself brings.
    pub(super) fn prune(&self, now: &[Lanes<L>]) -> Pruned {
        let mut pruned = Pruned { edges: Vec::new(), promises: Vec::new(), complete: true };
        let surplus: Vec<f64> = self.values.iter().map(|v| -v.iter().sum::<f64>()).collect();
        let movers: Vec<Player> = self.game.movers().collect();
        for node in self.game.nodes() {
            for &mover in &movers {
                self.prune_edges(node, mover, &surplus, &mut pruned);
            }
            let stake = surplus[node.index()] + now[node.index()].iter().sum::<f64>();
            self.prune_promises(node, stake, &mut pruned);
        }
        pruned
    }

    fn prune_edges(&self, node: Node, mover: Player, surplus: &[f64], pruned: &mut Pruned) {
        let own = lane(mover);
        let deviation = self.deviation(node, mover);
        let before = pruned.edges.len();
        for index in self.game.edges(node, mover) {
            let edge = Edge::new(index);
            let to = self.game.to(edge).index();
            let slack = surplus[to] + self.values[to][own] - self.cost(edge) - deviation;
            if self.allowed[index] && slack < -self.slack_tolerance {
                pruned.edges.push(index as u32);
            }
        }
        if pruned.complete && pruned.edges.len() > before {
            let bad = &pruned.edges[before..];
            let left = |index: &usize| !bad.contains(&(*index as u32));
            let (all, good) = (self.least(node, mover, |_| true), self.least(node, mover, left));
            // The punished player itself may be told anything, if there is anything left to tell.
            let lost = |l: usize| {
                if l == own { good[l] == f64::INFINITY } else { good[l] > all[l] + self.tie }
            };
            pruned.complete = !(0..=self.game.players().len()).any(lost);
        }
    }

    /// Per lane the least that the allowed edges that pass a test lead to.
    pub(super) fn least(
        &self,
        node: Node,
        mover: Player,
        test: impl Fn(&usize) -> bool,
    ) -> Lanes<L> {
        let mut least = [f64::INFINITY; L];
        for index in self.game.edges(node, mover).filter(|&i| self.allowed[i]).filter(test) {
            let edge = Edge::new(index);
            let mut there = self.values[self.game.to(edge).index()];
            there[0] += self.cost(edge);
            for (least, value) in least.iter_mut().zip(there) {
                *least = least.min(value);
            }
        }
        least
    }

    /// The promises of a state, of which `stake` is what all would lose from the next period on.
    fn prune_promises(&self, node: Node, stake: f64, pruned: &mut Pruned) {
        let before = pruned.promises.len();
        for (at, promise) in self.promises(node) {
            if stake - (1.0 - self.discount) * promise.liquidity < -self.slack_tolerance {
                pruned.promises.push(at as u32);
            }
        }
        if pruned.complete && pruned.promises.len() > before {
            let bad = &pruned.promises[before..];
            let (mut all, mut good) = ([f64::INFINITY; L], [f64::INFINITY; L]);
            for (at, promise) in self.promises(node) {
                let brings = self.brings(node, promise);
                let is_good = !bad.contains(&(at as u32));
                for l in 0..L {
                    all[l] = all[l].min(brings[l]);
                    good[l] = if is_good { good[l].min(brings[l]) } else { good[l] };
                }
            }
            pruned.complete = !(0..L).any(|l| good[l] > all[l] + self.tie);
        }
    }

    /// The most a player gets by any of its edges while it is punished.
    pub(super) fn deviation(&self, node: Node, player: Player) -> f64 {
        let worth = |index| {
            let edge = Edge::new(index);
            self.values[self.game.to(edge).index()][lane(player)] - self.cost(edge)
        };
        self.game.edges(node, player).map(worth).fold(f64::NEG_INFINITY, f64::max)
    }

    pub(super) fn cost(&self, edge: Edge) -> f64 {
        (1.0 - self.discount) * self.game.cost(edge)
    }
}
