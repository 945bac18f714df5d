//! Minimal conflicts: which rules together leave no state, while no part of them does.
//!
//! Rules leave nothing if every state breaks one of them, that is, if they hit every violation mask
//! that occurs. The minimal such sets are the minimal hitting sets of the minimal relaxation sets
//! (Reiter 1987), as these are of those. They are found by their size: a set that misses a mask is
//! extended by each rule of that mask, and given up when one of its rules has no mask left that it
//! alone hits, for then no set that contains it is minimal (after Murakami and Uno 2014). Cost: the
//! sets looked at times the minimal masks, up to [`MOST_WORK`].

use crate::relaxation::minimal_masks;
use crate::rule_set::RuleSet;

/// The most words of masks compared, with one another or with sets. Any twelve rules need less.
const MOST_WORK: usize = 1 << 25;

/// The minimal conflicts of a histogram of violation masks, fewest rules first, then by mask: at
/// most `most` of them, and whether these are all.
///
/// There is none if some state breaks no rule, or if there is no state.
pub fn minimal_conflicts(histogram: &[(RuleSet, u128)], most: usize) -> (Vec<RuleSet>, bool) {
    let (masks, complete) = minimal_masks(histogram, usize::MAX, MOST_WORK);
    let mut found = Vec::new();
    if masks.first().is_none_or(|mask| mask.is_empty()) {
        return (found, true);
    }
    if !complete {
        return (found, false);
    }
    let mut work = 0;
    let words: usize = masks.iter().map(|mask| mask.size()).sum();
    // Sets that miss a mask, each with the rules it goes without so that none is met twice.
    let mut open = vec![(RuleSet::default(), RuleSet::default())];
    while !open.is_empty() && found.len() <= most {
        let (mut larger, mut next) = (Vec::new(), Vec::new());
        for (set, mut without) in open {
            // There is one: sets that hit all masks are found, not open.
            let missed = masks.iter().find(|mask| !mask.meets(&set));
            let skipped = without.clone();
            for rule in missed.into_iter().flat_map(|missed| missed.rules()) {
                if skipped.contains(rule) {
                    continue;
                }
                work += words;
                if work > MOST_WORK {
                    // Of this size not all are known, so none is told.
                    found.truncate(most);
                    return (found, false);
                }
                let extended = set.clone().with(rule);
                if each_needed(&extended, &masks) {
                    if masks.iter().all(|mask| mask.meets(&extended)) {
                        larger.push(extended);
                    } else {
                        next.push((extended, without.clone()));
                    }
                }
                without.insert(rule);
            }
        }
        larger.sort_unstable();
        found.extend(larger);
        open = next;
    }
    let complete = open.is_empty() && found.len() <= most;
    found.truncate(most);
    (found, complete)
}

/// Whether each rule of the set alone hits some mask.
fn each_needed(set: &RuleSet, masks: &[&RuleSet]) -> bool {
    let mut needed = RuleSet::default();
    for rule in masks.iter().filter_map(|mask| mask.only_common(set)) {
        needed.insert(rule);
        if needed == *set {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(masks: &[(u64, u128)]) -> Vec<(RuleSet, u128)> {
        masks.iter().map(|(mask, states)| (RuleSet::from(*mask), *states)).collect()
    }

    #[test]
    fn conflicts_hit_every_mask_and_no_part_of_them_does() {
        let masks = histogram(&[(0b0011, 3), (0b0110, 5), (0b0111, 2), (0b1000, 0)]);
        let conflicts = [0b0010, 0b0101].map(RuleSet::from);
        assert_eq!(minimal_conflicts(&masks, 9), (conflicts.to_vec(), true));
        assert_eq!(minimal_conflicts(&masks, 1), (conflicts[..1].to_vec(), false));
    }

    #[test]
    fn rules_beyond_a_word_conflict_like_the_others() {
        let of = |rules: &[usize]| rules.iter().copied().collect::<RuleSet>();
        let masks = [of(&[3, 64]), of(&[64, 999])].map(|mask| (mask, 1));
        assert_eq!(minimal_conflicts(&masks, 9), (vec![of(&[64]), of(&[3, 999])], true));
    }

    #[test]
    fn an_open_or_an_empty_space_has_none() {
        assert_eq!(minimal_conflicts(&histogram(&[(0, 4), (1, 9)]), 9), (Vec::new(), true));
        assert_eq!(minimal_conflicts(&[], 9), (Vec::new(), true));
    }

    #[test]
    fn all_twelve_rules_need_is_within_the_work() {
        // Six of twelve: the most minimal masks, and 792 conflicts of seven.
        let masks: Vec<(u64, u128)> = (0..1 << 12)
            .filter(|mask: &u64| mask.count_ones() == 6)
            .map(|mask| (mask, 1))
            .collect();
        let (conflicts, complete) = minimal_conflicts(&histogram(&masks), usize::MAX);
        assert!(complete && conflicts.len() == 792);
        assert!(conflicts.iter().all(|set| set.len() == 7));
    }
}
