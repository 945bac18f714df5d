//! Numbers with the span ranges give them.

use serde::{Deserialize, Serialize};

use crate::exact::Exact;

/// A number and its span: the smallest and the largest value while every range it rests on runs
/// through its values by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Span {
    /// The smallest value.
    pub low: Exact,
    /// The value with all ranges at their modes.
    pub at: Exact,
    /// The largest value.
    pub high: Exact,
}

impl Span {
    /// Whether it can take one value only.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }
}

/// What it takes, and its span; nothing where no amount is enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Need {
    /// The least it can take.
    pub low: Option<Exact>,
    /// What it takes with all ranges at their modes.
    pub at: Option<Exact>,
    /// The most it can take.
    pub high: Option<Exact>,
}

impl Need {
    /// Whether ranges leave it where it is.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }
}
