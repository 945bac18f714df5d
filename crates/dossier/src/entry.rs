//! One entry of the TOML tree, read in spite of its mistakes.
//!
//! Deserialization stops at the first mistake it meets; the offending key is then removed from the
//! entry and it is read again, until nothing is wrong with what is left.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use toml::de::{DeValue, ValueDeserializer};

use crate::diagnostic::{Diagnostic, File, nearest, remedy, suggestion};
use crate::place::{At, Span};
use crate::texts::is_control;

/// So many mistakes are told of one entry before it is given up.
const MOST_TOLD: usize = 50;

pub(crate) type Node<'a> = toml::Spanned<DeValue<'a>>;

/// Keys that were written and could not be read, each with the places of everything it stood in:
/// they are not missing there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holes(BTreeSet<(String, usize, usize)>);

impl Holes {
    /// Notes that a key of what stands at these places could not be read.
    pub(crate) fn add(&mut self, key: &str, places: &[Span]) {
        self.0.extend(places.iter().map(|place| (key.to_string(), place.start, place.end)));
    }

    /// Whether the key was written in what stands at the place.
    pub(crate) fn contains(&self, key: &str, place: &Span) -> bool {
        self.0.contains(&(key.to_string(), place.start, place.end))
    }
}

/// One entry, read again without its bad keys until nothing is wrong with the rest; nothing if
/// there is no rest. `places` are those of the entry and its id.
pub(crate) fn read<T: DeserializeOwned>(
    mut value: Node<'_>,
    places: &[Span],
    diagnostics: &mut Vec<Diagnostic>,
    holes: &mut Holes,
) -> Option<At<T>> {
    let span = value.span();
    refuse_control_characters(&value, diagnostics);
    dates_as_texts(&mut value);
    for _ in 0..MOST_TOLD {
        let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(entry) => return Some(At { value: entry, span }),
            Err(error) => error,
        };
        let place = error.span().unwrap_or(span.clone());
        let (mistake, meant) = mistake(error.message(), place.clone());
        diagnostics.push(mistake);
        let mut places = places.to_vec();
        let removed = remove(&mut value, &place, &mut places)?;
        // An unknown key leaves a hole only where it is clear which key was meant.
        let key = match meant {
            Meant::ThisKey => Some(removed.replace('_', "-")),
            Meant::Another(key) => key,
        };
        if let Some(key) = key {
            holes.add(&key, &places);
        }
    }
    let message =
        format!("this entry has more than {MOST_TOLD} mistakes; the rest of it is not read");
    diagnostics.push(
        Diagnostic::error("wrong-type", File::Dossier, span, message)
            .help("correct those above first; more may follow"),
    );
    None
}

/// Reports texts with characters that would command a terminal or break a page.
fn refuse_control_characters(value: &Node<'_>, diagnostics: &mut Vec<Diagnostic>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().for_each(|(_, entry)| refuse_control_characters(entry, diagnostics));
        }
        DeValue::Array(array) => {
            array.iter().for_each(|entry| refuse_control_characters(entry, diagnostics));
        }
        DeValue::String(text) => {
            if let Some(c) = text.chars().find(|c| is_control(*c)) {
                let message =
                    format!("this text has the control character `{}`", c.escape_unicode());
                let mistake =
                    Diagnostic::error("unreadable-text", File::Dossier, value.span(), message);
                diagnostics.push(mistake.help("take it out"));
            }
        }
        _ => {}
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

/// Which key a mistake leaves empty.
enum Meant {
    /// The key it was made at.
    ThisKey,
    /// The key whose name was mistyped, if that can be told.
    Another(Option<String>),
}

/// Serde's message in our words.
fn mistake(message: &str, span: Span) -> (Diagnostic, Meant) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let error = |code, text: String| Diagnostic::error(code, File::Dossier, span.clone(), text);
    if message.starts_with("unknown field")
        && let Some((name, valid)) = quoted.split_first()
    {
        let mut mistake = error("unknown-key", format!("there is no key `{name}` here"));
        let valid = valid.iter().copied().filter(|key| *key != "as_of");
        let near = nearest(name, valid.clone()).first().map(|near| (*near).to_string());
        mistake.help = match &near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => suggestion(name, valid),
        };
        return (mistake, Meant::Another(near));
    }
    if message.starts_with("duplicate field")
        && let Some(name) = quoted.first()
    {
        let mistake = error("duplicate-key", format!("`{name}` is given twice"));
        return (
            mistake.help("`as-of` and `as_of` are the same key; keep one"),
            Meant::Another(None),
        );
    }
    let text = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|m| m.split_once(", expected "))
        .map(|(found, expected)| (plain(expected), plain(found)));
    let (text, help) = match text {
        Some((expected, found)) => {
            (format!("expected {expected}, found {found}"), remedy(&expected))
        }
        None => (message.to_string(), remedy("")),
    };
    (error("wrong-type", text).help(help), Meant::ThisKey)
}

/// A reader's word for one of serde's types.
fn plain(text: &str) -> String {
    let bare = text.trim_start_matches("a ");
    let named = match bare.split_whitespace().next().unwrap_or(bare) {
        "string" => "a text",
        "integer" | "i64" => "a whole number",
        "floating" => "a decimal number",
        "boolean" => "true or false",
        "sequence" => "a list",
        "map" | "struct" => "a table",
        _ => text,
    };
    named.to_string()
}

/// Removes the innermost key or list that covers the place and returns its name, if there is one;
/// the places of what it stood in are added to `within`.
///
/// The place of a `[table]` is its header alone, so every branch is tried before an entry is
/// judged by its own place.
fn remove(value: &mut Node<'_>, place: &Span, within: &mut Vec<Span>) -> Option<String> {
    let covers = |span: &Span| span.start <= place.start && place.end <= span.end;
    match value.get_mut() {
        DeValue::Table(table) => {
            for (key, entry) in table.iter_mut() {
                let spans = [key.span(), entry.span()];
                if let Some(removed) = remove(entry, place, within) {
                    within.extend(spans);
                    return Some(removed);
                }
            }
            let (key, _) =
                table.iter().find(|(key, entry)| covers(&key.span()) || covers(&entry.span()))?;
            let key = key.get_ref().to_string();
            table.remove(key.as_str());
            Some(key)
        }
        // An element cannot be left out without moving the others: the list goes as a whole.
        DeValue::Array(array) => {
            for entry in array.iter_mut() {
                let span = entry.span();
                if let Some(removed) = remove(entry, place, within) {
                    within.push(span);
                    return Some(removed);
                }
            }
            None
        }
        _ => None,
    }
}
