//! From data to places: where a value stands on the page, and which values to name beside it.
//!
//! A *scale* sends values to places in drawing units; its *ticks* are the round values worth naming.

mod band;
mod counts;
mod linear;
mod years;

pub use band::Band;
pub use counts::Counts;
pub use linear::Linear;
pub use years::{Day, YearTick, Years};

use crate::number::short;

/// How amounts are spaced along an axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Spacing {
    /// Equal steps for equal differences; see [`Linear`].
    #[default]
    Linear,
    /// Equal steps for equal ratios, with a place for zero; see [`Counts`].
    Counts,
}

/// An axis of amounts from zero to `high`, in either spacing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Amounts {
    Linear(Linear),
    Counts(Counts),
}

impl Amounts {
    /// Zero at `from`, `high` at `to`.
    pub(crate) fn new(spacing: Spacing, high: f64, from: f64, to: f64) -> Amounts {
        match spacing {
            Spacing::Linear => Amounts::Linear(Linear::new(0.0, high, from, to)),
            Spacing::Counts => Amounts::Counts(Counts::new(high, from, to)),
        }
    }

    pub(crate) fn at(&self, value: f64) -> f64 {
        match self {
            Amounts::Linear(scale) => scale.at(value),
            Amounts::Counts(scale) => scale.at(value),
        }
    }

    /// Places and names of ticks at least `gap` apart; of whole amounts, whole ticks only.
    pub(crate) fn ticks(&self, gap: f64, whole: bool) -> Vec<(f64, String)> {
        let values = match self {
            Amounts::Linear(scale) => scale.ticks(gap),
            Amounts::Counts(scale) => scale.ticks(gap),
        };
        let named = values.into_iter().filter(|value| !whole || libm::trunc(*value) == *value);
        named.map(|value| (self.at(value), short(value))).collect()
    }
}
