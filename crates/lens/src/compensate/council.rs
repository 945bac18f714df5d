//! Who decides on a deal, and the cheapest way to make them accept.
//!
//! All ratification trees that a deal needs are one tree of quotas over *members*, the single
//! audiences: "all" is a quota of all, "any" a quota of one, and "passes unless blocked" is the quota
//! that leaves too little weight to block (more than the total less what blocking needs). Members
//! have prices; the least sum with which the tree passes is found from the bottom up, at each quota
//! by the cheapest sums of weights (a knapsack with exact weights). A member that stands in several
//! places is paid once: for those, all ways to pay or not to pay them are tried.

use std::collections::BTreeMap;

use detente_model::{AudienceId, Dispute, Ratification, Rational};
use num_integer::Integer;

/// The most members standing in several places that are short at the same time.
const MOST_REPEATED: usize = 12;

/// The most sums of weights that are kept at a quota.
const MOST_WEIGHTS: usize = 100_000;

/// What a member would take: nothing if it cannot be paid.
pub(super) type Price = Option<i128>;

/// There are too many ways to pay.
#[derive(Debug)]
pub(super) struct TooMany;

/// A quota over members.
enum Part {
    Member(usize),
    Quota { needs: i128, of: Vec<(i128, Part)> },
}

/// All who decide on a deal.
pub(super) struct Council {
    /// The single audiences, in the order of the dossier.
    pub(super) members: Vec<AudienceId>,
    tree: Part,
    /// Per member in how many places it stands.
    places: Vec<usize>,
}

impl Council {
    /// Those whom a deal needs.
    pub(super) fn new(dispute: &Dispute) -> Council {
        let needs = dispute.deal.iter().flat_map(|deal| &deal.needs);
        let needs: Vec<Ratification> = needs.map(|one| Ratification::Audience(*one)).collect();
        let mut members = Vec::new();
        needs.iter().for_each(|one| collect(dispute, one, &mut members));
        let mut places: BTreeMap<AudienceId, usize> = BTreeMap::new();
        members.into_iter().for_each(|member| *places.entry(member).or_default() += 1);
        let members: Vec<AudienceId> = places.keys().copied().collect();
        let tree = part(dispute, &members, &Ratification::All(needs), true);
        Council { members, tree, places: places.into_values().collect() }
    }

    /// The least sum that makes the tree pass; nothing if no payment does.
    pub(super) fn total(&self, prices: &[Price]) -> Result<Price, TooMany> {
        let is_open = |at: &usize| self.places[*at] > 1 && prices[*at].is_some_and(|p| p > 0);
        let repeated: Vec<usize> = (0..prices.len()).filter(is_open).collect();
        if repeated.len() > MOST_REPEATED {
            return Err(TooMany);
        }
        let mut best = None;
        for paid in 0..1_usize << repeated.len() {
            let mut prices = prices.to_vec();
            let mut sum = 0;
            for (bit, at) in repeated.iter().enumerate() {
                let price = &mut prices[*at];
                if paid >> bit & 1 == 1 {
                    sum += price.unwrap_or(0);
                    *price = Some(0);
                } else {
                    *price = None;
                }
            }
            if let Some(rest) = self.tree.total(&prices)? {
                best = Some(best.map_or(sum + rest, |best: i128| best.min(sum + rest)));
            }
        }
        Ok(best)
    }

    /// Who is paid in a cheapest way: the one that leaves the first members unpaid.
    pub(super) fn paid(&self, prices: &[Price]) -> Result<Vec<bool>, TooMany> {
        let total = self.total(prices)?;
        let mut left = prices.to_vec();
        for at in 0..left.len() {
            let price = left[at].take();
            let needed = price.is_some() && self.total(&left)? != total;
            left[at] = if needed || price == Some(0) { price } else { None };
        }
        Ok(left.into_iter().map(|price| price.is_some_and(|price| price > 0)).collect())
    }

