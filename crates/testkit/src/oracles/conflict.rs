//! Conflicts of binary options, put together as disputes.

use detente_model::{
    Condition, Dispute, Guard, Id, MoveRule, OptionId, PartyId, PreferenceForm, Scope,
};

use crate::naive::feasible_states;
use crate::parts::{
    empty_dispute, equal, exactly, option, party, reading, rule, statements, values,
};

/// A dispute with these parties and, by the numbers of their owners, binary options.
pub(super) fn conflict(title: &str, parties: &[&str]) -> Dispute {
    let mut dispute = empty_dispute(title);
    for (number, name) in parties.iter().enumerate() {
        dispute.parties.push(party(&format!("dm{}", number + 1), name));
    }
    dispute
}

/// Adds a binary option that moves as a `permittedDirection` says.
pub(super) fn add_option(dispute: &mut Dispute, owner: usize, name: &str, direction: &str) {
    let id = format!("o{}", dispute.options.len() + 1);
    let mut binary = option(&id, PartyId::new(owner), &["no", "yes"]);
    binary.name = name.to_string();
    binary.moves = match direction {
        "both" => MoveRule::free(),
        "fwd" => MoveRule::one_way(),
        "back" => MoveRule { up: Guard::Closed, ..MoveRule::free() },
        other => panic!("no direction: {other}"),
    };
    dispute.options.push(binary);
}

/// Adds an impossible rule.
pub(super) fn add_impossible(dispute: &mut Dispute, when: Condition) {
    let id = format!("r{}", dispute.impossible.len() + 1);
    dispute.impossible.push(rule(&id, when, "given"));
}

/// Adds the one reading.
pub(super) fn add_reading(dispute: &mut Dispute, prefer: Vec<PreferenceForm>) {
    let given = reading(dispute, "given", prefer.into_iter().map(Some).collect());
    dispute.readings.push(given);
}

/// `Y`, `N` or `-` for each option.
pub(super) fn pattern(text: &str) -> Condition {
    let literal = |(at, sign): (usize, char)| match sign {
        'Y' => Some(equal(OptionId::new(at), 1)),
        'N' => Some(equal(OptionId::new(at), 0)),
        '-' => None,
        other => panic!("no sign of a pattern: {other}"),
    };
    Condition::All(text.chars().enumerate().filter_map(literal).collect())
}

/// The feasible states, each as the condition that it is the state, in the order of their numbers.
fn numbered(dispute: &Dispute) -> Vec<Condition> {
    let mut states = feasible_states(dispute, &Scope::whole(dispute));
    // The first option is the least significant.
    states.sort_by_key(|state| state.iter().rev().copied().collect::<Vec<_>>());
    states.iter().map(|state| exactly(state)).collect()
}

/// Payoffs, by the numbers of the states, as values.
pub(super) fn payoffs_as_values(dispute: &Dispute, payoffs: &[u32]) -> PreferenceForm {
    values(numbered(dispute).into_iter().zip(payoffs.iter().copied()).collect())
}

/// Payoffs, by the numbers of the states, as statements: the state is one of the best, one of the
/// second best, and so on.
pub(super) fn payoffs_as_statements(dispute: &Dispute, payoffs: &[u32]) -> PreferenceForm {
    let states = numbered(dispute);
    assert_eq!(states.len(), payoffs.len(), "one payoff a state");
    let mut levels = payoffs.to_vec();
    levels.sort_unstable();
    levels.dedup();
    let group = |level: &u32| {
        let members = states.iter().zip(payoffs).filter(|(_, payoff)| *payoff == level);
        Condition::Any(members.map(|(state, _)| state.clone()).collect())
    };
    statements(levels.iter().rev().map(group).collect())
}
