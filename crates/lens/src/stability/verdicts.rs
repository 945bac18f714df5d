//! For whom each state is stable, under each concept; and which are equilibria.

use detente_finding::{Concept, Simultaneity};
use detente_model::{Id, PartyId, Table};
use detente_states::Bitmap;

use super::foresight::Foresight;
use super::graph::{Graph, Outlook};
use super::refusal::Refusal;
use super::simultaneous;

/// The stable states per concept and party.
pub(crate) struct Verdicts {
    concepts: Vec<(Concept, Table<PartyId, Bitmap>)>,
}

impl Verdicts {
    /// Judges every feasible state for every party under the concepts but [`Concept::Sim`].
    pub(crate) fn new(graph: &Graph<'_>, outlook: &Outlook, concepts: &[Concept]) -> Verdicts {
        let plain = concepts.iter().filter(|concept| **concept != Concept::Sim);
        let tasks: Vec<(Concept, PartyId)> =
            plain.flat_map(|&c| graph.dispute.parties.ids().map(move |p| (c, p))).collect();
        let stable = |&(concept, party): &(Concept, PartyId)| {
            if graph.moves[party].count == 1 {
                return graph.addresses.feasible().clone();
            }
            Foresight::new(graph, outlook, party, concept).stable(graph, outlook, party)
        };
        let judged = graph.sweeps(&tasks, stable);
        let mut verdicts = Verdicts { concepts: Vec::new() };
        for ((concept, _), stable) in tasks.into_iter().zip(judged) {
            match verdicts.concepts.last_mut() {
                Some((last, table)) if *last == concept => {
                    table.push(stable);
                }
                _ => verdicts.concepts.push((concept, std::iter::once(stable).collect())),
            }
        }
        verdicts
    }

    /// Judges under [`Concept::Sim`] too; needs [`Concept::Nash`] and [`Concept::Seq`].
    ///
    /// # Errors
    /// When there are too many combinations to try; what was judged stands.
    pub(crate) fn add_simultaneous(
        &mut self,
        graph: &Graph<'_>,
        outlook: &Outlook,
        reading: Simultaneity,
    ) -> Result<(), Refusal> {
        let seq = self.of(Concept::Seq).expect("asked for before simultaneous answers");
        let stable = simultaneous::stable(graph, outlook, seq, reading)?;
        self.concepts.push((Concept::Sim, stable));
        Ok(())
    }

    /// The stable states of every party under a concept.
    pub(crate) fn of(&self, concept: Concept) -> Option<&Table<PartyId, Bitmap>> {
        self.concepts.iter().find(|(judged, _)| *judged == concept).map(|(_, stable)| stable)
    }

    /// The equilibria under a concept.
    pub(crate) fn equilibria(&self, concept: Concept) -> Option<Bitmap> {
        all(self.of(concept)?.values())
    }

    /// The equilibria in which each party reckons by a concept of its own.
    pub(crate) fn profile(&self, concepts: &Table<PartyId, Concept>) -> Option<Bitmap> {
        let stable: Option<Vec<&Bitmap>> =
            concepts.iter().map(|(party, concept)| Some(&self.of(*concept)?[party])).collect();
        all(stable?.into_iter())
    }
}

/// What is in all of the sets.
fn all<'a>(mut sets: impl Iterator<Item = &'a Bitmap>) -> Option<Bitmap> {
    let mut common = sets.next()?.clone();
    sets.for_each(|set| common.keep(set));
    Some(common)
}

/// The concepts that have to be judged by to answer for those asked.
pub(crate) fn needed(asked: &[Concept]) -> Vec<Concept> {
    let sim = asked.contains(&Concept::Sim);
    let needed =
        |c: &Concept| asked.contains(c) || sim && matches!(c, Concept::Nash | Concept::Seq);
    Concept::ALL.into_iter().filter(needed).collect()
}

/// Whether a state is stable for a party.
pub(crate) fn holds(stable: &Bitmap, address: usize) -> bool {
    stable.contains(Id::new(address))
}
