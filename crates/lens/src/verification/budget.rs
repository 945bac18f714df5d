//! What a budget of visits buys: which obligations are deterred, and how even the rest can be made.

use detente_finding::{BudgetAnswer, CurvePoint, Exact, Need, Site, Span, Spent};
use detente_model::{Checked, Inspection, Level, Obligation, Rational};

use super::allocation::{self, Place};
use super::terms::{self, Corner, Terms};
use super::{corners, deterrence};

/// What the budget asked about or declared buys; nothing where no obligation says enough, or digits
/// outgrow 128 bits.
pub(super) fn answer(
    obligations: &[&Obligation],
    levels: &[Level],
    inspection: Option<&Inspection>,
    asked: Option<Exact>,
) -> Option<BudgetAnswer> {
    let sites = obligations.iter().filter_map(|obligation| site(obligation, levels));
    let sites: Vec<Site> = sites.collect();
    let first = sites.first()?;
    let full = sites.iter().skip(1).try_fold(first.deterrence, |sum, site| {
        let add = |a: Option<Exact>, b: Option<Exact>| match (a, b) {
            (Some(a), Some(b)) => (Checked::from(a.0) + b.0).0.map(|sum| Some(Exact(sum))),
            _ => Some(None),
        };
        let need = site.deterrence;
        Some(Need {
            low: add(sum.low, need.low)?,
            at: add(sum.at, need.at)?,
            high: add(sum.high, need.high)?,
        })
    })?;
    let nothing = Rational::from(0);
    let places = sites.iter().map(|site| Place {
        incentive: site.incentive.0,
        fall: site.fall.0,
        cost: site.cost.at.0,
    });
    let places: Vec<Place> = places.collect();
    let tempted: Vec<Place> =
        places.iter().copied().filter(|place| place.incentive > nothing).collect();
    let floor = allocation::floor(&tempted, nothing)?;
    let curve = allocation::curve(&tempted, floor)?;
    let cheapest = cheapest(&sites)?;
    let declared = inspection.and_then(|inspection| inspection.budget.as_ref());
    let budget = match asked {
        Some(asked) => Some(Span { low: asked, at: asked, high: asked }),
        None => declared.map(terms::three).map(|[low, at, high]| Span {
            low: Exact(low),
            at: Exact(at),
            high: Exact(high),
        }),
    };
    let spent = match budget {
        Some(budget) => Some(spend(&places, &tempted, &curve, &cheapest, budget)?),
        None => None,
    };
    let points = curve.into_iter().map(|(budget, incentive)| CurvePoint {
        budget: Exact(budget),
        incentive: Exact(incentive),
    });
    Some(BudgetAnswer { sites, full, curve: points.collect(), cheapest, spent })
}

/// An obligation that says what a breach and a visit cost.
fn site(obligation: &Obligation, levels: &[Level]) -> Option<Site> {
    let terms = Terms::of(obligation, levels)?;
    let cost = terms::three(obligation.enforcement.visit.as_ref()?.cost.as_ref()?);
    let (_, _) = (terms.stakes?, terms.visit?);
    let numbers = corners(&terms);
    let spend = |at: usize, cost: Rational| {
        let (margin, fall) = (deterrence::margin(&numbers[at])?, deterrence::fall(&numbers[at])?);
        match deterrence::share(margin, fall)? {
            Some(share) => (Checked::from(share) * cost).0.map(|cost| Some(Exact(cost))),
            None => Some(None),
        }
    };
    let [worst, usual, best] = [Corner::Worst, Corner::Mode, Corner::Best].map(Corner::good);
    let deterrence = Need {
        low: spend(best, cost[0])?,
        at: spend(usual, cost[1])?,
        high: spend(worst, cost[2])?,
    };
    let margin = deterrence::margin(&numbers[usual])?;
    Some(Site {
        obligation: obligation.id.clone(),
        incentive: Exact((Checked::whole(0) - margin).0?),
        fall: Exact(deterrence::fall(&numbers[usual])?),
        cost: Span { low: Exact(cost[0]), at: Exact(cost[1]), high: Exact(cost[2]) },
        deterrence,
    })
}

/// Whom visits can deter, cheapest first, with the budget up to there; as many as a budget can deter.
fn cheapest(sites: &[Site]) -> Option<Vec<(String, Exact)>> {
    let needs = |site: &Site| site.deterrence.at.filter(|need| need.0 > Rational::from(0));
    let mut order: Vec<(Exact, &Site)> =
        sites.iter().filter_map(|site| Some((needs(site)?, site))).collect();
    order.sort_by_key(|(need, _)| *need);
    let mut all = Checked::whole(0);
    let up_to = order.into_iter().map(|(need, site)| {
        all = all + need.0;
        Some((site.obligation.clone(), Exact(all.0?)))
    });
    up_to.collect()
}

fn spend(
    places: &[Place],
    tempted: &[Place],
    curve: &[(Rational, Rational)],
    cheapest: &[(String, Exact)],
    budget: Span,
) -> Option<Spent> {
    let bought = allocation::buy(tempted, curve, budget.at.0)?;
    let mut shares = bought.shares.iter();
    // Those who are deterred without visits get none.
    let share = |place: &Place| match place.incentive > Rational::from(0) {
        true => shares.next().copied().unwrap_or_default(),
        false => Rational::from(0),
    };
    Some(Spent {
        budget,
        incentive: Exact(bought.incentive),
        shares: places.iter().map(share).map(Exact).collect(),
        next: bought.next.map(Exact),
        deters: cheapest.iter().filter(|(_, needs)| *needs <= budget.at).count(),
    })
}
