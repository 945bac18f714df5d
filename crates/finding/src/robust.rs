//! The answer to "what would be accepted whatever the uncertain numbers are?"
//!
//! Words: an audience *surely* accepts what it accepts in every value of its ranges, held to its rule;
//! it *possibly* accepts what it accepts in some value, or where it may not hold to its rule. At
//! *modes* every range stands at its mode and an unsure rule at the likelier case. Surely acceptable
//! to all is exact. Possibly acceptable to all is exact unless audiences *share* a range: then it is an
//! upper bound, since what suits one may not suit the other at the same time.
//!
//! The certificate: a witness for every deal listed, with the number of draws that accept it; a draw
//! settles all ranges together and is a pure function of seed and number.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::ratify::DealDraws;
use crate::space::Tally;

/// What would be accepted whatever the uncertain numbers are?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct RobustQuestion {
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many draws are made.
    pub draws: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// How many deals to list, at most.
    pub list: usize,
}

impl Default for RobustQuestion {
    fn default() -> Self {
        RobustQuestion {
            readings: Vec::new(),
            focus: None,
            strict: false,
            draws: 200,
            seed: 1,
            list: 24,
        }
    }
}

/// What is accepted surely, at modes and possibly, and how often.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RobustAnswer {
    /// Packages in scope; nothing if the dispute does not say what a deal is.
    pub packages: Option<Tally>,
    /// The options that make a deal, by id.
    pub deal_options: Vec<String>,
    /// One entry per reading asked about.
    pub readings: Vec<RobustReading>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// What is accepted in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RobustReading {
    /// The reading, by id.
    pub reading: String,
    /// Audiences, by id, that lack a rule and so accept everything.
    pub missing_rules: Vec<String>,
    /// The uncertain numbers and unsure rules on which acceptance rests, by their place in the dossier.
    pub uncertain: Vec<String>,
    /// Those of them on which the acceptance of several audiences rests.
    pub shared: Vec<String>,
    /// What each audience in `deal.needs` accepts.
    pub audiences: Vec<RobustAudience>,
    /// What all accept.
    pub joint: Bounds,
    /// What all accept over draws; nothing if nothing is uncertain.
    pub draws: Option<RobustDraws>,
    /// Why there are no draws, or no counts either, where the reading is too large for them.
    pub too_large: Option<String>,
}

/// What one audience accepts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RobustAudience {
    /// The audience, by id.
    pub audience: String,
    /// How much.
    pub accepts: Bounds,
}

/// How much is accepted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Bounds {
    /// In every value of the ranges.
    pub surely: Tally,
    /// At modes.
    pub modes: Tally,
    /// In some value of the ranges.
    pub possibly: Tally,
}

/// The space over draws.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RobustDraws {
    /// The fewest, the middle and the most acceptable packages in a draw.
    pub packages: Spread,
    /// The fewest, the middle and the most acceptable deals in a draw.
    pub deals: Spread,
    /// Deals acceptable in every draw.
    pub always: Count,
    /// Deals acceptable in some draw.
    pub sometimes: Count,
    /// How often each is acceptable.
    pub shares: DealDraws,
}

/// How a number varies over draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Spread {
    /// The smallest.
    pub least: Count,
    /// The middle one; of an even number of draws the lower of the two.
    pub median: Count,
    /// The largest.
    pub most: Count,
}

impl Spread {
    /// Of these numbers; all 0 of none.
    pub fn of(mut numbers: Vec<u128>) -> Spread {
        numbers.sort_unstable();
        let at = |place: usize| Count(numbers.get(place).copied().unwrap_or(0));
        let last = numbers.len().saturating_sub(1);
        Spread { least: at(0), median: at(last / 2), most: at(last) }
    }
}
