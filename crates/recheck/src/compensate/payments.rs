//! The cheapest payments for one package, by trying all sets of audiences.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{Count, Shortfall};
use detente_model::{
    AcceptanceRule, AudienceId, Dispute, Level, Quantity, Ratification, Rational, ReadingId, Worth,
};

/// The most audiences that may be paid, for all sets of them to be tried.
const MOST_PAID: usize = 12;

/// Who decides on a deal in one reading.
pub(super) struct Payments<'a> {
    dispute: &'a Dispute,
    pub(super) reading: ReadingId,
    /// The single audiences, in the order of the dossier.
    members: Vec<AudienceId>,
}

/// What a member lacks: nothing where it cannot be paid.
pub(super) type Price = Option<Rational>;

impl<'a> Payments<'a> {
    pub(super) fn new(dispute: &'a Dispute, reading: ReadingId) -> Payments<'a> {
        let mut open: Vec<AudienceId> =
            dispute.deal.iter().flat_map(|deal| deal.needs.iter().copied()).collect();
        let mut members = BTreeSet::new();
        while let Some(audience) = open.pop() {
            match &dispute.audiences[audience].ratify {
                Some(tree) => open.extend(tree.audiences()),
                None => {
                    members.insert(audience);
                }
            }
        }
        Payments { dispute, reading, members: members.into_iter().collect() }
    }

    /// A member's threshold and points, where it accepts by worth and holds to that.
    fn worth(&self, member: AudienceId) -> Option<(&Worth, &Quantity)> {
        let rule = self.dispute.readings[self.reading].accept[member].as_ref()?;
        match &rule.rule {
            AcceptanceRule::Worth { of, at_least } if rule.holds_at_mode() => Some((of, at_least)),
            _ => None,
        }
    }

    /// Who goes by worth, and who by a rule.
    pub(super) fn kinds(&self) -> (Vec<String>, Vec<String>) {
        let (mut by_worth, mut by_rule) = (Vec::new(), Vec::new());
        for &member in &self.members {
            let id = self.dispute.audiences[member].id.clone();
            let rule = self.dispute.readings[self.reading].accept[member].as_ref();
            match rule.filter(|rule| rule.holds_at_mode()).map(|rule| &rule.rule) {
                Some(AcceptanceRule::Worth { .. }) => by_worth.push(id),
                Some(AcceptanceRule::When(detente_model::Condition::Always)) | None => {}
                Some(AcceptanceRule::When(_)) => by_rule.push(id),
            }
        }
        (by_worth, by_rule)
    }

    /// Whether all sets of those who may be paid can be tried.
    pub(super) fn can_be_tried(&self) -> bool {
        self.members.iter().filter(|member| self.worth(**member).is_some()).count() <= MOST_PAID
    }

    /// Every number that a payment may come from: thresholds, and what points are added up from.
    pub(super) fn numbers(&self) -> Vec<Rational> {
        let mut numbers = Vec::new();
        for &member in &self.members {
            let Some((of, at_least)) = self.worth(member) else { continue };
            numbers.push(at_least.mode());
            let points = match of {
                Worth::Preference(party) => self.dispute.worth(self.reading, *party).ok().flatten(),
                Worth::Values(terms) => {
                    let terms = terms.iter().map(|(when, points)| (when.clone(), points.mode()));
                    Some(detente_model::Points::of(self.dispute, terms))
                }
            };
            let Some(points) = points else { continue };
            numbers.push(points.constant);
            numbers.extend(points.levels.iter().flat_map(|(_, levels)| levels.iter().copied()));
            numbers.extend(points.when.iter().map(|(_, points)| *points));
        }
        numbers
    }

    /// What each member lacks in a state.
    pub(super) fn prices(&self, state: &[Level]) -> Vec<Price> {
        let price = |member: &AudienceId| -> Price {
            if self.dispute.accepts(self.reading, *member, state) {
                return Some(Rational::from(0));
            }
            let (of, at_least) = self.worth(*member)?;
            let points = match of {
                Worth::Preference(party) => {
                    self.dispute.utility(self.reading, *party, state).ok().flatten()
                }
                Worth::Values(terms) => {
                    let held = terms.iter().filter(|(when, _)| when.holds(state));
                    Some(held.fold(Rational::from(0), |sum, (_, points)| sum + points.mode()))
                }
            };
            Some(at_least.mode() - points.unwrap_or_default())
        };
        self.members.iter().map(price).collect()
    }

    /// The least total and who is paid: of the cheapest sets the one that leaves the first members
    /// unpaid. Nothing if no set does.
    pub(super) fn cheapest(&self, prices: &[Price]) -> Option<(Rational, Vec<bool>)> {
        let zero = Rational::from(0);
        let open: Vec<usize> =
            (0..prices.len()).filter(|at| prices[*at].is_some_and(|price| price > zero)).collect();
        let mut best: Option<(Rational, Vec<bool>)> = None;
        for set in 0_u32..1 << open.len() {
            let mut paid = vec![false; prices.len()];
            for (place, at) in open.iter().rev().enumerate() {
                paid[*at] = set >> place & 1 == 1;
            }
            let total = open.iter().filter(|at| paid[**at]).filter_map(|at| prices[*at]);
            let total = total.fold(zero, |sum, price| sum + price);
            let cheaper = best.as_ref().is_none_or(|(least, _)| total < *least);
            if cheaper && self.passes(|at| paid[at] || prices[at] == Some(zero)) {
                best = Some((total, paid));
            }
        }
        best
    }

    /// The least amount that would do if everybody who can be paid were given it.
    pub(super) fn equal(&self, prices: &[Price]) -> Option<Rational> {
        let amounts = prices.iter().copied().flatten().chain([Rational::from(0)]);
        let enough =
            |amount: &Rational| self.passes(|at| prices[at].is_some_and(|price| price <= *amount));
        amounts.filter(enough).min()
    }

    /// Who rejects, what is missing and who is paid.
    pub(super) fn rejecting(
        &self,
        prices: &[Price],
        parts: &dyn Fn(Rational) -> Count,
    ) -> Vec<Shortfall> {
        let paid = self.cheapest(prices).map(|(_, paid)| paid).unwrap_or_default();
        let open = (0..prices.len()).filter(|at| prices[*at] != Some(Rational::from(0)));
        open.map(|at| Shortfall {
            audience: self.dispute.audiences[self.members[at]].id.clone(),
            short: prices[at].map(parts),
            paid: paid.get(at).copied().unwrap_or(false),
        })
        .collect()
    }

    /// Whether a deal passes when these members accept.
    fn passes(&self, accepts: impl Fn(usize) -> bool) -> bool {
        let accepting: BTreeMap<AudienceId, bool> =
            self.members.iter().enumerate().map(|(at, member)| (*member, accepts(at))).collect();
        let needs = self.dispute.deal.iter().flat_map(|deal| &deal.needs);
        needs.into_iter().all(|audience| self.accepts(&accepting, *audience))
    }

    fn accepts(&self, accepting: &BTreeMap<AudienceId, bool>, audience: AudienceId) -> bool {
        match &self.dispute.audiences[audience].ratify {
            Some(tree) => Ratification::passes(tree, &|id| self.accepts(accepting, id)),
            None => accepting.get(&audience).copied().unwrap_or(false),
        }
    }
}
