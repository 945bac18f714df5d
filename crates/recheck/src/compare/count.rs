//! Both sides counted in one enumeration of the options they share.
//!
//! The options that make a deal are enumerated first, so that the packages of one deal stand together
//! and the first of them met is the first in the order of the dossier.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use detente_model::{Condition, Dispute, Id, Level, OptionId, Scope};

use crate::bits::Bits;
use crate::blocks::{Block, Blocks};
use crate::census::Pair;

/// The two sides of one pair of readings, as conditions on one set of options.
pub(crate) struct Ask {
    /// What each audience accepts, side by side.
    pub(crate) accept: [Vec<Condition>; 2],
    /// Audiences asked on both sides, by their place on each.
    pub(crate) both: Vec<(usize, usize)>,
}

/// Everything counted for one pair.
#[derive(Debug)]
pub(crate) struct PairCount {
    pub(crate) joint: [Pair; 2],
    pub(crate) alone: [Vec<Pair>; 2],
    /// What each audience asked on both sides alone accepts on the second only, and on the first only.
    pub(crate) moved: Vec<(u128, u128)>,
    /// Opened, closed, kept.
    pub(crate) parts: [PartCount; 3],
}

/// One part.
#[derive(Debug, Default)]
pub(crate) struct PartCount {
    pub(crate) tally: Pair,
    pub(crate) whole: u128,
    pub(crate) lines: Vec<Line>,
}

/// One deal of a part: packages in it, and acceptable on each side; the first package.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) packages: u128,
    pub(crate) sides: [u128; 2],
    pub(crate) witness: Vec<Level>,
}

/// Counts.
pub(crate) struct Counted {
    pub(crate) packages: [Pair; 2],
    pub(crate) pairs: Vec<PairCount>,
}

/// Counts both sides: `packages` says of each what a package is among the states that the dispute's
/// own impossible rules leave.
pub(crate) fn count(
    dispute: &Dispute,
    scope: &Scope,
    deal_options: &[OptionId],
    packages: &[Condition; 2],
    asks: &[Ask],
    list: usize,
) -> Counted {
    let mut conditions: Vec<&Condition> = packages.iter().collect();
    for ask in asks {
        conditions.extend(ask.accept.iter().flatten());
    }
    let blocks = Blocks::new(dispute, scope, deal_options);
    let mut counter = Counter::new(dispute, scope, &blocks, deal_options, asks, list);
    blocks.visit(dispute, &conditions, &mut |block| {
        counter.block(block);
        ControlFlow::Continue(())
    });
    counter.finish()
}

/// A tally in the making.
#[derive(Clone, Copy, Default)]
struct Running {
    pair: Pair,
    /// Whether the deal that runs on was counted.
    counted: bool,
}

/// One deal: packages opened, closed and kept, and the first package of each.
pub(crate) type Current = [(u128, Option<Vec<Level>>); 3];

struct Counter<'a> {
    asks: &'a [Ask],
    list: usize,
    /// How many positions of a block belong to one deal.
    width: usize,
    /// Whether several blocks in a row may belong to one deal.
    runs_on: bool,
    deal_options: &'a [OptionId],
    last: Vec<Level>,
    packages: [Running; 2],
    /// Per pair: joint and alone of both sides.
    joint: Vec<[Running; 2]>,
    alone: Vec<[Vec<Running>; 2]>,
    moved: Vec<Vec<(u128, u128)>>,
    parts: Vec<[PartCount; 3]>,
    current: Vec<Current>,
}

impl<'a> Counter<'a> {
    fn new(
        dispute: &Dispute,
        scope: &Scope,
        blocks: &Blocks,
        deal_options: &'a [OptionId],
        asks: &'a [Ask],
        list: usize,
    ) -> Counter<'a> {
        let varying: Vec<usize> = (deal_options.iter())
            .filter(|option| scope.fixed[option.index()].is_none())
            .map(|option| dispute.options[*option].levels.len())
            .collect();
        let inside: usize = varying.iter().skip(blocks.outer).product();
        let runs = |ask: &Ask| ask.accept.each_ref().map(|all| vec![Running::default(); all.len()]);
        Counter {
            asks,
            list,
            width: blocks.length / inside,
            runs_on: varying.len() < blocks.outer,
            deal_options,
            last: Vec::new(),
            packages: [Running::default(); 2],
            joint: vec![[Running::default(); 2]; asks.len()],
            alone: asks.iter().map(runs).collect(),
            moved: asks.iter().map(|ask| vec![(0, 0); ask.both.len()]).collect(),
            parts: asks.iter().map(|_| Default::default()).collect(),
            current: asks.iter().map(|_| Current::default()).collect(),
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        let sides = [0, 1].map(|side| block.within(&block.feasible, side));
        if sides.iter().all(Bits::is_empty) {
            return;
        }
        if self.runs_on {
            let deal: Vec<Level> =
                self.deal_options.iter().map(|option| block.levels()[option.index()]).collect();
            if deal != self.last {
                self.last = deal;
                self.next_deal();
            }
        }
        for (side, set) in sides.iter().enumerate() {
            self.packages[side] = self.add(self.packages[side], set);
        }
        let mut at = 2;
        for pair in 0..self.asks.len() {
            let accepted = [0, 1].map(|side| {
                let own = self.asks[pair].accept[side].len();
                let sets: Vec<Bits> =
                    (at..at + own).map(|rule| block.within(&sides[side], rule)).collect();
                at += own;
                sets
            });
            self.pair(block, pair, &sides, &accepted);
        }
    }

