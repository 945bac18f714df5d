//! The states behind a vector: the ways through the steps that add up to it, as a set.
//!
//! From the root, every arm takes its part off the vector; it is followed only where the rest is
//! among what the next step kept. Cost: the steps met times the vectors they are met with.

use rustc_hash::FxHashMap;

use super::number::Whole;
use super::solve::Kept;
use super::steps::END;
use crate::apply::Operation;
use crate::compile::literal;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

/// The states whose vector this is.
pub(super) fn behind<T: Whole, const P: usize>(
    kept: &Kept<T, P>,
    space: &mut Space,
    at: [T; P],
) -> Result<Set, TooLarge> {
    space.diagram.settle();
    let Some(root) = &kept.steps.root else { return Ok(space.none()) };
    let mut search = Search { kept, known: FxHashMap::default() };
    search.set(space, root.to, minus(&at, &root.add)).map(Set)
}

struct Search<'a, T, const P: usize> {
    kept: &'a Kept<T, P>,
    known: FxHashMap<(usize, Box<[i128]>), Ref>,
}

impl<T: Whole, const P: usize> Search<'_, T, P> {
    fn set(&mut self, space: &mut Space, step: usize, at: [T; P]) -> Result<Ref, TooLarge> {
        let rows = &self.kept.rows[step];
        if rows.binary_search_by(|row| at.cmp(&row.at)).is_err() {
            return Ok(Ref::ABSENT);
        }
        if step == END {
            return Ok(Ref::PRESENT);
        }
        let key = (step, at.iter().map(|number| number.wide()).collect());
        if let Some(&known) = self.known.get(&key) {
            return Ok(known);
        }
        let this = &self.kept.steps.steps[step];
        let mut all = Ref::ABSENT;
        for arm in &this.arms {
            let rest = self.set(space, arm.to, minus(&at, &arm.add))?;
            if rest == Ref::ABSENT {
                continue;
            }
            let option = space.order[this.position];
            let Space { diagram, places, .. } = space;
            let here = literal(diagram, places, option, &|level| arm.levels.contains(&level))?;
            let part = diagram.apply(Operation::Keep, here, rest)?;
            all = diagram.apply(Operation::Or, all, part)?;
        }
        self.known.insert(key, all);
        Ok(all)
    }
}

fn minus<T: Whole, const P: usize>(a: &[T; P], b: &[T; P]) -> [T; P] {
    std::array::from_fn(|p| a[p] - b[p])
}
