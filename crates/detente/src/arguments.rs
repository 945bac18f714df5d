//! The command line as typed.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use detente::{Concept, Exact};

/// A workbench for negotiated disputes.
///
/// A dispute is written down once, in a folder of plain text with sources (a dossier). Every
/// question is asked of the same states, and every answer says what it rests on.
///
/// Start with `detente new rent`, then `detente check rent` and `detente report rent`.
#[derive(Parser, Debug)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Print the answer as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write a new dossier: a small commented one, or a copy of a bundled case
    New {
        /// The folder to make
        folder: PathBuf,
        /// A bundled case to copy: cuba-1962, elmira, harbour, iran-2025, prisoners-dilemma,
        /// skerry-fishery
        #[arg(long, value_name = "CASE")]
        from: Option<String>,
    },
    /// Read a dossier and print every mistake with its place, or a summary
    Check {
        #[command(flatten)]
        scope: Scope,
    },
    /// Show the options, parties, readings or states of a dossier
    Show {
        #[command(flatten)]
        scope: Scope,
        /// What to show
        #[arg(value_enum, default_value_t = What::Options)]
        what: What,
        #[command(flatten)]
        listing: Listing,
    },
    /// Which packages would every audience accept? If none: which rules would have to give way?
    Space(SpaceArguments),
    /// What does the next unit of inspection buy: what is seen, what is deterred, where visits go?
    Verification(VerificationArguments),
    /// What do the plain baselines say: weighted mean and median of positions, the status quo stays?
    Baseline(BaselineArguments),
    /// What would have to change in a proposal for all to accept it? Without one: in all on record
    ///
    /// What the proposal leaves open is free; all packages that are as near are counted.
    Refine(RefineArguments),
    /// Would a proposal be ratified at home? Without one: all on record, and each party's win-set
    ///
    /// Who refuses, and where each party's ratification rule fails; where rules are uncertain, in how
    /// many draws it would be ratified.
    Ratify(RatifyArguments),
    /// What would be accepted whatever the uncertain numbers are, and how often over draws of them?
    Robust(RobustArguments),
    /// Who would have to be paid, and how much, for a package to be accepted?
    ///
    /// About audiences that accept by worth: one unit of payment counts as one point for each. Without a
    /// proposal or state all packages are priced, and the proposals on record.
    Compensate(CompensateArguments),
    /// Which packages leave nothing on the table, and which would each fair division choose?
    ///
    /// A package is on the frontier if no other is worth at least as much to every party and more to
    /// one. Solutions: utilitarian, Nash, egalitarian, Kalai-Smorodinsky, with all ties.
    Frontier(FrontierArguments),
    /// What opens and what closes, between two readings, two clocks, two dossiers, or what if?
    ///
    /// One difference at a time: two readings, an earlier clock (`--as-of`), another dossier, or a
    /// what-if (`--set`, `--drop` and `--without`, together if need be). A dossier with two readings and
    /// nothing asked compares these.
    Compare(CompareArguments),
    /// Which states would hold, under which kind of foresight?
    ///
    /// Concepts: nash (no move pays at once), gmr (the others may answer with any move), smr (and the
    /// party may respond), seq (the others answer with improvements only), sseq (and the party may
    /// respond), sim (improvements of several parties at the same time).
    Stability(StabilityArguments),
    /// Why does a state hold, or not? Every threat to it, and how the others would answer
    Why(WhyArguments),
    /// How does one get to a state, and who would have to move? Without a state: what can be reached?
    Path(PathArguments),
    /// Re-check a finding against its dossier, with code that shares nothing with the lenses
    Recheck {
        /// The finding, as printed by `--json`
        finding: PathBuf,
        /// The folder of its dossier; looked for beside the finding, here, and among the bundled
        /// cases if left out
        #[arg(long, value_name = "FOLDER")]
        dossier: Option<PathBuf>,
        /// The folder of the other dossier, where the finding compares two; looked for as the first
        #[arg(long, value_name = "FOLDER")]
        other: Option<PathBuf>,
    },
    /// Write the report: one self-contained HTML page
    Report(ReportArguments),
    /// Write a dossier anew in its canonical form, or one draw of it without ranges
    ///
    /// The result means the same; comments and the author's layout are not kept. Without a folder
    /// the text of dossier.toml is printed.
    Format {
        /// The folder of the dossier
        dossier: PathBuf,
        /// The folder to write; it must be new or empty
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
        /// Replace every range by the value of this draw
        #[arg(long, value_name = "NUMBER")]
        draw: Option<u64>,
        /// The seed of the draw
        #[arg(long, default_value_t = 1, value_name = "SEED", requires = "draw")]
        seed: u64,
    },
    /// Make a dossier from a file of another program: `.gmcr` (GMCR+)
    Import {
        /// The file
        file: PathBuf,
        /// The folder to write; it must be new or empty
        #[arg(short, long, value_name = "FOLDER")]
        output: PathBuf,
        /// The date at which things stood as the file says; the format has none
        #[arg(long, value_name = "DATE")]
        as_of: String,
    },
    /// Write one reading of a dossier as a file of another program: `.gmcr` (GMCR+)
    Export {
        /// The folder of the dossier
        dossier: PathBuf,
        /// The reading; needed if there are several
        #[arg(long, value_name = "READING")]
        reading: Option<String>,
        /// Where to write it; standard output if left out
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the JSON Schema of dossier.toml, for editors
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What the space lens is asked.
#[derive(Args, Debug)]
pub(crate) struct SpaceArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
    /// How many acceptable deals to list, at most 100,000
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) deals: u32,
}

