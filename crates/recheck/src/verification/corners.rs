//! Spans over all corners of several ranges.

use detente_finding::{Exact, Need, Span};
use detente_model::{Quantity, Rational};

/// Lowest, usual and highest value.
pub(super) type Three = [Rational; 3];

pub(super) fn three(quantity: &Quantity) -> Three {
    let (low, high) = quantity.bounds();
    [low, quantity.mode(), high]
}

pub(super) fn spread([low, at, high]: Three) -> Span {
    Span { low: Exact(low), at: Exact(at), high: Exact(high) }
}

/// A number that may be endless: `None`.
pub(super) type Endless = Option<Rational>;

/// The usual value and the ends of a function of several ranges, tried in every corner; nothing if
/// digits outgrow.
pub(super) fn ends(
    ranges: &[Three],
    of: impl Fn(&[Rational]) -> Option<Endless>,
) -> Option<[Endless; 3]> {
    let usual: Vec<Rational> = ranges.iter().map(|range| range[1]).collect();
    let at = of(&usual)?;
    let open: Vec<usize> = (0..ranges.len()).filter(|&r| ranges[r][0] != ranges[r][2]).collect();
    let mut found: Option<(Endless, Endless)> = None;
    for corner in 0..1_usize << open.len() {
        let mut point = usual.clone();
        for (bit, &range) in open.iter().enumerate() {
            point[range] = ranges[range][if corner >> bit & 1 == 1 { 2 } else { 0 }];
        }
        let value = of(&point)?;
        found = Some(match found {
            None => (value, value),
            Some((low, high)) => (smaller(low, value), larger(high, value)),
        });
    }
    let (low, high) = found?;
    Some([low, at, high])
}

fn smaller(a: Endless, b: Endless) -> Endless {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, None) | (None, one) => one,
    }
}

fn larger(a: Endless, b: Endless) -> Endless {
    a.zip(b).map(|(a, b)| a.max(b))
}

pub(super) fn need([low, at, high]: [Endless; 3]) -> Need {
    Need { low: low.map(Exact), at: at.map(Exact), high: high.map(Exact) }
}
