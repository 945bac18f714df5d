//! What one rule excludes among others: Shapley shares from a histogram of rejecting audiences.
//!
//! The packages left under some rules are those none of them rejects. So a package is lost with the
//! first of its rejecters to come into force, each equally often over all orders, and the Shapley
//! share (Shapley 1953) of an audience is the sum of the packages it rejects, each divided by how
//! many reject it; compare the inconsistency value of Hunter and Konieczny (2010). Linear in the
//! masks and exact: all denominators are at most 64.
//!
//! On the logarithmic scale the game is ln(1 + packages left) and has no closed form: all sets of
//! audiences that reject something are gone through, with the packages left under each from one zeta
//! transform; 2^n · n for n such audiences, refused above [`MOST_LOGARITHMIC`].

use detente_finding::{Billionths, Count, MOST_LOGARITHMIC, Mixed};

/// The exact Shapley share of one rule of the packages excluded.
pub(crate) fn shapley(histogram: &[(u64, u128)], rule: usize) -> Mixed {
    let mut by_size = [0; 65];
    for (mask, packages) in histogram.iter().filter(|(mask, _)| mask >> rule & 1 == 1) {
        by_size[mask.count_ones() as usize] += packages;
    }
    let (mut whole, mut numerator, mut denominator) = (0, 0, 1);
    for (size, packages) in (0..).zip(by_size).skip(1) {
        whole += packages / size;
        // No overflow: remainders are below 64, and 1 to 64 have a common multiple below 2^91.
        let common = denominator / divisor(denominator, size) * size;
        numerator = numerator * (common / denominator) + packages % size * (common / size);
        denominator = common;
    }
    whole += numerator / denominator;
    numerator %= denominator;
    let lowest = divisor(numerator, denominator);
    Mixed {
        whole: Count(whole),
        numerator: Count(numerator / lowest),
        denominator: Count(denominator / lowest),
    }
}

/// The greatest common divisor.
fn divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// The rules that exclude something, one bit each.
pub(crate) fn rejecting(histogram: &[(u64, u128)]) -> u64 {
    histogram.iter().fold(0, |all, (mask, _)| all | mask)
}

/// The Shapley share of each of so many rules of ln(1 + packages) less ln(1 + those left under all
/// rules); nothing if too many exclude something.
pub(crate) fn log_shapley(histogram: &[(u64, u128)], rules: usize) -> Option<Vec<Billionths>> {
    // A rule that excludes nothing has no share and changes no other's.
    let players: Vec<usize> =
        (0..rules).filter(|rule| rejecting(histogram) >> rule & 1 == 1).collect();
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
fn left_without(histogram: &[(u64, u128)], players: &[usize]) -> Vec<u128> {
    let mut left = vec![0; 1 << players.len()];
    for (mask, packages) in histogram {
        let set = players.iter().enumerate().map(|(bit, rule)| (mask >> rule & 1) << bit);
        left[set.sum::<u64>() as usize] += packages;
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

    #[test]
    fn the_largest_counts_are_shared_exactly() {
        // A number of packages for each number of rejecters, as many as 128 bits hold.
        let each = u128::MAX / 64;
        let histogram: Vec<(u64, u128)> =
            (0..64_u32).map(|size| (u64::MAX >> size, each - u128::from(size))).collect();
        let shares: Vec<Mixed> = (0..64).map(|rule| shapley(&histogram, rule)).collect();
        assert_eq!(shares[63], {
            let (whole, rest) = (each / 64, each % 64);
            let lowest = divisor(rest, 64);
            Mixed {
                whole: Count(whole),
                numerator: Count(rest / lowest),
                denominator: Count(64 / lowest),
            }
        });
        // They add up to all that is excluded.
        let common = (1..=64).fold(1, |all: u128, k| all / divisor(all, k) * k);
        let parts: u128 = shares.iter().map(|s| s.numerator.0 * (common / s.denominator.0)).sum();
        assert_eq!(parts % common, 0);
        let whole: u128 = shares.iter().map(|s| s.whole.0).sum();
        let excluded: u128 = histogram.iter().map(|(_, packages)| packages).sum();
        assert_eq!(whole + parts / common, excluded);
    }

    #[test]
    fn a_rule_that_excludes_nothing_has_no_share() {
        let histogram = [(0b000, 1), (0b001, 2), (0b100, 2), (0b101, 5)];
        let shares = log_shapley(&histogram, 3).unwrap();
        assert_eq!((shares[0], shares[1]), (shares[2], Billionths(0)));
        let all = libm::log1p(10.0) - libm::log1p(1.0);
        assert_eq!(shares[0], Billionths::nearest(all / 2.0));
        assert_eq!(shapley(&histogram, 1), Mixed::default());
        assert_eq!(shapley(&histogram, 0).to_string(), "4 1/2");
    }

    #[test]
    fn too_many_rules_have_no_logarithmic_shares() {
        let histogram: Vec<(u64, u128)> = (0..23).map(|rule| (1 << rule, 1)).collect();
        assert_eq!(log_shapley(&histogram, 23), None);
        assert_eq!(log_shapley(&histogram[..22], 64).unwrap()[63], Billionths(0));
    }
}
