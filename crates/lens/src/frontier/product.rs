//! Comparing products of many large numbers exactly.
//!
//! A product of gains has more digits than 128 bits hold. Logarithms settle all but near ties: their
//! sum is off by far less than a billionth of the size it can have here. What is nearer is multiplied
//! out, in limbs of 64 bits.

use std::cmp::Ordering;

/// Sums of logarithms that differ by less are not trusted.
const NEAR: f64 = 1e-9;

/// Compares two products of positive numbers, as many factors on either side.
pub(super) fn compare(a: &[u128], b: &[u128]) -> Ordering {
    let logarithm = |factors: &[u128]| factors.iter().map(|f| libm::log(*f as f64)).sum::<f64>();
    let (x, y) = (logarithm(a), logarithm(b));
    if (x - y).abs() > NEAR * (1.0 + x.abs() + y.abs()) {
        return x.total_cmp(&y);
    }
    let (x, y) = (product(a), product(b));
    x.len().cmp(&y.len()).then_with(|| x.iter().rev().cmp(y.iter().rev()))
}

/// The product in limbs, the least significant first, without zeros at the end.
fn product(factors: &[u128]) -> Vec<u64> {
    let mut limbs = vec![1];
    for factor in factors {
        let (low, high) = (*factor as u64, (*factor >> 64) as u64);
        let mut next = vec![0; limbs.len() + 2];
        for (shift, part) in [low, high].into_iter().enumerate() {
            let mut carry = 0;
            for place in 0..limbs.len() + 2 - shift {
                let limb = limbs.get(place).copied().unwrap_or(0);
                // At most (2^64 - 1)^2 + 2 (2^64 - 1), which is 2^128 - 1.
                let sum = u128::from(limb) * u128::from(part)
                    + u128::from(next[place + shift])
                    + u128::from(carry);
                next[place + shift] = sum as u64;
                carry = (sum >> 64) as u64;
            }
        }
        while next.last() == Some(&0) {
            next.pop();
        }
        limbs = next;
    }
    limbs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_ties_are_told_apart() {
        let large = u128::MAX;
        assert_eq!(compare(&[large; 9], &[large; 9]), Ordering::Equal);
        let mut less = [large; 9];
        less[4] -= 1;
        assert_eq!(compare(&less, &[large; 9]), Ordering::Less);
        assert_eq!(compare(&[6, 4], &[8, 3]), Ordering::Equal);
        assert_eq!(compare(&[1 << 100, 1 << 90], &[1 << 95, 1 << 95]), Ordering::Equal);
        assert_eq!(compare(&[(1 << 100) + 1, 1 << 90], &[1 << 95, 1 << 95]), Ordering::Greater);
        assert_eq!(compare(&[1, 1], &[1, 2]), Ordering::Less);
    }

    #[test]
    fn products_are_right() {
        assert_eq!(product(&[u128::from(u64::MAX), u128::from(u64::MAX)]), [1, u64::MAX - 1]);
        assert_eq!(product(&[u128::MAX, u128::MAX]), [1, 0, u64::MAX - 1, u64::MAX]);
        assert_eq!(product(&[3, 5, 7]), [105]);
    }
}
