//! What each question takes, in the order of the commands.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente::{Concept, Exact};

use super::groups::{Draws, Readings, Scope, Sim, Start, State};
use super::values::{ConceptFor, amount, concept, pair};

/// What the space lens is asked.
#[derive(Args, Debug)]
pub(crate) struct SpaceArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// How many acceptable deals to list, at most 100,000
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) deals: u32,
}

/// Which obligations, at which levels, with which means.
#[derive(Args, Debug)]
pub(crate) struct VerificationArguments {
    /// The folder of the dossier
    pub(crate) dossier: PathBuf,
    /// Only this obligation (may be given several times); all of them if left out
    #[arg(long = "obligation", value_name = "OBLIGATION")]
    pub(crate) obligations: Vec<String>,
    /// An option held at another level than at the status quo, such as access=full (may be given
    /// several times)
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// What can be spent on visits in a period, instead of what the dossier says
    #[arg(long, value_name = "BUDGET", value_parser = amount)]
    pub(crate) budget: Option<Exact>,
    /// How many visits in a period to go through one by one, at most 12
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(0..=12))]
    pub(crate) list: u8,
}

/// From where to where, and what is asked of the road.
#[derive(Args, Debug)]
pub(crate) struct RoadmapArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Where it starts: a named state or a proposal; the status quo if left out
    #[arg(value_name = "STATE-OR-PROPOSAL")]
    pub(crate) state: Option<String>,
    /// An option that starts at another level (may be given several times)
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// What it aims at: a declared target, a named state or a proposal; what all accept if left out
    #[arg(long, value_name = "TARGET")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// Months in a period, instead of what the dossier says
    #[arg(long, value_name = "MONTHS", value_parser = amount)]
    pub(crate) period: Option<Exact>,
    /// The probability per period that any deal is bargained anew
    #[arg(long, value_name = "PROBABILITY", value_parser = amount)]
    pub(crate) reopening: Option<Exact>,
    /// How patient the parties and how good alarms have to be, also where that takes minutes
    #[arg(long)]
    pub(crate) critical: bool,
    /// How many draws of the uncertain numbers to ask too, at most 10,000; 0 for none
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(crate) draws: u32,
    /// The seed of the draws
    #[arg(long, default_value_t = 1, value_name = "SEED")]
    pub(crate) seed: u64,
}

/// Which baselines.
#[derive(Args, Debug)]
pub(crate) struct BaselineArguments {
    /// The folder of the dossier
    pub(crate) dossier: PathBuf,
    /// Only this issue (may be given several times); all of them if left out
    #[arg(long = "issue", value_name = "ISSUE")]
    pub(crate) issues: Vec<String>,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// Count implausible combinations as impossible
    #[arg(long)]
    pub(crate) strict: bool,
}

/// From where, and how a refinement is measured and limited.
#[derive(Args, Debug)]
pub(crate) struct RefineArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) start: Start,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// How distances are measured
    #[arg(long, value_enum, default_value_t = By::Steps)]
    pub(crate) by: By,
    /// Only options of these parties may change
    #[arg(long, value_name = "PARTY,...", value_delimiter = ',')]
    pub(crate) movers: Vec<String>,
    /// An option that may not be below a level (may be given several times)
    #[arg(long = "floor", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) floors: Vec<(String, String)>,
    /// How many nearest deals and irreducible edits to list, at most 1,000
    #[arg(long, default_value_t = 6, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub(crate) list: u32,
}

/// How distances are measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum By {
    /// Level steps
    Steps,
    /// Options changed
    Options,
    /// What the dossier says a level step costs
    Cost,
}

/// What is put to the ratifiers.
#[derive(Args, Debug)]
pub(crate) struct RatifyArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) start: Start,
    #[command(flatten)]
    pub(crate) readings: Readings,
    #[command(flatten)]
    pub(crate) draws: Draws,
    /// How many deals to list, at most 10,000
    #[arg(long, default_value_t = 12, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(crate) list: u32,
}

/// What is asked over draws.
#[derive(Args, Debug)]
pub(crate) struct RobustArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) readings: Readings,
    #[command(flatten)]
    pub(crate) draws: Draws,
    /// How many deals to list, at most 10,000
    #[arg(long, default_value_t = 24, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(crate) list: u32,
}

/// What is priced, and how far payments may go.
#[derive(Args, Debug)]
#[command(mut_arg("state", |start| start.help(
    "A proposal on record, or a named state; all packages and all proposals if left out",
)))]
pub(crate) struct CompensateArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) start: Start,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// Payments up to so many points in all (may be given several times)
    #[arg(long = "budget", value_name = "POINTS", allow_negative_numbers = true)]
    pub(crate) budgets: Vec<String>,
    /// How many of the cheapest deals to list, at most 1,000
    #[arg(long, default_value_t = 6, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub(crate) list: u32,
}

