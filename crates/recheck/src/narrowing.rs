//! What each rule excludes, and which rules exclude each other, derived anew from the packages by
//! the set of audiences that reject them.
//!
//! Shares are added up over one common denominator; logarithmic shares come from a walk through all
//! sets of audiences, along which the packages still left are regrouped; minimal conflicts are built
//! up set by set (Berge 1989). Of conflicts too many to build up, those listed are checked one by one.

use std::collections::BTreeMap;

use detente_finding::{
    AudienceNarrowing, Billionths, Count, MOST_LOGARITHMIC, MOST_PARTS, Mixed, Narrowing, Tally,
};

use crate::audiences::Mask;

/// Packages by the set of audiences that reject them.
type Masks = BTreeMap<Mask, u128>;

/// So few audiences have so few conflicts that a lens tells all it is asked for.
const FEW: usize = 12;

/// The most pairs of sets compared to build up all conflicts.
const MOST_COMPARED: usize = 100_000_000;

/// The most logarithmic shares may differ beyond rounding, in billionths.
const NOISE: f64 = 0.01;

/// The minimal sets of audiences that reject some package, fewest audiences first, so many at most.
pub(crate) fn minimal(masks: &Masks, most: usize) -> Vec<&Mask> {
    minimal_within(masks, most, usize::MAX).unwrap_or_default()
}

/// The same; nothing if it takes more comparisons.
fn minimal_within(masks: &Masks, most: usize, comparisons: usize) -> Option<Vec<&Mask>> {
    let mut sets: Vec<(usize, &Mask)> = masks.keys().map(|set| (set.size(), set)).collect();
    sets.sort();
    let mut minimal: Vec<(usize, &Mask)> = Vec::new();
    let mut compared: usize = 0;
    for (size, set) in sets {
        if minimal.len() == most {
            break;
        }
        let smaller = minimal.partition_point(|(other, _)| *other < size);
        compared = compared.saturating_add(smaller);
        if compared > comparisons {
            return None;
        }
        if !minimal[..smaller].iter().any(|(_, part)| set.has_all(part)) {
            minimal.push((size, set));
        }
    }
    Some(minimal.into_iter().map(|(_, set)| set).collect())
}

/// One line per audience, without names; `deals` where they were counted.
pub(crate) fn lines(
    masks: &Masks,
    audiences: usize,
    deals: Option<&[u128]>,
    said: Option<&Narrowing>,
) -> Vec<AudienceNarrowing> {
    let logarithmic = log_shapley(masks, audiences);
    let parts = parts(masks);
    let count = |set: Mask| masks.get(&set).copied().unwrap_or(0);
    let line = |place: usize| {
        let said = said.and_then(|said| said.audiences.get(place));
        let rejected = masks.iter().filter(|(mask, _)| mask.has(place));
        let deals = match deals {
            Some(deals) => Count(deals[place]),
            None => said.map_or(Count(0), |said| said.drop_one.deals),
        };
        let own = count(Mask::of(place));
        let said_share = said.map(|said| said.shapley);
        let said = said.and_then(|said| said.log_shapley);
        AudienceNarrowing {
            audience: String::new(),
            drop_one: Tally { packages: Count(count(Mask::default()).saturating_add(own)), deals },
            first_in: Count(rejected.map(|(_, n)| *n).fold(0, u128::saturating_add)),
            last_in: Count(own),
            shapley: match parts {
                Some(parts) => shapley(masks, place, parts),
                None => rounded(masks, place, said_share),
            },
            log_shapley: logarithmic.as_ref().map(|shares| as_said(shares[place], said)),
        }
    };
    (0..audiences).map(line).collect()
}

/// The audiences that reject something.
pub(crate) fn rejecting(masks: &Masks) -> Mask {
    masks.keys().flat_map(Mask::places).fold(Mask::default(), Mask::and)
}

