//! BibTeX entries, and what is wrong with them.
//!
//! Cross-references between entries are kept as fields and not followed; abbreviations
//! (`@string`) are, if they do not lead back to themselves.

use std::collections::{BTreeMap, BTreeSet};

use biblatex::{Bibliography, ParseErrorKind, RawBibliography, RawChunk, Token};

use crate::diagnostic::{Diagnostic, File};
use crate::place::Span;

/// Keys with their places, in the order of the file.
type Keys = Vec<(String, Span)>;

/// So many mistakes are told; a file with more is no bibliography.
const MOST_TOLD: usize = 1000;
/// The largest text an abbreviation may come to, in bytes.
const LARGEST_ABBREVIATION: usize = 10_000;
/// The largest field, in bytes: an abstract has its place, a file has not.
const LARGEST_FIELD: usize = 20_000;
/// Fields that refer to other entries.
const REFERENCES: [&str; 3] = ["crossref", "xdata", "ids"];

/// Reads the entries of a bibliography; nothing if it cannot be read as a whole.
pub(super) fn read(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(Bibliography, Keys)> {
    let mut raw = match RawBibliography::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            let before = diagnostics.len();
            one_by_one(text, diagnostics);
            if diagnostics.len() == before {
                diagnostics.push(told(&error.kind, error.span, 0, text));
            }
            return None;
        }
    };
    if let Some(mistake) = bad_abbreviation(&raw) {
        diagnostics.push(mistake);
        return None;
    }
    if let Some(mistake) = long_field(&raw) {
        diagnostics.push(mistake);
        return None;
    }
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut keys = Vec::new();
    let mut unique = true;
    for entry in &raw.entries {
        let (key, span) = (entry.v.key.v, entry.v.key.span.clone());
        if let Some(first) = first.get(key) {
            unique = false;
            let message = format!("there are two sources `{key}`");
            diagnostics.push(
                Diagnostic::error("duplicate-id", File::Sources, span, message)
                    .and(File::Sources, first.clone(), "the first")
                    .help("rename one of them"),
            );
        } else {
            first.insert(key, span.clone());
            keys.push((key.to_string(), span));
        }
    }
    if !unique {
        return None;
    }
    for entry in &mut raw.entries {
        entry.v.fields.retain(|field| !REFERENCES.contains(&field.key.v.to_lowercase().as_str()));
    }
    match Bibliography::from_raw(raw) {
        Ok(bibliography) => Some((bibliography, keys)),
        Err(error) => {
            diagnostics.push(told(&error.kind, error.span, 0, text));
            None
        }
    }
}

/// A field that is too long to be one.
fn long_field(raw: &RawBibliography<'_>) -> Option<Diagnostic> {
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let length = |chunk: &RawChunk<'_>| match chunk {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.len(),
    };
    let mut long = fields
        .filter(|field| field.value.v.iter().map(|c| length(&c.v)).sum::<usize>() > LARGEST_FIELD);
    long.next().map(|field| {
        let message = format!("the field `{}` is too long", field.key.v);
        Diagnostic::error("too-large", File::Sources, field.key.span.clone(), message)
            .help(format!("at most {LARGEST_FIELD} bytes of a field are read; is a brace missing?"))
    })
}

/// Reads every entry on its own, so that one that is broken hides no other.
fn one_by_one(text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut starts: Vec<usize> = text
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|&at| at == 0 || text[..at].ends_with(['\n', '\r']))
        .collect();
    starts.push(text.len());
    let mut found = 0;
    for pair in starts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        if let Err(error) = RawBibliography::parse(&text[start..end]) {
            let span = start + error.span.start..start + error.span.end;
            // What is missed only where the next entry begins was left open.
            let at_end = text[span.start.min(end)..end].trim().is_empty();
            let kind = if at_end { ParseErrorKind::UnexpectedEof } else { error.kind };
            diagnostics.push(told(&kind, span, start, text));
            found += 1;
            if found >= MOST_TOLD {
                return;
            }
        }
    }
}

