//! How does one get from a state to another, who would have to move, and where do improvements lead?
//!
//! *Asks*: the shortest ways by any moves, by improvements alone, and with as few moves against their
//! mover's preference as can be; how many there are; what can be reached; where improvements end.
//! *Assumes*: closed moves, as the lens does throughout. *Computes*: exactly, whatever the length
//! (`search.rs`). *Misleads when*: a shortest way is taken for a likely one.

use std::collections::HashMap;

use detente_finding::{
    Count, PathAnswer, PathQuestion, PathStep, RestingState, ShortestPaths, Unanswerable, Way,
};
use detente_model::{Dispute, Level, PartyId, ReadingId, Scope};
use rustc_hash::FxBuildHasher;

use super::graph::{Graph, Outlook};
use super::place;
use super::refusal::Refusal;
use super::search::{NOWHERE, Search};
use crate::scope;

/// Answers a question about paths.
pub(crate) fn path(dispute: &Dispute, question: &PathQuestion) -> Result<PathAnswer, Unanswerable> {
    let reading = scope::reading(dispute, question.reading.as_deref())?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let dispute = &*scope::asked(dispute, question.strict);
    let from = place::state(dispute, &scope, &question.from)?;
    let to = question.to.as_ref().map(|to| place::state(dispute, &scope, to)).transpose()?;
    let mut answer = PathAnswer {
        reading: dispute.readings[reading].id.clone(),
        missing_preferences: super::missing_preferences(dispute, reading),
        options: dispute.options.values().map(|option| option.id.clone()).collect(),
        from: place::card(dispute, &from),
        to: to.as_deref().map(|to| place::card(dispute, to)),
        ..PathAnswer::default()
    };
    let ends = (from.as_slice(), to.as_deref());
    if let Err(refusal) = fill(dispute, &scope, reading, ends, question.list, &mut answer) {
        answer.too_large = Some(refusal.to_string());
    }
    Ok(answer)
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    reading: ReadingId,
    (from, to): (&[Level], Option<&[Level]>),
    most: usize,
    answer: &mut PathAnswer,
) -> Result<(), Refusal> {
    let Some(mut graph) = Graph::new(dispute, scope)? else { return Ok(()) };
    let outlook = graph.outlook(reading)?;
    answer.feasible = Some(Count(u128::from(graph.addresses.count())));
    let address = |levels| graph.address(levels).expect("the state is feasible and in scope");
    let (from, to) = (address(from), to.map(address));
    for way in Way::ALL {
        if way == Way::Mixed && to.is_none() {
            continue;
        }
        let paths = Paths {
            graph: &graph,
            outlook: &outlook,
            way: &Search::new(&graph, &outlook, way, from),
        };
        let others = Some(Count(paths.way.settled.len() as u128 - 1));
        match way {
            Way::Moves => answer.by_moves = others,
            Way::Improvements => {
                answer.by_improvements = others;
                paths.rest(most, answer);
            }
            Way::Mixed => {}
        }
        answer.ways.extend(to.map(|to| paths.shortest(way, to, most)));
    }
    Ok(())
}

/// The shortest ways from one state.
pub(super) struct Paths<'a> {
    pub(super) graph: &'a Graph<'a>,
    pub(super) outlook: &'a Outlook,
    pub(super) way: &'a Search<'a>,
}

impl Paths<'_> {
    /// Where improvements end.
    fn rest(&self, most: usize, answer: &mut PathAnswer) {
        let improves = |&state: &u32| {
            let improvement = |&party: &PartyId| {
                self.outlook.improvements(self.graph, party, state as usize).next().is_some()
            };
            self.graph.movers.iter().any(improvement)
        };
        let mut resting: Vec<u32> =
            self.way.settled.iter().copied().filter(|state| !improves(state)).collect();
        resting.sort_unstable_by_key(|&state| (self.way.cost(state as usize), state));
        answer.resting = Some(Count(resting.len() as u128));
        let told = |&state: &u32| {
            let state = state as usize;
            let path = self.list(state, 1).pop().unwrap_or_default();
            RestingState {
                state: place::card(self.graph.dispute, &self.graph.levels(state)),
                distance: self.way.cost(state).moves,
                path,
            }
        };
        answer.resting_states = resting.iter().take(most).map(told).collect();
    }

    /// The shortest ways to a state.
    fn shortest(&self, way: Way, to: usize, most: usize) -> ShortestPaths {
        let cost = self.way.cost(to);
        if cost == NOWHERE {
            let none = Some(Count(0));
            return ShortestPaths {
                way,
                moves: None,
                against_preference: None,
                count: none,
                paths: Vec::new(),
            };
        }
        let paths = self.list(to, most);
        let against =
            |path: &Vec<PathStep>| path.iter().filter(|s| s.to_rank <= s.from_rank).count();
        ShortestPaths {
            way,
            moves: Some(cost.moves),
            // Where all moves count alike, shortest ways may differ in this.
            against_preference: match way {
                Way::Moves => None,
                _ => paths.first().map(|path| against(path) as u32).or(Some(cost.against)),
            },
            count: self.count(to).map(Count),
            paths,
        }
    }

    /// The number of shortest ways to a state; nothing beyond 2^128.
    pub(super) fn count(&self, to: usize) -> Option<u128> {
        // The states on shortest ways, each after those it is reached from.
        let mut order = vec![to];
        let mut seen: HashMap<usize, Option<u128>, FxBuildHasher> = HashMap::default();
        seen.insert(to, Some(0));
        let mut next = 0;
        while next < order.len() {
            for (_, from) in self.way.before(order[next]) {
                if seen.insert(from, Some(0)).is_none() {
                    order.push(from);
                }
            }
            next += 1;
        }
        order.sort_by_key(|&state| self.way.cost(state));
        for state in order {
            let count = if state == self.way.start {
                Some(1)
            } else {
                let ways = self.way.before(state);
                ways.into_iter().try_fold(0_u128, |sum, (_, from)| sum.checked_add(seen[&from]?))
            };
            seen.insert(state, count);
        }
        seen[&to]
    }

    /// Some shortest ways to a state, in the order of parties and digits from its end.
    fn list(&self, to: usize, most: usize) -> Vec<Vec<PathStep>> {
        let mut found = Vec::new();
        let mut open = vec![(to, Vec::new())];
        while let Some((state, steps)) = open.pop() {
            if found.len() == most {
                break;
            }
            if state == self.way.start {
                let mut steps: Vec<PathStep> = steps;
                steps.reverse();
                found.push(steps);
                continue;
            }
            for (party, from) in self.way.before(state).into_iter().rev() {
                let ranks = &self.outlook.ranks[party];
                let step = PathStep {
                    by: self.graph.step(party, from, state),
                    from_rank: ranks.at(from).cast_unsigned(),
                    to_rank: ranks.at(state).cast_unsigned(),
                };
                let longer: Vec<PathStep> = steps.iter().cloned().chain([step]).collect();
                open.push((from, longer));
            }
        }
        found
    }
}
