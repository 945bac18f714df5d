//! Names to ids: from a dossier as typed to a dispute, with every dangling name reported.
//!
//! Tables are resolved in the order in which they can refer to each other: sources, parties,
//! audiences, interests, options, then everything that speaks of states. Nothing stops at a
//! mistake; what depends on something broken is not reported again.

mod acceptance;
mod conditions;
mod guards;
mod ids;
mod inspection;
mod limits;
mod names;
mod options;
mod parties;
mod process;
mod ratification;
mod readings;
mod rings;
mod rules;
mod states;
mod unmeant;
mod values;

use detente_model::{
    Backing, Claim, Condition, Confidence, Date, Dispute, Id, Layer, SourceId, Status, Table,
};

pub(crate) use ids::is_free_option_id;
pub(crate) use limits::size;

use limits::Limits;
use names::Names;

use crate::diagnostic::{Diagnostic, File, remedy, suggestion};
use crate::entries::{Entries, Unread};
use crate::place::{At, Map, Moment, Span, Value};
use crate::typed::{Backed, Dossier};

/// Turns a dossier as typed into a dispute; what is wrong goes to `diagnostics`. Rules keep their
/// places in the returned [`Places`], for the checks that come after.
pub(crate) fn resolve(
    entries: &Entries,
    text: &str,
    sources: Table<SourceId, detente_model::Source>,
    sources_readable: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Dispute, Places) {
    let mut resolver = Resolver {
        text,
        dispute: empty(),
        places: Places::default(),
        names: Names::default(),
        limits: Limits::default(),
        unread: &entries.unread,
        check_sources: sources_readable,
        diagnostics,
    };
    let dossier = &entries.dossier;
    resolver.name_sources(sources);
    resolver.head(dossier);
    if resolver.too_large(dossier) {
        return (resolver.dispute, resolver.places);
    }
    resolver.parties(dossier);
    resolver.options(dossier);
    resolver.rules(dossier);
    resolver.readings(dossier);
    resolver.process(dossier);
    resolver.claims(dossier);
    (resolver.dispute, resolver.places)
}

/// One condition about a finished dispute; what is wrong goes to `diagnostics`.
pub(crate) fn condition(
    dispute: &Dispute,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Condition> {
    let mut names = Names::default();
    names.options = dispute.options.iter().map(|(id, option)| (option.id.clone(), id)).collect();
    let mut resolver = Resolver {
        text,
        dispute: dispute.clone(),
        places: Places::default(),
        names,
        limits: Limits::default(),
        unread: &Unread::default(),
        check_sources: false,
        diagnostics,
    };
    resolver.condition_text(text, &(0..text.len()))
}

/// Where things were written, for checks on the finished dispute.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Of the conditions of the impossible rules.
    pub(crate) impossible: Vec<Span>,
    /// Of the conditions of the implausible rules.
    pub(crate) implausible: Vec<Span>,
    /// Of the deal condition.
    pub(crate) deal: Option<Span>,
    /// Of the list of those who must accept, and of each of them.
    pub(crate) needs_list: Option<Span>,
    pub(crate) needs: Vec<Span>,
    /// Of the named states, in their order.
    pub(crate) states: Vec<Span>,
    /// Of the proposals, in their order; nothing where one could not be read as it was meant.
    pub(crate) proposals: Vec<Option<Span>>,
    /// Of the acceptance rules: the audience's name for messages, the condition, its place.
    pub(crate) accept: Vec<(String, Condition, Span)>,
    /// Of what puts obligations in force: the obligation, the condition, its place.
    pub(crate) obligations: Vec<(String, Condition, Span)>,
    /// Of the clock.
    pub(crate) as_of: Option<Span>,
}

struct Resolver<'a> {
    text: &'a str,
    dispute: Dispute,
    places: Places,
    names: Names,
    limits: Limits,
    unread: &'a Unread,
    check_sources: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// Nothing yet; until the clock is read, nothing lies after it.
fn empty() -> Dispute {
    Dispute::new("", Date::new(9999, None, None).expect("the year 9999 is a date"))
}

/// The keys that say what an assumption rests on.
const BACKING_KEYS: [&str; 5] = ["source", "as-of", "confidence", "status", "note"];

