//! Where a signal would best be cut: the same instrument, more alarms or fewer.
//!
//! If the signal behind an alarm is normal with the same spread whether there is a breach or not, one
//! pair (p, q) gives the whole curve: p = Φ(Φ⁻¹(q) + d), d = Φ⁻¹(p) − Φ⁻¹(q). b / (p − q) is least where
//! p − q is greatest, half way between the two means: p = Φ(d/2), q = Φ(−d/2) (Youden 1950). The one
//! place of this lens where floats are unavoidable; through `libm`, to nine decimals.

use detente_finding::{Billionths, OperatingPoint};
use detente_model::Rational;
use detente_model::number::to_float;

/// The point; nothing unless 0 < q < p < 1, for other pairs tell nothing of the curve.
pub(super) fn point(
    temptation: Rational,
    detect: Rational,
    false_alarm: Rational,
) -> Option<OperatingPoint> {
    let (none, all) = (Rational::from(0), Rational::from(1));
    if !(none < false_alarm && false_alarm < detect && detect < all) {
        return None;
    }
    let separation = quantile(to_float(&detect)) - quantile(to_float(&false_alarm));
    let (finds, alarms) = (normal(separation / 2.0), normal(-separation / 2.0));
    let liquidity = to_float(&temptation) / (finds - alarms);
    // Pairs that differ in the last digits only would need more than can be said to nine decimals.
    let sound = separation.is_finite() && liquidity.is_finite() && liquidity <= 1e9;
    sound.then(|| OperatingPoint {
        separation: Billionths::nearest(separation),
        detect: Billionths::nearest(finds),
        false_alarm: Billionths::nearest(alarms),
        liquidity: Billionths::nearest(liquidity),
    })
}

/// Φ.
fn normal(at: f64) -> f64 {
    0.5 * libm::erfc(-at / std::f64::consts::SQRT_2)
}

/// Φ⁻¹ by bisection, as far as floats can tell.
fn quantile(share: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..120 {
        let middle = (low + high) / 2.0;
        if normal(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_tables() {
        for (share, value) in [(0.5, 0.0), (0.975, 1.959963984540054), (0.001, -3.090232306167813)]
        {
            assert!((quantile(share) - value).abs() < 1e-12, "{share}");
        }
    }

    #[test]
    fn the_cut_is_better_than_its_neighbours() {
        let point = point(Rational::from(1), Rational::new(9, 10), Rational::new(2, 5));
        let point = point.expect("a curve");
        assert!(point.liquidity.to_f64() < 2.0);
        let apart = |shift: f64| {
            let half = point.separation.to_f64() / 2.0;
            normal(half + shift) - normal(-half + shift)
        };
        assert!(apart(0.0) > apart(0.01) && apart(0.0) > apart(-0.01));
    }
}
