//! Mistakes as plain data: what is wrong, where, what was expected, what to do.

use std::cmp::Reverse;

use crate::place::Span;

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

/// Orders mistakes as a reader meets them: by file and place, errors before warnings.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|d| (d.labels[0].file, d.labels[0].span.start, d.severity));
}

/// The candidates nearest to a name that is not among them: equal but for case, or a short edit
/// away, the nearest first; at most three.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = name.to_lowercase();
    let mut near: Vec<(Reverse<bool>, usize, &str)> = candidates
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let distance = strsim::damerau_levenshtein(&folded, &other);
            let length = name.chars().count().max(candidate.chars().count());
            let starts = other.starts_with(&folded) || folded.starts_with(&other);
            (distance <= (length / 3).max(1) || (starts && folded.len() >= 3))
                .then_some((Reverse(starts && distance == 0), distance, candidate))
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
    if !near.is_empty() {
        let names: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
        return Some(format!("did you mean {}?", names.join(" or ")));
    }
    let all: Vec<&str> = candidates.collect();
    match all.len() {
        0 => None,
        1..=12 => Some(format!("valid here: {}", quoted(&all))),
        n => Some(format!("valid here: {}, … ({n} in all)", quoted(&all[..10]))),
    }
}