/// The least number of parts of which all shares are multiples: the least common multiple of the
/// numbers of audiences that reject a package, prime power by prime power; nothing if too large.
pub(crate) fn parts(masks: &Masks) -> Option<u128> {
    let mut highest: BTreeMap<u128, u128> = BTreeMap::new();
    for mask in masks.keys().filter(|mask| !mask.is_empty()) {
        let (mut size, mut prime) = (mask.size() as u128, 2);
        while size > 1 {
            let mut power = 1;
            while size.is_multiple_of(prime) {
                (size, power) = (size / prime, power * prime);
            }
            let known = highest.entry(prime).or_insert(1);
            *known = power.max(*known);
            prime += 1;
        }
    }
    let product = highest.values().try_fold(1, |all: u128, power| all.checked_mul(*power));
    product.filter(|parts| *parts <= MOST_PARTS)
}

/// The packages an audience rejects, by how many audiences reject them.
fn by_size(masks: &Masks, place: usize) -> BTreeMap<u128, u128> {
    let mut by_size: BTreeMap<u128, u128> = BTreeMap::new();
    for (mask, packages) in masks.iter().filter(|(mask, _)| mask.has(place)) {
        let sum = by_size.entry(mask.size() as u128).or_default();
        *sum = sum.saturating_add(*packages);
    }
    by_size
}

fn whole_parts(by_size: &BTreeMap<u128, u128>) -> u128 {
    by_size.iter().map(|(size, n)| n / size).fold(0, u128::saturating_add)
}

/// A share as a fraction of so many parts.
fn shapley(masks: &Masks, place: usize, parts: u128) -> Mixed {
    let by_size = by_size(masks, place);
    let numerator: u128 = by_size.iter().map(|(size, n)| n % size * (parts / size)).sum();
    lowest(whole_parts(&by_size).saturating_add(numerator / parts), numerator % parts, parts)
}

/// In lowest terms; the denominator has no factor beyond the number of audiences or ten.
fn lowest(whole: u128, numerator: u128, denominator: u128) -> Mixed {
    let (mut a, mut b) = (numerator, denominator);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    Mixed {
        whole: Count(whole),
        numerator: Count(numerator / a),
        denominator: Count(denominator / a),
    }
}

/// What the finding says if it is the share to nine decimals, else the share to nine decimals: from
/// a sum to 27 decimals, each term of it cut off.
fn rounded(masks: &Masks, place: usize, said: Option<Mixed>) -> Mixed {
    const ONE: u128 = 1_000_000_000;
    let by_size = by_size(masks, place);
    let sum: u128 = by_size.iter().map(|(size, n)| n % size * ONE.pow(3) / size).sum();
    let whole = whole_parts(&by_size);
    let close = |said: &Mixed| {
        let more = said.whole.0.checked_sub(whole).filter(|more| *more <= by_size.len() as u128);
        let denominator = said.denominator.0;
        denominator > 0
            && ONE.is_multiple_of(denominator)
            && said.numerator.0 < denominator
            && *said == lowest(said.whole.0, said.numerator.0, denominator)
            && more.is_some_and(|more| {
                let said = (more * ONE + ONE / denominator * said.numerator.0) * ONE.pow(2);
                said.abs_diff(sum) <= ONE.pow(2) / 2 + by_size.len() as u128
            })
    };
    said.filter(close).unwrap_or_else(|| {
        let billionths = (sum + ONE.pow(2) / 2) / ONE.pow(2);
        lowest(whole.saturating_add(billionths / ONE), billionths % ONE, ONE)
    })
}

/// What the finding says if it is the number rounded, else the number rounded.
fn as_said(own: f64, said: Option<Billionths>) -> Billionths {
    let close = |said: &Billionths| (said.0 as f64 - own * 1e9).abs() <= 0.5 + NOISE;
    said.filter(close).unwrap_or_else(|| Billionths::nearest(own))
}

