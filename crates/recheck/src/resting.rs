//! Where improvements end: the nearest states from which nobody has one.

use detente_finding::{PathAnswer, RestingState, Way};
use detente_model::{Dispute, Level};
use serde_json::json;

use crate::cards::card;
use crate::concepts::Play;
use crate::ledger::differences;
use crate::names;
use crate::ways::{Walker, Ways};

/// The number of resting states that improvements lead to.
pub(crate) fn resting(play: &Play<'_>, ways: &Ways) -> Vec<(u32, usize)> {
    let rests = |state: usize| {
        play.parties.iter().all(|party| play.improvements(*party, state).next().is_none())
    };
    let reached = ways.cost.iter().enumerate();
    let mut found: Vec<(u32, usize)> = reached
        .filter_map(|(state, cost)| cost.filter(|_| rests(state)).map(|(_, moves)| (moves, state)))
        .collect();
    found.sort_unstable();
    found
}

/// What is wrong with one resting state as told; which one it is.
pub(crate) fn told(
    dispute: &Dispute,
    walker: &Walker<'_>,
    from: &[Level],
    said: &RestingState,
) -> Result<Vec<Level>, String> {
    let levels = names::state(dispute, &said.state.levels)?;
    if !dispute.is_feasible(&levels) {
        return Err("it is not feasible".to_string());
    }
    let wrong = differences(&json!(said.state), &json!(card(dispute, &levels)));
    if let Some(why) = wrong.into_iter().next() {
        return Err(why);
    }
    let walked = walker.walk(Way::Improvements, from, &said.path)?;
    if walked.end != levels {
        return Err("the path told does not lead there".to_string());
    }
    if walked.cost.1 != said.distance {
        return Err(format!("the path takes {} moves, not {}", walked.cost.1, said.distance));
    }
    Ok(levels)
}

/// What is wrong with the resting states told.
pub(crate) fn mistakes(
    dispute: &Dispute,
    walker: &Walker<'_>,
    play: &Play<'_>,
    ways: &Ways,
    from: &[Level],
    most: usize,
    said: &PathAnswer,
) -> Vec<String> {
    let expected = resting(play, ways);
    let mut mistakes = Vec::new();
    if said.resting_states.len() != expected.len().min(most) {
        let (listed, expected) = (said.resting_states.len(), expected.len().min(most));
        mistakes.push(format!("{listed} resting states are listed, expected {expected}"));
    }
    let mut seen = Vec::new();
    for (place, line) in said.resting_states.iter().enumerate() {
        let wrong = match told(dispute, walker, from, line) {
            Err(why) => Some(why),
            Ok(levels) if seen.contains(&levels) => Some("it stands twice".to_string()),
            Ok(levels) => {
                let state = play.graph.find(&levels);
                let there = expected.iter().find(|(_, other)| Some(*other) == state);
                seen.push(levels);
                match (there, expected.get(place)) {
                    (None, _) => Some("somebody has an improvement there".to_string()),
                    (Some((distance, _)), _) if *distance != line.distance => {
                        Some(format!("it is {distance} improvements away, not {}", line.distance))
                    }
                    (Some(_), Some((next, _))) if *next != line.distance => {
                        Some("a nearer one is left out".to_string())
                    }
                    _ => None,
                }
            }
        };
        mistakes.extend(wrong.map(|why| format!("resting state {}: {why}", place + 1)));
    }
    mistakes
}
