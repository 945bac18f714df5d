//! The naive meaning of a dispute: slow, plain, and the measure of every solver.
//!
//! Solvers elsewhere are tested against these definitions; none of them is used where speed
//! matters.

use std::cmp::Ordering;

use num_traits::Zero;

use crate::condition::{Condition, Level};
use crate::dispute::{Cause, Dispute};
use crate::id::{FocusId, Id, OptionId, PartyId, ReadingId};
use crate::number::Rational;
use crate::quantity::Quantity;
use crate::reading::{PreferenceForm, Statement};

/// Which options vary, and where the others stay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// Per option its fixed level, or nothing if it varies.
    pub fixed: Vec<Option<Level>>,
}

impl Scope {
    /// Every option varies.
    pub fn whole(dispute: &Dispute) -> Scope {
        Scope { fixed: vec![None; dispute.options.len()] }
    }

    /// The options of a focus vary.
    pub fn focus(dispute: &Dispute, focus: FocusId) -> Scope {
        Scope { fixed: dispute.focuses[focus].fixed.clone() }
    }

    /// A focus, or the whole dispute.
    pub fn of(dispute: &Dispute, focus: Option<FocusId>) -> Scope {
        focus.map_or_else(|| Scope::whole(dispute), |f| Scope::focus(dispute, f))
    }
}

/// A lens needs numbers and the reading has only an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotCardinal {
    /// The reading.
    pub reading: ReadingId,
    /// The party.
    pub party: PartyId,
}

impl Dispute {
    /// The number of levels of an option.
    pub fn level_count(&self, option: OptionId) -> usize {
        self.options[option].levels.len()
    }

    /// The number of level combinations in the scope, or nothing beyond 2^128.
    pub fn raw_count(&self, scope: &Scope) -> Option<u128> {
        self.options
            .ids()
            .filter(|o| scope.fixed[o.index()].is_none())
            .try_fold(1_u128, |n, o| n.checked_mul(self.level_count(o) as u128))
    }

    /// Whether no *impossible* rule matches.
    pub fn is_feasible(&self, levels: &[Level]) -> bool {
        !self.impossible.iter().any(|rule| rule.when.holds(levels))
    }

    /// Whether some *implausible* rule matches.
    pub fn is_implausible(&self, levels: &[Level]) -> bool {
        self.implausible.iter().any(|rule| rule.when.holds(levels))
    }

    /// Whether the state is a package: feasible, and the deal condition holds.
    pub fn is_package(&self, levels: &[Level]) -> bool {
        self.deal.as_ref().is_some_and(|deal| deal.when.holds(levels)) && self.is_feasible(levels)
    }

