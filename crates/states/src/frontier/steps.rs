//! The steps of the computation: the diagram of a set and those of the conditions, walked together.
//!
//! A *step* tests one variable; each of its *arms* adds numbers to all scorers and leads on. What lies
//! below a step is told by the node of the set and, for every condition not decided by then, the node
//! of the states of the set in which it holds: a condition is decided as soon as that is all of the
//! set, or nothing of it. So a path knows which conditions hold, and steps merge as soon as nothing
//! that matters tells them apart. Variables that nothing tests are steps of their own where some
//! scorer looks at them, those with fewest undominated levels next to the end, so that the frontier
//! grows late; where none does they only multiply.
//!
//! Cost: the product of the diagrams in the worst case. Refuses more steps than a limit.

use detente_model::{Id, Level};
use rustc_hash::FxHashMap;

use super::Scorer;
use super::number::{Whole, covers, plus};
use crate::compile::Place;
use crate::diagram::Ref;
use crate::limits::TooLarge;
use crate::space::{Set, Space};

/// One variable tested.
pub(super) struct Step<T, const P: usize> {
    pub(super) position: usize,
    pub(super) arms: Vec<Arm<T, P>>,
}

/// Levels of a step's variable that add the same and lead to the same step.
pub(super) struct Arm<T, const P: usize> {
    pub(super) levels: Vec<Level>,
    pub(super) add: [T; P],
    /// A step, or [`END`].
    pub(super) to: usize,
    /// Ways through the variables on the way there that no scorer looks at.
    pub(super) ways: u128,
}

/// All steps, those nearest to the end first; the root leads in.
pub(super) struct Steps<T, const P: usize> {
    pub(super) steps: Vec<Step<T, P>>,
    /// Nothing for the empty set.
    pub(super) root: Option<Arm<T, P>>,
}

/// The end of all paths: the step with the number 0, with one empty way.
pub(super) const END: usize = 0;

/// The node of the set, and of each condition within it.
type Key = (Ref, Box<[Ref]>);

/// Walks the diagrams.
pub(super) fn steps<T: Whole, const P: usize>(
    space: &mut Space,
    set: Set,
    scorers: &[Scorer],
    limit: usize,
) -> Result<Steps<T, P>, TooLarge> {
    let mut base = [T::default(); P];
    let mut levels: Vec<Vec<[T; P]>> = (space.order.iter())
        .enumerate()
        .map(|(position, _)| vec![[T::default(); P]; space.diagram.size(position)])
        .collect();
    let mut conditions: Vec<(Ref, [T; P])> = Vec::new();
    for (p, scorer) in scorers.iter().enumerate() {
        base[p] = T::of(scorer.constant);
        for (option, numbers) in &scorer.levels {
            match space.places[option.index()] {
                Place::Fixed(at) => base[p] = base[p] + T::of(numbers[usize::from(at)]),
                Place::Varies(position) => {
                    for (sum, number) in levels[position].iter_mut().zip(numbers) {
                        sum[p] = sum[p] + T::of(*number);
                    }
                }
            }
        }
        for (holds, number) in &scorer.when {
            let within = space.and(set, *holds)?.0;
            match conditions.iter_mut().find(|(known, _)| *known == within) {
                Some((_, add)) => add[p] = add[p] + T::of(*number),
                None => {
                    let mut add = [T::default(); P];
                    add[p] = T::of(*number);
                    conditions.push((within, add));
                }
            }
        }
    }
    let whole = set.0;
    let mut walk = Walk {
        space,
        levels,
        adds: conditions.iter().map(|(_, add)| *add).collect(),
        known: FxHashMap::default(),
        gaps: FxHashMap::default(),
        steps: vec![Step { position: usize::MAX, arms: Vec::new() }],
        limit,
    };
    let within: Vec<Ref> = conditions.iter().map(|(within, _)| *within).collect();
    let root = if whole == Ref::ABSENT { None } else { Some(walk.arm(whole, &within, 0, base)?) };
    Ok(Steps { steps: walk.steps, root })
}

struct Walk<'a, T, const P: usize> {
    space: &'a Space,
    /// Per position and level what it adds.
    levels: Vec<Vec<[T; P]>>,
    /// Per condition what it adds.
    adds: Vec<[T; P]>,
    known: FxHashMap<Key, usize>,
    /// Steps for variables that nothing tests, by where they lead and where they begin.
    gaps: FxHashMap<(usize, usize), (usize, u128)>,
    steps: Vec<Step<T, P>>,
    limit: usize,
}

