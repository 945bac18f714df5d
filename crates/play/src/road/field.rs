//! The field a road runs through: the states that lie ahead of a start, and one pass over them.

use detente_model::{Id, Level};
use detente_states::Node;

use crate::alarms::{Promise, promises};
use crate::eliminate::Solution;
use crate::game::{Edge, Game, Player};

use super::{Act, Link, Stop};

/// The states ahead of a start, with everything a pass needs that does not change between passes.
pub(super) struct Field<'a> {
    pub(super) game: &'a Game,
    pub(super) solution: &'a Solution,
    pub(super) start: Node,
    pub(super) target: &'a [bool],
    /// The states ahead, the farthest from the start first; the start is the last.
    pub(super) order: Vec<Node>,
    /// Per kind of duties the promise to keep all; nothing where alarms are useless.
    keep: Vec<Option<Promise>>,
    /// Per state ΣW_v.
    punished_next: Vec<f64>,
    /// Per state Σ v.
    punished: Vec<f64>,
    pub(super) scale: f64,
}

/// One pass: per state ahead the value and who advances, if a road leads through it.
pub(super) struct Pass {
    /// Per state of the game its value; NaN where no road leads through.
    pub(super) value: Vec<f64>,
    /// Per state and player the edge taken, or [`WAITS`].
    pub(super) edges: Vec<u32>,
}

/// In place of an edge: the player waits.
pub(super) const WAITS: u32 = u32::MAX;

