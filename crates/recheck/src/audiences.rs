//! A set of audiences, by their places in `deal.needs`: 128 in one word, more in further words.
//!
//! Sets are ordered as findings list them: what holds the last audience not common to both is the
//! later one.

use std::cmp::Ordering;

const WIDTH: usize = u128::BITS as usize;

/// A set of audiences.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Mask {
    first: u128,
    /// Audiences beyond those; never ends with an empty word.
    further: Vec<u128>,
}

impl Mask {
    /// The audience at this place alone.
    pub(crate) fn of(place: usize) -> Mask {
        Mask::default().and(place)
    }

    /// This audience too.
    pub(crate) fn and(mut self, place: usize) -> Mask {
        if place < WIDTH {
            self.first |= 1 << place;
            return self;
        }
        let word = place / WIDTH - 1;
        if self.further.len() <= word {
            self.further.resize(word + 1, 0);
        }
        self.further[word] |= 1 << (place % WIDTH);
        self
    }

    /// All but this audience.
    pub(crate) fn but(&self, place: usize) -> Mask {
        self.places().filter(|other| *other != place).fold(Mask::default(), Mask::and)
    }

    fn word(&self, number: usize) -> u128 {
        match number {
            0 => self.first,
            _ => self.further.get(number - 1).copied().unwrap_or(0),
        }
    }

    /// Whether the audience at this place belongs to it.
    pub(crate) fn has(&self, place: usize) -> bool {
        self.word(place / WIDTH) >> (place % WIDTH) & 1 == 1
    }

    /// Whether all of these belong to it.
    pub(crate) fn has_all(&self, part: &Mask) -> bool {
        (0..=part.further.len()).all(|number| part.word(number) & !self.word(number) == 0)
    }

    /// Whether one of these belongs to it.
    pub(crate) fn has_any(&self, other: &Mask) -> bool {
        (0..=self.further.len()).any(|number| self.word(number) & other.word(number) != 0)
    }

    /// Whether no audience belongs to it.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Mask::default()
    }

    /// How many belong to it.
    pub(crate) fn size(&self) -> usize {
        (0..=self.further.len()).map(|number| self.word(number).count_ones() as usize).sum()
    }

    /// The places of those that belong to it, in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..=self.further.len()).flat_map(|number| {
            let mut left = self.word(number);
            std::iter::from_fn(move || {
                let place = number * WIDTH + left.trailing_zeros() as usize;
                let some = left != 0;
                left &= left.wrapping_sub(1);
                some.then_some(place)
            })
        })
    }
}

impl Ord for Mask {
    fn cmp(&self, other: &Mask) -> Ordering {
        let words = self.further.len().max(other.further.len());
        let by_word = |number| self.word(number).cmp(&other.word(number));
        (0..=words).rev().map(by_word).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

impl PartialOrd for Mask {
    fn partial_cmp(&self, other: &Mask) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn sets_agree_with_plain_sets() {
        let plain: Vec<BTreeSet<usize>> = (0..120_usize)
            .map(|n| {
                (0..n % 7).map(|k| (n * 37 + k * k * 53) % [90, 128, 129, 400][n % 4]).collect()
            })
            .collect();
        let of = |set: &BTreeSet<usize>| set.iter().copied().fold(Mask::default(), Mask::and);
        for set in &plain {
            let own = of(set);
            assert!(own.places().eq(set.iter().copied()));
            assert_eq!((own.size(), own.is_empty()), (set.len(), set.is_empty()));
            assert!((0..500).all(|place| own.has(place) == set.contains(&place)));
            for place in set {
                let mut fewer = set.clone();
                fewer.remove(place);
                assert_eq!(own.but(*place), of(&fewer));
            }
            for other in &plain {
                let theirs = of(other);
                assert_eq!(own.has_all(&theirs), set.is_superset(other));
                assert_eq!(own.has_any(&theirs), !set.is_disjoint(other));
                let last_first =
                    |set: &BTreeSet<usize>| set.iter().rev().copied().collect::<Vec<_>>();
                assert_eq!(own.cmp(&theirs), last_first(set).cmp(&last_first(other)));
            }
        }
    }
}
