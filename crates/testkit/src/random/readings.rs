//! Random readings: acceptance rules, some missing, and preferences of all three forms.

use detente_model::{
    Acceptance, Condition, Dispute, OptionId, Preference, PreferenceForm, Reading, Statement,
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
        let mut accept = Vec::new();
        for audience in dispute.audiences.values() {
            // A body accepts as its members do and has no rule of its own.
            let has_rule = audience.ratify.is_none() && dice.chance(80);
            accept.push(has_rule.then(|| acceptance(dice, dispute)));
        }
        let mut preference = Vec::new();
        for _ in dispute.parties.ids() {
            preference.push(prefer(dice, dispute));
        }
        dispute.readings.push(Reading {
            id: words::id(dice, 'r', number),
            name: words::name(dice),
            accept: accept.into_iter().collect(),
            preference: preference.into_iter().collect(),
            backing: backing(dice, dispute),
        });
    }
    let Some(first) = dispute.readings.ids().next() else { return };
    for audience in unnamed(dispute) {
        let rule = acceptance(dice, dispute);
        dispute.readings[first].accept[audience] = Some(rule);
    }
}

fn acceptance(dice: &mut Dice, dispute: &Dispute) -> Acceptance {
    let when = if dice.chance(3) { Condition::Never } else { satisfiable(dice, dispute, 2) };
    Acceptance { when, backing: backing(dice, dispute) }
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
        _ => {
            // Keys of a table: each condition once.
            let mut conditions = dice.some(1, 4, any);
            conditions.sort_unstable();
            conditions.dedup();
            let conditions = dice.shuffled(conditions);
            PreferenceForm::Values(
                conditions.into_iter().map(|when| (when, dice.quantity(-9, 9))).collect(),
            )
        }
    };
    Preference { form, backing: backing(dice, dispute) }
}