impl<T: Whole, const P: usize> Walk<'_, T, P> {
    /// The way from `position` on into a node that is not absent, without its levels.
    fn arm(
        &mut self,
        node: Ref,
        within: &[Ref],
        position: usize,
        mut add: [T; P],
    ) -> Result<Arm<T, P>, TooLarge> {
        let mut open = within.to_vec().into_boxed_slice();
        for (condition, holds) in open.iter_mut().enumerate() {
            if *holds == node {
                add = plus(&add, &self.adds[condition]);
                *holds = Ref::ABSENT;
            }
        }
        let refs = || std::iter::once(&node).chain(open.iter().filter(|r| **r != Ref::ABSENT));
        let own = refs().map(|&r| self.space.diagram.position(r)).min();
        let own = own.expect("there is at least the node");
        let (to, ways) = match own == self.space.order.len() {
            true => (END, 1),
            false => (self.step((node, open), own)?, 1),
        };
        let (to, free) = self.gap(to, own, position)?;
        Ok(Arm { levels: Vec::new(), add, to, ways: ways * free })
    }

    /// The step of a key; recursion is as deep as there are variables, fewer than 128.
    fn step(&mut self, key: Key, position: usize) -> Result<usize, TooLarge> {
        if let Some(&known) = self.known.get(&key) {
            return Ok(known);
        }
        let mut arms: Vec<Arm<T, P>> = Vec::new();
        let diagram = &self.space.diagram;
        for level in 0..diagram.size(position) {
            let diagram = &self.space.diagram;
            let node = diagram.child(key.0, position, level);
            if node == Ref::ABSENT {
                continue;
            }
            let within: Vec<Ref> =
                key.1.iter().map(|&open| diagram.child(open, position, level)).collect();
            let add = self.levels[position][level];
            let arm = self.arm(node, &within, position + 1, add)?;
            let same = |known: &&mut Arm<T, P>| {
                known.to == arm.to && known.add == arm.add && known.ways == arm.ways
            };
            match arms.iter_mut().find(same) {
                Some(known) => known.levels.push(level as Level),
                None => arms.push(Arm { levels: vec![level as Level], ..arm }),
            }
        }
        let step = self.push(Step { position, arms })?;
        self.known.insert(key, step);
        Ok(step)
    }

    /// Steps for the variables from one position up to another that nothing tests, and the ways
    /// through those that no scorer looks at.
    fn gap(&mut self, to: usize, end: usize, begin: usize) -> Result<(usize, u128), TooLarge> {
        if let Some(&known) = self.gaps.get(&(to, begin)) {
            return Ok(known);
        }
        let (mut next, mut ways) = (to, 1_u128);
        let mut seen: Vec<(usize, usize)> = Vec::new();
        for position in begin..end {
            let levels = &self.levels[position];
            if levels.iter().all(|level| *level == levels[0]) && levels[0] == [T::default(); P] {
                ways = ways.saturating_mul(levels.len() as u128);
            } else {
                seen.push((undominated_levels(levels), position));
            }
        }
        seen.sort_unstable();
        for (_, position) in seen {
            let mut arms: Vec<Arm<T, P>> = Vec::new();
            for (level, add) in self.levels[position].iter().enumerate() {
                match arms.iter_mut().find(|arm| arm.add == *add) {
                    Some(arm) => arm.levels.push(level as Level),
                    None => arms.push(Arm {
                        levels: vec![level as Level],
                        add: *add,
                        to: next,
                        ways: 1,
                    }),
                }
            }
            next = self.push(Step { position, arms })?;
        }
        self.gaps.insert((to, begin), (next, ways));
        Ok((next, ways))
    }

    fn push(&mut self, step: Step<T, P>) -> Result<usize, TooLarge> {
        if self.steps.len() >= self.limit {
            return Err(TooLarge::Steps { limit: self.limit });
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }
}

/// How many levels no other level exceeds.
fn undominated_levels<T: Whole, const P: usize>(levels: &[[T; P]]) -> usize {
    let is_dominated = |at: &&[T; P]| levels.iter().any(|other| other != *at && covers(other, at));
    levels.iter().filter(|at| !is_dominated(at)).count()
}
