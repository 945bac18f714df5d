//! Parties, audiences and interests.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::{Audience, Conduct, Id, Interest, Negotiator, Party, PartyId};

use super::values::Domain;
use super::{Resolver, shown};
use crate::diagnostic::File;
use crate::place::{At, Span, TextOr};
use crate::typed::{ConductTable, Dossier, RatifyTable};

impl Resolver<'_> {
    pub(super) fn parties(&mut self, dossier: &Dossier) {
        for (id, party) in &dossier.party.0 {
            self.check_id(id);
            let typed = &party.value;
            let entry = Party {
                id: id.value.clone(),
                name: shown(typed.name.as_ref(), &id.value),
                ratify: None,
                negotiator: self.negotiator(typed.negotiator.as_ref()),
                moves_per_year: self
                    .some_quantity(typed.moves_per_year.as_ref(), Domain::NotNegative),
                turnover_per_year: self
                    .some_quantity(typed.turnover_per_year.as_ref(), Domain::NotNegative),
                capability: self.some_quantity(typed.capability.as_ref(), Domain::NotNegative),
                relief_capacity: self
                    .some_quantity(typed.relief_capacity.as_ref(), Domain::NotNegative),
                conduct: typed.conduct.as_ref().map(|c| self.conduct(&c.value)),
                backing: self.backing(typed),
            };
            let party = self.dispute.parties.push(entry);
            self.names.parties.insert(id.value.clone(), party);
        }
        if dossier.party.0.is_empty() {
            self.missing(
                0..0,
                "party",
                "the dossier has no party",
                "write `[party.ID]` with a name",
            );
        }
        self.audiences(dossier);
        for (id, interest) in &dossier.interest.0 {
            self.check_interest_id(id);
            let name = shown(interest.value.name.as_ref(), &id.value);
            let backing = self.backing(&interest.value);
            let interest =
                self.dispute.interests.push(Interest { id: id.value.clone(), name, backing });
            self.names.interests.insert(id.value.clone(), interest);
        }
    }

    /// What the party's own rule counts for at home.
    fn negotiator(&mut self, word: Option<&At<String>>) -> Negotiator {
        self.word(word, "kind of negotiator", &Negotiator::ALL, Negotiator::word)
            .unwrap_or_default()
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
        let parties: BTreeMap<&str, &Span> =
            dossier.party.0.iter().map(|(id, _)| (id.value.as_str(), &id.span)).collect();
        for (id, audience) in &dossier.audience.0 {
            self.check_id(id);
            if let Some(place) = parties.get(id.value.as_str()).map(|span| (*span).clone()) {
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
            let audience = self.dispute.audiences.push(entry);
            self.names.audiences.insert(id.value.clone(), audience);
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
                let audience = self.dispute.audiences.push(Audience {
                    id: id.clone(),
                    name,
                    party: Some(party),
                    is_party: true,
                    ratify: None,
                    backing: detente_model::Backing::default(),
                });
                self.names.audiences.insert(id, audience);
            }
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
            let lists = [&table.of, &table.all, &table.any].into_iter().flatten();
            lists.flat_map(|of| &of.value).for_each(|m| words(&m.value, found));
            table.unless_blocked.iter().chain(&table.who).for_each(|t| words(&t.value, found));
        }
    }
}
