//! One pass over all packages of a reading: vectors, stages, cells, proposals.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use detente_finding::Stage;
use detente_model::{Condition, Dispute, Id, Level, OptionId, ReadingId, Scope};

use super::CELLS;
use super::archive::Archive;
use super::worth::Worth;
use crate::bits::Bits;
use crate::blocks::{Block, Blocks};

/// What is looked for.
pub(super) struct Visit<'a> {
    pub(super) dispute: &'a Dispute,
    pub(super) scope: &'a Scope,
    pub(super) reading: ReadingId,
    pub(super) worth: &'a Worth,
    pub(super) asked: Stage,
    pub(super) deal_options: &'a [OptionId],
    /// The scorers of the figure, by place.
    pub(super) pair: Option<[usize; 2]>,
    /// What the two get at least and at most, as said, which makes the cells; checked apart.
    pub(super) ranges: Option<[(i128, i128); 2]>,
}

/// How many packages agree with a proposal, and the least and most they are worth along and up.
pub(super) type Agreeing = (u128, [(i128, i128); 2]);

/// What was seen.
pub(super) struct Seen {
    /// The packages of each stage.
    pub(super) counts: [u128; 3],
    /// The frontier of each stage asked for, then that of what solutions are chosen from.
    pub(super) frontiers: [Archive; 4],
    /// Per scorer the least and the most of all packages.
    pub(super) ranges: Vec<Option<(i128, i128)>>,
    /// The frontiers of the two of the figure: all packages, accepted ones.
    pub(super) pair: [Archive; 2],
    /// Packages and accepted ones by cell.
    pub(super) cells: BTreeMap<(usize, usize), (u128, u128)>,
    /// Per proposal its packages and what they are worth along and up.
    pub(super) proposals: Vec<Option<Agreeing>>,
}

/// Where solutions are chosen from, in [`Seen::frontiers`].
pub(super) const CHOICE: usize = 3;

