//! From the end up: what each step keeps.

use super::filter::{Row, merge_equal, undominated};
use super::number::{Whole, covers, plus};
use super::steps::{Arm, END, Steps, steps};
use super::thin::thin;
use super::{FrontierLimits, FrontierPoint, Scorer, ValueLimits};
use crate::limits::TooLarge;
use crate::space::{Set, Space};

/// What a step keeps of the vectors below it.
#[derive(Clone, Copy)]
pub(super) enum Keep<'a> {
    /// Those that no other dominates, and that can still reach the floors.
    Undominated { floors: Option<&'a [i128]>, limits: FrontierLimits },
    /// All, as long as there are not too many.
    Everything(ValueLimits),
}

/// What was kept, whatever the width of the numbers.
pub(super) trait Solved {
    /// The vectors of whole states, and how far they may fall short.
    fn points(&self, scorers: usize) -> (Vec<FrontierPoint>, Option<Vec<i128>>);
    /// Whether nothing was given up.
    fn is_complete(&self) -> bool;
    /// The states that have one of these vectors.
    fn behind(&self, space: &mut Space, values: &[i128]) -> Result<Set, TooLarge>;
}

/// What was kept at every step.
pub(super) struct Kept<T, const P: usize> {
    pub(super) steps: Steps<T, P>,
    /// Per step; of the end, the empty vector.
    pub(super) rows: Vec<Vec<Row<T, P>>>,
    /// Of whole states.
    pub(super) whole: Vec<Row<T, P>>,
    /// Per step by how much what was kept may fall short.
    slack: Vec<[T; P]>,
    complete: bool,
}

/// Goes through all steps.
pub(super) fn solve<T: Whole, const P: usize>(
    space: &mut Space,
    set: Set,
    scorers: &[Scorer],
    keep: Keep<'_>,
) -> Result<Box<dyn Solved>, TooLarge> {
    let limit = match keep {
        Keep::Undominated { limits, .. } => limits.steps,
        Keep::Everything(_) => FrontierLimits::default().steps,
    };
    let steps: Steps<T, P> = steps(space, set, scorers, limit)?;
    let floors = match keep {
        Keep::Undominated { floors: Some(floors), .. } => {
            // Scorers that only pad have the sum 0 and the floor 0.
            Some(std::array::from_fn(|p| T::of(floors.get(p).copied().unwrap_or(0))))
        }
        _ => None,
    };
    let mut solver = Solver {
        best: floors.map(|_| best_before(&steps)),
        floors,
        keep,
        work: 0,
        held: 0,
        kept: Kept {
            steps,
            rows: Vec::new(),
            whole: Vec::new(),
            slack: Vec::new(),
            complete: true,
        },
    };
    solver.run();
    Ok(Box::new(solver.kept))
}

struct Solver<'a, T, const P: usize> {
    keep: Keep<'a>,
    floors: Option<[T; P]>,
    /// Per step the largest of each number that can stand before it.
    best: Option<Vec<Option<[T; P]>>>,
    work: u64,
    /// Vectors kept so far; where all are kept, vectors made.
    held: usize,
    kept: Kept<T, P>,
}

