//! The decision diagram: a reduced, ordered, multi-valued, hash-consed graph of nodes.
//!
//! A *node* tests one variable (a *position* of the order) and has one arrow per level. It stands
//! for a function of the variables from its own position on. *Terminals* stand for constants:
//! *absent*, or a mask, a set of rules; the empty mask alone is *present*, so a plain set of states is
//! a diagram whose terminals are absent and present. A node whose arrows all lead to one place is that
//! place, and equal nodes are one (Bryant 1986): equal functions are equal [`Ref`]s.
//!
//! Each node carries the number of assignments, from its own position on, that are not absent. It
//! is made with the node, so that counting is a look-up and one can walk straight to the k-th state.
//! Numbers stop at 2^128 - 1: there it stands for that many or more.
//!
//! Nodes are numbered in the order of making, children first; nothing depends on a hash order.
//! Refuses more nodes than its limit.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::apply::Operation;
use crate::limits::TooLarge;
use crate::rule_set::RuleSet;

/// A node or a terminal of one diagram.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Ref(u32);

impl Ref {
    /// The function that is absent everywhere.
    pub(crate) const ABSENT: Ref = Ref(0);
    /// The function that is the empty mask everywhere: the set of all assignments.
    pub(crate) const PRESENT: Ref = Ref(1);

    fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Copy)]
struct Node {
    /// The variable it tests; the number of variables for a terminal.
    position: u32,
    /// Where its arrows begin; for a terminal (but absent) where its mask stands.
    start: usize,
    /// Assignments from `position` on that are not absent.
    count: u128,
}

/// The store of nodes and what has been computed on them.
pub(crate) struct Diagram {
    sizes: Vec<usize>,
    /// Products of `sizes[p..q]`, row p, column q.
    between: Vec<u128>,
    nodes: Vec<Node>,
    arrows: Vec<Ref>,
    masks: Vec<RuleSet>,
    /// The words of memory the masks take.
    mask_words: usize,
    /// Open addressing over node numbers; 0 (absent, never looked up) marks a free place.
    unique: Vec<u32>,
    terminals: FxHashMap<RuleSet, Ref>,
    /// Results of operations so far.
    pub(crate) cache: FxHashMap<(Operation, Ref, Ref), Ref>,
    /// Arrows of nodes being made.
    pending: Vec<Ref>,
    limit: usize,
}

impl Diagram {
    /// An empty diagram over variables with these numbers of levels.
    pub(crate) fn new(sizes: Vec<usize>, limit: usize) -> Diagram {
        let n = sizes.len();
        let mut between = vec![1_u128; (n + 1) * (n + 1)];
        for p in 0..=n {
            for q in p..n {
                let so_far = between[p * (n + 1) + q];
                between[p * (n + 1) + q + 1] = so_far.saturating_mul(sizes[q] as u128);
            }
        }
        let terminal = |count| Node { position: n as u32, start: 0, count };
        Diagram {
            sizes,
            between,
            nodes: vec![terminal(0), terminal(1)],
            arrows: Vec::new(),
            masks: vec![RuleSet::default()],
            mask_words: 1,
            unique: vec![0; 1 << 8],
            terminals: FxHashMap::from_iter([(RuleSet::default(), Ref::PRESENT)]),
            cache: FxHashMap::default(),
            pending: Vec::new(),
            limit,
        }
    }

    /// The number of variables.
    pub(crate) fn width(&self) -> usize {
        self.sizes.len()
    }

    /// The number of levels of a variable.
    pub(crate) fn size(&self, position: usize) -> usize {
        self.sizes[position]
    }

    /// The number of assignments to the variables from `p` up to, not including, `q`.
    pub(crate) fn between(&self, p: usize, q: usize) -> u128 {
        self.between[p * (self.sizes.len() + 1) + q]
    }

    /// The variable a node tests; [`Diagram::width`] for terminals.
    pub(crate) fn position(&self, node: Ref) -> usize {
        self.nodes[node.index()].position as usize
    }

    /// Assignments of the variables from `position` on (at or above the node) that are not absent.
    pub(crate) fn count(&self, node: Ref, position: usize) -> u128 {
        let Node { position: own, count, .. } = self.nodes[node.index()];
        count.saturating_mul(self.between(position, own as usize))
    }

    /// The function with the variable `position` (at or above the node) at `level`.
    pub(crate) fn child(&self, node: Ref, position: usize, level: usize) -> Ref {
        let Node { position: own, start, .. } = self.nodes[node.index()];
        if own as usize == position { self.arrows[start + level] } else { node }
    }

    /// The arrows of a node that is no terminal.
    pub(crate) fn children(&self, node: Ref) -> &[Ref] {
        let Node { position, start, .. } = self.nodes[node.index()];
        &self.arrows[start..start + self.sizes[position as usize]]
    }

