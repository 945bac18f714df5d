//! Points: a cardinal preference in its normal form, a number for every option's level and for
//! every condition that spans options.
//!
//! value(state) = constant + Σ over options of the number at its level + Σ over conditions that hold.
//! Sums over options are what frontiers and thresholds over 10³⁰ states can be computed from; all
//! forms of a cardinal preference come down to one.

use std::collections::{BTreeMap, BTreeSet};

use num_integer::Integer;
use num_traits::Zero;

use crate::condition::{Comparison, Condition, Level};
use crate::dispute::{Cause, Dispute};
use crate::id::{Id, OptionId, PartyId, ReadingId};
use crate::meaning::NotCardinal;
use crate::number::Rational;
use crate::reading::PreferenceForm;

/// A sum of points over a state.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Points {
    /// What every state has.
    pub constant: Rational,
    /// A number per level of an option, the least of them 0 and not all the same; options in order,
    /// each once.
    pub levels: Vec<(OptionId, Vec<Rational>)>,
    /// What each condition adds while it holds, never 0; each mentions several options and stands
    /// here once, in the order of conditions.
    pub when: Vec<(Condition, Rational)>,
}

impl Points {
    /// The sum of terms, each a condition and what it adds while it holds.
    ///
    /// ```
    /// # use detente_model::{Comparison, Condition, Dispute, Id, OptionId, Points, Rational};
    /// # let dispute = detente_testkit::random_dispute(3);
    /// let high = Condition::Compare(OptionId::new(0), Comparison::AtLeast, 1);
    /// let points = Points::of(&dispute, [(high, Rational::from(4))]);
    /// assert_eq!(points.levels[0].1[0], Rational::from(0));
    /// assert_eq!(points.levels[0].1[1], Rational::from(4));
    /// ```
    pub fn of(dispute: &Dispute, terms: impl IntoIterator<Item = (Condition, Rational)>) -> Points {
        let mut constant = Rational::zero();
        let mut levels: BTreeMap<OptionId, Vec<Rational>> = BTreeMap::new();
        let mut when: BTreeMap<Condition, Rational> = BTreeMap::new();
        let mut state: Vec<Level> = vec![0; dispute.options.len()];
        for (condition, points) in terms {
            let mut mentioned = condition.options().into_iter();
            match (mentioned.next(), mentioned.next()) {
                (None, _) if condition.holds(&state) => constant += points,
                (None, _) => {}
                (Some(option), None) => {
                    let count = dispute.level_count(option);
                    let numbers =
                        levels.entry(option).or_insert_with(|| vec![Rational::zero(); count]);
                    for (level, number) in numbers.iter_mut().enumerate() {
                        state[option.index()] = level as Level;
                        if condition.holds(&state) {
                            *number += points;
                        }
                    }
                    state[option.index()] = 0;
                }
                _ => *when.entry(condition).or_insert_with(Rational::zero) += points,
            }
        }
        for numbers in levels.values_mut() {
            let least = numbers.iter().min().copied().unwrap_or_default();
            constant += least;
            numbers.iter_mut().for_each(|number| *number -= least);
        }
        let is_some = |numbers: &Vec<Rational>| numbers.iter().any(|number| !number.is_zero());
        Points {
            constant,
            levels: levels.into_iter().filter(|(_, numbers)| is_some(numbers)).collect(),
            when: when.into_iter().filter(|(_, points)| !points.is_zero()).collect(),
        }
    }

    /// The points of a state.
    pub fn value(&self, levels: &[Level]) -> Rational {
        let at = |(option, numbers): &(OptionId, Vec<Rational>)| {
            numbers[usize::from(levels[option.index()])]
        };
        let held = self.when.iter().filter(|(when, _)| when.holds(levels));
        let sum = self.levels.iter().map(at).fold(self.constant, |sum, points| sum + points);
        held.fold(sum, |sum, (_, points)| sum + points)
    }

