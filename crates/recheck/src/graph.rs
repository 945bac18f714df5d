//! The explicit graph of a scope: its feasible states and everybody's moves between them.
//!
//! A move changes any of one party's options together, each as its move rule allows in the source
//! state, to a feasible state. So one goes between states that agree on everybody else's options.
//! Cost: the pairs of such states, and eight bytes a move.

use std::ops::ControlFlow;

use detente_finding::Count;
use detente_model::{Dispute, Id, Level, OptionId, PartyId, Scope};

use crate::blocks::Blocks;
use crate::overview::{countable, raw, uncounted};
use crate::{MOST_MOVES, MOST_STATES};

/// What is known of the states of a scope.
pub(crate) struct Field {
    pub(crate) raw: Option<Count>,
    /// How many are feasible, if that was counted.
    pub(crate) feasible: Option<Count>,
    /// The graph, or why there is none.
    pub(crate) graph: Result<Graph, String>,
}

impl Field {
    /// Counts the feasible states, and makes the graph of them if they are few enough.
    pub(crate) fn new(dispute: &Dispute, scope: &Scope) -> Field {
        let raw = raw(dispute, scope);
        if !countable(raw) {
            return Field { raw, feasible: None, graph: Err(uncounted(raw)) };
        }
        let (mut feasible, mut states) = (0, Vec::new());
        Blocks::new(dispute, scope, &[]).visit(dispute, &[], &mut |block| {
            feasible += block.feasible.count();
            if feasible <= MOST_STATES as u128 {
                states.extend(block.feasible.positions().map(|position| block.state(position)));
            }
            ControlFlow::Continue(())
        });
        let feasible = Count(feasible);
        let graph = if feasible.0 > MOST_STATES as u128 {
            let most = Count(MOST_STATES as u128);
            Err(format!("{feasible} feasible states; up to {most} are judged again"))
        } else {
            Graph::new(dispute, scope, states)
        };
        Field { raw, feasible: Some(feasible), graph }
    }
}

/// The feasible states, in lexicographic order, and the moves between them.
pub(crate) struct Graph {
    pub(crate) states: Vec<Vec<Level>>,
    codes: Vec<u64>,
    weights: Vec<u64>,
    moves: Vec<Arcs>,
    back: Vec<Arcs>,
}

/// Per state the states at the other end, in order.
struct Arcs {
    start: Vec<usize>,
    ends: Vec<u32>,
}

impl Arcs {
    fn of(&self, state: usize) -> &[u32] {
        &self.ends[self.start[state]..self.start[state + 1]]
    }

    fn new(states: usize, mut arcs: Vec<(u32, u32)>) -> Arcs {
        arcs.sort_unstable();
        let mut start = vec![0; states + 1];
        for (from, _) in &arcs {
            start[*from as usize + 1] += 1;
        }
        for state in 0..states {
            start[state + 1] += start[state];
        }
        Arcs { start, ends: arcs.into_iter().map(|(_, to)| to).collect() }
    }
}

impl Graph {
    fn new(dispute: &Dispute, scope: &Scope, states: Vec<Vec<Level>>) -> Result<Graph, String> {
        let mut weights = vec![0; scope.fixed.len()];
        let mut weight: u64 = 1;
        for option in dispute.options.ids().rev() {
            if scope.fixed[option.index()].is_none() {
                weights[option.index()] = weight;
                weight *= dispute.options[option].levels.len() as u64;
            }
        }
        let mut graph =
            Graph { states, codes: Vec::new(), weights, moves: Vec::new(), back: Vec::new() };
        graph.codes = graph.states.iter().map(|levels| graph.code(levels)).collect();
        let mut left = MOST_MOVES;
        for party in dispute.parties.ids() {
            let arcs = graph.arcs(dispute, party, &mut left)?;
            let back = arcs.iter().map(|(from, to)| (*to, *from)).collect();
            graph.moves.push(Arcs::new(graph.states.len(), arcs));
            graph.back.push(Arcs::new(graph.states.len(), back));
        }
        Ok(graph)
    }

