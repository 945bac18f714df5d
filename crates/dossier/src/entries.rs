//! The TOML tree to typed entries, one at a time, so that a bad entry hides no other.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, File, nearest, suggestion};
use crate::entry::{self, Holes, Node};
use crate::place::{At, Map, Span, floor};
use crate::tree::{self, Damage};
use crate::typed::Dossier;

const FORMAT: i64 = 1;

/// The keys of the top level.
pub(crate) const KEYS: [&str; 27] = [
    "format",
    "title",
    "note",
    "as-of",
    "party",
    "audience",
    "option",
    "impossible",
    "implausible",
    "deal",
    "state",
    "proposal",
    "interest",
    "effect",
    "reading",
    "focus",
    "process",
    "obligation",
    "inspection",
    "support",
    "trust",
    "tension",
    "shock",
    "outcome",
    "target",
    "issue",
    "claim",
];

/// So many mistyped keys are compared with those that there are.
const MOST_SUGGESTED: usize = 1000;

/// A dossier as typed, and what of it could not be read.
pub(crate) struct Entries {
    pub(crate) dossier: Dossier,
    pub(crate) unread: Unread,
}

/// What was written and could not be read: it is not reported again as missing.
#[derive(Default)]
pub(crate) struct Unread {
    /// Keys that were left out of their entries.
    pub(crate) holes: Holes,
    /// Ids of entries that were left out as a whole.
    pub(crate) ids: BTreeSet<String>,
    /// Tables of the top level that are no tables.
    pub(crate) tables: BTreeSet<String>,
    /// What may have stood in statements that were left out before anything was read.
    pub(crate) damage: Damage,
}

/// Reads the text of `dossier.toml`; what is wrong goes to `diagnostics`. Nothing is returned if
/// the format is of a newer version, since every other message would be guesswork.
pub(crate) fn read(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Entries> {
    let before = diagnostics.len();
    let sound = tree::sound(text, diagnostics);
    let told = diagnostics.len();
    let (root, _) = DeTable::parse_recoverable(&sound.text);
    let mut root = root.into_inner();
    if let Some((_, format)) = root.get_key_value("format")
        && let Some(version) =
            format.get_ref().as_integer().and_then(|i| i.as_str().parse::<i64>().ok())
        && version != FORMAT
    {
        diagnostics.truncate(before);
        diagnostics.push(unknown_format(version, format.span()));
        return None;
    }
    let mut dossier = Dossier::default();
    let unread = Unread { damage: sound.damage, ..Unread::default() };
    let mut reader = Reader { diagnostics, unread };
    let keys: Vec<(String, Span)> =
        root.keys().map(|key| (key.get_ref().to_string(), key.span())).collect();
    for (key, span) in keys {
        // Taking them out one by one would move all others each time.
        let Some(value) = root.get_mut(key.as_str()) else { continue };
        let empty = toml::Spanned::new(value.span(), DeValue::Boolean(false));
        let value = std::mem::replace(value, empty);
        reader.top_level(&mut dossier, &key, span, value);
    }
    let unread = reader.unread;
    forget_same_lines(text, before, told, diagnostics);
    Some(Entries { dossier, unread })
}

/// Forgets mistakes in lines that TOML itself could not read (those from `before` to `told`): they
/// only follow from that.
fn forget_same_lines(text: &str, before: usize, told: usize, diagnostics: &mut Vec<Diagnostic>) {
    /// With more mistakes than this the rest of them does not matter.
    const MOST: usize = 200;
    if before == told || told - before > MOST || diagnostics.len() - told > MOST {
        return;
    }
    let line = |d: &Diagnostic| {
        let at = floor(text, d.labels[0].span.start);
        text[..at].rfind('\n')
    };
    let unread: BTreeSet<Option<usize>> = diagnostics[before..told].iter().map(line).collect();
    let later = diagnostics.split_off(told);
    diagnostics.extend(later.into_iter().filter(|d| !unread.contains(&line(d))));
}

fn unknown_format(version: i64, span: Span) -> Diagnostic {
    if version > FORMAT {
        let message =
            format!("this dossier has format {version}; this program reads format {FORMAT}");
        let help = "use a newer version of detente, or ask the author for the older format";
        return Diagnostic::error("newer-format", File::Dossier, span, message).help(help);
    }
    Diagnostic::error(
        "unknown-format",
        File::Dossier,
        span,
        format!("there is no format {version}"),
    )
    .help(format!("write `format = {FORMAT}`"))
}

struct Reader<'a> {
    diagnostics: &'a mut Vec<Diagnostic>,
    unread: Unread,
}

