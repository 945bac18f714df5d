//! Numbers that are not whole, written without loss: exact shares, and logarithms to nine decimals.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::count::Count;

/// An exact number of packages that need not be whole: `764,779 31/35`.
///
/// The fraction is in lowest terms and below one; of a whole number it is `0/1`. Whole part and
/// fraction stand apart because one numerator over one denominator outgrows 128 bits where the
/// number itself does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Mixed {
    /// The whole part.
    pub whole: Count,
    /// What the fraction counts.
    pub numerator: Count,
    /// Of how many parts.
    pub denominator: Count,
}

impl Mixed {
    /// The nearest whole number, a half upwards.
    pub fn rounded(self) -> Count {
        let up = self.numerator.0 >= self.denominator.0.div_ceil(2) && self.numerator.0 > 0;
        Count(self.whole.0 + u128::from(up))
    }

    /// The nearest number a measure can hold.
    pub fn to_f64(self) -> f64 {
        self.whole.0 as f64 + self.numerator.0 as f64 / self.denominator.0 as f64
    }
}

impl Default for Mixed {
    fn default() -> Mixed {
        Mixed { whole: Count(0), numerator: Count(0), denominator: Count(1) }
    }
}

impl PartialOrd for Mixed {
    fn partial_cmp(&self, other: &Mixed) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Mixed {
    fn cmp(&self, other: &Mixed) -> Ordering {
        let fraction = |mixed: &Mixed| (mixed.numerator.0, mixed.denominator.0);
        self.whole.cmp(&other.whole).then_with(|| order(fraction(self), fraction(other)))
    }
}

/// Compares two fractions by their continued fractions: cross products may outgrow 128 bits.
fn order((a, b): (u128, u128), (c, d): (u128, u128)) -> Ordering {
    let rest = |_| match (a % b, c % d) {
        (0, 0) => Ordering::Equal,
        (0, _) => Ordering::Less,
        (_, 0) => Ordering::Greater,
        (left, right) => order((d, right), (b, left)),
    };
    Some((a / b).cmp(&(c / d))).filter(|order| order.is_ne()).unwrap_or_else(|| rest(()))
}

impl fmt::Display for Mixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.numerator.is_zero() {
            return self.whole.fmt(f);
        }
        write!(f, "{} {}/{}", self.whole, self.numerator.0, self.denominator.0)
    }
}

/// A number to nine decimals, held as whole billionths so that it is equal or not; in JSON a
/// decimal: `3.561912524`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Billionths(pub i64);

impl Billionths {
    /// The nearest number to nine decimals.
    pub fn nearest(number: f64) -> Billionths {
        Billionths((number * 1e9).round() as i64)
    }

    /// The number.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl Serialize for Billionths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

impl<'de> Deserialize<'de> for Billionths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        let read = Billionths::nearest(number);
        // Digits beyond the ninth would be lost, and a changed digit pass unseen.
        if read.to_f64() == number {
            Ok(read)
        } else {
            Err(serde::de::Error::custom("a number has more than nine decimals"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(whole: u128, numerator: u128, denominator: u128) -> Mixed {
        Mixed { whole: Count(whole), numerator: Count(numerator), denominator: Count(denominator) }
    }

    #[test]
    fn shares_are_rounded_ordered_and_written() {
        assert_eq!(mixed(7, 1, 2).rounded(), Count(8));
        assert_eq!(mixed(7, 1, 3).rounded(), Count(7));
        assert_eq!(Mixed::default().rounded(), Count(0));
        assert_eq!(mixed(764_779, 31, 35).to_string(), "764,779 31/35");
        assert_eq!(mixed(5, 0, 1).to_string(), "5");
        let ascending =
            [mixed(1, 0, 1), mixed(1, 1, 3), mixed(1, 2, 5), mixed(1, 1, 2), mixed(2, 0, 1)];
        assert!(ascending.is_sorted_by(|a, b| a < b));
        let large = u128::MAX / 2;
        assert!(mixed(0, large - 1, large) < mixed(0, large, large + 1));
        assert_eq!(mixed(0, 2, 7).cmp(&mixed(0, 2, 7)), Ordering::Equal);
    }

    #[test]
    fn nine_decimals_survive_json() {
        for number in [0.0, 3.561_912_523_934_442, 88.722_839_111_673] {
            let number = Billionths::nearest(number);
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(serde_json::from_str::<Billionths>(&json).unwrap(), number);
        }
        assert_eq!(serde_json::to_string(&Billionths(3_561_912_524)).unwrap(), "3.561912524");
        assert!(serde_json::from_str::<Billionths>("3.5619125241").is_err());
    }
}
