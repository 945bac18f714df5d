//! Minimal relaxation sets of a recounted space: all of them from the sets of audiences that reject
//! packages, or those a search has found, one by one.

use std::collections::BTreeMap;

use detente_finding::{Count, ReadingSpace, RelaxationLine, Tally};

use crate::audiences::Mask;
use crate::census::ReadingCensus;
use crate::narrowing;
use crate::space::Checker;

impl Checker<'_> {
    /// The minimal relaxation sets to be listed, from the sets of rejecting audiences.
    pub(crate) fn relaxations(
        &self,
        masks: &BTreeMap<Mask, u128>,
        census: Option<&ReadingCensus>,
        found: &mut ReadingSpace,
    ) {
        if masks.contains_key(&Mask::default()) {
            found.relaxations.clear();
            found.relaxations_complete = true;
            return;
        }
        let mut minimal = narrowing::minimal(masks, self.asked.relaxations.saturating_add(1));
        found.relaxations_complete = minimal.len() <= self.asked.relaxations;
        minimal.truncate(self.asked.relaxations);
        minimal.sort_by_key(|set| (set.size(), std::cmp::Reverse(masks[*set]), *set));
        let said = std::mem::take(&mut found.relaxations);
        let line = |(place, set): (usize, &&Mask)| {
            let said = said.get(place);
            let deals = said.map_or(Count(0), |line| line.opens.deals);
            // What no one outside a minimal set rejects is rejected by all of the set.
            let deals = match census {
                Some(census) => Count(census.watched.get(*set).copied().unwrap_or(0)),
                None => deals,
            };
            RelaxationLine {
                drop: self.ids(set),
                opens: Tally { packages: Count(masks[*set]), deals },
                witness: said.map(|line| line.witness.clone()).unwrap_or_default(),
            }
        };
        found.relaxations = minimal.iter().enumerate().map(line).collect();
    }

    /// Those of the sets said that are minimal relaxation sets, as far as that can be told; that there
    /// are no others is not recounted.
    pub(crate) fn some_relaxations(
        &self,
        masks: &BTreeMap<Mask, u128>,
        census: Option<&ReadingCensus>,
        found: &mut ReadingSpace,
    ) {
        let said = std::mem::take(&mut found.relaxations);
        if !found.joint.packages.is_zero() {
            found.relaxations_complete = true;
            return;
        }
        let sets: Vec<Option<Mask>> = said.iter().map(|line| self.mask(&line.drop)).collect();
        let minimal = |set: &Mask| match census {
            Some(_) => {
                masks.contains_key(set)
                    && !masks.keys().any(|mask| mask != set && set.has_all(mask))
            }
            None => !sets.iter().flatten().any(|other| other != set && set.has_all(other)),
        };
        let mut lines: Vec<(Mask, RelaxationLine)> = Vec::new();
        for (mut line, set) in said.into_iter().zip(&sets) {
            let Some(set) = set.as_ref().filter(|set| minimal(set)) else { continue };
            line.drop = self.ids(set);
            if let Some(census) = census {
                let deals = census.watched.get(set).copied().unwrap_or(0);
                line.opens = Tally { packages: Count(masks[set]), deals: Count(deals) };
            }
            lines.push((set.clone(), line));
        }
        lines.sort_by_cached_key(|(set, line)| {
            (set.size(), std::cmp::Reverse(line.opens.packages), set.clone())
        });
        lines.dedup_by(|one, other| one.0 == other.0);
        lines.truncate(self.asked.relaxations);
        found.relaxations_complete &= !lines.is_empty();
        found.relaxations = lines.into_iter().map(|(_, line)| line).collect();
    }
}
