//! Roads: exchanges, step by step, from a state to a set of states, that enforce themselves.
//!
//! A *road* is a policy: in each state it can come to, some movers advance when drawn and the others
//! wait; every duty in force on it is kept; in a target state it may rest. Every step leads away from
//! the start, one option further on its side, so it is over after finitely many.
//!
//! **A set of targets.** Towards one target state, the states a monotone road can use are the box
//! between start and target, and its steps those that come closer. Seen from the start they are just
//! the steps that lead *away* from it, and a state outside the box never comes back into it. So one
//! pass over all states, the farthest from the start first, answers for every target at once; the road
//! it finds may end in different targets depending on who is drawn, which no union of single boxes
//! could say. With one target it is the same road.
//!
//! With the punishments v of the free solution ([`crate::Solution`]), at state y and for the set M of
//! movers that advance to y'_m (`spec/dynamics.md` 1.4):
//!
//! ```text
//! value    U(y) = [(1−δ)·G(y) + δ·Σ_{m∈M} μ_m (U(y'_m) − (1−δ)κ)] / (1 − δ·(1 − μ(M)))
//! keeping  U(y) − (1−δ)(G(y) + hK(y)) − δ·ΣW_v(y)                         ≥ s
//! a step   U(y'_m) − (1−δ)κ − m's best deviation − Σ_{j≠m} v_j(y'_m)       ≥ s     for m in M
//! waiting  the same with y'_m = y                                         ≥ s     for m not in M
//! ```
//!
//! Every left side grows with the values of what follows, so taking the M of largest value state by
//! state is exact ([`field`]). s = 0 gives the *best* road; the largest s that leaves one gives the
//! *most robust*, and what binds there is the *weakest link*, over all states the road can come to.
//!
//! Cost of one pass: states × 2^(movers that can advance) × movers.

mod field;
mod search;
mod trace;

use detente_states::Node;

use crate::game::{Edge, Player};

pub use search::{Blocked, best_road, road_again, road_exists, robust_road, why_blocked};

/// Something that has to hold on a road.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Duties are kept in this state.
    Keep,
    /// A player that is drawn waits.
    Wait(Player),
    /// A player that is drawn takes this edge.
    Step(Player, Edge),
}

/// What makes a link weak.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weakness {
    /// The mover's alternative is too good: a commitment problem (after Powell 2006).
    Commitment,
    /// Alarms are too poor: a verification problem.
    Verification,
    /// Little is at stake for all together.
    LowStakes,
}

/// One thing that has to hold, and how firmly it does: slack = stake − temptation − leak.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Link {
    /// In which state.
    pub at: Node,
    /// What.
    pub act: Act,
    /// Who might break it; for duties, the player with most to gain, nobody where none tempts.
    pub owner: Option<Player>,
    /// What all would lose together if the process collapsed here.
    pub stake: f64,
    /// What the owner would gain at once (duties), or by going its own way (moves; negative if less).
    pub temptation: f64,
    /// What is lost to alarms being imperfect.
    pub leak: f64,
    /// What is left.
    pub slack: f64,
}

impl Link {
    /// What makes it weak: the part that takes most from the stake, if it takes more than is left;
    /// else the stake is low.
    pub fn weakness(&self) -> Weakness {
        match self.act {
            Act::Keep if self.leak >= self.temptation && self.leak > self.slack => {
                Weakness::Verification
            }
            Act::Wait(_) | Act::Step(..) if self.temptation > self.slack.max(0.0) => {
                Weakness::Commitment
            }
            _ => Weakness::LowStakes,
        }
    }
}

/// What a road does in one state it can come to.
#[derive(Clone, PartialEq, Debug)]
pub struct Stop {
    /// The state.
    pub node: Node,
    /// The joint value there.
    pub value: f64,
    /// Per player the edge it takes when drawn; nothing if it waits.
    pub edges: Vec<Option<Edge>>,
}

/// One step of the likeliest path.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rung {
    /// Who steps.
    pub mover: Player,
    /// What it does.
    pub edge: Edge,
    /// How firmly the step holds.
    pub step: Link,
    /// How firmly duties are kept in the state it leads to.
    pub keep: Link,
}

/// A road.
#[derive(Clone, PartialEq, Debug)]
pub struct Road {
    /// The joint value at the start.
    pub value: f64,
    /// What it does in every state it can come to, the start first, in the order of distance from it.
    pub stops: Vec<Stop>,
    /// The link with least slack, over all these states.
    pub weakest: Link,
    /// The likeliest way to where the weakest link is.
    pub way_to_weakest: Vec<Edge>,
    /// The likeliest path to an end.
    pub ladder: Vec<Rung>,
    /// The probability of that path.
    pub ladder_chance: f64,
    /// The states it ends in, with their probabilities.
    pub ends: Vec<(Node, f64)>,
    /// The expected number of periods to an end.
    pub periods: f64,
}

impl Road {
    /// What it does in a state; nothing where it does not come to.
    pub fn stop(&self, node: Node) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.node == node)
    }
}
