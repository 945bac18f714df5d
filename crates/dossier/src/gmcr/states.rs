//! The feasible states in the order of the format: by code, the first option least significant.
//!
//! An option with several levels is written as bits "level k or above", whose code grows with the
//! level; so ascending codes are ascending levels, the last option compared first.

use detente_model::{Condition, Dispute, Found, Id, Level, OptionId};

use crate::resolve::size;

/// Parts of rules that may be looked at before the search gives up (about a second).
const WORK: usize = 40_000_000;

/// Steps a search for one state may take before it gives up.
const MOST_STEPS: usize = 300_000;

/// Looks for a feasible state in which the condition holds; `searches` share the time there is.
pub(super) fn feasible_with(dispute: &Dispute, must: &Condition, searches: usize) -> Found {
    let rules: Vec<&Condition> = dispute.impossible.iter().map(|rule| &rule.when).collect();
    let parts: usize = size(must) + rules.iter().map(|when| size(when)).sum::<usize>();
    let steps = (WORK / parts.saturating_mul(searches).max(1)).min(MOST_STEPS);
    dispute.find_state(&[must], &rules, steps)
}

/// The feasible states by code, or nothing if there are more than `most` or they cannot be found
/// in reasonable time. Depth first, each branch cut as soon as a rule certainly matches.
pub(super) fn by_code(
    dispute: &Dispute,
    order: &[OptionId],
    most: usize,
) -> Option<Vec<Vec<Level>>> {
    let rules: usize = dispute.impossible.iter().map(|rule| size(&rule.when)).sum();
    let mut search =
        Search { dispute, order, most, steps: WORK / (1 + rules + order.len()), found: Vec::new() };
    let mut levels = vec![None; dispute.options.len()];
    search.extend(order.len(), &mut levels).then_some(search.found)
}

/// The options in the order of the format: those of the first party first.
pub(super) fn option_order(dispute: &Dispute) -> Vec<OptionId> {
    dispute.parties.ids().flat_map(|party| dispute.options_of(party)).collect()
}

struct Search<'a> {
    dispute: &'a Dispute,
    order: &'a [OptionId],
    most: usize,
    steps: usize,
    found: Vec<Vec<Level>>,
}

impl Search<'_> {
    /// Adds the states in which the options from `open` on are as given; false to give up.
    fn extend(&mut self, open: usize, levels: &mut [Option<Level>]) -> bool {
        let Some(steps) = self.steps.checked_sub(1) else { return false };
        self.steps = steps;
        if self.dispute.impossible.iter().any(|rule| rule.when.settled(levels) == Some(true)) {
            return true;
        }
        let Some(next) = open.checked_sub(1) else {
            self.found.push(levels.iter().map(|level| level.unwrap_or(0)).collect());
            return self.found.len() <= self.most;
        };
        let option = self.order[next];
        for level in 0..self.dispute.level_count(option) {
            levels[option.index()] = Level::try_from(level).ok();
            if !self.extend(next, levels) {
                return false;
            }
        }
        levels[option.index()] = None;
        true
    }
}
