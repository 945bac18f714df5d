//! Zero-sum games: a season by recursion, the timely visit by holding strategies against all answers.

use std::collections::BTreeMap;

use detente_finding::{Exact, SeasonGame, Timeliness};
use detente_model::{Checked, Rational};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Seasons with one penalty, by occasions, visits and breaches; in numbers of any size.
pub(super) struct Seasons {
    penalty: BigRational,
    solved: BTreeMap<(u32, u32, u32), [BigRational; 3]>,
}

impl Seasons {
    pub(super) fn new(penalty: Rational) -> Seasons {
        let penalty = BigRational::new((*penalty.numer()).into(), (*penalty.denom()).into());
        Seasons { penalty, solved: BTreeMap::new() }
    }

    /// The game, its first occasion solved as a matrix of two by two; nothing if the numbers outgrow
    /// 128 bits.
    pub(super) fn game(&mut self, n: u32, m: u32, k: u32) -> Option<SeasonGame> {
        let number = |number: &BigRational| {
            Some(Exact(Rational::new(number.numer().to_i128()?, number.denom().to_i128()?)))
        };
        let [value, visit, breach] = self.solve(n, m, k.min(n));
        Some(SeasonGame {
            value: number(&value)?,
            visit: number(&visit)?,
            breach: number(&breach)?,
        })
    }

    fn solve(&mut self, n: u32, m: u32, k: u32) -> [BigRational; 3] {
        if let Some(known) = self.solved.get(&(n, m, k)) {
            return known.clone();
        }
        let (no, yes) = (BigRational::zero(), BigRational::one());
        let found = if m >= n {
            [no.clone(), yes, no]
        } else if m == 0 {
            [BigRational::from_integer(k.into()), no, yes]
        } else if k == 0 {
            [no.clone(), no.clone(), no]
        } else {
            self.mixed(n, m, k)
        };
        self.solved.insert((n, m, k), found.clone());
        found
    }

    fn mixed(&mut self, n: u32, m: u32, k: u32) -> [BigRational; 3] {
        let one = BigRational::one();
        let caught = -self.penalty.clone();
        let [watched, ..] = self.solve(n - 1, m - 1, k.min(n - 1));
        let unseen = &self.solve(n - 1, m, (k - 1).min(n - 1))[0] + &one;
        let [quiet, ..] = self.solve(n - 1, m, k.min(n - 1));
        // A breach is worth more than none without a visit and less with one, so both sides mix.
        let turn = &unseen - &quiet + &watched - &caught;
        let visit = (&unseen - &quiet) / &turn;
        let breach = (&watched - &quiet) / turn;
        let value = &visit * caught + (one - &visit) * unseen;
        [value, visit, breach]
    }
}

/// Whether the strategies are distributions and guarantee the delay against every answer; nothing if
/// digits outgrow.
pub(super) fn guarantees(said: &Timeliness) -> Option<bool> {
    let occasions = usize::try_from(said.occasions).ok()?;
    let delay = |visit: usize, start: usize| {
        let seen = if visit > start { visit } else { occasions };
        i128::try_from(seen - start).ok().map(Checked::whole)
    };
    let sum = |shares: &[Exact], of: &dyn Fn(usize) -> Option<Checked>| {
        let mut sum = Checked::whole(0);
        for (place, share) in shares.iter().enumerate() {
            sum = sum + of(place)? * share.0;
        }
        sum.0
    };
    let one = |shares: &[Exact]| sum(shares, &|_| Some(Checked::whole(1)));
    let (inspector, breaker) = (&said.inspector, &said.breaker);
    let sizes = inspector.len() < occasions && breaker.len() <= occasions;
    let positive = inspector.iter().chain(breaker).all(|share| share.0 >= Rational::from(0));
    if !sizes || !positive || one(inspector)? != 1.into() || one(breaker)? != 1.into() {
        return Some(false);
    }
    let value = (Checked::from(said.delay.0) * Checked::whole(i128::try_from(occasions).ok()?)).0?;
    for start in 0..occasions {
        if sum(inspector, &|place| delay(place + 1, start))? > value {
            return Some(false);
        }
    }
    for visit in 1..occasions {
        if sum(breaker, &|place| delay(visit, place))? < value {
            return Some(false);
        }
    }
    Some(true)
}
