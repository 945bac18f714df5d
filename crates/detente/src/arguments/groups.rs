//! Arguments that several commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente::{StartReference, StateReference};

use super::values::pair;

/// Which dossier, and which part of it.
#[derive(Args, Debug)]
pub(crate) struct Scope {
    /// The folder of the dossier
    pub(crate) dossier: PathBuf,
    /// Only the options of this focus vary
    #[arg(long, value_name = "FOCUS")]
    pub(crate) focus: Option<String>,
    /// Count implausible combinations as impossible
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Which readings.
#[derive(Args, Debug)]
pub(crate) struct Readings {
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) named: Vec<String>,
}

/// Where a question about a proposal starts.
#[derive(Args, Debug)]
pub(crate) struct Start {
    /// A proposal on record, or a named state; the status quo and all proposals if left out
    #[arg(value_name = "STATE-OR-PROPOSAL")]
    state: Option<String>,
    /// An option of it at another level (may be given several times); without a proposal or state
    /// these levels are the proposal
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    set: Vec<(String, String)>,
}

impl Start {
    /// The start, if one is given.
    pub(crate) fn reference(&self) -> Option<StartReference> {
        let given = self.state.is_some() || !self.set.is_empty();
        given.then(|| StartReference { named: self.state.clone(), set: self.set.clone() })
    }
}

/// Which state.
#[derive(Args, Debug)]
pub(crate) struct State {
    /// A named state, or a proposal with the rest as at the status quo
    state: Option<String>,
    /// An option of it at another level (may be given several times)
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    set: Vec<(String, String)>,
}

impl State {
    /// The state; the status quo if none is given.
    pub(crate) fn reference(&self) -> StateReference {
        StateReference { named: self.state.clone(), set: self.set.clone() }
    }

    /// The state, if one is given.
    pub(crate) fn given(&self) -> Option<StateReference> {
        let given = self.state.is_some() || !self.set.is_empty();
        given.then(|| self.reference())
    }
}

/// Draws of everything uncertain.
#[derive(Args, Debug)]
pub(crate) struct Draws {
    /// How many draws of the uncertain numbers and rules to make, at most 10,000; 0 for none
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(crate) draws: u32,
    /// The seed of the draws
    #[arg(long, default_value_t = 1, value_name = "SEED")]
    pub(crate) seed: u64,
}

/// Who takes part in simultaneous answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Sim {
    /// Those for whom the state is otherwise unstable (Fraser and Hipel)
    FraserHipel,
    /// All who have an improvement (as in GMCR+)
    GmcrPlus,
}
