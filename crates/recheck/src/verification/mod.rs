//! What inspection buys, found again from the definitions.
//!
//! Spans are sought over all corners of all ranges, without trusting that worst and best go together;
//! shares of visits by drawing a line through the margins without and with a certain visit; seasons by
//! recursion, game after game; the strategies of the timely visit are held against every answer to
//! them; budgets are spread by trying how many sites share them.

mod budget;
mod corners;
mod games;
mod obligation;
mod operating;

use detente_finding::{
    Billionths, Exact, MOST_TOGETHER, Timeliness, VerificationAnswer, VerificationQuestion,
};
use detente_model::{ByLevel, Dispute, Id, Level, Obligation, OptionId, Rational};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use serde_json::json;

use crate::ledger::Ledger;
use crate::names;

/// Checks an answer about inspection.
pub(crate) fn verification(
    dispute: &Dispute,
    asked: &VerificationQuestion,
    said: &VerificationAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let obligations = wanted(dispute, &asked.obligations)?;
    let levels = levels(dispute, &asked.set)?;
    let inspection = dispute.process.inspection.as_ref();
    let occasions = inspection.and_then(|inspection| inspection.occasions);
    let mut lines = Vec::new();
    for (place, obligation) in obligations.iter().enumerate() {
        let said = said.obligations.get(place);
        let asked = obligation::Asked { dispute, levels: &levels, occasions, list: asked.list };
        lines.push(asked.line(obligation, said, ledger));
    }
    let found = VerificationAnswer {
        held: held(dispute, &obligations, &levels),
        obligations: lines,
        together: together(&obligations, &levels),
        budget: budget::budget(&obligations, &levels, inspection, asked.budget),
        timeliness: timeliness(occasions, said.timeliness.as_ref()),
        missing: missing(dispute, asked),
    };
    let holds = "levels, visits, seasons, budgets and strategies, found again";
    ledger.compare("verification", &json!(said), &json!(found), holds);
    Ok(())
}

fn wanted<'a>(dispute: &'a Dispute, names: &[String]) -> Result<Vec<&'a Obligation>, String> {
    let declared = &dispute.process.obligations;
    if declared.is_empty() {
        return Err("it is about obligations, and the dispute has none".to_string());
    }
    let mut wanted = vec![names.is_empty(); declared.len()];
    for name in names {
        let all = declared.iter().map(|o| (o.id.as_str(), o.name.as_str()));
        let place = names::find(name, all);
        wanted[place.ok_or_else(|| format!("the dispute has no obligation `{name}`"))?] = true;
    }
    Ok(declared.iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(o, _)| o).collect())
}

fn levels(dispute: &Dispute, set: &[(String, String)]) -> Result<Vec<Level>, String> {
    let mut levels = match dispute.status_quo_levels() {
        Some(levels) => levels.to_vec(),
        None => vec![0; dispute.options.len()],
    };
    let mut given: Vec<Option<Level>> = vec![None; levels.len()];
    for (option, level) in set {
        let option = names::option(dispute, option)?;
        let level = names::level(dispute, option, level)?;
        if given[option.index()].is_some_and(|other| other != level) {
            return Err("it sets an option to two levels".to_string());
        }
        given[option.index()] = Some(level);
        levels[option.index()] = level;
    }
    Ok(levels)
}

/// The option a number depends on.
fn option(by: &ByLevel) -> Option<OptionId> {
    if let ByLevel::Option(option, _) = by { Some(*option) } else { None }
}

/// Lowest, usual and highest value of a number at these levels.
fn number(by: &ByLevel, levels: &[Level]) -> corners::Three {
    corners::three(match by {
        ByLevel::Same(same) => same,
        ByLevel::Option(option, numbers) => &numbers[usize::from(levels[option.index()])],
    })
}

fn held(dispute: &Dispute, obligations: &[&Obligation], levels: &[Level]) -> Vec<(String, String)> {
    let mut on: Vec<OptionId> = Vec::new();
    for obligation in obligations {
        on.extend(option(&obligation.detect));
        on.extend(option(&obligation.false_alarm));
    }
    on.sort_unstable();
    on.dedup();
    let line = |option: OptionId| {
        let level = names::level_id(dispute, option, levels[option.index()]);
        (dispute.options[option].id.clone(), level)
    };
    on.into_iter().map(line).collect()
}

/// Over every set of tempted obligations in turn, in numbers of any size.
fn together(obligations: &[&Obligation], levels: &[Level]) -> Option<Billionths> {
    if obligations.len() > MOST_TOGETHER {
        return None;
    }
    let big = |n: Rational| BigRational::new((*n.numer()).into(), (*n.denom()).into());
    let mut tempted = Vec::new();
    for obligation in obligations {
        let [_, p, _] = number(&obligation.detect, levels);
        let [_, q, _] = number(&obligation.false_alarm, levels);
        let gain = obligation.temptation.mode();
        if gain > 0.into() {
            if p <= q {
                return None;
            }
            tempted.push((big(gain), big(p), big(q)));
        }
    }
    let mut most = BigRational::zero();
    for set in 1..1_usize << tempted.len() {
        let (mut rents, mut accused) = (BigRational::zero(), BigRational::one());
        for (_, (gain, p, q)) in tempted.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1) {
            rents += (BigRational::one() - q) * gain / (p - q);
            accused *= q;
        }
        most = most.max(rents / (BigRational::one() - accused));
    }
    let parts = most * BigRational::from_integer(1_000_000_000.into());
    parts.round().to_integer().to_i64().map(Billionths)
}

/// What is said, if both strategies guarantee it against every answer; otherwise something else.
fn timeliness(occasions: Option<u32>, said: Option<&Timeliness>) -> Option<Timeliness> {
    let occasions = occasions.filter(|&occasions| occasions > 1)?;
    let holds =
        |said: &&Timeliness| said.occasions == occasions && games::guarantees(said) == Some(true);
    said.filter(holds).cloned().or_else(|| {
        // Something that differs from whatever was said.
        let nothing = Exact(Rational::from(-1));
        let (inspector, breaker) = (Vec::new(), Vec::new());
        Some(Timeliness { occasions, delay: nothing, inspector, breaker })
    })
}

fn missing(dispute: &Dispute, asked: &VerificationQuestion) -> Vec<String> {
    let inspection = dispute.process.inspection.as_ref();
    let mut missing = Vec::new();
    if asked.budget.is_none() && inspection.and_then(|i| i.budget.as_ref()).is_none() {
        missing.push("inspection.budget".to_string());
    }
    if inspection.and_then(|i| i.occasions).is_none() {
        missing.push("inspection.occasions".to_string());
    }
    if dispute.process.time.is_none() {
        missing.push("process.period".to_string());
    }
    missing
}
