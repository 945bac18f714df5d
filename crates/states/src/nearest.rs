//! The states of a set nearest to a partial state: shortest paths through the diagram.
//!
//! Distance is the number of level steps over the coordinates that the partial state names; the
//! other options are free and cost nothing. One pass over the nodes of the set finds the least
//! distance and the number of states at it (`spec/space.md` B.E). Cost: the arrows of the set.

use detente_model::{Id, Level};
use rustc_hash::FxHashMap;

use crate::compile::Place;
use crate::diagram::Ref;
use crate::space::{Set, Space};

/// How near a set comes to a partial state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Nearest {
    /// Level steps over the named coordinates.
    pub steps: u64,
    /// The number of states at that distance.
    pub ways: u128,
    /// The first of them in the variable order.
    pub first: Vec<Level>,
}

impl Space {
    /// The least distance from a partial state (one entry per option of the dispute, nothing where
    /// it is open) to the set; nothing if the set is empty.
    pub fn nearest(&self, set: Set, partial: &[Option<Level>]) -> Option<Nearest> {
        let mut search = Search { space: self, partial, done: FxHashMap::default() };
        let (mut steps, ways) = search.below(set.0, 0)?;
        // The same walk down again, always to the first level that keeps the distance.
        let mut first = self.nth(set, 0)?;
        let (mut node, mut left) = (set.0, steps);
        for (position, option) in self.order.iter().enumerate() {
            let levels = 0..self.diagram.size(position);
            let step = levels.into_iter().find_map(|level| {
                let child = self.diagram.child(node, position, level);
                let (rest, _) = search.below(child, position + 1)?;
                (search.cost(position, level) + rest == left).then_some((level, child, rest))
            });
            let (level, child, rest) = step.expect("some level lies on a shortest path");
            first[option.index()] = level as Level;
            (node, left) = (child, rest);
        }
        // What the scope fixes may differ from what is named, too.
        for (place, named) in self.places.iter().zip(partial) {
            if let (Place::Fixed(at), Some(level)) = (place, named) {
                steps += u64::from(at.abs_diff(*level));
            }
        }
        Some(Nearest { steps, ways, first })
    }
}

struct Search<'a> {
    space: &'a Space,
    partial: &'a [Option<Level>],
    done: FxHashMap<Ref, Option<(u64, u128)>>,
}

impl Search<'_> {
    fn cost(&self, position: usize, level: usize) -> u64 {
        match self.partial.get(self.space.order[position].index()) {
            Some(Some(named)) => usize::from(*named).abs_diff(level) as u64,
            _ => 0,
        }
    }

    /// Least distance and number of ways over the positions from `position` on.
    fn below(&mut self, node: Ref, position: usize) -> Option<(u64, u128)> {
        if node == Ref::ABSENT {
            return None;
        }
        let own = self.space.diagram.position(node);
        let mut best = self.at(node)?;
        for skipped in position..own {
            let choices = (0..self.space.diagram.size(skipped)).map(|l| self.cost(skipped, l));
            let least = choices.clone().min().unwrap_or(0);
            best.0 += least;
            best.1 *= choices.filter(|&cost| cost == least).count() as u128;
        }
        Some(best)
    }

    fn at(&mut self, node: Ref) -> Option<(u64, u128)> {
        let own = self.space.diagram.position(node);
        if own == self.space.order.len() {
            return Some((0, 1));
        }
        if let Some(known) = self.done.get(&node) {
            return *known;
        }
        let mut best: Option<(u64, u128)> = None;
        for level in 0..self.space.diagram.size(own) {
            let child = self.space.diagram.child(node, own, level);
            let Some((steps, ways)) = self.below(child, own + 1) else { continue };
            let steps = steps + self.cost(own, level);
            best = match best {
                Some((least, _)) if least < steps => best,
                Some((least, so_far)) if least == steps => Some((least, so_far + ways)),
                _ => Some((steps, ways)),
            };
        }
        self.done.insert(node, best);
        best
    }
}
