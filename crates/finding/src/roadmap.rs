//! The answer to "is there a step-by-step exchange that nobody gains by leaving?"
//!
//! Words: a *road* is a policy: in every state it can come to, it says of each party whether it
//! advances when it is its turn, and how, or waits. Its *ladder* is the likeliest way through it. A
//! *link* is one thing that has to hold: a step, waiting, or keeping what is promised. Its *slack* is
//! the stake (what all together would lose if the process collapsed there), less the temptation of
//! whoever might break it, less the leak (what imperfect alarms cost). The *weakest link* has least
//! slack.
//!
//! A road is worked out with payments between the parties, all as patient as the least patient; beside
//! it stands whether it holds without payments, each as patient as it is ([`UnpaidLine`]).
//!
//! Values and slacks are in flow utility (values are (1−δ)-weighted), payments in utility.
//!
//! The certificate: the highest joint value U and every party's punishment value v of every state
//! ([`GameLine`]). That they support each other can be seen in one pass over the moves (after Goldlücke
//! and Kranz 2017); the roads follow from v by one pass over the states.

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::exact::Exact;
use crate::fraction::Billionths;
use crate::real::{Real, Row};
use crate::stability::StateReference;

/// Is there a step-by-step exchange that nobody gains by leaving?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct RoadmapQuestion {
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Only the options of this focus vary; the others stay where it holds them.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// Where it starts; where the focus holds another level, there.
    pub from: StateReference,
    /// What it aims at: a declared target, a named state or a proposal, by id; without it the packages
    /// all accept.
    pub to: Option<String>,
    /// Months in a period, instead of what the dossier says.
    pub period: Option<Exact>,
    /// Probability per period that any deal is bargained anew; not asked without it.
    pub reopening: Option<Exact>,
    /// Critical values also where they take long: beyond [`QUICK`] states times parties.
    pub critical: bool,
    /// How many draws of the uncertain numbers to ask too, at most [`crate::MOST_DRAWS`].
    pub draws: u32,
    /// The seed of the draws.
    pub seed: u64,
}

/// States times parties up to which critical values are always told.
pub const QUICK: usize = 2_500;

/// The most ends of a road that are listed.
pub const MOST_ENDS: usize = 20;

impl Default for RoadmapQuestion {
    fn default() -> Self {
        RoadmapQuestion {
            readings: Vec::new(),
            focus: None,
            strict: false,
            from: StateReference::default(),
            to: None,
            period: None,
            reopening: None,
            critical: false,
            draws: 20,
            seed: 1,
        }
    }
}

/// Where a road is, reading by reading.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RoadmapAnswer {
    /// All options, by id, in the order of the levels of each state.
    pub options: Vec<String>,
    /// The levels of the start, by id.
    pub start: Vec<String>,
    /// Options, by id, that the focus holds elsewhere than the start asked for, each with the level it
    /// would have had.
    pub moved: Vec<(String, String)>,
    /// What is aimed at.
    pub aim: Aim,
    /// Months in a period; nothing if nobody says.
    pub period: Option<Exact>,
    /// Feasible states in scope.
    pub states: Option<Count>,
    /// The readings.
    pub readings: Vec<RoadmapReading>,
    /// Why there is no answer, where the scope is too large for one.
    pub too_large: Option<String>,
}

/// What a road aims at.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// The packages everybody asked accepts, in each reading its own.
    #[default]
    Acceptable,
    /// A declared target, by id.
    Target(String),
    /// A named state, by id.
    State(String),
    /// A proposal, by id: the states that agree with what it fixes.
    Proposal(String),
}

/// One reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RoadmapReading {
    /// The reading, by id.
    pub reading: String,
    /// Audiences, by id, that lack a rule and so accept everything, where acceptance is aimed at.
    pub missing_rules: Vec<String>,
    /// States aimed at.
    pub targets: Count,
    /// The game; nothing where the dossier leaves something out, or there is nothing to aim at.
    pub game: Option<GameLine>,
    /// The road, or what stands in its way.
    pub outcome: Outcome,
    /// How patient the parties and how good alarms have to be; nothing where it would take long and was
    /// not asked.
    pub critical: Option<Critical>,
    /// In how many draws of the uncertain numbers there is a road.
    pub draws: Option<RoadDraws>,
}

