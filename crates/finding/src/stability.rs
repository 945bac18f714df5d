//! The answer of the stability lens: which states hold, under which kind of foresight.
//!
//! Words: a party's *improvement* is a move to a state it ranks higher; a *threat* to a state is an
//! improvement somebody has from it; the threat is *sanctioned* if the others have an answer that
//! leaves the party no better than it was. A state is *stable* for a party under a concept if each
//! of its threats is sanctioned in the way the concept asks for; an *equilibrium* is stable for all.
//!
//! The certificate: counts per party and concept, the histogram of states by the concepts they hold
//! under ([`PatternLine`], adding up to the feasible states), and for every listed state and verdict
//! the threat that decides it, with the moves that answer it.

use serde::{Deserialize, Serialize};

use crate::count::Count;

/// What a party reckons with before it leaves a state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concept {
    /// With nothing: it leaves if it has an improvement (Nash 1950).
    Nash,
    /// With improvements of the others, and with its own way out (Rego and Vieira 2017).
    Sseq,
    /// With improvements of the others (Fraser and Hipel 1979).
    Seq,
    /// With any moves of the others, and with its own way out (Howard 1971).
    Smr,
    /// With any moves of the others (Howard 1971).
    Gmr,
    /// With improvements the others make at the same time (Fraser and Hipel 1979).
    Sim,
}

impl Concept {
    /// All of them, the strictest first.
    pub const ALL: [Concept; 6] =
        [Concept::Nash, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr, Concept::Sim];

    /// Its short name in findings and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Concept::Nash => "nash",
            Concept::Sseq => "sseq",
            Concept::Seq => "seq",
            Concept::Smr => "smr",
            Concept::Gmr => "gmr",
            Concept::Sim => "sim",
        }
    }
}

/// Which of the others take part in simultaneous answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Simultaneity {
    /// Those for whom the state is otherwise unstable; a state that is stable by [`Concept::Nash`] or
    /// [`Concept::Seq`] is stable (Fraser and Hipel 1984).
    #[default]
    FraserHipel,
    /// All who have an improvement (as the program GMCR+ reads it).
    GmcrPlus,
}

/// A state: a named one, a proposal with the rest as at the status quo, or the status quo; and what
/// is different from it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct StateReference {
    /// The id of a named state or of a proposal; the status quo if left out.
    pub named: Option<String>,
    /// Options, by id, that are at another level.
    pub set: Vec<(String, String)>,
}

/// A concept for one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PartyConcept {
    /// The party, by id.
    pub party: String,
    /// What it reckons with.
    pub concept: Concept,
}

/// Which states would hold?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct StabilityQuestion {
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// The concepts asked about; all of them if empty.
    pub concepts: Vec<Concept>,
    /// Who takes part in simultaneous answers.
    pub sim: Simultaneity,
    /// A concept for each party, for equilibria in which parties differ; none if empty.
    pub profile: Vec<PartyConcept>,
    /// How many of the states that hold under most concepts to list, at most.
    pub list: usize,
}

impl Default for StabilityQuestion {
    fn default() -> Self {
        StabilityQuestion {
            readings: Vec::new(),
            focus: None,
            strict: false,
            concepts: Vec::new(),
            sim: Simultaneity::default(),
            profile: Vec::new(),
            list: 8,
        }
    }
}

/// Which states hold, reading by reading.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StabilityAnswer {
    /// Level combinations in scope; nothing beyond 2^128.
    pub raw: Option<Count>,
    /// Feasible states in scope.
    pub feasible: Option<Count>,
    /// Packages in scope, where the dispute says what a deal is.
    pub packages: Option<Count>,
    /// All options, by id, in the order of the levels of each state.
    pub options: Vec<String>,
    /// The concepts answered for, in the order of [`Concept::ALL`].
    pub concepts: Vec<Concept>,
    /// Why [`Concept::Sim`] was left out, where it was asked for.
    pub sim_too_large: Option<String>,
    /// The states looked at closely: the status quo, named states, proposals with the rest as at
    /// the status quo; then those that hold under most concepts in most readings, then, half as many
    /// at most, packages accepted by all in some reading that do. A reading in which a state holds
    /// under every concept counts twice.
    pub states: Vec<StateCard>,
    /// One entry per reading asked about, in the order of the dossier.
    pub readings: Vec<ReadingStability>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// A state and what it is known as.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StateCard {
    /// The ids of its levels, in the order of the dossier's options.
    pub levels: Vec<String>,
    /// The named states it is, by id.
    pub named: Vec<String>,
    /// The proposals it is, with the rest as at the status quo, by id.
    pub proposals: Vec<String>,
    /// Whether it is the status quo.
    pub status_quo: bool,
    /// Whether it is a package.
    pub package: bool,
    /// The readings in which it is a package that every audience accepts, by id.
    pub accepted_under: Vec<String>,
    /// Whether some implausible rule flags it.
    pub implausible: bool,
    /// Options at another level than at the status quo; nothing without a status quo.
    pub changed: Option<usize>,
}

