//! Dense ranks of the feasible states for a party: 1 for the worst, ties alike, 0 for what is not
//! feasible.
//!
//! A preference becomes sums (`sums.rs`): of points, or of statements weighed so that truth vectors
//! compare lexicographically, thirty at a time, each batch refining the ranks before it. Exact.
//!
//! Cost: a pass to add up, a pass to rank by a table of the sums that occur where their range is
//! small, by sorting else; 8 bytes an address while ranking, 4 to keep.

use std::collections::BTreeSet;

use detente_model::{
    Condition, Dispute, Id, PartyId, PreferenceForm, Rational, ReadingId, Statement,
};
use detente_states::{Addresses, Bitmap, Space};

use super::refusal::Refusal;
use super::sums::Sums;

/// A rank; 0 for what is not feasible.
pub(crate) type Rank = i32;

/// How many statements are ranked at once: their weights and a rank before them fit 62 bits.
const BATCH: usize = 30;

/// The ranks of every state for one party.
pub(crate) struct Ranks {
    /// One per address; empty if the party is indifferent between all states.
    at: Vec<Rank>,
    /// How many there are.
    pub(crate) distinct: Rank,
}

impl Ranks {
    /// The ranks of a party in a reading; it is indifferent where the reading says nothing.
    ///
    /// `space` is the space of the addresses.
    pub(crate) fn new(
        dispute: &Dispute,
        reading: ReadingId,
        party: PartyId,
        addresses: &mut Addresses,
        space: &mut Space,
    ) -> Result<Ranks, Refusal> {
        let mut ranks = Ranks { at: Vec::new(), distinct: 1 };
        let Some(preference) = &dispute.readings[reading].preference[party] else {
            return Ok(ranks);
        };
        let mut refine = |terms: Vec<(Condition, Rational)>| -> Result<(), Refusal> {
            let sums = Sums::new(&terms, dispute, addresses, space)?;
            if !sums.is_constant() {
                let feasible = addresses.feasible();
                ranks = match sums.small(addresses, ranks.all()) {
                    Some(sums) => {
                        by_table(&sums, feasible).unwrap_or_else(|| by_sorting(&sums, feasible))
                    }
                    None => by_sorting(&sums.large(addresses), feasible),
                };
            }
            Ok(())
        };
        match &preference.form {
            PreferenceForm::Statements { ordered, .. } => {
                // Said once more, a statement orders nothing.
                let mut said = BTreeSet::new();
                let all = ordered.iter().flat_map(Statement::at_mode);
                let all: Vec<&Condition> =
                    all.filter(|statement| said.insert(*statement)).collect();
                all.chunks(BATCH).try_for_each(|batch| refine(weighed(batch)))?;
            }
            PreferenceForm::Values(terms) => {
                let terms = terms.iter().map(|(when, points)| (when.clone(), points.mode()));
                refine(terms.collect())?;
            }
            PreferenceForm::Interests(weights) => {
                let effects = weights.iter().flat_map(|(interest, weight)| {
                    let of = dispute.effects.iter().filter(move |e| e.interest == *interest);
                    of.flat_map(move |effect| effect.of.terms(weight.mode()))
                });
                refine(effects.collect())?;
            }
        }
        Ok(ranks)
    }

    /// The rank of a feasible address.
    pub(crate) fn at(&self, address: usize) -> Rank {
        self.at.get(address).copied().unwrap_or(1)
    }

    /// One rank per address; nothing if the party is indifferent between all states.
    pub(crate) fn all(&self) -> Option<&[Rank]> {
        (!self.at.is_empty()).then_some(&self.at)
    }
}

/// Statements, most important first, with weights that make the sum lexicographic.
fn weighed(statements: &[&Condition]) -> Vec<(Condition, Rational)> {
    let weight = |place: usize| Rational::from(1_i128 << (BATCH - 1 - place));
    let weighed = statements.iter().enumerate();
    weighed.map(|(place, statement)| ((*statement).clone(), weight(place))).collect()
}

/// Ranks by a table of the sums that occur, if they lie close enough.
fn by_table(sums: &[i64], feasible: &Bitmap) -> Option<Ranks> {
    let values = || feasible.iter().map(|address| sums[address.index()]);
    let (least, most) = (values().min()?, values().max()?);
    let range = usize::try_from(i128::from(most) - i128::from(least)).ok()?;
    if range > sums.len().saturating_mul(16).max(1 << 16) {
        return None;
    }
    let mut seen = vec![0_u64; range / 64 + 1];
    for value in values() {
        let at = (value - least) as usize;
        seen[at / 64] |= 1 << (at % 64);
    }
    let mut below = Vec::with_capacity(seen.len());
    let mut count = 0;
    for word in &seen {
        below.push(count);
        count += word.count_ones() as Rank;
    }
    let rank = |value: i64| {
        let at = (value - least) as usize;
        let lower = seen[at / 64] & ((1 << (at % 64)) - 1);
        below[at / 64] + lower.count_ones() as Rank + 1
    };
    Some(written(sums, feasible, count, rank))
}

/// Ranks by sorting the sums that occur.
fn by_sorting<T: Copy + Ord + Send>(sums: &[T], feasible: &Bitmap) -> Ranks {
    let mut distinct: Vec<T> = feasible.iter().map(|address| sums[address.index()]).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let rank = |value: T| distinct.partition_point(|&other| other <= value) as Rank;
    written(sums, feasible, distinct.len() as Rank, rank)
}

fn written<T: Copy>(
    sums: &[T],
    feasible: &Bitmap,
    distinct: Rank,
    rank: impl Fn(T) -> Rank,
) -> Ranks {
    let mut at = vec![0; sums.len()];
    for address in feasible.iter() {
        at[address.index()] = rank(sums[address.index()]);
    }
    Ranks { at, distinct }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_rank_agree() {
        let sums: Vec<i64> = (0..500).map(|i| (i * 7919) % 61 - 30).collect();
        let feasible = Bitmap::of(sums.len(), |address| address.index() % 3 != 1);
        let table = by_table(&sums, &feasible).unwrap();
        let sorted = by_sorting(&sums, &feasible);
        assert_eq!((table.at.as_slice(), table.distinct), (sorted.at.as_slice(), sorted.distinct));
        let far = [0, i64::MAX, i64::MIN];
        assert!(by_table(&far, &Bitmap::of(3, |_| true)).is_none());
        assert_eq!(by_sorting(&far, &Bitmap::of(3, |_| true)).at, [2, 3, 1]);
    }
}
