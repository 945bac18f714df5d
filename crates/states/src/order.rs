//! The order of the variables, on which the size of a diagram depends.
//!
//! Deal options come first: the packages projected on them (the distinct deals) are then simply the
//! top of the diagram, and the rest below is told apart by the rules alone. Within each group,
//! options that share rules stand close together: greedily, the next option is the one after which
//! fewest rules are *open* (some of their options placed, some not), so that few facts have to be
//! remembered across a cut. Ties go to the option that shares most rules with those placed, then to
//! the order of the dossier.
//!
//! Where deal options and others are tied rule by rule, deal options first could be much wider than
//! need be; the *width* of both orders is estimated, and the free greedy order is taken if the other
//! could be wider than a million and is wider than it.
//!
//! Cost: the square of the options times the rules, in words of 128 bits.

use std::collections::BTreeSet;

use detente_model::{Condition, Dispute, Id, OptionId, Scope};

/// Past this many facts to remember the order with deal options first has to prove itself.
const WIDE: u128 = 1 << 20;

/// A variable order for the options that vary; at most 128 of them.
pub(crate) fn variable_order(dispute: &Dispute, scope: &Scope) -> Vec<OptionId> {
    let varying: Vec<OptionId> =
        dispute.options.ids().filter(|o| scope.fixed[o.index()].is_none()).collect();
    let rules = rules(dispute, &varying);
    let deal: BTreeSet<OptionId> = dispute.deal_options().into_iter().collect();
    let is_deal = |i: &usize| deal.contains(&varying[*i]);
    let (first, then): (Vec<usize>, Vec<usize>) = (0..varying.len()).partition(is_deal);

    let sizes: Vec<u128> = varying.iter().map(|&o| dispute.level_count(o) as u128).collect();
    let deal_first = greedy(&[&first, &then], &rules);
    let order = if width(&deal_first, &sizes, &rules) <= WIDE {
        deal_first
    } else {
        let all: Vec<usize> = (0..varying.len()).collect();
        let free = greedy(&[&all], &rules);
        let narrower = width(&free, &sizes, &rules) < width(&deal_first, &sizes, &rules);
        if narrower { free } else { deal_first }
    };
    order.into_iter().map(|i| varying[i]).collect()
}

/// The options each rule mentions, one bit an option: everything the diagram will be asked about.
fn rules(dispute: &Dispute, varying: &[OptionId]) -> Vec<u128> {
    let bits = |condition: &Condition| {
        let mentioned = condition.options();
        let bit = |(i, o)| if mentioned.contains(o) { 1_u128 << i } else { 0 };
        varying.iter().enumerate().map(bit).fold(0, |all, bit| all | bit)
    };
    let mut rules: Vec<u128> =
        dispute.impossible.iter().chain(&dispute.implausible).map(|r| bits(&r.when)).collect();
    if let Some(deal) = &dispute.deal {
        rules.push(bits(&deal.when));
        for reading in dispute.readings.ids() {
            rules.extend(deal.needs.iter().map(|&a| bits(&dispute.acceptance(reading, a))));
        }
    }
    rules.retain(|rule| rule.count_ones() > 1);
    rules
}

/// Places the groups one after the other, each option by option.
fn greedy(groups: &[&[usize]], rules: &[u128]) -> Vec<usize> {
    let (mut order, mut placed) = (Vec::new(), 0_u128);
    for group in groups {
        let mut left = group.to_vec();
        while !left.is_empty() {
            let cost = |i: usize| {
                let shared = rules.iter().filter(|r| *r & (1 << i) != 0 && *r & placed != 0);
                (open(rules, placed | 1 << i).count(), usize::MAX - shared.count())
            };
            // The first of the smallest: ties stay in the order of the dossier.
            let next = (0..left.len()).min_by_key(|&at| cost(left[at]));
            let option = left.remove(next.expect("something is left"));
            placed |= 1 << option;
            order.push(option);
        }
    }
    order
}

/// The rules with some options placed and some not.
fn open(rules: &[u128], placed: u128) -> impl Iterator<Item = u128> + '_ {
    rules.iter().copied().filter(move |r| r & placed != 0 && r & !placed != 0)
}

/// An upper estimate of the widest cut: the combinations of the placed options of open rules.
fn width(order: &[usize], sizes: &[u128], rules: &[u128]) -> u128 {
    let mut placed = 0_u128;
    let cuts = order.iter().map(|&option| {
        placed |= 1 << option;
        let remembered = open(rules, placed).fold(0, |all, rule| all | (rule & placed));
        let of = |i: &usize| remembered & (1 << i) != 0;
        (0..sizes.len()).filter(of).fold(1_u128, |n, i| n.saturating_mul(sizes[i]))
    });
    cuts.max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_that_share_rules_stand_together() {
        // Three pairs, named so that the dossier's order tears them apart.
        let rules = [0b001_001, 0b010_010, 0b100_100];
        let all: Vec<usize> = (0..6).collect();
        let order = greedy(&[&all], &rules);
        assert_eq!(order, [0, 3, 1, 4, 2, 5]);
        assert_eq!(width(&order, &[10; 6], &rules), 10);
        assert_eq!(width(&all, &[10; 6], &rules), 1000);
    }
}
