//! What imperfect verification leaks: how much an alarm has to cost if the same follows every alarm.
//!
//! One obligation: b / (p − q). Several at once: the largest, over sets K of them, of
//! Σ rentᵢ / (1 − Π qᵢ), rentᵢ = (1 − qᵢ)bᵢ / (pᵢ − qᵢ): only those not accused can be paid, and
//! somebody of K is not accused with probability 1 − Π qᵢ (the formula of the roadmap, exact for
//! independent alarms). Cost: 2ⁿ sets, each from one with an obligation less.

use detente_finding::Billionths;
use detente_model::{Checked, Rational};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// b / (p − q); `Some(None)` where no cost is enough.
pub(super) fn alone(
    temptation: Checked,
    detect: Checked,
    false_alarm: Checked,
) -> Option<Option<Rational>> {
    let (gain, apart) = (temptation.0?, (detect - false_alarm).0?);
    let nothing = Rational::from(0);
    if gain == nothing {
        return Some(Some(nothing));
    }
    if apart <= nothing {
        return Some(None);
    }
    (temptation / apart).0.map(Some)
}

/// An obligation in the joint problem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tempted {
    pub(super) temptation: Rational,
    pub(super) detect: Rational,
    pub(super) false_alarm: Rational,
}

/// The least liquidity that keeps all of them, to the nearest billionth; nothing where none does.
pub(super) fn together(all: &[Tempted]) -> Option<Billionths> {
    let big = |n: Rational| BigRational::new((*n.numer()).into(), (*n.denom()).into());
    let one = BigRational::one();
    // Sum of rents and product of false alarms of every set, by its members' bits.
    let mut sets = vec![(BigRational::zero(), one.clone())];
    for tempted in all.iter().filter(|one| one.temptation > Rational::from(0)) {
        let quiet = big(tempted.false_alarm);
        let apart = big(tempted.detect) - &quiet;
        if apart <= BigRational::zero() {
            return None;
        }
        let rent = (&one - &quiet) * big(tempted.temptation) / apart;
        let with: Vec<_> =
            sets.iter().map(|(rents, none)| (rents + &rent, none * &quiet)).collect();
        sets.extend(with);
    }
    let needed = sets.into_iter().skip(1).map(|(rents, quiet)| rents / (&one - quiet));
    let most = needed.max().unwrap_or_else(BigRational::zero);
    let parts = most * BigRational::from_integer(1_000_000_000.into());
    parts.round().to_integer().to_i64().map(Billionths)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Temptations, detection and false alarms in millionths, and the liquidity that a linear programme
    /// finds.
    type Row = (&'static [i128], &'static [i128], &'static [i128], f64);

    const ROWS: [Row; 7] = [
        (&[935252, 281495], &[692471, 551990], &[17065, 349712], 2.27965666179487),
        (&[982906, 1953535], &[624973, 678543], &[314187, 295481], 6.3515384370066705),
        (&[1422527, 1766159], &[894127, 393509], &[79561, 313407], 22.0489542969833),
        (
            &[995962, 245195, 480654, 1853673],
            &[493683, 844391, 410954, 194327],
            &[46762, 130665, 332772, 39675],
            18.036933221027525,
        ),
        (
            &[1873871, 1431617, 669868, 1064431],
            &[608996, 495016, 642147, 772865],
            &[87132, 312354, 332433, 24859],
            11.501374040011964,
        ),
        (&[1422527, 1766159], &[894127, 393509], &[79561, 313407], 22.0489542969833),
        (&[1473492, 202159], &[409260, 485303], &[176177, 152833], 6.3217721323122165),
    ];

    #[test]
    fn sets_agree_with_linear_programmes() {
        let millionths = |number: i128| Rational::new(number, 1_000_000);
        for (temptations, detect, false_alarm, expected) in ROWS {
            let tempted = (0..temptations.len()).map(|place| Tempted {
                temptation: millionths(temptations[place]),
                detect: millionths(detect[place]),
                false_alarm: millionths(false_alarm[place]),
            });
            let found = together(&tempted.collect::<Vec<_>>()).expect("an end");
            let found = found.to_f64();
            assert!((found - expected).abs() < 1e-4 * expected, "{found} {expected}");
        }
    }

    #[test]
    fn certain_alarms_ask_for_the_sum_of_temptations() {
        let sure = |temptation: i128| Tempted {
            temptation: temptation.into(),
            detect: 1.into(),
            false_alarm: 0.into(),
        };
        assert_eq!(together(&[sure(2), sure(3), sure(0)]), Some(Billionths::nearest(5.0)));
        assert_eq!(together(&[]), Some(Billionths(0)));
        let blind = Tempted { detect: 0.into(), ..sure(1) };
        assert_eq!(together(&[sure(2), blind]), None);
    }
}
