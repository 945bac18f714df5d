//! Classes of states by how far they fall short of thresholds on points.
//!
//! Every state of a set is shown to a function as what matters: by how much it misses each of some
//! thresholds on sums of points (0 where it meets one), and which of some conditions do not hold in
//! it. The number that the function gives is the state's *class*; the result is a diagram with classes
//! for terminals ([`Numbers`]), to be counted by class and selected from.
//!
//! The diagram is built from the root down. What matters of the levels chosen so far is what is
//! still missing to each threshold; what is met whatever follows is the same for all, so states run
//! together again (`spec/space.md` B.B). Conditions that add points are masked with the
//! others. Cost: the different combinations of a node and what is missing there; refuses more than
//! [`MOST_SUMS`].

use detente_model::{Condition, Id, Points, Rational};
use rustc_hash::FxHashMap;

use crate::compile::Place;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::masks::Masks;
use crate::numbers::Numbers;
use crate::rule_set::RuleSet;
use crate::space::{Set, Space};

/// The most combinations of a node and what is missing there.
pub(crate) const MOST_SUMS: usize = 1_000_000;

/// A threshold on points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Threshold {
    /// The points.
    pub points: Points,
    /// The least sum that meets it.
    pub needs: Rational,
}

/// The class of a state that misses the thresholds by so much, and in which these conditions do not
/// hold.
pub type Classify<'a> = dyn FnMut(&[i128], &RuleSet) -> Result<u64, TooLarge> + 'a;

impl Space {
    /// The class of every state of `base`. What is missing is told in parts of `unit`, a common
    /// denominator of all points and thresholds.
    ///
    /// # Errors
    /// When too much would have to be told apart; and as `class` fails.
    pub fn classes(
        &mut self,
        base: Set,
        thresholds: &[Threshold],
        rules: &[Condition],
        unit: i128,
        class: &mut Classify<'_>,
    ) -> Result<Numbers, TooLarge> {
        let whole = |number: Rational| (number * Rational::from(unit)).to_integer();
        let mut conditions = rules.to_vec();
        let mut sums = Vec::new();
        for Threshold { points, needs } in thresholds {
            let mut sum = Sum { at: vec![Vec::new(); self.order.len()], when: Vec::new() };
            let mut missing = whole(needs - points.constant);
            for (option, numbers) in &points.levels {
                match self.places[option.index()] {
                    Place::Fixed(level) => missing -= whole(numbers[usize::from(level)]),
                    Place::Varies(position) => {
                        sum.at[position] = numbers.iter().copied().map(whole).collect();
                    }
                }
            }
            for (when, points) in &points.when {
                sum.when.push((conditions.len(), whole(*points)));
                conditions.push(when.clone());
            }
            sums.push((sum, missing));
        }
        let Masks(masks) = self.masks(base, &conditions)?;
        let (sums, missing): (Vec<Sum>, Vec<i128>) = sums.into_iter().unzip();
        let mut walk = Walk { sums, rules: rules.len(), class, done: FxHashMap::default() };
        let missing = walk.settled(missing);
        walk.build(self, masks, 0, missing).map(Numbers)
    }
}

/// A sum of points, in parts.
struct Sum {
    /// Per position the points of its levels, the least of them 0; none where it has none.
    at: Vec<Vec<i128>>,
    /// Conditions by their numbers, and what they add while they hold.
    when: Vec<(usize, i128)>,
}

struct Walk<'a, 'b> {
    sums: Vec<Sum>,
    /// How many conditions are rules asked about: the first ones.
    rules: usize,
    class: &'a mut Classify<'b>,
    done: FxHashMap<(Ref, usize, Vec<i128>), Ref>,
}

impl Walk<'_, '_> {
    /// What is missing, where more than enough is as good as enough: levels add nothing below 0, and
    /// conditions no less than their negative points.
    fn settled(&self, mut missing: Vec<i128>) -> Vec<i128> {
        for (sum, missing) in self.sums.iter().zip(&mut missing) {
            let least: i128 = sum.when.iter().map(|(_, points)| points.min(&0)).sum();
            *missing = (*missing).max(least);
        }
        missing
    }

    fn build(
        &mut self,
        space: &mut Space,
        node: Ref,
        position: usize,
        missing: Vec<i128>,
    ) -> Result<Ref, TooLarge> {
        if node == Ref::ABSENT {
            return Ok(Ref::ABSENT);
        }
        let own = space.diagram.position(node);
        let scored = |at: &usize| self.sums.iter().any(|sum| !sum.at[*at].is_empty());
        let next = (position..own).find(scored).unwrap_or(own);
        let key = (node, next, missing);
        if let Some(&known) = self.done.get(&key) {
            return Ok(known);
        }
        if self.done.len() >= MOST_SUMS {
            return Err(TooLarge::Sums { limit: MOST_SUMS });
        }
        let made = match space.diagram.mask(node) {
            Some(mask) if next == own => {
                let mask = mask.clone();
                self.end(space, &mask, &key.2)?
            }
            _ => {
                let begin = space.diagram.begin();
                for level in 0..space.diagram.size(next) {
                    let points = |sum: &Sum| sum.at[next].get(level).copied().unwrap_or(0);
                    let left = key.2.iter().zip(&self.sums).map(|(m, sum)| m - points(sum));
                    let left = self.settled(left.collect());
                    let child = space.diagram.child(node, next, level);
                    let to = self.build(space, child, next + 1, left)?;
                    space.diagram.arrow(to);
                }
                space.diagram.make(next, begin)?
            }
        };
        self.done.insert(key, made);
        Ok(made)
    }

    /// The terminal of a state's class.
    fn end(
        &mut self,
        space: &mut Space,
        mask: &RuleSet,
        missing: &[i128],
    ) -> Result<Ref, TooLarge> {
        let short = |(sum, missing): (&Sum, &i128)| {
            let held = sum.when.iter().filter(|(number, _)| !mask.contains(*number));
            (missing - held.map(|(_, points)| points).sum::<i128>()).max(0)
        };
        let short: Vec<i128> = self.sums.iter().zip(missing).map(short).collect();
        let class = (self.class)(&short, &mask.below(self.rules))?;
        space.diagram.terminal(RuleSet::from_number(class))
    }
}
