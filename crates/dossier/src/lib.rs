//! A folder of text to a dispute, or every mistake with its place; and back.
//!
//! The format is described in `docs/dossier.md`. Three shapes of the same input: as typed, every
//! name with its place (`typed`); resolved to ids (`resolve`); checked (`checks`). Only a dossier
//! without errors becomes a [`detente_model::Dispute`]. Save files of GMCR+ are read and written
//! too (`gmcr`).
//!
//! ```
//! use detente_dossier::{Texts, read_texts};
//! use std::path::Path;
//!
//! let toml = "format = 1\ntitle = 'Rent'\nas-of = 2025-01-31\n\
//!             [party.tenant]\n[option.rent]\nparty = 'tennant'\nlevels = ['old', 'new']\n";
//! let read = read_texts(Texts::new(Path::new("rent"), toml, None, None));
//! assert!(read.dispute.is_none());
//! assert_eq!(read.diagnostics[0].message, "there is no party `tennant`");
//! assert_eq!(read.diagnostics[0].help.as_deref(), Some("did you mean `tenant`?"));
//! ```

mod bibliography;
mod checks;
mod condition;
mod dates;
mod diagnostic;
mod entries;
mod entry;
mod gmcr;
mod ledger;
mod place;
mod render;
mod resolve;
mod schema;
mod syntax;
mod texts;
mod tree;
mod typed;
mod write;

use std::io;
use std::path::Path;

use detente_model::Dispute;

pub use condition::{Misread, read_condition};
pub use diagnostic::{Diagnostic, File, Label, Severity};
pub use gmcr::{Exported, GmcrMistake, Imported, export_gmcr, import_gmcr};
pub use render::{line_and_column, render};
pub use schema::schema;
pub use texts::Texts;
pub use write::{Written, write};

/// What came of reading a dossier.
#[derive(Clone, Debug)]
pub struct Read {
    /// The dispute, if there is no error.
    pub dispute: Option<Dispute>,
    /// Everything that is wrong or looks wrong, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts the places refer to.
    pub texts: Texts,
}

/// Reads the dossier in a folder.
///
/// # Errors
/// When the folder or its `dossier.toml` is not there or cannot be read. What is wrong inside the
/// files is in [`Read::diagnostics`].
pub fn read(folder: &Path) -> io::Result<Read> {
    let (texts, unreadable) = Texts::load(folder)?;
    Ok(read_with(texts, unreadable))
}

/// Reads a dossier given as texts.
pub fn read_texts(texts: Texts) -> Read {
    read_with(texts, Vec::new())
}

fn read_with(texts: Texts, unreadable: Vec<Diagnostic>) -> Read {
    let unreadable_files: Vec<File> = unreadable.iter().map(|d| d.labels[0].file).collect();
    let broken = |file| unreadable_files.contains(&file);
    let readable = |file| texts.get(file).filter(|_| !broken(file));
    let mut diagnostics = unreadable;
    let dispute = readable(File::Dossier).and_then(|text| {
        let entries = entries::read(text, &mut diagnostics)?;
        let sources = bibliography::read(readable(File::Sources), &mut diagnostics);
        let check_sources = sources.readable && !broken(File::Sources);
        let (mut dispute, places) =
            resolve::resolve(&entries, text, sources.table, check_sources, &mut diagnostics);
        dispute.events = ledger::read(
            readable(File::Events),
            &dispute.sources,
            check_sources,
            dispute.as_of,
            &mut diagnostics,
        );
        bibliography::refuse_later(&dispute, &sources.places, &mut diagnostics);
        checks::check(&dispute, &places, &mut diagnostics);
        // What is said to be missing may stand in what could not be read.
        diagnostics.retain(|d| !entries.unread.damage.explains(d));
        if has_error(&diagnostics) {
            return None;
        }
        checks::asked::check(&dispute, &places, &mut diagnostics);
        Some(dispute)
    });
    diagnostic::finish(&mut diagnostics);
    Read { dispute, diagnostics, texts }
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
