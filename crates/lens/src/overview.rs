//! How large is the dispute, and what does it rest on?
//!
//! *Asks*: how many level combinations, feasible states, packages and deals are there; how many
//! feasible states are flagged as implausible, and by which rule; what is missing in each reading?
//! *Assumes*: nothing beyond the dossier. *Computes*: counts over a decision diagram, exactly.
//! *Misleads when*: a count of states is taken for a probability; states carry no weight.

use detente_finding::{
    Count, Overview, OverviewQuestion, OverviewReading, PartyLine, RuleLine, Tally, Unanswerable,
};
use detente_model::{Condition, Dispute, Scope};
use detente_states::{Limits, Space, TooLarge};

use crate::scope;

/// Answers an overview question.
pub(crate) fn overview(
    dispute: &Dispute,
    question: &OverviewQuestion,
) -> Result<Overview, Unanswerable> {
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let asked = scope::asked(dispute, question.strict);
    let mut overview = inventory(&asked, &scope);
    overview.raw = asked.raw_count(&scope).map(Count);
    if let Err(too_large) = count(&asked, &scope, &mut overview) {
        overview.too_large = Some(too_large.to_string());
    }
    Ok(overview)
}

fn inventory(dispute: &Dispute, scope: &Scope) -> Overview {
    let needs: Vec<_> = dispute.deal.iter().flat_map(|deal| deal.needs.clone()).collect();
    let parties = dispute.parties.iter().map(|(id, party)| PartyLine {
        party: party.id.clone(),
        options: dispute.options_of(id).map(|o| dispute.options[o].id.clone()).collect(),
    });
    let readings = dispute.readings.iter().map(|(id, reading)| OverviewReading {
        reading: reading.id.clone(),
        missing_rules: scope::missing_rules(dispute, id, &needs),
        missing_preferences: (dispute.parties.values().zip(reading.preference.values()))
            .filter(|(_, preference)| preference.is_none())
            .map(|(party, _)| party.id.clone())
            .collect(),
    });
    Overview {
        parties: parties.collect(),
        needs: needs.iter().map(|audience| dispute.audiences[*audience].id.clone()).collect(),
        options: dispute.options.len(),
        varying: scope.fixed.iter().filter(|level| level.is_none()).count(),
        raw: None,
        feasible: None,
        implausible: None,
        packages: None,
        implausible_rules: Vec::new(),
        impossible_rules: dispute.impossible.len(),
        readings: readings.collect(),
        proposals: dispute.proposals.len(),
        events: dispute.events.len(),
        sources: dispute.sources.len(),
        ranges: dispute.ranges().len(),
        too_large: None,
    }
}

fn count(dispute: &Dispute, scope: &Scope, overview: &mut Overview) -> Result<(), TooLarge> {
    let mut space = Space::new(dispute, scope, Limits::default())?;
    let feasible = space.feasible();
    overview.feasible = Some(Count(space.count(feasible)));
    let mut flagged = space.none();
    for (number, rule) in dispute.implausible.iter().enumerate() {
        let matched = space.where_all(feasible, [&rule.when])?;
        flagged = space.or(flagged, matched)?;
        overview.implausible_rules.push(RuleLine {
            rule: rule.id.clone().unwrap_or_else(|| (number + 1).to_string()),
            matches: Count(space.count(matched)),
        });
    }
    overview.implausible = Some(Count(space.count(flagged)));
    if let Some(packages) = space.packages() {
        let deals = space.count_distinct(packages, &dispute.deal_options())?;
        overview.packages =
            Some(Tally { packages: Count(space.count(packages)), deals: Count(deals) });
    }
    Ok(())
}

/// Any of the implausible rules of a dispute.
pub(crate) fn any_implausible(dispute: &Dispute) -> Condition {
    Condition::Any(dispute.implausible.iter().map(|rule| rule.when.clone()).collect())
}
