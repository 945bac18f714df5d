//! The naive meaning: what draws, moves and preferences are.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod acceptance;
mod as_of;
mod assumptions;
mod draws;
mod moves;
mod preferences;
mod search;
mod variation;
