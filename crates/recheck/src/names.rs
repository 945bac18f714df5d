//! Names in questions and answers to ids, and back.

use std::borrow::Cow;

use detente_model::{AudienceId, Dispute, Id, Level, OptionId, PartyId, ReadingId, Scope};

/// The dispute asked about: with `strict`, implausible rules are impossible.
pub(crate) fn asked(dispute: &Dispute, strict: bool) -> Cow<'_, Dispute> {
    if strict { Cow::Owned(dispute.strict()) } else { Cow::Borrowed(dispute) }
}

/// The position of the entry with this id, or else of the first with this id or name, capitals or
/// not.
pub(crate) fn find<'a>(
    name: &str,
    mut all: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Option<usize> {
    let folded = name.to_lowercase();
    let mut exact = all.clone();
    let alike =
        |(id, shown): (&str, &str)| id.to_lowercase() == folded || shown.to_lowercase() == folded;
    exact.position(|(id, _)| id == name).or_else(|| all.position(alike))
}

/// The scope of a question.
pub(crate) fn scope(dispute: &Dispute, focus: Option<&str>) -> Result<Scope, String> {
    let Some(name) = focus else { return Ok(Scope::whole(dispute)) };
    let all = dispute.focuses.values().map(|f| (f.id.as_str(), f.name.as_str()));
    let found = find(name, all).ok_or_else(|| format!("the dispute has no focus `{name}`"))?;
    Ok(Scope { fixed: dispute.focuses[Id::new(found)].fixed.clone() })
}

/// The reading of this name.
pub(crate) fn reading(dispute: &Dispute, name: &str) -> Result<ReadingId, String> {
    let all = dispute.readings.values().map(|r| (r.id.as_str(), r.name.as_str()));
    let found = find(name, all).ok_or_else(|| format!("the dispute has no reading `{name}`"))?;
    Ok(Id::new(found))
}

/// The readings asked about, in the order of the dossier; all of them if none is named.
pub(crate) fn readings(dispute: &Dispute, names: &[String]) -> Result<Vec<ReadingId>, String> {
    let mut asked = Vec::new();
    for name in names {
        asked.push(reading(dispute, name)?);
    }
    asked.sort_unstable();
    asked.dedup();
    Ok(if names.is_empty() { dispute.readings.ids().collect() } else { asked })
}

/// The one reading asked about: the one named, or the only one.
pub(crate) fn one_reading(dispute: &Dispute, name: Option<&str>) -> Result<ReadingId, String> {
    match (name, dispute.readings.len()) {
        (Some(name), _) => reading(dispute, name),
        (None, 1) => Ok(Id::new(0)),
        (None, 0) => Err("it is about a reading, and the dispute has none".to_string()),
        (None, _) => Err("it is about one reading and does not say which".to_string()),
    }
}

/// The party of this id or name.
pub(crate) fn party(dispute: &Dispute, name: &str) -> Result<PartyId, String> {
    let all = dispute.parties.values().map(|p| (p.id.as_str(), p.name.as_str()));
    let found = find(name, all).ok_or_else(|| format!("the dispute has no party `{name}`"))?;
    Ok(Id::new(found))
}

/// The option of this id or name.
pub(crate) fn option(dispute: &Dispute, name: &str) -> Result<OptionId, String> {
    let all = dispute.options.values().map(|o| (o.id.as_str(), o.name.as_str()));
    let found = find(name, all).ok_or_else(|| format!("the dispute has no option `{name}`"))?;
    Ok(Id::new(found))
}

/// The level of this id or label.
pub(crate) fn level(dispute: &Dispute, option: OptionId, name: &str) -> Result<Level, String> {
    let entry = &dispute.options[option];
    let all = entry.levels.iter().map(|l| (l.id.as_str(), l.label.as_str()));
    let found = find(name, all).and_then(|found| Level::try_from(found).ok());
    found.ok_or_else(|| format!("option `{}` has no level `{name}`", entry.id))
}

/// A complete state from the exact ids of its levels, in the order of the dossier.
pub(crate) fn state(dispute: &Dispute, ids: &[String]) -> Result<Vec<Level>, String> {
    if ids.len() != dispute.options.len() {
        let (said, needed) = (ids.len(), dispute.options.len());
        return Err(format!("a state has {said} levels, the dispute {needed} options"));
    }
    let one = |(option, id): (OptionId, &String)| {
        let entry = &dispute.options[option];
        let found = entry.levels.iter().position(|level| level.id == *id);
        let found = found.and_then(|found| Level::try_from(found).ok());
        found.ok_or_else(|| format!("option `{}` has no level `{id}`", entry.id))
    };
    dispute.options.ids().zip(ids).map(one).collect()
}

/// The ids of a complete state's levels.
pub(crate) fn state_ids(dispute: &Dispute, levels: &[Level]) -> Vec<String> {
    dispute.options.ids().zip(levels).map(|(o, l)| level_id(dispute, o, *l)).collect()
}

/// The id of a level.
pub(crate) fn level_id(dispute: &Dispute, option: OptionId, level: Level) -> String {
    dispute.options[option].levels[usize::from(level)].id.clone()
}

/// The ids of all options.
pub(crate) fn option_ids(dispute: &Dispute) -> Vec<String> {
    dispute.options.values().map(|option| option.id.clone()).collect()
}

/// The ids of the parties for which the reading gives no preference.
pub(crate) fn missing_preferences(dispute: &Dispute, reading: ReadingId) -> Vec<String> {
    let parties = dispute.parties.iter();
    let missing = parties.filter(|(id, _)| dispute.readings[reading].preference[*id].is_none());
    missing.map(|(_, party)| party.id.clone()).collect()
}

/// The ids of those who lack a rule, over several audiences.
pub(crate) fn missing_rules(
    dispute: &Dispute,
    reading: ReadingId,
    audiences: &[AudienceId],
) -> Vec<String> {
    let mut missing: Vec<AudienceId> =
        audiences.iter().flat_map(|audience| dispute.missing_rules(reading, *audience)).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.into_iter().map(|audience| dispute.audiences[audience].id.clone()).collect()
}
