//! Minimal relaxation sets: which rules must give way before any state is left.
//!
//! Dropping a set of rules opens the states whose violation mask lies within it. The minimal such
//! sets are therefore the subset-minimal masks that occur: all minimal correction sets (Reiter 1987)
//! at once, from the histogram alone. Cost: the number of masks times the number of sets asked for.

/// Rules which, dropped together, open states, while no part of them does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relaxation {
    /// The rules to drop, one bit each.
    pub drop: u64,
    /// The number of states that then break no rule left.
    pub opens: u128,
}

/// The minimal relaxation sets of a histogram of violation masks, fewest rules first, then by mask:
/// at most `most` of them, and whether these are all.
///
/// If some state breaks no rule, the empty set is the only one.
pub fn minimal_relaxations(histogram: &[(u64, u128)], most: usize) -> (Vec<Relaxation>, bool) {
    let (minimal, complete) = minimal_masks(histogram, most);
    let set = |&drop: &u64| Relaxation { drop, opens: opened_by(histogram, drop) };
    (minimal.iter().map(set).collect(), complete)
}

/// The subset-minimal masks that occur, fewest rules first, then by mask: at most `most`, and
/// whether these are all.
pub(crate) fn minimal_masks(histogram: &[(u64, u128)], most: usize) -> (Vec<u64>, bool) {
    let mut masks: Vec<u64> =
        histogram.iter().filter(|(_, states)| *states > 0).map(|(mask, _)| *mask).collect();
    masks.sort_unstable_by_key(|mask| (mask.count_ones(), *mask));
    masks.dedup();
    let mut minimal: Vec<u64> = Vec::new();
    for mask in masks {
        // Smaller masks came first: what contains none of them is minimal.
        let mut smaller = minimal.iter().take_while(|m| m.count_ones() < mask.count_ones());
        if smaller.all(|smaller| smaller & !mask != 0) {
            if minimal.len() == most {
                return (minimal, false);
            }
            minimal.push(mask);
        }
    }
    (minimal, true)
}

/// The number of states that break no rule outside `drop`.
pub fn opened_by(histogram: &[(u64, u128)], drop: u64) -> u128 {
    histogram.iter().filter(|(mask, _)| mask & !drop == 0).map(|(_, states)| states).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_minimal_masks_are_relaxation_sets_and_each_opens_all_within_it() {
        let histogram = [(0b0110, 3), (0b0111, 5), (0b1000, 2), (0b1100, 7), (0b0010, 0)];
        let expected =
            [Relaxation { drop: 0b1000, opens: 2 }, Relaxation { drop: 0b0110, opens: 3 }];
        assert_eq!(minimal_relaxations(&histogram, 9), (expected.to_vec(), true));
        assert_eq!(minimal_relaxations(&histogram, 1), (expected[..1].to_vec(), false));
    }

    #[test]
    fn an_open_space_needs_no_relaxation() {
        let sets = minimal_relaxations(&[(0, 4), (1, 9)], 9);
        assert_eq!(sets, (vec![Relaxation { drop: 0, opens: 4 }], true));
    }

    #[test]
    fn an_empty_space_cannot_be_opened() {
        assert_eq!(minimal_relaxations(&[], 9), (Vec::new(), true));
    }
}
