//! Why a state is stable for a party or not: its threats, and the answers to them.
//!
//! Threats are told in the order of what they promise: the rank the party is sure of once it has
//! made the improvement, the others' answers reckoned with. An answer is a shortest sequence of the
//! others' moves to a sanction, found breadth first among states from which one can be reached.

use std::cmp::Reverse;
use std::collections::HashMap;

use detente_finding::{Concept, Move, PartyVerdicts, Threat, Verdict};
use detente_model::PartyId;
use rustc_hash::FxBuildHasher;

use super::foresight::{Foresight, answers_improve};
use super::graph::{Graph, Outlook};
use super::ranks::Rank;
use super::simultaneous::Together;

/// What a party has at a state, before any concept.
pub(crate) fn situation(
    graph: &Graph<'_>,
    outlook: &Outlook,
    party: PartyId,
    address: usize,
) -> PartyVerdicts {
    PartyVerdicts {
        party: graph.dispute.parties[party].id.clone(),
        rank: outlook.ranks[party].at(address).cast_unsigned(),
        moves: graph.moves_from(party, address).count(),
        improvements: outlook.improvements(graph, party, address).count(),
        concepts: Vec::new(),
    }
}

/// What decides whether a state is stable for a party under a concept.
pub(crate) struct Judge<'a> {
    pub(crate) graph: &'a Graph<'a>,
    pub(crate) outlook: &'a Outlook,
    pub(crate) party: PartyId,
    pub(crate) concept: Concept,
    /// What the party reckons with.
    pub(crate) foresight: Foresight,
    /// How many threats to tell.
    pub(crate) most: usize,
}

impl<'a> Judge<'a> {
    /// A judge for one party and one concept but [`Concept::Sim`].
    pub(crate) fn new(
        graph: &'a Graph<'a>,
        outlook: &'a Outlook,
        party: PartyId,
        concept: Concept,
        most: usize,
    ) -> Judge<'a> {
        let foresight = Foresight::new(graph, outlook, party, concept);
        Judge { graph, outlook, party, concept, foresight, most }
    }

    /// The verdict on a state.
    pub(crate) fn verdict(&self, address: usize) -> Verdict {
        let own = self.rank(address);
        let moves = self.graph.moves_from(self.party, address);
        let most = moves.map(|to| self.promise(to)).max();
        let mut threats: Vec<usize> =
            self.outlook.improvements(self.graph, self.party, address).collect();
        threats.sort_by_key(|&to| (Reverse(self.promise(to)), to));
        let told = threats.iter().take(self.most).map(|&to| self.threat(address, to));
        Verdict {
            concept: self.concept,
            stable: most.is_none_or(|most| most <= own),
            margin: most.map(|most| i64::from(own) - i64::from(most)),
            threats: told.collect(),
        }
    }

    fn rank(&self, address: usize) -> Rank {
        self.outlook.ranks[self.party].at(address)
    }

    /// The rank the party is sure of at a state.
    fn promise(&self, address: usize) -> Rank {
        self.rank(address).min(self.foresight.sure(address))
    }

    fn threat(&self, from: usize, to: usize) -> Threat {
        let (own, promise) = (self.rank(from), self.promise(to));
        let answer = if promise > own { Vec::new() } else { self.answer(to, own) };
        let end = answer.last().copied();
        let left_with =
            end.map_or(promise, |end| self.foresight.left(self.outlook, self.party, end));
        let starts = std::iter::once(&to).chain(&answer);
        let step =
            |(&from, &to): (&usize, &usize)| self.graph.step(self.graph.mover(from, to), from, to);
        Threat {
            improvement: self.graph.step(self.party, from, to),
            rank: self.rank(to).cast_unsigned(),
            answer: starts.zip(&answer).map(step).collect(),
            left_with: left_with.cast_unsigned(),
        }
    }

    /// A shortest way of the others from a state to one that leaves the party with `limit` at most.
    fn answer(&self, from: usize, limit: Rank) -> Vec<usize> {
        let mut before: HashMap<usize, usize, FxBuildHasher> = HashMap::default();
        let mut layer = vec![from];
        while !layer.is_empty() {
            let mut next = Vec::new();
            for state in layer {
                for other in self.graph.movers.iter().filter(|&&other| other != self.party) {
                    for to in self.steps(*other, state) {
                        // Only where a sanction is or can still be reached.
                        let leads_on = self.foresight.sure(to) <= limit;
                        if to == from || !leads_on || before.contains_key(&to) {
                            continue;
                        }
                        before.insert(to, state);
                        if self.foresight.left(self.outlook, self.party, to) <= limit {
                            return path(&before, from, to);
                        }
                        next.push(to);
                    }
                }
            }
            layer = next;
        }
        unreachable!("the least the party is sure of comes from a state the others can reach")
    }

    /// Where an answer can go on to.
    fn steps(&self, other: PartyId, state: usize) -> Vec<usize> {
        if answers_improve(self.concept) {
            self.outlook.improvements(self.graph, other, state).collect()
        } else {
            self.graph.moves_from(other, state).collect()
        }
    }
}

/// The states after `from` on the way to `to`.
fn path(before: &HashMap<usize, usize, FxBuildHasher>, from: usize, to: usize) -> Vec<usize> {
    let back = std::iter::successors(Some(to), |state| before.get(state).copied());
    let mut path: Vec<usize> = back.take_while(|state| *state != from).collect();
    path.reverse();
    path
}

/// The verdict under [`Concept::Sim`]; nothing if that takes too many tries.
pub(crate) fn simultaneous(
    search: &mut Together<'_>,
    party: PartyId,
    address: usize,
    most: usize,
) -> Option<Verdict> {
    let mut verdict =
        Verdict { concept: Concept::Sim, stable: true, margin: None, threats: Vec::new() };
    if search.is_settled(party, address) {
        return Some(verdict);
    }
    let (graph, outlook) = (search.graph, search.outlook);
    let rank = |address| outlook.ranks[party].at(address);
    let mut threats: Vec<usize> = outlook.improvements(graph, party, address).collect();
    threats.sort_by_key(|&to| (Reverse(rank(to)), to));
    let others = search.others(party, address);
    let mut told = Vec::new();
    for to in threats {
        let merged = search.sanction(party, address, to, &others)?;
        verdict.stable &= merged.is_some();
        told.push((to, merged));
    }
    // The unsanctioned ones decide.
    told.sort_by_key(|(_, merged)| merged.is_some());
    for (to, merged) in told.into_iter().take(most) {
        let answer = |merged| together(graph, party, address, merged);
        verdict.threats.push(Threat {
            improvement: graph.step(party, address, to),
            rank: rank(to).cast_unsigned(),
            answer: merged.map(answer).unwrap_or_default(),
            left_with: rank(merged.unwrap_or(to)).cast_unsigned(),
        });
    }
    Some(verdict)
}

/// The moves of the others that lead, all at once, to the merged state.
fn together(graph: &Graph<'_>, party: PartyId, from: usize, merged: usize) -> Vec<Move> {
    let movers = graph.movers.iter().copied().filter(|&other| other != party);
    let steps = movers.filter_map(|other| {
        let moves = &graph.moves[other];
        let (before, after) = (moves.digit(from), moves.digit(merged));
        let to = from - before * moves.stride + after * moves.stride;
        (before != after).then(|| graph.step(other, from, to))
    });
    steps.collect()
}
