//! The order of a party's ranks within each of its fibres, best first: what a pass over improvements
//! in a long fibre goes by. Two bytes an address, four for parties with more than 2^16 digits; short
//! fibres are compared pair by pair instead.

use super::moves::Moves;
use super::ranks::Ranks;

/// Fibres up to this long are compared pair by pair.
const SHORT: usize = 16;

/// Per fibre its digits, best rank first.
pub(crate) enum Orders {
    /// Of parties with at most 2^16 digits.
    Long(Vec<u16>),
    /// Of parties with more.
    VeryLong(Vec<u32>),
}

impl Orders {
    /// The orders of a party; nothing if its fibres are short, or it is indifferent.
    pub(crate) fn new(moves: &Moves, ranks: &Ranks) -> Option<Orders> {
        ranks.all().filter(|_| moves.count > SHORT)?;
        Some(match moves.count <= 1 << 16 {
            true => Orders::Long(sorted(moves, ranks, |digit| digit as u16)),
            false => Orders::VeryLong(sorted(moves, ranks, |digit| digit as u32)),
        })
    }
}

fn sorted<D: Copy>(moves: &Moves, ranks: &Ranks, short: impl Fn(usize) -> D) -> Vec<D> {
    let all = ranks.all().unwrap_or(&[]);
    let mut digits: Vec<usize> = (0..moves.count).collect();
    let mut orders = Vec::with_capacity(all.len());
    for fibre in 0..moves.fibres(all.len()) {
        let first = moves.first(fibre);
        let rank = |digit: usize| all[first + digit * moves.stride];
        digits.sort_unstable_by_key(|&digit| (std::cmp::Reverse(rank(digit)), digit));
        orders.extend(digits.iter().map(|&digit| short(digit)));
    }
    orders
}
