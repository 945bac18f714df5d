//! The answer to "would it be ratified at home?"
//!
//! Words: the *win-set* of a party holds the packages that its ratification tree passes and that it
//! accepts itself, if it has a veto; a package in every win-set is *ratified everywhere* (Putnam 1988).
//! What is signed and not ratified is *involuntary defection*. A *deal* is here what tells packages
//! apart for anybody who is asked, at home or in `deal.needs`.
//!
//! The certificate of a refusal: who refuses among a party's ratifiers, and the nodes of its tree that
//! fail, with the weight reached of the weight needed. Shares are of draws in which all ranges and
//! unsure rules of the dossier are drawn together; each is a pure function of seed and number.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::refine::{StartKind, StartReference};
use crate::space::Tally;

/// Would it be ratified at home?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct RatifyQuestion {
    /// What is put to the ratifiers; without it the status quo and every proposal on record.
    pub from: Option<StartReference>,
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many draws are made where something is uncertain.
    pub draws: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// How many deals to list, at most.
    pub list: usize,
}

impl Default for RatifyQuestion {
    fn default() -> Self {
        RatifyQuestion {
            from: None,
            readings: Vec::new(),
            focus: None,
            strict: false,
            draws: 200,
            seed: 1,
            list: 12,
        }
    }
}

/// Who would ratify what.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RatifyAnswer {
    /// Packages in scope; nothing if the dispute does not say what a deal is.
    pub packages: Option<Tally>,
    /// The options that tell deals apart, by id.
    pub deal_options: Vec<String>,
    /// The parties that ask somebody before they are bound, in the order of the dossier.
    pub parties: Vec<RatifyParty>,
    /// Those in `deal.needs`, by id, on whom no party's ratification rests.
    pub unbinding: Vec<String>,
    /// Ratifiers, by id, who are not asked by `deal.needs`.
    pub unasked: Vec<String>,
    /// One entry per reading asked about.
    pub readings: Vec<RatifyReading>,
    /// What is put to the ratifiers: the start asked about, or the status quo and the proposals.
    pub starts: Vec<RatifyStart>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// Who is asked in one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RatifyParty {
    /// The party, by id.
    pub party: String,
    /// The single audiences, by id, on whom ratification rests, bodies resolved into their members.
    pub ratifiers: Vec<String>,
    /// The audience, by id, that stands for the party itself, where it holds a veto.
    pub veto: Option<String>,
    /// Whether it has a ratification tree.
    pub tree: bool,
}

/// Win-sets in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RatifyReading {
    /// The reading, by id.
    pub reading: String,
    /// Ratifiers, by id, that lack a rule and so accept everything.
    pub missing_rules: Vec<String>,
    /// Ratifiers, by id, whose acceptance rests on ranges or an unsure rule.
    pub uncertain: Vec<String>,
    /// Each party's win-set, in the order of the answer's parties.
    pub win_sets: Vec<WinSet>,
    /// What is in every win-set.
    pub everywhere: Tally,
    /// What all in `deal.needs` accept.
    pub joint: Tally,
    /// What is both.
    pub both: Tally,
    /// Over draws how often each jointly acceptable deal is ratified everywhere; nothing if nothing is
    /// uncertain.
    pub draws: Option<DealDraws>,
    /// Why there are no draws, where the reading is too large for them.
    pub too_large: Option<String>,
}

/// The win-set of one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct WinSet {
    /// The party, by id.
    pub party: String,
    /// Its size.
    pub size: Tally,
}

/// Deals over draws.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DealDraws {
    /// In how many draws some package at all is ratified everywhere, or acceptable to all.
    pub open: u32,
    /// The deals, those of most draws first, then in the order of the deal options and their levels.
    pub deals: Vec<DealShare>,
    /// Deals that are not listed.
    pub deals_left_out: Count,
}

/// One deal over draws.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DealShare {
    /// The level of each deal option, by id.
    pub levels: Vec<String>,
    /// In how many draws.
    pub draws: u32,
    /// The first package behind it, the level of every option in the order of the dossier.
    pub witness: Vec<String>,
}

/// What is put to the ratifiers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RatifyStart {
    /// What it is.
    pub kind: StartKind,
    /// The proposal or state, by id.
    pub named: Option<String>,
    /// The options it fixes, by id, each with its level; in the order of the dossier.
    pub fixes: Vec<(String, String)>,
    /// The packages that fill in what it leaves open.
    pub completions: Count,
    /// What becomes of it, reading by reading; nothing if no package completes it.
    pub readings: Vec<StartRatification>,
}

/// What becomes of a start in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StartRatification {
    /// The reading, by id.
    pub reading: String,
    /// Its completions that are ratified everywhere.
    pub everywhere: Count,
    /// Its completions that all in `deal.needs` accept.
    pub joint: Count,
    /// Party by party.
    pub homes: Vec<Home>,
    /// Over draws; nothing if nothing is uncertain.
    pub draws: Option<StartDraws>,
}

/// What becomes of a start in one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Home {
    /// The party, by id.
    pub party: String,
    /// Completions that it ratifies.
    pub ratified: Count,
    /// Ratifiers that do not accept all completions.
    pub refuse: Vec<Refusal>,
    /// The tree with what holds in it, root first; only of the start asked about, where it does not
    /// ratify all completions.
    pub tree: Vec<TreeLine>,
}

/// A ratifier that refuses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Refusal {
    /// The audience, by id.
    pub audience: String,
    /// Completions it accepts.
    pub accepts: Count,
}

/// What a node of a tree is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TreeNode {
    /// An audience.
    Audience,
    /// All below.
    All,
    /// At least one below.
    Any,
    /// A weight of those below.
    Quota,
    /// Passes unless what is below holds of those who reject.
    UnlessBlocked,
}

/// One node of a ratification tree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TreeLine {
    /// How deep it stands, the root at 0.
    pub depth: usize,
    /// What it is.
    pub node: TreeNode,
    /// The audience, by id, where it is one.
    pub audience: Option<String>,
    /// Whether it is read over those who reject.
    pub rejecting: bool,
    /// Its weight in the quota above it, as a decimal.
    pub weight: Option<String>,
    /// Completions in which it holds.
    pub holds: Count,
    /// The weight reached, where it is a quota.
    pub reached: Option<Reached>,
}

/// The weight reached by the members of a quota, as decimals.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reached {
    /// The weight needed.
    pub needs: String,
    /// The weight of the members that hold in every completion.
    pub always: String,
    /// The weight of the members that hold in some completion.
    pub sometimes: String,
}

/// A start over draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StartDraws {
    /// In how many draws every completion is ratified everywhere.
    pub every: u32,
    /// In how many draws some completion is.
    pub some: u32,
}
