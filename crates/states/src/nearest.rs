//! The states of a set that cost least: shortest paths through the diagram.
//!
//! Every level of every option has a cost, or may not be taken at all. A state costs the sum over
//! its levels; with the distance to a partial state as the cost (nothing for open options) the
//! cheapest states are those nearest to it (`spec/space.md` B.E). One pass over the nodes finds the
//! least cost below each. What follows a node on a cheapest path is cheapest from that node on, so
//! the cheapest states are the same diagram with the dearer arrows cut: a [`Set`] like any other,
//! to be counted, projected and listed. Cost: the arrows of the set times the variables skipped.

use detente_model::{Id, OptionId};
use rustc_hash::FxHashMap;

use crate::compile::Place;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

/// Per option and level what it costs; nothing where the level may not be taken. Sums over all
/// options must fit 128 bits.
pub type Costs = [Vec<Option<u128>>];

/// The cheapest states of a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Nearest {
    /// What each of them costs.
    pub distance: u128,
    /// All of them.
    pub states: Set,
}

impl Space {
    /// The cheapest states of the set; nothing if each of its states has a level that may not be
    /// taken. Options the scope fixes cost what their level costs.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn nearest(&mut self, set: Set, costs: &Costs) -> Result<Option<Nearest>, TooLarge> {
        self.diagram.settle();
        let mut held = 0;
        for (place, costs) in self.places.iter().zip(costs) {
            if let Place::Fixed(at) = place {
                match costs[usize::from(*at)] {
                    Some(cost) => held += cost,
                    None => return Ok(None),
                }
            }
        }
        let mut search = Search {
            costs,
            order: self.order.clone(),
            least: FxHashMap::default(),
            cut: FxHashMap::default(),
        };
        let Some(distance) = search.below(self, set.0, 0) else { return Ok(None) };
        let states = Set(search.cheapest(self, set.0, 0)?);
        Ok(Some(Nearest { distance: held + distance, states }))
    }

    /// The states of the set whose every level may be taken.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn allowed(&mut self, set: Set, costs: &Costs) -> Result<Set, TooLarge> {
        let free: Vec<Vec<Option<u128>>> = costs
            .iter()
            .map(|levels| levels.iter().map(|cost| cost.map(|_| 0)).collect())
            .collect();
        Ok(self.nearest(set, &free)?.map_or(self.none(), |nearest| nearest.states))
    }
}

struct Search<'a> {
    costs: &'a Costs,
    order: Vec<OptionId>,
    /// The least cost from a node's own position on.
    least: FxHashMap<Ref, Option<u128>>,
    /// The cheapest states at or below a node, from a position on.
    cut: FxHashMap<(Ref, usize), Ref>,
}

impl<'a> Search<'a> {
    fn levels(&self, position: usize) -> &'a [Option<u128>] {
        &self.costs[self.order[position].index()]
    }

    /// The least cost over the positions from `position` on; nothing if no state may be taken.
    fn below(&mut self, space: &Space, node: Ref, position: usize) -> Option<u128> {
        if node == Ref::ABSENT {
            return None;
        }
        let own = space.diagram.position(node);
        let mut best = self.at(space, node)?;
        for skipped in position..own {
            best += self.levels(skipped).iter().flatten().min()?;
        }
        Some(best)
    }

    fn at(&mut self, space: &Space, node: Ref) -> Option<u128> {
        let own = space.diagram.position(node);
        if own == self.order.len() {
            return Some(0);
        }
        if let Some(known) = self.least.get(&node) {
            return *known;
        }
        let mut best: Option<u128> = None;
        for (level, cost) in self.levels(own).iter().enumerate() {
            let Some(cost) = cost else { continue };
            let child = space.diagram.child(node, own, level);
            let Some(rest) = self.below(space, child, own + 1) else { continue };
            best = Some(best.map_or(cost + rest, |best| best.min(cost + rest)));
        }
        self.least.insert(node, best);
        best
    }

    /// The cheapest states at or below a node; the caller knows that there is one.
    fn cheapest(&mut self, space: &mut Space, node: Ref, position: usize) -> Result<Ref, TooLarge> {
        if position == self.order.len() {
            return Ok(node);
        }
        if let Some(&known) = self.cut.get(&(node, position)) {
            return Ok(known);
        }
        let best = self.below(space, node, position);
        let begin = space.diagram.begin();
        for (level, cost) in self.levels(position).iter().enumerate() {
            let child = space.diagram.child(node, position, level);
            let rest = self.below(space, child, position + 1);
            let is_best = cost.zip(rest).map(|(cost, rest)| cost + rest) == best;
            let to = match is_best {
                true => self.cheapest(space, child, position + 1)?,
                false => Ref::ABSENT,
            };
            space.diagram.arrow(to);
        }
        let result = space.diagram.make(position, begin)?;
        self.cut.insert((node, position), result);
        Ok(result)
    }
}
