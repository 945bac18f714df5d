//! Visits over a season: n occasions, m visits, at most k breaches; the inspected side sees visits.
//!
//! On each occasion the inspector visits or not and the bound party breaches or not. A breach without a
//! visit gains it 1, one with a visit costs it β and ends the game; the inspector loses what it gains.
//! Worth v = [C(n, m+1) − C(n−k, m+1)] / Σᵢ₌₀..ₘ C(n, i) βᵐ⁻ⁱ (von Stengel 2016); with k = β = 1 the
//! game of Dresher (1962), v = C(n−1, m) / Σ C(n, i). The strategies on the first occasion are those of
//! the two-by-two game whose entries are −β, the values of the games that follow, and 1 + one of them.
//! O(m) per value, in numbers of
//! any size.

use detente_model::Rational;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Value to the bound party, probability of a visit, probability of a breach, all on the first occasion.
pub(super) type Game = [Rational; 3];

/// The game; nothing if these numbers outgrow 128 bits.
pub(super) fn game(occasions: u32, visits: u32, breaches: u32, penalty: Rational) -> Option<Game> {
    let penalty = BigRational::new(BigInt::from(*penalty.numer()), BigInt::from(*penalty.denom()));
    let value = value(occasions, visits, breaches, &penalty);
    let (no, yes) = (BigRational::zero(), BigRational::one());
    let [visit, breach] = if visits >= occasions {
        [yes, no]
    } else if visits == 0 {
        [no, yes]
    } else {
        let caught = -penalty.clone();
        let watched = self::value(occasions - 1, visits - 1, breaches, &penalty);
        let unseen = self::value(occasions - 1, visits, breaches - 1, &penalty) + yes;
        let quiet = self::value(occasions - 1, visits, breaches, &penalty);
        // Each side makes the other indifferent. Above zero, as `unseen` is larger than `quiet`.
        let turn = &unseen - &quiet + &watched - caught;
        [(unseen - &quiet) / &turn, (watched - quiet) / turn]
    };
    Some([small(&value)?, small(&visit)?, small(&breach)?])
}

/// The closed form; O(m).
fn value(occasions: u32, visits: u32, breaches: u32, penalty: &BigRational) -> BigRational {
    let left = occasions - breaches.min(occasions);
    let ways = choose(occasions, visits + 1) - choose(left, visits + 1);
    // Σ C(n, i) βᵐ⁻ⁱ, from the highest power down.
    let all = (1..=visits).fold(BigRational::one(), |all, taken| {
        all * penalty + BigRational::from_integer(choose(occasions, taken))
    });
    if ways.is_zero() { BigRational::zero() } else { BigRational::from_integer(ways) / all }
}

/// C(n, k).
fn choose(n: u32, k: u32) -> BigInt {
    if k > n {
        return BigInt::zero();
    }
    (0..k).fold(BigInt::one(), |ways, taken| ways * (n - taken) / (taken + 1))
}

/// The same in 128 bits.
fn small(number: &BigRational) -> Option<Rational> {
    Some(Rational::new_raw(number.numer().to_i128()?, number.denom().to_i128()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by recursion, every game solved as a two-by-two matrix.
    fn solved(n: u32, m: u32, k: u32, penalty: Rational) -> Rational {
        if m >= n || k == 0 {
            return Rational::from(0);
        }
        if m == 0 {
            return Rational::from(i128::from(n.min(k)));
        }
        let k = k.min(n);
        let (a, b) = (-penalty, solved(n - 1, m - 1, k, penalty));
        let (c, d) =
            (Rational::from(1) + solved(n - 1, m, k - 1, penalty), solved(n - 1, m, k, penalty));
        let (low, high) = ((a.min(c)).max(b.min(d)), (a.max(b)).min(c.max(d)));
        if low == high { low } else { (a * d - b * c) / (a + d - b - c) }
    }

    #[test]
    fn the_closed_form_is_the_recursion() {
        for (above, below) in [(1, 1), (2, 1), (1, 2), (0, 1), (7, 5)] {
            let penalty = Rational::new(above, below);
            for n in 1..=8 {
                for (m, k) in (0..=n).flat_map(|m| (1..=n).map(move |k| (m, k))) {
                    let [value, ..] = game(n, m, k, penalty).expect("few digits");
                    assert_eq!(value, solved(n, m, k, penalty), "{n} {m} {k} {penalty}");
                }
            }
        }
    }

    #[test]
    fn dresher_1962() {
        let dresher = |n, m| game(n, m, 1, Rational::from(1)).expect("few digits");
        let fraction = |above, below| Rational::new(above, below);
        assert_eq!(dresher(3, 1)[0], fraction(1, 2));
        assert_eq!(dresher(3, 1)[1], fraction(1, 4));
        assert_eq!(dresher(4, 2)[0], fraction(3, 11));
        assert_eq!(dresher(4, 2)[1], fraction(4, 11));
        assert_eq!(dresher(4, 3)[0], fraction(1, 15));
        for n in 1..=12_u32 {
            for m in 0..=n {
                let all: BigInt = (0..=m).map(|i| choose(n, i)).sum();
                let closed = small(&BigRational::new(choose(n - 1, m), all));
                assert_eq!(Some(dresher(n, m)[0]), closed, "{n} {m}");
            }
        }
    }

    #[test]
    fn without_a_penalty_a_breach_is_caught_as_often_as_visits_fall_on_it() {
        for (n, m) in [(4, 1), (12, 5), (9, 9), (6, 0)] {
            let [value, ..] = game(n, m, 1, Rational::from(0)).expect("few digits");
            assert_eq!(Rational::from(1) - value, Rational::new(m.into(), n.into()));
        }
    }
}
