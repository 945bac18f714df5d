//! Verification: what does the next unit of inspection buy?
//!
//! *Asks*, per obligation: how likely is a breach seen at each level of access, how long would it stay
//! unseen, what would an alarm have to cost, which level and how many visits deter? And of all together
//! under a budget: what is deterred, where should visits go, what does one more unit buy?
//!
//! *Assumes*: alarms of different sources are independent; a bound party weighs expected flow utility
//! and knows how likely visits are (they are announced as probabilities, not as dates). Chances of
//! detection by level are without visits. Nothing the dossier leaves out is given a value: the answer
//! names the key.
//!
//! *Computes*: exactly, but for operating points; O(2ⁿ) for n ≤ 12 obligations together, else linear in
//! obligations times levels. Numbers whose digits outgrow 128 bits are said to be too fine.
//!
//! *Misleads when* a penalty is declared that nobody would impose, or a breach once made goes on.

mod allocation;
mod budget;
mod deterrence;
mod liquidity;
mod obligation;
mod operating;
mod per_period;
mod season;
mod terms;
mod timeliness;

use detente_finding::{
    Billionths, Exact, MOST_TOGETHER, Timeliness, Unanswerable, VerificationAnswer,
    VerificationQuestion,
};
use detente_model::{Dispute, Id, Level, Obligation, OptionId};

use crate::scope;
use liquidity::Tempted;
use terms::{Corner, Terms};

/// Answers the question what the next unit of inspection buys.
pub(crate) fn verification(
    dispute: &Dispute,
    question: &VerificationQuestion,
) -> Result<VerificationAnswer, Unanswerable> {
    let obligations = obligations(dispute, &question.obligations)?;
    let levels = levels(dispute, &question.set)?;
    let inspection = dispute.process.inspection.as_ref();
    let occasions = inspection.and_then(|inspection| inspection.occasions);
    let lines = obligations
        .iter()
        .map(|obligation| obligation::line(dispute, obligation, &levels, occasions, question.list));
    Ok(VerificationAnswer {
        held: held(dispute, &obligations, &levels),
        obligations: lines.collect(),
        together: together(&obligations, &levels),
        budget: budget::answer(&obligations, &levels, inspection, question.budget),
        timeliness: occasions.and_then(timeliness),
        missing: missing(dispute, question),
    })
}

/// The obligations named, in the order of the dossier; all of them if none is named.
fn obligations<'a>(
    dispute: &'a Dispute,
    names: &[String],
) -> Result<Vec<&'a Obligation>, Unanswerable> {
    let declared = &dispute.process.obligations;
    if declared.is_empty() {
        return Err(Unanswerable::NoObligation);
    }
    let all = || declared.iter().enumerate().map(|(at, o)| (at, o.id.as_str(), o.name.as_str()));
    let mut asked = Vec::new();
    for name in names {
        match scope::named(name, all()) {
            Some(at) => asked.push(at),
            None => {
                return Err(scope::unanswerable("obligation", name, all().map(|(_, id, _)| id)));
            }
        }
    }
    let is_asked = |at: &usize| names.is_empty() || asked.contains(at);
    Ok((0..declared.len()).filter(is_asked).map(|at| &declared[at]).collect())
}

/// The levels held: those of the status quo, or the lowest, but for what is set.
fn levels(dispute: &Dispute, set: &[(String, String)]) -> Result<Vec<Level>, Unanswerable> {
    let lowest = || vec![0; dispute.options.len()];
    let mut levels = dispute.status_quo_levels().map_or_else(lowest, <[Level]>::to_vec);
    for (option, level) in scope::settings(dispute, set)? {
        levels[option.index()] = level;
    }
    Ok(levels)
}

/// The options detection depends on, each with its level.
fn held(dispute: &Dispute, obligations: &[&Obligation], levels: &[Level]) -> Vec<(String, String)> {
    let depends = |option: OptionId| {
        let mut by = obligations.iter().flat_map(|o| [&o.detect, &o.false_alarm]);
        by.any(|by| terms::option(by) == Some(option))
    };
    let options = dispute.options.ids().filter(|option| depends(*option));
    let held = options.map(|option| {
        let level = scope::level_id(dispute, option, levels[option.index()]);
        (dispute.options[option].id.clone(), level)
    });
    held.collect()
}

fn together(obligations: &[&Obligation], levels: &[Level]) -> Option<Billionths> {
    if obligations.len() > MOST_TOGETHER {
        return None;
    }
    let usual = Corner::Mode.good();
    let tempted = obligations.iter().map(|obligation| Tempted {
        temptation: terms::three(&obligation.temptation)[usual],
        detect: terms::three(terms::at(&obligation.detect, levels))[usual],
        false_alarm: terms::three(terms::at(&obligation.false_alarm, levels))[usual],
    });
    liquidity::together(&tempted.collect::<Vec<_>>())
}

fn timeliness(occasions: u32) -> Option<Timeliness> {
    let visit = timeliness::one_visit(occasions)?;
    Some(Timeliness {
        occasions,
        delay: Exact(visit.delay),
        inspector: visit.inspector.into_iter().map(Exact).collect(),
        breaker: visit.breaker.into_iter().map(Exact).collect(),
    })
}

/// Keys outside obligations that would tell more.
fn missing(dispute: &Dispute, question: &VerificationQuestion) -> Vec<String> {
    let inspection = dispute.process.inspection.as_ref();
    let budget = inspection.is_some_and(|i| i.budget.is_some()) || question.budget.is_some();
    let keys = [
        ("inspection.budget", budget),
        ("inspection.occasions", inspection.is_some_and(|i| i.occasions.is_some())),
        ("process.period", dispute.process.time.is_some()),
    ];
    keys.into_iter().filter(|(_, given)| !given).map(|(key, _)| key.to_string()).collect()
}

/// What an obligation at complete levels comes to in three corners; nothing if digits outgrow.
fn corners(terms: &Terms) -> [terms::Numbers; 3] {
    [Corner::Worst, Corner::Mode, Corner::Best].map(|corner| terms.corner(corner))
}
