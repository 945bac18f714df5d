//! Means and medians with their spans, and what each party has to do with the mean.
//!
//! *Mean.* For given weights Σ wᵢxᵢ / Σ wᵢ grows with every position, so its largest value M takes all
//! positions at their highest. Then it is largest where weights are high above a threshold and low
//! below. Proof: let weights w have a mean m; take w′ with high weights where xᵢ ≥ m and low ones
//! elsewhere. Σ w′ᵢ(xᵢ − m) ≥ Σ wᵢ(xᵢ − m) = 0, and w′ is not all zero, since some xᵢ ≥ m has wᵢ > 0;
//! so the mean of w′ is at least m. It is enough to try the n + 1 thresholds between positions in
//! order. The least value likewise, from below.
//!
//! *Median.* The lower median is at most t just if the weight at or below t is not less than the weight
//! above. For given weights it grows with every position, so its least value takes all positions at
//! their lowest; and the weights that put it at most at t are high at or below t and low above. It is
//! the first t, in order, for which these suffice and are not all zero. With all weights at their
//! modes that is the lower median itself; from above, the upper one and its largest value.
//!
//! All in O(n log n), numbers within the bounds of `whole.rs`.

use detente_finding::{Centres, Exact, Median, Span};
use detente_model::Rational;
use num_integer::Integer;

use super::whole::{Entry, Whole};

/// Mean and median; nothing if nobody has any weight at the modes.
pub(super) fn centres(whole: &Whole, entries: &[Entry]) -> Option<Centres> {
    let unit = whole.unit;
    let (sum, weight) = totals(entries.iter().map(at_modes));
    if weight == 0 {
        return None;
    }
    let mean = Span {
        low: position(end(entries, End::Low)?, unit),
        at: exact(sum, weight * unit),
        high: position(end(entries, End::High)?, unit),
    };
    let modes = |entry: &Entry| Stand {
        at: entry.position.at,
        heavy: entry.weight.at,
        light: entry.weight.at,
    };
    let (low, high) =
        (|entry: &Entry| stand(entry, End::Low), |entry: &Entry| stand(entry, End::High));
    let median = Median {
        low: exact(half(entries.iter().map(low), End::Low)?, unit),
        lower: exact(half(entries.iter().map(modes), End::Low)?, unit),
        upper: exact(half(entries.iter().map(modes), End::High)?, unit),
        high: exact(half(entries.iter().map(high), End::High)?, unit),
    };
    Some(Centres { mean, median })
}

/// From which end of the scale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

/// A position with the largest and the smallest weight that may stand there.
#[derive(Clone, Copy)]
struct Stand {
    at: i128,
    heavy: i128,
    light: i128,
}

fn stand(entry: &Entry, end: End) -> Stand {
    let at = if end == End::Low { entry.position.low } else { entry.position.high };
    Stand { at, heavy: entry.weight.high, light: entry.weight.low }
}

/// From this end on.
fn in_order(stands: impl Iterator<Item = Stand>, end: End) -> Vec<Stand> {
    let mut stands: Vec<Stand> = stands.collect();
    stands.sort_by_key(|stand| if end == End::Low { stand.at } else { -stand.at });
    stands
}

/// The mean farthest towards this end, in position parts; nothing if all weights are always zero.
fn end(entries: &[Entry], end: End) -> Option<Rational> {
    let stands = in_order(entries.iter().map(|entry| stand(entry, end)), end);
    let (mut sum, mut weight) = totals(stands.iter().map(|stand| (stand.light, stand.at)));
    let mut farthest: Option<Rational> = None;
    let mut consider = |sum, weight| {
        if weight == 0 {
            return;
        }
        let mean = Rational::new(sum, weight);
        farthest = Some(farthest.map_or(mean, |known| match end {
            End::Low => known.min(mean),
            End::High => known.max(mean),
        }));
    };
    consider(sum, weight);
    for stand in stands {
        sum += (stand.heavy - stand.light) * stand.at;
        weight += stand.heavy - stand.light;
        consider(sum, weight);
    }
    farthest
}

/// The first position from this end at or before which not less than half of the weight can stand.
fn half(stands: impl Iterator<Item = Stand>, end: End) -> Option<i128> {
    let stands = in_order(stands, end);
    let mut after: i128 = stands.iter().map(|stand| stand.light).sum();
    let mut before = 0;
    let enough = |stand: &&Stand| {
        before += stand.heavy;
        after -= stand.light;
        before > 0 && before >= after
    };
    stands.iter().find(enough).map(|stand| stand.at)
}

/// Σ wᵢxᵢ and Σ wᵢ.
fn totals(pairs: impl Iterator<Item = (i128, i128)>) -> (i128, i128) {
    pairs.fold((0, 0), |(sum, weight), (w, x)| (sum + w * x, weight + w))
}

/// What one party has to do with the weighted mean, all ranges at their modes.
#[derive(Clone, Copy, Default)]
pub(super) struct Pull {
    /// Its share of all weight.
    pub(super) share: Option<Exact>,
    /// The mean without it.
    pub(super) without: Option<Exact>,
}

/// Shares of all weight, and means without each party.
pub(super) fn pulls(whole: &Whole) -> Vec<Pull> {
    let (sum, weight) = totals(whole.entries.iter().map(at_modes));
    let pull = |(w, x)| Pull {
        share: (weight > 0).then(|| exact(w, weight)),
        without: (weight > w).then(|| position(Rational::new(sum - w * x, weight - w), whole.unit)),
    };
    whole.entries.iter().map(at_modes).map(pull).collect()
}

/// The places of those who stand nearest to the mean, all ranges at their modes.
pub(super) fn nearest(whole: &Whole) -> Vec<usize> {
    let (sum, weight) = totals(whole.entries.iter().map(at_modes));
    let far = |entry: &Entry| (entry.position.at * weight - sum).abs();
    let least = whole.entries.iter().map(far).min().filter(|_| weight > 0);
    let places = 0..whole.entries.len();
    places.filter(|&at| Some(far(&whole.entries[at])) == least).collect()
}

fn at_modes(entry: &Entry) -> (i128, i128) {
    (entry.weight.at, entry.position.at)
}

/// A number of position parts as a position.
fn position(parts: Rational, unit: i128) -> Exact {
    let common = unit.gcd(parts.numer());
    Exact(Rational::new(parts.numer() / common, parts.denom() * (unit / common)))
}

fn exact(numerator: i128, denominator: i128) -> Exact {
    Exact(Rational::new(numerator, denominator))
}
