//! The answer to "which states are there?": a page or a sample of a set of states.

use serde::{Deserialize, Serialize};

use crate::count::Count;

/// Which states are asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateSet {
    /// Feasible states.
    #[default]
    Feasible,
    /// Packages.
    Packages,
    /// Packages that every audience accepts in the reading asked about.
    Acceptable,
}

/// Which states are there?
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct StatesQuestion {
    /// Which states.
    pub of: StateSet,
    /// The reading, by id; needed for [`StateSet::Acceptable`] if there are several.
    pub reading: Option<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// The first state listed, from 0.
    pub offset: Count,
    /// How many states to list, at most.
    pub limit: usize,
    /// Draw the states at random, all equally likely, with this seed, instead of listing them.
    pub sample: Option<u64>,
}

/// A page or a sample of a set of states.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StatesAnswer {
    /// The number of states in the set; nothing if the dispute is too large to say.
    pub total: Option<Count>,
    /// The reading asked about, by id.
    pub reading: Option<String>,
    /// The options, by id, in the order of the levels of each state.
    pub options: Vec<String>,
    /// The options that vary, by id, in the order the states are listed by: the first is compared
    /// first. Empty for a sample.
    pub order: Vec<String>,
    /// The states, each with the ids of its levels.
    pub states: Vec<StateLine>,
    /// Why there is no answer, where there is none.
    pub too_large: Option<String>,
}

/// One state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StateLine {
    /// The ids of its levels, in the order of the dossier's options.
    pub levels: Vec<String>,
    /// Whether some implausible rule flags it.
    pub implausible: bool,
}
