//! Which names there are, and what is said about one that is not.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::{
    AudienceId, InterestId, OptionId, PartyId, ReadingId, Source, SourceId, StateId, Table,
};

use super::Resolver;
use crate::diagnostic::suggestion;
use crate::place::{At, Span};

/// So many names are compared with mistyped ones, over a whole dossier; after that a name is
/// only said to be unknown.
const MOST_COMPARED: usize = 500_000;

/// The ids of everything that can be spoken of.
#[derive(Default)]
pub(super) struct Names {
    pub(super) parties: BTreeMap<String, PartyId>,
    pub(super) audiences: BTreeMap<String, AudienceId>,
    pub(super) options: BTreeMap<String, OptionId>,
    pub(super) interests: BTreeMap<String, InterestId>,
    pub(super) sources: BTreeMap<String, SourceId>,
    pub(super) states: BTreeMap<String, StateId>,
    pub(super) readings: BTreeMap<String, ReadingId>,
    /// Options whose levels could not be read: nothing is said about levels they may have.
    pub(super) broken: BTreeSet<OptionId>,
    /// Options whose owner could not be read.
    pub(super) unowned: BTreeSet<OptionId>,
    /// Ids that were given to something that could not be read.
    pub(super) lost: BTreeSet<String>,
    /// States that come after the one that is being read, and what each is like.
    pub(super) later: BTreeMap<String, Option<String>>,
    compared: usize,
}

impl Names {
    /// Whether there is still time to compare a mistyped name with so many others.
    fn may_compare(&mut self, candidates: usize) -> bool {
        self.compared = self.compared.saturating_add(candidates);
        self.compared <= MOST_COMPARED
    }
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident -> $id:ident: $code:literal, $what:literal, $index:ident, $table:ident;)*) => {$(
        $(#[$doc])*
        pub(super) fn $name(&mut self, name: &At<String>) -> Option<$id> {
            let found = self.names.$index.get(&name.value).copied();
            if found.is_none() && !self.is_lost(&name.value) && !self.unread.tables.contains($what) {
                let few = self.names.may_compare(self.dispute.$table.len());
                let valid = self.dispute.$table.values().map(|entry| entry.id.as_str());
                let help = if few { suggestion(&name.value, valid) } else { None };
                self.unknown($code, $what, name, help);
            }
            found
        }
    )*};
}

impl Resolver<'_> {
    lookups! {
        /// The party of this name.
        party -> PartyId: "unknown-party", "party", parties, parties;
        /// The option of this name.
        option -> OptionId: "unknown-option", "option", options, options;
        /// The interest of this name.
        interest -> InterestId: "unknown-interest", "interest", interests, interests;
        /// The state of this name.
        named_state -> StateId: "unknown-state", "state", states, states;
        /// The reading of this name.
        reading -> ReadingId: "unknown-reading", "reading", readings, readings;
    }

    /// Whether the name was given to something that could not be read.
    pub(super) fn is_lost(&self, name: &str) -> bool {
        self.unread.ids.contains(name) || self.names.lost.contains(name)
    }

    /// Whether a key was written in what stands at the place, and could not be read.
    pub(super) fn is_hole(&self, key: &str, place: &Span) -> bool {
        self.unread.holes.contains(key, place)
    }

    /// Reports a name that refers to nothing.
    pub(super) fn unknown(
        &mut self,
        code: &'static str,
        what: &str,
        name: &At<String>,
        help: Option<String>,
    ) {
        let message = format!("there is no {what} `{}`", name.value);
        let help = help.unwrap_or_else(|| format!("define it first, or use another {what}"));
        self.error(code, name.span.clone(), message).help = Some(help);
    }

    /// What to say of an option that does not exist where `others` could stand as well.
    pub(super) fn suggest_option(&mut self, name: &str, others: &[&str]) -> Option<String> {
        if !self.names.may_compare(self.dispute.options.len()) {
            return None;
        }
        let options = self.dispute.options.values().map(|o| o.id.as_str());
        suggestion(name, options.chain(others.iter().copied()))
    }

    /// The level of this name.
    pub(super) fn level(&mut self, option: OptionId, name: &At<String>) -> Option<u8> {
        let levels = &self.dispute.options[option].levels;
        let found = levels.iter().position(|l| l.id == name.value);
        if found.is_none() && !self.names.broken.contains(&option) {
            if let Some(labelled) = levels.iter().find(|l| l.label == name.value) {
                let (label, id) = (name.value.clone(), labelled.id.clone());
                self.label_for_level(&label, &id, name.span.clone());
                return None;
            }
            let few = self.names.may_compare(levels.len());
            let valid = levels.iter().map(|l| l.id.as_str());
            let help = if few { suggestion(&name.value, valid) } else { None };
            let id = &self.dispute.options[option].id;
            let message = format!("`{id}` has no level `{}`", name.value);
            self.error("unknown-level", name.span.clone(), message).help = help;
        }
        found.and_then(|index| u8::try_from(index).ok())
    }

    /// Reports a label where the id of a level is expected.
    pub(super) fn label_for_level(&mut self, label: &str, id: &str, span: Span) {
        let message = format!("`{label}` is the label of `{id}`");
        self.error("unknown-level", span, message).help = Some(format!("write `{id}`"));
    }

    /// The audience of this name; a party is an audience wherever it is spoken of as one.
    pub(super) fn audience(&mut self, name: &At<String>) -> Option<AudienceId> {
        let found = self.names.audiences.get(&name.value).copied();
        let unread = ["party", "audience"].iter().any(|table| self.unread.tables.contains(*table));
        if found.is_none() && !self.is_lost(&name.value) && !unread {
            let (audiences, parties) = (&self.dispute.audiences, &self.dispute.parties);
            let few = self.names.may_compare(audiences.len() + parties.len());
            let others = parties.values().map(|p| p.id.as_str());
            let mut valid: Vec<&str> = audiences.values().map(|a| a.id.as_str()).collect();
            let known: BTreeSet<&str> = valid.iter().copied().collect();
            valid.extend(others.filter(|id| !known.contains(id)));
            let help = if few { suggestion(&name.value, valid.into_iter()) } else { None };
            self.unknown("unknown-audience", "audience", name, help);
        }
        found
    }

    /// Takes over the bibliography.
    pub(super) fn name_sources(&mut self, sources: Table<SourceId, Source>) {
        self.names.sources = sources.iter().map(|(id, s)| (s.id.clone(), id)).collect();
        self.dispute.sources = sources;
    }

    /// The source of this key.
    pub(super) fn source(&mut self, name: &At<String>) -> Option<SourceId> {
        let found = self.names.sources.get(&name.value).copied();
        if found.is_none() && self.check_sources {
            let few = self.names.may_compare(self.dispute.sources.len());
            let valid = self.dispute.sources.values().map(|s| s.id.as_str());
            let near = if few { suggestion(&name.value, valid) } else { None };
            let help = near.filter(|help| help.starts_with("did you mean"));
            let help =
                help.unwrap_or_else(|| "add it to `sources.bib` in the same folder".to_string());
            self.unknown("unknown-source", "source", name, Some(help));
        }
        found
    }
}
