//! Who accepts what: the naive meaning of acceptance rules and bodies, and the same as conditions.
//!
//! A body accepts by its ratification tree; who has no rule accepts everything. Where no draw is
//! asked for, ranges stand at their modes, and an unsure rule counts as the likelier case says.

use std::collections::BTreeSet;

use num_traits::Zero;

use crate::condition::{Condition, Level};
use crate::dispute::{Cause, Dispute, Effect};
use crate::id::{AudienceId, OptionId, ReadingId};
use crate::meaning::sum_of_held;
use crate::number::Rational;
use crate::points::Points;
use crate::quantity::Quantity;
use crate::reading::{AcceptanceRule, PreferenceForm, Worth};

impl Dispute {
    /// Whether the audience accepts the state in the reading. A body accepts by its ratification
    /// tree; where there is neither tree nor rule, everything is accepted.
    pub fn accepts(&self, reading: ReadingId, audience: AudienceId, levels: &[Level]) -> bool {
        match (&self.audiences[audience].ratify, &self.readings[reading].accept[audience]) {
            (Some(tree), _) => tree.passes(&|id| self.accepts(reading, id, levels)),
            (None, Some(rule)) => !rule.holds_at_mode() || self.meets(reading, &rule.rule, levels),
            (None, None) => true,
        }
    }

    /// Whether a state is what an acceptance rule asks for, with every range at its mode.
    fn meets(&self, reading: ReadingId, rule: &AcceptanceRule, levels: &[Level]) -> bool {
        match rule {
            AcceptanceRule::When(when) => when.holds(levels),
            AcceptanceRule::Worth { of, at_least } => {
                let worth = match of {
                    Worth::Preference(party) => {
                        self.utility(reading, *party, levels).ok().flatten()
                    }
                    Worth::Values(terms) => Some(sum_of_held(terms, levels)),
                };
                worth.unwrap_or_default() >= at_least.mode()
            }
        }
    }

    /// Whether every audience in `deal.needs` accepts the state in the reading.
    pub fn is_jointly_accepted(&self, reading: ReadingId, levels: &[Level]) -> bool {
        let needs = self.deal.iter().flat_map(|deal| &deal.needs);
        needs.into_iter().all(|&audience| self.accepts(reading, audience, levels))
    }

    /// What the audience accepts in the reading, as one condition.
    pub fn acceptance(&self, reading: ReadingId, audience: AudienceId) -> Condition {
        match (&self.audiences[audience].ratify, &self.readings[reading].accept[audience]) {
            (Some(tree), _) => tree.condition(&|id| self.acceptance(reading, id)),
            (None, Some(rule)) if rule.holds_at_mode() => self.rule(reading, audience, &rule.rule),
            (None, _) => Condition::Always,
        }
    }

    /// An acceptance rule as a condition, with every range at its mode.
    fn rule(&self, reading: ReadingId, to: AudienceId, rule: &AcceptanceRule) -> Condition {
        let (of, at_least) = match rule {
            AcceptanceRule::When(when) => return when.clone(),
            AcceptanceRule::Worth { of, at_least } => (of, at_least),
        };
        let points = match of {
            Worth::Preference(party) => self.worth(reading, *party).ok().flatten(),
            Worth::Values(terms) => {
                let terms = terms.iter().map(|(when, points)| (when.clone(), points.mode()));
                Some(Points::of(self, terms))
            }
        };
        let points = Box::new(points.unwrap_or_else(|| Points::of(self, [])));
        Condition::Points { to, needs: at_least.mode(), points }
    }

    /// Who would have to be given a rule for the audience's acceptance to rest on rules alone: the
    /// audience itself, or of a body those of its members who have none.
    pub fn missing_rules(&self, reading: ReadingId, audience: AudienceId) -> Vec<AudienceId> {
        match (&self.audiences[audience].ratify, &self.readings[reading].accept[audience]) {
            (Some(tree), _) => {
                let members = tree.audiences().into_iter();
                let missing: BTreeSet<AudienceId> =
                    members.flat_map(|id| self.missing_rules(reading, id)).collect();
                missing.into_iter().collect()
            }
            (None, Some(_)) => Vec::new(),
            (None, None) => vec![audience],
        }
    }

    /// The options that make a deal: those which the acceptance rules of the audiences in
    /// `deal.needs` depend on in any reading, whatever is unsure about them, in the order of the
    /// dossier. Packages that agree on them are the same deal.
    pub fn deal_options(&self) -> Vec<OptionId> {
        let needs = self.deal.iter().flat_map(|deal| deal.needs.iter().copied());
        let asked: BTreeSet<AudienceId> = needs.flat_map(|one| self.with_members(one)).collect();
        self.options_asked_about(&asked).into_iter().collect()
    }

    /// The options on which the rules of single audiences depend in any reading.
    pub(crate) fn options_asked_about(&self, asked: &BTreeSet<AudienceId>) -> BTreeSet<OptionId> {
        let mut options = BTreeSet::new();
        for (id, reading) in self.readings.iter() {
            let rules = asked.iter().filter_map(|audience| reading.accept[*audience].as_ref());
            rules.for_each(|rule| options.extend(self.options_of_rule(id, &rule.rule)));
        }
        options
    }

    /// The audience itself, or the single members of a body.
    pub fn with_members(&self, audience: AudienceId) -> BTreeSet<AudienceId> {
        match &self.audiences[audience].ratify {
            Some(tree) => {
                tree.audiences().into_iter().flat_map(|id| self.with_members(id)).collect()
            }
            None => BTreeSet::from([audience]),
        }
    }

    /// The options an acceptance rule depends on for some value of its ranges.
    fn options_of_rule(&self, reading: ReadingId, rule: &AcceptanceRule) -> BTreeSet<OptionId> {
        let counts = |points: &Quantity| points.bounds() != (Rational::zero(), Rational::zero());
        let of_terms = |terms: &[(Condition, Quantity)]| {
            let terms = terms.iter().filter(|(_, points)| counts(points));
            terms.flat_map(|(when, _)| when.options()).collect()
        };
        let party = match rule {
            AcceptanceRule::When(when) => return when.options(),
            AcceptanceRule::Worth { of: Worth::Values(terms), .. } => return of_terms(terms),
            AcceptanceRule::Worth { of: Worth::Preference(party), .. } => *party,
        };
        let preference = self.readings[reading].preference[party].as_ref();
        match preference.map(|preference| &preference.form) {
            Some(PreferenceForm::Values(terms)) => of_terms(terms),
            Some(PreferenceForm::Interests(weights)) => {
                let weighs = |effect: &&Effect| {
                    weights.iter().any(|(id, weight)| *id == effect.interest && counts(weight))
                };
                let causes = self.effects.iter().filter(weighs).map(|effect| &effect.of);
                let options = causes.flat_map(|cause| match cause {
                    Cause::Levels(option, points) if points.iter().any(counts) => {
                        BTreeSet::from([*option])
                    }
                    Cause::When(when, points) if counts(points) => when.options(),
                    _ => BTreeSet::new(),
                });
                options.collect()
            }
            Some(PreferenceForm::Statements { .. }) | None => BTreeSet::new(),
        }
    }
}
