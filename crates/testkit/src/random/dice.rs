//! A stream of random choices.

use detente_model::{Quantity, Rational, random::Stream};

/// Random choices, a pure function of a seed.
pub(crate) struct Dice(Stream);

impl Dice {
    /// The choices of one seed for one purpose.
    pub(crate) fn new(seed: u64, purpose: &str) -> Dice {
        Dice(Stream::new(seed, 0, purpose))
    }

    /// A number from 0 up to, not including, `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0.below(bound as u128) as usize
    }

    /// A number from `low` to `high`, both possible.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// `make`, so many times in a hundred.
    pub(crate) fn maybe<T>(
        &mut self,
        percent: usize,
        make: impl FnOnce(&mut Dice) -> T,
    ) -> Option<T> {
        if self.chance(percent) { Some(make(self)) } else { None }
    }

    /// `low` to `high` values.
    pub(crate) fn some<T>(
        &mut self,
        low: usize,
        high: usize,
        mut make: impl FnMut(&mut Dice) -> T,
    ) -> Vec<T> {
        (0..self.between(low, high)).map(|_| make(self)).collect()
    }

    /// The items in a random order (Fisher and Yates).
    pub(crate) fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
        items
    }

    /// A random part of the items, at least `low` of them, in random order.
    pub(crate) fn part<T>(&mut self, items: Vec<T>, low: usize) -> Vec<T> {
        let most = items.len();
        let keep = self.between(low.min(most), most);
        let mut part = self.shuffled(items);
        part.truncate(keep);
        part
    }

    /// A decimal of at most three places between two whole numbers.
    pub(crate) fn decimal(&mut self, low: i128, high: i128) -> Rational {
        let scale = self.pick(&[1, 2, 10, 100, 1000]);
        let steps = ((high - low) * scale) as usize;
        Rational::new(low * scale + self.between(0, steps) as i128, scale)
    }

    /// A quantity of any form between two whole numbers.
    pub(crate) fn quantity(&mut self, low: i128, high: i128) -> Quantity {
        let mut three = [(); 3].map(|()| self.decimal(low, high));
        three.sort_unstable();
        let [first, middle, last] = three;
        match self.below(6) {
            0 if first < last => Quantity::Pert { low: first, mode: middle, high: last },
            1 if first < last => Quantity::Uniform { low: first, high: last },
            2 if first < last => Quantity::OneOf(vec![last, first]),
            _ => Quantity::Exact(middle),
        }
    }
}
