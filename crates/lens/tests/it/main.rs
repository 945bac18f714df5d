//! The lenses against the naive meaning, on thousands of random disputes.

mod json;
mod naive_space;
mod relabelled;