/// Which states hold in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReadingStability {
    /// The reading, by id.
    pub reading: String,
    /// An earlier reading that gives every party the same preference: the same states hold.
    pub same_as: Option<String>,
    /// Parties for which it gives no preference: they count as indifferent.
    pub missing_preferences: Vec<String>,
    /// For whom each state is stable, party by party, in the order of the dossier.
    pub parties: Vec<PartyStability>,
    /// The equilibria per concept, in the order of the answer's concepts.
    pub equilibria: Vec<EquilibriumCount>,
    /// The equilibria under the profile, where one was asked about.
    pub profile: Option<Held>,
    /// Feasible states by the concepts under which they are equilibria, the most concepts first; they
    /// add up to all.
    pub patterns: Vec<PatternLine>,
    /// What holds of each proposal, in the order of the dossier.
    pub proposals: Vec<ProposalStability>,
    /// The verdicts on the answer's states, in their order.
    pub verdicts: Vec<StateVerdicts>,
    /// The states around the status quo.
    pub neighbourhood: Option<Neighbourhood>,
}

/// How many states are stable for one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PartyStability {
    /// The party, by id.
    pub party: String,
    /// How many ranks it tells apart among the feasible states.
    pub ranks: u32,
    /// Feasible states stable for it, per concept, in the order of the answer's concepts.
    pub stable: Vec<Count>,
}

/// How many equilibria there are under one concept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct EquilibriumCount {
    /// The concept.
    pub concept: Concept,
    /// Its equilibria.
    #[serde(flatten)]
    pub held: Held,
}

/// A number of equilibria and what they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Held {
    /// Feasible states.
    pub states: Count,
    /// Packages among them, where the dispute says what a deal is.
    pub packages: Option<Count>,
    /// Packages among them that every audience accepts in the reading.
    pub acceptable: Option<Count>,
}

/// Feasible states that are equilibria under exactly these concepts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PatternLine {
    /// The concepts.
    pub concepts: Vec<Concept>,
    /// How many there are.
    pub states: Count,
}

/// What holds of a proposal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProposalStability {
    /// The proposal, by id.
    pub proposal: String,
    /// Feasible states in scope that complete it.
    pub completions: Count,
    /// Those that are equilibria, per concept, in the order of the answer's concepts.
    pub equilibria: Vec<Count>,
}

/// The verdicts on one state.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StateVerdicts {
    /// The concepts under which it is an equilibrium.
    pub equilibrium: Vec<Concept>,
    /// Party by party, in the order of the dossier.
    pub parties: Vec<PartyVerdicts>,
}

/// The verdicts on one state for one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PartyVerdicts {
    /// The party, by id.
    pub party: String,
    /// The rank of the state for it, 1 for the worst; ties share a rank.
    pub rank: u32,
    /// States it can move to.
    pub moves: usize,
    /// Those of them that it ranks higher.
    pub improvements: usize,
    /// One verdict per concept, in the order of the answer's concepts.
    pub concepts: Vec<Verdict>,
}

/// Whether a state is stable for a party under a concept, and what decides it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// The concept.
    pub concept: Concept,
    /// Whether the state is stable.
    pub stable: bool,
    /// How far the verdict is from turning, in the party's ranks: the state's rank less the rank the
    /// best of its moves is sure of. Negative where the state is unstable; nothing where the party
    /// has no move, and under [`Concept::Sim`].
    pub margin: Option<i64>,
    /// The threats told, the most promising first: in a stability answer the first of them that is
    /// not sanctioned, or else the first. None where the party has no improvement, under
    /// [`Concept::Sim`] where [`Concept::Nash`] or [`Concept::Seq`] settles it, and where looking for
    /// simultaneous answers takes too long.
    pub threats: Vec<Threat>,
}

/// An improvement a party has, and how the others answer it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Threat {
    /// The improvement.
    pub improvement: Move,
    /// The rank, for the party, of the state it leads to.
    pub rank: u32,
    /// The moves of the others that make up the sanction: one after the other, or under
    /// [`Concept::Sim`] all at once, from the state asked about. Empty if there is no sanction.
    pub answer: Vec<Move>,
    /// The rank the party is left with at the end of the answer, its own best way out included under
    /// [`Concept::Smr`] and [`Concept::Sseq`]; without an answer the least it is sure of.
    pub left_with: u32,
}

/// One move: a party changes some of its options.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Move {
    /// Who moves, by id.
    pub party: String,
    /// The options it changes, by id, each with its new level; in the order of the dossier.
    pub changes: Vec<(String, String)>,
}

/// A few states around the status quo and the improvements between them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Neighbourhood {
    /// The states, the status quo first; at most 60.
    pub states: Vec<Neighbour>,
    /// Every improvement between two of them: from, to, and the party, by id.
    pub improvements: Vec<(usize, usize, String)>,
    /// Whether these are all states that improvements lead to from the status quo.
    pub complete: bool,
}

/// One state of a neighbourhood.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Neighbour {
    /// The ids of its levels, in the order of the dossier's options.
    pub levels: Vec<String>,
    /// Improvements, at least, from the status quo; nothing if improvements alone do not lead there.
    pub distance: Option<u32>,
    /// The concepts under which it is an equilibrium.
    pub equilibrium: Vec<Concept>,
}
