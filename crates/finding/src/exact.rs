//! Exact numbers of either sign: what a state is worth, safe in JSON.

use std::fmt;

use detente_model::Rational;
use detente_model::number::to_float;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact number. In JSON a text: a whole number `12`, or a fraction in lowest terms `-7/4`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Exact(pub Rational);

impl Exact {
    /// The nearest number a measure can hold.
    pub fn to_f64(&self) -> f64 {
        to_float(&self.0)
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact(Rational::from(0))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format!("`{text}` is no number such as `-7/4`"));
        let (above, below) = text.split_once('/').unwrap_or((&text, "1"));
        let whole = |digits: &str| digits.parse::<i128>().ok().filter(|n| *n != i128::MIN);
        let (above, below) = whole(above).zip(whole(below)).ok_or_else(wrong)?;
        if below <= 0 {
            return Err(wrong());
        }
        let number = Exact(Rational::new(above, below));
        // One number, one text: else a changed byte would pass for the same number.
        if number.to_string() == text { Ok(number) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_numbers_survive_json_and_have_one_form() {
        for (above, below) in [(0, 1), (-7, 4), (12, 1), (i128::MAX, 1), (1, 3)] {
            let number = Exact(Rational::new(above, below));
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(serde_json::from_str::<Exact>(&json).unwrap(), number);
        }
        let wrong = ["1/0", "2/4", "1.5", "", "-", "1/-2", "+1", "01", "3/1"];
        for text in wrong {
            assert!(serde_json::from_str::<Exact>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }
}
