//! Findings to sentences, figures, HTML and terminal text.
//!
//! Words and figures are made from findings (names are looked up in the dispute) into a
//! [`Document`]; every face of the product renders the same document, so all say the same thing.
//!
//! | step | where |
//! |---|---|
//! | finding → sentences, tables, figures | `words/`, one file per lens or chapter |
//! | document → HTML page, terminal text | `face/` |

mod document;
mod face;
mod names;
mod words;

pub use document::{Block, Cell, Chapter, Document, Figure, Span, Table, Text};
pub use face::{html, json, lead, terminal};
pub use words::{
    baseline_document, compare_document, compensate_document, frontier_document, full_report,
    overview_document, parties_document, path_document, ranges_document, ratify_document,
    readings_document, refine_document, roadmap_document, robust_document, space_document,
    stability_document, state_list_document, states_document, verification_document, why_document,
};
