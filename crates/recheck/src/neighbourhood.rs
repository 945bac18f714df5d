//! The neighbourhood of the status quo: its states at their distances, and all improvements between.

use std::collections::BTreeSet;

use detente_finding::{Concept, Neighbour, Neighbourhood};
use detente_model::{Dispute, Level};
use serde_json::json;

use crate::concepts::Play;
use crate::ledger::differences;
use crate::names;

/// The most states of a neighbourhood.
const MOST: usize = 60;

/// Per state the improvements it takes, at least, from a state.
pub(crate) fn distances(play: &Play<'_>, start: usize) -> Vec<Option<u32>> {
    let mut distance = vec![None; play.graph.len()];
    distance[start] = Some(0);
    let (mut layer, mut steps) = (vec![start], 0);
    while !layer.is_empty() {
        steps += 1;
        let mut next = Vec::new();
        for state in layer {
            for &party in &play.parties {
                for to in play.improvements(party, state) {
                    if distance[to].is_none() {
                        distance[to] = Some(steps);
                        next.push(to);
                    }
                }
            }
        }
        layer = next;
    }
    distance
}

/// What is wrong with a neighbourhood.
pub(crate) fn mistakes(
    dispute: &Dispute,
    play: &Play<'_>,
    concepts: &[Concept],
    listed: &[Option<Vec<Level>>],
    said: Option<&Neighbourhood>,
) -> Vec<String> {
    let start = dispute.status_quo_levels().and_then(|levels| play.graph.find(levels));
    let (start, said) = match (start, said) {
        (None, None) => return Vec::new(),
        (Some(start), Some(said)) => (start, said),
        (Some(_), None) => return vec!["the states around the status quo are missing".to_string()],
        (None, Some(_)) => return vec!["there is no status quo in scope".to_string()],
    };
    let mut mistakes = Vec::new();
    let mut states = Vec::new();
    for (number, neighbour) in said.states.iter().enumerate() {
        let found = names::state(dispute, &neighbour.levels);
        match found.map(|levels| play.graph.find(&levels)) {
            Ok(Some(state)) => states.push(state),
            Ok(None) => mistakes.push(format!("state {} is not feasible in scope", number + 1)),
            Err(why) => mistakes.push(format!("state {}: {why}", number + 1)),
        }
    }
    let distinct: BTreeSet<usize> = states.iter().copied().collect();
    if distinct.len() != states.len() || states.len() > MOST {
        mistakes.push(format!("a state stands twice, or there are more than {MOST}"));
    }
    if states.first() != Some(&start) {
        mistakes.push("the status quo does not come first".to_string());
    }
    if !mistakes.is_empty() {
        return mistakes;
    }
    let distance = distances(play, start);
    // Nearest first, then what improvements do not lead to.
    let order = |state: &usize| distance[*state].unwrap_or(u32::MAX);
    if !states.is_sorted_by_key(order) {
        mistakes.push("the states are not in the order of their distance".to_string());
    }
    let apart = states.iter().filter(|state| distance[**state].is_none());
    let close = |state: usize| listed.iter().flatten().any(|l| *l == play.graph.states[state]);
    if !apart.clone().all(|state| close(*state)) {
        mistakes.push("a state stands there that is neither reached nor looked at closely".into());
    }
    let reached = distance.iter().flatten().count();
    let found_here = states.iter().filter(|state| distance[**state].is_some()).count();
    let neighbour = |&state: &usize| Neighbour {
        levels: names::state_ids(dispute, &play.graph.states[state]),
        distance: distance[state],
        equilibrium: play.held(concepts, state),
    };
    let mut improvements = Vec::new();
    for (from, &state) in states.iter().enumerate() {
        for &party in &play.parties {
            for end in play.improvements(party, state) {
                if let Some(to) = states.iter().position(|state| *state == end) {
                    improvements.push((from, to, dispute.parties[party].id.clone()));
                }
            }
        }
    }
    let found = Neighbourhood {
        states: states.iter().map(neighbour).collect(),
        improvements,
        complete: reached == found_here,
    };
    mistakes.extend(differences(&json!(said), &json!(found)));
    mistakes
}
