//! The answer to "who would have to be compensated, and by how much?"
//!
//! Words: an audience that accepts by worth *falls short* of a package by what is missing to its
//! threshold, δ = max(0, threshold − points); a payment of δ points makes it accept (targeted
//! compensation; Putnam 1988, `spec/space.md` A.2). Who accepts by a rule cannot be paid. The *total*
//! of a package is the least sum of payments with which all audiences that a deal needs accept: the
//! sum for unanimity, the cheapest members that make up the quota for a body, found over its whole
//! tree; who stands in it several times is paid once. An *equal* payment gives all who accept by
//! worth the same.
//!
//! One unit of payment counts as one point for every audience: an assumption of the question, not of
//! the dossier.
//!
//! The certificate: a witness for every deal listed, with what each audience lacks there. Totals and
//! counts are checked by going through all packages.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::refine::{StartKind, StartReference};
use crate::space::Tally;

/// Who would have to be compensated, and by how much?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct CompensateQuestion {
    /// The proposal or state whose packages are priced; without it all packages, and the proposals
    /// on record one by one.
    pub from: Option<StartReference>,
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Totals, as decimals: how many packages would be accepted with payments up to each?
    pub budgets: Vec<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many of the cheapest deals to list, at most.
    pub list: usize,
}

impl Default for CompensateQuestion {
    fn default() -> Self {
        CompensateQuestion {
            from: None,
            readings: Vec::new(),
            budgets: Vec::new(),
            focus: None,
            strict: false,
            list: 6,
        }
    }
}

/// What payments would do.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CompensateAnswer {
    /// One point is written as this number: payments are whole numbers of such parts.
    pub scale: Count,
    /// The options that make a deal, by id.
    pub deal_options: Vec<String>,
    /// Who could be paid, reading by reading; none if the dispute does not say what a deal is.
    pub readings: Vec<CompensateReading>,
    /// What is priced: what was asked about, or all packages and then the proposals.
    pub starts: Vec<PricedStart>,
    /// Why there is no answer, where the dispute is too large for one.
    pub too_large: Option<String>,
}

/// Who could be paid in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CompensateReading {
    /// The reading, by id.
    pub reading: String,
    /// Audiences, by id, that lack a rule and so accept everything.
    pub missing_rules: Vec<String>,
    /// The single audiences, by id, that accept by worth and so could be paid.
    pub by_worth: Vec<String>,
    /// The single audiences, by id, that accept by a rule and so cannot.
    pub by_rule: Vec<String>,
}

/// A proposal, a state, or levels of one's own, and what its packages would cost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PricedStart {
    /// What it is.
    pub kind: StartKind,
    /// The proposal or state, by id.
    pub named: Option<String>,
    /// The options it fixes, by id, each with its level, in the order of the dossier; none for all
    /// packages.
    pub fixes: Vec<(String, String)>,
    /// What its packages would cost, reading by reading.
    pub prices: Vec<Prices>,
}

/// What the packages of a start would cost in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Prices {
    /// The reading, by id.
    pub reading: String,
    /// The packages that agree with the start.
    pub packages: Count,
    /// Those that all accept without payments.
    pub accepted: Count,
    /// Those that all would accept with payments large enough, or without.
    pub payable: Count,
    /// How many all would accept with payments up to a total, the smallest first: nothing, then the
    /// budgets asked about; without these the least total above 0, what is enough for half of the
    /// payable packages, and what is enough for all of them.
    pub budgets: Vec<BudgetLine>,
    /// The cheapest packages; nothing if none is payable.
    pub cheapest: Option<Cheapest>,
}

/// How far a budget reaches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BudgetLine {
    /// The total, in parts of the answer's scale.
    pub budget: Count,
    /// What all would accept with payments up to it.
    pub tally: Tally,
}

/// The packages with the least total.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Cheapest {
    /// The total, in parts of the answer's scale; 0 where a package is acceptable without payments.
    pub total: Count,
    /// How many packages have it.
    pub tally: Tally,
    /// Their deals, in the order of the deal options and their levels; none where the total is 0.
    pub deals: Vec<PaidDeal>,
    /// Deals with this total that are not listed.
    pub deals_left_out: Count,
}

/// A deal that would have to be paid for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PaidDeal {
    /// The level of each deal option, by id.
    pub levels: Vec<String>,
    /// Packages behind it.
    pub packages: Count,
    /// The first of them, the level of every option in the order of the dossier.
    pub witness: Vec<String>,
    /// The single audiences that reject it as it stands.
    pub rejecting: Vec<Shortfall>,
    /// The least payment that, given to each audience that accepts by worth, would do.
    pub equal: Option<Count>,
}

/// What an audience lacks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Shortfall {
    /// The audience, by id.
    pub audience: String,
    /// What is missing to its threshold, in parts of the answer's scale; nothing where it rejects by
    /// a rule.
    pub short: Option<Count>,
    /// Whether it is paid. Of equally cheap ways, the one that leaves the first audiences of the
    /// dossier unpaid.
    pub paid: bool,
}
