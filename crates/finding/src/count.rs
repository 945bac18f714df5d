//! Exact counts of up to 2^128 states, safe in JSON.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest whole number every reader of JSON keeps exactly.
const LARGEST_SAFE: u128 = 1 << 53;

/// A number of states. In JSON a number up to 2^53, beyond that its digits in quotes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Count(pub u128);

impl Count {
    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The share this makes of another count; zero of nothing is zero.
    pub fn share_of(self, whole: Count) -> f64 {
        if whole.is_zero() { 0.0 } else { self.0 as f64 / whole.0 as f64 }
    }
}

impl fmt::Display for Count {
    /// Writes the digits in groups of three: `5,034,240`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let mut grouped = String::with_capacity(digits.len() * 4 / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&grouped)
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match u64::try_from(self.0) {
            Ok(small) if self.0 <= LARGEST_SAFE => serializer.serialize_u64(small),
            _ => serializer.serialize_str(&self.0.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;
        impl serde::de::Visitor<'_> for Digits {
            type Value = Count;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or its digits in quotes")
            }
            fn visit_u64<E>(self, value: u64) -> Result<Count, E> {
                Ok(Count(u128::from(value)))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Count, E> {
                text.parse().map(Count).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_survive_json_and_are_grouped_for_readers() {
        for number in [0, 7, 1000, 429_981_696, LARGEST_SAFE, LARGEST_SAFE + 1, u128::MAX] {
            let json = serde_json::to_string(&Count(number)).unwrap();
            assert_eq!(serde_json::from_str::<Count>(&json).unwrap(), Count(number));
        }
        assert_eq!(
            serde_json::to_string(&Count(LARGEST_SAFE + 1)).unwrap(),
            "\"9007199254740993\""
        );
        assert_eq!(Count(429_981_696).to_string(), "429,981,696");
        assert_eq!(Count(12).to_string(), "12");
    }
}
