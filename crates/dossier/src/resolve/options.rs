//! Options: levels, moves, effects.

use std::collections::BTreeMap;

use detente_model::{
    Backing, Cause, Effect, Id, LevelName, MoveRule, OptionId, PartyId, PartyOption,
};

use super::limits::size;
use super::values::Domain;
use super::{BACKING_KEYS, Resolver, numbered, shown};
use crate::diagnostic::File;
use crate::place::{self, At, Span, TextOr, Value};
use crate::typed::{self, Dossier, LevelTable};

/// The largest number of levels of one option.
const MOST_LEVELS: usize = 200;

impl Resolver<'_> {
    pub(super) fn options(&mut self, dossier: &Dossier) {
        for (id, option) in &dossier.option.0 {
            self.check_option_id(id);
            let typed = &option.value;
            let levels = self.levels(id, typed);
            let owner = self.owner(id, typed);
            let entry = PartyOption {
                id: id.value.clone(),
                name: shown(typed.name.as_ref(), &id.value),
                party: owner.unwrap_or(PartyId::new(0)),
                levels: levels.clone().unwrap_or_default(),
                moves: MoveRule::default(),
                layer: self.layer(typed.layer.as_ref()),
                step_cost: self.some_quantity(typed.step_cost.as_ref(), Domain::NotNegative),
                backing: self.backing(typed),
            };
            let option = self.dispute.options.push(entry);
            self.names.options.insert(id.value.clone(), option);
            if levels.is_none() {
                self.names.broken.insert(option);
            }
            if owner.is_none() {
                self.names.unowned.insert(option);
            }
        }
        if dossier.option.0.is_empty() {
            self.missing(
                0..0,
                "option",
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
            if !self.is_hole("party", &id.span) {
                let message = format!("nobody owns the option `{}`", id.value);
                self.error("unowned-option", id.span.clone(), message).help =
                    Some(help.to_string());
            }
            return None;
        };
        let Value::Text(_) = &party.0.value else {
            let count = match &party.0.value {
                Value::List(names) => names.len(),
                _ => {
                    self.wrong_type(&party.0, "the name of a party");
                    return None;
                }
            };
            let message = match count {
                0 => format!("nobody owns the option `{}`", id.value),
                1 => "an option belongs to one party: its name stands alone".to_string(),
                _ => format!("`{}` is owned by {count} parties", id.value),
            };
            let code = ["unowned-option", "wrong-type"].get(count).unwrap_or(&"shared-option");
            let help = if count < 2 {
                help
            } else {
                "an option belongs to one party; give each its own, and say in `[[impossible]]` how they hang together"
            };
            self.error(code, party.0.span.clone(), message).help = Some(help.to_string());
            return None;
        };
        let names = self.texts(&party.0);
        self.party(names.first()?)
    }

    fn levels(&mut self, id: &At<String>, typed: &typed::PartyOption) -> Option<Vec<LevelName>> {
        let Some(list) = &typed.levels else {
            let message = format!("the option `{}` has no levels", id.value);
            self.missing(
                id.span.clone(),
                "levels",
                message,
                "write `levels = [\"no\", \"yes\"]`, lowest first",
            );
            return None;
        };
        let count = list.value.len();
        if !(2..=MOST_LEVELS).contains(&count) {
            let plural = if count == 1 { "level" } else { "levels" };
            let message =
                format!("`{}` has {count} {plural}; an option has 2 to {MOST_LEVELS}", id.value);
            let help = if count < 2 {
                "write `levels = [\"no\", \"yes\"]`, lowest first"
            } else {
                "group levels: keep those that make a difference to someone"
            };
            self.error("wrong-length", list.span.clone(), message).help = Some(help.to_string());
            return None;
        }
        let mut levels: Vec<LevelName> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        let mut sound = true;
        for item in &list.value {
            let Some(level) = self.one_level(item) else {
                sound = false;
                continue;
            };
            sound &= self.check_level_id(&At { value: level.id.clone(), span: item.span.clone() });
            if let Some(first) = seen.get(&level.id).cloned() {
                let message = format!("`{}` has two levels `{}`", id.value, level.id);
                let mistake = self.error("duplicate-id", item.span.clone(), message);
                *mistake = mistake.clone().and(File::Dossier, first, "the first");
                mistake.help = Some("rename one of them".to_string());
                sound = false;
            }
            seen.insert(level.id.clone(), item.span.clone());
            levels.push(level);
        }
        sound.then_some(levels)
    }

    fn one_level(&mut self, item: &At<TextOr<LevelTable>>) -> Option<LevelName> {
        match &item.value {
            TextOr::Text(id) => Some(LevelName { id: id.clone(), label: shown(None, id) }),
            TextOr::Table(table) => {
                let Some(id) = &table.id else {
                    self.missing(
                        item.span.clone(),
                        "id",
                        "the level has no id",
                        "write { id = \"…\", label = \"…\" }",
                    );
                    return None;
                };
                Some(LevelName {
                    id: id.value.clone(),
                    label: shown(table.label.as_ref(), &id.value),
                })
            }
        }
    }

    fn option_effects(&mut self, option: OptionId, effects: &place::NumberLists) {
        let mut backing = Backing::default();
        let mut read = Vec::new();
        for (name, value) in self.table(&effects.0) {
            let key = if name.value == "as_of" { "as-of" } else { name.value.as_str() };
            if BACKING_KEYS.contains(&key) {
                self.backing_key(key, value, &mut backing);
                continue;
            }
            let Some(interest) = self.interest(&name) else { continue };
            let Value::List(items) = &value.value else {
                self.wrong_type(&value, "a list of numbers, one for each level");
                continue;
            };
            if let Some(points) = self.per_level(option, items, &value.span) {
                read.push((Cause::Levels(option, points), interest));
            }
        }
        for (of, interest) in read {
            self.dispute.effects.push(Effect { of, interest, backing: backing.clone() });
        }
    }

    fn combined_effects(&mut self, dossier: &Dossier) {
        for effect in &dossier.effect {
            let typed = &effect.value;
            let (Some(when), Some(points)) = (&typed.when, &typed.points) else {
                let help = "write `when = \"…\"` and `points = { interest = 1 }`";
                let lacks = [("when", typed.when.is_none()), ("points", typed.points.is_none())];
                for (key, _) in lacks.iter().filter(|(_, lacking)| *lacking) {
                    let message = format!("the effect has no `{key}`");
                    self.missing(effect.span.clone(), key, message, help);
                }
                continue;
            };
            let backing = self.backing(typed);
            let condition = self.condition(when);
            for (interest, quantity) in self.by_interest(points, Domain::Any) {
                let Some(condition) = &condition else { continue };
                if !self.may_copy(size(condition), &effect.span) {
                    break;
                }
                let of = Cause::When(condition.clone(), quantity);
                self.dispute.effects.push(Effect { of, interest, backing: backing.clone() });
            }
        }
    }
}
