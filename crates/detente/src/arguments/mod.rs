//! The command line as typed.

mod groups;
mod questions;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use groups::{Scope, Sim};
pub(crate) use questions::{
    BaselineArguments, By, CompareArguments, CompensateArguments, FrontierArguments, PathArguments,
    RatifyArguments, RefineArguments, RoadmapArguments, RobustArguments, SpaceArguments,
    StabilityArguments, StageWord, VerificationArguments, WhyArguments,
};

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
        /// A bundled case to copy: cuba-1962, elmira, estuary, harbour, iran-2025,
        /// prisoners-dilemma, skerry-fishery
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
    /// Is there a step-by-step exchange that nobody gains by leaving, and where is its weakest link?
    ///
    /// Worked out with payments between the parties; beside it stands what holds without. Without a focus
    /// the whole dispute is asked, or its largest focus of at most 100,000 combinations.
    Roadmap(RoadmapArguments),
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
        /// The finding, as printed by `--json`; `-` for standard input
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
