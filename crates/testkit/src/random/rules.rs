//! Random rules, deal, states, proposals and focuses.

use detente_model::{
    AudienceId, Deal, Dispute, Focus, Id, Level, NamedState, OptionId, Proposal, Rule,
};

use super::conditions::{satisfiable, some_feasible};
use super::dice::Dice;
use super::record::{backing, past};
use super::words;

/// Impossible rules that leave something feasible.
pub(super) fn add_impossible(dice: &mut Dice, dispute: &mut Dispute) {
    for number in 0..dice.below(5) {
        let rule = rule(dice, dispute, number);
        if some_feasible(dispute, &[&rule.when]).is_some() {
            dispute.impossible.push(rule);
        }
    }
}

/// Implausible rules, and perhaps a deal.
pub(super) fn add_deal(dice: &mut Dice, dispute: &mut Dispute) {
    for number in 0..dice.below(3) {
        let rule = rule(dice, dispute, number + 10);
        dispute.implausible.push(rule);
    }
    if dice.chance(85) {
        let audiences: Vec<AudienceId> = dispute.audiences.ids().collect();
        dispute.deal = Some(Deal {
            when: satisfiable(dice, dispute, 2),
            needs: dice.part(audiences, 1),
            backing: backing(dice, dispute),
        });
    }
}

fn rule(dice: &mut Dice, dispute: &Dispute, number: usize) -> Rule {
    Rule {
        id: dice.maybe(60, |dice| words::id(dice, 'r', number)),
        when: satisfiable(dice, dispute, 2),
        because: words::sentence(dice),
        backing: backing(dice, dispute),
    }
}

/// A status quo and other feasible states; proposals; focuses where there is a state to stay at.
pub(super) fn add_states(dice: &mut Dice, dispute: &mut Dispute) {
    for number in 0..dice.below(4) {
        let Some(levels) = feasible(dice, dispute) else { return };
        let is_status_quo = number == 0 && dice.chance(90);
        let id = if is_status_quo { "status-quo".into() } else { words::id(dice, 's', number) };
        let (name, backing) = (words::name(dice), backing(dice, dispute));
        let state = dispute.states.push(NamedState { id, name, levels, backing });
        if is_status_quo {
            dispute.status_quo = Some(state);
        }
    }
    for number in 0..dice.below(3) {
        let mut levels: Vec<Option<Level>> = vec![None; dispute.options.len()];
        for option in dice.part(dispute.options.ids().collect(), 1) {
            levels[option.index()] = Some(dice.below(dispute.level_count(option)) as Level);
        }
        dispute.proposals.push(Proposal {
            id: words::id(dice, 'q', number),
            name: words::name(dice),
            date: dice.maybe(60, past),
            by: dice.maybe(50, words::name),
            levels,
            backing: backing(dice, dispute),
        });
    }
    if !dispute.states.is_empty() {
        for number in 0..dice.below(3) {
            let focus = focus(dice, dispute, number);
            dispute.focuses.push(focus);
        }
    }
}

/// A random feasible state, or the first one where random ones are hard to come by.
fn feasible(dice: &mut Dice, dispute: &Dispute) -> Option<Vec<Level>> {
    for _ in 0..10 {
        let level = |option| dice.below(dispute.level_count(option)) as Level;
        let levels: Vec<Level> = dispute.options.ids().map(level).collect();
        if dispute.is_feasible(&levels) {
            return Some(levels);
        }
    }
    some_feasible(dispute, &[])
}

/// Some options vary, the others stay at a named state with perhaps an exception.
fn focus(dice: &mut Dice, dispute: &Dispute, number: usize) -> Focus {
    let state = dice.pick(&dispute.states.ids().collect::<Vec<_>>());
    let mut fixed: Vec<Option<Level>> =
        dispute.states[state].levels.iter().copied().map(Some).collect();
    let options: Vec<OptionId> = dispute.options.ids().collect();
    if dice.chance(30) {
        let option = dice.pick(&options);
        fixed[option.index()] = Some(dice.below(dispute.level_count(option)) as Level);
    }
    for option in dice.part(options, 1) {
        fixed[option.index()] = None;
    }
    let (id, name) = (words::id(dice, 'f', number), words::name(dice));
    Focus { id, name, fixed, note: dice.maybe(30, words::sentence) }
}
