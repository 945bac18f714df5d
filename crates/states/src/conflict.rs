//! Minimal conflicts: which rules together leave no state, while no part of them does.
//!
//! Rules leave nothing if every state breaks one of them, that is, if they hit every violation mask
//! that occurs. The minimal such sets are the minimal hitting sets of the minimal relaxation sets
//! (Reiter 1987), as these are of those. They are found by their size: a set that misses a mask is
//! extended by each rule of that mask, and given up when one of its rules has no mask left that it
//! alone hits, for then no set that contains it is minimal (after Murakami and Uno 2014). Cost: the
//! sets looked at times the minimal masks, up to [`MOST_WORK`].

use crate::relaxation::minimal_masks;

/// The most masks compared with sets. Any twelve rules need less.
const MOST_WORK: usize = 1 << 25;

/// The minimal conflicts of a histogram of violation masks, fewest rules first, then by mask: at
/// most `most` of them, and whether these are all.
///
/// There is none if some state breaks no rule, or if there is no state.
pub fn minimal_conflicts(histogram: &[(u64, u128)], most: usize) -> (Vec<u64>, bool) {
    let (masks, _) = minimal_masks(histogram, usize::MAX);
    let mut found = Vec::new();
    if masks.first().is_none_or(|mask| *mask == 0) {
        return (found, true);
    }
    let mut work = 0;
    // Sets that miss a mask, each with the rules it goes without so that none is met twice.
    let mut open: Vec<(u64, u64)> = vec![(0, 0)];
    while !open.is_empty() && found.len() <= most {
        let (mut larger, mut next) = (Vec::new(), Vec::new());
        for (set, without) in open {
            let missed = masks.iter().find(|mask| *mask & set == 0).copied().unwrap_or(0);
            let mut without = without;
            for rule in bits(missed & !without) {
                work += masks.len();
                if work > MOST_WORK {
                    // Of this size not all are known, so none is told.
                    found.truncate(most);
                    return (found, false);
                }
                let extended = set | rule;
                if each_needed(extended, &masks) {
                    let hits_all = masks.iter().all(|mask| mask & extended != 0);
                    if hits_all { &mut larger } else { &mut next }.push((extended, without));
                }
                without |= rule;
            }
        }
        larger.sort_unstable();
        found.extend(larger.into_iter().map(|(set, _)| set));
        open = next;
    }
    let complete = open.is_empty() && found.len() <= most;
    found.truncate(most);
    (found, complete)
}

/// Whether each rule of the set alone hits some mask.
fn each_needed(set: u64, masks: &[u64]) -> bool {
    let mut needed = 0;
    for hit in masks.iter().map(|mask| mask & set) {
        if hit.is_power_of_two() {
            needed |= hit;
        }
        if needed == set {
            return true;
        }
    }
    false
}

/// The bits of a set, each alone, lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let lowest = set & set.wrapping_neg();
        set ^= lowest;
        (lowest != 0).then_some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_hit_every_mask_and_no_part_of_them_does() {
        let histogram = [(0b0011, 3), (0b0110, 5), (0b0111, 2), (0b1000, 0)];
        assert_eq!(minimal_conflicts(&histogram, 9), (vec![0b0010, 0b0101], true));
        assert_eq!(minimal_conflicts(&histogram, 1), (vec![0b0010], false));
    }

    #[test]
    fn an_open_or_an_empty_space_has_none() {
        assert_eq!(minimal_conflicts(&[(0, 4), (1, 9)], 9), (Vec::new(), true));
        assert_eq!(minimal_conflicts(&[], 9), (Vec::new(), true));
    }

    #[test]
    fn all_twelve_rules_need_is_within_the_work() {
        // Six of twelve: the most minimal masks, and 792 conflicts of seven.
        let masks: Vec<(u64, u128)> = (0..1 << 12)
            .filter(|mask: &u64| mask.count_ones() == 6)
            .map(|mask| (mask, 1))
            .collect();
        let (conflicts, complete) = minimal_conflicts(&masks, usize::MAX);
        assert!(complete && conflicts.len() == 792);
        assert!(conflicts.iter().all(|set| set.count_ones() == 7));
    }
}
