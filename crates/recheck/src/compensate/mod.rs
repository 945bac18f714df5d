//! Payments, found again by going through all packages and trying sets of audiences.
//!
//! Above the limit on states totals and counts are taken as said; the witnesses of deals are
//! replayed, and what follows from them is checked.

mod payments;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use detente_finding::{
    BudgetLine, Cheapest, CompensateAnswer, CompensateQuestion, CompensateReading, Count, PaidDeal,
    PricedStart, Prices, StartKind, StartReference, Tally,
};
use detente_model::{Dispute, Id, Level, OptionId, Rational, ReadingId, Scope, number};
use serde_json::json;

use crate::blocks::Blocks;
use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{countable, raw, too_large, uncounted};
use crate::refine::start::{self, Start};
use crate::space::in_scope;
use payments::Payments;

/// Checks an answer about payments.
pub(crate) fn compensate(
    dispute: &Dispute,
    asked: &CompensateQuestion,
    said: &CompensateAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let starts = starts(dispute, asked.from.as_ref())?;
    let mut budgets = Vec::new();
    for text in &asked.budgets {
        let budget = number::parse_decimal(text).ok().filter(|n| *n >= Rational::from(0));
        budgets.push(budget.ok_or_else(|| format!("`{text}` is no budget"))?);
    }
    let dispute = &*names::asked(dispute, asked.strict);
    let raw = raw(dispute, &scope);
    let payments: Vec<Payments<'_>> =
        readings.iter().map(|reading| Payments::new(dispute, *reading)).collect();
    let mut scale = Rational::from(1);
    for amount in payments.iter().flat_map(Payments::numbers).chain(budgets.iter().copied()) {
        // The denominator that is left of amount × scale is what the scale still lacks.
        scale *= Rational::from(*(amount * scale).denom());
    }
    let budgets: BTreeSet<u128> =
        budgets.iter().map(|budget| (budget * scale).to_integer().unsigned_abs()).collect();
    let deal_options = dispute.deal_options();
    let line = |start: &Start| PricedStart {
        kind: start.line.kind,
        named: start.line.named.clone(),
        fixes: start.line.fixes.clone(),
        prices: Vec::new(),
    };
    let mut found = CompensateAnswer {
        scale: Count(scale.to_integer().unsigned_abs()),
        deal_options: deal_options.iter().map(|o| dispute.options[*o].id.clone()).collect(),
        readings: Vec::new(),
        starts: starts.iter().map(line).collect(),
        too_large: None,
    };
    let tried = payments.iter().all(Payments::can_be_tried);
    // With so many audiences it may be too large whatever the number of states.
    found.too_large = too_large(&said.too_large, raw.filter(|_| tried), "answer", ledger);
    let answered = found.too_large.is_none() && dispute.deal.is_some();
    let counted = answered && countable(raw) && tried;
    if answered && !counted {
        let why = if tried {
            uncounted(raw)
        } else {
            "not recounted: there are too many audiences to try all payments".to_string()
        };
        ledger.skipped("totals", why);
    }
    let checker =
        Checker { dispute, scope: &scope, asked, scale, budgets, deal_options, starts: &starts };
    let mut mistakes = Vec::new();
    for (place, payments) in payments.iter().enumerate().filter(|_| answered) {
        found.readings.push(checker.reading(payments));
        let counts = if counted { checker.count(payments) } else { Vec::new() };
        for at in 0..starts.len() {
            let said = said.starts.get(at).and_then(|line| line.prices.get(place));
            let prices = match counts.get(at) {
                Some(counts) => checker.recounted(payments, counts, at),
                None => checker.replayed(payments, said, at, tried, &mut mistakes),
            };
            found.starts[at].prices.push(prices);
        }
    }
    mistakes.extend(differences(&json!(said), &json!(found)));
    let holds = match counted {
        true => "totals, budgets and payments found again among all packages",
        false => "what was asked is as said; witnesses replayed",
    };
    ledger.settle("compensate", mistakes, holds);
    Ok(())
}

/// What is priced: what was asked about, or all packages and the proposals on record.
fn starts(dispute: &Dispute, asked: Option<&StartReference>) -> Result<Vec<Start>, String> {
    if asked.is_some() {
        return start::starts(dispute, asked);
    }
    let mut all = start::starts(dispute, Some(&StartReference::default()))?;
    let recorded = start::starts(dispute, None)?;
    all.extend(recorded.into_iter().filter(|start| start.line.kind == StartKind::Proposal));
    Ok(all)
}

