//! What the lenses answer is accepted; what does not follow from the dispute is refused.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod accepted;
mod asked;
mod compare;
mod crowd;
mod flagship;
mod inputs;
mod large;
mod narrowing;
