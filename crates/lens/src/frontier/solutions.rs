//! What each fair division chooses among the vectors of a frontier.
//!
//! All four never choose a dominated vector, so the frontier is enough. *Utilitarian*: a dominating
//! vector has the larger sum. *Nash*: if no gain is zero, it has the larger product; where every
//! product is zero there is nothing to choose, and that is said. *Leximin*: raising one gain and
//! lowering none raises the sorted gains. Shares of largest gains rise with the gains; a scorer that
//! can gain nothing has no share, and as none of its gains differs from zero, leaving it out changes
//! no comparison.
//!
//! Definitions for finite sets differ in the literature; these are the ones of `spec/space.md` A.

use std::cmp::Ordering;

use detente_finding::{Refused, Solution};
use detente_model::Rational;
use num_bigint::BigUint;

/// The vectors chosen from, in whole parts of one unit.
pub(super) struct Choice<'a> {
    pub(super) vectors: &'a [Vec<i128>],
    /// What each scorer gets without agreement.
    pub(super) floors: &'a [Option<i128>],
    pub(super) thinned: bool,
}

/// What is chosen.
pub(super) struct Chosen {
    /// Places of vectors, all ties.
    pub(super) ties: Vec<usize>,
    /// Places of scorers that can gain nothing, where that matters.
    pub(super) without_share: Vec<usize>,
}

/// Why nothing is chosen, by places of scorers.
pub(super) enum Refusal {
    NoPackage,
    NoReservation(Vec<usize>),
    NoGain(Vec<usize>),
    NoJointGain,
    Thinned,
}

impl Refusal {
    /// With the ids of scorers.
    pub(super) fn named(self, id: impl Fn(usize) -> String) -> Refused {
        let named = |places: Vec<usize>| places.into_iter().map(&id).collect();
        match self {
            Refusal::NoPackage => Refused::NoPackage,
            Refusal::NoReservation(places) => Refused::NoReservation(named(places)),
            Refusal::NoGain(places) => Refused::NoGain(named(places)),
            Refusal::NoJointGain => Refused::NoJointGain,
            Refusal::Thinned => Refused::Thinned,
        }
    }
}

impl Choice<'_> {
    /// What a fair division chooses.
    pub(super) fn chosen(&self, solution: Solution) -> Result<Chosen, Refusal> {
        if self.vectors.is_empty() {
            return Err(Refusal::NoPackage);
        }
        if self.thinned {
            return Err(Refusal::Thinned);
        }
        let all = |ties| Chosen { ties, without_share: Vec::new() };
        if solution == Solution::Utilitarian {
            let sums: Vec<i128> = self.vectors.iter().map(|v| v.iter().sum()).collect();
            return Ok(all(largest(&sums, Ord::cmp)));
        }
        let gains = self.gains()?;
        let most = |p: usize| gains.iter().map(|gains| gains[p]).max().unwrap_or(0);
        let most: Vec<u128> = (0..self.floors.len()).map(most).collect();
        let flat: Vec<usize> = (0..most.len()).filter(|&p| most[p] == 0).collect();
        match solution {
            Solution::Nash if !flat.is_empty() => Err(Refusal::NoGain(flat)),
            Solution::Nash => {
                // A product of gains has more digits than 128 bits hold.
                let product = |gains: &Vec<u128>| gains.iter().map(|g| BigUint::from(*g)).product();
                let products: Vec<BigUint> = gains.iter().map(product).collect();
                let ties = largest(&products, Ord::cmp);
                if gains[ties[0]].contains(&0) { Err(Refusal::NoJointGain) } else { Ok(all(ties)) }
            }
            Solution::KalaiSmorodinsky => {
                let share = |(gain, most): (&u128, &u128)| {
                    (*most > 0).then(|| Rational::new(*gain as i128, *most as i128))
                };
                let shares = gains.iter().map(|g| sorted(g.iter().zip(&most).filter_map(share)));
                let shares: Vec<Vec<Rational>> = shares.collect();
                Ok(Chosen { ties: largest(&shares, Ord::cmp), without_share: flat })
            }
            Solution::Egalitarian | Solution::Utilitarian => {
                let gains: Vec<Vec<u128>> = gains.into_iter().map(sorted).collect();
                Ok(all(largest(&gains, Ord::cmp)))
            }
        }
    }

    /// Gains over what each gets without agreement, which no vector is below.
    fn gains(&self) -> Result<Vec<Vec<u128>>, Refusal> {
        let unknown: Vec<usize> =
            (0..self.floors.len()).filter(|&p| self.floors[p].is_none()).collect();
        if !unknown.is_empty() {
            return Err(Refusal::NoReservation(unknown));
        }
        let gain = |(value, floor): (&i128, &Option<i128>)| value.abs_diff(floor.unwrap_or(0));
        let gains = |vector: &Vec<i128>| vector.iter().zip(self.floors).map(gain).collect();
        Ok(self.vectors.iter().map(gains).collect())
    }
}

fn sorted<T: Ord>(numbers: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut sorted: Vec<T> = numbers.into_iter().collect();
    sorted.sort_unstable();
    sorted
}

/// The places of all that are largest.
fn largest<T>(all: &[T], order: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    for (place, one) in all.iter().enumerate() {
        match best.first().map(|&best| order(one, &all[best])) {
            Some(Ordering::Less) => {}
            Some(Ordering::Equal) => best.push(place),
            Some(Ordering::Greater) | None => best = vec![place],
        }
    }
    best
}
