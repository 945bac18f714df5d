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
}

impl Default for SpaceQuestion {
    fn default() -> Self {
        SpaceQuestion { readings: Vec::new(), focus: None, strict: false, deals: 200 }
    }
}

/// Why a question has no answer in this dispute: it names something that is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unanswerable {
    /// What the name should have been (`reading`, `focus`).
    pub what: &'static str,
    /// The name.
    pub name: String,
    /// The valid names.
    pub valid: Vec<String>,
}

impl std::fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Unanswerable { what, name, valid } = self;
        write!(f, "the dossier has no {what} `{name}`")?;
        if valid.is_empty() {
            return write!(f, "; it declares none");
        }
        let names: Vec<String> = valid.iter().map(|v| format!("`{v}`")).collect();
        write!(f, "; it has {}", names.join(", "))
    }
}

impl std::error::Error for Unanswerable {}
