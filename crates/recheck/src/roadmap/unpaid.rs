//! Whether a road holds without payments: who is told is looked up, the verdict is not recounted.

use detente_finding::{Act, Hold, Road, UnpaidLine};

use super::policy::Policy;
use super::words::Words;

/// Checks that what is told of a road without payments is about it; how firmly it holds is left open.
pub(super) fn check(
    words: &Words<'_>,
    policy: &Policy<'_>,
    said: &Road,
    open: &mut Vec<String>,
) -> Result<(), String> {
    let holds: Vec<&Hold> = match &said.unpaid {
        UnpaidLine::Fails(hold) | UnpaidLine::Holds(hold) | UnpaidLine::Open(hold, None) => {
            vec![hold]
        }
        UnpaidLine::Open(hold, Some(other)) => vec![hold, other],
        UnpaidLine::Nothing => Vec::new(),
    };
    holds.into_iter().try_for_each(|hold| is_on(words, policy, hold))?;
    for (party, _) in said.ladder.iter().filter_map(|rung| rung.unpaid_keep.as_ref()) {
        words.player(party)?;
    }
    open.push("what holds without payments".to_string());
    Ok(())
}

/// Whether something told to hold, or not, has to hold on the road.
fn is_on(words: &Words<'_>, policy: &Policy<'_>, hold: &Hold) -> Result<(), String> {
    let (values, game) = (policy.field.values, policy.field.values.game);
    let state = words.state(values, &hold.state)?;
    let stop = policy.stops.get(&state).ok_or("the road does not come to a hold told")?;
    let owner = words.player(&hold.owner)?;
    let is_it = match &hold.act {
        Act::Keep => {
            game.duties(state).iter().any(|duty| duty.player == owner && duty.temptation > 0.0)
        }
        Act::Wait(party) => {
            words.player(party)? == owner && stop[owner].is_none() && game.chance[owner] > 0.0
        }
        Act::Step(step) => {
            let (player, arc) = words.step(values, state, step)?;
            let taken = stop[player].map(|place| game.arcs[state][player][place].to);
            player == owner && taken == Some(arc.to)
        }
    };
    if is_it { Ok(()) } else { Err("a hold told is none of the road".to_string()) }
}
