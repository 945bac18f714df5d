//! Numbers of states: of how many sets each is a member, or its class.
//!
//! A diagram with numbers for terminals. A number is kept as the rules whose bits are its binary
//! digits, so that one kind of terminal does for masks and for numbers; that stays in here.

use crate::apply::Operation;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::masks::Masks;
use crate::space::{Set, Space};

/// The states of a set, each with a number; belongs to the space that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Numbers(pub(crate) Ref);

impl Space {
    /// Gives each state of `base` the number of the sets it belongs to.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn count_in(&mut self, base: Set, sets: &[Set]) -> Result<Numbers, TooLarge> {
        self.diagram.settle();
        let mut counts = base.0;
        for set in sets {
            counts = self.diagram.apply(Operation::Count, counts, set.0)?;
        }
        Ok(Numbers(counts))
    }

    /// How many states have each number, for the numbers that occur, smallest first.
    pub fn by_number(&self, numbers: &Numbers) -> Vec<(u64, u128)> {
        let histogram = self.histogram(&Masks(numbers.0)).into_iter();
        histogram.map(|(digits, states)| (digits.number(), states)).collect()
    }

    /// The states whose number is wanted.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn of_number(
        &mut self,
        numbers: &Numbers,
        wanted: &dyn Fn(u64) -> bool,
    ) -> Result<Set, TooLarge> {
        self.diagram.settle();
        self.diagram.choose(numbers.0, &|digits| wanted(digits.number())).map(Set)
    }
}
