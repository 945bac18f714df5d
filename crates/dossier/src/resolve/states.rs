//! States, proposals and focuses: levels of options under the dossier's own keys.

use std::collections::BTreeSet;

use detente_model::{Backing, Focus, Id, Level, NamedState, OptionId, Proposal};

use super::rings::{Words, ring};
use super::{BACKING_KEYS, Resolver, shown};
use crate::place::{At, Map, Moment, Value};
use crate::typed;

/// Keys of a state or a proposal that are no options.
pub(super) const STATE_KEYS: [&str; 7] =
    ["name", "like", "source", "as-of", "confidence", "status", "note"];
pub(super) const PROPOSAL_KEYS: [&str; 8] =
    ["name", "date", "by", "source", "as-of", "confidence", "status", "note"];

/// What a state or proposal table says besides levels.
#[derive(Default)]
struct Besides {
    name: Option<String>,
    like: Option<At<String>>,
    date: Option<Moment>,
    by: Option<String>,
    backing: Backing,
}

/// What a state or proposal table says.
struct Given {
    besides: Besides,
    /// Of each option it names; nothing where the level could not be read.
    levels: Vec<(OptionId, Option<Level>)>,
    /// Whether every key and level was understood.
    sound: bool,
}

const LIKE: Words =
    Words { starts_from: "is like", several: "are like", one: "state", key: "like" };

/// The state that a state table starts from.
pub(super) fn like(table: &At<Value>) -> Option<String> {
    let Value::Table(entries) = &table.value else { return None };
    let (_, like) = entries.iter().find(|(key, _)| key.value == "like")?;
    match &like.value {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    }
}