    /// The least payment to each of them that would do.
    pub(super) fn equal(&self, prices: &[Price]) -> Result<Price, TooMany> {
        let mut amounts: Vec<i128> = prices.iter().copied().flatten().chain([0]).collect();
        amounts.sort_unstable();
        amounts.dedup();
        for amount in amounts {
            let within = |price: &Price| price.filter(|price| *price <= amount).map(|_| 0);
            if self.total(&prices.iter().map(within).collect::<Vec<_>>())?.is_some() {
                return Ok(Some(amount));
            }
        }
        Ok(None)
    }
}

impl Part {
    fn total(&self, prices: &[Price]) -> Result<Price, TooMany> {
        let (needs, of) = match self {
            Part::Member(at) => return Ok(prices[*at]),
            Part::Quota { needs, of } => (*needs, of),
        };
        // The cheapest sum of at least a weight: dearer ones are heavier.
        let mut cheapest: BTreeMap<i128, i128> = BTreeMap::from([(0, 0)]);
        for (weight, part) in of {
            let Some(price) = part.total(prices)? else { continue };
            let with = |(sum, cost): (&i128, &i128)| ((sum + weight).min(needs), cost + price);
            let added: Vec<(i128, i128)> = cheapest.iter().map(with).collect();
            for (sum, cost) in added {
                let known = cheapest.range(sum..).next();
                if known.is_some_and(|(_, known)| *known <= cost) {
                    continue;
                }
                while let Some((&lighter, _)) =
                    cheapest.range(..=sum).next_back().filter(|(_, known)| **known >= cost)
                {
                    cheapest.remove(&lighter);
                }
                cheapest.insert(sum, cost);
            }
            if cheapest.len() > MOST_WEIGHTS {
                return Err(TooMany);
            }
        }
        Ok(cheapest.range(needs..).next().map(|(_, cost)| *cost))
    }
}

/// Every place of a single audience under a tree.
fn collect(dispute: &Dispute, tree: &Ratification, members: &mut Vec<AudienceId>) {
    match tree {
        Ratification::Audience(id) => match &dispute.audiences[*id].ratify {
            Some(own) => collect(dispute, own, members),
            None => members.push(*id),
        },
        Ratification::All(of) | Ratification::Any(of) => {
            of.iter().for_each(|one| collect(dispute, one, members));
        }
        Ratification::Quota { of, .. } => {
            of.iter().for_each(|(_, one)| collect(dispute, one, members));
        }
        Ratification::UnlessBlocked(block) => collect(dispute, block, members),
    }
}

/// What it takes that a tree is satisfied, or (`wanted` false, below a block) that it is not. Either
/// way all that helps is that members accept: below a block, to accept is not to be counted.
fn part(dispute: &Dispute, members: &[AudienceId], tree: &Ratification, wanted: bool) -> Part {
    let inner = |tree: &Ratification, wanted| part(dispute, members, tree, wanted);
    let quota = |needs: i128, of: Vec<(i128, &Ratification)>| {
        let total: i128 = of.iter().map(|(weight, _)| weight).sum();
        let needs = if wanted { needs } else { total - needs + 1 };
        Part::Quota {
            needs,
            of: of.into_iter().map(|(w, tree)| (w, inner(tree, wanted))).collect(),
        }
    };
    match tree {
        Ratification::Audience(id) => match &dispute.audiences[*id].ratify {
            // A body is one audience: it accepts as its own tree says.
            Some(own) => inner(own, true),
            None => Part::Member(members.iter().position(|member| member == id).unwrap_or(0)),
        },
        Ratification::All(of) => quota(of.len() as i128, of.iter().map(|tree| (1, tree)).collect()),
        Ratification::Any(of) => quota(1, of.iter().map(|tree| (1, tree)).collect()),
        Ratification::Quota { needs, of } => {
            let weights = of.iter().map(|(weight, _)| weight);
            let unit = weights.chain([needs]).fold(1, |unit: i128, n| unit.lcm(n.denom()));
            let whole = |number: &Rational| (number * Rational::from(unit)).to_integer();
            quota(whole(needs), of.iter().map(|(weight, tree)| (whole(weight), tree)).collect())
        }
        Ratification::UnlessBlocked(block) => inner(block, !wanted),
    }
}
