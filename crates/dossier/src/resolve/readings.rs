//! Readings: acceptance rules and preferences, with what they extend merged in.

use detente_model::{
    AcceptanceRule, Condition, Preference, PreferenceForm, Quantity, Reading, Statement, Table,
    Worth,
};

use super::limits::size;
use super::rings::{Words, ring};
use super::values::Domain;
use super::{Resolver, shown};
use crate::place::{At, TextOr};
use crate::typed::{self, Dossier};

const EXTENDS: Words =
    Words { starts_from: "extends", several: "extend", one: "reading", key: "extends" };

impl Resolver<'_> {
    pub(super) fn readings(&mut self, dossier: &Dossier) {
        for (id, reading) in &dossier.reading.0 {
            self.check_id(id);
            let typed = &reading.value;
            let backing = self.backing(typed);
            let mut entry = self.base(dossier, id, typed.extends.as_ref());
            entry.id.clone_from(&id.value);
            entry.name = shown(typed.name.as_ref(), &id.value);
            entry.backing = backing;
            if let Some(accept) = &typed.accept {
                self.acceptance(accept, &mut entry);
            }
            if let Some(preferences) = &typed.preference {
                for (party, preference) in &preferences.0 {
                    let party_id = self.party(party);
                    let read = self.preference(party, &preference.value);
                    if let Some(party_id) = party_id {
                        entry.preference[party_id] = read;
                    }
                }
            }
            self.check_worth(id, typed, &entry);
            let reading = self.dispute.readings.push(entry);
            self.names.readings.insert(id.value.clone(), reading);
        }
    }

    /// The reading another one starts from: a copy of what it extends, or an empty one.
    fn base(
        &mut self,
        dossier: &Dossier,
        id: &At<String>,
        extends: Option<&At<String>>,
    ) -> Reading {
        if let Some(name) = extends {
            let known = self.names.readings.contains_key(&name.value);
            if !known && dossier.reading.0.iter().any(|(other, _)| other.value == name.value) {
                let next = |name: &str| {
                    let (_, reading) = dossier.reading.0.iter().find(|(id, _)| id.value == name)?;
                    Some(reading.value.extends.as_ref()?.value.clone())
                };
                let ring = ring(&id.value, &name.value, next);
                self.wrong_order(&id.value, name, ring, &EXTENDS);
            } else if let Some(base) = self.reading(name) {
                let parts = reading_size(&self.dispute.readings[base]);
                if self.may_copy(parts, &name.span) {
                    return self.dispute.readings[base].clone();
                }
            }
        }
        Reading {
            id: String::new(),
            name: String::new(),
            accept: self.dispute.audiences.ids().map(|_| None).collect(),
            preference: self.dispute.parties.ids().map(|_| None).collect::<Table<_, _>>(),
            backing: detente_model::Backing::default(),
        }
    }

    fn preference(&mut self, party: &At<String>, typed: &typed::Preference) -> Option<Preference> {
        let forms = [
            ("statements", typed.statements.is_some()),
            ("values", typed.values.is_some()),
            ("interests", typed.interests.is_some()),
        ];
        let given: Vec<String> =
            forms.iter().filter(|(_, given)| *given).map(|(key, _)| format!("`{key}`")).collect();
        if given.len() != 1 {
            if given.is_empty() && forms.iter().any(|(key, _)| self.is_hole(key, &party.span)) {
                return None;
            }
            let message = match given.len() {
                0 => format!("the preference of `{}` says nothing", party.value),
                _ => format!("the preference of `{}` is given in two forms", party.value),
            };
            let mistake = self.error("preference-form", party.span.clone(), message);
            mistake.labels[0].text = given.join(" and ");
            mistake.help =
                Some("give exactly one of `statements`, `values`, `interests`".to_string());
            return None;
        }
        let backing = self.backing(typed);
        let rank_as_scale = self.scale(typed);
        let form = if let Some(statements) = &typed.statements {
            let read: Vec<_> = statements.value.iter().map(|item| self.statement(item)).collect();
            let ordered = read.into_iter().collect::<Option<_>>()?;
            PreferenceForm::Statements { ordered, rank_as_scale }
        } else if let Some(values) = &typed.values {
            PreferenceForm::Values(self.values(values))
        } else {
            let interests = typed.interests.as_ref()?;
            PreferenceForm::Interests(self.by_interest(interests, Domain::Any))
        };
        let reservation = self.some_quantity(typed.reservation.as_ref(), Domain::Any);
        if let (Some(given), PreferenceForm::Statements { .. }) = (&typed.reservation, &form) {
            let message = "ordered statements give no points to compare a reservation value with";
            self.error("preference-form", given.0.span.clone(), message).help =
                Some("leave `reservation` out, or give `values` or `interests`".to_string());
        }
        Some(Preference { form, reservation, backing })
    }

    fn scale(&mut self, typed: &typed::Preference) -> bool {
        let Some(scale) = &typed.scale else { return false };
        if scale.value != "rank" {
            let help = Some("the only one is `rank`: ranks are taken for numbers".to_string());
            self.unknown("unknown-word", "scale", scale, help);
        } else if typed.statements.is_none() {
            let message = "only ordered statements have ranks to take for numbers";
            self.error("preference-form", scale.span.clone(), message).help =
                Some("leave `scale` out: values and interests are numbers already".to_string());
        }
        true
    }

    pub(super) fn values(&mut self, values: &crate::place::Numbers) -> Vec<(Condition, Quantity)> {
        let mut read = Vec::new();
        for (when, points) in self.table(&values.0) {
            let condition = self.condition_text(&when.value, &when.span);
            let quantity = self.quantity(&points, Domain::Any);
            read.extend(condition.zip(quantity));
        }
        read
    }

    fn statement(&mut self, item: &At<TextOr<typed::StatementTable>>) -> Option<Statement> {
        let table = match &item.value {
            TextOr::Text(text) => {
                return self.condition_text(text, &item.span).map(Statement::Sure);
            }
            TextOr::Table(table) => table,
        };
        match (&table.when, &table.unsure, &table.any_order) {
            (Some(when), None, None) => self.condition(when).map(Statement::Sure),
            (Some(when), Some(unsure), None) => {
                let condition = self.condition(when);
                let probability = self.number(&unsure.0, Domain::Probability);
                Some(Statement::Unsure(condition?, probability?))
            }
            (None, None, Some(list)) => {
                let read: Vec<_> = list.value.iter().map(|c| self.condition(c)).collect();
                Some(Statement::AnyOrder(read.into_iter().collect::<Option<_>>()?))
            }
            _ => {
                let message = "a statement is a condition, { when, unsure } or { any-order }";
                if !["when", "unsure", "any-order"].iter().any(|key| self.is_hole(key, &item.span))
                {
                    self.error("preference-form", item.span.clone(), message).help =
                        Some("write \"…\", { when = \"…\", unsure = 0.3 } or { any-order = [\"…\", \"…\"] }".to_string());
                }
                None
            }
        }
    }
}

/// The number of parts of what a reading says.
fn reading_size(reading: &Reading) -> usize {
    let accept = reading.accept.values().map(|rule| {
        1 + match rule.as_ref().map(|rule| &rule.rule) {
            Some(AcceptanceRule::When(when)) => size(when),
            Some(AcceptanceRule::Worth { of: Worth::Values(terms), .. }) => {
                terms.iter().map(|(when, _)| 1 + size(when)).sum()
            }
            Some(AcceptanceRule::Worth { .. }) | None => 0,
        }
    });
    let preference =
        reading.preference.values().flatten().map(|preference| match &preference.form {
            PreferenceForm::Statements { ordered, .. } => ordered
                .iter()
                .map(|statement| match statement {
                    Statement::Sure(when) | Statement::Unsure(when, _) => size(when),
                    Statement::AnyOrder(list) => list.iter().map(size).sum(),
                })
                .sum(),
            PreferenceForm::Values(values) => values.iter().map(|(when, _)| 1 + size(when)).sum(),
            PreferenceForm::Interests(weights) => weights.len(),
        });
    accept.sum::<usize>() + preference.sum::<usize>() + 1
}
