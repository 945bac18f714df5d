//! Deals one by one: what is asked of acceptance is decided by a deal, so it is asked of one package.
//!
//! All packages are gone through with the deal options first; of each deal the packages behind it are
//! counted, those that complete each start too, and the first package is kept. Acceptance is then
//! judged by the naive meaning at that package.

use std::ops::ControlFlow;

use detente_finding::{Count, DealDraws, DealShare, Tally};
use detente_model::{Comparison, Condition, Dispute, Id, Level, OptionId, Scope};

use crate::blocks::Blocks;
use crate::names;
use crate::overview::countable;

/// The most deals that are kept.
const MOST_DEALS: usize = 1_000_000;

/// The most times a draw is asked about a deal.
pub(crate) const MOST_ASKED: usize = 4_000_000;

/// One deal.
pub(crate) struct Deal {
    /// The first package behind it.
    pub(crate) witness: Vec<Level>,
    /// Packages behind it.
    pub(crate) packages: u128,
    /// Of these, those that complete each start.
    pub(crate) completing: Vec<u128>,
}

/// All deals of a scope, in the order of these options and their levels; nothing if there are too many.
pub(crate) fn deals(
    dispute: &Dispute,
    scope: &Scope,
    options: &[OptionId],
    starts: &[Vec<Option<Level>>],
) -> Option<Vec<Deal>> {
    let Some(deal) = &dispute.deal else { return Some(Vec::new()) };
    let fixed = |start: &Vec<Option<Level>>| {
        let each = dispute.options.ids().filter_map(|option| {
            let level = start[option.index()]?;
            Some(Condition::Compare(option, Comparison::Equal, level))
        });
        Condition::All(each.collect())
    };
    let starts: Vec<Condition> = starts.iter().map(fixed).collect();
    let conditions: Vec<&Condition> = std::iter::once(&deal.when).chain(&starts).collect();
    let blocks = Blocks::new(dispute, scope, options);
    let varying = options.iter().filter(|option| scope.fixed[option.index()].is_none());
    let inside: usize =
        varying.skip(blocks.outer).map(|option| dispute.options[*option].levels.len()).product();
    let width = blocks.length / inside;
    let same = |a: &[Level], b: &[Level]| options.iter().all(|o| a[o.index()] == b[o.index()]);
    let mut found: Vec<Deal> = Vec::new();
    blocks.visit(dispute, &conditions, &mut |block| {
        let packages = block.within(&block.feasible, 0);
        let completing: Vec<_> =
            (0..starts.len()).map(|start| block.within(&packages, start + 1)).collect();
        for (group, count) in packages.groups(width) {
            let first = packages.next(group * width).unwrap_or(0);
            let witness = block.state(first);
            if !found.last().is_some_and(|deal| same(&deal.witness, &witness)) {
                let completing = vec![0; starts.len()];
                found.push(Deal { witness, packages: 0, completing });
            }
            let Some(deal) = found.last_mut() else { continue };
            deal.packages += count;
            for (bits, sum) in completing.iter().zip(&mut deal.completing) {
                let mut at = bits.next(group * width).filter(|p| *p < (group + 1) * width);
                while let Some(position) = at {
                    *sum += 1;
                    at = bits.next(position + 1).filter(|p| *p < (group + 1) * width);
                }
            }
        }
        if found.len() > MOST_DEALS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    (found.len() <= MOST_DEALS).then_some(found)
}

/// Why deals are not gone through.
pub(crate) fn uncounted(raw: Option<Count>) -> String {
    match countable(raw) {
        true => format!("not recounted: there are more than {} deals", Count(MOST_DEALS as u128)),
        false => crate::overview::uncounted(raw),
    }
}

/// The packages and deals of which this is true.
pub(crate) fn tally(deals: &[Deal], holds: impl Fn(&[Level]) -> bool) -> Tally {
    let held = deals.iter().filter(|deal| holds(&deal.witness));
    let mut tally = Tally::default();
    for deal in held {
        tally.packages.0 += deal.packages;
        tally.deals.0 += 1;
    }
    tally
}

/// The completions of a start of which this is true.
pub(crate) fn completions(deals: &[Deal], start: usize, holds: impl Fn(&[Level]) -> bool) -> Count {
    let held = deals.iter().filter(|deal| deal.completing[start] > 0 && holds(&deal.witness));
    Count(held.map(|deal| deal.completing[start]).sum())
}

/// Draws, without what no draw touches.
pub(crate) fn draws(dispute: &Dispute, seed: u64, number: u32) -> Vec<Dispute> {
    let mut lean = dispute.clone();
    lean.events.clear();
    lean.sources = detente_model::Table::new();
    (0..u64::from(number)).map(|number| lean.draw(seed, number)).collect()
}

/// The ranking of the deals in `ranked` (of `deals`), each with its number of draws.
pub(crate) fn ranking(
    dispute: &Dispute,
    options: &[OptionId],
    deals: &[Deal],
    mut ranked: Vec<(usize, u32)>,
    open: u32,
    list: usize,
) -> DealDraws {
    // The sort is stable: of equal draws the order of the deals stays.
    ranked.sort_by_key(|(_, draws)| std::cmp::Reverse(*draws));
    let left_out = ranked.len().saturating_sub(list);
    let line = |(deal, draws): (usize, u32)| DealShare {
        levels: levels(dispute, options, &deals[deal].witness),
        draws,
        witness: names::state_ids(dispute, &deals[deal].witness),
    };
    DealDraws {
        open,
        deals: ranked.into_iter().take(list).map(line).collect(),
        deals_left_out: Count(left_out as u128),
    }
}

fn levels(dispute: &Dispute, options: &[OptionId], state: &[Level]) -> Vec<String> {
    options.iter().map(|o| names::level_id(dispute, *o, state[o.index()])).collect()
}

/// What a ranking says, as far as its witnesses bear it out: `asked` is how often a draw says yes.
pub(crate) fn replayed(
    dispute: &Dispute,
    scope: &Scope,
    options: &[OptionId],
    said: &DealDraws,
    list: usize,
    asked: impl Fn(&[Level]) -> u32,
    mistakes: &mut Vec<String>,
) -> DealDraws {
    let mut found = said.clone();
    for (number, deal) in found.deals.iter_mut().enumerate() {
        let witness = names::state(dispute, &deal.witness);
        let witness = witness.and_then(|levels| {
            crate::space::in_scope(scope, &levels)?;
            if dispute.is_package(&levels) {
                Ok(levels)
            } else {
                Err("it is no package".to_string())
            }
        });
        match witness {
            Ok(witness) => {
                deal.levels = levels(dispute, options, &witness);
                deal.draws = asked(&witness);
            }
            Err(why) => mistakes.push(format!("the witness of deal {}: {why}", number + 1)),
        }
    }
    if !found.deals.is_sorted_by(|a, b| a.draws >= b.draws) {
        mistakes.push("the deals are not ranked by draws".to_string());
    }
    if found.deals.len() > list {
        mistakes.push("it lists more deals than it should".to_string());
    }
    found
}
