//! The answer of the space lens: who accepts what, and what closes the space.
//!
//! The certificate is the histogram of violation masks per reading ([`MaskLine`]): every count of
//! the answer is a sum over it, and it adds up to the number of packages; with it a package is given
//! as a witness for every deal and relaxation set.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::narrowing::Narrowing;

/// The most names of audiences in the certificate of one reading; the masks of more are too large to
/// be told.
pub const MOST_NAMES: usize = 1 << 22;

/// A number of packages and of the distinct deals among them.
///
/// A deal is what distinguishes packages for the audiences: their levels on the options that
/// acceptance rules mention.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tally {
    /// Packages.
    pub packages: Count,
    /// Distinct deals.
    pub deals: Count,
}

/// The diplomatic space, reading by reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SpaceAnswer {
    /// Level combinations in scope; nothing beyond 2^128.
    pub raw: Option<Count>,
    /// Feasible states in scope.
    pub feasible: Option<Count>,
    /// Packages in scope; nothing if the dispute does not say what a deal is.
    pub packages: Option<Tally>,
    /// The options that make a deal, by id, and for each the level a focus holds it at.
    pub deal_options: Vec<(String, Option<String>)>,
    /// One entry per reading asked about, in the order of the dossier.
    pub readings: Vec<ReadingSpace>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// The space in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReadingSpace {
    /// The reading, by id.
    pub reading: String,
    /// What each audience in `deal.needs` accepts alone, in that order.
    pub audiences: Vec<AudienceSpace>,
    /// What all of them accept.
    pub joint: Tally,
    /// Jointly acceptable packages that some implausible rule flags.
    pub joint_implausible: Count,
    /// The jointly acceptable deals, in the order of the deal options and their levels.
    pub deals: Vec<DealLine>,
    /// Jointly acceptable deals that are not listed.
    pub deals_left_out: Count,
    /// If nothing is jointly acceptable: the minimal sets of audiences whose rules would have to
    /// give way, fewest audiences first, among these the one that opens most.
    pub relaxations: Vec<RelaxationLine>,
    /// Whether these are all minimal sets; if not, some with more audiences are left out or, where
    /// the reading is too large for masks, some of any size.
    pub relaxations_complete: bool,
    /// The certificate: packages by the set of audiences that reject them.
    pub masks: Vec<MaskLine>,
    /// How the rules narrow the space, and which exclude each other; nothing where that is too large.
    pub narrowing: Option<Narrowing>,
    /// Why there are no masks and no narrowing, where the reading is too large for them. Relaxation
    /// sets are then as many as a search without masks has found.
    pub too_large: Option<String>,
}

/// What one audience accepts alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AudienceSpace {
    /// The audience, by id.
    pub audience: String,
    /// What it accepts, in the condition language; of a body what follows from its members' rules.
    pub rule: String,
    /// Who lacks a rule and so accepts everything: the audience itself, or members of a body.
    pub missing_rules: Vec<String>,
    /// What it accepts.
    pub alone: Tally,
}

/// One jointly acceptable deal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct DealLine {
    /// The level of each deal option, by id, in the order of the answer's deal options.
    pub levels: Vec<String>,
    /// Packages behind it that all accept.
    pub packages: Count,
    /// A witness: one of those packages, the level of every option in the order of the dossier.
    pub witness: Vec<String>,
}

/// One minimal relaxation set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RelaxationLine {
    /// The audiences whose rules would have to give way together, by id.
    pub drop: Vec<String>,
    /// What all others accept.
    pub opens: Tally,
    /// A witness: a package all others accept, the level of every option in the order of the
    /// dossier.
    pub witness: Vec<String>,
}

/// Packages with the same set of rejecting audiences.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct MaskLine {
    /// The audiences that reject them, by id, in the order of `deal.needs`.
    pub rejected_by: Vec<String>,
    /// How many there are.
    pub packages: Count,
}
