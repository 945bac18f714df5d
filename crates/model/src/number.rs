//! Exact numbers: what a dossier writes in decimals is computed with as a rational.
//!
//! A number is at most [`LARGEST`] in size with at most [`DECIMALS`] places, so that a product of
//! two of them and a sum of a million such products still fit 128 bits.

use num_rational::Ratio;
use num_traits::Signed;

/// An exact rational number.
pub type Rational = Ratio<i128>;

/// The largest magnitude a dossier may write.
pub const LARGEST: i128 = 1_000_000;

/// The largest number of decimal places a dossier may write.
pub const DECIMALS: usize = 9;

/// Why a text is not a number a dossier may write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotANumber {
    /// Not a plain decimal such as `-0.25`.
    NotDecimal,
    /// More than [`DECIMALS`] places.
    TooFine,
    /// Larger than [`LARGEST`] in size.
    TooLarge,
}

impl std::fmt::Display for NotANumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotANumber::NotDecimal => {
                f.write_str("expected a plain decimal number such as `-0.25`")
            }
            NotANumber::TooFine => write!(f, "a number may have at most {DECIMALS} decimal places"),
            NotANumber::TooLarge => write!(f, "a number may be at most {LARGEST} in size"),
        }
    }
}

impl std::error::Error for NotANumber {}

/// Reads a plain decimal exactly: `2`, `-0.25`, `1_000`.
///
/// # Errors
/// When the text is no plain decimal (no exponents, no infinities), is too fine or too large.
pub fn parse_decimal(text: &str) -> Result<Rational, NotANumber> {
    let clean: String = text.chars().filter(|&c| c != '_').collect();
    let (negative, digits) = match clean.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, clean.strip_prefix('+').unwrap_or(&clean)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
        return Err(NotANumber::NotDecimal);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > DECIMALS {
        return Err(NotANumber::TooFine);
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > 7 {
        return Err(NotANumber::TooLarge);
    }
    let parse = |s: &str| if s.is_empty() { Ok(0) } else { s.parse::<i128>() };
    let scale = 10_i128.pow(fraction.len() as u32);
    let size = parse(whole).and_then(|w| parse(fraction).map(|f| w * scale + f));
    let size = Rational::new(size.map_err(|_| NotANumber::NotDecimal)?, scale);
    if size > Rational::from(LARGEST) {
        return Err(NotANumber::TooLarge);
    }
    Ok(if negative { -size } else { size })
}

/// Rounds a finite float to nine decimal places, exactly representable in a dossier.
///
/// # Panics
/// When the value is not finite or larger than [`LARGEST`]; draws stay inside declared ranges.
pub fn from_float(value: f64) -> Rational {
    assert!(value.is_finite() && value.abs() <= 1e6, "draws stay inside declared ranges");
    Rational::new((value * 1e9).round() as i128, 1_000_000_000)
}

/// The nearest float.
pub fn to_float(value: &Rational) -> f64 {
    *value.numer() as f64 / *value.denom() as f64
}

/// Writes a number as a plain decimal, exactly where it has a finite expansion of at most nine
/// places, otherwise rounded to nine.
pub fn format_decimal(value: &Rational) -> String {
    let units = (value.abs() * Rational::from(1_000_000_000)).round().to_integer();
    let (whole, fraction) = (units / 1_000_000_000, units % 1_000_000_000);
    let sign = if value.is_negative() && units != 0 { "-" } else { "" };
    let fraction = format!("{fraction:09}");
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        digits => format!("{sign}{whole}.{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_survive_a_round_trip() {
        for text in ["0", "2", "-0.25", "0.000000001", "1000000", "-12.5"] {
            assert_eq!(format_decimal(&parse_decimal(text).unwrap()), text);
        }
        assert_eq!(parse_decimal("1_000.50").unwrap(), Rational::new(2001, 2));
    }

    #[test]
    fn what_is_no_plain_decimal_is_refused() {
        for text in ["", ".", "1.", ".5", "1e3", "inf", "nan", "--1", "1.2.3", "٣"] {
            assert_eq!(parse_decimal(text), Err(NotANumber::NotDecimal), "{text}");
        }
        assert_eq!(parse_decimal("1000000.1"), Err(NotANumber::TooLarge));
        assert_eq!(parse_decimal("99999999999999999999"), Err(NotANumber::TooLarge));
        assert_eq!(parse_decimal("0.1234567891"), Err(NotANumber::TooFine));
    }
}
