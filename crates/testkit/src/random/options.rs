//! Random options, the ways they move, and what their levels do to the interests.

use detente_model::{
    Cause, Dated, Dispute, Effect, Guard, InterestId, Layer, Level, LevelName, MoveRule, OptionId,
    PartyId, PartyOption,
};

use super::conditions::condition;
use super::dice::Dice;
use super::record::{backing, past};
use super::words;

/// Level combinations that most random disputes stay below.
const MOST: usize = 600;

/// One to six options of two to four levels.
pub(super) fn add_options(dice: &mut Dice, dispute: &mut Dispute) {
    let parties: Vec<PartyId> = dispute.parties.ids().collect();
    let mut raw = 1;
    for number in 0..dice.between(1, 6) {
        let wanted = dice.between(2, 4);
        let count = if raw * wanted > MOST { 2 } else { wanted };
        raw *= count;
        let level = |(dice, at): (&mut Dice, usize)| {
            let id = words::id(dice, 'l', at);
            let label = if dice.chance(50) { words::name(dice) } else { id.clone() };
            LevelName { id, label }
        };
        let levels = (0..count).map(|at| level((&mut *dice, at))).collect();
        let option = PartyOption {
            id: words::id(dice, 'o', number),
            name: words::name(dice),
            party: dice.pick(&parties),
            levels,
            moves: MoveRule::free(),
            layer: dice.maybe(30, |dice| dice.pick(&Layer::ALL)),
            step_cost: dice.maybe(30, |dice| dice.quantity(0, 1)),
            backing: backing(dice, dispute),
        };
        dispute.options.push(option);
    }
    for option in dispute.options.ids().collect::<Vec<_>>() {
        dispute.options[option].moves = moves(dice, dispute, option);
    }
    add_effects(dice, dispute);
}

/// A way of moving, of every kind.
pub(super) fn moves(dice: &mut Dice, dispute: &Dispute, option: OptionId) -> MoveRule {
    match dice.below(8) {
        0 | 1 => MoveRule::free(),
        2 => MoveRule::one_way(),
        3 => MoveRule::step(),
        4 => MoveRule::fixed(),
        _ => {
            let levels: Vec<Level> = (0..dispute.level_count(option) as Level).collect();
            MoveRule {
                up: guard(dice, dispute, option),
                down: guard(dice, dispute, option),
                step: dice.chance(50),
                ratchet: dice.maybe(40, |dice| dice.pick(&levels)),
                snap: dice.maybe(40, |dice| dice.pick(&levels)),
                dated: dice.some(0, 1, |dice| dated(dice, &levels)),
            }
        }
    }
}

/// Open, closed, or open on a condition about other parties' options, where there are any.
fn guard(dice: &mut Dice, dispute: &Dispute, option: OptionId) -> Guard {
    let owner = dispute.options[option].party;
    let others: Vec<OptionId> =
        dispute.options.iter().filter(|(_, o)| o.party != owner).map(|(id, _)| id).collect();
    match dice.below(4) {
        0 => Guard::Closed,
        1 | 2 if !others.is_empty() => {
            let when = condition(dice, dispute, &others, 1);
            // Constants are written as open and closed, and read back as these.
            if when.options().is_empty() { Guard::Open } else { Guard::When(when) }
        }
        _ => Guard::Open,
    }
}

/// Levels with a first or a last date, some of them past the clock.
fn dated(dice: &mut Dice, levels: &[Level]) -> Dated {
    let mut levels = dice.part(levels.to_vec(), 1);
    levels.sort_unstable();
    let edge = |dice: &mut Dice| {
        let later = ["2025-08", "2025-10-18", "2026"].map(|d| d.parse().expect("a date"));
        if dice.chance(50) { past(dice) } else { dice.pick(&later) }
    };
    let (from, until) = (dice.maybe(40, edge), dice.maybe(40, edge));
    let until = if from.is_none() && until.is_none() { Some(edge(dice)) } else { until };
    Dated { levels, from, until }
}

fn add_effects(dice: &mut Dice, dispute: &mut Dispute) {
    let interests: Vec<InterestId> = dispute.interests.ids().collect();
    if interests.is_empty() {
        return;
    }
    let all: Vec<OptionId> = dispute.options.ids().collect();
    for &option in &all {
        if dice.chance(50) {
            // The effects of one option rest on the same.
            let backing = backing(dice, dispute);
            for interest in dice.part(interests.clone(), 1) {
                let levels = dispute.level_count(option);
                let points = (0..levels).map(|_| dice.quantity(-5, 5)).collect();
                let of = Cause::Levels(option, points);
                dispute.effects.push(Effect { of, interest, backing: backing.clone() });
            }
        }
    }
    for _ in 0..dice.below(3) {
        let of = Cause::When(condition(dice, dispute, &all, 2), dice.quantity(-5, 5));
        let (interest, backing) = (dice.pick(&interests), backing(dice, dispute));
        dispute.effects.push(Effect { of, interest, backing });
    }
}
