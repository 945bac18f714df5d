//! What the packages of one start would cost: totals by class, budgets, the cheapest deals.

use std::collections::BTreeMap;

use detente_finding::{BudgetLine, Cheapest, Count, PaidDeal, Prices, Shortfall, Tally};
use detente_model::{Id, Level, Rational};
use detente_states::{Distinct, Numbers, RuleSet, Set, Space, TooLarge};

use super::council::{Price, TooMany};
use super::{Asked, By, Lens};
use crate::refine::start::Start;
use crate::scope;

/// What is said where there are too many ways to pay.
const TOO_MANY: &str = "too many audiences stand in several places of the ratification trees, or too \
                        many sums of weights would have to be compared";

/// The total of each class; nothing for the class that no payment makes acceptable.
type Totals = Vec<Price>;

impl Lens<'_> {
    /// What the packages of a start would cost.
    pub(super) fn prices(
        &self,
        space: &mut Space,
        packages: Set,
        asked: &Asked,
        start: &Start,
        list: usize,
    ) -> Result<Prices, String> {
        let say = |too_large: TooLarge| too_large.to_string();
        let agreeing = self.agreeing(start);
        let packages = space.allowed(packages, &agreeing).map_err(say)?;
        let (classes, totals) = self.classes(space, packages, asked)?;
        let mut by_total: BTreeMap<i128, u128> = BTreeMap::new();
        for (class, count) in space.by_number(&classes) {
            if let Some(total) = totals[class as usize] {
                *by_total.entry(total).or_default() += count;
            }
        }
        let payable: u128 = by_total.values().sum();
        let mut budgets = vec![0];
        match self.budgets.is_empty() {
            true => budgets.extend(usual(&by_total)),
            false => budgets.extend(self.budgets.iter().map(|budget| *budget as i128)),
        }
        budgets.dedup();
        let mut lines = Vec::new();
        for budget in budgets {
            let within = |class: u64| totals[class as usize].is_some_and(|total| total <= budget);
            let set = space.of_number(&classes, &within).map_err(say)?;
            let tally = self.tally(space, set).map_err(say)?;
            lines.push(BudgetLine { budget: count(budget), tally });
        }
        let cheapest = match by_total.keys().next() {
            Some(&total) => {
                let least = |class: u64| totals[class as usize] == Some(total);
                let set = space.of_number(&classes, &least).map_err(say)?;
                Some(self.cheapest(space, asked, set, total, list)?)
            }
            None => None,
        };
        Ok(Prices {
            reading: self.dispute.readings[asked.reading].id.clone(),
            packages: Count(space.count(packages)),
            accepted: Count(by_total.get(&0).copied().unwrap_or(0)),
            payable: Count(payable),
            budgets: lines,
            cheapest,
        })
    }

    /// What a start fixes, as levels that may be taken.
    fn agreeing(&self, start: &Start) -> Vec<Vec<Option<u128>>> {
        let levels = |(option, at): (detente_model::OptionId, &Option<Level>)| {
            let levels = 0..self.dispute.level_count(option) as Level;
            levels.map(|level| at.is_none_or(|at| at == level).then_some(0)).collect()
        };
        self.dispute.options.ids().zip(&start.levels).map(levels).collect()
    }

    /// The packages by their total.
    fn classes(
        &self,
        space: &mut Space,
        packages: Set,
        asked: &Asked,
    ) -> Result<(Numbers, Totals), String> {
        let mut numbers: BTreeMap<Price, u64> = BTreeMap::new();
        let mut totals: Totals = Vec::new();
        let mut known: BTreeMap<(Vec<i128>, RuleSet), u64> = BTreeMap::new();
        let mut failed = false;
        let mut class = |missing: &[i128], broken: &RuleSet| {
            let state = (missing.to_vec(), broken.clone());
            if let Some(&class) = known.get(&state) {
                return Ok(class);
            }
            let prices = asked.prices(missing, broken);
            let total = self.council.total(&prices).unwrap_or_else(|TooMany| {
                failed = true;
                None
            });
            let class = *numbers.entry(total).or_insert_with(|| {
                totals.push(total);
                totals.len() as u64 - 1
            });
            known.insert(state, class);
            Ok(class)
        };
        let (thresholds, rules) = (&asked.thresholds, &asked.rules);
        let classes = space.classes(packages, thresholds, rules, self.scale, &mut class);
        match classes {
            _ if failed => Err(TOO_MANY.to_string()),
            Ok(classes) => Ok((classes, totals)),
            Err(too_large) => Err(too_large.to_string()),
        }
    }

    fn tally(&self, space: &mut Space, set: Set) -> Result<Tally, TooLarge> {
        let deals = space.count_distinct(set, &self.deal_options)?;
        Ok(Tally { packages: Count(space.count(set)), deals: Count(deals) })
    }

    fn cheapest(
        &self,
        space: &mut Space,
        asked: &Asked,
        set: Set,
        total: i128,
        list: usize,
    ) -> Result<Cheapest, String> {
        let say = |too_large: TooLarge| too_large.to_string();
        let tally = self.tally(space, set).map_err(say)?;
        let mut cheapest =
            Cheapest { total: count(total), tally, deals: Vec::new(), deals_left_out: Count(0) };
        if total > 0 {
            for deal in space.list_distinct(set, &self.deal_options, list).map_err(say)? {
                let deal = self.deal(space, asked, set, &deal);
                cheapest.deals.push(deal.map_err(|TooMany| TOO_MANY.to_string())?);
            }
            let left_out = tally.deals.0 - cheapest.deals.len() as u128;
            cheapest.deals_left_out = Count(left_out);
        }
        Ok(cheapest)
    }

    fn deal(
        &self,
        space: &Space,
        asked: &Asked,
        set: Set,
        deal: &Distinct,
    ) -> Result<PaidDeal, TooMany> {
        let mut partial = vec![None; self.dispute.options.len()];
        for (option, level) in self.deal_options.iter().zip(&deal.levels) {
            partial[option.index()] = Some(*level);
        }
        let witness = space.first_in_dossier_order(set, &partial);
        let witness = witness.expect("a deal that is listed has a package");
        let (rejecting, equal) = self.rejecting(asked, &witness)?;
        let levels = self.deal_options.iter().zip(&deal.levels);
        Ok(PaidDeal {
            levels: levels.map(|(o, l)| scope::level_id(self.dispute, *o, *l)).collect(),
            packages: Count(deal.states),
            witness: scope::state_ids(self.dispute, &witness),
            rejecting,
            equal,
        })
    }

    /// Who rejects a package and what is missing; and the equal payment that would do.
    fn rejecting(
        &self,
        asked: &Asked,
        package: &[Level],
    ) -> Result<(Vec<Shortfall>, Option<Count>), TooMany> {
        let missing = asked.thresholds.iter().map(|threshold| {
            let missing = threshold.needs - threshold.points.value(package);
            (missing * Rational::from(self.scale)).to_integer().max(0)
        });
        let missing: Vec<i128> = missing.collect();
        let broken = asked.rules.iter().enumerate().filter(|(_, rule)| !rule.holds(package));
        let broken: RuleSet = broken.map(|(number, _)| number).collect();
        let prices = asked.prices(&missing, &broken);
        let paid = self.council.paid(&prices)?;
        let mut rejecting = Vec::new();
        for (at, price) in prices.iter().enumerate().filter(|(_, price)| **price != Some(0)) {
            rejecting.push(Shortfall {
                audience: self.dispute.audiences[self.council.members[at]].id.clone(),
                short: price.filter(|_| matches!(asked.by[at], By::Worth(_))).map(count),
                paid: paid[at],
            });
        }
        Ok((rejecting, self.council.equal(&prices)?.map(count)))
    }
}

/// The budgets that are told if none is asked about: the least total above 0, and what is enough for
/// half of the payable packages and for all of them.
fn usual(by_total: &BTreeMap<i128, u128>) -> Vec<i128> {
    let payable: u128 = by_total.values().sum();
    let (mut within, mut half) = (0, None);
    for (total, packages) in by_total {
        within += packages;
        if half.is_none() && within * 2 >= payable {
            half = Some(*total);
        }
    }
    let least = by_total.keys().find(|total| **total > 0).copied();
    let all = by_total.keys().next_back().copied();
    let mut budgets: Vec<i128> = [least, half, all].into_iter().flatten().collect();
    budgets.sort_unstable();
    budgets
}

/// An amount that is not negative.
fn count(amount: i128) -> Count {
    Count(amount.unsigned_abs())
}
