//! The naive definitions give the verdicts worked out by hand, trap by trap.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::Concept;
use detente_model::{Id, ReadingId, Scope};
use detente_testkit::naive::Graph;
use detente_testkit::traps::{self, Trap};

fn check(trap: &Trap) {
    let Trap { name, dispute, verdicts, paths } = trap;
    let graph = Graph::new(dispute, &Scope::whole(dispute), ReadingId::new(0));
    for expected in verdicts {
        let (party, state) = (expected.party, graph.number(&expected.state).unwrap());
        let stable = match expected.concept {
            Concept::Sim => graph.sim(dispute, expected.sim, party, state),
            concept => graph.stable(concept, party, state),
        };
        assert_eq!(stable, expected.stable, "{name}: {expected:?}");
        if let Some(margin) = graph.margin(expected.concept, party, state) {
            assert_eq!(margin >= 0, expected.stable, "{name}: {expected:?}");
        }
    }
    for expected in paths {
        let [from, to] = [&expected.from, &expected.to].map(|state| graph.number(state).unwrap());
        let found = graph.distances(from, expected.way)[to];
        let found = found.map(|found| (found.against, found.moves, found.paths));
        assert_eq!(found, expected.shortest, "{name}: {expected:?}");
    }
}

macro_rules! traps {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            check(&traps::$name());
        }
    )*
        #[test]
        fn all_are_listed() {
            let names: Vec<&str> = traps::all().iter().map(|trap| trap.name).collect();
            assert_eq!(names, [$(traps::$name().name),*]);
        }
    };
}

traps! {
    opponents_move_many_times
    ties_sanction
    improvements_are_strict
    focal_party_stays_out
    moves_are_improvements_from_where_one_stands
    every_improvement_is_judged
    every_improvement_is_sanctioned
    only_the_unstable_take_part
    seventy_statements
    long_way
    order_of_moves
}

#[test]
fn margins_by_hand() {
    // F's ranks: 121 and others 1, 000 is 2, the improvement 3. It is sure of 3 without answers, of 1
    // with them.
    let trap = traps::opponents_move_many_times();
    let graph = Graph::new(&trap.dispute, &Scope::whole(&trap.dispute), ReadingId::new(0));
    let state = graph.number(&[0, 0, 0]).unwrap();
    let party = trap.dispute.parties.ids().next().unwrap();
    assert_eq!(graph.margin(Concept::Nash, party, state), Some(-1));
    for concept in [Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq] {
        assert_eq!(graph.margin(concept, party, state), Some(1));
    }
    assert_eq!(graph.margin(Concept::Sim, party, state), None);
    // B has no move.
    let party = trap.dispute.parties.ids().last().unwrap();
    assert_eq!(graph.margin(Concept::Nash, party, state), None);
}
