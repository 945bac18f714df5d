//! Rules, the deal, states, proposals and focuses.

use std::collections::BTreeSet;

use detente_model::{
    Backing, Confidence, Deal, Focus, Id, Level, NamedState, OptionId, Proposal, Rule, Status,
};

use super::{Resolver, shown};
use crate::diagnostic::suggestion;
use crate::place::{At, Map, Moment, Span, Value};
use crate::typed::{self, Dossier};

/// Keys of a state or a proposal that are no options.
const STATE_KEYS: [&str; 7] = ["name", "like", "source", "as-of", "confidence", "status", "note"];
const PROPOSAL_KEYS: [&str; 8] =
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

impl Resolver<'_> {
    pub(super) fn rules(&mut self, dossier: &Dossier) {
        let mut ids = BTreeSet::new();
        let (rules, places) = self.rule_list(&dossier.impossible, &mut ids);
        (self.dispute.impossible, self.places.impossible) = (rules, places);
        let (rules, places) = self.rule_list(&dossier.implausible, &mut ids);
        (self.dispute.implausible, self.places.implausible) = (rules, places);
        if let Some(deal) = &dossier.deal {
            self.deal(deal);
        }
        for (id, state) in &dossier.state.0 {
            self.state(id, &state.value.0);
        }
        self.dispute.status_quo = self.dispute.states.find(|s| s.id == "status-quo");
        for (id, proposal) in &dossier.proposal.0 {
            self.proposal(id, &proposal.value.0);
        }
        for (id, focus) in &dossier.focus.0 {
            self.focus(id, &focus.value);
        }
    }

    fn rule_list(
        &mut self,
        rules: &[At<typed::Rule>],
        ids: &mut BTreeSet<String>,
    ) -> (Vec<Rule>, Vec<Span>) {
        let mut read = Vec::new();
        let mut places = Vec::new();
        for rule in rules {
            let typed = &rule.value;
            if let Some(id) = &typed.id {
                self.check_id(id);
                if !ids.insert(id.value.clone()) {
                    let message = format!("there are two rules `{}`", id.value);
                    self.error("duplicate-id", id.span.clone(), message);
                }
            }
            let because = match &typed.because {
                Some(because) if !because.value.trim().is_empty() => because.value.clone(),
                _ => {
                    self.missing(rule.span.clone(), "the rule gives no reason", "write `because = \"…\"`");
                    String::new()
                }
            };
            let backing = self.backing(typed);
            let Some(when) = &typed.when else {
                self.missing(rule.span.clone(), "the rule has no condition", "write `when = \"…\"`");
                continue;
            };
            if let Some(condition) = self.condition(when) {
                let id = typed.id.as_ref().map(|id| id.value.clone());
                read.push(Rule { id, when: condition, because, backing });
                places.push(when.0.span.clone());
            }
        }
        (read, places)
    }

    fn deal(&mut self, deal: &At<typed::Deal>) {
        let typed = &deal.value;
        let backing = self.backing(typed);
        let mut needs = Vec::new();
        match &typed.needs {
            Some(list) if !list.value.is_empty() => {
                for name in &list.value {
                    let Some(audience) = self.audience(name) else { continue };
                    if needs.contains(&audience) {
                        let message = format!("`{}` is named twice", name.value);
                        self.error("duplicate-id", name.span.clone(), message);
                    } else {
                        needs.push(audience);
                    }
                }
            }
            _ => self.missing(
                deal.span.clone(),
                "the deal does not say who has to accept",
                "write `needs = [\"…\"]`: audiences, or parties themselves",
            ),
        }
        let Some(when) = &typed.when else {
            self.missing(
                deal.span.clone(),
                "the deal does not say what makes a package",
                "write `when = \"…\"`, or `when = \"always\"` if every feasible state is one",
            );
            return;
        };
        self.places.deal = Some(when.0.span.clone());
        if let Some(when) = self.condition(when) {
            self.dispute.deal = Some(Deal { when, needs, backing });
        }
    }

    fn state(&mut self, id: &At<String>, table: &At<Value>) {
        self.check_id(id);
        let (besides, given) = self.levels_and_besides(table, &STATE_KEYS, "a state");
        let mut levels: Vec<Option<Level>> = vec![None; self.dispute.options.len()];
        if let Some(like) = &besides.like {
            match self.dispute.states.find(|s| s.id == like.value) {
                Some(base) => {
                    levels = self.dispute.states[base].levels.iter().copied().map(Some).collect();
                }
                None => {
                    let ids: Vec<String> = self.dispute.states.values().map(|s| s.id.clone()).collect();
                    self.unknown("unknown-state", "state before this one called", like, ids.iter().map(String::as_str));
                    return;
                }
            }
        }
        let mut sound = true;
        for (option, level) in given {
            sound &= level.is_some();
            levels[option.index()] = level.or(Some(0));
        }
        let open: Vec<String> = (self.dispute.options.ids())
            .filter(|o| levels[o.index()].is_none())
            .map(|o| format!("`{}`", self.dispute.options[o].id))
            .collect();
        if !open.is_empty() {
            let message = format!("the state `{}` does not say the level of {}", id.value, open.join(", "));
            self.error("incomplete-state", id.span.clone(), message).help = Some(
                "give every option a level, or start from another state with `like = \"…\"`".to_string(),
            );
            sound = false;
        }
        // An unsound state stays out; only states that follow it could miss it.
        if sound {
            self.dispute.states.push(NamedState {
                id: id.value.clone(),
                name: shown(besides.name.as_ref(), &id.value),
                levels: levels.into_iter().flatten().collect(),
                backing: besides.backing,
            });
            self.places.states.push(id.span.clone());
        }
    }

    fn proposal(&mut self, id: &At<String>, table: &At<Value>) {
        self.check_id(id);
        let (besides, given) = self.levels_and_besides(table, &PROPOSAL_KEYS, "a proposal");
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
        self.places.proposals.push(id.span.clone());
    }

    /// Splits a table into what it says of options and what it says besides.
    fn levels_and_besides(
        &mut self,
        table: &At<Value>,
        keys: &[&str],
        what: &str,
    ) -> (Besides, Vec<(OptionId, Option<Level>)>) {
        let mut besides = Besides::default();
        let mut given = Vec::new();
        for (key, value) in self.table(table) {
            let key_name = if key.value == "as_of" { "as-of" } else { key.value.as_str() };
            if keys.contains(&key_name) {
                self.besides(key_name, value, &mut besides);
                continue;
            }
            let Some(option) = self.dispute.options.find(|o| o.id == key.value) else {
                let options: Vec<String> = self.dispute.options.values().map(|o| o.id.clone()).collect();
                let valid = options.iter().map(String::as_str).chain(keys.iter().copied());
                let help = suggestion(&key.value, valid);
                let message = format!("there is no option `{}`", key.value);
                let mistake = self.error("unknown-option", key.span.clone(), message);
                mistake.labels[0].text = format!("{what} gives levels to options");
                mistake.help = help;
                continue;
            };
            match &value.value {
                Value::Text(level) => {
                    let at = At { value: level.clone(), span: value.span.clone() };
                    given.push((option, self.level(option, &at)));
                }
                _ => {
                    self.wrong_type(&value, "the name of a level, in quotes");
                    given.push((option, None));
                }
            }
        }
        (besides, given)
    }

    fn besides(&mut self, key: &str, value: At<Value>, besides: &mut Besides) {
        if key == "date" {
            besides.date = Some(Moment(value));
            return;
        }
        if key == "as-of" {
            let moment = Moment(value);
            besides.backing.as_of = self.date(&moment);
            if let Some(date) = besides.backing.as_of {
                self.not_after_clock(date, &moment.0.span, "this entry");
            }
            return;
        }
        let texts = self.texts(&value);
        if key == "source" {
            besides.backing.sources = texts.iter().filter_map(|name| self.source(name)).collect();
            return;
        }
        let Some(text) = texts.first() else { return };
        let owned = Some(text.value.clone());
        match key {
            "name" => besides.name = owned,
            "like" => besides.like = Some(text.clone()),
            "by" => besides.by = owned,
            "note" => besides.backing.note = owned,
            "confidence" => {
                besides.backing.confidence =
                    self.word(Some(text), "confidence", &Confidence::ALL, Confidence::word);
            }
            _ => besides.backing.status = self.word(Some(text), "status", &Status::ALL, Status::word),
        }
    }

    fn focus(&mut self, id: &At<String>, typed: &typed::Focus) {
        self.check_id(id);
        let Some(vary) = &typed.vary else {
            self.missing(id.span.clone(), "the focus does not say what varies", "write `vary = [\"option\", …]`");
            return;
        };
        let varies: Vec<Option<OptionId>> = vary.value.iter().map(|name| self.option(name)).collect();
        let state = match &typed.at {
            None => self.dispute.status_quo,
            Some(name) => {
                let found = self.dispute.states.find(|s| s.id == name.value);
                if found.is_none() {
                    let ids: Vec<String> = self.dispute.states.values().map(|s| s.id.clone()).collect();
                    self.unknown("unknown-state", "state", name, ids.iter().map(String::as_str));
                }
                found
            }
        };
        let mut fixed: Vec<Option<Level>> = match state {
            Some(state) => self.dispute.states[state].levels.iter().copied().map(Some).collect(),
            None => {
                if typed.at.is_none() {
                    self.missing(
                        id.span.clone(),
                        "the focus does not say where the other options stay",
                        "write `at = \"…\"` with a state, or add `[state.status-quo]`",
                    );
                }
                return;
            }
        };
        self.exceptions(typed.with.as_ref(), &mut fixed);
        for option in varies.into_iter().flatten() {
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
