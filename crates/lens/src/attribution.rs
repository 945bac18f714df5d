//! What one rule excludes among others: Shapley shares from a histogram of rejecting audiences.
//!
//! The packages left under some rules are those none of them rejects. So a package is lost with the
//! first of its rejecters to come into force, each equally often over all orders, and the Shapley
//! share (Shapley 1953) of an audience is the sum of the packages it rejects, each divided by how
//! many reject it; compare the inconsistency value of Hunter and Konieczny (2010). Linear in the
//! masks, whatever the number of audiences. Exact while the numbers of rejecters that occur have a
//! common multiple up to [`MOST_PARTS`], which those of 64 audiences always have; beyond, rounded to
//! nine decimals from sums in which each package's share is cut off at 2^-96.
//!
//! On the logarithmic scale the game is ln(1 + packages left) and has no closed form: all sets of
//! audiences that reject something are gone through, with the packages left under each from one zeta
//! transform; 2^n · n for n such audiences, refused above [`MOST_LOGARITHMIC`].

use std::collections::BTreeSet;

use detente_finding::{Billionths, Count, MOST_LOGARITHMIC, MOST_PARTS, Mixed};
use detente_states::RuleSet;
use num_integer::Integer;

/// Packages by the rules they break.
pub(crate) type Histogram = [(RuleSet, u128)];

/// Shares of shares: the binary digits behind the point of a sum that is rounded afterwards.
const DIGITS: u32 = 96;

/// The Shapley shares of one histogram.
pub(crate) struct Shapley<'a> {
    histogram: &'a Histogram,
    /// How many rules each mask has.
    sizes: Vec<usize>,
    /// Of how many parts every share is a multiple; nothing if of too many.
    parts: Option<u128>,
}