impl<'a> Field<'a> {
    pub(super) fn new(
        game: &'a Game,
        solution: &'a Solution,
        start: Node,
        target: &'a [bool],
    ) -> Field<'a> {
        let n = game.players().len();
        let keeps_all = |duties: &Vec<_>| promises(duties, n).into_iter().find(Promise::keeps_all);
        let sums = |per_player: &[f64]| per_player.chunks(n).map(|row| row.iter().sum()).collect();
        let mut field = Field {
            game,
            solution,
            start,
            target,
            order: Vec::new(),
            keep: game.kinds().iter().map(keeps_all).collect(),
            punished_next: sums(&solution.punished_next),
            punished: sums(&solution.certificate.punished),
            scale: game.scale(),
        };
        field.order = field.ahead();
        field
    }

    /// The states ahead of the start, by falling distance, then by number.
    fn ahead(&self) -> Vec<Node> {
        let mut seen = vec![false; self.game.len()];
        seen[self.start.index()] = true;
        let mut found = vec![self.start];
        let mut next = 0;
        while let Some(&node) = found.get(next) {
            next += 1;
            for mover in self.game.movers() {
                for edge in self.forward(node, mover) {
                    let to = self.game.to(edge);
                    if !std::mem::replace(&mut seen[to.index()], true) {
                        found.push(to);
                    }
                }
            }
        }
        found.sort_unstable_by_key(|&node| (std::cmp::Reverse(self.distance(node)), node));
        found
    }

    /// The levels between the start and a state, over all options.
    pub(super) fn distance(&self, node: Node) -> u64 {
        let pairs = self.game.levels(self.start).iter().zip(self.game.levels(node));
        pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum()
    }

    /// A mover's edges that lead away from the start: no option comes back towards it.
    pub(super) fn forward(&self, node: Node, mover: Player) -> impl Iterator<Item = Edge> + '_ {
        let (start, here) = (self.game.levels(self.start), self.game.levels(node));
        let between =
            |((s, x), y): ((&Level, &Level), &Level)| (s <= x && x <= y) || (s >= x && x >= y);
        self.game.edges(node, mover).skip(1).map(Edge::new).filter(move |&edge| {
            let there = self.game.levels(self.game.to(edge));
            here != there && start.iter().zip(here).zip(there).all(between)
        })
    }

    fn now(&self) -> f64 {
        1.0 - self.solution.certificate.discount
    }

    /// Whether all duties of a state can be kept at all.
    pub(super) fn can_keep(&self, node: Node) -> bool {
        self.keep[self.game.kind(node)].is_some()
    }

    /// How firmly duties are kept in a state of this joint value; nothing where alarms are useless.
    pub(super) fn keep(&self, node: Node, value: f64) -> Option<Link> {
        let promise = self.keep[self.game.kind(node)].as_ref()?;
        let flow: f64 = self.game.utilities(node).iter().sum();
        let discount = self.solution.certificate.discount;
        let stake = value - self.now() * flow - discount * self.punished_next[node.index()];
        let owner = self
            .game
            .players()
            .reduce(|a, b| if promise.rent[b.index()] > promise.rent[a.index()] { b } else { a });
        Some(Link {
            at: node,
            act: Act::Keep,
            owner: owner.filter(|o| promise.rent[o.index()] > 0.0),
            stake,
            temptation: self.now() * promise.temptation,
            leak: self.now() * promise.leak(),
            slack: stake - self.now() * promise.liquidity,
        })
    }

    /// How firmly a move, or waiting, holds, if its state then has this joint value.
    pub(super) fn moves(
        &self,
        node: Node,
        act: Act,
        mover: Player,
        edge: Edge,
        value: f64,
    ) -> Link {
        let to = self.game.to(edge);
        let deviation =
            self.solution.deviation[node.index() * self.game.players().len() + mover.index()];
        let stake = value - self.punished[to.index()];
        let cost = self.now() * self.game.cost(edge);
        let temptation = deviation - self.solution.punished(to, mover) + cost;
        let slack = stake - temptation;
        Link { at: node, act, owner: Some(mover), stake, temptation, leak: 0.0, slack }
    }

    /// Finds, state by state, the most valuable road all of whose links have at least this slack.
    pub(super) fn pass(&self, slack: f64) -> Pass {
        let n = self.game.players().len();
        let mut pass = Pass {
            value: vec![f64::NAN; self.game.len()],
            edges: vec![WAITS; n * self.game.len()],
        };
        let movers: Vec<Player> = self.game.movers().collect();
        let least = slack - 1e-12 * self.scale;
        let mut advances = Vec::new();
        for &node in &self.order {
            if !self.can_keep(node) {
                continue;
            }
            advances.clear();
            for &mover in &movers {
                let worth = |edge| pass.value[self.game.to(edge).index()];
                let net = |edge| worth(edge) - self.now() * self.game.cost(edge);
                let mut best: Option<(f64, Edge)> = None;
                for edge in self.forward(node, mover) {
                    // NaN, where no road leads through, is never enough.
                    let link = self.moves(node, Act::Step(mover, edge), mover, edge, worth(edge));
                    if link.slack >= least && best.is_none_or(|(most, _)| net(edge) > most) {
                        best = Some((net(edge), edge));
                    }
                }
                if let Some((worth, edge)) = best {
                    advances.push((mover, worth, edge));
                }
            }
            if let Some((value, set)) = self.choose(node, &movers, &advances, least) {
                pass.value[node.index()] = value;
                for (bit, (mover, _, edge)) in advances.iter().enumerate() {
                    if set >> bit & 1 == 1 {
                        pass.edges[node.index() * n + mover.index()] = edge.index() as u32;
                    }
                }
            }
        }
        pass
    }

    /// The pass that does what these stops say, whatever holds.
    pub(super) fn follow(&self, stops: &[Stop]) -> Pass {
        let n = self.game.players().len();
        let mut pass = Pass {
            value: vec![f64::NAN; self.game.len()],
            edges: vec![WAITS; n * self.game.len()],
        };
        let discount = self.solution.certificate.discount;
        for stop in stops.iter().rev() {
            let flow: f64 = self.game.utilities(stop.node).iter().sum();
            let (mut sum, mut chance) = (self.now() * flow, 0.0);
            for mover in self.game.movers() {
                let Some(edge) = stop.edges[mover.index()] else { continue };
                let weight = self.game.chance(mover);
                let worth = pass.value[self.game.to(edge).index()];
                sum += discount * weight * (worth - self.now() * self.game.cost(edge));
                chance += weight;
                pass.edges[stop.node.index() * n + mover.index()] = edge.index() as u32;
            }
            pass.value[stop.node.index()] = sum / (1.0 - discount * (1.0 - chance));
        }
        pass
    }

    /// The set of movers that advance, one bit each, with which the state is worth most.
    fn choose(
        &self,
        node: Node,
        movers: &[Player],
        advances: &[(Player, f64, Edge)],
        least: f64,
    ) -> Option<(f64, u32)> {
        let discount = self.solution.certificate.discount;
        let flow: f64 = self.game.utilities(node).iter().sum();
        let keeps = self.keep(node, 0.0)?.slack;
        // The value the state needs so that a mover waits: of those who cannot advance, and of each who can.
        let needs = |m: Player| {
            least - self.moves(node, Act::Wait(m), m, self.game.stay(node, m), 0.0).slack
        };
        let goes = |m: &Player| advances.iter().any(|(a, ..)| a == m);
        let stuck = movers.iter().filter(|m| !goes(m)).map(|&m| needs(m));
        let needed = stuck.fold(least - keeps, f64::max);
        let waits: Vec<f64> = advances.iter().map(|&(m, ..)| needs(m)).collect();
        let first = u32::from(!self.target[node.index()]);
        let mut best: Option<(f64, u32)> = None;
        for set in first..1 << advances.len() {
            let (mut sum, mut chance, mut needed) = (self.now() * flow, 0.0, needed);
            for (bit, (mover, worth, _)) in advances.iter().enumerate() {
                if set >> bit & 1 == 1 {
                    let weight = self.game.chance(*mover);
                    sum += discount * weight * worth;
                    chance += weight;
                } else {
                    needed = needed.max(waits[bit]);
                }
            }
            let value = sum / (1.0 - discount * (1.0 - chance));
            let better = best.is_none_or(|(most, _)| value > most + 1e-13 * self.scale);
            if better && value >= needed {
                best = Some((value, set));
            }
        }
        best
    }
}
