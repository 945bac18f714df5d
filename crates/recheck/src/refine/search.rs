//! The nearest packages and the irreducible edits, among all packages one by one.
//!
//! Packages come deal by deal and in the order of the dossier within a deal, so deals are counted as
//! they pass by, each at the distance of its nearest package, and the first of these is its witness.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use detente_finding::Count;
use detente_model::{Condition, Dispute, Id, Level, OptionId, ReadingId};

use super::Checker;
use super::start::{Start, Weights};
use crate::blocks::Blocks;

/// The most different edits that are kept.
const MOST_EDITS: usize = 1_000_000;

/// The most pairs of edits that are compared.
const MOST_PAIRS: usize = 2_000_000_000;

impl Checker<'_> {
    /// How many packages keep to each start.
    pub(super) fn completions(&self, starts: &[Start]) -> Vec<Count> {
        let mut completions = vec![Count(0); starts.len()];
        let Some(deal) = &self.dispute.deal else { return completions };
        let blocks = Blocks::new(self.dispute, self.scope, &self.deal_options);
        blocks.visit(self.dispute, &[&deal.when], &mut |block| {
            for position in block.within(&block.feasible, 0).positions() {
                let state = block.state(position);
                for (count, start) in completions.iter_mut().zip(starts) {
                    let fixes = start.levels.iter().zip(&state);
                    let keeps = fixes.into_iter().all(|(at, is)| at.is_none_or(|at| at == *is));
                    count.0 += u128::from(keeps);
                }
            }
            ControlFlow::Continue(())
        });
        completions
    }

    /// Shows every package all accept to the searches; how many there are.
    pub(super) fn visit(&self, reading: ReadingId, searches: &mut [Search<'_>]) -> u128 {
        let Some(deal) = &self.dispute.deal else { return 0 };
        let needs = deal.needs.iter();
        let acceptance: Vec<Condition> =
            needs.map(|audience| self.dispute.acceptance(reading, *audience)).collect();
        let conditions: Vec<&Condition> = std::iter::once(&deal.when).chain(&acceptance).collect();
        let blocks = Blocks::new(self.dispute, self.scope, &self.deal_options);
        let mut joint = 0;
        blocks.visit(self.dispute, &conditions, &mut |block| {
            let accepted = (0..conditions.len())
                .fold(block.feasible.clone(), |left, condition| block.within(&left, condition));
            joint += accepted.count();
            for position in accepted.positions() {
                let state = block.state(position);
                searches.iter_mut().for_each(|search| search.see(&state));
            }
            ControlFlow::Continue(())
        });
        searches.iter_mut().for_each(Search::end_deal);
        joint
    }
}

/// A deal by its nearest packages.
pub(super) struct Near {
    pub(super) distance: u128,
    /// How many packages are as near.
    pub(super) packages: u128,
    /// The first of them.
    pub(super) witness: Vec<Level>,
}

