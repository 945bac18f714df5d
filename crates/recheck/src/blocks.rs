//! All states of a scope, a block at a time.
//!
//! The options that vary are put in an order. The last of them make up the block: their level
//! combinations (at most [`MOST_IN_BLOCK`]) are the positions of a bit set. The others are given
//! levels one by one; conditions are simplified on the way down, and what is impossible by then is
//! not entered. Cost: a few words of 64 states per condition that is still open.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;

use detente_model::{Condition, Dispute, Id, Level, OptionId, Scope};

use crate::bits::Bits;
use crate::expression::{Expression, Place};

/// The most states in a block.
const MOST_IN_BLOCK: usize = 4096;

/// The order in which a scope is enumerated.
pub(crate) struct Blocks {
    /// The options that vary, slowest first, each with its number of levels.
    order: Vec<(OptionId, usize)>,
    /// How many of them are outside the block.
    pub(crate) outer: usize,
    /// The number of states in a block.
    pub(crate) length: usize,
    places: Vec<Place>,
    start: Vec<Level>,
    /// Per place in the block and level, where it is at the level.
    at: Vec<Vec<Bits>>,
}

/// One block, with what is left of the conditions in it.
pub(crate) struct Block<'a> {
    blocks: &'a Blocks,
    /// The level of every option; those of the block are 0.
    levels: &'a [Level],
    open: &'a [Rc<Expression>],
    kept: &'a RefCell<Vec<Option<Kept>>>,
    /// The feasible states of the block.
    pub(crate) feasible: Bits,
}

/// What a condition came to in the block before.
type Kept = (Rc<Expression>, Rc<Bits>);

impl Blocks {
    /// The states of a scope, these options first, then the others in the order of the dossier.
    pub(crate) fn new(dispute: &Dispute, scope: &Scope, first: &[OptionId]) -> Blocks {
        let rest = dispute.options.ids().filter(|option| !first.contains(option));
        let order: Vec<(OptionId, usize)> = (first.iter().copied().chain(rest))
            .filter(|option| scope.fixed[option.index()].is_none())
            .map(|option| (option, dispute.options[option].levels.len()))
            .collect();
        let (mut outer, mut length) = (order.len(), 1);
        while outer > 0 && length * order[outer - 1].1 <= MOST_IN_BLOCK {
            outer -= 1;
            length *= order[outer].1;
        }
        let start: Vec<Level> = scope.fixed.iter().map(|level| level.unwrap_or(0)).collect();
        let mut places: Vec<Place> = start.iter().map(|level| Place::Held(*level)).collect();
        for (place, (option, _)) in order.iter().enumerate() {
            places[option.index()] = Place::Varies(place);
        }
        let mut blocks = Blocks { order, outer, length, places, start, at: Vec::new() };
        blocks.at = (blocks.order[outer..].iter().enumerate())
            .map(|(inner, (_, levels))| {
                let level_of = |position| blocks.level_in(inner, position);
                (0..*levels).map(|l| Bits::from_fn(length, |p| level_of(p) == l)).collect()
            })
            .collect();
        blocks
    }

    /// Whether an option is one of the block's.
    pub(crate) fn is_inner(&self, option: OptionId) -> bool {
        self.order[self.outer..].iter().any(|(inner, _)| *inner == option)
    }

    /// The level of one of the block's options at a position.
    fn level_in(&self, inner: usize, position: usize) -> usize {
        let faster: usize = self.order[self.outer + inner + 1..].iter().map(|(_, n)| n).product();
        position / faster % self.order[self.outer + inner].1
    }

    /// Visits every block that may hold a feasible state, in order.
    pub(crate) fn visit(
        &self,
        dispute: &Dispute,
        conditions: &[&Condition],
        visit: &mut dyn FnMut(&Block<'_>) -> ControlFlow<()>,
    ) {
        let rules = dispute.impossible.iter().map(|rule| &rule.when);
        let open: Vec<Rc<Expression>> = rules
            .chain(conditions.iter().copied())
            .map(|condition| Expression::of(condition, &self.places))
            .collect();
        let kept = RefCell::new(vec![None; open.len()]);
        let mut walk = Walk { blocks: self, rules: dispute.impossible.len(), kept, visit };
        let _ = walk.enter(0, &mut self.start.clone(), &open);
    }
}

struct Walk<'a> {
    blocks: &'a Blocks,
    /// How many of the conditions are impossible rules.
    rules: usize,
    kept: RefCell<Vec<Option<Kept>>>,
    visit: &'a mut dyn FnMut(&Block<'_>) -> ControlFlow<()>,
}

impl Walk<'_> {
    fn enter(
        &mut self,
        place: usize,
        levels: &mut [Level],
        open: &[Rc<Expression>],
    ) -> ControlFlow<()> {
        if open[..self.rules].iter().any(|rule| rule.settled() == Some(true)) {
            return ControlFlow::Continue(());
        }
        let blocks = self.blocks;
        if place == blocks.outer {
            let feasible = Bits::from_fn(blocks.length, |_| true);
            let kept = &self.kept;
            let mut block = Block { blocks, levels, open, kept, feasible };
            // Rules that are settled by now do not match.
            let rules = open[..self.rules].iter().enumerate();
            for (rule, _) in rules.filter(|(_, rule)| rule.settled().is_none()) {
                let matched = block.evaluate(rule);
                block.feasible.and_not(&matched);
            }
            block.open = &open[self.rules..];
            let feasible = !block.feasible.is_empty();
            return if feasible { (self.visit)(&block) } else { ControlFlow::Continue(()) };
        }
        let (option, count) = blocks.order[place];
        for level in 0..count {
            let level = level as Level;
            levels[option.index()] = level;
            let given: Vec<Rc<Expression>> = open.iter().map(|e| e.given(place, level)).collect();
            self.enter(place + 1, levels, &given)?;
        }
        ControlFlow::Continue(())
    }
}

impl Block<'_> {
    /// The feasible states among these positions in which a condition holds.
    pub(crate) fn within(&self, among: &Bits, condition: usize) -> Bits {
        match self.open[condition].settled() {
            Some(true) => among.clone(),
            Some(false) => Bits::none(self.blocks.length),
            None => among.meet(&self.evaluate(self.index(condition))),
        }
    }

    /// The place of a condition among all, impossible rules first.
    fn index(&self, condition: usize) -> usize {
        self.kept.borrow().len() - self.open.len() + condition
    }

    /// The positions in which a condition holds; remembered from block to block.
    fn evaluate(&self, index: usize) -> Rc<Bits> {
        let skipped = self.kept.borrow().len() - self.open.len();
        let expression = &self.open[index - skipped];
        if let Some((of, bits)) = &self.kept.borrow()[index]
            && Rc::ptr_eq(of, expression)
        {
            return Rc::clone(bits);
        }
        let blocks = self.blocks;
        let at =
            |place: usize, level: Level| blocks.at[place - blocks.outer].get(usize::from(level));
        let bits = Rc::new(expression.positions(blocks.length, &at));
        self.kept.borrow_mut()[index] = Some((Rc::clone(expression), Rc::clone(&bits)));
        bits
    }

    /// The levels of the state at a position.
    pub(crate) fn state(&self, position: usize) -> Vec<Level> {
        let mut levels = self.levels.to_vec();
        for (inner, (option, _)) in self.blocks.order[self.blocks.outer..].iter().enumerate() {
            levels[option.index()] = self.blocks.level_in(inner, position) as Level;
        }
        levels
    }

    /// The level of an option outside the block.
    pub(crate) fn levels(&self) -> &[Level] {
        self.levels
    }
}
