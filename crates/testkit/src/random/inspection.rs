//! Disputes whose obligations are inspected: ties, zeros and missing keys are common, ranges are, and
//! some visits find nothing or raise more false alarms than they find breaches.

use detente_model::{
    ByLevel, Detection, Dispute, Enforcement, Inspection, InspectorLosses, Obligation, OptionId,
    PartyId, Quantity, Rational, Sample, Visit,
};

use super::conditions::condition;
use super::dice::Dice;
use super::record::backing;
use super::words;

/// The random dispute of a seed with obligations that are inspected.
pub fn random_inspections(seed: u64) -> Dispute {
    let mut dispute = super::random_dispute(seed);
    let mut dice = Dice::new(seed, "inspections");
    let given = dice.pick(&[30, 80, 100]);
    let obligations = dice.between(1, 5);
    dispute.process.obligations =
        (0..obligations).map(|at| obligation(&mut dice, &dispute, at, given)).collect();
    dispute.process.inspection = dice.maybe(given, |dice| Inspection {
        budget: dice.maybe(70, |dice| coarse(dice, 0, 4)),
        occasions: dice.maybe(70, |dice| dice.between(1, 12) as u32),
        backing: backing(dice, &dispute),
    });
    dispute
}

fn obligation(dice: &mut Dice, dispute: &Dispute, number: usize, given: usize) -> Obligation {
    let options: Vec<OptionId> = dispute.options.ids().collect();
    let parties: Vec<PartyId> = dispute.parties.ids().collect();
    let party = dice.pick(&parties);
    let others: Vec<PartyId> = parties.into_iter().filter(|&p| p != party).collect();
    let harmed = dice.part(others, 0);
    let harm = harmed.into_iter().map(|p| (p, coarse(dice, 0, 3))).collect();
    Obligation {
        id: words::id(dice, 'b', number),
        name: words::name(dice),
        party,
        when: condition(dice, dispute, &options, 2),
        temptation: coarse(dice, 0, 3),
        harm,
        detect: by_level(dice, dispute, false),
        false_alarm: by_level(dice, dispute, true),
        enforcement: enforcement(dice, given),
        backing: backing(dice, dispute),
    }
}

/// Random penalties, visits and losses, each there in so many of a hundred cases.
pub(super) fn enforcement(dice: &mut Dice, given: usize) -> Enforcement {
    Enforcement {
        penalty: dice.maybe(given, |dice| coarse(dice, 0, 4)),
        false_alarm_loss: dice.maybe(given, |dice| coarse(dice, 0, 2)),
        visit: dice.maybe(given, visit),
        inspector: dice.maybe(given, |dice| InspectorLosses {
            missed: coarse(dice, 0, 9),
            caught: coarse(dice, 0, 3),
            visit: coarse(dice, 0, 1),
            false_alarm: coarse(dice, 0, 1),
        }),
    }
}

fn visit(dice: &mut Dice) -> Visit {
    let sample = |dice: &mut Dice| {
        let items = dice.between(0, 40) as u32;
        let (falsified, looks_at) =
            (dice.below(items as usize + 1), dice.below(items as usize + 1));
        Sample { items, falsified: falsified as u32, looks_at: looks_at as u32 }
    };
    Visit {
        cost: dice.maybe(85, |dice| Quantity::Exact(Rational::new(dice.between(1, 8) as i128, 4))),
        detects: if dice.chance(30) {
            Detection::Sample(sample(dice))
        } else {
            Detection::Chance(coarse(dice, 0, 1))
        },
        false_alarm: small(dice),
    }
}

fn by_level(dice: &mut Dice, dispute: &Dispute, rare: bool) -> ByLevel {
    let number = |dice: &mut Dice| if rare { small(dice) } else { coarse(dice, 0, 1) };
    if dice.chance(50) {
        return ByLevel::Same(number(dice));
    }
    let options: Vec<OptionId> = dispute.options.ids().collect();
    let option = dice.pick(&options);
    let levels = dispute.level_count(option);
    ByLevel::Option(option, (0..levels).map(|_| number(dice)).collect())
}

/// A small probability, or now and then any.
fn small(dice: &mut Dice) -> Quantity {
    if dice.chance(15) {
        return coarse(dice, 0, 1);
    }
    Quantity::Exact(Rational::new(dice.pick(&[0, 0, 1, 2, 5, 10]), 100))
}

/// A number in quarters, or a range.
fn coarse(dice: &mut Dice, low: usize, high: usize) -> Quantity {
    if dice.chance(70) {
        return Quantity::Exact(Rational::new(dice.between(low * 4, high * 4) as i128, 4));
    }
    dice.quantity(low as i128, high as i128)
}
