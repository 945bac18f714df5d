//! The Pareto frontier of a set: what the states are worth to several scorers at once.
//!
//! Every *scorer* adds up a number per level and a number per condition that holds. A state's vector
//! is *dominated* if another state's is at least as large for all and larger for one; the *frontier*
//! is the vectors that are not, each with the number of states behind it (`spec/space.md` B.A).
//!
//! From the end of the diagram up, every step keeps the undominated vectors of what lies below it:
//! adding the same to two vectors does not change which dominates, so a dominated part is part of
//! nothing undominated (multi-objective dynamic programming on a decision diagram: Bergman and Cire
//! 2016). Equal vectors become one with the sum of their counts before the filter. With *floors*,
//! parts that cannot reach them with the best that can stand before them go as well.
//!
//! Cost: the steps times what they keep. Where a step would keep more than a limit, or comparing has
//! taken more than a limit in all, vectors are thinned on a grid, and the answer says by how much
//! (*slack*): every state is covered, but for less than the slack, by a vector listed, and every
//! vector listed is a state's.

mod behind;
mod filter;
mod number;
mod solve;
mod steps;
mod thin;

use detente_model::OptionId;

use crate::limits::TooLarge;
use crate::space::{Set, Space};
use solve::{Keep, Solved, solve};

/// What the states of a space are worth to someone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scorer {
    /// To begin with.
    pub constant: i128,
    /// Options, each with a number for each of its levels.
    pub levels: Vec<(OptionId, Vec<i128>)>,
    /// Sets of states, each with the number added in it.
    pub when: Vec<(Set, i128)>,
}

impl Scorer {
    /// A bound on the size of all sums; nothing beyond 2^120.
    fn bound(&self) -> Option<u128> {
        let largest = |numbers: &Vec<i128>| numbers.iter().map(|n| n.unsigned_abs()).max();
        let levels = self.levels.iter().map(|(_, numbers)| largest(numbers).unwrap_or(0));
        let when = self.when.iter().map(|(_, number)| number.unsigned_abs());
        let all = levels.chain(when).fold(self.constant.unsigned_abs(), u128::saturating_add);
        (all < 1 << 120).then_some(all)
    }

    /// The same with all numbers turned round: its largest sum is the smallest of this one.
    #[must_use]
    pub fn reversed(&self) -> Scorer {
        let negated = |(option, numbers): &(OptionId, Vec<i128>)| {
            (*option, numbers.iter().map(|number| -number).collect())
        };
        Scorer {
            constant: -self.constant,
            levels: self.levels.iter().map(negated).collect(),
            when: self.when.iter().map(|(set, number)| (*set, -number)).collect(),
        }
    }
}

/// How much the search for a frontier may take. Limits are checked as work goes on, by counts of what
/// was done, so that the answer does not depend on the machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrontierLimits {
    /// Most steps.
    pub steps: usize,
    /// Most vectors kept at one step.
    pub points: usize,
    /// About how many vectors are kept at all steps together: a step keeps at most half of what is
    /// left, but may keep `coarse`.
    pub kept: usize,
    /// Most vectors before the filter at one step.
    pub candidates: usize,
    /// Comparisons after which a step keeps at most `coarse` vectors.
    pub comparisons: u64,
    /// Vectors a step may keep in any case.
    pub coarse: usize,
}

impl Default for FrontierLimits {
    /// At most some seconds and some hundreds of megabytes.
    fn default() -> FrontierLimits {
        FrontierLimits {
            steps: 100_000,
            points: 20_000,
            kept: 6_000_000,
            candidates: 1_000_000,
            comparisons: 3_000_000_000,
            coarse: 32,
        }
    }
}

/// How many vectors [`Space::values`] may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ValueLimits {
    /// Most vectors at one step.
    pub points: usize,
    /// Most vectors made at all steps together.
    pub made: usize,
}

impl Default for ValueLimits {
    /// About a second.
    fn default() -> ValueLimits {
        ValueLimits { points: 200_000, made: 20_000_000 }
    }
}

/// A vector and the number of states that have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrontierPoint {
    /// One number per scorer.
    pub values: Vec<i128>,
    /// How many states have them: at 2^128 - 1 that many or more; where vectors were thinned the
    /// states found, of perhaps more.
    pub states: u128,
}

