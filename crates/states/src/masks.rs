//! Violation masks: which of some rules each state breaks, for all states at once.
//!
//! A *mask* has bit i set if rule i does not hold. A diagram with masks for terminals (`spec/space.md`
//! C) is built by marking one rule after the other; few masks occur, so it stays small. Its
//! *histogram* (how many states have each mask) is one pass from the root down, adding up the
//! number of ways to each node: linear in the arrows. Refuses more than 64 rules.

use detente_model::{Condition, Level};
use rustc_hash::FxHashMap;

use crate::apply::Operation;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

/// The states of a set, each with the rules it breaks; belongs to the space that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Masks(Ref);

impl Space {
    /// Gives each state of `base` the mask of the rules that do not hold in it.
    ///
    /// # Errors
    /// When there are more than 64 rules or the diagram outgrows its limit.
    pub fn masks(&mut self, base: Set, rules: &[Condition]) -> Result<Masks, TooLarge> {
        if rules.len() > 64 {
            return Err(TooLarge::Rules { rules: rules.len() });
        }
        let mut masks = base.0;
        for (bit, rule) in (0..).zip(rules) {
            let held = self.set_of(rule)?;
            let broken = self.minus(base, held)?;
            masks = self.diagram.apply(Operation::Mark(bit), masks, broken.0)?;
        }
        Ok(Masks(masks))
    }

    /// How many states have each mask, for the masks that occur, smallest first.
    pub fn histogram(&self, masks: &Masks) -> Vec<(u64, u128)> {
        let root = masks.0;
        let mut ways: FxHashMap<Ref, u128> = FxHashMap::default();
        ways.insert(root, self.diagram.between(0, self.diagram.position(root)));
        let mut histogram = Vec::new();
        // Parents come first, so the ways to a node are complete when it is its turn.
        for node in self.diagram.reachable(root) {
            let to_here = ways.get(&node).copied().unwrap_or(0);
            if let Some(mask) = self.diagram.mask(node) {
                histogram.push((mask, to_here));
            } else if node != Ref::ABSENT {
                let next = self.diagram.position(node) + 1;
                for &child in self.diagram.children(node) {
                    let free = self.diagram.between(next, self.diagram.position(child));
                    *ways.entry(child).or_insert(0) += to_here * free;
                }
            }
        }
        histogram.sort_unstable();
        histogram
    }

    /// The states that break no rule outside `allowed`.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn select(&mut self, masks: &Masks, allowed: u64) -> Result<Set, TooLarge> {
        self.diagram.settle();
        self.diagram.choose(masks.0, &|mask| mask & !allowed == 0).map(Set)
    }

    /// The states that break exactly these rules.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn with_mask(&mut self, masks: &Masks, mask: u64) -> Result<Set, TooLarge> {
        self.diagram.settle();
        self.diagram.choose(masks.0, &|own| own == mask).map(Set)
    }

    /// The mask of one state; nothing for a state that is not in the base set.
    pub fn mask_of(&self, masks: &Masks, levels: &[Level]) -> Option<u64> {
        self.terminal(masks.0, levels).and_then(|end| self.diagram.mask(end))
    }
}
