//! Both sides counted state by state, where each has options the other has not.
//!
//! Packages of each side are gone through one by one; what is compared are their levels on the options
//! both have. For small disputes only: all of it is kept.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::{AudienceId, Dispute, Id, Level, ReadingId, Scope};

use super::common::Common;
use super::count::{Counted, Current, PairCount, PartCount, settle};
use crate::census::Pair;

/// One side with its packages.
struct Side<'a> {
    dispute: &'a Dispute,
    common: &'a Common,
    second: bool,
    packages: Vec<Vec<Level>>,
}

/// Levels on the deal options, then on all shared ones.
type Key = (Vec<Level>, Vec<Level>);

impl Side<'_> {
    fn key(&self, state: &[Level]) -> Key {
        let shared = self.common.shared.iter();
        let option = |(first, second): &(_, _)| if self.second { *second } else { *first };
        let levels: Vec<Level> = shared.map(|pair| state[option(pair).index()]).collect();
        (self.common.deal.iter().map(|at| levels[*at]).collect(), levels)
    }

    fn pair(&self, states: &[&Vec<Level>]) -> Pair {
        let deals: BTreeSet<Vec<Level>> = states.iter().map(|state| self.key(state).0).collect();
        Pair { packages: states.len() as u128, deals: deals.len() as u128 }
    }

    fn accepted(&self, reading: ReadingId, by: &[AudienceId]) -> Vec<&Vec<Level>> {
        let all = |state: &&Vec<Level>| by.iter().all(|a| self.dispute.accepts(reading, *a, state));
        self.packages.iter().filter(all).collect()
    }

    fn keys(&self, states: &[&Vec<Level>]) -> BTreeSet<Key> {
        states.iter().map(|state| self.key(state)).collect()
    }

    fn needs(&self) -> Vec<AudienceId> {
        self.dispute.deal.as_ref().map_or(Vec::new(), |deal| deal.needs.clone())
    }
}

/// Counts both sides.
pub(crate) fn count(
    disputes: [&Dispute; 2],
    scopes: &[Scope; 2],
    common: &Common,
    pairs: &[(ReadingId, ReadingId)],
    both: &[(usize, usize)],
    list: usize,
) -> Counted {
    let side = |at: usize| {
        let dispute = disputes[at];
        let states = dispute.states_in(&scopes[at]).filter(|state| dispute.is_package(state));
        Side { dispute, common, second: at == 1, packages: states.collect() }
    };
    let (from, to) = (side(0), side(1));
    let all = |side: &Side<'_>| side.pair(&side.packages.iter().collect::<Vec<_>>());
    let one = |(first, second): &(ReadingId, ReadingId)| {
        let readings = [(&from, *first), (&to, *second)];
        let joint = readings.map(|(side, reading)| side.accepted(reading, &side.needs()));
        let alone = readings.map(|(side, reading)| -> Vec<Vec<&Vec<Level>>> {
            side.needs().iter().map(|audience| side.accepted(reading, &[*audience])).collect()
        });
        let moved = both.iter().map(|(a, b)| {
            let (before, after) = (from.keys(&alone[0][*a]), to.keys(&alone[1][*b]));
            (after.difference(&before).count() as u128, before.difference(&after).count() as u128)
        });
        let (before, after) = (from.keys(&joint[0]), to.keys(&joint[1]));
        PairCount {
            moved: moved.collect(),
            parts: parts(&before, &after, list),
            joint: [from.pair(&joint[0]), to.pair(&joint[1])],
            alone: [
                alone[0].iter().map(|set| from.pair(set)).collect(),
                alone[1].iter().map(|set| to.pair(set)).collect(),
            ],
        }
    };
    Counted { packages: [all(&from), all(&to)], pairs: pairs.iter().map(one).collect() }
}

/// Opened, closed and kept, deal by deal.
fn parts(before: &BTreeSet<Key>, after: &BTreeSet<Key>, list: usize) -> [PartCount; 3] {
    let mut deals: BTreeMap<&Vec<Level>, Current> = BTreeMap::new();
    for key in before.union(after) {
        let part = match (before.contains(key), after.contains(key)) {
            (false, _) => 0,
            (_, false) => 1,
            _ => 2,
        };
        let (packages, witness) = &mut deals.entry(&key.0).or_default()[part];
        *packages += 1;
        witness.get_or_insert_with(|| key.1.clone());
    }
    let mut parts: [PartCount; 3] = Default::default();
    for deal in deals.into_values() {
        settle(&mut parts, deal, list);
    }
    parts
}
