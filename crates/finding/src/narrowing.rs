//! How the audiences' rules narrow the space, and which of them exclude each other.
//!
//! Three measures of what one rule excludes, which answer three questions and may rank differently:
//! *first-in* (what it excludes were it the only rule), *last-in* (what it alone excludes once all
//! others are in force) and its *Shapley share* (each excluded package divided equally among the
//! audiences that reject it: what a rule adds, averaged over all orders in which rules come into
//! force). Shares add up to the packages excluded. A *minimal conflict* is a set of audiences whose
//! rules together leave nothing, while any part of it leaves something.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::fraction::{Billionths, Mixed};
use crate::space::Tally;

/// The most audiences that reject something for which logarithmic shares are told: all their
/// subsets are gone through.
pub const MOST_LOGARITHMIC: usize = 22;

/// The most parts a whole is divided into for exact Shapley shares, so that 128 bits hold them. Any
/// 64 audiences need fewer than 2^91.
pub const MOST_PARTS: u128 = 1 << 100;

/// How the rules of one reading narrow the space.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Narrowing {
    /// One line per audience, in the order of `deal.needs`.
    pub audiences: Vec<AudienceNarrowing>,
    /// Why there are no logarithmic shares, where there are none.
    pub no_log_shapley: Option<String>,
    /// Why the Shapley shares are rounded to nine decimals, where they are: the numbers of audiences
    /// that reject a package, one or more of them for each, have no common multiple up to
    /// [`MOST_PARTS`].
    pub rounded_shapley: Option<String>,
    /// If nothing is jointly acceptable: the minimal conflicts by the ids of their audiences, fewest
    /// audiences first, then in the order of `deal.needs`.
    pub conflicts: Vec<Vec<String>>,
    /// Whether these are all; if not, some with as many audiences or more may be left out.
    pub conflicts_complete: bool,
}

/// How the rule of one audience narrows the space.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AudienceNarrowing {
    /// The audience, by id.
    pub audience: String,
    /// What is left when only its rule is dropped.
    pub drop_one: Tally,
    /// Packages its rule excludes were it the only one.
    pub first_in: Count,
    /// Packages its rule alone excludes once all others are in force.
    pub last_in: Count,
    /// Its Shapley share of the packages excluded, exact unless `rounded_shapley` says why not.
    pub shapley: Mixed,
    /// Its Shapley share of the narrowing on a logarithmic scale: of ln(1 + packages) less
    /// ln(1 + jointly acceptable packages), so that halving what is left counts the same however
    /// much that is.
    pub log_shapley: Option<Billionths>,
}

impl Narrowing {
    /// Why so many audiences that reject something are too many for logarithmic shares.
    pub fn too_many(rejecting: usize) -> Option<String> {
        (rejecting > MOST_LOGARITHMIC).then(|| {
            format!(
                "{rejecting} audiences reject something; all sets of at most {MOST_LOGARITHMIC} \
                 are gone through"
            )
        })
    }

    /// Why shares are rounded, if they are.
    pub fn rounded(rounded: bool) -> Option<String> {
        rounded.then(|| {
            "exact shares would be fractions of more than 2^100 parts; they are told to nine decimals"
                .to_string()
        })
    }
}
