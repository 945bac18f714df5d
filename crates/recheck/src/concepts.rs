//! One reading on the explicit graph: ranks, and for whom each state is stable, from the definitions.
//!
//! With `u` the ranks of the party, `e(y)` the best of staying at `y` and its moves from there, and
//! `w(x)` the least of `u` (or `e`, where the concept grants it a way out) the others reach from `x`:
//! an improvement `x` is sanctioned if `w(x) <= u(s)`; the party is sure of `min(u(x), w(x))` there.

use detente_finding::{Concept, Simultaneity};
use detente_model::{Dispute, Id, PartyId, ReadingId};

use crate::graph::Graph;
use crate::least::least;
use crate::ranks::ranks;
use crate::sim;

/// A reading's ranks and verdicts.
pub(crate) struct Play<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) parties: Vec<PartyId>,
    /// Per party and state.
    pub(crate) ranks: Vec<Vec<u32>>,
    /// Per party how many ranks there are.
    pub(crate) distinct: Vec<u32>,
    /// Per party and state the best of staying and moving.
    best: Vec<Vec<u32>>,
    /// Per party, concept and state the least the others bring about.
    least: Vec<Vec<Vec<u32>>>,
    /// Per party, concept and state.
    stable: Vec<Vec<Vec<bool>>>,
    pub(crate) sim: Simultaneity,
    /// Whether simultaneous answers were gone through.
    pub(crate) sim_known: bool,
}

/// Whether the others answer by improvements only, and whether the party has a way out.
pub(crate) fn kind(concept: Concept) -> Option<(bool, bool)> {
    match concept {
        Concept::Nash | Concept::Sim => None,
        Concept::Sseq => Some((true, true)),
        Concept::Seq => Some((true, false)),
        Concept::Smr => Some((false, true)),
        Concept::Gmr => Some((false, false)),
    }
}

fn place(concept: Concept) -> usize {
    Concept::ALL.iter().position(|other| *other == concept).unwrap_or(0)
}

impl<'a> Play<'a> {
    /// Ranks the states.
    pub(crate) fn ranked(dispute: &Dispute, reading: ReadingId, graph: &'a Graph) -> Play<'a> {
        let parties: Vec<PartyId> = dispute.parties.ids().collect();
        let ranked = parties.iter().map(|party| ranks(dispute, reading, *party, &graph.states));
        let (ranks, distinct): (Vec<Vec<u32>>, Vec<u32>) = ranked.unzip();
        Play {
            graph,
            ranks,
            distinct,
            best: Vec::new(),
            least: Vec::new(),
            stable: Vec::new(),
            sim: Simultaneity::default(),
            sim_known: false,
            parties,
        }
    }

    /// Ranks the states and judges them all.
    pub(crate) fn new(
        dispute: &Dispute,
        reading: ReadingId,
        graph: &'a Graph,
        sim: Simultaneity,
        with_sim: bool,
    ) -> Play<'a> {
        let mut play = Play { sim, ..Play::ranked(dispute, reading, graph) };
        let parties = play.parties.clone();
        let best = |party: &PartyId| -> Vec<u32> {
            let own = &play.ranks[party.index()];
            let of = |s: usize| graph.moves(*party, s).map(|to| own[to]).fold(own[s], u32::max);
            (0..graph.len()).map(of).collect()
        };
        let best: Vec<Vec<u32>> = parties.iter().map(best).collect();
        play.best = best;
        for party in parties {
            let of = |concept: Concept| match kind(concept) {
                None => Vec::new(),
                Some((improving, way_out)) => {
                    let values = if way_out { &play.best } else { &play.ranks };
                    least(graph, party, &values[party.index()], &play.ranks, improving)
                }
            };
            let least = Concept::ALL.map(of).into();
            play.least.push(least);
            let judged = |concept: Concept| -> Vec<bool> {
                (0..graph.len()).map(|state| play.judge(party, concept, state)).collect()
            };
            let stable = Concept::ALL.map(judged).into();
            play.stable.push(stable);
        }
        if with_sim && let Some(stable) = sim::stable(&play) {
            for (party, stable) in stable.into_iter().enumerate() {
                play.stable[party][place(Concept::Sim)] = stable;
            }
            play.sim_known = true;
        }
        play
    }

    /// Whether every improvement is sanctioned; not for [`Concept::Sim`].
    fn judge(&self, party: PartyId, concept: Concept, state: usize) -> bool {
        let rank = self.rank(party, state);
        self.improvements(party, state).all(|to| self.promise(party, concept, to) <= rank)
    }

    /// The rank of a state.
    pub(crate) fn rank(&self, party: PartyId, state: usize) -> u32 {
        self.ranks[party.index()][state]
    }

    /// What an answer that ends at a state leaves the party with.
    pub(crate) fn left(&self, party: PartyId, concept: Concept, state: usize) -> u32 {
        let way_out = kind(concept).is_some_and(|(_, way_out)| way_out);
        let values = if way_out { &self.best } else { &self.ranks };
        values[party.index()][state]
    }

    /// The rank the party is sure of after a move to a state.
    pub(crate) fn promise(&self, party: PartyId, concept: Concept, state: usize) -> u32 {
        let least = self.least[party.index()][place(concept)].get(state).copied();
        self.rank(party, state).min(least.unwrap_or(u32::MAX))
    }

    /// The states a party can move to that it ranks higher.
    pub(crate) fn improvements(
        &self,
        party: PartyId,
        state: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let ranks = &self.ranks[party.index()];
        self.graph.moves(party, state).filter(move |to| ranks[*to] > ranks[state])
    }

    /// Whether a state is stable for a party.
    pub(crate) fn is_stable(&self, party: PartyId, concept: Concept, state: usize) -> bool {
        self.stable[party.index()][place(concept)][state]
    }

    /// Whether a state is stable for all.
    pub(crate) fn is_equilibrium(&self, concept: Concept, state: usize) -> bool {
        self.parties.iter().all(|party| self.is_stable(*party, concept, state))
    }

    /// The concepts among these under which a state is an equilibrium.
    pub(crate) fn held(&self, concepts: &[Concept], state: usize) -> Vec<Concept> {
        concepts.iter().copied().filter(|concept| self.is_equilibrium(*concept, state)).collect()
    }
}
