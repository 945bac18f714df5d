//! The answer to "which packages leave nothing on the table, and which of them would each fair
//! division choose?"
//!
//! Words: a *scorer* is a party whose preference in the reading gives numbers (values, interests), at
//! their modes. A package's *vector* is what it is worth to each scorer; it is *dominated* if another
//! package of the set is worth at least as much to all and more to one. The *frontier* of a set is
//! its undominated vectors. *Stages* narrow the set: all packages; those every audience of the deal
//! accepts; of these the ones that give no scorer less than it gets without agreement (its
//! *reservation*).
//!
//! *Solutions* are taken over the last of these sets (or, asked for all packages, over those worth
//! the reservation to all, accepted or not). With gains over the reservation: *utilitarian* has the
//! largest sum; *Nash* the largest product; *egalitarian* the largest smallest gain, then the largest
//! second smallest, and so on (leximin); *Kalai–Smorodinsky* the same with gains as shares of what
//! the party could gain at most in the set. All ties are told.
//!
//! The certificate: a witness for every vector listed, the first package in the order of the dossier;
//! listed vectors do not dominate each other; the rest is found again by going through all packages.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::exact::Exact;

/// How far packages are narrowed down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// All packages.
    All,
    /// Those that every audience of the deal accepts.
    Accepted,
    /// Of these, those that give no scorer less than its reservation.
    #[default]
    Rational,
}

impl Stage {
    /// All stages, the widest first.
    pub const ALL: [Stage; 3] = [Stage::All, Stage::Accepted, Stage::Rational];

    /// The word for it in keys and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Stage::All => "all",
            Stage::Accepted => "accepted",
            Stage::Rational => "rational",
        }
    }
}

/// Which packages leave nothing on the table?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct FrontierQuestion {
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// The parties whose numbers count, by id; all that have some if empty.
    pub parties: Vec<String>,
    /// The last stage asked for.
    pub stage: Stage,
    /// The party along the figure; if left out one of the two that control most deal options.
    pub x: Option<String>,
    /// The party up the figure; if left out one of the two that control most deal options.
    pub y: Option<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many vectors of the frontier, and of each solution, to list, at most.
    pub list: usize,
}

impl Default for FrontierQuestion {
    fn default() -> Self {
        FrontierQuestion {
            readings: Vec::new(),
            parties: Vec::new(),
            stage: Stage::default(),
            x: None,
            y: None,
            focus: None,
            strict: false,
            list: 6,
        }
    }
}

/// The frontiers, reading by reading.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FrontierAnswer {
    /// The options that make a deal, by id.
    pub deal_options: Vec<String>,
    /// One entry a reading; none if the dispute does not say what a deal is.
    pub readings: Vec<FrontierReading>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// The frontiers under one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FrontierReading {
    /// The reading, by id.
    pub reading: String,
    /// The parties whose numbers count; vectors have one number for each, in this order.
    pub scorers: Vec<ScorerLine>,
    /// Parties asked about that have no numbers.
    pub left_out: Vec<LeftOut>,
    /// Audiences, by id, that lack a rule and so accept everything.
    pub missing_rules: Vec<String>,
    /// The stages asked for, the widest first.
    pub stages: Vec<StageLine>,
    /// The stage whose frontier is listed: the last asked for that has packages.
    pub listed: Option<Stage>,
    /// Vectors of its frontier: first those that leave the scorer served least, measured by the range
    /// over all packages, the largest share of it; then in descending order of the vectors.
    pub points: Vec<PointLine>,
    /// Vectors that are not listed.
    pub points_left_out: Count,
    /// What the four fair divisions choose.
    pub solutions: Vec<SolutionLine>,
    /// What two of the scorers get; nothing where there are fewer, or no packages.
    pub scatter: Option<Scatter>,
    /// Why there is no more, where the reading is too large.
    pub too_large: Option<String>,
}

/// One scorer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ScorerLine {
    /// The party, by id.
    pub party: String,
    /// The least a package is worth to it, of all packages; nothing where there are none.
    pub least: Option<Exact>,
    /// The most a package is worth to it, of all packages.
    pub most: Option<Exact>,
    /// What it gets without agreement; nothing where neither is given, a reservation nor a status
    /// quo. It then refuses nothing for want of gain, and has no gains.
    pub reservation: Option<Exact>,
    /// The most it can get where solutions are looked for.
    pub ideal: Option<Exact>,
}

