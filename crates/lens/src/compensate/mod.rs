//! Compensation: who would have to be paid, and how much, for a package to be accepted?
//!
//! *Asks*, per start and reading: how many packages would all accept with payments up to a budget;
//! which are the cheapest, and who is paid there.
//!
//! *Assumes*: audiences that accept by worth can be paid in their own points, and a unit of payment is
//! one point for each of them. Who accepts by a rule cannot be paid; an unsure rule stands as its
//! likelier case says. Payments are promises kept: nobody doubts them.
//!
//! *Computes*: δ_k(x) = max(0, threshold − points) per audience, from the diagram of packages
//! (`states/src/classes.rs`); the least Σ δ over members that satisfy all ratification trees
//! (`council.rs`; `spec/space.md` A.2.6). Exact.
//!
//! *Misleads when*: points of different audiences are taken for money. They are comparable only as
//! far as the dossier's author made them so.

mod council;
mod prices;

use detente_finding::{
    CompensateAnswer, CompensateQuestion, CompensateReading, Count, PricedStart, StartKind,
    StartReference, Unanswerable,
};
use detente_model::{AudienceId, Condition, Dispute, Rational, ReadingId, Scope, number};
use detente_states::{Limits, RuleSet, Space, Threshold, TooLarge};
use num_integer::Integer;

use crate::refine::start::{self, Start};
use crate::scope;
use council::Council;

/// Answers the question who would have to be compensated.
pub(crate) fn compensate(
    dispute: &Dispute,
    question: &CompensateQuestion,
) -> Result<CompensateAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let starts = starts(dispute, question.from.as_ref())?;
    let budgets = budgets(&question.budgets)?;
    let dispute = &*scope::asked(dispute, question.strict);
    let council = Council::new(dispute);
    let asked = readings.iter().map(|reading| Asked::new(dispute, *reading, &council));
    let asked: Vec<Asked> = asked.collect();
    let units = asked.iter().map(Asked::unit).chain(budgets.iter().map(|b| *b.denom()));
    let scale = units.fold(1, |scale: i128, unit| scale.lcm(&unit));
    let budgets: Vec<u128> = (budgets.iter())
        .map(|budget| (budget * Rational::from(scale)).to_integer().unsigned_abs())
        .collect();
    let deal_options = dispute.deal_options();
    let line = |start: &Start| PricedStart {
        kind: start.line.kind,
        named: start.line.named.clone(),
        fixes: start.line.fixes.clone(),
        prices: Vec::new(),
    };
    let mut answer = CompensateAnswer {
        scale: Count(scale.unsigned_abs()),
        deal_options: deal_options.iter().map(|id| dispute.options[*id].id.clone()).collect(),
        readings: Vec::new(),
        starts: starts.iter().map(line).collect(),
        too_large: None,
    };
    let list = if question.from.is_none() { question.list.min(1) } else { question.list };
    let lens = Lens { dispute, council, scale, budgets, deal_options, list, full: question.list };
    if let Err(too_large) = lens.fill(&scope, &asked, &starts, &mut answer) {
        answer.readings.clear();
        answer.starts.iter_mut().for_each(|start| start.prices.clear());
        answer.too_large = Some(too_large);
    }
    Ok(answer)
}

/// The start asked about; without one all packages, and every proposal on record.
fn starts(dispute: &Dispute, asked: Option<&StartReference>) -> Result<Vec<Start>, Unanswerable> {
    if asked.is_some() {
        return start::starts(dispute, asked);
    }
    let mut all = start::starts(dispute, Some(&StartReference::default()))?;
    let recorded = start::starts(dispute, None)?.into_iter();
    all.extend(recorded.filter(|start| start.line.kind == StartKind::Proposal));
    Ok(all)
}

/// Budgets as numbers, the smallest first, each once.
fn budgets(asked: &[String]) -> Result<Vec<Rational>, Unanswerable> {
    let mut budgets = Vec::new();
    for text in asked {
        let number = number::parse_decimal(text).ok().filter(|n| *n >= Rational::from(0));
        let budget = text.clone();
        budgets.push(number.ok_or(Unanswerable::NotABudget { budget })?);
    }
    budgets.sort_unstable();
    budgets.dedup();
    Ok(budgets)
}

