//! Disputes that other programs get wrong, with the verdicts worked out by hand.
//!
//! Source: `stability.md` 4. Each function says what the trap is and why the verdicts are what they
//! are. States are written as the levels of all options in order; the one reading is "given".

mod build;
mod paths;
mod sanctions;
mod simultaneous;
mod statements;

use detente_finding::{Concept, Simultaneity, Way};
use detente_model::{Dispute, Level, PartyId};

pub use paths::{long_way, order_of_moves};
pub use sanctions::{
    focal_party_stays_out, improvements_are_strict, moves_are_improvements_from_where_one_stands,
    opponents_move_many_times, ties_sanction,
};
pub use simultaneous::{
    every_improvement_is_judged, every_improvement_is_sanctioned, only_the_unstable_take_part,
};
pub use statements::seventy_statements;

/// A dispute with verdicts known by hand.
#[derive(Clone, Debug)]
pub struct Trap {
    /// What to call it in a failing test.
    pub name: &'static str,
    /// The dispute; its one reading is the first.
    pub dispute: Dispute,
    /// Verdicts.
    pub verdicts: Vec<Expected>,
    /// Shortest paths.
    pub paths: Vec<ExpectedPaths>,
}

/// Whether a state is stable for a party.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expected {
    /// The party.
    pub party: PartyId,
    /// The state.
    pub state: Vec<Level>,
    /// The concept.
    pub concept: Concept,
    /// The reading of [`Concept::Sim`]; of no account for the others.
    pub sim: Simultaneity,
    /// Whether it is stable.
    pub stable: bool,
}

/// The shortest paths from one state to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExpectedPaths {
    /// Where they start.
    pub from: Vec<Level>,
    /// Where they lead.
    pub to: Vec<Level>,
    /// Which moves they take.
    pub way: Way,
    /// Moves against the mover's preference (0 unless the way is mixed), moves, and how many such
    /// paths there are; nothing if there is none.
    pub shortest: Option<(u32, u32, u128)>,
}

/// All of them.
pub fn all() -> Vec<Trap> {
    vec![
        opponents_move_many_times(),
        ties_sanction(),
        improvements_are_strict(),
        focal_party_stays_out(),
        moves_are_improvements_from_where_one_stands(),
        every_improvement_is_judged(),
        every_improvement_is_sanctioned(),
        only_the_unstable_take_part(),
        seventy_statements(),
        long_way(),
        order_of_moves(),
    ]
}
