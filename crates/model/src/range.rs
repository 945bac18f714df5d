//! What is accepted for all, or for some, values of the ranges and unsure rules.
//!
//! An audience *surely* accepts a state if it does so for every value its ranges can take and even
//! if it holds to an unsure rule: the least the state can be worth to it is no less than the greatest
//! threshold. It *possibly* accepts it if it does so for some values, or may not hold to its rule.
//! Sums of points take their least and most at the ends of the ranges; an interest's weight stands
//! before several effects at once, so of uncertain weights all combinations of ends are gone through
//! (a product of two ranges is least and most at their corners). Exact for each single audience. A
//! body is judged by its members' sure (possible) acceptance: exact unless members share a range.

use std::collections::BTreeSet;

use num_traits::Zero;

use crate::condition::{Comparison, Condition, Level};
use crate::dispute::{Cause, Dispute};
use crate::id::{AudienceId, Id, ReadingId};
use crate::number::Rational;
use crate::points::Points;
use crate::quantity::Quantity;
use crate::reading::{Acceptance, AcceptanceRule, PreferenceForm, Worth};

/// The most combinations of ends of uncertain weights that a rule is spelled out into.
pub const MOST_CORNERS: usize = 256;

/// An acceptance rule rests on too many uncertain weights of interests to be spelled out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooManyCorners {
    /// Whose rule.
    pub audience: AudienceId,
}

/// Which way uncertainty is resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Uncertainty {
    /// Against acceptance: what is accepted in every value of the ranges.
    Surely,
    /// In favour of acceptance: what is accepted in some value of the ranges.
    Possibly,
}

impl Uncertainty {
    /// The end of a quantity, times a weight, that counts.
    fn end(self, weight: Rational, points: &Quantity) -> Rational {
        let (low, high) = points.bounds();
        match self {
            Uncertainty::Surely => (weight * low).min(weight * high),
            Uncertainty::Possibly => (weight * low).max(weight * high),
        }
    }

    fn threshold(self, at_least: &Quantity) -> Rational {
        let (low, high) = at_least.bounds();
        match self {
            Uncertainty::Surely => high,
            Uncertainty::Possibly => low,
        }
    }

    /// Whether the audience is held to a rule that it perhaps does not hold to.
    fn holds(self, rule: &Acceptance) -> bool {
        match self {
            Uncertainty::Surely => rule.unsure < Rational::from(1),
            Uncertainty::Possibly => rule.unsure.is_zero(),
        }
    }
}

impl Dispute {
    /// Whether the audience surely, or possibly, accepts the state.
    pub fn accepts_under(
        &self,
        which: Uncertainty,
        reading: ReadingId,
        audience: AudienceId,
        levels: &[Level],
    ) -> bool {
        let rule =
            match (&self.audiences[audience].ratify, &self.readings[reading].accept[audience]) {
                (Some(tree), _) => {
                    return tree.passes(&|id| self.accepts_under(which, reading, id, levels));
                }
                (None, Some(rule)) if which.holds(rule) => rule,
                (None, _) => return true,
            };
        match &rule.rule {
            AcceptanceRule::When(when) => when.holds(levels),
            AcceptanceRule::Worth { of, at_least } => {
                self.extreme(which, reading, of, levels) >= which.threshold(at_least)
            }
        }
    }

