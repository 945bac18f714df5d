//! The TOML tree to typed entries, one at a time, so that a bad entry hides no other.
//!
//! Deserialization stops at the first mistake it meets; the offending key is then removed from the
//! entry and it is read again, until nothing is wrong with what is left.

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::diagnostic::{Diagnostic, File, nearest, suggestion};
use crate::place::{At, Map, Span};
use crate::typed::Dossier;

const FORMAT: i64 = 1;

/// The keys of the top level.
const KEYS: [&str; 26] = [
    "format", "title", "note", "as-of", "party", "audience", "option", "impossible", "implausible",
    "deal", "state", "proposal", "interest", "effect", "reading", "focus", "process", "obligation",
    "support", "trust", "tension", "shock", "outcome", "target", "issue", "claim",
];

type Node<'a> = toml::Spanned<DeValue<'a>>;

/// Reads the text of `dossier.toml`; what is wrong goes to `diagnostics`. Nothing is returned if
/// the format is of a newer version, since every other message would be guesswork.
pub(crate) fn read(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Dossier> {
    let (root, mistakes) = DeTable::parse_recoverable(text);
    for mistake in mistakes {
        let span = mistake.span().unwrap_or(0..0);
        diagnostics.push(Diagnostic::error("syntax", File::Dossier, span, mistake.message()));
    }
    let mut root = root.into_inner();
    if let Some((_, format)) = root.get_key_value("format")
        && let Some(version) = format.get_ref().as_integer().and_then(|i| i.as_str().parse::<i64>().ok())
        && version != FORMAT
    {
        diagnostics.push(unknown_format(version, format.span()));
        return None;
    }
    let mut dossier = Dossier::default();
    let mut reader = Reader { diagnostics };
    let keys: Vec<(String, Span)> =
        root.keys().map(|key| (key.get_ref().to_string(), key.span())).collect();
    for (key, span) in keys {
        let Some(value) = root.remove(key.as_str()) else { continue };
        reader.top_level(&mut dossier, &key, span, value);
    }
    Some(dossier)
}

fn unknown_format(version: i64, span: Span) -> Diagnostic {
    if version > FORMAT {
        let message = format!("this dossier has format {version}; this program reads format {FORMAT}");
        let help = "use a newer version of detente, or ask the author for the older format";
        return Diagnostic::error("newer-format", File::Dossier, span, message).help(help);
    }
    Diagnostic::error("unknown-format", File::Dossier, span, format!("there is no format {version}"))
        .help(format!("write `format = {FORMAT}`"))
}

struct Reader<'a> {
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn top_level(&mut self, dossier: &mut Dossier, key: &str, span: Span, value: Node<'_>) {
        match key {
            "format" => dossier.format = self.single(value),
            "title" => dossier.title = self.single(value),
            "note" => dossier.note = self.single::<String>(value).map(|at| at.value),
            "as-of" | "as_of" => dossier.as_of = self.single(value).map(|at| at.value),
            "party" => dossier.party = self.map(key, value),
            "audience" => dossier.audience = self.map(key, value),
            "option" => dossier.option = self.map(key, value),
            "impossible" => dossier.impossible = self.list(key, value),
            "implausible" => dossier.implausible = self.list(key, value),
            "deal" => dossier.deal = self.single(value),
            "state" => dossier.state = self.map(key, value),
            "proposal" => dossier.proposal = self.map(key, value),
            "interest" => dossier.interest = self.map(key, value),
            "effect" => dossier.effect = self.list(key, value),
            "reading" => dossier.reading = self.map(key, value),
            "focus" => dossier.focus = self.map(key, value),
            "process" => dossier.process = self.single(value),
            "obligation" => dossier.obligation = self.map(key, value),
            "support" => dossier.support = self.single(value),
            "trust" => dossier.trust = self.single(value),
            "tension" => dossier.tension = self.single(value),
            "shock" => dossier.shock = self.map(key, value),
            "outcome" => dossier.outcome = self.map(key, value),
            "target" => dossier.target = self.map(key, value),
            "issue" => dossier.issue = self.map(key, value),
            "claim" => dossier.claim = self.map(key, value),
            _ => {
                let message = format!("a dossier has no `{key}`");
                let keys = KEYS.iter().copied();
                let mut mistake = Diagnostic::error("unknown-key", File::Dossier, span, message);
                mistake.help = suggestion(key, keys);
                self.diagnostics.push(mistake);
            }
        }
    }

    /// `[key.ID]` tables.
    fn map<T: DeserializeOwned>(&mut self, key: &str, value: Node<'_>) -> Map<T> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.wrong_shape(span, &format!("tables `[{key}.ID]`"));
            return Map::default();
        };
        let entries = table.into_iter().filter_map(|(id, entry)| {
            let id = At { span: id.span(), value: id.into_inner().into_owned() };
            Some((id, self.single(entry)?))
        });
        Map(entries.collect())
    }

    /// `[[key]]` tables.
    fn list<T: DeserializeOwned>(&mut self, key: &str, value: Node<'_>) -> Vec<At<T>> {
        let span = value.span();
        let DeValue::Array(array) = value.into_inner() else {
            self.wrong_shape(span, &format!("tables `[[{key}]]`, with double brackets"));
            return Vec::new();
        };
        array.into_iter().filter_map(|entry| self.single(entry)).collect()
    }

    fn wrong_shape(&mut self, span: Span, expected: &str) {
        let message = format!("expected {expected}");
        self.diagnostics.push(Diagnostic::error("wrong-type", File::Dossier, span, message));
    }

    /// One entry, read again without its bad keys until nothing is wrong with the rest.
    fn single<T: DeserializeOwned>(&mut self, mut value: Node<'_>) -> Option<At<T>> {
        let span = value.span();
        dates_as_texts(&mut value);
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(entry) => return Some(At { value: entry, span }),
                Err(error) => error,
            };
            let place = error.span().unwrap_or(span.clone());
            self.diagnostics.push(mistake(error.message(), place.clone()));
            if !remove(&mut value, &place) {
                return None;
            }
        }
    }
}

