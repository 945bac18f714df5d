//! The files of a dossier as text: found, bounded, decoded.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, File};

/// The largest `dossier.toml` or `sources.bib` that is read, in bytes.
pub(crate) const LARGEST_MODEL: u64 = 8 << 20;
/// The largest `events.csv` that is read, in bytes.
const LARGEST_LEDGER: u64 = 256 << 20;

/// The texts of a dossier, without byte-order marks.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    folder: PathBuf,
    /// What the text is called that stands in for `dossier.toml`, where one does.
    called: Option<String>,
    dossier: Option<String>,
    events: Option<String>,
    sources: Option<String>,
}

impl Texts {
    /// A dossier given as texts, as if read from `folder`.
    pub fn new(folder: &Path, dossier: &str, events: Option<&str>, sources: Option<&str>) -> Texts {
        let own = |text: Option<&str>| text.map(|t| without_mark(t).to_string());
        Texts {
            folder: folder.to_path_buf(),
            called: None,
            dossier: own(Some(dossier)),
            events: own(events),
            sources: own(sources),
        }
    }

    /// A text of its own, for messages about it.
    pub(crate) fn called(called: &str, text: &str) -> Texts {
        let (called, dossier) = (Some(called.to_string()), Some(text.to_string()));
        Texts { called, dossier, ..Texts::default() }
    }

    /// Reads the files of a folder.
    ///
    /// Returns the texts and what is wrong with them as texts: too large, not UTF-8, binary.
    ///
    /// # Errors
    /// When the folder or its `dossier.toml` is not there or cannot be read.
    pub fn load(folder: &Path) -> io::Result<(Texts, Vec<Diagnostic>)> {
        check_folder(folder)?;
        let mut texts = Texts { folder: folder.to_path_buf(), ..Texts::default() };
        let mut diagnostics = Vec::new();
        for file in File::ALL {
            let path = folder.join(file.name());
            let bytes = match read_bounded(&path, file) {
                Ok(Ok(bytes)) => bytes,
                Ok(Err(message)) => {
                    *texts.slot(file) = Some(String::new());
                    diagnostics.push(
                        Diagnostic::error("unreadable-text", file, 0..0, message)
                            .help("split the dossier, or leave out what is not needed"),
                    );
                    continue;
                }
                Err(e) if e.kind() == io::ErrorKind::NotFound && file != File::Dossier => continue,
                Err(e) => return Err(io::Error::new(e.kind(), format!("{}: {e}", path.display()))),
            };
            let (text, mistake) = decode(&bytes, file);
            *texts.slot(file) = Some(text);
            diagnostics.extend(mistake);
        }
        Ok((texts, diagnostics))
    }

    /// The text of a file, if the dossier has it.
    pub fn get(&self, file: File) -> Option<&str> {
        match file {
            File::Dossier => self.dossier.as_deref(),
            File::Events => self.events.as_deref(),
            File::Sources => self.sources.as_deref(),
        }
    }

    /// The path of a file, for messages.
    pub fn path(&self, file: File) -> String {
        if let Some(called) = self.called.as_ref().filter(|_| file == File::Dossier) {
            return called.clone();
        }
        self.folder.join(file.name()).display().to_string()
    }

    /// SHA-256 over names and texts, in lower-case hexadecimal: the dossier's identity on every
    /// finding. Line endings and byte-order marks do not change it.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for file in File::ALL {
            if let Some(text) = self.get(file) {
                let text = text.replace("\r\n", "\n");
                hash.update(format!("{}\n{}\n", file.name(), text.len()));
                hash.update(text);
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn slot(&mut self, file: File) -> &mut Option<String> {
        match file {
            File::Dossier => &mut self.dossier,
            File::Events => &mut self.events,
            File::Sources => &mut self.sources,
        }
    }
}

/// Says plainly what is not there.
fn check_folder(folder: &Path) -> io::Result<()> {
    let shown = folder.display();
    if folder.is_file() {
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new(".")).display();
        let message = format!("this is a file; give the folder: {parent}");
        return Err(io::Error::new(io::ErrorKind::NotADirectory, message));
    }
    let name = File::Dossier.name();
    let message = if !folder.try_exists()? {
        format!("there is no folder `{shown}`")
    } else if !folder.join(name).try_exists()? {
        format!("there is no {name} in `{shown}`; `detente new {shown}` writes one")
    } else {
        return Ok(());
    };
    Err(io::Error::new(io::ErrorKind::NotFound, message))
}

fn read_bounded(path: &Path, file: File) -> io::Result<Result<Vec<u8>, String>> {
    let largest = if file == File::Events { LARGEST_LEDGER } else { LARGEST_MODEL };
    let facts = fs::metadata(path)?;
    if !facts.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a file"));
    }
    let size = facts.len();
    if size > largest {
        let (size, largest) = (size >> 20, largest >> 20);
        let name = file.name();
        return Ok(Err(format!("`{name}` has {size} MB; at most {largest} MB are read")));
    }
    fs::read(path).map(Ok)
}

fn decode(bytes: &[u8], file: File) -> (String, Option<Diagnostic>) {
    let name = file.name();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = format!("`{name}` looks like UTF-16");
        let mistake = Diagnostic::error("unreadable-text", file, 0..0, message);
        return (String::new(), Some(mistake.help("save it as UTF-8")));
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        let message = format!("`{name}` is not a text file: byte {} is zero", at + 1);
        let help = "save it as UTF-8 text";
        return (
            String::new(),
            Some(Diagnostic::error("unreadable-text", file, 0..0, message).help(help)),
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = without_mark(text).to_string();
            let mistake = control_character(&text, file);
            (text, mistake)
        }
        Err(e) => {
            // What comes before the bad byte is shown, so that its line can be found.
            let good = String::from_utf8_lossy(&bytes[..e.valid_up_to()]);
            let text = without_mark(&good).to_string();
            let end = text.len();
            let line = good.matches('\n').count() + 1;
            let message = format!("`{name}` is not UTF-8: bad byte in line {line}");
            let mistake = Diagnostic::error("unreadable-text", file, end..end, message)
                .here("the bad byte follows here")
                .help("save the file as UTF-8");
            (text, Some(mistake))
        }
    }
}

/// A character that no text has, such as the escape that commands a terminal. TOML refuses these
/// itself.
fn control_character(text: &str, file: File) -> Option<Diagnostic> {
    let (at, c) =
        text.char_indices().find(|(_, c)| is_control(*c)).filter(|_| file != File::Dossier)?;
    let message = format!("`{}` has the control character `{}`", file.name(), c.escape_unicode());
    let mistake = Diagnostic::error("unreadable-text", file, at..at + c.len_utf8(), message);
    Some(mistake.help("take it out"))
}

/// Whether a character commands instead of being read; line ends and tabs may stand.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
