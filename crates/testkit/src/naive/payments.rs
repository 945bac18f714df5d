//! Payments by trying every set of audiences.

use std::collections::BTreeSet;

use detente_model::{
    AcceptanceRule, AudienceId, Dispute, Level, Ratification, Rational, ReadingId, Worth,
};

/// The single audiences that decide on a deal, in the order of the dossier.
pub fn members(dispute: &Dispute) -> Vec<AudienceId> {
    let mut open: Vec<AudienceId> =
        dispute.deal.iter().flat_map(|deal| deal.needs.clone()).collect();
    let mut members = BTreeSet::new();
    while let Some(audience) = open.pop() {
        match &dispute.audiences[audience].ratify {
            Some(tree) => open.extend(tree.audiences()),
            None => drop(members.insert(audience)),
        }
    }
    members.into_iter().collect()
}

/// What an audience lacks to accept a package: 0 where it accepts, nothing where it cannot be paid.
pub fn shortfall(
    dispute: &Dispute,
    reading: ReadingId,
    audience: AudienceId,
    levels: &[Level],
) -> Option<Rational> {
    if dispute.accepts(reading, audience, levels) {
        return Some(Rational::from(0));
    }
    let rule = dispute.readings[reading].accept[audience].as_ref()?;
    let AcceptanceRule::Worth { of, at_least } = &rule.rule else { return None };
    let points = match of {
        Worth::Preference(party) => dispute.utility(reading, *party, levels).ok()??,
        Worth::Values(terms) => {
            let held = terms.iter().filter(|(when, _)| when.holds(levels));
            held.fold(Rational::from(0), |sum, (_, points)| sum + points.mode())
        }
    };
    Some(at_least.mode() - points)
}

/// Whether a deal passes when exactly these members accept.
pub fn passes(dispute: &Dispute, accepting: &BTreeSet<AudienceId>) -> bool {
    fn accepts(dispute: &Dispute, of: &BTreeSet<AudienceId>, audience: AudienceId) -> bool {
        match &dispute.audiences[audience].ratify {
            Some(tree) => Ratification::passes(tree, &|id| accepts(dispute, of, id)),
            None => of.contains(&audience),
        }
    }
    dispute.deal.iter().flat_map(|deal| &deal.needs).all(|id| accepts(dispute, accepting, *id))
}

/// The least total with which a package passes, and who is paid (of equally cheap ways the one that
/// leaves the first members unpaid); nothing if no payment does. `prices` belong to `members`.
pub fn cheapest(
    dispute: &Dispute,
    members: &[AudienceId],
    prices: &[Option<Rational>],
) -> Option<(Rational, Vec<AudienceId>)> {
    let zero = Rational::from(0);
    let is = |at: &usize, wanted: fn(Rational) -> bool| prices[*at].is_some_and(wanted);
    let willing = (0..members.len()).filter(|at| is(at, |price| price == Rational::from(0)));
    let willing: BTreeSet<AudienceId> = willing.map(|at| members[at]).collect();
    let open: Vec<usize> =
        (0..members.len()).filter(|at| is(at, |price| price > Rational::from(0))).collect();
    let mut best: Option<(Rational, Vec<AudienceId>)> = None;
    // The first member is the highest bit: sets that leave it out come first.
    for set in 0..1_usize << open.len() {
        let paid = |place: &usize| set >> (open.len() - 1 - place) & 1 == 1;
        let paid: Vec<usize> = (0..open.len()).filter(paid).map(|place| open[place]).collect();
        let total = paid.iter().filter_map(|at| prices[*at]).fold(zero, |sum, price| sum + price);
        let ids: Vec<AudienceId> = paid.iter().map(|at| members[*at]).collect();
        let accepting = willing.iter().chain(&ids).copied().collect();
        if best.as_ref().is_none_or(|(least, _)| total < *least) && passes(dispute, &accepting) {
            best = Some((total, ids));
        }
    }
    best
}
