//! What tests share: seeded random disputes, the flagship, the estuary, brute-force definitions.
//!
//! Unpublished, and used by tests and benchmarks only. Everything random is a pure function of a
//! seed, so a failing seed is a test case.

mod comparisons;
mod crowd;
mod estuary;
mod flagship;
pub mod naive;
pub mod oracles;
pub mod parts;
mod quarrel;
mod random;
mod relabel;
pub mod traps;

pub use comparisons::{comparisons, counterpart};
pub use crowd::crowd;
pub use estuary::estuary;
pub use flagship::flagship;
pub use quarrel::quarrel;
pub use random::{
    random_conflict, random_dispute, random_exchange, random_inspections, random_issues,
};
pub use relabel::relabel;