    /// The least and the most points a state may have of which only some levels are known. Conditions
    /// that exclude each other are not seen, so the true bounds may be closer.
    pub fn bounds(&self, levels: &[Option<Level>]) -> (Rational, Rational) {
        let (mut least, mut most) = (self.constant, self.constant);
        for (option, numbers) in &self.levels {
            match levels[option.index()] {
                Some(level) => {
                    least += numbers[usize::from(level)];
                    most += numbers[usize::from(level)];
                }
                None => most += numbers.iter().max().copied().unwrap_or_default(),
            }
        }
        let zero = Rational::zero();
        for (when, points) in &self.when {
            let holds = when.settled(levels);
            least += if holds == Some(true) { *points } else { zero.min(*points) };
            most += if holds == Some(true) { *points } else { zero.max(*points) };
            if holds == Some(false) {
                least -= zero.min(*points);
                most -= zero.max(*points);
            }
        }
        (least, most)
    }

    /// The options on which it depends.
    pub fn options(&self) -> BTreeSet<OptionId> {
        let spanning = self.when.iter().flat_map(|(when, _)| when.options());
        self.levels.iter().map(|(option, _)| *option).chain(spanning).collect()
    }

    /// The least common denominator of its numbers: times this, all are whole.
    pub fn denominator(&self) -> i128 {
        let levels = self.levels.iter().flat_map(|(_, numbers)| numbers);
        let numbers = levels.chain(self.when.iter().map(|(_, points)| points));
        numbers.fold(*self.constant.denom(), |all, number| all.lcm(number.denom()))
    }

    /// That the sum is at least `needs`, as a quota over levels and conditions.
    pub fn quota(&self, needs: Rational) -> Condition {
        let mut needs = needs - self.constant;
        let mut of = Vec::new();
        for (option, numbers) in &self.levels {
            for (level, points) in numbers.iter().enumerate().filter(|(_, p)| !p.is_zero()) {
                let at = Condition::Compare(*option, Comparison::Equal, level as Level);
                of.push((*points, at));
            }
        }
        for (when, points) in &self.when {
            if *points > Rational::zero() {
                of.push((*points, when.clone()));
            } else {
                needs -= points;
                of.push((-points, Condition::Not(Box::new(when.clone()))));
            }
        }
        Condition::Quota { needs, of }
    }
}

impl Dispute {
    /// What states are worth to a party, with every range at its mode; nothing where the reading gives
    /// the party no preference.
    ///
    /// # Errors
    /// When the preference is ordinal: no silent step from an order to numbers.
    pub fn worth(&self, reading: ReadingId, party: PartyId) -> Result<Option<Points>, NotCardinal> {
        let Some(preference) = &self.readings[reading].preference[party] else { return Ok(None) };
        match &preference.form {
            PreferenceForm::Statements { .. } => Err(NotCardinal { reading, party }),
            PreferenceForm::Values(terms) => {
                let terms = terms.iter().map(|(when, points)| (when.clone(), points.mode()));
                Ok(Some(Points::of(self, terms)))
            }
            PreferenceForm::Interests(weights) => {
                let terms = weights.iter().flat_map(|(interest, weight)| {
                    let of = self.effects.iter().filter(move |e| e.interest == *interest);
                    of.flat_map(move |effect| effect.of.terms(weight.mode()))
                });
                Ok(Some(Points::of(self, terms)))
            }
        }
    }

    /// What a party has without agreement: the reservation value its preference declares, else what
    /// the status quo is worth to it; nothing where neither can be said.
    pub fn reservation(&self, reading: ReadingId, party: PartyId) -> Option<Rational> {
        let preference = self.readings[reading].preference[party].as_ref()?;
        match &preference.reservation {
            Some(declared) => Some(declared.mode()),
            None => self.utility(reading, party, self.status_quo_levels()?).ok().flatten(),
        }
    }
}

impl Cause {
    /// The effect as terms, times a weight, with every range at its mode.
    pub fn terms(&self, weight: Rational) -> Vec<(Condition, Rational)> {
        match self {
            Cause::When(when, points) => vec![(when.clone(), weight * points.mode())],
            Cause::Levels(option, points) => (points.iter().enumerate())
                .map(|(level, points)| {
                    let at = Condition::Compare(*option, Comparison::Equal, level as Level);
                    (at, weight * points.mode())
                })
                .collect(),
        }
    }
}
