//! Options: levels, moves, effects.

use detente_model::{Cause, Effect, Guard, LevelName, MoveRule, OptionId, PartyOption};

use super::numbers::{date, quantity, some_quantity};
use super::toml::{Block, Value, inline_table, text, texts};
use super::{Writer, name};
use crate::resolve::shown;

impl Writer<'_> {
    pub(super) fn options(&self) -> Vec<Block> {
        self.dispute.options.iter().map(|(id, option)| self.option(id, option)).collect()
    }

    fn option(&self, id: OptionId, option: &PartyOption) -> Block {
        Block::table(&["option", &option.id])
            .maybe("name", name(&option.name, &option.id))
            .with("party", text(&self.dispute.parties[option.party].id))
            .with("levels", Value::List(option.levels.iter().map(level).collect()))
            .maybe("moves", self.moves(option))
            .maybe("layer", option.layer.map(|layer| text(layer.word())))
            .maybe("step-cost", some_quantity(option.step_cost.as_ref()))
            .maybe("effects", self.option_effects(id))
            .with_all(self.backing(&option.backing))
    }

    /// The shortest form; nothing for what is free.
    fn moves(&self, option: &PartyOption) -> Option<Value> {
        let moves = &option.moves;
        let words = [
            ("one-way", MoveRule::one_way()),
            ("step", MoveRule::step()),
            ("fixed", MoveRule::fixed()),
        ];
        if let Some((word, _)) = words.iter().find(|(_, rule)| rule == moves) {
            return Some(text(word));
        }
        let level = |level: u8| text(&option.levels[usize::from(level)].id);
        let entries = [
            ("up", self.guard(&moves.up)),
            ("down", self.guard(&moves.down)),
            ("step", moves.step.then(|| Value::Plain("true".to_string()))),
            ("ratchet", moves.ratchet.map(level)),
            ("snap", moves.snap.map(level)),
            ("dated", dated(option)),
        ];
        let given: Vec<_> = entries
            .into_iter()
            .filter_map(|(key, value)| value.map(|value| (key.to_string(), value)))
            .collect();
        (!given.is_empty()).then_some(Value::Table(given))
    }

    fn guard(&self, guard: &Guard) -> Option<Value> {
        match guard {
            Guard::Open => None,
            Guard::Closed => Some(text("never")),
            Guard::When(condition) => Some(self.condition(condition)),
        }
    }

    fn option_effects(&self, option: OptionId) -> Option<Value> {
        let mut backing = None;
        let mut entries: Vec<_> = (self.dispute.effects.iter())
            .filter_map(|effect| match &effect.of {
                Cause::Levels(of, points) if *of == option => {
                    backing.get_or_insert(&effect.backing);
                    let interest = self.dispute.interests[effect.interest].id.clone();
                    Some((interest, Value::List(points.iter().map(quantity).collect())))
                }
                _ => None,
            })
            .collect();
        entries.extend(backing.into_iter().flat_map(|backing| self.backing(backing)));
        (!entries.is_empty()).then_some(Value::Table(entries))
    }

    /// One entry for neighbours with the same condition and the same backing, as long as they
    /// name each interest once.
    pub(super) fn combined_effects(&self) -> Vec<Block> {
        let mut groups: Vec<Vec<&Effect>> = Vec::new();
        for effect in &self.dispute.effects {
            let Cause::When(condition, _) = &effect.of else { continue };
            let fits = |group: &&mut Vec<&Effect>| {
                let first = group[0];
                matches!(&first.of, Cause::When(when, _) if when == condition)
                    && first.backing == effect.backing
                    && group.iter().all(|other| other.interest != effect.interest)
            };
            match groups.last_mut().filter(fits) {
                Some(group) => group.push(effect),
                None => groups.push(vec![effect]),
            }
        }
        groups.iter().map(|group| self.combined_effect(group)).collect()
    }

    fn combined_effect(&self, group: &[&Effect]) -> Block {
        let mut block = Block::repeated("effect");
        if let Cause::When(condition, _) = &group[0].of {
            block = block.with("when", self.condition(condition));
        }
        let points = group.iter().filter_map(|effect| match &effect.of {
            Cause::When(_, points) => {
                Some((self.dispute.interests[effect.interest].id.clone(), quantity(points)))
            }
            Cause::Levels(..) => None,
        });
        block
            .with("points", Value::Table(points.collect()))
            .with_all(self.backing(&group[0].backing))
    }
}

/// The id alone where the reader makes the label of it.
fn level(level: &LevelName) -> Value {
    if level.label == shown(None, &level.id) {
        return text(&level.id);
    }
    let entries = [("id", &level.id), ("label", &level.label)];
    Value::Table(entries.map(|(key, value)| (key.to_string(), text(value))).into())
}

fn dated(option: &PartyOption) -> Option<Value> {
    let bounded = option.moves.dated.iter().filter(|dated| {
        !dated.levels.is_empty() && (dated.from.is_some() || dated.until.is_some())
    });
    let entries: Vec<Value> = bounded
        .map(|dated| {
            let ids =
                dated.levels.iter().map(|&level| option.levels[usize::from(level)].id.as_str());
            let mut entries = vec![("levels".to_string(), texts(ids))];
            entries.extend(dated.from.map(|from| ("from".to_string(), date(from))));
            entries.extend(dated.until.map(|until| ("until".to_string(), date(until))));
            inline_table(entries)
        })
        .collect();
    (!entries.is_empty()).then_some(Value::List(entries))
}
