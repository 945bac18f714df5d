//! Stability in the graph model, read off the states one by one.
//!
//! Source: `stability.md` 2.1 to 2.4 (Howard 1971; Fraser and Hipel 1979, 1984; Rego and Vieira
//! 2017). Words: an *improvement* of a party is a move to a state it ranks higher; an *answer* to it
//! is where its opponents can go from there; `u` is the focal party's rank.
//! Cost: one search over (state, last mover) for every move; good for some thousand states.

use std::collections::BTreeMap;

use detente_finding::{Concept, Simultaneity};
use detente_model::{Dispute, Id, Level, PartyId, ReadingId, Scope, Table};

use super::feasible_states;

/// The states, who moves where, who prefers what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Graph {
    /// The feasible states in scope, in the order of `Dispute::states_in`.
    pub states: Vec<Vec<Level>>,
    /// Per party and state the states it can move to, the state itself not among them.
    pub moves: Table<PartyId, Vec<Vec<usize>>>,
    /// Per party and state its rank, 1 for the worst; all 1 where the party has no preference.
    pub ranks: Table<PartyId, Vec<u32>>,
}

impl Graph {
    /// The feasible states in scope with the closed moves between them.
    pub fn new(dispute: &Dispute, scope: &Scope, reading: ReadingId) -> Graph {
        let states = feasible_states(dispute, scope);
        let number: BTreeMap<&Vec<Level>, usize> =
            states.iter().enumerate().map(|(number, state)| (state, number)).collect();
        // `Dispute::moves` knows no scope: a move out of it is in no list of states.
        let targets = |party, state: &Vec<Level>| -> Vec<usize> {
            let reached = dispute.moves(party, state);
            reached.iter().filter_map(|to| number.get(to).copied()).collect()
        };
        let moves = |party| states.iter().map(|state| targets(party, state)).collect();
        let moves = dispute.parties.ids().map(moves).collect();
        let ranks = |party| dispute.ranks(reading, party, &states).unwrap_or(vec![1; states.len()]);
        let ranks = dispute.parties.ids().map(ranks).collect();
        Graph { moves, ranks, states }
    }

    /// A graph given by its arcs and ranks, party by party; the state of number n has the one
    /// level n.
    pub fn from_parts(moves: Vec<Vec<Vec<usize>>>, ranks: Vec<Vec<u32>>) -> Graph {
        let level = |number| Level::try_from(number).expect("fewer than 256 states");
        let count = ranks.first().map_or(0, Vec::len);
        let states = (0..count).map(|number| vec![level(number)]).collect();
        Graph { states, moves: moves.into_iter().collect(), ranks: ranks.into_iter().collect() }
    }

    /// The number of a state, if it is in the list.
    pub fn number(&self, levels: &[Level]) -> Option<usize> {
        // `Dispute::states_in` counts upwards.
        self.states.binary_search_by(|state| state.as_slice().cmp(levels)).ok()
    }

    /// The parties other than this one.
    pub fn opponents(&self, party: PartyId) -> Vec<PartyId> {
        self.moves.ids().filter(|&other| other != party).collect()
    }

    /// The moves of a party to states it ranks higher.
    pub fn improvements(&self, party: PartyId, from: usize) -> Vec<usize> {
        let u = &self.ranks[party];
        self.moves[party][from].iter().copied().filter(|&to| u[to] > u[from]).collect()
    }

    /// The moves of a party; its improvements only, if so asked.
    pub fn steps(&self, party: PartyId, improving: bool, from: usize) -> Vec<usize> {
        if improving { self.improvements(party, from) } else { self.moves[party][from].clone() }
    }

    /// The ends of all non-empty sequences of the movers' moves in which no party moves twice
    /// running, in ascending order; if `improving`, each move improves on where its mover stands.
    pub fn reach(&self, movers: &[PartyId], improving: bool, from: usize) -> Vec<usize> {
        let parties = self.moves.len();
        let mut seen = vec![false; self.states.len() * parties];
        let mut queue: Vec<(usize, Option<PartyId>)> = vec![(from, None)];
        while let Some((at, last)) = queue.pop() {
            for &mover in movers.iter().filter(|&&mover| Some(mover) != last) {
                let u = &self.ranks[mover];
                let steps = self.moves[mover][at].iter();
                for &to in steps.filter(|&&to| !improving || u[to] > u[at]) {
                    let seen = &mut seen[to * parties + mover.index()];
                    if !*seen {
                        *seen = true;
                        queue.push((to, Some(mover)));
                    }
                }
            }
        }
        let ended = |&state: &usize| seen[state * parties..][..parties].contains(&true);
        (0..self.states.len()).filter(ended).collect()
    }

