//! The lens on conflicts whose verdicts are known: the literature, other programs, and disputes that
//! other programs get wrong.

use detente_finding::{Concept, Simultaneity, Way};
use detente_model::{Dispute, Id, Level, Scope};
use detente_states::Bitmap;
use detente_testkit::oracles::{self, Oracle};
use detente_testkit::traps;

use super::super::graph::{Graph, Outlook};
use super::super::path::Paths;
use super::super::search::{NOWHERE, Search};
use super::super::verdicts::{Verdicts, holds};

fn judged(dispute: &Dispute, sim: Simultaneity) -> (Graph<'_>, Outlook, Verdicts) {
    let scope = Scope::whole(dispute);
    let mut graph = Graph::new(dispute, &scope).unwrap().expect("the conflict has a state");
    let outlook = graph.outlook(Id::new(0)).unwrap();
    let mut verdicts = Verdicts::new(&graph, &outlook, &Concept::ALL);
    verdicts.add_simultaneous(&graph, &outlook, sim).unwrap();
    (graph, outlook, verdicts)
}

/// Compares everything known of a conflict; returns how many sets that were.
fn compare(oracle: &Oracle) -> usize {
    let mut compared = 0;
    for known in &oracle.known {
        let (graph, _, verdicts) = judged(&oracle.dispute, known.sim);
        let holds = |set: &Bitmap, levels: &[Level]| {
            holds(set, graph.address(levels).expect("a feasible state has an address"))
        };
        for (party, expected) in known.stable.iter() {
            let stable = &verdicts.of(known.concept).unwrap()[party];
            oracle.check(expected, |levels| holds(stable, levels)).unwrap();
            compared += 1;
        }
        if let Some(expected) = &known.equilibria {
            let equilibria = verdicts.equilibria(known.concept).unwrap();
            oracle.check(expected, |levels| holds(&equilibria, levels)).unwrap();
            compared += 1;
        }
    }
    compared
}

#[test]
fn cases_of_the_literature() {
    // Five concepts and two readings of SIM, party by party and for all.
    assert_eq!(compare(&oracles::prisoners()), 7 * 3);
    assert_eq!(compare(&oracles::cuban()), 7 * 3);
    assert_eq!(compare(&oracles::elmira()), 7 * 4);
}

#[test]
fn the_288_strict_ordinal_games() {
    let games = oracles::two_by_two_games();
    assert_eq!(games.iter().map(compare).sum::<usize>(), 288 * 6 * 2);
}

#[test]
fn two_large_random_conflicts_by_count_and_digest() {
    assert_eq!(compare(&oracles::random_3dm()), 5 * 4);
    assert_eq!(compare(&oracles::random_4dm()), 5 * 5);
}

#[test]
fn none_of_the_traps_is_fallen_into() {
    let traps = traps::all();
    assert!(traps.iter().map(|trap| trap.verdicts.len()).sum::<usize>() > 20);
    for trap in &traps {
        for expected in &trap.verdicts {
            let (graph, _, verdicts) = judged(&trap.dispute, expected.sim);
            let stable = &verdicts.of(expected.concept).unwrap()[expected.party];
            let found = holds(stable, graph.address(&expected.state).unwrap());
            assert_eq!(found, expected.stable, "{}: {expected:?}", trap.name);
        }
        for expected in &trap.paths {
            let (graph, outlook, _) = judged(&trap.dispute, Simultaneity::FraserHipel);
            let start = graph.address(&expected.from).unwrap();
            let to = graph.address(&expected.to).unwrap();
            let way = &Search::new(&graph, &outlook, expected.way, start);
            let cost = way.cost(to);
            let found = (cost != NOWHERE).then(|| {
                let paths = Paths { graph: &graph, outlook: &outlook, way };
                (cost.against, cost.moves, paths.count(to).unwrap())
            });
            assert_eq!(found, expected.shortest, "{}: {expected:?}", trap.name);
        }
    }
}

/// A way through every state of a fibre of its own is as long as there are states: no search stops
/// at a depth.
#[test]
fn no_way_is_too_long_to_be_found() {
    let trap = traps::long_way();
    let longest = trap.paths.iter().filter_map(|path| path.shortest).map(|(_, moves, _)| moves);
    assert!(longest.max().unwrap() > 12, "the trap has a long way");
    assert!(trap.paths.iter().any(|path| path.way == Way::Improvements));
}
