//! Names in questions to ids, and which version of the dispute is asked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{StateReference, Unanswerable};
use detente_model::{
    AudienceId, Dispute, Id, Level, OptionId, PartyId, ProposalId, ReadingId, Scope, StateId,
};

/// The dispute asked about: with `strict`, implausible rules are impossible.
pub(crate) fn asked(dispute: &Dispute, strict: bool) -> Cow<'_, Dispute> {
    if strict { Cow::Owned(dispute.strict()) } else { Cow::Borrowed(dispute) }
}

/// The scope of a focus, or the whole dispute.
pub(crate) fn scope(dispute: &Dispute, focus: Option<&str>) -> Result<Scope, Unanswerable> {
    let Some(name) = focus else { return Ok(Scope::whole(dispute)) };
    let all = || dispute.focuses.iter().map(|(id, f)| (id, f.id.as_str(), f.name.as_str()));
    match named(name, all()) {
        Some(focus) => Ok(Scope::focus(dispute, focus)),
        None => Err(unanswerable("focus", name, all().map(|(_, id, _)| id))),
    }
}

/// The readings named, in the order of the dossier; all of them if none is named.
pub(crate) fn readings(
    dispute: &Dispute,
    names: &[String],
) -> Result<Vec<ReadingId>, Unanswerable> {
    let all = || dispute.readings.iter().map(|(id, r)| (id, r.id.as_str(), r.name.as_str()));
    let mut asked = Vec::new();
    for name in names {
        match named(name, all()) {
            Some(reading) => asked.push(reading),
            None => return Err(unanswerable("reading", name, all().map(|(_, id, _)| id))),
        }
    }
    Ok(dispute.readings.ids().filter(|id| names.is_empty() || asked.contains(id)).collect())
}

/// The one reading meant: the one named, or the only one there is.
pub(crate) fn reading(dispute: &Dispute, name: Option<&str>) -> Result<ReadingId, Unanswerable> {
    let named: Vec<String> = name.iter().map(ToString::to_string).collect();
    match readings(dispute, &named)?.as_slice() {
        [one] => Ok(*one),
        [] => Err(Unanswerable::NoReading),
        _ => Err(Unanswerable::WhichReading {
            valid: dispute.readings.values().map(|r| r.id.clone()).collect(),
        }),
    }
}

/// The party with this id or name.
pub(crate) fn party(dispute: &Dispute, name: &str) -> Result<PartyId, Unanswerable> {
    let all = || dispute.parties.iter().map(|(id, p)| (id, p.id.as_str(), p.name.as_str()));
    named(name, all()).ok_or_else(|| unanswerable("party", name, all().map(|(_, id, _)| id)))
}

/// The option with this id or name.
pub(crate) fn option(dispute: &Dispute, name: &str) -> Result<OptionId, Unanswerable> {
    let all = || dispute.options.iter().map(|(id, o)| (id, o.id.as_str(), o.name.as_str()));
    named(name, all()).ok_or_else(|| unanswerable("option", name, all().map(|(_, id, _)| id)))
}

/// The level of an option with this id or label.
pub(crate) fn level(
    dispute: &Dispute,
    option: OptionId,
    name: &str,
) -> Result<Level, Unanswerable> {
    let levels = &dispute.options[option].levels;
    let all = || (0 as Level..).zip(levels).map(|(at, l)| (at, l.id.as_str(), l.label.as_str()));
    let unknown = || Unanswerable::UnknownLevel {
        option: dispute.options[option].id.clone(),
        name: name.to_string(),
        valid: all().map(|(_, id, _)| id.to_string()).collect(),
    };
    named(name, all()).ok_or_else(unknown)
}

/// A named state or a proposal.
pub(crate) enum Named {
    State(StateId),
    Proposal(ProposalId),
}

/// The state or proposal with this id or name; a state before a proposal.
pub(crate) fn state_or_proposal(dispute: &Dispute, name: &str) -> Result<Named, Unanswerable> {
    let states = || dispute.states.iter().map(|(id, s)| (id, s.id.as_str(), s.name.as_str()));
    let proposals = || dispute.proposals.iter().map(|(id, p)| (id, p.id.as_str(), p.name.as_str()));
    if let Some(state) = named(name, states()) {
        return Ok(Named::State(state));
    }
    named(name, proposals()).map(Named::Proposal).ok_or_else(|| {
        let ids = states().map(|(_, id, _)| id).chain(proposals().map(|(_, id, _)| id));
        unanswerable("state or proposal", name, ids)
    })
}

