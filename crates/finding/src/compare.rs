//! The answer to "what opens and what closes, from one side to the other?"
//!
//! Words: the two *sides* are two readings, two clocks, two dossiers, or a dossier as it is and as it
//! would be. What is jointly acceptable on the second side and not on the first has *opened*, what was
//! so on the first and is not on the second has *closed*, what is so on both is *kept*. A deal of which
//! some packages open may have been acceptable before with others; one that was not opens *as a whole*.
//!
//! The certificate: what a package of either side is and who accepts it follows from the dossiers and
//! the question; the sets are recounted state by state. Every deal listed comes with its first package
//! in the order of the dossier as a witness.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::space::{AudienceSpace, Tally};
use crate::what_if::WhatIf;

/// What the sides are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contrast {
    /// Two readings of the dossier, by id.
    Readings {
        /// The first.
        from: String,
        /// The second.
        to: String,
    },
    /// The dossier as it was at an earlier clock, and as it is.
    Clock {
        /// The earlier clock: a year, a month or a day.
        earlier: String,
    },
    /// The dossier and another one.
    Dossier {
        /// SHA-256 of the other's texts; nothing for a dispute that came from no dossier.
        other: Option<String>,
    },
    /// The dossier as it is, and as it would be.
    WhatIf(WhatIf),
}

/// What opens and what closes?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CompareQuestion {
    /// What the sides are.
    pub between: Contrast,
    /// The readings asked about, by id; all of them if empty. Two readings that are compared name
    /// themselves.
    #[serde(default)]
    pub readings: Vec<String>,
    /// Only the options of this focus vary.
    #[serde(default)]
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    #[serde(default)]
    pub strict: bool,
    /// How many deals that open, close or are kept to list, at most.
    pub deals: usize,
}

impl CompareQuestion {
    /// The question about these sides, with nothing left out.
    pub fn new(between: Contrast) -> CompareQuestion {
        CompareQuestion { between, readings: Vec::new(), focus: None, strict: false, deals: 20 }
    }
}

/// What opens and what closes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CompareAnswer {
    /// The first side.
    pub from: SideLine,
    /// The second side.
    pub to: SideLine,
    /// Of two clocks: what the earlier one leaves out, by kind, and how much of it.
    pub left_out: Vec<(String, usize)>,
    /// Of a what-if: the audiences done without.
    pub without: Vec<WithoutLine>,
    /// Of two clocks or dossiers: the options, rules, deal condition and focus in which they differ.
    pub differences: Vec<Difference>,
    /// The options on which packages are compared, by id: all of a dossier; of two dossiers those
    /// that both have with the same levels. Nothing if the sides are not compared package by package.
    pub options: Vec<String>,
    /// The options that make a deal on either side, by id.
    pub deal_options: Vec<String>,
    /// Whether the dossiers have other options too: what opens and closes then counts combinations of
    /// `options` that some package completes.
    pub in_part: bool,
    /// Readings, by id, that are on the first side only.
    pub only_from: Vec<String>,
    /// Readings, by id, that are on the second side only.
    pub only_to: Vec<String>,
    /// One entry per pair of readings; none if a side does not say what a deal is.
    pub pairs: Vec<PairLine>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// One side.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SideLine {
    /// What the dispute is called.
    pub title: String,
    /// Its clock.
    pub as_of: String,
    /// Whether it says what a deal is.
    pub deal: bool,
    /// How many assumptions it makes.
    pub assumptions: usize,
    /// How many of them carry no date and rest on no dated source.
    pub undated: usize,
}

/// One audience done without.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct WithoutLine {
    /// The audience, by id.
    pub audience: String,
    /// Whether a deal needed it.
    pub asked: bool,
    /// The bodies, by id, of which it is a member whose yes is taken for granted.
    pub member_of: Vec<String>,
}

/// One thing in which the sides differ.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// What sort of thing: `option`, `impossible`, `implausible`, `deal`, `focus`.
    pub what: String,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// What it is on the first side; nothing if it is not there.
    pub from: Option<String>,
    /// What it is on the second side; nothing if it is not there.
    pub to: Option<String>,
}

/// One reading of the first side beside one of the second.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PairLine {
    /// The reading of the first side, by id.
    pub from: String,
    /// The reading of the second side, by id.
    pub to: String,
    /// Packages in scope on the first side.
    pub packages_from: Tally,
    /// Packages in scope on the second side.
    pub packages_to: Tally,
    /// What all accept on the first side.
    pub joint_from: Tally,
    /// What all accept on the second side.
    pub joint_to: Tally,
    /// What opens, closes and is kept; nothing if the sides are not compared package by package.
    pub change: Option<Change>,
    /// The audiences asked on either side: those of the first in the order of its `deal.needs`, then
    /// those of the second alone.
    pub audiences: Vec<AudienceChange>,
}

/// What opens, closes and is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Change {
    /// Acceptable to all on the second side only.
    pub opened: Part,
    /// Acceptable to all on the first side only.
    pub closed: Part,
    /// Acceptable to all on both.
    pub kept: Part,
}

/// A part of what all accept on one side or the other.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Part {
    /// How much it is.
    pub tally: Tally,
    /// Deals of which nothing is in another part.
    pub whole: Count,
    /// Deals, in the order of the deal options and their levels.
    pub deals: Vec<ChangedDeal>,
    /// Deals that are not listed.
    pub deals_left_out: Count,
}

/// One deal of a part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChangedDeal {
    /// The level of each deal option, by id.
    pub levels: Vec<String>,
    /// Packages of it in this part.
    pub packages: Count,
    /// Packages of it that all accept on the first side.
    pub from: Count,
    /// Packages of it that all accept on the second side.
    pub to: Count,
    /// The first of its packages in this part, the level of each of the answer's options.
    pub witness: Vec<String>,
}

/// One audience.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AudienceChange {
    /// The audience, by id.
    pub audience: String,
    /// What it accepts alone on the first side; nothing if it is not asked there.
    pub from: Option<AudienceSpace>,
    /// What it accepts alone on the second side; nothing if it is not asked there.
    pub to: Option<AudienceSpace>,
    /// Packages it alone accepts on the second side only, where it is asked on both.
    pub opened: Option<Count>,
    /// Packages it alone accepts on the first side only, where it is asked on both.
    pub closed: Option<Count>,
}
