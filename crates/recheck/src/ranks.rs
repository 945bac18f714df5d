//! How a party ranks the feasible states of a scope: densely, 1 for the worst, ties alike.

use std::cmp::Ordering;

use detente_model::{Dispute, Level, PartyId, PreferenceForm, Rational, ReadingId, Statement};

/// What states are compared by; greater is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// The truth of each statement, most important first.
    Truth(Vec<bool>),
    /// Points.
    Points(Rational),
    /// Nothing is known: all states alike.
    Alike,
}

fn worth(dispute: &Dispute, reading: ReadingId, party: PartyId, state: &[Level]) -> Worth {
    let preference = dispute.readings[reading].preference[party].as_ref();
    match preference.map(|preference| &preference.form) {
        None => Worth::Alike,
        Some(PreferenceForm::Statements { ordered, .. }) => {
            let conditions = ordered.iter().flat_map(Statement::at_mode);
            Worth::Truth(conditions.map(|condition| condition.holds(state)).collect())
        }
        Some(PreferenceForm::Values(_) | PreferenceForm::Interests(_)) => {
            match dispute.utility(reading, party, state) {
                Ok(Some(points)) => Worth::Points(points),
                _ => Worth::Alike,
            }
        }
    }
}

/// The rank of every state, and how many ranks there are.
pub(crate) fn ranks(
    dispute: &Dispute,
    reading: ReadingId,
    party: PartyId,
    states: &[Vec<Level>],
) -> (Vec<u32>, u32) {
    let worth: Vec<Worth> =
        states.iter().map(|state| worth(dispute, reading, party, state)).collect();
    let mut order: Vec<usize> = (0..states.len()).collect();
    order.sort_by(|a, b| worth[*a].cmp(&worth[*b]));
    let mut ranks = vec![0; states.len()];
    let mut rank = 0;
    for (place, state) in order.iter().enumerate() {
        if place == 0 || worth[order[place - 1]] != worth[*state] {
            rank += 1;
        }
        ranks[*state] = rank;
    }
    (ranks, rank)
}

/// Compares two states for a party; indifferent where the reading says nothing.
pub(crate) fn compare(
    dispute: &Dispute,
    reading: ReadingId,
    party: PartyId,
    a: &[Level],
    b: &[Level],
) -> Ordering {
    dispute.compare(reading, party, a, b).unwrap_or(Ordering::Equal)
}
