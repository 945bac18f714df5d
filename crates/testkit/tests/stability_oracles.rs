//! The naive definitions of stability reproduce every conflict with known verdicts.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{Concept, Simultaneity};
use detente_model::{Id, Level, PartyId, ReadingId, Scope};
use detente_testkit::naive::Graph;
use detente_testkit::oracles::{self, Known, Oracle, StateSet};

fn graph(oracle: &Oracle) -> Graph {
    Graph::new(&oracle.dispute, &Scope::whole(&oracle.dispute), ReadingId::new(0))
}

fn stable(oracle: &Oracle, graph: &Graph, known: &Known, party: PartyId) -> Vec<bool> {
    if known.concept != Concept::Sim {
        return graph.stable_states(known.concept, party);
    }
    let sim = |state| graph.sim(&oracle.dispute, known.sim, party, state);
    (0..graph.states.len()).map(sim).collect()
}

/// Everything known of the conflict holds; the number of sets compared.
fn check(oracle: &Oracle) -> usize {
    let graph = graph(oracle);
    let mut compared = 0;
    for known in &oracle.known {
        let mut all = vec![true; graph.states.len()];
        for (party, expected) in known.stable.iter() {
            let stable = stable(oracle, &graph, known, party);
            let holds = |state: &[Level]| stable[graph.number(state).unwrap()];
            let checked = oracle.check(expected, holds);
            assert_eq!(checked, Ok(()), "{:?} {:?} {party:?}", known.concept, known.sim);
            compared += 1;
            all.iter_mut().zip(&stable).for_each(|(all, stable)| *all &= stable);
        }
        if let Some(expected) = &known.equilibria {
            let holds = |state: &[Level]| all[graph.number(state).unwrap()];
            let checked = oracle.check(expected, holds);
            assert_eq!(checked, Ok(()), "{:?} {:?} all", known.concept, known.sim);
            compared += 1;
        }
    }
    compared
}

#[test]
fn cases_of_the_literature() {
    // Five concepts and two readings of SIM, each party by party and for all.
    assert_eq!(check(&oracles::prisoners()), 7 * 3);
    assert_eq!(check(&oracles::cuban()), 7 * 3);
    assert_eq!(check(&oracles::elmira()), 7 * 4);
}

#[test]
fn elmira_in_graph_form() {
    let (graph, known) = oracles::elmira_graph();
    assert_eq!(known.len(), 5);
    let codes: Vec<u64> = (1..=9).collect();
    for known in known {
        let mut all = vec![true; 9];
        for (party, expected) in known.stable.iter() {
            let stable = graph.stable_states(known.concept, party);
            assert_eq!(expected.check(&codes, &stable), Ok(()), "{:?} {party:?}", known.concept);
            all.iter_mut().zip(&stable).for_each(|(all, stable)| *all &= stable);
        }
        assert_eq!(known.equilibria.unwrap().check(&codes, &all), Ok(()), "{:?}", known.concept);
    }
}

#[test]
fn strict_ordinal_two_by_two_games() {
    let games = oracles::two_by_two_games();
    assert_eq!(games.len(), 288);
    let compared: usize = games.iter().map(check).sum();
    assert_eq!(compared, 288 * 6 * 2);
}

/// The file of the games has one `sim`: it is the reading of GMCR+, for the other disagrees in a
/// quarter of them.
#[test]
fn the_games_mean_the_reading_of_gmcr_plus() {
    let disagrees = |oracle: &&Oracle| {
        let graph = graph(oracle);
        let known = oracle.known.iter().find(|known| known.concept == Concept::Sim).unwrap();
        let other = Known { sim: Simultaneity::FraserHipel, ..known.clone() };
        other.stable.iter().any(|(party, expected)| {
            let stable = stable(oracle, &graph, &other, party);
            let holds = |state: &[Level]| stable[graph.number(state).unwrap()];
            oracle.check(expected, holds).is_err()
        })
    };
    let games = oracles::two_by_two_games();
    assert_eq!(games.iter().filter(disagrees).count(), 72);
}

#[test]
fn large_random_conflicts() {
    assert_eq!(check(&oracles::random_3dm()), 5 * 4);
    assert_eq!(check(&oracles::random_4dm()), 5 * 5);
}

#[test]
fn a_wrong_set_is_told() {
    let oracle = oracles::prisoners();
    let all = |_: &[Level]| true;
    assert!(oracle.check(&StateSet::Numbers(vec![1]), all).is_err());
    assert!(oracle.check(&StateSet::Digest(4, String::new()), all).is_err());
    // echo -n 0,1,2,3 | sha256sum
    let digest = "84deff01f1994516ca1e83d3a07d9ef1a8499dea8dbb783f2a17f56cefa330cf";
    assert_eq!(oracle.check(&StateSet::Digest(4, digest.into()), all), Ok(()));
}