/// The undominated vectors of a set of states.
pub struct Frontier {
    /// The vectors, in descending lexicographic order.
    pub points: Vec<FrontierPoint>,
    /// Nothing for the exact frontier; else, per scorer, how much a state may exceed the listed
    /// vector that is nearest to covering it, at most.
    pub slack: Option<Vec<i128>>,
    solved: Option<Box<dyn Solved>>,
}

impl Space {
    /// The frontier of a set; with `floors`, of those of its states that are worth at least that
    /// much to each scorer.
    ///
    /// # Errors
    /// When there are more than 16 scorers, sums could exceed 2^120, or there are more steps than the
    /// limit.
    ///
    /// # Panics
    /// When a scorer has not one number per level, or there are not as many floors as scorers.
    pub fn frontier(
        &mut self,
        set: Set,
        scorers: &[Scorer],
        floors: Option<&[i128]>,
        limits: FrontierLimits,
    ) -> Result<Frontier, TooLarge> {
        let solved = self.solve(set, scorers, Keep::Undominated { floors, limits })?;
        let (points, slack) = solved.points(scorers.len());
        Ok(Frontier { points, slack, solved: Some(solved) })
    }

    /// All vectors of a set, each with the number of its states, in descending lexicographic order;
    /// nothing if that takes more than the limits.
    ///
    /// # Errors
    /// As for [`Space::frontier`].
    pub fn values(
        &mut self,
        set: Set,
        scorers: &[Scorer],
        limits: ValueLimits,
    ) -> Result<Option<Vec<FrontierPoint>>, TooLarge> {
        let solved = self.solve(set, scorers, Keep::Everything(limits))?;
        Ok(solved.is_complete().then(|| solved.points(scorers.len()).0))
    }

    /// The largest sum of a scorer in a set; nothing for the empty set.
    ///
    /// # Errors
    /// As for [`Space::frontier`].
    pub fn largest(&mut self, set: Set, scorer: &Scorer) -> Result<Option<i128>, TooLarge> {
        let limits = FrontierLimits::default();
        let keep = Keep::Undominated { floors: None, limits };
        let solved = self.solve(set, std::slice::from_ref(scorer), keep)?;
        Ok(solved.points(1).0.first().map(|point| point.values[0]))
    }

    /// The states of the frontier's set with the values of one of its points; of a thinned frontier
    /// those that were found.
    ///
    /// # Errors
    /// When the diagram outgrows its limit.
    pub fn behind(&mut self, frontier: &Frontier, point: usize) -> Result<Set, TooLarge> {
        match &frontier.solved {
            Some(solved) => solved.behind(self, &frontier.points[point].values),
            None => Ok(self.none()),
        }
    }

    fn solve(
        &mut self,
        set: Set,
        scorers: &[Scorer],
        keep: Keep<'_>,
    ) -> Result<Box<dyn Solved>, TooLarge> {
        let bounds = scorers.iter().try_fold(0_u128, |all, scorer| {
            let floors = if let Keep::Undominated { floors: Some(floors), .. } = keep {
                floors.iter().map(|floor| floor.unsigned_abs()).max().unwrap_or(0)
            } else {
                0
            };
            Some(all.max(scorer.bound()?).max(floors))
        });
        let bound = bounds.filter(|bound| *bound < 1 << 120).ok_or(TooLarge::Digits)?;
        let narrow = bound < 1 << 61;
        // Padding with zeros changes nothing, and spares one copy of the code for every number.
        match (scorers.len(), narrow) {
            (0..=1, true) => solve::<i64, 1>(self, set, scorers, keep),
            (2, true) => solve::<i64, 2>(self, set, scorers, keep),
            (3, true) => solve::<i64, 3>(self, set, scorers, keep),
            (4, true) => solve::<i64, 4>(self, set, scorers, keep),
            (5, true) => solve::<i64, 5>(self, set, scorers, keep),
            (6, true) => solve::<i64, 6>(self, set, scorers, keep),
            (7..=8, true) => solve::<i64, 8>(self, set, scorers, keep),
            (9..=12, true) => solve::<i64, 12>(self, set, scorers, keep),
            (13..=16, true) => solve::<i64, 16>(self, set, scorers, keep),
            (0..=2, false) => solve::<i128, 2>(self, set, scorers, keep),
            (3..=4, false) => solve::<i128, 4>(self, set, scorers, keep),
            (5..=8, false) => solve::<i128, 8>(self, set, scorers, keep),
            (9..=16, false) => solve::<i128, 16>(self, set, scorers, keep),
            (scorers, _) => Err(TooLarge::Scorers { scorers }),
        }
    }
}
