//! Which states an answer looks at: those that are known, then those that hold under most concepts.
//!
//! The choice among states that hold equally often is free; none that is left out may hold more often
//! than one that is listed.

use std::collections::BTreeSet;

use detente_finding::{Concept, StateCard};
use detente_model::{Dispute, Level, Scope};
use serde_json::json;

use crate::cards::{card, known};
use crate::concepts::Play;
use crate::graph::Graph;
use crate::ledger::differences;
use crate::names;

/// The states listed, as far as they make sense, and what is wrong with their cards.
pub(crate) fn cards(
    dispute: &Dispute,
    scope: &Scope,
    said: &[StateCard],
) -> (Vec<Option<Vec<Level>>>, Vec<String>) {
    let mut mistakes = Vec::new();
    let mut states: Vec<Option<Vec<Level>>> = Vec::new();
    for (number, card_said) in said.iter().enumerate() {
        let number = number + 1;
        let levels = names::state(dispute, &card_said.levels).and_then(|levels| {
            crate::space::in_scope(scope, &levels)?;
            let feasible = dispute.is_feasible(&levels).then_some(levels);
            feasible.ok_or_else(|| "it is not feasible".to_string())
        });
        match levels {
            Ok(levels) => {
                let found = card(dispute, &levels);
                let wrong = differences(&json!(card_said), &json!(found));
                mistakes.extend(wrong.into_iter().map(|why| format!("state {number}: {why}")));
                if states.iter().flatten().any(|other| *other == levels) {
                    mistakes.push(format!("state {number} stands twice"));
                }
                states.push(Some(levels));
            }
            Err(why) => {
                mistakes.push(format!("state {number}: {why}"));
                states.push(None);
            }
        }
    }
    let known = known(dispute, scope);
    let first = states.iter().take(known.len()).flatten();
    if !first.eq(&known) {
        mistakes.push(format!(
            "the {} states that are the status quo, named or proposed do not come first",
            known.len()
        ));
    }
    (states, mistakes)
}

/// What is wrong with the choice of the other states: the strongest of all, then, half as many, the
/// strongest of the packages that every audience accepts in some reading asked about.
pub(crate) fn mistakes(
    graph: &Graph,
    plays: &[&Play<'_>],
    concepts: &[Concept],
    listed: &[Option<Vec<Level>>],
    known: usize,
    most: usize,
    accepted: &dyn Fn(&[Level]) -> bool,
) -> Vec<String> {
    let of_reading = |play: &&Play<'_>, state: usize| {
        let held = play.held(concepts, state).len();
        // A reading in which the state holds whatever is reckoned with counts twice.
        if held == concepts.len() { 2 * held } else { held }
    };
    let strength: Vec<usize> = (0..graph.len())
        .map(|state| plays.iter().map(|play| of_reading(play, state)).sum())
        .collect();
    let find = |levels: &Option<Vec<Level>>| graph.find(levels.as_deref()?);
    let listed: Vec<usize> = listed.iter().filter_map(find).collect();
    let (first, others) = listed.split_at(known.min(listed.len()));
    let mut taken: BTreeSet<usize> = first.iter().copied().collect();
    let mut mistakes = Vec::new();
    let mut rest = others;
    for (what, most, accepted_only) in
        [("states", most, false), ("accepted packages", most.div_ceil(2), true)]
    {
        let open: Vec<usize> = (0..graph.len())
            .filter(|s| strength[*s] > 0 && !taken.contains(s))
            .filter(|s| !accepted_only || accepted(&graph.states[*s]))
            .collect();
        let (chosen, after) = rest.split_at(open.len().min(most).min(rest.len()));
        rest = after;
        if chosen.len() < open.len().min(most) {
            mistakes.push(format!(
                "{} more {what} should be listed",
                open.len().min(most) - chosen.len()
            ));
        }
        if let Some(stranger) = chosen.iter().find(|state| !open.contains(state)) {
            mistakes.push(format!("state {stranger} of the graph does not belong to the {what}"));
        }
        if !chosen.is_sorted_by(|a, b| strength[*a] >= strength[*b]) {
            mistakes.push(format!("the {what} that hold most often do not come first"));
        }
        let least = chosen.iter().map(|state| strength[*state]).min().unwrap_or(usize::MAX);
        taken.extend(chosen);
        let stronger = open.iter().filter(|s| strength[**s] > least && !taken.contains(s)).count();
        if stronger > 0 {
            mistakes.push(format!(
                "{stronger} {what} are left out that hold under more concepts than one that is listed"
            ));
        }
    }
    if !rest.is_empty() {
        mistakes.push(format!("{} states too many are listed", rest.len()));
    }
    mistakes
}
