//! Comparison: what opens and what closes, from one side to the other?
//!
//! *Asks*, per pair of readings: how many packages and deals does each side have, how many does every
//! audience accept, and what is acceptable to all on the second side only (opened), on the first only
//! (closed), on both (kept)? What does each audience accept alone, before and after?
//!
//! *Assumes*: sides are two readings, two clocks, two dossiers, or a dossier and a what-if
//! ([`detente_model::Variation`], `Dispute::as_of`). Of two dossiers, options, audiences and readings
//! are matched by id.
//!
//! *Computes*: both sides as sets in one decision diagram over the options of either (`frame.rs`),
//! subtracted exactly; where dossiers have other options too, over those they share. Where an option
//! that makes a deal is not the same on both, counts side by side.
//!
//! *Misleads when*: a package that opens is taken for a package that is likely. Two sides that differ
//! in several things do not tell which of them made the difference; ask for one at a time.

mod differences;
mod frame;
mod sides;

use detente_finding::{
    AudienceChange, AudienceSpace, Change, ChangedDeal, CompareAnswer, CompareQuestion, Contrast,
    Count, PairLine, Part, Tally, Unanswerable,
};
use detente_model::{AudienceId, Comparison, Condition, Dispute, Id, OptionId, ReadingId};
use detente_states::{Limits, Set, Space, TooLarge};

use crate::scope;
use frame::Frame;
use sides::Sides;

/// Answers the question what opens and what closes; `other` is the other of two dossiers.
pub(crate) fn compare(
    dispute: &Dispute,
    other: Option<&Dispute>,
    question: &CompareQuestion,
) -> Result<CompareAnswer, Unanswerable> {
    let sides = Sides::new(dispute, other, question)?;
    let frame = Frame::of(&sides.from, &sides.to, &sides.scopes);
    let [from, to] = sides.lines();
    let two = matches!(question.between, Contrast::Clock { .. } | Contrast::Dossier { .. });
    let mut answer = CompareAnswer {
        from,
        to,
        left_out: sides.left_out.clone(),
        without: sides.without.clone(),
        only_from: sides.only_from.clone(),
        only_to: sides.only_to.clone(),
        ..CompareAnswer::default()
    };
    if two {
        answer.differences = differences::differences(&sides.from, &sides.to, &sides.scopes);
    }
    if let Some(frame) = &frame {
        answer.options = ids(&frame.dispute, &frame.shared);
        answer.deal_options = ids(&frame.dispute, &frame.deal_options);
        answer.in_part = frame.in_part();
    }
    if !answer.from.deal || !answer.to.deal {
        return Ok(answer);
    }
    let pairs = match &frame {
        Some(frame) => together(&sides, frame, question.deals),
        None => side_by_side(&sides),
    };
    match pairs {
        Ok(pairs) => answer.pairs = pairs,
        Err(too_large) => answer.too_large = Some(too_large.to_string()),
    }
    Ok(answer)
}

/// All pairs in one diagram.
fn together(sides: &Sides<'_>, frame: &Frame, list: usize) -> Result<Vec<PairLine>, TooLarge> {
    let mut rooms = Rooms::new(frame, list)?;
    let from = rooms.packages(&sides.from, 0)?;
    let to = rooms.packages(&sides.to, 1)?;
    let pair = |&(first, second): &(ReadingId, ReadingId)| {
        let from = rooms.view(&sides.from, 0, from, first)?;
        let to = rooms.view(&sides.to, 1, to, second)?;
        let mut line = pair_line(sides, (first, second), &from, &to);
        let (before, after) = (rooms.shared(from.joint)?, rooms.shared(to.joint)?);
        line.change = Some(rooms.change(before, after)?);
        for change in &mut line.audiences {
            let (Some(a), Some(b)) = (from.set_of(&change.audience), to.set_of(&change.audience))
            else {
                continue;
            };
            let (a, b) = (rooms.shared(a)?, rooms.shared(b)?);
            let (opened, closed) = (rooms.space.minus(b, a)?, rooms.space.minus(a, b)?);
            change.opened = Some(Count(rooms.space.count(opened)));
            change.closed = Some(Count(rooms.space.count(closed)));
        }
        Ok(line)
    };
    sides.pairs.iter().map(pair).collect()
}

