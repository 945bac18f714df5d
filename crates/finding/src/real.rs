//! Numbers that are computed to floating-point accuracy: values, slacks, payments.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A finite number to twelve significant digits, whatever its size, so that it is equal or not and its
/// last digits do not depend on who computed it. In JSON a number: `45.5572423094`.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Default)]
pub struct Real(f64);

/// Finite by construction, and zero has one sign.
impl Eq for Real {}

impl Real {
    /// The nearest number of twelve significant digits; what is not finite becomes 0, which no lens
    /// computes from finite input.
    pub fn nearest(number: f64) -> Real {
        let rounded = format!("{number:.11e}").parse().unwrap_or(0.0);
        // Adding zero turns −0 into 0.
        Real(if f64::is_finite(rounded) { rounded + 0.0 } else { 0.0 })
    }

    /// The number.
    pub fn to_f64(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text is no number of at most twelve significant digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotReal(String);

impl fmt::Display for NotReal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no number of at most twelve significant digits", self.0)
    }
}

impl FromStr for Real {
    type Err = NotReal;

    fn from_str(text: &str) -> Result<Real, NotReal> {
        let number: f64 = text.parse().map_err(|_| NotReal(text.to_string()))?;
        let read = Real::nearest(number);
        // A changed digit beyond the twelfth must not pass unseen.
        if (read.0 - number).abs() <= 1e-15 * number.abs() {
            Ok(read)
        } else {
            Err(NotReal(text.to_string()))
        }
    }
}

impl Serialize for Real {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

impl<'de> Deserialize<'de> for Real {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        number.to_string().parse().map_err(|wrong: NotReal| serde::de::Error::custom(wrong))
    }
}

/// Many numbers in a fixed order. In JSON one text with spaces between them: a value per state in one
/// line instead of thousands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row(pub Vec<Real>);

impl Row {
    /// The nearest numbers of twelve significant digits.
    pub fn nearest(numbers: impl IntoIterator<Item = f64>) -> Row {
        Row(numbers.into_iter().map(Real::nearest).collect())
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        serializer.serialize_str(&numbers.join(" "))
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let numbers: Result<Vec<Real>, NotReal> = text.split_whitespace().map(str::parse).collect();
        let row = Row(numbers.map_err(serde::de::Error::custom)?);
        let written: Vec<String> = row.0.iter().map(ToString::to_string).collect();
        // One row, one text: else a changed byte would pass for the same numbers.
        if written.join(" ") == text {
            Ok(row)
        } else {
            Err(serde::de::Error::custom("numbers are not written in their one form"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive_json_and_have_one_form() {
        for number in [0.0, -0.0, 1.0 / 3.0, -45.557_242_309_421_16, 1e-9, 7.25e21, -3.5e-300] {
            let real = Real::nearest(number);
            let text = serde_json::to_string(&real).unwrap();
            assert_eq!(serde_json::from_str::<Real>(&text).unwrap(), real, "{text}");
            assert_eq!(real.to_string().parse::<Real>().unwrap(), real);
            assert!((real.to_f64() - number).abs() <= 1e-11 * number.abs());
        }
        assert!(Real::nearest(-0.0).to_f64().is_sign_positive());
        assert!("0.33333333333333".parse::<Real>().is_err());
        assert_eq!(Real::nearest(f64::NAN), Real::default());
    }

    #[test]
    fn rows_are_one_text() {
        let row = Row::nearest([1.5, -2.0, 1.0 / 3.0]);
        let text = serde_json::to_string(&row).unwrap();
        assert_eq!(text, "\"1.5 -2 0.333333333333\"");
        assert_eq!(serde_json::from_str::<Row>(&text).unwrap(), row);
        assert!(serde_json::from_str::<Row>("\"1.50 -2\"").is_err());
        assert_eq!(serde_json::from_str::<Row>("\"\"").unwrap(), Row::default());
    }
}
