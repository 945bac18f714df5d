//! Where tests find the program and the casebook, and a folder of their own to write to.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A bundled dossier.
pub(crate) fn case(name: &str) -> PathBuf {
    root().join("casebook").join(name)
}

/// The dispute of a bundled dossier.
pub(crate) fn dispute(name: &str) -> detente::Dispute {
    let read = detente::read(&case(name)).unwrap();
    assert_eq!(detente::render(&read.diagnostics, &read.texts, false), "", "{name} has mistakes");
    read.dispute.unwrap()
}

/// An empty folder, made anew; each test names its own, for they run side by side.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the program in a folder, with a fixed width and without colour.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// Exit code, standard output and standard error as text.
pub(crate) fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}
