//! The facade: everything a program needs to read a dossier, ask it and show the answer.
//!
//! ```
//! use detente::{Question, SpaceQuestion};
//!
//! let texts = detente::casebook::find("cuba-1962").expect("a bundled dossier").texts();
//! let read = detente::read_texts(texts);
//! let dispute = read.dispute.expect("the casebook has no mistakes");
//! let finding = detente::answer(&dispute, &Question::Space(SpaceQuestion::default()))?
//!     .about(read.texts.hash());
//! print!("{}", detente::terminal(&detente::space_document(&dispute, &finding), 80));
//! # Ok::<(), detente::Unanswerable>(())
//! ```

pub mod casebook;
mod report;

pub use detente_dossier::{
    Diagnostic, Exported, File, GmcrMistake, Imported, Label, Misread, Read, Severity, Texts,
    Written, export_gmcr, import_gmcr, line_and_column, read, read_condition, read_texts, render,
    schema, write,
};
pub use detente_finding::{
    Answer, AssumptionCount, BaselineAnswer, BaselineQuestion, Clause, CompareAnswer,
    CompareQuestion, CompensateAnswer, CompensateQuestion, Concept, Contrast, Count, Exact,
    Finding, FrontierAnswer, FrontierQuestion, Overview, OverviewQuestion, PartyConcept,
    PathAnswer, PathQuestion, Question, RatifyAnswer, RatifyQuestion, RefineAnswer, RefineQuestion,
    RoadmapAnswer, RoadmapQuestion, RobustAnswer, RobustQuestion, Simultaneity, SpaceAnswer,
    SpaceQuestion, StabilityAnswer, StabilityQuestion, Stage, StartReference, StateReference,
    StateSet, StatesQuestion, Unanswerable, VerificationAnswer, VerificationQuestion, WhatIf,
    WhyAnswer, WhyQuestion, Yardstick,
};
pub use detente_lens::{answer, answer_beside};
pub use detente_model::{Dispute, Party, ReadingId};
pub use detente_recheck as recheck;
pub use detente_report::{
    Document, baseline_document, compare_document, compensate_document, frontier_document,
    full_report, html, json as document_json, lead, overview_document, parties_document,
    path_document, ranges_document, ratify_document, readings_document, refine_document,
    roadmap_document, robust_document, space_document, stability_document, state_list_document,
    states_document, terminal, verification_document, why_document,
};
pub use report::{report_questions, roadmap_focus};
