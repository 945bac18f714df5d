//! States of a set by number: membership, the k-th, uniform samples, pages.
//!
//! Every node knows how many states lie below it, so the k-th state is found by walking once from
//! the root and skipping whole branches (unranking). States are numbered in lexicographic order of
//! [`Space::variable_order`]. A uniform random number below the count is a uniform random state.
//! Cost per state: options times levels.

use detente_model::{Id, Level, random::Stream};

use crate::compile::Place;
use crate::diagram::Ref;
use crate::space::{Set, Space};

impl Space {
    /// Whether a state (one level per option of the dispute) is in the set; a state outside the
    /// scope is in none.
    pub fn contains(&self, set: Set, levels: &[Level]) -> bool {
        self.terminal(set.0, levels).is_some_and(|end| end != Ref::ABSENT)
    }

    /// The terminal a state leads to; nothing for a state outside the scope.
    pub(crate) fn terminal(&self, root: Ref, levels: &[Level]) -> Option<Ref> {
        if levels.len() != self.places.len() {
            return None;
        }
        let inside = levels.iter().zip(&self.places).all(|(&level, place)| match place {
            Place::Fixed(at) => level == *at,
            Place::Varies(position) => usize::from(level) < self.diagram.size(*position),
        });
        inside.then(|| {
            self.order.iter().enumerate().fold(root, |node, (position, option)| {
                self.diagram.child(node, position, usize::from(levels[option.index()]))
            })
        })
    }

    /// The state with this number, counted from 0; nothing past the last.
    pub fn nth(&self, set: Set, number: u128) -> Option<Vec<Level>> {
        if number >= self.count(set) {
            return None;
        }
        let mut levels: Vec<Level> = self
            .places
            .iter()
            .map(|place| match place {
                Place::Fixed(level) => *level,
                Place::Varies(_) => 0,
            })
            .collect();
        let (mut node, mut left) = (set.0, number);
        for (position, option) in self.order.iter().enumerate() {
            let mut level = 0;
            if self.diagram.position(node) > position {
                // Not tested here: every level has as many states below it.
                let block = self.diagram.count(node, position + 1);
                level = (left / block) as usize;
                left %= block;
            } else {
                for &child in self.diagram.children(node) {
                    let block = self.diagram.count(child, position + 1);
                    if left < block {
                        node = child;
                        break;
                    }
                    left -= block;
                    level += 1;
                }
            }
            levels[option.index()] = level as Level;
        }
        Some(levels)
    }

    /// The first state.
    pub fn first(&self, set: Set) -> Option<Vec<Level>> {
        self.nth(set, 0)
    }

    /// One state, each as likely as any other; nothing from an empty set.
    pub fn sample(&self, set: Set, stream: &mut Stream) -> Option<Vec<Level>> {
        let count = self.count(set);
        (count > 0).then(|| stream.below(count)).and_then(|number| self.nth(set, number))
    }

    /// The states from number `offset` on, at most `limit` of them.
    pub fn list(&self, set: Set, offset: u128, limit: usize) -> Vec<Vec<Level>> {
        let end = self.count(set).min(offset.saturating_add(limit as u128));
        (offset..end).filter_map(|number| self.nth(set, number)).collect()
    }
}
