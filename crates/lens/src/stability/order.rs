//! The order of a party's ranks within each of its fibres, worst last: what a pass over improvements
//! in a long fibre goes by. Two bytes an address; short fibres are compared pair by pair instead.

use super::moves::Moves;
use super::ranks::Ranks;

/// Fibres up to this long are compared pair by pair.
pub(crate) const SHORT: usize = 16;

/// Per fibre its digits, best rank first.
pub(crate) struct Orders {
    digits: Vec<u16>,
    count: usize,
}

impl Orders {
    /// The orders of a party; nothing if its fibres are short, or it is indifferent.
    pub(crate) fn new(moves: &Moves, ranks: &Ranks) -> Option<Orders> {
        let all = ranks.all()?;
        if moves.count <= SHORT || moves.count > 1 << 16 {
            return None;
        }
        let mut digits = vec![0; all.len()];
        for (fibre, order) in digits.chunks_exact_mut(moves.count).enumerate() {
            let first = moves.first(fibre);
            for (digit, place) in (0..).zip(order.iter_mut()) {
                *place = digit;
            }
            let rank = |digit: u16| all[first + usize::from(digit) * moves.stride];
            order.sort_unstable_by_key(|&digit| (std::cmp::Reverse(rank(digit)), digit));
        }
        Some(Orders { digits, count: moves.count })
    }

    /// The digits of a fibre, best rank first.
    pub(crate) fn of(&self, fibre: usize) -> &[u16] {
        &self.digits[fibre * self.count..(fibre + 1) * self.count]
    }
}
