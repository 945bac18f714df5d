//! Starts, and what a change from them costs, straight from the question.

use detente_finding::{Count, RefineQuestion, StartKind, StartLine, StartReference, Yardstick};
use detente_model::{Dispute, Id, Level, OptionId, Quantity, Rational};

use crate::names;

/// A start: what it fixes, and how it is written.
pub(crate) struct Start {
    pub(crate) levels: Vec<Option<Level>>,
    pub(crate) line: StartLine,
}

/// The starts a question is about.
pub(crate) fn starts(
    dispute: &Dispute,
    asked: Option<&StartReference>,
) -> Result<Vec<Start>, String> {
    let Some(asked) = asked else {
        let status_quo = dispute.status_quo.map(|state| of_state(dispute, state.index()));
        let proposals = (0..dispute.proposals.len()).map(|at| of_proposal(dispute, at));
        return Ok(status_quo.into_iter().chain(proposals).collect());
    };
    let mut start = match &asked.named {
        Some(name) => named(dispute, name)?,
        None => written(dispute, StartKind::Own, None, vec![None; dispute.options.len()]),
    };
    let mut given = vec![None; start.levels.len()];
    for (option, level) in &asked.set {
        let option = names::option(dispute, option)?;
        let level = names::level(dispute, option, level)?;
        let before = given[option.index()].replace(level);
        if before.is_some_and(|before| before != level) {
            return Err("it sets an option to two levels".to_string());
        }
        start.levels[option.index()] = Some(level);
    }
    Ok(vec![written(dispute, start.line.kind, start.line.named, start.levels)])
}

fn named(dispute: &Dispute, name: &str) -> Result<Start, String> {
    let states = dispute.states.values().map(|s| (s.id.as_str(), s.name.as_str()));
    if let Some(found) = names::find(name, states) {
        return Ok(of_state(dispute, found));
    }
    let proposals = dispute.proposals.values().map(|p| (p.id.as_str(), p.name.as_str()));
    let found = names::find(name, proposals);
    let missing = || format!("the dispute has no state or proposal `{name}`");
    Ok(of_proposal(dispute, found.ok_or_else(missing)?))
}

fn of_state(dispute: &Dispute, at: usize) -> Start {
    let state = &dispute.states[Id::new(at)];
    let levels = state.levels.iter().map(|level| Some(*level)).collect();
    written(dispute, StartKind::State, Some(state.id.clone()), levels)
}

fn of_proposal(dispute: &Dispute, at: usize) -> Start {
    let proposal = &dispute.proposals[Id::new(at)];
    written(dispute, StartKind::Proposal, Some(proposal.id.clone()), proposal.levels.clone())
}

fn written(
    dispute: &Dispute,
    kind: StartKind,
    named: Option<String>,
    levels: Vec<Option<Level>>,
) -> Start {
    let mut fixes = Vec::new();
    for (option, entry) in dispute.options.iter() {
        if let Some(level) = levels[option.index()] {
            fixes.push((entry.id.clone(), names::level_id(dispute, option, level)));
        }
    }
    let completions = Count::default();
    Start { levels, line: StartLine { kind, named, fixes, completions, refinements: Vec::new() } }
}

/// What changes cost, and which are ruled out.
pub(crate) struct Weights<'a> {
    dispute: &'a Dispute,
    by: Yardstick,
    /// A distance of 1 in the parts of the answer.
    pub(crate) scale: u128,
    /// Per option whether its owner may move it, and its lowest level.
    rules: Vec<(bool, Level)>,
}

impl<'a> Weights<'a> {
    pub(crate) fn new(dispute: &'a Dispute, asked: &RefineQuestion) -> Result<Weights<'a>, String> {
        let mut movers = Vec::new();
        for mover in &asked.movers {
            movers.push(names::party(dispute, mover)?);
        }
        let may =
            |option: OptionId| movers.is_empty() || movers.contains(&dispute.options[option].party);
        let mut rules: Vec<(bool, Level)> =
            dispute.options.ids().map(|option| (may(option), 0)).collect();
        for (option, level) in &asked.floors {
            let option = names::option(dispute, option)?;
            let floor = names::level(dispute, option, level)?;
            rules[option.index()].1 = rules[option.index()].1.max(floor);
        }
        let mut scale = Rational::from(1);
        if asked.by == Yardstick::Cost {
            let costs = dispute.options.values().filter_map(|option| option.step_cost.as_ref());
            let costs: Vec<Rational> = costs.map(Quantity::mode).collect();
            if costs.is_empty() {
                return Err("it asks for declared costs, and the dispute has none".to_string());
            }
            for cost in costs {
                // The denominator that is left of cost × scale is what the scale still lacks.
                scale *= Rational::from(*(cost * scale).denom());
            }
        }
        let scale = scale.to_integer().unsigned_abs();
        Ok(Weights { dispute, by: asked.by, scale, rules })
    }

    /// Whether an option costs nothing for want of a declared cost.
    pub(crate) fn has_no_cost(&self, option: OptionId) -> bool {
        self.by == Yardstick::Cost && self.dispute.options[option].step_cost.is_none()
    }

    /// How far a state lies from a start; nothing if it changes what may not change.
    pub(crate) fn distance(&self, start: &[Option<Level>], state: &[Level]) -> Option<u128> {
        let mut distance = Rational::from(0);
        for ((option, (may, floor)), (at, to)) in
            self.dispute.options.values().zip(&self.rules).zip(start.iter().zip(state))
        {
            if to < floor {
                return None;
            }
            let Some(at) = at.filter(|at| at != to) else { continue };
            if !may {
                return None;
            }
            let steps = Rational::from(i128::from(at.abs_diff(*to)));
            distance += match (self.by, &option.step_cost) {
                (Yardstick::Steps, _) => steps,
                (Yardstick::Options, _) => Rational::from(1),
                (Yardstick::Cost, Some(cost)) => steps * cost.mode(),
                (Yardstick::Cost, None) => Rational::from(0),
            };
        }
        let parts = distance * Rational::from(self.scale as i128);
        Some(parts.to_integer().unsigned_abs())
    }
}
