//! Minimal relaxation sets: which rules must give way before any state is left.
//!
//! Dropping a set of rules opens the states whose violation mask lies within it. The minimal such
//! sets are therefore the subset-minimal masks that occur: all minimal correction sets (Reiter 1987)
//! at once, from the histogram alone. Cost: the number of masks times the number of sets asked for.

use crate::rule_set::RuleSet;

/// Rules which, dropped together, open states, while no part of them does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relaxation {
    /// The rules to drop.
    pub drop: RuleSet,
    /// The number of states that then break no rule left.
    pub opens: u128,
}

/// The minimal relaxation sets of a histogram of violation masks, fewest rules first, then by mask:
/// at most `most` of them, and whether these are all.
///
/// If some state breaks no rule, the empty set is the only one.
pub fn minimal_relaxations(histogram: &[(RuleSet, u128)], most: usize) -> (Vec<Relaxation>, bool) {
    let (minimal, complete) = minimal_masks(histogram, most, usize::MAX);
    let set = |drop: &RuleSet| Relaxation { drop: drop.clone(), opens: opened_by(histogram, drop) };
    (minimal.into_iter().map(set).collect(), complete)
}

/// The subset-minimal masks that occur, fewest rules first, then by mask: at most `most`, found with
/// comparisons of at most `work` words, and whether these are all.
pub(crate) fn minimal_masks(
    histogram: &[(RuleSet, u128)],
    most: usize,
    work: usize,
) -> (Vec<&RuleSet>, bool) {
    let occur = histogram.iter().filter(|(_, states)| *states > 0);
    let mut masks: Vec<(usize, &RuleSet)> = occur.map(|(mask, _)| (mask.len(), mask)).collect();
    masks.sort_unstable();
    masks.dedup();
    let mut minimal: Vec<&RuleSet> = Vec::new();
    // Smaller masks came first: what contains none of those with fewer rules is minimal.
    let (mut size, mut smaller, mut compared) = (0, 0, 0);
    for (rules, mask) in masks {
        if rules > size {
            (size, smaller) = (rules, minimal.len());
        }
        compared += smaller * mask.size();
        if compared > work {
            return (minimal, false);
        }
        if !minimal[..smaller].iter().any(|part| part.is_within(mask)) {
            if minimal.len() == most {
                return (minimal, false);
            }
            minimal.push(mask);
        }
    }
    (minimal, true)
}

/// The number of states that break no rule outside `drop`.
pub fn opened_by(histogram: &[(RuleSet, u128)], drop: &RuleSet) -> u128 {
    histogram.iter().filter(|(mask, _)| mask.is_within(drop)).map(|(_, states)| states).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rules: u64) -> RuleSet {
        RuleSet::from(rules)
    }

    #[test]
    fn only_minimal_masks_are_relaxation_sets_and_each_opens_all_within_it() {
        let histogram = [(0b0110, 3), (0b0111, 5), (0b1000, 2), (0b1100, 7), (0b0010, 0)];
        let histogram = histogram.map(|(mask, states)| (set(mask), states));
        let expected = [
            Relaxation { drop: set(0b1000), opens: 2 },
            Relaxation { drop: set(0b0110), opens: 3 },
        ];
        assert_eq!(minimal_relaxations(&histogram, 9), (expected.to_vec(), true));
        assert_eq!(minimal_relaxations(&histogram, 1), (expected[..1].to_vec(), false));
    }

    #[test]
    fn rules_beyond_a_word_count_like_the_others() {
        let histogram =
            [[1, 70], [1, 900], [70, 900]].map(|rules| (rules.into_iter().collect(), 1));
        let more: RuleSet = [1, 70, 2000].into_iter().collect();
        let histogram = [&histogram[..], &[(more.clone(), 4)]].concat();
        let (sets, complete) = minimal_relaxations(&histogram, 9);
        assert!(complete && sets.iter().all(|set| set.opens == 1));
        assert!(sets.iter().map(|set| &set.drop).eq(histogram[..3].iter().map(|(mask, _)| mask)));
        assert_eq!(opened_by(&histogram, &more), 5);
    }

    #[test]
    fn an_open_space_needs_no_relaxation() {
        let sets = minimal_relaxations(&[(set(0), 4), (set(1), 9)], 9);
        assert_eq!(sets, (vec![Relaxation { drop: set(0), opens: 4 }], true));
    }

    #[test]
    fn an_empty_space_cannot_be_opened() {
        assert_eq!(minimal_relaxations(&[], 9), (Vec::new(), true));
    }
}
