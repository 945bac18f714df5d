//! The game on a focus: which exchanges hold by themselves, and how firmly.
//!
//! A dispute on a focus becomes a *random-mover game* ([`Setting`], [`Game`]): one player at a time is
//! drawn to take a step, promises can be broken unseen, alarms tell of it more or less well. Solved
//! with payments between the players ([`eliminate`]), it says of every state the highest joint value
//! and the worst each player can be held to, with a certificate anybody can check ([`check`]). On
//! these punishments rest *roads*: exchanges, step by step, that nobody gains by leaving
//! ([`best_road`], [`robust_road`]), and how patient the parties and how good the alarms must be
//! ([`critical`]).
//!
//! | file | what |
//! |---|---|
//! | `game` | the game: plain data, independent of any dispute |
//! | `setting` | from a dispute to a game, or everything that is missing |
//! | `alarms` | rent, liquidity, leak: what imperfect verification costs |
//! | `values` | the values, given what may be prescribed: sweeps over the states |
//! | `eliminate/` | policy elimination: what can be prescribed at all |
//! | `certificate/` | plans and values that support each other; their check, and a road's |
//! | `road/` | roads to a set of targets: links, slack, weakest link; what blocks them |
//! | `payments` | what the players pay each other along a road |
//! | `unpaid/` | without payments, each as patient as it is: the bracket |
//! | `renegotiate` | what becomes of it if any deal may be reopened |
//! | `closed` | one-line answers for simple situations |
//! | `critical` | patience as intervals, verification, relief, the map of both |
//!
//! Numbers are `f64`, worked out in a fixed order, so the same game gives the same bits; exponentials
//! and logarithms are those of `libm`. What is too large, empty or out of range is a typed answer.
//! Pure and public strategies only: "no equilibrium found" is an answer too ([`Unsolved`]).

mod alarms;
mod certificate;
pub mod closed;
pub mod critical;
mod eliminate;
mod game;
mod payments;
mod renegotiate;
mod road;
mod setting;
pub mod unpaid;
mod values;

pub use alarms::{Promise, liquidity, promises, rent};
pub use certificate::{Certificate, Checked, Flaw, Plan, check, check_road};
pub use eliminate::{MOST_PATIENT, Solution, Unsolved, eliminate};
pub use game::{Draft, Duty, Edge, Game, MOST_DUTIES, MOST_PLAYERS, Move, NotAGame, Player};
pub use payments::{Payments, WithMove, payments};
pub use renegotiate::{Reopened, renegotiate};
pub use road::{
    Act, Blocked, Link, Road, Rung, Stop, Weakness, best_road, road_again, road_exists,
    robust_road, why_blocked,
};
pub use setting::{Missing, NoGame, Setting};
