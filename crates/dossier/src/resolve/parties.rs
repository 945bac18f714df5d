//! Parties, audiences, interests and ratification trees.

use std::collections::BTreeSet;

use detente_model::{Audience, AudienceId, Conduct, Id, Interest, Party, PartyId, Ratification};

use super::conditions::Inner;
use super::values::Domain;
use super::{Resolver, numbered, shown};
use crate::diagnostic::File;
use crate::place::{At, Span, TextOr};
use crate::syntax::{Language, Syntax};
use crate::typed::{self, ConductTable, Dossier, RatifyTable};

impl Resolver<'_> {
    pub(super) fn parties(&mut self, dossier: &Dossier) {
        for (id, party) in &dossier.party.0 {
            self.check_id(id);
            let typed = &party.value;
            let entry = Party {
                id: id.value.clone(),
                name: shown(typed.name.as_ref(), &id.value),
                ratify: None,
                moves_per_year: self.some_quantity(typed.moves_per_year.as_ref(), Domain::NotNegative),
                turnover_per_year: self
                    .some_quantity(typed.turnover_per_year.as_ref(), Domain::NotNegative),
                capability: self.some_quantity(typed.capability.as_ref(), Domain::NotNegative),
                conduct: typed.conduct.as_ref().map(|c| self.conduct(&c.value)),
                backing: self.backing(typed),
            };
            self.dispute.parties.push(entry);
        }
        if dossier.party.0.is_empty() {
            self.missing(0..0, "the dossier has no party", "write `[party.ID]` with a name");
        }
        self.audiences(dossier);
        for (id, interest) in &dossier.interest.0 {
            self.check_id(id);
            let name = shown(interest.value.name.as_ref(), &id.value);
            let backing = self.backing(&interest.value);
            self.dispute.interests.push(Interest { id: id.value.clone(), name, backing });
        }
    }

    fn conduct(&mut self, typed: &ConductTable) -> Conduct {
        Conduct {
            skill: self.some_quantity(typed.skill.as_ref(), Domain::NotNegative),
            depth: self.some_quantity(typed.depth.as_ref(), Domain::NotNegative),
            coordination: self.some_quantity(typed.coordination.as_ref(), Domain::Probability),
            backing: self.backing(typed),
        }
    }

    fn audiences(&mut self, dossier: &Dossier) {
        for (id, audience) in &dossier.audience.0 {
            self.check_id(id);
            if let Some((party, _)) = dossier.party.0.iter().find(|(p, _)| p.value == id.value) {
                let place = party.span.clone();
                let message = format!("`{}` is a party and an audience", id.value);
                let mistake = self.error("duplicate-id", id.span.clone(), message);
                *mistake = mistake.clone().and(File::Dossier, place, "the party").help(
                    "a party is its own audience without an entry: name it in `needs` and `accept`",
                );
                continue;
            }
            let typed = &audience.value;
            let entry = Audience {
                id: id.value.clone(),
                name: shown(typed.name.as_ref(), &id.value),
                party: typed.party.as_ref().and_then(|p| self.party(p)),
                is_party: false,
                ratify: None,
                backing: self.backing(typed),
            };
            self.dispute.audiences.push(entry);
        }
        self.party_audiences(dossier);
        self.ratification(dossier);
    }

    /// Adds an audience for every party that `needs`, `accept` or a tree names.
    fn party_audiences(&mut self, dossier: &Dossier) {
        let needs = dossier.deal.iter().filter_map(|deal| deal.value.needs.as_ref());
        let mut named: BTreeSet<String> =
            needs.flat_map(|needs| needs.value.iter().map(|n| n.value.clone())).collect();
        for (_, reading) in &dossier.reading.0 {
            let accept = reading.value.accept.iter().flat_map(|accept| &accept.0);
            named.extend(accept.map(|(id, _)| id.value.clone()));
        }
        let trees = dossier.party.0.iter().filter_map(|(_, p)| p.value.ratify.as_ref());
        let bodies = dossier.audience.0.iter().filter_map(|(_, a)| a.value.ratify.as_ref());
        trees.chain(bodies).for_each(|tree| words(&tree.value, &mut named));
        for index in 0..self.dispute.parties.len() {
            let party = PartyId::new(index);
            let Party { id, name, .. } = &self.dispute.parties[party];
            if named.contains(id) {
                let (id, name) = (id.clone(), name.clone());
                self.dispute.audiences.push(Audience {
                    id,
                    name,
                    party: Some(party),
                    is_party: true,
                    ratify: None,
                    backing: detente_model::Backing::default(),
                });
            }
        }
    }

    fn ratification(&mut self, dossier: &Dossier) {
        let entries: Vec<(PartyId, &At<String>, &typed::Party)> = numbered(&dossier.party).collect();
        for (party, _, typed) in entries {
            if let Some(tree) = &typed.ratify {
                self.dispute.parties[party].ratify = self.tree(tree);
            }
        }
        for (id, typed) in &dossier.audience.0 {
            let audience = self.dispute.audiences.find(|a| a.id == id.value && !a.is_party);
            if let (Some(audience), Some(tree)) = (audience, &typed.value.ratify) {
                self.dispute.audiences[audience].ratify = self.tree(tree);
            }
        }
        self.refuse_cycles(dossier);
    }

    fn tree(&mut self, tree: &At<TextOr<RatifyTable>>) -> Option<Ratification> {
        match &tree.value {
            TextOr::Text(text) => {
                let syntax = self.parse(text, &tree.span, Language::Ratification)?;
                let inner = Inner::new(self.text, text, &tree.span);
                self.resolve_tree(&syntax, &inner)
            }
            TextOr::Table(table) => self.tree_table(table, &tree.span),
        }
    }

    fn tree_table(&mut self, table: &RatifyTable, span: &Span) -> Option<Ratification> {
        if let Some(block) = &table.unless_blocked {
            return Some(Ratification::UnlessBlocked(Box::new(self.tree(block)?)));
        }
        let (Some(quota), Some(members)) = (&table.quota, &table.of) else {
            self.missing(
                span.clone(),
                "a ratification table needs `quota` and `of`, or `unless-blocked`",
                "write { quota = 2, of = [\"a\", \"b\", \"c\"] }",
            );
            return None;
        };
        let needs = self.number(&quota.0, Domain::Positive);
        let read: Vec<_> = members.value.iter().map(|member| self.member(member)).collect();
        let of: Vec<_> = read.into_iter().collect::<Option<_>>()?;
        let needs = needs?;
        let total = of.iter().fold(detente_model::Rational::from(0), |sum, (weight, _)| sum + weight);
        if total < needs {
            let total = detente_model::number::format_decimal(&total);
            let message = format!("the quota can never be met: all members together weigh {total}");
            self.error("quota-out-of-reach", quota.0.span.clone(), message);
        }
        Some(Ratification::Quota { needs, of })
    }

    fn member(
        &mut self,
        member: &At<TextOr<RatifyTable>>,
    ) -> Option<(detente_model::Rational, Ratification)> {
        let one = detente_model::Rational::from(1);
        if let TextOr::Table(table) = &member.value
            && let Some(who) = &table.who
        {
            let weight = match &table.weight {
                Some(weight) => self.number(&weight.0, Domain::Positive),
                None => Some(one),
            };
            let tree = self.tree(who);
            return weight.zip(tree);
        }
        Some((one, self.tree(member)?))
    }

    fn resolve_tree(&mut self, syntax: &Syntax, inner: &Inner) -> Option<Ratification> {
        let mut all = |parts: &[Syntax]| -> Option<Vec<Ratification>> {
            let read: Vec<_> = parts.iter().map(|part| self.resolve_tree(part, inner)).collect();
            read.into_iter().collect()
        };
        match syntax {
            Syntax::All(parts) => Some(Ratification::All(all(parts)?)),
            Syntax::Any(parts) => Some(Ratification::Any(all(parts)?)),
            Syntax::Word(word) => self.audience(&inner.at(word)).map(Ratification::Audience),
            // The ratification language has no other forms.
            _ => None,
        }
    }

    pub(super) fn audience(&mut self, name: &At<String>) -> Option<AudienceId> {
        let found = self.dispute.audiences.find(|a| a.id == name.value);
        if found.is_none() {
            let audiences = self.dispute.audiences.values().map(|a| a.id.clone());
            let parties = self.dispute.parties.values().map(|p| p.id.clone());
            let ids: BTreeSet<String> = audiences.chain(parties).collect();
            let ids: Vec<String> = ids.into_iter().collect();
            self.unknown("unknown-audience", "audience", name, ids.iter().map(String::as_str));
        }
        found
    }

    /// A body may not be made up of itself; cut trees keep later steps from running in circles.
    fn refuse_cycles(&mut self, dossier: &Dossier) {
        for audience in self.dispute.audiences.ids().collect::<Vec<_>>() {
            let mut seen = BTreeSet::new();
            let mut todo = vec![audience];
            let mut cyclic = false;
            while let Some(next) = todo.pop() {
                let members = self.dispute.audiences[next].ratify.iter().flat_map(Ratification::audiences);
                for member in members {
                    cyclic |= member == audience;
                    if seen.insert(member) {
                        todo.push(member);
                    }
                }
            }
            if !cyclic {
                continue;
            }
            let entry = &self.dispute.audiences[audience];
            let message = format!("the ratification of `{}` leads back to itself", entry.id);
            let typed = dossier.audience.0.iter().find(|(id, _)| id.value == entry.id);
            let span = typed
                .and_then(|(_, typed)| typed.value.ratify.as_ref())
                .map_or(0..0, |tree| tree.span.clone());
            self.dispute.audiences[audience].ratify = None;
            self.error("cyclic-ratification", span, message).help =
                Some("a body's members are audiences that do not depend on it".to_string());
        }
    }
}

/// All words of a tree as typed that may be names.
fn words(tree: &TextOr<RatifyTable>, found: &mut BTreeSet<String>) {
    match tree {
        TextOr::Text(text) => {
            found.extend(text.split([' ', '(', ')', '\n', '\t']).map(str::to_string));
        }
        TextOr::Table(table) => {
            table.of.iter().flat_map(|of| &of.value).for_each(|m| words(&m.value, found));
            table.unless_blocked.iter().chain(&table.who).for_each(|t| words(&t.value, found));
        }
    }
}
