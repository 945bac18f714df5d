//! Traps of ways between states.

use detente_finding::Concept;
use detente_model::{Condition, Id, Level, OptionId};

use super::Trap;
use super::build::{A, B, F, dispute, forbid, prefer, trap, wants};
use crate::parts::{all, any, at_least, equal};

/// Levels above the lowest, of each of the two options.
const TOP: Level = 8;

/// A search for a way must not stop at a silent depth limit.
///
/// States (f, a): a stair, feasible are the states with f = a or f = a + 1. F and A climb it in turn:
/// 00, 10, 11, 21, ..., 88, sixteen moves, and there is no other way. Both want their own option
/// high, so each move up is an improvement and each move down against its mover's preference. At the
/// top nobody has an improvement; at the bottom F has one, and A can answer with 11 at most, where F
/// is better off than at 00.
pub fn long_way() -> Trap {
    let mut dispute = dispute("a long way", &[("f", F, TOP + 1), ("a", A, TOP + 1)]);
    let [f, a] = [0, 1].map(OptionId::new);
    let step = |low: Level| {
        let high = (low + 1).min(TOP);
        all([equal(a, low), any([equal(f, low), equal(f, high)])])
    };
    let stair = Condition::Any((0..=TOP).map(step).collect());
    forbid(&mut dispute, Condition::Not(Box::new(stair)));
    let high = |option| wants((1..=TOP).rev().map(|level| at_least(option, level)).collect());
    prefer(&mut dispute, vec![high(f), high(a)]);
    let steps = 2 * u32::from(TOP);
    let up = Some((0, steps, 1));
    let five = [Concept::Nash, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr];
    trap("a long way", dispute)
        .stable(F, &[0, 0], &[])
        .stable(A, &[0, 0], &five)
        .stable(F, &[TOP, TOP], &five)
        .stable(A, &[TOP, TOP], &five)
        .leads(&[0, 0], &[TOP, TOP], [up, up, up])
        .leads(&[TOP, TOP], &[0, 0], [up, None, Some((steps, steps, 1))])
}

/// Shortest paths are counted by who moves when; the way that goes least against preferences may
/// leave fewer of them.
///
/// States (f, a, b), all feasible. F wants f. A wants a if f is taken, and not otherwise. B wants
/// nothing. From 000 to 111 there are six orders of three moves. No improvement of B's, so no way by
/// improvements; B's move alone goes against preferences if A moves after F: three orders of the six.
/// From 000 to 110 the two orders become one, F then A, by improvements.
pub fn order_of_moves() -> Trap {
    let mut dispute = dispute("orders", &[("f", F, 2), ("a", A, 2), ("b", B, 2)]);
    let [f, a] = [0, 1].map(OptionId::new);
    let alike = any([all([equal(f, 1), equal(a, 1)]), all([equal(f, 0), equal(a, 0)])]);
    prefer(&mut dispute, vec![wants(vec![equal(f, 1)]), wants(vec![alike]), None]);
    let (zero, here) = ([0, 0, 0], Some((0, 0, 1)));
    trap("the order of moves", dispute)
        .leads(&zero, &zero, [here, here, here])
        .leads(&zero, &[1, 1, 1], [Some((0, 3, 6)), None, Some((1, 3, 3))])
        .leads(&zero, &[1, 1, 0], [Some((0, 2, 2)), Some((0, 2, 1)), Some((0, 2, 1))])
        .leads(&zero, &[0, 1, 0], [Some((0, 1, 1)), None, Some((1, 1, 1))])
}
