//! A plain backtracking search for one state, for the checks a reader of dossiers makes.

use crate::condition::{Condition, Level};
use crate::dispute::Dispute;
use crate::id::{Id, OptionId};

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// A state with the property.
    State(Vec<Level>),
    /// There is none.
    None,
    /// The search gave up after its budget of steps; there may be one or not.
    Undecided,
}

impl Dispute {
    /// Looks for a state in which all of `must` hold and none of `must_not`, in at most `budget`
    /// steps of the search.
    ///
    /// Depth first over the options the conditions mention, each branch cut as soon as one of them
    /// is settled the wrong way; options nobody mentions stay at their first level.
    pub fn find_state(&self, must: &[&Condition], must_not: &[&Condition], budget: usize) -> Found {
        let mut options: Vec<OptionId> =
            must.iter().chain(must_not).flat_map(|c| c.options()).collect();
        options.sort_unstable();
        options.dedup();
        let mut search = Search { dispute: self, must, must_not, options, budget };
        let mut levels = vec![None; self.options.len()];
        match search.extend(0, &mut levels) {
            Some(true) => Found::State(levels.into_iter().map(|l| l.unwrap_or(0)).collect()),
            Some(false) => Found::None,
            None => Found::Undecided,
        }
    }
}

struct Search<'a> {
    dispute: &'a Dispute,
    must: &'a [&'a Condition],
    must_not: &'a [&'a Condition],
    options: Vec<OptionId>,
    budget: usize,
}

impl Search<'_> {
    fn extend(&mut self, depth: usize, levels: &mut Vec<Option<Level>>) -> Option<bool> {
        self.budget = self.budget.checked_sub(1)?;
        let hopeless = self.must.iter().any(|c| c.settled(levels) == Some(false))
            || self.must_not.iter().any(|c| c.settled(levels) == Some(true));
        if hopeless {
            return Some(false);
        }
        let Some(&option) = self.options.get(depth) else { return Some(true) };
        for level in 0..self.dispute.level_count(option) as Level {
            levels[option.index()] = Some(level);
            match self.extend(depth + 1, levels) {
                Some(false) => {}
                done => return done,
            }
        }
        levels[option.index()] = None;
        Some(false)
    }
}
