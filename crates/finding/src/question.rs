//! What can be asked.

use serde::{Deserialize, Serialize};

use crate::states::StatesQuestion;

/// A question to one lens.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// How large is the dispute, and what does it rest on?
    Overview(OverviewQuestion),
    /// Which packages would every audience accept? If none: which sets of red lines would have to
    /// move?
    Space(SpaceQuestion),
    /// Which states are there?
    States(StatesQuestion),
}

/// How large is the dispute, and what does it rest on?
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct OverviewQuestion {
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
}

/// Which packages would every audience accept?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct SpaceQuestion {
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many acceptable deals to list, at most.
    pub deals: usize,
    /// How many minimal relaxation sets to list, at most.
    pub relaxations: usize,
}

impl Default for SpaceQuestion {
    fn default() -> Self {
        SpaceQuestion {
            readings: Vec::new(),
            focus: None,
            strict: false,
            deals: 200,
            relaxations: 200,
        }
    }
}

/// Why a question has no answer in this dispute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unanswerable {
    /// It names something that is not there.
    Unknown {
        /// What the name should have been (`reading`, `focus`).
        what: &'static str,
        /// The name.
        name: String,
        /// The valid names.
        valid: Vec<String>,
    },
    /// It is about one reading and does not say which.
    WhichReading {
        /// The readings there are.
        valid: Vec<String>,
    },
    /// It is about a reading and the dossier has none.
    NoReading,
}

impl std::fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quoted = |names: &[String], last: &str| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            match names.split_last() {
                Some((end, rest)) if !rest.is_empty() => {
                    format!("{} {last} {end}", rest.join(", "))
                }
                _ => names.concat(),
            }
        };
        match self {
            Unanswerable::Unknown { what, name, valid } if valid.is_empty() => {
                write!(f, "the dossier has no {what} `{name}`; it declares none")
            }
            Unanswerable::Unknown { what, name, valid } => {
                write!(f, "the dossier has no {what} `{name}`; it has {}", quoted(valid, "and"))
            }
            Unanswerable::WhichReading { valid } => {
                write!(f, "which reading? add `--reading` with {}", quoted(valid, "or"))
            }
            Unanswerable::NoReading => {
                f.write_str("the dossier has no reading: it does not say who would accept what")
            }
        }
    }
}

impl std::error::Error for Unanswerable {}