    /// Where the opponents can go from `x`, in the way a concept reckons with; under
    /// [`Concept::Nash`] nowhere.
    pub fn answers(&self, concept: Concept, party: PartyId, x: usize) -> Vec<usize> {
        let improving = match concept {
            Concept::Nash => return Vec::new(),
            Concept::Gmr | Concept::Smr => false,
            Concept::Seq | Concept::Sseq => true,
            Concept::Sim => panic!("simultaneous answers are `Graph::sim`"),
        };
        self.reach(&self.opponents(party), improving, x)
    }

    /// Whether the state is stable for the party under a concept other than [`Concept::Sim`]: each
    /// of its improvements has an answer that leaves it no better than in the state; under
    /// [`Concept::Smr`] and [`Concept::Sseq`] nor do its own moves from there.
    pub fn stable(&self, concept: Concept, party: PartyId, state: usize) -> bool {
        let threats = self.improvements(party, state);
        threats
            .iter()
            .all(|&x| self.is_answered(concept, party, state, &self.answers(concept, party, x)))
    }

    /// [`Graph::stable`] for every state, with the answers to each move looked up once.
    pub fn stable_states(&self, concept: Concept, party: PartyId) -> Vec<bool> {
        let all = 0..self.states.len();
        let answers: Vec<Vec<usize>> =
            all.clone().map(|x| self.answers(concept, party, x)).collect();
        let stable = |state| {
            let threats = self.improvements(party, state);
            threats.iter().all(|&x| self.is_answered(concept, party, state, &answers[x]))
        };
        all.map(stable).collect()
    }

    fn is_answered(&self, concept: Concept, party: PartyId, s: usize, answers: &[usize]) -> bool {
        let u = &self.ranks[party];
        let way_out = matches!(concept, Concept::Smr | Concept::Sseq);
        answers.iter().any(|&y| {
            u[y] <= u[s] && (!way_out || self.moves[party][y].iter().all(|&z| u[z] <= u[s]))
        })
    }

    /// Whether the state is stable for the party under [`Concept::Sim`]; the graph must be that of
    /// a dispute.
    ///
    /// *GMCR+*: every improvement is simultaneously sanctioned by opponents who have an
    /// improvement. *Fraser-Hipel*: the state is stable by Nash or SEQ, or every improvement is
    /// simultaneously sanctioned by the opponents for whom it is neither.
    pub fn sim(
        &self,
        dispute: &Dispute,
        reading: Simultaneity,
        party: PartyId,
        state: usize,
    ) -> bool {
        let otherwise = |party| {
            self.stable(Concept::Nash, party, state) || self.stable(Concept::Seq, party, state)
        };
        let mut others = self.opponents(party);
        if reading == Simultaneity::FraserHipel {
            if otherwise(party) {
                return true;
            }
            others.retain(|&other| !otherwise(other));
        }
        let threats = self.improvements(party, state);
        threats.iter().all(|&x| self.is_sanctioned_at_once(dispute, &others, party, state, x))
    }

    /// Whether the improvement `x` from `s`, merged option by option with improvements from `s` of
    /// some of the others, at least one, is a state of the list that is no better than `s`.
    fn is_sanctioned_at_once(
        &self,
        dispute: &Dispute,
        others: &[PartyId],
        party: PartyId,
        s: usize,
        x: usize,
    ) -> bool {
        // What each choice of the others makes of `x`, and whether somebody took part in it.
        let mut merged = vec![(self.states[x].clone(), false)];
        for &other in others {
            for (levels, _) in merged.clone() {
                for to in self.improvements(other, s) {
                    let mut levels = levels.clone();
                    for option in dispute.options_of(other) {
                        levels[option.index()] = self.states[to][option.index()];
                    }
                    merged.push((levels, true));
                }
            }
        }
        let u = &self.ranks[party];
        let no_better = |levels: &[Level]| self.number(levels).is_some_and(|y| u[y] <= u[s]);
        merged.iter().any(|(levels, somebody)| *somebody && no_better(levels))
    }

    /// How far the verdict is from turning: the rank of the state less the rank the best of the
    /// party's moves is sure of; nothing without moves and under [`Concept::Sim`].
    pub fn margin(&self, concept: Concept, party: PartyId, state: usize) -> Option<i64> {
        if concept == Concept::Sim {
            return None;
        }
        let u = |state: usize| i64::from(self.ranks[party][state]);
        let left_with = |y: usize| match concept {
            Concept::Smr | Concept::Sseq => {
                self.moves[party][y].iter().map(|&z| u(z)).fold(u(y), i64::max)
            }
            _ => u(y),
        };
        let sure = |&x: &usize| {
            let least = self.answers(concept, party, x).into_iter().map(left_with).min();
            least.map_or(u(x), |least| least.min(u(x)))
        };
        let best = self.moves[party][state].iter().map(sure).max()?;
        Some(u(state) - best)
    }
}
