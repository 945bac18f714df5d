//! Counts of what holds: by party, by concept, among packages, among a proposal's completions.

use detente_finding::{
    Concept, Count, EquilibriumCount, Held, PartyStability, PatternLine, ProposalStability,
};
use detente_model::{Condition, Id, Level, ReadingId};
use detente_states::Bitmap;

use super::graph::{Graph, Outlook};
use super::refusal::Refusal;
use super::verdicts::{Verdicts, holds};

/// What equilibria are counted among.
pub(crate) struct Sets<'a> {
    pub(crate) packages: Option<&'a Bitmap>,
    pub(crate) acceptable: Option<&'a Bitmap>,
}

fn count(number: u64) -> Count {
    Count(u128::from(number))
}

impl Sets<'_> {
    /// How many there are of some equilibria.
    pub(crate) fn held(&self, equilibria: &Bitmap) -> Held {
        let among = |set: Option<&Bitmap>| set.map(|set| count(equilibria.count_common(set)));
        Held {
            states: count(equilibria.count()),
            packages: among(self.packages),
            acceptable: among(self.acceptable),
        }
    }
}

/// The packages that every audience accepts in a reading.
pub(crate) fn acceptable(
    graph: &mut Graph<'_>,
    reading: ReadingId,
) -> Result<Option<Bitmap>, Refusal> {
    let (Some(packages), Some(deal)) = (graph.space.packages(), &graph.dispute.deal) else {
        return Ok(None);
    };
    let rules: Vec<Condition> =
        deal.needs.iter().map(|audience| graph.dispute.acceptance(reading, *audience)).collect();
    let set = graph.space.where_all(packages, &rules)?;
    graph.bitmap(set).map(Some)
}

/// The equilibria of each concept.
pub(crate) fn equilibria(
    concepts: &[Concept],
    equilibria: &[Bitmap],
    sets: &Sets<'_>,
) -> Vec<EquilibriumCount> {
    let lines = concepts.iter().zip(equilibria);
    lines.map(|(&concept, held)| EquilibriumCount { concept, held: sets.held(held) }).collect()
}

/// The states stable for each party.
pub(crate) fn parties(
    graph: &Graph<'_>,
    outlook: &Outlook,
    verdicts: &Verdicts,
    concepts: &[Concept],
) -> Vec<PartyStability> {
    let line = |party| PartyStability {
        party: graph.dispute.parties[party].id.clone(),
        ranks: outlook.ranks[party].distinct.cast_unsigned(),
        stable: (concepts.iter())
            .filter_map(|&concept| Some(count(verdicts.of(concept)?[party].count())))
            .collect(),
    };
    graph.dispute.parties.ids().map(line).collect()
}

/// Feasible states by the concepts under which they are equilibria, the most concepts first.
pub(crate) fn patterns(
    concepts: &[Concept],
    equilibria: &[Bitmap],
    feasible: &Bitmap,
) -> Vec<PatternLine> {
    let mut counts = vec![0_u64; 1 << concepts.len()];
    for (place, &word) in feasible.words().iter().enumerate() {
        split(word, place, equilibria, 0, &mut counts);
    }
    let mut patterns: Vec<(usize, u64)> = counts.into_iter().enumerate().collect();
    patterns.retain(|(_, states)| *states > 0);
    patterns.sort_by_key(|(mask, _)| (std::cmp::Reverse(mask.count_ones()), *mask));
    let line = |(mask, states): (usize, u64)| PatternLine {
        concepts: (concepts.iter().enumerate())
            .filter(|(bit, _)| mask >> bit & 1 == 1)
            .map(|(_, concept)| *concept)
            .collect(),
        states: count(states),
    };
    patterns.into_iter().map(line).collect()
}

/// Counts the states of one word by the sets they are in.
fn split(word: u64, place: usize, sets: &[Bitmap], mask: usize, counts: &mut [u64]) {
    if word == 0 {
        return;
    }
    match sets.split_last() {
        None => counts[mask] += u64::from(word.count_ones()),
        Some((last, rest)) => {
            let held = last.words()[place];
            split(word & held, place, rest, mask | 1 << rest.len(), counts);
            split(word & !held, place, rest, mask, counts);
        }
    }
}

/// What holds of each proposal's completions.
pub(crate) fn proposals(
    graph: &mut Graph<'_>,
    equilibria: &[Bitmap],
) -> Result<Vec<ProposalStability>, Refusal> {
    let dispute = graph.dispute;
    let mut lines = Vec::new();
    for proposal in dispute.proposals.values() {
        let complete: Option<Vec<Level>> = proposal.levels.iter().copied().collect();
        if let Some(levels) = complete {
            let address = graph.address(&levels);
            let one = |held: bool| count(u64::from(held));
            lines.push(ProposalStability {
                proposal: proposal.id.clone(),
                completions: one(address.is_some()),
                equilibria: (equilibria.iter())
                    .map(|e| one(address.is_some_and(|address| holds(e, address))))
                    .collect(),
            });
            continue;
        }
        let fixed = proposal.levels.iter().enumerate().filter_map(|(option, level)| {
            let equal = detente_model::Comparison::Equal;
            level.map(|level| Condition::Compare(Id::new(option), equal, level))
        });
        let set = graph.space.where_all(graph.space.feasible(), &fixed.collect::<Vec<_>>())?;
        let completions = graph.bitmap(set)?;
        lines.push(ProposalStability {
            proposal: proposal.id.clone(),
            completions: count(completions.count()),
            equilibria: equilibria.iter().map(|e| count(e.count_common(&completions))).collect(),
        });
    }
    Ok(lines)
}
