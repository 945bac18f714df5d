//! The plans that attain the values: of what attains one, what has most slack; of equals, the first.

use detente_model::Id;
use detente_states::Node;

use crate::certificate::Plan;
use crate::game::{Edge, Player};
use crate::values::{Lanes, lane};

use super::Elimination;

/// The plans of a solution, and what rests on them.
pub(super) struct Plans {
    pub(super) follow: Plan,
    pub(super) punish: Vec<Plan>,
    /// Per state and player.
    pub(super) deviation: Vec<f64>,
    /// Per state and player.
    pub(super) punished_next: Vec<f64>,
}

impl Plans {
    /// The plan behind a lane.
    fn of(&mut self, lane: usize) -> &mut Plan {
        if lane == 0 { &mut self.follow } else { &mut self.punish[lane - 1] }
    }
}

impl<const L: usize> Elimination<'_, L> {
    /// The plans, over what is left.
    pub(super) fn plans(&self) -> Plans {
        let (game, n) = (self.game, self.game.players().len());
        let pairs = game.nodes().flat_map(|node| game.players().map(move |m| (node, m)));
        let stays = pairs.map(|(node, m)| game.stay(node, m)).collect();
        let plan = Plan { edges: stays, broken: vec![0; game.len()] };
        let mut plans = Plans {
            follow: plan.clone(),
            punish: vec![plan; n],
            deviation: vec![0.0; n * game.len()],
            punished_next: vec![0.0; n * game.len()],
        };
        let surplus: Vec<f64> = self.values.iter().map(|v| -v.iter().sum::<f64>()).collect();
        for node in game.nodes() {
            let row = node.index() * n;
            let mut next = [0.0; L];
            for mover in game.players() {
                plans.deviation[row + mover.index()] = self.deviation(node, mover);
            }
            for mover in game.movers() {
                let deviation = plans.deviation[row + mover.index()];
                let mut best = self.least(node, mover, |_| true);
                best[lane(mover)] = deviation;
                for (next, best) in next.iter_mut().zip(best) {
                    *next += game.chance(mover) * best;
                }
                self.plan_edges(node, mover, deviation, best, &surplus, &mut plans);
            }
            plans.punished_next[row..row + n].copy_from_slice(&next[1..=n]);
            self.plan_promises(node, &mut plans);
        }
        plans
    }

    fn plan_edges(
        &self,
        node: Node,
        mover: Player,
        deviation: f64,
        best: Lanes<L>,
        surplus: &[f64],
        plans: &mut Plans,
    ) {
        let (game, own) = (self.game, lane(mover));
        let at = node.index() * game.players().len() + mover.index();
        let mut most = [f64::NEG_INFINITY; L];
        for index in game.edges(node, mover).filter(|&index| self.allowed[index]) {
            let edge = Edge::new(index);
            let to = game.to(edge).index();
            let slack = surplus[to] + self.values[to][own] - self.cost(edge) - deviation;
            for l in 0..=game.players().len() {
                let cost = if l == 0 { self.cost(edge) } else { 0.0 };
                // Whatever the punished player is told to do, it does what is best for itself.
                let attains = l == own || self.values[to][l] + cost <= best[l] + self.tie;
                if attains && slack > most[l] + self.tie {
                    most[l] = slack;
                    plans.of(l).edges[at] = edge;
                }
            }
        }
    }

    fn plan_promises(&self, node: Node, plans: &mut Plans) {
        let mut best = [f64::INFINITY; L];
        for (_, promise) in self.promises(node) {
            for (best, value) in best.iter_mut().zip(self.brings(node, promise)) {
                *best = best.min(value);
            }
        }
        // Slack falls with liquidity.
        let mut least = [f64::INFINITY; L];
        for (_, promise) in self.promises(node) {
            let brings = self.brings(node, promise);
            for l in 0..=self.game.players().len() {
                let needs = (1.0 - self.discount) * promise.liquidity;
                if brings[l] <= best[l] + self.tie && needs < least[l] - self.tie {
                    least[l] = needs;
                    plans.of(l).broken[node.index()] = promise.broken;
                }
            }
        }
    }
}
