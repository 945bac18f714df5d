//! The answer to "what do the plain baselines say?"
//!
//! Words: the *weight* of a party on an issue is its capability times its salience; the *weighted
//! mean* of positions is Σ wᵢxᵢ / Σ wᵢ. The *lower median* is the smallest position at or below which
//! at least half of the weight stands, the *upper median* the smallest at or below which more than
//! half does; they differ only where the weight is cut exactly in half. *Equal* centres give every
//! party the same weight.
//!
//! A *span* goes from the smallest to the largest value a number can take while every range it rests
//! on runs through its values by itself; draws in which nobody has any weight are left out.
//!
//! Source: the base of the challenge model (after Bueno de Mesquita); the weighted mean was found hard
//! to beat as a forecast (Achen 2006). Everything is exact.

use serde::{Deserialize, Serialize};

use crate::exact::Exact;
use crate::span::Span;

/// What do the plain baselines say?
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct BaselineQuestion {
    /// The issues asked about, by id; all of them if empty.
    pub issues: Vec<String>,
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
}

/// The plain answers that others have to beat.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BaselineAnswer {
    /// Issue by issue, in the order of the dossier.
    pub issues: Vec<IssueBaseline>,
    /// That the status quo stays; nothing if the dossier has none.
    pub status_quo: Option<StatusQuo>,
}

/// What gives a position its weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighing {
    /// Capability times salience.
    CapabilityAndSalience,
    /// Salience alone: no party with a position on the issue has a capability.
    Salience,
}

/// The baselines on one issue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct IssueBaseline {
    /// The issue, by id.
    pub issue: String,
    /// What gives a position its weight.
    pub weighing: Weighing,
    /// The parties with a position, in the order of the dossier.
    pub parties: Vec<PartyPosition>,
    /// Weighted centres; nothing if nobody has any weight with all ranges at their modes.
    pub weighted: Option<Centres>,
    /// Centres in which all parties with a position count the same; nothing if there are none.
    pub equal: Option<Centres>,
    /// The parties, by id, nearest to the weighted mean; several if they are as near.
    pub nearest: Vec<String>,
    /// The numbers have more digits than are computed with exactly: there are no centres.
    pub too_fine: bool,
}

/// Where a party stands on an issue, and what it weighs there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PartyPosition {
    /// The party, by id.
    pub party: String,
    /// Its position, 0 to 100.
    pub position: Span,
    /// How much it cares, 0 to 100.
    pub salience: Span,
    /// Its capability; a party without one is left out where others have one.
    pub capability: Option<Span>,
    /// Its share of all weight, ranges at their modes; nothing where it has no weight to share.
    pub share: Option<Exact>,
    /// The weighted mean without it; nothing where no weight would be left, or it is left out.
    pub without: Option<Exact>,
}

/// Mean and median positions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Centres {
    /// The mean.
    pub mean: Span,
    /// The median.
    pub median: Median,
}

/// The lower and the upper median, and their span.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Median {
    /// The smallest lower median there can be.
    pub low: Exact,
    /// The lower median with all ranges at their modes.
    pub lower: Exact,
    /// The upper median with all ranges at their modes.
    pub upper: Exact,
    /// The largest upper median there can be.
    pub high: Exact,
}

impl Median {
    /// Whether ranges leave it where it is; two medians are no range of their own.
    pub fn is_exact(&self) -> bool {
        (self.low, self.high) == (self.lower, self.upper)
    }
}

/// What the status quo is worth as a deal: the plainest forecast is that it stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StatusQuo {
    /// Whether it is feasible.
    pub feasible: bool,
    /// Whether it is a package; nothing if the dossier does not say what a deal is.
    pub package: Option<bool>,
    /// Who accepts it, reading by reading; none if the dossier does not say what a deal is.
    pub readings: Vec<StatusQuoReading>,
}

/// Who accepts the status quo in one reading, of the audiences a deal needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StatusQuoReading {
    /// The reading, by id.
    pub reading: String,
    /// Audiences, by id, that lack a rule and so accept everything.
    pub missing_rules: Vec<String>,
    /// The audiences, by id, whose rules it meets.
    pub accept: Vec<String>,
    /// The audiences, by id, whose rules it does not meet.
    pub reject: Vec<String>,
}