impl Reader<'_> {
    fn top_level(&mut self, dossier: &mut Dossier, key: &str, span: Span, value: Node<'_>) {
        match key {
            "format" => dossier.format = self.single(key, value),
            "title" => dossier.title = self.single(key, value),
            "note" => dossier.note = self.single::<String>(key, value).map(|at| at.value),
            "as-of" | "as_of" => dossier.as_of = self.single(key, value).map(|at| at.value),
            "party" => dossier.party = self.map(key, value),
            "audience" => dossier.audience = self.map(key, value),
            "option" => dossier.option = self.map(key, value),
            "impossible" => dossier.impossible = self.list(key, value),
            "implausible" => dossier.implausible = self.list(key, value),
            "deal" => dossier.deal = self.single(key, value),
            "state" => dossier.state = self.map(key, value),
            "proposal" => dossier.proposal = self.map(key, value),
            "interest" => dossier.interest = self.map(key, value),
            "effect" => dossier.effect = self.list(key, value),
            "reading" => dossier.reading = self.map(key, value),
            "focus" => dossier.focus = self.map(key, value),
            "process" => dossier.process = self.single(key, value),
            "obligation" => dossier.obligation = self.map(key, value),
            "inspection" => dossier.inspection = self.single(key, value),
            "support" => dossier.support = self.single(key, value),
            "trust" => dossier.trust = self.single(key, value),
            "tension" => dossier.tension = self.single(key, value),
            "shock" => dossier.shock = self.map(key, value),
            "outcome" => dossier.outcome = self.map(key, value),
            "target" => dossier.target = self.map(key, value),
            "issue" => dossier.issue = self.map(key, value),
            "claim" => dossier.claim = self.map(key, value),
            _ => {
                let message = format!("a dossier has no `{key}`");
                let keys = KEYS.iter().copied();
                let mut mistake = Diagnostic::error("unknown-key", File::Dossier, span, message);
                // Where there are this many, no key was mistyped.
                let few = self.diagnostics.len() < MOST_SUGGESTED;
                mistake.help = if few {
                    suggestion(key, keys.clone())
                } else {
                    Some("put it under the table it belongs to".to_string())
                };
                self.diagnostics.push(mistake);
                if !few {
                    return;
                }
                // What stands under a mistyped key is there, under whatever name.
                if let Some(near) = nearest(key, keys).first() {
                    self.hole(near);
                    if let DeValue::Table(table) = value.into_inner() {
                        self.unread.ids.extend(table.keys().map(|id| id.get_ref().to_string()));
                    }
                }
            }
        }
    }

    /// `[key.ID]` tables.
    fn map<T: DeserializeOwned>(&mut self, key: &str, value: Node<'_>) -> Map<T> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.wrong_shape(key, span, format!("`{key}` is written as tables `[{key}.ID]`"));
            return Map::default();
        };
        let mut entries = Vec::new();
        for (id, entry) in table {
            let id = At { span: id.span(), value: id.into_inner().into_owned() };
            let whole = entry.span();
            match entry::read(
                entry,
                &[id.span.clone(), whole],
                self.diagnostics,
                &mut self.unread.holes,
            ) {
                Some(entry) => entries.push((id, entry)),
                None => {
                    self.unread.ids.insert(id.value);
                    self.hole(key);
                }
            }
        }
        Map(entries)
    }

    /// `[[key]]` tables.
    fn list<T: DeserializeOwned>(&mut self, key: &str, value: Node<'_>) -> Vec<At<T>> {
        let span = value.span();
        let DeValue::Array(array) = value.into_inner() else {
            let example = format!("`{key}` is written as tables `[[{key}]]`, with double brackets");
            self.wrong_shape(key, span, example);
            return Vec::new();
        };
        let mut entries = Vec::new();
        for entry in array {
            let whole = entry.span();
            entries.extend(entry::read(entry, &[whole], self.diagnostics, &mut self.unread.holes));
        }
        entries
    }

    /// The one value or table of a key.
    fn single<T: DeserializeOwned>(&mut self, key: &str, value: Node<'_>) -> Option<At<T>> {
        let whole = value.span();
        let read = entry::read(value, &[whole], self.diagnostics, &mut self.unread.holes);
        if read.is_none() {
            self.hole(key);
        }
        read
    }

    fn wrong_shape(&mut self, key: &str, span: Span, message: String) {
        let help = if message.contains("[[") {
            format!("write `[[{key}]]` before each of them")
        } else {
            format!("write `[{key}.ID]`, with an id of your own")
        };
        self.diagnostics
            .push(Diagnostic::error("wrong-type", File::Dossier, span, message).help(help));
        self.unread.tables.insert(key.to_string());
        self.hole(key);
    }

    /// What was written under a key of the top level could not be read.
    fn hole(&mut self, key: &str) {
        let top: Span = 0..0;
        self.unread.holes.add(&key.replace('_', "-"), std::slice::from_ref(&top));
    }
}
