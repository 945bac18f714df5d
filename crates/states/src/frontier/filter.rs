//! What is left of vectors when dominated ones go: sorted first, then compared with what was kept.
//!
//! In descending lexicographic order a vector can only be dominated by one before it, and equal ones
//! stand together, so that they become one with the sum of their counts. Two numbers need one sweep.
//! More are compared with the vectors kept so far (Kung, Luccio and Preparata 1975 do better in
//! theory): these stand in trees of doubling size, each split at the median of one number after the
//! other, with the largest and smallest of each number per branch. A branch whose largest do not
//! cover the vector is not entered, one whose smallest do settles it.
//!
//! Refuses more vectors kept than a limit, and counts the branches looked at.

use std::cmp::Reverse;

use super::number::{Whole, covers};

/// A vector and how many ways lead to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<T, const P: usize> {
    pub(super) at: [T; P],
    pub(super) count: u128,
}

/// More vectors are left than may be kept.
#[derive(Debug)]
pub(super) struct TooMany;

/// Sorts in descending lexicographic order and makes equal vectors one. Counts stop at 2^128 - 1.
pub(super) fn merge_equal<T: Whole, const P: usize>(rows: &mut Vec<Row<T, P>>) {
    rows.sort_unstable_by_key(|row| Reverse(row.at));
    rows.dedup_by(|next, kept| {
        let equal = next.at == kept.at;
        if equal {
            kept.count = kept.count.saturating_add(next.count);
        }
        equal
    });
}

/// The vectors that no other dominates, of vectors merged by [`merge_equal`]; in the same order.
/// Adds to `work` what it looked at.
pub(super) fn undominated<T: Whole, const P: usize>(
    rows: &[Row<T, P>],
    limit: usize,
    work: &mut u64,
) -> Result<Vec<Row<T, P>>, TooMany> {
    let mut left: Vec<Row<T, P>> = Vec::new();
    *work += rows.len() as u64;
    if P <= 2 {
        // What is not above all seconds so far is dominated by the one that brought the highest.
        for row in rows {
            if left.last().is_none_or(|last| row.at[P - 1] > last.at[P - 1]) {
                left.push(*row);
            }
        }
        return if left.len() > limit { Err(TooMany) } else { Ok(left) };
    }
    let mut kept = Archive { trees: Vec::new(), fresh: Vec::new() };
    for row in rows {
        if !kept.covers(&row.at, work) {
            if left.len() == limit {
                return Err(TooMany);
            }
            left.push(*row);
            kept.keep(row.at);
        }
    }
    Ok(left)
}

/// Vectors in one leaf of a tree.
const LEAF: usize = 16;

/// Vectors that stand in no tree yet.
const FRESH: usize = 64;

/// The vectors kept so far.
struct Archive<T, const P: usize> {
    /// Each about twice as large as the next.
    trees: Vec<Tree<T, P>>,
    fresh: Vec<[T; P]>,
}

impl<T: Whole, const P: usize> Archive<T, P> {
    fn covers(&self, at: &[T; P], work: &mut u64) -> bool {
        *work += 1 + self.fresh.len() as u64;
        self.fresh.iter().any(|kept| covers(kept, at))
            || self.trees.iter().any(|tree| tree.covers(0, at, work))
    }

    fn keep(&mut self, at: [T; P]) {
        self.fresh.push(at);
        if self.fresh.len() == FRESH {
            let mut points = std::mem::take(&mut self.fresh);
            while let Some(tree) = self.trees.pop_if(|tree| tree.points.len() <= points.len()) {
                points.extend_from_slice(&tree.points);
            }
            self.trees.push(Tree::new(points));
        }
    }
}

struct Tree<T, const P: usize> {
    points: Vec<[T; P]>,
    branches: Vec<Branch<T, P>>,
}

struct Branch<T, const P: usize> {
    /// The largest of each number.
    high: [T; P],
    /// The smallest of each number.
    low: [T; P],
    /// The points of a leaf, or of all leaves below.
    from: usize,
    to: usize,
    /// The two branches below; the same for a leaf.
    below: [usize; 2],
}

impl<T: Whole, const P: usize> Tree<T, P> {
    fn new(points: Vec<[T; P]>) -> Tree<T, P> {
        let to = points.len();
        let mut tree = Tree { points, branches: Vec::new() };
        tree.grow(0, to, 0);
        tree
    }

    /// Makes the branch of some points, split by one number and then the next; as deep as a
    /// logarithm.
    fn grow(&mut self, from: usize, to: usize, by: usize) -> usize {
        let points = &mut self.points[from..to];
        let (mut high, mut low) = (points[0], points[0]);
        for point in points.iter() {
            for p in 0..P {
                high[p] = high[p].max(point[p]);
                low[p] = low[p].min(point[p]);
            }
        }
        let branch = self.branches.len();
        self.branches.push(Branch { high, low, from, to, below: [0, 0] });
        if to - from > LEAF {
            let middle = (to - from) / 2;
            // The whole vector breaks ties, so the tree does not depend on the order given.
            points.select_nth_unstable_by(middle, |a, b| b[by].cmp(&a[by]).then(b.cmp(a)));
            let next = (by + 1) % P;
            let first = self.grow(from, from + middle, next);
            let second = self.grow(from + middle, to, next);
            self.branches[branch].below = [first, second];
        }
        branch
    }

    fn covers(&self, branch: usize, at: &[T; P], work: &mut u64) -> bool {
        let Branch { high, low, from, to, below } = &self.branches[branch];
        *work += 1;
        if !covers(high, at) {
            return false;
        }
        if covers(low, at) {
            return true;
        }
        if below[0] == below[1] {
            *work += (to - from) as u64;
            return self.points[*from..*to].iter().any(|kept| covers(kept, at));
        }
        below.iter().any(|&next| self.covers(next, at, work))
    }
}

#[cfg(test)]
mod tests {
    use detente_model::random::Stream;

    use super::*;

    #[test]
    fn what_is_left_is_what_the_definition_leaves() {
        for seed in 0..200 {
            let mut stream = Stream::new(seed, 0, "filter");
            let size = 1 + stream.below(600) as usize;
            let high = 2 + stream.below(40);
            let mut any = || -> [i64; 4] { std::array::from_fn(|_| stream.below(high) as i64) };
            let vectors: Vec<[i64; 4]> = (0..size).map(|_| any()).collect();
            let mut rows: Vec<Row<i64, 4>> =
                vectors.iter().map(|&at| Row { at, count: 1 }).collect();
            merge_equal(&mut rows);
            let left = undominated(&rows, usize::MAX, &mut 0).unwrap();
            let is_kept = |at: &[i64; 4]| !vectors.iter().any(|v| v != at && covers(v, at));
            let mut expected: Vec<[i64; 4]> = vectors.iter().copied().filter(is_kept).collect();
            let packages = expected.len() as u128;
            expected.sort_unstable_by(|a, b| b.cmp(a));
            expected.dedup();
            assert_eq!(left.iter().map(|row| row.at).collect::<Vec<_>>(), expected, "{seed}");
            assert_eq!(left.iter().map(|row| row.count).sum::<u128>(), packages, "{seed}");
        }
    }
}
