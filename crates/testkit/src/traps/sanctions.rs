//! Traps of answers that come one after the other.

use detente_finding::Concept;
use detente_model::{Id, OptionId};

use super::Trap;
use super::build::{A, B, F, best_first, dispute, forbid, prefer, trap, wants};
use crate::parts::{all, at_least, equal};

use Concept::{Gmr, Nash, Seq, Smr, Sseq};

/// An opponent may move many times in one sanction, only not twice running.
///
/// States (f, a, b); (a, b) is one of 00, 10, 11, 21. F has one improvement from 000, to 100. From
/// there A alone can move, to 110; then B, to 111; then A again, to 121, which F likes no better than
/// 000; the rest of the way it likes better. All three moves improve on where their movers stand: A
/// wants a high, B wants b. So 000 is GMR and SEQ for F, and from 121 F can only go to 021, no
/// better: SMR and SSEQ too. A program that lets each opponent move once stops at 111. Nobody but A
/// moves a, so A's improvement from 000 to 010 stands. B cannot move from 000.
/// SIM: from 000 A alone has an improvement, 010, which makes 110 of 100: no sanction; Fraser and
/// Hipel take F's SEQ for enough.
pub fn opponents_move_many_times() -> Trap {
    let mut dispute = dispute("many moves", &[("f", F, 2), ("a", A, 3), ("b", B, 2)]);
    let [a, b] = [1, 2].map(OptionId::new);
    forbid(&mut dispute, all([equal(a, 0), equal(b, 1)]));
    forbid(&mut dispute, all([equal(a, 2), equal(b, 0)]));
    let focal = best_first(&[&[&[1, 0, 0], &[1, 1, 0], &[1, 1, 1]], &[&[0, 0, 0]]]);
    let high = wants(vec![at_least(a, 2), at_least(a, 1)]);
    prefer(&mut dispute, vec![focal, high, wants(vec![equal(b, 1)])]);
    trap("opponents move many times", dispute)
        .stable(F, &[0, 0, 0], &[Sseq, Seq, Smr, Gmr])
        .sim(F, &[0, 0, 0], false, true)
        .stable(A, &[0, 0, 0], &[])
        .sim(A, &[0, 0, 0], false, false)
        .stable(B, &[0, 0, 0], &[Nash, Sseq, Seq, Smr, Gmr])
        .sim(B, &[0, 0, 0], true, true)
        // A, B, A and nothing shorter; against nobody's preference.
        .leads(&[1, 0, 0], &[1, 2, 1], [Some((0, 3, 1)), Some((0, 3, 1)), Some((0, 3, 1))])
}

/// An answer that leaves the party as well off as it was is a sanction.
///
/// States (f, a). F: 10 > 00 = 11 > 01. A wants a. F improves from 00 to 10; A answers with 11, a
/// tie with 00: GMR and SEQ. From 11 F can go to 01, which is worse: SMR and SSEQ. A's improvement
/// from 00, 01, makes 11 of 10 at once: SIM.
pub fn ties_sanction() -> Trap {
    let mut dispute = dispute("ties", &[("f", F, 2), ("a", A, 2)]);
    let focal = best_first(&[&[&[1, 0]], &[&[0, 0], &[1, 1]]]);
    prefer(&mut dispute, vec![focal, wants(vec![equal(OptionId::new(1), 1)])]);
    trap("ties sanction", dispute)
        .stable(F, &[0, 0], &[Sseq, Seq, Smr, Gmr])
        .sim(F, &[0, 0], true, true)
        .stable(A, &[0, 0], &[])
        .sim(A, &[0, 0], false, false)
}

/// A move to a state that is no better is no improvement, neither the party's nor its opponent's.
///
/// States (f, a). F: 20 > 00 = 10 > the rest. A has no preference, so it is indifferent and stable
/// everywhere. From 00 F's move to 10 is no improvement; the one to 20 is, and A's answers from there,
/// 21, leave F with less: GMR, and from 21 F can only go to 01 and 11, no better: SMR. But no answer
/// of A is an improvement: neither SEQ nor SSEQ nor SIM. From 10 it is the same. From 20 F has no
/// improvement.
pub fn improvements_are_strict() -> Trap {
    let mut dispute = dispute("strict", &[("f", F, 3), ("a", A, 2)]);
    prefer(&mut dispute, vec![best_first(&[&[&[2, 0]], &[&[0, 0], &[1, 0]]]), None]);
    let five = [Nash, Sseq, Seq, Smr, Gmr];
    trap("improvements are strict", dispute)
        .stable(F, &[0, 0], &[Smr, Gmr])
        .sim(F, &[0, 0], false, false)
        .stable(F, &[1, 0], &[Smr, Gmr])
        .sim(F, &[1, 0], false, false)
        .stable(F, &[2, 0], &five)
        .sim(F, &[2, 0], true, true)
        .stable(A, &[0, 0], &five)
        .sim(A, &[0, 0], true, true)
        // Against the preference of F, for whom it is a tie.
        .leads(&[0, 0], &[1, 0], [Some((0, 1, 1)), None, Some((1, 1, 1))])
}

/// The focal party takes no part in the answer to its own improvement.
///
/// States (f, a). F: 10 = 11 > 00 > 01. A wants a. F improves from 00 to 10; A can answer with 11
/// only, which is no sanction. If F were among those who answer, it would go back to 00, or A and F
/// to 01, and 00 would be stable.
pub fn focal_party_stays_out() -> Trap {
    let mut dispute = dispute("focal", &[("f", F, 2), ("a", A, 2)]);
    let focal = best_first(&[&[&[1, 0], &[1, 1]], &[&[0, 0]]]);
    prefer(&mut dispute, vec![focal, wants(vec![equal(OptionId::new(1), 1)])]);
    trap("the focal party stays out", dispute).stable(F, &[0, 0], &[]).sim(F, &[0, 0], false, false)
}

/// Each move of a credible answer improves on where its mover stands, not on the state asked about.
///
/// States (f, a). F: 10 > 02 = 12 > 00 > 11 > the rest. A: 00 > 12 > 11 > the rest: once F has
/// moved to 10, A gains by either answer, though 00 was better. F improves from 00 to 10; A's answers
/// are 11, worse for F than 00, and 12, better: SEQ and GMR by 11. From 11 F can go to 01, the worst:
/// SSEQ and SMR too. A has no improvement from 00, so there is nothing to sanction at once with.
/// From 01 F improves to 11 only; where A can go from there, 12 and 10, is better for F than 01:
/// unstable. A's one improvement from 01, to 00, makes 10 of 11, the best for F: no SIM.
pub fn moves_are_improvements_from_where_one_stands() -> Trap {
    let mut dispute = dispute("stands", &[("f", F, 2), ("a", A, 3)]);
    let focal = best_first(&[&[&[1, 0]], &[&[0, 2], &[1, 2]], &[&[0, 0]], &[&[1, 1]]]);
    let other = best_first(&[&[&[0, 0]], &[&[1, 2]], &[&[1, 1]]]);
    prefer(&mut dispute, vec![focal, other]);
    trap("moves are improvements from where one stands", dispute)
        .stable(F, &[0, 0], &[Sseq, Seq, Smr, Gmr])
        .sim(F, &[0, 0], false, true)
        .stable(F, &[0, 1], &[])
        .sim(F, &[0, 1], false, false)
}
