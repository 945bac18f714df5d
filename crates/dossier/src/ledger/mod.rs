//! `events.csv` to events.

mod rows;

use std::collections::BTreeMap;

use detente_model::{Date, Event, Layer, Source, SourceId, Table};

use crate::dates;
use crate::diagnostic::{Diagnostic, File, nearest, suggestion};
use crate::place::Span;
use rows::{Row, Rows};

const NEEDED: [&str; 7] = ["id", "date", "initiator", "target", "kind", "summary", "source"];
const OPTIONAL: [&str; 4] = ["claimed-by", "reply-to", "layer", "note"];

/// So many mistakes are told; a file with more is no ledger.
const MOST_TOLD: usize = 10_000;
/// So many names are compared with mistyped ones before a name is only said to be unknown.
const MOST_COMPARED: usize = 1_000_000;

/// Reads the ledger; what is wrong goes to `diagnostics`. Events come back oldest first, those of
/// one date in the order of the file.
pub(crate) fn read(
    text: Option<&str>,
    sources: &Table<SourceId, Source>,
    check_sources: bool,
    clock: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Event> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Vec::new() };
    let Some((columns, start)) = header(text, diagnostics) else { return Vec::new() };
    let known = sources.iter().map(|(id, source)| (source.id.as_str(), id)).collect();
    let mut ledger = Ledger {
        text,
        columns,
        sources: known,
        check_sources,
        clock,
        diagnostics,
        seen: BTreeMap::new(),
    };
    let before = ledger.diagnostics.len();
    let mut events: Vec<(Event, Span)> = Vec::new();
    let mut rows = Rows::new(text, start, ledger.columns.len());
    while let Some(row) = rows.next() {
        if ledger.diagnostics.len() - before > MOST_TOLD {
            break;
        }
        match row {
            Ok(row) => {
                events.extend(ledger.event(&row));
            }
            Err(quote) => {
                let message = "a quote is never closed";
                ledger
                    .diagnostics
                    .push(Diagnostic::error("ledger", File::Events, quote, message).help(
                    "end the text with `\"`; a quote inside a quoted text is written twice, `\"\"`",
                ));
            }
        }
    }
    ledger.check_replies(&events);
    let mut events: Vec<Event> = events.into_iter().map(|(event, _)| event).collect();
    events.sort_by_key(|event| event.date);
    events
}

/// Which known column stands where, and where the first row starts.
fn header(
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Vec<Option<&'static str>>, usize)> {
    let end = text.find('\n').map_or(text.len(), |i| i + 1);
    let line = text[..end].trim_end().len();
    let error = |code, span, message: String| Diagnostic::error(code, File::Events, span, message);
    let row = match Rows::new(&text[..end], 0, 0).next() {
        Some(Ok(row)) => row,
        Some(Err(quote)) => {
            let mistake = error("ledger", quote, "a quote is never closed".to_string());
            diagnostics.push(mistake.help("column names need no quotes"));
            return None;
        }
        None => {
            let mistake = error("ledger", 0..line, "the header line is empty".to_string());
            diagnostics.push(
                mistake.help(format!("the first line names the columns: {}", NEEDED.join(","))),
            );
            return None;
        }
    };
    let all = NEEDED.iter().chain(&OPTIONAL);
    let is_column = |name: &str| all.clone().any(|known| *known == name.trim().to_lowercase());
    let names: Vec<&str> = text[..line].split(';').collect();
    if names.len() > 2 && is_column(names[0]) && is_column(names[1]) {
        let message = "the columns are separated by `;`".to_string();
        diagnostics.push(error("ledger", 0..line, message).help("save the file with commas"));
        return None;
    }
    if let Some(name) =
        row.fields.iter().find(|name| is_column(name) && **name != name.to_lowercase())
    {
        let message = format!("there is no column `{name}`: column names are lower case");
        let help = format!("write {}", text[..line].to_lowercase());
        diagnostics.push(error("unknown-column", 0..line, message).help(help));
        return None;
    }
    if !row.fields.iter().any(|name| all.clone().any(|known| known == name)) {
        let message = "the first line does not name the columns".to_string();
        let help = format!("write it first: {}", NEEDED.join(","));
        diagnostics.push(error("ledger", 0..line, message).help(help));
        return None;
    }
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    let mut mistyped: Vec<&str> = Vec::new();
    for (name, span) in row.fields.iter().zip(row.places) {
        let found = all.clone().find(|known| **known == name.as_str()).copied();
        if found.is_none() {
            let mut mistake = error("unknown-column", span, format!("there is no column `{name}`"));
            mistake.help = suggestion(name, all.clone().copied());
            mistyped.extend(nearest(name, all.clone().copied()).first());
            diagnostics.push(mistake);
        } else if columns.contains(&found) {
            let message = format!("the column `{name}` stands twice");
            diagnostics.push(error("duplicate-id", span, message).help("take one of them away"));
        }
        columns.push(found);
    }
    let missing: Vec<&str> =
        NEEDED.iter().copied().filter(|n| !columns.contains(&Some(n))).collect();
    let told: Vec<String> =
        missing.iter().filter(|n| !mistyped.contains(n)).map(|n| format!("`{n}`")).collect();
    if !told.is_empty() {
        let message = format!("the ledger has no column {}", told.join(", "));
        let help = format!("the first line names the columns: {}", NEEDED.join(","));
        diagnostics.push(error("missing", 0..line, message).help(help));
    }
    missing.is_empty().then_some((columns, end))
}

struct Ledger<'a> {
    text: &'a str,
    columns: Vec<Option<&'static str>>,
    sources: BTreeMap<&'a str, SourceId>,
    check_sources: bool,
    clock: Date,
    diagnostics: &'a mut Vec<Diagnostic>,
    seen: BTreeMap<String, Span>,
}

