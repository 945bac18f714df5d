//! A set of rules, by their numbers: up to 64 in one word, more in further words.
//!
//! Most disputes ask a few audiences; then a set is one word and takes no memory of its own. Sets
//! are ordered like the numbers whose binary digits they are: by the last rule they differ in.

use std::cmp::Ordering;

/// A set of rules, each known by its number.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct RuleSet {
    low: u64,
    /// Rules from 64 on; the last word is not empty, so that equal sets are equal.
    high: Vec<u64>,
}

impl RuleSet {
    /// The set of one rule.
    pub fn one(rule: usize) -> RuleSet {
        RuleSet::default().with(rule)
    }

    /// Adds a rule.
    pub fn insert(&mut self, rule: usize) {
        let place = rule / 64;
        if place > self.high.len() {
            self.high.resize(place, 0);
        }
        let word = if place == 0 { &mut self.low } else { &mut self.high[place - 1] };
        *word |= 1 << (rule % 64);
    }

    /// The set with this rule too.
    #[must_use]
    pub fn with(mut self, rule: usize) -> RuleSet {
        self.insert(rule);
        self
    }

    /// The rules of both sets.
    #[must_use]
    pub fn union(&self, other: &RuleSet) -> RuleSet {
        let (longer, shorter) =
            if self.high.len() < other.high.len() { (other, self) } else { (self, other) };
        let mut union = longer.clone();
        union.low |= shorter.low;
        union.high.iter_mut().zip(&shorter.high).for_each(|(word, more)| *word |= more);
        union
    }

    /// Whether the rule is in the set.
    pub fn contains(&self, rule: usize) -> bool {
        self.words().nth(rule / 64).is_some_and(|word| word >> (rule % 64) & 1 == 1)
    }

    /// Whether all rules of the set are in the other.
    pub fn is_within(&self, other: &RuleSet) -> bool {
        self.low & !other.low == 0
            && self.high.len() <= other.high.len()
            && self.high.iter().zip(&other.high).all(|(own, other)| own & !other == 0)
    }

    /// Whether some rule is in both sets.
    pub fn meets(&self, other: &RuleSet) -> bool {
        self.low & other.low != 0
            || self.high.iter().zip(&other.high).any(|(own, other)| own & other != 0)
    }

    /// The one rule in both sets; nothing if there is none or several.
    pub fn only_common(&self, other: &RuleSet) -> Option<usize> {
        let mut only = None;
        for (place, word) in self.words().zip(other.words()).map(|(a, b)| a & b).enumerate() {
            match (word.count_ones(), only) {
                (0, _) => {}
                (1, None) => only = Some(place * 64 + word.trailing_zeros() as usize),
                _ => return None,
            }
        }
        only
    }

    /// Whether no rule is in the set.
    pub fn is_empty(&self) -> bool {
        self.low == 0 && self.high.is_empty()
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.words().map(|word| word.count_ones() as usize).sum()
    }

    /// The rules, first to last.
    pub fn rules(&self) -> impl Iterator<Item = usize> + '_ {
        self.words().enumerate().flat_map(|(place, word)| {
            let rest = |left: &u64| Some(left & (left - 1)).filter(|&left| left != 0);
            let words = std::iter::successors(Some(word).filter(|&word| word != 0), rest);
            words.map(move |left| place * 64 + left.trailing_zeros() as usize)
        })
    }

    /// The rules of the set before this one.
    pub(crate) fn below(&self, end: usize) -> RuleSet {
        self.rules().take_while(|rule| *rule < end).collect()
    }

    /// The set whose rules are the binary digits of a number: how terminals carry numbers.
    pub(crate) fn from_number(number: u64) -> RuleSet {
        RuleSet::from(number)
    }

    /// That number.
    pub(crate) fn number(&self) -> u64 {
        self.low
    }

    /// The words of memory it takes.
    pub(crate) fn size(&self) -> usize {
        self.words().count()
    }

    fn words(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.low).chain(self.high.iter().copied())
    }
}

impl Ord for RuleSet {
    fn cmp(&self, other: &RuleSet) -> Ordering {
        let high = self.high.len().cmp(&other.high.len());
        high.then_with(|| self.high.iter().rev().cmp(other.high.iter().rev()))
            .then_with(|| self.low.cmp(&other.low))
    }
}

impl PartialOrd for RuleSet {
    fn partial_cmp(&self, other: &RuleSet) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The first 64 rules, one bit each.
impl From<u64> for RuleSet {
    fn from(low: u64) -> RuleSet {
        RuleSet { low, high: Vec::new() }
    }
}

impl FromIterator<usize> for RuleSet {
    fn from_iter<I: IntoIterator<Item = usize>>(rules: I) -> RuleSet {
        rules.into_iter().fold(RuleSet::default(), RuleSet::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Sets over 200 rules, sparse and dense, some alike.
    fn sets() -> Vec<BTreeSet<usize>> {
        let mut state = 7_usize;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 33
        };
        let mut sets = vec![BTreeSet::new(), [64].into(), [63].into(), [0, 128].into()];
        for number in 0..60 {
            let size = next() % [3, 9, 90][number % 3];
            let below = [60, 64, 65, 130, 200][number % 5];
            sets.push((0..size).map(|_| next() % below).collect());
        }
        sets
    }

    #[test]
    fn sets_of_any_width_agree_with_plain_sets() {
        let plain = sets();
        let wide: Vec<RuleSet> = plain.iter().map(|set| set.iter().copied().collect()).collect();
        for (set, own) in plain.iter().zip(&wide) {
            assert_eq!((own.len(), own.is_empty()), (set.len(), set.is_empty()));
            assert!(own.rules().eq(set.iter().copied()));
            assert!((0..300).all(|rule| own.contains(rule) == set.contains(&rule)));
            for end in [0, 1, 63, 64, 100, 300] {
                assert_eq!(own.below(end), set.range(..end).copied().collect());
            }
            for (other, theirs) in plain.iter().zip(&wide) {
                assert_eq!(own == theirs, set == other);
                assert_eq!(own.is_within(theirs), set.is_subset(other));
                assert_eq!(own.meets(theirs), !set.is_disjoint(other));
                assert_eq!(own.union(theirs), set.union(other).copied().collect());
                let mut both = set.intersection(other);
                let only = both.next().filter(|_| both.next().is_none());
                assert_eq!(own.only_common(theirs), only.copied());
                // As numbers: what holds the last rule not common to both is the larger.
                let last = set.symmetric_difference(other).max();
                let larger = last.map(|rule| set.contains(rule));
                assert_eq!(
                    own.cmp(theirs),
                    match larger {
                        None => Ordering::Equal,
                        Some(true) => Ordering::Greater,
                        Some(false) => Ordering::Less,
                    }
                );
            }
        }
    }
}
