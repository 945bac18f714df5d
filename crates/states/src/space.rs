//! The space of a dispute: its states as sets in one decision diagram.
//!
//! A [`Set`] is a handle on a set of states of one [`Space`]. Equal sets have equal handles. Sets
//! are made from conditions and from one another; making them may fail with [`TooLarge`] and
//! leaves the space as usable as it was. Asking about them (in `paths.rs`, `listing.rs`) does not
//! change anything.
//!
//! Options that the scope fixes are put in as constants; only the others are variables.

use detente_model::{Condition, Dispute, Id, OptionId, Points, Rational, Scope};

use crate::apply::Operation;
use crate::compile::{Place, compile};
use crate::diagram::{Diagram, Ref};
use crate::limits::{Limits, TooLarge};
use crate::order::variable_order;
use crate::points::at_least;

/// A set of states of the space that made it; of no meaning to any other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Set(pub(crate) Ref);

/// The states of a dispute within a scope.
pub struct Space {
    pub(crate) diagram: Diagram,
    /// The variable order: the options that vary.
    pub(crate) order: Vec<OptionId>,
    /// Where each option of the dispute stands.
    pub(crate) places: Vec<Place>,
    feasible: Set,
    packages: Option<Set>,
}

impl Space {
    /// The feasible states and the packages of a dispute, in the variable order of `order.rs`.
    ///
    /// # Errors
    /// When there are 2^128 combinations of levels or more, or the diagram outgrows its limit.
    pub fn new(dispute: &Dispute, scope: &Scope, limits: Limits) -> Result<Space, TooLarge> {
        // Also bounds the number of variables: each at least doubles the product.
        dispute.raw_count(scope).ok_or(TooLarge::Raw)?;
        Space::in_order(dispute, scope, limits, variable_order(dispute, scope))
    }

    /// As [`Space::new`], however many combinations there are: counts stop at 2^128 - 1, which then
    /// stands for that many or more; states are not to be numbered.
    ///
    /// # Errors
    /// When more than 127 options vary, or the diagram outgrows its limit.
    pub fn of_any_size(
        dispute: &Dispute,
        scope: &Scope,
        limits: Limits,
    ) -> Result<Space, TooLarge> {
        let options = scope.fixed.iter().filter(|level| level.is_none()).count();
        if options >= 128 {
            return Err(TooLarge::Options { options });
        }
        Space::in_order(dispute, scope, limits, variable_order(dispute, scope))
    }

    /// As [`Space::new`], in a given order of the options that vary, fewer than 128.
    pub(crate) fn in_order(
        dispute: &Dispute,
        scope: &Scope,
        limits: Limits,
        order: Vec<OptionId>,
    ) -> Result<Space, TooLarge> {
        let mut places: Vec<Place> =
            scope.fixed.iter().map(|level| Place::Fixed(level.unwrap_or(0))).collect();
        for (position, option) in order.iter().enumerate() {
            places[option.index()] = Place::Varies(position);
        }
        let sizes = order.iter().map(|&option| dispute.level_count(option)).collect();
        let diagram = Diagram::new(sizes, limits.nodes);
        let all = Set(Ref::PRESENT);
        let mut space = Space { diagram, order, places, feasible: all, packages: None };
        for rule in &dispute.impossible {
            let matched = space.set_of(&rule.when)?;
            space.feasible = space.minus(space.feasible, matched)?;
        }
        if let Some(deal) = &dispute.deal {
            let deals = space.set_of(&deal.when)?;
            space.packages = Some(space.and(space.feasible, deals)?);
        }
        Ok(space)
    }

    /// The number of combinations of levels, feasible or not.
    pub fn raw(&self) -> u128 {
        self.count(self.all())
    }

    /// All combinations of levels, feasible or not.
    pub fn all(&self) -> Set {
        Set(Ref::PRESENT)
    }

    /// No state.
    pub fn none(&self) -> Set {
        Set(Ref::ABSENT)
    }

    /// The states that no *impossible* rule matches.
    pub fn feasible(&self) -> Set {
        self.feasible
    }