/// The shares on the logarithmic scale; nothing if too many audiences reject something.
fn log_shapley(masks: &Masks, audiences: usize) -> Option<Vec<f64>> {
    let players: Vec<usize> = rejecting(masks).places().collect();
    if players.len() > MOST_LOGARITHMIC {
        return None;
    }
    let n = players.len();
    let mut walk = Walk { players: n, with: vec![vec![0.0; n + 1]; n], all: vec![0.0; n + 1] };
    let among_players = |mask: &Mask| {
        let has = |(bit, place): (usize, &usize)| u32::from(mask.has(*place)) << bit;
        players.iter().enumerate().map(has).sum()
    };
    walk.go(0, 0, masks.iter().map(|(mask, n)| (among_players(mask), *n)).collect());
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
struct Walk {
    /// How many they are; sets of them have one bit each.
    players: usize,
    /// The sum of ln(1 + packages left) over the sets of each size with a given player.
    with: Vec<Vec<f64>>,
    /// The same over all sets of each size.
    all: Vec<f64>,
}

impl Walk {
    /// Decides on a player, given those before it and the packages they leave, by who of the others
    /// rejects them.
    fn go(&mut self, player: usize, set: u32, left: Vec<(u32, u128)>) {
        if player == self.players {
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
        }
        let accepted = left.iter().filter(|(mask, _)| mask >> player & 1 == 0).copied().collect();
        self.go(player + 1, set | 1 << player, accepted);
        let mut regrouped: BTreeMap<u32, u128> = BTreeMap::new();
        for (mask, packages) in left {
            let sum = regrouped.entry(mask & !(1 << player)).or_default();
            *sum = sum.saturating_add(packages);
        }
        self.go(player + 1, set, regrouped.into_iter().collect());
    }
}

/// The minimal conflicts to be listed of a space in which no package is accepted by all, and whether
/// these are all; `said` is what the finding lists, which the third says was not recounted in full.
pub(crate) fn conflicts(
    masks: &Masks,
    most: usize,
    said: (&[Mask], bool),
) -> (Vec<Mask>, bool, bool) {
    let minimal = minimal_within(masks, usize::MAX, MOST_COMPARED);
    let (listed, said_complete) = said;
    let Some(all) = minimal.and_then(|minimal| hitting(&minimal)) else {
        let conflicts = listed.iter().filter(|set| is_conflict(masks, set));
        let mut listed: Vec<Mask> = conflicts.cloned().collect();
        listed.sort_by_cached_key(|set| (set.size(), set.clone()));
        listed.dedup();
        listed.truncate(most);
        return (listed, said_complete, true);
    };
    // A search that was given up tells all conflicts up to some size.
    let size = |place: usize| all.get(place).map(Mask::size);
    let up_to = listed.len();
    let given_up = !said_complete
        && rejecting(masks).size() > FEW
        && up_to <= most.min(all.len())
        && (up_to == 0 || size(up_to - 1) != size(up_to));
    let (tell, complete) =
        if given_up { (up_to, false) } else { (most.min(all.len()), all.len() <= most) };
    (all.into_iter().take(tell).collect(), complete, false)
}

/// Whether the set hits all these, and no part of it does.
fn is_conflict(masks: &Masks, set: &Mask) -> bool {
    let hits_all = |set: &Mask| masks.keys().all(|mask| mask.has_any(set));
    hits_all(set) && !set.places().any(|place| hits_all(&set.but(place)))
}

/// All minimal sets that hit each of these, smallest first: those of the first few, extended where
/// they miss the next. Nothing if they become too many.
fn hitting(minimal: &[&Mask]) -> Option<Vec<Mask>> {
    let mut sets: Vec<Mask> = vec![Mask::default()];
    let mut compared = 0;
    for mask in minimal {
        let (mut kept, missing): (Vec<Mask>, Vec<Mask>) =
            sets.into_iter().partition(|set| set.has_any(mask));
        let hit = kept.len();
        for set in missing {
            for place in mask.places() {
                let larger = set.clone().and(place);
                compared += hit + 1;
                if compared > MOST_COMPARED {
                    return None;
                }
                if !kept[..hit].iter().any(|part| larger.has_all(part)) {
                    kept.push(larger);
                }
            }
        }
        sets = kept;
    }
    sets.sort_by_cached_key(|set| (set.size(), set.clone()));
    Some(sets)
}
