//! Random readings: acceptance rules of all forms, some missing, some unsure; preferences of all three
//! forms.

use detente_model::{
    Acceptance, AcceptanceRule, Audience, Condition, Dispute, OptionId, PartyId, Preference,
    PreferenceForm, Quantity, Reading, Statement, Table, Worth,
};

use super::conditions::{condition, satisfiable};
use super::dice::Dice;
use super::parties::unnamed;
use super::record::backing;
use super::words;

/// One to three readings, with what `prefer` gives each party.
pub(super) fn add_readings(
    dice: &mut Dice,
    dispute: &mut Dispute,
    prefer: impl Fn(&mut Dice, &Dispute) -> Option<Preference>,
) {
    for number in 0..dice.between(1, 3) {
        let mut preference = Table::new();
        for _ in dispute.parties.ids() {
            preference.push(prefer(dice, dispute));
        }
        let mut accept = Vec::new();
        for audience in dispute.audiences.values() {
            // A body accepts as its members do and has no rule of its own.
            let has_rule = audience.ratify.is_none() && dice.chance(80);
            accept.push(has_rule.then(|| acceptance(dice, dispute, audience, &preference)));
        }
        dispute.readings.push(Reading {
            id: words::id(dice, 'r', number),
            name: words::name(dice),
            accept: accept.into_iter().collect(),
            preference,
            backing: backing(dice, dispute),
        });
    }
    let Some(first) = dispute.readings.ids().next() else { return };
    for audience in unnamed(dispute) {
        let preference = &dispute.readings[first].preference;
        let rule = acceptance(dice, dispute, &dispute.audiences[audience], preference);
        dispute.readings[first].accept[audience] = Some(rule);
    }
}

/// Mostly a condition; else worth, by the party's preference where that gives points.
fn acceptance(
    dice: &mut Dice,
    dispute: &Dispute,
    audience: &Audience,
    preference: &Table<PartyId, Option<Preference>>,
) -> Acceptance {
    let party = audience.party.filter(|_| audience.is_party);
    let form = |party| preference[party].as_ref().map(|preference: &Preference| &preference.form);
    let party = party.filter(|party| {
        matches!(form(*party), Some(PreferenceForm::Values(_) | PreferenceForm::Interests(_)))
    });
    let rule = match (dice.below(10), party) {
        (0..6, Some(party)) => {
            AcceptanceRule::Worth { of: Worth::Preference(party), at_least: dice.quantity(-4, 9) }
        }
        (6..8, _) => AcceptanceRule::Worth {
            of: Worth::Values(values(dice, dispute)),
            at_least: dice.quantity(-9, 12),
        },
        _ if dice.chance(3) => AcceptanceRule::When(Condition::Never),
        _ => AcceptanceRule::When(satisfiable(dice, dispute, 2)),
    };
    let unsure = if dice.chance(15) { dice.decimal(0, 1) } else { 0.into() };
    Acceptance { rule, unsure, backing: backing(dice, dispute) }
}

/// Points by condition, each condition once, as the keys of a table are.
fn values(dice: &mut Dice, dispute: &Dispute) -> Vec<(Condition, Quantity)> {
    let options: Vec<OptionId> = dispute.options.ids().collect();
    let mut conditions = dice.some(1, 4, |dice| condition(dice, dispute, &options, 2));
    conditions.sort_unstable();
    conditions.dedup();
    let conditions = dice.shuffled(conditions);
    conditions.into_iter().map(|when| (when, dice.quantity(-9, 9))).collect()
}

/// Mostly a preference, of every form.
pub(super) fn perhaps(dice: &mut Dice, dispute: &Dispute) -> Option<Preference> {
    dice.maybe(75, |dice| preference(dice, dispute))
}

fn preference(dice: &mut Dice, dispute: &Dispute) -> Preference {
    let options: Vec<OptionId> = dispute.options.ids().collect();
    let any = |dice: &mut Dice| condition(dice, dispute, &options, 2);
    let form = match dice.below(3) {
        0 => PreferenceForm::Statements {
            ordered: dice.some(1, 4, |dice| match dice.below(6) {
                0 => Statement::Unsure(any(dice), dice.decimal(0, 1)),
                1 => Statement::AnyOrder(dice.some(2, 3, any)),
                _ => Statement::Sure(any(dice)),
            }),
            rank_as_scale: dice.chance(30),
        },
        1 if !dispute.interests.is_empty() => {
            let interests = dice.part(dispute.interests.ids().collect(), 1);
            PreferenceForm::Interests(
                interests.into_iter().map(|interest| (interest, dice.quantity(-1, 1))).collect(),
            )
        }
        _ => PreferenceForm::Values(values(dice, dispute)),
    };
    let ordinal = matches!(form, PreferenceForm::Statements { .. });
    let reservation = (!ordinal && dice.chance(30)).then(|| dice.quantity(-6, 6));
    Preference { form, reservation, backing: backing(dice, dispute) }
}