struct Checker<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    asked: &'a CompensateQuestion,
    scale: Rational,
    budgets: BTreeSet<u128>,
    deal_options: Vec<OptionId>,
    starts: &'a [Start],
}

/// The packages of a start by their total.
#[derive(Default)]
struct Counts {
    packages: u128,
    totals: BTreeMap<u128, Deals>,
}

/// Packages, the deals they make, and of each deal how many packages and the first.
#[derive(Default)]
struct Deals {
    packages: u128,
    deals: BTreeMap<Vec<Level>, (u128, Vec<Level>)>,
}

impl Checker<'_> {
    fn reading(&self, payments: &Payments<'_>) -> CompensateReading {
        let needs = self.dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        let (by_worth, by_rule) = payments.kinds();
        CompensateReading {
            reading: self.id(payments.reading),
            missing_rules: names::missing_rules(self.dispute, payments.reading, needs),
            by_worth,
            by_rule,
        }
    }

    fn id(&self, reading: ReadingId) -> String {
        self.dispute.readings[reading].id.clone()
    }

    fn parts(&self, amount: Rational) -> u128 {
        (amount * self.scale).to_integer().unsigned_abs()
    }

    /// All packages, start by start.
    fn count(&self, payments: &Payments<'_>) -> Vec<Counts> {
        let mut counts: Vec<Counts> = self.starts.iter().map(|_| Counts::default()).collect();
        let Some(deal) = &self.dispute.deal else { return counts };
        let blocks = Blocks::new(self.dispute, self.scope, &self.deal_options);
        let mut known: BTreeMap<Vec<Level>, Option<u128>> = BTreeMap::new();
        blocks.visit(self.dispute, &[&deal.when], &mut |block| {
            for position in block.within(&block.feasible, 0).positions() {
                let state = block.state(position);
                let key: Vec<Level> = self.deal_options.iter().map(|o| state[o.index()]).collect();
                // Whoever decides on a deal looks at nothing else, so a deal has one total.
                let total = *known.entry(key.clone()).or_insert_with(|| {
                    let prices = payments.prices(&state);
                    payments.cheapest(&prices).map(|(total, _)| self.parts(total))
                });
                for (counts, start) in counts.iter_mut().zip(self.starts) {
                    if !agrees(start, &state) {
                        continue;
                    }
                    counts.packages += 1;
                    let Some(total) = total else { continue };
                    let deals = counts.totals.entry(total).or_default();
                    deals.packages += 1;
                    // Packages come deal by deal and in the order of the dossier within a deal.
                    let behind =
                        deals.deals.entry(key.clone()).or_insert_with(|| (0, state.clone()));
                    behind.0 += 1;
                }
            }
            ControlFlow::Continue(())
        });
        counts
    }

    /// What the counts come to.
    fn recounted(&self, payments: &Payments<'_>, counts: &Counts, at: usize) -> Prices {
        let payable: u128 = counts.totals.values().map(|deals| deals.packages).sum();
        let mut budgets: BTreeSet<u128> = BTreeSet::from([0]);
        if self.asked.budgets.is_empty() {
            budgets.extend(counts.totals.keys().find(|total| **total > 0));
            budgets.extend(counts.totals.keys().next_back());
            let mut within = 0;
            budgets.extend(counts.totals.iter().find_map(|(total, deals)| {
                within += deals.packages;
                (within * 2 >= payable).then_some(*total)
            }));
        } else {
            budgets.extend(&self.budgets);
        }
        let line = |budget: &u128| {
            let (mut packages, mut deals) = (0, BTreeSet::new());
            for (_, within) in counts.totals.range(..=*budget) {
                packages += within.packages;
                deals.extend(within.deals.keys());
            }
            let tally = Tally { packages: Count(packages), deals: Count(deals.len() as u128) };
            BudgetLine { budget: Count(*budget), tally }
        };
        let cheapest = counts.totals.first_key_value().map(|(total, deals)| {
            let list = if *total == 0 { 0 } else { self.list(at) };
            let listed = deals.deals.values().take(list);
            let count = deals.deals.len();
            let left_out = if *total == 0 { 0 } else { count - list.min(count) };
            Cheapest {
                total: Count(*total),
                tally: Tally { packages: Count(deals.packages), deals: Count(count as u128) },
                deals: listed.map(|(n, state)| self.deal(payments, *n, state)).collect(),
                deals_left_out: Count(left_out as u128),
            }
        });
        Prices {
            reading: self.id(payments.reading),
            packages: Count(counts.packages),
            accepted: Count(counts.totals.get(&0).map_or(0, |deals| deals.packages)),
            payable: Count(payable),
            budgets: budgets.iter().map(line).collect(),
            cheapest,
        }
    }

    /// How many deals of a start are listed.
    fn list(&self, at: usize) -> usize {
        if at == 0 { self.asked.list } else { self.asked.list.min(1) }
    }

    /// A deal as it is written.
    fn deal(&self, payments: &Payments<'_>, packages: u128, state: &[Level]) -> PaidDeal {
        let prices = payments.prices(state);
        let options = self.deal_options.iter();
        PaidDeal {
            levels: options.map(|o| names::level_id(self.dispute, *o, state[o.index()])).collect(),
            packages: Count(packages),
            witness: names::state_ids(self.dispute, state),
            rejecting: payments.rejecting(&prices, &|amount| Count(self.parts(amount))),
            equal: payments.equal(&prices).map(|amount| Count(self.parts(amount))),
        }
    }

    /// What the finding says, as far as its witnesses bear it out.
    fn replayed(
        &self,
        payments: &Payments<'_>,
        said: Option<&Prices>,
        at: usize,
        tried: bool,
        mistakes: &mut Vec<String>,
    ) -> Prices {
        let reading = self.id(payments.reading);
        let Some(said) = said else {
            mistakes.push("it does not price every start".to_string());
            return Prices {
                reading,
                packages: Count(0),
                accepted: Count(0),
                payable: Count(0),
                budgets: Vec::new(),
                cheapest: None,
            };
        };
        let mut found = Prices { reading, ..said.clone() };
        let ordered = said.accepted <= said.payable && said.payable <= said.packages;
        let rising = |a: &BudgetLine, b: &BudgetLine| {
            a.budget < b.budget && a.tally.packages <= b.tally.packages
        };
        if !ordered
            || !said.budgets.is_sorted_by(rising)
            || said.cheapest.is_none() != said.payable.is_zero()
        {
            mistakes.push("its counts do not agree with one another".to_string());
        }
        let Some(cheapest) = &mut found.cheapest else { return found };
        let listed = if cheapest.total.is_zero() { 0 } else { self.list(at) };
        let all = usize::try_from(cheapest.tally.deals.0).unwrap_or(usize::MAX);
        if cheapest.deals.len() != listed.min(all) {
            mistakes.push("it lists more or fewer deals than it should".to_string());
        }
        for (number, deal) in cheapest.deals.iter_mut().enumerate().filter(|_| tried) {
            match self.package(at, &deal.witness) {
                Ok(state) => {
                    *deal = self.deal(payments, deal.packages.0, &state);
                    let best = payments.cheapest(&payments.prices(&state));
                    let total = best.map(|(total, _)| Count(self.parts(total)));
                    if total != Some(cheapest.total) {
                        mistakes.push(format!("deal {} does not cost what is said", number + 1));
                    }
                }
                Err(why) => mistakes.push(format!("the witness of deal {}: {why}", number + 1)),
            }
        }
        found
    }

    /// The levels of a witness: a package in scope that agrees with the start.
    fn package(&self, at: usize, ids: &[String]) -> Result<Vec<Level>, String> {
        let levels = names::state(self.dispute, ids)?;
        in_scope(self.scope, &levels)?;
        if !self.dispute.is_package(&levels) {
            return Err("it is no package".to_string());
        }
        match agrees(&self.starts[at], &levels) {
            true => Ok(levels),
            false => Err("it does not agree with the start".to_string()),
        }
    }
}

/// Whether a state agrees with what a start fixes.
fn agrees(start: &Start, state: &[Level]) -> bool {
    start.levels.iter().zip(state).all(|(fixed, level)| fixed.is_none_or(|fixed| fixed == *level))
}
