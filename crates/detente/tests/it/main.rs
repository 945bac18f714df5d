//! The user's view: the bundled dossiers, the program, the report.

mod casebook;
mod cli;
mod flagship;
mod persian;
mod place;
mod report;
mod threads;
