//! Where a road starts and what it aims at.

use detente_finding::{Aim, StateReference, Unanswerable};
use detente_model::{Condition, Dispute, Id, Level, ProposalId, ReadingId, Scope, StateId};
use detente_states::Graph;

use crate::scope::{self, Named};

/// Where a road starts.
pub(super) struct Start {
    /// Complete, feasible, within the scope.
    pub(super) levels: Vec<Level>,
    /// Options the focus holds elsewhere than what was asked for, with the level asked for, by id.
    pub(super) moved: Vec<(String, String)>,
}

/// The start a reference means: what the focus holds elsewhere is where the focus holds it, unless it
/// was set by hand.
pub(super) fn start(
    dispute: &Dispute,
    scope: &Scope,
    from: &StateReference,
) -> Result<Start, Unanswerable> {
    let mut levels = scope::levels(dispute, from)?;
    let set = scope::settings(dispute, &from.set)?;
    scope::within(dispute, scope, set.keys().copied(), &levels)?;
    let mut moved = Vec::new();
    for (option, held) in dispute.options.ids().zip(&scope.fixed) {
        let level = &mut levels[option.index()];
        if let Some(held) = held.filter(|held| held != level) {
            let asked = scope::level_id(dispute, option, *level);
            moved.push((dispute.options[option].id.clone(), asked));
            *level = held;
        }
    }
    scope::feasible(dispute, &levels)?;
    Ok(Start { levels, moved })
}

/// What a road aims at.
pub(super) enum Goal {
    /// The packages everybody asked accepts.
    Acceptable,
    /// A declared target, by its place in the dossier.
    Target(usize, Condition),
    /// A named state.
    State(StateId),
    /// The states that agree with a proposal.
    Proposal(ProposalId),
}

impl Goal {
    pub(super) fn new(dispute: &Dispute, name: Option<&str>) -> Result<Goal, Unanswerable> {
        let targets = &dispute.process.targets;
        let all = || targets.iter().enumerate().map(|(at, t)| (at, t.id.as_str(), t.name.as_str()));
        let Some(name) = name else {
            let valid = targets.iter().map(|target| target.id.clone()).collect();
            let deal = dispute.deal.as_ref().ok_or(Unanswerable::NothingToAimAt { valid });
            return deal.map(|_| Goal::Acceptable);
        };
        if let Some(at) = scope::named(name, all()) {
            return Ok(Goal::Target(at, targets[at].when.clone()));
        }
        match scope::state_or_proposal(dispute, name) {
            Ok(Named::State(state)) => Ok(Goal::State(state)),
            Ok(Named::Proposal(proposal)) => Ok(Goal::Proposal(proposal)),
            Err(_) => {
                let states = dispute.states.values().map(|state| state.id.as_str());
                let proposals = dispute.proposals.values().map(|proposal| proposal.id.as_str());
                let ids = all().map(|(_, id, _)| id).chain(states).chain(proposals);
                Err(scope::unanswerable("target, state or proposal", name, ids))
            }
        }
    }

    pub(super) fn aim(&self, dispute: &Dispute) -> Aim {
        match self {
            Goal::Acceptable => Aim::Acceptable,
            Goal::Target(at, _) => Aim::Target(dispute.process.targets[*at].id.clone()),
            Goal::State(state) => Aim::State(dispute.states[*state].id.clone()),
            Goal::Proposal(proposal) => Aim::Proposal(dispute.proposals[*proposal].id.clone()),
        }
    }

    /// Per state of the graph whether it is aimed at.
    pub(super) fn states(&self, dispute: &Dispute, reading: ReadingId, graph: &Graph) -> Vec<bool> {
        let accepted: Vec<Condition> = match (self, &dispute.deal) {
            (Goal::Acceptable, Some(deal)) => {
                let rule = |audience| dispute.acceptance(reading, audience);
                let needs = deal.needs.iter().map(|audience| rule(*audience));
                std::iter::once(deal.when.clone()).chain(needs).collect()
            }
            _ => Vec::new(),
        };
        let aimed = |levels: &[Level]| match self {
            Goal::Acceptable => accepted.iter().all(|rule| rule.holds(levels)),
            Goal::Target(_, when) => when.holds(levels),
            Goal::State(state) => dispute.states[*state].levels == levels,
            Goal::Proposal(proposal) => {
                let asked = dispute.proposals[*proposal].levels.iter().zip(levels);
                asked.into_iter().all(|(asked, level)| asked.is_none_or(|asked| asked == *level))
            }
        };
        graph.nodes().map(|node| aimed(graph.levels(node))).collect()
    }

    /// Audiences that lack a rule, where acceptance is aimed at, by id.
    pub(super) fn missing_rules(&self, dispute: &Dispute, reading: ReadingId) -> Vec<String> {
        match (self, &dispute.deal) {
            (Goal::Acceptable, Some(deal)) => scope::missing_rules(dispute, reading, &deal.needs),
            _ => Vec::new(),
        }
    }
}
