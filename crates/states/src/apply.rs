//! Operations on diagrams: union, restriction, difference, marking, uniting, hiding, choosing.
//!
//! *Apply* (Bryant 1986) walks two diagrams together and remembers every pair it has seen, so it
//! costs at most the product of their sizes; the others walk one. Recursion is as deep as there are
//! variables, and there are fewer than 128 because their levels multiply to less than 2^128.
//! Refuses more remembered pairs than eight times the limit on nodes.

use rustc_hash::FxHashMap;

use crate::diagram::{Diagram, Ref};
use crate::limits::TooLarge;
use crate::rule_set::RuleSet;

/// An operation on two diagrams, the second a plain set but where it says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Operation {
    /// In either of two plain sets.
    Or,
    /// The first (a set or masks) where the second is present.
    Keep,
    /// The first (a set or masks) where the second is absent.
    Drop,
    /// The masks of the first, with this bit set where the second is present.
    Mark(u32),
    /// The rules of both masks; both diagrams are absent in the same places.
    Unite,
    /// The numbers of the first (as masks), one more where the second is present.
    Count,
}

impl Diagram {
    /// The result of an operation.
    pub(crate) fn apply(&mut self, op: Operation, a: Ref, b: Ref) -> Result<Ref, TooLarge> {
        let same_both_ways = matches!(op, Operation::Or | Operation::Unite);
        let (a, b) = if same_both_ways && b < a { (b, a) } else { (a, b) };
        if let Some(known) = self.known(op, a, b)? {
            return Ok(known);
        }
        if let Some(&known) = self.cache.get(&(op, a, b)) {
            return Ok(known);
        }
        let position = self.position(a).min(self.position(b));
        let begin = self.begin();
        for level in 0..self.size(position) {
            let (x, y) = (self.child(a, position, level), self.child(b, position, level));
            let to = self.apply(op, x, y)?;
            self.arrow(to);
        }
        let result = self.make(position, begin)?;
        if self.cache.len() / 8 >= self.limit() {
            return Err(TooLarge::Nodes { limit: self.limit() });
        }
        self.cache.insert((op, a, b), result);
        Ok(result)
    }

    /// What needs no walk; always something when both are terminals.
    fn known(&mut self, op: Operation, a: Ref, b: Ref) -> Result<Option<Ref>, TooLarge> {
        const ABSENT: Ref = Ref::ABSENT;
        const PRESENT: Ref = Ref::PRESENT;
        Ok(match op {
            // The operands are sorted: absent is before present, present before all others.
            Operation::Or if a == ABSENT || a == b => Some(b),
            Operation::Or if a == PRESENT => Some(PRESENT),
            Operation::Keep if a == ABSENT || b == ABSENT => Some(ABSENT),
            Operation::Keep if b == PRESENT || a == b => Some(a),
            Operation::Keep if a == PRESENT => Some(b),
            Operation::Drop if a == ABSENT || b == PRESENT || a == b => Some(ABSENT),
            Operation::Drop if b == ABSENT => Some(a),
            Operation::Mark(_) | Operation::Count if a == ABSENT || b == ABSENT => Some(a),
            Operation::Count if b == PRESENT => match self.mask(a) {
                Some(number) => {
                    let next = RuleSet::from_number(number.number() + 1);
                    Some(self.terminal(next)?)
                }
                None => None,
            },
            Operation::Mark(bit) if b == PRESENT => match self.mask(a) {
                Some(mask) => {
                    let marked = mask.clone().with(bit as usize);
                    Some(self.terminal(marked)?)
                }
                None => None,
            },
            // Sorted as above; what is absent in one is absent in the other.
            Operation::Unite if a == ABSENT => Some(ABSENT),
            Operation::Unite if a == PRESENT || a == b => Some(b),
            Operation::Unite => match (self.mask(a), self.mask(b)) {
                (Some(of_a), Some(of_b)) => {
                    let united = of_a.union(of_b);
                    Some(self.terminal(united)?)
                }
                _ => None,
            },
            _ => None,
        })
    }

    /// The assignments of a set that can be completed over the variables not in `keep`
    /// (existential quantification); the variables not kept are free in the result.
    pub(crate) fn hide(&mut self, set: Ref, keep: &[bool]) -> Result<Ref, TooLarge> {
        let end = keep.iter().rposition(|&k| k).map_or(0, |last| last + 1);
        self.hide_below(set, keep, end, &mut FxHashMap::default())
    }

    fn hide_below(
        &mut self,
        node: Ref,
        keep: &[bool],
        end: usize,
        done: &mut FxHashMap<Ref, Ref>,
    ) -> Result<Ref, TooLarge> {
        let position = self.position(node);
        if position >= end {
            // Only hidden variables are left, and what is not absent can be completed.
            return Ok(if node == Ref::ABSENT { Ref::ABSENT } else { Ref::PRESENT });
        }
        if let Some(&known) = done.get(&node) {
            return Ok(known);
        }
        let result = if keep[position] {
            let begin = self.begin();
            for level in 0..self.size(position) {
                let to = self.hide_below(self.child(node, position, level), keep, end, done)?;
                self.arrow(to);
            }
            self.make(position, begin)?
        } else {
            let mut union = Ref::ABSENT;
            for level in 0..self.size(position) {
                let part = self.hide_below(self.child(node, position, level), keep, end, done)?;
                union = self.apply(Operation::Or, union, part)?;
            }
            union
        };
        done.insert(node, result);
        Ok(result)
    }

    /// The set of assignments whose mask satisfies `test`.
    pub(crate) fn choose(
        &mut self,
        masks: Ref,
        test: &dyn Fn(&RuleSet) -> bool,
    ) -> Result<Ref, TooLarge> {
        self.choose_below(masks, test, &mut FxHashMap::default())
    }

    fn choose_below(
        &mut self,
        node: Ref,
        test: &dyn Fn(&RuleSet) -> bool,
        done: &mut FxHashMap<Ref, Ref>,
    ) -> Result<Ref, TooLarge> {
        let position = self.position(node);
        if position == self.width() {
            let chosen = self.mask(node).is_some_and(test);
            return Ok(if chosen { Ref::PRESENT } else { Ref::ABSENT });
        }
        if let Some(&known) = done.get(&node) {
            return Ok(known);
        }
        let begin = self.begin();
        for level in 0..self.size(position) {
            let to = self.choose_below(self.child(node, position, level), test, done)?;
            self.arrow(to);
        }
        let result = self.make(position, begin)?;
        done.insert(node, result);
        Ok(result)
    }
}