    /// The least or the most a state can be worth.
    fn extreme(
        &self,
        which: Uncertainty,
        reading: ReadingId,
        of: &Worth,
        levels: &[Level],
    ) -> Rational {
        let sum = |terms: &[(Condition, Quantity)]| {
            let held = terms.iter().filter(|(when, _)| when.holds(levels));
            held.fold(Rational::zero(), |sum, (_, points)| sum + which.end(1.into(), points))
        };
        let party = match of {
            Worth::Values(terms) => return sum(terms),
            Worth::Preference(party) => *party,
        };
        let form = self.readings[reading].preference[party].as_ref().map(|given| &given.form);
        match form {
            Some(PreferenceForm::Values(terms)) => sum(terms),
            Some(PreferenceForm::Interests(weights)) => {
                let of_interest = |(interest, weight): &(_, Quantity)| {
                    let served: Vec<&Quantity> = (self.effects.iter())
                        .filter(|effect| effect.interest == *interest)
                        .filter_map(|effect| effect.of.quantity(levels))
                        .collect();
                    let (low, high) = weight.bounds();
                    let at = |weight| {
                        let points = served.iter().map(|points| which.end(weight, points));
                        points.fold(Rational::zero(), |sum, points| sum + points)
                    };
                    match which {
                        Uncertainty::Surely => at(low).min(at(high)),
                        Uncertainty::Possibly => at(low).max(at(high)),
                    }
                };
                let parts = weights.iter().map(of_interest);
                parts.fold(Rational::zero(), |sum, part| sum + part)
            }
            Some(PreferenceForm::Statements { .. }) | None => Rational::zero(),
        }
    }

    /// What the audience surely, or possibly, accepts, as one condition.
    ///
    /// # Errors
    /// When a rule rests on so many uncertain weights that their combinations are too many.
    pub fn acceptance_under(
        &self,
        which: Uncertainty,
        reading: ReadingId,
        audience: AudienceId,
    ) -> Result<Condition, TooManyCorners> {
        if let Some(tree) = &self.audiences[audience].ratify {
            for member in tree.audiences() {
                self.acceptance_under(which, reading, member)?;
            }
            let of = |id| self.acceptance_under(which, reading, id).unwrap_or(Condition::Never);
            return Ok(tree.condition(&of));
        }
        let rule = self.readings[reading].accept[audience].as_ref();
        let Some(rule) = rule.filter(|rule| which.holds(rule)) else {
            return Ok(Condition::Always);
        };
        let (of, at_least) = match &rule.rule {
            AcceptanceRule::When(when) => return Ok(when.clone()),
            AcceptanceRule::Worth { of, at_least } => (of, at_least),
        };
        let corners = self.corners(which, reading, of).ok_or(TooManyCorners { audience })?;
        let needs = which.threshold(at_least);
        let reached = |points| Condition::Points { to: audience, needs, points: Box::new(points) };
        let mut each: Vec<Condition> = corners.into_iter().map(reached).collect();
        Ok(match (each.len(), which) {
            (1, _) => each.remove(0),
            (_, Uncertainty::Surely) => Condition::All(each),
            (_, Uncertainty::Possibly) => Condition::Any(each),
        })
    }

    /// The least or the most points for every combination of ends of the uncertain weights.
    fn corners(&self, which: Uncertainty, reading: ReadingId, of: &Worth) -> Option<Vec<Points>> {
        let sum = |terms: &[(Condition, Quantity)]| {
            let ends = terms.iter().map(|(when, p)| (when.clone(), which.end(1.into(), p)));
            Points::of(self, ends)
        };
        let party = match of {
            Worth::Values(terms) => return Some(vec![sum(terms)]),
            Worth::Preference(party) => *party,
        };
        let form = self.readings[reading].preference[party].as_ref().map(|given| &given.form);
        let weights = match form {
            Some(PreferenceForm::Values(terms)) => return Some(vec![sum(terms)]),
            Some(PreferenceForm::Interests(weights)) => weights,
            Some(PreferenceForm::Statements { .. }) | None => {
                return Some(vec![Points::of(self, [])]);
            }
        };
        let mut corners: Vec<Vec<(Condition, Rational)>> = vec![Vec::new()];
        for (interest, weight) in weights {
            let (low, high) = weight.bounds();
            let ends: BTreeSet<Rational> = BTreeSet::from([low, high]);
            if corners.len() * ends.len() > MOST_CORNERS {
                return None;
            }
            let mut next = Vec::new();
            for (corner, weight) in corners.iter().flat_map(|c| ends.iter().map(move |w| (c, *w))) {
                let mut terms = corner.clone();
                for effect in self.effects.iter().filter(|effect| effect.interest == *interest) {
                    match &effect.of {
                        Cause::When(when, points) => {
                            terms.push((when.clone(), which.end(weight, points)));
                        }
                        Cause::Levels(option, points) => {
                            terms.extend((0..).zip(points).map(|(level, points)| {
                                let at = Condition::Compare(*option, Comparison::Equal, level);
                                (at, which.end(weight, points))
                            }));
                        }
                    }
                }
                next.push(terms);
            }
            corners = next;
        }
        Some(corners.into_iter().map(|terms| Points::of(self, terms)).collect())
    }

