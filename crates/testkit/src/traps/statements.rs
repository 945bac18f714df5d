//! The trap of long lists of statements.

use detente_finding::Concept;
use detente_model::{Id, Level, OptionId};

use super::Trap;
use super::build::{A, F, dispute, forbid, prefer, trap, wants};
use crate::parts::{all, equal};

/// Levels of A's option.
const LEVELS: Level = 68;

/// More statements than a score of 64 bits, or the 53 of a double, can hold.
///
/// States (f, g, a); not both f and g. F's statements: f; then a at level 0, 1, ..., 67; then g: 70
/// in all, and all 204 states have ranks of their own. The first decides: F improves from any 0ga
/// to 10a, and whatever A, who has no preference, does then, f stays and F is better off. Nothing is
/// better than 10a but with another a. A score that loses the first statement, or takes a sum of
/// doubles, ranks 010 above 100, or like 000.
pub fn seventy_statements() -> Trap {
    let options = [("f", F, 2), ("g", F, 2), ("a", A, LEVELS)];
    let mut dispute = dispute("seventy statements", &options);
    let [f, g, a] = [0, 1, 2].map(OptionId::new);
    forbid(&mut dispute, all([equal(f, 1), equal(g, 1)]));
    let mut statements = vec![equal(f, 1)];
    statements.extend((0..LEVELS).map(|level| equal(a, level)));
    statements.push(equal(g, 1));
    prefer(&mut dispute, vec![wants(statements), None]);
    let five = [Concept::Nash, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr];
    [0, 3, 67].into_iter().fold(trap("seventy statements", dispute), |trap, a| {
        trap.stable(F, &[0, 0, a], &[])
            .sim(F, &[0, 0, a], false, false)
            .stable(F, &[0, 1, a], &[])
            .sim(F, &[0, 1, a], false, false)
            .stable(F, &[1, 0, a], &five)
            .sim(F, &[1, 0, a], true, true)
            .stable(A, &[0, 1, a], &five)
            // The last statement tells 01a from 00a.
            .leads(&[0, 0, a], &[0, 1, a], [Some((0, 1, 1)), Some((0, 1, 1)), Some((0, 1, 1))])
    })
}
