//! Parts of states: completions of a partial state, and the different deals behind many packages.
//!
//! Counting what agrees with a partial state is one pass over the nodes of the set. Distinct
//! combinations are listed by choosing level after level in the given order of options and going on
//! only where something is left, so the work is proportional to what is listed, whatever the
//! variable order of the diagram.

use detente_model::{Id, Level, OptionId};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::compile::Place;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

/// One combination of levels on some options, and what stands behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Distinct {
    /// One level per option, in the order they were asked for.
    pub levels: Vec<Level>,
    /// The number of states of the set that have these levels.
    pub states: u128,
}

impl Space {
    /// The number of states of the set that agree with a partial state (one entry per option of
    /// the dispute, nothing where it is open).
    pub fn count_completions(&self, set: Set, partial: &[Option<Level>]) -> u128 {
        let outside = partial.iter().zip(&self.places).any(|(level, place)| match place {
            Place::Fixed(at) => level.is_some_and(|level| level != *at),
            Place::Varies(_) => false,
        });
        if outside { 0 } else { self.completions(set.0, 0, partial, &mut FxHashMap::default()) }
    }

    /// Completions over the positions from `position` on, at or above the node.
    fn completions(
        &self,
        node: Ref,
        position: usize,
        partial: &[Option<Level>],
        done: &mut FxHashMap<Ref, u128>,
    ) -> u128 {
        let own = self.diagram.position(node);
        let wanted = |p: usize| partial.get(self.order[p].index()).copied().flatten();
        // Untested variables: one way where the level is given (and exists), else all of them.
        let skipped: u128 = (position..own)
            .map(|p| match wanted(p) {
                Some(level) => u128::from(usize::from(level) < self.diagram.size(p)),
                None => self.diagram.size(p) as u128,
            })
            .fold(1, u128::saturating_mul);
        if node == Ref::ABSENT || skipped == 0 {
            return 0;
        }
        if own == self.order.len() {
            return skipped;
        }
        if let Some(known) = done.get(&node) {
            return skipped.saturating_mul(*known);
        }
        let children = self.diagram.children(node);
        let below = match wanted(own) {
            Some(level) => match children.get(usize::from(level)) {
                Some(&child) => self.completions(child, own + 1, partial, done),
                None => 0,
            },
            None => (children.iter())
                .map(|&c| self.completions(c, own + 1, partial, done))
                .fold(0, u128::saturating_add),
        };
        done.insert(node, below);
        skipped.saturating_mul(below)
    }

    /// Some state of the set that agrees with a partial state (one entry per option of the dispute,
    /// nothing where it is open): the first in the order of the diagram. Makes no nodes.
    pub fn first_matching(&self, set: Set, partial: &[Option<Level>]) -> Option<Vec<Level>> {
        let mut levels: Vec<Level> = (self.places.iter().zip(partial))
            .map(|(place, wanted)| match place {
                Place::Fixed(at) => wanted.is_none_or(|level| level == *at).then_some(*at),
                Place::Varies(_) => Some(wanted.unwrap_or(0)),
            })
            .collect::<Option<_>>()?;
        let found = self.descend(set.0, partial, &mut levels, &mut FxHashSet::default());
        found.then_some(levels)
    }

    /// Whether a state at or below the node agrees; its levels are then written. Nodes without one
    /// are visited once.
    fn descend(
        &self,
        node: Ref,
        partial: &[Option<Level>],
        levels: &mut [Level],
        hopeless: &mut FxHashSet<Ref>,
    ) -> bool {
        if node == Ref::ABSENT || hopeless.contains(&node) {
            return false;
        }
        let position = self.diagram.position(node);
        let Some(option) = self.order.get(position) else { return true };
        for (level, &child) in self.diagram.children(node).iter().enumerate() {
            let level = level as Level;
            if partial[option.index()].is_none_or(|wanted| wanted == level) {
                levels[option.index()] = level;
                if self.descend(child, partial, levels, hopeless) {
                    return true;
                }
            }
        }
        hopeless.insert(node);
        false
    }

    /// The first state of the set, in the order of the dispute's options, that agrees with a partial
    /// state: the same whatever the order of the diagram. Makes no nodes.
    pub fn first_in_dossier_order(
        &self,
        set: Set,
        partial: &[Option<Level>],
    ) -> Option<Vec<Level>> {
        let mut chosen = partial.to_vec();
        for option in 0..chosen.len() {
            if chosen[option].is_none() {
                let levels = match self.places[option] {
                    Place::Fixed(at) => at..=at,
                    Place::Varies(position) => 0..=(self.diagram.size(position) - 1) as Level,
                };
                let found = levels.into_iter().find(|level| {
                    chosen[option] = Some(*level);
                    self.count_completions(set, &chosen) > 0
                });
                chosen[option] = Some(found?);
            }
        }
        (self.count_completions(set, &chosen) > 0).then(|| chosen.into_iter().flatten().collect())
    }

    /// The different combinations of levels on these options among the states of the set, with the
    /// number of states behind each: the first `limit` in lexicographic order of `options`.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn list_distinct(
        &mut self,
        set: Set,
        options: &[OptionId],
        limit: usize,
    ) -> Result<Vec<Distinct>, TooLarge> {
        // Emptiness is asked of the projection, which is the smaller diagram.
        let projected = self.project(set, options)?;
        let mut search = Search { space: self, set, projected, options, limit, found: Vec::new() };
        search.extend(0, &mut vec![None; self.places.len()]);
        Ok(search.found)
    }
}

struct Search<'a> {
    space: &'a Space,
    set: Set,
    projected: Set,
    options: &'a [OptionId],
    limit: usize,
    found: Vec<Distinct>,
}

impl Search<'_> {
    fn extend(&mut self, depth: usize, partial: &mut Vec<Option<Level>>) {
        if self.found.len() == self.limit
            || self.space.count_completions(self.projected, partial) == 0
        {
            return;
        }
        let Some(&option) = self.options.get(depth) else {
            let given = self.options.iter().filter_map(|o| partial[o.index()]).collect();
            let states = self.space.count_completions(self.set, partial);
            self.found.push(Distinct { levels: given, states });
            return;
        };
        match (partial[option.index()], self.space.places[option.index()]) {
            // Asked for twice: the level is already chosen.
            (Some(_), _) => self.extend(depth + 1, partial),
            (None, Place::Fixed(level)) => {
                partial[option.index()] = Some(level);
                self.extend(depth + 1, partial);
                partial[option.index()] = None;
            }
            (None, Place::Varies(position)) => {
                for level in 0..self.space.diagram.size(position) {
                    partial[option.index()] = Some(level as Level);
                    self.extend(depth + 1, partial);
                }
                partial[option.index()] = None;
            }
        }
    }
}