impl<'a> Shapley<'a> {
    pub(crate) fn new(histogram: &'a Histogram) -> Shapley<'a> {
        let sizes: Vec<usize> = histogram.iter().map(|(mask, _)| mask.len()).collect();
        let occur: BTreeSet<u128> = sizes.iter().map(|&size| size as u128).collect();
        let common = |common: u128, size: u128| {
            let common = common.checked_mul(size / common.gcd(&size));
            common.filter(|&common| common <= MOST_PARTS)
        };
        let parts = occur.into_iter().filter(|&size| size > 0).try_fold(1, common);
        Shapley { histogram, sizes, parts }
    }

    /// Whether shares are rounded.
    pub(crate) fn rounds(&self) -> bool {
        self.parts.is_none()
    }

    /// The share of one rule of the packages excluded.
    pub(crate) fn share(&self, rule: usize) -> Mixed {
        let most = self.sizes.iter().copied().max().unwrap_or(0);
        let mut by_size = vec![0; most + 1];
        for ((mask, packages), &size) in self.histogram.iter().zip(&self.sizes) {
            if mask.contains(rule) {
                by_size[size] += packages;
            }
        }
        let by_size = || (0..).zip(&by_size).skip(1).filter(|(_, packages)| **packages > 0);
        let whole: u128 = by_size().map(|(size, packages)| packages / size).sum();
        // No overflow: a remainder is less than its size, so each term is below 2^100 or 2^96.
        match self.parts {
            Some(parts) => {
                let sum = by_size().map(|(size, packages)| packages % size * (parts / size)).sum();
                mixed(whole, sum, parts)
            }
            None => {
                let cut = |(size, packages): (u128, &u128)| ((packages % size) << DIGITS) / size;
                let sum: u128 = by_size().map(cut).sum();
                let (more, rest) = (sum >> DIGITS, sum & ((1 << DIGITS) - 1));
                let billionths = (rest * 1_000_000_000 + (1 << (DIGITS - 1))) >> DIGITS;
                mixed(whole + more, billionths, 1_000_000_000)
            }
        }
    }
}

/// A whole number and so many parts more, in lowest terms.
fn mixed(whole: u128, numerator: u128, denominator: u128) -> Mixed {
    let (whole, numerator) = (whole + numerator / denominator, numerator % denominator);
    let lowest = numerator.gcd(&denominator);
    Mixed {
        whole: Count(whole),
        numerator: Count(numerator / lowest),
        denominator: Count(denominator / lowest),
    }
}

/// The rules that exclude something.
pub(crate) fn rejecting(histogram: &Histogram) -> RuleSet {
    histogram.iter().fold(RuleSet::default(), |all, (mask, _)| all.union(mask))
}

/// The Shapley share of each of so many rules of ln(1 + packages) less ln(1 + those left under all
/// rules); nothing if too many exclude something.
pub(crate) fn log_shapley(histogram: &Histogram, rules: usize) -> Option<Vec<Billionths>> {
    // A rule that excludes nothing has no share and changes no other's.
    let players: Vec<usize> = rejecting(histogram).rules().collect();
    let n = players.len();
    if n > MOST_LOGARITHMIC {
        return None;
    }
    let left = logarithms(&left_without(histogram, &players));
    let mut shares = vec![Billionths::default(); rules];
    let all = left.len() - 1;
    for (bit, rule) in players.iter().enumerate() {
        // One sum per number of rules before this one, so that weights are applied once.
        let mut sums = vec![0.0; n];
        for before in (0..=all).filter(|before| before >> bit & 1 == 0) {
            let narrowed = left[all ^ before] - left[all ^ before ^ 1 << bit];
            sums[before.count_ones() as usize] += narrowed;
        }
        let weighted = sums.iter().zip(weights(n)).map(|(sum, weight)| sum * weight);
        shares[*rule] = Billionths::nearest(weighted.sum());
    }
    Some(shares)
}

/// For each set of players the states that only players in it reject, perhaps none.
fn left_without(histogram: &Histogram, players: &[usize]) -> Vec<u128> {
    let mut left = vec![0; 1 << players.len()];
    for (mask, packages) in histogram {
        let players = players.iter().enumerate();
        let set = players.map(|(bit, rule)| usize::from(mask.contains(*rule)) << bit);
        left[set.sum::<usize>()] += packages;
    }
    for bit in 0..players.len() {
        for set in (0..left.len()).filter(|set| set >> bit & 1 == 1) {
            left[set] += left[set ^ 1 << bit];
        }
    }
    left
}

fn logarithms(left: &[u128]) -> Vec<f64> {
    left.iter().map(|packages| libm::log1p(*packages as f64)).collect()
}

/// k! (n − k − 1)! / n! for k from zero: the share of all orders in which a player comes after just
/// these k others.
fn weights(n: usize) -> impl Iterator<Item = f64> {
    let mut orders = n as f64;
    (0..n).map(move |k| {
        let weight = 1.0 / orders;
        // n times (n − 1 over k) is a whole number far below 2^53.
        orders = orders * (n - 1 - k) as f64 / (k + 1) as f64;
        weight
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(masks: &[(u64, u128)]) -> Vec<(RuleSet, u128)> {
        masks.iter().map(|(mask, packages)| (RuleSet::from(*mask), *packages)).collect()
    }

    fn shapley(histogram: &Histogram, rule: usize) -> Mixed {
        Shapley::new(histogram).share(rule)
    }

    #[test]
    fn the_largest_counts_are_shared_exactly() {
        // A number of packages for each number of rejecters, as many as 128 bits hold.
        let each = u128::MAX / 64;
        let masks: Vec<(u64, u128)> =
            (0..64_u32).map(|size| (u64::MAX >> size, each - u128::from(size))).collect();
        let histogram = histogram(&masks);
        let shares: Vec<Mixed> = (0..64).map(|rule| shapley(&histogram, rule)).collect();
        assert_eq!(shares[63], mixed(each / 64, each % 64, 64));
        // They add up to all that is excluded.
        let common = (1..=64).fold(1, |all: u128, k| all.lcm(&k));
        let parts: u128 = shares.iter().map(|s| s.numerator.0 * (common / s.denominator.0)).sum();
        assert_eq!(parts % common, 0);
        let whole: u128 = shares.iter().map(|s| s.whole.0).sum();
        let excluded: u128 = histogram.iter().map(|(_, packages)| packages).sum();
        assert_eq!(whole + parts / common, excluded);
    }

    #[test]
    fn shares_of_too_many_parts_are_rounded_to_nine_decimals() {
        // Each number of rejecters up to a thousand, one package each.
        let histogram: Vec<(RuleSet, u128)> =
            (1..=1000).map(|size| ((0..size).collect(), 1)).collect();
        let all = Shapley::new(&histogram);
        assert!(all.rounds() && !Shapley::new(&histogram[..64]).rounds());
        // One thousandth; and the sum of 1/k for k from 1 to 1000, which is 7.485470860550344…
        assert_eq!(all.share(999), mixed(0, 1, 1000));
        assert_eq!(all.share(0), mixed(7, 485_470_861, 1_000_000_000));
        let sum: f64 = (0..1000).map(|rule| all.share(rule).to_f64()).sum();
        assert!((sum - 1000.0).abs() < 1e-6, "{sum}");
        // Few different numbers of rejecters are exact, however large they are.
        let few = [(0..999).collect(), (0..1000).collect()].map(|mask: RuleSet| (mask, 7_u128));
        assert!(!Shapley::new(&few).rounds());
        assert_eq!(shapley(&few, 5), mixed(0, 7 * 1000 + 7 * 999, 999_000));
    }

    #[test]
    fn a_rule_that_excludes_nothing_has_no_share() {
        let histogram = histogram(&[(0b000, 1), (0b001, 2), (0b100, 2), (0b101, 5)]);
        let shares = log_shapley(&histogram, 3).unwrap();
        assert_eq!((shares[0], shares[1]), (shares[2], Billionths(0)));
        let all = libm::log1p(10.0) - libm::log1p(1.0);
        assert_eq!(shares[0], Billionths::nearest(all / 2.0));
        assert_eq!(shapley(&histogram, 1), Mixed::default());
        assert_eq!(shapley(&histogram, 0).to_string(), "4 1/2");
    }

    #[test]
    fn too_many_rules_have_no_logarithmic_shares() {
        let masks: Vec<(u64, u128)> = (0..23).map(|rule| (1 << rule, 1)).collect();
        let histogram = histogram(&masks);
        assert_eq!(log_shapley(&histogram, 23), None);
        assert_eq!(log_shapley(&histogram[..22], 900).unwrap()[899], Billionths(0));
        // Of a thousand audiences it is those that reject something that count.
        let far = [(RuleSet::one(999), 3)];
        let shares = log_shapley(&far, 1000).unwrap();
        assert_eq!(shares[999], Billionths::nearest(libm::log1p(3.0)));
    }
}
