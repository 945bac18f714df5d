//! Vectors seen one by one, and which of them nothing seen dominates: the definition, kept up to date.
//!
//! A vector that dominated another is looked at first next time.

use detente_model::Level;

/// One undominated vector and the packages behind it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) values: Vec<i128>,
    pub(super) packages: u128,
    pub(super) accepted: u128,
    pub(super) deals: u128,
    /// The deal seen last.
    last: Vec<Level>,
    /// The first package in the order of the dossier.
    pub(super) witness: Vec<Level>,
}

/// The undominated vectors so far.
pub(super) struct Archive {
    /// The vectors one after the other, in the order of `entries`.
    flat: Vec<i128>,
    entries: Vec<Entry>,
    width: usize,
    /// Comparisons that are left.
    left: u64,
}

/// The most comparisons of vectors in one archive.
const MOST_COMPARISONS: u64 = 6_000_000_000;

impl Archive {
    pub(super) fn new(width: usize) -> Archive {
        Archive { flat: Vec::new(), entries: Vec::new(), width, left: MOST_COMPARISONS }
    }

    /// Looks at the vector of a package; `told` is the package and its deal, deals one after the
    /// other.
    pub(super) fn see(
        &mut self,
        values: &[i128],
        accepted: bool,
        told: impl FnOnce() -> (Vec<Level>, Vec<Level>),
    ) {
        let width = self.width;
        let covers = |a: &[i128], b: &[i128]| a.iter().zip(b).all(|(a, b)| a >= b);
        let found = self.flat.chunks_exact(width).position(|kept| covers(kept, values));
        let looked = found.unwrap_or(self.entries.len()) as u64 + 1;
        self.left = self.left.saturating_sub(looked);
        if self.left == 0 {
            return;
        }
        if let Some(place) = found {
            if self.entries[place].values == values {
                self.entries[place].count(accepted, told());
            }
            self.forward(place);
            return;
        }
        let beaten: Vec<bool> =
            self.entries.iter().map(|entry| covers(values, &entry.values)).collect();
        if beaten.contains(&true) {
            let mut kept = beaten.iter();
            self.entries.retain(|_| !kept.next().copied().unwrap_or(false));
            self.flat = self.entries.iter().flat_map(|entry| entry.values.clone()).collect();
        }
        let mut entry = Entry {
            values: values.to_vec(),
            packages: 0,
            accepted: 0,
            deals: 0,
            last: Vec::new(),
            witness: Vec::new(),
        };
        entry.count(accepted, told());
        self.flat.extend_from_slice(values);
        self.entries.push(entry);
    }

    /// Moves an entry half way to the front.
    fn forward(&mut self, place: usize) {
        let to = place / 2;
        self.entries.swap(place, to);
        for at in 0..self.width {
            self.flat.swap(place * self.width + at, to * self.width + at);
        }
    }

    /// The undominated vectors in descending order; nothing if there were too many comparisons.
    pub(super) fn entries(&self) -> Option<Vec<Entry>> {
        let mut entries = self.entries.clone();
        entries.sort_by(|a, b| b.values.cmp(&a.values));
        (self.left > 0).then_some(entries)
    }
}

impl Entry {
    fn count(&mut self, accepted: bool, (state, deal): (Vec<Level>, Vec<Level>)) {
        if self.packages == 0 || self.last != deal {
            self.deals += 1;
            self.last = deal;
        }
        if self.packages == 0 || state < self.witness {
            self.witness = state;
        }
        self.packages += 1;
        self.accepted += u128::from(accepted);
    }
}
