//! The least the others can bring a party to, from the plain definition: the least value over all
//! ends of non-empty legal sequences of their moves, or of improvements of each mover.
//!
//! That no party moves twice running needs no care here: guards mention other parties' options, so
//! two running moves of one party are one move of it (or none, back to where it was; and a state the
//! focal party moved to is no sanction by itself).
//!
//! Values are gone through from the least: each marks whatever reaches it and is not marked yet. Cost:
//! the number of moves, once.

use detente_model::{Id, PartyId};

use crate::graph::Graph;

/// Where the others cannot go anywhere.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// Per state the least value the others of `party` reach from it by one move or more.
pub(crate) fn least(
    graph: &Graph,
    party: PartyId,
    values: &[u32],
    ranks: &[Vec<u32>],
    improving: bool,
) -> Vec<u32> {
    let others: Vec<PartyId> =
        (0..ranks.len()).map(PartyId::new).filter(|other| *other != party).collect();
    let mut order: Vec<usize> = (0..graph.len()).collect();
    order.sort_by_key(|state| values[*state]);
    let mut found = vec![NOWHERE; graph.len()];
    let mut entered = vec![false; graph.len()];
    let mut open = Vec::new();
    for end in order {
        if std::mem::replace(&mut entered[end], true) {
            continue;
        }
        open.push(end);
        while let Some(to) = open.pop() {
            for &other in &others {
                let rank = &ranks[other.index()];
                for from in graph.before(other, to) {
                    if found[from] != NOWHERE || improving && rank[from] >= rank[to] {
                        continue;
                    }
                    found[from] = values[end];
                    if !std::mem::replace(&mut entered[from], true) {
                        open.push(from);
                    }
                }
            }
        }
    }
    found
}
