//! The answer to "what does the next unit of inspection buy?"
//!
//! Words: an obligation has a *temptation* b (what a breach gains per period), a probability p per
//! period that a breach raises an alarm and q that there is one without a breach; a *penalty* f (what
//! an alarm over a breach costs, beyond the lost gain) and a *false-alarm loss* e. Its bound party is
//! *deterred* if p(b + f) − qe ≥ b; the difference is the *margin*. The *liquidity* b / (p − q) is what
//! an alarm would have to cost if the same follows every alarm. A *visit* paid with probability x adds
//! detection and false alarms of its own: p becomes 1 − (1 − p)(1 − xv).
//!
//! Losses are in flow utility per period. Everything is exact but operating points.
//!
//! The certificate of what is a zero-sum game: a strategy for either side, which guarantee the same.

use serde::{Deserialize, Serialize};

use crate::exact::Exact;
use crate::fraction::Billionths;
use crate::span::{Need, Span};

/// What does the next unit of inspection buy?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct VerificationQuestion {
    /// The obligations asked about, by id; all of them if empty.
    pub obligations: Vec<String>,
    /// Options, by id, held at another level than at the status quo.
    pub set: Vec<(String, String)>,
    /// What can be spent on visits in a period, instead of what the dossier says.
    pub budget: Option<Exact>,
    /// How many visits to go through one by one, at most [`MOST_VISITS`].
    pub list: usize,
}

/// The most visits gone through one by one.
pub const MOST_VISITS: usize = 12;

/// The most obligations whose liquidities are taken together.
pub const MOST_TOGETHER: usize = 12;

impl Default for VerificationQuestion {
    fn default() -> Self {
        VerificationQuestion { obligations: Vec::new(), set: Vec::new(), budget: None, list: 4 }
    }
}

/// What inspection buys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct VerificationAnswer {
    /// The options detection depends on, by id, each with the level it is held at: as at the status
    /// quo, or lowest, unless the question says otherwise.
    pub held: Vec<(String, String)>,
    /// Obligation by obligation, in the order of the dossier.
    pub obligations: Vec<ObligationLine>,
    /// The least liquidity that keeps all obligations asked about at once, at the levels held, to the
    /// nearest billionth; nothing where none is enough, or there are more than [`MOST_TOGETHER`].
    pub together: Option<Billionths>,
    /// What a budget of visits buys; nothing where no obligation says enough.
    pub budget: Option<BudgetAnswer>,
    /// One visit at a time the bound party does not know.
    pub timeliness: Option<Timeliness>,
    /// Keys that would tell more, as `inspection.budget`.
    pub missing: Vec<String>,
}

/// One obligation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ObligationLine {
    /// The obligation, by id.
    pub obligation: String,
    /// Who is bound, by id.
    pub party: String,
    /// Whether it is in force at the status quo, or the lowest levels, with what the question sets.
    #[serde(default = "yes")]
    pub in_force: bool,
    /// What a breach gains it per period.
    pub temptation: Span,
    /// What a breach costs the others, all together, per period.
    pub harm: Span,
    /// The option on whose level detection or else false alarms depend, by id.
    pub by: Option<String>,
    /// Level by level; one line if nothing depends on a level.
    pub levels: Vec<LevelLine>,
    /// Which of these lines holds.
    pub held: usize,
    /// Visits one by one, at the level held, from none.
    pub visits: Vec<VisitStep>,
    /// How many items a visit looks at, and how many it would have to.
    pub sample: Option<SampleLine>,
    /// What it means not to announce how often visits are paid.
    pub unannounced: Option<Unannounced>,
    /// A number of visits spread over the occasions of a period.
    pub season: Option<Season>,
    /// Keys that would tell more, as `penalty`.
    pub missing: Vec<String>,
    /// Its numbers have more digits than are computed with exactly.
    pub too_fine: bool,
}

/// An obligation at one level of access.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LevelLine {
    /// The level, by id.
    pub level: Option<String>,
    /// Probability per period that a breach raises an alarm.
    pub detect: Span,
    /// Probability per period of an alarm without a breach.
    pub false_alarm: Span,
    /// What an alarm would have to cost: b / (p − q).
    pub liquidity: Need,
    /// How many whole periods a lasting breach stays unseen on average: (1 − p) / p.
    pub unseen: Need,
    /// By how much keeping is better than breaking; nothing without a penalty.
    pub margin: Option<Span>,
    /// The least probability of an alarm that would deter, at these false alarms: (b + qe) / (b + f).
    /// It may be above one.
    pub needed: Option<Exact>,
    /// The most false alarms at which it would still deter, at most 1.
    pub most_false_alarms: Option<Exact>,
    /// The share of periods with a visit that deters; nothing where penalty or visit are not known.
    pub visits: Option<Need>,
    /// Where the same signal would best be cut.
    pub operating: Option<OperatingPoint>,
}

