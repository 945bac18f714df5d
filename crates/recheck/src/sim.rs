//! Answers that several parties give at the same time, by trying every combination.
//!
//! An improvement is simultaneously sanctioned if some of the others who take part, at least one, each
//! have an improvement from the same state such that all these moves together, option by option, make
//! a feasible state the party ranks no higher. After Fraser and Hipel those take part for whom the
//! state is neither Nash- nor SEQ-stable, and a state that is either for the party is stable; as GMCR+
//! reads it everyone who has an improvement takes part.

use detente_finding::{Concept, Simultaneity};
use detente_model::PartyId;

use crate::concepts::Play;

/// The most combinations tried.
const MOST_TRIES: u64 = 60_000_000;

/// Per party the stable states; nothing if that takes too many tries.
pub(crate) fn stable(play: &Play<'_>) -> Option<Vec<Vec<bool>>> {
    let mut tries = MOST_TRIES;
    let mut found = Vec::new();
    for &party in &play.parties {
        let states = 0..play.graph.len();
        let stable: Option<Vec<bool>> =
            states.map(|state| is_stable(play, party, state, &mut tries)).collect();
        found.push(stable?);
    }
    Some(found)
}

/// Whether every improvement is sanctioned; nothing if no tries are left.
fn is_stable(play: &Play<'_>, party: PartyId, state: usize, tries: &mut u64) -> Option<bool> {
    if is_settled(play, party, state) {
        return Some(true);
    }
    for improvement in play.improvements(party, state) {
        if !is_sanctioned(play, party, state, improvement, tries)? {
            return Some(false);
        }
    }
    Some(true)
}

/// Whether the state is stable for the party before any simultaneous answer is looked at.
pub(crate) fn is_settled(play: &Play<'_>, party: PartyId, state: usize) -> bool {
    let stable = |concept| play.is_stable(party, concept, state);
    match play.sim {
        Simultaneity::FraserHipel => stable(Concept::Nash) || stable(Concept::Seq),
        Simultaneity::GmcrPlus => false,
    }
}

/// Whether another party takes part in answers to a move of `party` from a state.
pub(crate) fn takes_part(play: &Play<'_>, party: PartyId, other: PartyId, state: usize) -> bool {
    other != party && !is_settled(play, other, state)
}

/// Whether some combination sanctions the improvement; nothing if no tries are left.
pub(crate) fn is_sanctioned(
    play: &Play<'_>,
    party: PartyId,
    state: usize,
    improvement: usize,
    tries: &mut u64,
) -> Option<bool> {
    let others = play.parties.iter().filter(|other| takes_part(play, party, **other, state));
    let shifts = others.map(|other| -> Vec<i64> {
        play.improvements(*other, state).map(|to| play.graph.shift(state, to)).collect()
    });
    let shifts: Vec<Vec<i64>> = shifts.filter(|shifts| !shifts.is_empty()).collect();
    let start = play.graph.shift(state, improvement);
    let limit = play.rank(party, state);
    combine(play, party, state, limit, start, &shifts, false, tries)
}

#[expect(clippy::too_many_arguments, reason = "one recursion over plain values")]
fn combine(
    play: &Play<'_>,
    party: PartyId,
    state: usize,
    limit: u32,
    shift: i64,
    others: &[Vec<i64>],
    answered: bool,
    tries: &mut u64,
) -> Option<bool> {
    let Some((first, rest)) = others.split_first() else {
        *tries = tries.checked_sub(1)?;
        let merged = play.graph.shifted(state, shift).filter(|_| answered);
        return Some(merged.is_some_and(|merged| play.rank(party, merged) <= limit));
    };
    for more in first {
        if combine(play, party, state, limit, shift + more, rest, true, tries)? {
            return Some(true);
        }
    }
    combine(play, party, state, limit, shift, rest, answered, tries)
}
