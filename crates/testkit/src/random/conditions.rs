//! Random conditions, in every form of the language.

use detente_model::{Comparison, Condition, Dispute, Found, Level, OptionId};

use super::dice::Dice;

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::AtMost,
    Comparison::More,
    Comparison::AtLeast,
];

/// Steps of a search for a state; random disputes are small.
const BUDGET: usize = 100_000;

/// A condition over these options (at least one), nested at most `depth` deep.
pub(super) fn condition(
    dice: &mut Dice,
    dispute: &Dispute,
    options: &[OptionId],
    depth: usize,
) -> Condition {
    if depth == 0 || dice.chance(35) {
        return literal(dice, dispute, options);
    }
    let inner = |dice: &mut Dice| condition(dice, dispute, options, depth - 1);
    match dice.below(4) {
        0 => Condition::Not(Box::new(inner(dice))),
        1 => Condition::All(dice.some(2, 3, inner)),
        2 => Condition::Any(dice.some(2, 3, inner)),
        _ => Condition::Implies(Box::new(inner(dice)), Box::new(inner(dice))),
    }
}

fn literal(dice: &mut Dice, dispute: &Dispute, options: &[OptionId]) -> Condition {
    let option = dice.pick(options);
    let levels: Vec<Level> = (0..dispute.level_count(option) as Level).collect();
    match dice.below(20) {
        0 => dice.pick(&[Condition::Always, Condition::Never]),
        1..=3 => {
            let mut among = dice.part(levels, 1);
            among.sort_unstable();
            Condition::In(option, among)
        }
        _ => Condition::Compare(option, dice.pick(&COMPARISONS), dice.pick(&levels)),
    }
}

/// A condition over all options that some state, feasible or not, satisfies.
pub(super) fn satisfiable(dice: &mut Dice, dispute: &Dispute, depth: usize) -> Condition {
    let options: Vec<OptionId> = dispute.options.ids().collect();
    loop {
        let candidate = condition(dice, dispute, &options, depth);
        if matches!(dispute.find_state(&[&candidate], &[], BUDGET), Found::State(_)) {
            return candidate;
        }
    }
}

/// Some state that none of the impossible rules, nor these, match.
pub(super) fn some_feasible(dispute: &Dispute, besides: &[&Condition]) -> Option<Vec<Level>> {
    let rules: Vec<&Condition> =
        dispute.impossible.iter().map(|r| &r.when).chain(besides.iter().copied()).collect();
    match dispute.find_state(&[], &rules, BUDGET) {
        Found::State(levels) => Some(levels),
        Found::None | Found::Undecided => None,
    }
}