/// Which baselines.
#[derive(Args, Debug)]
pub(crate) struct BaselineArguments {
    /// The folder of the dossier
    pub(crate) dossier: PathBuf,
    /// Only this issue (may be given several times); all of them if left out
    #[arg(long = "issue", value_name = "ISSUE")]
    pub(crate) issues: Vec<String>,
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
    /// Count implausible combinations as impossible
    #[arg(long)]
    pub(crate) strict: bool,
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
    /// How many visits in a period to go through one by one
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(0..=12))]
    pub(crate) list: u8,
}

/// From where, and how a refinement is measured and limited.
#[derive(Args, Debug)]
pub(crate) struct RefineArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// A proposal on record, or a named state; the status quo and all proposals if left out
    #[arg(value_name = "STATE-OR-PROPOSAL")]
    pub(crate) state: Option<String>,
    /// An option of it at another level (may be given several times); without a proposal or state
    /// these levels are the proposal
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
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

/// What is put to the ratifiers.
#[derive(Args, Debug)]
pub(crate) struct RatifyArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// A proposal on record, or a named state; the status quo and all proposals if left out
    #[arg(value_name = "STATE-OR-PROPOSAL")]
    pub(crate) state: Option<String>,
    /// An option of it at another level (may be given several times); without a proposal or state
    /// these levels are the proposal
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
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
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
    #[command(flatten)]
    pub(crate) draws: Draws,
    /// How many deals to list, at most 10,000
    #[arg(long, default_value_t = 24, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(crate) list: u32,
}

