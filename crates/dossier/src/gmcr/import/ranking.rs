//! Rankings become statements: "the state is one of the best", "one of the second best", ….
//!
//! Compared lexicographically these order states as the ranking does, and say no more than it. A
//! group is written as few patterns as repeated halving finds; what they say of infeasible states
//! means nothing. Cost: patterns times options.

use detente_model::{Comparison, Condition, Dispute, Id, Level, OptionId};

use super::super::states::{by_code, option_order};
use super::super::{MOST_RANKED, listed};
use super::pattern::joined;
use super::{Importer, maker::Maker};

impl Importer<'_> {
    /// Per decision maker its ranking as conditions.
    pub(super) fn rankings(&mut self, dispute: &Dispute) -> Vec<Vec<Condition>> {
        let nothing = || vec![Vec::new(); self.file.makers.len()];
        // State numbers depend on every rule.
        if !self.file.infeasibles_sound {
            return nothing();
        }
        let order = option_order(dispute);
        let Some(states) = by_code(dispute, &order, MOST_RANKED) else {
            let message = format!(
                "rankings are read over at most {MOST_RANKED} feasible states, and this file has more"
            );
            self.mistakes.add("", message, "give statements instead of rankings");
            return nothing();
        };
        self.notes.push(
            "Rankings were read as statements, one for each group of tied states but the last."
                .to_string(),
        );
        let groups = Groups { states: &states, order: &order };
        let makers = &self.file.makers;
        let read = |maker| Some(groups.conditions(&self.ranks(maker, states.len())?));
        makers.iter().map(read).map(Option::unwrap_or_default).collect()
    }

    /// The ranking as sorted groups of positions in the states; nothing if it is no ranking of
    /// exactly these.
    fn ranks(&mut self, maker: &Maker, count: usize) -> Option<Vec<Vec<usize>>> {
        let (place, groups) = maker.ranking.as_ref()?;
        let mut times = vec![0_u32; count];
        let mut outside = Vec::new();
        let mut read = Vec::new();
        for group in groups {
            let mut positions = Vec::new();
            for &number in group {
                let position = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
                match position.filter(|p| *p < count) {
                    Some(position) => {
                        times[position] += 1;
                        positions.push(position);
                    }
                    None => outside.push(number.to_string()),
                }
            }
            positions.sort_unstable();
            if !positions.is_empty() {
                read.push(positions);
            }
        }
        let with = |test: fn(u32) -> bool| -> Vec<String> {
            let found = times.iter().enumerate().filter(|(_, times)| test(**times));
            found.map(|(position, _)| (position + 1).to_string()).collect()
        };
        let help = format!("rank every feasible state once: 1 to {count}");
        let problems = [
            (outside, "the ranking names states that do not exist:"),
            (with(|times| times > 1), "the ranking names states more than once:"),
            (with(|times| times == 0), "the ranking leaves out states:"),
        ];
        let mut sound = true;
        for (states, what) in problems.iter().filter(|(states, _)| !states.is_empty()) {
            self.mistakes.add(place.as_str(), format!("{what} {}", listed(states)), help.as_str());
            sound = false;
        }
        sound.then_some(read)
    }
}

/// Writes groups of states as conditions.
struct Groups<'a> {
    /// The feasible states by code.
    states: &'a [Vec<Level>],
    order: &'a [OptionId],
}

impl Groups<'_> {
    /// One condition for each group but the last.
    fn conditions(&self, groups: &[Vec<usize>]) -> Vec<Condition> {
        let Some((_, others)) = groups.split_last() else { return Vec::new() };
        others.iter().map(|group| self.condition(group)).collect()
    }

    fn condition(&self, group: &[usize]) -> Condition {
        let mut patterns = Vec::new();
        let whole = Part { first: 0, states: self.states, group, open: self.order.len() };
        self.cover(&whole, &mut Vec::new(), &mut patterns);
        joined(patterns, Condition::Any, Condition::Never)
    }

    /// Adds patterns for the members of the group among these states, all of which agree on the
    /// options from `open` on. A half without states needs no literal to be kept out.
    fn cover(&self, part: &Part<'_>, fixed: &mut Vec<Condition>, patterns: &mut Vec<Condition>) {
        if part.group.is_empty() {
            return;
        }
        let next = part.open.checked_sub(1).filter(|_| part.group.len() < part.states.len());
        let Some(next) = next else {
            // Named in the order of the options, as a person would.
            let literals = fixed.iter().rev().cloned().collect();
            patterns.push(joined(literals, Condition::All, Condition::Always));
            return;
        };
        let option = self.order[next];
        let taken = part.states.partition_point(|state| state[option.index()] == 0);
        let members = part.group.partition_point(|position| *position < part.first + taken);
        let (without, with) = part.states.split_at(taken);
        let (out, inside) = part.group.split_at(members);
        let halves = [(0, part.first, without, out), (1, part.first + taken, with, inside)];
        let split = !without.is_empty() && !with.is_empty();
        for (level, first, states, group) in halves {
            if split {
                fixed.push(Condition::Compare(option, Comparison::Equal, level));
            }
            self.cover(&Part { first, states, group, open: next }, fixed, patterns);
            if split {
                fixed.pop();
            }
        }
    }
}

/// Neighbouring states, and those of a group among them.
struct Part<'a> {
    /// Position of the first.
    first: usize,
    states: &'a [Vec<Level>],
    /// Positions, ascending.
    group: &'a [usize],
    /// Options below this one still differ.
    open: usize,
}
