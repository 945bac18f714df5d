//! Moves: steps are closed moves, closed moves are transitive along one party's own options.

use std::collections::BTreeSet;

use detente_model::{Id, Scope};
use detente_testkit::random_dispute;

#[test]
fn every_step_is_a_closed_move_of_the_same_party() {
    let mut steps = 0;
    for seed in 0..600 {
        let dispute = random_dispute(seed);
        let scope = Scope::whole(&dispute);
        for from in dispute.states_in(&scope).filter(|s| dispute.is_feasible(s)).take(60) {
            for party in dispute.parties.ids() {
                let moves: BTreeSet<_> = dispute.moves(party, &from).into_iter().collect();
                assert!(!moves.contains(&from), "seed {seed}: staying is no move");
                for to in dispute.steps(party, &from) {
                    assert!(moves.contains(&to), "seed {seed}");
                    let changed = (0..from.len()).filter(|&i| from[i] != to[i]).count();
                    assert_eq!(changed, 1, "seed {seed}");
                    steps += 1;
                }
                for to in &moves {
                    assert!(dispute.is_feasible(to), "seed {seed}");
                    let foreign = dispute.options.iter().filter(|(_, o)| o.party != party);
                    assert!(foreign.into_iter().all(|(o, _)| from[o.index()] == to[o.index()]));
                }
            }
        }
    }
    assert!(steps > 10_000, "{steps}");
}

/// Guards speak of other parties' options only, which do not change along one party's own moves, so
/// two moves in a row are one move: the fast stability engine stands on this.
#[test]
fn two_closed_moves_of_a_party_in_a_row_are_one() {
    for seed in 0..300 {
        let dispute = random_dispute(seed);
        let scope = Scope::whole(&dispute);
        for from in dispute.states_in(&scope).filter(|s| dispute.is_feasible(s)).take(25) {
            for party in dispute.parties.ids() {
                let moves: BTreeSet<_> = dispute.moves(party, &from).into_iter().collect();
                for via in &moves {
                    for to in dispute.moves(party, via) {
                        assert!(to == from || moves.contains(&to), "seed {seed}");
                    }
                }
            }
        }
    }
}
