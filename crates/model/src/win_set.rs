//! Win-sets: what would be ratified at home (Putnam 1988).
//!
//! The *win-set* of a party is the set of packages that its ratification tree passes and that the
//! party itself, its chief negotiator, accepts, unless it is only an agent. A party without a tree is
//! bound by its own rule alone; without a rule either, everything is ratified and nobody is asked.
//! What all win-sets hold would be *ratified everywhere*; who is asked in `deal.needs` may be others.

use std::collections::BTreeSet;

use crate::condition::{Condition, Level};
use crate::dispute::Dispute;
use crate::id::{AudienceId, OptionId, PartyId, ReadingId};
use crate::ratification::{Negotiator, Ratification};

impl Dispute {
    /// Whether the state is in the party's win-set.
    pub fn ratifies(&self, reading: ReadingId, party: PartyId, levels: &[Level]) -> bool {
        let accepts = |id| self.accepts(reading, id, levels);
        let tree = self.parties[party].ratify.as_ref();
        tree.is_none_or(|tree| tree.passes(&accepts)) && self.own_voice(party).is_none_or(accepts)
    }

    /// The party's win-set, as a condition on states.
    pub fn win_set(&self, reading: ReadingId, party: PartyId) -> Condition {
        let of = |id| self.acceptance(reading, id);
        let tree = self.parties[party].ratify.as_ref();
        let tree = tree.map_or(Condition::Always, |tree| tree.condition(&of));
        tree.and(self.own_voice(party).map_or(Condition::Always, of))
    }

    /// The audience that stands for the party itself, where it has a veto over what it negotiates.
    pub fn own_voice(&self, party: PartyId) -> Option<AudienceId> {
        let veto = self.parties[party].negotiator == Negotiator::Veto;
        self.audiences.find(|a| a.is_party && a.party == Some(party)).filter(|_| veto)
    }

    /// The parties that ask somebody before they are bound: ratifiers, or themselves.
    pub fn bound_parties(&self) -> Vec<PartyId> {
        let asks = |party: &PartyId| {
            self.parties[*party].ratify.is_some() || self.own_voice(*party).is_some()
        };
        self.parties.ids().filter(asks).collect()
    }

    /// The single audiences, bodies resolved into their members, that the party's win-set depends on.
    pub fn ratifiers(&self, party: PartyId) -> BTreeSet<AudienceId> {
        let tree = self.parties[party].ratify.as_ref();
        let named = tree.into_iter().flat_map(Ratification::audiences);
        named.chain(self.own_voice(party)).flat_map(|id| self.with_members(id)).collect()
    }

    /// The options on which win-sets and joint acceptance depend in any reading, in the order of the
    /// dossier: packages that agree on them are the same deal to all who are asked anywhere.
    pub fn ratification_options(&self) -> Vec<OptionId> {
        let at_home = self.parties.ids().flat_map(|party| self.ratifiers(party)).collect();
        let mut options: BTreeSet<OptionId> = self.options_asked_about(&at_home);
        options.extend(self.deal_options());
        options.into_iter().collect()
    }
}