/// Who plays, and the values everything rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct GameLine {
    /// The parties that move or prefer something.
    pub players: Vec<PlayerLine>,
    /// The discount factor of a period used where there has to be one: the smallest.
    pub discount: Billionths,
    /// Moves, waiting not counted.
    pub moves: Count,
    /// The spread of what a period can bring any party.
    pub scale: Real,
    /// By how much U may be too high at most, because false alarms about all who promise something can
    /// sound at once.
    pub optimism: Real,
    /// Per state, in the order of the dossier (the last option runs fastest), the highest joint value.
    pub joint: Row,
    /// Per player, the value it can be held to in every state.
    pub punished: Vec<Row>,
    /// What becomes of it if any deal may be bargained anew, where that was asked.
    pub reopened: Option<Reopened>,
}

/// A party that takes part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PlayerLine {
    /// The party, by id.
    pub party: String,
    /// The probability that the next move is its own.
    pub chance: Billionths,
    /// Time preference and turnover together, per year.
    pub impatience: Real,
    /// Its own discount factor of a period.
    pub discount: Billionths,
    /// The most it can pay at one occasion, in utility; nothing if nobody says.
    pub relief_capacity: Option<Exact>,
}

/// Values while, with some probability per period, all bargain anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reopened {
    /// The highest joint value at the start; nothing where nothing holds any more.
    pub joint: Option<Real>,
    /// Periods counted back.
    pub periods: Count,
    /// The largest change in the last of them.
    pub change: Real,
}

/// Is there a road?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The dossier leaves these keys out.
    Missing(Vec<String>),
    /// What the dossier says makes no game.
    NotAGame(String),
    /// No state in scope is aimed at.
    NoTarget,
    /// No equilibrium in pure strategies was found, or values did not settle.
    Unsolved(String),
    /// No sequence of moves, each away from the start, leads to what is aimed at.
    NoPath,
    /// Every way leads through a state in which alarms are useless.
    NoAlarm,
    /// Moves lead there, but not all of them hold.
    Blocked(Box<Blocked>),
    /// There is a road.
    Road(Box<Roads>),
}

/// The roads there are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Roads {
    /// The road of largest joint value.
    pub best: Road,
    /// The road whose weakest link has most slack; nothing if the best one is it.
    pub robust: Option<Road>,
}

/// What stands in the way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Blocked {
    /// By how much the slack of all links would have to rise at least.
    pub deficit: Real,
    /// The road nearest to holding: its weakest link is that much short.
    pub nearest: Road,
    /// The road that leads farthest: the fewest steps left from where it may rest.
    pub farthest: Option<Farthest>,
    /// What would make a road, each change by itself; not told where it takes long and was not asked.
    pub repairs: Vec<Repair>,
}

/// How far a road leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Farthest {
    /// Steps left to what is aimed at.
    pub left: Count,
    /// The road.
    pub road: Road,
}

/// A change that would make a road.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Repair {
    /// What changes.
    pub change: RepairKind,
    /// By how much at least; nothing where no amount tried is enough.
    pub by: Option<Real>,
}

/// What might change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RepairKind {
    /// This share of the breaches now missed raises an alarm, over all obligations.
    Detection,
    /// This share of the breaches of one obligation, by id, now missed raises an alarm.
    DetectionOf(String),
    /// This share of false alarms goes, over all obligations.
    FalseAlarms,
    /// This share of the temptation of one obligation, by id, goes.
    Temptation(String),
    /// So much more utility per period for one party, by id, in the states aimed at.
    Flow(String),
}

/// A road.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Road {
    /// The joint value at the start.
    pub value: Real,
    /// States it can come to.
    pub states: Count,
    /// The link with least slack, over all of them.
    pub weakest: Link,
    /// The likeliest moves to where the weakest link is.
    pub way: Vec<Step>,
    /// The likeliest way through.
    pub ladder: Vec<Rung>,
    /// The probability of exactly this way, given that those who advance do.
    pub chance: Billionths,
    /// Where it ends, likeliest first, at most [`MOST_ENDS`].
    pub ends: Vec<End>,
    /// Ends beyond these.
    pub ends_left_out: Count,
    /// Periods to an end, on average.
    pub periods: Real,
    /// What each player receives at the start, before anybody moves; in utility, negative: pays.
    pub opening: Row,
    /// Per player all it receives on the ladder, the opening included, less what it pays.
    pub balance: Row,
    /// Per player the most it pays at one occasion, whoever is drawn to move in a state of the ladder.
    pub pays_at_most: Row,
    /// What of it holds without payments.
    pub unpaid: UnpaidLine,
}

/// One thing that has to hold: slack = stake − temptation − leak.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Link {
    /// In which state: the levels, by id.
    pub state: Vec<String>,
    /// What.
    pub act: Act,
    /// The party, by id, that might break it; nobody where nothing tempts.
    pub owner: Option<String>,
    /// How firmly it holds.
    pub holds: Slack,
    /// What makes it weak.
    pub weakness: Weakness,
}

