//! Texts to a folder, never leaving a half-written file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::Written;
use crate::diagnostic::File as Kind;

impl Written {
    /// Makes the folder a dossier with these texts and no others of its three files.
    ///
    /// The folder is created where it is missing. Each file is written beside its place as
    /// `NAME.tmp` and then renamed, so that at every moment it is the old one or the new one as a
    /// whole; `dossier.toml` comes last. A file that this dossier does not have is removed, since
    /// it would be read with it.
    ///
    /// # Errors
    /// When the folder or a file cannot be written; what was there of the file in question stays.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let texts = [
            (Kind::Sources, self.sources.as_deref()),
            (Kind::Events, self.events.as_deref()),
            (Kind::Dossier, Some(self.dossier.as_str())),
        ];
        for (file, text) in texts {
            let path = folder.join(file.name());
            match text {
                Some(text) => replace(&path, &folder.join(format!("{}.tmp", file.name())), text)?,
                None => remove(&path)?,
            }
        }
        Ok(())
    }
}

fn replace(path: &Path, beside: &Path, text: &str) -> io::Result<()> {
    let written = File::create(beside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            // Renamed before its content is on the disk, a file could be found empty after a crash.
            file.sync_all()
        })
        .and_then(|()| fs::rename(beside, path));
    if written.is_err() {
        // The first error is the one to report; the file beside may not even exist.
        let _ = fs::remove_file(beside);
    }
    written
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
