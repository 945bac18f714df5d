//! Thresholds on sums of points, as sets.
//!
//! The set of states worth at least so much is built from the root down: what matters of the levels
//! chosen so far is what they still need, and which arrows they have taken in the diagrams of the
//! conditions that add points. A node does not depend on the exact need but on an interval of needs
//! with the same outcome; the intervals found are kept, so that every node is made once (Abío,
//! Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger 2012). A need met already, or out
//! of reach, ends a branch.
//!
//! Cost: the nodes of the result, times its levels and the logarithm of the intervals at a node.

use std::collections::BTreeMap;

use detente_model::{Id, Points, Rational};
use rustc_hash::FxHashMap;

use crate::compile::{Place, compile};
use crate::diagram::{Diagram, Ref};
use crate::limits::TooLarge;

/// The assignments worth at least `needs`.
pub(crate) fn at_least(
    diagram: &mut Diagram,
    places: &[Place],
    points: &Points,
    needs: Rational,
) -> Result<Ref, TooLarge> {
    let unit = points.denominator();
    let whole = |number: &Rational| (number * Rational::from(unit)).to_integer();
    let mut needs = ((needs - points.constant) * Rational::from(unit)).ceil().to_integer();
    let mut at: Vec<Vec<i128>> = vec![Vec::new(); diagram.width()];
    for (option, numbers) in &points.levels {
        match places[option.index()] {
            Place::Fixed(level) => needs -= whole(&numbers[usize::from(level)]),
            Place::Varies(position) => at[position] = numbers.iter().map(whole).collect(),
        }
    }
    let mut open = Vec::new();
    for (when, points) in &points.when {
        open.push((compile(diagram, places, when)?, whole(points)));
    }
    let mut rest = vec![0; at.len() + 1];
    for (position, numbers) in at.iter().enumerate().rev() {
        rest[position] = rest[position + 1] + numbers.iter().max().copied().unwrap_or(0);
    }
    Sum { at, rest, done: FxHashMap::default() }.build(diagram, 0, needs, open).map(|made| made.set)
}

/// A set, and the needs (least and most) for which it is the same.
#[derive(Clone, Copy)]
struct Made {
    set: Ref,
    least: i128,
    most: i128,
}

/// The conditions neither true nor false yet, and what each adds.
type Open = Vec<(Ref, i128)>;

struct Sum {
    /// Per position the points of its levels; none where it has none.
    at: Vec<Vec<i128>>,
    /// The most that levels from a position on can add.
    rest: Vec<i128>,
    /// By position and open conditions: what was made, by the most it needs.
    done: FxHashMap<(usize, Open), BTreeMap<i128, Made>>,
}

impl Sum {
    fn build(
        &mut self,
        diagram: &mut Diagram,
        position: usize,
        needs: i128,
        mut open: Open,
    ) -> Result<Made, TooLarge> {
        // What is settled counts, and shifts the needs of this node against the caller's.
        let mut gained = 0;
        open.retain(|(set, points)| {
            if *set == Ref::PRESENT {
                gained += points;
            }
            *set != Ref::PRESENT && *set != Ref::ABSENT
        });
        let made = self.build_open(diagram, position, needs - gained, open)?;
        let back = |bound: i128| match bound {
            i128::MIN | i128::MAX => bound,
            inside => inside + gained,
        };
        Ok(Made { set: made.set, least: back(made.least), most: back(made.most) })
    }

    fn build_open(
        &mut self,
        diagram: &mut Diagram,
        position: usize,
        needs: i128,
        open: Open,
    ) -> Result<Made, TooLarge> {
        let sure: i128 = open.iter().map(|(_, points)| points.min(&0)).sum();
        let reach: i128 = open.iter().map(|(_, points)| points.max(&0)).sum();
        let reach = reach + self.rest[position];
        if needs <= sure {
            return Ok(Made { set: Ref::PRESENT, least: i128::MIN, most: sure });
        }
        if needs > reach {
            return Ok(Made { set: Ref::ABSENT, least: reach + 1, most: i128::MAX });
        }
        let tested = open.iter().map(|(set, _)| diagram.position(*set)).min();
        let scored = (position..self.at.len()).find(|p| !self.at[*p].is_empty());
        let next = tested.into_iter().chain(scored).min();
        let next = next.expect("what is neither met nor out of reach still depends on some level");
        let key = (next, open);
        if let Some(made) = self.known(&key, needs) {
            return Ok(made);
        }
        let mut all = Made { set: Ref::ABSENT, least: i128::MIN, most: i128::MAX };
        let begin = diagram.begin();
        for level in 0..diagram.size(next) {
            let points = self.at[next].get(level).copied().unwrap_or(0);
            let taken = key.1.iter().map(|(set, adds)| (diagram.child(*set, next, level), *adds));
            let taken: Open = taken.collect();
            let made = self.build(diagram, next + 1, needs - points, taken)?;
            let back = |bound: i128| match bound {
                i128::MIN | i128::MAX => bound,
                inside => inside + points,
            };
            all.least = all.least.max(back(made.least));
            all.most = all.most.min(back(made.most));
            diagram.arrow(made.set);
        }
        all.set = diagram.make(next, begin)?;
        let entries = self.done.entry(key).or_default();
        entries.insert(all.most, all);
        Ok(all)
    }

    /// What was made for an interval of needs with this one in it.
    fn known(&self, key: &(usize, Open), needs: i128) -> Option<Made> {
        let (_, made) = self.done.get(key)?.range(needs..).next()?;
        (made.least <= needs).then_some(*made)
    }
}
