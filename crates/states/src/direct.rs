//! Minimal relaxation sets without masks: searched for among sets of rules, each a set of states.
//!
//! Where too many different sets of rules are broken for a diagram of masks, some relaxation sets can
//! still be found. Rules that leave a state together are joined by every further rule that leaves one
//! too; those that do not fit are a minimal relaxation set (the complement of a maximal satisfiable
//! subset, a minimal correction set). It depends on the order of the rules, so several are tried.
//! Then the sets known are hit minimally: rules that hit all of them and still leave a state are
//! grown in turn, which gives a set not known before, for it has none of these rules. When all that
//! hit them leave nothing, there are no others, for minimal relaxation sets and minimal conflicts hit
//! each other minimally (Reiter 1987; the exploration is that of MARCO, Liffiton and others 2016, with
//! hitting sets in place of a solver).
//!
//! Cost: one intersection per rule and set grown or tried, at most [`MOST_STEPS`]; what is found by
//! then is told.

use std::collections::BTreeSet;

use detente_model::Condition;

use crate::conflict::minimal_conflicts;
use crate::limits::TooLarge;
use crate::relaxation::Relaxation;
use crate::rule_set::RuleSet;
use crate::space::{Set, Space};

/// The most intersections of sets of states.
const MOST_STEPS: usize = 100_000;
/// Orders of the rules that are tried first.
const ORDERS: usize = 16;
/// Sets of rules tried at a time.
const MOST_TRIED: usize = 1_000;

impl Space {
    /// Minimal relaxation sets of a closed `base` (some state, but none in which all rules hold),
    /// fewest rules first, then by mask: at most `most` of them, and whether these are all. Those
    /// left out may be smaller.
    ///
    /// # Errors
    /// When the diagram outgrows its limit before anything is looked for.
    pub fn some_relaxations(
        &mut self,
        base: Set,
        rules: &[Condition],
        most: usize,
    ) -> Result<(Vec<Relaxation>, bool), TooLarge> {
        let held = rules.iter().map(|rule| self.set_of(rule));
        let held = held.collect::<Result<Vec<Set>, TooLarge>>()?;
        let mut search = Search {
            space: self,
            base,
            held,
            known: BTreeSet::new(),
            opened: Vec::new(),
            steps: 0,
        };
        // What was found before the diagram outgrew its limit is told all the same.
        let mut complete = search.run(most).unwrap_or(false);
        let mut found = search.opened;
        found.sort_by_cached_key(|set| (set.drop.len(), set.drop.clone()));
        complete &= found.len() <= most;
        found.truncate(most);
        Ok((found, complete))
    }
}

struct Search<'a> {
    space: &'a mut Space,
    base: Set,
    /// The states in which each rule holds.
    held: Vec<Set>,
    known: BTreeSet<RuleSet>,
    opened: Vec<Relaxation>,
    steps: usize,
}

impl Search<'_> {
    /// Searches until all are known, more than `most` are, or it is given up; whether all are.
    fn run(&mut self, most: usize) -> Result<bool, TooLarge> {
        self.in_several_orders(most)?;
        loop {
            let before = self.known.len();
            let all_tried = self.beyond_hitting_sets(most)?;
            if self.known.len() == before || self.known.len() > most {
                return Ok(all_tried && self.known.len() == before);
            }
        }
    }

    /// Grows nothing at all into a set to keep, beginning with different rules.
    fn in_several_orders(&mut self, most: usize) -> Result<(), TooLarge> {
        let apart = self.held.len().div_ceil(ORDERS).max(1);
        for first in (0..self.held.len()).step_by(apart) {
            if self.known.len() <= most {
                self.grow(self.base, &RuleSet::default(), first)?;
            }
        }
        Ok(())
    }

    /// Grows the sets of rules that minimally hit all relaxation sets known, as far as they leave
    /// something; whether all such sets were tried and leave nothing.
    fn beyond_hitting_sets(&mut self, most: usize) -> Result<bool, TooLarge> {
        let known: Vec<(RuleSet, u128)> = self.known.iter().map(|set| (set.clone(), 1)).collect();
        let (candidates, all) = minimal_conflicts(&known, MOST_TRIED);
        let mut only_conflicts = true;
        for kept in candidates {
            if self.known.len() > most || self.steps >= MOST_STEPS {
                return Ok(false);
            }
            let mut left = self.base;
            for rule in kept.rules() {
                left = self.step(left, rule)?;
            }
            if !self.space.is_empty(left) {
                only_conflicts = false;
                let first = kept.rules().next().unwrap_or(0);
                self.grow(left, &kept, first)?;
            }
        }
        Ok(all && only_conflicts)
    }

    /// Keeps every further rule that leaves a state, in turn from `first` on; the others are a minimal
    /// relaxation set, for each of them alone would close what is left.
    fn grow(&mut self, left: Set, kept: &RuleSet, first: usize) -> Result<(), TooLarge> {
        let mut left = left;
        let mut drop = RuleSet::default();
        let rules = self.held.len();
        for rule in (first..rules).chain(0..first).filter(|rule| !kept.contains(*rule)) {
            let tried = self.step(left, rule)?;
            if self.space.is_empty(tried) {
                drop.insert(rule);
            } else {
                left = tried;
            }
        }
        if self.known.insert(drop.clone()) {
            self.opened.push(Relaxation { drop, opens: self.space.count(left) });
        }
        Ok(())
    }

    fn step(&mut self, left: Set, rule: usize) -> Result<Set, TooLarge> {
        self.steps += 1;
        self.space.and(left, self.held[rule])
    }
}
