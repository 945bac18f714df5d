//! Fixed sequences of the reference game without payments, worked out by other code.

use detente_model::{Id, Level};
use detente_play::unpaid::punish::{markov, worst};
use detente_play::unpaid::{Unpaid, unpaid, weakest};
use detente_play::{Edge, Game, Stop, eliminate, robust_road};
use detente_states::Node;

use crate::build::{fixture, list, reference};

/// A strict sequence: one option after the other rises by a level.
fn sequence(game: &Game, options: &[usize]) -> Vec<Stop> {
    let owner = [0, 0, 1, 2];
    let mut levels: Vec<Level> = vec![0; 4];
    let mut stops = Vec::new();
    for &option in options {
        let node = game.find(&levels).unwrap();
        levels[option] += 1;
        let there = game.find(&levels).unwrap();
        let mut edges = vec![None; 3];
        let mover = game.players().nth(owner[option]).unwrap();
        let mut own = game.edges(node, mover).map(Edge::new);
        edges[owner[option]] = own.find(|&edge| game.to(edge) == there);
        stops.push(Stop { node, value: 0.0, edges });
    }
    stops.push(Stop { node: game.find(&levels).unwrap(), value: 0.0, edges: vec![None; 3] });
    stops
}

#[test]
fn fixed_sequences_of_the_reference_game() {
    let game = reference(0.25, 0.3, 0.03);
    let expected = fixture(include_str!("../fixture/unpaid.json"));
    for case in expected["sequences"].as_array().unwrap() {
        let stops = sequence(
            &game,
            &list::<u8>(&case["options"]).iter().map(|&o| usize::from(o)).collect::<Vec<_>>(),
        );
        for threat in ["minmax", "mpe"] {
            let slack = |discount: f64| {
                let discounts = [discount; 3];
                let equilibrium = markov(&game, &discounts);
                let punishments = match threat {
                    "minmax" => worst(&game, &discounts, &equilibrium),
                    _ => equilibrium.verified(&game).unwrap(),
                };
                weakest(&game, &discounts, &stops, &punishments).unwrap().slack
            };
            for row in list::<Vec<f64>>(&case[threat]["slacks"]) {
                let off = slack(row[0]) - row[1];
                assert!(off.abs() < 1e-6, "{threat} at {}: off by {off}", row[0]);
            }
            let critical = case[threat]["critical"].as_f64().unwrap();
            assert!(slack(critical + 1e-6) >= -1e-9 && slack(critical - 1e-6) < -1e-9);
        }
    }
}

#[test]
fn the_bracket_is_wider_than_with_payments() {
    let game = reference(0.25, 0.3, 0.03);
    let stops = sequence(&game, &[1, 1, 0, 2, 0, 2, 0, 2]);
    let answer = |discount: f64| unpaid(&game, &[discount; 3], &stops).unwrap();
    assert!(matches!(answer(0.6), Unpaid::Fails(_)), "between .368 and .688");
    assert!(matches!(answer(0.8), Unpaid::Open(_, Some(_))));
    assert!(matches!(answer(0.95), Unpaid::Holds(_)));
    // The impatience of one party is enough.
    let uneven = unpaid(&game, &[0.95, 0.3, 0.95], &stops).unwrap();
    assert!(!matches!(uneven, Unpaid::Holds(_)));
    assert_eq!(unpaid(&game, &[0.5, 0.5], &stops), None);
    assert_eq!(unpaid(&game, &[0.5, 1.1, 0.5], &stops), None);
    assert!(unpaid(&game, &[0.95, 1.0, 0.95], &stops).is_some(), "very patient is not too patient");
    assert_eq!(unpaid(&game, &[0.5; 3], &[]), None);
    // A road found with payments can be asked about too.
    let solution = eliminate(&game, 0.9).unwrap();
    let target: Vec<bool> = game.nodes().map(|n| game.levels(n) == [3, 2, 3, 0]).collect();
    let road = robust_road(&game, &solution, Node::new(0), &target).unwrap();
    assert!(unpaid(&game, &[0.9; 3], &road.stops).is_some());
}