/// All pairs, each side in a diagram of its own.
fn side_by_side(sides: &Sides<'_>) -> Result<Vec<PairLine>, TooLarge> {
    let alone = |side: &Dispute, scope: usize, readings: Vec<ReadingId>| {
        let scope = &sides.scopes[scope];
        let frame = Frame::of(side, side, &[scope.clone(), scope.clone()])
            .expect("a dispute has the same options as itself");
        let mut rooms = Rooms::new(&frame, 0)?;
        let packages = rooms.packages(side, 0)?;
        let views = readings.into_iter().map(|reading| rooms.view(side, 0, packages, reading));
        views.collect::<Result<Vec<View>, TooLarge>>()
    };
    let from = alone(&sides.from, 0, sides.pairs.iter().map(|(first, _)| *first).collect())?;
    let to = alone(&sides.to, 1, sides.pairs.iter().map(|(_, second)| *second).collect())?;
    let views = from.iter().zip(&to);
    let line = |(pair, (from, to)): (&_, (&View, &View))| pair_line(sides, *pair, from, to);
    Ok(sides.pairs.iter().zip(views).map(line).collect())
}

/// A reading of a side as it is seen in a diagram.
struct View {
    packages: Tally,
    joint: Set,
    joint_tally: Tally,
    audiences: Vec<(AudienceSpace, Set)>,
}

impl View {
    fn set_of(&self, audience: &str) -> Option<Set> {
        let found = self.audiences.iter().find(|(line, _)| line.audience == audience);
        found.map(|(_, set)| *set)
    }

    fn line_of(&self, audience: &str) -> Option<AudienceSpace> {
        let found = self.audiences.iter().find(|(line, _)| line.audience == audience);
        found.map(|(line, _)| line.clone())
    }
}

/// What two views say side by side.
fn pair_line(
    sides: &Sides<'_>,
    (first, second): (ReadingId, ReadingId),
    from: &View,
    to: &View,
) -> PairLine {
    let here = from.audiences.iter().map(|(line, _)| line.audience.as_str());
    let there = to.audiences.iter().map(|(line, _)| line.audience.as_str());
    let there = there.filter(|id| from.set_of(id).is_none());
    let audience = |id: &str| AudienceChange {
        audience: id.to_string(),
        from: from.line_of(id),
        to: to.line_of(id),
        opened: None,
        closed: None,
    };
    PairLine {
        from: sides.from.readings[first].id.clone(),
        to: sides.to.readings[second].id.clone(),
        packages_from: from.packages,
        packages_to: to.packages,
        joint_from: from.joint_tally,
        joint_to: to.joint_tally,
        change: None,
        audiences: here.chain(there).map(audience).collect(),
    }
}

/// Both sides in one diagram.
struct Rooms<'a> {
    frame: &'a Frame,
    space: Space,
    list: usize,
}