/// Draws of everything uncertain.
#[derive(Args, Debug)]
pub(crate) struct Draws {
    /// How many draws of the uncertain numbers and rules to make, at most 10,000; 0 for none
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub(crate) draws: u32,
    /// The seed of the draws
    #[arg(long, default_value_t = 1, value_name = "SEED")]
    pub(crate) seed: u64,
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

/// What is priced, and how far payments may go.
#[derive(Args, Debug)]
pub(crate) struct CompensateArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// A proposal on record, or a named state; all packages and all proposals if left out
    #[arg(value_name = "STATE-OR-PROPOSAL")]
    pub(crate) state: Option<String>,
    /// An option of it at another level (may be given several times); without a proposal or state
    /// these levels are the proposal
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
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
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
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
    #[arg(long, default_value_t = 6, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
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

/// What the stability lens is asked.
#[derive(Args, Debug)]
pub(crate) struct StabilityArguments {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Only this reading (may be given several times); all of them if left out
    #[arg(long = "reading", value_name = "READING")]
    pub(crate) readings: Vec<String>,
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

/// What goes into the report, and where it goes.
#[derive(Args, Debug)]
pub(crate) struct ReportArguments {
    /// The folder of the dossier
    pub(crate) dossier: PathBuf,
    /// Where to write it; `-` for standard output [default: NAME.html here]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Count implausible combinations as impossible
    #[arg(long)]
    pub(crate) strict: bool,
    /// Ask which states hold of the whole dispute, however large; else of its largest focus that
    /// takes moments
    #[arg(long)]
    pub(crate) whole: bool,
}

/// Which dossier, and which part of it.
#[derive(Args, Debug)]
pub(crate) struct Scope {
    /// The folder of the dossier
    pub(crate) dossier: PathBuf,
    /// Only the options of this focus vary
    #[arg(long, value_name = "FOCUS")]
    pub(crate) focus: Option<String>,
    /// Count implausible combinations as impossible
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Which state.
#[derive(Args, Debug)]
pub(crate) struct State {
    /// A named state, or a proposal with the rest as at the status quo
    pub(crate) state: Option<String>,
    /// An option of it at another level (may be given several times)
    #[arg(long = "set", value_name = "OPTION=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
}

/// A concept for everybody, or for one party.
#[derive(Clone, Debug)]
pub(crate) struct ConceptFor {
    pub(crate) party: Option<String>,
    pub(crate) concept: Concept,
}

impl FromStr for ConceptFor {
    type Err = String;

    fn from_str(text: &str) -> Result<ConceptFor, String> {
        let (party, word) = match text.rsplit_once('=') {
            Some((party, word)) => (Some(party.trim().to_string()), word),
            None => (None, text),
        };
        Ok(ConceptFor { party, concept: concept(word)? })
    }
}

/// The concept of this name.
fn concept(word: &str) -> Result<Concept, String> {
    let known = Concept::ALL.into_iter().find(|c| c.word() == word.trim().to_lowercase());
    known.ok_or_else(|| {
        let words: Vec<&str> = Concept::ALL.iter().map(|concept| concept.word()).collect();
        format!("there is no concept `{word}`; there are {}", words.join(", "))
    })
}

/// A plain decimal of zero or more.
fn amount(text: &str) -> Result<Exact, String> {
    match detente_model::number::parse_decimal(text) {
        Ok(number) if number >= 0.into() => Ok(Exact(number)),
        Ok(_) => Err("write a number of zero or more".to_string()),
        Err(problem) => Err(problem.to_string()),
    }
}

/// `OPTION=LEVEL`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (option, level) = text
        .split_once('=')
        .ok_or_else(|| "expected an option and a level, such as `access=full`".to_string())?;
    Ok((option.trim().to_string(), level.trim().to_string()))
}

/// Who takes part in simultaneous answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Sim {
    /// Those for whom the state is otherwise unstable (Fraser and Hipel)
    FraserHipel,
    /// All who have an improvement (as in GMCR+)
    GmcrPlus,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum What {
    /// Options, their levels, the status quo, the proposals on record
    Options,
    /// Parties and audiences
    Parties,
    /// What each reading assumes
    Readings,
    /// Every number given as a range
    Ranges,
    /// Feasible states, a page at a time
    States,
    /// Packages, a page at a time
    Packages,
    /// Packages acceptable to all, a page at a time
    Acceptable,
}

/// Which page of states.
#[derive(Args, Debug)]
pub(crate) struct Listing {
    /// The reading, for acceptable packages
    #[arg(long, value_name = "READING")]
    pub(crate) reading: Option<String>,
    /// Number of the first state shown, from 1
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), conflicts_with = "sample")]
    pub(crate) from: u64,
    /// How many states to show, at most 10,000
    #[arg(long, default_value_t = 12, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) count: u32,
    /// Draw states at random, all equally likely, with this seed
    #[arg(long, value_name = "SEED")]
    pub(crate) sample: Option<u64>,
}