/// A party without numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LeftOut {
    /// The party, by id.
    pub party: String,
    /// What it has instead.
    pub instead: Instead,
}

/// What a party without numbers has instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// Ordered statements.
    Statements,
    /// No preference at all.
    Nothing,
}

/// One stage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StageLine {
    /// Which.
    pub stage: Stage,
    /// The packages of the stage; nothing if counting them is too large.
    pub packages: Option<Count>,
    /// The vectors of its frontier.
    pub points: Count,
    /// The packages on its frontier; nothing where the frontier is thinned.
    pub on_frontier: Option<Count>,
    /// Empty for an exact frontier. Else per scorer: a package may be worth so much more than the
    /// listed vector that comes nearest to covering it, at most.
    pub slack: Vec<Exact>,
}

/// One vector of a frontier.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PointLine {
    /// What it is worth to each scorer.
    pub values: Vec<Exact>,
    /// The packages behind it; where the frontier is thinned those that were found.
    pub packages: Count,
    /// The deals among them.
    pub deals: Count,
    /// Those of them that every audience accepts.
    pub accepted: Count,
    /// The first of the packages, the level of every option in the order of the dossier.
    pub witness: Vec<String>,
}

/// The fair divisions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Solution {
    /// The largest sum.
    Utilitarian,
    /// The largest product of gains.
    Nash,
    /// Leximin of gains.
    Egalitarian,
    /// Leximin of gains as shares of the largest possible ones.
    KalaiSmorodinsky,
}

impl Solution {
    /// All of them.
    pub const ALL: [Solution; 4] =
        [Solution::Utilitarian, Solution::Nash, Solution::Egalitarian, Solution::KalaiSmorodinsky];

    /// The word for it in keys.
    pub fn word(self) -> &'static str {
        match self {
            Solution::Utilitarian => "utilitarian",
            Solution::Nash => "nash",
            Solution::Egalitarian => "egalitarian",
            Solution::KalaiSmorodinsky => "kalai-smorodinsky",
        }
    }
}

/// What one fair division chooses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SolutionLine {
    /// Which.
    pub solution: Solution,
    /// How many vectors it is indifferent between.
    pub tied: Count,
    /// These, in descending order.
    pub points: Vec<PointLine>,
    /// Scorers, by id, that can gain nothing and so have no share of a largest gain
    /// (Kalai–Smorodinsky): they are left out of the comparison.
    pub without_share: Vec<String>,
    /// Why it chooses nothing.
    pub refused: Option<Refused>,
}

/// Why a fair division chooses nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// There is no package to choose from.
    NoPackage,
    /// Gains are over what a party gets without agreement, and that is not known of these, by id.
    NoReservation(Vec<String>),
    /// These scorers, by id, can gain nothing in any of the packages: every product is zero.
    NoGain(Vec<String>),
    /// Every scorer can gain, but not all in one package: every product is zero.
    NoJointGain,
    /// The frontier is thinned, so what is best on it need not be best.
    Thinned,
}

/// What two scorers get.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Scatter {
    /// The party along the figure, by id.
    pub x: String,
    /// The party up the figure, by id.
    pub y: String,
    /// Cells from the least to the most of either, as many along as up; a value on an edge belongs to
    /// the cell above it, the most to the last.
    pub cells: usize,
    /// The cells that are not empty, along first; nothing if there are too many different pairs of
    /// values to count.
    pub counts: Option<Vec<CellLine>>,
    /// The frontier of the two alone, over all packages.
    pub frontier: Vec<(Exact, Exact)>,
    /// The frontier of the two alone, over the packages every audience accepts.
    pub accepted_frontier: Vec<(Exact, Exact)>,
    /// Proposals on record some package agrees with.
    pub proposals: Vec<ProposalMark>,
}

/// One cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CellLine {
    /// Its place along, from 0.
    pub x: usize,
    /// Its place up, from 0.
    pub y: usize,
    /// The packages in it.
    pub packages: Count,
    /// Those that every audience accepts.
    pub accepted: Count,
}

/// What a proposal on record is worth to the two.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ProposalMark {
    /// The proposal, by id.
    pub proposal: String,
    /// Packages that agree with it.
    pub packages: Count,
    /// The least and the most of these are worth along.
    pub x: (Exact, Exact),
    /// The least and the most of these are worth up.
    pub y: (Exact, Exact),
}
