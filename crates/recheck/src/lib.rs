//! Re-checks a finding against the dispute it is about, with code of its own.
//!
//! [`recheck`] does two separate things. It compares the seal: the digest over the canonical JSON, so
//! that any changed byte shows. And it re-derives the meaning: counts by enumerating blocks of states
//! (up to [`MOST_RAW`] level combinations), witnesses by replaying them, verdicts from an explicit
//! graph (up to [`MOST_STATES`] feasible states) or by local search. It shares nothing with the
//! lenses but the model's naive meanings.
//!
//! What it could not re-derive it says; nothing a finding contains makes it panic.

mod audiences;
mod baseline;
mod bits;
mod blocks;
mod cards;
mod census;
mod compare;
mod compensate;
mod concepts;
mod deals;
mod expression;
mod frame;
mod frontier;
mod graph;
mod least;
mod ledger;
mod local;
mod names;
mod narrowing;
mod neighbourhood;
mod overview;
mod path;
mod ranks;
mod ratify;
mod refine;
mod relaxations;
mod replay;
mod resting;
mod roadmap;
mod robust;
mod sim;
mod space;
mod stability;
mod states;
mod strongest;
mod ungraphed;
mod verdicts;
mod verification;
mod ways;
mod why;

use detente_finding::{Answer, Question};
use detente_model::Dispute;

pub use frame::{dossier_of, other_of};

/// The most level combinations that are recounted.
pub const MOST_RAW: u128 = 1_000_000_000;

/// The most feasible states of which the whole graph of moves is built.
pub const MOST_STATES: usize = 150_000;

/// The most moves that graph may have.
pub const MOST_MOVES: usize = 40_000_000;

/// What became of one thing a finding says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was re-derived and is so.
    Confirmed(String),
    /// It is not so; what was found instead.
    Refuted(String),
    /// It was not independently recounted, and why.
    NotRecounted(String),
}

/// One thing a finding says, and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it is about, such as `seal` or `reading bridging: deals`.
    pub subject: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// The result of re-checking a finding.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recheck {
    /// Everything that was looked at, in the order of the finding.
    pub lines: Vec<Line>,
}

impl Recheck {
    /// Whether nothing was refuted.
    pub fn accepted(&self) -> bool {
        !self.lines.iter().any(|line| matches!(line.outcome, Outcome::Refuted(_)))
    }
}

/// Re-checks the JSON of a finding against the dispute read from the dossier with this hash.
pub fn recheck(json: &str, dispute: &Dispute, dossier_hash: &str) -> Recheck {
    recheck_beside(json, dispute, dossier_hash, None)
}

/// The same, with the dispute read from the other of two dossiers that are compared, and its hash.
pub fn recheck_beside(
    json: &str,
    dispute: &Dispute,
    dossier_hash: &str,
    other: Option<(&Dispute, &str)>,
) -> Recheck {
    let mut ledger = ledger::Ledger::default();
    if let Some(finding) = frame::frame(json, dispute, dossier_hash, &mut ledger) {
        let checked = match (&finding.question, &finding.answer) {
            (Question::Overview(asked), Answer::Overview(said)) => {
                overview::overview(dispute, asked, said, &mut ledger)
            }
            (Question::Space(asked), Answer::Space(said)) => {
                space::space(dispute, asked, said, &mut ledger)
            }
            (Question::States(asked), Answer::States(said)) => {
                states::states(dispute, asked, said, &mut ledger)
            }
            (Question::Stability(asked), Answer::Stability(said)) => {
                stability::stability(dispute, asked, said, &mut ledger)
            }
            (Question::Why(asked), Answer::Why(said)) => {
                why::why(dispute, asked, said, &mut ledger)
            }
            (Question::Path(asked), Answer::Path(said)) => {
                path::path(dispute, asked, said, &mut ledger)
            }
            (Question::Refine(asked), Answer::Refine(said)) => {
                refine::refine(dispute, asked, said, &mut ledger)
            }
            (Question::Baseline(asked), Answer::Baseline(said)) => {
                baseline::baseline(dispute, asked, said, &mut ledger)
            }
            (Question::Ratify(asked), Answer::Ratify(said)) => {
                ratify::ratify(dispute, asked, said, &mut ledger)
            }
            (Question::Robust(asked), Answer::Robust(said)) => {
                robust::robust(dispute, asked, said, &mut ledger)
            }
            (Question::Compensate(asked), Answer::Compensate(said)) => {
                compensate::compensate(dispute, asked, said, &mut ledger)
            }
            (Question::Frontier(asked), Answer::Frontier(said)) => {
                frontier::frontier(dispute, asked, said, &mut ledger)
            }
            (Question::Compare(asked), Answer::Compare(said)) => frame::other(asked, other)
                .and_then(|other| compare::compare(dispute, other, asked, said, &mut ledger)),
            (Question::Verification(asked), Answer::Verification(said)) => {
                verification::verification(dispute, asked, said, &mut ledger)
            }
            (Question::Roadmap(asked), Answer::Roadmap(said)) => {
                roadmap::roadmap(dispute, asked, said, &mut ledger)
            }
            _ => Err("it is answered by an answer of another kind".to_string()),
        };
        if let Err(why) = checked {
            ledger.refuted("question", why);
        }
    }
    ledger.into_recheck()
}
