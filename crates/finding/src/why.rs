//! The answer to "why does this state hold, or not?": every threat and how it is answered.

use serde::{Deserialize, Serialize};

use crate::stability::{Concept, PartyVerdicts, Simultaneity, StateCard, StateReference};

/// Why does this state hold, or not?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct WhyQuestion {
    /// The state.
    pub state: StateReference,
    /// The reading, by id; needed if there are several.
    pub reading: Option<String>,
    /// The party, by id; all of them if left out.
    pub party: Option<String>,
    /// The concepts asked about; all of them if empty.
    pub concepts: Vec<Concept>,
    /// Who takes part in simultaneous answers.
    pub sim: Simultaneity,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many threats to tell per party and concept, at most.
    pub threats: usize,
}

impl Default for WhyQuestion {
    fn default() -> Self {
        WhyQuestion {
            state: StateReference::default(),
            reading: None,
            party: None,
            concepts: Vec::new(),
            sim: Simultaneity::default(),
            focus: None,
            strict: false,
            threats: 6,
        }
    }
}

/// Why a state holds, or not.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct WhyAnswer {
    /// The reading, by id.
    pub reading: String,
    /// Parties for which the reading gives no preference: they count as indifferent.
    pub missing_preferences: Vec<String>,
    /// All options, by id, in the order of the levels of the state.
    pub options: Vec<String>,
    /// The state.
    pub state: StateCard,
    /// The concepts answered for, in the order of [`Concept::ALL`].
    pub concepts: Vec<Concept>,
    /// Why [`Concept::Sim`] was left out, where it was asked for.
    pub sim_too_large: Option<String>,
    /// The parties asked about, in the order of the dossier: their verdicts with their threats.
    pub parties: Vec<PartyVerdicts>,
    /// How many ranks each of these parties tells apart among the feasible states in scope.
    pub ranks: Vec<u32>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}
