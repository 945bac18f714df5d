//! Plain baselines: what a sophisticated answer has to beat.
//!
//! *Asks*, per issue: where are the weighted mean and the weighted median of the parties' positions,
//! and how far could they lie when every range runs through its values? And of the status quo: is it
//! feasible, a package, and who would accept it?
//!
//! *Assumes*: a party's weight on an issue is its capability times its salience (the base of the
//! challenge model, after Bueno de Mesquita). Who has no capability is left out where others have
//! one; where nobody has, salience alone weighs. Ranges vary independently of one another.
//!
//! *Computes*: exactly, in O(n log n) for n parties with a position (`centres.rs`).
//!
//! *Misleads when*: an issue does not range between two ends, or a forecast is read into a mean that
//! nobody negotiates towards.

mod centres;
mod whole;

use detente_finding::{
    BaselineAnswer, BaselineQuestion, Exact, IssueBaseline, PartyPosition, Span, StatusQuo,
    StatusQuoReading, Unanswerable, Weighing,
};
use detente_model::{Dispute, Issue, Quantity, Rational, ReadingId};

use crate::scope;
use whole::{Ballot, Whole};

/// Answers the question what the plain baselines say.
pub(crate) fn baseline(
    dispute: &Dispute,
    question: &BaselineQuestion,
) -> Result<BaselineAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let issues = issues(dispute, &question.issues)?;
    let asked = scope::asked(dispute, question.strict);
    Ok(BaselineAnswer {
        issues: issues.into_iter().map(|issue| one_issue(dispute, issue)).collect(),
        status_quo: status_quo(&asked, &readings),
    })
}

/// The issues named, in the order of the dossier; all of them if none is named.
fn issues<'a>(dispute: &'a Dispute, names: &[String]) -> Result<Vec<&'a Issue>, Unanswerable> {
    let issues = &dispute.process.issues;
    let all = || issues.iter().enumerate().map(|(at, i)| (at, i.id.as_str(), i.name.as_str()));
    let mut asked = Vec::new();
    for name in names {
        match scope::named(name, all()) {
            Some(issue) => asked.push(issue),
            None => return Err(scope::unanswerable("issue", name, all().map(|(_, id, _)| id))),
        }
    }
    let is_asked = |at: &usize| names.is_empty() || asked.contains(at);
    Ok((0..issues.len()).filter(is_asked).map(|at| &issues[at]).collect())
}

fn one_issue(dispute: &Dispute, issue: &Issue) -> IssueBaseline {
    let capability = |party| dispute.parties[party].capability.as_ref();
    let mut positions = issue.positions.iter();
    let weighing = if positions.any(|(party, ..)| capability(*party).is_some()) {
        Weighing::CapabilityAndSalience
    } else {
        Weighing::Salience
    };
    let party = |(party, position, salience): &(_, Quantity, Quantity)| PartyPosition {
        party: dispute.parties[*party].id.clone(),
        position: between(position),
        salience: between(salience),
        capability: capability(*party).map(between),
        share: None,
        without: None,
    };
    let mut baseline = IssueBaseline {
        issue: issue.id.clone(),
        weighing,
        parties: issue.positions.iter().map(party).collect(),
        weighted: None,
        equal: None,
        nearest: Vec::new(),
        too_fine: false,
    };
    let ballots = issue.positions.iter().map(|(party, position, salience)| Ballot {
        capability: match weighing {
            Weighing::CapabilityAndSalience => capability(*party).cloned(),
            Weighing::Salience => Some(Quantity::Exact(Rational::from(1))),
        },
        salience,
        position,
    });
    match Whole::new(&ballots.collect::<Vec<_>>()) {
        Some(whole) => fill(&mut baseline, &whole),
        None => baseline.too_fine = true,
    }
    baseline
}

/// Fills in the centres, and what each party has to do with them.
fn fill(baseline: &mut IssueBaseline, whole: &Whole) {
    baseline.equal = centres::centres(whole, &whole.equal());
    baseline.weighted = centres::centres(whole, &whole.entries);
    let all_count = baseline.weighing == Weighing::Salience;
    for (party, pull) in baseline.parties.iter_mut().zip(centres::pulls(whole)) {
        if all_count || party.capability.is_some() {
            party.share = pull.share;
            party.without = pull.without;
        }
    }
    let nearest = centres::nearest(whole).into_iter();
    baseline.nearest = nearest.map(|at| baseline.parties[at].party.clone()).collect();
}

fn status_quo(dispute: &Dispute, readings: &[ReadingId]) -> Option<StatusQuo> {
    let levels = dispute.status_quo_levels()?;
    let needs = dispute.deal.as_ref().map(|deal| deal.needs.as_slice());
    let reading = |(&reading, needs): (&ReadingId, &[_])| {
        let (accept, reject): (Vec<_>, Vec<_>) =
            needs.iter().partition(|audience| dispute.accepts(reading, **audience, levels));
        let ids = |audiences: Vec<_>| {
            audiences.into_iter().map(|&a| dispute.audiences[a].id.clone()).collect()
        };
        StatusQuoReading {
            reading: dispute.readings[reading].id.clone(),
            missing_rules: scope::missing_rules(dispute, reading, needs),
            accept: ids(accept),
            reject: ids(reject),
        }
    };
    let readings =
        needs.map_or(Vec::new(), |needs| readings.iter().map(|id| reading((id, needs))).collect());
    Some(StatusQuo {
        feasible: dispute.is_feasible(levels),
        package: needs.map(|_| dispute.is_package(levels)),
        readings,
    })
}

/// A quantity and its span.
fn between(quantity: &Quantity) -> Span {
    let (low, high) = quantity.bounds();
    Span { low: Exact(low), at: Exact(quantity.mode()), high: Exact(high) }
}
