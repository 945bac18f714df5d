//! Pages and samples of states, gone through again.

use std::ops::ControlFlow;

use detente_finding::{Count, StateLine, StateSet, StatesAnswer, StatesQuestion};
use detente_model::{Condition, Dispute, Id, Level, OptionId, ReadingId, Scope};
use serde_json::json;

use crate::blocks::Blocks;
use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{countable, raw, too_large, uncounted};
use crate::space::in_scope;

/// Checks a page or a sample of states.
pub(crate) fn states(
    dispute: &Dispute,
    asked: &StatesQuestion,
    said: &StatesAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let reading = match asked.of {
        StateSet::Acceptable => Some(names::one_reading(dispute, asked.reading.as_deref())?),
        StateSet::Feasible | StateSet::Packages => None,
    };
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let dispute = &*names::asked(dispute, asked.strict);
    let raw = raw(dispute, &scope);
    let mut found = StatesAnswer {
        reading: reading.map(|id| dispute.readings[id].id.clone()),
        options: names::option_ids(dispute),
        ..said.clone()
    };
    let set = Set { dispute, scope: &scope, of: asked.of, reading };
    let mut mistakes = set.members(said);
    let mut order = Vec::new();
    if asked.sample.is_some() {
        found.order.clear();
    } else if !(said.too_large.is_some() && said.states.is_empty()) {
        match set.order(&said.order) {
            Ok(told) => order = told,
            Err(why) => mistakes.push(why),
        }
    }
    let counted = countable(raw);
    let mut total = said.total.unwrap_or_default();
    if counted {
        found.too_large = too_large(&said.too_large, raw, "states", ledger);
        if found.too_large.is_none() {
            let skip = if asked.sample.is_none() { asked.offset.0 } else { u128::MAX };
            let (count, page) = set.page(&order, skip, said.states.len());
            total = count;
            found.total = Some(total);
            if asked.sample.is_none() {
                found.states = page;
            }
        }
    } else {
        ledger.skipped("states", uncounted(raw));
        if said.too_large.is_none() {
            found.total = Some(total);
        }
    }
    if found.too_large.is_none() {
        let there = match asked.sample {
            None => total.0.saturating_sub(asked.offset.0),
            Some(_) if total.is_zero() => 0,
            Some(_) => u128::MAX,
        };
        let expected = there.min(asked.limit as u128);
        if said.states.len() as u128 != expected {
            let listed = said.states.len();
            mistakes
                .push(format!("the finding lists {listed} states, expected {}", Count(expected)));
        }
    } else {
        found.states.clear();
        found.total = None;
    }
    if asked.sample.is_some() {
        ledger.skipped("sample", "that the states drawn are those of the seed was not recounted");
    } else if !counted {
        ledger.skipped("page", "that the states listed are those of the page was not recounted");
        mistakes.extend(set.is_sorted(&order, said));
    }
    mistakes.extend(differences(&json!(said), &json!(found)));
    let listed = said.states.len();
    let holds = match (counted, found.total) {
        (true, Some(total)) => format!("{total} states in the set, recounted; {listed} replayed"),
        _ => format!("the {listed} states listed are members of the set"),
    };
    ledger.settle("states", mistakes, holds);
    Ok(())
}

struct Set<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    of: StateSet,
    reading: Option<ReadingId>,
}

impl Set<'_> {
    /// The size of the set, and at most so many of its states after the first `skip`, these options
    /// compared first.
    fn page(&self, order: &[OptionId], skip: u128, most: usize) -> (Count, Vec<StateLine>) {
        let condition = match (self.of, &self.dispute.deal) {
            (StateSet::Feasible, _) => Condition::Always,
            (_, None) => Condition::Never,
            (_, Some(deal)) => {
                let rules = self.reading.iter().flat_map(|reading| {
                    deal.needs.iter().map(|audience| self.dispute.acceptance(*reading, *audience))
                });
                Condition::All(std::iter::once(deal.when.clone()).chain(rules).collect())
            }
        };
        let (mut total, mut page) = (0, Vec::new());
        Blocks::new(self.dispute, self.scope, order).visit(
            self.dispute,
            &[&condition],
            &mut |block| {
                let found = block.within(&block.feasible, 0);
                let count = found.count();
                if total + count > skip && page.len() < most {
                    let before = usize::try_from(skip.saturating_sub(total)).unwrap_or(usize::MAX);
                    let states = found.positions().skip(before).take(most - page.len());
                    page.extend(states.map(|position| {
                        let levels = block.state(position);
                        StateLine {
                            implausible: self.dispute.is_implausible(&levels),
                            levels: names::state_ids(self.dispute, &levels),
                        }
                    }));
                }
                total += count;
                ControlFlow::Continue(())
            },
        );
        (Count(total), page)
    }

    /// What is wrong with the states listed, one by one.
    fn members(&self, said: &StatesAnswer) -> Vec<String> {
        let mut mistakes = Vec::new();
        for (number, line) in said.states.iter().enumerate() {
            if let Err(why) = self.member(line) {
                mistakes.push(format!("state {}: {why}", number + 1));
            }
        }
        mistakes
    }

    fn member(&self, line: &StateLine) -> Result<(), String> {
        let levels = names::state(self.dispute, &line.levels)?;
        in_scope(self.scope, &levels)?;
        if !self.dispute.is_feasible(&levels) {
            return Err("it is not feasible".to_string());
        }
        if self.of != StateSet::Feasible && !self.dispute.is_package(&levels) {
            return Err("it is no package".to_string());
        }
        if let Some(reading) = self.reading
            && !self.dispute.is_jointly_accepted(reading, &levels)
        {
            return Err("not every audience accepts it".to_string());
        }
        if self.dispute.is_implausible(&levels) != line.implausible {
            return Err("whether it is implausible is said wrongly".to_string());
        }
        Ok(())
    }

    /// The order told: every option that varies, once.
    fn order(&self, said: &[String]) -> Result<Vec<OptionId>, String> {
        let find = |id: &String| self.dispute.options.find(|option| option.id == *id);
        let order: Option<Vec<OptionId>> = said.iter().map(find).collect();
        let order = order.ok_or("the order names an option the dispute does not have")?;
        let mut sorted = order.clone();
        sorted.sort_unstable();
        let varies = |option: &OptionId| self.scope.fixed[option.index()].is_none();
        if !sorted.into_iter().eq(self.dispute.options.ids().filter(varies)) {
            return Err("the order does not name each option that varies once".to_string());
        }
        Ok(order)
    }

    /// Whether the states listed come in the order told, none twice.
    fn is_sorted(&self, order: &[OptionId], said: &StatesAnswer) -> Option<String> {
        let states = said.states.iter();
        let levels = states.filter_map(|line| names::state(self.dispute, &line.levels).ok());
        let keys: Vec<Vec<Level>> = levels
            .map(|levels| order.iter().map(|option| levels[option.index()]).collect())
            .collect();
        (!keys.windows(2).all(|pair| pair[0] < pair[1]))
            .then(|| "the states are not in the order told".to_string())
    }
}
