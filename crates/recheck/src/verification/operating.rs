//! Where a signal would best be cut, found again to nine decimals but for the last.

use detente_finding::{Billionths, OperatingPoint};
use detente_model::Rational;
use detente_model::number::to_float;

/// What is said, if it is so; otherwise what was found.
pub(super) fn point(
    temptation: Rational,
    detect: Rational,
    false_alarm: Rational,
    said: Option<OperatingPoint>,
) -> Option<OperatingPoint> {
    let inside = false_alarm > 0.into() && detect < 1.into() && false_alarm < detect;
    let apart = to_float(&detect) - to_float(&false_alarm);
    if !inside || apart <= 0.0 {
        // The floats of two numbers may be the same; what is said of them cannot be checked.
        return said.filter(|_| inside);
    }
    let half = (score(to_float(&detect)) - score(to_float(&false_alarm))) / 2.0;
    let (finds, alarms) = (above(-half), above(half));
    let liquidity = to_float(&temptation) / (finds - alarms);
    if !liquidity.is_finite() || liquidity > 1e9 {
        return said.filter(|said| said.liquidity.to_f64() > 0.99e9);
    }
    let found = OperatingPoint {
        separation: Billionths::nearest(2.0 * half),
        detect: Billionths::nearest(finds),
        false_alarm: Billionths::nearest(alarms),
        liquidity: Billionths::nearest(liquidity),
    };
    let near = |a: Billionths, b: Billionths| {
        let most = 2 + (a.0.unsigned_abs() >> 26);
        a.0.abs_diff(b.0) <= most
    };
    match said {
        Some(said)
            if near(said.separation, found.separation)
                && near(said.detect, found.detect)
                && near(said.false_alarm, found.false_alarm)
                && near(said.liquidity, found.liquidity) =>
        {
            Some(said)
        }
        _ => Some(found),
    }
}

/// The probability that a standard normal number is above a score.
fn above(score: f64) -> f64 {
    libm::erfc(score / libm::sqrt(2.0)) / 2.0
}

/// The score below which a standard normal number lies with this probability, in ever smaller steps.
fn score(share: f64) -> f64 {
    let (mut at, mut step) = (0.0, 32.0);
    while step > 1e-15 {
        // As long as more than `1 - share` lies above, the score is higher.
        at += if above(-at) < share { step } else { -step };
        step /= 2.0;
    }
    at
}