impl<T: Whole, const P: usize> Solver<'_, T, P> {
    fn run(&mut self) {
        let nothing = [T::default(); P];
        let Some(root) = &self.kept.steps.root else { return };
        let (to, add, ways) = (root.to, root.add, root.ways);
        self.kept.rows.push(vec![Row { at: nothing, count: 1 }]);
        self.kept.slack.push(nothing);
        let last = last_uses(&self.kept.steps);
        for step in END + 1..self.kept.steps.steps.len() {
            let (rows, slack) = self.step(step);
            self.kept.rows.push(rows);
            self.kept.slack.push(slack);
            if !self.kept.complete {
                return;
            }
            if let Keep::Everything(_) = self.keep {
                // Nobody asks what is behind them.
                for arm in &self.kept.steps.steps[step].arms {
                    if last[arm.to] == step {
                        self.kept.rows[arm.to] = Vec::new();
                    }
                }
            }
        }
        let whole = |row: &Row<T, P>| Row {
            at: plus(&row.at, &add),
            count: row.count.saturating_mul(ways),
        };
        let reaches = |row: &Row<T, P>| self.floors.is_none_or(|floors| covers(&row.at, &floors));
        self.kept.whole = self.kept.rows[to].iter().map(whole).filter(reaches).collect();
    }

    /// What a step keeps, and by how much that may fall short.
    fn step(&mut self, step: usize) -> (Vec<Row<T, P>>, [T; P]) {
        let arms = &self.kept.steps.steps[step].arms;
        let mut slack = [T::default(); P];
        let mut rows: Vec<Row<T, P>> = Vec::new();
        let before = self.best.as_ref().and_then(|best| best[step]);
        for (place, arm) in arms.iter().enumerate() {
            let beaten = |other: &Arm<T, P>| {
                other.to == arm.to && other.add != arm.add && covers(&other.add, &arm.add)
            };
            let frontier = matches!(self.keep, Keep::Undominated { .. });
            if frontier && arms.iter().enumerate().any(|(o, other)| o != place && beaten(other)) {
                continue;
            }
            for (p, most) in slack.iter_mut().enumerate() {
                *most = (*most).max(self.kept.slack[arm.to][p]);
            }
            let ways = arm.ways.saturating_mul(arm.levels.len() as u128);
            for row in &self.kept.rows[arm.to] {
                let at = plus(&row.at, &arm.add);
                let reaches = match (&before, &self.floors) {
                    (Some(before), Some(floors)) => covers(&plus(before, &at), floors),
                    _ => true,
                };
                if reaches {
                    rows.push(Row { at, count: row.count.saturating_mul(ways) });
                }
            }
        }
        self.reduce(rows, slack)
    }

    fn reduce(&mut self, mut rows: Vec<Row<T, P>>, mut slack: [T; P]) -> (Vec<Row<T, P>>, [T; P]) {
        match self.keep {
            Keep::Everything(limits) => {
                self.held += rows.len();
                merge_equal(&mut rows);
                self.kept.complete &= rows.len() <= limits.points && self.held <= limits.made;
            }
            Keep::Undominated { limits, .. } => {
                merge_equal(&mut rows);
                rows = self.undominated(rows, &mut slack, limits);
                self.held += rows.len();
            }
        }
        (rows, slack)
    }

    fn undominated(
        &mut self,
        mut rows: Vec<Row<T, P>>,
        slack: &mut [T; P],
        limits: FrontierLimits,
    ) -> Vec<Row<T, P>> {
        let left = limits.kept.saturating_sub(self.held) / 2;
        let spent = self.work > limits.comparisons;
        let limit = if spent { 0 } else { left.min(limits.points) };
        let limit = limit.max(limits.coarse.min(limits.points)).max(1);
        if rows.len() <= limits.candidates.max(limit) {
            // Too many are thinned below.
            if let Ok(left) = undominated(&rows, limit, &mut self.work) {
                return left;
            }
        }
        let short = thin(&mut rows, limit);
        *slack = plus(slack, &short);
        let left = undominated(&rows, usize::MAX, &mut self.work);
        left.expect("there is no limit on what is left")
    }
}

/// Per step the last step that leads to it.
fn last_uses<T: Whole, const P: usize>(steps: &Steps<T, P>) -> Vec<usize> {
    let mut last = vec![END; steps.steps.len()];
    for (number, step) in steps.steps.iter().enumerate() {
        step.arms.iter().for_each(|arm| last[arm.to] = number);
    }
    // The root leads to its own step last of all.
    if let Some(root) = &steps.root {
        last[root.to] = usize::MAX;
    }
    last
}

/// Per step the largest of each number over all ways to it from the root.
fn best_before<T: Whole, const P: usize>(steps: &Steps<T, P>) -> Vec<Option<[T; P]>> {
    let mut best: Vec<Option<[T; P]>> = vec![None; steps.steps.len()];
    if let Some(root) = &steps.root {
        best[root.to] = Some(root.add);
    }
    // Steps are made after those they lead to.
    for number in (END + 1..steps.steps.len()).rev() {
        let Some(before) = best[number] else { continue };
        for arm in &steps.steps[number].arms {
            let here = plus(&before, &arm.add);
            let most = &mut best[arm.to];
            *most = Some(most.map_or(here, |most| std::array::from_fn(|p| most[p].max(here[p]))));
        }
    }
    best
}

impl<T: Whole, const P: usize> Solved for Kept<T, P> {
    fn points(&self, scorers: usize) -> (Vec<FrontierPoint>, Option<Vec<i128>>) {
        let values = |at: &[T; P]| at.iter().take(scorers).map(|n| n.wide()).collect();
        let point = |row: &Row<T, P>| FrontierPoint { values: values(&row.at), states: row.count };
        let to = self.steps.root.as_ref().map_or(END, |root| root.to);
        let slack = self.slack.get(to).copied().unwrap_or([T::default(); P]);
        let exact = slack == [T::default(); P];
        (self.whole.iter().map(point).collect(), (!exact).then(|| values(&slack)))
    }

    fn is_complete(&self) -> bool {
        self.complete
    }

    fn behind(&self, space: &mut Space, values: &[i128]) -> Result<Set, TooLarge> {
        let at = std::array::from_fn(|p| T::of(values.get(p).copied().unwrap_or(0)));
        super::behind::behind(self, space, at)
    }
}
