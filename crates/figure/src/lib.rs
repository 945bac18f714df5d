//! Figures as SVG text: scales, axes, marks and measured labels. Knows no dispute.
//!
//! A figure is plain data with `svg(&self, id)`, which returns one `<svg>` element: the same bytes
//! for the same data on every machine. Geometry stands in the SVG, colour in [`style::STYLE`], so
//! one figure serves screen, dark screen and paper. Every figure fits a page of 720 units; with
//! `compact` it is drawn for a phone of 390 instead, and [`style::pair`] puts the two in a page so that
//! the one that fits is shown.
//!
//! | to show | use |
//! |---|---|
//! | amounts side by side | [`Bars`] |
//! | which items belong to which sets, and what each amounts to alone | [`DotMatrix`] |
//! | what happened when, and who answered whom | [`Timeline`] |
//! | where several stand between two ends | [`Positions`] |
//! | what is taken from amounts, and what is left | [`Balances`] |
//! | from where up something holds, column by column | [`Columns`] |
//! | what leads where, and who takes it there | [`Graph`] |
//! | what two parties get, and what can be had | [`Scatter`] |
//! | one level of an ordered few, inside a table cell | [`level_glyph`] |

mod balances;
mod bars;
mod columns;
mod dots;
pub mod font;
mod glyph;
mod graph;
mod legend;
pub mod number;
mod positions;
mod row_amount;
pub mod scale;
mod scatter;
pub mod style;
pub mod svg;
mod timeline;

pub use balances::{Balance, Balances};
pub use bars::{Bar, BarGroup, Bars};
pub use columns::{Column, Columns};
pub use dots::{DotColumn, DotMatrix};
pub use glyph::level_glyph;
pub use graph::{Graph, GraphArc, GraphNode};
pub use positions::{Centre, Position, PositionPanel, Positions};
pub use row_amount::RowAmount;
pub use scale::Spacing;
pub use scatter::{Scatter, ScatterAxis, ScatterCell, ScatterEdge, ScatterKind, ScatterMark};
pub use style::Tone;
pub use timeline::{Clock, Kind, Mark, Shape, Timeline, Zoom};