impl<'a> Rooms<'a> {
    fn new(frame: &'a Frame, list: usize) -> Result<Rooms<'a>, TooLarge> {
        let space = Space::new(&frame.dispute, &frame.scope, Limits::default())?;
        Ok(Rooms { frame, space, list })
    }

    /// The packages of a side.
    fn packages(&mut self, side: &Dispute, at: usize) -> Result<Set, TooLarge> {
        let place = &self.frame.places[at];
        let mut set = self.space.all();
        for rule in &side.impossible {
            let matched = self.space.set_of(&place.condition(&rule.when))?;
            set = self.space.minus(set, matched)?;
        }
        let deal = side.deal.as_ref().map_or(Condition::Never, |deal| place.condition(&deal.when));
        self.space.where_all(set, [&deal])
    }

    /// Packages and deals, as the side itself counts them.
    fn tally(&mut self, set: Set, at: usize) -> Result<Tally, TooLarge> {
        let packages = self.space.count_distinct(set, self.frame.places[at].options())?;
        let deals = self.space.count_distinct(set, &self.frame.deal_options)?;
        Ok(Tally { packages: Count(packages), deals: Count(deals) })
    }

    fn view(
        &mut self,
        side: &Dispute,
        at: usize,
        packages: Set,
        reading: ReadingId,
    ) -> Result<View, TooLarge> {
        let needs: &[AudienceId] = side.deal.as_ref().map_or(&[], |deal| &deal.needs);
        let mut joint = packages;
        let mut audiences = Vec::new();
        for &audience in needs {
            let rule = self.frame.places[at].acceptance(side, reading, audience);
            let accepted = self.space.where_all(packages, [&rule])?;
            joint = self.space.and(joint, accepted)?;
            let line = AudienceSpace {
                audience: side.audiences[audience].id.clone(),
                rule: side.text(&side.acceptance(reading, audience)),
                missing_rules: scope::missing_rules(side, reading, &[audience]),
                alone: self.tally(accepted, at)?,
            };
            audiences.push((line, accepted));
        }
        Ok(View {
            packages: self.tally(packages, at)?,
            joint,
            joint_tally: self.tally(joint, at)?,
            audiences,
        })
    }

    /// What a set is on the options both sides have, the others held where they are first.
    fn shared(&mut self, set: Set) -> Result<Set, TooLarge> {
        if !self.frame.in_part() {
            return Ok(set);
        }
        let projected = self.space.project(set, &self.frame.shared)?;
        let first = |option: OptionId| {
            let at = self.frame.scope.fixed[option.index()].unwrap_or(0);
            Condition::Compare(option, Comparison::Equal, at)
        };
        let others = self.frame.dispute.options.ids();
        let others = others.filter(|option| !self.frame.shared.contains(option));
        let held: Vec<Condition> = others.map(first).collect();
        self.space.where_all(projected, &held)
    }

    /// What opens, closes and is kept, from one set of acceptable packages to the other.
    fn change(&mut self, before: Set, after: Set) -> Result<Change, TooLarge> {
        let opened = self.space.minus(after, before)?;
        let closed = self.space.minus(before, after)?;
        let kept = self.space.and(before, after)?;
        let both = (before, after);
        Ok(Change {
            opened: self.part(opened, before, both)?,
            closed: self.part(closed, after, both)?,
            kept: {
                let other = self.space.or(opened, closed)?;
                self.part(kept, other, both)?
            },
        })
    }

    /// A part, and what deals of it are in no other.
    fn part(
        &mut self,
        part: Set,
        others: Set,
        (before, after): (Set, Set),
    ) -> Result<Part, TooLarge> {
        let options = &self.frame.deal_options;
        let deals = self.space.count_distinct(part, options)?;
        let here = self.space.project(part, options)?;
        let elsewhere = self.space.project(others, options)?;
        let whole = self.space.minus(here, elsewhere)?;
        let listed = self.space.list_distinct(part, options, self.list)?;
        let lines: Vec<ChangedDeal> = (listed.iter())
            .filter_map(|deal| {
                let mut partial = vec![None; self.frame.dispute.options.len()];
                for (option, level) in options.iter().zip(&deal.levels) {
                    partial[option.index()] = Some(*level);
                }
                let witness = self.space.first_in_dossier_order(part, &partial)?;
                let id = |option: &OptionId| {
                    scope::level_id(&self.frame.dispute, *option, witness[option.index()])
                };
                Some(ChangedDeal {
                    levels: options.iter().map(id).collect(),
                    packages: Count(deal.states),
                    from: Count(self.space.count_completions(before, &partial)),
                    to: Count(self.space.count_completions(after, &partial)),
                    witness: self.frame.shared.iter().map(id).collect(),
                })
            })
            .collect();
        Ok(Part {
            tally: Tally { packages: Count(self.space.count(part)), deals: Count(deals) },
            whole: Count(self.space.count_distinct(whole, options)?),
            deals_left_out: Count(deals - lines.len() as u128),
            deals: lines,
        })
    }
}

fn ids(dispute: &Dispute, options: &[OptionId]) -> Vec<String> {
    options.iter().map(|option| dispute.options[*option].id.clone()).collect()
}