/// The complete levels a reference means.
pub(crate) fn levels(
    dispute: &Dispute,
    reference: &StateReference,
) -> Result<Vec<Level>, Unanswerable> {
    let mut levels = match &reference.named {
        None => dispute.status_quo_levels().map(<[Level]>::to_vec),
        Some(name) => Some(complete(dispute, name)?),
    };
    let set = settings(dispute, &reference.set)?;
    if levels.is_none() && set.len() == dispute.options.len() {
        levels = Some(vec![0; dispute.options.len()]);
    }
    let mut levels = levels.ok_or(Unanswerable::NoStatusQuo)?;
    for (option, level) in set {
        levels[option.index()] = level;
    }
    Ok(levels)
}

/// Options set to levels, each once.
pub(crate) fn settings(
    dispute: &Dispute,
    named: &[(String, String)],
) -> Result<BTreeMap<OptionId, Level>, Unanswerable> {
    let mut set = BTreeMap::new();
    for (name, at) in named {
        let option = option(dispute, name)?;
        let level = level(dispute, option, at)?;
        if set.insert(option, level).is_some_and(|before| before != level) {
            return Err(Unanswerable::SetTwice { option: dispute.options[option].id.clone() });
        }
    }
    Ok(set)
}

/// A named state, or a proposal with the rest as at the status quo.
fn complete(dispute: &Dispute, name: &str) -> Result<Vec<Level>, Unanswerable> {
    match state_or_proposal(dispute, name)? {
        Named::State(state) => Ok(dispute.states[state].levels.clone()),
        Named::Proposal(proposal) => completed(dispute, proposal).ok_or(Unanswerable::NoStatusQuo),
    }
}

/// A proposal with the rest as at the status quo; nothing if it leaves something open and there is
/// no status quo.
pub(crate) fn completed(dispute: &Dispute, proposal: ProposalId) -> Option<Vec<Level>> {
    let status_quo = dispute.status_quo_levels();
    let levels = dispute.proposals[proposal].levels.iter().enumerate();
    levels.map(|(at, level)| level.or(status_quo.map(|s| s[at]))).collect()
}

/// Refuses levels that some rule excludes.
pub(crate) fn feasible(dispute: &Dispute, levels: &[Level]) -> Result<(), Unanswerable> {
    let rules = dispute.impossible.iter().filter(|rule| rule.when.holds(levels));
    let because: Vec<String> = rules.map(|rule| rule.because.clone()).collect();
    if because.is_empty() { Ok(()) } else { Err(Unanswerable::Infeasible { because }) }
}

/// Refuses levels of these options that are not those a scope holds.
pub(crate) fn within(
    dispute: &Dispute,
    scope: &Scope,
    options: impl Iterator<Item = OptionId>,
    levels: &[Level],
) -> Result<(), Unanswerable> {
    let held = options.filter_map(|option| {
        let held = scope.fixed[option.index()]?;
        let id = || dispute.options[option].id.clone();
        (held != levels[option.index()]).then(|| (id(), level_id(dispute, option, held)))
    });
    let held: Vec<(String, String)> = held.collect();
    if held.is_empty() { Ok(()) } else { Err(Unanswerable::OutsideFocus { held }) }
}

/// The entry with this id, or else with this name, capitals or not.
pub(crate) fn named<'a, I>(
    name: &str,
    all: impl Iterator<Item = (I, &'a str, &'a str)>,
) -> Option<I> {
    let folded = name.to_lowercase();
    let mut alike = None;
    for (entry, id, shown) in all {
        if id == name {
            return Some(entry);
        }
        if alike.is_none() && (id.to_lowercase() == folded || shown.to_lowercase() == folded) {
            alike = Some(entry);
        }
    }
    alike
}

pub(crate) fn unanswerable<'a>(
    what: &'static str,
    name: &str,
    valid: impl Iterator<Item = &'a str>,
) -> Unanswerable {
    let valid = valid.map(str::to_string).collect();
    Unanswerable::Unknown { what, name: name.to_string(), valid }
}

/// The ids of those who lack a rule, over several audiences.
pub(crate) fn missing_rules(
    dispute: &Dispute,
    reading: ReadingId,
    audiences: &[AudienceId],
) -> Vec<String> {
    let missing = audiences.iter().flat_map(|audience| dispute.missing_rules(reading, *audience));
    let missing: BTreeSet<AudienceId> = missing.collect();
    missing.into_iter().map(|audience| dispute.audiences[audience].id.clone()).collect()
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
