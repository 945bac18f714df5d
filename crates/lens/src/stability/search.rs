//! Shortest ways from a state, and what they reach.
//!
//! A way costs the moves on it that are no improvement for their mover, then its moves; ways of
//! improvements only, and ways in which all moves count alike, are special cases. States are settled
//! in the order of cost. Within a fibre a party's moves from one state cover its moves from another
//! of the same class, except that more of them are improvements from where the rank is lower:
//! a state is only looked at by a party if its rank there is lower than that of every state of its
//! fibre and class looked at before. So each fibre is gone through a few times, whatever its states.
//!
//! That no party moves twice running needs no care: two running moves of one party are one move, at
//! no higher cost, so no shortest way has them.

use detente_finding::Way;
use detente_model::{PartyId, Table};

use super::graph::{Graph, Outlook};
use super::ranks::Rank;

/// What a way costs: moves that are no improvement, then moves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Cost {
    pub(crate) against: u32,
    pub(crate) moves: u32,
}

/// No way leads there.
pub(crate) const NOWHERE: Cost = Cost { against: u32::MAX, moves: u32::MAX };

/// The least costs from a state.
pub(crate) struct Search<'a> {
    graph: &'a Graph<'a>,
    outlook: &'a Outlook,
    way: Way,
    pub(crate) start: usize,
    cost: Vec<Cost>,
    /// States settled, in the order of cost.
    pub(crate) settled: Vec<u32>,
}

impl<'a> Search<'a> {
    /// Finds the least costs from a state to every other.
    pub(crate) fn new(
        graph: &'a Graph<'a>,
        outlook: &'a Outlook,
        way: Way,
        start: usize,
    ) -> Search<'a> {
        let cost = vec![NOWHERE; graph.len()];
        let mut search = Search { graph, outlook, way, start, cost, settled: Vec::new() };
        search.run();
        search
    }

    /// The least cost to a state.
    pub(crate) fn cost(&self, address: usize) -> Cost {
        self.cost[address]
    }

    /// What a step of a party costs; nothing if the way may not take it.
    pub(crate) fn step(&self, party: PartyId, from: usize, to: usize) -> Option<Cost> {
        let ranks = &self.outlook.ranks[party];
        let improves = ranks.at(to) > ranks.at(from);
        match self.way {
            Way::Moves => Some(Cost { against: 0, moves: 1 }),
            Way::Improvements => improves.then_some(Cost { against: 0, moves: 1 }),
            Way::Mixed => Some(Cost { against: u32::from(!improves), moves: 1 }),
        }
    }

    fn run(&mut self) {
        let graph = self.graph;
        let looked = |party| Looked::new(graph, party);
        let mut looked: Table<PartyId, Looked> = graph.dispute.parties.ids().map(looked).collect();
        self.cost[self.start] = Cost { against: 0, moves: 0 };
        // States to settle, per number of moves against preference and number of moves.
        let mut waiting: Vec<Vec<Vec<u32>>> = vec![vec![vec![self.start as u32]]];
        let mut against = 0;
        while against < waiting.len() {
            let mut moves = 0;
            while moves < waiting[against].len() {
                for state in std::mem::take(&mut waiting[against][moves]) {
                    let here = Cost { against: against as u32, moves: moves as u32 };
                    if self.cost[state as usize] == here {
                        self.settled.push(state);
                        self.look(state as usize, here, &mut looked, &mut waiting);
                    }
                }
                moves += 1;
            }
            against += 1;
        }
    }

    /// Looks where a settled state leads.
    fn look(
        &mut self,
        state: usize,
        here: Cost,
        looked: &mut Table<PartyId, Looked>,
        waiting: &mut Vec<Vec<Vec<u32>>>,
    ) {
        let (graph, outlook) = (self.graph, self.outlook);
        for &party in &graph.movers {
            // Where all moves count alike, every state of a class leads to the same.
            let rank = if self.way == Way::Moves { 0 } else { outlook.ranks[party].at(state) };
            if !looked[party].is_news(graph, party, state, rank) {
                continue;
            }
            for to in graph.moves_from(party, state) {
                let Some(step) = self.step(party, state, to) else { continue };
                let cost =
                    Cost { against: here.against + step.against, moves: here.moves + step.moves };
                if cost < self.cost[to] {
                    self.cost[to] = cost;
                    put(waiting, cost, to as u32);
                }
            }
        }
    }

    /// The states from which a shortest way comes to a state, each with who moves; in the order of
    /// parties and digits.
    pub(crate) fn before(&self, to: usize) -> Vec<(PartyId, usize)> {
        let mut before = Vec::new();
        let cost = self.cost[to];
        for &party in &self.graph.movers {
            for from in self.graph.moves[party].origins(to) {
                let there = self.cost[from];
                if there == NOWHERE || !self.graph.is_feasible(from) {
                    continue;
                }
                let fits = |step: Cost| {
                    there.against + step.against == cost.against
                        && there.moves + step.moves == cost.moves
                };
                if self.step(party, from, to).is_some_and(fits) {
                    before.push((party, from));
                }
            }
        }
        before
    }
}

fn put(waiting: &mut Vec<Vec<Vec<u32>>>, cost: Cost, state: u32) {
    let (against, moves) = (cost.against as usize, cost.moves as usize);
    if waiting.len() <= against {
        waiting.resize_with(against + 1, Vec::new);
    }
    if waiting[against].len() <= moves {
        waiting[against].resize_with(moves + 1, Vec::new);
    }
    waiting[against][moves].push(state);
}

/// Per fibre and class of a party the lowest rank looked at.
struct Looked {
    least: Vec<Rank>,
    classes: usize,
}

impl Looked {
    fn new(graph: &Graph<'_>, party: PartyId) -> Looked {
        let moves = &graph.moves[party];
        let classes = moves.classes();
        let fibres = if moves.count > 1 { moves.fibres(graph.len()) } else { 0 };
        Looked { least: vec![Rank::MAX; fibres * classes], classes }
    }

    fn is_news(&mut self, graph: &Graph<'_>, party: PartyId, state: usize, rank: Rank) -> bool {
        let moves = &graph.moves[party];
        let fibre = moves.fibre(state);
        let class = moves.relation(fibre).class[moves.digit(state)] as usize;
        let least = &mut self.least[fibre * self.classes + class];
        let news = rank < *least;
        *least = (*least).min(rank);
        news
    }
}
