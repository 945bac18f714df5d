//! Which state is meant, and how states and moves are written in a finding.

use detente_finding::{Move, StateCard, StateReference, Unanswerable};
use detente_model::{Dispute, Id, Level, OptionId, PartyId, ReadingId, Scope};
use detente_states::Address;

use super::graph::Graph;
use crate::scope;

/// The levels a reference means: complete, feasible, within the scope.
pub(crate) fn state(
    dispute: &Dispute,
    scope: &Scope,
    reference: &StateReference,
) -> Result<Vec<Level>, Unanswerable> {
    let levels = scope::levels(dispute, reference)?;
    scope::feasible(dispute, &levels)?;
    scope::within(dispute, scope, dispute.options.ids(), &levels)?;
    Ok(levels)
}

/// A state and what it is known as.
pub(crate) fn card(dispute: &Dispute, levels: &[Level]) -> StateCard {
    let named = dispute.states.values().filter(|state| state.levels == levels);
    let proposals = dispute.proposals.ids();
    let proposals = proposals
        .filter(|&proposal| scope::completed(dispute, proposal).as_deref() == Some(levels));
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
