//! Why the lens does not take a dispute on: limits, met before memory is taken.

use std::fmt;

use detente_finding::Count;
use detente_states::TooLarge;

use super::simultaneous::MOST_TRIES;

/// What is too large, and what would help.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Refusal(String);

impl Refusal {
    /// A party's moves are too many to write down.
    pub(crate) fn moves() -> Refusal {
        Refusal(
            "one party has too many combinations of one-way and guarded options; ask about a focus \
             in which fewer of its options vary"
                .to_string(),
        )
    }

    /// More memory than the limit would be needed.
    pub(crate) fn memory(addresses: usize, parties: usize, needed: u64, limit: u64) -> Refusal {
        let gigabytes = |bytes: u64| format!("{:.1} GB", bytes as f64 / 1e9);
        Refusal(format!(
            "{} places of states for {parties} parties would take {}, {} are allowed; ask about a \
             focus in which fewer options vary (`--focus`)",
            Count(addresses as u128),
            gigabytes(needed),
            gigabytes(limit)
        ))
    }

    /// Simultaneous answers would take too many combinations.
    pub(crate) fn tries() -> Refusal {
        Refusal(format!(
            "simultaneous answers take more than {} combinations of improvements to try; ask about a \
             focus in which fewer options vary (`--focus`)",
            Count(u128::from(MOST_TRIES))
        ))
    }
}

impl From<TooLarge> for Refusal {
    fn from(too_large: TooLarge) -> Refusal {
        Refusal(too_large.to_string())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