/// What one start has seen so far.
pub(super) struct Search<'a> {
    dispute: &'a Dispute,
    weights: &'a Weights<'a>,
    start: &'a Start,
    deal_options: &'a [OptionId],
    list: usize,
    /// The options the start fixes.
    fixed: Vec<usize>,
    pub(super) allowed: u128,
    pub(super) best: Option<u128>,
    /// How many of the nearest packages there are.
    packages: u128,
    /// Per distance the packages at it, and the deals none of whose packages is nearer.
    pub(super) distances: BTreeMap<u128, (u128, u128)>,
    /// The nearest deals: by distance, then as they came.
    pub(super) listed: Vec<Near>,
    /// The deal passing by.
    passing: Option<(Vec<Level>, Near)>,
    /// The edits to the nearest; nothing if there are too many.
    pub(super) edits: Option<BTreeSet<Vec<Level>>>,
    /// Per party in how many of the nearest it moves.
    moved: Vec<u128>,
    pub(super) linkage: usize,
    /// All edits that suffice, each with its first package; nothing if not asked for or too many.
    sufficient: Option<BTreeMap<Vec<Level>, Vec<Level>>>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        dispute: &'a Dispute,
        weights: &'a Weights<'a>,
        start: &'a Start,
        deal_options: &'a [OptionId],
        list: usize,
        minimal: bool,
    ) -> Search<'a> {
        Search {
            dispute,
            weights,
            start,
            deal_options,
            list,
            fixed: (0..start.levels.len()).filter(|at| start.levels[*at].is_some()).collect(),
            allowed: 0,
            best: None,
            packages: 0,
            distances: BTreeMap::new(),
            listed: Vec::new(),
            passing: None,
            edits: None,
            moved: Vec::new(),
            linkage: usize::MAX,
            sufficient: minimal.then(BTreeMap::new),
        }
    }

    fn see(&mut self, state: &[Level]) {
        let Some(distance) = self.weights.distance(&self.start.levels, state) else { return };
        self.allowed += 1;
        let changed = self.fixed.iter().filter(|at| self.start.levels[**at] != Some(state[**at]));
        self.linkage = self.linkage.min(changed.count());
        if let Some(sufficient) = &mut self.sufficient {
            let edit = self.fixed.iter().map(|at| state[*at]).collect();
            let first = sufficient.entry(edit).or_insert_with(|| state.to_vec());
            if state < first.as_slice() {
                *first = state.to_vec();
            }
            if sufficient.len() > MOST_EDITS {
                self.sufficient = None;
            }
        }
        self.pass(state, distance);
        if self.best.is_some_and(|best| best < distance) {
            return;
        }
        if self.best != Some(distance) {
            self.best = Some(distance);
            self.packages = 0;
            self.edits = Some(BTreeSet::new());
            self.moved = vec![0; self.dispute.parties.len()];
        }
        self.nearest(state);
    }

    /// Counts a package at its distance, and as one of the deal passing by.
    fn pass(&mut self, state: &[Level], distance: u128) {
        self.distances.entry(distance).or_default().0 += 1;
        let deal: Vec<Level> = self.deal_options.iter().map(|o| state[o.index()]).collect();
        let here = Near { distance, packages: 1, witness: state.to_vec() };
        match &mut self.passing {
            Some((passing, near)) if *passing == deal => match near.distance.cmp(&distance) {
                Ordering::Less => {}
                Ordering::Equal => near.packages += 1,
                Ordering::Greater => *near = here,
            },
            _ => {
                self.end_deal();
                self.passing = Some((deal, here));
            }
        }
    }

    /// The deal passing by has passed.
    fn end_deal(&mut self) {
        let Some((_, near)) = self.passing.take() else { return };
        self.distances.entry(near.distance).or_default().1 += 1;
        let place = self.listed.partition_point(|listed| listed.distance <= near.distance);
        self.listed.insert(place, near);
        self.listed.truncate(self.list);
    }

    fn nearest(&mut self, state: &[Level]) {
        self.packages += 1;
        for (party, moved) in self.dispute.parties.ids().zip(&mut self.moved) {
            let own = |at: &&usize| self.dispute.options[OptionId::new(**at)].party == party;
            let mut own = self.fixed.iter().filter(own);
            *moved += u128::from(own.any(|at| self.start.levels[*at] != Some(state[*at])));
        }
        if let Some(edits) = &mut self.edits {
            edits.insert(self.fixed.iter().map(|at| state[*at]).collect());
            if edits.len() > MOST_EDITS {
                self.edits = None;
            }
        }
    }

    /// Who moves in all of the nearest, and who in some.
    pub(super) fn movers(&self) -> (Vec<String>, Vec<String>) {
        let (mut must, mut may) = (Vec::new(), Vec::new());
        for (party, moved) in self.dispute.parties.values().zip(&self.moved) {
            match *moved {
                0 => {}
                moved if moved == self.packages => must.push(party.id.clone()),
                _ => may.push(party.id.clone()),
            }
        }
        (must, may)
    }

    /// The irreducible edits, cheapest first: distance and first package. Nothing if there are too
    /// many to compare.
    pub(super) fn minimal(&self) -> Option<Vec<(u128, Vec<Level>)>> {
        let start: Vec<Level> = self.fixed.iter().filter_map(|at| self.start.levels[*at]).collect();
        let size = |edit: &Vec<Level>| edit.iter().zip(&start).filter(|(a, b)| a != b).count();
        let mut all: Vec<(&Vec<Level>, &Vec<Level>)> = self.sufficient.as_ref()?.iter().collect();
        // Whatever is part of an edit is smaller.
        all.sort_by_key(|(edit, _)| size(edit));
        let mut minimal: Vec<(&Vec<Level>, &Vec<Level>)> = Vec::new();
        let mut pairs = 0;
        for (edit, witness) in all {
            pairs += minimal.len();
            if pairs > MOST_PAIRS {
                return None;
            }
            let part = |(part, _): &(&Vec<Level>, &Vec<Level>)| {
                part.iter()
                    .zip(edit)
                    .zip(&start)
                    .all(|((part, edit), at)| part == edit || part == at)
            };
            if !minimal.iter().any(part) {
                minimal.push((edit, witness));
            }
        }
        let cost = |witness: &[Level]| self.weights.distance(&self.start.levels, witness);
        let mut costed: Vec<(u128, &Vec<Level>, &Vec<Level>)> = (minimal.into_iter())
            .filter_map(|(edit, witness)| Some((cost(witness)?, edit, witness)))
            .collect();
        costed.sort_unstable();
        Some(costed.into_iter().map(|(cost, _, witness)| (cost, witness.clone())).collect())
    }
}
