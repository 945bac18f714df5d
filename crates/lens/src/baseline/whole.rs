//! The numbers of an issue as whole numbers of common parts, so that sums and comparisons are exact.
//!
//! Weights are in parts of (capability part × salience part); shares and means do not depend on that
//! part. With n parties, the largest weight w and the largest position x in parts of 1/u, every
//! number computed with is at most 2·n·w·max(x, u) in size: where that exceeds 128 bits there is no
//! answer. Three places in each number of two hundred parties are far from it.

use detente_model::{Quantity, Rational};
use num_integer::Integer;

/// What one party brings to an issue; without a capability it weighs nothing.
pub(super) struct Ballot<'a> {
    pub(super) capability: Option<Quantity>,
    pub(super) salience: &'a Quantity,
    pub(super) position: &'a Quantity,
}

/// A whole number and its span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) low: i128,
    pub(super) at: i128,
    pub(super) high: i128,
}

/// A weight and a position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub(super) weight: Span,
    pub(super) position: Span,
}

/// All weights and positions on an issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Whole {
    /// Party by party.
    pub(super) entries: Vec<Entry>,
    /// Positions are whole numbers of parts of 1/unit.
    pub(super) unit: i128,
}

impl Whole {
    /// The ballots in common parts; nothing if they are too fine, or negative (no dossier's are).
    pub(super) fn new(ballots: &[Ballot<'_>]) -> Option<Whole> {
        let nothing = Quantity::Exact(Rational::from(0));
        let capability =
            |ballot: &Ballot<'_>| spread(ballot.capability.as_ref().unwrap_or(&nothing));
        let (_, capabilities) = common(&ballots.iter().map(capability).collect::<Vec<_>>())?;
        let (_, saliences) =
            common(&ballots.iter().map(|b| spread(b.salience)).collect::<Vec<_>>())?;
        let (unit, positions) =
            common(&ballots.iter().map(|b| spread(b.position)).collect::<Vec<_>>())?;
        let mut entries = Vec::with_capacity(ballots.len());
        for ((capability, salience), position) in capabilities.iter().zip(&saliences).zip(positions)
        {
            let weight = Span {
                low: capability.low.checked_mul(salience.low)?,
                at: capability.at.checked_mul(salience.at)?,
                high: capability.high.checked_mul(salience.high)?,
            };
            entries.push(Entry { weight, position });
        }
        let heaviest = entries.iter().map(|entry| entry.weight.high).max().unwrap_or(0).max(1);
        let highest = entries.iter().map(|entry| entry.position.high).max().unwrap_or(0).max(unit);
        let parties = i128::try_from(entries.len()).ok()?;
        heaviest.checked_mul(highest)?.checked_mul(parties)?.checked_mul(2)?;
        Some(Whole { entries, unit })
    }

    /// The same with all parties weighing the same.
    pub(super) fn equal(&self) -> Vec<Entry> {
        let weight = Span { low: 1, at: 1, high: 1 };
        self.entries.iter().map(|entry| Entry { weight, ..*entry }).collect()
    }
}

/// The low, the usual and the high value.
fn spread(quantity: &Quantity) -> [Rational; 3] {
    let (low, high) = quantity.bounds();
    [low, quantity.mode(), high]
}

/// Numbers over their least common denominator.
fn common(numbers: &[[Rational; 3]]) -> Option<(i128, Vec<Span>)> {
    let mut unit: i128 = 1;
    for number in numbers.iter().flatten() {
        unit = (unit / unit.gcd(number.denom())).checked_mul(*number.denom())?;
    }
    let whole = |number: &Rational| {
        (*number.numer() >= 0).then(|| number.numer().checked_mul(unit / number.denom())).flatten()
    };
    let span = |[low, at, high]: &[Rational; 3]| {
        Some(Span { low: whole(low)?, at: whole(at)?, high: whole(high)? })
    };
    Some((unit, numbers.iter().map(span).collect::<Option<_>>()?))
}