    /// A tally with the packages of a block added.
    fn add(&self, mut to: Running, set: &Bits) -> Running {
        to.pair.packages += set.count();
        if !self.runs_on {
            to.pair.deals += set.count_groups(self.width);
        } else if !set.is_empty() && !to.counted {
            to.pair.deals += 1;
            to.counted = true;
        }
        to
    }

    fn pair(
        &mut self,
        block: &Block<'_>,
        pair: usize,
        sides: &[Bits; 2],
        accepted: &[Vec<Bits>; 2],
    ) {
        let mut joint = sides.clone();
        for side in 0..2 {
            for (audience, set) in accepted[side].iter().enumerate() {
                joint[side].and(set);
                self.alone[pair][side][audience] = self.add(self.alone[pair][side][audience], set);
            }
            self.joint[pair][side] = self.add(self.joint[pair][side], &joint[side]);
        }
        for (number, (first, second)) in self.asks[pair].both.iter().enumerate() {
            let (before, after) = (&accepted[0][*first], &accepted[1][*second]);
            let moved = &mut self.moved[pair][number];
            moved.0 += less(after, before).count();
            moved.1 += less(before, after).count();
        }
        let [before, after] = &joint;
        let parts = [less(after, before), less(before, after), before.meet(after)];
        if self.runs_on {
            for (part, set) in parts.iter().enumerate() {
                let current = &mut self.current[pair][part];
                current.0 += set.count();
                if current.1.is_none() {
                    current.1 = set.next(0).map(|position| block.state(position));
                }
            }
            return;
        }
        let mut groups: BTreeMap<usize, [u128; 3]> = BTreeMap::new();
        for (part, set) in parts.iter().enumerate() {
            for (group, packages) in set.groups(self.width) {
                groups.entry(group).or_default()[part] += packages;
            }
        }
        for (group, counts) in groups {
            let first = |part: usize| {
                let wanted = self.parts[pair][part].lines.len() < self.list && counts[part] > 0;
                let position = parts[part].next(group * self.width).filter(|_| wanted);
                position.map(|position| block.state(position))
            };
            let deal = [0, 1, 2].map(|part| (counts[part], first(part)));
            settle(&mut self.parts[pair], deal, self.list);
        }
    }

    /// The deal that ran on is complete.
    fn next_deal(&mut self) {
        for (parts, current) in self.parts.iter_mut().zip(&mut self.current) {
            settle(parts, std::mem::take(current), self.list);
        }
        let runs = self.joint.iter_mut().flatten().chain(self.alone.iter_mut().flatten().flatten());
        runs.chain(&mut self.packages).for_each(|running| running.counted = false);
    }

    fn finish(mut self) -> Counted {
        self.next_deal();
        let pair = |running: &Running| running.pair;
        let counts = self.joint.iter().zip(&self.alone).zip(self.moved).zip(self.parts);
        Counted {
            packages: self.packages.map(|running| running.pair),
            pairs: counts
                .map(|(((joint, alone), moved), parts)| PairCount {
                    joint: joint.each_ref().map(pair),
                    alone: alone.each_ref().map(|all| all.iter().map(pair).collect()),
                    moved,
                    parts,
                })
                .collect(),
        }
    }
}

/// Adds one deal to the parts.
pub(crate) fn settle(parts: &mut [PartCount; 3], deal: Current, list: usize) {
    let counts = [deal[0].0, deal[1].0, deal[2].0];
    let [opened, closed, kept] = counts;
    let sides = [closed + kept, opened + kept];
    for ((part, packages), (_, witness)) in parts.iter_mut().zip(counts).zip(deal) {
        if packages == 0 {
            continue;
        }
        part.tally.packages += packages;
        part.tally.deals += 1;
        part.whole += u128::from(packages == opened + closed + kept);
        if part.lines.len() < list
            && let Some(witness) = witness
        {
            part.lines.push(Line { packages, sides, witness });
        }
    }
}

/// What is in the first and not in the second.
fn less(a: &Bits, b: &Bits) -> Bits {
    let mut left = a.clone();
    left.and_not(b);
    left
}