impl Resolver<'_> {
    fn head(&mut self, dossier: &Dossier) {
        if dossier.format.is_none() {
            self.missing(
                0..0,
                "format",
                "the dossier does not say its format",
                "write `format = 1` first",
            );
        }
        match &dossier.title {
            Some(title) if !title.value.trim().is_empty() => {
                self.dispute.title.clone_from(&title.value);
            }
            _ => self.missing(0..0, "title", "the dossier has no title", "write `title = \"…\"`"),
        }
        self.dispute.note.clone_from(&dossier.note);
        match &dossier.as_of {
            None => self.missing(
                0..0,
                "as-of",
                "the dossier has no clock",
                "write `as-of = 2025-08-11`: nothing dated later may enter",
            ),
            Some(moment) => {
                self.places.as_of = Some(moment.0.span.clone());
                if let Some(date) = self.date(moment) {
                    self.dispute.as_of = date;
                }
            }
        }
    }

    fn claims(&mut self, dossier: &Dossier) {
        for (id, claim) in &dossier.claim.0 {
            self.check_id(id);
            let Some(says) = &claim.value.says else {
                self.missing(
                    id.span.clone(),
                    "says",
                    "the claim says nothing",
                    "write `says = \"…\"`",
                );
                continue;
            };
            let backing = self.backing(&claim.value);
            self.dispute.claims.push(Claim {
                id: id.value.clone(),
                says: says.value.clone(),
                fails_if: claim.value.fails_if.clone(),
                backing,
            });
        }
    }

    /// Reports a mistake at a place in `dossier.toml`.
    fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(code, File::Dossier, span, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports that something lacks a key, unless the key was written and could not be read.
    fn missing(&mut self, span: Span, key: &str, message: impl Into<String>, help: &str) {
        if !self.is_hole(key, &span) {
            self.error("missing", span, message).help = Some(help.to_string());
        }
    }

    fn layer(&mut self, word: Option<&At<String>>) -> Option<Layer> {
        self.word(word, "layer", &Layer::ALL, Layer::word)
    }

    /// One of a fixed list of words.
    fn word<T: Copy>(
        &mut self,
        word: Option<&At<String>>,
        what: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let word = word?;
        let found = all.iter().copied().find(|t| name(*t) == word.value);
        if found.is_none() {
            let help = suggestion(&word.value, all.iter().map(|t| name(*t)));
            let message = format!("there is no {what} `{}`", word.value);
            self.error("unknown-word", word.span.clone(), message).help = help;
        }
        found
    }

    /// Reads one of [`BACKING_KEYS`], in a table whose other keys are ids of the dossier.
    fn backing_key(&mut self, key: &str, value: At<Value>, backing: &mut Backing) {
        if key == "as-of" {
            let moment = Moment(value);
            backing.as_of = self.date(&moment);
            if let Some(date) = backing.as_of {
                self.not_after_clock(date, &moment.0.span, "this entry");
            }
            return;
        }
        if key == "source" {
            let names = self.texts(&value);
            backing.sources = names.iter().filter_map(|name| self.source(name)).collect();
            return;
        }
        let Value::Text(text) = value.value else {
            self.wrong_type(&value, "a text");
            return;
        };
        let word = At { value: text, span: value.span };
        match key {
            "confidence" => {
                backing.confidence =
                    self.word(Some(&word), "confidence", &Confidence::ALL, Confidence::word);
            }
            "status" => {
                backing.status = self.word(Some(&word), "status", &Status::ALL, Status::word);
            }
            _ => backing.note = Some(word.value),
        }
    }

    fn backing(&mut self, entry: &impl Backed) -> Backing {
        let typed = entry.backing();
        let names = typed.source.map(|texts| self.texts(&texts.0)).unwrap_or_default();
        let sources = names.iter().filter_map(|name| self.source(name)).collect();
        let as_of = typed.as_of.and_then(|moment| {
            let date = self.date(moment)?;
            self.not_after_clock(date, &moment.0.span, "this assumption");
            Some(date)
        });
        Backing {
            sources,
            as_of,
            confidence: self.word(
                typed.confidence,
                "confidence",
                &Confidence::ALL,
                Confidence::word,
            ),
            status: self.word(typed.status, "status", &Status::ALL, Status::word),
            note: typed.note.cloned(),
        }
    }

    fn not_after_clock(&mut self, date: Date, span: &Span, what: &str) {
        let clock = self.dispute.as_of;
        if !date.is_after(clock) {
            return;
        }
        let place = self.places.as_of.clone();
        let mistake =
            self.error("after-clock", span.clone(), format!("{what} is dated after the clock"));
        mistake.labels[0].text = format!("{date} is after {clock}");
        if let Some(place) = place {
            *mistake = mistake.clone().and(File::Dossier, place, "the clock");
        }
        mistake.help = Some("leave it out, or move `as-of`".to_string());
    }

    /// One text or a list of texts.
    fn texts(&mut self, value: &At<Value>) -> Vec<At<String>> {
        let one = |item: &At<Value>| match &item.value {
            Value::Text(text) => Some(At { value: text.clone(), span: item.span.clone() }),
            _ => None,
        };
        if let Value::List(items) = &value.value {
            for item in items.iter().filter(|item| one(item).is_none()) {
                self.wrong_type(item, "a text");
            }
            return items.iter().filter_map(one).collect();
        }
        let text = one(value);
        if text.is_none() {
            self.wrong_type(value, "a text or a list of texts");
        }
        text.into_iter().collect()
    }

    fn wrong_type(&mut self, value: &At<Value>, expected: &str) {
        let message = format!("expected {expected}, found {}", value.value.kind());
        self.error("wrong-type", value.span.clone(), message).help = Some(remedy(expected));
    }
}

/// The name shown: what is given, or the id in words.
pub(crate) fn shown(name: Option<&String>, id: &str) -> String {
    match name {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => id.replace(['-', '_'], " "),
    }
}

/// The entries of a map with positions in a table that was filled in the same order.
fn numbered<T, I: Id>(map: &Map<T>) -> impl Iterator<Item = (I, &At<String>, &T)> {
    map.0.iter().enumerate().map(|(index, (id, entry))| (I::new(index), id, &entry.value))
}