/// Whose numbers count, and among which packages.
#[derive(Args, Debug)]
pub(crate) struct FrontierArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// Only the numbers of these parties count; those of all that have some if left out
    #[arg(long, value_name = "PARTY,...", value_delimiter = ',')]
    pub(crate) parties: Vec<String>,
    /// How far packages are narrowed down
    #[arg(long, value_enum, default_value_t = StageWord::Rational)]
    pub(crate) stage: StageWord,
    /// The party along the figure
    #[arg(long, value_name = "PARTY")]
    pub(crate) x: Option<String>,
    /// The party up the figure
    #[arg(long, value_name = "PARTY")]
    pub(crate) y: Option<String>,
    /// How many vectors of the frontier, and of each solution, to list, at most 100,000
    #[arg(long, default_value_t = 6, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) list: u32,
}

/// How far packages are narrowed down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum StageWord {
    /// Not at all: solutions are chosen among all packages, accepted or not
    All,
    /// To those every audience of the deal accepts
    Accepted,
    /// To those of them that leave no party with less than no agreement
    Rational,
}

/// What is compared.
#[derive(Args, Debug)]
pub(crate) struct CompareArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// The folder of another dossier, to compare the first with
    #[arg(value_name = "OTHER-DOSSIER", conflicts_with_all = ["as_of", "set", "drop", "without"])]
    pub(crate) other: Option<PathBuf>,
    /// Two readings to compare; with anything else to compare, only this reading (may be given
    /// several times)
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
    /// Compare with the dossier as it was at an earlier clock: a year, a month or a day
    #[arg(long, value_name = "DATE", conflicts_with_all = ["set", "drop", "without"])]
    pub(crate) as_of: Option<String>,
    /// What if this held? A condition, such as 'access >= full' (may be given several times)
    #[arg(long, value_name = "CONDITION")]
    pub(crate) set: Vec<String>,
    /// What if this rule on what cannot be (or is hard to believe) did not hold? (may be given
    /// several times)
    #[arg(long, value_name = "RULE")]
    pub(crate) drop: Vec<String>,
    /// What if this audience were not asked? (may be given several times)
    #[arg(long, value_name = "AUDIENCE")]
    pub(crate) without: Vec<String>,
    /// How many deals that open, close or stay to list, at most 100,000
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) deals: u32,
}

/// What the stability lens is asked.
#[derive(Args, Debug)]
pub(crate) struct StabilityArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) readings: Readings,
    /// Only this concept (may be given several times), or PARTY=CONCEPT for equilibria in which
    /// parties reckon differently
    #[arg(long = "concept", value_name = "[PARTY=]CONCEPT")]
    pub(crate) concepts: Vec<ConceptFor>,
    /// Who takes part in simultaneous answers
    #[arg(long, value_enum, default_value_t = Sim::FraserHipel)]
    pub(crate) sim: Sim,
    /// How many of the states that hold under most concepts to list, at most 1,000
    #[arg(long, default_value_t = 8, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub(crate) list: u32,
}

/// Which state and whom the stability lens is asked about.
#[derive(Args, Debug)]
pub(crate) struct WhyArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) state: State,
    /// The reading; needed if there are several
    #[arg(long, value_name = "READING")]
    pub(crate) reading: Option<String>,
    /// Only this party
    #[arg(long, value_name = "PARTY")]
    pub(crate) party: Option<String>,
    /// Only this concept (may be given several times)
    #[arg(long = "concept", value_name = "CONCEPT", value_parser = concept)]
    pub(crate) concepts: Vec<Concept>,
    /// Who takes part in simultaneous answers
    #[arg(long, value_enum, default_value_t = Sim::FraserHipel)]
    pub(crate) sim: Sim,
    /// How many threats to tell per party and concept, at most 1,000
    #[arg(long, default_value_t = 6, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub(crate) threats: u32,
}

/// From where to where.
#[derive(Args, Debug)]
pub(crate) struct PathArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) state: State,
    /// Where it starts: a named state or a proposal; the status quo if left out
    #[arg(long, value_name = "STATE")]
    pub(crate) from: Option<String>,
    /// An option of the start at another level (may be given several times)
    #[arg(long = "from-set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) from_set: Vec<(String, String)>,
    /// The reading; needed if there are several
    #[arg(long, value_name = "READING")]
    pub(crate) reading: Option<String>,
    /// How many shortest paths, and states where improvements end, to list, at most 1,000
    #[arg(long, default_value_t = 6, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub(crate) list: u32,
}
