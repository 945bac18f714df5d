//! A close look at a few states: every party's verdict under every concept, and what decides it.

use detente_finding::{Concept, Simultaneity, StateVerdicts, Verdict};
use detente_model::PartyId;

use super::graph::{Graph, Outlook};
use super::simultaneous::Together;
use super::threats::{self, Judge};
use super::verdicts::{Verdicts, holds};

/// What a close look needs.
pub(crate) struct Close<'a> {
    pub(crate) graph: &'a Graph<'a>,
    pub(crate) outlook: &'a Outlook,
    pub(crate) verdicts: &'a Verdicts,
    pub(crate) sim: Simultaneity,
}

impl Close<'_> {
    /// The verdicts on some states, telling at most `most` threats each.
    pub(crate) fn verdicts(
        &self,
        concepts: &[Concept],
        states: &[usize],
        most: usize,
    ) -> Vec<StateVerdicts> {
        if states.is_empty() {
            return Vec::new();
        }
        let parties: Vec<PartyId> = self.graph.dispute.parties.ids().collect();
        let tasks: Vec<(PartyId, Concept)> =
            parties.iter().flat_map(|&p| concepts.iter().map(move |&c| (p, c))).collect();
        let one = |&(party, concept): &(PartyId, Concept)| self.of(party, concept, states, most);
        let judged = self.graph.sweeps(&tasks, one);
        let one = |(at, &address): (usize, &usize)| {
            let of_party = |(number, &party): (usize, &PartyId)| {
                let mut situation = threats::situation(self.graph, self.outlook, party, address);
                let of = |c: usize| judged[number * concepts.len() + c][at].clone();
                situation.concepts = (0..concepts.len()).map(of).collect();
                situation
            };
            StateVerdicts {
                equilibrium: self.equilibrium(concepts, address),
                parties: parties.iter().enumerate().map(of_party).collect(),
            }
        };
        states.iter().enumerate().map(one).collect()
    }

    /// The verdicts on some states for one party under one concept.
    pub(crate) fn of(
        &self,
        party: PartyId,
        concept: Concept,
        states: &[usize],
        most: usize,
    ) -> Vec<Verdict> {
        if concept != Concept::Sim {
            let judge = Judge::new(self.graph, self.outlook, party, concept, most);
            return states.iter().map(|&address| judge.verdict(address)).collect();
        }
        let judge = |&address: &usize| {
            self.simultaneous(party, address, most).unwrap_or_else(|| {
                let known = self.verdicts.of(Concept::Sim);
                let stable = known.is_some_and(|all| holds(&all[party], address));
                Verdict { concept, stable, margin: None, threats: Vec::new() }
            })
        };
        states.iter().map(judge).collect()
    }

    /// The verdict under [`Concept::Sim`]; nothing if looking for answers takes too many tries.
    pub(crate) fn simultaneous(
        &self,
        party: PartyId,
        address: usize,
        most: usize,
    ) -> Option<Verdict> {
        let seq = self.verdicts.of(Concept::Seq).expect("SIM is judged after SEQ");
        let (graph, outlook) = (self.graph, self.outlook);
        let mut search = Together { graph, outlook, seq, reading: self.sim, tries: 0 };
        threats::simultaneous(&mut search, party, address, most)
    }

    /// The concepts under which a state is an equilibrium.
    fn equilibrium(&self, concepts: &[Concept], address: usize) -> Vec<Concept> {
        let stable = |concept: &&Concept| {
            let parties = self.verdicts.of(**concept);
            parties.is_some_and(|all| all.values().all(|stable| holds(stable, address)))
        };
        concepts.iter().filter(stable).copied().collect()
    }
}