/// A mistake in our words; `start` is where its entry begins.
fn told(kind: &ParseErrorKind, span: Span, start: usize, text: &str) -> Diagnostic {
    if matches!(kind, ParseErrorKind::UnexpectedEof) {
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |i| start + i);
        return Diagnostic::error(
            "bibtex",
            File::Sources,
            start..end,
            "this entry is never closed",
        )
        .help("look for a `{` or a `\"` without its partner; an entry ends with `}`");
    }
    let (message, help) = match kind {
        ParseErrorKind::UnknownAbbreviation(name) => (
            format!("there is no abbreviation `{name}`"),
            "put the text in braces, or define the abbreviation with `@string`",
        ),
        ParseErrorKind::Expected(token) | ParseErrorKind::Unexpected(token) => {
            let sign = match token {
                Token::Identifier => "a name",
                Token::OpeningBrace => "`{`",
                Token::ClosingBrace => "`}`",
                Token::Comma => "`,`",
                Token::QuotationMark => "`\"`",
                Token::Equals => "`=`",
                Token::DecimalPoint => "`.`",
            };
            let expected = matches!(kind, ParseErrorKind::Expected(_));
            let message = if expected {
                format!("expected {sign}")
            } else {
                format!("{sign} does not belong here")
            };
            (message, "an entry reads `@book{key, title = {…}, date = {2025-08-11}}`")
        }
        kind => (kind.to_string(), "an entry reads `@book{key, title = {…}, date = {2025-08-11}}`"),
    };
    Diagnostic::error("bibtex", File::Sources, span, message).help(help)
}

/// An abbreviation that leads back to itself or grows out of bounds.
fn bad_abbreviation(raw: &RawBibliography<'_>) -> Option<Diagnostic> {
    // Only what was defined before counts towards a size, so a ring never gets one.
    let mut sizes: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let names: BTreeSet<&str> = raw.abbreviations.iter().map(|pair| pair.key.v).collect();
    for pair in &raw.abbreviations {
        let parts = pair.value.v.iter().map(|chunk| match chunk.v {
            RawChunk::Normal(text) => Some(text.len()),
            RawChunk::Abbreviation(name) => match sizes.get(name) {
                Some(size) => *size,
                // Months and the like are known without a definition.
                None if names.contains(name) => None,
                None => Some(name.len()),
            },
        });
        let size = parts.sum::<Option<usize>>().filter(|size| *size <= LARGEST_ABBREVIATION);
        if size.is_none() {
            let message =
                format!("the abbreviation `{}` leads back to itself or is too long", pair.key.v);
            return Some(
                Diagnostic::error("bibtex", File::Sources, pair.key.span.clone(), message)
                    .help("define an abbreviation by texts and abbreviations that come before it"),
            );
        }
        // A second definition replaces the first one for all; it may close a ring.
        if sizes.insert(pair.key.v, size).is_some() {
            let message = format!("the abbreviation `{}` is defined twice", pair.key.v);
            return Some(
                Diagnostic::error("bibtex", File::Sources, pair.key.span.clone(), message)
                    .help("keep one of them"),
            );
        }
    }
    // An abbreviation used in every field may still multiply the text.
    let uses =
        raw.entries.iter().flat_map(|entry| &entry.v.fields).flat_map(|field| &field.value.v);
    let total: usize = uses
        .map(|chunk| match chunk.v {
            RawChunk::Abbreviation(name) => sizes.get(name).copied().flatten().unwrap_or(0),
            RawChunk::Normal(_) => 0,
        })
        .sum();
    (total > 100_000_000).then(|| {
        Diagnostic::error(
            "too-large",
            File::Sources,
            0..0,
            "abbreviations make this bibliography too large",
        )
        .help("shorten the texts of `@string`")
    })
}
