//! Which state is meant, and how states and moves are written in a finding.

use std::collections::BTreeMap;

use detente_finding::{Move, StateCard, StateReference, Unanswerable};
use detente_model::{Dispute, Id, Level, OptionId, PartyId, ProposalId, ReadingId, Scope};
use detente_states::Address;

use super::graph::Graph;
use crate::scope;

/// The levels a reference means: complete, feasible, within the scope.
pub(crate) fn state(
    dispute: &Dispute,
    scope: &Scope,
    reference: &StateReference,
) -> Result<Vec<Level>, Unanswerable> {
    let mut levels = match &reference.named {
        None => dispute.status_quo_levels().map(<[Level]>::to_vec),
        Some(name) => Some(named(dispute, name)?),
    };
    let mut set: BTreeMap<OptionId, Level> = BTreeMap::new();
    for (name, level) in &reference.set {
        let option = scope::option(dispute, name)?;
        let level = scope::level(dispute, option, level)?;
        if set.insert(option, level).is_some_and(|before| before != level) {
            return Err(Unanswerable::SetTwice { option: dispute.options[option].id.clone() });
        }
    }
    if levels.is_none() && set.len() == dispute.options.len() {
        levels = Some(vec![0; dispute.options.len()]);
    }
    let mut levels = levels.ok_or(Unanswerable::NoStatusQuo)?;
    for (option, level) in set {
        levels[option.index()] = level;
    }
    let rules = dispute.impossible.iter().filter(|rule| rule.when.holds(&levels));
    let because: Vec<String> = rules.map(|rule| rule.because.clone()).collect();
    if !because.is_empty() {
        return Err(Unanswerable::Infeasible { because });
    }
    let options = dispute.options.ids().zip(&scope.fixed).zip(&levels);
    let held: Vec<(String, String)> = options
        .filter_map(|((option, fixed), level)| Some((option, fixed.filter(|f| f != level)?)))
        .map(|(option, level)| {
            (dispute.options[option].id.clone(), scope::level_id(dispute, option, level))
        })
        .collect();
    if !held.is_empty() {
        return Err(Unanswerable::OutsideFocus { held });
    }
    Ok(levels)
}

/// A named state, or a proposal with the rest as at the status quo.
fn named(dispute: &Dispute, name: &str) -> Result<Vec<Level>, Unanswerable> {
    match scope::state_or_proposal(dispute, name)? {
        scope::Named::State(state) => Ok(dispute.states[state].levels.clone()),
        scope::Named::Proposal(proposal) => {
            completed(dispute, proposal).ok_or(Unanswerable::NoStatusQuo)
        }
    }
}

/// A proposal with the rest as at the status quo; nothing if it leaves something open and there is
/// no status quo.
pub(crate) fn completed(dispute: &Dispute, proposal: ProposalId) -> Option<Vec<Level>> {
    let status_quo = dispute.status_quo_levels();
    let levels = dispute.proposals[proposal].levels.iter().enumerate();
    levels.map(|(at, level)| level.or(status_quo.map(|s| s[at]))).collect()
}

/// A state and what it is known as.
pub(crate) fn card(dispute: &Dispute, levels: &[Level]) -> StateCard {
    let named = dispute.states.values().filter(|state| state.levels == levels);
    let proposals = dispute.proposals.ids();
    let proposals =
        proposals.filter(|&proposal| completed(dispute, proposal).as_deref() == Some(levels));
    let status_quo = dispute.status_quo_levels();
    let package = dispute.is_package(levels);
    let accepted = |(id, _): &(ReadingId, &_)| package && dispute.is_jointly_accepted(*id, levels);
    StateCard {
        levels: scope::state_ids(dispute, levels),
        named: named.map(|state| state.id.clone()).collect(),
        proposals: proposals.map(|proposal| dispute.proposals[proposal].id.clone()).collect(),
        status_quo: status_quo == Some(levels),
        package,
        accepted_under: (dispute.readings.iter())
            .filter(accepted)
            .map(|(_, reading)| reading.id.clone())
            .collect(),
        implausible: dispute.is_implausible(levels),
        changed: status_quo.map(|there| changed(there, levels)),
    }
}

/// At how many options two states differ.
pub(crate) fn changed(a: &[Level], b: &[Level]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a != b).count()
}

impl Graph<'_> {
    /// The address of a feasible state of the scope.
    pub(crate) fn address(&self, levels: &[Level]) -> Option<usize> {
        let address = self.addresses.address(levels)?;
        self.addresses.is_feasible(address).then(|| address.index())
    }

    /// The levels of an address.
    pub(crate) fn levels(&self, address: usize) -> Vec<Level> {
        self.addresses.levels(Address::new(address))
    }

    /// A move from one address to another of the party's fibre.
    pub(crate) fn step(&self, party: PartyId, from: usize, to: usize) -> Move {
        let options = self.addresses.options(party);
        let at = |address| {
            self.addresses.combination(party, self.addresses.digit(party, Address::new(address)))
        };
        let (before, after) = (at(from), at(to));
        let change = |(option, (_, &level)): (&OptionId, (&Level, &Level))| {
            (
                self.dispute.options[*option].id.clone(),
                scope::level_id(self.dispute, *option, level),
            )
        };
        let changes = options.iter().zip(before.iter().zip(after));
        Move {
            party: self.dispute.parties[party].id.clone(),
            changes: changes.filter(|(_, (from, to))| from != to).map(change).collect(),
        }
    }

    /// Who moved from one address to the next: the party whose digit differs.
    pub(crate) fn mover(&self, from: usize, to: usize) -> PartyId {
        let moved =
            |party: &&PartyId| self.moves[**party].digit(from) != self.moves[**party].digit(to);
        *self.movers.iter().find(moved).expect("two addresses differ in some digit")
    }
}