    /// The paths of everything uncertain on which a single audience's acceptance rests: its ranges, and
    /// whether it holds to its rule. Nothing for a body; ask its members.
    pub fn uncertain_in(&self, reading: ReadingId, audience: AudienceId) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        let (entry, id) = (&self.readings[reading], &self.audiences[audience].id);
        let rule = entry.accept[audience].as_ref();
        let Some(rule) = rule.filter(|rule| Uncertainty::Surely.holds(rule)) else { return paths };
        if self.audiences[audience].ratify.is_some() {
            return paths;
        }
        let path = format!("reading.{}.accept.{id}", entry.id);
        if !rule.unsure.is_zero() {
            paths.insert(format!("{path}.unsure"));
        }
        let AcceptanceRule::Worth { of, at_least } = &rule.rule else { return paths };
        let mut add = |path: String, quantity: &Quantity| {
            if !quantity.is_exact() {
                paths.insert(path);
            }
        };
        add(format!("{path}.at-least"), at_least);
        let party = match of {
            Worth::Values(terms) => {
                for (number, (_, points)) in terms.iter().enumerate() {
                    add(format!("{path}.values.{number}"), points);
                }
                return paths;
            }
            Worth::Preference(party) => *party,
        };
        let name = &self.parties[party].id;
        match entry.preference[party].as_ref().map(|given| &given.form) {
            Some(PreferenceForm::Values(terms)) => {
                for (number, (_, points)) in terms.iter().enumerate() {
                    add(format!("reading.{}.values.{name}.{number}", entry.id), points);
                }
            }
            Some(PreferenceForm::Interests(weights)) => {
                for (interest, weight) in weights {
                    let known = &self.interests[*interest].id;
                    add(format!("reading.{}.interests.{name}.{known}", entry.id), weight);
                    if weight.bounds() == (Rational::zero(), Rational::zero()) {
                        continue;
                    }
                    for (number, effect) in self.effects.iter().enumerate() {
                        if effect.interest == *interest {
                            self.add_effect(number, &mut add);
                        }
                    }
                }
            }
            Some(PreferenceForm::Statements { .. }) | None => {}
        }
        paths
    }

    /// The paths of an effect's points, as draws name them.
    fn add_effect(&self, number: usize, add: &mut dyn FnMut(String, &Quantity)) {
        let effect = &self.effects[number];
        let interest = &self.interests[effect.interest].id;
        match &effect.of {
            Cause::When(_, points) => add(format!("effect.{number}.{interest}"), points),
            Cause::Levels(option, points) => {
                let option = &self.options[*option];
                for (level, points) in option.levels.iter().zip(points) {
                    let path = format!("option.{}.effects.{interest}.{}", option.id, level.id);
                    add(path, points);
                }
            }
        }
    }
}

impl Cause {
    /// What counts in a state, if anything does.
    fn quantity(&self, levels: &[Level]) -> Option<&Quantity> {
        match self {
            Cause::Levels(option, points) => points.get(usize::from(levels[option.index()])),
            Cause::When(when, points) => when.holds(levels).then_some(points),
        }
    }
}
