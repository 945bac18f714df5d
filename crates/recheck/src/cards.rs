//! States in questions and answers: what a reference means, what a state is known as.

use detente_finding::{StateCard, StateReference};
use detente_model::{Dispute, Id, Level, Proposal, Scope};

use crate::names;
use crate::space::in_scope;

/// A proposal with the rest as at the status quo; nothing if something is left open without one.
pub(crate) fn completed(dispute: &Dispute, proposal: &Proposal) -> Option<Vec<Level>> {
    let status_quo = dispute.status_quo_levels();
    let levels = proposal.levels.iter().enumerate();
    levels.map(|(option, level)| level.or_else(|| Some(*status_quo?.get(option)?))).collect()
}

/// What a state is known as.
pub(crate) fn card(dispute: &Dispute, levels: &[Level]) -> StateCard {
    let named = dispute.states.values().filter(|state| state.levels == levels);
    let is_it = |proposal: &&Proposal| completed(dispute, proposal).as_deref() == Some(levels);
    let status_quo = dispute.status_quo_levels();
    let package = dispute.is_package(levels);
    let accepted = dispute
        .readings
        .iter()
        .filter(|(reading, _)| package && dispute.is_jointly_accepted(*reading, levels));
    StateCard {
        levels: names::state_ids(dispute, levels),
        named: named.map(|state| state.id.clone()).collect(),
        proposals: dispute.proposals.values().filter(is_it).map(|p| p.id.clone()).collect(),
        status_quo: status_quo == Some(levels),
        package,
        accepted_under: accepted.map(|(_, reading)| reading.id.clone()).collect(),
        implausible: dispute.is_implausible(levels),
        changed: status_quo.map(|there| there.iter().zip(levels).filter(|(a, b)| a != b).count()),
    }
}

/// The state a question means: complete, feasible, in scope.
pub(crate) fn referred(
    dispute: &Dispute,
    scope: &Scope,
    reference: &StateReference,
) -> Result<Vec<Level>, String> {
    let mut levels: Vec<Option<Level>> = match &reference.named {
        None => match dispute.status_quo_levels() {
            Some(there) => there.iter().copied().map(Some).collect(),
            None => vec![None; dispute.options.len()],
        },
        Some(name) => named(dispute, name)?,
    };
    for (option, level) in &reference.set {
        let option = names::option(dispute, option)?;
        levels[option.index()] = Some(names::level(dispute, option, level)?);
    }
    let levels: Option<Vec<Level>> = levels.into_iter().collect();
    let levels = levels.ok_or("it is about the status quo, and the dispute has none")?;
    if !dispute.is_feasible(&levels) {
        return Err("the state it is about is not feasible".to_string());
    }
    in_scope(scope, &levels).map_err(|_| "the state it is about lies outside the focus")?;
    Ok(levels)
}

/// A named state, or a proposal with the rest as at the status quo.
pub(crate) fn named(dispute: &Dispute, name: &str) -> Result<Vec<Option<Level>>, String> {
    let states = dispute.states.values().map(|s| (s.id.as_str(), s.name.as_str()));
    if let Some(found) = names::find(name, states) {
        let levels = &dispute.states[Id::new(found)].levels;
        return Ok(levels.iter().copied().map(Some).collect());
    }
    let proposals = dispute.proposals.values().map(|p| (p.id.as_str(), p.name.as_str()));
    let found = names::find(name, proposals)
        .ok_or_else(|| format!("the dispute has no state or proposal `{name}`"))?;
    let proposal = &dispute.proposals[Id::new(found)];
    let status_quo = dispute.status_quo_levels();
    let levels = proposal.levels.iter().enumerate();
    Ok(levels.map(|(option, level)| level.or(status_quo.map(|there| there[option]))).collect())
}

/// The states an answer has to look at: the status quo, named states, proposals with the rest as at
/// the status quo; those that are feasible and in scope, each once.
pub(crate) fn known(dispute: &Dispute, scope: &Scope) -> Vec<Vec<Level>> {
    let status_quo = dispute.status_quo_levels().map(<[Level]>::to_vec);
    let named = dispute.states.values().map(|state| state.levels.clone());
    let proposals = dispute.proposals.values().filter_map(|p| completed(dispute, p));
    let mut known: Vec<Vec<Level>> = Vec::new();
    for levels in status_quo.into_iter().chain(named).chain(proposals) {
        let there = dispute.is_feasible(&levels) && in_scope(scope, &levels).is_ok();
        if there && !known.contains(&levels) {
            known.push(levels);
        }
    }
    known
}
