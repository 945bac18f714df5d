//! Mistakes as plain data: what is wrong, where, what was expected, what to do.

use std::cmp::Reverse;

use crate::place::{Span, floor};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The dossier cannot be used.
    Error,
    /// The dossier can be used, and something looks wrong.
    Warning,
}

/// One of the files of a dossier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum File {
    /// `dossier.toml`
    Dossier,
    /// `events.csv`
    Events,
    /// `sources.bib`
    Sources,
}

impl File {
    /// All files of a dossier.
    pub const ALL: [File; 3] = [File::Dossier, File::Events, File::Sources];

    /// Its name in the folder.
    pub fn name(self) -> &'static str {
        match self {
            File::Dossier => "dossier.toml",
            File::Events => "events.csv",
            File::Sources => "sources.bib",
        }
    }
}

/// A place with a word about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The file.
    pub file: File,
    /// The byte range in the file's text (without its byte-order mark).
    pub span: Span,
    /// What is to be said about it; may be empty.
    pub text: String,
}

/// One mistake.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable, kebab-case name of the kind of mistake.
    pub code: &'static str,
    /// What is wrong: lower case, names in backticks.
    pub message: String,
    /// The place, and others that belong to it.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, file: File, span: Span, message: impl Into<String>) -> Self {
        let label = Label { file, span, text: String::new() };
        Diagnostic {
            severity: Severity::Error,
            code,
            message: message.into(),
            labels: vec![label],
            help: None,
        }
    }

    /// The same as a warning.
    pub fn warning(self) -> Self {
        Diagnostic { severity: Severity::Warning, ..self }
    }

    /// Says something about the main place.
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Adds another place.
    pub fn and(mut self, file: File, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file, span, text: text.into() });
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Cuts out the middle of a text that is too long to be read.
fn shorten(text: &mut String) {
    const LONGEST: usize = 600;
    if text.len() > LONGEST {
        let (head, tail) = (floor(text, 300), floor(text, text.len() - 100));
        text.replace_range(head..tail, " … ");
    }
}

/// What to do where something else was expected.
pub(crate) fn remedy(expected: &str) -> String {
    let remedy = match expected {
        e if e.starts_with("a text or a list") => {
            "write it in quotes; several in brackets: [\"…\", \"…\"]"
        }
        e if e.starts_with("a text or a table") => "write a text in quotes, or { key = value }",
        e if e.starts_with("a text") || e.contains("name of") => "write it in quotes",
        e if e.starts_with("a list") => "write it in brackets: [ …, … ]",
        e if e.starts_with("a table") => "write { key = value }, or a table `[…]` of its own",
        e if e.starts_with("true") => "write true or false, without quotes",
        e if e.starts_with("a condition") => "write \"option = level\"",
        e if e.starts_with("a number") => "write it without quotes, for instance 0.3",
        e if e.starts_with("a whole number") => "write it without quotes and point, for instance 1",
        _ => "write it in the form that docs/dossier.md shows",
    };
    remedy.to_string()
}

/// Orders mistakes as a reader meets them: by file and place, errors before warnings. What they
/// say is kept to a readable length: a name may be as long as a file.
pub(crate) fn finish(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut() {
        let texts = diagnostic.labels.iter_mut().map(|label| &mut label.text);
        for text in texts.chain(&mut diagnostic.help).chain([&mut diagnostic.message]) {
            shorten(text);
        }
    }
    diagnostics.sort_by_key(|d| (d.labels[0].file, d.labels[0].span.start, d.severity));
}

/// The candidates nearest to a name that is not among them: equal but for case, or a short edit
/// away, the nearest first; at most three.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    const LONGEST: usize = 60;
    let letters = name.chars().count();
    if letters > LONGEST {
        return Vec::new();
    }
    let folded = name.to_lowercase();
    let mut near: Vec<(Reverse<bool>, usize, &str)> = candidates
        .filter_map(|candidate| {
            let length = candidate.chars().count();
            if length > LONGEST {
                return None;
            }
            let other = candidate.to_lowercase();
            // Names of very different lengths need no closer look.
            let distance = if length.abs_diff(letters) > length.max(letters) / 3 + 1 {
                usize::MAX
            } else {
                strsim::damerau_levenshtein(&folded, &other)
            };
            let length = length.max(letters);
            let starts = other.starts_with(&folded) || folded.starts_with(&other);
            (distance <= (length / 3).max(1) || (starts && folded.len() >= 3)).then_some((
                Reverse(starts && distance == 0),
                distance,
                candidate,
            ))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(3).map(|(_, _, candidate)| candidate).collect()
}

/// "did you mean `a`?", or the list of valid names when nothing is near and there are few.
pub(crate) fn suggestion<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let quoted = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
        names.join(", ")
    };
    let near = nearest(name, candidates.clone());
    if let Some((last, others)) = near.split_last() {
        let or = if others.is_empty() { "" } else { " or " };
        return Some(format!("did you mean {}{or}`{last}`?", quoted(others)));
    }
    let all: Vec<&str> = candidates.collect();
    match all.len() {
        0 => None,
        1..=12 => Some(format!("valid here: {}", quoted(&all))),
        n => Some(format!("valid here: {}, … ({n} in all)", quoted(&all[..10]))),
    }
}
