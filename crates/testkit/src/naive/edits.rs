//! Nearest states and irreducible edits, by looking at every state.

use detente_model::{Dispute, Level};

/// Per option and level the level steps from a partial state; nothing is dear where it is open.
pub fn steps(dispute: &Dispute, start: &[Option<Level>]) -> Vec<Vec<Option<u128>>> {
    let of = |at: Option<Level>, level: usize| at.map_or(0, |at| usize::from(at).abs_diff(level));
    let options = dispute.options.values().zip(start);
    options
        .map(|(option, at)| (0..option.levels.len()).map(|l| Some(of(*at, l) as u128)).collect())
        .collect()
}

/// What a state costs; nothing if it has a level that may not be taken.
pub fn cost(costs: &[Vec<Option<u128>>], state: &[Level]) -> Option<u128> {
    costs.iter().zip(state).map(|(costs, level)| costs[usize::from(*level)]).sum()
}

/// The least cost and the states that cost it, in order.
pub fn nearest(
    states: &[Vec<Level>],
    costs: &[Vec<Option<u128>>],
) -> Option<(u128, Vec<Vec<Level>>)> {
    let least = states.iter().filter_map(|state| cost(costs, state)).min()?;
    let mut all: Vec<Vec<Level>> =
        states.iter().filter(|state| cost(costs, state) == Some(least)).cloned().collect();
    all.sort();
    Some((least, all))
}

/// The levels that irreducible edits lead to, at the options the start fixes: those of some state
/// such that no state has a part of the changes only, and the start's levels elsewhere.
pub fn irreducible(states: &[Vec<Level>], start: &[Option<Level>]) -> Vec<Vec<Level>> {
    let fixed: Vec<usize> = (0..start.len()).filter(|option| start[*option].is_some()).collect();
    let part = |edit: &[Level], whole: &[Level]| {
        edit != whole
            && fixed
                .iter()
                .zip(edit.iter().zip(whole))
                .all(|(option, (edit, whole))| edit == whole || Some(*edit) == start[*option])
    };
    let mut edits: Vec<Vec<Level>> =
        (states.iter()).map(|state| fixed.iter().map(|option| state[*option]).collect()).collect();
    edits.sort();
    edits.dedup();
    let minimal = edits.iter().filter(|edit| !edits.iter().any(|other| part(other, edit)));
    minimal.cloned().collect()
}