/// Dates become texts: they are read from their place, to the precision they were written in.
fn dates_as_texts(value: &mut Node<'_>) {
    match value.get_mut() {
        DeValue::Table(table) => table.iter_mut().for_each(|(_, entry)| dates_as_texts(entry)),
        DeValue::Array(array) => array.iter_mut().for_each(dates_as_texts),
        DeValue::Datetime(date) => {
            let text = date.to_string();
            *value.get_mut() = DeValue::String(text.into());
        }
        _ => {}
    }
}

/// Serde's message in our words.
fn mistake(message: &str, span: Span) -> Diagnostic {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field")
        && let Some((name, valid)) = quoted.split_first()
    {
        let text = format!("there is no key `{name}` here");
        let mut mistake = Diagnostic::error("unknown-key", File::Dossier, span, text);
        let near = nearest(name, valid.iter().copied());
        mistake.help = match near.first() {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => suggestion(name, valid.iter().copied().filter(|k| *k != "as_of")),
        };
        return mistake;
    }
    if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|m| m.split_once(", expected "))
    {
        let plain = |text: &str| {
            let word = text.split_whitespace().next().unwrap_or(text);
            let named = match word.trim_start_matches("a ") {
                "string" => "a text",
                "integer" | "i64" => "a whole number",
                "floating" => "a number",
                "boolean" => "true or false",
                "sequence" => "a list",
                "map" | "struct" => "a table",
                _ => "",
            };
            if named.is_empty() { text.to_string() } else { named.to_string() }
        };
        let expected = expected.strip_prefix("a ").map_or_else(|| plain(expected), |e| {
            let named = plain(e);
            if named == e { format!("a {e}") } else { named }
        });
        let text = format!("expected {expected}, found {}", plain(found));
        return Diagnostic::error("wrong-type", File::Dossier, span, text);
    }
    Diagnostic::error("wrong-type", File::Dossier, span, message)
}

/// Removes the innermost key or list that covers the place; false if there is none.
///
/// The place of a `[table]` is its header alone, so every branch is tried before an entry is
/// judged by its own place.
fn remove(value: &mut Node<'_>, place: &Span) -> bool {
    let covers = |span: Span| span.start <= place.start && place.end <= span.end;
    match value.get_mut() {
        DeValue::Table(table) => {
            if table.iter_mut().any(|(_, entry)| remove(entry, place)) {
                return true;
            }
            let hit = table
                .iter()
                .find(|(key, entry)| covers(key.span()) || covers(entry.span()))
                .map(|(key, _)| key.get_ref().to_string());
            hit.is_some_and(|key| table.remove(key.as_str()).is_some())
        }
        // An element cannot be left out without moving the others: the list goes as a whole.
        DeValue::Array(array) => array.iter_mut().any(|entry| remove(entry, place)),
        _ => false,
    }
}
