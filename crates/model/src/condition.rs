//! Conditions: one small language about states, used everywhere.
//!
//! A condition is true or false of a state. Its text form is written and read in the `dossier`
//! crate's condition language; [`crate::Dispute::text`] prints it back.

use std::collections::BTreeSet;

use num_traits::Zero;

use crate::id::{AudienceId, OptionId};
use crate::number::Rational;
use crate::points::Points;

/// The position of a level on its option's ordered scale, 0 for the first.
pub type Level = u8;

/// How a level is compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Whether `left` stands in this relation to `right`.
    pub fn holds(self, left: Level, right: Level) -> bool {
        match self {
            Comparison::Equal => left == right,
            Comparison::NotEqual => left != right,
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
        }
    }

    /// The sign of the condition language.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

/// Something that is true or false of every state.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Condition {
    /// True of every state.
    Always,
    /// True of no state.
    Never,
    /// One option's level compared with a fixed level.
    Compare(OptionId, Comparison, Level),
    /// One option's level is among the listed ones.
    In(OptionId, Vec<Level>),
    /// The inner condition is false.
    Not(Box<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// If the first holds, so does the second.
    Implies(Box<Condition>, Box<Condition>),
    /// The weights of those that hold add up to at least `needs` (made from ratification trees).
    Quota {
        /// The weight needed.
        needs: Rational,
        /// Weights, all positive, and what carries them.
        of: Vec<(Rational, Condition)>,
    },
    /// The state is worth at least `needs` (made from acceptance rules).
    Points {
        /// To whom.
        to: AudienceId,
        /// The points needed.
        needs: Rational,
        /// The points there are.
        points: Box<Points>,
    },
}

impl Condition {
    /// Whether the condition is true of the state with these levels, one per option.
    pub fn holds(&self, levels: &[Level]) -> bool {
        use crate::id::Id;
        match self {
            Condition::Always => true,
            Condition::Never => false,
            Condition::Compare(option, how, level) => how.holds(levels[option.index()], *level),
            Condition::In(option, list) => list.contains(&levels[option.index()]),
            Condition::Not(inner) => !inner.holds(levels),
            Condition::All(parts) => parts.iter().all(|p| p.holds(levels)),
            Condition::Any(parts) => parts.iter().any(|p| p.holds(levels)),
            Condition::Implies(when, then) => !when.holds(levels) || then.holds(levels),
            Condition::Quota { needs, of } => {
                let sum = of.iter().filter(|(_, c)| c.holds(levels)).map(|(w, _)| *w);
                sum.fold(Rational::zero(), |a, b| a + b) >= *needs
            }
            Condition::Points { needs, points, .. } => points.value(levels) >= *needs,
        }
    }

    /// What is already settled when only some levels are known: true, false, or not yet.
    pub fn settled(&self, levels: &[Option<Level>]) -> Option<bool> {
        use crate::id::Id;
        match self {
            Condition::Always => Some(true),
            Condition::Never => Some(false),
            Condition::Compare(option, how, level) => {
                levels[option.index()].map(|l| how.holds(l, *level))
            }
            Condition::In(option, list) => levels[option.index()].map(|l| list.contains(&l)),
            Condition::Not(inner) => inner.settled(levels).map(|b| !b),
            Condition::All(parts) => every(parts.iter().map(|p| p.settled(levels))),
            Condition::Any(parts) => {
                every(parts.iter().map(|p| p.settled(levels).map(|b| !b))).map(|b| !b)
            }
            Condition::Implies(when, then) => {
                let parts = [when.settled(levels), then.settled(levels).map(|b| !b)];
                every(parts.into_iter()).map(|b| !b)
            }
            Condition::Quota { needs, of } => {
                let (mut sure, mut open) = (Rational::zero(), Rational::zero());
                for (weight, part) in of {
                    match part.settled(levels) {
                        Some(true) => sure += weight,
                        Some(false) => {}
                        None => open += weight,
                    }
                }
                if sure >= *needs {
                    Some(true)
                } else if sure + open < *needs {
                    Some(false)
                } else {
                    None
                }
            }
            Condition::Points { needs, points, .. } => {
                let (least, most) = points.bounds(levels);
                if least >= *needs {
                    Some(true)
                } else if most < *needs {
                    Some(false)
                } else {
                    None
                }
            }
        }
    }

    /// The options it mentions.
    pub fn options(&self) -> BTreeSet<OptionId> {
        let mut found = BTreeSet::new();
        self.collect_options(&mut found);
        found
    }

    fn collect_options(&self, found: &mut BTreeSet<OptionId>) {
        match self {
            Condition::Always | Condition::Never => {}
            Condition::Compare(option, ..) | Condition::In(option, _) => {
                found.insert(*option);
            }
            Condition::Not(inner) => inner.collect_options(found),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|p| p.collect_options(found));
            }
            Condition::Implies(when, then) => {
                when.collect_options(found);
                then.collect_options(found);
            }
            Condition::Quota { of, .. } => of.iter().for_each(|(_, c)| c.collect_options(found)),
            Condition::Points { points, .. } => found.extend(points.options()),
        }
    }

    /// Both hold; drops what is always true.
    pub fn and(self, other: Condition) -> Condition {
        match (self, other) {
            (Condition::Always, c) | (c, Condition::Always) => c,
            (a, b) => Condition::All(vec![a, b]),
        }
    }
}

/// Conjunction in three values.
fn every(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => open = true,
        }
    }
    if open { None } else { Some(true) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn at_least(option: usize, level: Level) -> Condition {
        Condition::Compare(OptionId::new(option), Comparison::AtLeast, level)
    }

    #[test]
    fn settled_agrees_with_holds_once_all_is_known_and_is_never_wrong_before() {
        let one = Rational::from(1);
        let conditions = [
            Condition::Implies(Box::new(at_least(0, 1)), Box::new(at_least(1, 1))),
            Condition::Not(Box::new(Condition::Any(vec![at_least(0, 1), at_least(1, 2)]))),
            Condition::Quota {
                needs: Rational::from(2),
                of: vec![(one, at_least(0, 1)), (one, at_least(1, 1)), (one, at_least(1, 2))],
            },
            Condition::In(OptionId::new(1), vec![0, 2]),
        ];
        for condition in &conditions {
            for a in 0..2 {
                for b in 0..3 {
                    let truth = condition.holds(&[a, b]);
                    assert_eq!(condition.settled(&[Some(a), Some(b)]), Some(truth));
                    for partial in [[Some(a), None], [None, Some(b)], [None, None]] {
                        assert!(condition.settled(&partial).is_none_or(|v| v == truth));
                    }
                }
            }
        }
    }
}
