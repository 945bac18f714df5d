//! Conflicts with known verdicts, from other programs and the literature.
//!
//! Convention of the fixtures: binary options, the first the least significant bit of a state's
//! decimal *code*; feasible states are *numbered* from 1 by ascending code. Large sets are given by
//! their size and the SHA-256 of their ascending codes, comma separated.
//! Source: `stability.md` 5; `fixtures/gmcr` holds the numbers, without what is not used.

mod conflict;
mod fixtures;
mod gmcr;
mod scorable;
mod space;

use detente_finding::{Concept, Simultaneity};
use detente_model::{Dispute, Level, PartyId, Scope, Table};
use sha2::{Digest, Sha256};

use crate::naive::feasible_states;

pub use fixtures::{
    cuban, elmira, elmira_graph, prisoners, random_3dm, random_4dm, two_by_two_games,
};
pub use scorable::{ScorableGame, scorable_games};
pub use space::{Scenario, Tie, scenarios};

/// A conflict as a dispute with one reading, and what is known of it.
#[derive(Clone, Debug)]
pub struct Oracle {
    /// What to call it in a failing test.
    pub name: String,
    /// The dispute.
    pub dispute: Dispute,
    /// What is known, concept by concept.
    pub known: Vec<Known>,
}

/// Which states are stable under one concept.
#[derive(Clone, Debug)]
pub struct Known {
    /// The concept.
    pub concept: Concept,
    /// The reading of [`Concept::Sim`]; of no account for the others.
    pub sim: Simultaneity,
    /// For each party.
    pub stable: Table<PartyId, StateSet>,
    /// For all, where that is recorded.
    pub equilibria: Option<StateSet>,
}

/// A set of feasible states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StateSet {
    /// Their numbers.
    Numbers(Vec<usize>),
    /// How many they are, and the digest of their codes.
    Digest(usize, String),
}

impl Oracle {
    /// The feasible states with their codes, by ascending code: the first has number 1.
    pub fn states(&self) -> Vec<(u64, Vec<Level>)> {
        let code = |state: Vec<Level>| {
            let bits = state.iter().enumerate().map(|(bit, level)| u64::from(*level) << bit);
            (bits.sum(), state)
        };
        let states = feasible_states(&self.dispute, &Scope::whole(&self.dispute));
        let mut states: Vec<(u64, Vec<Level>)> = states.into_iter().map(code).collect();
        states.sort_unstable();
        states
    }

    /// Whether the feasible states for which `holds` is true are the known ones.
    ///
    /// # Errors
    /// With both sets, if they differ.
    pub fn check(&self, known: &StateSet, holds: impl Fn(&[Level]) -> bool) -> Result<(), String> {
        let states = self.states();
        let codes: Vec<u64> = states.iter().map(|(code, _)| *code).collect();
        let held: Vec<bool> = states.iter().map(|(_, state)| holds(state)).collect();
        known.check(&codes, &held).map_err(|told| format!("{}: {told}", self.name))
    }
}

impl StateSet {
    /// Whether the states held, in the order of their numbers, are these.
    ///
    /// # Errors
    /// With both sets, if they differ.
    pub fn check(&self, codes: &[u64], held: &[bool]) -> Result<(), String> {
        let numbers: Vec<usize> = (0..held.len()).filter(|&at| held[at]).map(|at| at + 1).collect();
        let found = match self {
            StateSet::Numbers(_) => StateSet::Numbers(numbers),
            StateSet::Digest(..) => {
                let codes: Vec<String> =
                    numbers.iter().map(|number| codes[number - 1].to_string()).collect();
                let digest = Sha256::digest(codes.join(","));
                let hex = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                StateSet::Digest(numbers.len(), hex)
            }
        };
        if found == *self { Ok(()) } else { Err(format!("{found:?} instead of {self:?}")) }
    }
}
