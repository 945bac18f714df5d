//! Shortest paths between states, over pairs of a state and who moved last.
//!
//! A path is a sequence of moves in which no party moves twice running. Under [`Way::Mixed`] fewer
//! moves against the mover's preference come before fewer moves.

use std::collections::BTreeMap;

use detente_finding::Way;
use detente_model::PartyId;

use super::stability::Graph;

/// The shortest paths to one state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Shortest {
    /// How many of the moves are no improvement for their mover; 0 unless the way is mixed.
    pub against: u32,
    /// How many moves.
    pub moves: u32,
    /// How many such paths: different sequences of movers and states.
    pub paths: u128,
}

impl Graph {
    /// The shortest paths from a state to each state, where there are any; to the state itself the
    /// empty one.
    pub fn distances(&self, from: usize, way: Way) -> Vec<Option<Shortest>> {
        // Costs (against, moves) grow with every move, so a pair taken out first is final: all
        // shortest paths to it have been counted.
        type Pair = (usize, Option<PartyId>);
        let mut done: BTreeMap<Pair, ((u32, u32), u128)> = BTreeMap::new();
        let mut open: BTreeMap<((u32, u32), Pair), u128> = BTreeMap::new();
        open.insert(((0, 0), (from, None)), 1);
        while let Some((((against, moves), pair), paths)) = open.pop_first() {
            if done.contains_key(&pair) {
                continue;
            }
            done.insert(pair, ((against, moves), paths));
            let (at, last) = pair;
            for mover in self.moves.ids().filter(|&mover| Some(mover) != last) {
                let better = self.improvements(mover, at);
                for to in self.steps(mover, way == Way::Improvements, at) {
                    let unwilling = u32::from(way == Way::Mixed && !better.contains(&to));
                    let cost = (against + unwilling, moves + 1);
                    *open.entry((cost, (to, Some(mover)))).or_insert(0) += paths;
                }
            }
        }
        let mut shortest: Vec<Option<Shortest>> = vec![None; self.states.len()];
        for ((to, _), ((against, moves), paths)) in done {
            let entry = shortest[to].get_or_insert(Shortest { against, moves, paths: 0 });
            if (against, moves) < (entry.against, entry.moves) {
                *entry = Shortest { against, moves, paths };
            } else if (against, moves) == (entry.against, entry.moves) {
                entry.paths += paths;
            }
        }
        shortest
    }
}
