//! The numbers of an obligation at three corners of its ranges.
//!
//! Whether a bound party is deterred is monotone in every number: more detection and a larger penalty
//! help, a larger temptation, more false alarms and a larger loss by them hurt. So the ends of what can
//! be are reached where all numbers are at their worst, or all at their best.

use detente_model::{ByLevel, Checked, Id, Level, Obligation, OptionId, Quantity, Rational};

/// Where in their ranges numbers stand, as seen by those who want an obligation kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Corner {
    Worst,
    Mode,
    Best,
}

impl Corner {
    /// The place of a number of which more is better.
    pub(super) fn good(self) -> usize {
        match self {
            Corner::Worst => 0,
            Corner::Mode => 1,
            Corner::Best => 2,
        }
    }

    /// The place of a number of which more is worse.
    pub(super) fn bad(self) -> usize {
        2 - self.good()
    }
}

/// Lowest, usual and highest value.
pub(super) type Three = [Rational; 3];

/// A quantity at its three places.
pub(super) fn three(quantity: &Quantity) -> Three {
    let (low, high) = quantity.bounds();
    [low, quantity.mode(), high]
}

/// An obligation at one level, in all corners.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Terms {
    pub(super) temptation: Three,
    pub(super) detect: Three,
    pub(super) false_alarm: Three,
    /// Penalty and false-alarm loss, where both are known.
    pub(super) stakes: Option<(Three, Three)>,
    /// Chances that a visit finds a breach, and raises a false alarm.
    pub(super) visit: Option<(Three, Three)>,
}

/// An obligation at one level in one corner.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Numbers {
    pub(super) temptation: Checked,
    pub(super) detect: Checked,
    pub(super) false_alarm: Checked,
    pub(super) stakes: Option<(Checked, Checked)>,
    pub(super) visit: Option<(Checked, Checked)>,
}

impl Terms {
    /// The numbers of an obligation at complete levels; nothing if a sample's digits outgrow 128 bits.
    pub(super) fn of(obligation: &Obligation, levels: &[Level]) -> Option<Terms> {
        let enforcement = &obligation.enforcement;
        let visit = match &enforcement.visit {
            Some(visit) => Some((visit.detects.spread()?, three(&visit.false_alarm))),
            None => None,
        };
        let penalty = enforcement.penalty.as_ref().map(three);
        Some(Terms {
            temptation: three(&obligation.temptation),
            detect: three(at(&obligation.detect, levels)),
            false_alarm: three(at(&obligation.false_alarm, levels)),
            stakes: penalty.zip(false_alarm_loss(obligation)),
            visit,
        })
    }

    pub(super) fn corner(&self, corner: Corner) -> Numbers {
        let good = |three: Three| Checked::from(three[corner.good()]);
        let bad = |three: Three| Checked::from(three[corner.bad()]);
        Numbers {
            temptation: bad(self.temptation),
            detect: good(self.detect),
            false_alarm: bad(self.false_alarm),
            stakes: self.stakes.map(|(penalty, loss)| (good(penalty), bad(loss))),
            visit: self.visit.map(|(finds, alarms)| (good(finds), bad(alarms))),
        }
    }
}

/// The number of a level.
pub(super) fn at<'a>(by: &'a ByLevel, levels: &[Level]) -> &'a Quantity {
    match by {
        ByLevel::Same(same) => same,
        ByLevel::Option(option, numbers) => &numbers[usize::from(levels[option.index()])],
    }
}

/// The option a number depends on.
pub(super) fn option(by: &ByLevel) -> Option<OptionId> {
    match by {
        ByLevel::Same(_) => None,
        ByLevel::Option(option, _) => Some(*option),
    }
}

/// What a false alarm costs the bound party: nothing where there are none.
pub(super) fn false_alarm_loss(obligation: &Obligation) -> Option<Three> {
    let given = obligation.enforcement.false_alarm_loss.as_ref().map(three);
    given.or_else(|| (!has_false_alarms(obligation)).then_some([Rational::from(0); 3]))
}

fn has_false_alarms(obligation: &Obligation) -> bool {
    let some = |quantity: &Quantity| quantity.bounds().1 > Rational::from(0);
    let by_level = match &obligation.false_alarm {
        ByLevel::Same(same) => some(same),
        ByLevel::Option(_, numbers) => numbers.iter().any(some),
    };
    by_level || obligation.enforcement.visit.iter().any(|visit| some(&visit.false_alarm))
}