impl Visit<'_> {
    /// Goes through all packages.
    pub(super) fn run(&self) -> Seen {
        let Visit { dispute, worth, .. } = self;
        let width = worth.parties.len();
        let mut seen = Seen {
            counts: [0; 3],
            frontiers: std::array::from_fn(|_| Archive::new(width)),
            ranges: vec![None; width],
            pair: std::array::from_fn(|_| Archive::new(2)),
            cells: BTreeMap::new(),
            proposals: vec![None; dispute.proposals.len()],
        };
        let Some(deal) = &dispute.deal else { return seen };
        let needs = deal.needs.iter();
        let mut rules: Vec<Condition> = vec![deal.when.clone()];
        rules.extend(needs.map(|audience| dispute.acceptance(self.reading, *audience)));
        let spanning = rules.len();
        rules.extend(worth.spanning.iter().map(|term| term.when.clone()));
        let proposals = rules.len();
        rules.extend(dispute.proposals.values().map(|proposal| {
            let levels = proposal.levels.iter().enumerate();
            let fixed = levels.filter_map(|(at, level)| {
                level.map(|level| Condition::In(Id::new(at), vec![level]))
            });
            Condition::All(fixed.collect())
        }));
        let rules: Vec<&Condition> = rules.iter().collect();
        let blocks = Blocks::new(dispute, self.scope, self.deal_options);
        let (inner, outer): (Vec<OptionId>, Vec<OptionId>) =
            dispute.options.ids().partition(|option| blocks.is_inner(*option));
        let mut inside: Vec<i128> = Vec::new();
        blocks.visit(dispute, &rules, &mut |block| {
            if inside.is_empty() {
                for position in 0..blocks.length {
                    let state = block.state(position);
                    inside.extend((0..width).map(|p| worth.sum(p, &inner, &state)));
                }
            }
            let packages = block.within(&block.feasible, 0);
            if packages.is_empty() {
                return ControlFlow::Continue(());
            }
            let accepted =
                (1..spanning).fold(packages.clone(), |left, rule| block.within(&left, rule));
            let base: Vec<i128> =
                (0..width).map(|p| worth.sum(p, &outer, block.levels())).collect();
            let mut sums: Vec<i128> = inside.clone();
            for at in packages.positions() {
                for p in 0..width {
                    sums[at * width + p] += base[p];
                }
            }
            for (term, held) in worth.spanning.iter().zip(spanning..) {
                for at in block.within(&packages, held).positions() {
                    sums[at * width + term.scorer] += term.adds;
                }
            }
            self.see(block, &packages, &accepted, &sums, &mut seen);
            for (number, rule) in (proposals..rules.len()).enumerate() {
                self.propose(&block.within(&packages, rule), &sums, &mut seen.proposals[number]);
            }
            ControlFlow::Continue(())
        });
        seen
    }

    fn see(
        &self,
        block: &Block<'_>,
        packages: &Bits,
        accepted: &Bits,
        sums: &[i128],
        seen: &mut Seen,
    ) {
        let width = self.worth.parties.len();
        let narrowed = self.asked > Stage::All;
        seen.counts[0] += packages.count();
        seen.counts[1] += accepted.count();
        for at in packages.positions() {
            let values = &sums[at * width..(at + 1) * width];
            let accepted = accepted.next(at) == Some(at);
            let told = || self.told(block, at);
            for (range, value) in seen.ranges.iter_mut().zip(values) {
                let (least, most) = range.unwrap_or((*value, *value));
                *range = Some((least.min(*value), most.max(*value)));
            }
            let mut floors = self.worth.floors.iter().zip(values);
            let gains = floors.all(|(floor, value)| floor.is_none_or(|floor| *value >= floor));
            seen.counts[2] += u128::from(gains && accepted);
            seen.frontiers[0].see(values, accepted, told);
            if accepted && narrowed {
                seen.frontiers[1].see(values, accepted, told);
            }
            if gains && accepted && self.asked == Stage::Rational {
                seen.frontiers[2].see(values, accepted, told);
            }
            if gains && (accepted || !narrowed) {
                seen.frontiers[CHOICE].see(values, accepted, told);
            }
            let Some([x, y]) = self.pair else { continue };
            let two = [values[x], values[y]];
            // Nothing is told of the packages behind these.
            seen.pair[0].see(&two, accepted, Default::default);
            if accepted {
                seen.pair[1].see(&two, accepted, Default::default);
            }
            if let Some(ranges) = self.ranges {
                let cell = |value: i128, (least, most): (i128, i128)| {
                    let above = value.saturating_sub(least).max(0);
                    let parts = above.saturating_mul(CELLS as i128);
                    let cell = usize::try_from(parts / most.saturating_sub(least).max(1));
                    cell.map_or(CELLS - 1, |cell| cell.min(CELLS - 1))
                };
                let cell = (cell(two[0], ranges[0]), cell(two[1], ranges[1]));
                let (all, told) = seen.cells.entry(cell).or_default();
                *all += 1;
                *told += u128::from(accepted);
            }
        }
    }

    /// A package and its deal.
    fn told(&self, block: &Block<'_>, at: usize) -> (Vec<Level>, Vec<Level>) {
        let state = block.state(at);
        let deal = self.deal_options.iter().map(|option| state[option.index()]).collect();
        (state, deal)
    }

    fn propose(&self, agree: &Bits, sums: &[i128], seen: &mut Option<Agreeing>) {
        let Some(pair) = self.pair else { return };
        let width = self.worth.parties.len();
        for at in agree.positions() {
            let two = pair.map(|p| sums[at * width + p]);
            let (packages, ranges) = seen.unwrap_or((0, two.map(|value| (value, value))));
            let widened = std::array::from_fn(|axis| {
                let (least, most): (i128, i128) = ranges[axis];
                (least.min(two[axis]), most.max(two[axis]))
            });
            *seen = Some((packages + 1, widened));
        }
    }
}
