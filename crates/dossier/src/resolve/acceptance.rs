//! Acceptance rules: what an audience asks of a package, by condition or by worth.

use detente_model::{
    Acceptance, AcceptanceRule, AudienceId, Backing, PartyId, PreferenceForm, Rational, Reading,
    Worth,
};

use super::Resolver;
use super::values::Domain;
use crate::place::{At, Map, Span, TextOr};
use crate::typed;

impl Resolver<'_> {
    /// Reads the rules of a reading into its entry.
    pub(super) fn acceptance(
        &mut self,
        accept: &Map<TextOr<typed::Acceptance>>,
        entry: &mut Reading,
    ) {
        for (name, rule) in &accept.0 {
            let audience = self.audience(name);
            let read = match &rule.value {
                TextOr::Text(text) => {
                    let when = self.condition_text(text, &rule.span);
                    when.map(|when| Acceptance::when(when, Backing::default()))
                }
                TextOr::Table(table) => self.acceptance_table(name, &rule.span, audience, table),
            };
            let (Some(audience), Some(read)) = (audience, read) else { continue };
            if self.dispute.audiences[audience].ratify.is_some() {
                let message = format!("`{}` is a body: it accepts when its members do", name.value);
                self.error("body-with-rule", name.span.clone(), message).help =
                    Some("give rules to its members, or take its `ratify` away".to_string());
                continue;
            }
            if let AcceptanceRule::When(when) = &read.rule {
                let given = match &rule.value {
                    TextOr::Table(table) => table.when.as_ref().map(|when| when.0.span.clone()),
                    TextOr::Text(_) => None,
                };
                let span = given.unwrap_or_else(|| rule.span.clone());
                self.places.accept.push((name.value.clone(), when.clone(), span));
            }
            entry.accept[audience] = Some(read);
        }
    }

    fn acceptance_table(
        &mut self,
        name: &At<String>,
        span: &Span,
        audience: Option<AudienceId>,
        table: &typed::Acceptance,
    ) -> Option<Acceptance> {
        let backing = self.backing(table);
        let unsure = self.plain(table.unsure.as_ref(), Domain::Probability);
        let unsure = unsure.unwrap_or_else(|| Rational::from(0));
        let rule = match (&table.when, &table.at_least) {
            (Some(_), Some(at_least)) => {
                let message = format!("the rule of `{}` is given in two forms", name.value);
                self.error("acceptance-form", at_least.0.span.clone(), message).help =
                    Some("give either `when` or `at-least`".to_string());
                None
            }
            (Some(when), None) => self.condition(when).map(AcceptanceRule::When),
            (None, Some(at_least)) => {
                let at_least = self.quantity(&at_least.0, Domain::Any);
                let of = match &table.values {
                    Some(values) => Some(Worth::Values(self.values(values))),
                    None => {
                        audience.and_then(|id| self.stands_for(name, id)).map(Worth::Preference)
                    }
                };
                Some(AcceptanceRule::Worth { of: of?, at_least: at_least? })
            }
            (None, None) => {
                if table.values.is_none() && !self.is_hole("at-least", span) {
                    self.missing(
                        span.clone(),
                        "when",
                        format!("the rule of `{}` says nothing", name.value),
                        "write { when = \"…\" }, or { at-least = 40 } for what is worth that much to it",
                    );
                }
                None
            }
        };
        if table.values.is_some() && table.at_least.is_none() {
            let message = format!("the points of `{}` are compared with nothing", name.value);
            if !self.is_hole("at-least", span) {
                self.error("acceptance-form", span.clone(), message).help =
                    Some("add `at-least`, the least it accepts".to_string());
            }
        }
        Some(Acceptance { rule: rule?, unsure, backing })
    }

    /// The party whose preference an audience goes by.
    fn stands_for(&mut self, name: &At<String>, audience: AudienceId) -> Option<PartyId> {
        let entry = &self.dispute.audiences[audience];
        let party = entry.party.filter(|_| entry.is_party);
        if party.is_none() && !self.is_hole("values", &name.span) {
            let message = format!("`{}` is no party: it has no preference to go by", name.value);
            self.error("no-points", name.span.clone(), message).help =
                Some("give it points: { at-least = 40, values = { \"…\" = 10 } }".to_string());
        }
        party
    }

    /// Reports rules that go by a preference which gives no points.
    pub(super) fn check_worth(&mut self, id: &At<String>, typed: &typed::Reading, entry: &Reading) {
        for (audience, rule) in entry.accept.iter() {
            let Some(AcceptanceRule::Worth { of: Worth::Preference(party), .. }) =
                rule.as_ref().map(|rule| &rule.rule)
            else {
                continue;
            };
            let form = entry.preference[*party].as_ref().map(|preference| &preference.form);
            let says = match form {
                Some(PreferenceForm::Values(_) | PreferenceForm::Interests(_)) => continue,
                Some(PreferenceForm::Statements { .. }) => "gives an order only",
                None => "is not given",
            };
            let (party, reading) = (&self.dispute.parties[*party].id, &id.value);
            let preferences = typed.preference.as_ref().map(|given| &given.0);
            let is_lost = preferences
                .is_some_and(|given| given.iter().any(|(id, _)| id.value == *party))
                && form.is_none();
            if is_lost {
                continue;
            }
            let name = &self.dispute.audiences[audience].id;
            let message = format!(
                "`{name}` accepts by worth, but the preference of `{party}` in `{reading}` {says}"
            );
            let help = format!(
                "give `[reading.{reading}.preference.{party}]` `values` or `interests`, or the rule \
                 `values` of its own"
            );
            let rules = typed.accept.as_ref().and_then(|accept| {
                accept.0.iter().find(|(id, _)| id.value == *name).map(|(id, _)| id.span.clone())
            });
            let span = rules.unwrap_or_else(|| id.span.clone());
            self.error("no-points", span, message).help = Some(help);
        }
    }
}
