//! The user's view: the bundled dossiers, the program, the report.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod baseline;
mod casebook;
mod cli;
mod compare;
mod compensate;
mod crowd;
mod flagship;
mod frontier;
mod persian;
mod place;
mod ratify;
mod refine;
mod report;
mod stability;
mod threads;
mod verification;
