//! Threats, their answers and paths, replayed by the naive meaning.

use detente_finding::{
    Concept, Move, PartyVerdicts, PathAnswer, PathStep, RestingState, Simultaneity, Threat,
};
use detente_model::{Dispute, Id, Level, PartyId};
use detente_testkit::naive::Graph;

/// Where a move leads, if its party may make it.
fn go(dispute: &Dispute, graph: &Graph, from: usize, by: &Move) -> Option<(PartyId, usize)> {
    let party = dispute.parties.find(|party| party.id == by.party)?;
    let mut levels = graph.states[from].clone();
    for (option, level) in &by.changes {
        let option = dispute.options.find(|entry| entry.id == *option)?;
        let entry = &dispute.options[option];
        levels[option.index()] = entry.levels.iter().position(|l| l.id == *level)? as Level;
    }
    let to = graph.number(&levels)?;
    let changed = levels.iter().zip(&graph.states[from]).filter(|(a, b)| a != b).count();
    (graph.steps(party, false, from).contains(&to) && changed == by.changes.len())
        .then_some((party, to))
}

/// Where a path of improvements leads.
fn walk(dispute: &Dispute, graph: &Graph, from: usize, path: &[PathStep]) -> Option<usize> {
    let mut here = from;
    for step in path {
        let (party, to) = go(dispute, graph, here, &step.by)?;
        let ranks = (graph.ranks[party][here], graph.ranks[party][to]);
        if ranks != (step.from_rank, step.to_rank) || ranks.0 >= ranks.1 {
            return None;
        }
        here = to;
    }
    Some(here)
}

/// Whether only the choice or the order of resting states equally near, or a way to one, changed.
pub(crate) fn resting(
    dispute: &Dispute,
    graph: &Graph,
    from: usize,
    old: &PathAnswer,
    new: &PathAnswer,
) -> bool {
    let alike = PathAnswer { resting_states: old.resting_states.clone(), ..new.clone() } == *old;
    let led = |line: &RestingState| {
        let end = walk(dispute, graph, from, &line.path);
        old.resting_states
            .iter()
            .any(|old| old.state == line.state && old.distance == line.distance)
            && line.path.len() == line.distance as usize
            && end.is_some_and(|end| {
                crate::valid::ids(dispute, &graph.states[end]) == line.state.levels
            })
    };
    alike
        && old.resting_states.len() == new.resting_states.len()
        && new.resting_states.is_sorted_by_key(|line| line.distance)
        && new.resting_states.iter().all(led)
}

/// Whether the threats told are still threats that promise as much, and their answers answers.
pub(crate) fn threats(
    dispute: &Dispute,
    graph: &Graph,
    sim: Simultaneity,
    state: usize,
    old: &PartyVerdicts,
    new: &PartyVerdicts,
) -> bool {
    let party = dispute.parties.find(|party| party.id == old.party).unwrap();
    old.concepts.iter().zip(&new.concepts).all(|(old, new)| {
        let told = old.threats.iter().zip(&new.threats);
        old.threats.len() == new.threats.len()
            && old.stable == new.stable
            && told.into_iter().all(|(old, threat)| {
                old == threat || {
                    let promise = |threat: &Threat| {
                        go(dispute, graph, state, &threat.improvement)
                            .map(|(_, x)| promise(graph, party, new.concept, x))
                    };
                    promise(old) == promise(threat)
                        && is_threat(dispute, graph, sim, new.concept, party, state, threat)
                }
            })
    })
}

/// What an answer that ends at a state leaves the party with.
fn left(graph: &Graph, party: PartyId, concept: Concept, state: usize) -> u32 {
    let own = graph.ranks[party][state];
    let way_out = matches!(concept, Concept::Smr | Concept::Sseq);
    let moves = graph.steps(party, false, state).into_iter().filter(|_| way_out);
    moves.map(|to| graph.ranks[party][to]).fold(own, u32::max)
}

fn promise(graph: &Graph, party: PartyId, concept: Concept, x: usize) -> u32 {
    let own = graph.ranks[party][x];
    if concept == Concept::Sim {
        return own;
    }
    let ends = graph.answers(concept, party, x).into_iter();
    ends.map(|end| left(graph, party, concept, end)).fold(own, u32::min)
}

fn is_threat(
    dispute: &Dispute,
    graph: &Graph,
    sim: Simultaneity,
    concept: Concept,
    party: PartyId,
    state: usize,
    threat: &Threat,
) -> bool {
    let Some((mover, x)) = go(dispute, graph, state, &threat.improvement) else { return false };
    let limit = graph.ranks[party][state];
    if mover != party || graph.ranks[party][x] <= limit || graph.ranks[party][x] != threat.rank {
        return false;
    }
    let promise = promise(graph, party, concept, x);
    if threat.answer.is_empty() {
        return promise > limit && promise == threat.left_with;
    }
    let (mut here, mut last) = (if concept == Concept::Sim { state } else { x }, None);
    let mut merged = graph.states[x].clone();
    for step in &threat.answer {
        let Some((mover, to)) = go(dispute, graph, here, step) else { return false };
        let improving = matches!(concept, Concept::Seq | Concept::Sseq | Concept::Sim);
        if mover == party || last == Some(mover) {
            return false;
        }
        if improving && graph.ranks[mover][to] <= graph.ranks[mover][here] {
            return false;
        }
        if concept == Concept::Sim {
            let unstable = !graph.stable(Concept::Seq, mover, state);
            if sim == Simultaneity::FraserHipel && !unstable {
                return false;
            }
            for option in dispute.options_of(mover) {
                merged[option.index()] = graph.states[to][option.index()];
            }
        } else {
            here = to;
        }
        last = Some(mover);
    }
    let end = if concept == Concept::Sim { graph.number(&merged) } else { Some(here) };
    let left = end.map(|end| left(graph, party, concept, end));
    left.is_some_and(|left| left <= limit && left == threat.left_with)
}
