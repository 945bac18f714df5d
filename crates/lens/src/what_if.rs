//! What-ifs: names to ids, or what is wrong with them.

use detente_finding::{Unanswerable, WhatIf};
use detente_model::{AudienceId, Dispute, Rule, RulePlace, Variation};

use crate::scope;

/// The variation that a what-if means for the dispute.
pub(crate) fn variation(dispute: &Dispute, what_if: &WhatIf) -> Result<Variation, Unanswerable> {
    let mut variation = Variation::default();
    for clause in &what_if.set {
        let option = |name: &str| scope::option(dispute, name);
        let level = |option, name: &str| scope::level(dispute, option, name);
        variation.set.push(clause.condition(&option, &level)?);
    }
    for name in &what_if.drop {
        variation.drop.push(rule(dispute, name)?);
    }
    for name in &what_if.without {
        variation.without.push(asked(dispute, name)?);
    }
    Ok(variation)
}

/// All rules by name: the id; without one the kind and the number, as `impossible.3`.
fn rules(dispute: &Dispute) -> Vec<(RulePlace, String)> {
    let name = |rule: &Rule, kind: &str, at: usize| {
        rule.id.clone().unwrap_or_else(|| format!("{kind}.{}", at + 1))
    };
    let impossible = dispute.impossible.iter().enumerate();
    let implausible = dispute.implausible.iter().enumerate();
    impossible
        .map(|(at, rule)| (RulePlace::Impossible(at), name(rule, "impossible", at)))
        .chain(
            implausible
                .map(|(at, rule)| (RulePlace::Implausible(at), name(rule, "implausible", at))),
        )
        .collect()
}

/// The rule of this name; its number is enough where no other rule without an id has it.
fn rule(dispute: &Dispute, name: &str) -> Result<RulePlace, Unanswerable> {
    let rules = rules(dispute);
    let all = rules.iter().map(|(place, id)| (*place, id.as_str(), id.as_str()));
    if let Some(place) = scope::named(name, all) {
        return Ok(place);
    }
    let has_number =
        |id: &str| ["impossible", "implausible"].iter().any(|kind| id == format!("{kind}.{name}"));
    let numbered: Vec<&(RulePlace, String)> =
        rules.iter().filter(|(_, id)| has_number(id)).collect();
    match numbered.as_slice() {
        [] => Err(scope::unanswerable("rule", name, rules.iter().map(|(_, id)| id.as_str()))),
        [(place, _)] => Ok(*place),
        several => Err(Unanswerable::WhichRule {
            name: name.to_string(),
            valid: several.iter().map(|(_, id)| id.clone()).collect(),
        }),
    }
}

/// The audience of this name, if it has a say.
fn asked(dispute: &Dispute, name: &str) -> Result<AudienceId, Unanswerable> {
    let all = || dispute.audiences.iter().map(|(id, a)| (id, a.id.as_str(), a.name.as_str()));
    let has_a_say = |id: &AudienceId| !dispute.say_of(*id).is_none();
    let with_a_say = || all().filter(|(id, ..)| has_a_say(id)).map(|(_, id, _)| id);
    match scope::named(name, all()) {
        Some(audience) if has_a_say(&audience) => Ok(audience),
        Some(audience) => Err(Unanswerable::NotAsked {
            audience: dispute.audiences[audience].id.clone(),
            asked: with_a_say().map(str::to_string).collect(),
        }),
        None => Err(scope::unanswerable("audience", name, with_a_say())),
    }
}
