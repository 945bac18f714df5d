//! Readings: who would accept what, who values what.

use detente_model::{
    Acceptance, AcceptanceRule, Backing, Condition, Preference, PreferenceForm, Quantity, Rational,
    Reading, Statement, Worth,
};

use super::numbers::{number, quantity, some_quantity};
use super::toml::{Block, Value, inline_table, text};
use super::{Writer, name};

impl Writer<'_> {
    pub(super) fn readings(&self) -> Vec<Block> {
        self.dispute.readings.values().map(|reading| self.reading(reading)).collect()
    }

    fn reading(&self, reading: &Reading) -> Block {
        let mut block = Block::table(&["reading", &reading.id])
            .maybe("name", name(&reading.name, &reading.id))
            .with_all(self.backing(&reading.backing));
        // A body accepts when its members do; a rule of its own would never be asked.
        let rules = self.dispute.audiences.values().zip(reading.accept.values());
        let rules: Vec<(String, Value)> = rules
            .filter(|(audience, _)| audience.ratify.is_none())
            .filter_map(|(audience, rule)| {
                Some((audience.id.clone(), self.acceptance(rule.as_ref()?)))
            })
            .collect();
        if !rules.is_empty() {
            block = block.below(Block::table(&["reading", &reading.id, "accept"]).with_all(rules));
        }
        for (party, preference) in self.dispute.parties.values().zip(reading.preference.values()) {
            if let Some(preference) = preference {
                let table = Block::table(&["reading", &reading.id, "preference", &party.id]);
                block = block.below(self.preference(table, preference));
            }
        }
        block
    }

    fn acceptance(&self, rule: &Acceptance) -> Value {
        let sure = rule.unsure == Rational::from(0);
        let mut entries: Vec<(String, Value)> = Vec::new();
        match &rule.rule {
            AcceptanceRule::When(when) if sure && rule.backing == Backing::default() => {
                return self.condition(when);
            }
            AcceptanceRule::When(when) => entries.push(("when".to_string(), self.condition(when))),
            AcceptanceRule::Worth { of, at_least } => {
                entries.push(("at-least".to_string(), quantity(at_least)));
                if let Worth::Values(terms) = of {
                    entries.push(("values".to_string(), self.values(terms)));
                }
            }
        }
        if !sure {
            entries.push(("unsure".to_string(), number(&rule.unsure)));
        }
        Value::Table(entries.into_iter().chain(self.backing(&rule.backing)).collect())
    }

    /// Points by condition.
    fn values(&self, terms: &[(Condition, Quantity)]) -> Value {
        let mut entries: Vec<(String, Value)> = Vec::new();
        for (condition, points) in terms {
            let mut when = self.condition_text(condition);
            // Terms may repeat, keys may not: parentheses make another key of the same condition.
            while entries.iter().any(|(key, _)| *key == when) {
                when = format!("({when})");
            }
            entries.push((when, quantity(points)));
        }
        Value::Table(entries)
    }

    fn preference(&self, block: Block, preference: &Preference) -> Block {
        let block = match &preference.form {
            PreferenceForm::Statements { ordered, rank_as_scale } => {
                let statements =
                    ordered.iter().map(|statement| self.statement(statement)).collect();
                block
                    .with("statements", Value::List(statements))
                    .maybe("scale", rank_as_scale.then(|| text("rank")))
            }
            PreferenceForm::Values(terms) => block.with("values", self.values(terms)),
            PreferenceForm::Interests(weights) => {
                let weight = |(interest, weight): &(detente_model::InterestId, _)| {
                    (self.dispute.interests[*interest].id.clone(), quantity(weight))
                };
                block.with("interests", Value::Table(weights.iter().map(weight).collect()))
            }
        };
        block
            .maybe("reservation", some_quantity(preference.reservation.as_ref()))
            .with_all(self.backing(&preference.backing))
    }

    fn statement(&self, statement: &Statement) -> Value {
        match statement {
            Statement::Sure(condition) => self.condition(condition),
            Statement::Unsure(condition, absent) => {
                let entries = [("when", self.condition(condition)), ("unsure", number(absent))];
                inline_table(entries.map(|(key, value)| (key.to_string(), value)).into())
            }
            Statement::AnyOrder(conditions) => {
                let conditions = conditions.iter().map(|condition| self.condition(condition));
                let list = Value::List(conditions.collect());
                inline_table(vec![("any-order".to_string(), list)])
            }
        }
    }
}
