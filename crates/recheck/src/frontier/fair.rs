//! What each fair division chooses, by its definition, among undominated vectors.

use std::cmp::Ordering;

use detente_finding::Solution;
use detente_model::Rational;

/// Why nothing is chosen, by places of scorers.
pub(super) enum Nothing {
    /// It is not known what these get without agreement.
    Unknown(Vec<usize>),
    /// These can gain nothing.
    Flat(Vec<usize>),
    /// They cannot all gain at once.
    Apart,
}

/// The vectors it is indifferent between, as places, and scorers without a share; vectors are not
/// none.
pub(super) fn choose(
    solution: Solution,
    vectors: &[Vec<i128>],
    floors: &[Option<i128>],
) -> Result<(Vec<usize>, Vec<usize>), Nothing> {
    if solution == Solution::Utilitarian {
        let sum = |vector: &Vec<i128>| vector.iter().sum::<i128>();
        let most = vectors.iter().map(sum).max();
        let ties = (0..vectors.len()).filter(|at| Some(sum(&vectors[*at])) == most);
        return Ok((ties.collect(), Vec::new()));
    }
    let scorers = 0..floors.len();
    let unknown: Vec<usize> = scorers.clone().filter(|p| floors[*p].is_none()).collect();
    if !unknown.is_empty() {
        return Err(Nothing::Unknown(unknown));
    }
    let gain = |vector: &[i128], p: usize| vector[p] - floors[p].unwrap_or_default();
    let most: Vec<i128> = (scorers.clone())
        .map(|p| vectors.iter().map(|vector| gain(vector, p)).max().unwrap_or_default())
        .collect();
    let flat: Vec<usize> = scorers.clone().filter(|p| most[*p] == 0).collect();
    if solution == Solution::Nash {
        if !flat.is_empty() {
            return Err(Nothing::Flat(flat));
        }
        let products: Vec<Vec<u32>> = (vectors.iter())
            .map(|vector| product(scorers.clone().map(|p| gain(vector, p).unsigned_abs())))
            .collect();
        let largest = (0..products.len()).fold(0, |best, at| {
            if order(&products[at], &products[best]).is_gt() { at } else { best }
        });
        if products[largest].is_empty() {
            return Err(Nothing::Apart);
        }
        let ties = (0..products.len()).filter(|at| products[*at] == products[largest]);
        return Ok((ties.collect(), Vec::new()));
    }
    let shares = solution == Solution::KalaiSmorodinsky;
    let ladder = |vector: &Vec<i128>| {
        let rung = |p: usize| match shares {
            true if most[p] == 0 => None,
            true => Some(Rational::new(gain(vector, p), most[p])),
            false => Some(Rational::from(gain(vector, p))),
        };
        let mut rungs: Vec<Rational> = scorers.clone().filter_map(rung).collect();
        rungs.sort();
        rungs
    };
    let ladders: Vec<Vec<Rational>> = vectors.iter().map(ladder).collect();
    let best = ladders.iter().max().cloned();
    let ties = (0..ladders.len()).filter(|at| best.as_ref() == Some(&ladders[*at]));
    Ok((ties.collect(), if shares { flat } else { Vec::new() }))
}

/// The product in digits of base 2^32, the least first; of zero no digit.
fn product(factors: impl Iterator<Item = u128>) -> Vec<u32> {
    let mut digits: Vec<u32> = vec![1];
    for mut factor in factors {
        let mut sum: Vec<u32> = Vec::new();
        let mut shift = 0;
        while factor > 0 {
            add(&mut sum, &digits, factor as u32, shift);
            factor >>= 32;
            shift += 1;
        }
        digits = sum;
    }
    digits
}

/// Adds digits times a factor, moved up by some places.
fn add(sum: &mut Vec<u32>, digits: &[u32], factor: u32, shift: usize) {
    let mut carry: u64 = 0;
    let mut at = 0;
    while at < digits.len() || carry > 0 {
        if sum.len() <= at + shift {
            sum.resize(at + shift + 1, 0);
        }
        let digit = u64::from(digits.get(at).copied().unwrap_or(0));
        let total = u64::from(sum[at + shift]) + digit * u64::from(factor) + carry;
        sum[at + shift] = total as u32;
        carry = total >> 32;
        at += 1;
    }
    while sum.last() == Some(&0) {
        sum.pop();
    }
}

fn order(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_right() {
        assert_eq!(product([3, 5, 7].into_iter()), [105]);
        assert_eq!(product([1 << 40, 1 << 40].into_iter()), [0, 0, 1 << 16]);
        assert_eq!(
            product([u128::MAX, 2].into_iter()),
            [u32::MAX - 1, u32::MAX, u32::MAX, u32::MAX, 1]
        );
        assert!(product([7, 0, 9].into_iter()).is_empty());
    }
}
