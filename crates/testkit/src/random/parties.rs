//! Random parties, audiences and ratification trees.

use detente_model::{
    Audience, AudienceId, Conduct, Dispute, Id, Interest, Negotiator, Party, PartyId, Ratification,
    Rational,
};

use super::dice::Dice;
use super::record::backing;
use super::words;
use crate::parts;

/// At most four parties, their interests, audiences before the parties that are their own audience.
pub(super) fn add_parties(dice: &mut Dice, dispute: &mut Dispute, least: usize) {
    for number in 0..dice.between(least, 4) {
        let conduct = dice.maybe(25, |dice| Conduct {
            skill: dice.maybe(70, |dice| dice.quantity(0, 6)),
            depth: dice.maybe(70, |dice| dice.quantity(0, 4)),
            coordination: dice.maybe(70, |dice| dice.quantity(0, 1)),
            backing: backing(dice, dispute),
        });
        let party = Party {
            id: words::id(dice, 'p', number),
            name: words::name(dice),
            ratify: None,
            negotiator: Negotiator::default(),
            moves_per_year: dice.maybe(30, |dice| dice.quantity(0, 12)),
            turnover_per_year: dice.maybe(30, |dice| dice.quantity(0, 1)),
            capability: dice.maybe(30, |dice| dice.quantity(0, 100)),
            relief_capacity: None,
            conduct,
            backing: backing(dice, dispute),
        };
        dispute.parties.push(party);
    }
    for number in 0..dice.below(4) {
        let (id, name) = (words::id(dice, 'i', number), words::name(dice));
        dispute.interests.push(Interest { id, name, backing: backing(dice, dispute) });
    }
    add_audiences(dice, dispute);
}

/// What some of the parties can hand over at one occasion.
pub(super) fn add_relief(dice: &mut Dice, dispute: &mut Dispute) {
    for party in dispute.parties.values_mut() {
        party.relief_capacity = dice.maybe(30, |dice| dice.quantity(0, 8));
    }
}

fn add_audiences(dice: &mut Dice, dispute: &mut Dispute) {
    let parties: Vec<PartyId> = dispute.parties.ids().collect();
    for number in 0..dice.between(1, 4) {
        let audience = Audience {
            id: words::id(dice, 'a', number),
            name: words::name(dice),
            party: dice.maybe(80, |dice| dice.pick(&parties)),
            is_party: false,
            ratify: None,
            backing: backing(dice, dispute),
        };
        dispute.audiences.push(audience);
    }
    for &party in &parties {
        if dice.chance(40) {
            let Party { id, name, .. } = &dispute.parties[party];
            let audience = parts::audience(id, name, Some(party));
            dispute.audiences.push(Audience { is_party: true, ..audience });
        }
    }
    // A body's members come before it or are parties, so no tree leads back to itself.
    for audience in dispute.audiences.ids().collect::<Vec<_>>() {
        let members: Vec<AudienceId> =
            dispute.audiences.ids().filter(|&a| a < audience || is_party(dispute, a)).collect();
        if !is_party(dispute, audience) && !members.is_empty() && dice.chance(30) {
            dispute.audiences[audience].ratify = Some(tree(dice, &members, 3));
        }
    }
    let all: Vec<AudienceId> = dispute.audiences.ids().collect();
    for party in parties {
        dispute.parties[party].ratify = dice.maybe(40, |dice| tree(dice, &all, 3));
        if dice.chance(20) {
            dispute.parties[party].negotiator = Negotiator::Agent;
        }
    }
}

fn is_party(dispute: &Dispute, audience: AudienceId) -> bool {
    dispute.audiences[audience].is_party
}

/// A ratification tree of any kind.
fn tree(dice: &mut Dice, members: &[AudienceId], depth: usize) -> Ratification {
    if depth == 0 {
        return text_tree(dice, members, 1);
    }
    match dice.below(4) {
        0 => {
            let of = dice.some(1, 4, |dice| {
                let weight = if dice.chance(50) { 1.into() } else { dice.decimal(1, 40) };
                (weight, tree(dice, members, depth - 1))
            });
            let total = of.iter().fold(Rational::from(0), |sum, (weight, _)| sum + weight);
            // Any of tenths of the total, so that some quotas are met exactly and some not.
            let share = Rational::new(dice.between(1, 10) as i128, 10);
            let needs = (total * share * 1000).round() / 1000;
            Ratification::Quota { needs, of }
        }
        1 => Ratification::UnlessBlocked(Box::new(tree(dice, members, depth - 1))),
        2 if dice.chance(40) => {
            let parts = dice.some(2, 3, |dice| tree(dice, members, depth - 1));
            if dice.chance(50) { Ratification::All(parts) } else { Ratification::Any(parts) }
        }
        _ => text_tree(dice, members, depth),
    }
}

fn text_tree(dice: &mut Dice, members: &[AudienceId], depth: usize) -> Ratification {
    if depth == 0 || dice.chance(30) {
        return Ratification::Audience(dice.pick(members));
    }
    let parts = dice.some(2, 3, |dice| text_tree(dice, members, depth - 1));
    if dice.chance(50) { Ratification::All(parts) } else { Ratification::Any(parts) }
}

/// Whether some ratification tree of the dispute names the audience.
pub(super) fn in_some_tree(dispute: &Dispute, audience: AudienceId) -> bool {
    let parties = dispute.parties.values().filter_map(|p| p.ratify.as_ref());
    let bodies = dispute.audiences.values().filter_map(|a| a.ratify.as_ref());
    parties.chain(bodies).any(|tree| tree.audiences().contains(&audience))
}

/// The party audiences that nothing names so far; a dossier knows only those it names.
pub(super) fn unnamed(dispute: &Dispute) -> Vec<AudienceId> {
    let needs = dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
    let named = |a: AudienceId| {
        let accepted = dispute.readings.values().any(|r| r.accept[a].is_some());
        needs.contains(&a) || accepted || in_some_tree(dispute, a)
    };
    let ids = (0..dispute.audiences.len()).map(AudienceId::new);
    ids.filter(|&a| is_party(dispute, a) && !named(a)).collect()
}