    /// The mask of a terminal; nothing for absent and for nodes that are no terminals.
    pub(crate) fn mask(&self, node: Ref) -> Option<&RuleSet> {
        let Node { position, start, .. } = self.nodes[node.index()];
        let has_mask = position as usize == self.width() && node != Ref::ABSENT;
        has_mask.then(|| &self.masks[start])
    }

    /// The number of nodes and terminals made so far.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The most nodes it may have.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// All nodes that can be reached, every parent before its children.
    pub(crate) fn reachable(&self, root: Ref) -> Vec<Ref> {
        let mut seen: FxHashMap<Ref, ()> = FxHashMap::default();
        let (mut found, mut open) = (Vec::new(), vec![root]);
        while let Some(node) = open.pop() {
            if seen.insert(node, ()).is_none() {
                found.push(node);
                if self.position(node) < self.width() {
                    open.extend_from_slice(self.children(node));
                }
            }
        }
        // Children are made before their parents and so have smaller numbers.
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
    }

    /// The terminal of a mask.
    pub(crate) fn terminal(&mut self, mask: RuleSet) -> Result<Ref, TooLarge> {
        if let Some(&known) = self.terminals.get(&mask) {
            return Ok(known);
        }
        self.mask_words += mask.size();
        if self.mask_words / 4 > self.limit {
            return Err(TooLarge::Nodes { limit: self.limit });
        }
        let start = self.masks.len();
        let node = self.push(Node { position: self.sizes.len() as u32, start, count: 1 })?;
        self.masks.push(mask.clone());
        self.terminals.insert(mask, node);
        Ok(node)
    }

    /// Forgets arrows of nodes that an earlier operation could not finish.
    pub(crate) fn settle(&mut self) {
        self.pending.clear();
        if self.cache.len() > self.limit {
            self.cache.clear();
        }
    }

    /// Starts a node: arrows are added by [`Diagram::arrow`], [`Diagram::make`] ends it.
    pub(crate) fn begin(&self) -> usize {
        self.pending.len()
    }

    /// Adds the next arrow of the node started last.
    pub(crate) fn arrow(&mut self, to: Ref) {
        self.pending.push(to);
    }

    /// Ends the node that was started at `begin`: one arrow per level of `position`.
    pub(crate) fn make(&mut self, position: usize, begin: usize) -> Result<Ref, TooLarge> {
        let node = self.find_or_make(position, begin);
        self.pending.truncate(begin);
        node
    }

    fn find_or_make(&mut self, position: usize, begin: usize) -> Result<Ref, TooLarge> {
        let first = self.pending[begin];
        if self.pending[begin..].iter().all(|&to| to == first) {
            return Ok(first);
        }
        if self.nodes.len() * 2 > self.unique.len() {
            self.grow();
        }
        let mask = self.unique.len() - 1;
        let mut place = hash(position as u32, &self.pending[begin..]) & mask;
        loop {
            let candidate = Ref(self.unique[place]);
            if candidate == Ref::ABSENT {
                break;
            }
            if self.position(candidate) == position
                && *self.children(candidate) == self.pending[begin..]
            {
                return Ok(candidate);
            }
            place = (place + 1) & mask;
        }
        if self.arrows.len() / 16 > self.limit {
            return Err(TooLarge::Nodes { limit: self.limit });
        }
        let of = |&to: &Ref| self.count(to, position + 1);
        let count = self.pending[begin..].iter().map(of).fold(0, u128::saturating_add);
        let node =
            self.push(Node { position: position as u32, start: self.arrows.len(), count })?;
        self.arrows.extend_from_slice(&self.pending[begin..]);
        self.unique[place] = node.0;
        Ok(node)
    }

    fn push(&mut self, node: Node) -> Result<Ref, TooLarge> {
        let limit = self.limit.min(u32::MAX as usize);
        if self.nodes.len() >= limit {
            return Err(TooLarge::Nodes { limit });
        }
        self.nodes.push(node);
        Ok(Ref(self.nodes.len() as u32 - 1))
    }

    fn grow(&mut self) {
        let size = self.unique.len() * 2;
        let mut unique = vec![0; size];
        for (number, node) in self.nodes.iter().enumerate() {
            if (node.position as usize) < self.sizes.len() {
                let children = self.children(Ref(number as u32));
                let mut place = hash(node.position, children) & (size - 1);
                while unique[place] != 0 {
                    place = (place + 1) & (size - 1);
                }
                unique[place] = number as u32;
            }
        }
        self.unique = unique;
    }
}

fn hash(position: u32, children: &[Ref]) -> usize {
    let mut hasher = FxHasher::default();
    position.hash(&mut hasher);
    children.hash(&mut hasher);
    // The high bits are the mixed ones.
    let mixed = hasher.finish();
    (mixed ^ (mixed >> 32)) as usize
}
