//! Inspection: what a visit finds and costs, what a breach that is caught costs, what can be spent.
//!
//! Everything here may be absent, and nothing of it has a default. Losses of the bound party are in
//! the flow utility of its temptation, losses of the inspecting side in a unit of that side's own,
//! costs in the unit of the budget.

use crate::backing::Backing;
use crate::number::Rational;
use crate::quantity::Quantity;

/// What all visits of a period have to be paid from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inspection {
    /// What can be spent on visits in a period.
    pub budget: Option<Quantity>,
    /// On how many occasions in a period a visit could be paid or a breach made.
    pub occasions: Option<u32>,
    /// What it rests on.
    pub backing: Backing,
}

/// How an obligation is enforced.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Enforcement {
    /// What a breach that raises an alarm costs the bound party, beyond the lost gain.
    pub penalty: Option<Quantity>,
    /// What an alarm without a breach costs the bound party.
    pub false_alarm_loss: Option<Quantity>,
    /// What a visit is worth; chances of detection by level are without visits.
    pub visit: Option<Visit>,
    /// What the inspecting side loses.
    pub inspector: Option<InspectorLosses>,
}

impl Enforcement {
    /// All its numbers that may be ranges, each with its key.
    pub(crate) fn quantities(&mut self) -> Vec<(&'static str, &mut Quantity)> {
        let mut all = Vec::new();
        let mut some = |key, quantity: Option<_>| all.extend(quantity.map(|given| (key, given)));
        some("penalty", self.penalty.as_mut());
        some("false-alarm-loss", self.false_alarm_loss.as_mut());
        if let Some(visit) = &mut self.visit {
            some("visit.cost", visit.cost.as_mut());
            if let Detection::Chance(chance) = &mut visit.detects {
                some("visit.detects", Some(chance));
            }
            some("visit.false-alarm", Some(&mut visit.false_alarm));
        }
        if let Some(inspector) = &mut self.inspector {
            some("inspector.missed", Some(&mut inspector.missed));
            some("inspector.caught", Some(&mut inspector.caught));
            some("inspector.visit", Some(&mut inspector.visit));
            some("inspector.false-alarm", Some(&mut inspector.false_alarm));
        }
        all
    }
}

/// A visit: at most one in a period is paid with some probability.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// What it costs, in the unit of the budget.
    pub cost: Option<Quantity>,
    /// Probability that it finds a breach of the period.
    pub detects: Detection,
    /// Probability that it raises an alarm without a breach.
    pub false_alarm: Quantity,
}

/// Where the probability comes from that a visit finds a breach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Detection {
    /// It is judged.
    Chance(Quantity),
    /// Attribute sampling: a breach falsifies some of many items, a visit looks at some of them.
    Sample(Sample),
}

/// A sample without replacement; finding one falsified item finds the breach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    /// Items declared.
    pub items: u32,
    /// Items a breach falsifies.
    pub falsified: u32,
    /// Items a visit looks at.
    pub looks_at: u32,
}

impl Sample {
    /// The probability that at least one falsified item is looked at, 1 − C(N−r, n) / C(N, n); nothing
    /// if its digits outgrow 128 bits, or it takes more items than there are.
    pub fn finds(&self) -> Option<Rational> {
        if self.falsified > self.items || self.looks_at > self.items {
            return None;
        }
        // C(N−r, n) / C(N, n) = C(N−n, r) / C(N, r): the shorter product of the two.
        let few = self.falsified.min(self.looks_at);
        let many = self.falsified.max(self.looks_at);
        let (mut above, mut below) = (1_i128, 1_i128);
        for drawn in 0..few {
            let left = i128::from(self.items - drawn);
            let missed = (left - i128::from(many)).max(0);
            let share = Rational::new(missed, left);
            // Reduced against each other first, so that nothing overflows that need not.
            let (one, other) =
                (Rational::new(above, *share.denom()), Rational::new(*share.numer(), below));
            above = one.numer().checked_mul(*other.numer())?;
            below = one.denom().checked_mul(*other.denom())?;
        }
        Some(Rational::from(1) - Rational::new(above, below))
    }
}

/// What the inspecting side loses, in a unit of its own: only their proportions matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InspectorLosses {
    /// By a breach that is missed.
    pub missed: Quantity,
    /// By a breach that is caught.
    pub caught: Quantity,
    /// By a visit.
    pub visit: Quantity,
    /// By an alarm without a breach.
    pub false_alarm: Quantity,
}

impl Detection {
    /// The smallest, the usual and the largest probability; nothing if a sample's outgrows 128 bits.
    pub fn spread(&self) -> Option<[Rational; 3]> {
        match self {
            Detection::Chance(chance) => {
                let (low, high) = chance.bounds();
                Some([low, chance.mode(), high])
            }
            Detection::Sample(sample) => sample.finds().map(|finds| [finds; 3]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_find_as_often_as_they_should() {
        let finds = |items, falsified, looks_at| Sample { items, falsified, looks_at }.finds();
        assert_eq!(finds(10, 1, 5), Some(Rational::new(1, 2)));
        assert_eq!(finds(20, 2, 5), Some(Rational::new(17, 38)));
        assert_eq!(finds(50, 50, 1), Some(Rational::from(1)));
        assert_eq!(finds(7, 0, 3), Some(Rational::from(0)));
        assert_eq!(finds(7, 3, 0), Some(Rational::from(0)));
        assert_eq!(finds(7, 3, 5), Some(Rational::from(1)));
        assert_eq!(finds(7, 8, 5), None);
    }
}
