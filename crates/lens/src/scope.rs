//! Names in questions to ids, and which version of the dispute is asked.

use std::borrow::Cow;

use detente_finding::Unanswerable;
use detente_model::{Dispute, Level, OptionId, ReadingId, Scope};

/// The dispute asked about: with `strict`, implausible rules are impossible.
pub(crate) fn asked(dispute: &Dispute, strict: bool) -> Cow<'_, Dispute> {
    if strict { Cow::Owned(dispute.strict()) } else { Cow::Borrowed(dispute) }
}

/// The scope of a focus, or the whole dispute.
pub(crate) fn scope(dispute: &Dispute, focus: Option<&str>) -> Result<Scope, Unanswerable> {
    let Some(name) = focus else { return Ok(Scope::whole(dispute)) };
    match dispute.focus(name) {
        Some(focus) => Ok(Scope::focus(dispute, focus)),
        None => Err(Unanswerable {
            what: "focus",
            name: name.to_string(),
            valid: dispute.focuses.values().map(|f| f.id.clone()).collect(),
        }),
    }
}

/// The readings named, in the order of the dossier; all of them if none is named.
pub(crate) fn readings(
    dispute: &Dispute,
    names: &[String],
) -> Result<Vec<ReadingId>, Unanswerable> {
    if let Some(name) = names.iter().find(|name| dispute.reading(name).is_none()) {
        return Err(Unanswerable {
            what: "reading",
            name: name.clone(),
            valid: dispute.readings.values().map(|r| r.id.clone()).collect(),
        });
    }
    let asked = |id: &ReadingId| names.is_empty() || names.contains(&dispute.readings[*id].id);
    Ok(dispute.readings.ids().filter(asked).collect())
}

/// The id of a level.
pub(crate) fn level_id(dispute: &Dispute, option: OptionId, level: Level) -> String {
    dispute.options[option].levels[usize::from(level)].id.clone()
}

/// The ids of a complete state's levels, in the order of the dossier.
pub(crate) fn state_ids(dispute: &Dispute, levels: &[Level]) -> Vec<String> {
    dispute
        .options
        .ids()
        .zip(levels)
        .map(|(option, level)| level_id(dispute, option, *level))
        .collect()
}
