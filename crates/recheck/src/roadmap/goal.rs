//! What was asked: where a road starts and what it aims at.

use detente_finding::{Aim, RoadmapQuestion};
use detente_model::{Dispute, Id, Level, ProposalId, ReadingId, Scope, StateId};

use crate::{cards, names};

/// Where a road starts, and what the focus holds elsewhere than was asked for.
pub(super) struct Start {
    pub(super) levels: Vec<Level>,
    pub(super) moved: Vec<(String, String)>,
}

/// The start asked for, with the focus's levels where they differ.
pub(super) fn start(
    dispute: &Dispute,
    scope: &Scope,
    asked: &RoadmapQuestion,
) -> Result<Start, String> {
    let mut levels: Vec<Option<Level>> = match &asked.from.named {
        Some(name) => cards::named(dispute, name)?,
        None => match dispute.status_quo_levels() {
            Some(there) => there.iter().copied().map(Some).collect(),
            None => vec![None; dispute.options.len()],
        },
    };
    for (option, level) in &asked.from.set {
        let option = names::option(dispute, option)?;
        let level = names::level(dispute, option, level)?;
        if scope.fixed[option.index()].is_some_and(|held| held != level) {
            return Err("it sets an option to a level the focus does not have".to_string());
        }
        levels[option.index()] = Some(level);
    }
    let levels: Option<Vec<Level>> = levels.into_iter().collect();
    let mut levels = levels.ok_or("it starts at the status quo, and the dispute has none")?;
    let mut moved = Vec::new();
    for ((option, entry), held) in dispute.options.iter().zip(&scope.fixed) {
        let level = &mut levels[option.index()];
        if let Some(held) = held.filter(|held| held != level) {
            moved.push((entry.id.clone(), names::level_id(dispute, option, *level)));
            *level = held;
        }
    }
    if dispute.is_feasible(&levels) {
        Ok(Start { levels, moved })
    } else {
        Err("the state it starts from is not feasible".to_string())
    }
}

/// What is aimed at.
#[derive(Clone, Copy)]
pub(super) enum Goal {
    Acceptable,
    Target(usize),
    State(StateId),
    Proposal(ProposalId),
}

impl Goal {
    /// A target, state or proposal of this name, in this order; without one, what all accept.
    pub(super) fn new(dispute: &Dispute, name: Option<&str>) -> Result<Goal, String> {
        let Some(name) = name else {
            let without = "it aims at packages, and the dispute does not say what one is";
            return dispute.deal.as_ref().map(|_| Goal::Acceptable).ok_or(without.to_string());
        };
        let targets = dispute.process.targets.iter().map(|t| (t.id.as_str(), t.name.as_str()));
        let states = dispute.states.values().map(|s| (s.id.as_str(), s.name.as_str()));
        let proposals = dispute.proposals.values().map(|p| (p.id.as_str(), p.name.as_str()));
        if let Some(at) = names::find(name, targets) {
            Ok(Goal::Target(at))
        } else if let Some(at) = names::find(name, states) {
            Ok(Goal::State(Id::new(at)))
        } else if let Some(at) = names::find(name, proposals) {
            Ok(Goal::Proposal(Id::new(at)))
        } else {
            Err(format!("the dispute has no target, state or proposal `{name}`"))
        }
    }

    pub(super) fn aim(self, dispute: &Dispute) -> Aim {
        match self {
            Goal::Acceptable => Aim::Acceptable,
            Goal::Target(at) => Aim::Target(dispute.process.targets[at].id.clone()),
            Goal::State(at) => Aim::State(dispute.states[at].id.clone()),
            Goal::Proposal(at) => Aim::Proposal(dispute.proposals[at].id.clone()),
        }
    }

    /// Whether a feasible state is aimed at.
    pub(super) fn has(self, dispute: &Dispute, reading: ReadingId, levels: &[Level]) -> bool {
        match self {
            Goal::Acceptable => {
                dispute.is_package(levels) && dispute.is_jointly_accepted(reading, levels)
            }
            Goal::Target(at) => dispute.process.targets[at].when.holds(levels),
            Goal::State(at) => dispute.states[at].levels == levels,
            Goal::Proposal(at) => {
                let fixed = dispute.proposals[at].levels.iter().zip(levels);
                fixed.into_iter().all(|(fixed, level)| fixed.is_none_or(|fixed| fixed == *level))
            }
        }
    }

    /// Who lacks a rule, where acceptance is aimed at.
    pub(super) fn missing_rules(self, dispute: &Dispute, reading: ReadingId) -> Vec<String> {
        let needs = dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        match self {
            Goal::Acceptable => names::missing_rules(dispute, reading, needs),
            _ => Vec::new(),
        }
    }
}
