//! The assumptions of a dispute, one by one: what could be otherwise, and what each rests on.

use crate::backing::{Backing, Status};
use crate::dispute::{Cause, Dispute};

/// What sort of thing an assumption is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AssumptionKind {
    /// An option, its levels and how it may move.
    Option,
    /// An impossible or implausible rule.
    Rule,
    /// The deal condition and who has to accept.
    Deal,
    /// Who must agree for a party or a body to be bound.
    Ratification,
    /// A named state.
    State,
    /// A proposal on record.
    Proposal,
    /// What an audience would accept in a reading.
    Acceptance,
    /// What a party prefers in a reading.
    Preference,
    /// What a level or a combination does to an interest.
    Effect,
    /// A parameter of the dynamic lenses.
    Process,
    /// A conditional statement.
    Claim,
}

impl AssumptionKind {
    /// All, in the order of the dossier.
    pub const ALL: [AssumptionKind; 11] = [
        AssumptionKind::Option,
        AssumptionKind::Rule,
        AssumptionKind::Deal,
        AssumptionKind::Ratification,
        AssumptionKind::State,
        AssumptionKind::Proposal,
        AssumptionKind::Acceptance,
        AssumptionKind::Preference,
        AssumptionKind::Effect,
        AssumptionKind::Process,
        AssumptionKind::Claim,
    ];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            AssumptionKind::Option => "option",
            AssumptionKind::Rule => "rule",
            AssumptionKind::Deal => "deal",
            AssumptionKind::Ratification => "ratification",
            AssumptionKind::State => "state",
            AssumptionKind::Proposal => "proposal",
            AssumptionKind::Acceptance => "acceptance",
            AssumptionKind::Preference => "preference",
            AssumptionKind::Effect => "effect",
            AssumptionKind::Process => "process",
            AssumptionKind::Claim => "claim",
        }
    }
}

/// One assumption.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assumption<'a> {
    /// What sort of thing it is about.
    pub kind: AssumptionKind,
    /// Where it stands in the dossier, such as `reading.bridging.accept.majlis`.
    pub path: String,
    /// What it rests on.
    pub backing: &'a Backing,
}

impl Assumption<'_> {
    /// Whether a source states it.
    pub fn has_source(&self) -> bool {
        !self.backing.sources.is_empty()
    }

    /// Whether it is declared to be an analyst's judgement or a placeholder.
    pub fn is_judgement(&self) -> bool {
        matches!(self.backing.status, Some(Status::Judgement | Status::Placeholder))
    }

    /// Whether it is declared to stand in for what nobody has looked into.
    pub fn is_placeholder(&self) -> bool {
        self.backing.status == Some(Status::Placeholder)
    }
}

impl Dispute {
    /// Every assumption with what it rests on, in the order of the dossier.
    pub fn assumptions(&self) -> Vec<Assumption<'_>> {
        let mut list = List(Vec::new());
        self.list_states(&mut list);
        self.list_readings(&mut list);
        self.list_effects(&mut list);
        self.list_process(&mut list);
        for claim in &self.claims {
            list.add(AssumptionKind::Claim, format!("claim.{}", claim.id), &claim.backing);
        }
        list.0
    }

    fn list_states<'a>(&'a self, list: &mut List<'a>) {
        for option in self.options.values() {
            list.add(AssumptionKind::Option, format!("option.{}", option.id), &option.backing);
        }
        for (key, rules) in [("impossible", &self.impossible), ("implausible", &self.implausible)] {
            for (number, rule) in rules.iter().enumerate() {
                let name = rule.id.clone().unwrap_or_else(|| (number + 1).to_string());
                list.add(AssumptionKind::Rule, format!("{key}.{name}"), &rule.backing);
            }
        }
        if let Some(deal) = &self.deal {
            list.add(AssumptionKind::Deal, "deal".to_string(), &deal.backing);
        }
        for party in self.parties.values().filter(|party| party.ratify.is_some()) {
            let path = format!("party.{}.ratify", party.id);
            list.add(AssumptionKind::Ratification, path, &party.backing);
        }
        for audience in self.audiences.values().filter(|audience| audience.ratify.is_some()) {
            let path = format!("audience.{}.ratify", audience.id);
            list.add(AssumptionKind::Ratification, path, &audience.backing);
        }
        for state in self.states.values() {
            list.add(AssumptionKind::State, format!("state.{}", state.id), &state.backing);
        }
        for proposal in self.proposals.values() {
            let path = format!("proposal.{}", proposal.id);
            list.add(AssumptionKind::Proposal, path, &proposal.backing);
        }
    }

    fn list_readings<'a>(&'a self, list: &mut List<'a>) {
        for reading in self.readings.values() {
            for (audience, rule) in self.audiences.values().zip(reading.accept.values()) {
                if let Some(rule) = rule {
                    let path = format!("reading.{}.accept.{}", reading.id, audience.id);
                    list.add(AssumptionKind::Acceptance, path, &rule.backing);
                }
            }
            for (party, preference) in self.parties.values().zip(reading.preference.values()) {
                if let Some(preference) = preference {
                    let path = format!("reading.{}.preference.{}", reading.id, party.id);
                    list.add(AssumptionKind::Preference, path, &preference.backing);
                }
            }
        }
    }

    fn list_effects<'a>(&'a self, list: &mut List<'a>) {
        for (number, effect) in self.effects.iter().enumerate() {
            let interest = &self.interests[effect.interest].id;
            let path = match &effect.of {
                Cause::Levels(option, _) => {
                    format!("option.{}.effects.{interest}", self.options[*option].id)
                }
                Cause::When(..) => format!("effect.{}.{interest}", number + 1),
            };
            list.add(AssumptionKind::Effect, path, &effect.backing);
        }
    }

    fn list_process<'a>(&'a self, list: &mut List<'a>) {
        let mut add = |path: String, backing| list.add(AssumptionKind::Process, path, backing);
        for party in self.parties.values() {
            let numbers = [
                &party.moves_per_year,
                &party.turnover_per_year,
                &party.capability,
                &party.relief_capacity,
            ];
            if numbers.iter().any(|number| number.is_some()) {
                add(format!("party.{}", party.id), &party.backing);
            }
            if let Some(conduct) = &party.conduct {
                add(format!("party.{}.conduct", party.id), &conduct.backing);
            }
        }
        let process = &self.process;
        if let Some(time) = &process.time {
            add("process".to_string(), &time.backing);
        }
        for obligation in &process.obligations {
            add(format!("obligation.{}", obligation.id), &obligation.backing);
        }
        if let Some(inspection) = &process.inspection {
            add("inspection".to_string(), &inspection.backing);
        }
        if let Some(support) = &process.support {
            add("support".to_string(), &support.backing);
        }
        if let Some(trust) = &process.trust {
            add("trust".to_string(), &trust.backing);
        }
        if let Some(tension) = &process.tension {
            add("tension".to_string(), &tension.backing);
        }
        for shock in &process.shocks {
            add(format!("shock.{}", shock.id), &shock.backing);
        }
        for outcome in &process.outcomes {
            add(format!("outcome.{}", outcome.id), &outcome.backing);
        }
        for target in &process.targets {
            add(format!("target.{}", target.id), &target.backing);
        }
        for issue in &process.issues {
            add(format!("issue.{}", issue.id), &issue.backing);
        }
    }
}

struct List<'a>(Vec<Assumption<'a>>);

impl<'a> List<'a> {
    fn add(&mut self, kind: AssumptionKind, path: String, backing: &'a Backing) {
        self.0.push(Assumption { kind, path, backing });
    }
}
