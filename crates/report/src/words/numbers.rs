//! Numbers of findings in words: to two decimals, as percentages, in parts of a whole.

use detente_finding::{Count, Exact};
use detente_model::Rational;
use detente_model::number::format_decimal;

/// A number to two decimals at most, with thousands apart and a true minus: `1,250`, `0.67`, `−0.3`;
/// never rounded to nothing.
pub(crate) fn number(exact: Exact) -> String {
    match exact.0.numer().checked_mul(100) {
        // What is counted and priced is exact, so that halves are rounded one way everywhere.
        Some(above) => {
            let hundredths = Rational::new(above, *exact.0.denom()).round().to_integer();
            in_hundredths(hundredths, exact.0 < 0.into(), exact.0 != 0.into())
        }
        None => decimals(exact.to_f64()),
    }
}

/// The same of a number that is not exact.
pub(crate) fn decimals(number: f64) -> String {
    in_hundredths((number * 100.0).round() as i128, number < 0.0, number != 0.0)
}

fn in_hundredths(hundredths: i128, negative: bool, something: bool) -> String {
    if hundredths == 0 && something {
        let sign = if negative { "above −" } else { "under " };
        return format!("{sign}0.01");
    }
    let sign = if negative { "−" } else { "" };
    let size = hundredths.unsigned_abs();
    let whole = Count(size / 100);
    let part = format!("{:02}", size % 100);
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        digits => format!("{sign}{whole}.{digits}"),
    }
}

/// A share in per cent, never rounded to none or all.
pub(crate) fn percent(share: Rational) -> String {
    let hundredths = (share * Rational::from(100)).round().to_integer();
    let (none, all) = (Rational::from(0), Rational::from(1));
    match hundredths {
        0 if share > none => "under 1\u{a0}%".to_string(),
        100 if share < all => "over 99\u{a0}%".to_string(),
        hundredths => format!("{hundredths}\u{a0}%"),
    }
}

/// So many parts where `scale` of them make one.
pub(crate) fn parts(parts: Count, scale: Count) -> String {
    match i128::try_from(parts.0).ok().zip(i128::try_from(scale.0).ok()) {
        Some((parts, scale)) if scale > 1 => format_decimal(&Rational::new(parts, scale)),
        _ => parts.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_with_two_decimals_at_most() {
        let told = |above, below| number(Exact(Rational::new(above, below)));
        assert_eq!(told(0, 1), "0");
        assert_eq!(told(12, 1), "12");
        assert_eq!(told(-7, 4), "−1.75");
        assert_eq!(told(1, 3), "0.33");
        assert_eq!(told(5, 9), "0.56");
        assert_eq!(told(2500, 2), "1,250");
        assert_eq!(told(12_345_678, 10), "1,234,567.8");
        assert_eq!(told(1, 1000), "under 0.01");
        assert_eq!(told(-1, 1000), "above −0.01");
        assert_eq!(told(-i128::MAX, 1 << 120), "−128");
    }

    #[test]
    fn a_share_is_not_rounded_to_none_or_all() {
        assert_eq!(percent(Rational::new(1, 1000)), "under 1\u{a0}%");
        assert_eq!(percent(Rational::new(999, 1000)), "over 99\u{a0}%");
        assert_eq!(percent(Rational::new(1, 3)), "33\u{a0}%");
    }

    #[test]
    fn parts_are_exact() {
        assert_eq!(parts(Count(7), Count(20)), "0.35");
        assert_eq!(parts(Count(1200), Count(1)), "1,200");
    }
}
