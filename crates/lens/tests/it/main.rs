//! The lenses against the naive meaning, on thousands of random disputes.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod baseline;
mod compare;
mod compensate;
mod crowd;
mod frontier;
mod json;
mod large;
mod naive_narrowing;
mod naive_space;
mod ratify;
mod refine;
mod relabelled;
mod roadmap;
mod robust;
mod stability;
mod verification;
