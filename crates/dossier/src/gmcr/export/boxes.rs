//! Conditions as alternatives of *boxes*: per option an interval of levels.
//!
//! A box is what a pattern of the format can say: "at least the low end, not above the high end"
//! is two bits. Every condition but a quota has such a form; how many boxes it takes can grow
//! without bound, so there is a cap.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::{Condition, Dispute, Id, Level, OptionId};

/// The most boxes one condition may take.
pub(super) const MOST: usize = 4096;

/// Pairs of boxes that may be looked at for one condition (a second or two).
const WORK: usize = 1_000_000;

/// More boxes than this are not searched for ones that lie inside others.
const MOST_ABSORBED: usize = 512;

/// Options with the lowest and the highest level they may have; the others may have any.
pub(super) type Box = BTreeMap<OptionId, (Level, Level)>;

/// The condition, true or false, as boxes of which one holds; an error says why not.
pub(super) fn boxes(
    dispute: &Dispute,
    condition: &Condition,
    truth: bool,
) -> Result<Vec<Box>, String> {
    let mut maker = Maker { dispute, work: WORK };
    let found = maker.boxes(condition, truth)?;
    Ok(found.into_iter().collect())
}

struct Maker<'a> {
    dispute: &'a Dispute,
    work: usize,
}

type Boxes = BTreeSet<Box>;

impl Maker<'_> {
    fn boxes(&mut self, condition: &Condition, truth: bool) -> Result<Boxes, String> {
        let constant =
            |holds: bool| Ok(if holds { Boxes::from([Box::new()]) } else { Boxes::new() });
        match condition {
            Condition::Always => constant(truth),
            Condition::Never => constant(!truth),
            Condition::Compare(option, how, level) => {
                Ok(self.levels(*option, |at| how.holds(at, *level) == truth))
            }
            Condition::In(option, list) => {
                Ok(self.levels(*option, |at| list.contains(&at) == truth))
            }
            Condition::Not(inner) => self.boxes(inner, !truth),
            Condition::All(parts) if truth => self.all(parts.iter().map(|part| (part, true))),
            Condition::Any(parts) if !truth => self.all(parts.iter().map(|part| (part, false))),
            Condition::All(parts) => self.any(parts.iter().map(|part| (part, false))),
            Condition::Any(parts) => self.any(parts.iter().map(|part| (part, true))),
            Condition::Implies(when, then) => {
                let parts = [(&**when, !truth), (&**then, truth)].into_iter();
                if truth { self.any(parts) } else { self.all(parts) }
            }
            Condition::Points { .. } => {
                Err("it adds up points, which patterns cannot say".to_string())
            }
            Condition::Quota { .. } => {
                Err("it counts a quota, which patterns cannot say".to_string())
            }
        }
    }

    /// One box for every run of levels that fit; an option that may have any level is not named.
    fn levels(&self, option: OptionId, fits: impl Fn(Level) -> bool) -> Boxes {
        let count = self.dispute.level_count(option) as Level;
        let mut runs: Vec<(Level, Level)> = Vec::new();
        for level in (0..count).filter(|level| fits(*level)) {
            match runs.last_mut().filter(|(_, high)| high + 1 == level) {
                Some((_, high)) => *high = level,
                None => runs.push((level, level)),
            }
        }
        let whole = (0, count.saturating_sub(1));
        let named = |run| if run == whole { Box::new() } else { Box::from([(option, run)]) };
        runs.into_iter().map(named).collect()
    }

    fn any<'c>(
        &mut self,
        parts: impl Iterator<Item = (&'c Condition, bool)>,
    ) -> Result<Boxes, String> {
        let mut found = Boxes::new();
        for (part, truth) in parts {
            found.append(&mut self.boxes(part, truth)?);
            if found.len() > MOST {
                return Err(too_many());
            }
        }
        self.absorbed(found)
    }

    fn all<'c>(
        &mut self,
        parts: impl Iterator<Item = (&'c Condition, bool)>,
    ) -> Result<Boxes, String> {
        let mut found = Boxes::from([Box::new()]);
        for (part, truth) in parts {
            let part = self.boxes(part, truth)?;
            let mut both = Boxes::new();
            for left in &found {
                for right in &part {
                    self.spend()?;
                    both.extend(intersection(left, right));
                }
                if both.len() > 4 * MOST {
                    return Err(too_many());
                }
            }
            found = self.absorbed(both)?;
        }
        Ok(found)
    }

    /// The boxes without those that lie inside another.
    fn absorbed(&mut self, boxes: Boxes) -> Result<Boxes, String> {
        if boxes.len() > MOST {
            return Err(too_many());
        }
        if boxes.len() > MOST_ABSORBED {
            return Ok(boxes);
        }
        let inside =
            |small: &Box| boxes.iter().any(|large| large != small && contains(large, small));
        Ok(boxes.iter().filter(|small| !inside(small)).cloned().collect())
    }

    fn spend(&mut self) -> Result<(), String> {
        self.work = self.work.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }
}

fn too_many() -> String {
    format!("it takes more than {MOST} patterns")
}

fn intersection(left: &Box, right: &Box) -> Option<Box> {
    let mut both = left.clone();
    for (option, (low, high)) in right {
        let run = both.entry(*option).or_insert((*low, *high));
        *run = (run.0.max(*low), run.1.min(*high));
        if run.0 > run.1 {
            return None;
        }
    }
    Some(both)
}

/// Whether every state of the second lies in the first.
fn contains(large: &Box, small: &Box) -> bool {
    large.iter().all(|(option, (low, high))| {
        small.get(option).is_some_and(|(from, to)| low <= from && to <= high)
    })
}

/// Where the bits of each option start in the file.
pub(super) struct Layout {
    /// The options in the order of the file.
    pub(super) order: Vec<OptionId>,
    /// Per option of the dispute its first bit: "level 1 or above".
    first: Vec<usize>,
    /// How many bits there are.
    pub(super) bits: usize,
}

impl Layout {
    /// One bit fewer than levels for each option.
    pub(super) fn new(dispute: &Dispute, order: Vec<OptionId>) -> Layout {
        let mut first = vec![0; dispute.options.len()];
        let mut bits = 0;
        for option in &order {
            first[option.index()] = bits;
            bits += dispute.level_count(*option).saturating_sub(1);
        }
        Layout { order, first, bits }
    }

    /// The bit "this level (at least 1) or above".
    pub(super) fn bit(&self, option: OptionId, level: Level) -> usize {
        self.first[option.index()] + usize::from(level) - 1
    }

    /// The bits of an option, lowest level first.
    pub(super) fn bits_of(&self, dispute: &Dispute, option: OptionId) -> std::ops::Range<usize> {
        let first = self.first[option.index()];
        first..first + dispute.level_count(option).saturating_sub(1)
    }

    /// The box as a pattern of the format.
    pub(super) fn pattern(&self, dispute: &Dispute, of: &Box) -> Vec<(usize, &'static str)> {
        let mut pattern = Vec::new();
        for (option, (low, high)) in of {
            if *low > 0 {
                pattern.push((self.bit(*option, *low), "Y"));
            }
            if usize::from(*high) + 1 < dispute.level_count(*option) {
                pattern.push((self.bit(*option, high + 1), "N"));
            }
        }
        pattern.sort_unstable();
        pattern
    }
}
