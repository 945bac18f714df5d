//! `sources.bib` to sources.

mod entries;

use biblatex::ChunksExt;
use detente_model::{Date, Source, SourceId, Table};

use crate::dates;
use crate::diagnostic::{Diagnostic, File};
use crate::place::Span;

/// Sources with their places, and whether the file could be read at all.
pub(crate) struct Sources {
    pub(crate) table: Table<SourceId, Source>,
    pub(crate) readable: bool,
    /// Of each source's key, in the order of the table.
    pub(crate) places: Vec<Span>,
}

/// Reads a bibliography; what is wrong goes to `diagnostics`.
pub(crate) fn read(text: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Sources {
    let mut sources = Sources { table: Table::new(), readable: true, places: Vec::new() };
    let Some(text) = text else { return sources };
    let before = diagnostics.len();
    let bibliography = entries::read(text, diagnostics);
    sources.readable = diagnostics.len() == before;
    let Some((bibliography, keys)) = bibliography else { return sources };
    for (key, span) in keys {
        let Some(entry) = bibliography.get(&key) else { continue };
        let mut fields: Vec<(String, String)> = entry
            .fields
            .iter()
            .map(|(name, chunks)| {
                (name.to_lowercase(), chunks.format_verbatim().trim().to_string())
            })
            .collect();
        fields.sort();
        let place = ["date", "year"].iter().find_map(|name| {
            let chunks = entry.fields.get(*name)?;
            Some(chunks.first()?.span.start..chunks.last()?.span.end)
        });
        let date = date(&fields, place.unwrap_or(span.clone()), diagnostics);
        let kind = entry.entry_type.to_string();
        sources.table.push(Source { id: key, kind, fields, date });
        sources.places.push(span);
    }
    sources
}

/// The date of an entry: `date`, or `year` with `month` and `day`.
fn date(
    fields: &[(String, String)],
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let get = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let text = match (get("date"), get("year")) {
        (Some(date), _) => date.to_string(),
        (None, Some(year)) => {
            let month = get("month").and_then(month_number);
            let day = get("day").and_then(|d| d.parse::<u8>().ok());
            match (month, day) {
                (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
                (Some(month), None) => format!("{year}-{month:02}"),
                _ => year.to_string(),
            }
        }
        (None, None) => return None,
    };
    // Of a span of time the end counts: the source was complete only then.
    let end = text.rsplit('/').next().unwrap_or(&text);
    let date = end.trim().parse().ok();
    if date.is_none() {
        let cure = dates::cure(end).map(|cure| cure.replace('"', ""));
        let help =
            cure.unwrap_or_else(|| "write date = {2025-08-11}, {2025-08} or {2025}".to_string());
        let message = format!("`{text}` is not a date");
        let mistake = Diagnostic::error("bad-date", File::Sources, span, message).help(help);
        diagnostics.push(mistake);
    }
    date
}

fn month_number(text: &str) -> Option<u8> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_lowercase();
    let named = NAMES.iter().position(|name| lower.starts_with(name)).map(|i| i as u8 + 1);
    named.or_else(|| text.parse().ok()).filter(|m| (1..=12).contains(m))
}

/// Reports sources dated after the clock, unless they look back (`retrospective = {yes}`):
/// scholarship on a historical case is naturally later than the case.
pub(crate) fn refuse_later(
    dispute: &detente_model::Dispute,
    places: &[Span],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (source, span) in dispute.sources.values().zip(places) {
        let later = source.date.filter(|date| date.is_after(dispute.as_of));
        let Some(date) = later.filter(|_| source.field("retrospective") != Some("yes")) else {
            continue;
        };
        let message = format!("the source `{}` is dated after the clock", source.id);
        diagnostics.push(
            Diagnostic::error("after-clock", File::Sources, span.clone(), message)
                .here(format!("{date} is after {}", dispute.as_of))
                .help("leave it out; for scholarship that looks back on the case add retrospective = {yes}"),
        );
    }
}
