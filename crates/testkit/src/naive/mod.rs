//! Definitions read off all states, one by one: slow, plain, for small disputes only.

mod edits;
mod paths;
pub mod payments;
mod stability;

use std::collections::{BTreeMap, BTreeSet};

use detente_model::{Condition, Dispute, Id, Level, OptionId, Scope};

pub use edits::{cost, irreducible, nearest, steps};
pub use paths::Shortest;
pub use stability::Graph;

/// The feasible states of a scope.
pub fn feasible_states(dispute: &Dispute, scope: &Scope) -> Vec<Vec<Level>> {
    dispute.states_in(scope).filter(|levels| dispute.is_feasible(levels)).collect()
}

/// The states, one bit for each of the conditions that does not hold.
pub fn masks(states: &[Vec<Level>], rules: &[Condition]) -> Vec<u64> {
    let broken = |state: &Vec<Level>| {
        let bit = |(bit, rule): (usize, &Condition)| u64::from(!rule.holds(state)) << bit;
        rules.iter().enumerate().map(bit).sum()
    };
    states.iter().map(broken).collect()
}

/// How often each mask occurs, smallest first.
pub fn histogram(masks: &[u64]) -> Vec<(u64, u128)> {
    let mut counts = BTreeMap::new();
    for &mask in masks {
        *counts.entry(mask).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// The sets of rules, of `rules` in number, that open some state while no set within them does,
/// with the number of states opened; by trying all sets, smallest first.
pub fn minimal_relaxations(masks: &[u64], rules: usize) -> Vec<(u64, u128)> {
    let mut sets: Vec<u64> = (0..1 << rules).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let opens = |set: u64| masks.iter().filter(|&mask| mask & !set == 0).count() as u128;
    let mut minimal: Vec<(u64, u128)> = Vec::new();
    for set in sets {
        if minimal.iter().all(|(within, _)| within & !set != 0) && opens(set) > 0 {
            minimal.push((set, opens(set)));
        }
    }
    minimal
}

/// The different combinations of levels on these options, in order, with the states behind each.
pub fn distinct(states: &[Vec<Level>], options: &[OptionId]) -> Vec<(Vec<Level>, u128)> {
    let mut counts = BTreeMap::new();
    for state in states {
        let key: Vec<Level> = options.iter().map(|o| state[o.index()]).collect();
        *counts.entry(key).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// The states, in lexicographic order of these options, then of all.
pub fn sorted_by(states: &[Vec<Level>], options: &[OptionId]) -> Vec<Vec<Level>> {
    let key = |state: &Vec<Level>| -> (Vec<Level>, Vec<Level>) {
        (options.iter().map(|o| state[o.index()]).collect(), state.clone())
    };
    let ordered: BTreeSet<(Vec<Level>, Vec<Level>)> = states.iter().map(key).collect();
    ordered.into_iter().map(|(_, state)| state).collect()
}
