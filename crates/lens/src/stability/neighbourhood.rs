//! A few states around the status quo: what improvements lead to, nearest first, and the states
//! looked at closely.
//!
//! Never the whole graph of a large dispute: at most [`MOST`] states. Of those equally near, the ones
//! that hold under most concepts come first, then those nearest the status quo in options.

use std::cmp::Reverse;

use detente_finding::{Concept, Neighbour, Neighbourhood};
use detente_states::Bitmap;

use super::graph::{Graph, Outlook};
use super::place::changed;
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
    let mut found = vec![(start, Some(0))];
    let mut layer = vec![start];
    let mut complete = true;
    for distance in 1.. {
        let mut next: Vec<usize> = Vec::new();
        for &state in &layer {
            for &party in &graph.movers {
                next.extend(outlook.improvements(graph, party, state));
            }
        }
        next.sort_unstable();
        next.dedup();
        next.retain(|address| found.iter().all(|(known, _)| known != address));
        if next.is_empty() {
            break;
        }
        next.sort_by_cached_key(|&address| {
            let steps = changed(there, &graph.levels(address));
            (!close.contains(&address), Reverse(held(address).len()), steps, address)
        });
        let waiting = |found: &[(usize, Option<u32>)]| {
            close.iter().filter(|a| found.iter().all(|(known, _)| known != *a)).count()
        };
        let taken = found.len();
        for address in next {
            let reserved = waiting(&found) - usize::from(close.contains(&address));
            if found.len() + reserved < MOST {
                found.push((address, Some(distance)));
            } else {
                complete = false;
            }
        }
        layer = found[taken..].iter().map(|(address, _)| *address).collect();
    }
    for address in close {
        if found.iter().all(|(known, _)| *known != address) {
            found.push((address, None));
        }
    }
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
