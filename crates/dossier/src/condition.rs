//! One condition, as somebody types it beside a dossier: what if it held?
//!
//! Read with the rules and the messages of the dossier's own conditions; places are in the text
//! given.

use detente_model::{Condition, Dispute};

use crate::diagnostic::{Diagnostic, finish};
use crate::render::render;
use crate::resolve;
use crate::texts::Texts;

/// A condition that could not be read.
#[derive(Clone, Debug)]
pub struct Misread {
    /// Everything that is wrong with it.
    pub mistakes: Vec<Diagnostic>,
    /// The text the places refer to.
    texts: Box<Texts>,
}

impl Misread {
    /// The mistakes as [`render`] writes them, with colour if asked for.
    pub fn render(&self, colour: bool) -> String {
        render(&self.mistakes, &self.texts, colour)
    }
}

/// Reads a condition about a dispute; `called` names its text in messages (`--set`).
///
/// # Errors
/// Everything that is wrong with it, each mistake with its place.
///
/// ```
/// use detente_dossier::{Texts, read_condition, read_texts};
/// use std::path::Path;
///
/// let toml = "format = 1\ntitle = 'Rent'\nas-of = 2025-01-31\n\
///             [party.tenant]\n[option.rent]\nparty = 'tenant'\nlevels = ['old', 'new']\n";
/// let dispute = read_texts(Texts::new(Path::new("rent"), toml, None, None)).dispute.unwrap();
/// assert!(read_condition(&dispute, "--set", "rent = new").is_ok());
/// let misread = read_condition(&dispute, "--set", "rent = newer").unwrap_err();
/// assert_eq!(misread.mistakes[0].message, "`rent` has no level `newer`");
/// ```
pub fn read_condition(dispute: &Dispute, called: &str, text: &str) -> Result<Condition, Misread> {
    let mut mistakes = Vec::new();
    match resolve::condition(dispute, text, &mut mistakes) {
        Some(condition) if mistakes.is_empty() => Ok(condition),
        _ => {
            finish(&mut mistakes);
            Err(Misread { mistakes, texts: Box::new(Texts::called(called, text)) })
        }
    }
}
