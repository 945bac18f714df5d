//! The naive meaning: what draws, moves and preferences are.

mod assumptions;
mod draws;
mod moves;
mod preferences;
mod search;
