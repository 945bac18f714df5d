//! A few states around the status quo: what improvements lead to, nearest first, and the states
//! looked at closely.
//!
//! Never the whole graph of a large dispute: at most [`MOST`] states. Of those equally near, the ones
//! that hold under most concepts come first, then those nearest the status quo in options.

use std::cmp::Reverse;

use detente_finding::{Concept, Neighbour, Neighbourhood, Way};
use detente_states::Bitmap;

use super::graph::{Graph, Outlook};
use super::place::changed;
use super::search::{NOWHERE, Search};
use super::verdicts::holds;
use crate::scope;

/// Most states of a neighbourhood.
const MOST: usize = 60;

/// The neighbourhood of the status quo; nothing without a status quo in scope.
pub(crate) fn neighbourhood(
    graph: &Graph<'_>,
    outlook: &Outlook,
    listed: &[usize],
    concepts: &[Concept],
    equilibria: &[Bitmap],
) -> Option<Neighbourhood> {
    let there = graph.dispute.status_quo_levels()?;
    let start = graph.address(there)?;
    let held = |address: usize| -> Vec<Concept> {
        let judged = concepts.iter().zip(equilibria);
        judged.filter(|(_, held)| holds(held, address)).map(|(concept, _)| *concept).collect()
    };
    // Room is kept for the states looked at closely.
    let close: Vec<usize> =
        listed.iter().copied().filter(|&address| address != start).take(MOST / 2).collect();
    let search = Search::new(graph, outlook, Way::Improvements, start);
    let distance = |address: usize| {
        let cost = search.cost(address);
        (cost != NOWHERE).then_some(cost.moves)
    };
    let mut room = MOST - 1 - close.len();
    let mut found = vec![start];
    let same = |a: &u32, b: &u32| distance(*a as usize) == distance(*b as usize);
    for layer in search.settled[1..].chunk_by(same) {
        let mut layer: Vec<usize> = layer.iter().map(|&address| address as usize).collect();
        layer.sort_by_cached_key(|&address| {
            let steps = changed(there, &graph.levels(address));
            (!close.contains(&address), Reverse(held(address).len()), steps, address)
        });
        for address in layer {
            let listed = close.contains(&address);
            if listed || room > 0 {
                found.push(address);
                room -= usize::from(!listed);
            }
        }
        if room == 0 {
            break;
        }
    }
    let rest: Vec<usize> = close.into_iter().filter(|address| !found.contains(address)).collect();
    found.extend(rest);
    found.sort_by_key(|&address| distance(address).unwrap_or(u32::MAX));
    let reached = found.iter().filter(|address| distance(**address).is_some()).count();
    let complete = reached == search.settled.len();
    let found: Vec<(usize, Option<u32>)> =
        found.into_iter().map(|address| (address, distance(address))).collect();
    Some(drawn(graph, outlook, &found, complete, held))
}

fn drawn(
    graph: &Graph<'_>,
    outlook: &Outlook,
    found: &[(usize, Option<u32>)],
    complete: bool,
    held: impl Fn(usize) -> Vec<Concept>,
) -> Neighbourhood {
    let mut improvements = Vec::new();
    for (from, &(state, _)) in found.iter().enumerate() {
        for &party in &graph.movers {
            for to in outlook.improvements(graph, party, state) {
                if let Some(to) = found.iter().position(|(known, _)| *known == to) {
                    improvements.push((from, to, graph.dispute.parties[party].id.clone()));
                }
            }
        }
    }
    let state = |&(address, distance): &(usize, Option<u32>)| Neighbour {
        levels: scope::state_ids(graph.dispute, &graph.levels(address)),
        distance,
        equilibrium: held(address),
    };
    Neighbourhood { states: found.iter().map(state).collect(), improvements, complete }
}