/// The cut of a signal at which an alarm has to cost least, if the signal is normal with the same spread
/// whether there is a breach or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct OperatingPoint {
    /// How far apart the two means are, in standard deviations: Φ⁻¹(p) − Φ⁻¹(q).
    pub separation: Billionths,
    /// Probability of an alarm with a breach there.
    pub detect: Billionths,
    /// Probability of an alarm without one there.
    pub false_alarm: Billionths,
    /// What an alarm would have to cost there.
    pub liquidity: Billionths,
}

/// A number of visits in a period, paid with certainty and each by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct VisitStep {
    /// How many.
    pub visits: usize,
    /// Probability per period that a breach raises an alarm.
    pub detect: Exact,
    /// Probability per period of an alarm without a breach.
    pub false_alarm: Exact,
    /// What an alarm would have to cost; nothing where no cost is enough.
    pub liquidity: Option<Exact>,
    /// The longest time between two visits, as a share of the period, if they are evenly spaced.
    pub wait: Exact,
}

/// What a sample finds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SampleLine {
    /// Items declared.
    pub items: u32,
    /// Items a breach falsifies.
    pub falsified: u32,
    /// Items a visit looks at.
    pub looks_at: u32,
    /// Probability that it finds one of them.
    pub finds: Exact,
    /// The fewest items at which a visit in every period deters, at the level held; nothing where none
    /// does, or the penalty is not known.
    pub enough: Option<u32>,
}

/// The single-shot inspection game in which visits are not announced: both sides mix.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Unannounced {
    /// Probability of a visit: just deters.
    pub visit: Exact,
    /// Probability of a breach: just makes visits worth while.
    pub breach: Exact,
    /// What the inspecting side then loses, in its own unit.
    pub loss: Exact,
    /// What it loses if it announces the same probability and nobody breaches.
    pub announced: Exact,
}

/// Visits spread over the occasions of a period; the game ends with a breach that coincides with one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Season {
    /// How many occasions.
    pub occasions: u32,
    /// Penalty as a multiple of the temptation.
    pub penalty: Exact,
    /// Numbers of visits from none to all, or as far as digits go.
    pub rows: Vec<SeasonRow>,
}

/// So many visits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SeasonRow {
    /// How many.
    pub visits: u32,
    /// If there is at most one breach.
    pub once: SeasonGame,
    /// If there may be one on every occasion.
    pub often: SeasonGame,
}

/// The first occasion of a season.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SeasonGame {
    /// What breaching is worth to the bound party over the season, as a multiple of the temptation.
    pub value: Exact,
    /// Probability of a visit on the first occasion, which guarantees that it is worth no more.
    pub visit: Exact,
    /// Probability of a breach on the first occasion, which guarantees that it is worth no less.
    pub breach: Exact,
}

/// One visit on one of several occasions; a breach is seen by the visit or at the end of the period.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Timeliness {
    /// How many occasions.
    pub occasions: u32,
    /// The expected time a breach stays unseen, as a share of the period.
    pub delay: Exact,
    /// Probability of the visit after the first occasion, the second, …: guarantees no more.
    pub inspector: Vec<Exact>,
    /// Probability of starting at the beginning, after the first occasion, …: guarantees no less.
    pub breaker: Vec<Exact>,
}

/// What a budget buys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BudgetAnswer {
    /// The obligations counted, in the order of the dossier; at the levels held.
    pub sites: Vec<Site>,
    /// What deters all of them.
    pub full: Need,
    /// The largest incentive to breach that is left if the budget is spread evenly, by budget: straight
    /// between these points.
    pub curve: Vec<CurvePoint>,
    /// The obligations visits can deter, by id, the cheapest first, with the budget up to them.
    pub cheapest: Vec<(String, Exact)>,
    /// The budget asked about or declared, and what it buys.
    pub spent: Option<Spent>,
}

/// An obligation to which visits may go.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Site {
    /// The obligation, by id.
    pub obligation: String,
    /// Incentive to breach without visits; zero or below if it is deterred.
    pub incentive: Exact,
    /// By how much a visit in every period lowers it.
    pub fall: Exact,
    /// What a visit costs.
    pub cost: Span,
    /// What deterring it costs; nothing where a visit in every period does not.
    pub deterrence: Need,
}

/// A point of the budget curve.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CurvePoint {
    /// The budget.
    pub budget: Exact,
    /// The largest incentive left.
    pub incentive: Exact,
}

/// What one budget buys.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Spent {
    /// The budget.
    pub budget: Span,
    /// Spread evenly: the largest incentive left.
    pub incentive: Exact,
    /// The share of periods with a visit to each site, in their order.
    pub shares: Vec<Exact>,
    /// By how much one more unit lowers the largest incentive, as long as it is straight; nothing where
    /// more does not lower it.
    pub next: Option<Exact>,
    /// Spent on the cheapest first: how many of `cheapest` it deters.
    pub deters: usize,
}

/// Findings written before this was told say nothing of it.
fn yes() -> bool {
    true
}
