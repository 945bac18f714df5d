//! Which states a finding looks at closely: the status quo, named states, proposals with the rest as
//! at the status quo, then those that hold under most concepts in most readings, then packages
//! acceptable to all that do.
//!
//! Weak concepts keep most states of a large dispute, so a list of all would say nothing. A state's
//! *strength* is the number of concepts it holds under, over all readings, a reading in which it
//! holds under every concept counting twice. Among states of equal strength packages come first,
//! then those nearest the status quo, then in the order of addresses.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use detente_model::{Id, Level};
use detente_states::Bitmap;

use super::graph::Graph;
use super::place;
use crate::scope;

/// What is listed by.
pub(crate) struct Listing<'a> {
    pub(crate) graph: &'a Graph<'a>,
    /// The equilibria of each reading, per concept.
    pub(crate) equilibria: Vec<&'a [Bitmap]>,
    pub(crate) packages: Option<&'a Bitmap>,
    /// The packages acceptable to all in each reading.
    pub(crate) acceptable: Vec<&'a Bitmap>,
}

impl Listing<'_> {
    /// The addresses of the states listed: those known by name, at most `most` of all, and at most
    /// half as many of the acceptable packages.
    pub(crate) fn listed(&self, most: usize) -> Vec<usize> {
        let mut listed = self.known();
        listed.extend(
            self.strongest(most, &listed, |place| self.graph.addresses.feasible().words()[place]),
        );
        listed.extend(self.strongest(most.div_ceil(2), &listed, |place| {
            self.acceptable.iter().fold(0, |any, set| any | set.words()[place])
        }));
        listed
    }

    /// The status quo, named states, proposals.
    fn known(&self) -> Vec<usize> {
        let dispute = self.graph.dispute;
        let status_quo = dispute.status_quo_levels().map(<[Level]>::to_vec);
        let named = dispute.states.values().map(|state| Some(state.levels.clone()));
        let proposals = dispute.proposals.ids().map(|proposal| scope::completed(dispute, proposal));
        let mut known = Vec::new();
        let all = std::iter::once(status_quo).chain(named).chain(proposals).flatten();
        for address in all.filter_map(|levels| self.graph.address(&levels)) {
            if !known.contains(&address) {
                known.push(address);
            }
        }
        known
    }

    /// The strongest of some states that hold under some concept, apart from those listed already.
    fn strongest(&self, most: usize, listed: &[usize], of: impl Fn(usize) -> u64) -> Vec<usize> {
        let status_quo = self.graph.dispute.status_quo_levels();
        // The best so far, the least of them on top.
        let mut best: BinaryHeap<(Reverse<usize>, bool, usize, usize)> = BinaryHeap::new();
        for place in 0..self.graph.len().div_ceil(64) {
            let sets = self.equilibria.iter().flat_map(|sets| sets.iter());
            let mut held = of(place) & sets.fold(0, |any, set| any | set.words()[place]);
            while held != 0 {
                let bit = held.trailing_zeros();
                held &= held - 1;
                let address = place * 64 + bit as usize;
                let strength = self.strength(place, bit);
                if best.len() == most && best.peek().is_none_or(|worst| strength < worst.0.0) {
                    continue;
                }
                if listed.contains(&address) {
                    continue;
                }
                let package = self.packages.is_some_and(|set| set.contains(Id::new(address)));
                let levels = self.graph.levels(address);
                let changed = status_quo.map_or(0, |there| place::changed(there, &levels));
                best.push((Reverse(strength), !package, changed, address));
                if best.len() > most {
                    best.pop();
                }
            }
        }
        best.into_sorted_vec().into_iter().map(|(.., address)| address).collect()
    }

    fn strength(&self, place: usize, bit: u32) -> usize {
        let of_reading = |sets: &&[Bitmap]| {
            let held = sets.iter().filter(|set| set.words()[place] >> bit & 1 == 1).count();
            if held == sets.len() { 2 * held } else { held }
        };
        self.equilibria.iter().map(of_reading).sum()
    }
}
