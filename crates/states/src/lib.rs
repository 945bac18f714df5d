//! The states of a dispute, two exact ways: a decision diagram, and addresses; and the graph of a
//! focus.
//!
//! | what | for what | cost |
//! |---|---|---|
//! | [`Space`] | counts, sets, masks, samples, pages of up to 2^128 states | the nodes of a diagram |
//! | [`Addresses`]| a number for every state, a bitmap, a party's moves as a stride | one bit a state |
//! | [`Graph`] | every state of a focus and every step, as lists | a few bytes a state and step |
//!
//! The public interface:
//!
//! * [`Limits`], [`TooLarge`]: what is taken on, and what is said when a dispute is larger.
//! * [`Space`]: `new`; the sets `all`, `none`, `feasible`, `packages`, `set_of` (a condition),
//!   `worth_at_least` (points), `and`, `or`, `minus`, `where_all`, `project`; `count`,
//!   `count_distinct`, `count_completions`, `is_empty`, `raw`, `node_count`; `contains`, `nth`, `first`, `sample`, `list`, `list_distinct`;
//!   `masks`, `histogram`, `select`, `with_mask`, `mask_of`; `some_relaxations` (without masks);
//!   `count_in` (how many of some sets a state is in), `classes` (by [`Threshold`]s missed),
//!   `by_number`, `of_number`; `nearest`, `allowed` (given [`Costs`]), `irreducible`; `first_in_dossier_order`;
//!   `variable_order`.
//! * `frontier`, `behind` (a point), `values`, `largest`, given [`Scorer`]s; [`Frontier`],
//!   [`FrontierPoint`], [`FrontierLimits`], [`ValueLimits`].
//! * [`Set`], [`Masks`], [`Numbers`]: handles on what a space made. [`Distinct`]: one deal and what is behind it.
//! * [`minimal_relaxations`], [`opened_by`], [`Relaxation`], [X
//!
//! * [`Addresses`]: `new`; `len`, `feasible`, `is_feasible`, `count`; per party `options`, `digits`,
//!   `stride`, `digit`, `combination`, `digit_of`, `with_digit`, `fibre`; `levels`, `write_levels`,
//!   `address`; `bitmap` (of a set). [`Address`] and [`Digit`] are numbers, [`Bitmap`] a set of them.
//! * [`Graph`]: `new`; `len`, `nodes`, `options`, `levels`, `node`, `steps`, `step_count`. [`Node`] is
//!   the number of a state, [`Step`] an option and where it leads.
//!
//! What makes a set may fail with [`TooLarge`]; what asks about one cannot fail.

mod addresses;
mod apply;
mod bitmap;
mod blocks;
mod classes;
mod compile;
mod conflict;
mod diagram;
mod direct;
mod edits;
mod frontier;
mod graph;
mod import;
mod limits;
mod listing;
mod masks;
mod nearest;
mod numbers;
mod order;
mod paths;
mod points;
mod relaxation;
mod rule_set;
mod space;

pub use addresses::{Address, Addresses, Digit};
pub use bitmap::Bitmap;
pub use classes::{Classify, Threshold};
pub use conflict::minimal_conflicts;
pub use frontier::{Frontier, FrontierLimits, FrontierPoint, Scorer, ValueLimits};
pub use graph::{Graph, Node, Step};
pub use limits::{Limits, TooLarge};
pub use listing::Distinct;
pub use masks::Masks;
pub use nearest::{Costs, Nearest};
pub use numbers::Numbers;
pub use relaxation::{Relaxation, minimal_relaxations, opened_by};
pub use rule_set::RuleSet;
pub use space::{Set, Space};
