//! Where things go: answers to standard output, everything else to standard error.

use std::fs;
use std::io::{self, IsTerminal, Read as _, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use detente::{Diagnostic, File, Read, Severity, Texts, line_and_column, render};
use serde_json::json;

/// How a command ended, short of failing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// There is an answer.
    Answered,
    /// The dossier is wrong.
    Wrong,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Answered => ExitCode::SUCCESS,
            Outcome::Wrong => ExitCode::from(1),
        }
    }
}

/// Prints an answer.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Says something that is not the answer. What cannot even be said is dropped.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether the reader of our output has gone away: no reason to complain.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// How wide to print.
pub(crate) fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.parse::<usize>().ok();
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns().or_else(measured).unwrap_or(100).clamp(40, 160)
}

/// Says what is wrong with a dossier, and how much of it.
pub(crate) fn report_mistakes(read: &Read) {
    if read.diagnostics.is_empty() {
        return;
    }
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    complain(&render(&read.diagnostics, &read.texts, colour));
    let count = |severity| read.diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let named = |number: usize, name: &str| match number {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let parts: Vec<String> =
        [named(errors, "error"), named(warnings, "warning")].into_iter().flatten().collect();
    let files: Vec<String> = (File::ALL.iter())
        .filter(|file| read.diagnostics.iter().any(|d| d.labels[0].file == **file))
        .map(|file| format!("`{}`", read.texts.path(*file)))
        .collect();
    complain(&format!("\n{} in {}", parts.join(" and "), files.join(", ")));
}

/// Mistakes as JSON.
pub(crate) fn mistakes_json(diagnostics: &[Diagnostic], texts: &Texts) -> serde_json::Value {
    let label = |label: &detente::Label| {
        let text = texts.get(label.file).unwrap_or("");
        let (line, column) = line_and_column(text, label.span.start);
        let (end_line, end_column) = line_and_column(text, label.span.end);
        json!({
            "file": label.file.name(), "line": line, "column": column,
            "end-line": end_line, "end-column": end_column, "text": label.text,
        })
    };
    let mistakes = diagnostics.iter().map(|d| {
        json!({
            "severity": if d.severity == Severity::Error { "error" } else { "warning" },
            "code": d.code, "message": d.message, "help": d.help,
            "places": d.labels.iter().map(label).collect::<Vec<_>>(),
        })
    });
    mistakes.collect()
}

/// Refuses a path at which something stands that is no page of ours: a dossier's file, say.
pub(crate) fn refuse_to_lose(path: &Path) -> anyhow::Result<()> {
    let mut start = [0; 15];
    match fs::File::open(path).and_then(|mut file| file.read(&mut start)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Ok(0) => Ok(()),
        Ok(_) if start.eq_ignore_ascii_case(b"<!doctype html>") => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot write `{}`", path.display())),
        Ok(_) => bail!("`{}` is there and is no report; choose another name", path.display()),
    }
}

/// Writes a file beside its place and renames it, so that it is whole or not there.
pub(crate) fn write_file(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    fs::write(beside, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    fs::rename(beside, path).with_context(|| format!("cannot write `{}`", path.display()))
}
