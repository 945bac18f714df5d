//! A set of positions of one block, 64 to a word.

/// A set of positions below a fixed length.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// No position below `length`.
    pub(crate) fn none(length: usize) -> Bits {
        Bits { words: vec![0; length.div_ceil(64)] }
    }

    /// The positions below `length` of which this is true.
    pub(crate) fn from_fn(length: usize, holds: impl Fn(usize) -> bool) -> Bits {
        let mut bits = Bits::none(length);
        for position in (0..length).filter(|&position| holds(position)) {
            bits.words[position / 64] |= 1 << (position % 64);
        }
        bits
    }

    /// Keeps what is in both.
    pub(crate) fn and(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Removes what is in the other.
    pub(crate) fn and_not(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    /// Adds what is in the other.
    pub(crate) fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// What is not in the set, positions beyond the length included.
    pub(crate) fn flip(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
    }

    /// What is in both.
    pub(crate) fn meet(&self, other: &Bits) -> Bits {
        Bits { words: self.words.iter().zip(&other.words).map(|(a, b)| a & b).collect() }
    }

    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many are in it.
    pub(crate) fn count(&self) -> u128 {
        self.words.iter().map(|word| u128::from(word.count_ones())).sum()
    }

    /// The first position in the set from `start` on.
    pub(crate) fn next(&self, start: usize) -> Option<usize> {
        let mut index = start / 64;
        let mut word = self.words.get(index)? & (u64::MAX << (start % 64));
        while word == 0 {
            index += 1;
            word = *self.words.get(index)?;
        }
        Some(index * 64 + word.trailing_zeros() as usize)
    }

    /// The positions in it, in order.
    pub(crate) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.next(0), |position| self.next(position + 1))
    }

    /// The groups of `width` positions that hold some, each with how many.
    pub(crate) fn groups(&self, width: usize) -> Vec<(usize, u128)> {
        let mut groups = Vec::new();
        let mut from = 0;
        while let Some(position) = self.next(from) {
            let group = position / width;
            from = (group + 1) * width;
            groups.push((group, self.count_between(position, from)));
        }
        groups
    }

    /// How many groups of `width` positions hold some.
    pub(crate) fn count_groups(&self, width: usize) -> u128 {
        if width == 1 {
            return self.count();
        }
        let mut groups = 0;
        let mut from = 0;
        while let Some(position) = self.next(from) {
            from = (position / width + 1) * width;
            groups += 1;
        }
        groups
    }

    fn count_between(&self, from: usize, to: usize) -> u128 {
        let mut count = 0;
        let mut at = from;
        while at < to {
            let end = to.min((at / 64 + 1) * 64);
            let width = end - at;
            let kept = if width == 64 { u64::MAX } else { ((1 << width) - 1) << (at % 64) };
            let word = self.words.get(at / 64).copied().unwrap_or(0);
            count += u128::from((word & kept).count_ones());
            at = end;
        }
        count
    }
}
