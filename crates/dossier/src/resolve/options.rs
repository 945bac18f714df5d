//! Options: levels, moves, effects.

use std::collections::BTreeSet;

use detente_model::{
    Cause, Condition, Dated, Effect, Guard, Id, LevelName, MoveRule, OptionId, PartyId, PartyOption,
};

use super::values::Domain;
use super::{Resolver, numbered, shown};
use crate::diagnostic::File;
use crate::place::{self, At, TextOr, Value};
use crate::typed::{self, Dossier, LevelTable, MovesTable};

/// The largest number of levels of one option.
const MOST_LEVELS: usize = 200;

impl Resolver<'_> {
    pub(super) fn options(&mut self, dossier: &Dossier) {
        for (id, option) in &dossier.option.0 {
            self.check_id(id);
            let typed = &option.value;
            let levels = self.levels(id, typed);
            let entry = PartyOption {
                id: id.value.clone(),
                name: shown(typed.name.as_ref(), &id.value),
                party: self.owner(id, typed).unwrap_or(PartyId::new(0)),
                levels: levels.clone().unwrap_or_default(),
                moves: MoveRule::default(),
                layer: self.layer(typed.layer.as_ref()),
                step_cost: self.some_quantity(typed.step_cost.as_ref(), Domain::NotNegative),
                backing: self.backing(typed),
            };
            let option = self.dispute.options.push(entry);
            if levels.is_none() {
                self.broken.insert(option);
            }
        }
        if dossier.option.0.is_empty() {
            self.missing(
                0..0,
                "the dossier has no option",
                "write `[option.ID]` with `party` and `levels`",
            );
        }
        // Guards and effects may speak of any option, so they come when all are known.
        let entries: Vec<(OptionId, &At<String>, &typed::PartyOption)> =
            numbered(&dossier.option).collect();
        for (option, _, typed) in entries {
            if let Some(moves) = &typed.moves {
                self.dispute.options[option].moves = self.moves(option, moves);
            }
            if let Some(effects) = &typed.effects {
                self.option_effects(option, effects);
            }
        }
        self.combined_effects(dossier);
    }

    fn owner(&mut self, id: &At<String>, typed: &typed::PartyOption) -> Option<PartyId> {
        let help = "write `party = \"…\"`: the one party that controls it";
        let Some(party) = &typed.party else {
            let message = format!("nobody owns the option `{}`", id.value);
            self.error("unowned-option", id.span.clone(), message).help = Some(help.to_string());
            return None;
        };
        let names = self.texts(&party.0);
        if let [name] = names.as_slice() {
            return self.party(name);
        }
        if names.len() > 1 {
            let message = format!("`{}` is owned by {} parties", id.value, names.len());
            self.error("shared-option", party.0.span.clone(), message).help = Some(
                "an option belongs to one party; give each its own, and say in `[[impossible]]` how they hang together"
                    .to_string(),
            );
        }
        None
    }

    fn levels(&mut self, id: &At<String>, typed: &typed::PartyOption) -> Option<Vec<LevelName>> {
        let Some(list) = &typed.levels else {
            let message = format!("the option `{}` has no levels", id.value);
            self.error("missing", id.span.clone(), message).help =
                Some("write `levels = [\"no\", \"yes\"]`, lowest first".to_string());
            return None;
        };
        let mut levels: Vec<LevelName> = Vec::new();
        let mut sound = true;
        let mut seen: Vec<At<String>> = Vec::new();
        for item in &list.value {
            let Some(level) = self.one_level(item) else {
                sound = false;
                continue;
            };
            let at = At { value: level.id.clone(), span: item.span.clone() };
            self.check_id(&at);
            if let Some(first) = seen.iter().find(|s| s.value == at.value) {
                let first = first.span.clone();
                let message = format!("`{}` has two levels `{}`", id.value, at.value);
                let mistake = self.error("duplicate-id", at.span.clone(), message);
                *mistake = mistake.clone().and(File::Dossier, first, "the first");
                sound = false;
            }
            seen.push(at);
            levels.push(level);
        }
        let count = list.value.len();
        if !(2..=MOST_LEVELS).contains(&count) {
            let message = format!("`{}` has {count} levels; an option has 2 to {MOST_LEVELS}", id.value);
            self.error("wrong-length", list.span.clone(), message);
            sound = false;
        }
        sound.then_some(levels)
    }

    fn one_level(&mut self, item: &At<TextOr<LevelTable>>) -> Option<LevelName> {
        match &item.value {
            TextOr::Text(id) => Some(LevelName { id: id.clone(), label: shown(None, id) }),
            TextOr::Table(table) => {
                let Some(id) = &table.id else {
                    self.missing(item.span.clone(), "the level has no id", "write { id = \"…\", label = \"…\" }");
                    return None;
                };
                Some(LevelName { id: id.value.clone(), label: shown(table.label.as_ref(), &id.value) })
            }
        }
    }

    fn moves(&mut self, option: OptionId, moves: &At<TextOr<MovesTable>>) -> MoveRule {
        match &moves.value {
            TextOr::Text(word) => match word.as_str() {
                "free" => MoveRule::free(),
                "one-way" => MoveRule::one_way(),
                "step" => MoveRule::step(),
                "fixed" => MoveRule::fixed(),
                _ => {
                    let name = At { value: word.clone(), span: moves.span.clone() };
                    let kinds = ["free", "one-way", "step", "fixed"];
                    self.unknown("unknown-word", "kind of move", &name, kinds.into_iter());
                    MoveRule::free()
                }
            },
            TextOr::Table(table) => MoveRule {
                up: self.guard(option, table.up.as_ref()),
                down: self.guard(option, table.down.as_ref()),
                step: table.step.unwrap_or(false),
                ratchet: table.ratchet.as_ref().and_then(|level| self.level(option, level)),
                snap: table.snap.as_ref().and_then(|level| self.level(option, level)),
                dated: table.dated.iter().flatten().map(|d| self.dated(option, d, moves)).collect(),
            },
        }
    }

    fn guard(&mut self, option: OptionId, guard: Option<&place::Condition>) -> Guard {
        let Some(written) = guard else { return Guard::Open };
        let Some(condition) = self.condition(written) else { return Guard::Open };
        let owner = self.dispute.options[option].party;
        let options = &self.dispute.options;
        let own: BTreeSet<String> = condition
            .options()
            .into_iter()
            .filter(|o| options[*o].party == owner)
            .map(|o| options[o].id.clone())
            .collect();
        if let Some(name) = own.first() {
            let party = self.dispute.parties.get(owner).map_or("?", |p| p.id.as_str());
            let message = format!("the guard mentions `{name}`, which `{party}` controls itself");
            self.error("own-guard", written.0.span.clone(), message).help = Some(
                "a guard speaks of other parties' options; say in `[[impossible]]` which of a party's own levels exclude each other"
                    .to_string(),
            );
        }
        match condition {
            Condition::Always => Guard::Open,
            Condition::Never => Guard::Closed,
            condition => Guard::When(condition),
        }
    }

    fn dated(
        &mut self,
        option: OptionId,
        typed: &typed::DatedTable,
        moves: &At<TextOr<MovesTable>>,
    ) -> Dated {
        let names = typed.levels.as_ref().map(|texts| self.texts(&texts.0)).unwrap_or_default();
        let levels = names.iter().filter_map(|name| self.level(option, name)).collect();
        let from = typed.from.as_ref().and_then(|moment| self.date(moment));
        let until = typed.until.as_ref().and_then(|moment| self.date(moment));
        if names.is_empty() || (typed.from.is_none() && typed.until.is_none()) {
            self.missing(
                moves.span.clone(),
                "a dated level needs `levels` and `from` or `until`",
                "write { levels = [\"…\"], until = 2025-10-18 }",
            );
        }
        Dated { levels, from, until }
    }

    fn option_effects(&mut self, option: OptionId, effects: &place::NumberLists) {
        for (name, value) in self.table(&effects.0) {
            let Some(interest) = self.interest(&name) else { continue };
            let Value::List(items) = &value.value else {
                self.wrong_type(&value, "a list of numbers, one for each level");
                continue;
            };
            if let Some(points) = self.per_level(option, items, &value.span) {
                let backing = self.dispute.options[option].backing.clone();
                let of = Cause::Levels(option, points);
                self.dispute.effects.push(Effect { of, interest, backing });
            }
        }
    }

    fn combined_effects(&mut self, dossier: &Dossier) {
        for effect in &dossier.effect {
            let typed = &effect.value;
            let (Some(when), Some(points)) = (&typed.when, &typed.points) else {
                self.missing(
                    effect.span.clone(),
                    "an effect needs `when` and `points`",
                    "write `when = \"…\"` and `points = { interest = 1 }`",
                );
                continue;
            };
            let backing = self.backing(typed);
            let condition = self.condition(when);
            for (interest, quantity) in self.by_interest(points, Domain::Any) {
                let Some(condition) = condition.clone() else { continue };
                let of = Cause::When(condition, quantity);
                self.dispute.effects.push(Effect { of, interest, backing: backing.clone() });
            }
        }
    }
}
