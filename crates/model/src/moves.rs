//! Moves: how a party may change the options it controls.
//!
//! Two notions of one move, fixed for all lenses (the second is the closure of the first):
//! * a *step*, for the dynamic lenses, changes one option by one level, or to its snap level at
//!   once; every state on the way is feasible;
//! * a *closed move*, for the stability lens, changes any of a party's own options together;
//!   intermediate combinations need not be feasible.
//!
//! Guards mention other parties' options only and are read in the source state, so along one
//! party's own moves they do not change and the relation of each fibre stays transitive.

use crate::condition::{Condition, Level};
use crate::date::Date;

/// Whether a direction of change is open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Guard {
    /// Always open.
    #[default]
    Open,
    /// Never open.
    Closed,
    /// Open in the states in which the condition holds (other parties' options only).
    When(Condition),
}

impl Guard {
    /// Whether the direction is open in a state.
    pub fn is_open(&self, levels: &[Level]) -> bool {
        match self {
            Guard::Open => true,
            Guard::Closed => false,
            Guard::When(condition) => condition.holds(levels),
        }
    }
}

/// Levels that can be reached only until, or only from, a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dated {
    /// The levels concerned.
    pub levels: Vec<Level>,
    /// First date on which they can be reached.
    pub from: Option<Date>,
    /// Last date on which they can be reached.
    pub until: Option<Date>,
}

/// How one option may move.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MoveRule {
    /// To a higher level.
    pub up: Guard,
    /// To a lower level.
    pub down: Guard,
    /// One level a move (`step`), in the dynamic lenses; the stability lens reads its closure.
    pub step: bool,
    /// Once at or above this level, never below it again (`ratchet`).
    pub ratchet: Option<Level>,
    /// May fall or rise to this level at once, whatever the step limit (`snap`).
    pub snap: Option<Level>,
    /// Levels with a date.
    pub dated: Vec<Dated>,
}

impl MoveRule {
    /// May change both ways, any number of levels.
    pub fn free() -> MoveRule {
        MoveRule::default()
    }

    /// May never fall back.
    pub fn one_way() -> MoveRule {
        MoveRule { down: Guard::Closed, ..MoveRule::default() }
    }

    /// May not change.
    pub fn fixed() -> MoveRule {
        MoveRule { up: Guard::Closed, down: Guard::Closed, ..MoveRule::default() }
    }

    /// One level a move, both ways.
    pub fn step() -> MoveRule {
        MoveRule { step: true, ..MoveRule::default() }
    }

    /// Whether the option may go from one level to another in one closed move out of the state
    /// `levels` on `date`: any number of levels at once, or, where it moves in steps, some sequence of
    /// steps, each allowed. (They differ where a level on the way has a date.)
    pub fn allows(&self, from: Level, to: Level, levels: &[Level], date: Date) -> bool {
        if !self.step || from == to {
            return self.allows_at_once(from, to, levels, date);
        }
        // Levels reached by steps, those that lie between the two or at the snap level: all that a
        // way there can need.
        let on_the_way = from.min(to)..=from.max(to);
        let others = self.snap.into_iter().flat_map(|snap| snap.min(to)..=snap.max(to));
        let mut ahead: Vec<Level> = on_the_way.chain(others).filter(|l| *l != from).collect();
        let mut reached = vec![from];
        while let Some(next) = reached.pop() {
            if next == to {
                return true;
            }
            ahead.retain(|&level| {
                let step = self.allows_step(next, level, levels, date);
                if step {
                    reached.push(level);
                }
                !step
            });
        }
        false
    }

    /// Whether the option may go from one level to another in one step: one level away, or to the snap
    /// level.
    pub fn allows_step(&self, from: Level, to: Level, levels: &[Level], date: Date) -> bool {
        let near = from.abs_diff(to) == 1 || (from != to && self.snap == Some(to));
        near && self.allows_at_once(from, to, levels, date)
    }

    fn allows_at_once(&self, from: Level, to: Level, levels: &[Level], date: Date) -> bool {
        let direction = match to.cmp(&from) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => &self.up,
            std::cmp::Ordering::Less => &self.down,
        };
        let falls_behind_ratchet = self.ratchet.is_some_and(|r| from >= r && to < r);
        direction.is_open(levels) && !falls_behind_ratchet && self.reachable_on(to, date)
    }

    fn reachable_on(&self, level: Level, date: Date) -> bool {
        self.dated.iter().filter(|d| d.levels.contains(&level)).all(|d| {
            let early = d.from.is_some_and(|from| from.is_after(date));
            let late = d.until.is_some_and(|until| date.is_after(until));
            !early && !late
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn each_kind_of_move_rule() {
        let day = on("2025-08-11");
        let ok = |rule: &MoveRule, from, to| rule.allows(from, to, &[], day);
        assert!(ok(&MoveRule::free(), 0, 3) && ok(&MoveRule::free(), 3, 0));
        assert!(ok(&MoveRule::one_way(), 0, 3) && !ok(&MoveRule::one_way(), 3, 2));
        assert!(!ok(&MoveRule::fixed(), 0, 1) && ok(&MoveRule::fixed(), 1, 1));

        let ratchet = MoveRule { ratchet: Some(2), ..MoveRule::free() };
        assert!(ok(&ratchet, 1, 0) && ok(&ratchet, 3, 2) && !ok(&ratchet, 3, 1));

        let snap = MoveRule { snap: Some(0), ..MoveRule::step() };
        assert!(snap.allows_step(3, 0, &[], day) && !snap.allows_step(0, 2, &[], day));
        assert!(snap.allows_step(1, 2, &[], day) && !snap.allows_step(0, 0, &[], day));

        let dated = Dated { levels: vec![2], from: None, until: Some(on("2025-10-18")) };
        let dated = MoveRule { dated: vec![dated], ..MoveRule::free() };
        assert!(dated.allows(0, 2, &[], day) && !dated.allows(0, 2, &[], on("2025-11")));
        assert!(dated.allows(0, 1, &[], on("2025-11")));
    }

    #[test]
    fn steps_do_not_pass_a_level_that_cannot_be_reached_yet() {
        let (before, after) = (on("2026-12-31"), on("2027-01-01"));
        let barred = Dated { levels: vec![1], from: Some(after), until: None };
        let step = MoveRule { dated: vec![barred], ..MoveRule::step() };
        assert!(!step.allows(0, 2, &[], before) && step.allows(0, 2, &[], after));
        assert!(!step.allows(2, 0, &[], before) && step.allows(2, 1, &[], after));
        // Free options may jump over it; and a snap level is reached from anywhere at once.
        let free = MoveRule { step: false, ..step.clone() };
        assert!(free.allows(0, 2, &[], before));
        let snap = MoveRule { snap: Some(3), ..step };
        assert!(snap.allows(0, 3, &[], before) && snap.allows(0, 2, &[], before));
        assert!(!snap.allows(3, 0, &[], before));
    }
}
