//! Who has numbers, and these numbers as whole ones.
//!
//! What packages are worth to all parties of a reading, and what these get without agreement, is
//! brought to one denominator, so that vectors are whole and gains of different parties compare.

use detente_finding::{Exact, Instead, LeftOut};
use detente_model::{Dispute, PartyId, Points, Rational, ReadingId};
use detente_states::{Scorer, Set, Space, TooLarge};

/// The parties with numbers, and those without.
pub(super) struct Scorers {
    pub(super) parties: Vec<PartyId>,
    /// What packages are worth to each.
    pub(super) points: Vec<Points>,
    /// What each gets without agreement, where that is known.
    pub(super) reservations: Vec<Option<Rational>>,
    pub(super) left_out: Vec<LeftOut>,
    /// A worth of 1 in these parts; nothing if there are too many.
    scale: Option<i128>,
}

impl Scorers {
    /// Those of the parties asked about.
    pub(super) fn new(dispute: &Dispute, reading: ReadingId, asked: &[PartyId]) -> Scorers {
        let mut scorers = Scorers {
            parties: Vec::new(),
            points: Vec::new(),
            reservations: Vec::new(),
            left_out: Vec::new(),
            scale: Some(1),
        };
        for &party in asked {
            let instead = match dispute.worth(reading, party) {
                Ok(Some(points)) => {
                    scorers.parties.push(party);
                    scorers.points.push(points);
                    scorers.reservations.push(dispute.reservation(reading, party));
                    continue;
                }
                Ok(None) => Instead::Nothing,
                Err(_) => Instead::Statements,
            };
            scorers.left_out.push(LeftOut { party: dispute.parties[party].id.clone(), instead });
        }
        let scale = scorers.numbers().try_fold(1, least_multiple);
        Scorers { scale, ..scorers }
    }

    /// All numbers there are.
    fn numbers(&self) -> impl Iterator<Item = Rational> + '_ {
        let of = |points: &Points| {
            let levels: Vec<Rational> = points.levels.iter().flat_map(|(_, n)| n.clone()).collect();
            let when: Vec<Rational> = points.when.iter().map(|(_, number)| *number).collect();
            std::iter::once(points.constant).chain(levels).chain(when)
        };
        self.points.iter().flat_map(of).chain(self.reservations.iter().flatten().copied())
    }

    /// A number in parts.
    pub(super) fn parts(&self, number: &Rational) -> Result<i128, TooLarge> {
        let scale = self.scale.ok_or(TooLarge::Digits)?;
        number.numer().checked_mul(scale / number.denom()).ok_or(TooLarge::Digits)
    }

    /// Parts as a number.
    pub(super) fn number(&self, parts: i128) -> Exact {
        Exact(Rational::new(parts, self.scale.unwrap_or(1)))
    }

    /// As scorers of a space.
    pub(super) fn compile(&self, space: &mut Space) -> Result<Vec<Scorer>, TooLarge> {
        let mut scorers = Vec::new();
        for points in &self.points {
            let mut scorer =
                Scorer { constant: self.parts(&points.constant)?, ..Scorer::default() };
            for (option, numbers) in &points.levels {
                let numbers: Vec<i128> =
                    numbers.iter().map(|number| self.parts(number)).collect::<Result<_, _>>()?;
                scorer.levels.push((*option, numbers));
            }
            for (when, number) in &points.when {
                scorer.when.push((space.set_of(when)?, self.parts(number)?));
            }
            scorers.push(scorer);
        }
        Ok(scorers)
    }

    /// What each gets without agreement, in parts.
    pub(super) fn floors(&self) -> Result<Vec<Option<i128>>, TooLarge> {
        let parts = |floor: &Option<Rational>| floor.as_ref().map(|f| self.parts(f)).transpose();
        self.reservations.iter().map(parts).collect()
    }

    /// The states of a set in which nobody gets less than without agreement.
    pub(super) fn nobody_loses(&self, space: &mut Space, set: Set) -> Result<Set, TooLarge> {
        let mut left = set;
        for (points, needs) in self.points.iter().zip(&self.reservations) {
            if let Some(needs) = needs {
                let enough = space.worth_at_least(points, *needs)?;
                left = space.and(left, enough)?;
            }
        }
        Ok(left)
    }
}

/// The least common multiple of a positive number and a number's denominator.
fn least_multiple(all: i128, number: Rational) -> Option<i128> {
    let (mut x, mut y) = (all, *number.denom());
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (all / x).checked_mul(*number.denom())
}
