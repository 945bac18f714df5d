//! Which states a finding looks at closely: the status quo, named states, proposals with the rest as
//! at the status quo, then those that hold under most concepts in most readings.
//!
//! Weak concepts keep most states of a large dispute, so a list of all would say nothing. Among
//! states that hold under equally many concepts, packages come first, then those nearest the status
//! quo, then in the order of addresses.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use detente_model::{Id, Level};
use detente_states::Bitmap;

use super::graph::Graph;
use super::place;

/// The addresses of the states listed; `equilibria` are those of each reading, per concept.
pub(crate) fn listed(
    graph: &Graph<'_>,
    equilibria: &[&[Bitmap]],
    packages: Option<&Bitmap>,
    most: usize,
) -> Vec<usize> {
    let dispute = graph.dispute;
    let status_quo = dispute.status_quo_levels();
    let named = dispute.states.values().map(|state| Some(state.levels.clone()));
    let proposals = dispute.proposals.ids().map(|proposal| place::completed(dispute, proposal));
    let known = std::iter::once(status_quo.map(<[Level]>::to_vec)).chain(named).chain(proposals);
    let mut listed = Vec::new();
    for address in known.flatten().filter_map(|levels| graph.address(&levels)) {
        if !listed.contains(&address) {
            listed.push(address);
        }
    }
    let strongest = strongest(graph, equilibria, packages, most, &listed);
    listed.extend(strongest);
    listed
}

/// The states that hold under most concepts, apart from those known already.
fn strongest(
    graph: &Graph<'_>,
    equilibria: &[&[Bitmap]],
    packages: Option<&Bitmap>,
    most: usize,
    known: &[usize],
) -> Vec<usize> {
    let sets: Vec<&[u64]> =
        equilibria.iter().flat_map(|sets| sets.iter().map(Bitmap::words)).collect();
    let status_quo = graph.dispute.status_quo_levels();
    // The best so far, the least of them on top.
    let mut best: BinaryHeap<(Reverse<usize>, bool, usize, usize)> = BinaryHeap::new();
    for place in 0..graph.len().div_ceil(64) {
        let mut any = sets.iter().fold(0, |any, words| any | words[place]);
        while any != 0 {
            let bit = any.trailing_zeros();
            any &= any - 1;
            let address = place * 64 + bit as usize;
            let strength = sets.iter().filter(|words| words[place] >> bit & 1 == 1).count();
            if best.len() == most && best.peek().is_none_or(|worst| strength < worst.0.0) {
                continue;
            }
            if known.contains(&address) {
                continue;
            }
            let package = packages.is_some_and(|set| set.contains(Id::new(address)));
            let levels = graph.levels(address);
            let changed = status_quo.map_or(0, |there| place::changed(there, &levels));
            best.push((Reverse(strength), !package, changed, address));
            if best.len() > most {
                best.pop();
            }
        }
    }
    best.into_sorted_vec().into_iter().map(|(.., address)| address).collect()
}
