//! From one space to another: the same set in a different variable order.
//!
//! Rebuilt from the leaves up: what lies below each group of levels, restricted to them, all
//! together. Cost: an operation per arrow, each at most the product of the diagrams it joins.

use detente_model::{Id, OptionId};
use rustc_hash::FxHashMap;

use crate::apply::Operation;
use crate::compile::{Place, literal};
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

impl Space {
    /// The states of another space's set that lie in this scope, in this variable order.
    pub(crate) fn import(&mut self, other: &Space, set: Set) -> Result<Set, TooLarge> {
        self.diagram.settle();
        let mut root = self.import_below(other, set.0, &mut FxHashMap::default())?;
        for (index, place) in other.places.iter().enumerate() {
            if let Place::Fixed(level) = place {
                let option = OptionId::new(index);
                let here = literal(&mut self.diagram, &self.places, option, &|at| at == *level)?;
                root = self.diagram.apply(Operation::Keep, root, here)?;
            }
        }
        Ok(Set(root))
    }

    fn import_below(
        &mut self,
        other: &Space,
        node: Ref,
        done: &mut FxHashMap<Ref, Ref>,
    ) -> Result<Ref, TooLarge> {
        if node == Ref::ABSENT || node == Ref::PRESENT {
            return Ok(node);
        }
        if let Some(&known) = done.get(&node) {
            return Ok(known);
        }
        let option = other.order[other.diagram.position(node)];
        let children = other.diagram.children(node);
        let mut union = Ref::ABSENT;
        for (level, &child) in children.iter().enumerate() {
            // Levels that lead to the same place are imported together, at the first of them.
            if children[..level].contains(&child) {
                continue;
            }
            let below = self.import_below(other, child, done)?;
            let same = |at| children.get(usize::from(at)) == Some(&child);
            let here = literal(&mut self.diagram, &self.places, option, &same)?;
            let part = self.diagram.apply(Operation::Keep, below, here)?;
            union = self.diagram.apply(Operation::Or, union, part)?;
        }
        done.insert(node, union);
        Ok(union)
    }
}
