//! Violation masks: which of some rules each state breaks, for all states at once.
//!
//! A *mask* is the set of the rules that do not hold. A diagram with masks for terminals
//! (`spec/space.md` C) is built by marking one rule after the other; few masks occur, so it stays
//! small. Many rules are marked in groups, whose diagrams are then united two by two: masks of parts
//! of the rules are fewer than those of all, so that what lies between grows with the number of
//! groups, not of rules. Its *histogram* (how many states have each mask) is one pass from the root
//! down, adding up the number of ways to each node: linear in the arrows.

use detente_model::{Condition, Level};
use rustc_hash::FxHashMap;

use crate::apply::Operation;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::rule_set::RuleSet;
use crate::space::{Set, Space};

/// Rules marked one after the other; those of one word, so that the usual dispute has one group.
const GROUP: usize = 64;

/// The states of a set, each with the rules it breaks; belongs to the space that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Masks(pub(crate) Ref);

impl Space {
    /// Gives each state of `base` the mask of the rules that do not hold in it.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn masks(&mut self, base: Set, rules: &[Condition]) -> Result<Masks, TooLarge> {
        let mut groups = Vec::new();
        for (number, group) in rules.chunks(GROUP).enumerate() {
            groups.push(self.marked(base, number * GROUP, group)?);
        }
        while groups.len() > 1 {
            let mut united = Vec::new();
            for pair in groups.chunks(2) {
                self.diagram.settle();
                united.push(match *pair {
                    [a, b] => self.diagram.apply(Operation::Unite, a, b)?,
                    _ => pair[0],
                });
            }
            groups = united;
        }
        Ok(Masks(groups.first().copied().unwrap_or(base.0)))
    }

    /// The states of `base`, each with those of these rules it breaks, the first of this number.
    fn marked(&mut self, base: Set, first: usize, rules: &[Condition]) -> Result<Ref, TooLarge> {
        let mut masks = base.0;
        for (number, rule) in (first as u32..).zip(rules) {
            let held = self.set_of(rule)?;
            let broken = self.minus(base, held)?;
            masks = self.diagram.apply(Operation::Mark(number), masks, broken.0)?;
        }
        Ok(masks)
    }

    /// How many states have each mask, for the masks that occur, smallest first.
    pub fn histogram(&self, masks: &Masks) -> Vec<(RuleSet, u128)> {
        let root = masks.0;
        let mut ways: FxHashMap<Ref, u128> = FxHashMap::default();
        ways.insert(root, self.diagram.between(0, self.diagram.position(root)));
        let mut histogram = Vec::new();
        // Parents come first, so the ways to a node are complete when it is its turn.
        for node in self.diagram.reachable(root) {
            let to_here = ways.get(&node).copied().unwrap_or(0);
            if let Some(mask) = self.diagram.mask(node) {
                histogram.push((mask.clone(), to_here));
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
    pub fn select(&mut self, masks: &Masks, allowed: &RuleSet) -> Result<Set, TooLarge> {
        self.diagram.settle();
        self.diagram.choose(masks.0, &|mask| mask.is_within(allowed)).map(Set)
    }

    /// The states that break exactly these rules.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn with_mask(&mut self, masks: &Masks, mask: &RuleSet) -> Result<Set, TooLarge> {
        self.diagram.settle();
        self.diagram.choose(masks.0, &|own| own == mask).map(Set)
    }

    /// The mask of one state; nothing for a state that is not in the base set.
    pub fn mask_of(&self, masks: &Masks, levels: &[Level]) -> Option<&RuleSet> {
        self.terminal(masks.0, levels).and_then(|end| self.diagram.mask(end))
    }
}
