//! Writing SVG: elements in the order they are drawn, and the drawing that holds them.
//!
//! The same calls give the same bytes: attributes stand in the order given and numbers are rounded
//! to two decimals. Marks carry classes only, their colours come from [`crate::style::STYLE`].

mod drawing;
mod element;
mod text;

pub use drawing::Drawing;
pub use element::{Element, number};
pub use text::{Anchor, Type, isolate};
