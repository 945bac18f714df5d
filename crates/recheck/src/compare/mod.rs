//! Comparisons, recounted: both sides are made anew from the question and gone through package by
//! package, up to the limit on states.
//!
//! Where dossiers have other options too, small ones are gone through one by one (`sets.rs`); where they
//! cannot be compared package by package, each is counted by itself. Above the limits counts are taken
//! as said; what follows from them is checked and witnesses are replayed.

mod common;
mod count;
mod sets;
mod sides;

use detente_finding::{
    AudienceChange, AudienceSpace, Change, ChangedDeal, CompareAnswer, CompareQuestion, Contrast,
    Count, PairLine, Part, Tally,
};
use detente_model::{AudienceId, Condition, Dispute, Id, Level, ReadingId};
use serde_json::json;

use crate::census::{Asked, Census, Pair};
use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{SMALL, countable, raw, tally, too_large, uncounted};
use crate::space::in_scope;
use common::Common;
use count::{Ask, Counted, PairCount, PartCount};
use sides::Sides;

/// Checks an answer about what opens and closes; `other` is the other dossier.
pub(crate) fn compare(
    dispute: &Dispute,
    other: Option<&Dispute>,
    asked: &CompareQuestion,
    said: &CompareAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let sides = Sides::new(dispute, other, asked)?;
    let common = Common::of(&sides.from, &sides.to, &sides.scopes);
    let checker = Checker { sides: &sides, common: common.as_ref(), asked };
    let raws = [raw(&sides.from, &sides.scopes[0]), raw(&sides.to, &sides.scopes[1])];
    let largest = match raws {
        [Some(a), Some(b)] => Some(a.max(b)),
        _ => None,
    };
    let mut found = checker.frame(said);
    found.too_large = too_large(&said.too_large, largest, "counts", ledger);
    let deals = sides.from.deal.is_some() && sides.to.deal.is_some();
    if deals && found.too_large.is_none() {
        let counted = checker.count(largest);
        if counted.is_none() {
            ledger.skipped("counts", checker.uncounted(largest));
        }
        found.pairs = checker.pairs(said, counted.as_ref());
    }
    let mut mistakes = differences(&json!(said), &json!(found));
    if found.too_large.is_none() {
        mistakes.extend(checker.witnesses(said));
    }
    let counted = found.pairs.iter().filter_map(|pair| pair.change.as_ref());
    let parts: Vec<String> = counted
        .map(|change| {
            let Change { opened, closed, kept } = change;
            let [opened, closed, kept] = [opened, closed, kept].map(|part| part.tally.packages);
            format!("{opened} opened, {closed} closed, {kept} kept")
        })
        .collect();
    let holds = match parts.is_empty() {
        true => "both sides are as said".to_string(),
        false => format!("packages {}; witnesses replayed", parts.join("; ")),
    };
    ledger.settle("comparison", mistakes, holds);
    Ok(())
}

/// The most audiences a census tells apart.
const MOST_AUDIENCES: usize = 64;

struct Checker<'a> {
    sides: &'a Sides,
    common: Option<&'a Common>,
    asked: &'a CompareQuestion,
}

