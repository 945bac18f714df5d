//! The faces of a document: an HTML page, terminal text, JSON.

mod html;
mod json;
mod terminal;

pub use html::html;
pub use json::json;
pub use terminal::{lead, terminal};
