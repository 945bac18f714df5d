//! What the traps are put together from.

use detente_finding::{Concept, Simultaneity, Way};
use detente_model::{
    Condition, Dispute, Id, Level, LevelName, MoveRule, PartyId, PartyOption, PreferenceForm,
};

use super::{Expected, ExpectedPaths, Trap};
use crate::parts;

/// The focal party of most traps, and its opponents.
pub(super) const F: usize = 0;
pub(super) const A: usize = 1;
pub(super) const B: usize = 2;

/// A dispute of free options, each given by its name, the number of its owner and of its levels.
pub(super) fn dispute(title: &str, options: &[(&str, usize, Level)]) -> Dispute {
    let mut dispute = parts::empty_dispute(title);
    let parties = options.iter().map(|(_, owner, _)| owner + 1).max().unwrap_or(0);
    for (id, name) in [("f", "F"), ("a", "A"), ("b", "B")].into_iter().take(parties) {
        dispute.parties.push(parts::party(id, name));
    }
    for (id, owner, levels) in options {
        let level = |level: Level| {
            let id = format!("{id}{level}");
            LevelName { label: id.clone(), id }
        };
        let option = parts::option(&format!("option-{id}"), PartyId::new(*owner), &[]);
        let levels = (0..*levels).map(level).collect();
        dispute.options.push(PartyOption { levels, moves: MoveRule::free(), ..option });
    }
    dispute
}

/// Adds an impossible rule.
pub(super) fn forbid(dispute: &mut Dispute, when: Condition) {
    let id = format!("r{}", dispute.impossible.len() + 1);
    dispute.impossible.push(parts::rule(&id, when, "by construction"));
}

/// Adds the one reading.
pub(super) fn prefer(dispute: &mut Dispute, preferences: Vec<Option<PreferenceForm>>) {
    let given = parts::reading(dispute, "given", preferences);
    dispute.readings.push(given);
}

/// Groups of states, the best group first; all states that are in none are the worst.
pub(super) fn best_first(groups: &[&[&[Level]]]) -> Option<PreferenceForm> {
    let group = |group: &&[&[Level]]| {
        Condition::Any(group.iter().map(|state| parts::exactly(state)).collect())
    };
    Some(parts::statements(groups.iter().map(group).collect()))
}

/// These conditions, the most important first.
pub(super) fn wants(conditions: Vec<Condition>) -> Option<PreferenceForm> {
    Some(parts::statements(conditions))
}

/// A trap without verdicts yet.
pub(super) fn trap(name: &'static str, dispute: Dispute) -> Trap {
    Trap { name, dispute, verdicts: Vec::new(), paths: Vec::new() }
}

impl Trap {
    /// The state is stable for the party under exactly these of the concepts other than SIM.
    pub(super) fn stable(mut self, party: usize, state: &[Level], under: &[Concept]) -> Trap {
        for concept in Concept::ALL.into_iter().filter(|concept| *concept != Concept::Sim) {
            let sim = Simultaneity::default();
            self.expect(party, state, concept, sim, under.contains(&concept));
        }
        self
    }

    /// Whether the state is stable for the party under SIM, as GMCR+ and as Fraser and Hipel read it.
    pub(super) fn sim(mut self, party: usize, state: &[Level], plus: bool, hipel: bool) -> Trap {
        self.expect(party, state, Concept::Sim, Simultaneity::GmcrPlus, plus);
        self.expect(party, state, Concept::Sim, Simultaneity::FraserHipel, hipel);
        self
    }

    fn expect(
        &mut self,
        party: usize,
        state: &[Level],
        concept: Concept,
        sim: Simultaneity,
        stable: bool,
    ) {
        let (party, state) = (PartyId::new(party), state.to_vec());
        self.verdicts.push(Expected { party, state, concept, sim, stable });
    }

    /// The shortest paths of each way: moves against preference, moves, paths.
    pub(super) fn leads(
        mut self,
        from: &[Level],
        to: &[Level],
        ways: [Option<(u32, u32, u128)>; 3],
    ) -> Trap {
        for (way, shortest) in Way::ALL.into_iter().zip(ways) {
            let (from, to) = (from.to_vec(), to.to_vec());
            self.paths.push(ExpectedPaths { from, to, way, shortest });
        }
        self
    }
}
