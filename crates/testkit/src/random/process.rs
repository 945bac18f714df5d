//! Random parameters of the dynamic lenses.

use detente_model::{
    ByLevel, Dispute, InterestId, Issue, Obligation, OptionId, Outcome, PartyId, Rational, Shock,
    Support, TacticalType, Target, Tension, Time, Trust,
};

use super::conditions::condition;
use super::dice::Dice;
use super::record::{backing, past};
use super::words;

/// Every part of the process, each there only sometimes.
pub(super) fn add_process(dice: &mut Dice, dispute: &mut Dispute) {
    let options: Vec<OptionId> = dispute.options.ids().collect();
    dispute.process.time = dice.maybe(50, |dice| Time {
        period_months: dice.decimal(1, 6),
        horizon_years: dice.maybe(60, |dice| dice.decimal(1, 5)),
        time_preference: dice.maybe(60, |dice| dice.quantity(0, 1)),
        backing: backing(dice, dispute),
    });
    for number in 0..dice.below(3) {
        let obligation = obligation(dice, dispute, number);
        dispute.process.obligations.push(obligation);
    }
    dispute.process.support = dice.maybe(40, |dice| Support {
        levels: dice.between(2, 5) as u32,
        parties: dice.part(dispute.parties.ids().collect(), 1),
        concession_needs: dice.between(0, 2) as u32,
        rise_when_reciprocated: dice.maybe(70, |dice| dice.quantity(0, 2)),
        fall_per_tension: dice.maybe(70, |dice| dice.quantity(0, 1)),
        backing: backing(dice, dispute),
    });
    dispute.process.trust = dice.maybe(40, |dice| trust(dice, dispute));
    dispute.process.tension = dice.maybe(40, |dice| {
        let levels = dice.between(2, 6) as u32;
        Tension {
            levels,
            start: dice.between(0, levels as usize) as u32,
            decay_per_year: dice.maybe(60, |dice| dice.quantity(0, 2)),
            escalation_at: dice.maybe(60, |dice| dice.between(0, levels as usize) as u32),
            backing: backing(dice, dispute),
        }
    });
    for number in 0..dice.below(3) {
        let is_dated = dice.chance(40);
        dispute.process.shocks.push(Shock {
            id: words::id(dice, 'h', number),
            name: words::name(dice),
            per_year: (!is_dated).then(|| dice.quantity(0, 3)),
            on: is_dated.then(|| past(dice)),
            tension: dice.between(0, 4) as i32 - 2,
            resets_beliefs: dice.chance(30),
            backing: backing(dice, dispute),
        });
    }
    for number in 0..dice.below(3) {
        dispute.process.outcomes.push(Outcome {
            id: words::id(dice, 'u', number),
            name: words::name(dice),
            when: dice.maybe(60, |dice| condition(dice, dispute, &options, 2)),
            acceptable: dice.chance(40),
            tension_at_most: dice.maybe(40, |dice| dice.below(5) as u32),
            or_tension_at_least: dice.maybe(40, |dice| dice.below(7) as u32),
            held_months: dice.maybe(40, |dice| dice.decimal(0, 6)),
            backing: backing(dice, dispute),
        });
    }
    for number in 0..dice.below(3) {
        dispute.process.targets.push(Target {
            id: words::id(dice, 't', number),
            name: words::name(dice),
            when: condition(dice, dispute, &options, 2),
            backing: backing(dice, dispute),
        });
    }
    for number in 0..dice.below(2) {
        let parties: Vec<PartyId> = dice.part(dispute.parties.ids().collect(), 1);
        let mut position = |party| (party, dice.quantity(0, 100), dice.quantity(0, 100));
        let positions = parties.into_iter().map(&mut position).collect();
        let (id, name) = (words::id(dice, 'z', number), words::name(dice));
        let [low, high] = [(); 2].map(|()| dice.maybe(40, words::name));
        let backing = backing(dice, dispute);
        dispute.process.issues.push(Issue { id, name, low, high, positions, backing });
    }
}

fn obligation(dice: &mut Dice, dispute: &Dispute, number: usize) -> Obligation {
    let options: Vec<OptionId> = dispute.options.ids().collect();
    let parties: Vec<PartyId> = dispute.parties.ids().collect();
    let party = dice.pick(&parties);
    let others: Vec<PartyId> = parties.into_iter().filter(|&p| p != party).collect();
    let harmed = dice.part(others, 0);
    let by_level = |dice: &mut Dice| {
        if dice.chance(50) {
            return ByLevel::Same(dice.quantity(0, 1));
        }
        let option = dice.pick(&options);
        let levels = dispute.level_count(option);
        ByLevel::Option(option, (0..levels).map(|_| dice.quantity(0, 1)).collect())
    };
    let id = words::id(dice, 'b', number);
    Obligation {
        name: id.clone(),
        id,
        party,
        when: condition(dice, dispute, &options, 2),
        temptation: dice.quantity(0, 3),
        harm: harmed.into_iter().map(|p| (p, dice.quantity(0, 3))).collect(),
        detect: by_level(dice),
        false_alarm: by_level(dice),
        enforcement: detente_model::Enforcement::default(),
        backing: backing(dice, dispute),
    }
}

fn trust(dice: &mut Dice, dispute: &Dispute) -> Trust {
    let interests: Vec<InterestId> = dispute.interests.ids().collect();
    let factors = dice.part(interests, 0);
    let tactical = TacticalType {
        interests: factors.into_iter().map(|i| (i, dice.decimal(0, 3))).collect(),
        future: dice.maybe(60, |dice| dice.decimal(0, 1)),
        temptation: dice.maybe(60, |dice| Rational::from(1) + dice.decimal(0, 2)),
    };
    let mut prior = Vec::new();
    // All beliefs of one party stand together, as in a dossier.
    for believer in dispute.parties.ids() {
        for about in dispute.parties.ids().filter(|&p| p != believer) {
            prior.extend(dice.maybe(60, |dice| (believer, about, dice.quantity(0, 1))));
        }
    }
    let backing = backing(dice, dispute);
    Trust {
        as_of: backing.as_of,
        tactical,
        change_per_year: dice.maybe(60, |dice| dice.quantity(0, 1)),
        prior,
        backing,
    }
}