impl Resolver<'_> {
    pub(super) fn state(&mut self, id: &At<String>, table: &At<Value>) {
        self.check_id(id);
        self.names.later.remove(&id.value);
        let Given { besides, levels: given, sound: given_all } =
            self.levels_and_besides(table, &STATE_KEYS, "a state");
        let mut levels: Vec<Option<Level>> = vec![None; self.dispute.options.len()];
        if let Some(like) = &besides.like {
            if like.value == id.value || self.names.later.contains_key(&like.value) {
                let later = &self.names.later;
                let ring = ring(&id.value, &like.value, |name| later.get(name).cloned()?);
                self.wrong_order(&id.value, like, ring, &LIKE);
                self.names.lost.insert(id.value.clone());
                return;
            }
            let Some(base) = self.named_state(like) else {
                self.names.lost.insert(id.value.clone());
                return;
            };
            levels = self.dispute.states[base].levels.iter().copied().map(Some).collect();
        }
        let mut sound = given_all;
        for (option, level) in given {
            levels[option.index()] = level.or(Some(0));
        }
        let open: Vec<String> = (self.dispute.options.ids())
            .filter(|o| levels[o.index()].is_none())
            .map(|o| format!("`{}`", self.dispute.options[o].id))
            .collect();
        // A mistyped option is the likeliest reason why one is left open.
        if !open.is_empty() && sound {
            let message =
                format!("the state `{}` does not say the level of {}", id.value, open.join(", "));
            self.error("incomplete-state", id.span.clone(), message).help = Some(
                "give every option a level, or start from another state with `like = \"…\"`"
                    .to_string(),
            );
            sound = false;
        }
        // An unsound state stays out, and nothing is said of what refers to it.
        if sound {
            let state = self.dispute.states.push(NamedState {
                id: id.value.clone(),
                name: shown(besides.name.as_ref(), &id.value),
                levels: levels.into_iter().flatten().collect(),
                backing: besides.backing,
            });
            self.names.states.insert(id.value.clone(), state);
            self.places.states.push(id.span.clone());
        } else {
            self.names.lost.insert(id.value.clone());
        }
    }

    pub(super) fn proposal(&mut self, id: &At<String>, table: &At<Value>) {
        self.check_id(id);
        let Given { besides, levels: given, sound } =
            self.levels_and_besides(table, &PROPOSAL_KEYS, "a proposal");
        let mut levels = vec![None; self.dispute.options.len()];
        for (option, level) in given {
            levels[option.index()] = level;
        }
        let date = besides.date.as_ref().and_then(|moment| {
            let date = self.date(moment)?;
            self.not_after_clock(date, &moment.0.span, "this proposal");
            Some(date)
        });
        self.dispute.proposals.push(Proposal {
            id: id.value.clone(),
            name: shown(besides.name.as_ref(), &id.value),
            date,
            by: besides.by,
            levels,
            backing: besides.backing,
        });
        self.places.proposals.push(sound.then(|| id.span.clone()));
    }

    /// Splits a table into what it says of options and what it says besides.
    fn levels_and_besides(&mut self, table: &At<Value>, keys: &[&str], what: &str) -> Given {
        let mut besides = Besides::default();
        let mut given: Vec<(OptionId, Option<Level>)> = Vec::new();
        let mut sound = matches!(table.value, Value::Table(_));
        for (key, value) in self.table(table) {
            let key_name = if key.value == "as_of" { "as-of" } else { key.value.as_str() };
            if keys.contains(&key_name) {
                self.besides(key_name, value, &mut besides);
                continue;
            }
            let Some(option) = self.names.options.get(&key.value).copied() else {
                sound = false;
                if self.is_lost(&key.value) {
                    continue;
                }
                let help = self.suggest_option(&key.value, keys);
                let message = format!("there is no option `{}`", key.value);
                let mistake = self.error("unknown-option", key.span.clone(), message);
                mistake.labels[0].text = format!("{what} gives levels to options");
                mistake.help = help;
                continue;
            };
            match &value.value {
                Value::Text(level) => {
                    let at = At { value: level.clone(), span: value.span.clone() };
                    let level = self.level(option, &at);
                    sound &= level.is_some();
                    given.push((option, level));
                }
                _ => {
                    self.wrong_type(&value, "the name of a level, in quotes");
                    given.push((option, None));
                    sound = false;
                }
            }
        }
        Given { besides, levels: given, sound }
    }

    fn besides(&mut self, key: &str, value: At<Value>, besides: &mut Besides) {
        if key == "date" {
            besides.date = Some(Moment(value));
            return;
        }
        if BACKING_KEYS.contains(&key) {
            self.backing_key(key, value, &mut besides.backing);
            return;
        }
        let Value::Text(text) = &value.value else {
            self.wrong_type(&value, "a text");
            return;
        };
        match key {
            "name" => besides.name = Some(text.clone()),
            "like" => besides.like = Some(At { value: text.clone(), span: value.span }),
            _ => besides.by = Some(text.clone()),
        }
    }

    pub(super) fn focus(&mut self, id: &At<String>, typed: &typed::Focus) {
        self.check_id(id);
        let Some(vary) = &typed.vary else {
            self.missing(
                id.span.clone(),
                "vary",
                "the focus does not say what varies",
                "write `vary = [\"option\", …]`",
            );
            return;
        };
        let before = self.diagnostics.len();
        let varies: BTreeSet<OptionId> =
            vary.value.iter().filter_map(|name| self.option(name)).collect();
        let state = match &typed.at {
            None => self.dispute.status_quo,
            Some(name) => self.named_state(name),
        };
        let mut fixed: Vec<Option<Level>> = match state {
            Some(state) => self.dispute.states[state].levels.iter().copied().map(Some).collect(),
            None if typed.at.is_some() => return,
            // Without a state, `with` may still say where everything else stays.
            None => vec![None; self.dispute.options.len()],
        };
        self.exceptions(typed.with.as_ref(), &mut fixed);
        if self.dispute.options.ids().any(|o| fixed[o.index()].is_none() && !varies.contains(&o)) {
            if self.diagnostics.len() == before && !self.is_lost("status-quo") {
                self.missing(
                    id.span.clone(),
                    "at",
                    "the focus does not say where the other options stay",
                    "write `at = \"…\"` with a state, or add `[state.status-quo]`",
                );
            }
            return;
        }
        for option in varies {
            fixed[option.index()] = None;
        }
        self.dispute.focuses.push(Focus {
            id: id.value.clone(),
            name: shown(typed.name.as_ref(), &id.value),
            fixed,
            note: typed.note.clone(),
        });
    }

    fn exceptions(&mut self, with: Option<&Map<String>>, fixed: &mut [Option<Level>]) {
        for (name, level) in with.iter().flat_map(|with| &with.0) {
            let Some(option) = self.option(name) else { continue };
            if let Some(level) = self.level(option, level) {
                fixed[option.index()] = Some(level);
            }
        }
    }
}
