//! Comparisons of every kind, and a dispute to compare another one with.

use detente_finding::{Clause, CompareQuestion, Contrast, WhatIf};
use detente_model::{AcceptanceRule, Backing, Comparison, Condition, Dispute, Id, OptionId, Rule};

use crate::parts::option;
use crate::random::Dice;
use crate::relabel::reorder;

/// Comparisons of a dispute: readings, clocks, what-ifs, and (with `other`, the hash of the other) two
/// dossiers.
pub fn comparisons(dispute: &Dispute, seed: u64, other: Option<&str>) -> Vec<CompareQuestion> {
    let dice = &mut Dice::new(seed, "comparisons");
    let readings: Vec<String> = dispute.readings.values().map(|r| r.id.clone()).collect();
    let mut contrasts = Vec::new();
    if let [first, .., last] = readings.as_slice() {
        contrasts.push(Contrast::Readings { from: first.clone(), to: last.clone() });
    }
    let clock = dice.pick(&["1999", "2008-05", "2012-11-03", "2019", "2024-12-31", "2025-08-11"]);
    contrasts.push(Contrast::Clock { earlier: clock.to_string() });
    for _ in 0..3 {
        contrasts.push(Contrast::WhatIf(what_if(dice, dispute)));
    }
    if let Some(hash) = other {
        contrasts.push(Contrast::Dossier { other: Some(hash.to_string()) });
    }
    let mut question = |between| CompareQuestion {
        readings: readings.iter().filter(|_| dice.chance(20)).cloned().collect(),
        focus: dispute.focuses.values().next().filter(|_| dice.chance(25)).map(|f| f.id.clone()),
        strict: dice.chance(25),
        deals: dice.pick(&[0, 1, 3, 1000]),
        ..CompareQuestion::new(between)
    };
    contrasts.into_iter().map(&mut question).collect()
}

/// Something otherwise.
fn what_if(dice: &mut Dice, dispute: &Dispute) -> WhatIf {
    let mut conditions: Vec<Condition> =
        dispute.impossible.iter().chain(&dispute.implausible).map(|r| r.when.clone()).collect();
    let rules = dispute.readings.values().flat_map(|reading| reading.accept.values().flatten());
    conditions.extend(rules.filter_map(|rule| match &rule.rule {
        AcceptanceRule::When(when) => Some(when.clone()),
        AcceptanceRule::Worth { .. } => None,
    }));
    let clauses: Vec<Clause> =
        conditions.iter().filter_map(|condition| Clause::of(dispute, condition)).collect();
    let names = |rules: &[Rule], kind: &str| -> Vec<String> {
        let name = |(at, rule): (usize, &Rule)| {
            rule.id.clone().unwrap_or_else(|| format!("{kind}.{}", at + 1))
        };
        rules.iter().enumerate().map(name).collect()
    };
    let mut rules = names(&dispute.impossible, "impossible");
    rules.extend(names(&dispute.implausible, "implausible"));
    let audiences: Vec<String> = (dispute.audiences.iter())
        .filter(|(id, _)| !dispute.say_of(*id).is_none())
        .map(|(_, audience)| audience.id.clone())
        .collect();
    let mut supposed = WhatIf::default();
    if !clauses.is_empty() && dice.chance(50) {
        supposed.set.push(dice.pick(&clauses));
    }
    if !rules.is_empty() && dice.chance(50) {
        supposed.drop = dice.part(rules, 1);
    }
    if !audiences.is_empty() && dice.chance(50) {
        supposed.without.push(dice.pick(&audiences));
    }
    supposed
}

/// Another dossier on the same dispute: options and audiences in another order; rules, readings and
/// acceptance changed here and there; sometimes an option more, sometimes one with a level more.
pub fn counterpart(dispute: &Dispute, seed: u64) -> Dispute {
    let dice = &mut Dice::new(seed, "counterpart");
    let mut other = reorder(dispute, seed);
    other.title = format!("{} again", dispute.title);
    if dice.chance(40) {
        other.impossible.pop();
    }
    if dice.chance(20) {
        other.readings = other.readings.values().skip(1).cloned().collect();
    }
    if dice.chance(30)
        && let Some(deal) = &mut other.deal
    {
        deal.needs.pop();
    }
    for reading in other.readings.values_mut() {
        let rules: Vec<_> = reading.accept.values().flatten().cloned().collect();
        for rule in reading.accept.values_mut().flatten() {
            if dice.chance(30) {
                *rule = dice.pick(&rules);
            }
        }
    }
    if dice.chance(30) {
        add_option(dice, &mut other);
    }
    if dice.chance(15) {
        let options: Vec<OptionId> = other.options.ids().collect();
        let levels = &mut other.options[dice.pick(&options)].levels;
        let more = levels[0].clone();
        levels.push(detente_model::LevelName { id: "one-more".to_string(), ..more });
    }
    other
}

/// An option more, with a rule about it.
fn add_option(dice: &mut Dice, dispute: &mut Dispute) {
    let Some(party) = dispute.parties.ids().next() else { return };
    let first = OptionId::new(dice.below(dispute.options.len()));
    let new = dispute.options.push(option("added", party, &["no", "yes"]));
    let at = |option, level| Condition::Compare(option, Comparison::Equal, level);
    dispute.impossible.push(Rule {
        id: None,
        when: Condition::All(vec![at(new, dice.below(2) as u8), at(first, 0)]),
        because: "added".to_string(),
        backing: Backing::default(),
    });
    dispute.states.values_mut().for_each(|state| state.levels.push(0));
    dispute.proposals.values_mut().for_each(|proposal| proposal.levels.push(None));
    dispute.focuses.values_mut().for_each(|focus| focus.fixed.push(None));
}
