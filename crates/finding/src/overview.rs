//! The answer to "how large is the dispute, and what does it rest on?"

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::space::Tally;

/// The size of a dispute and what it rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Overview {
    /// The parties and what they control.
    pub parties: Vec<PartyLine>,
    /// The audiences of `deal.needs`, by id.
    pub needs: Vec<String>,
    /// The number of options.
    pub options: usize,
    /// The number of options that vary in the focus asked about.
    pub varying: usize,
    /// Level combinations; nothing beyond 2^128.
    pub raw: Option<Count>,
    /// Feasible states.
    pub feasible: Option<Count>,
    /// Feasible states that some implausible rule flags.
    pub implausible: Option<Count>,
    /// Packages and deals, where the dispute says what a deal is.
    pub packages: Option<Tally>,
    /// The implausible rules and how many feasible states each flags.
    pub implausible_rules: Vec<RuleLine>,
    /// The number of impossible rules.
    pub impossible_rules: usize,
    /// The readings.
    pub readings: Vec<OverviewReading>,
    /// The number of proposals on record.
    pub proposals: usize,
    /// The number of dated events.
    pub events: usize,
    /// The number of sources.
    pub sources: usize,
    /// The number of numbers given as ranges.
    pub ranges: usize,
    /// Why counts are missing, where they are.
    pub too_large: Option<String>,
}

/// One party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PartyLine {
    /// Its id.
    pub party: String,
    /// Its options, by id.
    pub options: Vec<String>,
}

/// One rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RuleLine {
    /// Its id, or its number in the dossier.
    pub rule: String,
    /// Feasible states in which it matches.
    pub matches: Count,
}

/// One reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct OverviewReading {
    /// Its id.
    pub reading: String,
    /// Audiences of `deal.needs`, or members of bodies among them, for which it gives no rule: they
    /// accept everything.
    pub missing_rules: Vec<String>,
    /// Parties for which it gives no preference.
    pub missing_preferences: Vec<String>,
}