/// What each member of the council asks for in a reading.
struct Asked {
    reading: ReadingId,
    /// Per member: the place of its threshold, the place of its rule, or nothing where it accepts
    /// everything.
    by: Vec<By>,
    thresholds: Vec<Threshold>,
    rules: Vec<Condition>,
}

/// What a member goes by.
#[derive(Clone, Copy)]
enum By {
    Nothing,
    Worth(usize),
    Rule(usize),
}

impl Asked {
    fn new(dispute: &Dispute, reading: ReadingId, council: &Council) -> Asked {
        let mut asked =
            Asked { reading, by: Vec::new(), thresholds: Vec::new(), rules: Vec::new() };
        for &member in &council.members {
            asked.by.push(match dispute.acceptance(reading, member) {
                Condition::Always => By::Nothing,
                Condition::Points { needs, points, .. } => {
                    asked.thresholds.push(Threshold { points: *points, needs });
                    By::Worth(asked.thresholds.len() - 1)
                }
                rule => {
                    asked.rules.push(rule);
                    By::Rule(asked.rules.len() - 1)
                }
            });
        }
        asked
    }

    /// The least common denominator of its points and thresholds.
    fn unit(&self) -> i128 {
        let thresholds = self.thresholds.iter();
        thresholds.fold(1, |unit: i128, threshold| {
            unit.lcm(&threshold.points.denominator()).lcm(threshold.needs.denom())
        })
    }

    /// The price of each member, given what is missing to each threshold and the rules that do not
    /// hold.
    fn prices(&self, missing: &[i128], broken: &RuleSet) -> Vec<council::Price> {
        let price = |by: &By| match by {
            By::Nothing => Some(0),
            By::Worth(at) => Some(missing[*at]),
            By::Rule(at) => (!broken.contains(*at)).then_some(0),
        };
        self.by.iter().map(price).collect()
    }

    /// The members that go by worth, or by a rule.
    fn members<'a>(
        &'a self,
        council: &'a Council,
        wanted: impl Fn(By) -> bool + 'a,
    ) -> impl Iterator<Item = AudienceId> + 'a {
        let members = council.members.iter().zip(&self.by);
        members.filter(move |(_, by)| wanted(**by)).map(|(member, _)| *member)
    }
}

struct Lens<'a> {
    dispute: &'a Dispute,
    council: Council,
    scale: i128,
    budgets: Vec<u128>,
    deal_options: Vec<detente_model::OptionId>,
    /// How many deals to list of each start.
    list: usize,
    /// The same for the first one.
    full: usize,
}

impl Lens<'_> {
    fn fill(
        &self,
        scope: &Scope,
        asked: &[Asked],
        starts: &[Start],
        answer: &mut CompensateAnswer,
    ) -> Result<(), String> {
        let say = |too_large: TooLarge| too_large.to_string();
        let mut space = Space::new(self.dispute, scope, Limits::default()).map_err(say)?;
        let Some(packages) = space.packages() else { return Ok(()) };
        for asked in asked {
            answer.readings.push(self.reading(asked));
            for (number, (start, line)) in starts.iter().zip(&mut answer.starts).enumerate() {
                let list = if number == 0 { self.full } else { self.list };
                line.prices.push(self.prices(&mut space, packages, asked, start, list)?);
            }
        }
        Ok(())
    }

    fn reading(&self, asked: &Asked) -> CompensateReading {
        let needs = self.dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        let ids = |wanted: fn(By) -> bool| {
            let members = asked.members(&self.council, wanted);
            members.map(|member| self.dispute.audiences[member].id.clone()).collect()
        };
        CompensateReading {
            reading: self.dispute.readings[asked.reading].id.clone(),
            missing_rules: scope::missing_rules(self.dispute, asked.reading, needs),
            by_worth: ids(|by| matches!(by, By::Worth(_))),
            by_rule: ids(|by| matches!(by, By::Rule(_))),
        }
    }
}
