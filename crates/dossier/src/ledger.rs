//! `events.csv` to events.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder};
use detente_model::{Date, Event, Layer, Source, SourceId, Table};

use crate::diagnostic::{Diagnostic, File, suggestion};
use crate::place::Span;

const NEEDED: [&str; 7] = ["id", "date", "initiator", "target", "kind", "summary", "source"];
const OPTIONAL: [&str; 4] = ["claimed-by", "reply-to", "layer", "note"];

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
    let Some((columns, rows)) = header(text, diagnostics) else { return Vec::new() };
    let known = sources.iter().map(|(id, source)| (source.id.as_str(), id)).collect();
    let mut ledger =
        Ledger { columns, sources: known, check_sources, clock, diagnostics, seen: BTreeMap::new() };
    let mut events: Vec<(Event, Span)> = Vec::new();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(rows.1.as_bytes());
    let mut record = ByteRecord::new();
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        // A row may be quoted over several lines; its place runs to where the next one starts.
        let end = (reader.position().byte() as usize).max(start);
        let row = &rows.1[start..end];
        let lead = row.len() - row.trim_start().len();
        let span = rows.0 + start + lead..rows.0 + start + row.trim_end().len().max(lead);
        if let Some(event) = ledger.event(&record, &span) {
            events.push((event, span));
        }
    }
    ledger.check_replies(&events);
    let mut events: Vec<Event> = events.into_iter().map(|(event, _)| event).collect();
    events.sort_by_key(|event| event.date);
    events
}

/// Where each known column stands, and the rest of the text with its offset.
type Header<'a> = (Vec<Option<&'static str>>, (usize, &'a str));

fn header<'a>(text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Option<Header<'a>> {
    let end = text.find('\n').map_or(text.len(), |i| i + 1);
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(&text.as_bytes()[..end]);
    let mut record = csv::StringRecord::new();
    let line = text[..end].trim_end().len();
    if !matches!(reader.read_record(&mut record), Ok(true)) {
        diagnostics.push(Diagnostic::error("ledger", File::Events, 0..line, "the header line cannot be read"));
        return None;
    }
    let all = NEEDED.iter().chain(&OPTIONAL);
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    for name in &record {
        let found = all.clone().find(|known| **known == name.trim()).copied();
        if found.is_none() {
            let at = text[..end].find(name).unwrap_or(0);
            let mut mistake = Diagnostic::error(
                "unknown-column",
                File::Events,
                at..at + name.len(),
                format!("there is no column `{name}`"),
            );
            mistake.help = suggestion(name, all.clone().copied());
            diagnostics.push(mistake);
        } else if columns.contains(&found) {
            let message = format!("the column `{name}` stands twice");
            diagnostics.push(Diagnostic::error("duplicate-id", File::Events, 0..line, message));
        }
        columns.push(found);
    }
    let missing: Vec<String> =
        NEEDED.iter().filter(|n| !columns.contains(&Some(n))).map(|n| format!("`{n}`")).collect();
    if !missing.is_empty() {
        let message = format!("the ledger has no column {}", missing.join(", "));
        diagnostics.push(
            Diagnostic::error("missing", File::Events, 0..line, message)
                .help(format!("the first line names the columns: {}", NEEDED.join(","))),
        );
        return None;
    }
    Some((columns, (end, &text[end..])))
}

struct Ledger<'a> {
    columns: Vec<Option<&'static str>>,
    sources: BTreeMap<&'a str, SourceId>,
    check_sources: bool,
    clock: Date,
    diagnostics: &'a mut Vec<Diagnostic>,
    seen: BTreeMap<String, Span>,
}

impl Ledger<'_> {
    fn event(&mut self, record: &ByteRecord, span: &Span) -> Option<Event> {
        if record.len() != self.columns.len() {
            let message = format!(
                "this row has {} fields, the header has {}",
                record.len(),
                self.columns.len()
            );
            self.error("ledger", span, message).help =
                Some("put a text that contains a comma in quotes".to_string());
            return None;
        }
        let columns = self.columns.clone();
        let field = |name: &str| {
            let index = columns.iter().position(|column| *column == Some(name));
            let bytes = index.and_then(|index| record.get(index)).unwrap_or_default();
            String::from_utf8_lossy(bytes).trim().to_string()
        };
        let optional = |name: &str| Some(field(name)).filter(|text| !text.is_empty());
        let list = |name: &str| -> Vec<String> {
            field(name).split(';').map(|s| s.trim().to_string()).filter(|s| !s.is_empty()).collect()
        };
        let before = self.diagnostics.len();
        for name in ["id", "initiator", "kind", "summary"] {
            if field(name).is_empty() {
                self.error("missing", span, format!("the event has no `{name}`"));
            }
        }
        let id = field("id");
        if let Some(first) = self.seen.insert(id.clone(), span.clone()) {
            let mistake = self.error("duplicate-id", span, format!("there are two events `{id}`"));
            *mistake = mistake.clone().and(File::Events, first, "the first");
        }
        let date = self.date(&field("date"), span);
        let sources = list("source").iter().filter_map(|key| self.source(key, span)).collect();
        let layer = self.layer(optional("layer"), span);
        if self.diagnostics.len() > before {
            return None;
        }
        Some(Event {
            id,
            date: date?,
            initiators: list("initiator"),
            targets: list("target"),
            kind: field("kind"),
            summary: field("summary"),
            sources,
            claimed_by: optional("claimed-by"),
            reply_to: optional("reply-to"),
            layer,
            note: optional("note"),
        })
    }

    fn error(&mut self, code: &'static str, span: &Span, message: String) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(code, File::Events, span.clone(), message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    fn date(&mut self, text: &str, span: &Span) -> Option<Date> {
        let Ok(date) = text.parse::<Date>() else {
            self.error("bad-date", span, format!("`{text}` is not a date")).help =
                Some("write 2025-08-11, 2025-08 or 2025".to_string());
            return None;
        };
        if date.is_after(self.clock) {
            let clock = self.clock;
            self.error("after-clock", span, format!("this event is dated after the clock, {clock}"))
                .help = Some("leave it out, or move `as-of` in dossier.toml".to_string());
        }
        Some(date)
    }

    fn source(&mut self, key: &str, span: &Span) -> Option<SourceId> {
        let found = self.sources.get(key).copied();
        if found.is_none() && self.check_sources {
            let keys: Vec<&str> = self.sources.keys().copied().collect();
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
        let dates: BTreeMap<&str, Date> = events.iter().map(|(e, _)| (e.id.as_str(), e.date)).collect();
        for (event, span) in events {
            let Some(answered) = &event.reply_to else { continue };
            match dates.get(answered.as_str()) {
                None if self.seen.contains_key(answered) => {}
                None => {
                    let help = suggestion(answered, dates.keys().copied());
                    let message = format!("there is no event `{answered}` to reply to");
                    self.error("unknown-event", span, message).help =
                        help.filter(|h| h.starts_with("did you mean"));
                }
                Some(date) if date.is_after(event.date) => {
                    let message = format!("this event replies to `{answered}`, which is later");
                    self.error("order", span, message);
                }
                Some(_) => {}
            }
        }
    }
}
