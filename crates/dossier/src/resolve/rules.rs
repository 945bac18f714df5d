//! Rules and the deal.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::{Deal, Rule};

use super::Resolver;
use super::states::like;
use crate::diagnostic::File;
use crate::place::{At, Span};
use crate::typed::{self, Dossier};

impl Resolver<'_> {
    pub(super) fn rules(&mut self, dossier: &Dossier) {
        let mut ids = BTreeMap::new();
        let (rules, places) = self.rule_list(&dossier.impossible, &mut ids);
        (self.dispute.impossible, self.places.impossible) = (rules, places);
        let (rules, places) = self.rule_list(&dossier.implausible, &mut ids);
        (self.dispute.implausible, self.places.implausible) = (rules, places);
        if let Some(deal) = &dossier.deal {
            self.deal(deal);
        }
        let states = dossier.state.0.iter();
        self.names.later =
            states.map(|(id, state)| (id.value.clone(), like(&state.value.0))).collect();
        for (id, state) in &dossier.state.0 {
            self.state(id, &state.value.0);
        }
        self.dispute.status_quo = self.names.states.get("status-quo").copied();
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
        ids: &mut BTreeMap<String, Span>,
    ) -> (Vec<Rule>, Vec<Span>) {
        let mut read = Vec::new();
        let mut places = Vec::new();
        for rule in rules {
            let typed = &rule.value;
            if let Some(id) = &typed.id {
                self.check_id(id);
                if let Some(first) = ids.get(&id.value).cloned() {
                    let message = format!("there are two rules `{}`", id.value);
                    let mistake = self.error("duplicate-id", id.span.clone(), message);
                    *mistake = mistake.clone().and(File::Dossier, first, "the first");
                    mistake.help = Some("rename one of them".to_string());
                }
                ids.insert(id.value.clone(), id.span.clone());
            }
            let because = match &typed.because {
                Some(because) if !because.value.trim().is_empty() => because.value.clone(),
                _ => {
                    self.missing(
                        rule.span.clone(),
                        "because",
                        "the rule gives no reason",
                        "write `because = \"…\"`",
                    );
                    String::new()
                }
            };
            let backing = self.backing(typed);
            let Some(when) = &typed.when else {
                self.missing(
                    rule.span.clone(),
                    "when",
                    "the rule has no condition",
                    "write `when = \"…\"`",
                );
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
        let mut seen = BTreeSet::new();
        match &typed.needs {
            Some(list) if !list.value.is_empty() => {
                self.places.needs_list = Some(list.span.clone());
                for name in &list.value {
                    let Some(audience) = self.audience(name) else { continue };
                    if seen.insert(audience) {
                        needs.push(audience);
                        self.places.needs.push(name.span.clone());
                    } else {
                        let message = format!("`{}` is named twice", name.value);
                        self.error("duplicate-id", name.span.clone(), message).help =
                            Some("name everyone who has to accept once".to_string());
                    }
                }
            }
            _ => self.missing(
                deal.span.clone(),
                "needs",
                "the deal does not say who has to accept",
                "write `needs = [\"…\"]`: audiences, or parties themselves",
            ),
        }
        let Some(when) = &typed.when else {
            self.missing(
                deal.span.clone(),
                "when",
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
}
