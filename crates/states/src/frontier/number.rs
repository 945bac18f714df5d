//! The whole numbers that vectors are made of: 64 bits where all sums fit, else 128.

use std::fmt::Debug;
use std::ops::{Add, Sub};

/// A whole number wide enough for every sum of the question at hand.
pub(super) trait Whole:
    Copy + Ord + Default + Debug + Add<Output = Self> + Sub<Output = Self> + 'static
{
    /// The number, which fits: the caller has bounded all sums.
    fn of(number: i128) -> Self;
    /// The number again.
    fn wide(self) -> i128;
}

impl Whole for i64 {
    fn of(number: i128) -> i64 {
        number as i64
    }

    fn wide(self) -> i128 {
        i128::from(self)
    }
}

impl Whole for i128 {
    fn of(number: i128) -> i128 {
        number
    }

    fn wide(self) -> i128 {
        self
    }
}

/// Adds two vectors.
pub(super) fn plus<T: Whole, const P: usize>(a: &[T; P], b: &[T; P]) -> [T; P] {
    std::array::from_fn(|p| a[p] + b[p])
}

/// Whether the first is at least the second in every number.
pub(super) fn covers<T: Whole, const P: usize>(a: &[T; P], b: &[T; P]) -> bool {
    // No early exit within the vector: the comparisons run side by side.
    (0..P).fold(true, |all, p| all & (a[p] >= b[p]))
}
