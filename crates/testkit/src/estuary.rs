//! The estuary of the casebook: the reference game of the roadmap, as a dispute.

use std::path::Path;

use detente_dossier::{Texts, read_texts};
use detente_model::Dispute;

/// The dispute of `casebook/estuary`.
pub fn estuary() -> Dispute {
    let text = include_str!("../../../casebook/estuary/dossier.toml");
    let read = read_texts(Texts::new(Path::new("estuary"), text, None, None));
    read.dispute.expect("the casebook has no mistakes")
}