impl Ledger<'_> {
    /// An event, and where it says what it replies to.
    fn event(&mut self, row: &Row) -> Option<(Event, Span)> {
        if row.fields.len() != self.columns.len() {
            let (has, expected) = (row.fields.len(), self.columns.len());
            let plural = if has == 1 { "field" } else { "fields" };
            let message = format!("this row has {has} {plural}, the header has {expected}");
            let help = if has > expected {
                "put a text that contains a comma in quotes"
            } else {
                "leave no comma out: an empty field is two commas in a row"
            };
            self.error("ledger", &row.whole, message).help = Some(help.to_string());
            return None;
        }
        let columns = self.columns.clone();
        let index = |name: &str| columns.iter().position(|column| *column == Some(name));
        let field = |name: &str| index(name).map_or("", |i| row.fields[i].as_str());
        // An empty field has no place of its own to point at.
        let place = |name: &str| match index(name) {
            Some(i) if !row.places[i].is_empty() => row.places[i].clone(),
            _ => row.whole.clone(),
        };
        let optional = |name: &str| Some(field(name).to_string()).filter(|text| !text.is_empty());
        let list = |name: &str| -> Vec<String> {
            field(name).split(';').map(|s| s.trim().to_string()).filter(|s| !s.is_empty()).collect()
        };
        let before = self.diagnostics.len();
        for name in ["id", "date", "initiator", "kind", "summary"] {
            if field(name).is_empty() {
                self.error("missing", &row.whole, format!("the event has no `{name}`")).help =
                    Some(format!("fill in the column `{name}`"));
            }
        }
        let id = field("id").to_string();
        let first = (!id.is_empty()).then(|| self.seen.insert(id.clone(), place("id"))).flatten();
        if let Some(first) = first {
            let mistake =
                self.error("duplicate-id", &place("id"), format!("there are two events `{id}`"));
            *mistake = mistake.clone().and(File::Events, first, "the first");
            mistake.help = Some("rename one of them".to_string());
        }
        let date = optional("date").and_then(|date| self.date(&date, &place("date")));
        let sources: Vec<SourceId> =
            list("source").iter().filter_map(|key| self.source(key, &place("source"))).collect();
        let layer = self.layer(optional("layer"), &place("layer"));
        if self.diagnostics.len() > before {
            return None;
        }
        let event = Event {
            id,
            date: date?,
            initiators: list("initiator"),
            targets: list("target"),
            kind: field("kind").to_string(),
            summary: field("summary").to_string(),
            sources,
            claimed_by: optional("claimed-by"),
            reply_to: optional("reply-to"),
            layer,
            note: optional("note"),
        };
        Some((event, place("reply-to")))
    }

    fn error(&mut self, code: &'static str, span: &Span, message: String) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(code, File::Events, span.clone(), message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    fn date(&mut self, text: &str, span: &Span) -> Option<Date> {
        let Ok(date) = text.parse::<Date>() else {
            let help = dates::cure(text).map(|cure| cure.replace('"', ""));
            self.error("bad-date", span, format!("`{text}` is not a date")).help =
                help.or(Some("write 2025-08-11, 2025-08 or 2025".to_string()));
            return None;
        };
        if date.is_after(self.clock) {
            let clock = self.clock;
            self.error(
                "after-clock",
                span,
                format!("this event is dated after the clock, {clock}"),
            )
            .help = Some("leave it out, or move `as-of` in dossier.toml".to_string());
        }
        Some(date)
    }

    fn source(&mut self, key: &str, span: &Span) -> Option<SourceId> {
        let within = self.text[span.clone()].find(key).map(|i| span.start + i);
        let span = &within.map_or(span.clone(), |start| start..start + key.len());
        let found = self.sources.get(key).copied();
        if found.is_none() && self.check_sources {
            // A long bibliography and many mistakes would take too long to compare.
            let few = self.diagnostics.len() * self.sources.len() < MOST_COMPARED;
            let keys: Vec<&str> = self.sources.keys().copied().filter(|_| few).collect();
            let help = suggestion(key, keys.into_iter()).filter(|h| h.starts_with("did you mean"));
            self.error("unknown-source", span, format!("there is no source `{key}`")).help =
                help.or(Some("add it to `sources.bib`".to_string()));
        }
        found
    }

    fn layer(&mut self, word: Option<String>, span: &Span) -> Option<Layer> {
        let word = word?;
        let found = Layer::ALL.into_iter().find(|layer| layer.word() == word);
        if found.is_none() {
            self.error("unknown-word", span, format!("there is no layer `{word}`")).help =
                suggestion(&word, Layer::ALL.into_iter().map(Layer::word));
        }
        found
    }

    fn check_replies(&mut self, events: &[(Event, Span)]) {
        let dates: BTreeMap<&str, Date> =
            events.iter().map(|(e, _)| (e.id.as_str(), e.date)).collect();
        for (event, span) in events {
            let Some(answered) = &event.reply_to else { continue };
            match dates.get(answered.as_str()) {
                None if self.seen.contains_key(answered) => {}
                None => {
                    let few = self.diagnostics.len() * dates.len() < MOST_COMPARED;
                    let help = suggestion(answered, dates.keys().copied().filter(|_| few));
                    let message = format!("there is no event `{answered}` to reply to");
                    let help = help.filter(|h| h.starts_with("did you mean"));
                    self.error("unknown-event", span, message).help =
                        help.or(Some("`reply-to` holds the id of another event".to_string()));
                }
                Some(date) if date.is_after(event.date) => {
                    let message = format!("this event replies to `{answered}`, which is later");
                    self.error("order", span, message).help =
                        Some("exchange the two, or correct a date".to_string());
                }
                Some(_) => {}
            }
        }
    }
}
