//! Replays a move: is it one its party may make, and where does it lead?

use detente_finding::Move;
use detente_model::{Dispute, Id, Level, PartyId, Scope};

use crate::names;

/// The mover and the state a move leads to from a state of the scope.
pub(crate) fn replay(
    dispute: &Dispute,
    scope: &Scope,
    from: &[Level],
    said: &Move,
) -> Result<(PartyId, Vec<Level>), String> {
    let party = dispute.parties.find(|party| party.id == said.party);
    let party = party.ok_or_else(|| format!("the dispute has no party `{}`", said.party))?;
    if said.changes.is_empty() {
        return Err("a move changes nothing".to_string());
    }
    let mut to = from.to_vec();
    let mut last = None;
    for (id, level_id) in &said.changes {
        let option = dispute.options.find(|option| option.id == *id);
        let option = option.ok_or_else(|| format!("the dispute has no option `{id}`"))?;
        let entry = &dispute.options[option];
        let level = entry.levels.iter().position(|level| level.id == *level_id);
        let level = level.and_then(|level| Level::try_from(level).ok());
        let level = level.ok_or_else(|| format!("option `{id}` has no level `{level_id}`"))?;
        if last.is_some_and(|last| last >= option) {
            return Err("a move's changes are not in the order of the dossier".to_string());
        }
        last = Some(option);
        let here = from[option.index()];
        if entry.party != party {
            return Err(format!("`{}` does not control `{id}`", said.party));
        }
        if scope.fixed[option.index()].is_some() {
            return Err(format!("the focus holds `{id}`"));
        }
        if here == level {
            return Err(format!("`{id}` is at `{level_id}` already"));
        }
        if !entry.moves.allows(here, level, from, dispute.as_of) {
            let here = names::level_id(dispute, option, here);
            return Err(format!("`{id}` may not move from `{here}` to `{level_id}`"));
        }
        to[option.index()] = level;
    }
    if !dispute.is_feasible(&to) {
        return Err("a move leads to a state that is not feasible".to_string());
    }
    Ok((party, to))
}
