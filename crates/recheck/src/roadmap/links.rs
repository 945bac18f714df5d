//! Links told: what has to hold, who might break it, how firmly, and why it is weak.

use detente_finding::{Act, Link, Slack, Weakness};

use super::field::{Field, Parts};
use super::policy::Policy;
use super::words::{Words, near};

/// Whether the parts of a slack are as said.
pub(super) fn parts(what: &str, said: &Slack, found: Parts, fine: f64) -> Result<(), String> {
    near(&format!("the stake of {what}"), said.stake, found.stake, fine)?;
    near(&format!("the temptation of {what}"), said.temptation, found.temptation, fine)?;
    near(&format!("the leak of {what}"), said.leak, found.leak, fine)?;
    near(&format!("the slack of {what}"), said.slack, found.slack(), fine)
}

/// Whether the party said is the one most tempted to break what is promised in a state.
pub(super) fn keeper(
    words: &Words<'_>,
    field: &Field<'_>,
    state: usize,
    said: Option<&String>,
) -> Result<(), String> {
    let game = field.values.game;
    let rents = game.promises(state).keep_all.as_ref().map(|promise| promise.rent.clone());
    let rents = rents.unwrap_or_default();
    let most = rents.iter().copied().fold(0.0, f64::max);
    match said {
        None if most <= 0.0 => Ok(()),
        None => Err("it tells of nobody who is tempted where somebody is".to_string()),
        Some(party) => {
            let own = rents.get(words.player(party)?).copied().unwrap_or(0.0);
            let is_it = own > 0.0 && own >= most - field.values.fine();
            if is_it { Ok(()) } else { Err(format!("`{party}` is not the one most tempted")) }
        }
    }
}

/// Whether a link is one of a road, is as said, and the weakest of it.
pub(super) fn weakest(words: &Words<'_>, policy: &Policy<'_>, said: &Link) -> Result<(), String> {
    let field = policy.field;
    let (values, game) = (field.values, field.values.game);
    let fine = values.fine();
    let state = words.state(values, &said.state)?;
    let stop = policy.stops.get(&state).ok_or("the road does not come to its weakest link")?;
    let moving = |player: usize, place: usize| {
        let arc = &game.arcs[state][player][place];
        field.moving(state, player, arc, policy.value[&arc.to])
    };
    let owned = |player: &str| match &said.owner {
        Some(owner) if owner == player => Ok(()),
        _ => Err(format!("the weakest link is `{player}`'s")),
    };
    let found = match &said.act {
        Act::Keep => {
            keeper(words, field, state, said.owner.as_ref())?;
            field.keep(state, policy.value[&state]).ok_or("nothing can be promised there")?
        }
        Act::Wait(party) => {
            let player = words.player(party)?;
            if stop[player].is_some() || game.chance[player] <= 0.0 {
                return Err(format!("`{party}` does not wait at the weakest link"));
            }
            owned(party)?;
            moving(player, 0)
        }
        Act::Step(step) => {
            let (player, arc) = words.step(values, state, step)?;
            let place = stop[player].filter(|place| game.arcs[state][player][*place].to == arc.to);
            owned(&step.party)?;
            moving(player, place.ok_or("the road does not take the step of its weakest link")?)
        }
    };
    parts("the weakest link", &said.holds, found, fine)?;
    let least = policy.slacks().into_iter().map(|(_, _, slack)| slack).fold(f64::MAX, f64::min);
    near("the least slack of the road", said.holds.slack, least, fine)?;
    weakness(&said.act, found, said.weakness, fine)
}

/// Whether a link is weak for the reason said.
fn weakness(act: &Act, parts: Parts, said: Weakness, fine: f64) -> Result<(), String> {
    let of = |shift: f64| match act {
        Act::Keep
            if parts.leak >= parts.temptation - shift && parts.leak > parts.slack() - shift =>
        {
            Weakness::Verification
        }
        Act::Wait(_) | Act::Step(_) if parts.temptation > parts.slack().max(0.0) - shift => {
            Weakness::Commitment
        }
        _ => Weakness::LowStakes,
    };
    // Where two parts are equal but for rounding either is right.
    if said == of(fine) || said == of(-fine) || said == of(0.0) {
        Ok(())
    } else {
        Err(format!("the link is weak for another reason: {:?}", of(0.0)))
    }
}
