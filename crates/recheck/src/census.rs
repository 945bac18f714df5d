//! The census: every count of the overview and of the space, in one enumeration.
//!
//! The options that make a deal are enumerated first, so that the packages of one deal stand
//! together: distinct deals are counted as they pass by, and come in their order. Packages are told
//! apart by the set of audiences that reject them by splitting each block, audience after audience.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use detente_model::{Condition, Dispute, Id, Level, OptionId, ReadingId, Scope};

use crate::audiences::Mask;
use crate::bits::Bits;
use crate::blocks::{Block, Blocks};

/// Packages and distinct deals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Pair {
    pub(crate) packages: u128,
    pub(crate) deals: u128,
}

/// All counts.
#[derive(Debug, Default)]
pub(crate) struct Census {
    pub(crate) feasible: u128,
    /// Feasible states that some implausible rule flags.
    pub(crate) implausible: u128,
    /// Feasible states that each implausible rule flags.
    pub(crate) flagged_by: Vec<u128>,
    pub(crate) packages: Pair,
    pub(crate) readings: Vec<ReadingCensus>,
}

/// All counts of one reading.
#[derive(Debug, Default)]
pub(crate) struct ReadingCensus {
    pub(crate) alone: Vec<Pair>,
    pub(crate) joint: Pair,
    /// Jointly acceptable packages that some implausible rule flags.
    pub(crate) flagged: u128,
    /// The first jointly acceptable deals, with the packages behind each.
    pub(crate) deals: Vec<(Vec<Level>, u128)>,
    pub(crate) masks: BTreeMap<Mask, u128>,
    /// Deals with just this set of rejecting audiences, for the sets asked about.
    pub(crate) watched: BTreeMap<Mask, u128>,
    /// Deals that all audiences but one accept, audience by audience.
    pub(crate) without: Vec<u128>,
}

/// What of a reading is to be counted.
pub(crate) struct Asked {
    pub(crate) reading: ReadingId,
    /// How many deals to list.
    pub(crate) deals: usize,
    /// Sets of rejecting audiences whose deals are to be counted.
    pub(crate) watched: Vec<Mask>,
    /// Whether packages are to be told apart by who rejects them; if not, only those that no one
    /// outside a set watched rejects.
    pub(crate) masks: bool,
}

impl Census {
    /// Counts the states of a scope.
    pub(crate) fn take(dispute: &Dispute, scope: &Scope, asked: &[Asked]) -> Census {
        let deal_options = dispute.deal_options();
        let needs = dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        let acceptance: Vec<Condition> = (asked.iter())
            .flat_map(|one| needs.iter().map(|a| dispute.acceptance(one.reading, *a)))
            .collect();
        let deal = dispute.deal.as_ref().map_or(&Condition::Never, |deal| &deal.when);
        let mut conditions: Vec<&Condition> = dispute.implausible.iter().map(|r| &r.when).collect();
        conditions.push(deal);
        conditions.extend(&acceptance);

        let blocks = Blocks::new(dispute, scope, &deal_options);
        let mut taker = Taker::new(dispute, scope, &blocks, deal_options, asked, needs.len());
        blocks.visit(dispute, &conditions, &mut |block| {
            taker.block(block);
            ControlFlow::Continue(())
        });
        taker.census
    }
}

struct Taker<'a> {
    census: Census,
    asked: &'a [Asked],
    needs: usize,
    rules: usize,
    length: usize,
    /// How many positions of a block belong to one deal.
    width: usize,
    deal_options: Vec<OptionId>,
    /// Whether several blocks in a row may belong to one deal.
    runs_on: bool,
    /// The deal of the block before.
    last: Vec<Level>,
    /// What was already seen of that deal, tally by tally.
    seen: BTreeMap<(usize, usize, Mask), ()>,
}

/// Tallies of one reading that are not by audience.
const JOINT: usize = usize::MAX;
const WATCHED: usize = usize::MAX - 1;
const WITHOUT: usize = usize::MAX - 2;

