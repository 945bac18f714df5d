//! Irreducible edits: changes to a partial state of which no part would do.
//!
//! An *edit* gives some options that a partial state (the *start*) names other levels. It *suffices*
//! for a set if some state of the set agrees with the edited start. It is *irreducible* if it
//! suffices and no proper part of its changes does (`spec/space.md` A.5, B.E): seen through the named
//! options, the minimal states of the set where every option has its start level below all others,
//! which are not comparable with one another. Found by the walk that finds minimal sets in a decision
//! diagram (after Minato 1993), with two functions of a node: its minimal states, and all states that
//! lie above one of its own. Cost: as union and difference of diagrams.

use detente_model::{Id, Level, OptionId};
use rustc_hash::FxHashMap;

use crate::apply::Operation;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

impl Space {
    /// The irreducible edits that lead from the start (one entry per option of the dispute, nothing
    /// where it is open) into the set: the edited starts, with all levels at the open options.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn irreducible(&mut self, set: Set, start: &[Option<Level>]) -> Result<Set, TooLarge> {
        let named: Vec<OptionId> =
            self.order.iter().copied().filter(|option| start[option.index()].is_some()).collect();
        let projected = self.project(set, &named)?;
        let start = self.order.iter().map(|option| start[option.index()]).collect();
        let mut walk = Walk { start, above: FxHashMap::default(), minimal: FxHashMap::default() };
        walk.minimal(self, projected.0, 0).map(Set)
    }
}

struct Walk {
    /// The start's level per position.
    start: Vec<Option<Level>>,
    above: FxHashMap<Ref, Ref>,
    minimal: FxHashMap<(Ref, usize), Ref>,
}

impl Walk {
    /// The states that are one of the node's or lie above one.
    fn above(&mut self, space: &mut Space, node: Ref) -> Result<Ref, TooLarge> {
        let position = space.diagram.position(node);
        // What is open was hidden and is not tested.
        let Some(start) = self.start.get(position).copied().flatten() else { return Ok(node) };
        if let Some(&known) = self.above.get(&node) {
            return Ok(known);
        }
        let start = usize::from(start);
        let kept = space.diagram.child(node, position, start);
        let kept = self.above(space, kept)?;
        let begin = space.diagram.begin();
        for level in 0..space.diagram.size(position) {
            let mut to = kept;
            if level != start {
                let changed = space.diagram.child(node, position, level);
                let changed = self.above(space, changed)?;
                to = space.diagram.apply(Operation::Or, changed, kept)?;
            }
            space.diagram.arrow(to);
        }
        let result = space.diagram.make(position, begin)?;
        self.above.insert(node, result);
        Ok(result)
    }

    /// The node's minimal states, over the positions from `position` on.
    fn minimal(&mut self, space: &mut Space, node: Ref, position: usize) -> Result<Ref, TooLarge> {
        if node == Ref::ABSENT || position == self.start.len() {
            return Ok(node);
        }
        let Some(start) = self.start[position] else {
            return self.minimal(space, node, position + 1);
        };
        if let Some(&known) = self.minimal.get(&(node, position)) {
            return Ok(known);
        }
        let start = usize::from(start);
        let kept = space.diagram.child(node, position, start);
        let covered = self.above(space, kept)?;
        let begin = space.diagram.begin();
        for level in 0..space.diagram.size(position) {
            let child = space.diagram.child(node, position, level);
            let below = self.minimal(space, child, position + 1)?;
            let to = match level == start {
                true => below,
                false => space.diagram.apply(Operation::Drop, below, covered)?,
            };
            space.diagram.arrow(to);
        }
        let result = space.diagram.make(position, begin)?;
        self.minimal.insert((node, position), result);
        Ok(result)
    }
}
