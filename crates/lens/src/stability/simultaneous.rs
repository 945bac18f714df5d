//! SIM: improvements of several parties that happen at the same time.
//!
//! An improvement `x` of party `i` from `s` is simultaneously sanctioned if some of the others, at
//! least one, can each choose an improvement from `s` such that all of these together with `x`,
//! option by option, make a feasible state no better than `s` for `i` (`spec/stability.md` 2.4).
//! After Fraser and Hipel the others are those for whom `s` is otherwise unstable, and what is
//! stable by Nash or SEQ is stable; GMCR+ lets everybody with an improvement take part.
//!
//! Merging is exchanging digits: each party's options are one digit of the address. The combinations
//! are tried one by one until one sanctions, so the cost is exponential in the number of parties with
//! improvements; past [`MOST_TRIES`] per party the lens refuses.

use detente_finding::Simultaneity;
use detente_model::{Id, PartyId, Table};
use detente_states::Bitmap;
use rayon::prelude::*;

use super::graph::{Graph, Outlook};
use super::refusal::Refusal;
use super::verdicts::holds;

/// Most combinations tried for one party.
pub(super) const MOST_TRIES: u64 = 300_000_000;

/// The states stable for each party; `seq` are those stable by SEQ, which Nash implies.
pub(crate) fn stable(
    graph: &Graph<'_>,
    outlook: &Outlook,
    seq: &Table<PartyId, Bitmap>,
    reading: Simultaneity,
) -> Result<Table<PartyId, Bitmap>, Refusal> {
    let parties: Vec<PartyId> = graph.dispute.parties.ids().collect();
    let one = |&party: &PartyId| {
        let mut search = Together { graph, outlook, seq, reading, tries: 0 };
        let feasible = graph.addresses.feasible();
        let mut stable = Bitmap::empty(graph.len());
        for address in feasible.iter() {
            if search.is_stable(party, address.index()).ok_or_else(Refusal::tries)? {
                stable.insert(address);
            }
        }
        Ok(stable)
    };
    let all: Result<Vec<Bitmap>, Refusal> = parties.par_iter().map(one).collect();
    Ok(all?.into_iter().collect())
}

/// One search for sanctions.
pub(crate) struct Together<'a> {
    pub(crate) graph: &'a Graph<'a>,
    pub(crate) outlook: &'a Outlook,
    pub(crate) seq: &'a Table<PartyId, Bitmap>,
    pub(crate) reading: Simultaneity,
    /// Combinations tried so far.
    pub(crate) tries: u64,
}

impl Together<'_> {
    /// Whether a state is stable; nothing if that takes too many tries.
    pub(crate) fn is_stable(&mut self, party: PartyId, address: usize) -> Option<bool> {
        if self.is_settled(party, address) {
            return Some(true);
        }
        let (graph, outlook) = (self.graph, self.outlook);
        let mut others = None;
        for improvement in outlook.improvements(graph, party, address) {
            let others = others.get_or_insert_with(|| self.others(party, address));
            if self.sanction(party, address, improvement, others)?.is_none() {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Whether the state is stable without a look at simultaneous answers.
    pub(crate) fn is_settled(&self, party: PartyId, address: usize) -> bool {
        match self.reading {
            Simultaneity::FraserHipel => holds(&self.seq[party], address),
            Simultaneity::GmcrPlus => false,
        }
    }

    /// Who else may take part, and how far each of their improvements shifts the address.
    pub(crate) fn others(&self, party: PartyId, address: usize) -> Vec<Vec<isize>> {
        let takes_part = |other: &PartyId| {
            let unstable = match self.reading {
                Simultaneity::FraserHipel => !holds(&self.seq[*other], address),
                Simultaneity::GmcrPlus => true,
            };
            *other != party && unstable
        };
        let shifts = |other: PartyId| -> Vec<isize> {
            let to = self.outlook.improvements(self.graph, other, address);
            to.map(|to| to.cast_signed() - address.cast_signed()).collect()
        };
        let movers = self.graph.movers.iter().copied().filter(takes_part);
        movers.map(shifts).filter(|shifts| !shifts.is_empty()).collect()
    }

    /// The state a simultaneous sanction of the improvement makes, if there is one; nothing at all if
    /// looking takes too many tries.
    pub(crate) fn sanction(
        &mut self,
        party: PartyId,
        address: usize,
        improvement: usize,
        others: &[Vec<isize>],
    ) -> Option<Option<usize>> {
        let rank = self.outlook.ranks[party].at(address);
        self.merge(party, rank, improvement, others, false)
    }

    fn merge(
        &mut self,
        party: PartyId,
        rank: i32,
        merged: usize,
        others: &[Vec<isize>],
        answered: bool,
    ) -> Option<Option<usize>> {
        let Some((first, rest)) = others.split_first() else {
            self.tries += 1;
            if self.tries > MOST_TRIES {
                return None;
            }
            let sanctions = answered
                && self.graph.is_feasible(merged)
                && self.outlook.ranks[party].at(merged) <= rank;
            return Some(sanctions.then_some(merged));
        };
        for &shift in first {
            let shifted = merged.cast_signed() + shift;
            let found = self.merge(party, rank, shifted.cast_unsigned(), rest, true)?;
            if found.is_some() {
                return Some(found);
            }
        }
        self.merge(party, rank, merged, rest, answered)
    }
}
