//! Limits: what this crate takes on, and what it says when a dispute is larger.
//!
//! Too large a dispute is an answer, never a panic: every limit is checked before memory is taken,
//! and the answer says which of them was met and what helps.

use std::fmt;

/// How much a [`crate::Space`], [`crate::Addresses`] or a [`crate::Graph`] may grow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Most nodes of a diagram (and sixteen times as many arrows between them, and four times as
    /// many words of masks).
    pub nodes: usize,
    /// Most addresses; at most 2^31 whatever is given.
    pub addresses: u64,
    /// Most states of a graph.
    pub states: usize,
}

impl Limits {
    /// Addresses are 32-bit numbers; half of them are enough for 256 MB of bitmap.
    pub(crate) const MOST_ADDRESSES: u64 = 1 << 31;
}

impl Default for Limits {
    /// Four million nodes (a few hundred megabytes), 2^31 addresses, 200,000 states of a graph.
    fn default() -> Limits {
        Limits { nodes: 4_000_000, addresses: Limits::MOST_ADDRESSES, states: 200_000 }
    }
}

/// The dispute, or what was asked of it, is larger than a limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TooLarge {
    /// There are 2^128 or more combinations of levels.
    Raw,
    /// More options vary than a diagram is built for.
    Options {
        /// How many.
        options: usize,
    },
    /// A diagram would need more nodes.
    Nodes {
        /// The limit that was met.
        limit: usize,
    },
    /// Too many sums of points would have to be told apart.
    Sums {
        /// The limit that was met.
        limit: usize,
    },
    /// What one path adds up to is remembered for at most so many scorers.
    Scorers {
        /// The number of scorers asked for.
        scorers: usize,
    },
    /// What the levels are worth adds up to 2^120 or more.
    Digits,
    /// Options and conditions taken together make more steps.
    Steps {
        /// The limit that was met.
        limit: usize,
    },
    /// There would be more addresses, or a larger table of combinations behind them.
    Addresses {
        /// How many; nothing beyond 2^128.
        needed: Option<u128>,
        /// The limit that was met.
        limit: u64,
    },
    /// A graph would have more states.
    States {
        /// How many.
        states: u128,
        /// The limit that was met.
        limit: usize,
    },
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TooLarge::Raw => f.write_str(
                "there are more than 2^128 combinations of levels; choose a focus with fewer \
                 options",
            ),
            TooLarge::Options { options } => {
                write!(f, "{options} options vary, at most 127 can; choose a focus with fewer")
            }
            TooLarge::Nodes { limit } => write!(
                f,
                "the decision diagram needs more than {limit} nodes; ask about a focus in which \
                 fewer options vary (`[focus.ID]`)"
            ),
            TooLarge::Sums { limit } => write!(
                f,
                "more than {limit} sums of points would have to be told apart; ask about one proposal, \
                 or a focus in which fewer options vary (`[focus.ID]`)"
            ),
            TooLarge::Scorers { scorers } => {
                write!(
                    f,
                    "{scorers} parties are compared at once, at most 16 can be; name fewer with \
                     `--parties`"
                )
            }
            TooLarge::Digits => f.write_str(
                "what the levels are worth has too many digits to be added up exactly; write it \
                 with fewer decimals",
            ),
            TooLarge::Steps { limit } => write!(
                f,
                "options and conditional values together make more than {limit} steps; name fewer \
                 parties with `--parties`, or ask about a focus (`[focus.ID]`)"
            ),
            TooLarge::Addresses { needed: Some(needed), limit } => {
                write!(
                    f,
                    "numbering the states takes {needed} places, {limit} are allowed; choose a focus"
                )
            }
            TooLarge::Addresses { needed: None, limit } => {
                write!(
                    f,
                    "numbering the states takes more than 2^128 places, {limit} are allowed; choose a focus"
                )
            }
            TooLarge::States { states, limit } => {
                write!(
                    f,
                    "{states} states are feasible, a graph of at most {limit} is drawn up; choose \
                     a focus in which fewer options vary (`[focus.ID]`)"
                )
            }
        }
    }
}

impl std::error::Error for TooLarge {}