impl Checker<'_> {
    /// Everything but the pairs.
    fn frame(&self, said: &CompareAnswer) -> CompareAnswer {
        let Sides { from, to, scopes, .. } = self.sides;
        let two = matches!(self.asked.between, Contrast::Clock { .. } | Contrast::Dossier { .. });
        let id = |at: usize| {
            let option = self.common.map(|common| common.shared[at].0);
            option.map(|option| from.options[option].id.clone())
        };
        let shared = 0..self.common.map_or(0, |common| common.shared.len());
        let deal = self.common.map_or(&[][..], |common| &common.deal);
        CompareAnswer {
            from: sides::line(from),
            to: sides::line(to),
            left_out: self.sides.left_out.clone(),
            without: self.sides.without.clone(),
            differences: if two { common::differences(from, to, scopes) } else { Vec::new() },
            options: shared.filter_map(id).collect(),
            deal_options: deal.iter().filter_map(|at| id(*at)).collect(),
            in_part: self.common.is_some_and(|common| common.in_part),
            only_from: self.sides.only_from.clone(),
            only_to: self.sides.only_to.clone(),
            pairs: Vec::new(),
            too_large: said.too_large.clone(),
        }
    }

    fn needs(&self, side: usize) -> &[AudienceId] {
        let side = if side == 0 { &self.sides.from } else { &self.sides.to };
        side.deal.as_ref().map_or(&[], |deal| &deal.needs)
    }

    /// Audiences asked on both sides, by their places.
    fn both(&self) -> Vec<(usize, usize)> {
        let id = |side: &Dispute, audience: &AudienceId| side.audiences[*audience].id.clone();
        let second: Vec<String> =
            self.needs(1).iter().map(|audience| id(&self.sides.to, audience)).collect();
        let first = self.needs(0).iter().map(|audience| id(&self.sides.from, audience));
        let place = |id: String| second.iter().position(|other| *other == id);
        first.enumerate().filter_map(|(at, id)| Some((at, place(id)?))).collect()
    }

    fn countable_apart(&self, largest: Option<Count>) -> bool {
        // Sets of packages are kept in memory.
        largest.is_some_and(|raw| raw.0 <= 2 * SMALL)
    }

    fn uncounted(&self, largest: Option<Count>) -> String {
        if self.common.is_some_and(|common| common.in_part) && countable(largest) {
            let most = Count(2 * SMALL);
            return format!(
                "not recounted: the dossiers have different options; of such at most {most} level \
                 combinations are gone through"
            );
        }
        uncounted(largest)
    }

    /// All counts; nothing above the limits.
    fn count(&self, largest: Option<Count>) -> Option<Counted> {
        let Sides { from, to, scopes, pairs, .. } = self.sides;
        let Some(common) = self.common else {
            let few = (0..2).all(|side| self.needs(side).len() <= MOST_AUDIENCES);
            return (countable(largest) && few).then(|| self.apart());
        };
        if common.in_part {
            let list = self.asked.deals;
            let count = || sets::count([from, to], scopes, common, pairs, &self.both(), list);
            return self.countable_apart(largest).then(count);
        }
        countable(largest).then(|| {
            let deal_options: Vec<_> = common.deal.iter().map(|at| common.shared[*at].0).collect();
            let (frame, packages) = self.packages(common);
            let asks: Vec<Ask> = pairs.iter().map(|pair| self.ask(common, *pair)).collect();
            count::count(&frame, &scopes[0], &deal_options, &packages, &asks, self.asked.deals)
        })
    }

    /// A dispute whose impossible rules are those of both sides, and what more it takes on each side
    /// to be a package.
    fn packages(&self, common: &Common) -> (Dispute, [Condition; 2]) {
        let Sides { from, to, .. } = self.sides;
        let first: Vec<Condition> = from.impossible.iter().map(|rule| rule.when.clone()).collect();
        let second: Vec<Condition> =
            to.impossible.iter().map(|rule| common.brought(&rule.when)).collect();
        let mut frame = from.clone();
        frame.impossible.retain(|rule| second.contains(&rule.when));
        let package = |own: &[Condition], others: &[Condition], deal: Condition| {
            let more = own.iter().filter(|rule| !others.contains(rule));
            let mut all: Vec<Condition> =
                more.map(|rule| Condition::Not(Box::new(rule.clone()))).collect();
            all.push(deal);
            Condition::All(all)
        };
        let when =
            |side: &Dispute| side.deal.as_ref().map_or(Condition::Never, |deal| deal.when.clone());
        let packages = [
            package(&first, &second, when(from)),
            package(&second, &first, common.brought(&when(to))),
        ];
        (frame, packages)
    }

    fn ask(&self, common: &Common, (first, second): (ReadingId, ReadingId)) -> Ask {
        let Sides { from, to, .. } = self.sides;
        let here = self.needs(0).iter().map(|audience| from.acceptance(first, *audience));
        let there = self.needs(1).iter().map(|audience| to.acceptance(second, *audience));
        let there = there.map(|rule| common.brought(&rule));
        Ask { accept: [here.collect(), there.collect()], both: self.both() }
    }

    /// Each side by itself.
    fn apart(&self) -> Counted {
        let Sides { from, to, scopes, pairs, .. } = self.sides;
        let asked = |reading| Asked { reading, deals: 0, watched: Vec::new(), masks: false };
        let first: Vec<Asked> = pairs.iter().map(|(reading, _)| asked(*reading)).collect();
        let second: Vec<Asked> = pairs.iter().map(|(_, reading)| asked(*reading)).collect();
        let from = Census::take(from, &scopes[0], &first);
        let to = Census::take(to, &scopes[1], &second);
        let both = from.readings.iter().zip(&to.readings);
        Counted {
            packages: [from.packages, to.packages],
            pairs: both
                .map(|(a, b)| PairCount {
                    joint: [a.joint, b.joint],
                    alone: [a.alone.clone(), b.alone.clone()],
                    moved: Vec::new(),
                    parts: Default::default(),
                })
                .collect(),
        }
    }

    /// The pairs as they should be; what was not counted as said.
    fn pairs(&self, said: &CompareAnswer, counted: Option<&Counted>) -> Vec<PairLine> {
        let Sides { from, to, pairs, .. } = self.sides;
        let one = |(place, (first, second)): (usize, &(ReadingId, ReadingId))| {
            let said = said.pairs.get(place);
            let counts = counted.map(|counted| (counted, &counted.pairs[place]));
            let tallies = |of: &dyn Fn(&Counted, &PairCount) -> Pair, said: Option<Tally>| {
                counts.map_or(said.unwrap_or_default(), |(all, pair)| tally(of(all, pair)))
            };
            let mut line = PairLine {
                from: from.readings[*first].id.clone(),
                to: to.readings[*second].id.clone(),
                packages_from: tallies(&|all, _| all.packages[0], said.map(|s| s.packages_from)),
                packages_to: tallies(&|all, _| all.packages[1], said.map(|s| s.packages_to)),
                joint_from: tallies(&|_, pair| pair.joint[0], said.map(|s| s.joint_from)),
                joint_to: tallies(&|_, pair| pair.joint[1], said.map(|s| s.joint_to)),
                change: None,
                audiences: self.audiences((*first, *second), said, counts.map(|(_, pair)| pair)),
            };
            if let Some(common) = self.common {
                let said = said.and_then(|said| said.change.clone()).unwrap_or_default();
                line.change = Some(match counts {
                    Some((_, pair)) => self.change(common, pair),
                    None => self.follows(&mut line, said),
                });
            }
            line
        };
        pairs.iter().enumerate().map(one).collect()
    }

    fn change(&self, common: &Common, pair: &PairCount) -> Change {
        let part = |part: &PartCount| Part {
            tally: tally(part.tally),
            whole: Count(part.whole),
            deals_left_out: Count(part.tally.deals - part.lines.len() as u128),
            deals: part.lines.iter().map(|line| self.deal(common, line)).collect(),
        };
        let [opened, closed, kept] = &pair.parts;
        Change { opened: part(opened), closed: part(closed), kept: part(kept) }
    }

    fn deal(&self, common: &Common, line: &count::Line) -> ChangedDeal {
        // A witness has the levels of all options of the first side, or of the shared ones.
        let level = |at: usize| {
            let option = common.shared[at].0;
            let place = if common.in_part { at } else { option.index() };
            names::level_id(&self.sides.from, option, line.witness[place])
        };
        ChangedDeal {
            levels: common.deal.iter().map(|at| level(*at)).collect(),
            packages: Count(line.packages),
            from: Count(line.sides[0]),
            to: Count(line.sides[1]),
            witness: (0..common.shared.len()).map(level).collect(),
        }
    }

    /// Above the limits: what has to follow from the rest of what is said.
    fn follows(&self, line: &mut PairLine, mut change: Change) -> Change {
        for part in [&mut change.opened, &mut change.closed, &mut change.kept] {
            let listed = part.deals.len() as u128;
            part.deals_left_out = Count(part.tally.deals.0.saturating_sub(listed));
            part.whole = Count(part.whole.0.min(part.tally.deals.0));
        }
        if self.common.is_some_and(|common| !common.in_part) {
            let sum =
                |a: &Part, b: &Part| Count(a.tally.packages.0.saturating_add(b.tally.packages.0));
            line.joint_from.packages = sum(&change.closed, &change.kept);
            line.joint_to.packages = sum(&change.opened, &change.kept);
        }
        change
    }

    fn audiences(
        &self,
        (first, second): (ReadingId, ReadingId),
        said: Option<&PairLine>,
        counted: Option<&PairCount>,
    ) -> Vec<AudienceChange> {
        let Sides { from, to, .. } = self.sides;
        let both = self.both();
        let line = |side: &Dispute, reading: ReadingId, audience: AudienceId, alone: Tally| {
            AudienceSpace {
                audience: side.audiences[audience].id.clone(),
                rule: side.text(&side.acceptance(reading, audience)),
                missing_rules: names::missing_rules(side, reading, &[audience]),
                alone,
            }
        };
        let here = (0..self.needs(0).len()).map(Some).map(|at| {
            (at, both.iter().find(|(first, _)| Some(*first) == at).map(|(_, second)| *second))
        });
        let there = (0..self.needs(1).len()).filter(|at| !both.iter().any(|(_, b)| b == at));
        let places = here.chain(there.map(|at| (None, Some(at))));
        let mut changes = Vec::new();
        for (row, (a, b)) in places.enumerate() {
            let said = said.and_then(|said| said.audiences.get(row));
            let alone = |side: usize, at: usize, said: Option<&AudienceSpace>| match counted {
                Some(pair) => tally(pair.alone[side][at]),
                None => said.map(|line| line.alone).unwrap_or_default(),
            };
            let moved = both.iter().position(|pair| Some(*pair) == a.zip(b));
            let moved = moved.filter(|_| self.common.is_some()).map(|at| match counted {
                Some(pair) => (Count(pair.moved[at].0), Count(pair.moved[at].1)),
                None => {
                    let said = said.map(|line| (line.opened, line.closed)).unwrap_or_default();
                    (said.0.unwrap_or_default(), said.1.unwrap_or_default())
                }
            });
            let from_line = a.map(|at| {
                let alone = alone(0, at, said.and_then(|line| line.from.as_ref()));
                line(from, first, self.needs(0)[at], alone)
            });
            let to_line = b.map(|at| {
                let alone = alone(1, at, said.and_then(|line| line.to.as_ref()));
                line(to, second, self.needs(1)[at], alone)
            });
            let audience =
                from_line.as_ref().or(to_line.as_ref()).map(|line| line.audience.clone());
            changes.push(AudienceChange {
                audience: audience.unwrap_or_default(),
                from: from_line,
                to: to_line,
                opened: moved.map(|moved| moved.0),
                closed: moved.map(|moved| moved.1),
            });
        }
        changes
    }

    /// What is wrong with the witnesses, replayed where a package of one side is one of the other.
    fn witnesses(&self, said: &CompareAnswer) -> Vec<String> {
        let mut mistakes = Vec::new();
        let Some(common) = self.common.filter(|common| !common.in_part) else { return mistakes };
        for (pair, line) in self.sides.pairs.iter().zip(&said.pairs) {
            let Some(change) = &line.change else { continue };
            for (name, part, wanted) in [
                ("opened", &change.opened, [false, true]),
                ("closed", &change.closed, [true, false]),
                ("kept", &change.kept, [true, true]),
            ] {
                for (number, deal) in part.deals.iter().enumerate() {
                    if let Err(why) = self.witness(common, *pair, deal, wanted) {
                        mistakes.push(format!("the witness of deal {} {name}: {why}", number + 1));
                    }
                }
            }
        }
        mistakes
    }

    fn witness(
        &self,
        common: &Common,
        (first, second): (ReadingId, ReadingId),
        deal: &ChangedDeal,
        wanted: [bool; 2],
    ) -> Result<(), String> {
        let Sides { from, to, scopes, .. } = self.sides;
        let here = names::state(from, &deal.witness)?;
        in_scope(&scopes[0], &here)?;
        let mut there: Vec<Level> = vec![0; to.options.len()];
        for (a, b) in &common.shared {
            there[b.index()] = here[a.index()];
        }
        let accepted = [
            from.is_package(&here) && from.is_jointly_accepted(first, &here),
            to.is_package(&there) && to.is_jointly_accepted(second, &there),
        ];
        if accepted != wanted {
            return Err("it is acceptable on other sides than it is listed for".to_string());
        }
        let levels = common.deal.iter().map(|at| {
            let option = common.shared[*at].0;
            names::level_id(from, option, here[option.index()])
        });
        match levels.eq(deal.levels.iter().cloned()) {
            true => Ok(()),
            false => Err("it is another deal".to_string()),
        }
    }
}
