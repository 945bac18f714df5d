//! A preference as a sum over each state: a number per digit of each party, for terms that speak of
//! one party's options only, and a number per condition that spans parties.
//!
//! Numbers are brought to one denominator, so that sums are whole and exact. Cost: one addition per
//! address for the digits, one per address and spanning condition in which it holds.

use std::collections::BTreeSet;

use detente_model::{Condition, Dispute, Id, Level, OptionId, PartyId, Rational, Table};
use detente_states::{Address, Addresses, Bitmap, Digit, Space};
use num_integer::Integer;

use super::ranks::Rank;
use super::refusal::Refusal;

/// What each state adds up to, in parts.
pub(crate) struct Sums {
    /// Per party and digit, in units of the common denominator.
    digits: Table<PartyId, Vec<i128>>,
    /// Where a condition that spans parties holds, and what it adds.
    spanning: Vec<(Bitmap, i128)>,
}

impl Sums {
    /// Splits terms into parts.
    pub(crate) fn new(
        terms: &[(Condition, Rational)],
        dispute: &Dispute,
        addresses: &mut Addresses,
        space: &mut Space,
    ) -> Result<Sums, Refusal> {
        let denominator = terms.iter().fold(1_i128, |all, (_, weight)| all.lcm(weight.denom()));
        let zeros = |party| vec![0; addresses.digits(party)];
        let digits = dispute.parties.ids().map(zeros).collect();
        let mut sums = Sums { digits, spanning: Vec::new() };
        for (when, weight) in terms {
            let units = weight.numer() * (denominator / weight.denom());
            sums.add(when, units, dispute, addresses, space)?;
        }
        Ok(sums)
    }

    fn add(
        &mut self,
        when: &Condition,
        units: i128,
        dispute: &Dispute,
        addresses: &mut Addresses,
        space: &mut Space,
    ) -> Result<(), Refusal> {
        let varies =
            |option: &OptionId| addresses.options(dispute.options[*option].party).contains(option);
        let parties: BTreeSet<PartyId> = (when.options().iter())
            .filter(|option| varies(option))
            .map(|option| dispute.options[*option].party)
            .collect();
        let mut parties = parties.into_iter();
        match (parties.next(), parties.next()) {
            // The same everywhere: orders nothing.
            (None, _) => {}
            (Some(party), None) => self.add_to_digits(when, units, party, addresses),
            _ => {
                let set = space.set_of(when)?;
                self.spanning.push((addresses.bitmap(space, set)?, units));
            }
        }
        Ok(())
    }

    fn add_to_digits(
        &mut self,
        when: &Condition,
        units: i128,
        party: PartyId,
        addresses: &Addresses,
    ) {
        let mut levels: Vec<Level> = addresses.levels(Address::new(0));
        for (digit, sum) in self.digits[party].iter_mut().enumerate() {
            let combination = addresses.combination(party, Digit::new(digit));
            for (option, &level) in addresses.options(party).iter().zip(combination) {
                levels[option.index()] = level;
            }
            if when.holds(&levels) {
                *sum += units;
            }
        }
    }

    /// Whether all states have the same sum.
    pub(crate) fn is_constant(&self) -> bool {
        let flat = |digits: &Vec<i128>| digits.iter().all(|sum| *sum == digits[0]);
        self.digits.values().all(flat) && self.spanning.is_empty()
    }

    /// The sum of every address, if sums fit; `before` are ranks that these sums refine.
    pub(crate) fn small(&self, addresses: &Addresses, before: Option<&[Rank]>) -> Option<Vec<i64>> {
        let bound = |digits: &Vec<i128>| digits.iter().map(|n| n.unsigned_abs()).max().unwrap_or(0);
        let parts = self.digits.values().map(bound);
        let spanning = self.spanning.iter().map(|(_, units)| units.unsigned_abs());
        let size = parts.chain(spanning).fold(0, u128::saturating_add);
        if size >= 1 << 62 {
            return None;
        }
        let mut sums = self.total(addresses, |units| units as i64, |a, b| a + b);
        if let Some(before) = before {
            // Batches of statements stay below 2^30, and ranks below 2^31.
            for (sum, rank) in sums.iter_mut().zip(before) {
                *sum += i64::from(*rank) << 30;
            }
        }
        Some(sums)
    }

    /// The sum of every address, in as many bits as numbers of a dossier can need.
    pub(crate) fn large(&self, addresses: &Addresses) -> Vec<i128> {
        self.total(addresses, |units| units, |a, b| a + b)
    }

    fn total<T: Copy>(
        &self,
        addresses: &Addresses,
        unit: impl Fn(i128) -> T,
        add: impl Fn(T, T) -> T,
    ) -> Vec<T> {
        let mut sums = vec![unit(0)];
        for digits in self.digits.values() {
            let digits: Vec<T> = digits.iter().map(|&units| unit(units)).collect();
            let mut longer = Vec::with_capacity(sums.len() * digits.len());
            for &sum in &sums {
                longer.extend(digits.iter().map(|&digit| add(sum, digit)));
            }
            sums = longer;
        }
        debug_assert_eq!(sums.len(), addresses.len());
        for (holds, units) in &self.spanning {
            let units = unit(*units);
            for address in holds.iter() {
                sums[address.index()] = add(sums[address.index()], units);
            }
        }
        sums
    }
}