    /// All states of the scope, feasible or not, the last option counting fastest.
    pub fn states_in<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = Vec<Level>> + 'a {
        let start: Vec<Level> = scope.fixed.iter().map(|f| f.unwrap_or(0)).collect();
        std::iter::successors(Some(start), move |levels| {
            let mut next = levels.clone();
            for option in self.options.ids().rev() {
                let i = option.index();
                if scope.fixed[i].is_some() {
                    continue;
                }
                if usize::from(next[i]) + 1 < self.level_count(option) {
                    next[i] += 1;
                    return Some(next);
                }
                next[i] = 0;
            }
            None
        })
    }

    /// The states a party can reach in one closed move: it changes any of its own options
    /// together, the result is feasible (see [`crate::moves`]).
    pub fn moves(&self, party: PartyId, from: &[Level]) -> Vec<Vec<Level>> {
        let mut reached = vec![from.to_vec()];
        for option in self.options_of(party) {
            let (i, rule) = (option.index(), &self.options[option].moves);
            let levels = 0..self.level_count(option) as Level;
            let allowed: Vec<Level> =
                levels.filter(|&to| rule.allows(from[i], to, from, self.as_of)).collect();
            reached = reached
                .iter()
                .flat_map(|state| {
                    allowed.iter().map(move |&to| {
                        let mut next = state.clone();
                        next[i] = to;
                        next
                    })
                })
                .collect();
        }
        reached.retain(|state| state != from && self.is_feasible(state));
        reached
    }

    /// The states a party can reach in one step: one option by one level or to its snap level, the
    /// result feasible (see [`crate::moves`]).
    pub fn steps(&self, party: PartyId, from: &[Level]) -> Vec<Vec<Level>> {
        let mut reached = Vec::new();
        for option in self.options_of(party) {
            let (i, rule) = (option.index(), &self.options[option].moves);
            for to in 0..self.level_count(option) as Level {
                if rule.allows_step(from[i], to, from, self.as_of) {
                    let mut next = from.to_vec();
                    next[i] = to;
                    reached.push(next);
                }
            }
        }
        reached.retain(|state| self.is_feasible(state));
        reached
    }

    /// What the state is worth to the party, with every range at its mode; nothing where the
    /// reading gives the party no preference.
    ///
    /// # Errors
    /// When the preference is ordinal: no silent step from an order to numbers.
    pub fn utility(
        &self,
        reading: ReadingId,
        party: PartyId,
        levels: &[Level],
    ) -> Result<Option<Rational>, NotCardinal> {
        let Some(preference) = &self.readings[reading].preference[party] else { return Ok(None) };
        match &preference.form {
            PreferenceForm::Statements { .. } => Err(NotCardinal { reading, party }),
            PreferenceForm::Values(terms) => Ok(Some(sum_of_held(terms, levels))),
            PreferenceForm::Interests(weights) => {
                let mut sum = Rational::zero();
                for (interest, weight) in weights {
                    let effects = self.effects.iter().filter(|e| e.interest == *interest);
                    let points: Rational =
                        effects.fold(Rational::zero(), |s, e| s + e.of.points(levels));
                    sum += weight.mode() * points;
                }
                Ok(Some(sum))
            }
        }
    }

    /// Compares two states for a party: greater is better. Nothing where the reading gives the
    /// party no preference.
    pub fn compare(
        &self,
        reading: ReadingId,
        party: PartyId,
        a: &[Level],
        b: &[Level],
    ) -> Option<Ordering> {
        let preference = self.readings[reading].preference[party].as_ref()?;
        if let PreferenceForm::Statements { ordered, .. } = &preference.form {
            let conditions = ordered.iter().flat_map(Statement::at_mode);
            let mut verdicts = conditions.map(|c| c.holds(a).cmp(&c.holds(b)));
            return Some(verdicts.find(|v| v.is_ne()).unwrap_or(Ordering::Equal));
        }
        let value = |levels| self.utility(reading, party, levels).ok().flatten();
        Some(value(a)?.cmp(&value(b)?))
    }

    /// Dense ranks of the states for a party, 1 for the worst; ties share a rank.
    pub fn ranks(
        &self,
        reading: ReadingId,
        party: PartyId,
        states: &[Vec<Level>],
    ) -> Option<Vec<u32>> {
        self.readings[reading].preference[party].as_ref()?;
        let better = |a: &usize, b: &usize| {
            let order = self.compare(reading, party, &states[*a], &states[*b]);
            order.unwrap_or(Ordering::Equal)
        };
        let mut order: Vec<usize> = (0..states.len()).collect();
        order.sort_by(better);
        let mut ranks = vec![0; states.len()];
        let mut rank = 1;
        for (place, state) in order.iter().enumerate() {
            if place > 0 && better(&order[place - 1], state).is_ne() {
                rank += 1;
            }
            ranks[*state] = rank;
        }
        Some(ranks)
    }
}

/// The points of the conditions that hold, with every range at its mode.
pub(crate) fn sum_of_held(terms: &[(Condition, Quantity)], levels: &[Level]) -> Rational {
    let held = terms.iter().filter(|(when, _)| when.holds(levels));
    held.fold(Rational::zero(), |sum, (_, points)| sum + points.mode())
}

impl Cause {
    /// The points of a state, with every range at its mode.
    pub fn points(&self, levels: &[Level]) -> Rational {
        match self {
            Cause::Levels(option, points) => points[usize::from(levels[option.index()])].mode(),
            Cause::When(when, points) if when.holds(levels) => points.mode(),
            Cause::When(..) => Rational::zero(),
        }
    }
}

impl Statement {
    /// The conditions it stands for when no draw is asked for: the likelier case, the written order.
    pub fn at_mode(&self) -> &[Condition] {
        match self {
            Statement::Sure(condition) => std::slice::from_ref(condition),
            Statement::Unsure(condition, p) if *p <= Rational::new(1, 2) => {
                std::slice::from_ref(condition)
            }
            Statement::Unsure(..) => &[],
            Statement::AnyOrder(conditions) => conditions,
        }
    }
}
