//! What the lens computes on: the addresses of a scope, everybody's moves, and one reading's ranks.

use detente_model::{Dispute, Id, PartyId, ReadingId, Scope, Table};
use detente_states::{Addresses, Bitmap, Limits, Set, Space};
use rayon::prelude::*;

use super::moves::Moves;
use super::order::Orders;
use super::ranks::Ranks;
use super::refusal::Refusal;

/// The most memory to take, in bytes. Per address and party ten are reckoned with, for ranks, their
/// orders and what a search has looked at; per address 24 for sums being ranked or a search's costs,
/// and eight for each sweep.
const MOST_BYTES: u64 = 12_000_000_000;

/// The states of a scope and the moves between them.
pub(crate) struct Graph<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) addresses: Addresses,
    pub(crate) space: Space,
    /// Per party its moves.
    pub(crate) moves: Table<PartyId, Moves>,
    /// The parties that can be at more than one digit, in order.
    pub(crate) movers: Vec<PartyId>,
    /// How many sweeps may be made at a time, for memory's sake.
    side_by_side: usize,
}

impl<'a> Graph<'a> {
    /// The graph of a scope; nothing if no state is feasible.
    pub(crate) fn new(dispute: &'a Dispute, scope: &Scope) -> Result<Option<Graph<'a>>, Refusal> {
        let space = Space::new(dispute, scope, Limits::default())?;
        if space.is_empty(space.feasible()) {
            return Ok(None);
        }
        let addresses = Addresses::new(dispute, scope, Limits::default())?;
        let parties = dispute.parties.len();
        let (kept, sweep) = (10 * parties as u64 + 24, 8);
        let needed = addresses.len() as u64 * (kept + sweep);
        if needed > MOST_BYTES {
            return Err(Refusal::memory(addresses.len(), parties, needed, MOST_BYTES));
        }
        let side_by_side = ((MOST_BYTES / addresses.len() as u64 - kept) / sweep) as usize;
        let moves: Table<PartyId, Moves> = (dispute.parties.ids())
            .map(|party| Moves::new(dispute, &addresses, party))
            .collect::<Result<Vec<Moves>, Refusal>>()?
            .into_iter()
            .collect();
        let movers = dispute.parties.ids().filter(|&party| moves[party].count > 1).collect();
        Ok(Some(Graph { dispute, addresses, space, moves, movers, side_by_side }))
    }

    /// The number of addresses.
    pub(crate) fn len(&self) -> usize {
        self.addresses.len()
    }

    /// Whether an address is feasible.
    pub(crate) fn is_feasible(&self, address: usize) -> bool {
        self.addresses.is_feasible(Id::new(address))
    }

    /// The feasible states a party can move to, smallest digit first.
    pub(crate) fn moves_from(
        &self,
        party: PartyId,
        address: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        self.moves[party].targets(address).filter(|&to| self.is_feasible(to))
    }

    /// Does tasks side by side that each make a sweep, as many at a time as memory allows.
    pub(crate) fn sweeps<T: Sync, R: Send>(
        &self,
        tasks: &[T],
        one: impl Fn(&T) -> R + Sync,
    ) -> Vec<R> {
        let at_a_time = if self.side_by_side < rayon::current_num_threads() {
            self.side_by_side
        } else {
            tasks.len()
        };
        let some = |tasks: &[T]| -> Vec<R> { tasks.par_iter().with_max_len(1).map(&one).collect() };
        tasks.chunks(at_a_time.max(1)).flat_map(some).collect()
    }

    /// The addresses of a set.
    pub(crate) fn bitmap(&mut self, set: Set) -> Result<Bitmap, Refusal> {
        Ok(self.addresses.bitmap(&self.space, set)?)
    }

    /// Everybody's ranks in a reading.
    pub(crate) fn outlook(&mut self, reading: ReadingId) -> Result<Outlook, Refusal> {
        let mut ranks = Table::new();
        for party in self.dispute.parties.ids() {
            let (addresses, space) = (&mut self.addresses, &mut self.space);
            ranks.push(Ranks::new(self.dispute, reading, party, addresses, space)?);
        }
        let ids: Vec<PartyId> = self.dispute.parties.ids().collect();
        let orders: Vec<Option<Orders>> =
            ids.par_iter().map(|&party| Orders::new(&self.moves[party], &ranks[party])).collect();
        Ok(Outlook { ranks, orders: orders.into_iter().collect() })
    }
}

/// How the parties rank the states in one reading.
pub(crate) struct Outlook {
    /// Per party its ranks.
    pub(crate) ranks: Table<PartyId, Ranks>,
    /// Per party the order of its ranks within each of its fibres, where that is of use.
    pub(crate) orders: Table<PartyId, Option<Orders>>,
}

impl Outlook {
    /// The improvements a party has from a state, smallest digit first.
    pub(crate) fn improvements<'a>(
        &'a self,
        graph: &'a Graph<'_>,
        party: PartyId,
        address: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let ranks = &self.ranks[party];
        let here = ranks.at(address);
        // Those who are indifferent need not be asked for their moves.
        let moves = ranks.all().map(|_| graph.moves_from(party, address));
        moves.into_iter().flatten().filter(move |&to| ranks.at(to) > here)
    }
}
