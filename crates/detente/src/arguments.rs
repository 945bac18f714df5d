//! The command line as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
        /// A bundled case to copy: cuba-1962, elmira, iran-2025, prisoners-dilemma
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
    Space {
        #[command(flatten)]
        scope: Scope,
        /// Only this reading (may be given several times); all of them if left out
        #[arg(long = "reading", value_name = "READING")]
        readings: Vec<String>,
        /// How many acceptable deals to list, at most 100,000
        #[arg(long, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
        deals: u32,
    },
    /// Write the report: one self-contained HTML page
    Report {
        /// The folder of the dossier
        dossier: PathBuf,
        /// Where to write it; `-` for standard output [default: NAME.html here]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Count implausible combinations as impossible
        #[arg(long)]
        strict: bool,
    },
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
    /// Print the JSON Schema of dossier.toml, for editors
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
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