/// Something that has to hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// What is promised is kept.
    Keep,
    /// A party, by id, waits when it is its turn.
    Wait(String),
    /// A party steps.
    Step(Step),
}

/// One option moved by its party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// Who, by id.
    pub party: String,
    /// Which option, by id.
    pub option: String,
    /// From which level, by id.
    pub from: String,
    /// To which.
    pub to: String,
}

/// How firmly something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Slack {
    /// What all would lose together if the process collapsed here.
    pub stake: Real,
    /// What whoever might break it would gain.
    pub temptation: Real,
    /// What is lost to alarms being imperfect.
    pub leak: Real,
    /// What is left.
    pub slack: Real,
}

/// What makes a link weak.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weakness {
    /// The mover's alternative is too good (after Powell 2006).
    Commitment,
    /// Alarms are too poor.
    Verification,
    /// Little is at stake for all together.
    LowStakes,
}

/// One step of the ladder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Rung {
    /// The step.
    pub step: Step,
    /// How firmly it holds.
    pub holds: Slack,
    /// How firmly what is promised is kept in the state it leads to.
    pub keep: Slack,
    /// Who might break that, by id.
    pub keeper: Option<String>,
    /// By how much it changes what a period brings each player.
    pub gains: Row,
    /// What each player receives with it: when its mover is drawn, and before promises are kept in the
    /// state it leads to; negative: pays.
    pub receives: Row,
    /// Without payments, by how much the mover prefers to take it; in its own utility.
    pub unpaid: Real,
    /// Without payments, by how much whoever is most tempted prefers to keep what is promised in the
    /// state it leads to, and who that is, by id.
    pub unpaid_keep: Option<(String, Real)>,
    /// The longest period, in months, at which step and keeping hold on this road; nothing where it was
    /// not asked, or they hold at every length tried.
    pub longest: Option<Real>,
}

/// A state a road ends in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct End {
    /// The levels, by id.
    pub state: Vec<String>,
    /// With which probability.
    pub chance: Billionths,
}

/// Whether a road holds without payments, each party as patient as it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnpaidLine {
    /// Not even the worst punishments hold it together: the weakest hold.
    Fails(Hold),
    /// It holds with the worst punishments, but not, or not surely, with an equilibrium as threat: the
    /// weakest hold under each.
    Open(Hold, Option<Hold>),
    /// It holds with a verified equilibrium as threat: the weakest hold.
    Holds(Hold),
    /// Nothing on it could fail.
    Nothing,
}

/// Something that has to hold without payments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Hold {
    /// In which state: the levels, by id.
    pub state: Vec<String>,
    /// What.
    pub act: Act,
    /// Whose incentive it is, by id.
    pub owner: String,
    /// By how much it prefers it, in its own utility; negative: it would not.
    pub slack: Real,
}

/// How patient the parties and how good alarms have to be.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Critical {
    /// The discount factors of the least patient party at which there is a road.
    pub patience: Vec<Interval>,
    /// How much better, or worse, alarms about all obligations may be: see [`Threshold`].
    pub verification: Threshold,
    /// How many fewer, or more, false alarms there may be.
    pub false_alarms: Threshold,
    /// Per discount factor the share of `verification`.
    pub map: Vec<(Billionths, Threshold)>,
    /// The discount factors at which the best road, as it is, holds without payments, with a verified
    /// equilibrium as threat.
    pub unpaid_surely: Vec<Interval>,
    /// The same with the worst punishments: it cannot hold outside.
    pub unpaid_perhaps: Vec<Interval>,
}

/// A closed interval of discount factors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Interval {
    /// Lower end; the smallest number tried where it may go on below.
    pub from: Billionths,
    /// Upper end; the largest number tried where it may go on above.
    pub to: Billionths,
}

/// From which share on there is a road. A share of 1 makes alarms certain (leaves no false alarm), 0
/// leaves them as they are, −1 makes them useless.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Even with useless alarms.
    Always,
    /// Not even with perfect ones.
    #[default]
    Never,
    /// From this share on.
    From(Billionths),
}

/// Draws of the uncertain numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RoadDraws {
    /// How many were made.
    pub draws: u32,
    /// In how many there is a road.
    pub road: u32,
    /// In how many of these the best road surely holds without payments.
    pub unpaid: u32,
    /// In how many nothing is aimed at.
    pub no_target: u32,
    /// The most slack the weakest link of a road has: in the draw where that is least, in the middle
    /// one, and where it is most, of those with a road.
    pub slack: Option<[Real; 3]>,
}
