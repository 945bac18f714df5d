//! What a budget buys, by trying how many sites share it.

use detente_finding::{BudgetAnswer, CurvePoint, Exact, Need, Site, Span, Spent};
use detente_model::{Checked, Inspection, Level, Obligation, Rational};

use super::corners::{self, Endless, ends, need};
use super::obligation::{margin, ranges, share};

/// What the budget buys; nothing where no obligation says enough, or digits outgrow.
pub(super) fn budget(
    obligations: &[&Obligation],
    levels: &[Level],
    inspection: Option<&Inspection>,
    asked: Option<Exact>,
) -> Option<BudgetAnswer> {
    let mut sites: Vec<Site> = Vec::new();
    for obligation in obligations {
        sites.extend(site(obligation, levels));
    }
    if sites.is_empty() {
        return None;
    }
    let full = Need {
        low: all(sites.iter().map(|site| site.deterrence.low))?,
        at: all(sites.iter().map(|site| site.deterrence.at))?,
        high: all(sites.iter().map(|site| site.deterrence.high))?,
    };
    let mut tempted: Vec<&Site> = sites.iter().filter(|site| site.incentive.0 > 0.into()).collect();
    tempted.sort_by_key(|site| std::cmp::Reverse(site.incentive));
    let mut floor = Rational::from(0);
    for site in &tempted {
        let least = (Checked::from(site.incentive.0) - site.fall.0.max(0.into())).0?;
        floor = floor.max(least);
    }
    let mut turns: Vec<Rational> = tempted.iter().map(|site| site.incentive.0.max(floor)).collect();
    turns.extend((!tempted.is_empty()).then_some(floor));
    turns.dedup();
    let mut curve = Vec::new();
    for turn in turns {
        let budget = Exact(spending(&tempted, turn)?);
        curve.push(CurvePoint { budget, incentive: Exact(turn) });
    }
    let cheapest = cheapest(&sites)?;
    let declared = inspection.and_then(|i| i.budget.as_ref()).map(corners::three);
    let budget = match (asked, declared) {
        (Some(asked), _) => Some(Span { low: asked, at: asked, high: asked }),
        (None, declared) => declared.map(corners::spread),
    };
    let spent = match budget {
        None => None,
        Some(budget) => {
            let left = left(&tempted, floor, budget.at.0)?;
            let shares = sites.iter().map(|site| portion(site, left).map(Exact));
            Some(Spent {
                budget,
                incentive: Exact(left),
                shares: shares.collect::<Option<_>>()?,
                next: next(&tempted, floor, left)?.map(Exact),
                deters: cheapest.iter().take_while(|(_, up_to)| *up_to <= budget.at).count(),
            })
        }
    };
    Some(BudgetAnswer { sites, full, curve, cheapest, spent })
}

/// A sum, endless if a part is; nothing outside if digits outgrow.
fn all(parts: impl Iterator<Item = Option<Exact>>) -> Option<Option<Exact>> {
    let parts: Option<Vec<Exact>> = parts.collect();
    let Some(parts) = parts else { return Some(None) };
    let sum = parts.iter().fold(Checked::whole(0), |sum, part| sum + part.0);
    sum.0.map(|sum| Some(Exact(sum)))
}

fn site(obligation: &Obligation, levels: &[Level]) -> Option<Site> {
    let ranges = ranges(obligation, levels)?;
    let cost = obligation.enforcement.visit.as_ref()?.cost.as_ref()?;
    if !ranges.stakes {
        return None;
    }
    let cost = corners::three(cost);
    let usual: Vec<Rational> = ranges.all.iter().map(|range| range[1]).collect();
    let (without, with) = (margin(&usual, false)?, margin(&usual, true)?);
    let mut dimensions = ranges.all.clone();
    dimensions.push(cost);
    let price = |at: &[Rational]| -> Option<Endless> {
        let (cost, at) = at.split_last()?;
        match share(at)? {
            Some(share) => (Checked::from(share) * *cost).0.map(Some),
            None => Some(None),
        }
    };
    Some(Site {
        obligation: obligation.id.clone(),
        incentive: Exact((Checked::whole(0) - without).0?),
        fall: Exact((Checked::from(with) - without).0?),
        cost: corners::spread(cost),
        deterrence: need(ends(&dimensions, price)?),
    })
}

/// The share of visits that brings a site down to an incentive.
fn portion(site: &Site, incentive: Rational) -> Option<Rational> {
    let too_much = (Checked::from(site.incentive.0) - incentive).0?;
    if site.incentive.0 <= 0.into() || too_much <= 0.into() || site.fall.0 <= 0.into() {
        return Some(0.into());
    }
    (Checked::from(too_much) / site.fall.0).0
}

fn spending(tempted: &[&Site], incentive: Rational) -> Option<Rational> {
    let mut sum = Checked::whole(0);
    for site in tempted {
        sum = sum + Checked::from(portion(site, incentive)?) * site.cost.at.0;
    }
    sum.0
}

fn cheapest(sites: &[Site]) -> Option<Vec<(String, Exact)>> {
    let mut left: Vec<&Site> = sites
        .iter()
        .filter(|site| site.deterrence.at.is_some_and(|needs| needs.0 > 0.into()))
        .collect();
    let mut up_to = Checked::whole(0);
    let mut order = Vec::new();
    while let Some(next) = left.iter().map(|site| site.deterrence.at).min().flatten() {
        let place = left.iter().position(|site| site.deterrence.at == Some(next))?;
        up_to = up_to + next.0;
        order.push((left.remove(place).obligation.clone(), Exact(up_to.0?)));
    }
    Some(order)
}

/// The largest incentive left: the sites that share the budget are those with the largest incentives;
/// with k of them it is (Σ cg/s − B) / Σ c/s, and it has to lie above the next.
fn left(tempted: &[&Site], floor: Rational, budget: Rational) -> Option<Rational> {
    if tempted.is_empty() || budget >= spending(tempted, floor)? {
        return Some(floor);
    }
    let helped: Vec<&&Site> = tempted.iter().filter(|site| site.fall.0 > 0.into()).collect();
    let (mut worth, mut price) = (Checked::whole(0), Checked::whole(0));
    for (place, site) in helped.iter().enumerate() {
        let each = Checked::from(site.cost.at.0) / site.fall.0;
        worth = worth + (each * site.incentive.0).0?;
        price = price + each.0?;
        let level = ((worth - budget) / price.0?).0?;
        let next = helped.get(place + 1).map_or(floor, |next| next.incentive.0.max(floor));
        if level >= next {
            return Some(level);
        }
    }
    Some(floor)
}

/// By how much one more unit lowers it.
fn next(tempted: &[&Site], floor: Rational, left: Rational) -> Option<Option<Rational>> {
    if left <= floor {
        return Some(None);
    }
    let mut price = Checked::whole(0);
    for site in tempted.iter().filter(|s| s.fall.0 > 0.into() && s.incentive.0 >= left) {
        price = price + (Checked::from(site.cost.at.0) / site.fall.0).0?;
    }
    (Checked::whole(1) / price.0?).0.map(Some)
}
