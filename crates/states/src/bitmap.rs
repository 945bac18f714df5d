//! One bit per address: a set of states as a bitmap.
//!
//! Ranges are written and copied 64 bits at a time, at any offset.

use detente_model::Id;

use crate::addresses::Address;

/// A set of addresses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bitmap {
    words: Vec<u64>,
    len: usize,
}

impl Bitmap {
    /// The empty set of addresses below `len`.
    pub fn empty(len: usize) -> Bitmap {
        Bitmap { words: vec![0; len.div_ceil(64)], len }
    }

    /// The addresses below `len` for which `test` holds.
    pub fn of(len: usize, mut test: impl FnMut(Address) -> bool) -> Bitmap {
        let mut words = vec![0; len.div_ceil(64)];
        for at in 0..len {
            words[at / 64] |= u64::from(test(Address::new(at))) << (at % 64);
        }
        Bitmap { words, len }
    }

    /// Adds an address, which lies below the end.
    pub fn insert(&mut self, address: Address) {
        self.words[address.index() / 64] |= 1 << (address.index() % 64);
    }

    /// Keeps only what is in the other set too; both speak of the same addresses.
    pub fn keep(&mut self, other: &Bitmap) {
        for (word, kept) in self.words.iter_mut().zip(&other.words) {
            *word &= kept;
        }
    }

    /// The number of addresses in both sets.
    pub fn count_common(&self, other: &Bitmap) -> u64 {
        let common = self.words.iter().zip(&other.words).map(|(a, b)| a & b);
        common.map(|word| u64::from(word.count_ones())).sum()
    }

    /// The set 64 addresses a word, the lowest bit first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The number of addresses it speaks of.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it speaks of no address at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether the address is in the set; nothing past the end is.
    pub fn contains(&self, address: Address) -> bool {
        let at = address.index();
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The number of addresses in the set.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The addresses in the set, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = Address> + '_ {
        self.words.iter().enumerate().flat_map(|(place, &word)| {
            let some = |word: u64| (word != 0).then_some(word);
            std::iter::successors(some(word), move |word| some(word & (word - 1)))
                .map(move |word| Address::new(place * 64 + word.trailing_zeros() as usize))
        })
    }

    /// Adds all addresses from `start` on, `len` of them.
    pub(crate) fn fill(&mut self, start: usize, len: usize) {
        for (at, width) in pieces(start, len) {
            self.words[at / 64] |= ones(width) << (at % 64);
        }
    }

    /// Copies `len` bits to a range, empty so far, that begins past the end of the one copied.
    pub(crate) fn copy(&mut self, from: usize, to: usize, len: usize) {
        for (at, width) in pieces(to, len) {
            let bits = self.read(from + (at - to), width);
            self.words[at / 64] |= bits << (at % 64);
        }
    }

    /// `width` bits, at most 64, from any offset.
    fn read(&self, at: usize, width: usize) -> u64 {
        let (word, shift) = (at / 64, at % 64);
        let low = self.words[word] >> shift;
        let high = if shift + width > 64 { self.words[word + 1] << (64 - shift) } else { 0 };
        (low | high) & ones(width)
    }
}

/// A word whose lowest `width` bits are set, 1 to 64.
fn ones(width: usize) -> u64 {
    u64::MAX >> (64 - width)
}

/// A range cut at the borders of words: where each piece begins and how long it is.
fn pieces(start: usize, len: usize) -> impl Iterator<Item = (usize, usize)> {
    let end = start + len;
    let first = (start < end).then_some(start);
    std::iter::successors(first, move |at| Some((at / 64 + 1) * 64).filter(|next| *next < end))
        .map(move |at| (at, ((at / 64 + 1) * 64).min(end) - at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_copied_bit_by_bit_at_every_offset() {
        for from in [0, 1, 63, 64, 70] {
            for len in [0, 1, 5, 63, 64, 65, 128, 200] {
                for gap in [0, 1, 7, 64, 100] {
                    let to = from + len + gap;
                    let mut bits = Bitmap::empty(to + len + 3);
                    (0..len).filter(|i| i % 3 == 0).for_each(|i| bits.fill(from + i, 1));
                    bits.copy(from, to, len);
                    let expected: Vec<usize> = [from, to]
                        .iter()
                        .flat_map(|start| (0..len).filter(|i| i % 3 == 0).map(move |i| start + i))
                        .collect();
                    let found: Vec<usize> = bits.iter().map(Id::index).collect();
                    assert_eq!(found, expected, "{from} {len} {gap}");
                }
            }
        }
    }

    #[test]
    fn a_filled_range_is_that_range() {
        let mut bits = Bitmap::empty(300);
        bits.fill(60, 140);
        assert_eq!(bits.count(), 140);
        assert!(bits.contains(Address::new(60)) && bits.contains(Address::new(199)));
        assert!(!bits.contains(Address::new(59)) && !bits.contains(Address::new(200)));
        assert!(!bits.contains(Address::new(100_000)));
    }
}
