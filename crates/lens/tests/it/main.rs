//! The lenses against the naive meaning, on thousands of random disputes.

mod naive_space;
mod relabelled;