    /// The feasible states that satisfy the deal condition; nothing where the dispute has no deal.
    pub fn packages(&self) -> Option<Set> {
        self.packages
    }

    /// The states, feasible or not, of which the condition is true.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn set_of(&mut self, condition: &Condition) -> Result<Set, TooLarge> {
        self.diagram.settle();
        compile(&mut self.diagram, &self.places, condition).map(Set)
    }

    /// The states, feasible or not, that are worth at least this much.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn worth_at_least(&mut self, points: &Points, needs: Rational) -> Result<Set, TooLarge> {
        self.diagram.settle();
        at_least(&mut self.diagram, &self.places, points, needs).map(Set)
    }

    /// The states in both.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn and(&mut self, a: Set, b: Set) -> Result<Set, TooLarge> {
        self.operate(Operation::Keep, a, b)
    }

    /// The states in either.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn or(&mut self, a: Set, b: Set) -> Result<Set, TooLarge> {
        self.operate(Operation::Or, a, b)
    }

    /// The states in the first that are not in the second.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn minus(&mut self, a: Set, b: Set) -> Result<Set, TooLarge> {
        self.operate(Operation::Drop, a, b)
    }

    fn operate(&mut self, op: Operation, a: Set, b: Set) -> Result<Set, TooLarge> {
        self.diagram.settle();
        self.diagram.apply(op, a.0, b.0).map(Set)
    }

    /// The states of `set`, feasible or not, in which all of `conditions` hold.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn where_all<'a>(
        &mut self,
        set: Set,
        conditions: impl IntoIterator<Item = &'a Condition>,
    ) -> Result<Set, TooLarge> {
        let mut left = set;
        for condition in conditions {
            let held = self.set_of(condition)?;
            left = self.and(left, held)?;
        }
        Ok(left)
    }

    /// The states that agree with some state of `set` on these options, whatever the other options.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn project(&mut self, set: Set, options: &[OptionId]) -> Result<Set, TooLarge> {
        self.diagram.settle();
        let keep = self.kept(options);
        self.diagram.hide(set.0, &keep).map(Set)
    }

    /// The number of different combinations of levels on these options among the states of `set`
    /// (with the deal options: the number of distinct deals). Options the scope fixes have one
    /// level and so do not count.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn count_distinct(&mut self, set: Set, options: &[OptionId]) -> Result<u128, TooLarge> {
        let projected = self.project(set, options)?;
        // The other options are free in the projection: one level of each stands for all.
        let kept = self.kept(options);
        let mut one = vec![None; self.places.len()];
        for (option, kept) in self.order.iter().zip(kept) {
            one[option.index()] = (!kept).then_some(0);
        }
        Ok(self.count_completions(projected, &one))
    }

    /// The position of an option that varies.
    pub(crate) fn position(&self, option: OptionId) -> Option<usize> {
        match self.places[option.index()] {
            Place::Fixed(_) => None,
            Place::Varies(position) => Some(position),
        }
    }

    /// Per position whether it is one of these options.
    fn kept(&self, options: &[OptionId]) -> Vec<bool> {
        let mut keep = vec![false; self.order.len()];
        for option in options {
            if let Place::Varies(position) = self.places[option.index()] {
                keep[position] = true;
            }
        }
        keep
    }

    /// The number of states.
    pub fn count(&self, set: Set) -> u128 {
        self.diagram.count(set.0, 0)
    }

    /// Whether there is no state.
    pub fn is_empty(&self, set: Set) -> bool {
        set.0 == Ref::ABSENT
    }

    /// The options that vary, in the order of the diagram.
    pub fn variable_order(&self) -> &[OptionId] {
        &self.order
    }

    /// The number of nodes, terminals included, that make up a set.
    pub fn node_count(&self, set: Set) -> usize {
        self.diagram.reachable(set.0).len()
    }

    /// The number of nodes made so far for everything.
    pub fn size(&self) -> usize {
        self.diagram.len()
    }
}
