//! What each rule excludes, and which rules exclude each other, derived anew from the packages by
//! the set of audiences that reject them.
//!
//! Shares are added up over one common denominator; logarithmic shares come from a walk through all
//! sets of audiences, along which the packages still left are regrouped; minimal conflicts are built
//! up set by set (Berge 1989). Of conflicts too many to build up, those listed are checked one by one.

use std::collections::BTreeMap;

use detente_finding::{
    AudienceNarrowing, Billionths, Count, MOST_LOGARITHMIC, Mixed, Narrowing, Tally,
};

use crate::census::Mask;

/// Packages by the set of audiences that reject them.
type Masks = BTreeMap<Mask, u128>;

/// So few audiences have so few conflicts that a lens tells all it is asked for.
const FEW: u32 = 12;

/// The most pairs of sets compared to build up all conflicts.
const MOST_COMPARED: usize = 100_000_000;

/// The most logarithmic shares may differ beyond rounding, in billionths.
const NOISE: f64 = 0.01;

/// The minimal sets of audiences that reject some package, fewest audiences first.
pub(crate) fn minimal(masks: &Masks) -> Vec<Mask> {
    let contains = |set: Mask, part: Mask| part & !set == 0;
    let mut minimal: Vec<Mask> = (masks.keys().copied())
        .filter(|set| !masks.keys().any(|part| part != set && contains(*set, *part)))
        .collect();
    minimal.sort_by_key(|set| (set.count_ones(), *set));
    minimal
}

/// One line per audience, without names; `deals` where they were counted.
pub(crate) fn lines(
    masks: &Masks,
    audiences: usize,
    deals: Option<&[u128]>,
    said: Option<&Narrowing>,
) -> Vec<AudienceNarrowing> {
    let logarithmic = log_shapley(masks, audiences);
    let count = |set: Mask| masks.get(&set).copied().unwrap_or(0);
    let line = |place: usize| {
        let said = said.and_then(|said| said.audiences.get(place));
        let rejected = masks.iter().filter(|(mask, _)| *mask >> place & 1 == 1);
        let deals = match deals {
            Some(deals) => Count(deals[place]),
            None => said.map_or(Count(0), |said| said.drop_one.deals),
        };
        let own = count(1 << place);
        let said = said.and_then(|said| said.log_shapley);
        AudienceNarrowing {
            audience: String::new(),
            drop_one: Tally { packages: Count(count(0).saturating_add(own)), deals },
            first_in: Count(rejected.map(|(_, n)| *n).fold(0, u128::saturating_add)),
            last_in: Count(own),
            shapley: shapley(masks, place),
            log_shapley: logarithmic.as_ref().map(|shares| as_said(shares[place], said)),
        }
    };
    (0..audiences).map(line).collect()
}

/// The audiences that reject something.
pub(crate) fn rejecting(masks: &Masks) -> Mask {
    masks.keys().fold(0, |all, mask| all | mask)
}

fn shapley(masks: &Masks, place: usize) -> Mixed {
    let of_both = |a: u128, b: u128| {
        (1..=b).rev().find(|d| a.is_multiple_of(*d) && b.is_multiple_of(*d)).unwrap_or(1)
    };
    let common = (1..=64).fold(1, |common: u128, size| common / of_both(common, size) * size);
    let mut by_size: BTreeMap<u128, u128> = BTreeMap::new();
    for (mask, packages) in masks.iter().filter(|(mask, _)| *mask >> place & 1 == 1) {
        let sum = by_size.entry(u128::from(mask.count_ones())).or_default();
        *sum = sum.saturating_add(*packages);
    }
    let whole = by_size.iter().map(|(size, n)| n / size).fold(0, u128::saturating_add);
    let parts: u128 = by_size.iter().map(|(size, n)| n % size * (common / size)).sum();
    let (mut numerator, mut denominator) = (parts % common, common);
    for factor in 2..=64 {
        while numerator.is_multiple_of(factor) && denominator.is_multiple_of(factor) {
            (numerator, denominator) = (numerator / factor, denominator / factor);
        }
    }
    Mixed {
        whole: Count(whole.saturating_add(parts / common)),
        numerator: Count(numerator),
        denominator: Count(denominator),
    }
}

/// What the finding says if it is the number rounded, else the number rounded.
fn as_said(own: f64, said: Option<Billionths>) -> Billionths {
    let close = |said: &Billionths| (said.0 as f64 - own * 1e9).abs() <= 0.5 + NOISE;
    said.filter(close).unwrap_or_else(|| Billionths::nearest(own))
}

