//! The answer to "how does one get there, and who would have to move?"

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::stability::{Move, StateCard, StateReference};

/// Which moves a path may take. No party moves twice running.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Any moves.
    Moves,
    /// Improvements only: nobody moves against its own preference.
    Improvements,
    /// Any moves, but as few as can be that are no improvement for their mover.
    Mixed,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 3] = [Way::Moves, Way::Improvements, Way::Mixed];
}

/// How does one get there, and who would have to move?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct PathQuestion {
    /// Where it starts.
    pub from: StateReference,
    /// Where it leads; without it only what can be reached is said.
    pub to: Option<StateReference>,
    /// The reading, by id; needed for improvements if there are several.
    pub reading: Option<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many shortest paths, and how many states where improvements end, to list, at most.
    pub list: usize,
}

impl Default for PathQuestion {
    fn default() -> Self {
        PathQuestion {
            from: StateReference::default(),
            to: None,
            reading: None,
            focus: None,
            strict: false,
            list: 6,
        }
    }
}

/// What can be reached, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PathAnswer {
    /// The reading improvements are told by, by id.
    pub reading: String,
    /// Parties for which the reading gives no preference: they have no improvement.
    pub missing_preferences: Vec<String>,
    /// All options, by id, in the order of the levels of each state.
    pub options: Vec<String>,
    /// Where it starts.
    pub from: StateCard,
    /// Where it leads, where that was asked.
    pub to: Option<StateCard>,
    /// Feasible states in scope.
    pub feasible: Option<Count>,
    /// Other states that some sequence of moves reaches.
    pub by_moves: Option<Count>,
    /// Other states that some sequence of improvements reaches.
    pub by_improvements: Option<Count>,
    /// States where nobody has an improvement that some sequence of improvements reaches, the start
    /// among them if it is one.
    pub resting: Option<Count>,
    /// The nearest of these.
    pub resting_states: Vec<RestingState>,
    /// The shortest paths, way by way; empty if no target was asked about.
    pub ways: Vec<ShortestPaths>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// A state where improvements end.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RestingState {
    /// The state.
    pub state: StateCard,
    /// Improvements, at least, from the start.
    pub distance: u32,
    /// One shortest way there.
    pub path: Vec<PathStep>,
}

/// The shortest paths of one way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ShortestPaths {
    /// Which moves they take.
    pub way: Way,
    /// Their number of moves; nothing if no such path leads there.
    pub moves: Option<u32>,
    /// How many of these are no improvement for their mover.
    pub against_preference: Option<u32>,
    /// How many such paths there are; nothing beyond 2^128.
    pub count: Option<Count>,
    /// Some of them, in the order of their last moves: by party, then by levels, as in the dossier.
    pub paths: Vec<Vec<PathStep>>,
}

/// One move of a path.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PathStep {
    /// The move.
    #[serde(flatten)]
    pub by: Move,
    /// The rank the mover leaves.
    pub from_rank: u32,
    /// The rank the mover gets.
    pub to_rank: u32,
}
