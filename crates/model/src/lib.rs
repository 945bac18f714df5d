//! A dispute as data, and the naive meaning of it.
//!
//! This crate knows no files, no solvers and no screens. [`Dispute`] holds what a dossier says;
//! [`meaning`] says, slowly and plainly, what it means: which states are feasible, which are
//! packages, who accepts them, who can move where, who prefers what.

mod acceptance;
mod as_of;
mod assumptions;
mod backing;
mod checked;
mod condition;
mod date;
mod dispute;
mod draw;
mod id;
mod inspection;
pub mod meaning;
pub mod moves;
pub mod number;
mod points;
mod process;
mod quantity;
pub mod random;
mod range;
mod ratification;
mod reading;
mod search;
mod text;
mod variation;
mod win_set;

pub use as_of::AfterClock;
pub use assumptions::{Assumption, AssumptionKind};
pub use backing::{Backing, Confidence, Event, Layer, Source, Status};
pub use checked::Checked;
pub use condition::{Comparison, Condition, Level};
pub use date::{Date, NotADate, month_name};
pub use dispute::{
    Audience, Cause, Claim, Deal, Dispute, Effect, Focus, Interest, LevelName, NamedState, Party,
    PartyOption, Proposal, Rule,
};
pub use id::{
    AudienceId, FocusId, Id, InterestId, OptionId, PartyId, ProposalId, ReadingId, SourceId,
    StateId, Table,
};
pub use inspection::{Detection, Enforcement, Inspection, InspectorLosses, Sample, Visit};
pub use meaning::{NotCardinal, Scope};
pub use moves::{Dated, Guard, MoveRule};
pub use number::Rational;
pub use points::Points;
pub use process::{
    ByLevel, Conduct, Issue, Obligation, Outcome, Process, Shock, Support, TacticalType, Target,
    Tension, Time, Trust,
};
pub use quantity::Quantity;
pub use range::{MOST_CORNERS, TooManyCorners, Uncertainty};
pub use ratification::{Negotiator, Ratification};
pub use reading::{
    Acceptance, AcceptanceRule, Preference, PreferenceForm, Reading, Statement, Worth,
};
pub use search::Found;
pub use variation::{RulePlace, Say, Variation};
