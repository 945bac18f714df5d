//! The parts a dispute is put together from, each with nothing but what it needs.

use detente_model::{
    Audience, Backing, Comparison, Condition, Dispute, Id, Level, LevelName, MoveRule, NamedState,
    Negotiator, OptionId, Party, PartyId, PartyOption, Preference, PreferenceForm, Quantity,
    Reading, Rule, Statement,
};

/// A dispute with nothing in it, its clock at 11 August 2025.
pub fn empty_dispute(title: &str) -> Dispute {
    Dispute::new(title, "2025-08-11".parse().expect("a date"))
}

/// A party with a name and no more.
pub fn party(id: &str, name: &str) -> Party {
    Party {
        id: id.to_string(),
        name: name.to_string(),
        ratify: None,
        negotiator: Negotiator::default(),
        moves_per_year: None,
        turnover_per_year: None,
        capability: None,
        relief_capacity: None,
        conduct: None,
        backing: Backing::default(),
    }
}

/// An audience with a name and no more.
pub fn audience(id: &str, name: &str, party: Option<PartyId>) -> Audience {
    Audience {
        id: id.to_string(),
        name: name.to_string(),
        party,
        is_party: false,
        ratify: None,
        backing: Backing::default(),
    }
}

/// A free option with these levels, each with its id for a label.
pub fn option(id: &str, party: PartyId, levels: &[&str]) -> PartyOption {
    let level = |level: &&str| LevelName { id: (*level).to_string(), label: (*level).to_string() };
    PartyOption {
        id: id.to_string(),
        name: id.to_string(),
        party,
        levels: levels.iter().map(level).collect(),
        moves: MoveRule::free(),
        layer: None,
        step_cost: None,
        backing: Backing::default(),
    }
}

/// A rule with its id and reason.
pub fn rule(id: &str, when: Condition, because: &str) -> Rule {
    let (id, because) = (Some(id.to_string()), because.to_string());
    Rule { id, when, because, backing: Backing::default() }
}

/// A named state.
pub fn state(id: &str, levels: &[Level]) -> NamedState {
    let (id, name) = (id.to_string(), id.to_string());
    NamedState { id, name, levels: levels.to_vec(), backing: Backing::default() }
}

/// A reading that gives each party of the dispute, in order, this preference or none.
pub fn reading(dispute: &Dispute, id: &str, prefer: Vec<Option<PreferenceForm>>) -> Reading {
    Reading {
        id: id.to_string(),
        name: id.to_string(),
        accept: dispute.audiences.ids().map(|_| None).collect(),
        preference: prefer.into_iter().map(|form| form.map(Preference::new)).collect(),
        backing: Backing::default(),
    }
}

/// Statements that are known to stand in this order.
pub fn statements(ordered: Vec<Condition>) -> PreferenceForm {
    let ordered = ordered.into_iter().map(Statement::Sure).collect();
    PreferenceForm::Statements { ordered, rank_as_scale: false }
}

/// Whole points for every condition that holds.
pub fn values(terms: Vec<(Condition, u32)>) -> PreferenceForm {
    let exact = |points| Quantity::Exact(i128::from(points).into());
    PreferenceForm::Values(terms.into_iter().map(|(when, points)| (when, exact(points))).collect())
}

/// The state with these levels, all options in order.
pub fn exactly(levels: &[Level]) -> Condition {
    let each = levels.iter().enumerate().map(|(at, level)| equal(OptionId::new(at), *level));
    Condition::All(each.collect())
}

/// `option = level`.
pub fn equal(option: OptionId, level: Level) -> Condition {
    Condition::Compare(option, Comparison::Equal, level)
}

/// `option != level`.
pub fn not_equal(option: OptionId, level: Level) -> Condition {
    Condition::Compare(option, Comparison::NotEqual, level)
}

/// `option >= level`.
pub fn at_least(option: OptionId, level: Level) -> Condition {
    Condition::Compare(option, Comparison::AtLeast, level)
}

/// `option <= level`.
pub fn at_most(option: OptionId, level: Level) -> Condition {
    Condition::Compare(option, Comparison::AtMost, level)
}

/// `option < level`.
pub fn less(option: OptionId, level: Level) -> Condition {
    Condition::Compare(option, Comparison::Less, level)
}

/// All of these hold.
pub fn all<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::All(parts.into())
}

/// At least one of these holds.
pub fn any<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::Any(parts.into())
}
