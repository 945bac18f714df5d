//! The answer to "what would have to change in this proposal?"
//!
//! Words: the *start* is a proposal, a state, or levels of one's own; what it leaves open is free. An
//! *edit* gives some of the options it fixes another level. The *distance* of a package is the sum
//! over its edits, by the question's [`Yardstick`]. An edit is *irreducible* if it leads to an
//! acceptable package and no proper part of its changes does; the fewest changes of such an edit are
//! the *linkage*: how many options have to move together.
//!
//! The certificate: a witness for every deal and edit listed, always the first package in the order
//! of the dossier; distances, counts and irreducibility are checked by going through all packages.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::space::Tally;

/// How far apart two packages are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Yardstick {
    /// Level steps.
    #[default]
    Steps,
    /// Options changed.
    Options,
    /// Declared costs of a level step (`step-cost`, ranges at their mode); options without one cost
    /// nothing.
    Cost,
}

/// Where a refinement starts.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct StartReference {
    /// The id of a proposal or of a named state; nothing is fixed but what is set if left out.
    pub named: Option<String>,
    /// Options, by id, that are fixed at another level.
    pub set: Vec<(String, String)>,
}

/// What would have to change?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct RefineQuestion {
    /// Where it starts; without it the status quo and every proposal on record, one deal of each.
    pub from: Option<StartReference>,
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// How far apart two packages are.
    pub by: Yardstick,
    /// The parties, by id, whose options may change; all of them if empty. What the start leaves
    /// open stays free.
    pub movers: Vec<String>,
    /// Options, by id, that may not be below a level.
    pub floors: Vec<(String, String)>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many nearest deals, and how many irreducible edits, to list, at most.
    pub list: usize,
}

impl Default for RefineQuestion {
    fn default() -> Self {
        RefineQuestion {
            from: None,
            readings: Vec::new(),
            by: Yardstick::default(),
            movers: Vec::new(),
            floors: Vec::new(),
            focus: None,
            strict: false,
            list: 6,
        }
    }
}

/// What would have to change, start by start.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RefineAnswer {
    /// A distance of 1 is written as this number: distances are whole numbers of such parts.
    pub scale: Count,
    /// Options, by id, that some start fixes and that cost nothing for want of a `step-cost`.
    pub without_cost: Vec<String>,
    /// The options that make a deal, by id.
    pub deal_options: Vec<String>,
    /// What all would accept, reading by reading; none if the dispute does not say what a deal is.
    pub readings: Vec<RefineReading>,
    /// The starts: the one asked about, or the status quo and the proposals.
    pub starts: Vec<StartLine>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// What all would accept in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RefineReading {
    /// The reading, by id.
    pub reading: String,
    /// Audiences, by id, that lack a rule and so accept everything.
    pub missing_rules: Vec<String>,
    /// What all accept.
    pub joint: Count,
}

/// What a start is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartKind {
    /// A proposal on record.
    Proposal,
    /// A named state.
    State,
    /// Levels of one's own.
    Own,
}

/// One start.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StartLine {
    /// What it is.
    pub kind: StartKind,
    /// The proposal or state, by id.
    pub named: Option<String>,
    /// The options it fixes, by id, each with its level; in the order of the dossier.
    pub fixes: Vec<(String, String)>,
    /// The packages that keep to what it fixes, whoever accepts them.
    #[serde(default)]
    pub completions: Count,
    /// What lies nearest to it, reading by reading.
    pub refinements: Vec<Refinement>,
}

/// What lies nearest to a start in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Refinement {
    /// The reading, by id.
    pub reading: String,
    /// Packages all accept that keep to the movers and the floors.
    pub allowed: Count,
    /// The nearest of them; nothing if there are none.
    pub nearest: Option<NearestPackages>,
}

/// The nearest packages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NearestPackages {
    /// Their distance, in parts of the answer's scale.
    pub distance: Count,
    /// How many there are.
    pub tally: Tally,
    /// How many different edits lead to them.
    pub edits: Count,
    /// The parties, by id, of whose options each of these edits changes some.
    pub must_move: Vec<String>,
    /// The parties, by id, of whose options some of these edits change some, and others none.
    pub may_move: Vec<String>,
    /// The fewest options that have to change together.
    pub linkage: usize,
    /// How many packages and deals there are at the least distances; not told in the library of
    /// proposals.
    pub distances: Vec<DistanceLine>,
    /// The nearest deals, and where more are asked for those at the next distances: by distance, then
    /// in the order of the deal options and their levels.
    pub deals: Vec<NearestDeal>,
    /// Deals at the least distance that are not listed.
    pub deals_left_out: Count,
    /// Irreducible edits; not asked for in the library of proposals.
    pub irreducible: Option<Irreducible>,
}

/// How many distances are told.
pub const DISTANCES: usize = 5;

/// What lies at a distance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DistanceLine {
    /// The distance, in parts of the answer's scale.
    pub distance: Count,
    /// The packages at it, and the deals none of whose packages is nearer.
    pub tally: Tally,
}

/// One of the nearest deals.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NearestDeal {
    /// The distance of its nearest package, in parts of the answer's scale.
    pub distance: Count,
    /// The level of each deal option, by id.
    pub levels: Vec<String>,
    /// Packages behind it at this distance.
    pub packages: Count,
    /// The first of those packages, the level of every option in the order of the dossier.
    pub witness: Vec<String>,
    /// What changes from the start to the witness.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Edit {
    /// The option, by id.
    pub option: String,
    /// Its level at the start.
    pub from: String,
    /// Its new level.
    pub to: String,
    /// Who controls it, by id.
    pub party: String,
}

/// Edits of which no part would do.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Irreducible {
    /// How many there are; nothing if that is too large to find.
    pub count: Option<Count>,
    /// Whose options they change: every set of parties, by id, with the edits that change options of
    /// all of them and of nobody else; small sets first, then in the order of the dossier. An edit by
    /// several is an *exchange*: both sides give, and neither side's part would do.
    pub by_parties: Vec<PartiesLine>,
    /// The cheapest of them; of equal cost in the order of the new levels, as in the dossier.
    pub edits: Vec<IrreducibleEdit>,
    /// Whether these are all.
    pub complete: bool,
    /// Why they are not told, where they are not.
    pub too_large: Option<String>,
}

/// Irreducible edits that change options of the same parties.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PartiesLine {
    /// The parties, by id, in the order of the dossier; none for the edit that changes nothing.
    pub parties: Vec<String>,
    /// How many edits.
    pub edits: Count,
}

/// One irreducible edit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct IrreducibleEdit {
    /// Its distance, in parts of the answer's scale.
    pub distance: Count,
    /// What changes.
    pub edits: Vec<Edit>,
    /// The first package it leads to, the level of every option in the order of the dossier.
    pub witness: Vec<String>,
}
