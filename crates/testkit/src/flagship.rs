//! The flagship of the casebook, for tests and benchmarks with known answers.

use std::path::Path;

use detente_dossier::{Texts, read_texts};
use detente_model::Dispute;

/// The dispute of `casebook/iran-2025`.
pub fn flagship() -> Dispute {
    let texts = Texts::new(
        Path::new("iran-2025"),
        include_str!("../../../casebook/iran-2025/dossier.toml"),
        Some(include_str!("../../../casebook/iran-2025/events.csv")),
        Some(include_str!("../../../casebook/iran-2025/sources.bib")),
    );
    read_texts(texts).dispute.expect("the casebook has no mistakes")
}
