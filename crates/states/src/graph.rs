//! The graph of a focus: every feasible state of a scope, and every step out of it.
//!
//! A *step* is what [`Dispute::steps`] says: one party changes one of its options by one level, or
//! to its snap level at once, and the state it leads to is feasible. States are [`Node`]s, numbered
//! in dossier order (the last option counting fastest); the steps of one party out of one state stand
//! side by side, in the order of its options and of the levels they lead to.
//!
//! The states are listed from the diagram, so combinations that rules forbid cost nothing. A step is
//! looked up by its code: the mixed-radix number of the levels that vary, which grows with the node.
//! Cost: 16 bytes and one level an option per state, 8 bytes a step, and a binary search a candidate
//! step. Ten million steps take a second or two.
//!
//! Refuses more feasible states than [`Limits::states`], before listing any.

use detente_model::{Dispute, Id, Level, OptionId, PartyId, Scope};

use crate::limits::{Limits, TooLarge};
use crate::space::Space;

detente_model::ids! {
    /// The number of a feasible state of a [`Graph`].
    Node;
}

/// One step: which option changes, and the state it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// The option that changes.
    pub option: OptionId,
    /// Where it leads.
    pub to: Node,
}

/// The feasible states of a dispute within a scope, and the steps between them.
pub struct Graph {
    parties: usize,
    /// The options that vary, in dossier order.
    options: Vec<OptionId>,
    /// Options of the dispute, fixed ones included: the length of a row of levels.
    width: usize,
    /// A row per state.
    levels: Vec<Level>,
    /// What one level of each option counts in a code; 0 for the options that are fixed.
    places: Vec<u128>,
    /// Per state its code, ascending.
    codes: Vec<u128>,
    /// Where the steps of (state, party) begin; one entry more than there are pairs.
    first: Vec<u32>,
    steps: Vec<Step>,
}

impl Graph {
    /// Lists the feasible states of a scope and the steps between them.
    ///
    /// # Errors
    /// When there are more feasible states than the limit, or the diagram outgrows its own.
    pub fn new(dispute: &Dispute, scope: &Scope, limits: Limits) -> Result<Graph, TooLarge> {
        let space = Space::new(dispute, scope, limits)?;
        let count = space.count(space.feasible());
        if count > limits.states as u128 {
            return Err(TooLarge::States { states: count, limit: limits.states });
        }
        let varies = |o: &OptionId| scope.fixed[o.index()].is_none();
        let options: Vec<OptionId> = dispute.options.ids().filter(varies).collect();
        let mut places = vec![0; dispute.options.len()];
        let mut place = 1;
        for option in options.iter().rev() {
            places[option.index()] = place;
            place *= dispute.level_count(*option) as u128;
        }
        // Dossier order is lexicographic, whatever the order of the diagram.
        let mut rows = space.list(space.feasible(), 0, limits.states);
        rows.sort_unstable();
        let mut graph = Graph {
            parties: dispute.parties.len(),
            options,
            width: dispute.options.len(),
            levels: rows.concat(),
            places,
            codes: Vec::with_capacity(rows.len()),
            first: Vec::with_capacity(rows.len() * dispute.parties.len() + 1),
            steps: Vec::new(),
        };
        graph.codes.extend(rows.iter().map(|levels| code(&graph.places, levels)));
        graph.connect(dispute);
        Ok(graph)
    }

    /// Writes the steps, party by party within each state.
    fn connect(&mut self, dispute: &Dispute) {
        let varies = |o: &OptionId| self.options.contains(o);
        let own: Vec<Vec<OptionId>> = (dispute.parties.ids())
            .map(|party| dispute.options_of(party).filter(varies).collect())
            .collect();
        for node in self.nodes() {
            for options in &own {
                self.first.push(self.steps.len() as u32);
                for &option in options {
                    self.connect_option(dispute, node, option);
                }
            }
        }
        self.first.push(u32::try_from(self.steps.len()).expect("a state has few steps"));
    }

    /// Writes the steps of one option out of one state.
    fn connect_option(&mut self, dispute: &Dispute, node: Node, option: OptionId) {
        let from = self.levels(node)[option.index()];
        let rule = &dispute.options[option].moves;
        for to in 0..dispute.level_count(option) as Level {
            if !rule.allows_step(from, to, self.levels(node), dispute.as_of) {
                continue;
            }
            let place = self.places[option.index()];
            let rest = self.codes[node.index()] - u128::from(from) * place;
            if let Ok(index) = self.codes.binary_search(&(rest + u128::from(to) * place)) {
                self.steps.push(Step { option, to: Node::new(index) });
            }
        }
    }

    /// The number of states.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether no state is feasible.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// All states, in dossier order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node> + DoubleEndedIterator + use<> {
        (0..self.len()).map(Node::new)
    }

    /// The options that vary, in dossier order.
    pub fn options(&self) -> &[OptionId] {
        &self.options
    }

    /// The levels of a state, one per option of the dispute.
    pub fn levels(&self, node: Node) -> &[Level] {
        &self.levels[node.index() * self.width..][..self.width]
    }

    /// The node of a state; nothing if it is infeasible or outside the scope.
    pub fn node(&self, levels: &[Level]) -> Option<Node> {
        if levels.len() != self.width {
            return None;
        }
        let index = self.codes.binary_search(&code(&self.places, levels)).ok()?;
        // Options that are fixed, and levels an option does not have, do not show in the code.
        (self.levels(Node::new(index)) == levels).then(|| Node::new(index))
    }

    /// The steps of a party out of a state.
    pub fn steps(&self, node: Node, party: PartyId) -> &[Step] {
        let at = node.index() * self.parties + party.index();
        &self.steps[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// The number of steps of all parties out of all states.
    pub fn step_count(&self) -> usize {
        self.steps.len()
    }
}

fn code(places: &[u128], levels: &[Level]) -> u128 {
    // Codes of states are below 2^128; only those of levels an option does not have may wrap.
    let counts = places.iter().zip(levels).map(|(place, l)| place.wrapping_mul(u128::from(*l)));
    counts.fold(0, u128::wrapping_add)
}
