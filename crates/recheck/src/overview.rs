//! The overview, recounted.

use detente_finding::{
    Count, Overview, OverviewQuestion, OverviewReading, PartyLine, RuleLine, Tally,
};
use detente_model::{Dispute, Scope};
use serde_json::json;

use crate::MOST_RAW;
use crate::census::{Census, Pair};
use crate::ledger::Ledger;
use crate::names;

/// The most level combinations that no lens may call too many.
pub(crate) const SMALL: u128 = 100_000;

/// Checks an overview.
pub(crate) fn overview(
    dispute: &Dispute,
    asked: &OverviewQuestion,
    said: &Overview,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let dispute = &*names::asked(dispute, asked.strict);
    let mut found = inventory(dispute, &scope);
    found.raw = raw(dispute, &scope);
    let counted = countable(found.raw);
    if counted {
        count(dispute, &scope, &mut found);
        found.too_large = too_large(&said.too_large, found.raw, "counts", ledger);
    } else {
        let text = uncounted(found.raw);
        ledger.skipped("counts", text);
        found.too_large.clone_from(&said.too_large);
        check_rules(dispute, said, &mut found);
    }
    // What was not counted because it is too large may be missing; what is there is compared.
    if said.too_large.is_some() || !counted {
        let there = |said: &Option<Count>, found: &mut Option<Count>| {
            if !counted || said.is_none() {
                *found = *said;
            }
        };
        there(&said.feasible, &mut found.feasible);
        there(&said.implausible, &mut found.implausible);
        if !counted || said.packages.is_none() {
            found.packages = said.packages;
        }
        found.implausible_rules.truncate(said.implausible_rules.len());
    }
    let holds = match (counted, found.feasible, &found.packages) {
        (true, Some(feasible), Some(Tally { packages, deals })) => {
            format!("{feasible} feasible states, {packages} packages, {deals} deals, recounted")
        }
        (true, Some(feasible), None) => format!("{feasible} feasible states, recounted"),
        _ => "parties, options, rules and what is missing are as said".to_string(),
    };
    ledger.compare("overview", &json!(said), &json!(found), &holds);
    Ok(())
}

/// Above the limit: which rules are listed, and no count beyond what there can be.
fn check_rules(dispute: &Dispute, said: &Overview, found: &mut Overview) {
    let rules = dispute.implausible.iter().enumerate();
    found.implausible_rules = rules
        .zip(&said.implausible_rules)
        .map(|((number, rule), said)| RuleLine {
            rule: rule.id.clone().unwrap_or_else(|| (number + 1).to_string()),
            matches: said.matches,
        })
        .collect();
}

/// The number of level combinations in scope.
pub(crate) fn raw(dispute: &Dispute, scope: &Scope) -> Option<Count> {
    let mut product: u128 = 1;
    for (option, fixed) in dispute.options.values().zip(&scope.fixed) {
        if fixed.is_none() {
            product = product.checked_mul(option.levels.len() as u128)?;
        }
    }
    Some(Count(product))
}

/// Whether so many states are recounted.
pub(crate) fn countable(raw: Option<Count>) -> bool {
    raw.is_some_and(|raw| raw.0 <= MOST_RAW)
}

/// Why counts are not recounted.
pub(crate) fn uncounted(raw: Option<Count>) -> String {
    let most = Count(MOST_RAW);
    match raw {
        Some(raw) => {
            format!("not recounted: {raw} level combinations, at most {most} are gone through")
        }
        None => {
            format!("not recounted: over 2^128 level combinations, at most {most} are gone through")
        }
    }
}

/// What a lens may say of being too large: nothing about small disputes.
pub(crate) fn too_large(
    said: &Option<String>,
    raw: Option<Count>,
    subject: &str,
    ledger: &mut Ledger,
) -> Option<String> {
    let reason = said.as_ref()?;
    if raw.is_some_and(|raw| raw.0 <= SMALL) {
        return None;
    }
    ledger.skipped(subject, format!("not checked, why there is no full answer: {reason}"));
    said.clone()
}

fn inventory(dispute: &Dispute, scope: &Scope) -> Overview {
    let needs = dispute.deal.as_ref().map_or(Vec::new(), |deal| deal.needs.clone());
    let options_of = |party| {
        let own = dispute.options.values().filter(|option| option.party == party);
        own.map(|option| option.id.clone()).collect()
    };
    Overview {
        parties: (dispute.parties.iter())
            .map(|(id, party)| PartyLine { party: party.id.clone(), options: options_of(id) })
            .collect(),
        needs: needs.iter().map(|audience| dispute.audiences[*audience].id.clone()).collect(),
        options: dispute.options.len(),
        varying: scope.fixed.iter().filter(|fixed| fixed.is_none()).count(),
        raw: None,
        feasible: None,
        implausible: None,
        packages: None,
        implausible_rules: Vec::new(),
        impossible_rules: dispute.impossible.len(),
        readings: (dispute.readings.iter())
            .map(|(id, reading)| OverviewReading {
                reading: reading.id.clone(),
                missing_rules: names::missing_rules(dispute, id, &needs),
                missing_preferences: names::missing_preferences(dispute, id),
            })
            .collect(),
        proposals: dispute.proposals.len(),
        events: dispute.events.len(),
        sources: dispute.sources.len(),
        ranges: dispute.ranges().len(),
        too_large: None,
    }
}

fn count(dispute: &Dispute, scope: &Scope, found: &mut Overview) {
    let census = Census::take(dispute, scope, &[]);
    found.feasible = Some(Count(census.feasible));
    found.implausible = Some(Count(census.implausible));
    found.packages = dispute.deal.as_ref().map(|_| tally(census.packages));
    let rules = dispute.implausible.iter().enumerate().zip(&census.flagged_by);
    found.implausible_rules = rules
        .map(|((number, rule), matches)| RuleLine {
            rule: rule.id.clone().unwrap_or_else(|| (number + 1).to_string()),
            matches: Count(*matches),
        })
        .collect();
}

/// A pair as findings write it.
pub(crate) fn tally(pair: Pair) -> Tally {
    Tally { packages: Count(pair.packages), deals: Count(pair.deals) }
}