    /// The moves of a party.
    fn arcs(
        &self,
        dispute: &Dispute,
        party: PartyId,
        left: &mut usize,
    ) -> Result<Vec<(u32, u32)>, String> {
        let own: Vec<OptionId> = (dispute.options.iter())
            .filter(|(id, option)| option.party == party && self.weights[id.index()] > 0)
            .map(|(id, _)| id)
            .collect();
        let own_code = |state: usize| -> u64 {
            own.iter().map(|o| self.weights[o.index()] * u64::from(self.level(state, *o))).sum()
        };
        let mut order: Vec<(u64, usize)> =
            (0..self.states.len()).map(|s| (self.codes[s] - own_code(s), s)).collect();
        order.sort_unstable();
        let pairs = order.chunk_by(|a, b| a.0 == b.0).map(|fibre| fibre.len() * fibre.len());
        if pairs.sum::<usize>() > 16 * MOST_MOVES {
            return Err(self.too_many());
        }
        let mut arcs = Vec::new();
        for fibre in order.chunk_by(|a, b| a.0 == b.0) {
            for (_, from) in fibre {
                let levels = &self.states[*from];
                let open: Vec<Vec<bool>> = (own.iter())
                    .map(|option| {
                        let (entry, here) = (&dispute.options[*option], levels[option.index()]);
                        let to = (0..entry.levels.len()).map(|to| to as Level);
                        to.map(|to| entry.moves.allows(here, to, levels, dispute.as_of)).collect()
                    })
                    .collect();
                let allowed = |to: usize| {
                    let own = own.iter().zip(&open);
                    own.clone().all(|(option, open)| open[usize::from(self.level(to, *option))])
                };
                for (_, to) in fibre {
                    if from != to && allowed(*to) {
                        arcs.push((*from as u32, *to as u32));
                    }
                }
            }
            if arcs.len() > *left {
                return Err(self.too_many());
            }
        }
        *left -= arcs.len();
        Ok(arcs)
    }

    fn too_many(&self) -> String {
        let (states, most) = (Count(self.states.len() as u128), Count(MOST_MOVES as u128));
        format!("{states} states with more than {most} moves between them")
    }

    fn level(&self, state: usize, option: OptionId) -> Level {
        self.states[state][option.index()]
    }

    fn code(&self, levels: &[Level]) -> u64 {
        self.weights.iter().zip(levels).map(|(weight, level)| weight * u64::from(*level)).sum()
    }

    /// The number of states.
    pub(crate) fn len(&self) -> usize {
        self.states.len()
    }

    /// The state with these levels, if it is feasible and in scope.
    pub(crate) fn find(&self, levels: &[Level]) -> Option<usize> {
        self.states.binary_search_by(|state| state.as_slice().cmp(levels)).ok()
    }

    /// The states a party can move to, in order.
    pub(crate) fn moves(&self, party: PartyId, state: usize) -> impl Iterator<Item = usize> + '_ {
        self.moves[party.index()].of(state).iter().map(|to| *to as usize)
    }

    /// The states from which a party can move to a state, in order.
    pub(crate) fn before(&self, party: PartyId, state: usize) -> impl Iterator<Item = usize> + '_ {
        self.back[party.index()].of(state).iter().map(|from| *from as usize)
    }

    /// The code of a state, and what moving on to another adds to it.
    pub(crate) fn shift(&self, from: usize, to: usize) -> i64 {
        self.codes[to].cast_signed() - self.codes[from].cast_signed()
    }

    /// The state whose code is that of `state` with a shift added, if it is feasible.
    pub(crate) fn shifted(&self, state: usize, shift: i64) -> Option<usize> {
        let code = self.codes[state].checked_add_signed(shift)?;
        self.codes.binary_search(&code).ok()
    }
}
