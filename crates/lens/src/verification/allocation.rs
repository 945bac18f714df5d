//! A budget spread over several sites so that the largest incentive to breach is as small as can be.
//!
//! A visit with probability x at a site lowers its incentive g to g − xs at the expected cost cx. To
//! bring all incentives down to t takes Σ c·max(0, g − t) / s, piecewise linear in t with break points
//! at the incentives themselves: sorting them gives the whole curve exactly, without bisection.
//! O(n log n) points, O(n) each.

use detente_model::{Checked, Rational};

/// A site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// Incentive without visits.
    pub(super) incentive: Rational,
    /// By how much a certain visit lowers it.
    pub(super) fall: Rational,
    /// What a visit costs; above zero.
    pub(super) cost: Rational,
}

impl Place {
    fn helps(&self) -> bool {
        self.fall > Rational::from(0)
    }

    /// The incentive with a certain visit.
    fn least(&self) -> Option<Rational> {
        if self.helps() {
            (Checked::from(self.incentive) - self.fall).0
        } else {
            Some(self.incentive)
        }
    }

    /// The share of visits that brings it down to `incentive`.
    fn share(&self, incentive: Rational) -> Option<Rational> {
        if !self.helps() || self.incentive <= incentive {
            return Some(Rational::from(0));
        }
        ((Checked::from(self.incentive) - incentive) / self.fall).0
    }

    /// What lowering it by one costs.
    fn price(&self) -> Checked {
        Checked::from(self.cost) / self.fall
    }
}

/// How far the largest incentive can be brought down, but no further than to `enough`.
pub(super) fn floor(places: &[Place], enough: Rational) -> Option<Rational> {
    places.iter().try_fold(enough, |most, place| Some(most.max(place.least()?)))
}

/// Budget and largest incentive, straight between these points, down to `floor`.
pub(super) fn curve(places: &[Place], floor: Rational) -> Option<Vec<(Rational, Rational)>> {
    let mut levels: Vec<Rational> = places.iter().map(|place| place.incentive).collect();
    levels.retain(|level| *level > floor);
    let above = !levels.is_empty();
    levels.extend((above || !places.is_empty()).then_some(floor));
    levels.sort_unstable_by(|a, b| b.cmp(a));
    levels.dedup();
    levels.into_iter().map(|level| Some((spending(places, level)?, level))).collect()
}

fn spending(places: &[Place], incentive: Rational) -> Option<Rational> {
    let mut all = Checked::whole(0);
    for place in places {
        all = all + Checked::from(place.cost) * place.share(incentive)?;
    }
    all.0
}

/// What a budget buys.
pub(super) struct Bought {
    /// The largest incentive left.
    pub(super) incentive: Rational,
    /// Site by site.
    pub(super) shares: Vec<Rational>,
    /// By how much one more unit would lower it; nothing where more does not.
    pub(super) next: Option<Rational>,
}

/// What a budget buys along the curve.
pub(super) fn buy(
    places: &[Place],
    curve: &[(Rational, Rational)],
    budget: Rational,
) -> Option<Bought> {
    let Some(&(_, floor)) = curve.last() else {
        return Some(Bought { incentive: Rational::from(0), shares: Vec::new(), next: None });
    };
    let mut incentive = floor;
    for pair in curve.windows(2) {
        let ((cheap, high), (dear, low)) = (pair[0], pair[1]);
        if budget < dear {
            let part = (Checked::from(budget) - cheap) / (Checked::from(dear) - cheap).0?;
            incentive = (Checked::from(high) - part * (Checked::from(high) - low).0?).0?;
            break;
        }
    }
    let shares = places.iter().map(|place| place.share(incentive)).collect::<Option<_>>()?;
    let next = if incentive > floor {
        let pushed = places.iter().filter(|place| place.incentive >= incentive && place.helps());
        let price = pushed.fold(Checked::whole(0), |sum, place| match place.price().0 {
            Some(price) => sum + price,
            None => Checked(None),
        });
        Some((Checked::whole(1) / price.0?).0?)
    } else {
        None
    };
    Some(Bought { incentive, shares, next })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(above: i128, below: i128) -> Rational {
        Rational::new(above, below)
    }

    /// Three sites of the oracle: gains 1, 2, 1.5; penalties 3, 3, 1; chances .9, .8, .7; costs 1.
    fn sites() -> Vec<Place> {
        [(r(1, 1), r(18, 5)), (r(2, 1), r(4, 1)), (r(3, 2), r(7, 4))]
            .map(|(incentive, fall)| Place { incentive, fall, cost: r(1, 1) })
            .into()
    }

    #[test]
    fn budgets_of_the_oracle() {
        let places = sites();
        let floor = floor(&places, r(-10, 1)).expect("few digits");
        let curve = curve(&places, floor).expect("few digits");
        let expected = [
            (r(1, 2), 1.0434782608695652, [0.0, 0.2391304347826087, 0.2608695652173913]),
            (
                r(1, 1),
                0.5776173285198555,
                [0.1173285198555957, 0.35559566787003616, 0.5270758122743683],
            ),
            (
                r(3, 2),
                0.12274368231046917,
                [0.2436823104693141, 0.4693140794223827, 0.7870036101083032],
            ),
            (r(2, 1), -0.25, [0.3472222222222222, 0.5625, 1.0]),
            (r(5, 2), -0.25, [0.3472222222222222, 0.5625, 1.0]),
        ];
        for (budget, incentive, shares) in expected {
            let bought = buy(&places, &curve, budget).expect("few digits");
            let near = |a: Rational, b: f64| (detente_model::number::to_float(&a) - b).abs() < 1e-9;
            assert!(near(bought.incentive, incentive), "{budget}: {}", bought.incentive);
            assert!(bought.shares.iter().zip(shares).all(|(a, b)| near(*a, b)), "{budget}");
        }
    }

    #[test]
    fn what_one_more_unit_buys_is_the_slope_of_the_curve() {
        let places = sites();
        let curve = curve(&places, r(0, 1)).expect("few digits");
        for pair in curve.windows(2) {
            let slope = (pair[0].1 - pair[1].1) / (pair[1].0 - pair[0].0);
            assert_eq!(buy(&places, &curve, pair[0].0).expect("few digits").next, Some(slope));
        }
        let last = curve.last().expect("a point").0;
        assert_eq!(buy(&places, &curve, last).expect("few digits").next, None);
    }

    #[test]
    fn visits_that_do_not_help_get_nothing() {
        let places = [Place { incentive: r(1, 1), fall: r(-1, 2), cost: r(1, 1) }];
        let floor = floor(&places, r(0, 1)).expect("few digits");
        assert_eq!(floor, r(1, 1));
        let curve = curve(&places, floor).expect("few digits");
        let bought = buy(&places, &curve, r(9, 1)).expect("few digits");
        assert_eq!((bought.incentive, bought.shares, bought.next), (r(1, 1), vec![r(0, 1)], None));
    }
}
