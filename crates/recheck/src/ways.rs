//! Shortest ways from a state, by plain search over all moves.
//!
//! A way costs the moves on it that are no improvement for their mover (where those count), then its
//! moves. No shortest way has two running moves of one party: they would be one move at no higher
//! cost. So ways are counted move by move.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use detente_finding::{PathStep, Way};
use detente_model::{Dispute, Level, PartyId, Scope};

use crate::concepts::Play;
use crate::ranks::compare;
use crate::replay::replay;

/// Moves against their mover's preference, then moves.
pub(crate) type Cost = (u32, u32);

/// The least cost to each state, and in how many ways; nothing beyond 2^128.
pub(crate) struct Ways {
    pub(crate) cost: Vec<Option<Cost>>,
    pub(crate) count: Vec<Option<u128>>,
}

/// What a move adds to the cost of a way; nothing if it may not be taken.
pub(crate) fn step_cost(way: Way, improves: bool) -> Option<Cost> {
    match way {
        Way::Moves => Some((0, 1)),
        Way::Improvements => improves.then_some((0, 1)),
        Way::Mixed => Some((u32::from(!improves), 1)),
    }
}

impl Ways {
    pub(crate) fn new(play: &Play<'_>, way: Way, start: usize) -> Ways {
        let graph = play.graph;
        let improves = |party: PartyId, from, to| play.rank(party, to) > play.rank(party, from);
        let mut cost: Vec<Option<Cost>> = vec![None; graph.len()];
        cost[start] = Some((0, 0));
        let mut open = BinaryHeap::from([(Reverse((0, 0)), start)]);
        let mut order = Vec::new();
        while let Some((Reverse(here), state)) = open.pop() {
            if cost[state] != Some(here) {
                continue;
            }
            order.push(state);
            for &party in &play.parties {
                for to in graph.moves(party, state) {
                    let Some(step) = step_cost(way, improves(party, state, to)) else { continue };
                    let there = (here.0 + step.0, here.1 + step.1);
                    if cost[to].is_none_or(|known| there < known) {
                        cost[to] = Some(there);
                        open.push((Reverse(there), to));
                    }
                }
            }
        }
        let mut count = vec![Some(0_u128); graph.len()];
        count[start] = Some(1);
        for state in order {
            let Some(here) = cost[state] else { continue };
            for &party in &play.parties {
                for to in graph.moves(party, state) {
                    let Some(step) = step_cost(way, improves(party, state, to)) else { continue };
                    if cost[to] == Some((here.0 + step.0, here.1 + step.1)) {
                        let sum = count[to].zip(count[state]);
                        count[to] = sum.and_then(|(a, b)| a.checked_add(b));
                    }
                }
            }
        }
        Ways { cost, count }
    }
}

/// A path replayed: where it ends, its cost, and who moved from where, the last move first.
pub(crate) struct Walked {
    pub(crate) end: Vec<Level>,
    pub(crate) cost: Cost,
    pub(crate) back: Vec<(PartyId, Vec<Level>)>,
}

/// Replays paths.
pub(crate) struct Walker<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) scope: &'a Scope,
    pub(crate) reading: detente_model::ReadingId,
    /// The ranks of all states, where they were recounted.
    pub(crate) play: Option<&'a Play<'a>>,
}

impl Walker<'_> {
    /// Replays a path.
    pub(crate) fn walk(
        &self,
        way: Way,
        start: &[Level],
        steps: &[PathStep],
    ) -> Result<Walked, String> {
        let mut walked = Walked { end: start.to_vec(), cost: (0, 0), back: Vec::new() };
        for step in steps {
            let (mover, to) = replay(self.dispute, self.scope, &walked.end, &step.by)?;
            if walked.back.last().is_some_and(|(last, _)| *last == mover) {
                return Err(format!("`{}` moves twice running", step.by.party));
            }
            let order = compare(self.dispute, self.reading, mover, &to, &walked.end);
            if step.to_rank.cmp(&step.from_rank) != order {
                return Err("the ranks of a move are not as its mover compares the states".into());
            }
            if let Some(play) = self.play {
                let rank =
                    |levels: &[Level]| play.graph.find(levels).map(|state| play.rank(mover, state));
                if (rank(&walked.end), rank(&to)) != (Some(step.from_rank), Some(step.to_rank)) {
                    return Err("the ranks of a move are others".to_string());
                }
            }
            let cost = step_cost(way, order.is_gt()).ok_or("a move is no improvement")?;
            walked.cost = (walked.cost.0 + cost.0, walked.cost.1 + cost.1);
            walked.back.push((mover, std::mem::replace(&mut walked.end, to)));
        }
        walked.back.reverse();
        Ok(walked)
    }
}
