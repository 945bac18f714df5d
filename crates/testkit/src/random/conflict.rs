//! Random disputes made for stability: verdicts on them are mixed.
//!
//! Two to four parties with up to three options each, at most 256 level combinations, most of them
//! feasible; options move freely or in any other way; nearly every party has a preference, with
//! enough conditions to tell states apart and few enough points to leave ties.

use detente_model::{
    Condition, Dispute, OptionId, PartyId, Preference, PreferenceForm, Quantity, Statement,
};

use super::conditions::{condition, some_feasible};
use super::dice::Dice;
use super::{options, parties, readings, record, rules};
use crate::parts::{self, empty_dispute, equal};

/// Level combinations at most.
const MOST: usize = 256;

/// The random conflict of a seed.
pub fn random_conflict(seed: u64) -> Dispute {
    let dice = &mut Dice::new(seed, "conflict");
    let mut dispute = empty_dispute(&format!("random conflict {seed}"));
    record::add_sources(dice, &mut dispute);
    parties::add_parties(dice, &mut dispute, 2);
    add_options(dice, &mut dispute);
    for number in 0..dice.below(5) {
        add_pattern(dice, &mut dispute, number);
    }
    rules::add_deal(dice, &mut dispute);
    rules::add_states(dice, &mut dispute);
    readings::add_readings(dice, &mut dispute, preference);
    add_spite(dice, &mut dispute);
    dispute
}

/// One to three options for nearly every party, in mixed order.
fn add_options(dice: &mut Dice, dispute: &mut Dispute) {
    let mut owners: Vec<PartyId> = Vec::new();
    for party in dispute.parties.ids() {
        let count = dice.pick(&[0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3]);
        owners.extend(vec![party; count]);
    }
    if owners.is_empty() {
        owners.extend(dispute.parties.ids());
    }
    let owners = dice.shuffled(owners);
    let mut raw = 1;
    for (number, owner) in owners.iter().enumerate() {
        let rest = 1 << (owners.len() - number - 1).min(8);
        let wanted = dice.pick(&[2, 2, 2, 3, 3, 4]);
        let count = if raw * wanted * rest > MOST { 2 } else { wanted };
        if raw * count > MOST {
            break;
        }
        raw *= count;
        let levels = ["l0", "l1", "l2", "l3"];
        dispute.options.push(parts::option(&format!("o{number}"), *owner, &levels[..count]));
    }
    for option in dispute.options.ids().collect::<Vec<_>>() {
        if dice.chance(30) {
            dispute.options[option].moves = options::moves(dice, dispute, option);
        }
    }
}

/// A pattern over two or three options that cannot be, if something is left.
fn add_pattern(dice: &mut Dice, dispute: &mut Dispute, number: usize) {
    let mut among = dice.shuffled(dispute.options.ids().collect::<Vec<OptionId>>());
    among.truncate(dice.between(2, 3));
    let literal = |option| equal(option, dice.below(dispute.level_count(option)) as u8);
    let when = Condition::All(among.into_iter().map(literal).collect());
    if some_feasible(dispute, &[&when]).is_some() {
        let rule = parts::rule(&format!("r{number}"), when, "one excludes the other");
        dispute.impossible.push(rule);
    }
}

/// Mostly statements, or values with many ties.
fn preference(dice: &mut Dice, dispute: &Dispute) -> Option<Preference> {
    if dice.chance(12) {
        return readings::perhaps(dice, dispute);
    }
    let form = if dice.chance(50) {
        let any = |dice: &mut Dice| tangle(dice, dispute);
        PreferenceForm::Statements {
            ordered: dice.some(2, 12, |dice| match dice.below(12) {
                0 => Statement::Unsure(any(dice), dice.decimal(0, 1)),
                1 => Statement::AnyOrder(dice.some(2, 3, any)),
                _ => Statement::Sure(any(dice)),
            }),
            rank_as_scale: false,
        }
    } else {
        // Keys of a table: each condition once.
        let mut conditions = dice.some(3, 14, |dice| tangle(dice, dispute));
        conditions.sort_unstable();
        conditions.dedup();
        let points = |dice: &mut Dice| Quantity::Exact((dice.between(0, 6) as i128 - 3).into());
        let conditions = dice.shuffled(conditions);
        PreferenceForm::Values(conditions.into_iter().map(|when| (when, points(dice))).collect())
    };
    Some(Preference::new(form))
}

/// A condition of any form, or that two options of whichever parties are at given levels or both not:
/// what one party does changes what another would.
fn tangle(dice: &mut Dice, dispute: &Dispute) -> Condition {
    let all: Vec<OptionId> = dispute.options.ids().collect();
    if dice.chance(30) {
        return condition(dice, dispute, &all, 1);
    }
    let mut pair = dice.shuffled(all);
    pair.truncate(2);
    let literal = |option| equal(option, dice.below(dispute.level_count(option)) as u8);
    let literals: Vec<Condition> = pair.into_iter().map(literal).collect();
    let both = Condition::All(literals.clone());
    if dice.chance(50) {
        return both;
    }
    let neither = Condition::Not(Box::new(Condition::Any(literals)));
    Condition::Any(vec![both, neither])
}

/// In each reading some parties value what others do the other way round.
fn add_spite(dice: &mut Dice, dispute: &mut Dispute) {
    let parties: Vec<PartyId> = dispute.parties.ids().collect();
    for reading in dispute.readings.ids().collect::<Vec<_>>() {
        let [one, other] = [dice.pick(&parties), dice.pick(&parties)];
        let preference = &mut dispute.readings[reading].preference;
        let Some(PreferenceForm::Values(terms)) = preference[one].as_ref().map(|p| &p.form) else {
            continue;
        };
        let against = |(when, points): &(Condition, Quantity)| {
            (when.clone(), Quantity::Exact(-points.mode()))
        };
        let form = PreferenceForm::Values(terms.iter().map(against).collect());
        if one != other && dice.chance(70) {
            preference[other] = Some(Preference::new(form));
        }
    }
}
