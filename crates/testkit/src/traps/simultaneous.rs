//! Traps of answers that come all at once.
//!
//! Two of them share a shape: states (f, a, b); with f at 1 or 2, a and b change together or not at
//! all, so nobody can answer one by one. A wants a, B wants b, and nobody else moves these, so both
//! have an improvement from 000 that stands, and both take part in either reading.

use detente_finding::Concept;
use detente_model::{Dispute, Id, Level, OptionId};

use super::Trap;
use super::build::{A, B, F, best_first, dispute, forbid, prefer, trap, wants};
use crate::parts::{all, at_least, equal};

use Concept::{Gmr, Seq, Smr, Sseq};

fn both_or_neither(better: &[&[Level]]) -> Dispute {
    let mut dispute = dispute("at once", &[("f", F, 3), ("a", A, 2), ("b", B, 2)]);
    let [f, a, b] = [0, 1, 2].map(OptionId::new);
    forbid(&mut dispute, all([at_least(f, 1), equal(a, 1), equal(b, 0)]));
    forbid(&mut dispute, all([at_least(f, 1), equal(a, 0), equal(b, 1)]));
    let focal = best_first(&[better, &[&[0, 0, 0]]]);
    prefer(&mut dispute, vec![focal, wants(vec![equal(a, 1)]), wants(vec![equal(b, 1)])]);
    dispute
}

/// All improvements have to be sanctioned, not only the first.
///
/// F: 100 = 200 = 211 > 000 > the rest. From 100 and from 200 no opponent can move. At once, A and B
/// make 111 of 100, a sanction, and 211 of 200, none (one of them alone: infeasible). A program that
/// does not look at 200 calls 000 stable under SIM.
pub fn every_improvement_is_judged() -> Trap {
    let dispute = both_or_neither(&[&[1, 0, 0], &[2, 0, 0], &[2, 1, 1]]);
    trap("every improvement is judged", dispute)
        .stable(F, &[0, 0, 0], &[])
        .sim(F, &[0, 0, 0], false, false)
        .stable(A, &[0, 0, 0], &[])
        .sim(A, &[0, 0, 0], false, false)
}

/// Sanctions for the second improvement are looked for as for the first.
///
/// F: 100 = 200 > 000 > the rest: now A and B sanction 200 too, with 211. A program that has used up
/// its joint answers on the first improvement calls 000 unstable under SIM. Under the other concepts
/// it is, for no opponent can move from 100.
pub fn every_improvement_is_sanctioned() -> Trap {
    let dispute = both_or_neither(&[&[1, 0, 0], &[2, 0, 0]]);
    trap("every improvement is sanctioned", dispute).stable(F, &[0, 0, 0], &[]).sim(
        F,
        &[0, 0, 0],
        true,
        true,
    )
}

/// The two readings differ: an opponent for whom the state is otherwise stable stays put in that of
/// Fraser and Hipel.
///
/// States (f, a). F: 10 > 00 > 11 > 01. A: 01 > 00 > 10 = 11. F improves from 00 to 10. A can
/// answer with 11, a sanction, and from there F gets only 01: GMR, SMR; but A does not gain by it:
/// neither SEQ nor SSEQ. A itself improves from 00 to 01; F answers with an improvement, 11, no
/// better for A than 00, and from 11 A gets only 10, no better: all but Nash. At once, 01 makes 11
/// of 10: SIM as GMCR+ reads it, for both. But 00 is SEQ for A, so A takes no part as Fraser and Hipel
/// read it: unstable for F, and stable for A, by SEQ.
pub fn only_the_unstable_take_part() -> Trap {
    let mut dispute = dispute("who takes part", &[("f", F, 2), ("a", A, 2)]);
    let focal = best_first(&[&[&[1, 0]], &[&[0, 0]], &[&[1, 1]]]);
    prefer(&mut dispute, vec![focal, best_first(&[&[&[0, 1]], &[&[0, 0]]])]);
    trap("only the unstable take part", dispute)
        .stable(F, &[0, 0], &[Smr, Gmr])
        .sim(F, &[0, 0], true, false)
        .stable(A, &[0, 0], &[Sseq, Seq, Smr, Gmr])
        .sim(A, &[0, 0], true, true)
}
