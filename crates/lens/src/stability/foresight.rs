//! What a party is sure of when it reckons with the others: the least rank they can bring it to.
//!
//! `w(x)` is the least value over `x` and all that the others' moves (improvements, each of its mover
//! from where it stands) reach from `x`; values are the party's ranks, or what it can still make of
//! them (`e`, the best of its own moves) where the concept grants it a way out
//! (`spec/stability.md` 3.2, 3.3). That the others' sequences may pass through a party more than
//! once, only not twice running, is in it: moves within a fibre are transitive and so are
//! improvements, hence two running moves of one party are one (Lemma 1 there).
//!
//! Computed by passes over the others' fibres, one party after the other, until nothing changes: as
//! many rounds as the longest answer that matters has turns. A state `s` is then stable iff no move
//! of the party makes it sure of more than `u(s)`: `max over {s} ∪ R(s) of min(u, w) <= u(s)`.
//! Lemma 2 there lets `x` itself join the least, for `u(x) > u(s)`.

use detente_finding::Concept;
use detente_model::{Id, PartyId};
use detente_states::Bitmap;

use super::graph::{Graph, Outlook};
use super::pass::{Along, NEVER, Recent, Room, pass};
use super::ranks::Rank;

/// What a party reckons with in states where it is not its turn.
pub(crate) struct Foresight {
    /// Per address the least it is sure of, or [`NEVER`] where nobody answers.
    sure: Vec<Rank>,
    /// Per address what an answer that ends there leaves it with.
    left: Option<Vec<Rank>>,
}

/// Whether the others answer with improvements only, and whether the party has a way out.
fn kind(concept: Concept) -> Option<(bool, bool)> {
    match concept {
        Concept::Nash | Concept::Sim => None,
        Concept::Gmr => Some((false, false)),
        Concept::Smr => Some((false, true)),
        Concept::Seq => Some((true, false)),
        Concept::Sseq => Some((true, true)),
    }
}

/// What the others' answers under a concept may consist of.
pub(crate) fn answers_improve(concept: Concept) -> bool {
    kind(concept).is_some_and(|(improving, _)| improving)
}

/// Per address the best rank a party's own moves bring it to, staying included; [`NEVER`] for what is
/// not feasible.
pub(crate) fn best(graph: &Graph<'_>, outlook: &Outlook, party: PartyId) -> Vec<Rank> {
    let ranks = outlook.ranks[party].all().unwrap_or(&[]);
    // The least of the complements is the complement of the greatest; 0 becomes NEVER.
    let mut values: Vec<Rank> = ranks.iter().map(|&rank| NEVER - rank).collect();
    over_own(graph, party, &mut values);
    values
        .iter_mut()
        .for_each(|value| *value = if *value == NEVER { NEVER } else { NEVER - *value });
    values
}

fn over_own(graph: &Graph<'_>, party: PartyId, values: &mut [Rank]) {
    let mut recent = Recent::new(values.len());
    pass(&graph.moves[party], Along::Moves, values, &mut Room::default(), &mut recent);
}

impl Foresight {
    /// What a party reckons with under a concept.
    ///
    /// For [`Concept::Nash`], [`Concept::Sim`] and a party that is indifferent nobody answers.
    pub(crate) fn new(
        graph: &Graph<'_>,
        outlook: &Outlook,
        party: PartyId,
        concept: Concept,
    ) -> Foresight {
        let (Some(ranks), Some((improving, way_out))) = (outlook.ranks[party].all(), kind(concept))
        else {
            return Foresight { sure: Vec::new(), left: None };
        };
        let left = way_out.then(|| best(graph, outlook, party));
        let mut sure = match &left {
            Some(left) => left.clone(),
            None => ranks.iter().map(|&rank| if rank == 0 { NEVER } else { rank }).collect(),
        };
        sweep(graph, outlook, party, improving, &mut sure);
        Foresight { sure, left }
    }

    /// The least the party is sure of at an address when the others answer.
    pub(crate) fn sure(&self, address: usize) -> Rank {
        self.sure.get(address).copied().unwrap_or(NEVER)
    }

    /// What an answer that ends at an address leaves the party with.
    pub(crate) fn left(&self, outlook: &Outlook, party: PartyId, address: usize) -> Rank {
        self.left.as_ref().map_or_else(|| outlook.ranks[party].at(address), |left| left[address])
    }

    /// The feasible states that are stable for the party.
    pub(crate) fn stable(&self, graph: &Graph<'_>, outlook: &Outlook, party: PartyId) -> Bitmap {
        let Some(ranks) = outlook.ranks[party].all() else {
            return graph.addresses.feasible().clone();
        };
        let mut values: Vec<Rank> = match self.sure.is_empty() {
            true => ranks.iter().map(|&rank| NEVER - rank).collect(),
            false => {
                ranks.iter().zip(&self.sure).map(|(&rank, &sure)| NEVER - rank.min(sure)).collect()
            }
        };
        over_own(graph, party, &mut values);
        Bitmap::of(ranks.len(), |address| {
            let rank = ranks[address.index()];
            rank != 0 && NEVER - values[address.index()] <= rank
        })
    }
}

/// Lowers values to the least that the others of `party` can bring about.
fn sweep(
    graph: &Graph<'_>,
    outlook: &Outlook,
    party: PartyId,
    improving: bool,
    values: &mut [Rank],
) {
    let along = |other: PartyId| match improving {
        false => Some(Along::Moves),
        true => Along::improvements(&outlook.ranks[other], outlook.orders[other].as_ref()),
    };
    let others = graph.movers.iter().filter(|&&other| other != party);
    // Neighbours in memory first: what is far apart is visited once they have settled.
    let mut others: Vec<(PartyId, Along<'_>, u32)> =
        others.rev().filter_map(|&other| Some((other, along(other)?, 0))).collect();
    let (mut recent, mut room) = (Recent::new(values.len()), Room::default());
    let count = others.len();
    let mut still = 0;
    while still < count {
        for (other, along, last) in &mut others {
            let now = recent.begin(*last);
            pass(&graph.moves[*other], *along, values, &mut room, &mut recent);
            *last = now;
            still = if recent.any() { 0 } else { still + 1 };
            if still == count {
                break;
            }
        }
    }
}