impl<'a> Taker<'a> {
    fn new(
        dispute: &Dispute,
        scope: &Scope,
        blocks: &Blocks,
        deal_options: Vec<OptionId>,
        asked: &'a [Asked],
        needs: usize,
    ) -> Taker<'a> {
        let varying = deal_options.iter().filter(|o| scope.fixed[o.index()].is_none());
        let inside: usize =
            varying.clone().skip(blocks.outer).map(|o| dispute.options[*o].levels.len()).product();
        let readings = asked.iter().map(|_| ReadingCensus {
            alone: vec![Pair::default(); needs],
            without: vec![0; needs],
            ..ReadingCensus::default()
        });
        Taker {
            census: Census {
                flagged_by: vec![0; dispute.implausible.len()],
                readings: readings.collect(),
                ..Census::default()
            },
            asked,
            needs,
            rules: dispute.implausible.len(),
            length: blocks.length,
            width: blocks.length / inside,
            runs_on: varying.count() < blocks.outer,
            deal_options,
            last: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        self.census.feasible += block.feasible.count();
        let mut flagged = Bits::none(self.length);
        for rule in 0..self.rules {
            let matched = block.within(&block.feasible, rule);
            self.census.flagged_by[rule] += matched.count();
            flagged.or(&matched);
        }
        self.census.implausible += flagged.count();
        let packages = block.within(&block.feasible, self.rules);
        if packages.is_empty() {
            return;
        }
        if self.runs_on {
            let deal = self.deal_options.iter().map(|o| block.levels()[o.index()]).collect();
            if deal != self.last {
                self.last = deal;
                self.seen.clear();
            }
        }
        self.census.packages.packages += packages.count();
        self.census.packages.deals += self.new_deals(&packages, (usize::MAX, 0, Mask::default()));
        for reading in 0..self.asked.len() {
            self.reading(block, reading, &packages, &flagged);
        }
    }

    /// How many deals of the set were not counted before.
    fn new_deals(&mut self, set: &Bits, tally: (usize, usize, Mask)) -> u128 {
        if !self.runs_on {
            return set.count_groups(self.width);
        }
        u128::from(!set.is_empty() && self.seen.insert(tally, ()).is_none())
    }

    fn reading(&mut self, block: &Block<'_>, reading: usize, packages: &Bits, flagged: &Bits) {
        let mut parts = vec![(Mask::default(), packages.clone())];
        for audience in 0..self.needs {
            let condition = self.rules + 1 + reading * self.needs + audience;
            let accepted = block.within(packages, condition);
            let new = self.new_deals(&accepted, (reading, audience, Mask::default()));
            let alone = &mut self.census.readings[reading].alone[audience];
            alone.packages += accepted.count();
            alone.deals += new;
            if accepted == *packages {
                continue;
            }
            let mut split = Vec::with_capacity(parts.len() * 2);
            for (mask, part) in parts {
                let accepting = part.meet(&accepted);
                let mut rejecting = part;
                rejecting.and_not(&accepted);
                if !rejecting.is_empty() {
                    split.push((mask.clone().and(audience), rejecting));
                }
                if !accepting.is_empty() {
                    split.push((mask, accepting));
                }
            }
            parts = split;
        }
        self.without(reading, &parts);
        for (mask, part) in &parts {
            let asked = &self.asked[reading];
            if asked.masks || asked.watched.iter().any(|set| set.has_all(mask)) {
                let masks = &mut self.census.readings[reading].masks;
                *masks.entry(mask.clone()).or_default() += part.count();
            }
            if self.asked[reading].watched.contains(mask) {
                let new = self.new_deals(part, (reading, WATCHED, mask.clone()));
                *self.census.readings[reading].watched.entry(mask.clone()).or_default() += new;
            }
            if mask.is_empty() {
                self.joint(block, reading, part, flagged);
            }
        }
    }

    /// Deals that at most one audience rejects, for each audience.
    fn without(&mut self, reading: usize, parts: &[(Mask, Bits)]) {
        let joint = parts.iter().find(|(mask, _)| mask.is_empty()).map(|(_, part)| part);
        let mut alone: BTreeMap<usize, &Bits> = BTreeMap::new();
        for (mask, part) in parts.iter().filter(|(mask, _)| mask.size() == 1) {
            alone.extend(mask.places().map(|audience| (audience, part)));
        }
        for audience in 0..self.needs {
            let own = alone.get(&audience).copied();
            let (Some(mut set), more) = (joint.or(own).cloned(), joint.and(own)) else { continue };
            if let Some(more) = more {
                set.or(more);
            }
            let new = self.new_deals(&set, (reading, WITHOUT, Mask::of(audience)));
            self.census.readings[reading].without[audience] += new;
        }
    }

    fn joint(&mut self, block: &Block<'_>, reading: usize, joint: &Bits, flagged: &Bits) {
        let new = self.new_deals(joint, (reading, JOINT, Mask::default()));
        let count = &mut self.census.readings[reading];
        let before = count.joint.deals;
        count.joint.packages += joint.count();
        count.joint.deals += new;
        count.flagged += joint.meet(flagged).count();
        let most = self.asked[reading].deals;
        if self.runs_on && new == 0 {
            // More packages of the deal counted last, if that one is listed.
            if before == count.deals.len() as u128
                && let Some((_, packages)) = count.deals.last_mut()
            {
                *packages += joint.count();
            }
            return;
        }
        if count.deals.len() >= most {
            return;
        }
        let width = if self.runs_on { self.length } else { self.width };
        for (group, packages) in joint.groups(width) {
            if count.deals.len() < most {
                let state = block.state(group * width);
                let levels = self.deal_options.iter().map(|o| state[o.index()]).collect();
                count.deals.push((levels, packages));
            }
        }
    }
}
