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

pub use detente_dossier::{
    Diagnostic, File, Label, Read, Severity, Texts, Written, line_and_column, read, read_texts,
    render, schema, write,
};
pub use detente_finding::{
    Answer, AssumptionCount, Count, Finding, Overview, OverviewQuestion, Question, SpaceAnswer,
    SpaceQuestion, StateSet, StatesQuestion, Unanswerable,
};
pub use detente_lens::answer;
pub use detente_model::Dispute;
pub use detente_report::{
    Document, full_report, html, json as document_json, lead, overview_document, parties_document,
    ranges_document, readings_document, space_document, state_list_document, states_document,
    terminal,
};
