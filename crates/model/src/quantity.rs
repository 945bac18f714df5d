//! A number that may be uncertain: uncertainty is an input, not an afterthought.

use num_traits::{Signed, Zero};

use crate::number::{Rational, from_float, to_float};
use crate::random::Stream;

/// A number, or what is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quantity {
    /// Known exactly.
    Exact(Rational),
    /// A PERT range (Malcolm, Roseboom, Clark and Fazar 1959): a beta distribution on
    /// [low, high] whose mean is (low + 4·mode + high) / 6.
    Pert {
        /// Smallest value.
        low: Rational,
        /// Most likely value.
        mode: Rational,
        /// Largest value.
        high: Rational,
    },
    /// Anything between two bounds, all equally likely.
    Uniform {
        /// Smallest value.
        low: Rational,
        /// Largest value.
        high: Rational,
    },
    /// One of a list of alternatives, all equally likely; the first is the mode.
    OneOf(Vec<Rational>),
}

impl Quantity {
    /// A PERT range of `mode` plus or minus `share` of its size.
    pub fn spread(mode: Rational, share: Rational) -> Quantity {
        let reach = mode.abs() * share;
        if reach.is_zero() {
            return Quantity::Exact(mode);
        }
        Quantity::Pert { low: mode - reach, mode, high: mode + reach }
    }

    /// The value used when no draw is asked for: the mode, the middle of a uniform range, the first
    /// alternative.
    pub fn mode(&self) -> Rational {
        match self {
            Quantity::Exact(value) => *value,
            Quantity::Pert { mode, .. } => *mode,
            Quantity::Uniform { low, high } => (low + high) / Rational::from(2),
            Quantity::OneOf(values) => values[0],
        }
    }

    /// The smallest and the largest value it can take.
    pub fn bounds(&self) -> (Rational, Rational) {
        match self {
            Quantity::Exact(value) => (*value, *value),
            Quantity::Pert { low, high, .. } | Quantity::Uniform { low, high } => (*low, *high),
            Quantity::OneOf(values) => values
                .iter()
                .fold((values[0], values[0]), |(low, high), v| (low.min(*v), high.max(*v))),
        }
    }

    /// Whether it can take one value only.
    pub fn is_exact(&self) -> bool {
        let (low, high) = self.bounds();
        low == high
    }

    /// One value drawn from the stream, rounded to nine decimal places.
    pub fn draw(&self, stream: &mut Stream) -> Rational {
        let between = |low: &Rational, high: &Rational, share: f64| {
            let (low, high) = (to_float(low), to_float(high));
            from_float((low + (high - low) * share).clamp(low, high))
        };
        match self {
            Quantity::Exact(value) => *value,
            Quantity::Pert { low, high, .. } if low == high => *low,
            Quantity::Pert { low, mode, high } => {
                let rise = to_float(&((mode - low) / (high - low)));
                between(low, high, stream.beta(1.0 + 4.0 * rise, 5.0 - 4.0 * rise))
            }
            Quantity::Uniform { low, high } => between(low, high, stream.unit()),
            Quantity::OneOf(values) => values[stream.below(values.len() as u128) as usize],
        }
    }
}

impl From<Rational> for Quantity {
    fn from(value: Rational) -> Self {
        Quantity::Exact(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(n: i128, d: i128) -> Rational {
        Rational::new(n, d)
    }

    #[test]
    fn a_pert_range_has_the_pert_mean_and_stays_inside() {
        let range = Quantity::Pert { low: r(0, 1), mode: r(1, 1), high: r(4, 1) };
        let n = 20_000;
        let mut sum = 0.0;
        for run in 0..n {
            let x = to_float(&range.draw(&mut Stream::new(5, run, "x")));
            assert!((0.0..=4.0).contains(&x));
            sum += x;
        }
        assert!((sum / n as f64 - 8.0 / 6.0).abs() < 0.02, "{}", sum / n as f64);
    }

    #[test]
    fn modes_and_spreads() {
        assert_eq!(Quantity::Uniform { low: r(1, 1), high: r(2, 1) }.mode(), r(3, 2));
        assert_eq!(Quantity::OneOf(vec![r(7, 1), r(3, 1)]).bounds(), (r(3, 1), r(7, 1)));
        assert_eq!(
            Quantity::spread(r(-1, 10), r(3, 10)).bounds(),
            (r(-13, 100), r(-7, 100)),
            "a spread around a negative number keeps its ends in order"
        );
        assert!(Quantity::spread(r(0, 1), r(3, 10)).is_exact());
    }
}