/// The shares on the logarithmic scale; nothing if too many audiences reject something.
fn log_shapley(masks: &Masks, audiences: usize) -> Option<Vec<f64>> {
    let rejecting = rejecting(masks);
    let players: Vec<usize> = (0..audiences).filter(|place| rejecting >> place & 1 == 1).collect();
    if players.len() > MOST_LOGARITHMIC {
        return None;
    }
    let n = players.len();
    let mut walk =
        Walk { players: &players, with: vec![vec![0.0; n + 1]; n], all: vec![0.0; n + 1] };
    walk.go(0, 0, masks.iter().map(|(mask, n)| (*mask, *n)).collect());
    // The share of all orders in which just `before` given others come before a given one.
    let weight = |before: usize| {
        let others = (0..before).map(|k| (n - 1 - k) as f64 / (k + 1) as f64);
        1.0 / (n as f64 * others.product::<f64>())
    };
    let mut shares = vec![0.0; audiences];
    for (place, with) in players.iter().zip(&walk.with) {
        let lost = |before| weight(before) * (walk.all[before] - with[before] - with[before + 1]);
        shares[*place] = (0..n).map(lost).sum();
    }
    Some(shares)
}

/// A walk through all sets of audiences that reject something.
struct Walk<'a> {
    players: &'a [usize],
    /// The sum of ln(1 + packages left) over the sets of each size with a given player.
    with: Vec<Vec<f64>>,
    /// The same over all sets of each size.
    all: Vec<f64>,
}

impl Walk<'_> {
    /// Decides on the player at `place`, given those before it and the packages they leave, by who
    /// of the others rejects them.
    fn go(&mut self, place: usize, set: u32, left: Vec<(Mask, u128)>) {
        let Some(player) = self.players.get(place) else {
            let packages = left.iter().map(|(_, n)| *n).fold(0, u128::saturating_add);
            let value = libm::log1p(packages as f64);
            let size = set.count_ones() as usize;
            self.all[size] += value;
            for (player, with) in self.with.iter_mut().enumerate() {
                if set >> player & 1 == 1 {
                    with[size] += value;
                }
            }
            return;
        };
        let accepted = left.iter().filter(|(mask, _)| mask >> player & 1 == 0).copied().collect();
        self.go(place + 1, set | 1 << place, accepted);
        let mut regrouped = Masks::new();
        for (mask, packages) in left {
            let sum = regrouped.entry(mask & !(1 << player)).or_default();
            *sum = sum.saturating_add(packages);
        }
        self.go(place + 1, set, regrouped.into_iter().collect());
    }
}

/// The minimal conflicts to be listed of a space in which no package is accepted by all, and whether
/// these are all; `said` is what the finding lists, which the third says was not recounted in full.
pub(crate) fn conflicts(
    masks: &Masks,
    most: usize,
    said: (&[Mask], bool),
) -> (Vec<Mask>, bool, bool) {
    let minimal = minimal(masks);
    let (listed, said_complete) = said;
    let Some(all) = hitting(&minimal) else {
        let mut listed: Vec<Mask> =
            listed.iter().copied().filter(|set| is_conflict(&minimal, *set)).collect();
        listed.sort_by_key(|set| (set.count_ones(), *set));
        listed.dedup();
        listed.truncate(most);
        return (listed, said_complete, true);
    };
    // A search that was given up tells all conflicts up to some size.
    let size = |place: usize| all.get(place).map(|set: &Mask| set.count_ones());
    let up_to = listed.len();
    let given_up = !said_complete
        && rejecting(masks).count_ones() > FEW
        && up_to <= most.min(all.len())
        && (up_to == 0 || size(up_to - 1) != size(up_to));
    let (tell, complete) =
        if given_up { (up_to, false) } else { (most.min(all.len()), all.len() <= most) };
    (all.into_iter().take(tell).collect(), complete, false)
}

/// Whether the set hits all these, and no part of it does.
fn is_conflict(minimal: &[Mask], set: Mask) -> bool {
    let hits_all = |set: Mask| minimal.iter().all(|mask| mask & set != 0);
    let places = (0..Mask::BITS).filter(|place| set >> place & 1 == 1);
    hits_all(set) && !places.into_iter().any(|place| hits_all(set & !(1 << place)))
}

/// All minimal sets that hit each of these, smallest first: those of the first few, extended where
/// they miss the next. Nothing if they become too many.
fn hitting(minimal: &[Mask]) -> Option<Vec<Mask>> {
    let mut sets: Vec<Mask> = vec![0];
    let mut compared = 0;
    for mask in minimal {
        let (mut kept, missing): (Vec<Mask>, Vec<Mask>) =
            sets.into_iter().partition(|set| set & mask != 0);
        let hit = kept.len();
        for set in missing {
            for place in (0..Mask::BITS).filter(|place| mask >> place & 1 == 1) {
                let larger = set | 1 << place;
                compared += hit + 1;
                if compared > MOST_COMPARED {
                    return None;
                }
                if !kept[..hit].iter().any(|part| part & !larger == 0) {
                    kept.push(larger);
                }
            }
        }
        sets = kept;
    }
    sets.sort_by_key(|set| (set.count_ones(), *set));
    Some(sets)
}
